"""What sending would do, told before anything is: who gets it, who does not, what leaves, and how long it takes."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from briefs.editions.aftermath.showing import opened
from briefs.editions.delivery import recipients
from briefs.editions.delivery.closing import Tally, waiting
from briefs.editions.delivery.credentials import mail_of
from briefs.editions.delivery.letters import letters_of
from briefs.editions.delivery.owed import Occasion, Owed, owed_of
from briefs.editions.delivery.sending import SendRequest
from briefs.errors import NoInput, NotAllowed
from briefs.model import Claimed, DeliveryState, Mail, Marking, Rates
from briefs.store import Elsewhere, Forecast, Store, Withheld
from briefs.store.readers import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What sending would do. ``lists`` are those that it would go to, empty for all readers.

    ``by_list``, ``by_language`` and ``by_themes`` count those who would get it, of an edition that goes to lists;
    ``tally`` is what has become of those who were planned before, ``before`` of those among them who are on the lists.
    ``withheld`` are all who do not get it; ``waits_until`` is when the next is tried, None where some are now.
    ``subject_first`` is for those who never had what is corrected.
    ``size`` counts the bytes of a message, ``takes`` is how long it lasts at least by the rates, None where there are
    none. ``paused`` is why it stands still, ``refused`` why nothing would be sent at all, or empty.
    ``elsewhere`` are readers whom the settings mean, but not the lists that it was sent to before.
    """

    owed: Owed
    lists: tuple[str, ...]
    forecast: Forecast
    tally: Tally
    before: Tally
    withheld: tuple[Withheld, ...]
    waits_until: datetime.datetime | None
    by_list: Mapping[str, int]
    by_language: Mapping[str, int]
    by_themes: Mapping[tuple[str, ...], int]
    subject: str
    subject_first: str
    size: int
    mail: Mail
    takes: datetime.timedelta | None
    paused: str | None
    refused: str
    elsewhere: Elsewhere | None

    @property
    def adds(self) -> bool:
        """Whether it would go to anybody to whom nobody has decided to send it yet."""
        return self.forecast.readers > 0

    @property
    def waiting(self) -> int:
        """How many wait for it since it was planned, and would get it."""
        return waiting(self.tally) - sum(it.is_planned for it in self.withheld)

    @property
    def to_send(self) -> int:
        """How many messages would leave, were nothing in their way."""
        return self.forecast.readers + self.waiting

    @property
    def exit_code(self) -> int:
        """What ``send`` would end with before anything is sent; else 0."""
        return NotAllowed.exit_code if self.refused else 0


def foresee(request: SendRequest) -> Outlook:
    """What ``send`` would do; nothing is. Raises as it does, but not for readers who may not see it: they are told."""
    settings, mail = request.settings, mail_of(request.settings)
    with opened(settings) as store:
        owed = owed_of(store, request.edition)
        lists = recipients.lists_of(request.lists, owed, store, mail)
        recipients.expect_known(lists, store.readers(request.credentials.secret()))
        forecast = recipients.foreseen(store, owed, lists)
        if owed.occasion is Occasion.EDITION and forecast == Forecast():
            raise NoInput(recipients.NOBODY)
        known = recipients.shipped(store, owed)
        credentials = request.credentials
        letters = letters_of(
            store.ledger, owed, settings, credentials, known.planned if known else request.now()
        )
        sample = letters.parcel(_anybody(owed))
        tally = store.deliveries.tally(owed.shipment)
        withheld = recipients.withheld(store, owed, lists)
        planned = {row.reader: row.state for row in store.deliveries.rows(owed.shipment)}
        counts = _counts(store.readers(credentials.secret()), owed, lists, planned)
        to_send = forecast.readers + waiting(tally) - sum(it.is_planned for it in withheld)
        is_old = bool(to_send) and not forecast.readers
        return Outlook(
            owed=owed,
            lists=lists,
            forecast=forecast,
            tally=tally,
            before=store.deliveries.tally_on(owed.shipment, lists) if lists else tally,
            withheld=withheld,
            waits_until=_waits_until(store, owed, request.now()) if known and is_old else None,
            by_list=counts[0],
            by_language=counts[1],
            by_themes=counts[2],
            subject=letters.letter().subject,
            subject_first=letters.letter(is_first=True).subject,
            size=sample.size,
            mail=mail,
            takes=takes(to_send, mail.rates),
            paused=known.because if known and known.paused else None,
            refused=store.doubt() or _refused(forecast, owed.marking),
            elsewhere=recipients.elsewhere(store, owed, request.lists, mail),
        )


def _refused(forecast: Forecast, marking: Marking) -> str:
    """Why nothing would be sent: one who may not see it is on the lists. Empty where nobody is."""
    if not forecast.uncleared:
        return ""
    more = forecast.uncleared - len(forecast.some_uncleared)
    some = f"{', '.join(forecast.some_uncleared)}{f' and {more:,} more' if more else ''}"
    return f"{some} may not see what is {marking}; raise their clearance, or take them off the lists: briefs readers"


def _waits_until(store: Store, owed: Owed, now: datetime.datetime) -> datetime.datetime | None:
    """When the next is tried again; None where one is due now, or nobody is to be tried."""
    coming = store.deliveries.next_due(owed.shipment, now)
    return coming if coming and coming > now else None


def takes(messages: int, rates: Rates) -> datetime.timedelta | None:
    """How long so many messages take at least, where not more of them may leave in a span; None where any may."""
    stated = (
        (rates.per_second, datetime.timedelta(seconds=1)),
        (rates.per_minute, datetime.timedelta(minutes=1)),
        (rates.per_hour, datetime.timedelta(hours=1)),
        (rates.per_day, datetime.timedelta(days=1)),
    )
    spans = [(messages - 1) // most * span for most, span in stated if most is not None]
    return max(spans) if spans and messages else None


_Counts = tuple[Mapping[str, int], Mapping[str, int], Mapping[tuple[str, ...], int]]


def _counts(
    readers: Readers, owed: Owed, lists: tuple[str, ...], planned: Mapping[int, DeliveryState]
) -> _Counts:
    """How many who would get it now are on which lists, and want which languages and themes.

    ``planned`` is what became of those who were planned before: who waits gets it, whatever lists are named now.
    """
    by_list: Counter[str] = Counter()
    by_language: Counter[str] = Counter()
    by_themes: Counter[tuple[str, ...]] = Counter()
    if owed.occasion is not Occasion.EDITION:
        return by_list, by_language, by_themes
    refusing = {it.address for it in readers.suppressions() if it.address}
    degrees = tuple(Marking)
    for number, reader in readers.all():
        state = planned.get(number, DeliveryState.LEFT_OUT)
        waits = state.is_open
        is_on = waits or not lists or not set(lists).isdisjoint(reader.lists)
        is_meant = is_on and (waits or state is DeliveryState.LEFT_OUT)
        is_cleared = degrees.index(reader.clearance) >= degrees.index(owed.marking)
        if is_meant and is_cleared and reader.address not in refusing:
            by_list.update((set(reader.lists) & set(lists)) or reader.lists)
            by_language[reader.language] += 1
            by_themes[reader.themes] += 1
    return by_list, by_language, by_themes


def _anybody(owed: Owed) -> Claimed:
    """A delivery to nobody, by which the size of a message is known."""
    return Claimed(
        number=0,
        shipment=owed.shipment,
        reader=0,
        ascii="reader@office.example",
        name="",
        language="",
        themes=(),
        tries=0,
    )
