"""A new workspace: a folder in which ``briefs build`` works at once."""

import os
from pathlib import Path
from typing import Final

from briefs import shipped
from briefs.errors import OutputError

CONFIGURATION: Final = "briefs.toml"
SOURCES: Final = "sources"
_SHIPPED_PATH: Final = 'path = "seeds"'
_PATH: Final = f'path = "{SOURCES}"'
_README: Final = f"""# A brief of our own

- `{SOURCES}/` holds what is read: text, HTML, PDF, Word, mails. Those that stand there now are samples;
  put your own in their place.
- `{CONFIGURATION}` says what the brief is called and what its sections are about.
- `briefs build` writes `out/<year>-W<week>/brief.pdf`, `brief.html` and `brief.json`.
- `briefs doctor` tells what is missing when something does not work.
"""


def create(folder: Path) -> tuple[Path, ...]:
    """The files that were written. In a workspace that exists only missing files are, and none is changed.

    Raises OutputError when the folder holds something else, or cannot be written.
    """
    _refuse_foreign(folder)
    contents = {
        folder / CONFIGURATION: _configuration(),
        folder / "README.md": _README.encode(),
        folder / ".gitignore": b"/out/\n/store/\n",
    }
    if not (folder / SOURCES).is_dir():
        contents |= _samples(folder / SOURCES)
    try:
        return tuple(path for path, content in contents.items() if _write(path, content))
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}; choose another folder") from error


def _refuse_foreign(folder: Path) -> None:
    if not os.path.lexists(folder) or (folder / CONFIGURATION).is_file():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: is not a folder; name another")
    if any(not path.name.startswith(".") for path in folder.iterdir()):
        raise OutputError(f"{folder}: is not empty and holds no {CONFIGURATION}; name a new folder")


def _configuration() -> bytes:
    """The shipped configuration, reading from the workspace's own folder."""
    return shipped.CONFIGURATION.read_text(encoding="utf-8").replace(_SHIPPED_PATH, _PATH).encode()


def _samples(folder: Path) -> dict[Path, bytes]:
    return {
        folder / path.relative_to(shipped.SEEDS): path.read_bytes()
        for path in sorted(shipped.SEEDS.rglob("*"))
        if path.is_file()
    }


def _write(path: Path, content: bytes) -> bool:
    """Whether the file was missing and now is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
