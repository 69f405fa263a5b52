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
