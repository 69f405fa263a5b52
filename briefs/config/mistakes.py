"""What is wrong with a configuration, in words that say what to do; pydantic's own speak to programmers."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefs.config.tables import TABLE, TEXT, BriefTable, File, SourcesTable, TermTable, ThemeTable

KeyPath = tuple[str | int, ...]

_TABLES: Final[Mapping[KeyPath, type[BaseModel]]] = {
    (): File,
    ("brief",): BriefTable,
    ("sources",): SourcesTable,
    ("themes",): ThemeTable,
    ("themes", "terms"): TermTable,
}
"""The model of each table, by its path without the numbers of list items."""

_WANTED: Final = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "list_type": "a list in [ ]",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "dict_type": "a table",
}
_KINDS: Final[Sequence[tuple[type | UnionType, str]]] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with a fraction"),
    (str, "text"),
    (list, "a list"),
    (dict, "a table"),
    (datetime.date | datetime.time, "a date or time"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing to mend: where it stands and what to do."""

    path: KeyPath
    message: str


def written(path: KeyPath) -> str:
    """The path as people write it: ``themes[2].budget``."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def explained(errors: Sequence[ErrorDetails]) -> Iterator[Mistake]:
    """A mistake for each error that pydantic found."""
    for error in errors:
        path = tuple(part for part in error["loc"] if part not in {TEXT, TABLE})
        yield Mistake(path=path, message=_message(error, path))


def suggestion(word: str, known: Sequence[str], otherwise: str) -> str:
    """A question after the known word that ``word`` resembles; ``otherwise`` when it resembles none."""
    import difflib  # noqa: PLC0415 - only a wrong file needs it

    close = difflib.get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else otherwise


def _message(error: ErrorDetails, path: KeyPath) -> str:
    value, limits = error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"is not a known key; {_meant(str(path[-1]), tuple(_table(path).model_fields))}"
        case "missing":
            said = "is missing"
        case "string_pattern_mismatch":
            said = f'is "{value}", which cannot be used' if value.strip() else "is empty"
        case "string_too_long":
            said = f"has {len(value)} characters; at most {limits['max_length']} fit"
        case "too_short":
            said = "is empty; name at least one"
        case "greater_than_equal":
            said = f"is {value}; give {limits['ge']} or more"
        case "greater_than":
            said = f"is {value}; give more than {limits['gt']:g}"
        case "less_than_equal":
            said = f"is {value}; give {limits['le']:g} or less"
        case "term_type":
            said = f"{error['msg']}, not {_kind(value)}"
        case kind:
            said = f"must be {_WANTED[kind]}, not {_kind(value)}"
    return f"{said}{_purpose(path)}"


def _meant(key: str, known: Sequence[str]) -> str:
    return suggestion(key, known, f"known here are: {', '.join(known)}")


def _kind(value: object) -> str:
    return next(words for types, words in _KINDS if isinstance(value, types))


def _purpose(path: KeyPath) -> str:
    """What the key is for, in brackets; empty for a list item or a whole table."""
    field = _table(path).model_fields.get(str(path[-1]))
    return f" ({field.description.rstrip('.')})" if field and field.description else ""


def _table(path: KeyPath) -> type[BaseModel]:
    """The model of the table that the last key of a path stands in."""
    names = tuple(part for part in path if isinstance(part, str))
    inside = names if isinstance(path[-1], int) else names[:-1]
    return _TABLES.get(inside, File)
