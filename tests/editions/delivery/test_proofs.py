"""What would happen is told, and the mail is shown and sent for a trial, before anything is done."""

import datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from briefs.editions.delivery import outlook, proofs
from briefs.editions.delivery.owed import Occasion
from briefs.errors import NoInput, NotAllowed, NotSent
from briefs.model import DeliveryState, Marking, Rates, Refusal
from tests.distribution.faults import Fault, FaultyServer, Point, serving
from tests.editions.delivery.posted import EDITION, SECRET, START, Postroom, copied
from tests.editions.scheduled import Desk

ADA, BEN, CY = "ada@office.example", "ben@office.example", "cy@office.example"
ME = "me@office.example"


@pytest.fixture
def room(secret: Desk, tmp_path: Path, server: FaultyServer) -> Postroom:
    """The desk, with two readers of which one refuses, and one who may not see it on another list."""
    room = Postroom(copied(secret, tmp_path / "desk"), server.port)
    room.add(ADA, clearance=Marking.AMBER, language="ko", themes=("mine",))
    room.add(BEN, clearance=Marking.RED)
    room.add(CY, lists=("press",))
    with room.store() as store:
        store.readers(SECRET).suppress(BEN, Refusal.BOUNCED, "", START, "mail")
    return room


def test_an_outlook_tells_who_would_get_it_and_who_would_not(room: Postroom, server: FaultyServer) -> None:
    it = outlook.foresee(room.request(lists=("desk",)))

    assert (it.owed.occasion, it.owed.marking, it.lists) == (Occasion.EDITION, Marking.AMBER, ("desk",))
    assert (it.to_send, it.forecast.suppressed, it.forecast.uncleared) == (1, 1, 0)
    assert (dict(it.by_list), dict(it.by_language)) == ({"desk": 1}, {"ko": 1})
    assert dict(it.by_themes) == {("mine",): 1}
    assert it.size > len((room.desk.out / EDITION / "brief.TLP-AMBER.pdf").read_bytes())
    assert it.adds
    assert server.connections == 0


def test_an_outlook_names_who_may_not_see_it_and_does_nothing(room: Postroom) -> None:
    it = outlook.foresee(room.request())

    assert (it.forecast.uncleared, it.forecast.some_uncleared) == (1, (CY,))
    with room.store() as store:
        assert store.deliveries.shipments() == ()
    assert room.reasons() == []


def test_an_outlook_tells_what_was_sent_before(room: Postroom) -> None:
    room.send(lists=("desk",))

    it = outlook.foresee(room.request())

    assert (it.to_send, it.lists, dict(it.tally)) == (0, ("desk",), {DeliveryState.SENT: 1})
    assert not it.adds


def test_without_readers_there_is_nothing_to_foresee(secret: Desk, tmp_path: Path) -> None:
    room = Postroom(copied(secret, tmp_path / "empty"), 1)

    with pytest.raises(NoInput, match="briefs readers add"):
        outlook.foresee(room.request())


@pytest.mark.parametrize(
    ("messages", "rates", "seconds"),
    [
        (100, Rates(), None),
        (0, Rates(per_hour=10), None),
        (10, Rates(per_hour=10), 0),
        (11, Rates(per_hour=10), 3600),
        (2_500, Rates(per_second=10, per_day=1_000), 2 * 86_400),
    ],
)
def test_rates_say_how_long_it_takes_at_least(messages: int, rates: Rates, seconds: int | None) -> None:
    told = outlook.takes(messages, rates)

    assert told == (None if seconds is None else datetime.timedelta(seconds=seconds))


def test_a_proof_says_that_it_is_one_and_is_no_delivery(room: Postroom, server: FaultyServer) -> None:
    proofs.prove(room.request(), ("owner@desk.example", ADA), proofs.View(language="ko"))

    assert server.count() == {"owner@desk.example": 1, ADA: 1}
    message = message_from_bytes(server.taken[0].content, policy=SMTP)
    assert str(message["Subject"]).startswith("[proof] ")
    assert message["List-Unsubscribe"] is None
    (pdf,) = message.iter_attachments()
    assert pdf.get_filename() == "Northport brief 2026-W21 TLP-AMBER.pdf"
    with room.store() as store:
        assert store.deliveries.shipments() == ()


@pytest.mark.parametrize("address", [ME, CY])
def test_a_proof_of_what_is_marked_goes_to_nobody_who_may_not_see_it(
    room: Postroom, server: FaultyServer, address: str
) -> None:
    with pytest.raises(NotAllowed, match=f"TLP:AMBER, and {address} is not cleared for it"):
        proofs.prove(room.request(), ("owner@desk.example", address), proofs.View())
    assert server.connections == 0


def test_a_proof_goes_to_nobody_who_refuses_mail(room: Postroom, server: FaultyServer) -> None:
    with room.store() as store:
        store.readers(SECRET).suppress("owner@desk.example", Refusal.BY_HAND, "Enough.", START, "desk")

    for address in (BEN, "Owner@desk.example"):
        with pytest.raises(
            NotAllowed, match=rf"{address} is not to be written to: (bounced|by hand \(Enough)"
        ):
            proofs.prove(room.request(), (ADA, address), proofs.View())
    assert server.connections == 0


def test_a_proof_that_is_not_taken_is_told(secret: Desk, tmp_path: Path) -> None:
    refused = Fault(at=Point.RCPT, says="550 5.1.1 nobody of that name")
    with serving(refused) as server:
        room = Postroom(copied(secret, tmp_path / "desk"), server.port)

        with pytest.raises(NotSent, match=r"does not take the proof to owner@desk\.example: 550 5\.1\.1"):
            proofs.prove(room.request(), ("owner@desk.example",), proofs.View())
    assert server.struck[refused] == 1


def test_a_preview_is_the_mail_in_files_and_sends_nothing(
    room: Postroom, server: FaultyServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    page, text, whole = proofs.preview(room.request(), proofs.View(themes=("mine",)))

    assert "3 sets of remains" in page.read_text("utf-8")
    assert "3 sets of remains" in text.read_text("utf-8")
    message = message_from_bytes(whole.read_bytes(), policy=SMTP)
    assert [part.get_content_type() for part in message.walk()][-1] == "application/pdf"
    assert page.parent.parent == tmp_path
    assert server.connections == 0
