"""What the server says itself, in the language of whoever asks, dressed as the site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from briefs.archive.setting import Setting, setting_of
from briefs.model import Brand
from briefs.publication.setting import clean, other
from briefs.publication.templates import rendered
from briefs.publication.translations import WRITTEN_IN, languages
from briefs.publication.wording import primary

_FOLDER: Final = "serving"
_MOST_ASKED: Final = 200
"""Signs of what a browser says of its languages: a dozen of them."""
_FORMS: Final = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


class Saying(StrEnum):
    """What is said; each has a template of its name."""

    LEAVE = "leave"
    LEFT = "left"
    UNKNOWN = "unknown"
    MISSING = "missing"
    BUSY = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Who speaks: the brief, its desk, and how their pages look.

    ``write_to`` is the mail address for questions, ``archive`` the way to the site; empty where there is none.
    """

    title: str
    organisation: str
    language: str
    templates: Path
    brand: Brand = field(default_factory=Brand)
    write_to: str = ""
    archive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What a template places. ``title_lang`` is the language of title and organisation where it is another."""

    lang: str
    title: str
    title_lang: str | None
    organisation: str
    write_to: str
    archive: str


class Pages:
    """The pages of a house in every language that there is, made once. ``policy`` is what a browser may do with them.

    Raises TemplateError and ConfigurationError when it is made, and nothing afterwards.
    """

    def __init__(self, house: House) -> None:
        self._language = primary(house.language) if primary(house.language) in languages() else WRITTEN_IN
        self._pages = {key: page for language in languages() for key, page in _said(house, language)}
        setting = setting_of(house.templates, house.brand, WRITTEN_IN)
        pictures = " img-src data:;" if setting.brand.picture else ""
        self.policy = f"default-src 'none'; style-src {setting.policy};{pictures} {_FORMS}"

    def page(self, saying: Saying, asked: str | None) -> tuple[str, str]:
        """A page and its language: what an Accept-Language header asks for, else that of the house."""
        known = (language for language in _wished(asked or "") if (saying, language) in self._pages)
        language = next(known, self._language)
        return self._pages[saying, language], language


def _said(house: House, language: str) -> Iterator[tuple[tuple[Saying, str], str]]:
    setting = setting_of(house.templates, house.brand, language)
    view = PageView(
        lang=language,
        title=clean(house.title),
        title_lang=other(house.language, language),
        organisation=clean(house.organisation),
        write_to=house.write_to,
        archive=house.archive,
    )
    for saying in Saying:
        yield (saying, language), _rendered(setting, saying, view)


def _rendered(setting: Setting, saying: Saying, view: PageView) -> str:
    given = {"sheet": setting.sheet, "brand": setting.brand, "page": view}
    return rendered(setting.environment, f"{_FOLDER}/{saying}.html.j2", given, setting.folder)


def _wished(header: str) -> list[str]:
    """The languages that an Accept-Language header names, those of the greatest weight first (RFC 9110 12.5.4)."""
    weighed: list[tuple[float, str]] = []
    for item in header[:_MOST_ASKED].split(","):
        tag, _, weight = item.partition(";")
        try:
            value = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if value > 0:
            weighed.append((value, primary(tag.strip())))
    return [tag for _, tag in sorted(weighed, key=lambda it: -it[0])]
