"""Every key, table and list item of a TOML file has its line."""

import tomllib

import pytest

from briefs import shipped
from briefs.config.lines import line_of, lines

TEXT = '''# a comment = "not a key"
title = "a # b"

[brief]
"quoted key" = """
three
lines"""
after = 'literal "'
themes = [  # [not, a, list]
    "one", "two",
    [3, [4]],
]

[[themes]]
id = "x"
terms = [
    {text = "a", weight = 2},
    "b",
]

[[themes]]
a.b."c d" = 1
when = 1979-05-27 07:32:00
[themes.inner]
key = {x = {y = 1}}
[[themes.more]]
z = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("brief",), 4),
        (("brief", "quoted key"), 5),
        (("brief", "after"), 8),
        (("brief", "themes"), 9),
        (("brief", "themes", 1), 10),
        (("brief", "themes", 2), 11),
        (("brief", "themes", 2, 1, 0), 11),
        (("themes",), 14),
        (("themes", 0), 14),
        (("themes", 0, "terms", 0, "weight"), 17),
        (("themes", 0, "terms", 1), 18),
        (("themes", 1), 21),
        (("themes", 1, "a", "b", "c d"), 22),
        (("themes", 1, "when"), 23),
        (("themes", 1, "inner"), 24),
        (("themes", 1, "inner", "key", "x", "y"), 25),
        (("themes", 1, "more", 0, "z"), 27),
    ],
)
def test_a_path_leads_to_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert lines(TEXT)[path] == line


def test_what_the_file_does_not_have_stands_on_the_line_of_its_parent() -> None:
    assert line_of(("themes", 1, "terms"), lines(TEXT)) == 21
    assert line_of(("nothing",), lines(TEXT)) == 1


def test_windows_line_ends_do_not_move_a_line() -> None:
    assert lines(TEXT.replace("\n", "\r\n")) == lines(TEXT)


def _paths(value: object, path: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
    if isinstance(value, dict):
        inner = [_paths(part, (*path, key)) for key, part in value.items()]
    elif isinstance(value, list):
        inner = [_paths(part, (*path, place)) for place, part in enumerate(value)]
    else:
        inner = []
    return {path}.union(*inner)


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.rstrip(), "", "a = [1]", "[a]", "[[a.b]]", shipped.CONFIGURATION.read_text(encoding="utf-8")],
)
def test_exactly_the_paths_that_the_parser_finds_have_a_line(text: str) -> None:
    assert set(lines(text)) == _paths(tomllib.loads(text), ()) - {()}
