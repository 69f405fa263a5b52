"""What the commands about wrong editions say: a text for people, JSON for programs."""

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefs.cli.ledger_console import counted, print_json, room, short
from briefs.cli.streams import note
from briefs.cli.wrapping import wrapped

if TYPE_CHECKING:
    from briefs.editions.aftermath.correcting import Corrected
    from briefs.editions.aftermath.recalling import Look, Recall, Touched
    from briefs.editions.aftermath.withdrawing import Pulled

_FATES: Final = {
    "gone": "is gone",
    "changed": "has changed",
    "unreadable": "cannot be read any more",
    "stands": "has changed, and all that is cited stands",
}


def tell_correction(result: "Corrected", *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints how it went with the new revision, or JSON."""
    from briefs.editions.runs.outcome import to_json  # noqa: PLC0415 - see ``commands``

    outcome = result.outcome
    if as_json:
        fields = {"corrects": result.corrects, "changed": result.changed, "notes": list(result.notes)}
        print_json(json.loads(to_json(outcome)) | fields)
        return
    for text in result.notes:
        note(text)
    if result.changed is False:
        note(f"it prints the same as revision {result.corrects}: the notice on page one is all that is new")
    if not quiet:
        place = f" {outcome.folder}" if outcome.folder else ""
        print(f"{outcome.edition} revision {outcome.revision}: {outcome.message}{place}")  # noqa: T201


def tell_withdrawal(result: "Pulled", *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints what is withdrawn, or JSON."""
    if as_json:
        print_json(dataclasses.asdict(result))
        return
    for text in result.notes:
        note(text)
    if quiet:
        return
    numbers = ", ".join(map(str, result.revisions))
    which = f"revision {numbers}" if len(result.revisions) == 1 else f"revisions {numbers}"
    told = f"{which} withdrawn" if result.revisions else "was withdrawn before"
    place = f"; a notice stands in {result.folder}" if result.folder else ""
    print(f"{result.edition}: {told}{place}")  # noqa: T201 - the result


def tell_settled(settled: "Sequence[Recall]", *, as_json: bool) -> None:
    """Nothing: prints what is told of no more, or JSON."""
    if as_json:
        print_json([_fields(it) for it in settled])
        return
    for it in settled:
        print(f"{short(it.document)}  {it.source}: {it.locator}: settled, until it changes again")  # noqa: T201


def tell_recalls(found: "Sequence[Recall]", others: int, zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints each source with what it touches, or JSON. ``others`` counts those that are not among them."""
    if as_json:
        print_json([_fields(it) for it in found])
        return
    for place, it in enumerate(found):
        if place:
            print()  # noqa: T201 - the result
        for line in _recall(it, zone):
            print(line)  # noqa: T201 - as above
    if others:
        note(
            f"{counted(others, 'further source')} settled, or changed beside what is cited: briefs recall --all"
        )


def _recall(it: "Recall", zone: ZoneInfo) -> Iterator[str]:
    """The lines of one recall: the source, what became of it, what it touches, and what can be done."""
    title = f"“{it.title}”, " if it.title else ""
    day = it.noticed.astimezone(zone)
    told = f"{short(it.document)}  {it.source}, {title}{_FATES[it.fate]}"
    yield from wrapped(f"{told}, noticed {day:%Y-%m-%d %H:%M}", 0, 2, width=room())
    yield from wrapped(it.url or it.locator, 2, width=room())
    if it.message:
        yield from wrapped(it.message, 2, width=room())
    if it.new_title:
        yield from wrapped(f"its title is now “{it.new_title}”", 2, width=room())
    yield from _touched(it.touched)
    if it.settled:
        when = _day(it.settled.moment, zone)
        yield from wrapped(f"settled by {it.settled.actor}, {when}: {it.settled.because}", 2, width=room())
    elif it.is_open:
        for edition in it.editions:
            yield from _to_correct(edition, [line for line in it.touched if line.edition == edition])
        yield "  to let it be:"
        yield f"    briefs recall --settle {short(it.document)} --because TEXT"


def _to_correct(edition: str, touched: "Sequence[Touched]") -> Iterator[str]:
    """What can be done about an edition. Commands are never wrapped: they can be copied as they stand."""
    wrong = [line for line in touched if line.is_wrong]
    statements = dict.fromkeys(line.line for line in wrong if line.is_statement)
    # A sentence that is left out goes from everywhere: from the timeline, from disputes and quotations too.
    gone = {line.exact for line in wrong if line.is_statement}
    others = dict.fromkeys(line.place for line in wrong if line.exact not in gone)
    if statements:
        told = f"to leave {_listed(statements)} out of {edition}, and all that rests on the same words:"
        yield from wrapped(told, 2, 4, width=room())
        drops = " ".join(f"--drop {line}" for line in statements)
        yield f"    briefs correct {edition} {drops} --because TEXT"
    change = f", which alone changes {_listed(others)}" if others else ""
    yield from wrapped(f"to make {edition} from its sources as they are now{change}:", 2, 4, width=room())
    yield f"    briefs correct {edition} --again --because TEXT"


def _touched(touched: "Sequence[Touched]") -> Iterator[str]:
    """The lines, those that rest on the same words together."""
    together: dict[tuple[str, str], list[Touched]] = {}
    for line in touched:
        together.setdefault((line.edition, line.exact), []).append(line)
    stands = {True: "stands still", False: "does not stand in it any more", None: "cannot be compared"}
    for (edition, exact), lines in together.items():
        first = lines[0]
        places = _listed(
            dict.fromkeys(line.place + ("" if line.printed else " (in support)") for line in lines)
        )
        yield from wrapped(f"{edition} {places}: {stands[first.stands]}", 2, 4, width=room())
        if first.stands is not True:
            yield from wrapped(f"- {exact}", 4, 6, width=room())
        if first.now:
            yield from wrapped(f"+ {first.now}", 4, 6, width=room())


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def tell_look(look: "Look", zone: ZoneInfo, *, found: bool) -> None:
    """Nothing: prints as of when recalls hold, and what looks again."""
    if look.since is None:
        note("no source was ever looked at, so nothing is known of changes: `briefs fetch` looks")
        return
    when = f"as of the last look, {look.since.astimezone(zone):%Y-%m-%d %H:%M}; `briefs fetch` looks again"
    note(when if found else f"no edition rests on a source that has changed or is gone, {when}")
    if look.never:
        note(f"never looked at: {', '.join(look.never)}")


def _fields(it: "Recall") -> dict[str, object]:
    touched = [dataclasses.asdict(line) | {"place": line.place} for line in it.touched]
    return dataclasses.asdict(it) | {"touched": touched, "open": it.is_open}


def _day(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d}"
