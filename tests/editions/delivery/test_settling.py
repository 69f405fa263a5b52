"""What a server's answer makes of a delivery."""

import datetime

import pytest

from briefs.editions.delivery import settling
from briefs.editions.delivery.settling import Said, Terms
from briefs.model import Claimed, DeliveryState, InDoubt, Settled, Shipment
from tests.store.contents import DAY, HOUR, NOON

SAID = Said(server="mail.harbour.example:25", reply="what it said", moment=NOON)


def claimed(tries: int = 0) -> Claimed:
    return Claimed(
        number=7,
        shipment=Shipment(edition="2026-W21", revision=0),
        reader=3,
        ascii="ada@harbour.example",
        name="",
        language="",
        themes=(),
        tries=tries,
    )


def terms(planned: datetime.datetime = NOON, in_doubt: InDoubt = InDoubt.RESEND) -> Terms:
    return Terms(planned=planned, patience=2 * DAY, in_doubt=in_doubt, jitter=lambda: 0.5)


@pytest.mark.parametrize(
    ("settled", "state"),
    [
        (settling.sent(claimed(), SAID), DeliveryState.SENT),
        (settling.refused(claimed(), SAID), DeliveryState.FAILED),
        (settling.put_back(claimed(), SAID), DeliveryState.PENDING),
        (settling.put_off(claimed(), SAID, terms()), DeliveryState.PENDING),
    ],
)
def test_what_was_said_and_by_whom_is_kept_whatever_follows(settled: Settled, state: DeliveryState) -> None:
    assert (settled.number, settled.state, settled.moment) == (7, state, NOON)
    assert (settled.server, settled.reply) == ("mail.harbour.example:25", "what it said")


def test_a_passing_no_counts_as_a_try_and_puts_the_reader_off() -> None:
    settled = settling.put_off(claimed(tries=1), SAID, terms())

    assert settled.is_try
    assert settled.not_before == NOON + datetime.timedelta(minutes=5)


@pytest.mark.parametrize("is_alone", [True, False])
def test_who_may_be_refused_for_our_fault_is_given_up_only_where_others_get_it(is_alone: bool) -> None:  # noqa: FBT001 - a parameter
    old = terms(planned=NOON - 3 * DAY)
    settled = settling.put_aside(claimed(), SAID, old, is_alone=is_alone)

    assert settled.state is (DeliveryState.FAILED if is_alone else DeliveryState.PENDING)
    assert settling.put_aside(claimed(), SAID, terms(), is_alone=True).not_before == NOON + HOUR
    assert not settling.put_aside(claimed(), SAID, terms(), is_alone=True).is_try


def test_what_the_connection_is_at_fault_for_is_no_try_of_the_reader_and_does_not_wait() -> None:
    settled = settling.put_back(claimed(tries=1), SAID)

    assert not settled.is_try
    assert settled.not_before is None


def test_a_reader_who_was_tried_for_two_days_is_given_up_and_told_with_what_was_said_last() -> None:
    settled = settling.put_off(claimed(tries=11), SAID, terms(planned=NOON - 2 * DAY))

    assert settled.state is DeliveryState.FAILED
    assert settled.reply == "given up after 12 tries: what it said"


def test_a_reader_is_tried_until_then() -> None:
    settled = settling.put_off(claimed(tries=11), SAID, terms(planned=NOON - 2 * DAY + HOUR))

    assert settled.state is DeliveryState.PENDING


def test_what_may_have_arrived_is_sent_again_or_waits_for_a_person_as_the_desk_has_chosen() -> None:
    resent = settling.in_doubt(claimed(), SAID, terms(in_doubt=InDoubt.RESEND))
    held = settling.in_doubt(claimed(), SAID, terms(in_doubt=InDoubt.HOLD))

    assert resent.state is DeliveryState.PENDING
    assert resent.not_before is not None
    assert held.state is DeliveryState.UNCERTAIN
