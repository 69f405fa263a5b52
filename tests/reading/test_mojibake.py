"""Text that was encoded twice is read as it was, or refused; any other text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.mojibake import undo
from briefs.reading.unreadable import Unreadable

TEXT = "“Naïve” — the café of Łódź, 한국, 日本 … ”"


def _misread(text: str) -> str:
    """Return ``text`` as a program shows it that takes UTF-8 for windows-1252; what that lacks passes through."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_text_encoded_twice_is_read_as_it_was() -> None:
    assert undo(_misread(TEXT)) == TEXT
    assert undo(TEXT.encode().decode("latin-1")) == TEXT


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_plain_text_is_never_changed_but_where_it_is_utf_8_misread(text: str) -> None:
    found = undo(text)
    assert found == text or _misread(found) == text or found.encode().decode("latin-1") == text


@pytest.mark.parametrize("text", [TEXT, "plain", "It read â€œ, he wrote.", f"{_misread(TEXT)} “and” more"])
def test_what_does_not_prove_itself_broken_is_left_as_it_is(text: str) -> None:
    assert undo(text) == text


def test_text_that_lost_letters_on_the_way_is_refused() -> None:
    with pytest.raises(Unreadable, match="garbled"):
        undo("â??Nobody wants thatâ??, he said. Itâ??s over.")
