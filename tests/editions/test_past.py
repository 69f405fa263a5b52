"""What an edition knows of those before it."""

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefs.editions.past import EDITIONS, recall
from briefs.model import PassageKind, Past, Precision, Problem, SourceFormat
from tests.editions.weekly import (
    CABLE,
    CLOSED,
    CREWS,
    FARES,
    FIRST_WEEK,
    SAMPLES,
    SECOND_WEEK,
    SEOUL,
    SIX,
    THREE,
    built,
    put,
    request,
    statements,
)

MONDAY = datetime.datetime(2026, 5, 25, 6, 0, tzinfo=SEOUL)
THEMES = {"mine", "ferry", "grid"}


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of editions with one in it, that of 18 May."""
    folder = tmp_path_factory.mktemp("first")
    built(request(folder, put(folder / "w1", FIRST_WEEK), "2026-05-18"))
    return folder / "out"


@pytest.fixture
def out(first_edition: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(first_edition, tmp_path / "out"))


def known(
    out: Path, edition: str = "2026-W22", as_of: datetime.datetime = MONDAY
) -> tuple[Past, tuple[Problem, ...]]:
    return recall(out, edition, as_of, THEMES)


def rewrite(out: Path, change: Callable[[dict[str, Any]], object], edition: str = "2026-W21") -> None:
    """Change the brief.json of an edition."""
    file = out / edition / "brief.json"
    brief = json.loads(file.read_bytes())
    change(brief)
    file.write_text(json.dumps(brief, indent=2), encoding="utf-8")


def copy(out: Path, edition: str, as_of: str) -> None:
    """One more edition that says the same."""
    shutil.copytree(out / "2026-W21", out / edition)
    rewrite(out, lambda brief: brief.update(edition=edition, as_of=as_of), edition)


def test_a_week_later_an_edition_tells_what_is_new_what_moved_and_what_fell_silent(
    out: Path, tmp_path: Path
) -> None:
    second = built(request(tmp_path, put(tmp_path / "w2", SECOND_WEEK), "2026-05-25"))

    mine, ferry, grid = second["sections"]
    assert statements(second) == {SIX: True, SAMPLES: True, CABLE: False}
    moved, first_seen = mine["changes"]
    assert (moved["kind"], moved["before"], moved["after"]) == ("moved", "3", "six")
    assert (moved["statement"], moved["edition"], moved["earlier"]["exact"]) == ("1.1", "2026-W21", THREE)
    assert (first_seen["kind"], first_seen["statement"]) == ("first-seen", "1.2")
    assert [change["kind"] for section in (ferry, grid) for change in section["changes"]] == ["silent"] * 2
    earlier = next(it for it in second["references"] if it["number"] == moved["earlier"]["reference"])
    text = out / "2026-W22" / "sources" / f"{earlier['document'].removeprefix('sha256:')}.txt"
    assert earlier["title"] == "Report a.txt"
    assert THREE in text.read_text(encoding="utf-8")
    assert second["not_included"] == []


@pytest.mark.usefixtures("out")
def test_of_a_folder_that_grows_only_what_came_since_is_new(tmp_path: Path) -> None:
    folder = put(put(tmp_path / "in", FIRST_WEEK), SECOND_WEEK)

    second = built(request(tmp_path, folder, "2026-05-25"))

    assert statements(second) == {SIX: True, SAMPLES: True, FARES: False, CREWS: False, CABLE: False}


@pytest.mark.usefixtures("out")
def test_a_folder_that_does_not_change_is_told_again_and_not_as_new(tmp_path: Path) -> None:
    second = built(request(tmp_path, put(tmp_path / "in", FIRST_WEEK), "2026-05-25"))

    assert statements(second) == dict.fromkeys([THREE, CLOSED, FARES, CREWS, CABLE], False)
    assert [[it["kind"] for it in section["changes"]] for section in second["sections"]] == [["silent"]] * 3


def test_without_the_earlier_edition_everything_is_new_again(out: Path, tmp_path: Path) -> None:
    shutil.rmtree(out / "2026-W21")

    second = built(request(tmp_path, put(tmp_path / "w2", SECOND_WEEK), "2026-05-25"))

    assert statements(second) == {SIX: True, CLOSED: True, SAMPLES: True, CABLE: True}
    assert [section["changes"] for section in second["sections"]] == [[], [], []]


@pytest.mark.usefixtures("out")
def test_the_past_can_be_left_out_of_account(tmp_path: Path) -> None:
    week = put(tmp_path / "w2", SECOND_WEEK)

    second = built(request(tmp_path, week, "2026-05-25", with_past=False))

    assert set(statements(second).values()) == {True}


def test_an_edition_built_again_is_the_same_whatever_came_after_it(out: Path, tmp_path: Path) -> None:
    weeks = put(tmp_path / "w1", FIRST_WEEK), put(tmp_path / "w2", SECOND_WEEK)
    built(request(tmp_path, weeks[1], "2026-05-25"))
    files = [*(out / "2026-W21").glob("brief.*"), *(out / "2026-W22").glob("brief.*")]
    before = [file.read_bytes() for file in files]

    built(request(tmp_path, weeks[0], "2026-05-18"))
    built(request(tmp_path, weeks[1], "2026-05-25"))

    assert len(files) == 6
    assert [file.read_bytes() for file in files] == before


@pytest.mark.usefixtures("out")
def test_two_editions_of_one_day_do_not_know_each_other(tmp_path: Path) -> None:
    week = put(tmp_path / "w1", FIRST_WEEK)
    later = datetime.datetime(2026, 5, 18, 18, 0, tzinfo=SEOUL)

    evening = built(request(tmp_path, week, "2026-05-18", edition="evening", as_of=later))

    assert statements(evening) == dict.fromkeys([THREE, CLOSED, FARES, CREWS, CABLE], True)


def test_what_documents_of_the_weeks_before_said_is_not_new(tmp_path: Path) -> None:
    week = put(put(tmp_path / "both", FIRST_WEEK), SECOND_WEEK)

    brief = built(request(tmp_path, week, "2026-05-25", since=datetime.date(2026, 5, 18)))

    assert statements(brief) == {SIX: True, SAMPLES: True, CABLE: False}
    assert [problem["subject"] for problem in brief["not_included"]] == [
        "both/a.txt",
        "both/b.txt",
        "both/c.txt",
    ]
    assert [section["changes"] for section in brief["sections"]] == [[], [], []]


def test_what_was_said_longer_ago_is_new_again(tmp_path: Path) -> None:
    long_ago = {name: ("2026-01-12", *paragraphs) for name, (_, *paragraphs) in FIRST_WEEK.items()}
    week = put(put(tmp_path / "both", long_ago), SECOND_WEEK)

    brief = built(request(tmp_path, week, "2026-05-25", since=datetime.date(2026, 5, 18)))

    assert set(statements(brief).values()) == {True}


def test_an_earlier_statement_can_be_cited_again(out: Path) -> None:
    past, problems = known(out)

    statement = past.statements[0]
    document = statement.document
    assert problems == ()
    assert (statement.edition, statement.id, statement.theme) == ("2026-W21", "1.1", "mine")
    assert document.exact(statement.extract.span) == THREE
    assert (document.path, document.title, document.format) == ("w1/a.txt", "Report a.txt", SourceFormat.TEXT)
    assert document.published is not None
    assert (document.published.iso, document.published.precision) == ("2026-05-12", Precision.DAY)
    assert [passage.kind for passage in document.passages] == [PassageKind.PARAGRAPH] * 2
    assert [document.exact(passage.span) for passage in document.passages] == [THREE, CLOSED]


def test_every_document_that_an_edition_read_is_known_by_its_mark(out: Path, tmp_path: Path) -> None:
    week = put(tmp_path / "w1", FIRST_WEEK)
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in week.iterdir()]

    assert known(out)[0].read == {digest[:16] for digest in digests}


def test_an_edition_that_does_not_tell_what_it_read_is_known_by_what_it_cites(out: Path) -> None:
    rewrite(out, lambda brief: brief["method"].pop("read"))

    past, problems = known(out)

    assert (past.read, problems) == (frozenset(), ())
    assert {statement.id for statement in past.statements} == {"1.1", "1.2", "2.1", "2.2", "3.1"}


def test_a_list_keeps_its_items_apart(tmp_path: Path) -> None:
    text = "Divers at the Orrin mine asked for three things:\n\n- a pump;\n\n- a lamp;\n\n- a boat for the remains."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.md").write_text(f"{CLOSED}\n\n{text}\n", encoding="utf-8")
    brief = built(request(tmp_path, tmp_path / "in", "2026-05-18"))
    (printed,) = (it for it in brief["sections"][0]["statements"] if len(it["parts"]) > 1)

    past, _ = known(tmp_path / "out")

    (statement,) = (it for it in past.statements if it.id == printed["id"])
    passages = {it.number: statement.document.exact(it.span) for it in statement.document.passages}
    number = statement.extract.passage
    assert [passages[number + place] for place in range(4)] == printed["parts"]


def test_the_latest_edition_comes_first_and_eight_are_remembered(out: Path) -> None:
    for day in range(1, EDITIONS + 2):
        copy(out, f"day-{day}", f"2026-04-{day:02}T06:00:00+09:00")

    past, problems = known(out)

    editions = list(dict.fromkeys(statement.edition for statement in past.statements))
    assert problems == ()
    assert editions == ["2026-W21", *(f"day-{day}" for day in range(EDITIONS + 1, 2, -1))]


def test_later_editions_and_this_one_are_not_the_past(out: Path) -> None:
    copy(out, "2026-W30", "2026-07-20T06:00:00+09:00")
    copy(out, "2026-W22", "2026-05-20T06:00:00+09:00")

    past, _ = known(out)

    assert {statement.edition for statement in past.statements} == {"2026-W21"}


def test_the_day_is_that_of_the_zone(out: Path) -> None:
    copy(out, "evening", "2026-05-24T20:00:00+00:00")

    past, _ = known(out)

    assert "evening" not in {statement.edition for statement in past.statements}, (
        "in Seoul it is Monday already"
    )


def test_an_edition_of_other_themes_is_another_briefs(out: Path) -> None:
    assert recall(out, "2026-W22", MONDAY, {"fisheries"}) == (Past(), ())


def test_what_is_no_edition_is_passed_over(out: Path) -> None:
    (out / "notes").mkdir()
    (out / "notes" / "brief.txt").write_text("nothing")
    (out / ".2026-W20.briefs-1-0").mkdir()
    (out / ".2026-W20.briefs-1-0" / "brief.json").write_text("{")
    (out / "file.json").write_text("{")

    assert known(out)[1] == ()


def test_without_any_edition_there_is_no_past(tmp_path: Path) -> None:
    assert known(tmp_path / "missing") == (Past(), ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda brief: brief.update(schema="briefs/brief/9"), "is not of the kind briefs/brief/1"),
        (lambda brief: brief.update(edition="another"), "a folder of another name"),
        (lambda brief: brief.update(as_of="last Monday"), "does not say from which moment"),
        (lambda brief: brief.update(as_of="2026-05-18T06:00:00"), "does not say from which moment"),
        (lambda brief: brief.update(sections=5), "is not as it was written"),
        (lambda brief: brief["references"].clear(), "is not as it was written"),
        (lambda brief: brief["references"][0].update(document="../../secret"), "is not as it was written"),
        (lambda brief: brief["references"][0].update(document=7), "is not as it was written"),
        (lambda brief: brief["references"][0].update(path=7), "is not as it was written"),
        (lambda brief: brief["references"][0].update(published="soon"), "is not as it was written"),
        (
            lambda brief: brief["sections"][0]["statements"][0]["citations"].clear(),
            "is not as it was written",
        ),
        (
            lambda brief: brief["sections"][0]["statements"][0]["citations"][0].update(start=-1),
            "is not as it was written",
        ),
        (
            lambda brief: brief["sections"][0]["statements"][0]["citations"][0].update(exact="other words"),
            "the text of w1/a.txt does not hold what is cited",
        ),
    ],
    ids=[
        "another version",
        "another name",
        "no moment",
        "no zone",
        "no sections",
        "no references",
        "a way out",
        "no digest",
        "a number for a path",
        "no date",
        "no citation",
        "a place before the text",
        "other words",
    ],
)
def test_a_damaged_edition_is_named_and_not_remembered(
    out: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    rewrite(out, change)

    past, (problem,) = known(out)

    assert past == Past()
    assert (problem.subject, problem.stage) == ("2026-W21", "past")
    assert message in problem.message


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"as_of": "2026-05-18T06:00:00+09:00"']
)
def test_a_file_that_is_no_brief_is_named_and_never_a_failure(out: Path, content: bytes) -> None:
    (out / "2026-W21" / "brief.json").write_bytes(content)

    past, (problem,) = known(out)

    assert (past, problem.subject) == (Past(), "2026-W21")


def test_a_lost_text_is_told_in_the_brief(out: Path, tmp_path: Path) -> None:
    for text in (out / "2026-W21" / "sources").iterdir():
        text.unlink()

    second = built(request(tmp_path, put(tmp_path / "w2", SECOND_WEEK), "2026-05-25"))

    (problem,) = second["not_included"]
    assert (problem["subject"], problem["stage"]) == ("2026-W21", "past")
    assert problem["message"].endswith(".txt is missing")
    assert set(statements(second).values()) == {True}
