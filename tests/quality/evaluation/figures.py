"""The figures that may not fall, and the file that pins them.

Every figure is better when it is higher: a defect counts as the share of sentences that are free of it.
"""

import hashlib
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

from tests.quality.evaluation import multiling, sample
from tests.quality.evaluation.defects import defects, rates
from tests.quality.evaluation.labels import labelled
from tests.quality.evaluation.overlap import rouge_n
from tests.quality.evaluation.printed import Summary
from tests.quality.evaluation.systems import ONE_POOL, OURS, from_own_event, our_summaries

FLOORS: Final = Path(__file__).parents[1] / "summary-floors.toml"
_STEP: Final = 10_000
"""Floors are pinned to the ten thousandth below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured on one set of data, which its ``digest`` names."""

    digest: str
    values: dict[str, float]

    def below(self, floors: "Figures") -> list[str]:
        """Each figure that is lower than its floor, with both; one that is not measured any more is, too."""
        return [
            f"{name}: {self.values.get(name, math.nan):.4f}, and the floor is {floor:.4f}"
            for name, floor in floors.values.items()
            if not self.values.get(name, math.nan) >= floor
        ]


def of_sample() -> Figures:
    """What is measured on the labelled sample."""
    printed, ample = sample.measure(), sample.measure(sample.AMPLE)
    values = {
        "worth printing": printed.precision,
        "worth printing, of an ample budget": ample.precision,
        "mean worth, of two": printed.worth / 2,
        "under its theme": printed.theme_accuracy,
        "under its theme, of an ample budget": ample.theme_accuracy,
        "stands alone": 1 - len(printed.leaning) / len(printed.judged),
        "stands alone, of an ample budget": 1 - len(ample.leaning) / len(ample.judged),
        "tells what is not told": 1 - len(printed.repeating) / len(printed.judged),
        "facts told": sample.told(),
        "facts told, of an ample budget": sample.told(sample.AMPLE),
        **_free_of_defects(printed.summaries),
    }
    digest = hashlib.sha256("\n".join(map(repr, labelled())).encode()).hexdigest()
    return Figures(digest=digest, values=values)


def of_multiling() -> Figures:
    """What is measured on MultiLing 2011, without stemming."""
    events = multiling.events()
    systems = our_summaries(events)
    values = {}
    for system, name in ((OURS, ""), (ONE_POOL, ", one pile of all")):
        for n in (1, 2):
            pairs = zip(systems[system], events, strict=True)
            values[f"ROUGE-{n} F{name}"] = fmean(
                rouge_n(one.text, event.references, n).f for one, event in pairs
            )
    values["from its own event, one pile of all"] = from_own_event(systems[ONE_POOL], events)
    return Figures(digest=multiling.digest(), values={**values, **_free_of_defects(systems[OURS])})


def _free_of_defects(summaries: Sequence[Summary]) -> dict[str, float]:
    shares = rates(defects(summaries), summaries)
    return {f"free of: {kind}": 1 - share for kind, share in shares.items()}


def measured() -> dict[str, Figures]:
    """What is measured now; the public data only where they are at hand."""
    found = {"sample": of_sample()}
    return found | {"multiling": of_multiling()} if multiling.DATA.is_file() else found


def pinned(path: Path = FLOORS) -> dict[str, Figures]:
    """The floors."""
    stated = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {name: Figures(digest=one["digest"], values=one["floors"]) for name, one in stated.items()}


def update(found: dict[str, Figures], path: Path = FLOORS) -> list[str]:
    """Pin what was found, and give nothing back; or pin nothing, and give each floor that it would lower.

    Floors of other data say nothing of these, and are replaced. What was not measured keeps its floors.
    """
    floors = pinned(path)
    lowered = [
        f"{name}, {line}"
        for name, figures in found.items()
        if name in floors and floors[name].digest == figures.digest
        for line in figures.below(floors[name])
    ]
    if not lowered:
        path.write_text(_page(floors | found), "utf-8")
    return lowered


def _page(floors: dict[str, Figures]) -> str:
    lines = ["# Written by `python -m tests.quality.evaluation --update`, which refuses to lower a floor."]
    for name, figures in sorted(floors.items()):
        lines += ["", f"[{name}]", f'digest = "{figures.digest}"', "", f"[{name}.floors]"]
        lines += [
            f'"{key}" = {math.floor(value * _STEP + 1e-6) / _STEP}' for key, value in figures.values.items()
        ]
    return "\n".join([*lines, ""])
