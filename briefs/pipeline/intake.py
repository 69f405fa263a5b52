"""Which sources are to be read: what holds several is opened, and of equal bytes one is kept."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefs.model import Problem, Source, Waiting
from briefs.pipeline.desk import Work
from briefs.reading import may_hold_several, unpack

_STAGE = "sources"


def take_in(sources: Iterable[Source | Waiting], work: Work) -> tuple[list[Waiting], list[Problem]]:
    """Every document in the sources once, under the smallest of its paths and in their order; and what is lost.

    The bytes of those that are but waiting are not read, unless they hold several.
    """
    waiting = [each if isinstance(each, Waiting) else wait_for(each) for each in sources]
    found = [each for each in waiting if not each.holds_several]
    problems: list[Problem] = []
    several = [each for each in waiting if each.holds_several]
    for each, outcome in zip(several, work((it.source() for it in several), unpack), strict=True):
        inside, lost = ((), (outcome,)) if isinstance(outcome, Problem) else outcome
        found.extend(replace(wait_for(member), seen=each.seen) for member in inside)
        problems.extend(lost)
    kept, doubled = _once(found)
    return kept, [*doubled, *problems]


def wait_for(source: Source) -> Waiting:
    """A source that is at hand, as one that is waiting."""
    return Waiting(
        path=source.path,
        digest=hashlib.sha256(source.content).digest(),
        provenance=source.provenance,
        holds_several=may_hold_several(source),
        load=lambda: source.content,
    )


def _once(found: Sequence[Waiting]) -> tuple[list[Waiting], list[Problem]]:
    first: dict[bytes, Waiting] = {}
    doubled: list[Problem] = []
    for each in sorted(found, key=lambda each: each.path):
        kept = first.setdefault(each.digest, each)
        if kept is not each:
            message = f"has the same bytes as {kept.path}, which is read"
            doubled.append(Problem(subject=each.path, stage=_STAGE, message=message))
    return [*first.values()], doubled
