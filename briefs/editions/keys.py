"""Under which key the work on a document is kept: the same key, the same work."""

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import briefs
from briefs.model import Source

_LIBRARIES: Final = (
    "charset-normalizer", "lxml", "lxml-html-clean", "markdown-it-py", "nltk", "pypdfium2", "trafilatura",
)  # fmt: skip
"""Whose versions change what is read, how it is divided into sentences, and their words."""


def key_of(source: Source, configuration: str) -> bytes:
    """32 bytes that stand for the source, whence it came, the configuration, and the program with its libraries."""
    return _digest(
        (
            program(),
            configuration.encode(),
            source.path.encode("utf-8", "surrogatepass"),
            repr(source.provenance).encode("utf-8", "surrogatepass"),
            source.content,
        )
    )


@cache
def program() -> bytes:
    """32 bytes that stand for the program: its source, its libraries that do the work, and the language it is in."""
    root = Path(briefs.__file__).parent
    modules = [path.read_bytes() for path in sorted(root.rglob("*.py"))]
    versions = [importlib.metadata.version(name).encode() for name in _LIBRARIES]
    return _digest((briefs.__version__.encode(), platform.python_version().encode(), *versions, *modules))


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
