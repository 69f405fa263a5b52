"""An edition that is withdrawn is offered no more, and all of it stays kept."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefs.editions.aftermath.auditing import audit
from briefs.editions.aftermath.correcting import CorrectionRequest, correct
from briefs.editions.aftermath.showing import show
from briefs.editions.aftermath.withdrawing import Pulled, WithdrawalRequest, withdraw
from briefs.editions.building import build
from briefs.editions.review.changing import Changes
from briefs.errors import NoInput, NotAllowed
from briefs.model import EditionState
from briefs.store import TellingKind, open_store
from tests.editions.scheduled import W21, Desk, nobody_listens, only, scheduled
from tests.editions.test_correcting import LATER, LATEST, waiting
from tests.editions.weekly import CLOSED, THREE, request

WHY = "It named a person who has nothing to do with the mine."


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    assert only(desk.run(W21)).state is EditionState.PUBLISHED
    return desk


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(issued.folder, tmp_path / "desk")
    return Desk(folder=tmp_path / "desk")


def withdrawn(
    desk: Desk, moment: str = LATER, edition: str = "2026-W21", revision: int | None = None
) -> Pulled:
    return withdraw(
        WithdrawalRequest(
            run=desk.request(moment, actor="Ada Weaver"), edition=edition, because=WHY, revision=revision
        )
    )


def corrected(desk: Desk, moment: str = LATER, **asked: Any) -> None:
    """Nothing: corrects it, by a notice alone where nothing else is asked for."""
    request = CorrectionRequest(
        run=desk.request(moment),
        edition="2026-W21",
        because="A number was wrong.",
        **(asked or {"notice_only": True}),
    )
    correct(request, nobody_listens)


def offering(desk: Desk) -> set[str]:
    """The files in which its first statement stands."""
    return {name for name, content in desk.files().items() if THREE.encode() in content}


def test_nothing_in_out_offers_it_and_a_notice_says_why(desk: Desk) -> None:
    assert {"index.html", "feed.xml", "2026-W21/brief.html", "site/theme-mine.html"} <= offering(desk)

    result = withdrawn(desk)

    assert (result.revisions, result.folder, result.notes) == ((0,), desk.out / "2026-W21", ())
    assert sorted(place.name for place in (desk.out / "2026-W21").iterdir()) == [
        "brief.html",
        "revisions.json",
    ]
    assert offering(desk) == set()
    assert WHY.encode() in desk.files()["2026-W21/brief.html"]
    assert WHY.encode() in desk.files()["index.html"]


def test_all_of_it_stays_in_the_store_and_the_log_says_who_pulled_it(desk: Desk) -> None:
    before = desk.records()["2026-W21"]

    withdrawn(desk)

    record, last = desk.records()["2026-W21"], desk.moves()[-1]
    assert (record.state, record.seal, record.snapshot) == (
        EditionState.WITHDRAWN,
        before.seal,
        before.snapshot,
    )
    assert (last.state, last.actor, last.reason) == (EditionState.WITHDRAWN, "Ada Weaver", WHY)
    with open_store(desk.folder / "store", create=False) as store:
        assert [(it.revision, it.kind, it.because) for it in store.ledger.tellings()] == [
            (0, TellingKind.WITHDRAWAL, WHY)
        ]
        assert audit(store, desk.out).holds


def test_no_run_brings_it_back_and_no_build_takes_its_place(desk: Desk) -> None:
    withdrawn(desk)
    stood = desk.files()

    desk.run(LATEST)
    with pytest.raises(NotAllowed, match="briefs correct 2026-W21"):
        build(
            request(desk.folder / "other", desk.folder / "papers", "2026-05-18", out=desk.out), lambda _: None
        )

    assert desk.files() == stood


def test_said_again_it_pulls_what_was_left_with_the_words_of_the_first_time(desk: Desk) -> None:
    withdrawn(desk)
    stood = desk.files()
    (desk.out / "2026-W21" / "brief.html").write_text("somebody's own")

    assert withdrawn(desk, LATEST).revisions == ()
    assert desk.files() == stood


def test_no_correction_brings_it_back_unasked(desk: Desk) -> None:
    withdrawn(desk)
    stood = desk.files()

    dropped = Changes(edition="2026-W21", drop=("1.1",))
    for asked in ({"notice_only": True}, {"again": True}, {"changes": dropped}):
        with pytest.raises(
            NotAllowed, match=r"was withdrawn.*briefs correct 2026-W21 --reinstate --because TEXT"
        ):
            corrected(desk, **asked)

    assert desk.files() == stood


def test_what_is_not_withdrawn_is_not_brought_back(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="2026-W21 is published, not withdrawn"):
        corrected(desk, reinstate=True)


def test_it_is_brought_back_by_name_and_says_so_on_page_one(desk: Desk) -> None:
    corrected(desk)
    withdrawn(desk)
    corrected(desk, LATEST, reinstate=True)

    said = json.loads((desk.out / "2026-W21" / "brief.json").read_bytes())
    assert said["correction"].split("\n") == [
        f"Revision 2, 20 May 2026, on revision 1: Withdrawn on 19 May 2026: {WHY} Brought back: A number was wrong.",
        "Revision 1, 19 May 2026, on revision 0: A number was wrong.",
    ]
    assert not (desk.out / "2026-W21" / "r0").exists()
    with open_store(desk.folder / "store", create=False) as store:
        assert audit(store, desk.out).holds


def test_a_correction_that_is_given_up_leaves_readers_what_they_have(desk: Desk) -> None:
    corrected(waiting(desk))
    stood = desk.files()

    assert withdrawn(desk, LATEST, revision=1).revisions == (1,)

    assert desk.files() == stood
    assert [move.state for move in desk.moves()][-1] is EditionState.WITHDRAWN
    shutil.rmtree(desk.out / "2026-W21")
    desk.run(LATEST)
    assert desk.files()["2026-W21/brief.pdf"] == stood["2026-W21/brief.pdf"]


@pytest.mark.parametrize(
    ("edition", "revision", "error", "told"),
    [
        ("2026-W40", None, NoInput, "2026-W40 is not recorded"),
        ("2026-W21", 3, NoInput, "revision 3 of 2026-W21 is not recorded"),
        (
            "2026-W21",
            0,
            NotAllowed,
            "revision 0 of 2026-W21 is out: correct it, or withdraw the whole edition",
        ),
    ],
)
def test_what_cannot_be_withdrawn_is_said(
    issued: Desk, edition: str, revision: int | None, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        withdrawn(issued, edition=edition, revision=revision)


def test_what_to_type_next_is_right_of_what_was_given_up_withdrawn_and_brought_back(desk: Desk) -> None:
    def typed(revision: int) -> tuple[str, str]:
        shown = show(desk.settings, desk.out, "2026-W21", revision)
        return shown.waits, shown.command

    corrected(waiting(desk))
    withdrawn(desk, LATEST, revision=1)
    given_up = typed(1)
    withdrawn(desk, LATEST)
    pulled = typed(0)
    corrected(desk, LATEST, reinstate=True)
    coming_back = typed(0)

    assert given_up == (
        "it was given up before it came out; revision 0 is published",
        "briefs show 2026-W21 --revision 0",
    )
    assert pulled[1] == "briefs correct 2026-W21 --reinstate --because TEXT"
    assert coming_back == (
        "it was withdrawn; revision 2 is awaiting approval",
        "briefs show 2026-W21 --revision 2",
    )
