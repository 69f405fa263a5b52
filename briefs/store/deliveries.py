"""The ledger of deliveries as those who use it see it: each method is done as a whole or not at all.

plan ─▶ claim ─▶ record (committing) ─▶ the message is let go ─▶ record (settled) ─▶ finish

Whoever gets it, what was said, and who had it in hand when a sender was killed stand in the database before the next
step is taken: nobody is lost, and nobody is written to twice but by what was in flight then.
"""

import contextlib
import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from briefs.model import Claimed, Delivery, DeliveryState, InDoubt, Marking, Settled, Shipment
from briefs.store import claiming, delivered, foreseeing, planning, senders, shipments
from briefs.store.database import Database
from briefs.store.values import Elsewhere, Forecast, Recovered, Shipped, Taken, Withheld


class Deliveries:
    """What goes out to readers, and what became of it. Moments are kept to the second, attempts to its thousandth.

    Every method raises StoreError when the database cannot be used or is damaged. Those that write raise StoreBusy
    when another process writes for too long, and NotAllowed for what may not be sent; nothing of the call is kept
    then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- Who gets it -------------------------------------------------------------------------------------------------

    def forecast(self, shipment: Shipment, lists: Collection[str], marking: Marking) -> Forecast:
        """What ``plan`` does, without doing it and without refusing it."""
        with self._database.reading() as connection:
            return planning.forecast(connection, shipment, lists, marking)

    def forecast_correction(self, shipment: Shipment, marking: Marking) -> Forecast:
        """What ``plan_correction`` does, without doing it and without refusing it."""
        with self._database.reading() as connection:
            return planning.forecast(connection, shipment, None, marking)

    def forecast_withdrawal(self, shipment: Shipment) -> Forecast:
        """What ``plan_withdrawal`` does, without doing it and without refusing it."""
        with self._database.reading() as connection:
            return planning.forecast(connection, shipment, None, Marking.CLEAR)

    def withheld(
        self, shipment: Shipment, lists: Collection[str] | None, marking: Marking
    ) -> tuple[Withheld, ...]:
        """Everybody who does not get it, and why; ``lists`` None is for a correction or a withdrawal."""
        with self._database.reading() as connection:
            return tuple(foreseeing.withheld(connection, shipment, lists, marking))

    def elsewhere(self, shipment: Shipment, lists: Collection[str], meant: Collection[str]) -> Elsewhere:
        """Who is on ``meant``, or is a reader where that is empty, but on none of ``lists``, and was not planned."""
        with self._database.reading() as connection:
            return foreseeing.elsewhere(connection, shipment, lists, meant)

    def plan(
        self, shipment: Shipment, lists: Collection[str], marking: Marking, moment: datetime.datetime
    ) -> Forecast:
        """What was planned: a delivery for every reader on the lists, or for every reader where there are none.

        Nobody is planned twice. Raises NotAllowed where a reader may not see it; nobody is planned then.
        """
        with self._database.writing() as connection:
            return planning.plan(connection, shipment, lists, marking, moment)

    def plan_correction(self, shipment: Shipment, marking: Marking, moment: datetime.datetime) -> Forecast:
        """What was planned: a revision for all who have or may have an earlier one, or were still to get it.

        What was still to be sent of those is left out. Raises NotAllowed as ``plan`` does.
        """
        with self._database.writing() as connection:
            return planning.plan(connection, shipment, None, marking, moment)

    def plan_withdrawal(self, shipment: Shipment, moment: datetime.datetime) -> Forecast:
        """What was planned: word to all who have or may have a revision. What was still to be sent is left out."""
        with self._database.writing() as connection:
            return planning.plan(connection, shipment, None, Marking.CLEAR, moment)

    # ---- Who makes it ------------------------------------------------------------------------------------------------

    def held(self, sender: str) -> contextlib.AbstractContextManager[None]:
        """Nothing; meanwhile the sender is known to live, and what it claims is its own, until it ends or is killed."""
        return senders.held(self._database, sender)

    def recover(self, in_doubt: InDoubt, moment: datetime.datetime) -> Recovered:
        """What became of the deliveries of senders that are no more: none of a sender that lives."""
        return senders.recover(self._database, in_doubt, moment)

    def claim(
        self, shipment: Shipment, sender: str, limit: int, now: datetime.datetime
    ) -> tuple[Claimed, ...]:
        """The first deliveries that are due, at most ``limit``, now this sender's; none while nothing may leave.

        Whoever refused meanwhile, was removed, or may not see it is left out, some thousands in one transaction.
        """
        senders.renew(self._database, sender)
        claimed: tuple[Claimed, ...] = ()
        is_more = True
        # Where thousands in a row must not get it, they are left out some at a time: others may write in between.
        while is_more and not claimed:
            with self._database.sharing() as connection:
                claimed, is_more = claiming.claim(connection, shipment, sender, limit, now)
        return claimed

    def record(
        self, sender: str, settled: Sequence[Settled], committing: Sequence[tuple[int, datetime.datetime]]
    ) -> frozenset[int]:
        """Those of ``committing`` whose message may be let go now; one that is not among them must not be.

        Who must not get it is looked at again: since the claim a reader may have refused, or it was paused or
        withdrawn. What is ``settled`` is known from now on. Both may be said again where it was not heard whether it
        was done.
        """
        with self._database.sharing() as connection:
            return claiming.record(connection, sender, settled, committing)

    def release(self, sender: str, numbers: Collection[int] | None, moment: datetime.datetime) -> int:
        """How many deliveries that the sender had claimed and not begun are anybody's again; None means all."""
        with self._database.sharing() as connection:
            return claiming.release(connection, sender, numbers, moment)

    def attempts_since(self, moment: datetime.datetime) -> int:
        """How many messages were let go after a moment, by any sender; of what is older than a day, not all."""
        with self._database.reading() as connection:
            return delivered.attempts_since(connection, moment)

    def oldest_attempt_since(self, moment: datetime.datetime) -> datetime.datetime | None:
        """When the first of them was let go; None where none was."""
        with self._database.reading() as connection:
            return delivered.oldest_attempt_since(connection, moment)

    def next_due(self, shipment: Shipment, now: datetime.datetime) -> datetime.datetime | None:
        """When there is something to claim again, ``now`` or later; None where there will be nothing."""
        with self._database.reading() as connection:
            return delivered.next_due(connection, shipment, now)

    def is_due(self, now: datetime.datetime) -> bool:
        """Whether something is to be sent, or was begun, or all is settled, of what is neither paused nor finished."""
        with self._database.reading() as connection:
            return delivered.is_due(connection, now)

    # ---- Shipments ---------------------------------------------------------------------------------------------------

    def shipments(self, edition: str | None = None) -> tuple[Shipped, ...]:
        """What was planned of an edition, or of all, in the order in which it was."""
        with self._database.reading() as connection:
            return shipments.shipments(connection, edition)

    def standstill(self, shipment: Shipment) -> str | None:
        """Why nothing of a shipment may leave now: paused, or overtaken by a newer one; None where it may."""
        with self._database.reading() as connection:
            return shipments.standstill(connection, shipment)

    def pause(self, shipment: Shipment, because: str, moment: datetime.datetime) -> None:
        """Nothing; afterwards nothing more of it is claimed. Where it was paused before, the first reason stays."""
        with self._database.writing() as connection:
            shipments.pause(connection, shipment, because, moment)

    def hinder(self, shipment: Shipment, trouble: str) -> None:
        """Nothing; afterwards it is known what kept it from the server at last: empty where nothing did."""
        with self._database.sharing() as connection:
            shipments.hinder(connection, shipment, trouble)

    def resume(self, shipment: Shipment) -> None:
        """Nothing; afterwards it goes on."""
        with self._database.writing() as connection:
            shipments.resume(connection, shipment)

    def withdrawn(self, shipment: Shipment, moment: datetime.datetime) -> int:
        """How many are not made because it was withdrawn; what was still to be made of it is among them now."""
        with self._database.writing() as connection:
            shipments.leave_out_overtaken(connection, shipment, moment)
            return delivered.withdrawn(connection, shipment)

    def finish(self, shipment: Shipment, moment: datetime.datetime) -> bool:
        """Whether nothing of it is open any more; it is known as finished then."""
        with self._database.writing() as connection:
            return shipments.finish(connection, shipment, moment)

    # ---- What became of it -------------------------------------------------------------------------------------------

    def tally(self, shipment: Shipment) -> Mapping[DeliveryState, int]:
        """How many deliveries stand where; a state in which there is none is not among them."""
        with self._database.reading() as connection:
            return delivered.tally(connection, shipment)

    def tally_on(self, shipment: Shipment, lists: Collection[str]) -> Mapping[DeliveryState, int]:
        """As ``tally``, of the readers who are on one of the lists."""
        with self._database.reading() as connection:
            return foreseeing.tally_on(connection, shipment, lists)

    def sent_again(self, shipment: Shipment) -> int:
        """How many of those that were sent may have come twice, since a sender ended before it knew the answer."""
        with self._database.reading() as connection:
            return delivered.sent_again(connection, shipment)

    def words(self, shipment: Shipment) -> Mapping[str, int]:
        """What people said last of whether deliveries had arrived, and of how many each."""
        with self._database.reading() as connection:
            return delivered.words(connection, shipment)

    def rows(self, shipment: Shipment, states: Collection[DeliveryState] | None = None) -> Iterator[Delivery]:
        """The deliveries of a shipment by number, one at a time, as they are when the first is asked for."""
        with self._database.reading() as connection:
            yield from delivered.rows(connection, shipment, states)

    def delivery(self, number: int) -> Delivery | None:
        """One delivery; None where there is none of this number."""
        with self._database.reading() as connection:
            return delivered.find(connection, number)

    def resolve(
        self,
        numbers: Collection[int] | None,
        shipment: Shipment,
        *,
        arrived: bool,
        moment: datetime.datetime,
        actor: str,
    ) -> int:
        """How many deliveries that nobody could know of are settled by a person's word; ``numbers`` None means all.

        What did not arrive is sent again; where its number is given, also what was refused for good or came back.
        """
        with self._database.writing() as connection:
            return delivered.resolve(
                connection, shipment, numbers, arrived=arrived, moment=moment, actor=actor
            )

    def returned(self, number: int, moment: datetime.datetime, reply: str) -> bool:
        """Whether a delivery that was sent is known as bounced now; one that never left, or bounced before, is not."""
        with self._database.sharing() as connection:
            return delivered.returned(connection, number, moment, reply)

    def taken(self, shipment: Shipment, count: int | None = None) -> Taken:
        """To whom it was let go and taken by a server, and when: the first ``count`` of them, or all.

        What becomes of a delivery afterwards changes nothing of it: the log names it when everything is settled.
        """
        with self._database.reading() as connection:
            return delivered.taken(connection, shipment, count)
