"""Figures that moved: the same thing counted in two sentences, with another number in the same place.

The sentences are laid beside each other word by word, their figures and days of the month taken out. A figure has moved
when what is counted is named by the same word, nothing beside it is said in other words, both speak of the same names
and the same months and years, they do not tell of what happened on two days, and neither number is only a step
("3 more"). What cannot be told is not reported.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, takewhile
from typing import Final, NamedTuple

from briefs.language.english import AUXILIARIES, FUNCTION_WORDS, PAST
from briefs.language.late import late
from briefs.language.scripts import LANGUAGES, is_grammar
from briefs.language.sentences import Sentence
from briefs.language.words import Word, is_function_word
from briefs.summary.candidates import Candidate
from briefs.summary.eventdays import are_two_events
from briefs.summary.figures import Figure, figures_of

_ALIKE: Final = 0.6
"""Share of the words that say something, of the shorter sentence, that stand in the other one too. By judgement: two
sentences of one story with a word less each have .7, those on one theme under .4."""
_FEWEST: Final = 3
"""So many words in common at least, for a short sentence is soon like another."""
_NEAR: Final = 4
"""Words on either side of a figure in which nothing may be said in other words."""
_LONGEST: Final = 120
"""Words from which a sentence is a table or a list, and is not compared: the comparison is quadratic."""
_BESIDE: Final = 2
_STEPS: Final = frozenset(
    """additional another by every each extra fewer from further less more no not other others per within after before
    between""".split()  # noqa: SIM905 - a list of words reads better as text than as literals
)
"""Words right beside a number that make it a step, a share or a term: they stand beside both figures or neither."""
_ADDED: Final = frozenset(
    {"additional", "another", "extra", "fewer", "further", "less", "more", "other", "others"}
)
"""Of these words those that tell of others than were counted before: a figure beside one is none that moved."""
_BOUNDS: Final = frozenset({"more", "less", "fewer"})
"""Steps, unless ``than`` follows."""
_SAID_AFTER: Final = 2
"""Words after two figures that are the same where they count one thing, wherever in their sentences they stand."""
_HEDGES: Final = frozenset(
    """aim could expect estim forecast hope if may might plan predict project propos seek should target will
    would""".split()  # noqa: SIM905 - as above
)
"""What is only expected is not what was counted: such stems stand in both sentences or in neither."""
_TURNS: Final = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth last
    next""".split()  # noqa: SIM905 - as above
)
_MONTH: Final = f"(?:{'|'.join(calendar.month_name[1:])})"
_WEEKDAY: Final = f"(?:{'|'.join(calendar.day_name)})"
_DAY: Final = re.compile(
    rf"\b(?:{_WEEKDAY},?\s)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?\b(?!,\d)|\b{_WEEKDAY}\b"
    r"|(?:\d{4}\s?[년年]\s?)?(?:\d{1,2}\s?[월月]\s?)?\d{1,2}\s?[일日号號]"
)
"""A day, which reports of one thing differ in, with the month and the year it stands in."""
_PERIOD: Final = re.compile(
    rf"\b(?:{_MONTH}|(?:19|20)\d\d)\b(?!,\d)|\d{{1,2}}(?=\s?[월月])|(?:19|20)\d\d(?=\s?[년年])"
)
"""A month or a year that something is counted for."""
_VERB: Final = rf"(?:\w+ed|{'|'.join(sorted(PAST | AUXILIARIES))})"
_GRAMMAR: Final = rf"(?:{'|'.join(sorted(FUNCTION_WORDS))})"
_NOUN: Final = rf"(?!{_GRAMMAR}\b)[^\W\d_][\w'’-]*(?: (?!(?:{_GRAMMAR}|{_VERB})\b)[^\W\d_][\w'’-]*){{0,2}}"
_UNIT: Final = late(
    rf"(?: (?P<unit>{_NOUN}(?: of (?:the )?{_NOUN})?(?: (?:a|per) (?:hour|day|week|month|year))?)"
    rf"| (?P<of>of (?:the )?{_NOUN}))"
)
"""What stands after a figure: ``tonnes of mackerel a year``, ``of the vote``; up to three words, and after ``of``."""
_STOP: Final = re.compile(r"[,;:()、，；：（）]")


class Move(NamedTuple):
    """A figure as it is written in an earlier sentence, and the one that stands for it now, at a place of its sentence.

    Where ``is_moved`` is False they are one number. ``unit`` is what the figure counts, as it is written.
    """

    place: int
    before: str
    after: str
    is_moved: bool
    unit: str | None = None


_Step = tuple[str, int, int, int, int]


class _Token(NamedTuple):
    """A word, or a figure in its place; ``key`` is what it is compared by; with ``opens`` a clause ends before it."""

    key: str
    figure: Figure | None = None
    says: bool = False
    is_name: bool = False
    opens: bool = False


def moves(now: Candidate, then: Candidate) -> tuple[Move, ...]:
    """The figures of a sentence that an earlier one has in the same place, moved or not; none where in doubt."""
    left, right = now.sentence, then.sentence
    if left.language != right.language or max(len(left.words), len(right.words)) > _LONGEST:
        return ()
    ours, theirs = _tokens(left), _tokens(right)
    if not _speak_of_one_thing(ours, theirs) or _is_of_another_time(left.text, right.text):
        return ()
    if are_two_events(left, right):
        return ()
    return tuple(
        Move(
            place=after.start,
            before=right.text[before.start : before.end],
            after=left.text[after.start : after.end],
            is_moved=before.value != after.value,
            unit=_unit(left.text, after.end),
        )
        for before, after in _pairs(ours, theirs)
    )


def _pairs(ours: Sequence[_Token], theirs: Sequence[_Token]) -> Iterator[tuple[Figure, Figure]]:
    """The figures that count one thing, the earlier one first: in one place, or beside words that stand but once."""
    places = [it.key for it in ours], [it.key for it in theirs]
    steps = SequenceMatcher(None, *places, autojunk=False).get_opcodes()
    in_place = [
        (here, there)
        for change, start, end, begin, _ in steps
        if change == "equal"
        for here, there in zip(range(start, end), range(begin, begin + end - start), strict=True)
        if _counts_alike(ours, here, theirs, there) and not _is_reworded((ours, here), (theirs, there), steps)
    ]
    paired = {here for here, _ in in_place}
    beside, known = _by_words_after(ours), _by_words_after(theirs)
    by_words = [
        (here, known[words])
        for words, here in beside.items()
        if words in known and here not in paired and _counts_alike(ours, here, theirs, known[words])
    ]
    for here, there in (*in_place, *by_words):
        before, after = theirs[there].figure, ours[here].figure
        if before and after:
            yield before, after


def _by_words_after(tokens: Sequence[_Token]) -> dict[tuple[str, ...], int]:
    """The places of figures that open a clause, by the words that follow, where they follow one only."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, token in enumerate(tokens):
        after = takewhile(lambda it: not (it.opens or it.figure), tokens[place + 1 :])
        words = tuple(islice((it.key for it in after if it.says), _SAID_AFTER))
        if token.figure and len(words) == _SAID_AFTER and _opens_clause(tokens, place):
            found.setdefault((token.key, *words), []).append(place)
    return {words: places[0] for words, places in found.items() if len(places) == 1}


def _tokens(sentence: Sentence) -> list[_Token]:
    """The words in order; a figure is one, and days are none."""
    days = [match.span() for match in _DAY.finditer(sentence.text)]
    figures = iter(figures_of(sentence))
    figure, end = next(figures, None), 0
    tokens: list[_Token] = []
    for place, word in enumerate(sentence.words):
        opens = _STOP.search(sentence.text, end, word.start) is not None
        end = word.end
        while figure and figure.end <= word.start:
            figure = next(figures, None)
        if figure and figure.start <= word.start:
            if not tokens or tokens[-1].figure is not figure:
                tokens.append(_Token(key=f"#{figure.kind}", figure=figure, opens=opens))
        elif not any(start <= word.start < end for start, end in days):
            token = _token(word, sentence.language, is_first=place == 0)
            tokens.append(token._replace(opens=opens))
    return tokens


def _opens_clause(tokens: Sequence[_Token], place: int) -> bool:
    """Whether nothing that says something stands before a figure in its clause."""
    for token in reversed(tokens[: place + 1]):
        if token.opens:
            return True
        if token.says:
            return False
    return True


def _token(word: Word, language: str, *, is_first: bool) -> _Token:
    if language in LANGUAGES:
        return _Token(key=word.stem or word.lower, says=not is_grammar(word, language))
    says = not is_function_word(word.lower)
    is_name = says and word.capitalised and not is_first
    return _Token(key=word.stem if says else word.lower, says=says, is_name=is_name)


def _speak_of_one_thing(ours: Sequence[_Token], theirs: Sequence[_Token]) -> bool:
    own, other = ({it.key for it in tokens if it.says} for tokens in (ours, theirs))
    if len(own & other) < max(_FEWEST, _ALIKE * min(len(own), len(other))):
        return False
    names, known = ({it.key for it in tokens if it.is_name} for tokens in (ours, theirs))
    if (names or known) and not names & known:
        return False
    if names - other and known - own:
        return False
    hedged, was = ({it.key for it in tokens} & _HEDGES for tokens in (ours, theirs))
    turns, were = ({it.key for it in tokens} & _TURNS for tokens in (ours, theirs))
    return bool(hedged) == bool(was) and turns == were


def _is_of_another_time(now: str, then: str) -> bool:
    """Whether both name months or years and none in common: figures of two periods are two figures."""
    ours, theirs = (
        {match.group() for match in _PERIOD.finditer(_DAY.sub(" ", text))} for text in (now, then)
    )
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _counts_alike(ours: Sequence[_Token], here: int, theirs: Sequence[_Token], there: int) -> bool:
    """Whether two figures stand beside the word that says what they count, and are steps both or neither."""
    if ours[here].figure is None or theirs[there].figure is None:
        return False
    after, then = _next(ours, here), _next(theirs, there)
    if after != then or (after is None and _previous(ours, here) != _previous(theirs, there)):
        return False
    ours_added, theirs_added = _steps(ours, here), _steps(theirs, there)
    return ours_added == theirs_added and ours_added.isdisjoint(_ADDED)


def _unit(text: str, end: int) -> str | None:
    """What a figure counts, as it is written: the words after it up to the noun, and what it is made of."""
    match = _UNIT.match(text, end)
    return match["unit"] or match["of"] if match else None


def _next(tokens: Sequence[_Token], place: int) -> str | None:
    """The first word after a figure that says something, unless another figure or the end of the clause comes first."""
    for token in tokens[place + 1 :]:
        if token.opens or token.figure:
            return None
        if token.says:
            return token.key
    return None


def _previous(tokens: Sequence[_Token], place: int) -> str | None:
    return next((it.key for it in reversed(tokens[:place]) if it.says), None)


def _steps(tokens: Sequence[_Token], place: int) -> set[str]:
    beside = range(max(0, place - _BESIDE), min(len(tokens), place + _BESIDE + 1))
    found = [(tokens[at].key, tokens[at + 1].key if at + 1 < len(tokens) else "") for at in beside]
    return {key for key, after in found if key in _STEPS and not (key in _BOUNDS and after == "than")}


def _is_reworded(
    ours: tuple[Sequence[_Token], int], theirs: tuple[Sequence[_Token], int], steps: Sequence[_Step]
) -> bool:
    """Whether something near a figure is said in other words, so that it may count something else."""
    return any(
        change == "replace" and _says(*ours, start, end) and _says(*theirs, begin, stop)
        for change, start, end, begin, stop in steps
    )


def _says(tokens: Sequence[_Token], place: int, start: int, end: int) -> bool:
    """Whether a word near a place, among those from ``start`` to ``end``, says something."""
    near = range(max(start, place - _NEAR), min(end, place + _NEAR + 1))
    return any(tokens[at].says for at in near)
