"""What the commands around editions say: tables that fit the terminal, texts for people, JSON for programs."""

import dataclasses
import datetime
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefs.cli.streams import note
from briefs.cli.wrapping import columns, wrapped

if TYPE_CHECKING:
    from briefs.editions.aftermath.auditing import Verdict
    from briefs.editions.aftermath.showing import Row, Shown
    from briefs.model import Approval, Edit, Move, Record

_LABEL: Final = 12
_SHORT: Final = 12
_FEWEST: Final = 24
"""Columns that a reason needs beside what stands before it."""
_HEAD: Final = ("EDITION", "NO.", "REV.", "STATE", "AS OF", "STATEMENTS", "APPROVED BY")


def tell_rows(rows: "Sequence[Row]", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints a line for each revision; two where a terminal is too narrow for one. Or JSON."""
    if as_json:
        print_json([_row_fields(row) for row in rows])
        return
    if not rows:
        from briefs.editions.aftermath.recorded import EMPTY  # noqa: PLC0415 - see ``commands``

        note(EMPTY)
        return
    table = [_HEAD, *(_cells(row, zone) for row in rows)]
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    if sum(widths) + 2 * len(widths) - 2 > room():
        for row in rows:
            _tell_stacked(row, zone)
        return
    for cells in table:
        print("  ".join(map(_padded, cells, widths)).rstrip())  # noqa: T201 - the result


def _cells(row: "Row", zone: ZoneInfo) -> tuple[str, ...]:
    record = row.record
    return (
        record.edition,
        str(_number(record) or "-"),
        str(record.revision),
        str(record.state),
        _minute(record.as_of, zone),
        "-" if row.statements is None else str(row.statements),
        ", ".join(row.approved_by) or "-",
    )


def _number(record: "Record") -> int:
    """The number that an edition bears; 0 for one that is not built: it may never be, and another bear it then."""
    return record.number if record.seal or record.revision else 0


def _tell_stacked(row: "Row", zone: ZoneInfo) -> None:
    edition, ordinal, revision, state, as_of, statements, approved = _cells(row, zone)
    told = [f"as of {as_of}"]
    told += [f"{statements} statements"] if row.statements is not None else []
    told += [f"approved by {approved}"] if row.approved_by else []
    print(f"{edition}  no. {ordinal}, revision {revision}")  # noqa: T201 - the result
    print(*wrapped(f"{state}; {'; '.join(told)}", 2, width=room()), sep="\n")  # noqa: T201 - as above


def tell_shown(shown: "Shown", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints all that is known of a revision, or JSON."""
    if as_json:
        print_json(_shown_fields(shown))
        return
    record = shown.record
    number = _number(record)
    ordinal = f"number {number}, " if number else ""
    print(f"{record.edition}: {ordinal}revision {record.revision}, {record.state}")  # noqa: T201 - the result
    if shown.newest > record.revision:
        print(f"There is a newer revision: briefs show {record.edition} --revision {shown.newest}")  # noqa: T201
    for label, lines in _parts(shown, zone):
        _tell_part(label, lines)


def _parts(shown: "Shown", zone: ZoneInfo) -> Iterator[tuple[str, Sequence[str]]]:
    """What is known, each part under its label; parts that have nothing to say are empty."""
    record = shown.record
    since = f"{_minute(record.since, zone)} to " if record.since else "everything up to "
    yield "covers", [f"{since}{_minute(record.as_of, zone)}"]
    yield "due", [f"{_minute(record.slot, zone)} ({zone.key})"]
    if shown.statements is not None:
        cited = counted(shown.documents or 0, "document")
        yield "prints", [f"{counted(shown.statements, 'statement')} from {cited}"]
    yield "stands", [str(shown.folder)] if shown.folder else []
    yield "corrects", record.correction.split("\n") if record.correction else []
    yield "approved", [_approval(it, zone) for it in shown.valid]
    yield "void", [f"{_approval(it, zone)}: it was another seal" for it in shown.void]
    yield "edits", [_edit(it) for it in shown.edits]
    yield (
        "corrections",
        [f"{_minute(it.moment, zone)}, revision {it.revision}: {it.text}" for it in shown.corrections],
    )
    yield (
        "to tell",
        [
            f"readers of revision {it.revision}, of its {it.kind}"
            + (f" by revision {it.cause}" if it.cause != it.revision else "")
            + (f": told {_minute(it.told, zone)}" if it.told else ": not told yet")
            for it in shown.tellings
        ],
    )
    yield "deliveries", _deliveries(shown, zone)
    yield "log", [_move(it, zone) for it in shown.moves]
    yield "made from", [record.snapshot] if record.snapshot else []
    yield "seal", [record.seal] if record.seal else []
    yield "files", [f"{short(it.digest)}  {it.name}" for it in shown.files]
    yield "next", [f"{shown.waits}: {shown.command}"]


def _deliveries(shown: "Shown", zone: ZoneInfo) -> list[str]:
    """A line for each time that something of the edition was sent."""
    if not shown.deliveries:
        return []
    from briefs.cli.deliveries_console import headline  # noqa: PLC0415 - it imports this module

    return [headline(it, zone) for it in shown.deliveries]


def tell_moves(moves: "Sequence[Move]", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints a line for each move, or JSON."""
    if as_json:
        print_json([dataclasses.asdict(move) for move in moves])
        return
    rows = [_move_cells(move, zone) for move in moves]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    taken = sum(widths) + 2 * len(widths)
    for move, cells in zip(moves, rows, strict=True):
        if taken + _FEWEST > room():
            _tell_move_stacked(cells, move.reason)
        else:
            head = "  ".join(map(_padded, cells, widths)) + "  "
            _tell_headed(head, [move.reason])


def _move_cells(move: "Move", zone: ZoneInfo) -> tuple[str, ...]:
    """What stands before the reason of a move."""
    revision = f"r{move.revision}" if move.revision else ""
    return (str(move.number), _minute(move.moment, zone), move.edition, revision, str(move.state), move.actor)


def _tell_move_stacked(cells: Sequence[str], reason: str) -> None:
    number, moment, edition, revision, state, actor = cells
    print(f"{number}  {moment}  {edition} {revision}".rstrip())  # noqa: T201 - the result
    why = f": {reason}" if reason else ""
    print(*wrapped(f"{state} by {actor}{why}", 2, width=room()), sep="\n")  # noqa: T201 - as above


def tell_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    """Nothing: prints what was checked, what was not, and what does not hold; or JSON."""
    if as_json:
        print_json({"holds": verdict.holds} | dataclasses.asdict(verdict))
        return
    for label, lines in (("checked", verdict.checked), ("not checked", verdict.unchecked)):
        _tell_part(label, lines)
    for fault in verdict.faults:
        print(*wrapped(f"{fault.place}: {fault.message}", 0, 2, width=room()), sep="\n")  # noqa: T201
    if verdict.holds:
        print("Everything that was checked is as it was issued.")  # noqa: T201 - the result


def _tell_part(label: str, lines: Sequence[str]) -> None:
    for place, line in enumerate(lines):
        _tell_headed(f"{label if not place else '':<{_LABEL}} ", [line])


def _tell_headed(head: str, lines: Sequence[str]) -> None:
    """Lines beside a head, wrapped below their beginning."""
    indent = columns(head)
    first, *rest = [piece for line in lines for piece in wrapped(line, indent, width=room())] or [""]
    print((head + first.removeprefix(" " * indent)).rstrip(), *rest, sep="\n")  # noqa: T201 - the result


def _row_fields(row: "Row") -> dict[str, object]:
    return {
        **_record_fields(row.record),
        "statements": row.statements,
        "approved_by": list(row.approved_by),
    }


def _record_fields(record: "Record") -> dict[str, object]:
    return dataclasses.asdict(record)


def _shown_fields(shown: "Shown") -> dict[str, object]:
    from briefs.cli.deliveries_console import account_fields  # noqa: PLC0415 - it imports this module

    fields = {name: value for name, value in dataclasses.asdict(shown).items() if name != "record"}
    fields["deliveries"] = [account_fields(it) for it in shown.deliveries]
    return {**_record_fields(shown.record), **fields}


def _approval(approval: "Approval", zone: ZoneInfo) -> str:
    from briefs.editions.review import approvers  # noqa: PLC0415 - see ``commands``

    said = f": {approval.note}" if approval.note else ""
    return f"{approvers.named(approval)}, {_minute(approval.moment, zone)}{said}"


def _edit(edit: "Edit") -> str:
    place = f"{short(edit.document)} {edit.start}-{edit.end}" if edit.document else "the section"
    said = f": {edit.text}" if edit.text else ""
    return f"{edit.kind} in {edit.theme} by {edit.actor}, {place}{said}"


def _move(move: "Move", zone: ZoneInfo) -> str:
    why = f": {move.reason}" if move.reason else ""
    return f"{_minute(move.moment, zone)}  {move.state} by {move.actor}{why}"


def counted(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def short(digest: str) -> str:
    """The first digits of a digest, as many as tell it from others."""
    return digest.removeprefix("sha256:")[:_SHORT]


def _minute(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def room() -> int:
    """Columns that a line may have; where nobody watches, as many as it needs."""
    watches = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if watches else 10_000


def print_json(value: object) -> None:
    """Nothing: prints a value; moments as ISO 8601."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))  # noqa: T201 - the result


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value)
