"""On which line of a TOML file each key and each item of a list stands.

``tomllib`` tells values only. This scanner is run when a file has mistakes, on text that ``tomllib``
has accepted; it therefore checks nothing.
"""

import re
import tomllib
from typing import Final, NamedTuple

from briefs.config.validation import KeyPath

_TOKEN: Final = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
      | (?P<newline>\n)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | \"(?:\\.|[^\"\\\n])*\" | '[^'\n]*')
      | (?P<mark>[\[\]{}=,])
      | (?P<bare>[^\s\[\]{}=,\#\"']+)""",
    re.VERBOSE | re.DOTALL,
)
_END: Final = "newline"


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of every key, table and list item of a valid TOML text."""
    return _Scanner(text).scan()


def line_of(path: KeyPath, known: dict[KeyPath, int]) -> int:
    """The line of what ``path`` names, or of its nearest parent when the file does not have it."""
    while path and path not in known:
        path = path[:-1]
    return known.get(path, 1)


class _Scanner:
    """One pass over the tokens; ``found`` grows as keys are met."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.place = 0
        self.found: dict[KeyPath, int] = {}
        self.items: dict[KeyPath, int] = {}
        """How many tables each list of tables has so far."""

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self.place < len(self.tokens):
            if self._peek() == _END:
                self.place += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _peek(self) -> str:
        """The mark that comes next, or the kind of what comes next."""
        token = self.tokens[self.place]
        return token.text if token.kind == "mark" else token.kind

    def _next(self) -> _Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _skip(self, *marks: str) -> None:
        while self.place < len(self.tokens) and self._peek() in marks:
            self.place += 1

    def _note(self, path: KeyPath, line: int) -> None:
        self.found.setdefault(path, line)

    def _header(self) -> KeyPath:
        line = self._next().line
        in_list = self._peek() == "["
        self._skip("[")
        *parents, last = self._key()
        self._skip("]")
        path = (*self._latest(tuple(parents)), last)
        for size in range(1, len(path) + 1):
            self._note(path[:size], line)
        if in_list:
            self.items[path] = self.items.get(path, 0) + 1
            path = (*path, self.items[path] - 1)
            self._note(path, line)
        return path

    def _latest(self, names: KeyPath) -> KeyPath:
        """The path with the number of the last table put after the name of each list of tables."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if path in self.items:
                path = (*path, self.items[path] - 1)
        return path

    def _key(self) -> KeyPath:
        parts: list[str] = []
        while self._peek() in {"bare", "string"}:
            token = self._next()
            if token.kind == "string":
                parts.append(tomllib.loads(f"key = {token.text}")["key"])
            else:
                parts.extend(part for part in token.text.split(".") if part)
        return tuple(parts)

    def _pair(self, table: KeyPath) -> None:
        line = self.tokens[self.place].line
        path = table
        for part in self._key():
            path = (*path, part)
            self._note(path, line)
        self._skip("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        match self._peek():
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case _:
                self._skip("bare", "string")

    def _list(self, path: KeyPath) -> None:
        self.place += 1
        self._skip(_END, ",")
        number = 0
        while self._peek() != "]":
            self._note((*path, number), self.tokens[self.place].line)
            self._value((*path, number))
            self._skip(_END, ",")
            number += 1
        self.place += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.place += 1
        self._skip(_END, ",")
        while self._peek() != "}":
            self._pair(path)
            self._skip(_END, ",")
        self.place += 1


def _tokens(text: str) -> list[_Token]:
    found = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "skip"
        if kind != "skip":
            found.append(_Token(kind, match.group(), line))
        line += match.group().count("\n")
    return found
