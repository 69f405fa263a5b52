"""What is to be said of an analyst's comment before it is printed: of its likelihoods, and of its figures.

A comment is no source's word, so nothing proves it; what can be checked is that it judges in words that readers know,
and states no figure that the passages beside it do not hold.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.amounts import amounts_in, is_held
from briefs.language.likelihood import SETS, in_set, judgements_in

_POINTING: Final = re.compile(
    r"\b(?:[Ss]tatements?|[Ss]ee|[Cc]f\.?) (?P<ids>\d{1,3}\.\d{1,3}(?:(?:, | and | or )\d{1,3}\.\d{1,3})*)"
)
"""What names statements of the brief: ``statements 2.3 and 2.4``."""
_IDENTIFIER: Final = re.compile(r"\d{1,3}\.\d{1,3}")
_LOCATORS: Final = re.compile(r"\[\d{1,4}\]|¶ ?\d{1,5}|\b[Ss]ection \d{1,2}\b(?!\.\d)")
"""Numbers of sources, paragraphs and sections, which count nothing."""
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to be said of a comment; what is ``refused`` keeps it from being printed, the rest is told."""

    refused: bool
    message: str


def remarks_on(comment: str, passages: Iterable[str], printed: Collection[str]) -> tuple[Remark, ...]:
    """What is to be said of a comment that stands beside ``passages``; ``printed`` are the ids of all statements.

    Likelihood and confidence are looked for in English, figures in English, Korean, Japanese and Chinese.
    """
    return (*_on_judgements(comment), *_on_pointing(comment, printed), *_on_figures(comment, passages))


def remarks_on_sets(comments: Sequence[tuple[str, str]]) -> tuple[Remark, ...]:
    """What is to be said where comments of one brief use both sets of words; each comes with its place."""
    used: dict[int, list[tuple[str, str]]] = {}
    for where, comment in comments:
        for judgement in judgements_in(comment):
            for said in judgement.likelihood:
                used.setdefault(said.of_set, []).append((where, said.text))
    if len(used) < len(SETS):
        return ()
    kept, other = sorted(used, key=lambda number: (-len(used[number]), number))
    (place, term), (kept_place, kept_term) = used[other][0], used[kept][0]
    message = (
        f"{place} says “{term}” and {kept_place} “{kept_term}”: words of both sets of ICD 203; "
        f"readers take them for different degrees, so write “{in_set(term, kept)}”"
    )
    return (Remark(refused=False, message=message),)


def _on_judgements(comment: str) -> Iterator[Remark]:
    for judgement in judgements_in(comment):
        if judgement.is_mixed:
            likely, sure = judgement.likelihood[0].text, judgement.confidence[0]
            yield Remark(
                refused=True,
                message=f"“{_shortened(judgement.sentence)}” tells how likely it is (“{likely}”) and how sure you are "
                f"(“{sure}”) in one sentence; make two of it (ICD 203)",
            )
        elif judgement.modal:
            yield Remark(
                refused=False,
                message=f"“{_shortened(judgement.sentence)}”: “{judgement.modal}” does not tell how likely it is; say "
                f"{', '.join(f'“{term}”' for term in SETS[0][1:-1])} or another degree (ICD 203)",
            )


def _on_pointing(comment: str, printed: Collection[str]) -> Iterator[Remark]:
    for match in _POINTING.finditer(comment):
        for identifier in _IDENTIFIER.findall(match["ids"]):
            if identifier not in printed:
                yield Remark(refused=True, message=f"names statement {identifier}, and there is none")


def _on_figures(comment: str, passages: Iterable[str]) -> Iterator[Remark]:
    bare = _LOCATORS.sub(_blank, _POINTING.sub(_blank, comment))
    stated = amounts_in(bare)
    held = {amount.meaning for passage in passages for amount in amounts_in(passage)} if stated else set()
    unheld = {amount.text.casefold(): amount.text for amount in reversed(stated) if not is_held(amount, held)}
    for text in reversed(unheld.values()):
        yield Remark(
            refused=True,
            message=f"states “{text}”, which no passage holds that is cited there; leave it out, or pin the sentence "
            "that says so",
        )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else f"{sentence[: _SHOWN - 1].rstrip()}…"
