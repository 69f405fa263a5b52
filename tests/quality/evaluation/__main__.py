"""``make eval``: how good the chosen sentences are, beside every rival, on public data and on the labelled sample.

python -m tests.quality.evaluation            the whole table
python -m tests.quality.evaluation --ours     ours alone, without the rivals' room: a second or two
python -m tests.quality.evaluation --defects  and each defect of ours, with the sentence
python -m tests.quality.evaluation --show     and every sentence we print
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from tests.quality.evaluation import multiling
from tests.quality.evaluation.defects import Defect, defects, rates
from tests.quality.evaluation.multiling import Event
from tests.quality.evaluation.overlap import rouge_n
from tests.quality.evaluation.printed import Summary

ROOT: Final = Path(__file__).parents[3]
RIVALS: Final = ROOT / ".venv-bench" / "bin" / "python"


def main() -> int:
    options = set(sys.argv[1:])
    if not multiling.DATA.is_file():
        print(
            "MultiLing 2011: skipped, for ../shared/eval/multiling2011_en.jsonl is not beside this checkout."
        )
        return 0
    events = multiling.events()
    systems = {
        "briefs": [multiling.ours(event) for event in events],
        "briefs, one pool": multiling.ours_of_one_pool(events),
    }
    if "--ours" not in options:
        systems |= {
            "lead": [multiling.lead(event) for event in events],
            "lead in turn": [multiling.lead_in_turn(event) for event in events],
            **sumy(events),
        }
    print(table(systems, events, scores=None if "--ours" in options else scores(systems, events)))
    if options & {"--defects", "--show"}:
        show(systems["briefs"], every="--show" in options)
    return 0


def sumy(events: Sequence[Event]) -> dict[str, list[Summary]]:
    """What sumy's summarizers choose of the same sentences."""
    sentences = [[one for article in event.sentences for one in article] for event in events]
    words = [[[word.text for word in one.words] for one in topic] for topic in sentences]
    return {
        f"sumy {name}": [
            multiling.cut(event, [topic[place] for place in order])
            for event, topic, order in zip(events, sentences, orders, strict=True)
        ]
        for name, orders in _ask({"rank": words}).items()
    }


def scores(systems: dict[str, list[Summary]], events: Sequence[Event]) -> dict[str, Any]:
    """The scores of `rouge-score`; of ours once more with what stands in brackets."""
    texts = {name: [summary.text for summary in found] for name, found in systems.items()}
    texts["briefs, with brackets"] = [
        " ".join(one.shown for one in summary.printed) for summary in systems["briefs"]
    ]
    return _ask({"score": texts, "references": [event.references for event in events]})


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    command = [str(RIVALS), str(Path(__file__).with_name("rivals.py"))]
    answer = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def table(systems: dict[str, list[Summary]], events: Sequence[Event], scores: dict[str, Any] | None) -> str:
    """One line a system: ROUGE F and recall, without and with stemming, and the share of sentences with each defect."""
    rows = [
        f"{'MultiLing 2011, 250 words':24}{'words':>6}  R1 F/rec     R2 F/rec     RL F/rec     R2 stemmed   "
        + "  ".join(f"{kind.split(' ')[-1]:>9}" for kind in Defect)
    ]
    for name, found in systems.items():
        share = rates(defects(found), found)
        words = fmean(summary.words for summary in found)
        told = "  ".join(f"{100 * share[kind]:7.1f} %" for kind in Defect)
        rows.append(f"{name:24}{words:6.0f}  {_figures(found, events, scores and scores[name])}  {told}")
    if scores:
        found = systems["briefs"]
        rows.append(
            f"{'briefs, with brackets':30}  {_figures(found, events, scores['briefs, with brackets'])}"
        )
    return "\n".join(rows)


def _figures(found: Sequence[Summary], events: Sequence[Event], scored: dict[str, Any] | None) -> str:
    if scored is None:
        pairs = zip(found, events, strict=True)
        two = [rouge_n(summary.text, event.references, 2) for summary, event in pairs]
        pairs = zip(found, events, strict=True)
        one = [rouge_n(summary.text, event.references, 1) for summary, event in pairs]
        return "  ".join(
            f"{fmean(x.f for x in every):.4f}/{fmean(x.recall for x in every):.3f}" for every in (one, two)
        ).ljust(50)
    return "  ".join(
        f"{fmean(x[measure]['f'] for x in scored[kind]):.4f}/{fmean(x[measure]['recall'] for x in scored[kind]):.3f}"
        for kind, measure in (
            ("plain", "rouge1"),
            ("plain", "rouge2"),
            ("plain", "rougeL"),
            ("stemmed", "rouge2"),
        )
    )


def show(summaries: Sequence[Summary], *, every: bool) -> None:
    """Print each sentence, or each defect, with what tells it."""
    if every:
        for summary in summaries:
            print(f"\n## {summary.topic} ({summary.words} words)")
            for one in summary.printed:
                print(f"  - {one.document.path.partition('.')[0]} {one.shown}")
    for found in defects(summaries):
        print(f"  {found.kind}, {found.topic} ({found.reason}): {found.shown}")


if __name__ == "__main__":
    sys.exit(main())
