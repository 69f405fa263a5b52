"""What is wrong with a value, by a schema: every mistake with the path of keys that leads to it.

Only the words of JSON Schema that ``schema`` uses are known here. A library would do it as well, at
0.1 s of CPU for its import in every run, and its messages would not say what to do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

KeyPath = tuple[str | int, ...]

_LONGEST_SHOWN: Final = 200
"""Characters of a value that are repeated where it is wrong: longer than any that can be used."""
_TYPES: Final[Mapping[str, tuple[tuple[type, ...], str]]] = {
    "string": ((str,), "text in quotes"),
    "integer": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "array": ((list,), "a list in [ ]"),
    "object": ((dict,), "a table"),
    "boolean": ((bool,), "true or false"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing to mend: where it stands and what to do."""

    path: KeyPath
    message: str


def written(path: KeyPath) -> str:
    """The path as people write it: ``themes[2].budget``."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def check(value: object, schema: Mapping[str, Any], path: KeyPath = ()) -> Iterator[Mistake]:
    """Every mistake in ``value``, in the order of the schema."""
    if "anyOf" in schema:
        yield from _check_any(value, schema, path)
    elif not _is(value, schema["type"]):
        wanted = _TYPES[schema["type"]][1]
        yield Mistake(path=path, message=f"must be {wanted}, not {_kind(value)}{_why(schema)}")
    elif isinstance(value, dict):
        yield from _check_table(value, schema, path)
    elif isinstance(value, list):
        yield from _check_list(value, schema, path)
    elif isinstance(value, str):
        yield from _check_text(value, schema, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _check_number(value, schema, path)


def _is(value: object, name: str) -> bool:
    return isinstance(value, _TYPES[name][0]) and isinstance(value, bool) is (name == "boolean")


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return next((words for types, words in _TYPES.values() if isinstance(value, types)), "a date or time")


def _why(schema: Mapping[str, Any]) -> str:
    return f" ({schema['description'].rstrip('.')})" if "description" in schema else ""


def _check_any(value: object, schema: Mapping[str, Any], path: KeyPath) -> Iterator[Mistake]:
    for option in schema["anyOf"]:
        if _is(value, option["type"]):
            yield from check(value, option, path)
            return
    yield Mistake(path=path, message=f"must be {schema['description']}, not {_kind(value)}")


def _check_table(value: dict[str, Any], schema: Mapping[str, Any], path: KeyPath) -> Iterator[Mistake]:
    known = schema["properties"]
    for key in schema.get("required", ()):
        if key not in value:
            yield Mistake(path=(*path, key), message=f"is missing{_why(known[key])}")
    for key, part in value.items():
        if key in known:
            yield from check(part, known[key], (*path, key))
        else:
            advice = suggestion(key, tuple(known), f"known here are: {', '.join(known)}")
            yield Mistake(path=(*path, key), message=f"is not a known key; {advice}")


def _check_list(value: list[Any], schema: Mapping[str, Any], path: KeyPath) -> Iterator[Mistake]:
    if len(value) < schema.get("minItems", 0):
        yield Mistake(path=path, message=f"is empty; name at least one{_why(schema)}")
    for place, item in enumerate(value):
        yield from check(item, schema["items"], (*path, place))


def _check_text(value: str, schema: Mapping[str, Any], path: KeyPath) -> Iterator[Mistake]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        cut = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        problem = f'is "{cut}"' if value.strip() else "is empty"
        yield Mistake(path=path, message=f"{problem}; it cannot be used{_why(schema)}")
    if len(value) > schema.get("maxLength", len(value)):
        yield Mistake(path=path, message=f"has {len(value)} characters; at most {schema['maxLength']} fit")


def _check_number(value: float, schema: Mapping[str, Any], path: KeyPath) -> Iterator[Mistake]:
    least, most = schema.get("minimum"), schema["maximum"]
    enough = value >= least if least is not None else value > schema["exclusiveMinimum"]
    if not (enough and value <= most):
        limits = f"from {least}" if least is not None else f"above {schema['exclusiveMinimum']}"
        limits += f" up to {most}"
        yield Mistake(path=path, message=f"is {value}; give a number {limits}{_why(schema)}")


def suggestion(word: str, known: tuple[str, ...], otherwise: str) -> str:
    """A question after the known word that ``word`` resembles; ``otherwise`` when it resembles none."""
    import difflib  # noqa: PLC0415 - only a wrong file needs it

    close = difflib.get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else otherwise
