"""Copying shipped templates to a folder of one's own, where they can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs import shipped
from briefs.errors import NoInput, OutputError
from briefs.publication.sets import own

_SUFFIX: Final = ".html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A set of templates: its name and the files that are its own; what it lacks is the default's."""

    name: str
    folder: Path
    files: tuple[str, ...]


def shipped_sets() -> tuple[Shipped, ...]:
    """Every shipped set, the default first."""
    return tuple(
        Shipped(name=name, folder=folder, files=tuple(own(folder)))
        for name, folder in shipped.template_sets().items()
    )


def eject(names: Sequence[str], to: Path, *, force: bool = False) -> tuple[Path, ...]:
    """The copies that were written below ``to``, named there as in the shipped folder.

    A name is that of a set (``executive``), of a file (``print.css``, ``parts/masthead.html.j2``, also without its
    suffixes) or of a file of a set (``executive/brief.html.j2``).

    Raises NoInput for an unknown name, and OutputError where a file stands already or cannot be written; then none is.
    """
    chosen = {name: path for given in names for name, path in _found(given).items()}
    standing = [to / name for name in chosen if (to / name).exists()]
    if standing and not force:
        shown = ", ".join(map(str, standing[:3])) + (" and more" if len(standing) > 3 else "")
        raise OutputError(f"{shown}: stands there already; move it away, or overwrite it with --force")
    try:
        return tuple(_copied(path, to / name) for name, path in chosen.items())
    except OSError as error:
        raise OutputError(f"{to}: cannot be written: {error.strerror}; choose another with --to") from error


def _found(name: str) -> dict[str, Path]:
    """The files that a name stands for."""
    every: dict[str, Path] = {}
    for one in shipped_sets():
        prefix = "" if one.folder == shipped.TEMPLATES else f"{one.name}/"
        files = {f"{prefix}{file}": one.folder / file for file in one.files}
        if name == one.name:
            return files
        every |= files
    wanted = name.removesuffix("/")
    for file in (wanted, f"{wanted}{_SUFFIX}", f"parts/{wanted}{_SUFFIX}"):
        if file in every:
            return {file: every[file]}
    below = {file: path for file, path in every.items() if wanted and file.startswith(f"{wanted}/")}
    if not below:
        raise NoInput(f"{name}: no shipped template or set is called so; see: briefs templates list")
    return below


def _copied(path: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    return place
