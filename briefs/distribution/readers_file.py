"""Readers in a table of text (CSV): one a line, the columns in any order, as spreadsheets write and read it.

    bytes ──read──▶ readers and what is wrong, by line        readers ──write──▶ bytes

A spreadsheet takes a cell that begins with a sign of calculation for a formula and runs it. Whatever is written here
has an apostrophe before such a sign, and it is taken away again when the table comes back.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from briefs.distribution.addresses import Address, address_of, shown
from briefs.model import Marking, Reader

MOST_BYTES: Final = 100_000_000
"""A million readers with names, lists and themes."""
_LONGEST_LINE: Final = 10_000
_LONGEST_NAME: Final = 200
_MOST_WORDS: Final = 100
"""Lists of a reader, or themes."""
_MOST_MISTAKES: Final = 1_000
"""Mistakes that are told one by one: whoever has more mends the table's columns first."""
_MOST_LINES_TOLD: Final = 5
_DELIMITERS: Final = ",;\t"
_COLUMNS: Final[Mapping[str, str]] = {
    "address": "address",
    "email": "address",
    "e-mail": "address",
    "mail": "address",
    "name": "name",
    "lists": "lists",
    "list": "lists",
    "clearance": "clearance",
    "marking": "clearance",
    "language": "language",
    "themes": "themes",
}
"""What a column may be called, and the field of a reader that it holds."""
_FIELDS: Final = ("address", "name", "lists", "clearance", "language", "themes")
_LIST: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_BETWEEN: Final = re.compile(r"[\s,;|]+")
_SPACES: Final = re.compile(" +")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_TURNING: Final = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""By which a name would show in another order than it is written."""
_FILES: Final = {
    b"PK\x03\x04": "a spreadsheet file (or another archive)",
    b"\xd0\xcf\x11\xe0": "a spreadsheet file of an old kind",
    b"%PDF-": "a PDF",
}
"""What is given for a table now and then, by how it begins."""
_KINDS: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
"""Signs that break lines, do nothing that can be seen, or are none."""
_CALCULATING: Final = re.compile(r'(?:^|(?<=[;,\t"]))(?=\'*[=+\-@\t\r＝＋－＠])')
"""Where a formula would begin: at the start of a cell, or of what another delimiter and its quotes would make one."""
_NEUTRALISED: Final = re.compile(r'(?:^|(?<=[;,\t"]))\'(?=\'*[=+\-@\t\r＝＋－＠])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What readers can be written to about: the ids of the themes, and the languages that have words of ours."""

    themes: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersFile:
    """What stands in a table. ``stated`` are the fields that it has columns for.

    ``mistakes`` begin with where they are: ``line 3: …``; ``more`` counts those beyond the first thousand.
    ``repeated`` counts the lines that state a reader again.
    """

    readers: tuple[Reader, ...]
    stated: frozenset[str]
    mistakes: tuple[str, ...] = ()
    more: int = 0
    repeated: int = 0


def read(content: bytes, known: Known) -> ReadersFile:
    """The readers in a table, and everything that is wrong with it; what has a mistake is not among them.

    Raises ValueError where it cannot be read as a table of readers at all.
    """
    lines = _lines(content)
    heading = next(lines, None)
    if heading is None:
        raise ValueError("is empty; its first line must name the columns: address,name,lists")
    delimiter, columns = _heading(heading[1])
    mistakes = _Mistakes()
    for problem in _unknown(columns):
        mistakes.add(heading[0], problem)
    found: dict[str, _Stated] = {}
    for number, line in lines:
        try:
            reader = _reader(_row(line, delimiter, columns), known)
        except ValueError as error:
            mistakes.add(number, str(error))
        else:
            before = found.get(reader.folded)
            found[reader.folded] = (
                _Stated(reader, (number,)) if before is None else before.and_(number, reader)
            )
    for stated in found.values():
        for number in () if stated.is_sure else stated.lines:
            mistakes.add(number, stated.doubt)
    taken = [stated for stated in found.values() if stated.is_sure]
    return ReadersFile(
        readers=tuple(stated.reader for stated in taken),
        stated=frozenset(_COLUMNS[column] for column in columns if column in _COLUMNS),
        mistakes=mistakes.told(),
        more=mistakes.count - len(mistakes.told()),
        repeated=sum(len(stated.lines) - 1 for stated in taken),
    )


def write(readers: Iterable[Reader]) -> Iterator[str]:
    """The lines of a table that ``read`` gives the same readers for; no cell of it is a formula."""
    yield line_of(_FIELDS)
    for reader in readers:
        said = (
            reader.address,
            reader.name,
            " ".join(reader.lists),
            reader.clearance.value,
            reader.language,
            " ".join(reader.themes),
        )
        yield line_of(said)


def line_of(cells: Iterable[str]) -> str:
    """A line of a table with its end; no cell of it is a formula."""
    # All in quotation marks: a spreadsheet that expects another delimiter does not look for cells inside.
    out = io.StringIO()
    row = [_CALCULATING.sub("'", cell) for cell in cells]
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(row)
    return out.getvalue()


def reader_of(address: Address, cells: Mapping[str, str], known: Known) -> Reader:
    """The reader of an address of whom the cells say the rest. Raises ValueError, which says what is wrong."""
    return Reader(
        address=address.address,
        ascii=address.ascii,
        name=_name(cells.get("name", "")),
        lists=_words(cells.get("lists", ""), list_of),
        clearance=_clearance(cells.get("clearance", "")),
        language=_language(cells.get("language", ""), known.languages),
        themes=_words(cells.get("themes", ""), lambda word: _theme(word, known.themes)),
    )


def list_of(word: str) -> str:
    """The name of a list; capitals do not matter. Raises ValueError for what cannot name one."""
    name = word.casefold()
    if not _LIST.fullmatch(name):
        raise ValueError(f"“{shown(word)}” cannot name a list; take letters a to z, digits, “.”, “_” and “-”")
    return name


# ---- Lines and columns -----------------------------------------------------------------------------------------------


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers. Raises ValueError where they are no text."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"has {len(content):,} bytes; {MOST_BYTES:,} are allowed: cut it into several files")
    kind = next((kind for begin, kind in _FILES.items() if content.startswith(begin)), None)
    if kind is not None:
        raise ValueError(f"is {kind}, and no table of text: save it as “CSV UTF-8” and import that")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("is UTF-16; save it as “CSV UTF-8”")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {place} is not UTF-8; save it as “CSV UTF-8”") from error
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip(' \t\n,;"'):
            yield number, line.rstrip("\n")


def _heading(line: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter of a table and the names of its columns, by its first line."""
    tried = {delimiter: _names(line, delimiter) for delimiter in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda it: sum(name in _COLUMNS for name in tried[it]))
    columns = tried[delimiter]
    fields = [_COLUMNS[name] for name in columns if name in _COLUMNS]
    if "address" not in fields:
        raise ValueError(
            f"has no column “address” (or “email”): its first line is “{shown(line)}”; "
            f"it must name the columns: {','.join(_FIELDS)}"
        )
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice:
        raise ValueError(f"has two columns for the same: {', '.join(twice)}; leave one of them")
    return delimiter, columns


def _names(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip().casefold() for cell in _cells(line, delimiter))
    except ValueError:
        return ()


def _unknown(columns: Sequence[str]) -> Iterator[str]:
    for name in columns:
        if name and name not in _COLUMNS:
            yield f"the column “{shown(name)}” is not known; known are: {', '.join(_FIELDS)}"


def _row(line: str, delimiter: str, columns: Sequence[str]) -> Mapping[str, str]:
    """The cells of a line by the field that they state."""
    cells = _cells(line, delimiter)
    beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
    if beyond:
        raise ValueError(
            f"has {len(cells)} cells for {len(columns)} columns: “{shown(beyond[0])}” is in none; "
            "put quotation marks around a cell with a comma"
        )
    named = zip(columns, cells, strict=False)
    return {_COLUMNS[name]: _NEUTRALISED.sub("", cell) for name, cell in named if name in _COLUMNS}


def _cells(line: str, delimiter: str) -> list[str]:
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"has {len(line):,} signs, begins “{shown(line)}”; {_LONGEST_LINE:,} are allowed")
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(
            f"its quotation marks do not fit: “{shown(line)}”; a cell ends on the line it begins on"
        ) from error


# ---- What stands there twice, and what is wrong ----------------------------------------------------------------------


class _Stated(NamedTuple):
    """A reader, on the lists of all the lines that state them; ``is_sure`` unless the lines disagree."""

    reader: Reader
    lines: tuple[int, ...]
    is_sure: bool = True

    def and_(self, line: int, again: Reader) -> "_Stated":
        """The same with one line more."""
        first = self.reader
        same = replace(again, address=first.address, ascii=first.ascii, lists=first.lists)
        lists = tuple(sorted({*first.lists, *again.lists}))
        return _Stated(replace(first, lists=lists), (*self.lines, line), self.is_sure and same == first)

    @property
    def doubt(self) -> str:
        """What is wrong with each of the lines: which of them is right nobody can tell."""
        some = ", ".join(map(str, self.lines[:_MOST_LINES_TOLD]))
        more = " and others" * (len(self.lines) > _MOST_LINES_TOLD)
        return (
            f"“{shown(self.reader.address)}” stands in lines {some}{more}, and they do not say the same of it; "
            "none of them is taken"
        )


class _Mistakes:
    """What is wrong with a table; what is told of it is bounded."""

    def __init__(self) -> None:
        self.count = 0
        self._told: list[tuple[int, str]] = []

    def add(self, line: int, problem: str) -> None:
        """Nothing; one more is known."""
        self.count += 1
        if len(self._told) < _MOST_MISTAKES:
            self._told.append((line, problem))

    def told(self) -> tuple[str, ...]:
        """The mistakes in the order of their lines, each with where it is."""
        return tuple(f"line {line}: {problem}" for line, problem in sorted(self._told))


# ---- Readers ---------------------------------------------------------------------------------------------------------


def _reader(cells: Mapping[str, str], known: Known) -> Reader:
    return reader_of(address_of(cells.get("address", "")), cells, known)


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", _SPACES.sub(" ", _UNSEEN.sub("", text)).strip(" "))
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"the name “{shown(name)}” has {len(name):,} signs; {_LONGEST_NAME} are allowed")
    odd = next((it for it in name if it in _TURNING or unicodedata.category(it) in _KINDS), None)
    if odd is not None:
        raise ValueError(f"the name “{shown(name)}” holds a sign that no name has (U+{ord(odd):04X})")
    return name


def _words(text: str, taken: Callable[[str], str]) -> tuple[str, ...]:
    words = [word for word in _BETWEEN.split(text) if word]
    if len(words) > _MOST_WORDS:
        raise ValueError(f"“{shown(text)}” are {len(words):,}; {_MOST_WORDS} are allowed")
    return tuple(sorted({taken(word) for word in words}))


def _theme(word: str, known: Collection[str]) -> str:
    if word not in known:
        raise ValueError(f"“{shown(word)}” is no theme of briefs.toml; known are: {', '.join(sorted(known))}")
    return word


def _clearance(text: str) -> Marking:
    """A marking however it is written: ``TLP:AMBER+STRICT``, ``amber strict``; the least one where none is."""
    plain = re.sub(r"[\s_-]+", "+", text.strip().upper().removeprefix("TLP").lstrip(": _-"))
    found = next((it for it in Marking if it.value.removeprefix("TLP:") == plain), None)
    if text.strip() and found is None:
        raise ValueError(f"“{shown(text)}” is no clearance; known are: {', '.join(Marking)}")
    return found or Marking.CLEAR


def _language(text: str, known: Collection[str]) -> str:
    language = text.strip().casefold()
    if language and language not in known:
        raise ValueError(
            f"“{shown(text)}” is no language that mails are written in; known are: {', '.join(sorted(known))}"
        )
    return language
