"""The whole story on one page: the only place where the stages meet.

    sources ──read──▶ documents ──select──▶ selection ──compose──▶ brief
       └────────────▶ problems ─────────────────────────────┘

Nothing here reads a clock, a disk, a network or an environment: the same sources and plan give the same
brief, whatever the order they come in.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from briefs.composition import Plan, compose
from briefs.errors import NothingReadable
from briefs.model import Brief, Document, Problem, Source
from briefs.reading import read
from briefs.summary import select

_REASONS_SHOWN: Final = 3


def build(
    sources: Sequence[Source], problems: Sequence[Problem], plan: Plan
) -> tuple[Brief, tuple[Document, ...]]:
    """The brief, and the documents that its offsets refer to, in the order of their shown paths.

    Raises ``NothingReadable`` when no document came out of the sources; one that did is enough.
    """
    outcomes = [read(source) for source in sources]
    documents = sorted(
        (outcome for outcome in outcomes if isinstance(outcome, Document)),
        key=lambda document: (document.path, document.id),
    )
    failed = [*problems, *(outcome for outcome in outcomes if isinstance(outcome, Problem))]
    late = [problem for document in documents if (problem := _too_late(document, plan.coverage.end))]
    subjects = {problem.subject for problem in late}
    used = [document for document in documents if document.path not in subjects]
    if not used:
        raise NothingReadable(_reasons([*failed, *late]))
    selection = select(used, plan.themes)
    return compose(selection, used, [*failed, *late], plan), tuple(used)


def _too_late(document: Document, end: datetime.date) -> Problem | None:
    """The problem of a document that is dated after the last day the edition covers."""
    published = document.published
    if published is None or published.day < end:
        return None
    return Problem(
        subject=document.path,
        stage="coverage",
        message=f"published {published.iso}, after this edition's last day",
    )


def _reasons(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no document to read: name a folder or file of .txt, .md or .html documents"
    shown = "; ".join(
        f"{problem.subject}: {problem.message}" for problem in sorted(problems)[:_REASONS_SHOWN]
    )
    more = f"; and {len(problems) - _REASONS_SHOWN} more" if len(problems) > _REASONS_SHOWN else ""
    return f"no document could be read: {shown}{more}"
