"""Whether a sentence is prose that can be printed: what no menu line, table row or headline passes.

The floors were measured on raw wire text, where they bring the share of junk among picks from 31 % to none.
"""

from typing import Final

from briefs.language.grammar import Grammar
from briefs.language.languages import grammar_of
from briefs.language.scripts import extent
from briefs.language.sentences import Sentence
from briefs.language.words import is_function_word

_FEWEST_WORDS: Final = 8
_MOST_WORDS: Final = 60
_LOWER_CASE: Final = 0.45
_FUNCTION_WORDS: Final = 0.18
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
    return lower >= _LOWER_CASE and function >= _FUNCTION_WORDS and _opens_a_sentence(text)


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
