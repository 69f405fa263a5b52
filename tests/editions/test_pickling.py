"""Values come back as they were; bytes that name anything else are refused."""

import datetime
import os
import pickle
import subprocess
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.editions.pickling import Foreign, dump, load
from briefs.engine.crew import Crew
from briefs.errors import NoInput
from briefs.model import (
    Document,
    DocumentId,
    Passage,
    PassageKind,
    Problem,
    Reliability,
    SourceFormat,
    Span,
    StatedDate,
)

NOON = datetime.datetime(2026, 5, 21, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
DOCUMENT = Document(
    id=DocumentId("sha256:00"),
    path="in/ferry.txt",
    format=SourceFormat.TEXT,
    text="The ferry sails twice a day.",
    passages=(Passage(number=1, kind=PassageKind.PARAGRAPH, span=Span(start=0, end=28)),),
    published=StatedDate(day=datetime.date(2026, 5, 21), time=datetime.time(18, 40), zone="+09:00"),
)


class _Deed:
    """Something that does what it likes when it is loaded."""

    def __init__(self, deed: Callable[..., object], *arguments: object) -> None:
        self._deed, self._arguments = deed, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._deed, self._arguments


@pytest.mark.parametrize(
    "value",
    [
        DOCUMENT,
        (DOCUMENT, b"bytes", frozenset({1, 2}), {"a": [1.5, None, True]}, NOON),
        Problem(subject="a", stage="b", message="c"),
        Reliability.B,
        {Span(start=1, end=2), Span(start=3, end=4)},
    ],
)
def test_a_value_of_the_program_comes_back_as_it_was(value: object) -> None:
    assert load(dump(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        _Deed(os.system, "true"),
        _Deed(subprocess.Popen, ["true"]),
        _Deed(eval, "1 + 1"),
        _Deed(getattr, DOCUMENT, "text"),
        _Deed(Crew, 1),
        _Deed(load, b""),
        NoInput("an error of the program"),
        Path("somewhere"),
        OrderedDict(a=1),
        len,
    ],
    ids=["system", "Popen", "eval", "getattr", "Crew", "load", "error", "path", "container", "function"],
)
def test_bytes_that_name_anything_else_are_refused(value: object) -> None:
    with pytest.raises(Foreign):
        load(pickle.dumps(value))


@pytest.mark.parametrize("name", ["dataclass", "Span.__init__", "os", "no_such_name", "DocumentId"])
def test_of_the_modules_of_the_program_only_classes_of_values_are_found(name: str) -> None:
    content = b"\x80\x04\x8c\x0cbriefs.model\x8c" + bytes([len(name)]) + name.encode() + b"\x93."
    with pytest.raises(Foreign):
        load(content)


@pytest.mark.parametrize("content", [b"", b"no pickle", dump(DOCUMENT)[:-20], b"\x80\x04\x95" + b"\xff" * 8])
def test_what_is_no_value_is_refused(content: bytes) -> None:
    with pytest.raises(Foreign):
        load(content)
