"""What a build says: progress and a summary to a terminal, its result to whoever reads stdout."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefs.cli.streams import note, watched
from briefs.editions.building import BuildResult, Progress, Step

_PROBLEMS_SHOWN: Final = 10


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A function that shows each step on stderr; it does nothing unless stderr is a terminal."""
    if quiet or not watched():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - 0.07 s, and only a terminal needs it
    from rich.progress import BarColumn, TextColumn  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

    # No thread may refresh the bar: the layout runs in a forked child, and a fork copies locks, not threads.
    columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False))
    options = {"auto_refresh": False, "transient": True, "redirect_stdout": False, "redirect_stderr": False}
    with Bar(*columns, console=Console(stderr=True), **options) as bar:  # type: ignore[arg-type]
        task = bar.add_task("", total=len(Step))

        def report(it: Progress) -> None:
            text = f"{it.step}: {it.detail}" if it.detail else it.step
            bar.update(task, completed=[*Step].index(it.step), description=text, refresh=True)

        yield report


def tell(result: BuildResult, *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints the files one a line, or one JSON object; and to a terminal what is not included.

    That a signature is gone is told always: somebody else's work was removed.
    """
    if as_json:
        print(json.dumps(_fields(result)))  # noqa: T201 - the result
    else:
        print(*result.files, sep="\n")  # noqa: T201 - the result
    for name in result.unsigned:
        note(_unsigned(name))
    if not quiet and watched():
        print(*_summary(result), sep="\n", file=sys.stderr)  # noqa: T201 - for who watches


def _fields(result: BuildResult) -> dict[str, object]:
    return {
        "edition": result.edition,
        "folder": str(result.folder),
        "files": [str(file) for file in result.files],
        "statements": result.statements,
        "documents": result.documents,
        "not_included": [
            {"subject": problem.subject, "stage": problem.stage, "message": problem.message}
            for problem in result.not_included
        ],
        "marking": result.marking,
        "raised_by": list(result.raised_by),
        "unsigned": list(result.unsigned),
    }


def _summary(result: BuildResult) -> Iterator[str]:
    left_out = len(result.not_included)
    yield f"{result.statements} statements from {result.documents} documents; {left_out} inputs not included"
    if result.raised_by:
        yield f"marked {result.marking} because of {_named(result.raised_by)}"
    for problem in result.not_included[:_PROBLEMS_SHOWN]:
        yield f"  {problem.subject}: {problem.message}"
    if left_out > _PROBLEMS_SHOWN:
        yield f"  and {left_out - _PROBLEMS_SHOWN} more, all named in the brief"


def _unsigned(name: str) -> str:
    if name.endswith(".pdf"):
        return f"{name} was signed; the new edition took its place and is not: sign it again (briefs sign)"
    return f"{name} no longer fits the PDF and was removed: sign it again (briefs sign)"


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _PROBLEMS_SHOWN} more" if len(paths) > _PROBLEMS_SHOWN else ""
    return f"{', '.join(paths[:_PROBLEMS_SHOWN])}{more}"
