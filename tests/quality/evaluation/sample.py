"""What is printed of the sample sources, measured against their labels."""

import datetime
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from briefs import config, shipped
from briefs.composition import Plan
from briefs.model import Coverage, Edition
from briefs.pipeline import build
from briefs.sources import gather
from tests.quality.evaluation.labels import Judged, facts, judge
from tests.quality.evaluation.printed import Printed, Summary

AS_OF: Final = datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
UNREACHED: Final = Path(__file__).parents[1] / "unreached-facts.toml"
AMPLE: Final = 400
"""Words for each theme within which every fact must be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is printed of the sample, each sentence with its label."""

    judged: tuple[Judged, ...]

    @property
    def precision(self) -> float:
        """The share of printed sentences that are worth printing."""
        return sum(one.label.worth > 0 for one in self.judged) / len(self.judged)

    @property
    def theme_accuracy(self) -> float:
        """The share of printed sentences that stand under a theme of theirs."""
        return sum(one.theme in one.label.themes for one in self.judged) / len(self.judged)

    @property
    def worth(self) -> float:
        """The mean worth, 0 to 2."""
        return sum(one.label.worth for one in self.judged) / len(self.judged)

    @property
    def leaning(self) -> tuple[Judged, ...]:
        """The printed sentences that leave their reader asking who, what or when."""
        return tuple(one for one in self.judged if one.label.lacks(one.printed.context))

    @property
    def told(self) -> frozenset[str]:
        """The facts that are printed."""
        return frozenset(fact for one in self.judged for fact in one.label.facts)

    @property
    def repeating(self) -> tuple[Judged, ...]:
        """The printed sentences whose every fact is told by one that stands above them, under whatever theme."""
        found: list[Judged] = []
        told: set[str] = set()
        for one in self.judged:
            if one.label.facts and told.issuperset(one.label.facts):
                found.append(one)
            told.update(one.label.facts)
        return tuple(found)

    @property
    def untold(self) -> tuple[str, ...]:
        """The facts that an expert would have underlined and that are not printed."""
        return tuple(fact for fact in facts() if fact not in self.told)

    @property
    def faulty(self) -> tuple[Judged, ...]:
        """Whatever should not be printed there, or not so."""
        return tuple(one for one in self.judged if one.faults)

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The same by theme, for the judges of defects."""
        themes = dict.fromkeys(one.theme for one in self.judged)
        return tuple(
            Summary(topic=theme, printed=tuple(one.printed for one in self.judged if one.theme == theme))
            for theme in themes
        )


@cache
def measure(budget: int | None = None) -> Measured:
    """What the shipped configuration prints of the sample; with ``budget`` words for each theme where one is given."""
    configured = config.load(shipped.CONFIGURATION)
    themes = [replace(theme, budget=budget) if budget else theme for theme in configured.themes]
    plan = Plan(
        edition=Edition(
            id="sample", number=1, revision=0, title="Sample", organisation="", language="en", as_of=AS_OF
        ),
        coverage=Coverage(start=None, end=AS_OF.date()),
        themes=tuple(themes),
        key_points=configured.key_points,
        configuration=configured.digest,
        tool="briefs",
    )
    brief, documents = build(gather([shipped.SEEDS], configured.max_bytes)[0], [], plan)
    by = {document.id: document for document in documents}
    return Measured(
        judged=tuple(
            judge(
                Printed(
                    text=statement.text,
                    context=statement.context,
                    document=by[brief.references[statement.citations[0].reference - 1].document],
                ),
                section.theme,
            )
            for section in brief.sections
            for statement in section.statements
        )
    )


def unreached(path: Path = UNREACHED) -> dict[str, str]:
    """The facts that even an ample budget need not tell, each with the reason."""
    return tomllib.loads(path.read_text("utf-8"))


def take_out(told: frozenset[str], path: Path = UNREACHED) -> None:
    """Leave out of the reasons those of facts that are told by now."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line.partition(" = ")[0] not in told), "utf-8")


def told(budget: int | None = None) -> float:
    """The share of the facts that are told."""
    return 1 - len(measure(budget).untold) / len(facts())
