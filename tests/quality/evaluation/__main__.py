"""``make eval``: how good the chosen sentences are, beside every rival, on public data and on the labelled sample.

    python -m tests.quality.evaluation            every table
    python -m tests.quality.evaluation --ours     ours alone, without the rivals' room: some seconds
    python -m tests.quality.evaluation --show     and every sentence that we print, and each of its defects
    python -m tests.quality.evaluation --update   pins the floors of tests/quality/test_summaries.py; lowers none

The exit code is 1 where a floor would be lowered, or where our own ROUGE and the `rouge-score` package disagree.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from statistics import fmean, stdev
from typing import Final

from tests.quality.evaluation import figures, multiling, sample
from tests.quality.evaluation.defects import Defect, defects, rates
from tests.quality.evaluation.labels import facts
from tests.quality.evaluation.multiling import Event
from tests.quality.evaluation.overlap import rouge_n
from tests.quality.evaluation.printed import Summary
from tests.quality.evaluation.sample import Measured
from tests.quality.evaluation.systems import (
    ONE_POOL,
    OURS,
    Scores,
    from_own_event,
    our_summaries,
    scores,
    their_summaries,
)

BUDGETS: Final = (150, 200, 250, 300, 350)
"""Ten topics are few, and one sentence more or less moves a figure: over several budgets it moves less."""
AGREED: Final = 1e-6
NOT_THERE: Final = (
    "MultiLing 2011: skipped, for ../shared/eval/multiling2011_en.jsonl is not beside this checkout."
)


def main(options: frozenset[str]) -> int:
    """Print what was asked for; the exit code."""
    if "--update" in options:
        return update()
    agree = True
    if multiling.DATA.is_file():
        agree = public(options)
    else:
        print(NOT_THERE)
    print("\nThe labelled sample (seeds/, four languages)\n")
    for name, budget in (("as configured", None), (f"{sample.AMPLE} words a theme", sample.AMPLE)):
        print("\n".join(of_sample(name, sample.measure(budget), every="--show" in options)))
    return 0 if agree else 1


def update() -> int:
    """Pin the floors, or tell which of them would be lowered."""
    found = figures.measured()
    if "multiling" not in found:
        print(NOT_THERE)
    sample.take_out(sample.measure(sample.AMPLE).told)
    lowered = figures.update(found)
    for line in lowered:
        print(f"Not pinned: {line}", file=sys.stderr)
    return 1 if lowered else 0


def public(options: frozenset[str]) -> bool:
    """Print the table of the public data; whether our ROUGE is the package's."""
    events = multiling.events()
    systems, scored = our_summaries(events), None
    if "--ours" not in options:
        systems |= their_summaries(events)
        scored = scores(systems, events)
    print(
        f"MultiLing 2011, English: {len(events)} events, {multiling.BUDGET} words each; F/recall, not stemmed\n"
    )
    print("\n".join(table(systems, events, scored)))
    print("\n".join(steady(events)))
    print("\n".join(ahead(systems, events)))
    print(f"of one pile of all, from its own event: {from_own_event(systems[ONE_POOL], events):.3f}")
    if "--show" in options:
        print("\n".join(shown(systems[OURS])))
    apart = max((abs(ours - theirs) for ours, theirs in _pairs(systems, events, scored)), default=0.0)
    if scored:
        print(f"our ROUGE and the package's differ by at most {apart:.1e}")
    return apart <= AGREED


def table(systems: dict[str, list[Summary]], events: Sequence[Event], scored: Scores | None) -> Iterator[str]:
    """One line a system: its scores, and the share of its sentences with each defect."""
    measures = "R1            R2            " + ("RL            R2 stemmed    " if scored else "")
    yield f"{'':26}words  {measures}{'  '.join(f'{kind.split()[-1]:>9}' for kind in Defect)}"
    for name, found in systems.items():
        shares = rates(defects(found), found)
        told = "  ".join(f"{100 * shares[kind]:7.1f} %" for kind in Defect)
        words = fmean(summary.words for summary in found)
        yield f"{name:26}{words:5.0f}  {_columns(name, found, events, scored)}{told}"


def _columns(name: str, found: Sequence[Summary], events: Sequence[Event], scored: Scores | None) -> str:
    if scored is None:
        return "".join(_column(*overlap(found, events, n)) for n in (1, 2))
    wanted = (("plain", "rouge1"), ("plain", "rouge2"), ("plain", "rougeL"), ("stemmed", "rouge2"))
    columns = [[topic[measure] for topic in scored[name][kind]] for kind, measure in wanted]
    return "".join(_column(fmean(x["f"] for x in each), fmean(x["recall"] for x in each)) for each in columns)


def _column(f: float, recall: float) -> str:
    return f"{f:.4f}/{recall:.4f} "


def overlap(found: Sequence[Summary], events: Sequence[Event], n: int) -> tuple[float, float]:
    """The mean F and recall of a system's sentences, by our own counting."""
    each = [rouge_n(one.text, event.references, n) for one, event in zip(found, events, strict=True)]
    return fmean(one.f for one in each), fmean(one.recall for one in each)


def steady(events: Sequence[Event]) -> Iterator[str]:
    """Our ROUGE-2 over several budgets."""
    found = {budget: [multiling.ours(event, budget) for event in events] for budget in BUDGETS}
    twos = {budget: overlap(summaries, events, 2)[0] for budget, summaries in found.items()}
    each = ", ".join(f"{budget} words {f:.4f}" for budget, f in twos.items())
    yield f"\nours, R2 F over budgets: mean {fmean(twos.values()):.4f} ({each})"


def ahead(systems: dict[str, list[Summary]], events: Sequence[Event]) -> Iterator[str]:
    """By how much ours is ahead of each other system in ROUGE-2, and how sure that is with so few events."""
    twos = {
        name: [rouge_n(one.text, event.references, 2).f for one, event in zip(found, events, strict=True)]
        for name, found in systems.items()
    }
    for name, theirs in twos.items():
        if name not in {OURS, ONE_POOL}:
            apart = [mine - other for mine, other in zip(twos[OURS], theirs, strict=True)]
            error = stdev(apart) / math.sqrt(len(apart))
            yield f"ours less {name}: R2 F {fmean(apart):+.4f}, standard error over the events {error:.4f}"


def _pairs(
    systems: dict[str, list[Summary]], events: Sequence[Event], scored: Scores | None
) -> Iterator[tuple[float, float]]:
    """Our own ROUGE and the package's, system by system and topic by topic."""
    for name, found in systems.items() if scored else ():
        for place, (summary, event) in enumerate(zip(found, events, strict=True)):
            for n in (1, 2):
                ours = rouge_n(summary.text, event.references, n)
                theirs = (scored or {})[name]["plain"][place][f"rouge{n}"]
                yield from ((ours.f, theirs["f"]), (ours.recall, theirs["recall"]))


def of_sample(name: str, measured: Measured, *, every: bool) -> Iterator[str]:
    """What the labels say of what is printed."""
    shares = rates(defects(measured.summaries), measured.summaries)
    yield f"{name}: {len(measured.judged)} sentences"
    yield f"  worth printing {measured.precision:.3f}, under its theme {measured.theme_accuracy:.3f}"
    yield f"  mean worth {measured.worth:.2f} of 2; {len(measured.repeating)} tell only what another has told"
    yield f"  facts told {len(facts()) - len(measured.untold)} of {len(facts())}; not {', '.join(measured.untold)}"
    yield "  " + ", ".join(f"{kind} {100 * share:.1f} %" for kind, share in shares.items())
    yield from (f"  {'; '.join(one.faults)}: {one.printed.shown}" for one in measured.faulty)
    if every:
        yield from (f"  repeats: {one.printed.shown}" for one in measured.repeating)
        yield from shown(measured.summaries)


def shown(summaries: Sequence[Summary]) -> Iterator[str]:
    """Every sentence that is printed, and each defect with what tells it."""
    for summary in summaries:
        yield f"\n## {summary.topic} ({summary.words} words)"
        yield from (f"  - {one.document.path} {one.shown}" for one in summary.printed)
    yield ""
    yield from (f"  {one.kind}, {one.topic} ({one.reason}): {one.shown}" for one in defects(summaries))


if __name__ == "__main__":
    sys.exit(main(frozenset(sys.argv[1:])))
