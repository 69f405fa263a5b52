"""What readers ask to be corrected, and what a person has answered."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from briefs.config import Settings
from briefs.editions.aftermath.issued import brief_of, newest_issued
from briefs.editions.aftermath.showing import opened
from briefs.errors import NoInput
from briefs.model import CorrectionRequest, Record
from briefs.store import Ledger

_OTHERS: Final = ("timeline", "quotations", "disagreements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, and what the statement says that it is about; empty where no issued revision has it any more."""

    request: CorrectionRequest
    statement: str


def requests(settings: Settings, *, settled: bool) -> tuple[Asked, ...]:
    """What was asked for and not answered yet, in the order in which it came; with ``settled`` all of it."""
    with opened(settings) as store:
        return tuple(_asked(store.ledger, store.incoming.requests(settled=settled)))


def settle(
    settings: Settings, number: int, because: str, moment: datetime.datetime, actor: str
) -> CorrectionRequest:
    """The request as it is settled now. Raises NoInput for a number that is none, NotAllowed for one that was."""
    with opened(settings) as store:
        done = store.incoming.settle(number, because, moment, actor)
    if done is None:
        raise NoInput(f"there is no request {number}; those that are open: briefs corrections")
    return done


def revision_of(ledger: Ledger, edition: str, revision: int | None) -> Record | None:
    """A revision of an edition, the newest that readers have where ``revision`` is None; None where there is none."""
    if revision is not None:
        return ledger.record(edition, revision)
    return newest_issued([record for record in ledger.records() if record.edition == edition])


def stated(ledger: Ledger, record: Record) -> dict[str, str]:
    """What everything in a revision says that can be wrong, by its id. Raises StoreError where it is damaged."""
    brief = brief_of(ledger, record)
    parts: Iterator[Mapping[str, Any]] = chain(
        chain.from_iterable(section["statements"] for section in brief.get("sections", ())),
        chain.from_iterable(brief.get(name, ()) for name in _OTHERS),
    )
    return {each["id"]: str(each.get("text") or each.get("question") or "") for each in parts}


def _asked(ledger: Ledger, found: tuple[CorrectionRequest, ...]) -> Iterator[Asked]:
    known: dict[tuple[str, int | None], dict[str, str]] = {}
    for request in found:
        place = (request.edition, request.revision)
        if place not in known:
            record = revision_of(ledger, *place)
            known[place] = {} if record is None else stated(ledger, record)
        yield Asked(request=request, statement=known[place].get(request.statement, ""))
