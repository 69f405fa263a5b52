"""The tables of ``briefs.toml`` as pydantic models: keys, types, limits, defaults, and what each key is for.

``briefs schema config`` prints their JSON Schema, and mistakes quote their descriptions. Rules that join
two places of the file are in ``agreement``.
"""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

_Words = Annotated[str, Field(pattern=r"\w", max_length=120)]
"""A text that holds at least one letter or digit, and fits on a line or two."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class BriefTable(_Table):
    """What the whole brief says of itself."""

    title: Annotated[_Words, Field(description="Printed at the head of every edition.")] = "Policy brief"
    organisation: Annotated[
        str, Field(max_length=120, description="Who issues the brief; leave it empty to print none.")
    ] = ""
    language: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            description='Language of the brief\'s own words as a BCP 47 tag, like "en" or "en-GB".',
        ),
    ] = "en"
    timezone: Annotated[
        str, Field(description='Time zone that decides which day and week it is, like "Asia/Seoul".')
    ] = "UTC"
    themes: Annotated[
        list[str] | None,
        Field(min_length=1, description="Ids of the themes to print, in this order; without it, all."),
    ] = None
    key_points: Annotated[int, Field(ge=1, le=5, description="Statements on page one, at most.")] = 5


class SourcesTable(_Table):
    """Where documents are read from."""

    paths: Annotated[
        list[Annotated[str, Field(pattern=r"\S")]],
        Field(description="Folders and files to read when the command names none; relative to this file."),
    ] = []
    max_megabytes: Annotated[
        int, Field(ge=1, le=1000, description="A larger document is not read, but named in the brief.")
    ] = 20


class TermTable(_Table):
    """A term that counts more, or less, than others."""

    text: _Words
    weight: Annotated[float, Field(gt=0, le=10, description="How much the term counts.")] = 1.0


TEXT: Final = "<text>"
TABLE: Final = "<table>"
"""How pydantic's paths tell the two ways of writing a term apart; no key can be called so."""


def _way_of_writing(value: object) -> str | None:
    if isinstance(value, str):
        return TEXT
    return TABLE if isinstance(value, dict | TermTable) else None


_Term = Annotated[
    Annotated[_Words, Tag(TEXT)] | Annotated[TermTable, Tag(TABLE)],
    Discriminator(
        _way_of_writing,
        custom_error_type="term_type",
        custom_error_message='must be text, or a table like {text = "reciprocal visit", weight = 2}',
    ),
]


class ThemeTable(_Table):
    """What one section is about."""

    id: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            max_length=60,
            description='Small letters, digits and hyphens, like "ai-energy".',
        ),
    ]
    title: Annotated[_Words, Field(description="The section's heading.")]
    description: Annotated[
        str,
        Field(
            pattern=r"\w",
            max_length=600,
            description="What the theme is about, in 10 to 25 words; its words help to find documents.",
        ),
    ]
    terms: Annotated[
        list[_Term],
        Field(min_length=1, description="Words and phrases that tell the theme; any form of a word matches."),
    ]
    exclude: Annotated[
        list[_Words], Field(description="A sentence with one of these is never printed under the theme.")
    ] = []
    budget: Annotated[int, Field(ge=10, le=2000, description="Words the section may fill.")] = 150


class File(_Table):
    """The whole of ``briefs.toml``."""

    model_config = ConfigDict(title="briefs.toml")

    brief: BriefTable = BriefTable()
    sources: SourcesTable = SourcesTable()
    themes: Annotated[list[ThemeTable], Field(min_length=1, description="What the sections are about.")]
