"""What a run sends by itself: what has just come out, what was begun, and word of what was wrong."""

import datetime
from pathlib import Path

import pytest

from briefs.editions.delivery.due import DueResult, send_due
from briefs.editions.delivery.outbox import is_due, since_of
from briefs.model import EditionState
from briefs.store import Deliveries
from briefs.store.glance import deliveries_due, editions_owed
from tests.distribution.faults import Fault, FaultyServer, Point, serving
from tests.editions.delivery.posted import EDITION, START, Postroom, copied
from tests.editions.scheduled import Desk, nobody_listens

ADA, BEN, CY = "ada@office.example", "ben@office.example", "cy@office.example"
DAY = datetime.timedelta(days=1)
DESK = {"lists": ("desk",)}


def automatic(first: Desk, folder: Path, server: FaultyServer) -> Postroom:
    """A desk whose runs send to the list desk, on which is one reader."""
    room = Postroom(copied(first, folder / "desk"), server.port, mail=dict(DESK))
    room.add(ADA)
    return room


def due(room: Postroom) -> DueResult:
    """What a run sends now."""
    return send_due(room.request(edition=""), room.now(), nobody_listens)


def seen(room: Postroom) -> tuple[bool, bool]:
    """What is seen at a glance: whether deliveries are due, and whether something is owed."""
    store, now = room.desk.folder / "store", room.now()
    return deliveries_due(store, None, now), editions_owed(store, None, since_of(room.settings_mail, now))


def test_what_has_come_out_goes_to_the_lists_of_the_settings_once(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    room.add(BEN, lists=("press",))
    assert seen(room) == (False, True)

    (outcome,) = due(room).outcomes

    assert (outcome.edition, outcome.state, outcome.exit_code) == (EDITION, EditionState.SENT, 0)
    assert outcome.message == "1 sent"
    assert server.count() == {ADA: 1}
    assert seen(room) == (False, False)
    assert due(room).outcomes == ()


@pytest.mark.parametrize("before", ["taken", "finish"])
def test_a_run_killed_before_its_last_word_is_followed_by_one_that_says_it(
    first: Desk, tmp_path: Path, server: FaultyServer, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    room = automatic(first, tmp_path, server)
    with monkeypatch.context() as patch:
        patch.setattr(Deliveries, before, killed)
        with pytest.raises(KeyboardInterrupt):
            due(room)
    assert any(seen(room))

    assert due(room).exit_code == 0

    assert seen(room) == (False, False)
    assert server.count() == {ADA: 1}
    assert [state for state, _ in room.reasons()] == ["sending", "sent"]
    with room.store() as store:
        assert all(it.finished for it in store.deliveries.shipments(EDITION))


def test_without_a_table_for_mail_nothing_is_ever_due(first: Desk) -> None:
    assert is_due(first.settings, START) is False


def test_nothing_is_sent_by_itself_where_no_lists_are_named(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    room.mail = {}

    assert due(room).outcomes == ()
    assert server.connections == 0


def test_naming_lists_does_not_send_what_came_out_long_before(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    room.ahead = 8 * DAY

    assert seen(room) == (False, False)
    assert due(room).outcomes == ()
    assert server.connections == 0


def test_what_a_person_began_is_gone_on_with_and_what_was_paused_waits_for_one(
    first: Desk, tmp_path: Path
) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1)
    blocked = Fault(at=Point.RCPT, says="550 5.7.1 you are blocked", times=1)
    with serving(later, blocked) as server:
        room = automatic(first, tmp_path, server)
        room.mail = {}
        assert room.send().exit_code == 75
        assert seen(room)[0] is False

        room.ahead = datetime.timedelta(minutes=5)
        assert seen(room)[0] is True
        (outcome,) = (result := due(room)).outcomes
        assert (outcome.exit_code, result.exit_code, result.failed) == (76, 76, (outcome,))
        assert "you are blocked" in outcome.message

        room.ahead = DAY
        assert seen(room)[0] is False
        assert due(room).outcomes == ()
        assert server.count() == {}
    assert (server.struck[later], server.struck[blocked]) == (1, 1)


def test_who_is_put_off_is_no_failure_and_is_tried_by_a_later_run(first: Desk, tmp_path: Path) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1)
    with serving(later) as server:
        room = automatic(first, tmp_path, server)
        result = due(room)
        assert (result.exit_code, result.outcomes, result.failed) == (75, (), ())
        assert [it.exit_code for it in result.quiet] == [75]

        room.ahead = datetime.timedelta(minutes=5)
        assert due(room).exit_code == 0
    assert server.struck[later] == 1
    assert server.count() == {ADA: 1}


def test_what_was_begun_is_gone_on_with_for_those_whom_it_was_planned_for(
    first: Desk, tmp_path: Path
) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1)
    with serving(later) as server:
        room = automatic(first, tmp_path, server)
        due(room)
        room.add(BEN)
        room.ahead = datetime.timedelta(minutes=5)
        assert due(room).exit_code == 0
        assert server.count() == {ADA: 1}

        room.send()
    assert server.struck[later] == 1
    assert server.count() == {ADA: 1, BEN: 1}


def test_a_correction_and_a_withdrawal_follow_by_themselves(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    due(room)
    room.add(CY)
    room.ahead = 10 * DAY
    room.correct()
    assert seen(room) == (False, True)

    (corrected,) = due(room).outcomes
    room.withdraw()
    (withdrawn,) = due(room).outcomes

    assert (corrected.revision, corrected.state) == (1, EditionState.SENT)
    assert (withdrawn.state, withdrawn.exit_code) == (EditionState.WITHDRAWN, 0)
    assert server.count() == {ADA: 3}
    assert room.untold() == []
    assert seen(room) == (False, False)


def test_a_desk_that_sends_by_hand_sends_its_corrections_by_hand(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    room.mail = {}
    room.send()
    room.withdraw()

    assert due(room).outcomes == ()
    assert server.count() == {ADA: 1}
    assert room.untold() == ["0 withdrawal"]


def test_what_keeps_it_from_being_sent_is_told_with_its_edition(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = automatic(first, tmp_path, server)
    room.mail = {"lists": ("board",)}

    (outcome,) = (result := due(room)).failed

    assert (outcome.edition, outcome.exit_code, result.exit_code) == (EDITION, 66, 66)
    assert outcome.message.startswith('not sent: nobody is on the list "board"')
    assert outcome.state is EditionState.PUBLISHED
