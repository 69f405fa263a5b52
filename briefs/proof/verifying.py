"""Verifying a brief: all that can be checked with what is there.

PDF ──examination──▶ manifest, the file, the pages, the sentences ─┐
folder, --sources ──▶ the kept texts, the sources, the files ──────┴─▶ Report
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.errors import NoInput, NothingReadable
from briefs.proof import derived, edition, originals, texts
from briefs.proof.examination import Examination, examine
from briefs.proof.manifest import Manifest
from briefs.proof.material import content_of
from briefs.proof.report import Check, Outcome, Report, counted, unchecked
from briefs.proof.signatures import check_signature
from briefs.publication.names import CONTRACT

_TEXTS: Final = "sources"
_PATTERN: Final = "brief*.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to verify: a PDF, or the folder of an edition; ``sources`` are folders with its texts or its sources.

    ``public_key`` is a file or the one line of a key; ``moment`` is when a certificate must be valid.
    """

    path: Path
    moment: datetime.datetime
    sources: tuple[Path, ...] = ()
    public_key: str | None = None


def verify(request: Request) -> Report:
    """What holds of a brief. Raises ``NoInput`` and ``NothingReadable`` where there is nothing to verify."""
    for folder in request.sources:
        if not folder.is_dir():
            raise NoInput(
                f"{folder}: no such folder; --sources takes the folder with the sources of the brief"
            )
    is_folder = request.path.is_dir()
    pdf = _pdf_in(request.path) if is_folder else request.path
    content = content_of(pdf)
    examination = examine(pdf.name, content)
    manifest = examination.manifest
    checks = (
        *examination.checks,
        *_against_sources(manifest, pdf.parent, request.sources),
        *_against_files(manifest, pdf.parent, is_folder=is_folder),
        check_signature(pdf, content, request.public_key, request.moment),
    )
    return Report(
        subject=str(pdf),
        edition=manifest.edition,
        title=manifest.title,
        manifest=examination.digest,
        summary=_summary(examination),
        checks=checks,
        unbound=examination.unbound,
    )


def _pdf_in(folder: Path) -> Path:
    found = sorted(folder.glob(_PATTERN))
    if not found:
        raise NothingReadable(f"{folder}: holds no brief.pdf; name the folder of one edition, or a PDF")
    if len(found) > 1:
        named = ", ".join(path.name for path in found)
        raise NothingReadable(f"{folder}: holds several briefs ({named}); name one of them")
    return found[0]


def _summary(examination: Examination) -> str:
    manifest = examination.manifest
    extracts = counted(len(manifest.extracts), "extract")
    documents = counted(len(manifest.documents), "document")
    return f"{extracts} from {documents} on {counted(examination.pages, 'page')}"


def _against_sources(manifest: Manifest, beside: Path, sources: tuple[Path, ...]) -> Iterator[Check]:
    folders = [folder for one in (beside, *sources) for folder in (one / _TEXTS, one) if folder.is_dir()]
    kept, damaged = texts.kept_texts(manifest, folders)
    yield texts.check_texts(manifest, kept, damaged)
    if sources:
        readings, unread = originals.reread(manifest, sources)
        yield originals.check_originals(manifest, readings, unread)
        yield derived.check_derived(manifest, readings)
    else:
        yield unchecked(originals.SUBJECT, "give --sources with the files that were read")


def _against_files(manifest: Manifest, folder: Path, *, is_folder: bool) -> Iterator[Check]:
    if not is_folder:
        yield unchecked(
            edition.FILES,
            "only the PDF was named; name its folder to check brief.html, brief.json and the others",
        )
        return
    files, contract = edition.check_files(manifest, folder)
    yield files
    agreement = edition.check_contract(manifest, contract)
    is_other = any(finding.where == CONTRACT for finding in files.findings)
    if is_other and agreement.outcome is Outcome.HOLDS:
        agreement = unchecked(edition.AGREEMENT, "it is another file than was made with the PDF, see above")
    yield agreement
