"""``briefs rebuild``: a sealed edition, made again from the store alone and compared to the byte.

As in ``commands``, what the command needs is imported when it runs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.ledgers import Revision, number
from briefs.cli.parameters import Configuration, PlainCommand
from briefs.cli.wrapping import wrapped
from briefs.errors import NotProven

if TYPE_CHECKING:
    from briefs.config import Settings
    from briefs.editions.snapshots.rebuilding import Rebuilt

_EXAMPLES: Final = """\b
Examples:
  briefs rebuild 2026-W21
  briefs rebuild 2026-W21 --revision 0 --to /tmp/again
  briefs rebuild --all
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(rebuild)


def rebuild(
    *,
    edition: Annotated[
        str | None, typer.Argument(metavar="EDITION", help="The edition to make again, like 2026-W21.")
    ] = None,
    revision: Revision = None,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write it to this folder; default: nowhere.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every revision of every edition that readers were given.")
    ] = False,
    configuration: Configuration = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Make an edition again from what is kept, and compare it with its seal.

    Nothing is fetched, and no folder is read: sources, templates and settings are those it was made with. Where not a
    byte differs the exit code is 0; else everything that differs is named, and it is 3.
    """
    if every == (edition is not None) or (every and (revision is not None or to)):
        raise typer.BadParameter("name one edition, or say --all and no more", param_hint="EDITION")
    import dataclasses  # noqa: PLC0415 - see the module
    import json  # noqa: PLC0415 - see the module

    from briefs.cli.following import own_settings  # noqa: PLC0415 - see the module

    results: list[Rebuilt] = []
    for result in _results(own_settings(configuration), edition, number(revision), to):
        results.append(result)
        if not as_json:
            for line in _lines(result):
                typer.echo(line)
    if as_json:
        told = [dataclasses.asdict(result) | {"holds": not result.differences} for result in results]
        typer.echo(json.dumps(told if every else told[0], indent=2, default=str, ensure_ascii=False))
    different = [result for result in results if result.differences]
    if different:
        raise NotProven(_verdict(different, len(results)))


def _results(
    settings: "Settings", edition: str | None, revision: int | None, to: Path | None
) -> "Iterator[Rebuilt]":
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module
    from briefs.editions.snapshots import rebuilding  # noqa: PLC0415 - see the module

    with showing.opened(settings) as store:
        ledger = store.ledger
        if edition is not None:
            yield rebuilding.rebuild(ledger, rebuilding.sealed_record(ledger, edition, revision), to)
            return
        for record in rebuilding.sealed_records(ledger):
            yield rebuilding.rebuild(ledger, record)


def _lines(result: "Rebuilt") -> Iterator[str]:
    name = f"{result.edition}, revision {result.revision}" if result.revision else result.edition
    if not result.differences:
        yield f"{name}: the same, all {result.files} files to the byte"
        if result.others:
            yield from wrapped(f"though it was made with {'; '.join(result.others)}", 2)
    else:
        yield f"{name}: not the same"
    for difference in result.differences:
        yield from wrapped(f"{difference.subject}: {difference.message}", 2, 4)
        if difference.causes:
            yield from wrapped(f"made with {'; '.join(difference.causes)}", 4, 6)
    if result.folder:
        yield str(result.folder)


def _verdict(different: "list[Rebuilt]", number: int) -> str:
    if number == 1:
        count = len(different[0].differences)
        return (
            f"{different[0].edition}: {count} {'thing differs' if count == 1 else 'things differ'}; see above"
        )
    return f"{len(different)} of {number} editions are not made again as they were; see above"
