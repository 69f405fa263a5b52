"""A year of 53 weeks, looked at again and again: outages of hours and weeks, changes of the clock, late documents."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from briefs.config import Settings, load
from briefs.editions.runs import duties
from briefs.editions.runs.running import RunRequest, run_due
from briefs.editions.snapshots.rebuilding import rebuild
from briefs.model import Document, DocumentId, EditionState, Record, Source, mark_of
from briefs.reading import read
from briefs.schedule import slot_of
from briefs.store import open_store
from tests.editions.served import Served
from tests.editions.trials.desk import expect_no_half_edition
from tests.editions.trials.year import (
    HOUR,
    LISTED,
    MISSED,
    OUTAGES,
    OUTLETS,
    WEEKS,
    Report,
    configuration,
    feed,
    reports,
    ticks,
    wall,
)
from tests.sources.fault_server import FaultServer, answer, status

FIRST_DAY: Final = datetime.date(2025, 12, 29)
INSTALLED: Final = wall("2026-01-01T00:00")
"""Too late for the last edition of the year before, which is nobody's."""
REBUILT: Final = ("2026-W13", "2026-W31", "2026-W53")
"""The week of the gap, the one after three weeks without any, and the last."""


@dataclass(kw_only=True)
class Year:
    """A desk, and the outlets it follows; both go through the year together."""

    folder: Path
    pages: FaultServer
    reports: Sequence[Report]
    made_at: dict[str, datetime.datetime] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def settings(self) -> Settings:
        return load(self.folder / "briefs.toml")

    def live(self, until: datetime.datetime) -> None:
        """Nothing; afterwards somebody has looked again and again, but for the outages."""
        settings = self.settings()
        for moment in ticks(INSTALLED, until):
            if duties.at_a_glance(settings, self.out, moment):
                self._publish(moment)
                self._run(settings, moment)

    def _publish(self, now: datetime.datetime) -> None:
        """What the outlets list at this moment."""
        for place, outlet in enumerate(OUTLETS):
            listed = [
                it for it in self.reports if it.outlet == outlet and now - LISTED <= it.published <= now
            ]
            down = any(it.outlet == outlet and it.covers(now) for it in OUTAGES)
            self.pages.on(f"/feed-{place}", status(503) if down else answer(feed(listed)))

    def _run(self, settings: Settings, moment: datetime.datetime) -> None:
        request = RunRequest(settings=settings, out=self.out, now=lambda: moment, jitter=lambda: 0.0)
        result = run_due(request, lambda _: None)
        assert result.exit_code == 0, result
        for outcome in result.outcomes:
            if outcome.state is EditionState.PUBLISHED:
                assert outcome.edition not in self.made_at, "it came out twice"
                self.made_at[str(outcome.edition)] = moment

    def briefs(self) -> dict[str, dict[str, Any]]:
        """What each edition says, by week."""
        return {
            place.parent.name: json.loads(place.read_bytes())
            for place in sorted(self.out.glob("*-W*/brief.json"))
        }


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    with Served() as served:
        pages = served.server
        year = Year(folder=tmp_path, pages=pages, reports=reports(FIRST_DAY, 7 * len(WEEKS) + 1))
        _warm_up(year.reports[0])
        for report in year.reports:
            pages.on(report.path, answer(report.page, Content_Type="text/html"))
        addresses = [pages.url(f"/feed-{place}") for place in range(len(OUTLETS))]
        (tmp_path / "briefs.toml").write_text(configuration(addresses), encoding="utf-8")
        yield year


def _warm_up(report: Report) -> None:
    """Load what reads and what sets pages: both is done in forks of this process, which then have it."""
    import briefs.publication.layout  # noqa: F401, PLC0415 - heavy, for these tests alone

    assert isinstance(read(Source(path="warm.html", content=report.page)), Document)


@pytest.mark.deep
def test_each_week_has_one_edition_or_was_missed_and_each_document_is_in_one_of_them(year: Year) -> None:
    settings = year.settings()
    assert settings.schedule is not None
    year.live(slot_of(settings.schedule, WEEKS[-1]).moment + datetime.timedelta(days=2))
    made = [week for week in WEEKS if week not in MISSED]

    with open_store(settings.store, create=False) as store:
        records = store.ledger.records()[::-1]
        _expect_one_each(records, WEEKS)
        _expect_coverage(records, year)
        assert Counter(it.state for it in store.ledger.moves())[EditionState.PUBLISHED] == len(made)
        assert store.ledger.audit() == ()
        assert store.check() == ()
        for record in records:
            if record.edition in REBUILT:
                assert rebuild(store.ledger, record).differences == ()

    said = year.briefs()
    assert sorted(said) == made
    expect_no_half_edition(year.out)
    _expect_documents_once(said, year)
    _expect_nothing_new_twice(said, year)


def _expect_one_each(records: Sequence[Record], weeks: Sequence[str]) -> None:
    """Each week is published or missed, as the outages were; the numbers of what came out leave none out."""
    assert {it.edition: it.state for it in records} == {
        week: EditionState.MISSED if week in MISSED else EditionState.PUBLISHED for week in weeks
    }
    assert len(records) == len(weeks)
    numbers = [it.number for it in records if it.state is EditionState.PUBLISHED]
    assert numbers == list(range(1, len(numbers) + 1))


def _expect_coverage(records: Sequence[Record], year: Year) -> None:
    """Each edition begins where the one before it ends, and ends when it was made, at its slot or soon after."""
    made = [it for it in records if it.state is EditionState.PUBLISHED]
    assert [it.since for it in made] == [None, *(it.as_of for it in made[:-1])]
    assert all(it.as_of == year.made_at[it.edition] for it in made)
    assert all(it.slot <= it.as_of for it in made)
    late = {it.edition for it in made if it.as_of - it.slot > HOUR}
    assert late <= {"2026-W05", "2026-W30", "2026-W43", "2026-W52"}


def _expect_documents_once(said: dict[str, dict[str, Any]], year: Year) -> None:
    """Each document is in the first edition after it was published whose run could reach its outlet."""
    wanted: dict[str, set[str]] = {week: set() for week in said}
    for report in year.reports:
        for week, moment in year.made_at.items():
            down = any(it.outlet == report.outlet and it.covers(moment) for it in OUTAGES)
            if report.published < moment and not down:
                wanted[week].add(report.title)
                break
    titles = {mark_of(DocumentId(report.document)): report.title for report in year.reports}
    for week, brief in said.items():
        assert {titles[mark] for mark in brief["method"]["read"]} == wanted[week], week


def _expect_nothing_new_twice(said: dict[str, dict[str, Any]], year: Year) -> None:
    """No sentence is called new in two editions; one that repeats what was printed is not new."""
    repeated = {report.again for report in year.reports if report.again}
    told: dict[str, str] = {}
    for week, brief in said.items():
        statements = [it for section in brief["sections"] for it in section["statements"]]
        assert any(it["new"] for it in statements), week
        for it in statements:
            assert not (it["new"] and it["text"] in told), f"{it['text']} was told in {told[it['text']]}"
        told |= {it["text"]: week for it in statements}
    assert repeated & told.keys(), "no sentence of those that are repeated was ever printed"
