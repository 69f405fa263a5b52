"""The command explain: why a statement of an edition stands there, and what came near.

As in ``commands``, what a command needs is imported when it runs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.parameters import PlainCommand
from briefs.cli.wrapping import wrapped

if TYPE_CHECKING:
    from briefs.editions.explaining import Explanation, Missed, Told
    from briefs.model import Weighing

_EXAMPLES: Final = """\b
Examples:
  briefs explain 2.3
  briefs explain 2.3 --edition 2026-W21
"""
_GRADES: Final = ((0.75, "strong"), (0.5, "good"), (0.25, "fair"), (0.0, "weak"))


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command of this module is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(explain)


def explain(
    *,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its number in the brief, like 2.3.")],
    edition: Annotated[
        str | None, typer.Option(metavar="NAME", help="Default: the latest that stands there.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Tell why a statement was chosen, what it beat, and what came near.

    What the edition's choices.json holds is printed; nothing is read or chosen again.
    """
    import dataclasses  # noqa: PLC0415 - see the module
    import json  # noqa: PLC0415 - see the module

    from briefs.editions import explaining  # noqa: PLC0415 - see the module

    found = explaining.explain(out, edition, statement)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        typer.echo(line)


def _lines(found: "Explanation") -> Iterator[str]:
    yield f"{found.sentence.statement}  {found.theme}  ({found.edition})"
    yield ""
    yield from wrapped(found.sentence.text, 2)
    if found.context:
        yield from wrapped(f"[{found.context}]", 2)
    yield from wrapped(f"{found.reference}; {_place(found.sentence)}", 2)
    yield from wrapped(f"Terms of the theme in it: {', '.join(found.matched)}", 2)
    yield ""
    share = "the most of its theme" if found.weighing.gain == 1 else f"{found.weighing.gain:.0%} of the most"
    yield f"Chosen as number {found.turn} of {found.chosen}; it gained {share}:"
    yield from _parts(found.weighing)
    yield ""
    yield from _beaten(found)
    yield ""
    yield f"Near misses of this theme ({len(found.near_misses)}), by what each alone would have gained:"
    for number, missed in enumerate(found.near_misses, start=1):
        yield from _near_miss(number, missed)
    if found.withheld:
        yield from wrapped(_withheld(found.withheld), 2)


def _parts(weighing: "Weighing") -> Iterator[str]:
    """The parts of a gain, with what each of them means."""
    yield _part("fit", f"{weighing.fit:.2f}", f"{_grade(weighing.fit)}: how well it fits the theme")
    told = f"{_grade(weighing.coverage)}: how much it adds of what the articles say"
    yield _part("coverage", f"{weighing.coverage:.2f}", told)
    factors = (
        ("lead", weighing.lead, "for standing near the head of its article"),
        ("names", weighing.names, "for the names and numbers it states"),
        ("looseness", weighing.looseness, "for phrases that lean on the article"),
        ("standing", weighing.standing, "for what is known of its source"),
        ("spread", weighing.spread, "for what the theme has of its article already"),
        ("language", weighing.language, "so that languages with few articles compare"),
    )
    for name, factor, meaning in factors:
        if factor != 1:
            yield _part(name, f"× {factor:.2f}", f"{'raised' if factor > 1 else 'lowered'} {meaning}")
    yield _part("cost", str(weighing.words), "words, of those that the theme may fill")


def _part(name: str, value: str, meaning: str) -> str:
    return f"  {name:<10}{value:>7}  {meaning}"


def _grade(share: float) -> str:
    return next(word for least, word in _GRADES if share >= least)


def _withheld(number: int) -> str:
    if number == 1:
        return "1 more is of a source with a higher marking than the edition's, and is not named."
    return f"{number} more are of sources with a higher marking than the edition's, and are not named."


def _beaten(found: "Explanation") -> Iterator[str]:
    if found.beaten_withheld:
        yield "It beat a sentence of a source with a higher marking than the edition's, which is not named."
        return
    if found.beaten is None:
        yield "It beat nothing: no other sentence was left."
        return
    yield f"It beat, with {found.beaten_gain:.0%}:"
    yield from wrapped(found.beaten.text, 2)
    yield from wrapped(_place(found.beaten), 2)


def _near_miss(number: int, missed: "Missed") -> Iterator[str]:
    reason = f"too like {missed.like}" if missed.like else missed.reason
    yield from wrapped(f"{number}. {missed.weighing.gain:.0%} {reason}", 3 - len(str(number)), 5)
    yield from wrapped(missed.sentence.text, 5)
    yield from wrapped(_place(missed.sentence), 5)


def _place(sentence: "Told") -> str:
    printed = f", printed as {sentence.statement}" if sentence.statement else ""
    return f"{sentence.path} ¶{sentence.passage}{printed}"
