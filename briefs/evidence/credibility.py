"""The credibility that is suggested for what is printed: the digit of the Admiralty scale (NATO STANAG 2511).

The scale rates information, not sources, and so each cited sentence has its digit:

    1  at least two other origins say the same, and none says otherwise
    2  one other origin says the same, and none says otherwise
    3  other origins say the same, and others say otherwise
    6  no other origin says the same: it cannot be judged, whether or not one says otherwise

4 and 5, doubtful and improbable, are never suggested: that needs knowledge which the sources do not hold, and what one
origin says alone may be the truth. A name that is spelt in another
way is not said otherwise.

A reference prints one digit for all that is cited from it, the least favourable of its sentences: a reader who relies
on “2” for a sentence that nobody confirms is worse off than one who reads “6” beside one that somebody does.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from briefs.model import (
    Corroboration,
    Credibility,
    DisagreementKind,
    DocumentId,
    Extract,
    FoundDisagreement,
)

_CONFIRMED: Final = 2
"""Other origins from which on what a sentence says counts as confirmed."""
_CONTRADICTED: Final = 3
_UNJUDGED: Final = 6
_LEAST_FAVOURABLE: Final = (6, 3, 2, 1)


def rate(
    statements: Sequence[Extract],
    corroboration: Sequence[Corroboration],
    disagreements: Sequence[FoundDisagreement],
) -> tuple[Credibility, ...]:
    """The digit of each sentence that is a statement, supports one or gives a disputed answer; then of each source."""
    support: Counter[Extract] = Counter()
    for found in corroboration:
        for extract in (found.statement, *found.by):
            support[extract] = max(support[extract], len(found.by))
    disputed: dict[Extract, int] = {}
    for claim in (
        claim
        for disagreement in disagreements
        if disagreement.kind is not DisagreementKind.SPELLING
        for claim in disagreement.claims
    ):
        for extract in claim.extracts:
            disputed[extract] = max(disputed.get(extract, 0), len(claim.extracts) - 1)
    cited = sorted({*statements, *support, *disputed})
    digits = {extract: _digit(support[extract], disputed.get(extract)) for extract in cited}
    sentences = (
        Credibility(document=extract.document, digit=digit, statement=extract)
        for extract, digit in digits.items()
    )
    return (*sentences, *_documents(digits))


def _digit(support: int, disputed: int | None) -> int:
    """The digit by how many others say the same, and give the same answer where there are others."""
    if not support and not disputed:
        return _UNJUDGED
    if disputed is not None:
        return _CONTRADICTED
    return 1 if support >= _CONFIRMED else 2


def _documents(digits: dict[Extract, int]) -> tuple[Credibility, ...]:
    found: dict[DocumentId, list[int]] = defaultdict(list)
    for extract, digit in digits.items():
        found[extract.document].append(digit)
    return tuple(
        Credibility(document=document, digit=min(own, key=_LEAST_FAVOURABLE.index))
        for document, own in found.items()
    )
