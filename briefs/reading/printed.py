"""Dates printed beside a body for readers: "Published …", "입력 … 수정 …", a weekday that does not fit.

Only lines with a label are read here, for they leave no doubt; a bare date beside the headline is found
with the headline.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind
from briefs.reading.dates import find_dates, find_slips, parse_date
from briefs.reading.margins import Margins

_LONGEST: Final = 200
"""Characters of a line of dates: one with two moments and their zones has about 90."""
_SLIPPED: Final = 120
_NEAR: Final = 3
_LABEL: Final = 24
"""Characters before a date in which its label stands."""
_PUBLISHED: Final = late(
    r"(?:\b(?:published|posted|issued|released|publié|veröffentlicht|publicado|pubblicato|gepubliceerd"
    r"|created|first published)|입력|등록|승인|게시|발행|송고|작성|公開|掲載|配信|投稿|発行|发布|發布|发表)"
    r"(?:일시?|日時?|时间|時間|시간)?\W{0,4}(?:(?:on|at|le|am|el|il|op|the)\W{1,2})?$",
    re.IGNORECASE,
)
_MODIFIED: Final = late(
    r"(?:\b(?:updated|modified|revised|edited|update|mis à jour|modifié|aktualisiert|geändert|actualizado|aggiornato"
    r"|bijgewerkt)|수정|최종수정|업데이트|更新|最終更新|改訂|修改)"
    r"(?:일시?|日時?|时间|時間|시간)?\W{0,4}(?:(?:on|at|le|am|el|il|op|the)\W{1,2})?$",
    re.IGNORECASE,
)
_MODIFIED_BEHIND: Final = late(r"\s?(?:に)?(?:最終)?(?:更新|改訂|修正|수정|업데이트)\W{0,2}$")
"""A label behind its date, at the end of a line, as Japanese sets it."""
_PUBLISHED_FIRST: Final = late(
    r"\W*(?:published|posted|issued|released|입력|등록|公開|掲載|配信|发布|發布)", re.IGNORECASE
)
_MODIFIED_LATER: Final = late(r"updated?|modified|revised|수정|업데이트|更新", re.IGNORECASE)
_UPDATED_FIRST: Final = late(
    r"\W*(?:last )?(?:updated?|modified|revised|최종수정|수정|업데이트|最終更新|更新)\W{0,4}(?:on )?",
    re.IGNORECASE,
)
_OPENS: Final = late(
    r"\W*(?:(?:last|first|date|article|this \w+ was) )?(?:published|updated|posted|issued|modified|revised|입력|등록"
    r"|기사입력|최종수정|수정|송고|公開|更新|最終更新|掲載|配信|发布|發布)",
    re.IGNORECASE,
)


def printed_claims(margins: Margins) -> tuple[DateClaim, ...]:
    """Return the dates with a label above a body, in order; where there are none, those right below it.

    Below, a label must begin its line: "Jane posted on" is the date of a comment.
    """
    above = tuple(claim for line in margins.above if len(line) <= _LONGEST for claim in _claims(line))
    below = (line for line in margins.below[:_NEAR] if len(line) <= _LONGEST and _OPENS.match(line))
    return above or tuple(claim for line in below for claim in _claims(line))


def slips(margins: Margins) -> tuple[str, ...]:
    """Return a sentence for each date printed in the margins whose weekday is not that of its date."""
    return tuple(
        f"The date “{line[slip.start : slip.end].strip()}” is printed with a weekday that is not its own."
        for line in _lines(margins)
        if len(line) <= _SLIPPED
        for slip in find_slips(line)
    )


def _lines(margins: Margins) -> Sequence[str]:
    return [line for line in (*margins.above, *margins.below) if len(line) <= _LONGEST]


def _claims(line: str) -> Iterator[DateClaim]:
    whole = _whole(line)
    if whole is not None:
        yield whole
        return
    for mention in find_dates(line):
        before = line[max(0, mention.start - _LABEL) : mention.start]
        if _MODIFIED.search(before) or _MODIFIED_BEHIND.match(line[mention.end :]):
            yield DateClaim(kind=DateKind.MODIFIED, date=mention.date, found="updated line")
        elif _PUBLISHED.search(before):
            yield DateClaim(kind=DateKind.PUBLISHED, date=mention.date, found="published line")


def _whole(line: str) -> DateClaim | None:
    """Return the claim of a line that is one label and one moment, be its time before or behind the day."""
    updated = _UPDATED_FIRST.match(line)
    if updated:
        date = parse_date(line[updated.end() :])
        return DateClaim(kind=DateKind.MODIFIED, date=date, found="updated line") if date else None
    if not _PUBLISHED_FIRST.match(line) or _MODIFIED_LATER.search(line):
        return None
    date = parse_date(line)
    return DateClaim(kind=DateKind.PUBLISHED, date=date, found="published line") if date else None
