"""The shape of ``briefs.toml`` as JSON Schema: ``briefs schema config`` prints what is enforced.

Defaults stand here and nowhere else. Rules that join two places (ids that must exist, words counted)
are in ``settings``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

_WORDS: Final = r"\w"
"""A text that holds at least one letter or digit."""

BRIEF: Final = {
    "type": "object",
    "description": "What the whole brief says of itself.",
    "additionalProperties": False,
    "properties": {
        "title": {
            "type": "string",
            "description": "Printed at the head of every edition.",
            "pattern": _WORDS,
            "maxLength": 120,
            "default": "Policy brief",
        },
        "organisation": {
            "type": "string",
            "description": "Who issues the brief; leave it empty to print none.",
            "maxLength": 120,
            "default": "",
        },
        "language": {
            "type": "string",
            "description": 'Language of the brief\'s own words as a BCP 47 tag, like "en" or "en-GB".',
            "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            "default": "en",
        },
        "timezone": {
            "type": "string",
            "description": 'Time zone that decides which day and week it is, like "Asia/Seoul".',
            "pattern": _WORDS,
            "default": "UTC",
        },
        "themes": {
            "type": "array",
            "description": "Ids of the themes to print, in this order; without it, all as they stand.",
            "minItems": 1,
            "items": {"type": "string"},
        },
        "key_points": {
            "type": "integer",
            "description": "Statements on page one, at most.",
            "minimum": 1,
            "maximum": 5,
            "default": 5,
        },
    },
}

SOURCES: Final = {
    "type": "object",
    "description": "Where documents are read from.",
    "additionalProperties": False,
    "properties": {
        "paths": {
            "type": "array",
            "description": "Folders and files to read when the command names none; relative to this file.",
            "items": {"type": "string", "pattern": r"\S"},
            "default": [],
        },
        "max_megabytes": {
            "type": "integer",
            "description": "A larger document is not read, but named in the brief.",
            "minimum": 1,
            "maximum": 1000,
            "default": 20,
        },
    },
}

_TERM: Final = {
    "description": 'text, or a table like {text = "reciprocal visit", weight = 2}',
    "anyOf": [
        {"type": "string", "pattern": _WORDS, "maxLength": 120},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["text"],
            "properties": {
                "text": {"type": "string", "pattern": _WORDS, "maxLength": 120},
                "weight": {
                    "type": "number",
                    "description": "How much the term counts.",
                    "exclusiveMinimum": 0,
                    "maximum": 10,
                    "default": 1.0,
                },
            },
        },
    ],
}

THEME: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "description", "terms"],
    "properties": {
        "id": {
            "type": "string",
            "description": 'Small letters, digits and hyphens, like "ai-energy".',
            "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 60,
        },
        "title": {
            "type": "string",
            "description": "The section's heading.",
            "pattern": _WORDS,
            "maxLength": 120,
        },
        "description": {
            "type": "string",
            "description": "What the theme is about, in 10 to 25 words; its words help to find documents.",
            "pattern": _WORDS,
            "maxLength": 600,
        },
        "terms": {
            "type": "array",
            "description": "Words and phrases that tell the theme; any form of a word matches.",
            "minItems": 1,
            "items": _TERM,
        },
        "exclude": {
            "type": "array",
            "description": "A sentence with one of these is never printed under the theme.",
            "items": {"type": "string", "pattern": _WORDS, "maxLength": 120},
            "default": [],
        },
        "budget": {
            "type": "integer",
            "description": "Words the section may fill.",
            "minimum": 10,
            "maximum": 2000,
            "default": 150,
        },
    },
}

SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefs.toml",
        "type": "object",
        "additionalProperties": False,
        "required": ["themes"],
        "properties": {
            "brief": BRIEF,
            "sources": SOURCES,
            "themes": {
                "type": "array",
                "description": "What the sections are about.",
                "minItems": 1,
                "items": THEME,
            },
        },
    }
)


def schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the configuration file, ready to print."""
    return dict(SCHEMA)


def defaults(table: Mapping[str, Any]) -> dict[str, Any]:
    """What the keys of a table are when they are not set; keys without a default are not there."""
    return {key: part["default"] for key, part in table["properties"].items() if "default" in part}
