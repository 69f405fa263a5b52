"""``manifest.json`` as it was found in a PDF → values that have their form for certain, though not their truth."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from briefs.publication.beside import ANYWHERE, KINDS
from briefs.publication.lettering import Leaf
from briefs.publication.manifest import BESIDE, CITED_ONLY, ROLES, VERSION
from briefs.publication.names import CONTRACT

MOST_BYTES: Final = 64 * 2**20
"""A brief of 250 pages has a manifest of 3 MB."""
_MOST_ITEMS: Final = 200_000
_DIGEST_LENGTH: Final = len("sha256:") + 64
_HEXADECIMAL: Final = frozenset("0123456789abcdef")


class Malformed(Exception):
    """The manifest is not one; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document that the brief cites; ``text_digest`` is that of the text that offsets count in, where it is kept."""

    reference: int
    id: str
    path: str
    url: str | None
    title: str | None
    author: tuple[str, ...]
    publisher: str | None
    published: str | None
    language: str
    format: str
    retrieved: bool
    media_type: str | None
    language_hint: str | None
    text_digest: str | None
    characters: int

    @property
    def text_file(self) -> str:
        """The name of the file that holds its text."""
        return f"{self.id.removeprefix('sha256:')}.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A stretch of a document that the brief rests on, printed on its ``pages``, with its number if ``marked``."""

    place: str
    role: str
    document: str
    start: int
    end: int
    exact: str
    printed: tuple[str, ...]
    pages: tuple[int, ...]
    marked: bool
    speaker: str | None
    value: str | None
    context: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words of the house beside an ``extract``, by its place in the list, or in a reference; or anywhere.

    ``counts`` are how often they stand before and after each print of it, or on all pages.
    """

    place: str
    kind: str
    words: str
    extract: int | None
    reference: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a brief says of itself; ``facts`` are those of its edition that brief.json states as well."""

    edition: str
    title: str
    marking: str | None
    facts: dict[str, str | int | bool | None]
    configuration: str
    tool: str
    documents: dict[str, Cited]
    extracts: tuple[Extract, ...]
    files: dict[str, str]
    pages: tuple[Leaf, ...]
    seal_bytes: int
    seal_digest: str
    beside: tuple[Told, ...] = ()


def parse(content: bytes) -> Manifest:
    """The manifest that bytes hold. Raises ``Malformed``."""
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"it is no JSON: {error}") from error
    whole = _Fields(found, "the manifest")
    if whole.any("schema") != VERSION:
        raise Malformed(f"it is not of the kind {VERSION}; a newer version of briefs may be needed")
    edition, seal = _Fields(whole.any("edition"), "edition"), _Fields(whole.any("seal"), "seal")
    manifest = Manifest(
        edition=edition.text("id"),
        title=edition.text("title"),
        marking=edition.maybe("marking"),
        facts=_facts(edition),
        configuration=whole.text("configuration"),
        tool=_Fields(whole.any("versions"), "versions").text("briefs"),
        documents=_documents(whole),
        extracts=tuple(_extract(_Fields(item, "extracts")) for item in whole.items("extracts")),
        files=_files(whole),
        pages=tuple(_page(_Fields(item, "pages")) for item in whole.items("pages")),
        seal_bytes=seal.number("bytes"),
        seal_digest=seal.digest("digest"),
        beside=tuple(_told(_Fields(item, "beside")) for item in whole.items("beside")),
    )
    _agree(manifest)
    return manifest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that has a key twice would say one thing to us and another to the next reader."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _agree(manifest: Manifest) -> None:
    """Raises ``Malformed`` where one part of the manifest does not fit another."""
    for extract in manifest.extracts:
        if extract.document not in manifest.documents:
            raise Malformed(f"{extract.place} cites a document that it does not list")
        if not _is_extract(extract):
            raise Malformed(f"{extract.place} is no extract")
        if extract.pages and not 0 < min(extract.pages) <= max(extract.pages) <= len(manifest.pages):
            raise Malformed(f"{extract.place} stands on a page that it does not list")
    for cited in manifest.documents.values():
        if cited.media_type and not cited.retrieved:
            raise Malformed(f"[{cited.reference}] was served and not retrieved")
        if manifest.files.get(f"sources/{cited.text_file}") != cited.text_digest:
            raise Malformed(f"[{cited.reference}] has two digests of its text")
    if CONTRACT not in manifest.files:
        raise Malformed(f"it does not list {CONTRACT}")
    _agree_beside(manifest)


def _agree_beside(manifest: Manifest) -> None:
    """Raises ``Malformed`` where words are told beside what is not there."""
    numbers = {cited.reference for cited in manifest.documents.values()}
    for told in manifest.beside:
        if told.kind not in KINDS or not _is_beside(told, manifest, numbers):
            raise Malformed(f"it tells words beside {told.place}, where nothing is printed")


def _is_beside(told: Told, manifest: Manifest, numbers: set[int]) -> bool:
    """Whether what words stand beside is there, and is what their place says."""
    match told.extract, told.reference:
        case None, None:
            return told.place == ANYWHERE
        case None, number:
            return number in numbers and told.place == f"r{number}"
        case place, None:
            extract = manifest.extracts[place] if place < len(manifest.extracts) else None
            return extract is not None and bool(extract.printed) and extract.place == told.place
        case _:
            return False


def _is_extract(extract: Extract) -> bool:
    """Whether an extract can be one of its role: what is cited only is not printed, and nothing stands beside it."""
    is_cited_only = extract.role in CITED_ONLY
    beside = (("speaker", extract.speaker), ("value", extract.value), ("context", extract.context))
    stated = {name for name, words in beside if words is not None}
    return (
        extract.role in ROLES
        and bool(extract.exact)
        and extract.end - extract.start == len(extract.exact)
        and is_cited_only is not bool(extract.printed)
        and (bool(extract.pages) or not (extract.marked or stated))
        and stated <= BESIDE.get(extract.role, frozenset())
    )


def _facts(edition: "_Fields") -> dict[str, str | int | bool | None]:
    return {
        "edition": edition.text("id"),
        "number": edition.number("number"),
        "revision": edition.number("revision"),
        "title": edition.text("title"),
        "language": edition.text("language"),
        "as_of": edition.text("as_of"),
        "marking": edition.maybe("marking"),
        "draft": edition.flag("draft"),
        "correction": edition.maybe("correction"),
    }


def _documents(whole: "_Fields") -> dict[str, Cited]:
    found: dict[str, Cited] = {}
    for item in whole.items("documents"):
        cited = _document(_Fields(item, "documents"))
        if cited.id in found:
            raise Malformed("a document is listed twice")
        found[cited.id] = cited
    return found


def _document(fields: "_Fields") -> Cited:
    text = None if fields.any("text") is None else _Fields(fields.any("text"), "documents.text")
    return Cited(
        reference=fields.number("reference"),
        id=fields.digest("id"),
        path=fields.text("path"),
        url=fields.maybe("url"),
        title=fields.maybe("title"),
        author=fields.texts("author"),
        publisher=fields.maybe("publisher"),
        published=fields.maybe("published"),
        language=fields.text("language"),
        format=fields.text("format"),
        retrieved=fields.flag("retrieved"),
        media_type=fields.maybe("media_type"),
        language_hint=fields.maybe("language_hint"),
        text_digest=text.digest("digest") if text else None,
        characters=text.number("characters") if text else 0,
    )


def _extract(fields: "_Fields") -> Extract:
    return Extract(
        place=fields.text("place"),
        role=fields.text("role"),
        document=fields.digest("document"),
        start=fields.number("start"),
        end=fields.number("end"),
        exact=fields.text("exact"),
        printed=fields.texts("printed"),
        pages=tuple(fields.numbers("pages")),
        marked=fields.flag("marked"),
        speaker=fields.maybe("speaker"),
        value=fields.maybe("value"),
        context=fields.maybe("context"),
    )


def _told(fields: "_Fields") -> Told:
    return Told(
        place=fields.text("place"),
        kind=fields.text("kind"),
        words=fields.text("words"),
        extract=fields.maybe_number("extract"),
        reference=fields.maybe_number("reference"),
        counts=tuple(fields.numbers("counts")),
    )


def _files(whole: "_Fields") -> dict[str, str]:
    fields = _Fields(whole.any("files"), "files")
    return {name: fields.digest(name) for name in fields.names}


def _page(fields: "_Fields") -> Leaf:
    return Leaf(body=fields.text("body"), running=fields.text("running"))


class _Fields:
    """The fields of one JSON object, each asked for by its type. Every method raises ``Malformed``."""

    def __init__(self, found: object, where: str) -> None:
        if not isinstance(found, dict):
            raise Malformed(f"{where} is no object")
        self._found: Mapping[str, Any] = found
        self._where = where

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(self._found)

    def any(self, name: str) -> Any:
        """Whatever the field holds."""
        if name not in self._found:
            raise Malformed(f"{self._where} has no {name}")
        return self._found[name]

    def text(self, name: str) -> str:
        """The text of the field."""
        value = self.any(name)
        if not isinstance(value, str):
            raise Malformed(f"{self._where}.{name} is no text")
        return value

    def maybe(self, name: str) -> str | None:
        """The text of the field, or None."""
        return None if self.any(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """Whether the field is true."""
        value = self.any(name)
        if not isinstance(value, bool):
            raise Malformed(f"{self._where}.{name} is neither true nor false")
        return value

    def number(self, name: str) -> int:
        """The whole number, not below zero, of the field."""
        return self._number(self.any(name), name)

    def maybe_number(self, name: str) -> int | None:
        """The whole number of the field, or None."""
        return None if self.any(name) is None else self.number(name)

    def digest(self, name: str) -> str:
        """The digest that the field holds."""
        value = self.text(name)
        is_digest = value.startswith("sha256:") and len(value) == _DIGEST_LENGTH
        if not is_digest or not _HEXADECIMAL.issuperset(value.removeprefix("sha256:")):
            raise Malformed(f"{self._where}.{name} is no digest")
        return value

    def items(self, name: str) -> list[Any]:
        """The items of the field."""
        value = self.any(name)
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            raise Malformed(f"{self._where}.{name} is no list, or too long")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts that the field lists."""
        items = self.items(name)
        if not all(isinstance(item, str) for item in items):
            raise Malformed(f"{self._where}.{name} lists what is no text")
        return tuple(items)

    def numbers(self, name: str) -> list[int]:
        """The numbers that the field lists."""
        return [self._number(item, name) for item in self.items(name)]

    def _number(self, value: object, name: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise Malformed(f"{self._where}.{name} is no number")
        return value
