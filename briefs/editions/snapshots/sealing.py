"""The seal of an edition: what it is, and what it was made from, as digests.

    snapshot, what was made of it, edits ──seal_of──▶ seal.json, beside the files

Whoever has the seal can tell whether a file is as it was issued; whoever makes the edition again can tell what has
changed since, be it a source, a template, a font or the program.
"""

import ctypes
import platform
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import briefs
from briefs import __version__
from briefs.editions.snapshots.form import canonical, request_table, settings_table
from briefs.editions.snapshots.making import Made
from briefs.editions.snapshots.parts import BRAND, PAST, PREFIX, STYLE, TEMPLATES, Snapshot, digest_of
from briefs.model import Edit

VERSION: Final = "briefs/seal/1"

_PACKAGES: Final = (
    "babel",
    "charset-normalizer",
    "citeproc-py",
    "courlan",
    "cssselect2",
    "font-source-sans-pro",
    "font-source-serif-pro",
    "fonttools",
    "htmldate",
    "jinja2",
    "justext",
    "lxml",
    "lxml-html-clean",
    "markdown-it-py",
    "markupsafe",
    "nltk",
    "pillow",
    "pydyf",
    "pyphen",
    "pypdfium2",
    "tinycss2",
    "tinyhtml5",
    "trafilatura",
    "tzdata",
    "weasyprint",
)
"""Packages whose code decides a byte of an edition: those that read sources, choose sentences, and set pages."""
_OTHER: Final = frozenset({"__pycache__", "_shipped"})
"""Folders of the package that hold no code: what Python makes of it; and templates, which are told by themselves."""
_LIBRARIES: Final = (
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
)
"""Libraries of the system, the files that hold them on Linux, and the functions that tell their versions."""


def seal_of(snapshot: Snapshot, made: Made, edits: Sequence[Edit], head: str) -> bytes:
    """The seal of what was made of a snapshot with these edits; ``head`` is the digest of the log's last row.

    It is canonical JSON, as it stands beside the files as ``seal.json``; equal arguments give equal bytes.
    """
    return canonical(
        {
            "schema": VERSION,
            "edition": snapshot.edition,
            "revision": snapshot.revision,
            "number": snapshot.number,
            "as_of": snapshot.as_of.isoformat(),
            "previous": head,
            "files": {name: digest_of(content) for name, content in made.files.items()},
            "inputs": inputs_of(snapshot, edits),
            "versions": versions(),
            "fonts": dict(made.fonts),
        }
    )


def inputs_of(snapshot: Snapshot, edits: Sequence[Edit]) -> dict[str, Any]:
    """The digests of everything that an edition is made of, by its kind."""
    return {
        "request": digest_of(canonical(request_table(snapshot))),
        "configuration": digest_of(canonical(settings_table(snapshot.settings, snapshot.files))),
        "templates": _files(snapshot, TEMPLATES),
        "brand": _files(snapshot, BRAND) | _files(snapshot, STYLE),
        "sources": [[each.path, f"{PREFIX}{each.digest.hex()}"] for each in snapshot.sources],
        "earlier": [[each.path, f"{PREFIX}{each.digest.hex()}"] for each in snapshot.earlier],
        "past": _files(snapshot, PAST),
        "edits": digest_of(canonical([asdict(edit) for edit in edits])),
    }


def versions() -> dict[str, str]:
    """The versions of what decides the bytes of an edition, by name; ``program`` is a digest of this program's code."""
    return dict(_versions())


def _files(snapshot: Snapshot, kind: str) -> dict[str, str]:
    return {name: content.digest for name, content in snapshot.files.items() if name.startswith(f"{kind}/")}


def _versions() -> Iterator[tuple[str, str]]:
    yield "briefs", __version__
    yield "code", _code()
    yield "python", platform.python_version()
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield package, version(package)
    for name, library, function in _LIBRARIES:
        with suppress(OSError, AttributeError):
            tell = getattr(ctypes.CDLL(library), function)
            tell.restype = ctypes.c_char_p
            yield name, tell().decode("ascii", "replace")


@cache
def _code() -> str:
    """The digest of the program's own files, its words in other languages among them."""
    root = Path(briefs.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and not _OTHER.intersection(path.parts))
    told = [[path.relative_to(root).as_posix(), digest_of(path.read_bytes())] for path in files]
    return digest_of(canonical(told))
