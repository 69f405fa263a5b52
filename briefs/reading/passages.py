"""What each line of the body is: a paragraph, a heading, an item, a quotation, or furniture inside it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.language.late import late
from briefs.model import PassageKind
from briefs.reading.cycles import marks_of
from briefs.reading.disclosures import is_promotion, is_promotion_label
from briefs.reading.furniture import Body, Survey
from briefs.reading.shapes import Form

_WIDGET: Final = 3
"""Short lines in one group, or in a row, that are no headings: a timeline, a menu, a box."""
_ISLAND: Final = 16
"""Most words of a sentence that short lines on either side make part of a box."""
_CAPTION: Final = 60
_HEADING: Final = 20
_MENU_WORDS: Final = 4
_HEADLINES: Final = 0.6
"""Share of words with a capital from which unpunctuated items are headlines of other pages."""
_QUESTION: Final = 14
_AGAIN: Final = 8
"""Words from which a sentence that stands on the page a second time is a pull quote or a second printing."""
_NEAR: Final = 12
"""Lines of prose within which a pull quote stands from its place: layouts set it beside, not pages away."""

_PROMOTED: Final = 0.4
"""Most of a body's words that stand in its advertisements; more, and the label speaks of the whole page."""

_SIGNATURE: Final = 40
"""Most words of a signature: four lines, as mail has had it since it had signatures."""

_QUOTES: Final = {"“": "”", '"': '"', "«": "»", "„": "“", "「": "」", "『": "』", "‘": "’"}
_POINTER: Final = late(r"(?:also |see |read |more |related|watch|listen)[^:]{0,20}:\s", re.IGNORECASE)
_FURTHER: Final = late(
    r"(?:related(?: stories| articles| coverage| news)?|(?:read|see|watch) (?:also|more|next)"
    r"|[\[【［<(]?(?:관련\s?(?:기사|뉴스)|함께\s?보기|関連(?:記事|ニュース)|あわせて読みたい|相关(?:阅读|新闻)"
    r"|相關(?:閱讀|新聞)|延伸(?:阅读|閱讀))[\]】］>)]?)(?P<colon>\s?[:：])?",
    re.IGNORECASE,
)
"""What stands above the headlines of other pages, or in front of one in brackets or behind a colon."""
_INNER: Final = late(r"[“”\"«»„「」『』]")


def passages_of(page: Survey, body: Body, title: str | None) -> tuple[tuple[int, PassageKind], ...]:
    """Return the kept lines of ``body`` in order, each with its kind. Linear in the number of lines."""
    judge = _Judge(page, body, title)
    found: list[tuple[int, PassageKind]] = []
    for run, flows in _runs(page, body):
        found += judge.flow(run) if flows else judge.short(run, leads=judge.leads(found))
    return tuple(_with_grounds(page, found))


class _Judge:
    """The rules for the lines of one body, and what of it has been said before."""

    def __init__(self, page: Survey, body: Body, title: str | None) -> None:
        self._page = page
        self._last = body.last
        self._title = title.casefold() if title else ""
        self._keys = Counter(shape.key for shape in page.shapes[body.first :])
        self._left_out = _printed_again(page, body) | _promotions(page, body) | _signatures(page, body)

    def leads(self, found: Sequence[tuple[int, PassageKind]]) -> bool:
        """Whether the last kept line ends with a colon."""
        return bool(found) and self._page.shapes[found[-1][0]].leads

    def flow(self, run: Sequence[int]) -> Iterator[tuple[int, PassageKind]]:
        """Return the prose of a run with its kinds, without captions and what is printed again."""
        for place in run:
            line, shape = self._page.lines[place], self._page.shapes[place]
            is_caption = shape.credit and shape.words <= _CAPTION and shape.sentences <= _WIDGET
            if place in self._left_out or (is_caption and place < self._last):
                continue
            if line.quoted and not (shape.form is Form.PROSE and line.text[0].isupper()):
                continue
            is_question = self._is_question(place) and not line.marker
            kind = PassageKind.QUOTATION if line.quoted else _flow_kind(line.text, line.marker)
            yield place, PassageKind.HEADING if is_question else kind

    def _is_question(self, place: int) -> bool:
        """Whether a line is one short question with prose behind it: the heading of an interview."""
        shape = self._page.shapes[place]
        short = shape.words <= _QUESTION and shape.sentences == 1 and place < self._last
        return (
            short
            and self._page.lines[place].text.endswith(("?", "？"))
            and self._page.shapes[place + 1].words > _QUESTION
        )

    def short(self, run: Sequence[int], *, leads: bool) -> Iterator[tuple[int, PassageKind]]:
        """Return what a run of short lines keeps: a list with grounds, or the heading of what follows."""
        page = self._page
        marked = [at for at in run if page.lines[at].marker]
        plain = [at for at in run if page.shapes[at].form is Form.LINE and not page.lines[at].marker]
        further = next((at for at in run if _FURTHER.fullmatch(page.lines[at].text)), run[-1] + 1)
        own = [at for at in plain if at < further and self._is_own(at)]
        if len(marked) > 1 or (marked and (leads or run[-1] == self._last)):
            yield from ((at, PassageKind.LIST_ITEM) for at in marked)
        elif marked and any(map(str.isdigit, page.lines[marked[0]].marker)):
            own = sorted([*own, *marked])
        if leads and not marked and plain:
            listed = self._listed(plain)
            yield from ((at, PassageKind.LIST_ITEM) for at in listed)
            own = [at for at in own if at > listed[-1]]
        yield from ((at, PassageKind.HEADING) for at in self._headings(own, run))

    def _is_own(self, place: int) -> bool:
        """Whether a short line stands here once, and is neither the title nor a caption."""
        shape = self._page.shapes[place]
        once = self._keys[shape.key] == 1 and self._page.repeated.isdisjoint(marks_of(shape))
        once = once and place not in self._left_out and not _points_on(self._page.lines[place].text)
        is_name = (
            shape.words == 1 and (shape.key.upper() == self._page.lines[place].text) and shape.key.isascii()
        )
        plain = not shape.credit and not is_name and shape.words <= _HEADING
        return once and plain and shape.key != self._title

    def _listed(self, plain: Sequence[int]) -> list[int]:
        """Return the items of a list without markers: all lines but a heading at its end, which differs."""
        lines, shapes = self._page.lines, self._page.shapes
        items = [at for at in plain if lines[at].group == lines[plain[0]].group]
        items = items if len(items) > 1 else list(plain)
        if len(items) < len(plain) or len(items) < _WIDGET or items[-1] == self._last:
            return items
        others = [shapes[at].capitals >= _HEADLINES for at in items[:-1]]
        differs = (shapes[items[-1]].capitals >= _HEADLINES) not in others
        return items[:-1] if differs else items

    def _headings(self, own: Sequence[int], run: Sequence[int]) -> list[int]:
        """Return the headings in a run: up to two lines outside a widget, or the last of many."""
        if run[-1] >= self._last:
            return []
        lines = self._page.lines
        sizes = Counter(lines[at].group for at in run)
        prose = {lines[run[0] - 1].group, lines[run[-1] + 1].group}
        loose = [at for at in run if sizes[lines[at].group] < _WIDGET or lines[at].group in prose]
        kept = loose if len(loose) < _WIDGET else [at for at in loose if at == run[-1]]
        return [at for at in kept if at in own]


def _points_on(text: str) -> bool:
    """Whether a short line leads to another page, or is the label of an advertisement."""
    further = None if text.isascii() else _FURTHER.match(text)
    return bool(_POINTER.match(text) or further or is_promotion_label(text))


def _runs(page: Survey, body: Body) -> Iterator[tuple[list[int], bool]]:
    """Return the body in runs of prose and runs of short lines, without boxes."""
    runs: list[tuple[list[int], bool]] = []
    for place in range(body.first, body.last + 1):
        if page.shapes[place].form is Form.RULE:
            continue
        flows = page.flows(place) and not page.foreign(place)
        if runs and runs[-1][1] is flows:
            runs[-1][0].append(place)
        else:
            runs.append(([place], flows))
    boxes: set[int] = set()
    for number in range(1, len(runs) - 1):
        run, flows = runs[number]
        if flows and _is_island(page, run, runs[number - 1][0] + runs[number + 1][0]):
            boxes |= {number - 1, number, number + 1}
    return (run for number, run in enumerate(runs) if number not in boxes)


def _is_island(page: Survey, run: Sequence[int], around: Sequence[int]) -> bool:
    """Whether a few words stand in a box: among three short lines that are not printed again and again."""
    words = sum(page.shapes[at].words for at in run)
    once = sum(page.repeated.isdisjoint(marks_of(page.shapes[at])) for at in around)
    return words <= _ISLAND and once >= _WIDGET and not any(page.lines[at].marker for at in (*run, *around))


def _flow_kind(text: str, marker: str) -> PassageKind:
    if marker:
        return PassageKind.LIST_ITEM
    close = _QUOTES.get(text[0])
    whole = (
        close is not None
        and text.rstrip(".,!?").endswith(close)
        and not _INNER.search(text.rstrip(".,!?")[1:-1])
    )
    return PassageKind.QUOTATION if whole else PassageKind.PARAGRAPH


def _printed_again(page: Survey, body: Body) -> frozenset[int]:
    """Return the lines whose words stand in the body a second time: later printings, and pull quotes."""
    flows = [at for at in range(body.first, body.last + 1) if page.shapes[at].words >= _AGAIN // 2]
    plain = [" ".join(re.findall(r"\w+", page.lines[at].text.casefold())) for at in flows]
    seen: set[str] = set()
    again = set()
    for number, (at, text) in enumerate(zip(flows, plain, strict=True)):
        if page.shapes[at].words >= _AGAIN and text in seen:
            again.add(at)
        seen.add(text)
        near = plain[max(0, number - _NEAR) : number + _NEAR + 1]
        if page.shapes[at].words <= 2 * _CAPTION and any(
            len(other) > len(text) and text in other for other in near
        ):
            again.add(at)
    return frozenset(again)


def _promotions(page: Survey, body: Body) -> frozenset[int]:
    """Return the advertisements in the body: labelled lines, and what stands right under a lone label."""
    found: set[int] = set()
    box: int | None = None
    for at in range(body.first, body.last + 1):
        line = page.lines[at]
        heads_box = page.lines[at - 1].group != line.group if at else True
        if is_promotion_label(line.text) and heads_box:
            box = line.group if at > body.first else None
        if line.group == box or is_promotion(line.text):
            found.add(at)
    words = sum(page.shapes[at].words for at in found)
    whole = sum(page.shapes[at].words for at in range(body.first, body.last + 1))
    return frozenset(found) if words <= _PROMOTED * whole else frozenset()


def _signatures(page: Survey, body: Body) -> frozenset[int]:
    """Return the few words under a line of two hyphens, by which mail and forums divide off a signature."""
    found: set[int] = set()
    for at in range(body.first, body.last):
        if page.lines[at].text != "--":
            continue
        end = at + 1
        while end <= body.last and page.flows(end) and page.lines[end].group == page.lines[at].group:
            end += 1
        if sum(page.shapes[place].words for place in range(at + 1, end)) <= _SIGNATURE:
            found.update(range(at + 1, end))
    return frozenset(found)


def _with_grounds(
    page: Survey, found: Sequence[tuple[int, PassageKind]]
) -> Iterator[tuple[int, PassageKind]]:
    """Return the passages without lists that nothing introduces and whose items are no sentences."""
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and found[end][1] is PassageKind.LIST_ITEM:
            end += 1
        if end == place:
            yield found[place]
            place += 1
            continue
        introduced = place > 0 and found[place - 1][1] is not PassageKind.HEADING
        introduced = introduced and page.shapes[found[place - 1][0]].leads
        if introduced or _are_prose(page, [at for at, _ in found[place:end]]):
            yield from found[place:end]
        place = end


def _are_prose(page: Survey, items: Sequence[int]) -> bool:
    """Whether the items of a list that nothing introduces are worth keeping: neither a menu nor headlines."""
    shapes = [page.shapes[at] for at in items]
    words = sum(shape.words for shape in shapes) / len(shapes)
    capitals = sum(shape.capitals for shape in shapes) / len(shapes)
    final = sum(shape.final for shape in shapes) / len(shapes)
    return words >= _MENU_WORDS and (final >= 0.5 or capitals < _HEADLINES)
