"""The house's own words that follow from facts of the brief: days, names, addresses, grades, numbers of origins."""

from collections.abc import Iterator
from typing import Final

from briefs.proof.manifest import Manifest, Told
from briefs.proof.report import Check, Finding, counted, judged, shortened, unchecked
from briefs.publication.beside import COMMENT, Note, Surroundings, reference_anchor
from briefs.publication.concordance import Concordance

SUBJECT: Final = "dates and names"
COMMENTS: Final = "the comments"


def check_beside(concordance: Concordance, manifest: Manifest) -> tuple[Check, ...]:
    """Whether the words beside the extracts and in the references stand where they stood when the brief was made.

    And, where there are any, the same of analysts' comments, which are no source's words and follow from no fact.
    """
    if not manifest.beside:
        return (unchecked(SUBJECT, "the manifest tells of none"),)
    moved = _all_moved(concordance, manifest)
    ours = [told for told in manifest.beside if told.kind != COMMENT]
    detail = f"{len(ours):,} of our words as they were printed beside extracts and in references"
    facts = judged(SUBJECT, detail, [finding for told, finding in moved if told.kind != COMMENT])
    comments = len(manifest.beside) - len(ours)
    if not comments:
        return (facts,)
    detail = (
        f"{counted(comments, 'comment')} in the desk's own words, as they were printed; no source says them"
    )
    return facts, judged(COMMENTS, detail, [finding for told, finding in moved if told.kind == COMMENT])


def _all_moved(concordance: Concordance, manifest: Manifest) -> list[tuple[Told, Finding]]:
    """The words that do not stand where they stood."""
    titles = {
        cited.reference: reference_anchor(cited.title, cited.path) for cited in manifest.documents.values()
    }
    printed = [extract.printed for extract in manifest.extracts if extract.printed]
    surroundings = Surroundings(concordance, printed, titles.values())
    findings: list[tuple[Told, Finding]] = []
    for told in manifest.beside:
        note = Note(
            place=told.place, kind=told.kind, words=told.words, anchor=_anchor(told, manifest, titles)
        )
        findings += ((told, finding) for finding in _moved(told, surroundings.counts(note)))
    return findings


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
