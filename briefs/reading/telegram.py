"""Posts of a Telegram channel, from an export of Telegram Desktop (``result.json``).

export ──posts_of──▶ one canonical JSON object for each post ──read_telegram──▶ Page

A post's object holds its words, its dates and its channel, and nothing that changes without them (views,
reactions, files): the same post of two exports has the same bytes, and an edited one has others.
"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, PassageKind, Precision, StatedDate
from briefs.reading.dates import parse_field
from briefs.reading.encoding import clean, fold
from briefs.reading.markings import with_marking
from briefs.reading.page import Block, Page
from briefs.reading.shapes import count_words
from briefs.reading.signatures import TELEGRAM_POST
from briefs.reading.unreadable import Unreadable

_FEWEST: Final = 5
"""Words of one paragraph from which a post has running text, as a document must."""
_LONGEST: Final = 100_000
"""Characters of a post that are read; Telegram allows 4,096."""
_MOST_PIECES: Final = 5_000
_USERNAME: Final = late(r"@?([A-Za-z]\w{3,31})")
_CHANNELS: Final = frozenset(("public_channel", "private_channel"))
_LINKS: Final = frozenset(("hashtag", "link", "mention", "text_link", "email", "phone", "bot_command"))
_LEADS: Final = 6
"""Most words beside links of a line that only leads elsewhere: "👉 Subscribe to our channel"."""
_HEADING: Final = 20
_ENDED: Final = late(r"[.!?…:;,。！？]$")
_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_SECONDS: Final = late(r"[0-9]{1,11}")
"""Seconds since 1970, up to the year 5138."""

_Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of an export: its number in the channel and its canonical bytes."""

    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one format in a post."""

    kind: str
    text: str


def posts_of(content: bytes) -> tuple[Post, ...] | None:
    """Return the posts of an export that have running text, in their order; None where it is no export.

    Of an export of a whole account only the channels are read: what else is in it is correspondence.
    Raises ``Unreadable`` for an export that is damaged.
    """
    data = _parsed(content)
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("messages"), list) and ("type" in data or "id" in data):
        return tuple(_posts(data))
    chats = [data[key]["list"] for key in ("chats", "left_chats") if _is_list(data.get(key))]
    if not chats:
        return None
    channels = [chat for group in chats for chat in _objects(group) if chat.get("type") in _CHANNELS]
    return tuple(post for channel in channels for post in _posts(channel))


def read_telegram(content: bytes) -> Page:
    """Return the paragraphs of one post, and what the export states of it. Raises ``Unreadable``.

    The publisher is the channel, or the one the post was forwarded from; then the channel is the carrier.
    """
    post = _post(content)
    lines = _lines(_pieces(post.get("text")))
    kept = _without_leads(lines)
    channel = _object(post.get("channel"))
    name, origin = _string(channel.get("name")), _string(post.get("forwarded_from"))
    published, modified = _moment(post, "date"), _moment(post, "edited")
    blocks = tuple(block for line in kept if (block := _block(line)) is not None)
    words = sum(count_words(fold(_text(line))) for line in lines)
    page = Page(
        blocks=blocks,
        author=(author,) if (author := _string(post.get("author"))) else (),
        publisher=origin or name,
        published=published,
        url=_address(channel, post),
        words_left_out=max(0, words - sum(count_words(block.text) for block in blocks)),
        modified=modified,
        dates=_claims(published, modified),
        carrier=name if origin and origin != name else None,
    )
    return with_marking(page, [fold(_text(line)) for line in lines], [name or ""])


def telegram_text(content: bytes) -> str:
    """Return all text of one post, white space folded. Raises ``Unreadable``."""
    return fold(" ".join(_text(line) for line in _lines(_pieces(_post(content).get("text")))))


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _is_list(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("list"), list)


def _objects(values: Sequence[object]) -> Iterator[_Json]:
    return (value for value in values if isinstance(value, dict))


def _object(value: object) -> _Json:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str | None:
    return (fold(clean(value)) or None) if isinstance(value, str) else None


def _posts(chat: _Json) -> Iterator[Post]:
    channel = {
        "id": _plain(chat.get("id")),
        "name": _plain(chat.get("name")),
        "username": _plain(chat.get("username")),
    }
    messages = chat["messages"] if isinstance(chat.get("messages"), list) else []
    for message in _objects(messages if isinstance(messages, list) else []):
        number = message.get("id")
        if message.get("type") != "message" or not isinstance(number, int) or isinstance(number, bool):
            continue
        pieces = _pieces(message.get("text_entities") or message.get("text"))
        if any(count_words(fold(_text(line))) >= _FEWEST for line in _without_leads(_lines(pieces))):
            yield Post(number=number, content=_canonical(channel, message, pieces))


def _canonical(channel: _Json, message: _Json, pieces: Sequence[_Piece]) -> bytes:
    """Return the bytes of one post; the first key is what ``signatures`` tells it by."""
    kept = ("id", "date", "date_unixtime", "edited", "edited_unixtime", "forwarded_from", "author")
    post = {
        "format": "telegram-post",
        "channel": channel,
        **{key: _plain(message.get(key)) for key in kept if message.get(key) is not None},
        "text": [{"type": piece.kind, "text": piece.text} for piece in pieces],
    }
    return json.dumps(post, separators=(",", ":")).encode("ascii")


def _plain(value: object) -> object:
    """Return a value that is a number or a string, else None."""
    return value if isinstance(value, str | int) else None


def _post(content: bytes) -> _Json:
    post = _parsed(content)
    if not isinstance(post, dict) or not content.startswith(TELEGRAM_POST):
        raise Unreadable("is no post of a Telegram channel: name the export it came from (result.json)")
    return post


def _pieces(text: object) -> list[_Piece]:
    """Return the stretches of a text, which an export writes as a string, or as a list of strings and objects."""
    parts = text if isinstance(text, list) else [text]
    pieces: list[_Piece] = []
    room = _LONGEST
    for part in parts[:_MOST_PIECES]:
        words = part.get("text") if isinstance(part, dict) else part
        kind = part.get("type") if isinstance(part, dict) else "plain"
        if isinstance(words, str) and words:
            pieces.append(_Piece(kind if isinstance(kind, str) else "plain", words[:room]))
            room -= len(pieces[-1].text)
    return pieces


def _lines(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Return the stretches of each line; Telegram has no paragraphs but the line."""
    lines: list[list[_Piece]] = [[]]
    for piece in pieces:
        first, *others = clean(piece.text).split("\n")
        lines[-1].append(_Piece(piece.kind, first))
        lines += [[_Piece(piece.kind, other)] for other in others]
    return [line for line in lines if _text(line).strip()]


def _text(line: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in line)


def _without_leads(lines: Sequence[list[_Piece]]) -> list[list[_Piece]]:
    """Return the lines without those at the end that lead elsewhere, and such as hold nothing but links."""
    kept = [line for line in lines if not _only_leads(line, 0)]
    while kept and any(piece.kind in _LINKS for piece in kept[-1]) and _only_leads(kept[-1], _LEADS):
        kept.pop()
    return kept


def _only_leads(line: Sequence[_Piece], most: int) -> bool:
    rest = fold(" ".join(piece.text for piece in line if piece.kind not in _LINKS))
    return sum(any(map(str.isalnum, word)) for word in rest.split()) <= most and count_words(rest) <= most + 1


def _block(line: Sequence[_Piece]) -> Block | None:
    text = fold(_text(line))
    if not any(map(str.isalnum, text)):
        return None
    worded = [piece.kind for piece in line if any(map(str.isalnum, piece.text))]
    if all(kind == "blockquote" for kind in worded):
        return Block(kind=PassageKind.QUOTATION, text=text)
    is_heading = all(kind == "bold" for kind in worded) and not _ENDED.search(text)
    if is_heading and count_words(text) <= _HEADING:
        return Block(kind=PassageKind.HEADING, text=text)
    return Block(kind=PassageKind.PARAGRAPH, text=text)


def _moment(post: _Json, key: str) -> StatedDate | None:
    """Return a moment in UTC; where the export tells only the clock of the machine it was made on, no zone."""
    seconds = post.get(f"{key}_unixtime")
    if isinstance(seconds, str | int) and _SECONDS.fullmatch(str(seconds)):
        moment = _EPOCH + datetime.timedelta(seconds=int(seconds))
        return StatedDate(
            day=moment.date(),
            precision=Precision.MINUTE,
            time=moment.time().replace(second=0),
            zone="+00:00",
        )
    stated = post.get(key)
    return parse_field(stated) if isinstance(stated, str) else None


def _claims(published: StatedDate | None, modified: StatedDate | None) -> tuple[DateClaim, ...]:
    stated = (
        (DateKind.PUBLISHED, published, "message date"),
        (DateKind.MODIFIED, modified, "message edited"),
    )
    return tuple(DateClaim(kind=kind, date=date, found=found) for kind, date, found in stated if date)


def _address(channel: _Json, post: _Json) -> str | None:
    """Return the public address of a post, where the export states the channel's own name."""
    username = _USERNAME.fullmatch(_string(channel.get("username")) or "")
    return f"https://t.me/{username[1]}/{post.get('id')}" if username else None
