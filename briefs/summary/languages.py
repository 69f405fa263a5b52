"""The grammar of each language that is written in signs; none for those that are read as English is."""

from typing import Final

from briefs.summary import chinese, japanese, korean
from briefs.summary.grammar import Grammar

_GRAMMARS: Final = {"ko": korean.GRAMMAR, "ja": japanese.GRAMMAR, "zh": chinese.GRAMMAR}


def grammar_of(language: str) -> Grammar | None:
    """The grammar of a primary language subtag, or None."""
    return _GRAMMARS.get(language)
