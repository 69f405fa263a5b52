"""What stands beside an edition that was corrected or withdrawn: ``revisions.json``, when and why.

It is made of the ledger and can be made again; the site reads it, because what was issued stays as it was.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs.model import Marking

SCHEMA: Final = "briefs/revisions/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a revision corrects, as it was told when it was ordered."""

    revision: int
    moment: datetime.datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An edition that is offered no more: when it was withdrawn and why, and what it was."""

    edition: str
    title: str
    language: str
    as_of: datetime.datetime
    marking: Marking | None
    moment: datetime.datetime
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """What became of an edition since it came out: its corrections, the oldest first; or that it was withdrawn."""

    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawn | None = None


def to_json(edition: str, corrections: Sequence[Correction], withdrawn: Withdrawn | None = None) -> bytes:
    """The file that stands beside an edition; equal arguments give equal bytes."""
    value: dict[str, Any] = {
        "schema": SCHEMA,
        "edition": edition,
        "corrections": [
            {"revision": it.revision, "moment": _written(it.moment), "text": it.text} for it in corrections
        ],
        "withdrawn": None,
    }
    if withdrawn is not None:
        value["withdrawn"] = {
            "moment": _written(withdrawn.moment),
            "because": withdrawn.because,
            "title": withdrawn.title,
            "language": withdrawn.language,
            "as_of": withdrawn.as_of.isoformat(),
            "marking": withdrawn.marking,
        }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "backslashreplace")


def of_json(content: bytes, edition: str) -> Revisions:
    """What such a file says. Raises ValueError for any other."""
    try:
        said = json.loads(content)
        if said["schema"] != SCHEMA or said["edition"] != edition:
            raise ValueError("is of another kind, or of another edition")
        return Revisions(
            corrections=tuple(
                Correction(revision=int(it["revision"]), moment=_moment(it["moment"]), text=_text(it["text"]))
                for it in said["corrections"]
            ),
            withdrawn=None if said["withdrawn"] is None else _withdrawn(edition, said["withdrawn"]),
        )
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("is not as it was written") from error


def _withdrawn(edition: str, said: dict[str, Any]) -> Withdrawn:
    return Withdrawn(
        edition=edition,
        title=_text(said["title"]),
        language=_text(said["language"]),
        as_of=_moment(said["as_of"]),
        marking=Marking(said["marking"]) if said["marking"] else None,
        moment=_moment(said["moment"]),
        because=_text(said["because"]),
    )


def _written(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(value: object) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError(f"no moment: {value}")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
