"""An edition goes to each of its readers once; what was wrong with it, to exactly those who were sent that."""

import contextlib
import datetime
import shutil
import sqlite3
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from briefs.editions.aftermath.auditing import audit
from briefs.editions.delivery import outlook
from briefs.editions.delivery.accounts import account, resolve
from briefs.editions.delivery.closing import Deed, decided
from briefs.editions.delivery.owed import Occasion
from briefs.editions.delivery.round import Progress
from briefs.editions.delivery.sending import send
from briefs.editions.delivery.sent import told
from briefs.errors import ConfigurationError, NoInput, NotAllowed
from briefs.model import DeliveryState, Dkim, InDoubt, Marking, Refusal, Secret
from briefs.store import open_store
from briefs.store.database import NAME
from tests.distribution.faults import Fault, FaultyServer, Point, serving
from tests.editions.delivery.posted import EDITION, SECRET, START, Postroom, copied, issued
from tests.editions.scheduled import Desk

UTC = ZoneInfo("UTC")
ADA, BEN, CY = "ada@office.example", "ben@office.example", "cy@office.example"


def test_each_reader_gets_it_once_and_the_log_says_how_it_went(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA, BEN)

    sent = room.send()

    assert server.count() == {ADA: 1, BEN: 1}
    assert (sent.exit_code, dict(sent.tally)) == (0, {DeliveryState.SENT: 2})
    (begun, done) = room.reasons()
    assert begun == ("sending", "")
    assert done[1].startswith("2 sent; of 2 that were taken: sha256:")


def test_an_audit_tells_a_delivery_that_was_altered(room: Postroom) -> None:
    room.add(ADA, BEN)
    room.send()
    folder = room.settings.store
    with open_store(folder, create=False) as store:
        assert audit(store, room.desk.out).holds
    with contextlib.closing(sqlite3.connect(folder / NAME, isolation_level=None)) as database:
        database.execute("UPDATE delivery SET taken = '2026-05-25T01:00:00.000Z' WHERE id = 1")

    with open_store(folder, create=False) as store:
        (fault,) = audit(store, room.desk.out).faults

    assert fault.place == f"{EDITION}, revision 0"


def test_who_is_sent_it_later_is_in_the_log_as_well(room: Postroom) -> None:
    room.add(ADA)
    room.send()
    room.add(BEN)

    room.send()
    room.send()

    said = [(state, reason.partition(": sha256")[0]) for state, reason in room.reasons()]
    assert said == [
        ("sending", ""),
        ("sent", "1 sent; of 1 that were taken"),
        ("sending", ""),
        ("sent", "2 sent; of 2 that were taken"),
    ]
    with open_store(room.settings.store, create=False) as store:
        found = audit(store, room.desk.out)
    assert found.holds
    assert "the deliveries: 2 messages taken by servers, as the log counts them" in found.checked


def test_what_is_sent_is_what_was_sealed_whatever_stands_in_out(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    sealed = (room.desk.out / EDITION / "brief.pdf").read_bytes()
    for name in ("brief.pdf", "brief.json"):
        (room.desk.out / EDITION / name).write_bytes(b"{}")

    room.send()

    message = message_from_bytes(server.taken[0].content, policy=SMTP)
    (pdf,) = message.iter_attachments()
    assert pdf.get_content() == sealed
    assert pdf.get_filename() == "Northport brief 2026-W21.pdf"


def test_sent_again_it_goes_to_whoever_is_new_and_to_nobody_twice(
    room: Postroom, server: FaultyServer
) -> None:
    room.add(ADA)
    room.send()
    room.add(BEN)

    assert room.send().forecast.readers == 1
    assert room.send().forecast.readers == 0
    assert server.count() == {ADA: 1, BEN: 1}


def test_only_the_lists_that_are_named_get_it(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    room.add(BEN, lists=("press",))

    room.send(lists=("press",))

    assert server.count() == {BEN: 1}


def test_sent_again_it_goes_to_the_lists_of_before_and_says_who_is_not_meant(
    room: Postroom, server: FaultyServer
) -> None:
    room.add(ADA)
    room.add(BEN, CY, lists=("press",))
    room.send(lists=("desk",))

    again = room.send()

    assert server.count() == {ADA: 1}
    assert told(again, UTC) == (
        "nothing was left to send: 1 sent; 2 readers on other lists (press) are not meant: --list press"
    )
    room.send(lists=("press",))
    assert server.count() == {ADA: 1, BEN: 1, CY: 1}
    assert room.send().elsewhere is None


def test_a_list_that_nobody_is_on_is_a_slip(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)

    slip = r'nobody is on the list "pres"; known are desk'
    with pytest.raises(NoInput, match=slip):
        outlook.foresee(room.request(lists=("pres",)))
    with pytest.raises(NoInput, match=slip):
        room.send(lists=("pres",))
    assert server.connections == 0


def test_who_refuses_is_not_written_to(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA, BEN)
    with room.store() as store:
        store.readers(SECRET).suppress(ADA, Refusal.UNSUBSCRIBED, "", START, "mail")

    room.send()

    assert server.count() == {BEN: 1}


def test_one_reader_who_may_not_see_it_keeps_it_from_all(
    secret: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = Postroom(copied(secret, tmp_path / "desk"), server.port)
    room.add(ADA, clearance=Marking.AMBER)
    room.add(BEN, clearance=Marking.GREEN)

    with pytest.raises(NotAllowed, match=rf"TLP:AMBER.*{BEN}"):
        room.send()
    assert server.connections == 0
    assert room.reasons() == []

    room.add(BEN, clearance=Marking.RED)
    assert room.send().is_done
    assert server.count() == {ADA: 1, BEN: 1}


def test_who_is_put_off_is_tried_again_later_and_nobody_else(first: Desk, tmp_path: Path) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1, recipients=frozenset({BEN}))
    with serving(later) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA, BEN)
        sent = room.send()
        assert (sent.exit_code, room.states()) == (75, {ADA: "sent", BEN: "pending"})
        assert sent.waits_until is not None
        assert sent.waits_until > room.now()

        room.ahead = datetime.timedelta(minutes=5)
        assert room.send().exit_code == 0

    assert server.struck[later] == 1
    assert server.count() == {ADA: 1, BEN: 1}


def test_who_waits_for_the_end_gets_it(first: Desk, tmp_path: Path) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1)
    with serving(later) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port, jitter=0.002)
        room.add(ADA)

        assert room.send(wait=True).exit_code == 0

    assert server.struck[later] == 1
    assert server.count() == {ADA: 1}


def test_our_own_fault_pauses_it_and_marks_no_reader_until_a_person_goes_on(
    first: Desk, tmp_path: Path
) -> None:
    blocked = Fault(at=Point.MAIL, says="550 5.7.1 you are blocked", times=1)
    with serving(blocked) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port, mail={"connections": 1})
        room.add(ADA, BEN)

        sent = room.send()
        assert (sent.exit_code, set(room.states().values())) == (76, {"pending"})
        assert "you are blocked" in (sent.paused or "")
        assert room.send(is_person=False).exit_code == 76
        assert server.count() == {}

        assert room.send().exit_code == 0
    assert server.struck[blocked] == 1
    assert server.count() == {ADA: 1, BEN: 1}


def test_what_may_have_arrived_waits_for_a_person_where_it_is_to_be_held(first: Desk, tmp_path: Path) -> None:
    gone = Fault(at=Point.DOT, hangs_up=True, takes=True, times=1)
    with serving(gone) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port, mail={"in_doubt": InDoubt.HOLD})
        room.add(ADA)

        assert room.send().exit_code == 70
        assert room.states() == {ADA: "uncertain"}
        with room.store() as store:
            deed = Deed(moment=room.now(), actor="Ada Weaver")
            with pytest.raises(NoInput, match=f"{CY}: no delivery"):
                resolve(store, EDITION, (CY,), deed, arrived=True)
            assert resolve(store, EDITION, (ADA.upper(),), deed, arrived=True) == 1

    assert server.struck[gone] == 1
    assert server.count() == {ADA: 1}
    assert room.reasons()[-1][1].startswith("Ada Weaver says of 1 that it arrived; 1 sent; of 1 that")


def test_who_is_not_there_by_the_servers_word_gets_nothing_any_more(first: Desk, tmp_path: Path) -> None:
    nobody = Fault(at=Point.RCPT, says=f"550 5.1.1 <{BEN}>: nobody of that name", recipients=frozenset({BEN}))
    with serving(nobody) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA, BEN)
        room.send()

    with room.store() as store:
        (found,) = store.readers(SECRET).suppressions()
    assert (found.address, found.refusal, found.actor) == (BEN, Refusal.BOUNCED, "mail server")
    assert found.because == "550 5.1.1 <…>: nobody of that name"


def test_who_was_refused_for_good_is_tried_again_on_a_persons_word(first: Desk, tmp_path: Path) -> None:
    refused = Fault(at=Point.RCPT, says="550 5.2.2 the mailbox is full", times=1)
    with serving(refused) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA)
        assert room.send().exit_code == 0
        assert room.states() == {ADA: "failed"}

        with room.store() as store:
            deed = Deed(moment=room.now(), actor="Ada Weaver")
            assert resolve(store, EDITION, (), deed, arrived=False) == 0
            assert resolve(store, EDITION, (ADA,), deed, arrived=False) == 1
        room.send()

    assert server.struck[refused] == 1
    assert server.count() == {ADA: 1}
    with room.store() as store:
        (found,) = account(store, EDITION)
        (row,) = store.deliveries.rows(found.shipped.shipment)
    assert (row.state, row.resent_by) == (DeliveryState.SENT, "Ada Weaver")
    assert decided(found.words) == "Ada Weaver says of 1 that it did not arrive"


def test_what_came_back_is_sent_again_on_a_persons_word(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    room.send()
    with room.store() as store:
        (row,) = store.deliveries.rows(account(store, EDITION)[0].shipped.shipment)
        assert store.deliveries.returned(row.number, room.now(), "452 4.2.2 mailbox full")

        deed = Deed(moment=room.now(), actor="Ada Weaver")
        assert resolve(store, EDITION, (ADA,), deed, arrived=False) == 1
    assert room.send().exit_code == 0

    assert server.count() == {ADA: 2}
    assert len({message_from_bytes(it.content)["Message-ID"] for it in server.taken}) == 1
    assert [reason.partition("; of")[0] for state, reason in room.reasons() if state == "sent"] == [
        "1 sent",
        "Ada Weaver says of 1 that it did not arrive; 1 sent",
    ]
    with room.store() as store:
        assert audit(store, room.desk.out).holds


def test_an_end_that_was_asked_for_leaves_all_to_the_next(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    room.stop.set()
    sent = room.send()
    assert (sent.stopped, sent.exit_code, room.states()) == (True, 75, {ADA: "pending"})

    room.stop.clear()
    room.send()
    assert server.count() == {ADA: 1}


def test_a_correction_goes_to_exactly_those_who_were_sent_the_wrong_one(first: Desk, tmp_path: Path) -> None:
    refused = Fault(at=Point.RCPT, says="550 5.1.1 nobody of that name", recipients=frozenset({BEN}))
    with serving(refused) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA, BEN)
        room.send()
        room.add(CY)
        room.correct()
        assert room.untold() == ["0 correction"]

        sent = room.send()

    assert server.struck[refused] == 1
    assert server.count() == {ADA: 2}
    assert b"Correction" in server.taken[-1].content.partition(b"\r\n\r\n")[0]
    assert b"was not sent to you" not in server.taken[-1].content
    assert (sent.occasion, sent.shipment.revision, sent.exit_code) == (Occasion.CORRECTION, 1, 0)
    assert room.untold() == []


def test_who_was_still_to_get_the_wrong_one_gets_the_right_one_alone(first: Desk, tmp_path: Path) -> None:
    later = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1)
    with serving(later) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA)
        assert room.send().exit_code == 75
        room.correct()

        assert room.send().exit_code == 0

    assert server.struck[later] == 1
    (taken,) = server.taken
    assert b"A number was wrong." in taken.content
    assert b"Correction" not in taken.content.partition(b"\r\n\r\n")[0]
    assert b"What this edition corrects was not sent to you." in taken.content
    with room.store() as store:
        assert all(it.finished for it in store.deliveries.shipments(EDITION))
    assert [reason.partition(";")[0] for state, reason in room.reasons() if state == "sent"] == [
        "1 left out",
        "1 sent",
    ]


def test_a_correction_can_go_to_another_list_as_well(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    room.add(CY, lists=("press",))
    room.send(lists=("desk",))
    room.correct()

    room.send(lists=("press",))

    assert server.count() == {ADA: 2, CY: 1}


def test_what_is_being_corrected_is_not_sent_on(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    with room.store() as store:
        record = store.ledger.record(EDITION)
        assert record is not None
        store.ledger.plan(replace(record, revision=1, correction="It is wrong."), START, "Ada Weaver")

    with pytest.raises(NotAllowed, match=r"2026-W21 is being corrected: revision 1 is planned"):
        room.send()
    assert server.connections == 0


def test_word_of_a_withdrawal_goes_to_those_who_were_sent_it(room: Postroom, server: FaultyServer) -> None:
    room.add(ADA)
    room.send()
    room.add(CY)
    room.withdraw()

    sent = room.send()

    assert server.count() == {ADA: 2}
    assert (sent.occasion, sent.exit_code) == (Occasion.WITHDRAWAL, 0)
    assert b"It named a bystander." in server.taken[-1].content
    assert b"application/pdf" not in server.taken[-1].content
    assert room.untold() == []
    with pytest.raises(NotAllowed, match="to no list"):
        room.send(lists=("desk",))


def test_what_is_withdrawn_while_it_is_sent_is_sent_no_more_and_that_is_said(
    first: Desk, tmp_path: Path
) -> None:
    later = Fault(at=Point.RCPT, says="451 4.2.1 later", recipients=frozenset({BEN}))
    with serving(later) as server:
        room = Postroom(copied(first, tmp_path / "desk"), server.port)
        room.add(ADA, BEN)
        pulled: list[Progress] = []

        def withdraw_at_the_end(progress: Progress, _total: int) -> None:
            if (progress.sent, progress.later) == (1, 1) and not pulled:
                pulled.append(progress)
                room.withdraw()

        sent = send(room.request(), withdraw_at_the_end)

    assert (sent.exit_code, room.states()) == (0, {ADA: "sent", BEN: "left out"})
    assert told(sent, UTC) == (
        "1 sent, 1 left out; 1 will not be sent: it was withdrawn; "
        f"briefs send {EDITION} tells those who have it, or the next run"
    )


def test_word_of_the_withdrawal_of_what_is_marked_says_nothing_of_it_to_whoever_has_it(
    tmp_path: Path, server: FaultyServer
) -> None:
    room = Postroom(issued(tmp_path / "marked", marked=True), server.port)
    room.add(ADA, clearance=Marking.AMBER)
    room.send()
    room.add(ADA, clearance=Marking.CLEAR)
    room.withdraw()

    room.send()

    assert server.count() == {ADA: 2}
    edition, word = (message_from_bytes(it.content, policy=SMTP) for it in server.taken)
    assert "[TLP:AMBER]" in edition["Subject"]
    told = [str(word["Subject"]), *(part.get_content() for part in word.walk() if not part.is_multipart())]
    assert "Withdrawn" in told[0]
    for text in told:
        assert "TLP" not in text
        assert "bystander" not in text


def test_nobody_is_told_of_the_withdrawal_of_what_nobody_was_sent(
    room: Postroom, server: FaultyServer
) -> None:
    room.add(ADA)
    room.withdraw()

    assert room.send().exit_code == 0
    assert server.connections == 0
    assert room.untold() == []


def test_what_has_not_come_out_is_not_sent(room: Postroom) -> None:
    with room.store() as store:
        record = store.ledger.record(EDITION)
        assert record is not None
        store.ledger.plan(replace(record, edition="2026-W22", number=2), START, "schedule")

    with pytest.raises(NotAllowed, match="2026-W22 is planned: only what has come out is sent"):
        room.send(edition="2026-W22")
    with pytest.raises(NoInput, match="2026-W30 is not recorded"):
        room.send(edition="2026-W30")


def test_a_copy_of_the_store_sends_nothing(room: Postroom, tmp_path: Path, server: FaultyServer) -> None:
    room.add(ADA)
    shutil.copytree(room.desk.folder, tmp_path / "copy")
    copy = Postroom(Desk(folder=tmp_path / "copy"), server.port)

    with pytest.raises(NotAllowed, match="briefs store adopt"):
        copy.send()
    assert server.connections == 0
    assert copy.states() == {}


def test_without_readers_there_is_nobody_to_send_to(room: Postroom) -> None:
    with pytest.raises(NoInput, match="briefs readers add"):
        room.send()


def test_without_a_table_for_mail_nothing_is_sent(room: Postroom) -> None:
    with pytest.raises(ConfigurationError, match=r"add a table \[mail\]"):
        room.send(settings=replace(room.settings, mail=None))


def test_mails_are_signed_where_it_is_asked_for_and_nothing_is_begun_without_the_key(
    room: Postroom, server: FaultyServer
) -> None:
    private = ed25519.Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
    room.mail = {"dkim": Dkim(domain="desk.example", selector="b2026")}
    room.add(ADA)

    with pytest.raises(ConfigurationError, match="BRIEFS_DKIM_KEY_FILE"):
        room.send()
    assert (room.states(), room.reasons()) == ({}, [])

    keyed = replace(room.request().credentials, key=lambda: Secret(value=pem))
    assert room.send(credentials=keyed).is_done
    assert server.taken[0].content.startswith(b"DKIM-Signature: ")


def test_a_server_that_cannot_be_reached_is_tried_again_by_the_next(
    first: Desk, tmp_path: Path, server: FaultyServer
) -> None:
    room = Postroom(copied(first, tmp_path / "desk"), server.port, jitter=0.0)
    room.add(ADA)
    server.close()

    sent = room.send()

    assert (sent.exit_code, room.states()) == (75, {ADA: "pending"})
    assert "cannot be reached" in sent.trouble
    with open_store(room.desk.folder / "store", create=False) as store:
        assert store.deliveries.shipments(EDITION)[0].paused is None
