"""What was issued stands in ``out`` as it is kept: whole, with its earlier revisions, signatures where they belong."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from briefs.editions.aftermath.auditing import audit
from briefs.editions.past import recall
from briefs.editions.runs.advancing import advance
from briefs.editions.runs.projecting import files_of, project
from briefs.editions.runs.running import opened
from briefs.editions.snapshots.snapshot import from_ledger, keep
from briefs.errors import OutputError, StoreError
from briefs.model import EditionState
from briefs.proof.report import Outcome as Verdict
from briefs.proof.verifying import Request, verify
from briefs.store import open_store
from tests.editions.scheduled import W21, W22, Desk, nobody_listens, scheduled
from tests.editions.weekly import CLOSED, THREE

PAGE = "2026-W21/brief.html"
LATE = "2026-05-27T06:00+09:00"
"""Too late for the second edition."""


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.run(W21)
    return desk


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    return Desk(folder=shutil.copytree(issued.folder, tmp_path / "desk"))


@pytest.fixture(scope="module")
def twice(issued: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued, and corrected; to be copied."""
    desk = Desk(folder=shutil.copytree(issued.folder, tmp_path_factory.mktemp("twice") / "desk"))
    _corrected(desk)
    return desk


@pytest.fixture
def corrected(twice: Desk, tmp_path: Path) -> Desk:
    return Desk(folder=shutil.copytree(twice.folder, tmp_path / "desk"))


def _again(desk: Desk) -> tuple[str, ...]:
    """What is told when the edition is projected once more."""
    with open_store(desk.folder / "store", create=False) as store:
        record = store.ledger.record("2026-W21")
        assert record is not None
        return project(store.ledger, record, desk.out)


def _corrected(desk: Desk) -> None:
    """Nothing; afterwards a second revision was issued."""
    request = desk.request(W22)
    with opened(request) as store:
        ledger = store.ledger
        before = ledger.record("2026-W21")
        assert before is not None
        text = "The number of miners was wrong."
        planned = replace(before, revision=1, correction=text, snapshot=None, seal=None)
        taken = from_ledger(ledger, before.snapshot or "")
        record = ledger.plan(planned, request.now(), "Ada Weaver", text)
        keep(ledger, replace(taken, revision=1, correction=text))
        record = ledger.record("2026-W21", 1) or record
        outcome = advance(store, record, request, nobody_listens)
        assert outcome.state is EditionState.PUBLISHED


def test_the_seal_beside_the_files_tells_the_digest_of_each(desk: Desk) -> None:
    files = {name.removeprefix("2026-W21/"): it for name, it in desk.files().items() if name[:4] == "2026"}
    seal = json.loads(files.pop("seal.json"))

    assert seal["files"] == {name: f"sha256:{sha256(it).hexdigest()}" for name, it in files.items()}


def test_projected_again_nothing_is_written(desk: Desk) -> None:
    inode = (desk.out / "2026-W21").stat().st_ino

    assert _again(desk) == ()

    assert (desk.out / "2026-W21").stat().st_ino == inode


def test_what_somebody_has_changed_is_told_and_left_alone(desk: Desk) -> None:
    (desk.out / PAGE).write_text("mine", "utf-8")
    (desk.out / "2026-W21" / "choices.json").unlink()

    told = _again(desk)

    assert [line.partition("; ")[0] for line in told] == [
        f"{desk.out / PAGE}: is not as it was issued",
        f"{desk.out / '2026-W21' / 'choices.json'}: is missing",
    ]
    assert (desk.out / PAGE).read_text("utf-8") == "mine"


def test_a_pdf_that_was_signed_is_as_it_was_issued(desk: Desk) -> None:
    with (desk.out / "2026-W21" / "brief.pdf").open("ab") as file:
        file.write(b"a signature and its table")

    assert _again(desk) == ()


def test_the_next_revision_stands_on_top_and_the_earlier_one_whole_inside(issued: Desk, twice: Desk) -> None:
    before, after = issued.files(), twice.files()

    said = json.loads(after["2026-W21/brief.json"])
    assert (said["revision"], said["correction"]) == (1, "The number of miners was wrong.")
    names = [name for name in before if name.startswith("2026-W21/")]
    assert {name: after[name.replace("2026-W21/", "2026-W21/r0/")] for name in names} == {
        name: before[name] for name in names
    }


def test_signatures_stay_with_the_revision_that_they_sign(desk: Desk) -> None:
    folder = desk.out / "2026-W21"
    with (folder / "brief.pdf").open("ab") as file:
        file.write(b"a signature and its table")
    signed = (folder / "brief.pdf").read_bytes()
    (folder / "brief.pdf.minisig").write_text("a signature of that", "ascii")

    _corrected(desk)

    assert (folder / "r0" / "brief.pdf").read_bytes() == signed
    assert (folder / "r0" / "brief.pdf.minisig").read_text("ascii") == "a signature of that"
    assert not (folder / "brief.pdf.minisig").exists()
    assert not (folder / "brief.pdf").read_bytes().startswith(signed)


def test_all_revisions_are_put_back_where_the_folder_is_gone(corrected: Desk) -> None:
    before = corrected.files()
    shutil.rmtree(corrected.out / "2026-W21")

    corrected.run("2026-05-19T06:00+09:00")

    assert corrected.files() == before


def test_an_earlier_revision_whose_folder_is_gone_is_named_and_put_back_alone(corrected: Desk) -> None:
    stood = corrected.files()
    shutil.rmtree(corrected.out / "2026-W21" / "r0")
    page = corrected.out / PAGE
    page.write_bytes(b"somebody has changed it")
    with open_store(corrected.folder / "store", create=False) as store:
        found = {fault.place: fault.message for fault in audit(store, corrected.out).faults}

    result = corrected.run(LATE)

    folder = corrected.out / "2026-W21"
    assert found == {
        str(folder / "r0"): "does not stand there; briefs run --due puts it back",
        str(page): "is not as it was issued",
    }
    assert f"{folder / 'r0'}: was gone, and stands there again as it was issued" in result.notes
    assert page.read_bytes() == b"somebody has changed it"
    assert corrected.files() == stood | {PAGE: b"somebody has changed it"}
    assert [place.name for place in folder.glob(".*")] == []


def test_a_file_that_is_damaged_in_the_store_is_named_and_none_of_its_bytes_is_printed(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.folder / "store" / "store.sqlite3")) as database, database:
        database.execute("UPDATE content SET packed = CAST(x'4142ff43' AS TEXT)")
    shutil.rmtree(desk.out)

    with pytest.raises(StoreError) as told:
        _again(desk)

    assert "seal.json of 2026-W21, revision 0: " in str(told.value)
    assert "(sha256:" in str(told.value)
    assert "AB" not in str(told.value)


def test_each_revision_verifies_and_an_edition_is_remembered_once(twice: Desk) -> None:
    folder, now = twice.out / "2026-W21", twice.request(W22).now()

    reports = [verify(Request(path=each, moment=now)) for each in (folder, folder / "r0")]

    assert not [it for report in reports for it in report.checks if it.outcome is Verdict.FAILS]
    past, problems = recall(twice.out, "2026-W22", now, {"mine", "ferry", "grid"})
    assert problems == ()
    assert {statement.edition for statement in past.statements} == {"2026-W21"}
    listed = json.loads((twice.out / "editions.json").read_bytes())
    assert json.dumps(listed).count('"2026-W21"') >= 1
    assert "not on the site" not in json.dumps(listed)


def test_what_is_not_ours_is_never_replaced(desk: Desk) -> None:
    folder = desk.out / "2026-W21"
    (folder / "seal.json").unlink()
    (folder / "notes.txt").write_text("mine", "utf-8")

    with pytest.raises(OutputError, match=r"holds notes\.txt"):
        _again(desk)

    assert (folder / "notes.txt").read_text("utf-8") == "mine"


def test_an_edition_that_was_built_by_hand_gives_way_to_the_one_that_is_issued(desk: Desk) -> None:
    issued = desk.files()
    for name in ("seal.json", "brief.pdf"):
        (desk.out / "2026-W21" / name).unlink()
    (desk.out / PAGE).write_text("built by hand", "utf-8")

    assert _again(desk) == ()

    assert desk.files() == issued


def test_the_files_of_a_revision_are_those_its_seal_names(desk: Desk) -> None:
    with open_store(desk.folder / "store", create=False) as store:
        record = store.ledger.record("2026-W21")
        assert record is not None
        kept = files_of(store.ledger, record)

    assert {f"2026-W21/{name}": it for name, it in kept.items()} == {
        name: it for name, it in desk.files().items() if name.startswith("2026-W21/")
    }
