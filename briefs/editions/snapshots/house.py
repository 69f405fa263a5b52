"""What a house has made of its page, as files of a snapshot: templates, fonts, logo, citation style; and the way back.

settings, with paths ──house_of──▶ settings, with names, and files ──laid_out──▶ settings and design, with paths
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.editions.snapshots.form import LOGO
from briefs.editions.snapshots.parts import BRAND, PAST, STYLE, TEMPLATES, Content, Snapshot, digest_of
from briefs.errors import ConfigurationError
from briefs.publication import Design, Format
from briefs.publication.sets import chain, own
from briefs.shipped import TEMPLATES as SHIPPED
from briefs.shipped import template_sets

_BASE: Final = f"{TEMPLATES}/base"
_OWN: Final = f"{TEMPLATES}/own"
_HOUSE: Final = "house"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A snapshot whose files stand in a folder: settings and design with paths there, and the folder of the past."""

    settings: Settings
    design: Design
    past: Path


def house_of(settings: Settings) -> tuple[Settings, dict[str, Content]]:
    """The settings with names in the place of paths, and the files of these names."""
    templates, files = _templates(settings.templates)
    fonts = {
        f"{BRAND}/fonts/{place}/{Path(path).name}": Path(path)
        for place, path in enumerate(settings.brand.fonts)
    }
    files |= {name: content_of(_read(path)) for name, path in fonts.items()}
    if settings.brand.logo:
        files[LOGO] = content_of(settings.brand.logo)
    style = None
    if settings.citation_style:
        style = Path(STYLE, settings.citation_style.name)
        files[style.as_posix()] = content_of(_read(settings.citation_style))
    brand = replace(settings.brand, fonts=tuple(fonts))
    return replace(settings, brand=brand, templates=Path(templates), citation_style=style), files


def _templates(folder: Path) -> tuple[str, dict[str, Content]]:
    """The name of a set of templates, and the files of all folders in which its files are looked for, by theirs."""
    folders = chain(folder)
    names = {each: _name(each) for each in folders}
    files = {
        f"{names[each]}/{name}": content_of(_read(path))
        for each in folders
        for name, path in own(each).items()
    }
    return names[folders[0]], files


def _name(folder: Path) -> str:
    """What a folder of templates is called: a house's own bears a name only where a shipped set stands behind it."""
    if folder == SHIPPED:
        return _BASE
    if folder.parent == SHIPPED:
        return f"{_BASE}/{folder.name}"
    return f"{_OWN}/{folder.name if folder.name in template_sets() else _HOUSE}"


def laid_out(snapshot: Snapshot, folder: Path) -> AtHand:
    """The files of a snapshot, written to ``folder``: what is made of them does not depend on where that is."""
    for name, content in snapshot.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.load())
    settings = snapshot.settings
    fonts = tuple(str(folder / name) for name in settings.brand.fonts)
    logo = (folder / LOGO).read_bytes() if LOGO in snapshot.files else None
    brand = replace(settings.brand, fonts=fonts, logo=logo)
    style = folder / settings.citation_style if settings.citation_style else None
    placed = replace(settings, brand=brand, templates=folder / settings.templates, citation_style=style)
    design = Design(
        templates=placed.templates,
        brand=brand,
        formats=tuple(map(Format, settings.formats)),
        for_archive=settings.archive,
        citation_style=style,
        base=folder / _BASE,
    )
    return AtHand(settings=placed, design=design, past=folder / PAST)


def content_of(content: bytes) -> Content:
    """Bytes that are at hand."""
    return Content(digest=digest_of(content), load=lambda: content)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error.strerror}); it is named in briefs.toml"
        ) from error
