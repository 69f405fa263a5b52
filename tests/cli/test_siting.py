"""``briefs site``, and the site that a build brings up to date."""

import json
import shutil
from pathlib import Path

import pytest

from tests.archive.standing import brief, stand
from tests.cli.conftest import Run
from tests.editions.weekly import FIRST_WEEK, SECOND_WEEK, configured, put

BUILD = ("build", "papers", "--engine", "serial:")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with a configuration and a week of reports."""
    put(tmp_path / "papers", FIRST_WEEK)
    configured(tmp_path)
    return tmp_path


def _listed(out: Path) -> list[str]:
    return [edition["edition"] for edition in json.loads((out / "editions.json").read_bytes())["editions"]]


def test_a_build_brings_the_site_up_to_date_and_its_own_pages_are_no_source_of_the_next(
    run: Run, workspace: Path
) -> None:
    first = run(*BUILD, "--as-of", "2026-05-18", "--out", "papers/out")
    put(workspace / "papers", SECOND_WEEK)
    second = run(*BUILD, "--as-of", "2026-05-25", "--out", "papers/out", "--json")

    assert (first.returncode, second.returncode) == (0, 0)
    assert _listed(workspace / "papers" / "out") == ["2026-W22", "2026-W21"]
    assert json.loads(second.stdout)["not_included"] == []
    assert (workspace / "papers" / "out" / "site" / "search-1.js").is_file()


@pytest.mark.parametrize("how", ["--no-site", "update = false"])
def test_a_build_leaves_the_site_alone_where_that_is_wanted(run: Run, workspace: Path, how: str) -> None:
    configuration = workspace / "briefs.toml"
    if how != "--no-site":
        configuration.write_text(f"{configuration.read_text('utf-8')}\n[site]\n{how}\n", "utf-8")

    done = run(*BUILD, "--as-of", "2026-05-18", *([how] if how == "--no-site" else []))

    assert done.returncode == 0
    assert sorted(path.name for path in (workspace / "out").iterdir()) == ["2026-W21"]


def test_a_site_that_cannot_be_made_loses_no_edition(run: Run, workspace: Path) -> None:
    (workspace / "out").mkdir()
    (workspace / "out" / "index.html").write_text("a page of our own", "utf-8")

    done = run(*BUILD, "--as-of", "2026-05-18")

    assert done.returncode == 0
    assert (workspace / "out" / "2026-W21" / "brief.pdf").is_file()
    assert (
        "the edition stands, but the site of all editions is as it was: out/index.html: was not"
        in done.stderr
    )
    assert (workspace / "out" / "index.html").read_text("utf-8") == "a page of our own"


@pytest.mark.usefixtures("workspace")
def test_the_site_is_made_of_what_stands_and_what_does_not_belong_is_told(run: Run, tmp_path: Path) -> None:
    stand(tmp_path / "out", brief(21))
    (tmp_path / "out" / "notes").mkdir()

    done = run("site")
    again = run("site", "--json")

    assert (done.returncode, done.stdout) == (0, "out/index.html\n")
    assert done.stderr == "briefs: not on the site: notes: holds no brief.json\n"
    assert json.loads(again.stdout) == {
        "index": "out/index.html",
        "editions": 1,
        "written": [],
        "removed": [],
        "left_out": [{"subject": "notes", "message": "holds no brief.json"}],
    }


@pytest.mark.usefixtures("workspace")
def test_many_folders_that_do_not_belong_are_told_in_a_few_lines(run: Run, tmp_path: Path) -> None:
    for number in range(14):
        (tmp_path / "out" / f"n{number}").mkdir(parents=True)

    told = run("site").stderr.splitlines()

    assert len(told) == 11
    assert told[-1] == "briefs: not on the site: 4 more folders (--json names all)"


@pytest.mark.usefixtures("workspace")
def test_templates_of_a_house_change_the_site_and_a_mistake_in_one_is_told_with_its_line(
    run: Run, tmp_path: Path, root: Path
) -> None:
    stand(tmp_path / "out", brief(21))
    house = tmp_path / "house" / "archive"
    house.mkdir(parents=True)
    shutil.copy(root / "templates" / "archive" / "sources.html.j2", house)
    (house / "archive.css").write_text(".all { color: teal }\n", "utf-8")

    done = run("site", "--templates", "house")
    page = (tmp_path / "out" / "site" / "sources.html").read_text("utf-8")
    (house / "sources.html.j2").write_text("line one\n{{ page.nothing }}\n", "utf-8")
    wrong = run("site", "--templates", "house")

    assert done.returncode == 0
    assert ".all { color: teal }" in page
    assert wrong.returncode == 78
    assert "sources.html.j2:2: " in wrong.stderr
    assert (tmp_path / "out" / "site" / "sources.html").read_text("utf-8") == page
