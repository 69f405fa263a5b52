"""Over a run of editions each document is covered once: by the first after it was published that can have it."""

import datetime
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.snapshots.covering import coverage_of
from briefs.editions.snapshots.snapshot import take
from briefs.errors import NothingReadable
from briefs.model import Coverage, EditionState, Precision, StatedDate
from briefs.pipeline import FOUND_WITHIN
from briefs.pipeline.coverage import LATE, period, side_of
from briefs.store import Kept
from tests.editions.sealed_weeks import MONDAY, WEEK, House, house, issue, record
from tests.editions.weekly import CABLE, CONFIGURATION, CREWS, FARES, SEOUL, SIX, THREE, put

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
ZONES = (None, "+09:00", "+00:00", "-05:00")


@dataclass(frozen=True)
class Report:
    """A document: what it states, and when its bytes were first seen."""

    published: StatedDate | None
    seen: datetime.datetime


@dataclass(frozen=True)
class Run:
    """An edition: its cut-off, and the moment at which its material was taken."""

    as_of: datetime.datetime
    taken: datetime.datetime


def covering(reports: Sequence[Report], runs: Sequence[Run]) -> list[list[int]]:
    """For each report the places of the editions that cover it, as ``take`` and the pipeline decide it."""
    covered: list[list[int]] = [[] for _ in reports]
    since = None
    for place, run in enumerate(runs):
        coverage = coverage_of(since, run.as_of)
        for report, by in zip(reports, covered, strict=True):
            if report.seen <= run.taken and not by and inside(report, coverage):
                by.append(place)
        since = run.as_of
    return covered


def inside(report: Report, coverage: Coverage) -> bool:
    return side_of(period(report.published, report.seen, SEOUL), coverage) is None


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """Editions of a quarter: weeks may be missed, and some caught up later, each as of its own slot."""
    made: list[Run] = []
    late: list[datetime.datetime] = []
    for week in range(12):
        slot = MONDAY + week * WEEK
        outcome = draw(st.sampled_from(["made", "made", "made", "missed", "caught up later"]))
        if week == 11 or outcome == "made":
            now = slot + draw(st.integers(0, 5 * 24)) * HOUR
            # Those that are caught up speak from their own slots, and are made of what there is now.
            made += [Run(as_of=earlier, taken=now + HOUR) for earlier in late]
            late.clear()
            made.append(Run(as_of=now, taken=now + draw(st.integers(0, 20)) * HOUR))
        elif outcome == "caught up later":
            late.append(slot)
    return made


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A document that came in no more than four weeks after its day, as it may state that day."""
    moment = MONDAY - WEEK + draw(st.integers(0, 12 * 7 * 24 * 60)) * datetime.timedelta(minutes=1)
    seen = moment + draw(st.integers(0, 27 * 24)) * HOUR
    precision = draw(st.sampled_from([None, *Precision]))
    if precision is None:
        return Report(None, seen)
    if precision is not Precision.MINUTE:
        return Report(StatedDate(day=moment.date(), precision=precision), seen)
    zone = draw(st.sampled_from(ZONES))
    here = moment.astimezone(datetime.timezone(_offset(zone)) if zone else SEOUL)
    stated = StatedDate(
        day=here.date(), precision=precision, time=here.time().replace(tzinfo=None, second=0), zone=zone
    )
    return Report(stated, seen)


def _offset(zone: str) -> datetime.timedelta:
    return datetime.datetime.fromisoformat(f"2026-01-01T00:00{zone}").utcoffset() or datetime.timedelta()


@given(runs(), st.lists(reports(), min_size=1, max_size=20))
def test_each_document_is_covered_by_one_edition_none_is_lost_and_none_comes_twice(
    made: list[Run], found: list[Report]
) -> None:
    last = made[-1]
    for report, by in zip(found, covering(found, made), strict=True):
        first, _ = period(report.published, report.seen, SEOUL) or (report.seen, report.seen)
        if report.seen <= last.taken and first < last.as_of:
            assert len(by) == 1
        else:
            assert by == []


@given(runs(), reports())
def test_the_edition_that_covers_it_is_the_first_that_could(made: list[Run], report: Report) -> None:
    (by,) = covering([report], made)
    first, _ = period(report.published, report.seen, SEOUL) or (report.seen, report.seen)
    could = [place for place, run in enumerate(made) if report.seen <= run.taken and first < run.as_of]
    assert by == could[:1]


@pytest.mark.parametrize(
    ("stated", "is_inside"),
    [
        ("2026-05-25T05:59+09:00", True),
        ("2026-05-25T06:00+09:00", False),
        ("2026-05-25T09:00+09:00", False),
        ("2026-05-24T20:59+00:00", True),
        ("2026-05-24T21:00+00:00", False),
        ("2026-05-18T06:00+09:00", True),
        ("2026-04-20T09:00+09:00", True),
        ("2026-04-19T23:00+09:00", False),
    ],
)
def test_times_of_day_count_where_they_are_stated(stated: str, is_inside: bool) -> None:  # noqa: FBT001 - a case
    moment = datetime.datetime.fromisoformat(stated)
    published = StatedDate(
        day=moment.date(), precision=Precision.MINUTE, time=moment.time(), zone=stated[-6:]
    )
    coverage = coverage_of(MONDAY, MONDAY + WEEK)
    assert (side_of(period(published, None, SEOUL), coverage) is None) == is_inside


def test_what_comes_in_more_than_four_weeks_late_is_no_news() -> None:
    coverage = coverage_of(MONDAY, MONDAY + WEEK)
    old = StatedDate(day=(MONDAY - LATE - DAY).date())
    assert side_of(period(old, MONDAY + DAY, SEOUL), coverage) == "before this edition's first day"


def test_what_states_no_date_is_not_older_than_a_week_before_it_was_seen() -> None:
    coverage = coverage_of(MONDAY, MONDAY + WEEK)
    within = period(None, MONDAY + WEEK + FOUND_WITHIN - HOUR, SEOUL)
    beyond = period(None, MONDAY + WEEK + FOUND_WITHIN, SEOUL)
    assert side_of(within, coverage) is None
    assert side_of(beyond, coverage) == "after this edition's cut-off"


# ---- With folders and a store ----------------------------------------------------------------------------------------

WEB = CONFIGURATION.replace('path = "papers"', 'address = "https://papers.example/feed"')


def from_the_web(name: str, text: str, retrieved: datetime.datetime, published: str | None = None) -> Kept:
    """A document that was fetched, as the store is given it."""
    head = f"Title: {name}\n" + (f"Date: {published}\n" if published else "")
    return Kept(
        source="Papers",
        locator=f"https://papers.example/{name}.txt",
        content=f"{head}\n{text}\n".encode(),
        retrieved=retrieved,
        guid=None,
        media_type="text/plain; charset=utf-8",
        url=f"https://papers.example/{name}.txt",
        published=published,
        title=name,
    )


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has issued its first edition: of one report with a date, and one without."""
    desk = house(tmp_path_factory.mktemp("issued") / "desk", {"a.txt": ("2026-05-12", THREE)})
    (desk.papers / "n.txt").write_text(f"{SIX}\n", encoding="utf-8")
    assert issue(desk, record()).brief.method.documents_read == 2
    return desk.folder


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> House:
    """The same, to be changed."""
    return House(Path(shutil.copytree(issued, tmp_path / "desk")))


def paths(desk: House, week: int, since: int | None) -> list[str]:
    """The sources that the edition of a week would be made of, and which the pipeline would see."""
    wanted = record(MONDAY + week * WEEK, None if since is None else MONDAY + since * WEEK)
    with desk.store() as store:
        try:
            return sorted(it.path for it in take(desk.settings, wanted, desk.out, store).sources)
        except NothingReadable:
            return []


def test_what_an_edition_was_made_from_is_not_in_the_next(desk: House) -> None:
    put(desk.papers, {"b.txt": ("2026-05-13", FARES)})
    desk.fetch(MONDAY + WEEK)
    assert paths(desk, 1, 0) == ["papers/b.txt"]


def test_a_file_without_a_date_that_was_covered_long_ago_does_not_come_again(desk: House) -> None:
    desk.fetch(MONDAY + 12 * WEEK)
    assert paths(desk, 12, 0) == []


def test_a_file_that_is_too_old_is_named_in_one_edition_alone(desk: House) -> None:
    put(desk.papers, {"b.txt": ("2026-05-20", FARES), "old.txt": ("2025-01-02", CABLE)})
    second = issue(desk, record(MONDAY + WEEK, MONDAY, 2)).brief
    assert [it.subject for it in second.not_included] == ["papers/old.txt"]
    put(desk.papers, {"c.txt": ("2026-05-27", CREWS)})
    third = issue(desk, record(MONDAY + 2 * WEEK, MONDAY + WEEK, 3)).brief
    assert third.not_included == ()
    assert third.method.documents_read == 1


def test_what_was_retrieved_late_is_in_the_next_edition(tmp_path: Path) -> None:
    desk = house(tmp_path, {}, WEB)
    with desk.store() as store:
        store.keep([from_the_web("a", THREE, MONDAY - DAY, "2026-05-16")], MONDAY)
    issue(desk, record(), fetched=False)
    with desk.store() as store:
        late = from_the_web("late", FARES, MONDAY + DAY, "2026-05-12")
        older = from_the_web("older", SIX, MONDAY + DAY, "2026-03-01")
        store.keep([late, older], MONDAY + DAY)
    assert paths(desk, 1, 0) == ["https://papers.example/late.txt"]


def test_what_is_dated_after_the_cut_off_waits_for_its_edition(tmp_path: Path) -> None:
    desk = house(tmp_path, {}, WEB)
    with desk.store() as store:
        store.keep(
            [
                from_the_web("a", THREE, MONDAY, "2026-05-16"),
                from_the_web("monday", FARES, MONDAY + 4 * HOUR, "2026-05-18 09:00 +0900"),
            ],
            MONDAY,
        )
    first = issue(desk, record(), fetched=False)
    assert first.brief.method.documents_read == 1
    assert first.brief.not_included == ()
    assert paths(desk, 1, 0) == ["https://papers.example/monday.txt"]


def test_a_new_version_of_a_document_is_new_material(tmp_path: Path) -> None:
    desk = house(tmp_path, {}, WEB)
    with desk.store() as store:
        store.keep([from_the_web("a", THREE, MONDAY - DAY, "2026-05-16")], MONDAY)
    issue(desk, record(), fetched=False)
    with desk.store() as store:
        store.keep([from_the_web("a", SIX, MONDAY + DAY, "2026-05-16")], MONDAY + DAY)
    with desk.store() as store:
        snapshot = take(desk.settings, record(MONDAY + WEEK, MONDAY), desk.out, store)
        assert [SIX.encode() in each.load() for each in snapshot.sources] == [True]
        assert [THREE.encode() in each.load() for each in snapshot.earlier] == [True]


def test_an_edition_that_was_built_by_hand_covers_nothing(desk: House) -> None:
    other = house(desk.folder / "other", {"a.txt": ("2026-05-12", THREE)})
    desk.out.rename(other.out)
    other.fetch(MONDAY + WEEK)
    # One that bears a seal was issued, by a store that knew more than this one.
    assert paths(other, 1, 0) == []
    (other.out / "2026-W21" / "seal.json").unlink()
    assert paths(other, 1, 0) == ["papers/a.txt"]


def test_an_edition_that_was_withdrawn_covers_nothing(desk: House) -> None:
    with desk.store() as store:
        store.ledger.move("2026-W21", 0, EditionState.WITHDRAWN, MONDAY, "editor", reason="wrong")
    assert paths(desk, 1, 0) == ["papers/a.txt", "papers/n.txt"]
