"""Mails: newsletters, and what is forwarded.

bytes ──mime──▶ parts ──┬ HTML: forwards, newsletters, blocks ──article──┐
                        └ text: forwards, newsletters ────────text──────┴▶ Page, with what the fields state
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr, parsedate_tz
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, Doubt, DoubtKind, Precision, StatedDate
from briefs.reading.byline import names_of
from briefs.reading.dates import find_dates, parse_date
from briefs.reading.encoding import clean, fold
from briefs.reading.forwards import Letter, bare_subject, find_letter
from briefs.reading.markings import with_marking
from briefs.reading.metadata import web_address
from briefs.reading.mime import Part, read_parts
from briefs.reading.newsletters import plain_address, without_footers
from briefs.reading.page import Page
from briefs.reading.shapes import count_words
from briefs.reading.text import read_text
from briefs.reading.unreadable import Unreadable

_YEARS: Final = range(1970, 3000)
"""Before the first there were no mails with dates; one from after the last has a damaged header."""
_LONGEST: Final = 1_000_000
"""Characters a text part may have: as a plain text."""
_FEWEST: Final = 5
"""Words of one block from which a part has running text."""
_MAIL: Final = "message/rfc822"
_FILES: Final = {
    _MAIL: ".eml",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Attachments that are told by their type, whatever their name."""
_COVER: Final = 80
"""Most words of a mail that only comes with the one attached to it."""
_LOCKED: Final = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_REPORT: Final = "multipart/report"
_DEEPEST: Final = 4
"""Mails within mails that are opened to find the one that was forwarded."""
_SENDER: Final = late(r"(?P<author>.{3,60}?)\s+(?:from|at|@|\||·|–|—|-|of)\s+(?P<publisher>\S.{1,80})")
_VIA: Final = late(r"(?P<publisher>.{2,80}?)\s+via\s+(?P<carrier>\S.{1,80})")
_ADDRESS: Final = late(r"\s*[<\[(]?(?:mailto:)?[^\s<>\[\]()@]+@[^\s<>\[\]()@]+[>\])]?\s*")
_LIST_NAME: Final = late(r"\"?(?P<name>[^\"<>]{2,80}?)\"?\s*<[^<>]*>")
_WEEKDAY: Final = late(r"(?P<name>Mon|Tue|Wed|Thu|Fri|Sat|Sun),", re.IGNORECASE)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BRACKETED: Final = late(
    r"[ \t]?<(?:https?://|mailto:)[^<>\s]{0,2000}>|[ \t]?[(\[]\s?(?:https?://|mailto:)[^()\[\]\s]{0,2000}\s?[)\]]"
    r"|\[(?:image|cid)\s?:[^\[\]\n]{0,200}\]"
)
_QUOTES: Final = late(r"(?m)^(?:>[ \t]?)+")
_FLOWED: Final = late(r"(?P<quote>>*) ?(?P<text>.*)")
_BLANK: Final = late(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A part of a mail read as a page, the letter that was found in it, and where it stands in the web."""

    page: Page
    letter: Letter
    url: str | None = None


def read_mail(content: bytes) -> Page:
    """Return the body of a mail in blocks, and what its fields state. Raises ``Unreadable``.

    Of a forwarded mail everything is the inner one's. The publisher is the sender's name.
    """
    outer = read_parts(content)
    if outer.media_type == _REPORT:
        raise Unreadable("is a report of a mail server, and no letter")
    mail = _inner(outer)
    if any(part.media_type in _LOCKED for part in (mail, *mail.leaves())):
        raise Unreadable("is encrypted: open it in your mail program and save its text")
    page = _stated(mail, _body(mail))
    return with_marking(page, [mail.first("subject") or "", outer.first("subject") or ""])


def mail_text(content: bytes) -> str:
    """Return all text that the readable parts of a mail show, white space folded. Raises ``Unreadable``."""
    mail = _inner(read_parts(content))
    texts = (fold(_QUOTES.sub("", text)) for text in _readable(_texts(mail, "text/plain"), _plain))
    return " ".join([*_readable(_texts(mail, "text/html"), _shown), *texts])


def _readable(parts: Sequence[Part], shown: Callable[[Part], str]) -> Iterator[str]:
    """Return what each part shows; one that is damaged says nothing."""
    for part in parts:
        try:
            yield shown(part)
        except Unreadable:
            continue


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The files that come with a mail, each with its name, and whether the mail has something to say itself."""

    files: tuple[tuple[str, bytes], ...] = ()
    speaks: bool = True


def read_parcel(content: bytes) -> Parcel:
    """Return what comes with a mail; of one that only comes with another mail, what comes with the inner one."""
    try:
        mail = _inner(read_parts(content))
    except Unreadable:
        return Parcel()
    parts = [part for part in mail.leaves() if _is_file(part)]
    named = ((part.filename or f"attached-{number}", part) for number, part in enumerate(parts, 1))
    words = _own_words(mail)
    return Parcel(
        files=tuple((_with_suffix(name, part.media_type), part.payload()) for name, part in named),
        speaks=words > _COVER if _attached_mails(mail) else words >= _FEWEST,
    )


def _is_file(part: Part) -> bool:
    is_named = part.filename is not None or part.media_type in _FILES
    return is_named and (part.is_attached or not part.media_type.startswith("text/"))


def _with_suffix(name: str, media_type: str) -> str:
    suffix = _FILES.get(media_type, "")
    return name if name.lower().endswith(suffix) else name + suffix


def _attached_mails(mail: Part) -> list[Part]:
    return [part for part in mail.leaves() if part.media_type == _MAIL]


def _own_words(mail: Part) -> int:
    """Return how many words a mail has of its own: those of its text or of its HTML, whichever has more."""
    texts = [*_readable(_texts(mail, "text/html"), _shown), *_readable(_texts(mail, "text/plain"), _plain)]
    return max(map(count_words, texts), default=0)


def _inner(mail: Part) -> Part:
    """Return the mail that counts: the one attached where a mail holds nothing else."""
    for _ in range(_DEEPEST):
        attached = _attached_mails(mail)
        if len(attached) != 1 or _own_words(mail) > _COVER:
            break
        mail = read_parts(attached[0].payload())
    return mail


def _texts(mail: Part, media_type: str) -> list[Part]:
    return [
        part
        for part in mail.leaves()
        if part.media_type == media_type and not part.is_attached and part.body.strip()
    ]


def _body(mail: Part) -> _Body:
    """Return the HTML of a mail as a page, or its text where the HTML is missing, empty or damaged."""
    subject = mail.first("subject") or ""
    reason = Unreadable("holds no text: its words may be in a picture or in an attachment")
    empty: _Body | None = None
    for media_type, read in (("text/html", _from_html), ("text/plain", _from_text)):
        parts = _texts(mail, media_type)
        try:
            body = read(parts, subject) if parts else None
        except Unreadable as error:
            reason = error
            continue
        if body is not None and _runs(body.page):
            return body
        empty = empty or body
    if empty is None:
        raise reason
    return empty


def _runs(page: Page) -> bool:
    return any(count_words(block.text) >= _FEWEST for block in page.blocks)


def _from_html(parts: Sequence[Part], subject: str) -> _Body:
    from briefs.reading.mail_markup import read_markup  # noqa: PLC0415 - lxml costs 50 ms

    page, letter, url = read_markup("\n".join(part.text() for part in parts), subject)
    return _Body(page=page, letter=letter, url=url)


def _shown(part: Part) -> str:
    from briefs.reading.mail_markup import markup_text  # noqa: PLC0415 - as above

    return markup_text(part.text())


def _from_text(parts: Sequence[Part], subject: str) -> _Body:
    text = "\n\n".join(_plain(part) for part in parts)
    lines = text.split("\n")
    letter = find_letter([fold(line) for line in lines], subject)
    own = lines[letter.start : letter.end]
    if letter.answers:  # what is quoted between its lines is another's
        own = ["" if line.startswith(">") else line for line in own]
    inner = _QUOTES.sub("", "\n".join(own))
    paragraphs = _BLANK.split(inner)
    kept = without_footers([fold(paragraph) for paragraph in paragraphs])
    page = read_text("\n\n".join(paragraphs[place] for place in kept))
    words = count_words(fold(text)) - sum(count_words(block.text) for block in page.blocks)
    page = with_marking(replace(page, words_left_out=max(0, words)), [fold(line) for line in lines])
    return _Body(page=page, letter=letter)


def _plain(part: Part) -> str:
    """Return the characters of a text part, its soft line breaks undone, addresses beside words gone."""
    text = part.text()
    if len(text) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters: save its parts as single files")
    if part.parameters.get("format", "").lower() == "flowed":
        text = _unflowed(text, is_joined=part.parameters.get("delsp", "").lower() == "yes")
    return _BRACKETED.sub("", text)


def _unflowed(text: str, *, is_joined: bool) -> str:
    """Return a text with the lines joined that its program broke to fit (RFC 3676)."""
    lines: list[str] = []
    open_quote: str | None = None
    for line in text.split("\n"):
        match = _FLOWED.fullmatch(line)
        quote, rest = (match["quote"], match["text"]) if match else ("", line)
        is_soft = rest.endswith(" ") and rest != "-- "
        piece = rest[:-1] if is_soft and is_joined else rest
        if open_quote == quote and rest != "-- ":
            lines[-1] += piece
        else:
            lines.append(f"{quote} {piece}" if quote else piece)
        open_quote = quote if is_soft else None
    return "\n".join(lines)


def _stated(mail: Part, body: _Body) -> Page:
    """Return the page with what the fields of the mail that counts state of it."""
    page, letter = body.page, body.letter
    subject = letter.subject if letter.forwarded else mail.first("subject")
    name, carrier = _sender(letter.sender if letter.forwarded else mail.first("from"), mail, letter)
    author, publisher = _parted(name)
    claims, doubts = _dates(mail, letter)
    published = claims[0].date if claims else page.published
    return replace(
        page,
        title=bare_subject(subject or "") or page.title,
        author=page.author or author,
        publisher=publisher or page.publisher,
        published=published,
        language=mail.first("content-language") or page.language,
        url=body.url or (None if letter.forwarded else _archived(mail)) or page.url,
        dates=claims,
        doubts=(*doubts, *(doubt for doubt in page.doubts if doubt.kind is DoubtKind.UNKNOWN_MARKING)),
        carrier=carrier,
    )


def _sender(stated: str | None, mail: Part, letter: Letter) -> tuple[str | None, str | None]:
    """Return the name of the sender, and of the list that the mail came by where it says so."""
    name = _display_name(stated or "")
    via = _VIA.fullmatch(name)
    if via:
        return via["publisher"].strip("' "), via["carrier"]
    if not name and not letter.forwarded:
        listed = _LIST_NAME.fullmatch(mail.first("list-id") or "")
        name = listed["name"].strip() if listed else ""
    return name or None, None


def _display_name(stated: str) -> str:
    """Return the name beside an address; nothing where only the address is stated."""
    try:
        name, _ = parseaddr(stated)
    except (ValueError, IndexError):
        name = ""
    bare = fold(name) or fold(_ADDRESS.sub(" ", stated))
    return "" if "@" in bare else bare.strip("\"'*<> ")


def _parted(name: str | None) -> tuple[tuple[str, ...], str | None]:
    """Return author and publisher of a name like ``Ada Vale at The Quay Letter``."""
    match = _SENDER.fullmatch(name or "")
    if match is None:
        return (), name
    names = names_of(match["author"])
    is_person = bool(names) and all(" " in person for person in names)
    return (names, match["publisher"]) if is_person else ((), name)


def _archived(mail: Part) -> str | None:
    return plain_address(web_address((mail.first("archived-at") or "").strip("<> ")))


def _dates(mail: Part, letter: Letter) -> tuple[tuple[DateClaim, ...], tuple[Doubt, ...]]:
    """Return when the mail that counts was sent, and what cannot be right about it."""
    if letter.forwarded:
        date = _written_date(letter.date or "")
        found = "mail header Date of the forwarded mail"
        return ((DateClaim(kind=DateKind.PUBLISHED, date=date, found=found),) if date else ()), ()
    stated = mail.first("date") or ""
    date = _mail_date(stated) or _written_date(stated)
    if date:
        return (DateClaim(kind=DateKind.PUBLISHED, date=date, found="mail header Date"),), tuple(
            _doubts(stated, date)
        )
    relayed = _mail_date((mail.first("received") or "").rpartition(";")[2])
    found = "mail header Received"
    return ((DateClaim(kind=DateKind.PUBLISHED, date=relayed, found=found),) if relayed else ()), ()


def _doubts(stated: str, date: StatedDate) -> Iterator[Doubt]:
    weekday = _WEEKDAY.match(stated.strip())
    if weekday and _WEEKDAYS.index(weekday["name"].lower()) != date.day.weekday():
        right = _DAY_NAMES[date.day.weekday()]
        text = f"The Date field says {weekday['name']}, but {date.day.isoformat()} is a {right}."
        yield Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text=text)


def _mail_date(stated: str) -> StatedDate | None:
    """Return the moment of a field by RFC 5322, in the zone it states."""
    try:
        parsed = parsedate_tz(stated)
        if parsed is None:
            return None
        day, time = datetime.date(*parsed[:3]), datetime.time(parsed[3], parsed[4])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if day.year not in _YEARS:
        return None
    offset = parsed[9]
    return StatedDate(day=day, precision=Precision.MINUTE, time=time, zone=_zone(offset))


def _zone(seconds: int | None) -> str | None:
    if seconds is None:
        return "+00:00"  # "-0000": in UTC, and where the sender was is nobody's business
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}" if hours <= 14 else None


def _written_date(stated: str) -> StatedDate | None:
    """Return the one date that the words of a field state."""
    folded = fold(clean(stated))
    found = {mention.date for mention in find_dates(folded)}
    return parse_date(folded) or _mail_date(folded) or (found.pop() if len(found) == 1 else None)
