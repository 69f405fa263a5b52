"""The shape of ``briefs.toml`` as JSON Schema: ``briefs schema config`` prints what is enforced.

Defaults stand here and nowhere else. Rules that join two places (ids that must exist, words counted)
are in ``settings``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from briefs.config.approval import APPROVAL
from briefs.config.hooks import HOOKS
from briefs.config.looks import BRAND
from briefs.config.mail import MAIL
from briefs.config.publication import PUBLICATION
from briefs.config.schedule import SCHEDULE

_WORDS: Final = r"\w"
"""A text that holds at least one letter or digit."""

_MARKING: Final = r"^TLP:(CLEAR|GREEN|AMBER|AMBER\+STRICT|RED)$"

BRIEF: Final = {
    "type": "object",
    "description": "What the whole brief says of itself.",
    "additionalProperties": False,
    "properties": {
        "title": {
            "type": "string",
            "description": "Printed at the head of every edition.",
            "pattern": _WORDS,
            "maxLength": 900,
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
            "description": "Language of the brief's own words: en (English), ja (Japanese) or ko (Korean).",
            "pattern": r"^(en|ja|ko)(-[A-Za-z0-9]{1,8})*$",
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
        "marking": {
            "type": "string",
            "description": 'To whom the brief may be passed on, by TLP 2.0, like "TLP:GREEN"; sources may raise it.',
            "pattern": _MARKING,
        },
        "status": {
            "type": "string",
            "description": '"draft" until it is approved, then "final".',
            "pattern": r"^(draft|final)$",
            "default": "final",
        },
    },
}

READING: Final = {
    "type": "object",
    "description": "How documents are read.",
    "additionalProperties": False,
    "properties": {
        "max_megabytes": {
            "type": "integer",
            "description": "A larger document is not read, but named in the brief.",
            "minimum": 1,
            "maximum": 1000,
            "default": 20,
        },
    },
}

FETCHING: Final = {
    "type": "object",
    "description": "Manners on the network.",
    "additionalProperties": False,
    "properties": {
        "contact": {
            "type": "string",
            "description": "A mail or web address that is told to the sites that are visited; empty tells none.",
            "pattern": r"^[!-~]*$",
            "maxLength": 120,
            "default": "",
        },
        "delay_seconds": {
            "type": "number",
            "description": "Pause between two requests to one host.",
            "minimum": 0,
            "maximum": 600,
            "default": 1,
        },
        "deadline_seconds": {
            "type": "number",
            "description": "After so long the fetch of one document is given up.",
            "minimum": 1,
            "maximum": 600,
            "default": 30,
        },
        "private_hosts": {
            "type": "array",
            "description": "Hosts inside your network that may be asked; all others must have a public address.",
            "items": {"type": "string", "pattern": r"^[^\s/@]+$"},
            "default": [],
        },
    },
}

SITE: Final = {
    "type": "object",
    "description": "The site of all editions: index.html beside them, with search, feed and calendar.",
    "additionalProperties": False,
    "properties": {
        "address": {
            "type": "string",
            "description": "Where the editions' folder stands on the web: https://…; empty where it stands nowhere.",
            "pattern": r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s?#]*)?$",
            "maxLength": 500,
            "default": "",
        },
        "update": {
            "type": "boolean",
            "description": "Whether each build brings it up to date; without, `briefs site` does.",
            "default": True,
        },
    },
}

SOURCE: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {
            "type": "string",
            "description": "How the source is called in lists and on the command line.",
            "pattern": _WORDS,
            "maxLength": 120,
        },
        "address": {
            "type": "string",
            "description": "A feed, sitemap or page on the web: https://…",
            "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*$",
            "maxLength": 2000,
        },
        "path": {
            "type": "string",
            "description": "A folder or file; relative to this file.",
            "pattern": r"\S",
        },
        "kind": {
            "type": "string",
            "description": '"feed", "sitemap" or "page"; without it the answer tells',
            "pattern": r"^(feed|sitemap|page)$",
        },
        "publisher": {
            "type": "string",
            "description": "Who publishes, where documents do not say it themselves.",
            "pattern": _WORDS,
            "maxLength": 120,
        },
        "country": {
            "type": "string",
            "description": 'Where the publisher sits, in two capital letters, like "KR"',
            "pattern": r"^[A-Z]{2}$",
        },
        "language": {
            "type": "string",
            "description": 'Language of its documents, where they do not say it, like "ko"',
            "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        },
        "descriptor": {
            "type": "string",
            "description": "Ownership, state control, known bias: printed beside the source.",
            "pattern": _WORDS,
            "maxLength": 300,
        },
        "reliability": {
            "type": "string",
            "description": "Admiralty scale: A completely reliable, E unreliable, F not assessed",
            "pattern": r"^[A-F]$",
            "default": "F",
        },
        "marking": {
            "type": "string",
            "description": 'To whom its documents may be passed on, where they bear no stricter label: "TLP:AMBER"',
            "pattern": _MARKING,
        },
        "every_hours": {
            "type": "number",
            "description": "The source is not asked again sooner.",
            "minimum": 0,
            "maximum": 1000,
            "default": 0,
        },
        "include": {
            "type": "array",
            "description": "Only documents with one of these in address or title are taken; * stands for anything.",
            "items": {"type": "string", "pattern": r"\S", "maxLength": 200},
            "default": [],
        },
        "exclude": {
            "type": "array",
            "description": "Documents with one of these in address or title are not taken.",
            "items": {"type": "string", "pattern": r"\S", "maxLength": 200},
            "default": [],
        },
    },
}

FAMILY: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "publishers"],
    "properties": {
        "name": {
            "type": "string",
            "description": "The house that the publishers belong to.",
            "pattern": _WORDS,
            "maxLength": 120,
        },
        "publishers": {
            "type": "array",
            "description": "Names of publishers and agencies that count as one origin.",
            "minItems": 1,
            "items": {"type": "string", "pattern": _WORDS, "maxLength": 120},
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
                "language": {
                    "type": "string",
                    "description": 'The language of the passages it is looked for in, like "ko"; without it, of all.',
                    "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
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
            "brand": BRAND,
            "publication": PUBLICATION,
            "store": {
                "type": "string",
                "description": "Folder that keeps what was fetched, relative to this file; or postgresql://user@host/name",
                "pattern": r"\S",
                "default": "store",
            },
            "engine": {
                "type": "string",
                "description": 'Where documents are read: "serial:", "processes:N" or "dask://host:port"',
                "pattern": r"^(serial:|processes:([1-9][0-9]{0,2})?|dask://[^\s/]+:[0-9]{1,5}/?)$",
            },
            "reading": READING,
            "fetching": FETCHING,
            "site": SITE,
            "schedule": SCHEDULE,
            "approval": APPROVAL,
            "hooks": HOOKS,
            "mail": MAIL,
            "sources": {
                "type": "array",
                "description": "What is followed: one [[sources]] table for each folder, feed, sitemap or page.",
                "items": SOURCE,
                "default": [],
            },
            "families": {
                "type": "array",
                "description": "Publishers that are one house: their prints of a story have one origin.",
                "items": FAMILY,
                "default": [],
            },
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
