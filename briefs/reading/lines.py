"""Logical lines of a plain text: what a reader would call one paragraph, one headline, one list item.

A dump divides its text in one of three ways, and the lengths of its lines tell which: blank lines around
hard-wrapped paragraphs, one paragraph per line, or one paragraph per line with stray breaks inside it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from briefs.language.late import late

_NARROWEST: Final = 40
_WIDEST: Final = 130
"""Columns between which a text may be hard-wrapped: mail is 60 to 80, RFCs 72, wide editors up to 120."""
_SLACK: Final = 4
"""Columns by which a wrapped line may stay short of a full one: wrappers disagree on trailing blanks."""
_WRAPPED_SHARE: Final = 0.6
_CONTINUED_SHARE: Final = 0.3
"""Least share of full characters, and of full lines that go on in lower case, in a wrapped text.

Wrapped English prose has 0.9 and 0.6; lists of headlines have less than 0.4 and 0.05 (test_lines.py).
"""
_FRAGMENT: Final = 25
"""Least characters of a broken paragraph's beginning, so that two short menu entries are never joined."""

_LINK_WORDS: Final = 8
"""Most words of a link that a dump sets on a line of its own in the middle of a sentence."""

_MARKER: Final = late(
    r"(?:[-*•‣◦▪●·–+]|\(?[0-9]{1,2}[.)](?! \S+ [12][0-9]{3}\b)|\([a-z]\))[ \t\u00a0]+(?=\S)"
)
"""A list's marker; the number in "19. Mai 2026" is none."""
_LABEL: Final = late(r"[A-Z][A-Za-z-]{1,15}: ?\S")
_SIGNS: Final = late(r"(?:>[ \t]?)+|#{1,6} ")
"""Signs of quotation, and of headings as many write them in plain text; they are no words of the line."""
_CONTINUES: Final = late(r"[a-zß-öø-ÿа-я]|[,;.)]\s|[’'](?:s|re|ve|ll)\b")
_ENDS: Final = late(r"[.!?…:;。！？｡؟۔।][\"'”’»)\]」』）]*$")
_BYLINE: Final = late(r"by\s+[^\W\d_a-z]")
_OPEN_END: Final = late(r"\b(?:a|an|and|from|of|or|that|the|to|with)$")
_UNENDED: Final = late(
    r"\b(?:a|about|an|and|as|at|because|between|but|by|for|from|her|his|in|into|its|nearly|of|on|or|than|that|the"
    r"|their|to|until|was|were|which|whose|with|would)$"
)
"""Words that end no line but one that was wrapped."""
_QUANTITY: Final = late(r"[0-9][0-9.,]*%?,?\s+[a-z]")
_LONE_MARKER: Final = late(r"[-–—]|[0-9]{1,2}[.)]")
"""Markers that are a dash or a number of the sentence where a wrapped line begins with one."""
_LOCAL_ROWS: Final = 3
"""Rows from which a group between blank lines shows a column of its own, each but the last being full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One logical line: white space folded, marker apart; lines with no blank between share ``group``."""

    text: str
    group: int
    marker: str = ""
    quoted: bool = False


class _Row(NamedTuple):
    """One line of the file, blank ones left out."""

    text: str
    indent: int
    group: int
    marker: str
    quoted: bool

    @property
    def width(self) -> int:
        return self.indent + len(self.marker) + len(self.text)


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the logical lines of ``text`` in order; each one's words stand in ``text`` in a row. Linear."""
    rows = list(_rows(text))
    width = _wrap_width(rows)
    widths = {group: _own_width(members) or width for group, members in _by_group(rows).items()}
    rows = _without_lone_markers(rows, widths)
    lines = []
    for parts in _paragraphs(rows, widths):
        first = parts[0]
        whole = " ".join(row.text for row in parts)
        lines.append(Line(text=whole, group=first.group, marker=first.marker, quoted=first.quoted))
    return tuple(lines)


def _rows(text: str) -> Iterator[_Row]:
    group = 0
    blank = True
    for raw in text.splitlines():
        folded = " ".join(raw.split())
        if not folded:
            blank = True
            continue
        group += blank
        blank = False
        sign = _SIGNS.match(folded)
        folded = folded[sign.end() :] if sign else folded
        marker = _MARKER.match(folded)
        body = folded[marker.end() :] if marker else folded
        indent = len(raw) - len(raw.lstrip())
        if body:
            yield _Row(body, indent, group, marker.group() if marker else "", raw.lstrip()[0] == ">")


def _wrap_width(rows: list[_Row]) -> int | None:
    """Return the column at which the text is hard-wrapped, or None where each line is a paragraph of its own.

    In a wrapped text nearly every line that goes on is full: the next line's first word had no room in it.
    """
    pairs = [(row, after) for row, after in pairwise(rows) if row.group == after.group]
    if not pairs:
        return None
    widths = sorted(row.width for row, _ in pairs)
    width = widths[len(widths) * 19 // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [(row, after) for row, after in pairs if _is_full(row, after, width)]
    filled = sum(row.width for row, _ in full) >= _WRAPPED_SHARE * sum(widths)
    continued = sum(_goes_on_mid_sentence(row, after) for row, after in full) >= _CONTINUED_SHARE * len(full)
    return width if full and filled and continued else None


def _by_group(rows: list[_Row]) -> dict[int, list[_Row]]:
    groups: dict[int, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups


def _own_width(rows: list[_Row]) -> int | None:
    """Return the column at which one group is wrapped whatever the others are, or None where it is not."""
    if len(rows) < _LOCAL_ROWS or any(row.marker or row.quoted for row in rows):
        return None
    width = _wrap_width(rows)
    return width if width and all(_is_full(row, after, width) for row, after in pairwise(rows)) else None


def _without_lone_markers(rows: list[_Row], widths: dict[int, int | None]) -> list[_Row]:
    """Return the rows with markers given back to their text that are words of a wrapped sentence.

    The only marker of its kind in a group is one where the line before breaks off, and is full or ends with a word
    that ends no line.
    """
    marked = Counter((row.group, row.marker[0].isdigit()) for row in rows if row.marker)
    found = rows[:1]
    for before, row in pairwise(rows):
        whole = row._replace(text=row.marker + row.text, marker="")
        width = widths[row.group]
        is_lone = before.group == row.group and _LONE_MARKER.match(row.marker) is not None
        is_lone = is_lone and marked[row.group, row.marker[0].isdigit()] == 1
        is_severed = _is_severed(before) or (
            width is not None and _is_cut(before) and row.text[0].islower() and _is_full(before, row, width)
        )
        found.append(whole if is_lone and is_severed else row)
    return found


def _is_cut(row: _Row) -> bool:
    """Whether a line is long enough for prose, and does not end like it."""
    return len(row.text) >= _FRAGMENT and not _ENDS.search(row.text)


def _is_severed(row: _Row) -> bool:
    """Whether a line breaks off behind a word that cannot be its last."""
    return _is_cut(row) and _UNENDED.search(row.text) is not None


def _goes_on_mid_sentence(row: _Row, after: _Row) -> bool:
    first = after.text[0]
    return first.islower() or (first.isalpha() and not first.isupper() and not _ENDS.search(row.text))


def _is_full(row: _Row, after: _Row, width: int) -> bool:
    return row.width + 1 + len(after.text.split(" ", 1)[0]) > width - _SLACK


def _paragraphs(rows: list[_Row], widths: dict[int, int | None]) -> Iterator[list[_Row]]:
    parts: list[_Row] = []
    length = 0
    for row in rows:
        if parts and _goes_on(parts, row, length, widths[row.group]):
            parts.append(row)
            length += len(row.text) + 1
            continue
        if parts:
            yield parts
        parts, length = [row], len(row.text)
    if parts:
        yield parts


def _goes_on(parts: list[_Row], row: _Row, length: int, width: int | None) -> bool:
    """Whether ``row`` belongs to the paragraph that ``parts`` began."""
    last = parts[-1]
    if row.group != last.group or row.marker or row.quoted or last.quoted or not _has_words(row, last):
        return False
    broken = not _ENDS.search(last.text)
    if width is None:
        is_item = parts[0].marker or parts[0].text[0].islower()
        return broken and not is_item and _is_fragment(last, row, length)
    if _LABEL.match(row.text) and (_LABEL.match(parts[0].text) or not broken):
        return False
    if row.indent > last.indent and not parts[0].marker and not _LABEL.match(parts[0].text):
        return False
    if not broken and 2 * row.width < width and not _ENDS.search(row.text):
        return False
    is_ragged = broken and 2 * max(last.width, row.width) >= width and _CONTINUES.match(row.text)
    is_counted = _is_cut(last) and 2 * row.width >= width and _QUANTITY.match(row.text)
    return _is_full(last, row, width) or _is_severed(last) or bool(is_ragged or is_counted)


def _has_words(*rows: _Row) -> bool:
    return all(any(map(str.isalnum, row.text)) for row in rows)


def _is_fragment(last: _Row, row: _Row, length: int) -> bool:
    """Whether a break stands in the middle of a sentence, as dumps leave them around links."""
    if _BYLINE.match(row.text):
        return False
    is_more = " " in row.text or _ENDS.search(row.text)
    is_link = row.text.count(" ") < _LINK_WORDS and (_OPEN_END.search(last.text) or _is_severed(last))
    is_counted = _QUANTITY.match(row.text) and _is_severed(last)
    return bool((is_more and length >= _FRAGMENT and _CONTINUES.match(row.text)) or is_link or is_counted)
