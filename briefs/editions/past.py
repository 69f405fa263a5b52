"""What readers were told before: what the editions in ``out`` say.

out/*/brief.json, sources/*.txt ──recall──▶ Past ──pipeline──▶ what is new, and what has changed

An edition of the same day is no earlier one: whoever builds two on a Monday gives both to readers on that Monday. Nor
is one of another brief, which has none of the themes.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.editions.printed import Damaged, Printed, read_statements, text_of, whole
from briefs.model import Past, Problem
from briefs.publication.names import CONTRACT
from briefs.summary import concept_hashes

EDITIONS: Final = 8
"""Editions that are remembered, the latest: eight weeks of a weekly brief, as long as for earlier sources."""
_MOST_BYTES: Final = 64 * 2**20
"""A brief.json of four hundred pages has two."""
_HEAD: Final = 2**16
_AS_OF: Final = re.compile(rb'"as_of": "([^"\\]{1,40})"')
"""In the head of a brief.json, so that years of editions need not be read for the last eight."""
_STAGE: Final = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """An edition in its folder, and the moment from which it speaks."""

    folder: Path
    as_of: datetime.datetime


def recall(
    out: Path, edition: str, as_of: datetime.datetime, themes: Collection[str]
) -> tuple[Past, tuple[Problem, ...]]:
    """What the last editions of days before ``as_of`` and the documents they cite say; and those that cannot be read.

    ``edition`` itself is none of them: built again it must be as it was. Those without any of ``themes`` are another
    brief's. What is damaged is a problem and never an error.
    """
    found, problems = _remembered(out, edition, as_of, themes)
    statements = [statement for _, printed in found for statement in printed.statements]
    cited = {it.document.id: it.document for it in statements}
    concepts = frozenset[int]().union(*(concept_hashes(whole(document)) for document in cited.values()))
    read = frozenset[str]().union(*(printed.read for _, printed in found))
    return Past(statements=tuple(statements), concepts=concepts, read=read), problems


def kept_files(
    out: Path, edition: str, as_of: datetime.datetime, themes: Collection[str]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files that ``recall`` reads, by their paths in ``out``: of these alone it recalls the same; and its problems.

    What is damaged is a problem and not among them.
    """
    found, problems = _remembered(out, edition, as_of, themes)
    files: dict[str, bytes] = {}
    for folder, printed in found:
        texts = sorted({text_of(statement.document.id) for statement in printed.statements})
        files |= {f"{folder.name}/{name}": (folder / name).read_bytes() for name in (CONTRACT, *texts)}
    return files, problems


def read_by(brief: bytes) -> frozenset[str]:
    """The marks of the documents that an edition was made from, by its brief.json; none where it does not tell."""
    try:
        return frozenset(json.loads(brief)["method"].get("read", ()))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()


def _remembered(
    out: Path, edition: str, as_of: datetime.datetime, themes: Collection[str]
) -> tuple[list[tuple[Path, Printed]], tuple[Problem, ...]]:
    """The last editions that have one of the themes, each with its folder; and those that cannot be read."""
    remembered: list[tuple[Path, Printed]] = []
    problems: list[Problem] = []
    for found in _standing(out, edition, as_of):
        if len(remembered) == EDITIONS:
            break
        if isinstance(found, Problem):
            problems.append(found)
            continue
        try:
            printed = read_statements(found.folder, _MOST_BYTES)
        except Damaged as error:
            problems.append(_problem(found.folder, str(error)))
            continue
        if not printed.themes.isdisjoint(themes):
            remembered.append((found.folder, printed))
    return remembered, tuple(problems)


def earlier_folders(out: Path, edition: str, as_of: datetime.datetime) -> Iterator[Path]:
    """The folders of the editions of days before ``as_of``, the latest first; those that do not tell are left out."""
    return (it.folder for it in _standing(out, edition, as_of) if isinstance(it, _Standing))


def _standing(out: Path, edition: str, as_of: datetime.datetime) -> Iterator[_Standing | Problem]:
    """The folders that say they are editions of an earlier day: first those that do not tell, then the latest first."""
    found: list[_Standing] = []
    for folder in _folders(out):
        if folder.name == edition:
            continue
        moment = _moment(folder / CONTRACT)
        if isinstance(moment, str):
            yield _problem(folder, moment)
        elif moment.astimezone(as_of.tzinfo).date() < as_of.date():
            found.append(_Standing(folder=folder, as_of=moment))
    yield from sorted(found, key=lambda it: (it.as_of, it.folder.name), reverse=True)


def _folders(out: Path) -> list[Path]:
    """The folders that hold a brief.json, by name; hidden ones are a build's that is under way."""
    try:
        entries = sorted(out.iterdir(), key=lambda path: path.name)
    except OSError:
        return []
    return [path for path in entries if not path.name.startswith(".") and (path / CONTRACT).is_file()]


def _moment(file: Path) -> datetime.datetime | str:
    """The moment from which an edition speaks, or why there is none."""
    try:
        with file.open("rb") as opened:
            stated = _AS_OF.search(opened.read(_HEAD))
    except OSError as error:
        return f"{CONTRACT} cannot be read: {error.strerror}"
    try:
        moment = datetime.datetime.fromisoformat(stated[1].decode("ascii")) if stated else None
        day = moment and moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        moment = day = None
    if moment is None or day is None or moment.tzinfo is None:
        return f"{CONTRACT} does not say from which moment the edition speaks"
    return moment


def _problem(folder: Path, message: str) -> Problem:
    return Problem(
        subject=folder.name, stage=_STAGE, message=f"an earlier edition that is not remembered: {message}"
    )
