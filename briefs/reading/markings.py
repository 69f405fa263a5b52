"""Markings of the Traffic Light Protocol: what a source says of to whom it may be passed on.

A label is the source's own where it stands alone or among furniture at an edge (above or below its text, in a running
head, in its subject), where it comes again on its own as a head does, or where the source says it of itself ("This
document is marked TLP:GREEN"). In running prose it is news about another document, and in a legend that explains the
labels it is none. Of several the most restrictive counts. What stands like a label and is none ("TLP:PURPLE", or one
that is misspelt) marks nothing, and is a doubt about its source. See https://www.first.org/tlp/.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefs.language.late import late
from briefs.model import Doubt, DoubtKind, Marking, PassageKind, strictest
from briefs.reading.page import Block, Page
from briefs.reading.shapes import count_words

_HINTS: Final = ("TLP", "tlp", "Tlp", "raffic", "RAFFIC")
"""Without one of these no label stands in a text: a hundred times faster to tell than by an expression."""
_LABEL: Final = (
    r"(?<!\w)(?:TLP|traffic[ -]light[ -]protocol(?: \(TLP\))?)(?:\s?v?[12]\.0)?"
    r"(?:\s?[:：]\s?|\s?[–—-]\s?|\s)"
    r"(?P<colour>clear|white|green|amber\s?[+-]\s?strict|amber\sstrict|amber|red)(?!\w|[-+]\w)"
)
_ANY: Final = late(_LABEL, re.IGNORECASE)
_COLOURS: Final = {
    "clear": Marking.CLEAR,
    "white": Marking.CLEAR,
    "green": Marking.GREEN,
    "amber": Marking.AMBER,
    "amberstrict": Marking.AMBER_STRICT,
    "red": Marking.RED,
}
"""What a label says; TLP:WHITE of version 1.0 is TLP:CLEAR of 2.0."""
_FIELD: Final = (
    r"(?:marking|marked(?: as)?|classification|classified(?: as)?|handling|distribution|dissemination|sensitivity"
    r"|restrictions?|sharing|confidentiality|status|protection|subject|re|등급|분류|배포|取扱|区分)"
)
_ALONE: Final = late(
    rf"\W{{0,8}}(?:{_FIELD}\s?[:：]?\s?)?\W{{0,4}}{_LABEL.replace('(?P<colour>', '(?:')}\W{{0,8}}",
    re.IGNORECASE,
)
_OPENS: Final = late(rf"\W{{0,8}}{_LABEL}[\])】」]?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DIVIDES: Final = late(r"\s?[|·•/:：;–—\t=)\]]|\s-\s|\s?[-–—]{2,}|\s*$|\s+[0-9]")
"""What may stand behind a label that opens a line which is no sentence about it."""
_CLOSES: Final = late(r"(?:^|[|·•/:：;–—\t(\[【「]|\s-)\s?$")
_OWN: Final = late(
    r"(?:^|[.!?]\s)[\"'“(\[]?(?:this|the (?:present|attached|following))\s(?:\w+\s){0,2}?"
    r"(?:documents?|reports?|briefs?|briefings?|notes?|notices?|advisory|analysis|assessment|bulletin|alert|update"
    r"|products?|publication|papers?|memo(?:randum)?|e-?mails?|mails?|messages?|information|letters?|newsletter|digest)"
    r"\sis\s(?:hereby\s|being\s|to be\s)?(?:(?:marked|classified|designated|rated|labell?ed|released|distributed"
    r"|shared|published|provided|treated|handled)\s)?(?:(?:as|under|at)\s)?(?:the\s)?"
    rf"{_LABEL}",
    re.IGNORECASE,
)
_UNKNOWN: Final = late(
    rf"(?:\W{{0,8}}(?i:{_FIELD})\s?[:：]?\s?)?\W{{0,8}}"
    r"(?P<label>(?i:TLP)\s?[:：]\s?"
    r"(?:[A-Z]{2,20}\s[A-Z]{2,20}(?![^\W_])|[^\W\d_]{2,20}(?:\s?[+-]\s?[^\W\d_]{2,20})?))[】」]?(?P<rest>.*)",
    re.DOTALL,
)
"""A line that would be a label, were its colour one."""
_UNKNOWN_IN_HEAD: Final = late(r"(?<!\w)(?P<label>TLP\s?[:：]\s?[A-Z]{2,20}(?:[+-][A-Z]{2,20})?)(?![^\W_])")
"""In a subject, where words stand beside it: in capitals, as it is written there."""
_WORDY: Final = frozenset(("a", "about", "above", "an", "and", "as", "at", "be", "been", "below", "by", "called", "for",
    "from", "had", "has", "have", "in", "into", "is", "it", "its", "labelled", "labeled", "leaked", "like", "marked",
    "not", "of", "on", "or", "rated", "says", "shared", "tagged", "than", "that", "the", "their", "to", "treated",
    "under", "until", "used", "using", "was", "were", "what", "when", "why", "with", "without",
))  # fmt: skip
"""Words right before a label that closes a short line, after which the line speaks of something else's label."""
_TITLE_WORDS: Final = 6
"""Most words of a line without dividers that a label may close: "Situation Report TLP:AMBER"."""
_FURNITURE: Final = 300
"""Characters of a line at an edge; the longest wording of what a label permits has some 250."""
_HEAD_LENGTH: Final = 160
_RUNNING: Final = frozenset((PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION))
_FEWEST: Final = 5
"""Words from which a block is running text, as in ``assembly``."""
_FOUND_BY: Final = 40
"""Characters of a block by which its line is found among all."""
_ABOVE: Final = 12
_BELOW: Final = 6
"""Lines at the top and at the end that are its edges where the running text is not found among them."""
_DOUBTS: Final = 3
"""Labels that are none of which a source's entry tells: one that is misspelt comes again on each page."""
_LEGEND: Final = 3
"""Different labels at the edges of a source from which they explain the protocol; one that stands twice is its own."""


def with_marking(page: Page, lines: Iterable[str], heads: Iterable[str] = ()) -> Page:
    """Return the page with the marking that its source bears.

    ``lines`` are all that the source shows, in order; ``heads`` are such as are known to stand apart from its text:
    running heads and feet, its subject, its keywords.
    """
    shown, apart = list(lines), list(heads)
    found = marking_in(shown, apart, page.blocks)
    doubts = (*page.doubts, *_doubts(unknown_labels(shown, apart)))
    return replace(page, marking=strictest([page.marking, found]), doubts=doubts)


def unknown_labels(lines: Iterable[str], heads: Iterable[str]) -> Iterator[str]:
    """Return what stands in the place of a label and is none, as it is written. Linear in the characters."""
    for line in lines:
        match = _UNKNOWN.match(line) if len(line) <= _FURNITURE and _may_hold(line) else None
        if match and _DIVIDES.match(match["rest"]) and _borne(line) is None:
            yield match["label"]
    for head in heads:
        for match in _UNKNOWN_IN_HEAD.finditer(head[:_HEAD_LENGTH]) if _may_hold(head) else ():
            if not _ANY.match(match["label"]):
                yield match["label"]


def _doubts(labels: Iterable[str]) -> Iterator[Doubt]:
    for label in [*dict.fromkeys(labels)][:_DOUBTS]:
        text = (
            f"“{label}” stands in it like a marking, but the Traffic Light Protocol has no such label: "
            "it marks nothing."
        )
        yield Doubt(kind=DoubtKind.UNKNOWN_MARKING, text=text)


def marking_in(lines: Sequence[str], heads: Sequence[str], blocks: Sequence[Block]) -> Marking | None:
    """Return the most restrictive marking of a source's own; ``blocks`` are the kept ones. Linear in the characters."""
    hinted = [line for line in (*lines, *heads) if _may_hold(line)]
    if not any(_ANY.search(line) for line in hinted):
        return None
    first, last = _body(lines, blocks)
    edges = [line for place, line in enumerate(lines) if not first <= place <= last and _may_hold(line)]
    borne = [marking for line in edges if (marking := _borne(line))]
    if len(set(borne)) >= _LEGEND:
        borne = [marking for marking, count in Counter(borne).items() if count > 1]
    borne += [marking for line in heads for marking in _labels(line[:_HEAD_LENGTH])]
    own = [marking for line in lines if _may_hold(line) for marking in _said(line)]
    return strictest([*borne, *own, _repeated(lines)])


def _may_hold(line: str) -> bool:
    return any(hint in line for hint in _HINTS)


def _labels(line: str) -> Iterator[Marking]:
    return (_marking(match) for match in _ANY.finditer(line))


def _marking(match: re.Match[str]) -> Marking:
    return _COLOURS["".join(filter(str.isalpha, match["colour"].lower()))]


def _body(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the places of the first and last line of running text; what is not found is not at the very edge."""
    running = [
        block
        for block in blocks
        if block.kind in _RUNNING and count_words(block.text) >= _FEWEST and _borne(block.text) is None
    ]
    if not running:
        return len(lines), len(lines)
    begins, ends = running[0].text[:_FOUND_BY], running[-1].text[:_FOUND_BY]
    first = next((place for place, line in enumerate(lines) if _shares(line, begins)), _ABOVE)
    backwards = range(len(lines) - 1, first - 1, -1)
    last = next((place for place in backwards if _shares(lines[place], ends)), len(lines) - _BELOW)
    return first, last


def _shares(line: str, beginning: str) -> bool:
    """Whether a line holds the beginning of a block, or as much of it as fits on a line."""
    return beginning in line or (len(line) >= _FOUND_BY // 2 and beginning.startswith(line[:_FOUND_BY]))


def _borne(line: str) -> Marking | None:
    """Return the label that a line at an edge gives its source, or None."""
    if len(line) > _FURNITURE:
        return None
    found = list(_ANY.finditer(line))
    if len(found) != 1:
        return (
            strictest(map(_marking, found)) if found and _ANY.sub("", line).strip(" |/·,-–—") == "" else None
        )
    match = found[0]
    before, behind = line[: match.start()], line[match.end() :]
    opens = _OPENS.match(line)
    if _ALONE.fullmatch(line) or (opens and _DIVIDES.match(opens["rest"])):
        return _marking(match)
    is_last = not behind.strip(" )]】」")
    if (_CLOSES.search(before) and (is_last or _DIVIDES.match(behind))) or (is_last and _is_title(before)):
        return _marking(match)
    return None


def _is_title(before: str) -> bool:
    words = before.split()
    return (
        0 < len(words) <= _TITLE_WORDS and not words[-1][0].islower() and words[-1].casefold() not in _WORDY
    )


def _said(line: str) -> Iterator[Marking]:
    """Return the labels that a line says its own source has."""
    return (_marking(match) for match in _OWN.finditer(line))


def _repeated(lines: Sequence[str]) -> Marking | None:
    """Return the label that stands alone on several lines, as a head does in a text that was copied page by page."""
    alone = Counter(marking for line in lines if _may_hold(line) and (marking := _alone(line)))
    return next(iter(alone)) if len(alone) == 1 and max(alone.values()) > 1 else None


def _alone(line: str) -> Marking | None:
    match = _ANY.search(line) if len(line) <= _HEAD_LENGTH and _ALONE.fullmatch(line) else None
    return _marking(match) if match else None
