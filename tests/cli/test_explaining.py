"""``briefs explain``: why a statement stands there, told from the edition's folder alone."""

import json
import shutil
from pathlib import Path

import pytest

from briefs import shipped
from tests.cli.conftest import Run
from tests.cli.terminal import briefs, documents


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which an edition was built, without its sources: they are not needed any more."""
    folder = tmp_path_factory.mktemp("workspace")
    documents(folder / "in")
    dated = ("--as-of", "2026-05-25", "--edition", "visit", "--config", shipped.CONFIGURATION)
    assert briefs("build", "in", *dated, cwd=folder).returncode == 0
    shutil.rmtree(folder / "in")
    return folder


@pytest.fixture
def built(workspace: Path, tmp_path: Path) -> Path:
    """A copy of the workspace, to be changed."""
    return shutil.copytree(workspace, tmp_path, dirs_exist_ok=True)


@pytest.mark.usefixtures("built")
def test_a_statement_is_explained_by_the_parts_of_its_gain(run: Run) -> None:
    done = run("explain", "2.1")

    assert done.returncode == 0
    assert done.stdout.startswith("2.1  AI and energy cooperation  (visit)\n")
    assert "  A joint statement says that semiconductor supply chains and LNG stocks" in done.stdout
    assert "Terms of the theme in it: LNG, semiconductor, supply chain" in done.stdout
    assert "Chosen as number 1 of 1; it gained the most of its theme:" in done.stdout
    assert "  fit          1.00  strong: how well it fits the theme" in done.stdout
    assert "Near misses of this theme" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


@pytest.mark.usefixtures("built")
def test_the_same_explanation_can_be_had_as_json(run: Run) -> None:
    found = json.loads(run("explain", "2.1", "--json").stdout)

    assert (found["edition"], found["turn"], found["chosen"]) == ("visit", 1, 1)
    assert found["sentence"]["statement"] == "2.1"
    assert found["weighing"]["gain"] == 1.0


def test_what_an_analyst_pinned_was_not_weighed(built: Path, run: Run) -> None:
    place = built / "out" / "visit" / "brief.json"
    brief = json.loads(place.read_bytes())
    section = next(it for it in brief["sections"] if it["statements"])
    section["statements"][0]["pinned_by"] = "Mina Sol"
    place.write_text(json.dumps(brief), "utf-8")
    done = run("explain", section["statements"][0]["id"])

    assert (done.returncode, done.stdout) == (66, "")
    assert "was not weighed and chosen: Mina Sol pinned it" in done.stderr


def test_the_latest_edition_is_explained_unless_one_is_named(built: Path, run: Run) -> None:
    documents(built / "more")
    later = ("--as-of", "2026-06-25", "--edition", "a-later-one", "--config", shipped.CONFIGURATION)
    assert run("build", "more", *later).returncode == 0

    assert "(a-later-one)" in run("explain", "2.1").stdout
    assert "(visit)" in run("explain", "2.1", "--edition", "visit").stdout


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["explain", "9.9"], 66, "visit: has no statement 9.9; there are 2.1 to 4.1"),
        (
            ["explain", "t1"],
            66,
            "t1: only statements like 2.3 can be explained; in visit there are 2.1 to 4.1",
        ),
        (["explain", "1.1", "--edition", "2020-W01"], 66, "no such edition; there are: visit"),
        (["explain", "1.1", "--edition", "../x"], 66, "no such edition"),
        (["explain", "1.1", "--out", "nowhere"], 66, "nowhere: no edition stands there; build one"),
        (["explain"], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_explained_is_told_with_its_exit_code(
    run: Run, arguments: list[str], code: int, told: str
) -> None:
    done = run(*arguments)

    assert done.returncode == code
    assert told in done.stderr


def test_an_edition_of_an_older_version_says_so(built: Path, run: Run) -> None:
    (built / "out" / "visit" / "choices.json").unlink()

    done = run("explain", "2.1")

    assert done.returncode == 65
    assert (
        "choices.json: is missing: an older version of briefs made this edition; build it again"
        in done.stderr
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "cannot be read"),
        ("[]", "does not hold what an edition holds"),
        ('{"schema": "briefs/choices/1", "sections": []}', "does not hold what an edition holds"),
        ('{"schema": "briefs/choices/9"}', "is of another version of briefs"),
    ],
)
def test_a_damaged_file_is_told(built: Path, run: Run, content: str, told: str) -> None:
    (built / "out" / "visit" / "choices.json").write_text(content, encoding="utf-8")

    done = run("explain", "2.1")

    assert done.returncode == 65
    assert told in done.stderr


def test_an_edition_with_its_choices_can_be_built_again_and_has_equal_bytes(built: Path, run: Run) -> None:
    first = (built / "out" / "visit" / "choices.json").read_bytes()
    documents(built / "in")

    again = run(
        "build", "in", "--as-of", "2026-05-25", "--edition", "visit", "--config", shipped.CONFIGURATION
    )

    assert again.returncode == 0
    assert (built / "out" / "visit" / "choices.json").read_bytes() == first


def test_what_is_withheld_for_its_marking_is_counted_and_not_named(built: Path, run: Run) -> None:
    file = built / "out" / "visit" / "choices.json"
    told = json.loads(file.read_bytes())
    for section in told["sections"]:
        section["withheld"] = 3
        for choice in section["choices"]:
            choice |= {"beaten": None, "withheld": True}
    file.write_text(json.dumps(told), "utf-8")

    shown = " ".join(run("explain", "2.1").stdout.split())
    assert "3 more are of sources with a higher marking than the edition's, and are not named." in shown
    assert "It beat a sentence of a source with a higher marking than the edition's" in shown
    assert "It beat nothing" not in shown
