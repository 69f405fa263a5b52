"""The house's own words that follow from facts of the brief: days, names, addresses, grades, numbers of origins."""

from collections.abc import Iterator
from typing import Final

from briefs.proof.manifest import Manifest, Told
from briefs.proof.report import Check, Finding, counted, judged, shortened, unchecked
from briefs.publication.beside import Note, Surroundings, reference_anchor
from briefs.publication.concordance import Concordance

SUBJECT: Final = "dates and names"


def check_beside(concordance: Concordance, manifest: Manifest) -> Check:
    """Whether the words beside the extracts and in the references stand where they stood when the brief was made."""
    if not manifest.beside:
        return unchecked(SUBJECT, "the manifest tells of none")
    titles = {
        cited.reference: reference_anchor(cited.title, cited.path) for cited in manifest.documents.values()
    }
    printed = [extract.printed for extract in manifest.extracts if extract.printed]
    surroundings = Surroundings(concordance, [*printed, *titles.values()])
    findings: list[Finding] = []
    for told in manifest.beside:
        note = Note(
            place=told.place, kind=told.kind, words=told.words, anchor=_anchor(told, manifest, titles)
        )
        findings += _moved(told, surroundings.counts(note))
    detail = f"{len(manifest.beside):,} of our words as they were printed beside extracts and in references"
    return judged(SUBJECT, detail, findings)


def _anchor(told: Told, manifest: Manifest, titles: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    if told.extract is not None:
        return manifest.extracts[told.extract].printed
    return titles[told.reference] if told.reference is not None else ()


def _moved(told: Told, counts: tuple[int, ...]) -> Iterator[Finding]:
    if counts != told.counts:
        yield Finding(
            where=told.place,
            message=f"its {told.kind} is not printed where the manifest has it",
            found=counted(sum(counts), "time"),
            expected=f"{shortened(told.words)}, {counted(sum(told.counts), 'time')}",
        )
