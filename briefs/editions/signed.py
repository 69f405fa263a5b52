"""Signatures of the edition that stood in a folder before: which of them fit the new one, and which are lost.

One beside its PDF fits as long as the PDF has the same bytes. One inside is lost with any new PDF.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_BESIDE: Final = "*.pdf.minisig"
_MOST_BYTES: Final = 2**16
"""A signature of minisign has some 400."""
_MOST_OF_A_FILE: Final = 2**28
"""As for what is verified: no brief is that large."""


def still_fitting(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The signatures in a folder that are of PDFs which ``files`` hold with the same bytes, by name."""
    return {
        place.name: content
        for place in _beside(folder)
        if (content := _fitting(place, files.get(place.stem))) is not None
    }


def lost(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What was signed in a folder and is not in ``files``: names of signatures, and of PDFs that hold one."""
    kept = still_fitting(folder, files)
    beside = (place.name for place in _beside(folder) if place.name not in kept)
    return (*beside, *_signed_inside(folder, files))


def with_signature(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDFs in a folder that are those of ``files`` with a signature after them, by name."""
    found = {name: content_of(folder / name) for name in files if name.endswith(".pdf")}
    return {name: it for name, it in found.items() if it is not None and _is_longer(it, files[name])}


def content_of(file: Path) -> bytes | None:
    """The bytes of a plain file; None where there is none, or one that is too large to be ours."""
    if not file.is_file() or file.is_symlink() or file.stat().st_size > _MOST_OF_A_FILE:
        return None
    return file.read_bytes()


def _is_longer(standing: bytes, issued: bytes) -> bool:
    """Whether a PDF was added to: a signature leaves all that was there before as it was."""
    return len(standing) > len(issued) and standing.startswith(issued)


def _beside(folder: Path) -> list[Path]:
    return sorted(place for place in folder.glob(_BESIDE) if place.is_file())


def _fitting(signature: Path, new: bytes | None) -> bytes | None:
    """The bytes of a signature, or None where the PDF is another one now."""
    pdf = signature.with_suffix("")
    if signature.stat().st_size > _MOST_BYTES or new is None or not _is_same(pdf, new):
        return None
    return signature.read_bytes()


def _is_same(pdf: Path, new: bytes) -> bool:
    return pdf.is_file() and pdf.stat().st_size == len(new) and pdf.read_bytes() == new


def _signed_inside(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for pdf in sorted(folder.glob("*.pdf")):
        if not pdf.is_file() or _is_same(pdf, files.get(pdf.name, b"")):
            continue
        from briefs.proof.pades import is_signed  # noqa: PLC0415 - only a PDF that changes needs it

        if is_signed(pdf.read_bytes()):
            yield pdf.name
