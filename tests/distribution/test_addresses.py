"""An address is one mailbox however it is written, and what only looks like one is told for what it is."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.addresses import Address, address_of


@pytest.mark.parametrize(
    ("written", "address", "ascii_"),
    [
        ("Ada.Lind@Quay.EXAMPLE", "Ada.Lind@quay.example", "Ada.Lind@quay.example"),
        ("ada@straße.example", "ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@xn--strae-oqa.example", "ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@STRASSE.example", "ada@strasse.example", "ada@strasse.example"),
        ("ada@부두.example", "ada@부두.example", "ada@xn--hu1b67o.example"),
        ("ada@quay。example", "ada@quay.example", "ada@quay.example"),
        (" \u200bada@quay.example\u00a0\ufeff", "ada@quay.example", "ada@quay.example"),
        ("ada+press@quay.example", "ada+press@quay.example", "ada+press@quay.example"),
        ("=1+1@quay.example", "=1+1@quay.example", "=1+1@quay.example"),
    ],
)
def test_an_address_is_taken_as_written_and_as_it_goes_on_the_wire(
    written: str, address: str, ascii_: str
) -> None:
    assert address_of(written) == Address(address=address, ascii=ascii_)


def test_the_eszett_is_a_letter_of_its_own() -> None:
    assert address_of("ada@straße.example").folded != address_of("ada@strasse.example").folded


def test_one_mailbox_is_known_again_however_it_is_written() -> None:
    written = [
        "ADA@Straße.example",
        "ada@xn--strae-oqa.example",
        "Ada@XN--STRAE-OQA.EXAMPLE",
        "a\u00adda@straße.example",
    ]

    assert {address_of(each).folded for each in written} == {"ada@xn--strae-oqa.example"}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "there is no address"),
        (" \u200b ", "there is no address"),
        ("ada", "must have an @-sign"),
        ("ada@quay", "should have a period"),
        ("Ada Lind <ada@quay.example>", "display name"),
        ("ada@quay.example,bo@quay.example", "invalid characters"),
        ("ada@[127.0.0.1]", "bracketed IP address"),
        ('"a b"@quay.example', "Quoting"),
        ("ada@quay..example", "two periods"),
        ("{{ config }}@quay.example", "invalid characters before the @-sign: SPACE"),
        ("ada\r\nRCPT TO:<bo@quay.example>", "is no address"),
        ("ada\0@quay.example", r"“ada\\x00@quay.example” is no address"),
        ("ada@quay\u202e.example", "is no address"),
        ("ada@xn--a.example", "not valid IDNA"),
        ("a" * 10_000 + "@quay.example", "has 10,013 signs; an address has 254 at most"),
        ("ädä@quay.example", "letters before the @ that most servers do not take$"),
        ("ａda@quay.example", "do not take; write ada@quay.example"),
    ],
)
def test_what_is_no_address_is_told_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        address_of(written)


@pytest.mark.parametrize(
    ("written", "meant", "encoded"),
    [
        ("ada@qu\N{CYRILLIC SMALL LETTER A}y.example", "quay.example", "ada@xn--quy-7cd.example"),
        ("ada@мail.quау.example", "quay.example", "xn--"),
        ("ada@\N{CYRILLIC SMALL LETTER ES}\N{CYRILLIC SMALL LETTER O}.example", "co.example", "xn--"),
        ("ada@qu\N{GREEK SMALL LETTER ALPHA}y.example", "quay.example", "xn--"),
        ("ada@qu\N{LATIN SMALL LETTER ALPHA}y.example", "quay.example", "xn--"),
    ],
)
def test_a_domain_that_passes_for_another_is_told_as_such(written: str, meant: str, encoded: str) -> None:
    with pytest.raises(ValueError, match=f"is not at .*{meant}, though it looks so: .*{encoded}"):
        address_of(written)


def test_a_domain_that_passes_for_another_is_taken_in_its_encoded_form_and_stays_in_it() -> None:
    taken = address_of("ada@xn--quy-7cd.example")

    assert taken == Address(address="ada@xn--quy-7cd.example", ascii="ada@xn--quy-7cd.example")
    assert address_of(taken.address) == taken


@pytest.mark.parametrize(
    "domain", ["мир.рф", "сор.рф", "мир.example", "ελλάδα.example", "ファイル.example", "çarşı.example"]
)
def test_a_domain_of_another_script_is_one_like_any(domain: str) -> None:
    assert address_of(f"ada@{domain}").address == f"ada@{domain}"


def test_no_message_moves_a_cursor_or_is_long() -> None:
    for text in ("\x1b[2J\x07ada\u202e@", "\x1b" * 200, "é" * 254, "\u0300" * 250 + "@x"):
        with pytest.raises(ValueError, match="“") as refused:
            address_of(text)
        said = str(refused.value)
        assert said.isprintable()
        assert len(said) < 1_000


@given(st.text(max_size=40) | st.emails() | st.text(alphabet=string.printable + "аα＠。ß", max_size=30))
def test_any_text_is_an_address_that_stays_the_same_or_is_refused(text: str) -> None:
    try:
        taken = address_of(text)
    except ValueError as refused:
        assert str(refused)  # noqa: PT017 - most texts are none
        return
    assert taken.ascii.isascii()
    assert taken.ascii.isprintable()
    assert taken.ascii.count("@") == 1
    assert " " not in taken.ascii
    assert address_of(taken.address) == taken
    assert address_of(taken.ascii).folded == taken.folded
