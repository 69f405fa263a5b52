"""Values of the program as bytes and back: only its own values come back, whatever the bytes are.

Bytes that somebody else has written must not make the program do anything: what is named in them is a data class or an
enumeration of this package, or a date, and nothing else is looked up.
"""

import dataclasses
import datetime
import enum
import importlib
import io
import pickle
from functools import cache
from typing import Any, Final

_PACKAGE: Final = "briefs"
_DATES: Final = frozenset({"date", "datetime", "time", "timedelta", "timezone"})


class Foreign(ValueError):
    """The bytes hold something that no value of the program is made of, or are no value at all."""


def dump(value: object) -> bytes:
    """The bytes of a value: data classes and enumerations of this package, dates, and containers of them."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def load(content: bytes) -> Any:
    """The value in the bytes. Raises Foreign."""
    try:
        return _Loader(io.BytesIO(content)).load()
    except Foreign:
        raise
    except Exception as error:
        raise Foreign(f"no value: {type(error).__name__}") from error


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        """The class of that name, if values are made of it."""
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    if module == datetime.__name__ and name in _DATES:
        return getattr(datetime, name)  # type: ignore[no-any-return]
    if module.split(".", maxsplit=1)[0] == _PACKAGE and name.isidentifier():
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and found.__module__ == module and _is_value(found):
            return found
    raise Foreign(f"{module}.{name} is nothing that values are made of")


def _is_value(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum)
