"""``briefs edit`` and ``briefs approve``, as typed."""

import json
import shutil
from pathlib import Path

import pytest

from briefs.cli.persons import user
from briefs.editions.runs.outcome import Outcome
from briefs.model import EditionState
from tests.cli.conftest import Run
from tests.editions.scheduled import W21, Desk, only, scheduled
from tests.editions.weekly import CLOSED, THREE

WEEK = "2026-W21"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = scheduled(tmp_path_factory.mktemp("desk"), '[approval]\nrule = "two"\n')
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    waits: Outcome = only(desk.run(W21))
    assert waits.state is EditionState.AWAITING
    return desk


@pytest.fixture
def desk(kept: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(kept.folder, tmp_path, dirs_exist_ok=True)
    return Desk(folder=tmp_path)


@pytest.mark.usefixtures("desk")
def test_edits_go_through_a_file_and_approvals_let_the_edition_out(run: Run, tmp_path: Path) -> None:
    wrote = run("edit", WEEK, "--to", "edits.txt")
    assert wrote.stdout == "edits.txt: change it, then read it back with --file edits.txt\n"
    assert run("edit", WEEK).stdout == (tmp_path / "edits.txt").read_text("utf-8")
    assert run("edit", WEEK, "--file", "edits.txt").stdout == f"{WEEK}: nothing is changed\n"

    edited = run("edit", WEEK, "--comment", "It may end.", "--on", "mine", "--as", "Mina Sol")
    assert edited.returncode == 0
    (first,) = edited.stdout.splitlines()
    assert first.startswith(f"{WEEK}: edited, seal ")
    assert "“may” does not tell how likely it is" in edited.stderr
    seal = first.split("seal ")[1].split(";")[0]

    mine = run("approve", WEEK, "--seal", seal, "--note", "checked")
    said, waits = mine.stdout.splitlines()
    assert said == f"{WEEK}, revision 0, seal {seal} (1 comment): approved by {user()}"
    assert waits.startswith(f"{WEEK}: waits for one approval: briefs approve {WEEK}")
    refused = run("approve", WEEK, "--as", "Mina Sol")
    assert (refused.returncode, refused.stdout) == (77, "")
    assert f"the user {user()} has approved {WEEK} already, as {user()}" in refused.stderr
    configuration = tmp_path / "briefs.toml"
    named = f'rule = "two"\napprovers = ["{user()}", "Mina Sol"]\n'
    configuration.write_text(configuration.read_text("utf-8").replace('rule = "two"\n', named), "utf-8")
    told = json.loads(run("approve", WEEK, "--as", "Mina Sol", "--json").stdout)
    assert (told["edition"], told["state"], told["needed"]) == (WEEK, "published", 2)
    assert {(it["by"], it["typist"]) for it in told["approvals"]} == {(user(), user()), ("Mina Sol", user())}
    assert (tmp_path / "out" / WEEK / "brief.pdf").is_file()
    assert [*(tmp_path / "store" / "review").iterdir()] == []

    late = run("edit", WEEK, "--drop", "1.1")
    assert (late.returncode, late.stdout) == (77, "")
    assert "briefs correct 2026-W21" in late.stderr


def test_mistakes_of_a_file_are_told_line_by_line(run: Run, kept: Desk) -> None:
    text = run("edit", WEEK, cwd=kept.folder).stdout.replace("Divers have", "Nobody has")
    (kept.folder / "wrong.txt").write_text(f"{text}so\n", "utf-8")
    refused = run("edit", WEEK, "--file", "wrong.txt", cwd=kept.folder)
    assert refused.returncode == 65
    lines = refused.stderr.splitlines()
    assert lines[0] == f"briefs: the edits of {WEEK} have 2 mistakes; nothing was changed"
    assert "statements are verbatim; write a comment instead" in lines[1]
    assert "“so” is no line of this file" in lines[2]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("edit", WEEK, "--pin", "Divers have"), 2, "--pin needs --from"),
        (("edit", WEEK, "--comment", "Oh.", "--on", "mine", "--as", "(Ada)"), 2, "is no name of a person"),
        (("edit", WEEK, "--drop", "7.1"), 66, "has no statement 7.1; there are 1.1"),
        (("edit", WEEK, "--file", "gone.txt"), 66, "gone.txt: cannot be read"),
        (("edit", "2026-W01"), 66, "2026-W01 is not recorded; `briefs editions` lists"),
        (("approve", "2026-W01"), 66, "2026-W01 is not recorded; `briefs editions` lists"),
        (("approve", WEEK, "--seal", "00000000"), 77, "is not what you looked at"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_its_code(
    run: Run, kept: Desk, arguments: tuple[str, ...], code: int, message: str
) -> None:
    refused = run(*arguments, cwd=kept.folder)
    assert refused.returncode == code
    assert message in " ".join(refused.stderr.split())
    assert refused.stdout == ""


def test_the_name_of_the_user_is_that_of_the_machine_and_no_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = user()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody else")
    assert user() == before
