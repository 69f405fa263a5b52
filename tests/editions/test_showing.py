"""What is known of editions is shown; what does not stand as it was issued is named."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from briefs.editions.aftermath.auditing import Verdict, audit
from briefs.editions.aftermath.showing import log, opened, rows, show
from briefs.errors import NoInput
from briefs.model import Approval, EditionState
from briefs.store import open_store
from tests.editions.scheduled import W21, Desk, only, scheduled
from tests.editions.test_correcting import LATER, corrected, waiting
from tests.editions.weekly import CLOSED, CREWS, FARES, THREE


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose edition was issued and corrected once; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    assert only(desk.run(W21)).state is EditionState.PUBLISHED
    corrected(desk)
    return desk


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(issued.folder, tmp_path / "desk")
    return Desk(folder=tmp_path / "desk")


def verdict(desk: Desk) -> Verdict:
    with opened(desk.settings) as store:
        return audit(store, desk.out)


def faults(desk: Desk) -> dict[str, str]:
    return {str(Path(it.place).relative_to(desk.out)): it.message for it in verdict(desk).faults}


# ---- The list, one edition, the log ----------------------------------------------------------------------------------


def test_revisions_are_listed_with_what_they_print(issued: Desk) -> None:
    listed = [
        (it.record.edition, it.record.revision, it.record.state.value, it.statements)
        for it in rows(issued.settings)
    ]

    assert listed == [("2026-W21", 1, "published", 4), ("2026-W21", 0, "published", 4)]


def test_a_desk_without_editions_lists_none_and_says_what_makes_one(tmp_path: Path) -> None:
    desk = scheduled(tmp_path)

    assert rows(desk.settings) == ()
    with pytest.raises(NoInput, match="briefs run --due"):
        show(desk.settings, desk.out, "2026-W21", None)


def test_all_that_is_known_of_a_revision_is_shown(issued: Desk) -> None:
    shown = show(issued.settings, issued.out, "2026-W21", None)

    assert (shown.record.revision, shown.newest, shown.statements, shown.documents) == (1, 1, 4, 2)
    assert shown.folder == issued.out / "2026-W21"
    assert {"brief.pdf", "brief.html", "brief.json"} <= {it.name for it in shown.files}
    assert [move.state.value for move in shown.moves] == [
        "planned",
        "building",
        "built",
        "approved",
        "published",
    ]
    assert [(it.revision, it.text) for it in shown.corrections] == [(1, shown.tellings[0].because)]
    assert shown.command == "briefs correct 2026-W21 --drop 1.1 --because TEXT"


def test_an_earlier_revision_says_what_has_taken_its_place(issued: Desk) -> None:
    shown = show(issued.settings, issued.out, "2026-W21", 0)

    assert shown.folder == issued.out / "2026-W21" / "r0"
    assert (shown.waits, shown.command) == (
        "revision 1 has taken its place",
        "briefs show 2026-W21 --revision 1",
    )


def test_an_edition_that_waits_says_for_whom_and_which_approvals_are_void(desk: Desk) -> None:
    corrected(waiting(desk), moment="2026-05-20T10:00+09:00")
    with open_store(desk.folder / "store", create=False) as store:
        record = store.ledger.record("2026-W21")
        assert record is not None
        assert record.seal is not None
        moment = desk.request(LATER).now()
        store.ledger.approve(
            Approval(edition="2026-W21", revision=2, seal=record.seal, actor="Mara Lind", moment=moment)
        )
        before = show(desk.settings, desk.out, "2026-W21", None)
        store.ledger.edit("2026-W21", 2, (), moment, "Ada Weaver")
    after = show(desk.settings, desk.out, "2026-W21", None)

    assert (before.command, [it.actor for it in before.valid]) == ("briefs approve 2026-W21", ["Mara Lind"])
    assert (after.valid, [it.actor for it in after.void]) == ((), ["Mara Lind"])
    assert (after.record.state, after.command) == (EditionState.BUILDING, "briefs run --due")


def test_what_is_not_recorded_is_said(issued: Desk) -> None:
    with pytest.raises(NoInput, match="2026-W40 is not recorded"):
        show(issued.settings, issued.out, "2026-W40", None)
    with pytest.raises(NoInput, match="revision 7 of 2026-W21 is not recorded"):
        show(issued.settings, issued.out, "2026-W21", 7)
    with pytest.raises(NoInput, match="2026-W40 is not recorded"):
        log(issued.settings, "2026-W40")


def test_a_list_stands_where_what_is_kept_of_an_edition_is_damaged(desk: Desk) -> None:
    with sqlite3.connect(desk.folder / "store" / "store.sqlite3") as database:
        database.execute("UPDATE content SET packed = x'00'")
    database.close()

    assert [it.statements for it in rows(desk.settings)] == [None, None]
    assert show(desk.settings, desk.out, "2026-W21", None).files == ()


# ---- Whether all is as it was issued ---------------------------------------------------------------------------------


def test_what_stands_as_it_was_issued_holds_and_is_told_as_checked(issued: Desk) -> None:
    found = verdict(issued)

    assert (found.holds, found.unchecked) == (True, ())
    assert [line.partition(":")[0] for line in found.checked] == ["the log", "the store", str(issued.out)]
    assert "2 revisions" in found.checked[2]


def test_each_file_that_is_changed_missing_or_foreign_is_named(desk: Desk) -> None:
    folder = desk.out / "2026-W21"
    (folder / "brief.html").write_bytes(b"<p>another page</p>")
    (folder / "brief.pdf").unlink()
    (folder / "notes.txt").write_text("mine")
    (folder / "r0" / "brief.json").write_bytes(b"{}")
    (folder / "r5").mkdir()
    shutil.copytree(folder, desk.out / "2026-W33")

    assert faults(desk) == {
        "2026-W21/brief.html": "is not as it was issued",
        "2026-W21/brief.pdf": "is missing",
        "2026-W21/notes.txt": "does not belong to what was issued",
        "2026-W21/r0/brief.json": "is not as it was issued",
        "2026-W21/r5": "is no revision that was issued",
        "2026-W33": "bears a seal, and the log does not know it",
    }


def test_a_seal_that_was_made_to_fit_is_found(desk: Desk) -> None:
    seal = desk.out / "2026-W21" / "seal.json"
    seal.write_bytes(seal.read_bytes().replace(b"brief.html", b"bribe.html"))

    ((place, message),) = faults(desk).items()
    assert place == "2026-W21"
    assert message.startswith("was issued by a store that knew more than this one, or its seal was changed")


def test_an_edition_that_is_gone_is_named(desk: Desk) -> None:
    shutil.rmtree(desk.out / "2026-W21")

    assert faults(desk) == {"2026-W21": "does not stand there; briefs run --due puts it back"}


def test_signatures_and_editions_built_by_hand_are_told_as_not_checked(desk: Desk) -> None:
    pdf = desk.out / "2026-W21" / "brief.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"\n% signed")
    (desk.out / "2026-W21" / "brief.pdf.minisig").write_text("untrusted comment: of a test")
    shutil.copytree(desk.out / "2026-W21" / "r0", desk.out / "2026-W10")
    (desk.out / "2026-W10" / "seal.json").unlink()

    found = verdict(desk)

    assert found.faults == ()
    assert len(found.unchecked) == 3
    assert any("built by hand" in line for line in found.unchecked)


def test_what_is_damaged_in_the_store_is_named(desk: Desk) -> None:
    with sqlite3.connect(desk.folder / "store" / "store.sqlite3") as database:
        database.execute("DROP TRIGGER log_no_update")
        database.execute("UPDATE log SET reason = 'nothing was wrong' WHERE number = 6")
    database.close()

    places = {it.place for it in verdict(desk).faults}
    assert "log row 6" in places
