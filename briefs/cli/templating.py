"""``briefs templates``: which layouts there are, and copies of them to change.

As in ``commands``, what a command needs is imported when it runs.
"""

from pathlib import Path
from typing import Annotated, Final

import typer

from briefs.cli.parameters import PlainCommand, PlainGroup
from briefs.errors import TemplateError

_EJECT_EXAMPLES: Final = """\b
Examples:
  briefs templates eject masthead
  briefs templates eject print.css screen.css --to house
  briefs templates eject executive
"""

templates_app = typer.Typer(
    help="List the layouts, copy what you want to change, and check what you changed.",
    cls=PlainGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(templates_app, name="templates")


@templates_app.command("list", cls=PlainCommand)
def list_sets() -> None:
    """List the shipped sets with the files that are their own; all others come from the default."""
    from briefs.editions.ejecting import shipped_sets  # noqa: PLC0415 - see the module

    for one in shipped_sets():
        typer.echo(one.name)
        for file in one.files:
            typer.echo(f"  {file}")


@templates_app.command(cls=PlainCommand, epilog=_EJECT_EXAMPLES)
def eject(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", help="A set, a file or a part, as “list” has them; default: the default set."
        ),
    ] = None,
    to: Annotated[Path, typer.Option(metavar="DIR", help="The folder of your own templates.")] = Path(
        "templates"
    ),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what stands there.")] = False,
) -> None:
    """Copy shipped templates to a folder of your own, to change them there.

    Copy only what you want to change: every file that your folder lacks comes from the shipped set.
    """
    from briefs import shipped  # noqa: PLC0415 - see the module
    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.editions import ejecting  # noqa: PLC0415 - see the module

    written = ejecting.eject(names or [shipped.DEFAULT_SET], to, force=force)
    for path in written:
        typer.echo(path)
    parts = {path.relative_to(to).parts[0] for path in written}
    own = next((name for name in shipped.template_sets() if name in parts), None)
    folder = to / own if own else to
    streams.note(
        f'change them, look with “briefs preview --templates {folder}”, and use them with template = "{folder}" '
        "below [brand] in briefs.toml"
    )


@templates_app.command(cls=PlainCommand)
def check(
    name: Annotated[str, typer.Argument(metavar="SET", help="A shipped set, or a folder of your own.")],
) -> None:
    """Check that the templates of a set use only names that there are, and that a page can be set."""
    from briefs import shipped  # noqa: PLC0415 - see the module
    from briefs.editions.checkup import Status, set_specimen  # noqa: PLC0415 - see the module
    from briefs.publication import Design  # noqa: PLC0415 - see the module
    from briefs.publication.naming import misnamed  # noqa: PLC0415 - see the module
    from briefs.publication.sets import chain  # noqa: PLC0415 - see the module

    folder = shipped.template_set(name, Path())
    wrong = list(misnamed(chain(folder)))
    for found in wrong:
        typer.echo(f"{found.path}:{found.line}: {found.message}")
    if wrong:
        count = "one mistake" if len(wrong) == 1 else f"{len(wrong)} mistakes"
        raise TemplateError(f"{folder}: {count}; names that there are: briefs templates fields")
    finding = set_specimen(Design(templates=folder))
    if finding.status is not Status.OK:
        raise TemplateError(finding.message)
    typer.echo(finding.message)


@templates_app.command(cls=PlainCommand)
def fields() -> None:
    """Print every name that a template is given, with its type and meaning, as Markdown."""
    from briefs.publication.fields import reference  # noqa: PLC0415 - see the module

    typer.echo(reference(), nl=False)
