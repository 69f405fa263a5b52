"""The names that a template may use, with their types: what designers are promised, read off the views themselves."""

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from briefs.publication.brand import BrandView
from briefs.publication.executive import Executive
from briefs.publication.letter_view import LetterView
from briefs.publication.sheets import Styles
from briefs.publication.view import Page

GIVEN: Final[Mapping[str, type]] = {
    "page": Page,
    "executive": Executive,
    "brand": BrandView,
    "styles": Styles,
    "mail": LetterView,
}
"""What templates are given by name: those of mails ``mail`` alone, all others what stands before it."""


def reference() -> str:
    """Every name with its type and meaning, as Markdown."""
    given = "\n".join(f"- `{name}`: {kind.__name__}" for name, kind in GIVEN.items())
    given += "\n\nTemplates in `mail/` are given `mail`, and `sheet`: their style sheet; all others the rest."
    parts = [f"# What a template is given\n\n{given}"]
    for view in views():
        rows = "\n".join(
            f"| `{name}` | {_spoken(kind)} |" for name, kind in typing.get_type_hints(view).items()
        )
        told = inspect.cleandoc(view.__doc__ or "").replace("``", "`")
        parts.append(f"## {view.__name__}\n\n{told}\n\n| field | type |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def views() -> tuple[type, ...]:
    """Every class of values that a template can meet, each once, in the order in which they are met."""
    found: dict[type, None] = {}
    waiting = list(GIVEN.values())
    while waiting:
        view = waiting.pop(0)
        if view not in found:
            found[view] = None
            waiting += [inner for kind in typing.get_type_hints(view).values() for inner in _inner(kind)]
    return tuple(found)


def fields_of(view: type) -> dict[str, frozenset[type]]:
    """The fields and properties of a view with the views that stand in each; of plain values there are none."""
    hints = typing.get_type_hints(view)
    own = {field.name: frozenset(_inner(hints[field.name])) for field in fields(view)}
    computed = {name: frozenset[type]() for name, it in vars(view).items() if isinstance(it, property)}
    return own | computed


def _inner(kind: Any) -> Iterator[type]:
    """The views in a type: in a tuple, or beside None."""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
    for argument in typing.get_args(kind):
        yield from _inner(argument)


def _spoken(kind: Any) -> str:
    """A type in the words of a designer."""
    parts = [part for part in typing.get_args(kind) if part is not Ellipsis]
    if isinstance(kind, types.UnionType):
        told = " or ".join(_spoken(part) for part in parts if part is not types.NoneType)
        return f"{told}, or none" if types.NoneType in parts else told
    if typing.get_origin(kind) is tuple:
        return "list of " + " and ".join(dict.fromkeys(map(_spoken, parts)))
    names = {"str": "text", "int": "number", "float": "number", "bool": "true or false", "Markup": "markup"}
    return names.get(getattr(kind, "__name__", str(kind)), getattr(kind, "__name__", str(kind)))
