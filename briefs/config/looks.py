"""The shape of ``[brand]`` in ``briefs.toml``, and the colours that it can change."""

from types import MappingProxyType
from typing import Final

COLOURS: Final = MappingProxyType(
    {
        "ink": "#1c2127",
        "soft": "#4d555e",
        "faint": "#5f6770",
        "rule": "#cfc9bd",
        "hair": "#ddd8ce",
        "navy": "#12324f",
        "blue": "#2d5a80",
        "red": "#a63228",
        "paper": "#f6f4ef",
    }
)
"""The colours of the page by the names that print.css gives them; a test compares the two."""

_WORDS: Final = r"\w"

_COLOUR: Final = {
    "type": "string",
    "description": 'A colour as six digits, like "#12324f"',
    "pattern": r"^#[0-9A-Fa-f]{6}$",
}

BRAND: Final = {
    "type": "object",
    "description": "What the page looks like, without touching a template.",
    "additionalProperties": False,
    "properties": {
        "template": {
            "type": "string",
            "description": 'A shipped set ("default", "executive", "manuscript"), or your own folder beside this file.',
            "pattern": r"\S",
            "default": "default",
        },
        "paper": {
            "type": "string",
            "description": 'The paper to print on: "A4" or "Letter"',
            "pattern": r"^(A4|Letter)$",
            "default": "A4",
        },
        "colours": {
            "type": "object",
            "description": "Colours in the place of those of print.css, by their names there.",
            "additionalProperties": False,
            "properties": dict.fromkeys(COLOURS, _COLOUR),
        },
        "text_font": {
            "type": "string",
            "description": "Family of the font for sources' words and headings; its files stand in fonts.",
            "pattern": r"^\w[\w .-]*$",
            "maxLength": 80,
        },
        "furniture_font": {
            "type": "string",
            "description": "Family of the font for our own words; its files stand in fonts.",
            "pattern": r"^\w[\w .-]*$",
            "maxLength": 80,
        },
        "fonts": {
            "type": "array",
            "description": "Static .otf or .ttf files of these families; relative to this file.",
            "items": {"type": "string", "pattern": r"\S\.([oO][tT][fF]|[tT][tT][fF])$", "maxLength": 500},
            "default": [],
        },
        "logo": {
            "type": "string",
            "description": "An .svg or .png file, printed at the head; relative to this file.",
            "pattern": r"\S\.([sS][vV][gG]|[pP][nN][gG])$",
            "maxLength": 500,
        },
        "logo_text": {
            "type": "string",
            "description": "What the logo shows, for who does not see it.",
            "pattern": _WORDS,
            "maxLength": 120,
        },
    },
}
