"""``briefs rehearse``: what it prints, and what it ends with."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.editions.weekly import CONFIGURATION, FIRST_WEEK, SECOND_WEEK, configured, put

OTHER = CONFIGURATION.replace('"miners"]', '"miners"]\nexclude = ["closed"]').replace(
    'id = "grid"', 'id = "wires"'
)
PRINTED = """- briefs.toml
+ other.toml
= both alike

edition 2026-W21: 3 documents of 2026-05-11 to 2026-05-17
  mine
    - 2 statements from 1 document, 100 % new
    + nothing
      - Divers have recovered 3 sets of remains from the flooded mine at Orrin, the harbour office said. [papers/a.txt]
      - The mine was closed in 1942, when sea water broke through the roof and 183 miners of Orrin drowned. \
[papers/a.txt]
  ferry
    - 2 statements from 1 document, 100 % new
    + 2 statements from 1 document, 100 % new
      = The ferry between Northport and Southport raised its fares by ten per cent for all islanders. [papers/b.txt]
      = Ferry crews of Southport accepted a new timetable with one crossing less on winter evenings. [papers/b.txt]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with two configurations and two weeks of reports."""
    put(put(tmp_path / "papers", FIRST_WEEK), SECOND_WEEK)
    configured(tmp_path)
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("workspace")
def test_it_prints_week_by_week_and_theme_by_theme_what_would_have_been_printed(run: Run) -> None:
    done = run("rehearse", "other.toml", "--weeks", "2", "--as-of", "2026-05-27")

    *_, summary = done.stdout.partition("In 2 weeks:\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(PRINTED)
    assert summary.endswith(
        "Not compared, for only - has them: grid\nNot compared, for only + has them: wires\n"
    )


@pytest.mark.usefixtures("workspace")
def test_it_prints_the_same_as_json(run: Run) -> None:
    done = run("rehearse", "other.toml", "papers", "--weeks", "1", "--as-of", "2026-05-18", "--json")

    result = json.loads(done.stdout)
    (week,) = result["weeks"]
    assert (result["first"], result["second"], result["undated"]) == ("briefs.toml", "other.toml", 0)
    assert (week["edition"], week["start"], week["end"], week["documents"]) == (
        "2026-W21",
        "2026-05-11",
        "2026-05-18",
        [3, 3],
    )
    assert [it["theme"] for it in week["themes"]] == ["mine", "ferry"]
    assert week["themes"][0]["first"] == {"statements": 2, "new": 2, "documents": 1}


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.toml"], 66, "missing.toml: there is no such file"),
        (["papers"], 66, "papers: there is no such file"),
        (["papers/a.txt"], 78, "papers/a.txt has one mistake"),
        (["other.toml", "missing"], 66, "missing"),
        (["other.toml", "--as-of", "2025-01-01"], 65, "no document is dated from"),
        (["other.toml", "--weeks", "none"], 2, '"none" is no number from 1 to 53'),
        (["other.toml", "--weeks", "0"], 2, '"0" is no number from 1 to 53'),
        (["other.toml", "--weeks", "99999999999999999999"], 2, "is no number from 1 to 53"),
        ([], 2, "OTHER.toml"),
    ],
)
def test_what_cannot_be_compared_is_told_with_its_exit_code(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    done = run("rehearse", *arguments)

    assert done.returncode == code
    assert message in done.stderr
    assert done.stdout == ""
