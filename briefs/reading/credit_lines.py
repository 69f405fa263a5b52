"""Credits: to which agency or outlet a source credits its text, told apart from what it only mentions.

A name credits the text only where credits stand: in the dateline, in the byline, in a line of its own between
headline and body or right behind the body, in brackets behind the last sentence, in a notice of first
publication. In running text it is a mention ("Reuters reported"), beside a picture it credits the picture;
neither counts. Agencies are known by name; another outlet counts only where the wording leaves no doubt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefs.language.late import late
from briefs.model import Credit
from briefs.reading.agencies import AGENCIES, UNNAMED_AGENCIES, agencies_in, names_agency, usual_name
from briefs.reading.credit_wordings import (
    BARE,
    BYLINES,
    DATELINES,
    ENDING,
    ENDS_NAME,
    FIRST,
    OUTLET,
    PICTURE,
    PICTURED,
    SHARED,
    SOURCED,
    STRANGE_CREDIT,
    STRANGE_DATELINE,
    STRANGE_TAIL,
    TAILS,
    UNNAMED,
)
from briefs.reading.dates import find_dates, parse_date
from briefs.reading.margins import Margins

_LONGEST: Final = 120
"""Characters of a line that is read as a credit; a byline with date and agency has 40 to 90."""
_NOTICE: Final = 400
"""Characters of a sentence about a first publication."""
_ONLY_AGENCIES: Final = late(rf"(?:the\s)?{AGENCIES}")
_FIRST_HINT: Final = late(
    r"publish|appeared|posted|printed|reproduced|syndicated|\bran\b|처음|최초|먼저|전재|掲載|配信|公開|転載|引用|转|轉|载|載|首[发發]"
    r"|本文来源|摘自",
    re.IGNORECASE,
)
_AGENCIES_HINT: Final = late(r"agenc|외신|综合外电|綜合外電", re.IGNORECASE)
"""Cheap first looks: without one of these there is no such notice."""
_MOST: Final = 8
_NAME_WORDS: Final = 6
_MARK_WORDS: Final = 2
"""Words of a line behind a body that is no part of anything else: "(END)", an address of mail."""


def read_credits(margins: Margins, title: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in the margins and at the ends of a body, in order, each agency once.

    ``exact`` of each stands in one of the lines. The cost is bounded: few lines are looked at, and their ends.
    """
    found = (
        *_of_dateline(margins.first),
        *_of_head(margins.above, title),
        *_of_ending(margins.last),
        *_of_tail(margins.below),
    )
    return distinct_credits(found)


def distinct_credits(found: Iterable[Credit]) -> tuple[Credit, ...]:
    """Return the first credit of each agency, in order, and no more than a few."""
    by_agency: dict[str, Credit] = {}
    for credit in found:
        by_agency.setdefault(credit.agency.casefold(), credit)
    return tuple(by_agency.values())[:_MOST]


def credits_of_byline(line: str) -> tuple[Credit, ...]:
    """Return the agencies that a line known to name the writers credits, wherever in it they stand."""
    if len(line) > _LONGEST or PICTURE.search(line):
        return ()
    alone = usual_name(line)
    if alone:
        return (Credit(agency=alone, exact=line),)
    return tuple(_matched((*BYLINES, *BARE), line))


def stated_source(margins: Margins) -> str | None:
    """Return whom a page names as the source of its text ("Source: X", "via X", "출처: X"), as it says it."""
    for line in (*reversed(margins.above), *margins.below):
        if len(line) <= _LONGEST and not PICTURE.search(line):
            match = SOURCED.fullmatch(line)
            if match and len(match["name"].split()) <= _NAME_WORDS and "://" not in match["name"]:
                return _name(match["name"])
            by = re.search(r"\bvia\s(?P<name>[A-Z][\w&’'-]*(?:\s[A-Z&][\w&’'-]*){0,4})$", line)
            if by and not PICTURED.search(line):
                return by["name"]
    return None


def _of_dateline(first: str) -> Iterator[Credit]:
    head = first[:_LONGEST]
    patterns = DATELINES if names_agency(head) else ()
    found = next((match for pattern in patterns if (match := pattern.match(head))), None)
    if found is not None:
        yield from _credits(_exact(found))
        return
    strange = STRANGE_CREDIT.match(head) or STRANGE_DATELINE.match(head)
    if strange and OUTLET.search(strange["exact"]):
        yield Credit(agency=strange["exact"], exact=strange["exact"])


def _of_head(lines: Sequence[str], title: str | None) -> Iterator[Credit]:
    """Return the credits between headline and body; a bare name counts only beside a headline, byline or date."""
    for place, line in enumerate(lines):
        yield from _first_published(line)
        if len(line) > _LONGEST or PICTURE.search(line) or PICTURED.search(line):
            continue
        yield from _shared(line)
        found = list(_matched(BYLINES, line)) or list(_of_source(line))
        if not found and _is_beside(lines, place, title):
            found = list(_matched(BARE, line))
        yield from found


def _of_ending(last: str) -> Iterator[Credit]:
    yield from _first_published(last[-_NOTICE:])
    if len(last) <= 2 * _LONGEST:
        yield from _shared(last)
    end = last[-_LONGEST:]
    match = ENDING.search(end) if names_agency(end) else None
    if match:
        yield from _credits(_exact(match))


def _of_tail(lines: Sequence[str]) -> Iterator[Credit]:
    """Return the credits right behind the body; a bare name counts only while nothing else has come between."""
    is_open = True
    for line in lines:
        yield from _first_published(line)
        yield from _shared(line[:_NOTICE])
        if PICTURE.search(line) or PICTURED.search(line):
            is_open = False
            continue
        found = [*_of_source(line), *_matched(TAILS[2:], line[: 2 * _LONGEST])]
        bare = [*_matched(TAILS[:2], line), *_of_strange(line)] if is_open else []
        yield from (*found, *bare)
        is_open = is_open and (bool(bare) or len(line.split()) <= _MARK_WORDS)


def _of_strange(line: str) -> Iterator[Credit]:
    """Return the agency that no table knows but whose name says what it is, alone in brackets behind the body."""
    match = STRANGE_TAIL.fullmatch(line)
    if match:
        yield Credit(agency=match["exact"], exact=match["exact"])


def _matched(patterns: Sequence[re.Pattern[str]], line: str) -> Iterator[Credit]:
    if not names_agency(line):
        return
    found = next((match for pattern in patterns if (match := pattern.fullmatch(line))), None)
    if found is not None:
        yield from _credits(_exact(found))


def _shared(line: str) -> Iterator[Credit]:
    """Return those who share in a text: "with inputs from PTI", "with agencies"."""
    if len(line) > _NOTICE or PICTURE.search(line):
        return
    for pattern in SHARED if names_agency(line) else ():
        match = pattern.search(line)
        if match:
            yield from _credits(_exact(match))
            return
    unnamed = UNNAMED.search(line) if len(line) <= _LONGEST and _AGENCIES_HINT.search(line) else None
    if unnamed:
        yield Credit(agency=UNNAMED_AGENCIES, exact=_exact(unnamed))


def _of_source(line: str) -> Iterator[Credit]:
    match = SOURCED.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None:
        return
    name = _name(match["name"])
    agencies = agencies_in(name) if _ONLY_AGENCIES.fullmatch(name) else ()
    if agencies:
        yield from (Credit(agency=agency, exact=line.strip()) for agency in agencies)
    elif OUTLET.search(name) and len(name.split()) <= _NAME_WORDS:
        yield Credit(agency=name, exact=line.strip())


def _first_published(line: str) -> Iterator[Credit]:
    """Return the outlet that a sentence about the page names as that of its first publication."""
    if len(line) > _NOTICE or not _FIRST_HINT.search(line):
        return
    for pattern in FIRST:
        match = pattern.search(line)
        if match is None:
            continue
        name = _name(match["name"])
        if (
            name
            and len(name.split()) <= _NAME_WORDS
            and (not name[0].isascii() or name[0].isupper() or "." in name)
        ):
            end = match.start("name") + line[match.start("name") :].index(name) + len(name)
            yield Credit(agency=usual_name(name) or name, exact=line[match.start() : end].strip())
            return


def _name(stated: str) -> str:
    bare = ENDS_NAME.sub("", stated).strip(" .,:;|“”\"'《》「」")
    return re.sub(r"^the\s(?=[A-Z])", "", bare) or bare


def _is_beside(lines: Sequence[str], place: int, title: str | None) -> bool:
    """Whether the line right above or below is the headline, a byline or a date, and not a picture's caption."""
    near = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    return any(
        line.casefold() == (title or "").casefold()
        or (
            len(line) <= _LONGEST
            and re.match(
                r"(?i:by\s|posted|published|updated|입력|기사입력)|.{0,40}(?:[0-2]?[0-9]:[0-5][0-9]|配信|公開)",
                line,
            )
        )
        or (len(line) <= _LONGEST and parse_date(line) is not None)
        for line in near
    ) or bool(find_dates(lines[place]))


def _exact(match: re.Match[str]) -> str:
    return next(
        value for key, value in match.groupdict().items() if key.startswith("exact") and value
    ).strip()


def _credits(exact: str) -> Iterator[Credit]:
    agencies = agencies_in(exact)
    for agency in agencies:
        yield Credit(agency=agency, exact=exact)
