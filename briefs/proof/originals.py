"""The extracts of a brief against the sources themselves: their bytes are read again, by this program, here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs import __version__, engine
from briefs.model import (
    Disclosure,
    Document,
    Outlet,
    Passage,
    Problem,
    Provenance,
    Source,
    StatedDate,
    Waiting,
)
from briefs.proof.manifest import Cited, Extract, Manifest
from briefs.proof.report import Check, Finding, counted, judged, shortened, unchecked
from briefs.proof.texts import misplaced
from briefs.publication.concordance import LIST_MARKS, folded
from briefs.publication.seal import digest
from briefs.reading import may_hold_several, raw_text, read, unpack
from briefs.sources import find

SUBJECT: Final = "the sources"
_MOST_BYTES: Final = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A source as it is read now: the text that is kept of it, all its text, and what it states of itself."""

    id: str
    text: str
    raw: str
    title: str | None
    author: tuple[str, ...]
    published: StatedDate | None
    passages: tuple[Passage, ...]
    disclosures: tuple[Disclosure, ...]


def reread(manifest: Manifest, folders: Sequence[Path]) -> tuple[dict[str, Reread], list[Finding]]:
    """The cited documents whose bytes the folders hold, read again; and those that cannot be read.

    A document is known by the digest of its bytes, whatever its file is called now, and inside a container as well.
    """
    with engine.open_engine() as workers:
        sources = [_as_cited(source, manifest) for source in _cited(manifest, folders, workers)]
        found = [*workers.map(sources, _read)]
    readings = {one.id: one for one in found if isinstance(one, Reread)}
    damaged = [Finding(where=one.subject, message=one.message) for one in found if isinstance(one, Problem)]
    return readings, damaged


def _cited(manifest: Manifest, folders: Sequence[Path], workers: engine.Engine) -> Iterator[Source]:
    """The sources in the folders that the manifest cites, each once."""
    left = set(manifest.documents)
    waiting, _ = find(folders, _MOST_BYTES, may_hold_several)
    for source in _plain_first(waiting):
        if not left:
            return
        if _id(source.digest) in left:
            left.discard(_id(source.digest))
            yield source.source()
        elif source.holds_several:
            for member in _members(source, workers):
                identifier = digest(member.content)
                if identifier in left:
                    left.discard(identifier)
                    yield member


def _plain_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Containers are opened only for what is not found beside them."""
    return sorted(waiting, key=lambda one: one.holds_several)


def _members(source: Waiting, workers: engine.Engine) -> tuple[Source, ...]:
    (outcome,) = workers.read_all([source.source()], unpack)
    return () if isinstance(outcome, Problem) else outcome[0]


def _id(raw_digest: bytes) -> str:
    return f"sha256:{raw_digest.hex()}"


def _as_cited(source: Source, manifest: Manifest) -> Source:
    """The source under the path and with the headers that it was read with."""
    cited = manifest.documents[digest(source.content)]
    provenance = None
    if cited.retrieved or cited.language_hint:
        outlet = Outlet(name="", language=cited.language_hint)
        provenance = Provenance(outlet=outlet, media_type=cited.media_type)
    return Source(path=cited.path, content=source.content, provenance=provenance)


def _read(source: Source) -> Reread | Problem:
    document = read(source)
    if not isinstance(document, Document):
        return document
    return Reread(
        id=document.id,
        text=document.text,
        raw=raw_text(source),
        title=document.title,
        author=document.author,
        published=document.published,
        passages=document.passages,
        disclosures=document.disclosures,
    )


def check_originals(manifest: Manifest, readings: Mapping[str, Reread], damaged: list[Finding]) -> Check:
    """Whether each extract stands in the bytes of its source, and the source states what the brief says of it."""
    findings = list(damaged)
    checked = [extract for extract in manifest.extracts if extract.document in readings]
    if not checked and not findings:
        return unchecked(SUBJECT, "none of them is here: give --sources with the files that were read")
    letters = {identifier: folded(reading.raw) for identifier, reading in readings.items()}
    for extract in checked:
        cited, reading = manifest.documents[extract.document], readings[extract.document]
        findings += _missing(extract, cited, letters[extract.document])
        if digest(reading.text.encode()) == cited.text_digest:
            findings += misplaced(extract, cited, reading.text)
    for identifier, reading in readings.items():
        findings += _misstated(manifest.documents[identifier], reading, manifest)
    return judged(SUBJECT, _told(manifest, readings, len(checked)), findings)


def _missing(extract: Extract, cited: Cited, letters: str) -> Iterator[Finding]:
    """What of an extract is not in the file: each line must stand there, though a page may set the mark of its list."""
    for line in extract.exact.split("\n"):
        words = folded(line)
        mark = LIST_MARKS.match(words)
        if words not in letters and (mark is None or words[mark.end() :] not in letters):
            yield Finding(
                where=f"{extract.place}, [{cited.reference}] {cited.path}",
                message="the file of the source does not hold these words",
                found=shortened(line),
            )


def _misstated(cited: Cited, reading: Reread, manifest: Manifest) -> Iterator[Finding]:
    """What the brief says of a source and the source does not; where a feed said it, the file cannot tell."""
    if cited.retrieved or manifest.tool != __version__:
        return
    where = f"[{cited.reference}] {cited.path}"
    if digest(reading.text.encode()) != cited.text_digest:
        yield Finding(where=where, message="read again, its text is not the one that was kept")
    for name, said, stands in (
        ("title", cited.title, reading.title),
        ("author", ", ".join(cited.author), ", ".join(reading.author)),
        ("date", cited.published, reading.published.iso if reading.published else None),
    ):
        if (said or "") != (stands or ""):
            message = f"the {name} is not what the source states"
            yield Finding(where=where, message=message, found=said or "none", expected=stands or "none")


def _told(manifest: Manifest, readings: Mapping[str, Reread], extracts: int) -> str:
    told = f"{counted(extracts, 'extract')} in the bytes of {counted(len(readings), 'source')}, read again"
    others = [
        f"[{cited.reference}]"
        for cited in manifest.documents.values()
        if cited.id in readings and digest(readings[cited.id].text.encode()) != cited.text_digest
    ]
    if others:
        told += f"; read otherwise by this version ({__version__}, not {manifest.tool}): {', '.join(others)}"
    missing = [
        f"[{cited.reference}] {cited.path}"
        for cited in manifest.documents.values()
        if cited.id not in readings
    ]
    return f"{told}; not here: {shortened(', '.join(missing))}" if missing else told
