"""The grammar of each language that is written in signs; none for those that are read as English is."""

from functools import cache

from briefs.language.grammar import Grammar


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of a primary language subtag, or None; its words are compiled when they are first asked for."""
    match language:
        case "ko":
            from briefs.language.korean import GRAMMAR  # noqa: PLC0415 - 15 ms for each language, in every run
        case "ja":
            from briefs.language.japanese import GRAMMAR  # noqa: PLC0415 - as above
        case "zh":
            from briefs.language.chinese import GRAMMAR  # noqa: PLC0415 - as above
        case _:
            return None
    return GRAMMAR
