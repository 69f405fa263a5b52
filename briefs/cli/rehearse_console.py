"""What a rehearsal says: week by week and theme by theme what both would have printed, and what only one."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from briefs.editions.rehearsal import Comparison, Count, Printed, Rehearsal, Week

_ONE_DAY = datetime.timedelta(days=1)


def tell(result: Rehearsal, files: tuple[Path, Path], *, as_json: bool) -> None:
    """Nothing: prints the comparison as text, or as one JSON object."""
    if as_json:
        print(json.dumps(_fields(result, files), ensure_ascii=False))  # noqa: T201 - the result
    else:
        print(*_lines(result, files), sep="\n")  # noqa: T201 - the result


def _fields(result: Rehearsal, files: tuple[Path, Path]) -> dict[str, object]:
    weeks = [
        asdict(week) | {"start": week.start.isoformat(), "end": week.end.isoformat()} for week in result.weeks
    ]
    return {"first": str(files[0]), "second": str(files[1])} | asdict(result) | {"weeks": weeks}


def _lines(result: Rehearsal, files: tuple[Path, Path]) -> Iterator[str]:
    yield f"- {files[0]}"
    yield f"+ {files[1]}"
    yield "= both alike"
    for week in result.weeks:
        yield ""
        yield _heading(week)
        for compared in week.themes:
            yield from _theme(compared)
    yield ""
    yield from _summary(result)


def _heading(week: Week) -> str:
    ours, theirs = week.documents
    read = _plural(ours, "document") if ours == theirs else f"{ours} - and {theirs} + documents"
    return f"edition {week.edition}: {read} of {week.start} to {week.end - _ONE_DAY}"


def _theme(compared: Comparison) -> Iterator[str]:
    yield f"  {compared.theme}"
    yield f"    - {_counted(compared.first)}"
    yield f"    + {_counted(compared.second)}"
    for mark, statements in (
        ("=", compared.both),
        ("-", compared.only_first),
        ("+", compared.only_second),
    ):
        yield from (f"      {mark} {_quoted(printed)}" for printed in statements)


def _quoted(printed: Printed) -> str:
    return f"{printed.text} [{printed.path}]"


def _counted(count: Count) -> str:
    if not count.statements:
        return "nothing"
    share = round(100 * count.new / count.statements)
    statements, documents = _plural(count.statements, "statement"), _plural(count.documents, "document")
    return f"{statements} from {documents}, {share} % new"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _summary(result: Rehearsal) -> Iterator[str]:
    number = len(result.weeks)
    yield f"In {number} weeks:" if number > 1 else "In one week:"
    for compared in _by_theme(result.weeks):
        both = sum(len(it.both) for it in compared)
        ours, theirs = sum(len(it.only_first) for it in compared), sum(len(it.only_second) for it in compared)
        first, second = (
            sum((it.first for it in compared), Count()),
            sum((it.second for it in compared), Count()),
        )
        yield f"  {compared[0].theme}: {both} =, {ours} -, {theirs} +"
        yield f"    - {_counted(first)}"
        yield f"    + {_counted(second)}"
    for mark, themes in (("-", result.only_first), ("+", result.only_second)):
        if themes:
            yield f"Not compared, for only {mark} has them: {', '.join(themes)}"
    if result.undated:
        yield f"Left out, for no day is stated: {_plural(result.undated, 'document')}"


def _by_theme(weeks: Sequence[Week]) -> Iterator[tuple[Comparison, ...]]:
    return zip(*(week.themes for week in weeks), strict=True)
