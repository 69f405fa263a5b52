"""Which program does the work: what two computers must agree on to get the same result, and two days as well."""

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import briefs

_LIBRARIES: Final = (
    "charset-normalizer", "lxml", "lxml-html-clean", "markdown-it-py", "nltk", "pypdfium2", "trafilatura",
)  # fmt: skip
"""Whose versions change what is read, how it is divided into sentences, and their words."""


@cache
def program() -> bytes:
    """32 bytes that stand for the program: its source, its libraries that do the work, and the language it is in."""
    from importlib import metadata  # noqa: PLC0415 - 10 ms, and few builds keep what they do

    root = Path(briefs.__file__).parent
    modules = [path.read_bytes() for path in sorted(root.rglob("*.py"))]
    versions = [metadata.version(name).encode() for name in _LIBRARIES]
    return digest((briefs.__version__.encode(), platform.python_version().encode(), *versions, *modules))


def digest(parts: Iterable[bytes]) -> bytes:
    """32 bytes that stand for the parts, and for where one ends and the next begins."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
