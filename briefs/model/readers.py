"""Who reads the brief, and who must not be written to."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.sources import Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One person or mailbox that editions are sent to.

    ``address`` is as people write it, ``ascii`` as it is put on the wire: its domain by IDNA 2008. ``lists`` are
    sorted names like ``desk``. ``clearance`` is the strictest marking that may be sent there. ``language`` is that of
    our own words in the mail, empty for the brief's own; ``themes`` are the ids of those to be written about, empty
    for all.
    """

    address: str
    ascii: str
    name: str = ""
    lists: tuple[str, ...] = ()
    clearance: Marking = Marking.CLEAR
    language: str = ""
    themes: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        """By what the reader is known again, however the address is written: no two readers share it."""
        return self.ascii.casefold()


class Put(StrEnum):
    """What became of a reader who was put into a store. ``REFUSED``: who wants no mail is left as they are."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why nothing is sent to an address any more."""

    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"
    BOUNCED = "bounced"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A refusal to be written to, which outlives the address. ``key`` is the keyed hash by which it is known.

    ``address`` is that of the reader as long as there is one, else empty; ``because`` says more, or is empty.
    """

    key: str
    refusal: Refusal
    because: str
    moment: datetime.datetime
    actor: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A refusal that is over, because a person has said so. ``refused`` is since when it was one."""

    key: str
    refusal: Refusal
    refused: datetime.datetime
    because: str
    moment: datetime.datetime
    actor: str
    address: str = ""
