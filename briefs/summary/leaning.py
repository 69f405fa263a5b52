"""Whether a sentence of Korean, Japanese or Chinese makes sense to who has not read the one before it.

What ``standalone`` does for English, by the closed classes of each language's ``Grammar``. Pronouns are not resolved:
a sentence that needs one is not printed. A pair of countries, a family name before an office and a bare office are,
where the document leaves one candidate.
"""

import re
from collections.abc import Sequence
from typing import Final

from briefs.language.grammar import Grammar
from briefs.language.sentences import Sentence
from briefs.summary.standalone import Standing

_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》")
_BLANK: Final = "○"
"""What stands for a quotation while the words around it are looked at."""
_LEAST_FULL: Final = 3
"""Signs of a full name of a Korean, Japanese or Chinese person."""
_LINKING: Final = (
    "의",
    "은",
    "는",
    "과",
    "와",
    "을",
    "를",
    "로",
    "에",
    "한",
    "인",
    "된",
    "할",
    "도",
    "며",
    "고",
    "서",
)
"""Ends of Korean words that are no part of the name after them."""
_BRACKETS: Final = ("“”", "「」", "『』", "（）", "()", "‘’")


class Company:
    """Whom and which pairs of countries a document names, in one language; built once, linear in its length."""

    __slots__ = ("_grammar", "_holders", "_pairs")

    def __init__(self, sentences: Sequence[Sentence], preamble: str, grammar: Grammar) -> None:
        """Take the sentences of one document and language in order, and its title and headings."""
        self._grammar = grammar
        self._pairs: dict[int, str] = {}
        self._holders: dict[str, dict[str, None]] = {}
        last = _last_pair(preamble, grammar)
        for sentence in sentences:
            last = _last_pair(sentence.text, grammar) or last
            if last:
                self._pairs[sentence.position] = last
            for name, title in _offices(sentence.text, grammar):
                self._holders.setdefault(title, {})[name] = None

    @property
    def grammar(self) -> Grammar:
        """The closed classes of its language."""
        return self._grammar

    def pair_at(self, position: int) -> str | None:
        """The pair of countries named last in or before a sentence, in English."""
        return self._pairs.get(position)

    def full_names(self, name: str, title: str) -> tuple[str, ...]:
        """The full names of the holders of an office that a shorter name may stand for; all where it is empty."""
        known = (full for full in self._holders.get(title, {}) if len(full) >= _LEAST_FULL)
        return tuple(full for full in known if full != name and full.startswith(name))


def _last_pair(text: str, grammar: Grammar) -> str | None:
    found = None
    for match in grammar.pair.finditer(text):
        left, right = (match["left"], match["right"]) if match["left"] else tuple(match["signs"])
        if left in grammar.countries and right in grammar.countries:
            found = f"{grammar.countries[left]} and {grammar.countries[right]}"
    return found


def _offices(text: str, grammar: Grammar) -> list[tuple[str, str]]:
    """The names before offices, as full as they stand, with the office."""
    found = []
    for match in grammar.office.finditer(text):
        name, first = match["name"], match["first"]
        if name in grammar.countries or name.endswith(_LINKING[:2]):
            continue
        joined = first and first not in grammar.countries and not first.endswith(_LINKING)
        found.append((f"{first} {name}" if joined else name, match["title"]))
    return found


def examine_signs(sentence: Sentence, company: Company) -> Standing:
    """Whether a sentence stands alone, and what must be printed beside it."""
    grammar, text = company.grammar, sentence.text
    outside = _QUOTED.sub(_BLANK, text)
    dangling = _leans(text, outside, grammar) or _unsaid(text, outside, grammar)
    if dangling:
        return Standing(dangling=dangling)
    context: list[str] = []
    for missing, found in (_office(outside, company), _pair(sentence, outside, company)):
        if missing:
            return Standing(dangling=missing)
        context += found
    nameless = not context and grammar.names.search(outside) is None
    loose = len(grammar.loose.findall(outside)) + nameless
    return Standing(context=tuple(dict.fromkeys(context)), loose=loose)


def _leans(text: str, outside: str, grammar: Grammar) -> str | None:
    """Why the words lean on what came before, or None."""
    opening = grammar.opening.match(text)
    if opening:
        return f"opens with “{opening.group().strip()}”"
    if grammar.pointing.search(outside):
        return "points back"
    pronoun = grammar.pronoun.search(outside)
    if pronoun and not grammar.person.search(outside, 0, pronoun.start()):
        return "a pronoun before what it stands for"
    return None


def _unsaid(text: str, outside: str, grammar: Grammar) -> str | None:
    """Why the sentence is said by or of somebody whom it does not name, or None."""
    if grammar.voice.search(outside):
        return "speaks in the first or second person"
    if grammar.question.search(text):
        return "asks a question"
    if len(text) > 2 * len(outside) and not grammar.saying.search(outside):
        return "quotes without a speaker"
    if grammar.subject and not grammar.subject.search(outside):
        return "does not say of whom it speaks"
    if any(text.count(left) != text.count(right) for left, right in _BRACKETS) or text.count('"') % 2:
        return "quotation or bracket is not closed"
    return None


def _office(outside: str, company: Company) -> tuple[str | None, list[str]]:
    """What is missing, or the full names that offices without one, or with a family name, stand for."""
    context: list[str] = []
    for name, title in _offices(outside, company.grammar):
        full = company.full_names(name, title)
        if len(full) > 1:
            return f"“{name}” may be {len(full)} people", []
        if full and full[0] not in outside:
            context.append(_titled(full[0], title))
    bare = company.grammar.bare_title.search(outside)
    if bare and not context:
        full = company.full_names("", bare["title"])
        if len(full) != 1:
            return f"“{bare['title']}” not named", []
        if full[0] not in outside:
            context.append(_titled(full[0], bare["title"]))
    return None, context


def _titled(name: str, title: str) -> str:
    return f"{name} {title}" if "가" <= title[0] <= "힣" else f"{name}{title}"


def _pair(sentence: Sentence, outside: str, company: Company) -> tuple[str | None, list[str]]:
    """What is missing, or the countries that ``both`` stands for where the sentence has not named them before it."""
    both = company.grammar.both.search(outside)
    if both is None or _last_pair(outside[: both.start()], company.grammar):
        return None, []
    if len(set(_places_before(outside, both.start(), company.grammar))) > 1:
        return None, []
    pair = company.pair_at(sentence.position)
    return (None, [pair]) if pair else (f"“{both.group().strip()}” not named", [])


def _places_before(text: str, end: int, grammar: Grammar) -> list[str]:
    long = (name for name in grammar.countries if len(name) > 1)
    return [grammar.countries[name] for name in long if name in text[:end]]
