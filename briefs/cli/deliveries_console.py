"""What ``briefs deliveries`` says: a table for people, JSON and CSV for programs; a million rows as they come."""

import dataclasses
import datetime
import json
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import typer

from briefs.cli.ledger_console import counted, print_json, room
from briefs.cli.streams import note
from briefs.cli.wrapping import wrapped
from briefs.model import Delivery, DeliveryKind, DeliveryState, Shipment

if TYPE_CHECKING:
    from briefs.editions.delivery.accounts import Account
    from briefs.store import Store

_COLUMNS: Final = (
    "edition", "revision", "kind", "address", "name", "state", "tries", "changed", "not_before", "server", "reply",
    "again",
)  # fmt: skip
_TWICE: Final = {
    DeliveryState.SENT: "may have come twice (same Message-ID)",
    DeliveryState.BOUNCED: "may have come back twice (same Message-ID)",
    DeliveryState.FAILED: "may have come all the same: nobody knows of the first time",
    DeliveryState.LEFT_OUT: "may have come all the same: nobody knows of the first time",
    **dict.fromkeys(
        (
            DeliveryState.PENDING,
            DeliveryState.CLAIMED,
            DeliveryState.COMMITTING,
            DeliveryState.UNCERTAIN,
        ),
        "may have come already; sent again, with the same Message-ID",
    ),
}
"""What is to be known of a delivery that was sent again after nobody could know whether it had arrived."""
_STATE: Final = max(map(len, DeliveryState))


class Form(Enum):
    """For whom it is said."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def form(*, as_json: bool, as_csv: bool) -> Form:
    """The form that the options ask for."""
    if as_json:
        return Form.JSON
    return Form.CSV if as_csv else Form.TEXT


def states_of(texts: Sequence[str]) -> tuple[DeliveryState, ...] | None:
    """The states that somebody asks for; None for all. Hyphens may stand for spaces."""
    known = {state.value.replace(" ", "-"): state for state in DeliveryState}
    found = []
    for text in texts:
        state = known.get(text.strip().casefold().replace(" ", "-"))
        if state is None:
            raise typer.BadParameter(
                f"“{text}” is no state of a delivery; known are {', '.join(known)}", param_hint="--state"
            )
        found.append(state)
    return tuple(found) or None


def tell_accounts(accounts: "Sequence[Account]", zone: ZoneInfo, form: Form) -> None:
    """Nothing: prints a line for each shipment, or JSON."""
    if form is Form.JSON:
        print_json([account_fields(it) for it in accounts])
        return
    if not accounts:
        note("nothing was sent yet: briefs send EDITION")
    for it in accounts:
        print(headline(it, zone))  # noqa: T201 - the result


def tell_account(
    store: "Store",
    accounts: "Sequence[Account]",
    states: Sequence[DeliveryState] | None,
    zone: ZoneInfo,
    form: Form,
) -> None:
    """Nothing: prints each delivery of an edition, or those in some states; or JSON, or CSV."""
    rows = (row for it in accounts for row in store.deliveries.rows(it.shipped.shipment, states))
    if form is Form.CSV:
        _tell_csv(rows)
    elif form is Form.JSON:
        _tell_json(accounts, rows)
    else:
        for it in accounts:
            print(headline(it, zone))  # noqa: T201 - the result
            for row in store.deliveries.rows(it.shipped.shipment, states):
                _tell_row(row, zone)
            for line in _beside(it):
                print(*wrapped(line, 2, 4, width=room()), sep="\n")  # noqa: T201 - as above


def tell_resolved(edition: str, count: int, actor: str, *, arrived: bool, as_json: bool) -> None:
    """Nothing: prints how many deliveries in doubt are settled, or JSON."""
    if as_json:
        print_json({"edition": edition, "settled": count, "arrived": arrived, "actor": actor})
        return
    if not count:
        note(f"no delivery of {edition} is in doubt")
    elif arrived:
        print(f"{edition}: {deliveries(count)} known to have arrived, as {actor} says")  # noqa: T201 - the result
    else:
        print(  # noqa: T201 - as above
            f"{edition}: {deliveries(count)} to be sent again, as {actor} says: briefs send {edition}, or the next run"
        )


def deliveries(count: int) -> str:
    """A number of deliveries."""
    return f"{count:,} {'delivery' if count == 1 else 'deliveries'}"


def called(shipment: Shipment) -> str:
    """What a shipment is called."""
    name = f"{shipment.edition} revision {shipment.revision}" if shipment.revision else shipment.edition
    return name if shipment.kind is DeliveryKind.EDITION else f"withdrawal of {name}"


def headline(it: "Account", zone: ZoneInfo) -> str:
    """A shipment in one line: to whom, how many got it, and what else is to be known."""
    from briefs.editions.delivery.closing import counted as tallied  # noqa: PLC0415 - see ``commands``
    from briefs.editions.delivery.closing import counted_again, decided  # noqa: PLC0415 - as above

    shipped = it.shipped
    to = ", ".join(shipped.lists)
    parts = (tallied(it.tally), counted_again(it.again), decided(it.words))
    told = f"{called(shipped.shipment)}{f' to {to}' if to else ''}: {'; '.join(filter(None, parts))}"
    if shipped.paused:
        return f"{told}; paused {_minute(shipped.paused, zone)}: {shipped.because}"
    if shipped.finished:
        return f"{told}; done {_minute(shipped.finished, zone)}"
    told = f"{told}; planned {_minute(shipped.planned, zone)}"
    if shipped.because:
        return f"{told}; {shipped.because}; tried again by the next run, or by briefs send {shipped.shipment.edition}"
    return told


def _beside(it: "Account") -> Iterator[str]:
    """Who is on the lists and has no delivery, and why."""
    found, edition = it.beside, it.shipped.shipment.edition
    if found is None:
        return
    if found.suppressed:
        yield f"{counted(found.suppressed, 'reader')} refused mail, or it came back: briefs readers suppressions"
    if found.uncleared:
        yield f"{counted(found.uncleared, 'reader')} may not see what is {it.shipped.marking}"
    if found.readers:
        yield f"{counted(found.readers, 'reader')} added since it was planned: briefs send {edition}"


def _tell_row(row: Delivery, zone: ZoneInfo) -> None:
    from briefs.editions.delivery.accounts import named  # noqa: PLC0415 - see ``commands``

    head = f"  {row.state:<{_STATE}}  {_minute(row.changed, zone)}  {named(row)}"
    print(head)  # noqa: T201 - the result
    for line in _why(row, zone):
        print(*wrapped(line, _STATE + 4, width=room()), sep="\n")  # noqa: T201 - as above


def _why(row: Delivery, zone: ZoneInfo) -> Iterator[str]:
    """What else is to be known: of what was sent at the first attempt, nothing."""
    yield from _again(row)
    if row.word and not row.resent_by:
        yield row.word
    if row.state is DeliveryState.SENT and row.tries <= 1:
        return
    if row.state is DeliveryState.COMMITTING:
        yield "is being handed over, or its sender was killed: what then becomes of it, the next briefs send says"
    said = ": ".join(filter(None, (row.server, "" if row.reply == row.word else row.reply)))
    if said:
        yield said
    if row.not_before and row.state.is_open:
        tried = f"tried {_times(row.tries)}; " if row.tries else ""
        yield f"{tried}again at {_minute(row.not_before, zone)}"


def _again(row: Delivery) -> Iterator[str]:
    """That it was sent again, or is to be, and on whose word."""
    if row.resent_by:
        to_be = "to be " if row.state.is_open else ""
        yield f"{to_be}sent again on {row.resent_by}’s word that it had not arrived (same Message-ID)"
    if row.is_again:
        yield _TWICE[row.state]


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"


def _tell_csv(rows: Iterator[Delivery]) -> None:
    from briefs.distribution.readers_file import line_of  # noqa: PLC0415 - see ``commands``

    print(line_of(_COLUMNS), end="")  # noqa: T201 - the result
    for row in rows:
        fields = _fields(row)
        print(line_of([_cell(fields[column]) for column in _COLUMNS]), end="")  # noqa: T201 - as above


def _tell_json(accounts: "Sequence[Account]", rows: Iterator[Delivery]) -> None:
    """One object; its deliveries are printed as they come."""
    shipments = json.dumps([account_fields(it) for it in accounts], ensure_ascii=False)
    print(f'{{"shipments": {shipments},\n "deliveries": [', end="")  # noqa: T201 - the result
    for place, row in enumerate(rows):
        told = json.dumps(_fields(row), ensure_ascii=False)
        print(f"{',' if place else ''}\n  {told}", end="")  # noqa: T201 - as above
    print("\n]}")  # noqa: T201 - as above


def account_fields(it: "Account") -> dict[str, object]:
    """A shipment as JSON has it."""
    shipped = it.shipped
    return {
        **dataclasses.asdict(shipped.shipment),
        "lists": list(shipped.lists),
        "marking": shipped.marking.value,
        "planned": shipped.planned.isoformat(),
        "paused": _moment(shipped.paused),
        "because": shipped.because,
        "finished": _moment(shipped.finished),
        "beside": dataclasses.asdict(it.beside) if it.beside else None,
        "again": it.again,
        "words": dict(it.words),
        "states": {state.value: it.tally.get(state, 0) for state in DeliveryState},
    }


def _fields(row: Delivery) -> dict[str, object]:
    return {
        **dataclasses.asdict(row.shipment),
        "address": row.address or None,
        "key": row.key,
        "name": row.name,
        "state": row.state.value,
        "tries": row.tries,
        "changed": _moment(row.changed),
        "not_before": _moment(row.not_before),
        "server": row.server,
        "reply": row.reply,
        "again": "; ".join(_again(row)) or None,
        "word": row.word or None,
    }


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _minute(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
