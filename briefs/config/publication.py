"""The table ``[publication]`` of ``briefs.toml``: which files are made of an edition, and how its PDF is written."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from briefs.config.validation import Mistake

PUBLICATION: Final = {
    "type": "object",
    "description": "The files of every edition.",
    "additionalProperties": False,
    "properties": {
        "formats": {
            "type": "array",
            "description": 'Further formats: "docx", "md", "csl.json", "bib".',
            "items": {
                "type": "string",
                "description": 'One of "docx", "md", "csl.json" and "bib".',
                "pattern": r"^(docx|md|csl\.json|bib)$",
            },
            "default": [],
        },
        "citation_style": {
            "type": "string",
            "description": "A citation style (.csl) in which sources are written; relative to this file.",
            "pattern": r"\S",
        },
        "archive": {
            "type": "boolean",
            "description": "Whether the PDF is one for an archive: PDF/A-3a beside PDF/UA-1.",
            "default": False,
        },
    },
}


def missing_style(table: object, folder: Path) -> Iterator[Mistake]:
    """The mistake of a citation style that is not there."""
    style = table.get("citation_style") if isinstance(table, dict) else None
    if isinstance(style, str) and not (folder / style).is_file():
        yield Mistake(
            path=("publication", "citation_style"), message=f"is {style}, which is no file; check the path"
        )


def style_of(table: Mapping[str, Any], folder: Path) -> Path | None:
    """The place of the citation style in a table without mistakes."""
    return folder / table["citation_style"] if "citation_style" in table else None
