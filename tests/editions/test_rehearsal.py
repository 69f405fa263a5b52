"""What two configurations would have printed, week by week."""

import datetime
from pathlib import Path

import pytest

from briefs.config import load
from briefs.editions.rehearsal import Comparison, Count, Rehearsal, RehearsalRequest, rehearse
from briefs.errors import ConfigurationError, NothingReadable
from tests.editions.weekly import (
    CABLE,
    CLOSED,
    CONFIGURATION,
    CREWS,
    FARES,
    FIRST_WEEK,
    SAMPLES,
    SECOND_WEEK,
    SEOUL,
    SIX,
    THREE,
    configured,
    put,
)

NARROWER = CONFIGURATION.replace('"miners"]', '"miners"]\nexclude = ["closed"]')
NO_FERRY = CONFIGURATION.replace('id = "ferry"', 'id = "boats"')


def rehearsed(
    tmp_path: Path, other: str = CONFIGURATION, weeks: int = 2, as_of: str = "2026-05-27"
) -> Rehearsal:
    """What comes of the two weeks under the sample configuration and another one."""
    put(put(tmp_path / "papers", FIRST_WEEK), SECOND_WEEK)
    return rehearse(
        RehearsalRequest(
            first=load(configured(tmp_path)),
            second=load(configured(tmp_path / "other", other.replace('"papers"', '"../papers"'))),
            paths=(),
            weeks=weeks,
            as_of=datetime.datetime.fromisoformat(as_of).replace(tzinfo=SEOUL),
        )
    )


def texts(compared: Comparison) -> tuple[set[str], set[str], set[str]]:
    """What both print, what only the first does, and what only the second does."""
    both, first, second = compared.both, compared.only_first, compared.only_second
    return {it.text for it in both}, {it.text for it in first}, {it.text for it in second}


def test_each_week_is_the_edition_of_its_monday_made_of_the_seven_days_before(tmp_path: Path) -> None:
    result = rehearsed(tmp_path)

    assert [(week.edition, week.start.isoformat(), week.end.isoformat()) for week in result.weeks] == [
        ("2026-W21", "2026-05-11", "2026-05-18"),
        ("2026-W22", "2026-05-18", "2026-05-25"),
    ]
    assert [week.documents for week in result.weeks] == [(3, 3), (2, 2)]


def test_on_a_monday_its_own_edition_is_the_last(tmp_path: Path) -> None:
    assert rehearsed(tmp_path, as_of="2026-05-25").weeks[-1].edition == "2026-W22"
    assert rehearsed(tmp_path, as_of="2026-05-24").weeks[-1].edition == "2026-W21"


def test_one_configuration_against_itself_differs_in_nothing(tmp_path: Path) -> None:
    first, second = rehearsed(tmp_path).weeks

    assert [texts(it) for it in first.themes] == [
        ({THREE, CLOSED}, set(), set()),
        ({FARES, CREWS}, set(), set()),
        ({CABLE}, set(), set()),
    ]
    assert texts(second.themes[0]) == ({SIX, SAMPLES}, set(), set())
    assert all(it.first == it.second for week in (first, second) for it in week.themes)


def test_a_week_is_told_what_those_before_it_printed(tmp_path: Path) -> None:
    together = {it.theme: it for it in rehearsed(tmp_path).weeks[-1].themes}
    alone = {it.theme: it for it in rehearsed(tmp_path, weeks=1).weeks[-1].themes}

    assert together["grid"].first == alone["grid"].first == Count(statements=1, new=0, documents=1)
    assert (together["mine"].first, together["ferry"].first) == (
        Count(statements=2, new=2, documents=1),
        Count(),
    )


def test_what_only_one_of_them_prints_is_told_apart(tmp_path: Path) -> None:
    first, second = rehearsed(tmp_path, NARROWER).weeks

    assert texts(first.themes[0]) == (set(), {THREE, CLOSED}, set())
    assert texts(second.themes[0]) == (set(), {SIX, SAMPLES}, set())
    assert (first.themes[0].first.statements, first.themes[0].second) == (2, Count())


def test_only_common_themes_are_compared_and_the_others_named(tmp_path: Path) -> None:
    result = rehearsed(tmp_path, NO_FERRY)

    assert [it.theme for it in result.weeks[0].themes] == ["mine", "grid"]
    assert (result.only_first, result.only_second) == (("ferry",), ("boats",))


def test_two_configurations_without_a_common_theme_cannot_be_compared(tmp_path: Path) -> None:
    other = CONFIGURATION.replace('id = "', 'id = "other-')

    with pytest.raises(ConfigurationError, match="no theme in common"):
        rehearsed(tmp_path, other)


def test_weeks_without_documents_are_empty_and_all_of_them_an_error(tmp_path: Path) -> None:
    weeks = rehearsed(tmp_path, weeks=4).weeks

    assert [week.documents for week in weeks] == [(0, 0), (0, 0), (3, 3), (2, 2)]
    with pytest.raises(NothingReadable, match="no document is dated from 2026-07-06 to 2026-07-19"):
        rehearsed(tmp_path, as_of="2026-07-21")


def test_a_document_that_states_no_day_belongs_to_no_week(tmp_path: Path) -> None:
    put(tmp_path / "papers", {})
    (tmp_path / "papers" / "note.txt").write_text(f"A note\n\n{SAMPLES}\n\n{FARES}\n", encoding="utf-8")

    result = rehearsed(tmp_path)

    assert result.undated == 1
    assert [week.documents for week in result.weeks] == [(3, 3), (2, 2)]


def test_nothing_is_written(tmp_path: Path) -> None:
    rehearsed(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefs.toml", "other", "papers"]
