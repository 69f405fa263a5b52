"""``briefs approve``: a person says that an edition may go out as it is.

As in ``commands``, what the command needs is imported when it runs.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.parameters import Configuration, PlainCommand

if TYPE_CHECKING:
    from briefs.editions.review.approving import Approved

_EXAMPLES: Final = """\b
Examples:
  briefs approve 2026-W21
  briefs approve 2026-W21 --seal 3f2a9c1e --note "checked against the sources"
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(approve)


def approve(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Like 2026-W21.")],
    name: persons.Name = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What is to be kept with the approval.")] = "",
    seal: Annotated[
        str | None,
        typer.Option(
            metavar="DIGITS", help="Approve only what has a seal that begins so: what you looked at."
        ),
    ] = None,
    configuration: Configuration = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Approve an edition as it is; where that is enough, it is published.

    [approval] in briefs.toml says how many different people must approve; one user of this machine is one person,
    unless approvers are named there. An approval is for one seal: after any edit it is void. Draft copies to look at
    stand in the folder review/EDITION of the store.
    """
    from briefs.cli import aftermath, moments  # noqa: PLC0415 - see the module
    from briefs.cli import run_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.review import approving  # noqa: PLC0415 - see the module
    from briefs.editions.runs import running  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    user = persons.user()
    request = approving.ApproveRequest(edition=edition, actor=name or user, note=note, seal=seal, typist=user)
    run = running.RunRequest(settings=settings, out=out, now=moments.now, jitter=moments.jitter, actor=user)
    with console.progress(quiet=quiet) as report, running.opened(run) as store:
        result = approving.approve(store, request, run, report)
    _tell(result, as_json=as_json, quiet=quiet)
    aftermath.tell(settings, (result.outcome,))


def _tell(result: "Approved", *, as_json: bool, quiet: bool) -> None:
    import json  # noqa: PLC0415 - see the module

    from briefs.editions.review import approvers  # noqa: PLC0415 - see the module

    record, outcome = result.record, result.outcome
    if as_json:
        told = {
            "edition": record.edition,
            "revision": record.revision,
            "seal": record.seal,
            "approvals": [
                {"by": it.actor, "typist": it.typist, "moment": it.moment.isoformat()} for it in result.given
            ],
            "needed": result.needed,
            "state": outcome.state,
            "message": outcome.message,
        }
        typer.echo(json.dumps(told))
        return
    if quiet:
        return
    names = ", ".join(map(approvers.named, result.given))
    again = "approved already" if result.was_given else "approved"
    void = "; what was approved before was another seal, and is void" if result.void else ""
    edits = ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in result.edits) or "no edits"
    named = f"{record.edition}, revision {record.revision}, seal {result.digits} ({edits})"
    typer.echo(f"{named}: {again} by {names}{void}")
    place = f": {outcome.folder}" if outcome.folder else ""
    typer.echo(f"{outcome.edition}: {outcome.message}{place}")
