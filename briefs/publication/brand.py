"""What a house sets by configuration alone, as the page needs it: style rules and its logo."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from briefs.model import Brand, Paper
from briefs.publication import typefaces
from briefs.publication.logo import drawn, is_picture

_SIZES: Final = {Paper.A4: "A4", Paper.LETTER: "letter"}
_RAISED: Final = (
    ".mark, .comma { font-size: .66em; line-height: 0; vertical-align: .45em; font-variant-position: normal }"
)
"""Citation numbers where the house's font has no superiors of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandView:
    """What a template places of the brand; ``logo`` is markup that was checked, None where there is none.

    ``picture`` says that it is no drawing, so that the page's policy must let a picture in.
    """

    logo: Markup | None
    picture: bool


def view_of(brand: Brand) -> BrandView:
    """What a template is given of a brand.

    Raises ``ConfigurationError`` where the logo cannot be used.
    """
    if not brand.logo:
        return BrandView(logo=None, picture=False)
    return BrandView(logo=drawn(brand.logo, brand.logo_text), picture=is_picture(brand.logo))


def on_paper(brand: Brand) -> str:
    """The rules of a brand for paper; empty where nothing is set. Its fonts come by name, see ``fonts``."""
    rules = []
    if brand.paper is not Paper.A4:
        rules.append(f"@page {{ size: {_SIZES[brand.paper]} }}")
    if brand.colours:
        rules.append(f":root {{ {_declared(brand)} }}")
    if brand.text_font and not typefaces.has_superiors(brand.text_font, brand.fonts):
        rules.append(_RAISED)
    return "".join(f"{rule}\n" for rule in rules)


def on_screen(brand: Brand) -> str:
    """The rules of a brand for light screens; on dark ones its colours could not be read."""
    rules = []
    if brand.colours:
        rules.append(f"@media (prefers-color-scheme: light) {{ :root {{ {_declared(brand)} }} }}")
    families = [("serif", brand.text_font, "serif"), ("sans", brand.furniture_font, "sans-serif")]
    named = "; ".join(f"--{name}: '{family}', {generic}" for name, family, generic in families if family)
    if named:
        rules.append(f":root {{ {named} }}")
    return "".join(f"{rule}\n" for rule in rules)


def _declared(brand: Brand) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in brand.colours)
