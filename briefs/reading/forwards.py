"""Whose words a mail holds: those of its sender, or those of a mail that was forwarded with it.

A reply's quoted history is nobody's news and is left out; of a forwarded mail the inner one counts, however often
it was forwarded, and the words that came with it are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from briefs.language.late import late
from briefs.reading.shapes import count_words

_SENDER: Final = "from|보낸\\s?사람|발신|差出人|发件人|寄件者|von|de|da|van"
_DATED: Final = (
    "date|sent|보낸\\s?날짜|날짜|送信日時|日付|日時|发送时间|日期|datum|gesendet|envoyé|data|enviado|inviato"
)
_TITLED: Final = "subject|제목|件名|主题|主旨|betreff|objet|asunto|oggetto|onderwerp"
_OTHERS: Final = (
    "to|cc|bcc|reply-to|importance|attachments|받는\\s?사람|수신|참조|宛先|收件人|抄送"
    "|an|kopie|à|cci?|para|per|aan"
)
_FIELD: Final = late(
    rf"\*{{0,2}}(?:(?P<sender>{_SENDER})|(?P<date>{_DATED})|(?P<subject>{_TITLED})|(?P<other>{_OTHERS}))"
    r"\s?\*{0,2}\s?[:：]\*{0,2}(?:\s+|$)(?P<value>.*)",
    re.IGNORECASE,
)
_RULED: Final = late(
    r"[-_=\s]{2,20}(?:(?P<original>original message|original appointment|원본 메[시세]지|元のメッセージ|原始邮件"
    r"|ursprüngliche nachricht|message d'origine|mensaje original)"
    r"|(?P<forwarded>forwarded message|forwarded by [^-]{1,80}|전달된 메[시세]지|転送メッセージ|转发的?邮件|轉寄郵件"
    r"|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato))[-_=\s]{0,20}",
    re.IGNORECASE,
)
_BEGIN: Final = late(
    r"(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié"
    r"|전달된 메[시세]지 시작|転送されたメッセージ)\s?[:：]",
    re.IGNORECASE,
)
_WROTE: Final = late(
    r"(?:on|am|le|el|il|op)\b.{6,160}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\b.{0,80}[:：]"
    r"|.{4,140}님이\s?(?:작성|쓴 글)\s?[:：]|[12][0-9]{3}年.{4,120}<[^<>\s]{3,80}>\s?(?:のメール)?[:：]"
    r"|[12][0-9]{3}년.{4,120}작성\s?[:：]",
    re.IGNORECASE,
)
_QUOTED: Final = late(r"^(?:>[ \t]?)+")
_SIGNATURE: Final = late(r"-- ?|—\s?|_{2,3}")
_REPLY: Final = late(r"(?:re|aw|sv|antw|回复|答复|답장|返信)\s?(?:\[[0-9]{1,3}\])?[:：]", re.IGNORECASE)
_HEADER: Final = 14
"""Lines among which the fields of an inner mail stand, blank ones and folded ones among them."""
_COVER: Final = 80
"""Most words above an unmarked header for it to be a forwarded mail's, where the subject does not tell."""
_MOST_FORWARDS: Final = 12
"""Times that a mail may have been forwarded."""
_JOINED: Final = 3
"""Lines over which "On Monday, … wrote:" may be broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Which lines of a mail count, half-open, and the fields of the inner mail where it was forwarded.

    Of one that ``answers``, what is quoted is the words of somebody else.
    """

    start: int
    end: int
    sender: str | None = None
    date: str | None = None
    subject: str | None = None
    forwarded: bool = False
    answers: bool = False


@dataclass(slots=True)
class _Header:
    """The fields of one inner mail, and the line after them."""

    end: int
    values: dict[str, str] = field(default_factory=dict)


def find_letter(lines: Sequence[str], subject: str) -> Letter:
    """Return the lines of the mail that counts; ``lines`` have their white space folded. Linear."""
    bare = [_QUOTED.sub("", line, count=1).strip() for line in lines]
    letter = Letter(start=0, end=len(bare))
    for _ in range(_MOST_FORWARDS):
        inner = _forwarded(bare, letter, subject)
        if inner is None:
            break
        letter = inner
    return _without_history(lines, bare, letter)


def is_answer(subject: str) -> bool:
    """Return whether a subject says that its mail answers another one."""
    return _REPLY.match(subject) is not None


def bare_subject(subject: str) -> str:
    """Return a subject without the marks of replies, forwards and lists: ``Fwd: [desk] Talks`` is ``Talks``."""
    before = None
    while before != subject:
        before, subject = subject, _MARKS.sub("", subject, count=1).strip()
    return subject


_MARKS: Final = late(
    r"^\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw|enc|i|转发|回复|答复|轉寄|전달|답장|返信|転送)"
    r"\s?(?:\[[0-9]{1,3}\]|\([0-9]{1,3}\))?\s?[:：]\s*|\[(?!\s*\])[^\[\]]{1,40}\]\s*(?=\S)|\((?:fwd|전달)\)\s*)",
    re.IGNORECASE,
)


def _forwarded(bare: Sequence[str], letter: Letter, subject: str) -> Letter | None:
    """Return the first mail that was forwarded within ``letter``, or None."""
    said = 0
    for place in range(letter.start, letter.end):
        line = bare[place]
        ruled = _RULED.fullmatch(line) or _BEGIN.fullmatch(line)
        if ruled or _begins_header(bare, place, letter.end):
            header = _header(bare, place + bool(ruled), letter.end)
            is_marked = ruled is not None and not ruled.groupdict().get("original")
            is_forward = is_marked or (not is_answer(subject) and said <= _COVER)
            if "sender" in header.values and len(header.values) > 1 and is_forward:
                return _inner(header, letter.end)
            if ruled is None or not is_marked:
                return None
        elif _wrote(bare, place):
            return None
        said += count_words(line)
    return None


def _inner(header: _Header, end: int) -> Letter:
    stated = header.values.get
    return Letter(
        start=header.end,
        end=end,
        sender=stated("sender"),
        date=stated("date"),
        subject=stated("subject"),
        forwarded=True,
    )


def _begins_header(bare: Sequence[str], place: int, end: int) -> bool:
    """Whether the fields of a mail begin here: its sender first, and two of its other fields right below."""
    match = _FIELD.fullmatch(bare[place])
    if match is None or match.lastgroup is None or not match["sender"]:
        return False
    header = _header(bare, place, end)
    return len(header.values) > 2 and "date" in header.values


def _header(bare: Sequence[str], place: int, end: int) -> _Header:
    """Return the fields from ``place`` on; a line without a label goes on with the field before it."""
    header = _Header(end=place)
    name = ""
    for at in range(place, min(end, place + _HEADER)):
        match = _FIELD.fullmatch(bare[at])
        if match:
            name = next(key for key in ("sender", "date", "subject", "other") if match[key])
            header.values.setdefault(name, match["value"].strip())
            header.end = at + 1
        elif not bare[at]:
            if header.values and _ends_header(bare, at, end):
                break
        elif header.values and name and not header.values[name]:
            header.values[name] = bare[at]
            header.end = at + 1
        elif header.values and not _folded(bare, at, end):
            break
    return header


def _ends_header(bare: Sequence[str], at: int, end: int) -> bool:
    """Whether no field follows the blank lines at ``at``."""
    after = next((bare[place] for place in range(at, min(end, at + 3)) if bare[place]), "")
    return _FIELD.fullmatch(after) is None


def _folded(bare: Sequence[str], at: int, end: int) -> bool:
    """Whether a line is the rest of a long field: another field stands right below it."""
    return at + 1 < end and _FIELD.fullmatch(bare[at + 1]) is not None


def _without_history(lines: Sequence[str], bare: Sequence[str], letter: Letter) -> Letter:
    """Return ``letter`` up to its quoted history or the signature of its sender, whichever comes first."""
    start = _below_quotation(lines, bare, letter)
    letter = replace(letter, start=start, answers=start > letter.start)
    end = next(_ends(lines, bare, letter), letter.end)
    if not any(map(str.isalnum, "".join(bare[letter.start : end]))):
        end = letter.end
    return replace(letter, end=end)


def _below_quotation(lines: Sequence[str], bare: Sequence[str], letter: Letter) -> int:
    """Return where the words of the sender begin under a mail that is quoted above them, else where they began."""
    first = next((at for at in range(letter.start, letter.end) if bare[at]), letter.end)
    if first == letter.end or not _wrote(bare, first):
        return letter.start
    quoted = next(
        (at for at in range(first, min(letter.end, first + _JOINED + 2)) if lines[at][:1] == ">"), first
    )
    below = range(quoted, letter.end)
    start = next((at for at in below if bare[at] and lines[at][:1] != ">"), letter.start)
    return start if quoted > first else letter.start


def _ends(lines: Sequence[str], bare: Sequence[str], letter: Letter) -> Iterator[int]:
    """Return the places where the words of the sender may end, in order."""
    total = sum(map(len, bare[letter.start : letter.end]))
    seen = 0
    for place in range(letter.start, letter.end):
        line = bare[place]
        ruled = _RULED.fullmatch(line) or _BEGIN.fullmatch(line)
        is_history = ruled is not None or _wrote(bare, place) or _begins_header(bare, place, letter.end)
        is_signature = lines[place].rstrip() in ("--", "> --") and 2 * seen >= total
        if place > letter.start and (is_history or is_signature):
            yield place
        seen += len(line)


def _wrote(bare: Sequence[str], place: int) -> bool:
    """Whether a line, or it together with the next ones, introduces the history of a conversation."""
    line = bare[place]
    if not line or not (line[-1:] in ":：" or line[:1] in "OoAaLlEeIi12"):
        return False
    joined = ""
    for part in bare[place : place + _JOINED]:
        joined = f"{joined} {part}".strip()
        if part[-1:] in (":", "："):
            return _WROTE.fullmatch(joined) is not None
    return False
