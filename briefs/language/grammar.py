"""What tells sentences apart in a language that is written in signs: a table that each language fills in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The closed classes of one language. Patterns look at a sentence with its quotations blanked out.

    ``opening`` matches at the head what leans on the sentence before, ``pointing`` anywhere what points back.
    ``pronoun`` stands for a person; ``person`` is one named in the sentence, ``voice`` the first or second person.
    ``saying`` are verbs of saying, ``subject`` what marks of whom a sentence speaks (None where nothing does).
    ``ending`` closes a sentence, ``question`` one that asks. ``office`` has the groups ``name`` and ``title``;
    ``bare_title`` names nobody. ``pair`` has two groups of countries or one of two signs, to be looked up in
    ``countries``; ``both`` stands for a pair. ``byline`` is what a wire puts before its first sentence.
    """

    opening: re.Pattern[str]
    pointing: re.Pattern[str]
    loose: re.Pattern[str]
    pronoun: re.Pattern[str]
    person: re.Pattern[str]
    voice: re.Pattern[str]
    saying: re.Pattern[str]
    subject: re.Pattern[str] | None
    ending: re.Pattern[str]
    question: re.Pattern[str]
    office: re.Pattern[str]
    bare_title: re.Pattern[str]
    both: re.Pattern[str]
    pair: re.Pattern[str]
    countries: Mapping[str, str]
    names: re.Pattern[str]
    byline: re.Pattern[str]
