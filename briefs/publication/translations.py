"""The translations of our own words: one gettext catalogue for each language but English, in which they are written."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from briefs.errors import ConfigurationError

WRITTEN_IN: Final = "en"
DOMAIN: Final = "briefs"
LOCALE: Final = Path(__file__).with_name("locale")


@cache
def languages() -> tuple[str, ...]:
    """The languages that our own words are in: English, then those that have a catalogue, in order."""
    return (
        WRITTEN_IN,
        *sorted(path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")),
    )


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
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
