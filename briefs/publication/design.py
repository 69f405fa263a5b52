"""How an edition is to look, and which files are made of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefs.model import Brand
from briefs.shipped import TEMPLATES


class Format(StrEnum):
    """A file that is made of an edition only where it is asked for; its value is the suffix."""

    DOCX = "docx"
    MARKDOWN = "md"
    CSL_JSON = "csl.json"
    BIBTEX = "bib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The templates and the brand of the page, the further ``formats``, and whether the PDF is for an archive (PDF/A).

    ``citation_style`` is a CSL style that references are written in; None is the house's own. ``base`` is the folder
    of the templates that every set falls back to: what is shipped, or was when an edition was made.
    """

    templates: Path
    brand: Brand = field(default_factory=Brand)
    formats: tuple[Format, ...] = ()
    for_archive: bool = False
    citation_style: Path | None = None
    base: Path = TEMPLATES
