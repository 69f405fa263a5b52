"""What the pages say beside extracts, against what the sources state when they are read again."""

from collections.abc import Iterator, Mapping
from typing import Final

from briefs import __version__
from briefs.errors import BriefsError
from briefs.proof.manifest import Cited, Extract, Manifest, Told
from briefs.proof.originals import Reread
from briefs.proof.report import Check, Finding, judged, shortened, unchecked
from briefs.publication.seal import digest
from briefs.publication.setting import clean
from briefs.publication.wording import Words, words_of

SUBJECT: Final = "what they state"
_STATED: Final = frozenset({"author", "date", "passage", "disclosure"})
"""What can be told from a source alone; its publisher and its grade are the house's settings."""


def check_derived(manifest: Manifest, readings: Mapping[str, Reread]) -> Check:
    """Whether dates, authors, paragraph numbers and notices as printed are those of the sources."""
    if manifest.tool != __version__:
        return unchecked(SUBJECT, f"the brief was made by another version ({manifest.tool})")
    try:
        words = words_of(str(manifest.facts.get("language")))
    except BriefsError:
        return unchecked(SUBJECT, "the brief is in a language that this version has no words of")
    findings = [*_unnoticed(manifest, readings)]
    checked = 0
    for told in manifest.beside:
        documents = _documents(told, manifest)
        if told.kind not in _STATED or not all(_is_same(one, readings) for one in documents):
            continue
        checked += 1
        stated = {
            said for one in documents for said in _sayings(told, one, readings[one.id], manifest, words)
        }
        if told.words not in stated:
            message = f"its {told.kind} as printed is not what the source states"
            expected = shortened("; ".join(sorted(stated))) or "none"
            findings.append(
                Finding(where=told.place, message=message, found=shortened(told.words), expected=expected)
            )
    if not checked and not findings:
        return unchecked(SUBJECT, "no source that was read again has anything printed beside it")
    return judged(SUBJECT, f"{checked:,} dates, authors, paragraphs and notices as printed", findings)


def _documents(told: Told, manifest: Manifest) -> list[Cited]:
    """The documents that words may be of: that of the reference, or all that its place cites."""
    if told.reference is not None:
        return [one for one in manifest.documents.values() if one.reference == told.reference]
    cited = {one.document for one in manifest.extracts if one.place == told.place}
    return [manifest.documents[one] for one in sorted(cited)]


def _is_same(cited: Cited, readings: Mapping[str, Reread]) -> bool:
    """Whether a source was read again and its file, not a feed, states what is said of it."""
    reading = readings.get(cited.id)
    return reading is not None and not cited.retrieved and digest(reading.text.encode()) == cited.text_digest


def _sayings(told: Told, cited: Cited, reading: Reread, manifest: Manifest, words: Words) -> Iterator[str]:
    """What may be printed of a source."""
    match told.kind:
        case "author":
            yield from map(clean, reading.author)
        case "date":
            yield words.stated(reading.published) if reading.published else words.undated()
        case "disclosure":
            say = words.tag if told.reference is None else words.badge
            yield from (say(one.kind) for one in reading.disclosures)
        case _:
            places = {told.place} if told.reference is None else None
            for extract in manifest.extracts:
                if extract.document == cited.id and (places is None or extract.place in places):
                    yield from _locators(extract, reading, words)


def _locators(extract: Extract, reading: Reread, words: Words) -> Iterator[str]:
    for passage in reading.passages:
        if passage.span.start <= extract.start < passage.span.end:
            yield words.locator(passage.number, passage.page)


def _unnoticed(manifest: Manifest, readings: Mapping[str, Reread]) -> Iterator[Finding]:
    """Notices of a source on how it was made that the brief leaves out."""
    told = {(one.document, one.start) for one in manifest.extracts if one.role == "disclosure"}
    for cited in manifest.documents.values():
        if not _is_same(cited, readings):
            continue
        for notice in readings[cited.id].disclosures:
            if (cited.id, notice.span.start) not in told:
                message = "the source says how it was made, and the brief does not tell"
                yield Finding(
                    where=f"[{cited.reference}] {cited.path}", message=message, found=notice.kind.value
                )
