"""The command that proves a brief: verify.

As in ``commands``, what it needs is imported when it runs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.parameters import PlainCommand
from briefs.cli.wrapping import wrapped
from briefs.errors import NotProven

if TYPE_CHECKING:
    from briefs.proof.report import Check, Finding, Report

_EXAMPLES: Final = """\b
Examples:
  briefs verify brief.pdf
  briefs verify out/2026-W21 --sources seeds
  briefs verify brief.pdf --public-key desk.key.pub
"""
_FINDINGS_SHOWN: Final = 10
_SUBJECT: Final = 13
_DETAIL: Final = 34
"""Columns at which the subject of a check and what is told of it begin."""

PublicKey = Annotated[
    str | None,
    typer.Option(
        "--public-key",
        metavar="KEY",
        help="Check the signature with it: minisign's, a file or its line; or a certificate.",
    ),
]


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command of this module is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(verify)


def verify(
    *,
    path: Annotated[
        Path, typer.Argument(metavar="FILE.pdf|DIR", help="A brief, or the folder of its edition.")
    ],
    sources: Annotated[
        list[Path] | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            help="Where its sources stand, or their kept texts; may be given again.",
        ),
    ] = None,
    public_key: PublicKey = None,
    own_words: Annotated[
        bool, typer.Option("--own-words", help="List the words on its pages that no source is cited for.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Prove a brief: every sentence is its source's, and nothing was changed.

    The PDF carries what is needed to check it alone; the kept texts and the sources show more. What could not be
    checked is told. The exit code is 0 when all that was checked holds, and 3 when something does not.
    """
    import dataclasses  # noqa: PLC0415 - see the module
    import datetime  # noqa: PLC0415 - see the module
    import json  # noqa: PLC0415 - see the module

    from briefs.proof import Request, verify  # noqa: PLC0415 - see the module
    from briefs.publication.wording import visible  # noqa: PLC0415 - see the module

    moment = datetime.datetime.now(datetime.UTC)
    report = verify(Request(path=path, moment=moment, sources=tuple(sources or ()), public_key=public_key))
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(report) | {"holds": report.holds}, indent=2))
    else:
        for line in _lines(report, own_words=own_words):
            typer.echo(visible(line))
    if not report.holds:
        raise NotProven(f"{report.subject}: not proven; see what fails above")


def _lines(report: "Report", *, own_words: bool) -> Iterator[str]:
    yield f"{report.subject}: {report.edition}, {report.title}"
    yield from wrapped(report.summary, 2)
    yield f"  manifest {report.manifest}"
    yield ""
    for check in report.checks:
        yield from _check(check)
    yield ""
    yield from wrapped(_verdict(report), 0)
    if own_words:
        yield ""
        yield "Words of its pages that are the house's own and not a source's:"
        for words in report.unbound:
            yield from wrapped(words, 2, 4)


def _check(check: "Check") -> Iterator[str]:
    first, *others = wrapped(_told(check), _DETAIL)
    yield f"{check.outcome:<{_SUBJECT}}{check.subject}".ljust(_DETAIL) + first.lstrip()
    yield from others
    for finding in check.findings[:_FINDINGS_SHOWN]:
        yield from _finding(finding)
    if len(check.findings) > _FINDINGS_SHOWN:
        yield f"    and {len(check.findings) - _FINDINGS_SHOWN} more, all with --json"


def _told(check: "Check") -> str:
    """What is told of a check: of one that fails, how much does not hold, and not what was looked at."""
    if check.outcome != "FAILS":
        return check.detail
    number = len(check.findings)
    return f"{number:,} {'thing does' if number == 1 else 'things do'} not hold:"


def _finding(finding: "Finding") -> Iterator[str]:
    yield from wrapped(f"{finding.where}: {finding.message}", 4, 6)
    if finding.found is not None:
        yield from wrapped(f"here:     {finding.found}", 6, 16)
    if finding.expected is not None:
        yield from wrapped(f"expected: {finding.expected}", 6, 16)


def _verdict(report: "Report") -> str:
    if not report.holds:
        return "This brief is not proven: what fails is told above."
    left = [check.subject for check in report.checks if check.outcome == "not checked"]
    lacking = f" Not checked: {', '.join(left)}." if left else ""
    return f"All that was checked holds.{lacking}{_limits(left)}"


def _limits(left: list[str]) -> str:
    """What nothing but a signature can show: sources bind their own words, and not ours."""
    if "the signature" not in left:
        return ""
    told = (
        " Without a signature, headings, drawings, numbers and other words of the house are bound by the seal "
        "alone, which anybody can make anew; only a signature (--public-key) shows that they are as they were made."
    )
    if "the sources" in left:
        told += " So are the sentences, as long as their sources (--sources) are not looked at."
    return told
