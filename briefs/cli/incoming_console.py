"""What the commands around what comes back say: sentences for people, JSON for programs."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefs.cli.ledger_console import counted, print_json, room
from briefs.cli.streams import note
from briefs.cli.wrapping import wrapped
from briefs.model import BounceClass, IncomingKind

if TYPE_CHECKING:
    from briefs.editions.delivery.corrections import Asked
    from briefs.editions.delivery.mailbox import Polled
    from briefs.model import CorrectionRequest

_NOUNS: Final = {
    IncomingKind.COMPLAINT: "complaint",
    IncomingKind.UNSUBSCRIBE: "unsubscription",
    IncomingKind.REQUEST: "request for a correction: briefs corrections",
    IncomingKind.DELAY: "delay that a server tells of",
    IncomingKind.AUTOMATIC: "automatic answer",
}
_PLURALS: Final = {
    IncomingKind.REQUEST: "requests for a correction: briefs corrections",
    IncomingKind.DELAY: "delays that servers tell of",
}
_MOST_WAITING: Final = 20
_CLASSES: Final = {
    BounceClass.HARD: "for good",
    BounceClass.SOFT: "for now",
    BounceClass.OURS: "by our own fault",
}


def tell_polled(polled: "Polled", *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints what was in the mailbox and what followed, or JSON."""
    if as_json:
        print_json(_fields(polled))
        return
    if quiet:
        return
    for line in [*(_lines(polled) or _nothing(polled)), *_left(polled)]:
        indent = len(line) - len(line.lstrip())
        print(*wrapped(line.lstrip(), indent, indent + 2, width=room()), sep="\n")  # noqa: T201 - the result


def tell_requests(asked: "Sequence[Asked]", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints each request with what the statement says and the reader's words, or JSON."""
    if as_json:
        print_json([dataclasses.asdict(each.request) | {"says": each.statement} for each in asked])
        return
    if not asked:
        note("nobody asks for a correction")
    for each in asked:
        _tell(each.request, zone, each.statement)
    if any(each.request.settled is None for each in asked):
        note("what was done about one: briefs corrections settle NUMBER --because TEXT")


def tell_settled(request: "CorrectionRequest", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints a request as it is settled now, or JSON."""
    if as_json:
        print_json(dataclasses.asdict(request))
        return
    _tell(request, zone)


def _nothing(polled: "Polled") -> list[str]:
    return [] if polled.kinds.get(IncomingKind.OTHER) else ["nothing new"]


def _fields(polled: "Polled") -> dict[str, object]:
    return {
        "messages": {str(kind): polled.kinds.get(kind, 0) for kind in IncomingKind},
        "bounces": {str(kind): polled.classes.get(kind, 0) for kind in BounceClass},
        "known": polled.known,
        "early": polled.early,
        "suppressed": polled.suppressed,
        "blames": list(polled.blames),
        "left": dict(polled.left),
        "place": polled.place,
        "waiting": [dataclasses.asdict(each) for each in polled.waiting],
    }


def _lines(polled: "Polled") -> list[str]:
    lines = []
    if bounces := polled.kinds.get(IncomingKind.BOUNCE):
        classes = [f"{count} {_CLASSES[kind]}" for kind in BounceClass if (count := polled.classes.get(kind))]
        lines.append(f"{counted(bounces, 'bounce')}: {', '.join(classes)}")
    for kind, noun in _NOUNS.items():
        if count := polled.kinds.get(kind):
            lines.append(f"{count} {noun if count == 1 else _PLURALS.get(kind, f'{noun}s')}")
    if polled.known:
        lines.append(f"{counted(polled.known, 'message')} dealt with before")
    if polled.early:
        lines.append(f"{counted(polled.early, 'bounce')} left for the next poll: the sending is not over")
    if polled.suppressed:
        verb = "gets" if polled.suppressed == 1 else "get"
        lines.append(
            f"{counted(polled.suppressed, 'reader')} {verb} nothing any more: briefs readers suppressions"
        )
    lines += [f"a server blames us: {said}" for said in polled.blames]
    return lines


def _left(polled: "Polled") -> list[str]:
    """What waits for a person, of this poll and of earlier ones."""
    if not polled.waiting:
        return []
    verb = "waits" if len(polled.waiting) == 1 else "wait"
    new = polled.kinds.get(IncomingKind.OTHER, 0)
    news = f", {new} of them new" if new and len(polled.waiting) > 1 else ""
    lines = [f"{counted(len(polled.waiting), 'message')} {verb} unread for a person in {polled.place}{news}:"]
    for each in polled.waiting[:_MOST_WAITING]:
        lines.append(
            f"  {each.writer}: {f'“{each.subject}”' if each.subject else 'no subject'} ({each.place})"
        )
        if each.why:
            lines.append(f"    {each.why}")
        if each.advice:
            lines.append(f"    if it is they who ask: {each.advice}")
    if len(polled.waiting) > _MOST_WAITING:
        lines.append(f"  and {len(polled.waiting) - _MOST_WAITING} more: briefs mailbox poll --json")
    return lines


def _tell(request: "CorrectionRequest", zone: ZoneInfo, statement: str = "") -> None:
    revision = "" if request.revision is None else f" revision {request.revision},"
    writer = request.writer or "somebody"
    head = f"{request.number}  {request.edition},{revision} statement {request.statement}: "
    print(f"{head}{writer}, {_minute(request.received, zone)}")  # noqa: T201 - the result
    if statement:
        print(*wrapped(f"printed: {statement}", 3, 12, width=room()), sep="\n")  # noqa: T201 - as above
    for line in request.words.split("\n"):
        print(*wrapped(line, 3, width=room()), sep="\n")  # noqa: T201 - as above
    if request.settled is not None:
        print(f"   settled {_minute(request.settled, zone)} by {request.actor}: {request.answer}")  # noqa: T201 - as above


def _minute(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
