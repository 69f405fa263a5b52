"""The words of a sentence, stemmed: what themes, salience and redundancy are counted in."""

import functools
import re
from typing import Final, NamedTuple, Protocol

from briefs.language.english import FUNCTION_WORDS

_WORD: Final = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


class Word(NamedTuple):
    """One word as it stands: its letters, their lower case, its place in the text, and its stem."""

    text: str
    lower: str
    start: int
    end: int
    stem: str

    @property
    def capitalised(self) -> bool:
        """Whether its first letter is a capital one."""
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


class _Stemmer(Protocol):
    def stem(self, word: str) -> str: ...


@functools.cache
def _stemmer() -> _Stemmer:
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415 - nltk costs 0.2 s

    stemmer: _Stemmer = EnglishStemmer()
    return stemmer


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a word in lower case, possessive cut off; abbreviations keep their letters."""
    if word.endswith("."):
        return word.rstrip(".")
    return _stemmer().stem(word.replace("’", "'"))


@functools.lru_cache(
    maxsize=2048
)  # a sentence is looked at for its theme, its gist, its names and its clauses
def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order. A hyphen divides: ``inter-Korean`` is two words."""
    words = []
    for match in _WORD.finditer(text):
        shown = match.group()
        lower = shown.lower()
        words.append(Word(shown, lower, match.start(), match.end(), stem(lower)))
    return tuple(words)


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order, function words among them."""
    return tuple(word.stem for word in split_words(text))


def is_function_word(word: str) -> bool:
    """Whether a word in lower case is grammar rather than content."""
    return word in FUNCTION_WORDS
