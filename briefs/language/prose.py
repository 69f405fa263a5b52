"""Whether a sentence is prose that can be printed: what no menu line, table row or headline passes.

The floors were measured on raw wire text, where they bring the share of junk among picks from 31 % to none.
"""

from collections.abc import Sequence
from typing import Final

from briefs.language.english import AUXILIARIES, FINITE, NOT_PAST, PAST, SAYING, VERBS
from briefs.language.grammar import Grammar
from briefs.language.languages import grammar_of
from briefs.language.scripts import extent
from briefs.language.sentences import Sentence
from briefs.language.words import Word, is_function_word

_FEWEST_WORDS: Final = 8
_MOST_WORDS: Final = 60
_LOWER_CASE: Final = 0.45
_FUNCTION_WORDS: Final = 0.18
_NAMES_AND_FIGURES: Final = 0.8
"""Share of names and figures up to which what has a verb and ends in a full stop is a sentence dense with names."""
_FEWEST_SMALL: Final = 3
_ARTICLES: Final = frozenset({"a", "an", "the"})
_FINITE: Final = (AUXILIARIES - {"am", "be", "been", "being"}) | SAYING | VERBS | FINITE
_DIGITS: Final = 0.15
_DIGITS_AMONG_SIGNS: Final = 0.3
"""Dates take a larger part of a sentence whose words are of two signs."""
_ENDINGS: Final = (".", "!", ".”", "!”", '."', '!"', ".’", ".'", ".)", "]", "。")


def is_prose(sentence: Sentence) -> bool:
    """Whether a sentence is a whole one of running text. A list with its lead-in need not end in a full stop."""
    text, words = sentence.text, sentence.words
    grammar = grammar_of(sentence.language)
    if grammar:
        return _is_prose_in_signs(sentence, grammar)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or not (sentence.is_list or text.endswith(_ENDINGS)):
        return False
    letters = [character for character in text if not character.isspace()]
    if sum(map(str.isdigit, letters)) > _DIGITS * len(letters):
        return False
    lower = sum(word.text.islower() for word in words) / len(words)
    function = sum(is_function_word(word.lower) for word in words) / len(words)
    if not _opens_a_sentence(text):
        return False
    if lower >= _LOWER_CASE and function >= _FUNCTION_WORDS:
        return True
    return not sentence.is_list and _is_dense_with_names(text, words)


def _is_dense_with_names(text: str, words: Sequence[Word]) -> bool:
    """Whether few small words hold many names together: ``Minister Petra Holm of Veldania met Jan Falk in Seoul``.

    A headline in capitals writes its verb large, a caption and a credit have none.
    """
    small = sum(word.text.islower() for word in words)
    if small < max(_FEWEST_SMALL, (1 - _NAMES_AND_FIGURES) * len(words)):
        return False
    function = any(is_function_word(word.lower) and word.text.islower() for word in words)
    return function and any(
        _is_verb(word, after, adjacent=text[before.end : word.start] == " ")
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if before.lower not in _ARTICLES
    )


def _is_verb(word: Word, after: Word, *, adjacent: bool) -> bool:
    """Whether a word may be the verb of a clause: ``resigned``, not ``Falk, based in``, not ``painted by``.

    ``adjacent`` says that nothing but a space stands before it.
    """
    if not word.text.islower():
        return False
    past = word.lower in PAST or (word.lower.endswith("ed") and word.lower not in NOT_PAST)
    if word.lower in _FINITE and not past:
        return True
    return past and adjacent and after.lower != "by"


def _is_prose_in_signs(sentence: Sentence, grammar: Grammar) -> bool:
    """The same of Korean, Japanese and Chinese, whose endings tell a sentence from a headline."""
    text = sentence.text
    if not (sentence.is_list or grammar.ending.search(text)):
        return False
    letters = [character for character in text if character.isalnum()]
    digits = sum(map(str.isdigit, letters))
    return (
        _FEWEST_WORDS <= extent(text, sentence.language) <= _MOST_WORDS
        and digits <= _DIGITS_AMONG_SIGNS * len(letters)
        and text.lstrip("“\"'‘([「『（《")[:1].isalnum()
    )


def _opens_a_sentence(text: str) -> bool:
    first = text.lstrip("“\"'‘([")[:1]
    return first.isupper() or first.isdigit()
