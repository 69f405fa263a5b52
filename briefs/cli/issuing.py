"""The options of a build that say how the edition is issued: as a draft, as a correction, in which further files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from briefs.publication import Format

_LONGEST: Final = 600
"""Characters of a correction: it stands on page one, in a box of a few lines."""


def stated(value: str | None) -> str | None:
    """What readers are told of a correction, in one line. Raises ``BadParameter`` for what says nothing or too much."""
    if value is None:
        return None
    text = " ".join(value.split())
    if not any(map(str.isalnum, text)):
        raise typer.BadParameter("says nothing; tell readers what was wrong and what is right now")
    if len(text) > _LONGEST:
        raise typer.BadParameter(f"has {len(text)} characters; at most {_LONGEST} fit on page one")
    return text


def _formats(values: list[str] | None) -> list[str] | None:
    from briefs.publication.design import Format  # noqa: PLC0415 - only whoever asks for a format waits for it

    known = [each.value for each in Format]
    for value in values or ():
        if value not in known:
            raise typer.BadParameter(f'"{value}" is none; there are {", ".join(known)}')
    return values


Draft = Annotated[bool, typer.Option("--draft", help="Say on every page that it is not approved yet.")]
Correction = Annotated[
    str | None,
    typer.Option(
        callback=stated,
        metavar="TEXT",
        help="What is corrected of the edition that stands; makes its next revision.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        callback=_formats,
        metavar="FORMAT",
        help="A further file: docx, md, csl.json or bib; may be given several times.",
    ),
]
CitationStyle = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.csl",
        show_default=False,
        help="Write sources in this citation style (CSL); default: the house's own.",
    ),
]


def formats_of(named: list[str] | None, configured: tuple[str, ...]) -> "tuple[Format, ...]":
    """The formats that are wanted, each once: those of the command line, else those of the configuration."""
    from briefs.publication.design import Format  # noqa: PLC0415 - as above

    return tuple(Format(value) for value in dict.fromkeys(named or configured))
