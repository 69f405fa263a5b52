"""How files are shown: under the name of the folder that was given, never by where it stands.

The same folder gives the same paths from any working folder and on any machine; only when two folders
of one name are given do the names of their parents tell them apart.
"""

import os
from collections.abc import Sequence
from pathlib import Path


def labels(roots: Sequence[Path]) -> dict[Path, str]:
    """For each root the shortest end of its path that no other root's label equals or begins with."""
    parts = {root: _names(root) for root in roots}
    depth = dict.fromkeys(roots, 1)
    while True:
        found = {root: "/".join(parts[root][-depth[root] :]) for root in roots}
        longer = [root for root in _clashing(found) if depth[root] < len(parts[root])]
        if not longer:
            return found
        for root in longer:
            depth[root] += 1


def shown(name: str) -> str:
    """A file name in printable Unicode: bytes that are not UTF-8 and control characters are escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def _names(root: Path) -> tuple[str, ...]:
    """The names from the top of the file system; ``.`` and ``..`` stand for the folder they lead to."""
    place = root.resolve() if root.name in {"", ".."} else root.parent.resolve() / root.name
    return tuple(shown(part) for part in place.parts[1:]) or ("",)


def _clashing(found: dict[Path, str]) -> list[Path]:
    return [
        root
        for root, label in found.items()
        if any(root != other and _within(label, text) for other, text in found.items())
    ]


def _within(one: str, other: str) -> bool:
    """Whether the two are equal or one is a folder above the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
