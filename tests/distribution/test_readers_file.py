"""A table of readers is read as spreadsheets write it, every mistake told with its line; no formula is written."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution import readers_file
from briefs.distribution.readers_file import Known, read, write
from briefs.model import Marking, Reader

KNOWN = Known(themes=frozenset({"ports", "ferries"}), languages=frozenset({"en", "ja", "ko"}))
ADA = Reader(
    address="ada@quay.example",
    ascii="ada@quay.example",
    name="Ada Lind",
    lists=("desk", "press"),
    clearance=Marking.AMBER_STRICT,
    language="ko",
    themes=("ferries", "ports"),
)
HEAD = "address,name,lists,clearance,language,themes"
FORMULAS = tuple("=+-@＝＋－＠")


def table(*lines: str) -> readers_file.ReadersFile:
    return read("\n".join(lines).encode(), KNOWN)


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{HEAD}\r\nada@quay.example,Ada Lind,press desk,TLP:AMBER+STRICT,ko,ports ferries\r\n",
        (
            "Themes;Name;E-Mail;Lists;Language;Clearance\n"
            'ports|ferries;" Ada  Lind ";ada@quay.example;"Desk;press";KO;amber-strict'
        ),
        (
            "list\tMAIL\tname\tmarking\tthemes\tlanguage\r"
            '"desk, press"\tada@quay.example\tAda Lind\tTLP:Amber Strict\t ports, ferries\tko\r'
        ),
    ],
    ids=["as exported", "semicolons", "tabs"],
)
def test_a_table_is_read_as_any_spreadsheet_writes_it(content: str) -> None:
    found = read(content.encode(), KNOWN)

    assert found.mistakes == ()
    assert found.readers == (ADA,)
    assert found.stated == {"address", "name", "lists", "clearance", "language", "themes"}


def test_a_table_of_addresses_alone_says_nothing_of_anything_else() -> None:
    found = table("email", "ada@quay.example", "", " , ", "bo@quay.example")

    assert [each.address for each in found.readers] == ["ada@quay.example", "bo@quay.example"]
    assert found.stated == {"address"}
    assert {each.clearance for each in found.readers} == {Marking.CLEAR}


def test_every_bad_line_is_told_with_its_number_and_the_others_are_read() -> None:
    found = table(
        HEAD,
        "ada",
        "bo@quay.example,,a/b",
        "bo@quay.example,,,secret",
        "bo@quay.example,,,,tlh",
        "bo@quay.example,,,,,whales",
        "bo@quay.example,Bo,,,,,beyond",
        '"bo@quay.example,Bo',
        "",
        "bo@quay.example,\0Bo",
        "bo@quay.example,B\u202eo",
        f"bo@quay.example,{'o' * 201}",
        f"bo@quay.example,{'o' * 10_001}",
        f"bo@quay.example,,{'a ' * 101}",
        "ada@quay.example,Ada Lind,desk press,AMBER+STRICT,ko,ports ferries",
    )

    assert found.readers == (ADA,)
    told = [it.partition(": ") for it in found.mistakes]
    assert [line for line, _, _ in told] == [f"line {it}" for it in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)]
    expected = (
        "“ada” is no address: An email address must have an @-sign.",
        "“a/b” cannot name a list; take letters a to z, digits, “.”, “_” and “-”",
        "“secret” is no clearance; known are: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED",
        "“tlh” is no language that mails are written in; known are: en, ja, ko",
        "“whales” is no theme of briefs.toml; known are: ferries, ports",
        "has 7 cells for 6 columns: “beyond” is in none; put quotation marks around a cell with a comma",
        'its quotation marks do not fit: “"bo@quay.example,Bo”; a cell ends on the line it begins on',
        r"the name “\x00Bo” holds a sign that no name has (U+0000)",
        r"the name “B\u202eo” holds a sign that no name has (U+202E)",
        f"the name “{'o' * 60}…” has 201 signs; 200 are allowed",
        f"has 10,017 signs, begins “bo@quay.example,{'o' * 44}…”; 10,000 are allowed",
        f"“{'a ' * 30}…” are 101; 100 are allowed",
    )
    assert tuple(message for _, _, message in told) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a" * 10_000 + "@quay.example,Ada", "line 2: has 10,017 signs, begins “aaa"),
        ("a" * 9_000 + "@quay.example,Ada", "has 9,013 signs; an address has 254 at most"),
        ('"ada@quay.example\r\nBcc: bo@quay.example",Ada', "its quotation marks do not fit"),
        ("ada@quay.example\0,Ada", r"“ada@quay.example\x00” is no address"),
        ('ada@quay.example,"Ada\r\nBcc: bo@quay.example"', "its quotation marks do not fit"),
        ("ada@quay.example,Ada\0", r"the name “Ada\x00” holds a sign that no name has (U+0000)"),
        ('ada@quay.example,Ada,"desk\r\nBcc: bo@quay.example"', "its quotation marks do not fit"),
        ("ada@quay.example,Ada,desk\0", r"“desk\x00” cannot name a list"),
        ("ada@quay.example,Ada,{{config}}", "“{{config}}” cannot name a list"),
        ('ada@quay.example,Ada,desk,,,"ports\r\nBcc: bo@quay.example"', "its quotation marks do not fit"),
        ("ada@quay.example,Ada,desk,,,ports\0", r"“ports\x00” is no theme of briefs.toml"),
        ("ada@quay.example,Ada,desk,,,{{config}}", "“{{config}}” is no theme of briefs.toml"),
    ],
)
def test_a_cell_that_would_be_more_than_its_words_is_told_and_makes_no_reader(line: str, why: str) -> None:
    found = table(HEAD, line)

    assert found.readers == ()
    assert found.mistakes[0].startswith("line 2: ")
    assert why in found.mistakes[0]


def test_a_column_that_is_not_known_is_told_and_not_passed_over_in_silence() -> None:
    found = table("address,clearence", "ada@quay.example,TLP:RED")

    assert found.mistakes[0].startswith(
        "line 1: the column “clearence” is not known; known are: address, name"
    )
    assert found.readers[0].clearance is Marking.CLEAR


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty; its first line must name the columns"),
        (b"\xef\xbb\xbf\n\n", "is empty"),
        (b"name,lists\nAda,desk\n", "has no column “address”"),
        (b"ada@quay.example\n", "has no column “address”.*it must name the columns: address,name"),
        (b"address,email\nada@quay.example,\n", "has two columns for the same: address"),
        ("address\nada@quay.example".encode("utf-16"), "is UTF-16; save it as “CSV UTF-8”"),
        ("address,name\nbo@quay.example,Bo\nada@quay.example,Zoë".encode("latin-1"), "line 3 is not UTF-8"),
        (b"\x1b[2J" * 100, r"has no column “address”.*\\x1b\[2J"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is a spreadsheet file.*save it as “CSV UTF-8”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a spreadsheet file.*save it as “CSV UTF-8”"),
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF.*save it as “CSV UTF-8”"),
        (b"a" * (readers_file.MOST_BYTES + 1), "has 100,000,001 bytes; 100,000,000 are allowed"),
    ],
    ids=[
        "nothing",
        "empty lines",
        "no address",
        "no heading",
        "twice",
        "utf-16",
        "latin-1",
        "no text",
        "xlsx",
        "xls",
        "pdf",
        "too large",
    ],
)
def test_what_is_no_table_of_readers_is_refused_as_a_whole(content: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        read(content, KNOWN)
    assert str(refused.value).isprintable()


def test_who_stands_there_twice_is_one_reader_on_the_lists_of_both_lines() -> None:
    found = table(
        "address,name,lists",
        "ada@quay.example,Ada,desk",
        "ADA@Quay.example,Ada,press",
        "ada@quay.example,Ada,desk",
    )

    assert found.mistakes == ()
    assert [(each.address, each.lists) for each in found.readers] == [("ada@quay.example", ("desk", "press"))]
    assert found.repeated == 2


def test_of_who_stands_there_twice_and_differently_no_line_is_taken() -> None:
    found = table(
        "address,clearance",
        "ada@quay.example,RED",
        "ada@straße.example,",
        "Ada@quay.example,CLEAR",
        "nobody",
        "ada@quay.example,RED",
    )

    said = "“ada@quay.example” stands in lines 2, 4, 6, and they do not say the same of it; none of them is taken"
    first, second, none, third = found.mistakes
    assert [first, second, third] == [f"line {number}: {said}" for number in (2, 4, 6)]
    assert none.startswith("line 5: ")
    assert [each.address for each in found.readers] == ["ada@straße.example"]
    assert (found.repeated, found.more) == (0, 0)


def test_whoever_has_very_many_mistakes_is_told_how_many() -> None:
    found = table("address", *["nobody"] * 1_500)

    assert (len(found.mistakes), found.more) == (1_000, 500)


# ---- Formulas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", FORMULAS)
@pytest.mark.parametrize(
    "name", ["{}cmd|' /C calc'!A1", "'{}1+1", "Lind;{}1+1", "Lind,{}1+1", "''{}x", 'Lind;"{}1+1']
)
def test_no_cell_that_is_written_is_a_formula_and_each_comes_back_as_it_was(name: str, sign: str) -> None:
    reader = replace(ADA, name=name.format(sign), address="=1+1@quay.example", ascii="=1+1@quay.example")

    text = "".join(write([reader]))

    assert not _formulas(text)
    assert read(text.encode(), KNOWN).readers == (reader,)


def test_a_table_without_an_apostrophe_is_taken_as_it_is() -> None:
    assert table("address,name", "=1+1@quay.example,=1+1").readers[0].name == "=1+1"


def test_a_line_of_anything_is_no_formula() -> None:
    assert (
        readers_file.line_of(["=1", "a\tb", "\t=1", 'say "ah"'])
        == '"\'=1","a\tb","\'\t\'=1","say ""ah"""\r\n'
    )


names = st.text(alphabet="aé =+-@',;\"{}＝", max_size=12).map(lambda it: " ".join(it.split()))
readers = st.builds(
    lambda number, name, lists, clearance, themes: replace(
        ADA,
        address=f"r{number}@straße.example",
        ascii=f"r{number}@xn--strae-oqa.example",
        name=name,
        lists=tuple(sorted(lists)),
        clearance=clearance,
        themes=tuple(sorted(themes)),
    ),
    st.integers(0, 10**6),
    names,
    st.sets(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True), max_size=4),
    st.sampled_from(Marking),
    st.sets(st.sampled_from(sorted(KNOWN.themes))),
)


@given(st.lists(readers, max_size=4, unique_by=lambda it: it.folded))
def test_whatever_is_written_comes_back_as_it_was(some: list[Reader]) -> None:
    text = "".join(write(some))

    found = read(text.encode("utf-8-sig"), KNOWN)

    assert found.mistakes == ()
    assert found.readers == tuple(some)
    assert not _formulas(text)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda it: f"address,name\n{it}".encode("utf-8", "replace"))
)
def test_whatever_is_read_is_a_table_or_refused_in_words(content: bytes) -> None:
    try:
        found = read(content, KNOWN)
    except ValueError as refused:
        assert str(refused).isprintable()  # noqa: PT017 - most of it is none
        return
    for mistake in found.mistakes:
        assert mistake.isprintable()
        assert len(mistake) < 1_000


def _formulas(text: str) -> list[str]:
    """The cells that a spreadsheet would run, whichever delimiter it takes for one."""
    cells = [
        cell
        for delimiter in ",;"
        for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        for cell in row
    ]
    return [cell for cell in cells if cell.startswith(FORMULAS)]
