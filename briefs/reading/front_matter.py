"""Front matter: the lines between two ``---`` with which a text or a Markdown file describes itself.

Read are simple ``key: value`` lines and lists (``- item`` or ``[a, b]``). Nothing is executed, nothing nested
is read, and a block with any other line in it is no front matter but the beginning of the body.
"""

from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind
from briefs.reading.dates import parse_field
from briefs.reading.page import Metadata

_MOST_LINES: Final = 80
"""Lines that front matter may have; the longest that static site generators write have about 40."""

_PAIR: Final = late(r"([^\W\d_][\w .-]{0,40}?)\s*:(?:\s+(.*))?$")
_COMMENT: Final = late(r"\s*(?:#.*)?")
_NESTED: Final = late(r"\s.*|-(?:\s.*)?|(?:#.*)?")
_ITEM: Final = late(r"\s*-\s+(.+)")
_LINKED: Final = late(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
"""A name that a note-taking program makes a link: "[[Jane Doe]]"."""
_FENCE: Final = late(r"---\s*")
_END: Final = late(r"(?:---|\.\.\.)\s*")
_KNOWN: Final = frozenset(
    ("title", "author", "authors", "publisher", "date", "published", "language", "lang", "url")
)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Return what the front matter says and the text after it; where there is none, nothing and ``text``."""
    lines = text.lstrip("\n").split("\n", _MOST_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return Metadata(), text
    end = next((place for place, line in enumerate(lines[1:], 1) if _END.fullmatch(line)), None)
    fields = _fields(lines[1:end]) if end else None
    if end is None or not fields or _KNOWN.isdisjoint(fields):
        return Metadata(), text
    return _front_matter(fields), "\n".join(lines[end + 1 :])


def front_lines(text: str, body: str) -> list[str]:
    """Return the lines of the front matter that was split from ``text``, of which ``body`` was left."""
    return text[: len(text) - len(body)].split("\n")


def _fields(lines: list[str]) -> dict[str, list[str]] | None:
    """Return the values of every key, or None when a line belongs to no key."""
    fields: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in lines:
        pair = _PAIR.match(line)
        if pair:
            values = fields.setdefault(pair[1].lower(), _values(pair[2] or ""))
        elif not (_COMMENT if values is None else _NESTED).fullmatch(line):
            return None
        elif (item := _ITEM.fullmatch(line)) and values is not None:
            values.append(_unquoted(item[1]))
    return fields


def _values(stated: str) -> list[str]:
    stated = stated.strip()
    if stated.startswith("[") and stated.endswith("]"):
        return [value for part in stated[1:-1].split(",") if (value := _unquoted(part))]
    value = _unquoted(stated)
    return [value] if value else []


def _unquoted(value: str) -> str:
    value = " ".join(value.split())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    linked = _LINKED.fullmatch(value)
    return linked[1].strip() if linked else value


def _front_matter(fields: dict[str, list[str]]) -> Metadata:
    def first(*keys: str) -> str | None:
        return next((fields[key][0] for key in keys if fields.get(key)), None)

    authors = fields.get("author") or fields.get("authors") or []
    published = parse_field(first("published", "date", "pubdate") or "")
    modified = parse_field(first("modified", "updated", "lastmod", "last_modified", "last modified") or "")
    stated = ((DateKind.PUBLISHED, published), (DateKind.MODIFIED, modified))
    source = first("source", "credit", "agency")
    return Metadata(
        title=first("title"),
        author=tuple(name for value in authors for part in value.split(",") if (name := part.strip())),
        publisher=first("publisher"),
        published=published,
        language=first("language", "lang"),
        url=first("url", "permalink", "canonical") or (source if source and "://" in source else None),
        modified=modified,
        dates=tuple(DateClaim(kind=kind, date=date, found="front matter") for kind, date in stated if date),
        source=source if source and "://" not in source else None,
    )
