"""What the commands around readers say: tables for people, JSON for programs."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefs.cli.ledger_console import counted, print_json, room
from briefs.cli.streams import note
from briefs.cli.wrapping import columns, wrapped

if TYPE_CHECKING:
    from briefs.editions.delivery.readers import Imported
    from briefs.model import Lifted, Reader, Refusal, Suppression

_KEY: Final = 12
"""Digits that tell one hash from the others of a desk."""


def tell_import(imported: "Imported", *, dry_run: bool) -> None:
    """Nothing: prints how many readers each way, and on stderr who was left out and why."""
    counts = (
        (imported.added, "added"),
        (imported.changed, "changed"),
        (imported.unchanged, "as before"),
        (len(imported.refused), "left out: they do not want to be written to"),
    )
    said = ", ".join(f"{number:,} {word}" for number, word in counts if number) or "nobody in it"
    print(f"{'would be: ' if dry_run else ''}{said}")  # noqa: T201 - the result
    if imported.repeated:
        note(f"{counted(imported.repeated, 'line')} named somebody again, and went with the first")
    for mistake in imported.mistakes:
        note(f"left out: {mistake}")
    for address in imported.refused:
        note(f"left out: {address} (see: briefs readers suppressions)")


def tell_readers(found: "Sequence[tuple[Reader, Refusal | None]]", *, as_json: bool) -> None:
    """Nothing: prints a line for each reader; more where a terminal is too narrow for one. Or JSON."""
    if as_json:
        print_json([_fields(reader, refusal) for reader, refusal in found])
        return
    if not found:
        note("no readers: briefs readers add ADDRESS, or import FILE.csv")
        return
    head = ("ADDRESS", "NAME", "LISTS", "CLEARANCE", "LANGUAGE", "THEMES", "REFUSES")
    _tell_table([head, *(_cells(reader, refusal) for reader, refusal in found)])


def _fields(reader: "Reader", refusal: "Refusal | None") -> dict[str, object]:
    return {
        "address": reader.address,
        "ascii": reader.ascii,
        "name": reader.name,
        "lists": reader.lists,
        "clearance": reader.clearance,
        "language": reader.language,
        "themes": reader.themes,
        "refuses": refusal,
    }


def _cells(reader: "Reader", refusal: "Refusal | None") -> tuple[str, ...]:
    return (
        reader.address,
        reader.name or "-",
        " ".join(reader.lists) or "-",
        reader.clearance.value,
        reader.language or "-",
        " ".join(reader.themes) or "all",
        str(refusal or "-"),
    )


def tell_suppressions(found: "Sequence[Suppression]", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints a line for each refusal, or JSON. Whose address is erased is named by the hash of it."""
    if as_json:
        print_json([dataclasses.asdict(each) for each in found])
        return
    if not found:
        note("nobody refuses")
        return
    head = ("SINCE", "ADDRESS", "REFUSAL", "BY", "BECAUSE")
    rows = [
        (_day(each.moment, zone), _place(each), str(each.refusal), each.actor, _plain(each.because))
        for each in found
    ]
    _tell_table([head, *rows])


def tell_lifted(found: "Sequence[Lifted]", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints a line for each refusal that is over, or JSON."""
    if as_json:
        print_json([dataclasses.asdict(each) for each in found])
        return
    if not found:
        note("no refusal was ever lifted")
        return
    head = ("LIFTED", "ADDRESS", "REFUSAL", "SINCE", "BY", "BECAUSE")
    rows = [
        (
            _day(each.moment, zone),
            _place(each),
            str(each.refusal),
            _day(each.refused, zone),
            each.actor,
            _plain(each.because),
        )
        for each in found
    ]
    _tell_table([head, *rows])


def _place(each: "Suppression | Lifted") -> str:
    return each.address or f"no reader ({each.key[:_KEY]})"


def _day(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d}"


def _plain(text: str) -> str:
    """A text of anybody's in one line, without what would move a cursor."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split()) or "-"


def _tell_table(table: Sequence[Sequence[str]]) -> None:
    """Columns side by side, or where a terminal is too narrow, the first two of each row and the others below."""
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    if sum(widths) + 2 * len(widths) - 2 <= room():
        for row in table:
            print("  ".join(map(_padded, row, widths)).rstrip())  # noqa: T201 - the result
        return
    head, *rows = table
    for first, second, *others in rows:
        print(*wrapped(f"{first}  {second}", 0, 2, width=room()), sep="\n")  # noqa: T201 - the result
        named = zip(head[2:], others, strict=True)
        told = "; ".join(f"{name.lower()} {text}" for name, text in named if text != "-")
        print(*wrapped(told, 2, width=room()), sep="\n")  # noqa: T201 - as above


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
