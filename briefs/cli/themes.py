"""The commands around themes: list them, and try them out.

As in ``commands``, what a command needs is imported when it runs.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.parameters import PlainCommand, PlainGroup
from briefs.cli.wrapping import WIDTH, wrapped

if TYPE_CHECKING:
    from briefs.summary.feedback import Mark
    from briefs.summary.tuning import Trial, TriedDocument, TriedSentence, TriedTerm

Configuration = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Default: briefs.toml here, else the one shipped."),
]

_EXAMPLES: Final = """\b
Examples:
  briefs themes test
  briefs themes test reports --theme inter-korean
"""
_TERMS_SHOWN: Final = 6

themes_app = typer.Typer(
    help="List the themes, or try out what they find.",
    cls=PlainGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(themes_app, name="themes")


@themes_app.callback()
def themes(context: typer.Context, configuration: Configuration = None) -> None:
    """List the themes of the configuration, or try them out."""
    if context.invoked_subcommand:
        return
    from briefs import config  # noqa: PLC0415 - see the module

    settings = config.load(configuration)
    width = max(len(theme.id) for theme in settings.themes)
    for theme in settings.themes:
        told = f"{len(theme.terms):>3} terms  {theme.budget:>4} words"
        typer.echo(f"{theme.id:<{width}}  {told}  {theme.title}")


@themes_app.command("test", cls=PlainCommand, epilog=_EXAMPLES)
def try_out(
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders and files; default: what the configuration follows."),
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="ID", help="This theme only.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day, as in build; for what was fetched.")
    ] = None,
    configuration: Configuration = None,
) -> None:
    """Show what each theme finds and misses.

    The documents that serve it, the sentences that fit it best, its terms that are found, never found and nearly
    found, and words that mark its documents and that it lacks. Nothing is written.
    """
    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions import tuning  # noqa: PLC0415 - see the module

    settings = config.load(configuration)
    day = moments.day(since, settings.timezone, "--since")
    tuned = tuning.tune(settings, tuple(paths or ()), day, theme)
    for number, trial in enumerate(tuned.trials):
        for line in [""] * bool(number) + [*_lines(trial, tuned.documents)]:
            typer.echo(line)


def _lines(trial: "Trial", documents: int) -> Iterator[str]:
    yield f"{trial.theme.id}  {trial.theme.title}"
    yield "=" * WIDTH
    yield from wrapped(
        f"{trial.serving} of {documents} documents serve it; {trial.holding} hold a term of it.", 0
    )
    yield from _listed("Documents, with their fit beside the best:", map(_document, trial.documents))
    yield from _listed("Sentences that fit best:", map(_sentence, trial.sentences))
    yield from _named("Terms found, in how many documents and how often:", [*map(_found, trial.found)])
    yield from _never(trial.never)
    yield from _named(
        "Words that mark its documents and that it lacks (here, elsewhere):", [*map(_mark, trial.marks)]
    )


def _listed(heading: str, entries: Iterator[Sequence[str]]) -> Iterator[str]:
    """A heading and entries of several lines each, the second and later ones set in."""
    yield ""
    yield heading
    shown = False
    for first, *others in entries:
        shown = True
        yield from wrapped(first, 2, 8)
        for other in others:
            yield from wrapped(other, 8)
    if not shown:
        yield "  none"


def _named(heading: str, names: Sequence[str]) -> Iterator[str]:
    yield ""
    yield heading
    yield from wrapped("; ".join(names) or "none", 2)


def _document(tried: "TriedDocument") -> Sequence[str]:
    document = tried.document
    serves = "" if tried.serves else " (not used: too little of the theme, or nothing of its own)"
    counted = [f"{text} ×{count}" for text, count in tried.terms[:_TERMS_SHOWN]]
    rest = len(tried.terms) - _TERMS_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"{tried.score:.2f} {document.title or document.path}{serves}",
        document.path,
        ", ".join(counted) + more,
    )


def _sentence(tried: "TriedSentence") -> Sequence[str]:
    place = f"{tried.document.path} ¶{tried.passage}: {', '.join(tried.matched)}"
    never = (f"never printed: does not stand alone: {tried.leaning}",) if tried.leaning else ()
    return f"{tried.relevance:.2f} {tried.text}", place, *never


def _found(term: "TriedTerm") -> str:
    return f"{term.text} {term.documents}, {term.times}"


def _mark(mark: "Mark") -> str:
    return f"{mark.text} {mark.inside}, {mark.elsewhere}"


def _never(never: Sequence["TriedTerm"]) -> Iterator[str]:
    """The terms that never matched: first those that nearly did, then the others by their reasons."""
    unspoken: dict[str, list[str]] = {}
    for term in never:
        if term.nearly and term.nearly.startswith("no document"):
            unspoken.setdefault(term.nearly, []).append(term.text)
    nearly = [it for it in never if it.nearly and it.nearly not in unspoken]
    yield from _named("Terms never found:", [it.text for it in never if not it.nearly])
    for reason, texts in sorted(unspoken.items()):
        yield from wrapped(f"{', '.join(texts)}: {reason}", 2)
    if nearly:
        yield ""
        yield "Terms nearly found:"
        for term in nearly:
            yield from wrapped(f"“{term.text}”: {term.nearly}", 2, 4)
