"""Fifty-three weeks of invented reports by two invented outlets, one of which cannot always be reached.

Nothing is drawn by chance: a report follows from its number.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from tests.editions.weekly import CONFIGURATION

ZONE: Final = ZoneInfo("Europe/Berlin")
HOUR: Final = datetime.timedelta(hours=1)
WEEKS: Final = tuple(f"2026-W{week:02}" for week in range(1, 54))
OUTLETS: Final = ("Quay Post", "Ridge Courier")
LISTED: Final = datetime.timedelta(days=28)
"""How long a report stands in the list of its outlet: longer than any time in which nobody asks."""

_PLACES: Final = ("Northport", "Southport", "Orrin", "Vell", "Tarn Head", "Skerry", "Lowmoor", "Aldwick")
_HEADS: Final = (
    "Al",
    "Bren",
    "Cor",
    "Dun",
    "El",
    "Far",
    "Gar",
    "Hol",
    "Is",
    "Jor",
    "Kel",
    "Lan",
    "Mor",
    "Nes",
)
_TAILS: Final = (
    "vane",
    "mere",
    "dale",
    "wick",
    "stow",
    "holm",
    "ford",
    "gard",
    "beck",
    "thorpe",
    "ness",
    "combe",
)
_SENTENCES: Final = {
    "mine": (
        "Divers from {name} searched gallery {n} of the flooded mine and found {k} lamps of the miners of {place}.",
        "The council of {place} will pay {k} divers of the {name} crew until the mine is sealed at shaft {n}.",
        "Relatives in {place} laid {n} wreaths for miners named in the {name} ledger, which lists {k} remains.",
        "A surveyor called {name} measured {n} metres of open tunnel in the mine, {k} more than maps of {place} show.",
    ),
    "ferry": (
        "The ferry {name} carried {n} passengers to {place} after its crew had waited {k} hours for a berth.",
        "Fares of the {name} ferry company rise by {k} crowns on the crossing to {place}, its {n} staff were told.",
        "A new timetable lets the ferry {name} call at {place} on {k} evenings and leave {n} minutes later.",
        "Inspectors found {k} cracks in the hull of the ferry {name}, which {n} islanders of {place} had reported.",
    ),
    "grid": (
        "The power grid of {place} lost {n} megawatts when the {name} substation failed for {k} hours.",
        "Engineers at {name} joined {n} metres of cable to the power grid, and {place} has electricity {k} days early.",
        "Electricity costs {k} per cent less in {place} since the {name} turbines feed {n} homes through the cable.",
        "A storm cut the cable at {name}, and the power grid left {n} households of {place} dark for {k} nights.",
    ),
}
_THEMES: Final = tuple(_SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page of one outlet. ``again`` is a sentence that a report of an earlier week held, word by word."""

    number: int
    outlet: str
    published: datetime.datetime
    sentences: tuple[str, ...]
    again: str | None

    @property
    def path(self) -> str:
        return f"/{self.number}"

    @property
    def title(self) -> str:
        return f"Report {self.number} of the {self.outlet}"

    @property
    def document(self) -> str:
        return f"sha256:{sha256(self.page).hexdigest()}"

    @property
    def page(self) -> bytes:
        paragraphs = "".join(f"<p>{sentence}</p>" for sentence in self.sentences)
        return (
            f'<!doctype html><html lang="en"><head><title>{self.title}</title>'
            f'<meta property="article:published_time" content="{self.published.isoformat()}"></head>'
            f"<body><article><h1>{self.title}</h1>{paragraphs}</article></body></html>"
        ).encode()


def reports(first: datetime.date, days: int) -> tuple[Report, ...]:
    """The reports of so many days from the first, one every other day, of each outlet in turn."""
    made: list[Report] = []
    for number in range((days + 1) // 2):
        place = number % len(OUTLETS)
        day = first + datetime.timedelta(days=2 * number)
        moment = datetime.datetime.combine(day, datetime.time(7 + 5 * place, 15), ZONE)
        earlier = made[number - 10] if number >= 10 and number % 5 == 0 else None
        made.append(_report(number, OUTLETS[place], moment, earlier))
    return tuple(made)


def _report(number: int, outlet: str, published: datetime.datetime, earlier: Report | None) -> Report:
    own = [_sentence(number, part) for part in range(3)]
    again = earlier.sentences[0] if earlier else None
    return Report(
        number=number,
        outlet=outlet,
        published=published,
        sentences=(*own, again) if again else tuple(own),
        again=again,
    )


def _sentence(number: int, part: int) -> str:
    theme = _THEMES[(number + part) % len(_THEMES)]
    said = sha256(f"{number} {part}".encode()).digest()
    form = _SENTENCES[theme][said[0] % len(_SENTENCES[theme])]
    serial = number * 3 + part
    name = _HEADS[serial % len(_HEADS)] + _TAILS[serial // len(_HEADS) % len(_TAILS)]
    return form.format(name=name, n=100 + serial, k=2 + said[1] % 40, place=_PLACES[said[2] % len(_PLACES)])


def feed(listed: Sequence[Report]) -> bytes:
    """The list of an outlet, newest first."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{it.number}</guid><title>{it.title}</title><link>{it.path}</link></item>"
        for it in reversed(listed)
    )
    return f"<rss version='2.0'><channel><title>List</title>{items}</channel></rss>".encode()


def configuration(addresses: Sequence[str]) -> str:
    """What follows both outlets; due on Sundays at half past two, which comes never in March and twice in October."""
    themes = CONFIGURATION[CONFIGURATION.index("[[themes]]") :]
    sources = "".join(
        f'[[sources]]\nname = "{outlet}"\naddress = "{address}"\n'
        for outlet, address in zip(OUTLETS, addresses, strict=True)
    )
    return (
        f'[brief]\ntitle = "Northport brief"\ntimezone = "{ZONE.key}"\n'
        '[schedule]\nweekday = "sunday"\ntime = "02:30"\n'
        '[brand]\ntemplate = "executive"\n'
        '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\n'
        f"{sources}{themes}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """From ``start`` on, and no longer at ``end``; ``outlet`` None is the machine that is off."""

    start: datetime.datetime
    end: datetime.datetime
    outlet: str | None = None

    def covers(self, moment: datetime.datetime) -> bool:
        return self.start <= moment < self.end


def wall(text: str) -> datetime.datetime:
    """The moment at which clocks on the wall show it."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)


OUTAGES: Final = (
    Outage(start=wall("2026-01-31T20:00"), end=wall("2026-02-01T09:00")),  # over the slot of W05
    Outage(start=wall("2026-02-28T21:00"), end=wall("2026-03-04T12:00")),  # W09, later than it may be
    Outage(
        start=wall("2026-07-10T00:00"), end=wall("2026-07-27T12:00")
    ),  # W28, W29 and W30, which is caught up
    Outage(
        start=wall("2026-10-25T01:00"), end=wall("2026-10-25T02:45")
    ),  # over the first half past two of W43
    Outage(start=wall("2026-12-26T12:00"), end=wall("2026-12-28T08:00")),  # W52, until W53 has begun
    Outage(start=wall("2026-05-12T00:00"), end=wall("2026-05-22T00:00"), outlet="Ridge Courier"),
    Outage(start=wall("2026-09-05T22:00"), end=wall("2026-09-06T08:00"), outlet="Quay Post"),
)
MISSED: Final = frozenset({"2026-W09", "2026-W28", "2026-W29"})


def ticks(first: datetime.datetime, last: datetime.datetime) -> Iterator[datetime.datetime]:
    """The moments at which somebody looks whether an edition is due, in UTC: each hour on Sundays, else each sixth.

    Once the clock steps back two hours.
    """
    moment = first.astimezone(datetime.UTC)
    back = wall("2026-08-30T06:00").astimezone(datetime.UTC)
    while moment <= last:
        is_looking = moment.hour % 6 == 0 or moment.astimezone(ZONE).isoweekday() == 7
        if is_looking and not any(it.outlet is None and it.covers(moment) for it in OUTAGES):
            yield moment
            if moment == back:
                yield moment - datetime.timedelta(hours=2)
        moment += HOUR
