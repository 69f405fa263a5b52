"""Why a statement of an edition stands there: what ``briefs explain`` shows, read from the edition's folder alone."""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefs.editions import choices
from briefs.errors import NoInput, NothingReadable
from briefs.model import Weighing
from briefs.publication.names import CONTRACT, SAFE_NAME

_OTHER: Final = re.compile(r"[a-zA-Z]\w{0,9}")
"""The id of a disagreement, an event, a quotation: nothing was chosen for those."""
_MOST_BYTES: Final = 64 * 2**20
"""A brief.json of four hundred pages has two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence and where it stands; ``statement`` is None where it is not printed."""

    text: str
    path: str
    passage: int
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A near miss: what it alone would have gained, and why it was not picked."""

    sentence: Told
    weighing: Weighing
    reason: str
    like: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a statement was chosen: as the ``turn``-th of its theme, of ``chosen``.

    ``beaten_withheld`` says that what it beat is not told, ``withheld`` counts the near misses that are not: they are
    of sources with a higher marking than the edition's.
    """

    edition: str
    theme: str
    sentence: Told
    context: str | None
    reference: str
    matched: tuple[str, ...]
    weighing: Weighing
    turn: int
    chosen: int
    beaten: Told | None
    beaten_gain: float
    near_misses: tuple[Missed, ...]
    beaten_withheld: bool = False
    withheld: int = 0


def explain(out: Path, edition: str | None, statement: str) -> Explanation:
    """Why the edition (by default the latest in ``out``) has a statement.

    Raises NoInput where there is no such edition or statement, NothingReadable where the edition does not tell.
    """
    folder = _folder(out, edition)
    brief, told = _read(folder / CONTRACT), _read(folder / choices.NAME)
    try:
        return _explanation(folder.name, brief, told, statement)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, StopIteration) as error:
        raise NothingReadable(f"{folder}: does not hold what an edition holds; build it again") from error


def _folder(out: Path, edition: str | None) -> Path:
    found = {path.parent.name: path.parent for path in sorted(out.glob(f"*/{CONTRACT}"))}
    listed = ", ".join(sorted(name for name in found if SAFE_NAME.fullmatch(name))) or "none"
    if edition is None:
        standing = [(_as_of(folder), folder.name, folder) for folder in found.values()]
        if not standing:
            raise NoInput(f"{out}: no edition stands there; build one, or name the folder with --out")
        return max(standing, key=lambda it: it[:2])[2]
    if edition not in found:
        raise NoInput(f"{out / edition}: no such edition; there are: {listed}")
    return found[edition]


def _as_of(folder: Path) -> datetime.datetime:
    """The moment from which an edition speaks; the earliest there is where it does not tell."""
    earliest = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    try:
        return datetime.datetime.fromisoformat(_read(folder / CONTRACT)["as_of"])
    except (NothingReadable, KeyError, TypeError, ValueError):
        return earliest


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise NothingReadable(f"{file}: is larger than any edition's; build the edition again")
        found = json.loads(content)
    except FileNotFoundError as error:
        raise NothingReadable(
            f"{file}: is missing: an older version of briefs made this edition; build it again"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise NothingReadable(f"{file}: cannot be read ({error}); build the edition again") from error
    if not isinstance(found, dict):
        raise NothingReadable(f"{file}: does not hold what an edition holds; build it again")
    return found


def _explanation(
    edition: str, brief: Mapping[str, Any], told: Mapping[str, Any], statement: str
) -> Explanation:
    if told["schema"] != choices.VERSION:
        raise NothingReadable(
            f"{choices.NAME} of {edition} is of another version of briefs; build the edition again"
        )
    printed = {it["id"]: (section, it) for section in brief["sections"] for it in section["statements"]}
    if statement not in printed:
        listed = _there_are(list(printed))
        if _OTHER.fullmatch(statement):
            raise NoInput(f"{statement}: only statements like 2.3 can be explained; in {edition} {listed}")
        raise NoInput(f"{edition}: has no statement {statement}; {listed}")
    section, found = printed[statement]
    if found.get("pinned_by"):
        raise NoInput(f"{edition}: {statement} was not weighed and chosen: {found['pinned_by']} pinned it")
    account = next(it for it in told["sections"] if it["theme"] == section["theme"])
    turn, choice = next(
        (turn, it) for turn, it in enumerate(account["choices"], start=1) if it["statement"] == statement
    )
    cited = found["citations"][0]
    reference = next(it for it in brief["references"] if it["number"] == cited["reference"])
    return Explanation(
        edition=edition,
        theme=section["title"],
        sentence=Told(
            text=found["text"], path=reference["path"], passage=cited["passage"], statement=statement
        ),
        context=found["context"],
        reference=_reference(reference),
        matched=tuple(choice["matched"]),
        weighing=Weighing(**choice["weighing"]),
        turn=turn,
        chosen=len(account["choices"]),
        beaten=_told(choice["beaten"]) if choice["beaten"] else None,
        beaten_gain=choice["beaten"]["gain"] if choice["beaten"] else 0.0,
        near_misses=tuple(map(_missed, account["near_misses"])),
        beaten_withheld=bool(choice.get("withheld", False)),
        withheld=int(account.get("withheld", 0)),
    )


def _there_are(statements: list[str]) -> str:
    return f"there are {statements[0]} to {statements[-1]}" if statements else "nothing is printed in it"


def _reference(reference: Mapping[str, Any]) -> str:
    parts = [reference["publisher"], reference["title"], reference["published"]]
    return ", ".join(part for part in parts if part)


def _told(sentence: Mapping[str, Any]) -> Told:
    return Told(
        text=sentence["text"],
        path=sentence["path"],
        passage=sentence["passage"],
        statement=sentence["statement"],
    )


def _missed(missed: Mapping[str, Any]) -> Missed:
    return Missed(
        sentence=_told(missed),
        weighing=Weighing(**missed["weighing"]),
        reason=missed["reason"],
        like=missed["like"],
    )
