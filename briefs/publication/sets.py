"""Which folders a set of templates is made of: its own first, then what is shipped, file by file.

``templates/`` is the default set and the base of all others. A folder in it that has a page of its own is a further
set (``executive``, ``manuscript``). A house's folder holds only what it changes; one that bears the name of a shipped
set falls back to that set before it falls back to the base.
"""

from pathlib import Path
from typing import Final

from briefs.errors import TemplateError
from briefs.shipped import PAGE, TEMPLATES, template_sets

_SUFFIXES: Final = (".j2", ".css")
_NOTE: Final = "executive"
_NOTE_PAGES: Final = 2

_DEEPEST: Final = 3
"""Folders below a set in which its files are looked for."""


def chain(folder: Path, base: Path = TEMPLATES) -> tuple[Path, ...]:
    """The folders in which each file of the set in ``folder`` is looked for, in this order; ``base`` is the last.

    Raises ``TemplateError`` where there is no such folder, or nothing of a set in it.
    """
    known = template_sets(base)
    if folder == base:
        return (base,)
    if folder in known.values():
        return (folder, base)
    if not folder.is_dir():
        raise TemplateError(f"{folder}: there is no such folder; shipped sets are: {', '.join(known)}")
    if not own(folder):
        advice = "copy there what you want to change with: briefs templates eject"
        raise TemplateError(f"{folder}: holds no template (.j2) and no style sheet (.css); {advice}")
    shipped = known.get(folder.name)
    return (folder, *((shipped,) if shipped and shipped != base else ()), base)


def most_pages(folder: Path, base: Path = TEMPLATES) -> int | None:
    """How many pages the set in ``folder`` promises not to exceed; None where it promises nothing."""
    return _NOTE_PAGES if base / _NOTE in chain(folder, base) else None


def own(folder: Path) -> dict[str, Path]:
    """The templates and style sheets of one folder by their names in a set, without those of sets inside it."""
    inside = {path.parent for path in folder.glob(f"*/{PAGE}")}
    found = (
        path
        for depth in range(_DEEPEST)
        for suffix in _SUFFIXES
        for path in folder.glob(f"{'*/' * depth}*{suffix}")
        if path.is_file() and inside.isdisjoint(path.parents)
    )
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}
