"""Where the files that travel with the package stand: templates, sample sources, default configuration.

In a checkout they are the folders at its top, which users and designers edit; in an installed wheel
they are copies inside the package.
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _PACKAGE / "_shipped"
_ROOT: Final = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

TEMPLATES: Final = _ROOT / "templates"
SEEDS: Final = _ROOT / "seeds"
CONFIGURATION: Final = _ROOT / "briefs.toml"

PAGE: Final = "brief.html.j2"
"""The template that a set begins with."""

DEFAULT_SET: Final = "default"


def template_sets(base: Path = TEMPLATES) -> dict[str, Path]:
    """The folders of the sets of templates that travel in ``base`` by their names, the default first."""
    others = sorted(path.parent for path in base.glob(f"*/{PAGE}"))
    return {DEFAULT_SET: base, **{folder.name: folder for folder in others}}


def template_set(name: str, beside: Path) -> Path:
    """The folder of the set called ``name``, else the folder of that path, relative to ``beside``."""
    return template_sets().get(name) or beside / name
