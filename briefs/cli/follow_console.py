"""What the commands around sources say: progress on a terminal, tables for people, JSON for programs."""

import contextlib
import dataclasses
import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from briefs.cli.streams import note, watched
from briefs.model import Disclosure, Document, Problem, StatedDate
from briefs.sources.listings import without_credentials

if TYPE_CHECKING:
    from briefs.config import Followed
    from briefs.editions.following.adding import Addition
    from briefs.editions.following.fetching import FetchResult
    from briefs.editions.following.library import Entry, NotHad, Shown, SourceHealth
    from briefs.editions.following.visiting import Visit

_SHORT_ID: Final = 12
_PROBLEMS_SHOWN: Final = 20
_LONGEST_GAP: Final = 160


@contextlib.contextmanager
def progress(sources: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function that shows on stderr what has been done; it does nothing unless stderr is a terminal."""
    if quiet or not watched():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - 0.07 s, and only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - as above

    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=sources)
        begun: set[str] = set()

        def report(text: str) -> None:
            begun.add(text.partition(": ")[0])
            bar.update(task, completed=len(begun), description=text, refresh=True)

        yield report


def tell_visits(result: "FetchResult", *, as_json: bool) -> None:
    """Nothing: prints a line for each source, or JSON."""
    if as_json:
        _print_json([dataclasses.asdict(visit) for visit in result.visits])
        return
    if not result.visits:
        note("nothing is followed: add a source with briefs sources add URL, or [[sources]] in briefs.toml")
    width = max((len(visit.source) for visit in result.visits), default=0)
    for visit in result.visits:
        print(f"{visit.source:<{width}}  {_came(visit)}")  # noqa: T201 - the result
    for visit in result.visits:
        _explain(visit)


def _came(visit: "Visit") -> str:
    from briefs.editions.following.visiting import State  # noqa: PLC0415 - asyncio costs 0.05 s; who fetches has paid for it

    parts = [f"{visit.kept} kept"] if visit.kept else []
    parts += [f"{len(visit.skipped)} kept out"] if visit.skipped else []
    parts += [f"{len(visit.failed)} not had"] if visit.failed else []
    told = ", ".join(parts)
    if visit.state is State.FAILED:
        return f"FAILED: {visit.message}{f' ({told})' if told else ''}"
    nothing = "not due" if visit.state is State.NOT_DUE else "nothing new"
    return f"{told or nothing}{f'; {visit.message}' if visit.message else ''}"


def _explain(visit: "Visit") -> None:
    """Say on stderr why documents were kept out or not had."""
    problems = [*visit.skipped, *visit.failed]
    lines = [f"  {problem.subject}: {problem.message}" for problem in problems[:_PROBLEMS_SHOWN]]
    if len(problems) > _PROBLEMS_SHOWN:
        lines.append(f"  and {len(problems) - _PROBLEMS_SHOWN} more")
    with contextlib.suppress(OSError):
        if lines and sys.stderr is not None:
            print(f"{visit.source}:", *lines, sep="\n", file=sys.stderr)  # noqa: T201 - for who wonders


def tell_sources(sources: "Sequence[Followed]", health: "Sequence[SourceHealth]", *, as_json: bool) -> None:
    """Nothing: prints a line for each source with its health, or JSON."""
    rows = list(zip(sources, health, strict=True))
    if as_json:
        _print_json([_source_fields(followed, each) for followed, each in rows])
        return
    table = [("SOURCE", "KEPT", "OUT", "WAITING", "LAST ANSWER", "LAST NEW", "FAILURES")]
    for _, each in rows:
        table.append(
            (
                each.source,
                str(each.kept),
                str(each.skipped),
                str(each.waiting),
                _minute(each.last_success),
                _minute(each.last_new),
                f"{each.failures} in a row: {each.last_failure}" if each.failures else "-",
            )
        )
    _print_table(table)


def _source_fields(followed: "Followed", health: "SourceHealth") -> dict[str, object]:
    place = without_credentials(followed.address) if followed.address else str(followed.path)
    return {"place": place, **dataclasses.asdict(followed.outlet), **dataclasses.asdict(health)}


def tell_problems(problems: "Sequence[NotHad]", *, as_json: bool) -> None:
    """Nothing: prints a line for each document that was not had or is kept out, or JSON."""
    if as_json:
        _print_json([dataclasses.asdict(problem) for problem in problems])
        return
    for problem in problems:
        until = f"; tried again from {_minute(problem.until)}" if problem.until else ""
        told = f"{problem.source}: {problem.address} ({problem.state}) {problem.message}{until}"
        print(told)  # noqa: T201 - the result


def tell_addition(addition: "Addition") -> None:
    """Nothing: prints what was found and what was written."""
    count = _counted(addition.documents, "document")
    if addition.sitemaps:
        count = f"{_counted(addition.sitemaps, 'further sitemap')}, {count}"
    print(f"{addition.name}: a {addition.kind} with {count}")  # noqa: T201 - the result
    for title in addition.titles:
        print(f"  {title}")  # noqa: T201 - as above
    print(f"\nAdded to the configuration:\n\n{addition.entry}")  # noqa: T201 - as above


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell_documents(entries: "Sequence[Entry]", *, as_json: bool) -> None:
    """Nothing: prints a line or two for each document, or JSON."""
    if as_json:
        _print_json([dataclasses.asdict(entry) for entry in entries])
        return
    if not entries:
        note("no document matches")
    for entry in entries:
        date = (entry.published or "no date")[:10]
        title = entry.title or entry.locator
        print(f"{_short(entry.document)}  {date:<10}  {entry.source}: {title}")  # noqa: T201 - the result
        for line in (entry.excerpt, f"kept out: {entry.problem}" if entry.problem else ""):
            if line:
                print(f"{'':<{_SHORT_ID}}  {line}")  # noqa: T201 - as above


def tell_document(shown: "Shown") -> None:
    """Nothing: prints what a document states of itself, its paragraphs with numbers, and what was left out."""
    outcome = shown.outcome
    if isinstance(outcome, Problem):
        print(f"{shown.entry.document}\n{outcome.subject}: {outcome.message}")  # noqa: T201 - the result
        return
    for name, value in _stated(outcome, shown.entry):
        print(f"{name + ':':<14}{value}")  # noqa: T201 - as above
    for passage in outcome.passages:
        page = f" p. {passage.page}" if passage.page else ""
        print(f"\n¶{passage.number}{page} [{passage.kind}]\n{outcome.exact(passage.span)}")  # noqa: T201 - as above
    if shown.left_out:
        print(f"\nLeft out ({outcome.words_left_out} words):")  # noqa: T201 - as above
        for gap in shown.left_out:
            cut = "…" if len(gap) > _LONGEST_GAP else ""
            print(f"- {gap[:_LONGEST_GAP]}{cut}")  # noqa: T201 - as above


def _stated(document: Document, entry: "Entry") -> Iterator[tuple[str, str]]:
    stated: dict[str, str | StatedDate | None] = {
        "document": document.id,
        "title": document.title,
        "author": ", ".join(document.author),
        "publisher": document.publisher,
        "carried by": document.carrier,
        "published": document.published,
        "modified": document.modified,
        "language": document.language,
        "address": document.url,
        "source": entry.source,
        "shown as": document.path,
        "retrieved": _minute(entry.retrieved),
        "credits": "; ".join(f"{credit.agency} (“{credit.exact}”)" for credit in document.credits),
        "discloses": "; ".join(_disclosure(document, it) for it in document.disclosures),
        "doubts": "; ".join(doubt.text for doubt in document.doubts),
    }
    for name, value in stated.items():
        if value:
            yield name, value.iso if isinstance(value, StatedDate) else value
    for claim in document.dates:
        yield "date", f"{claim.date.iso} {claim.kind}, from {claim.found}"


def _disclosure(document: Document, disclosure: Disclosure) -> str:
    links = f" ({', '.join(disclosure.links)})" if disclosure.links else ""
    return f"{disclosure.kind}: “{document.exact(disclosure.span)}”{links}"


def _minute(moment: datetime.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "-"


def _short(document: str) -> str:
    return document.removeprefix("sha256:")[:_SHORT_ID]


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())  # noqa: T201


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201 - the result
