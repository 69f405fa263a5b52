"""The translations of our own words: one gettext catalogue for each language but English, in which they are written.

A catalogue is read as translators write it (``locale/ko/briefs.po``), so that none can be out of date with what was
compiled of it; the two there are take 2 ms each, and an English page reads none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from gettext import NullTranslations, c2py
from pathlib import Path
from typing import Final

from briefs.errors import ConfigurationError

WRITTEN_IN: Final = "en"
LOCALE: Final = Path(__file__).with_name("locale")
CATALOGUE: Final = "briefs.po"

_LINE: Final = re.compile(
    r'(?:(?P<key>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?P<text>(?:[^"\\]|\\.)*)"\s*'
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t"}
_PLURAL: Final = re.compile(r"plural=([^;\n]+)")

_Entry = dict[str, str]


def marked(message: str) -> str:
    """The message itself: its place tells those who collect messages that it is one, and ``gettext`` translates it."""
    return message


def meant(meaning: str, message: str) -> tuple[str, str]:
    """A message with its meaning, marked as one; ``pgettext`` translates it."""
    return meaning, message


class Catalogue(NullTranslations):
    """The messages of one language by meaning and English wording; what has no translation is said in English."""

    def __init__(self, messages: Mapping[tuple[str | None, str], tuple[str, ...]]) -> None:
        super().__init__()
        self.messages = messages
        """The translations of each message: one, or one for each form of the plural."""
        header = messages.get((None, ""), ("",))[0]
        rule = _PLURAL.search(header)
        self._form: Callable[[int], int] = c2py(rule[1]) if rule else lambda number: int(number != 1)

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return self.messages.get((None, message), (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a message in one of its meanings."""
        return self.messages.get((context, message), (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a message that goes with a number."""
        forms = self.messages.get((None, msgid1))
        if forms is None:
            return super().ngettext(msgid1, msgid2, n)
        return forms[self._form(n)]


@cache
def languages() -> tuple[str, ...]:
    """The languages that our own words are in: English, then those that have a catalogue, in order."""
    return (WRITTEN_IN, *sorted(path.parent.name for path in LOCALE.glob(f"*/{CATALOGUE}")))


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into a language, told by its primary subtag.

    Raises ``ConfigurationError`` where there is no such catalogue.
    """
    if language == WRITTEN_IN:
        return NullTranslations()
    if language not in languages():
        there = ", ".join(languages())
        raise ConfigurationError(f"no words of ours are in the language “{language}”; choose one of {there}")
    return read(LOCALE / language / CATALOGUE)


def read(path: Path) -> Catalogue:
    """The messages of a gettext catalogue as translators write it.

    Raises ``ConfigurationError`` naming the line that is none of a catalogue's.
    """
    return Catalogue(dict(map(_message, _entries(path))))


def _message(entry: _Entry) -> tuple[tuple[str | None, str], tuple[str, ...]]:
    forms = tuple(text for key, text in sorted(entry.items()) if key.startswith("msgstr"))
    return (entry.get("msgctxt"), entry["msgid"]), forms


def _entries(path: Path) -> Iterator[_Entry]:
    """The entries of a catalogue that are translated, by its keywords."""
    entry: _Entry = {}
    key, is_guess = "", False
    for number, line in enumerate((*path.read_text("utf-8").splitlines(), ""), start=1):
        if not line.strip():
            if any(text for key, text in entry.items() if key.startswith("msgstr")) and not is_guess:
                yield entry
            entry, is_guess = {}, False
        elif line.startswith("#"):
            is_guess = is_guess or (line.startswith("#,") and "fuzzy" in line)
        elif found := _LINE.fullmatch(line):
            key = found["key"] or key
            entry[key] = entry.get(key, "") + _ESCAPE.sub(_unescaped, found["text"])
        else:
            raise ConfigurationError(f"{path}:{number}: not a line of a gettext catalogue; mend it")


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1], found[1])
