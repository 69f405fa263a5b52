"""``briefs send``: an edition goes to its readers by mail.

As in ``commands``, what the command needs is imported when it runs.
"""

import os
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.ledgers import Edition
from briefs.cli.parameters import AsJson, Configuration, PlainCommand
from briefs.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.cli.interruption import Interruption
    from briefs.config import Settings
    from briefs.editions.delivery.proofs import View
    from briefs.editions.delivery.sending import SendRequest

_EXAMPLES: Final = """\b
Examples:
  briefs send 2026-W21 --dry-run
  briefs send 2026-W21 --preview
  briefs send 2026-W21 --to me@ministry.example
  briefs send 2026-W21
  briefs send 2026-W21 --yes
  briefs send 2026-W21 --list press --wait
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(send)


def send(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Edition,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="NAME",
            help="Send to this list; may be repeated. Default: the lists it went to before, else mail.lists, else all.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell exactly what would happen, and do nothing.")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only show the mail: nothing is sent.")] = False,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Only send a proof to this address; may be repeated."),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            metavar="TAG", help='For --preview and --to: our own words in this language, like "ko".'
        ),
    ] = "",
    theme: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="For --preview and --to: of this theme only; may be repeated."),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="Come back when no reader is to be tried again any more.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", "-y", help="Do not ask before it goes to anybody new; needed where nobody can be asked."
        ),
    ] = False,
    name: persons.Name = None,
    configuration: Configuration = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send an edition to its readers by mail, each of them once.

    What was interrupted is gone on with; sent again, it goes to whoever is new. Before it does, you are asked: where
    nobody can be, say --yes. A correction goes to exactly those who were sent the wrong one, and so does word of a
    withdrawal. Ends with 75 where some are still to be tried, with 76 where it is paused, and with 70 where a person
    has to say what became of some.
    """
    from briefs.cli import interruption  # noqa: PLC0415 - see the module
    from briefs.cli import send_console as console  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    _expect_one(dry_run=dry_run, preview=preview, proof=bool(to))
    _expect_no_view(language, theme or (), wanted=preview or bool(to))
    asked = interruption.Interruption()
    request = request_of(settings, edition, asked, name or persons.user())
    request = _with(request, lists or (), wait=wait)
    if dry_run:
        from briefs.editions.delivery import outlook  # noqa: PLC0415 - see the module

        foreseen = outlook.foresee(request)
        console.tell_outlook(foreseen, settings.timezone, as_json=as_json)
        raise typer.Exit(foreseen.exit_code)
    if preview:
        _show(request, _view(settings, language, theme or ()), as_json=as_json)
    elif to:
        _prove(request, to, _view(settings, language, theme or ()))
    else:
        _send(request, asked, ask=not yes, quiet=quiet, as_json=as_json)


def request_of(settings: "Settings", edition: str, asked: "Interruption", actor: str) -> "SendRequest":
    """What sends an edition, with the clock, chance, and the passwords of this process."""
    from briefs.cli import moments, passwords  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import secret  # noqa: PLC0415 - see the module
    from briefs.editions.delivery.credentials import Credentials  # noqa: PLC0415 - see the module
    from briefs.editions.delivery.sending import SendRequest  # noqa: PLC0415 - see the module

    return SendRequest(
        settings=settings,
        edition=edition,
        credentials=Credentials(
            secret=lambda: secret.secret_of(settings.store, os.environ),
            password=passwords.server_password,
            key=passwords.signing_key,
        ),
        now=moments.precisely,
        jitter=moments.jitter,
        stop=asked.asked,
        actor=actor,
        # No process of this machine or another has, or has had, this name.
        sender=f"{os.getpid()}-{os.urandom(8).hex()}",
    )


def _expect_one(*, dry_run: bool, preview: bool, proof: bool) -> None:
    if dry_run + preview + proof > 1:
        raise typer.BadParameter("give one of --dry-run, --preview and --to", param_hint="--dry-run")


def _expect_no_view(language: str, themes: "Sequence[str]", *, wanted: bool) -> None:
    """Nothing. What each reader gets is what they have asked for: nobody can choose for all of them."""
    if wanted or not (language or themes):
        return
    raise typer.BadParameter(
        "is for --preview and --to; what is sent follows each reader’s own choice (briefs readers)",
        param_hint="--language" if language else "--theme",
    )


def _with(request: "SendRequest", lists: "Sequence[str]", *, wait: bool) -> "SendRequest":
    from dataclasses import replace  # noqa: PLC0415 - see the module

    from briefs.distribution.readers_file import list_of  # noqa: PLC0415 - see the module

    try:
        names = tuple(sorted({list_of(name) for name in lists}))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--list") from error
    return replace(request, lists=names, wait=wait)


def _view(settings: "Settings", language: str, themes: "Sequence[str]") -> "View":
    from briefs.editions.delivery.proofs import View  # noqa: PLC0415 - see the module
    from briefs.publication.translations import languages  # noqa: PLC0415 - see the module

    if language and language.partition("-")[0].casefold() not in languages():
        raise typer.BadParameter(
            f'mails are not written in "{language}"; known are {", ".join(languages())}',
            param_hint="--language",
        )
    known = {theme.id for theme in settings.themes}
    for theme in themes:
        if theme not in known:
            raise typer.BadParameter(
                f'"{theme}" is no theme; known are {", ".join(sorted(known))}', param_hint="--theme"
            )
    return View(language=language, themes=tuple(themes))


def _show(request: "SendRequest", view: "View", *, as_json: bool) -> None:
    """Write the mail as files, and open its page where somebody watches."""
    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.cli.ledger_console import print_json  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import proofs  # noqa: PLC0415 - see the module

    files = proofs.preview(request, view)
    if as_json:
        print_json([str(path) for path in files])
        return
    for path in files:
        typer.echo(path)
    if streams.watched():
        typer.launch(str(files[0]))


def _prove(request: "SendRequest", to: "Sequence[str]", view: "View") -> None:
    from briefs.distribution.addresses import address_of  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import proofs  # noqa: PLC0415 - see the module

    try:
        addresses = tuple(dict.fromkeys(address_of(text).ascii for text in to))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--to") from error
    proofs.prove(request, addresses, view)
    for address in addresses:
        typer.echo(f"{request.edition}: a proof was sent to {address}")


def _send(request: "SendRequest", asked: "Interruption", *, ask: bool, quiet: bool, as_json: bool) -> None:
    from briefs.cli import aftermath, streams  # noqa: PLC0415 - see the module
    from briefs.cli import send_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import due, sending  # noqa: PLC0415 - see the module

    if ask and not _is_wanted(request, may_ask=streams.watched() and not as_json):
        streams.note("nothing was sent")
        return
    with asked.heeded(), console.progress(quiet=quiet) as report:
        sent = sending.send(request, report)
    console.tell_sent(sent, request.settings.timezone, as_json=as_json, quiet=quiet)
    if sent.is_done:
        # What owners were still to be told of a run that did not get so far is over.
        aftermath.tell(request.settings, (due.outcome(request, sent),), hooked=())
    raise typer.Exit(sent.exit_code and (asked.code or sent.exit_code))


def _is_wanted(request: "SendRequest", *, may_ask: bool) -> bool:
    """Whether it may go to whoever is new. Raises BadParameter where there are some, and nobody can be asked."""
    from briefs.cli import send_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import outlook  # noqa: PLC0415 - see the module

    foreseen = outlook.foresee(request)
    if foreseen.refused:
        raise NotAllowed(foreseen.refused)
    if not foreseen.adds:
        return True
    if not may_ask:
        raise typer.BadParameter(
            f"{request.edition} would go to {foreseen.forecast.readers:,} who were not to get it before, and nobody "
            "is there to be asked: look at --dry-run, then say --yes",
            param_hint="--yes",
        )
    console.tell_outlook(foreseen, request.settings.timezone, as_json=False)
    sys.stdout.flush()
    return typer.confirm("Send it?", err=True)
