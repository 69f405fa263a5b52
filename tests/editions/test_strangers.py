"""What readers have is never replaced by a store that was put back from before it came out; nor made a second time."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefs.editions.aftermath.auditing import audit
from briefs.editions.aftermath.correcting import CorrectionRequest, correct
from briefs.editions.aftermath.strangers import refuse, strangers
from briefs.editions.aftermath.withdrawing import WithdrawalRequest, withdraw
from briefs.editions.runs import duties
from briefs.editions.safekeeping import back_up, restore
from briefs.errors import NotAllowed
from briefs.model import EditionState
from briefs.store import open_store
from briefs.store.glance import weeks_recorded
from tests.editions.scheduled import W21, W22, W23, Desk, nobody_listens, only, scheduled
from tests.editions.weekly import CLOSED, CREWS, FARES, SAMPLES, SIX, THREE

LATER = "2026-05-25T09:00+09:00"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("first"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.run(W21)
    desk.put("d.txt", "2026-05-20", SIX, SAMPLES)
    return desk


@pytest.fixture
def desk(first: Desk, tmp_path: Path) -> Desk:
    return Desk(folder=shutil.copytree(first.folder, tmp_path / "desk"))


def _without_its_log(desk: Desk) -> None:
    """A run is killed when its edition is out, and then what looks like leftovers of it is deleted."""
    file = desk.folder / "store" / "store.sqlite3"
    killed = desk.folder / "killed"
    with closing(sqlite3.connect(file)) as other:
        other.execute("SELECT count(*) FROM edition").fetchone()
        desk.run(W22)
        shutil.copy(file, killed)  # what was not copied into the file yet stands beside it
    _put(killed, file)


def _with_an_earlier_copy(desk: Desk) -> None:
    file = desk.folder / "store" / "store.sqlite3"
    shutil.copy(file, desk.folder / "copy")
    desk.run(W22)
    _put(desk.folder / "copy", file)


def _from_a_backup(desk: Desk) -> None:
    back_up(desk.settings, desk.folder / "week.backup")
    desk.run(W22)
    shutil.rmtree(desk.folder / "store")
    restore(desk.settings, desk.folder / "week.backup")


def _put(copy: Path, file: Path) -> None:
    shutil.copy(copy, file)
    for name in ("store.sqlite3-wal", "store.sqlite3-shm"):
        file.with_name(name).unlink(missing_ok=True)


@pytest.fixture(params=[_without_its_log, _with_an_earlier_copy, _from_a_backup])
def behind(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """A desk whose store knows nothing of the edition of 25 May 2026, which is out."""
    loss: Callable[[Desk], None] = request.param
    loss(desk)
    assert desk.states().get("2026-W22") != "published"
    desk.put("e.txt", "2026-05-23", FARES, CREWS)
    return desk


def test_what_is_out_stays_as_it_is_and_each_run_says_so_and_the_next_week_goes_on(behind: Desk) -> None:
    stood = behind.files()
    ours = {name: content for name, content in stood.items() if name.startswith("2026-W22/")}

    runs = [behind.run(W22), behind.run(LATER)]
    stands = behind.files()
    following = behind.run(W23)

    for told in map(only, runs):
        assert (told.edition, told.state, told.exit_code, told.failed) == ("2026-W22", None, 77, True)
        assert told.message == (
            f"{behind.out / '2026-W22'} was issued by a store that knew more than this one, or its seal was "
            "changed, and is left as it is: "
            "put back a newer backup (briefs restore FILE), or move that folder away"
        )
    assert stands == stood
    made, left = following.outcomes
    assert (made.edition, made.state, left.edition, following.exit_code) == (
        "2026-W23",
        EditionState.PUBLISHED,
        "2026-W22",
        77,
    )
    record = behind.records()["2026-W23"]
    assert record.number == 3
    assert record.since == behind.request(W22).now()
    brief = json.loads(behind.files()["2026-W23/brief.json"])
    assert [reference["published"] for reference in brief["references"]] == ["2026-05-23"]
    assert {name: behind.files()[name] for name in ours} == ours


def test_an_audit_and_a_glance_know_it_and_by_hand_it_is_not_made_either(behind: Desk) -> None:
    with open_store(behind.folder / "store", create=False) as store:
        faults = audit(store, behind.out).faults

    assert [fault.place for fault in faults] == [str(behind.out / "2026-W22")]
    assert "a store that knew more than this one" in faults[0].message
    now = behind.request(LATER).now()
    seen = duties.at_a_glance(behind.settings, behind.out, now)
    assert ([it.edition for it in seen.strange], seen.turns, seen.begun) == (["2026-W22"], (), ())
    with pytest.raises(NotAllowed, match="knew more than this one"):
        behind.by_hand("2026-W22", LATER)


def test_moved_away_the_week_is_made_and_the_run_ends_well(behind: Desk) -> None:
    (behind.out / "2026-W22").rename(behind.folder / "aside")

    result = behind.run(LATER)

    assert (only(result).edition, only(result).state, result.exit_code) == (
        "2026-W22",
        EditionState.PUBLISHED,
        0,
    )


def test_with_nothing_but_what_is_out_a_new_store_goes_on_from_there(desk: Desk) -> None:
    desk.run(W22)
    shutil.rmtree(desk.folder / "store")
    desk.put("e.txt", "2026-05-23", FARES, CREWS)

    result = desk.run(W23)

    assert [(it.edition, it.exit_code) for it in result.outcomes] == [
        ("2026-W23", 0),
        ("2026-W21", 77),
        ("2026-W22", 77),
    ]
    assert desk.records()["2026-W23"].number == 3


def _corrected(desk: Desk) -> None:
    correct(
        CorrectionRequest(
            edition="2026-W21",
            because="The number was wrong.",
            run=desk.request(W22, actor="Ada Weaver"),
            notice_only=True,
        ),
        nobody_listens,
    )


def test_a_correction_that_the_store_forgot_is_neither_undone_nor_made_or_withdrawn_unawares(
    desk: Desk,
) -> None:
    file = desk.folder / "store" / "store.sqlite3"
    shutil.copy(file, desk.folder / "copy")
    _corrected(desk)
    _put(desk.folder / "copy", file)
    stood = {name: content for name, content in desk.files().items() if name.startswith("2026-W21/")}

    result = desk.run(W22)

    assert [(it.edition, it.exit_code) for it in result.outcomes] == [("2026-W22", 0), ("2026-W21", 77)]
    with pytest.raises(NotAllowed, match="knew more than this one"):
        _corrected(desk)
    with pytest.raises(NotAllowed, match="knew more than this one"):
        withdraw(WithdrawalRequest(edition="2026-W21", because="It is wrong.", run=desk.request(W22)))
    assert {name: desk.files()[name] for name in stood} == stood
    assert desk.states()["2026-W21"] == "published"
    assert len(desk.moves()) == 10


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[" * 100_000, b'{"edition": "2026-W21", "as_of": "soon", "revision": 0}']
)
def test_a_seal_that_somebody_has_changed_is_none_of_ours(desk: Desk, content: bytes) -> None:
    (desk.out / "2026-W21" / "seal.json").write_bytes(content)

    (found,) = strangers(desk.out, weeks_recorded(desk.folder / "store"))

    assert (found.edition, found.is_whole, found.as_of) == ("2026-W21", False, None)
    with pytest.raises(
        NotAllowed, match=r"holds a seal\.json that is none of this store's, and is left as it is"
    ):
        refuse(desk.out / "2026-W21", ())


def test_what_was_ever_sealed_here_is_no_stranger(desk: Desk) -> None:
    _corrected(desk)

    assert strangers(desk.out, weeks_recorded(desk.folder / "store")) == ()
    shutil.copy(desk.out / "2026-W21" / "r0" / "seal.json", desk.out / "2026-W21" / "seal.json")
    assert strangers(desk.out, weeks_recorded(desk.folder / "store")) == ()
    assert strangers(desk.folder / "nowhere", {}) == ()
