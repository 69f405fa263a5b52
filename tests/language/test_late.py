"""Patterns that are compiled at their first use."""

import re

import pytest

from briefs.language.late import late


def test_it_finds_what_the_compiled_pattern_finds() -> None:
    text = "Ferry 12 left Port Lorn; ferry 7 stayed."

    pattern, compiled = late(r"ferry (\d+)", re.IGNORECASE), re.compile(r"ferry (\d+)", re.IGNORECASE)

    assert pattern.findall(text) == compiled.findall(text) == ["12", "7"]
    assert [match.span() for match in pattern.finditer(text)] == [(0, 8), (25, 32)]
    assert pattern.sub("boat", text) == compiled.sub("boat", text)
    assert pattern.search(text, 5).span() == (25, 32)  # type: ignore[union-attr]
    assert pattern.match(text, 1) is None


def test_it_takes_bytes() -> None:
    assert late(rb"\xff+").fullmatch(b"\xff\xff")


def test_a_wrong_pattern_is_told_when_it_is_looked_for() -> None:
    pattern = late("(")

    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.search("text")


def test_it_has_no_more_than_a_pattern_has() -> None:
    with pytest.raises(AttributeError):
        late("a").undone  # type: ignore[attr-defined]  # noqa: B018 - the look at it is what raises
