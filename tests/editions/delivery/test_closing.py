"""How deliveries are counted in words."""

from briefs.editions.delivery.closing import counted, counted_again
from briefs.model import DeliveryState


def test_what_a_sender_has_in_hand_is_told_apart_from_what_nobody_has_begun() -> None:
    tally = {
        DeliveryState.SENT: 6,
        DeliveryState.PENDING: 20,
        DeliveryState.CLAIMED: 3,
        DeliveryState.COMMITTING: 1,
    }

    assert counted(tally) == "6 sent, 20 to be sent, 4 in hand or in doubt"


def test_nothing_is_said_of_doubts_where_there_are_none() -> None:
    assert counted_again(0) == ""
    assert counted_again(2) == "2 may have come twice (same Message-ID)"
