"""The extracts of a brief against the texts that their places count in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefs.proof.manifest import Cited, Extract, Manifest
from briefs.proof.material import Unusable, member
from briefs.proof.report import Check, Finding, apart, counted, judged, shortened, unchecked
from briefs.publication.concordance import folded
from briefs.publication.seal import digest

SUBJECT = "the kept texts"


def kept_texts(manifest: Manifest, folders: Sequence[Path]) -> tuple[dict[str, str], list[Finding]]:
    """The kept text of each cited document that one of the folders holds, and what of them cannot be used."""
    found: dict[str, str] = {}
    findings: list[Finding] = []
    for cited in manifest.documents.values():
        for folder in folders:
            try:
                content = member(folder, cited.text_file)
                if content is not None:
                    found[cited.id] = _text(content, cited)
                    break
            except Unusable as error:
                findings.append(
                    Finding(where=f"text of [{cited.reference}] {cited.path}", message=str(error))
                )
    return found, findings


def _text(content: bytes, cited: Cited) -> str:
    if digest(content) != cited.text_digest:
        raise Unusable(f"{cited.text_file} is not the text that was kept: its digest is another")
    text = content.decode("utf-8", "replace")
    if len(text) != cited.characters:
        raise Unusable(f"{cited.text_file} has {len(text):,} characters, and not {cited.characters:,}")
    return text


def check_texts(manifest: Manifest, texts: Mapping[str, str], damaged: list[Finding]) -> Check:
    """Whether each extract stands in its kept text where the manifest says."""
    findings = list(damaged)
    checked = [extract for extract in manifest.extracts if extract.document in texts]
    for extract in checked:
        findings += misplaced(extract, manifest.documents[extract.document], texts[extract.document])
    if not checked and not findings:
        return unchecked(SUBJECT, "none is here: give the folder of the edition, or --sources with its texts")
    missing = len(manifest.documents) - len(texts) - len(damaged)
    lacking = f"; {counted(missing, 'text')} not here" if missing > 0 else ""
    detail = f"{counted(len(checked), 'extract')} at their places in {counted(len(texts), 'text')}{lacking}"
    return judged(SUBJECT, detail, findings)


def misplaced(extract: Extract, cited: Cited, text: str) -> list[Finding]:
    """What does not stand in the text as the manifest has it."""
    where = f"{extract.place}, [{cited.reference}] {cited.path} {extract.start}–{extract.end}"
    stands = text[extract.start : extract.end]
    if stands != extract.exact:
        found, expected = apart(extract.exact, stands)
        return [
            Finding(
                where=where,
                message="the source has other words at that place",
                found=found,
                expected=expected,
            )
        ]
    if extract.value and folded(extract.value) not in folded(extract.exact):
        return [_not_there(where, "the answer", extract.value, extract.exact)]
    if extract.speaker and folded(extract.speaker) not in folded(text):
        return [_not_there(where, "the speaker", extract.speaker, None)]
    return []


def _not_there(where: str, what: str, words: str, there: str | None) -> Finding:
    return Finding(
        where=where,
        message=f"{what} does not stand in the source",
        found=shortened(words),
        expected=shortened(there) if there else None,
    )
