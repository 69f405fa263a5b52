"""Templates and views → the pages of the site, and what they share: style sheets, policy, language."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from briefs import __version__
from briefs.errors import TemplateError
from briefs.model import Brand
from briefs.publication.brand import BrandView, view_of
from briefs.publication.sets import chain
from briefs.publication.sheets import styles_of
from briefs.publication.templates import environment, rendered, speak

_FOLDER: Final = "archive"
_SHEET: Final = f"{_FOLDER}/archive.css"
_SCRIPTS: Final = tuple(Path(__file__).with_name(name) for name in ("stemming.js", "search.js"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How pages are set. ``digest`` changes when any of it does."""

    environment: Environment
    folder: Path
    sheet: Markup
    brand: BrandView
    policy: str
    script: Markup
    script_policy: str
    digest: str

    def piece(self, template: str, **views: object) -> str:
        """A part of a page. Raises ``TemplateError``, naming file and line."""
        return rendered(self.environment, f"{_FOLDER}/{template}", views, self.folder)

    def render(self, template: str, **views: object) -> bytes:
        """A page. Raises ``TemplateError``, naming file and line."""
        given = {"sheet": self.sheet, "policy": self.policy, "brand": self.brand, **views}
        return rendered(self.environment, f"{_FOLDER}/{template}", given, self.folder).encode(
            "utf-8", "backslashreplace"
        )


def setting_of(templates: Path, brand: Brand, language: str) -> Setting:
    """How pages are set with these templates. Raises ``TemplateError`` or ``ConfigurationError``."""
    folders = chain(templates)
    found = environment(folders)
    speak(found, language)
    found.globals["language"] = language
    sheet = f"{styles_of(folders, brand).screen}{''.join(_sheets(folders))}"
    script = "".join(path.read_text("utf-8") for path in _SCRIPTS)
    shared = hashlib.sha256(
        f"{__version__}\0{language}\0{sheet}\0{script}\0{brand.logo!r}{brand.logo_text}".encode()
    )
    for path in _templates(folders):
        shared.update(hashlib.sha256(path.read_bytes()).digest())
    return Setting(
        environment=found,
        folder=folders[0],
        sheet=Markup(sheet),  # noqa: S704 - style sheets of ours and of the house, checked; no word of a source in them
        brand=view_of(brand),
        policy=f"'sha256-{_digest(sheet)}'",
        script=Markup(script),  # noqa: S704 - the scripts beside this module
        script_policy=f"'sha256-{_digest(script)}'",
        digest=shared.hexdigest(),
    )


def _sheets(folders: tuple[Path, ...]) -> Iterator[str]:
    """What the site's own sheets say, the base first, so that a house has the last word."""
    for folder in reversed(folders):
        path = folder / _SHEET
        if not path.is_file():
            continue
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path}: the style sheet cannot be read: {error}") from error
        if "</style" in text.lower():
            raise TemplateError(f"{path}: a style sheet must not contain “</style”")
        yield text


def _templates(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((folder / _FOLDER).glob("*.j2"))


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
