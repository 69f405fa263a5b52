"""Every system on the same sentences: ours, the two leads, and sumy's, which has a room of its own."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.quality.evaluation import multiling
from tests.quality.evaluation.multiling import Event
from tests.quality.evaluation.printed import Summary

PYTHON: Final = Path(__file__).parents[3] / ".venv-bench" / "bin" / "python"
OURS: Final = "briefs"
ONE_POOL: Final = "briefs, one pile of all"

Scores = dict[str, dict[str, list[dict[str, dict[str, float]]]]]
"""By system, ``plain`` or ``stemmed``, topic and measure (``rouge2``): ``f`` and ``recall``."""


def our_summaries(events: Sequence[Event]) -> dict[str, list[Summary]]:
    """What we print of each event, from its own articles and from all articles in one pile."""
    return {OURS: [multiling.ours(event) for event in events], ONE_POOL: multiling.ours_of_one_pool(events)}


def from_own_event(found: Sequence[Summary], events: Sequence[Event]) -> float:
    """The share of sentences that are taken from an article of their event, where all articles lie in one pile."""
    own = {document.id: event.id for event in events for document in event.documents}
    printed = [(summary.topic, own[one.document.id]) for summary in found for one in summary.printed]
    return sum(topic == event for topic, event in printed) / len(printed)


def their_summaries(events: Sequence[Event]) -> dict[str, list[Summary]]:
    """What the others choose of the same sentences."""
    return {
        "lead": [multiling.lead(event) for event in events],
        "lead in turn": [multiling.lead_in_turn(event) for event in events],
        **_sumy(events),
    }


def _sumy(events: Sequence[Event]) -> dict[str, list[Summary]]:
    sentences = [[one for article in event.sentences for one in article] for event in events]
    words = [[[word.text for word in one.words] for one in topic] for topic in sentences]
    return {
        f"sumy {name}": [
            multiling.cut(event, [topic[place] for place in order])
            for event, topic, order in zip(events, sentences, orders, strict=True)
        ]
        for name, orders in _ask({"rank": words}).items()
    }


def scores(systems: dict[str, list[Summary]], events: Sequence[Event]) -> Scores:
    """What `rouge-score` says of each system's sentences, without what stands beside them."""
    texts = {name: [summary.text for summary in found] for name, found in systems.items()}
    found: Scores = _ask({"score": texts, "references": [event.references for event in events]})
    return found


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    command = [str(PYTHON), str(Path(__file__).with_name("rivals.py"))]
    answer = subprocess.run(
        command, input=json.dumps(question), stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found
