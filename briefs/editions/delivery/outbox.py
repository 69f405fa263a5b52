"""Whether a run has anything to send, seen at a glance: most have not, and load no library of a database for it."""

import datetime
from typing import Final

from briefs.config import Settings
from briefs.model import Mail
from briefs.store import glance

_CURRENT: Final = datetime.timedelta(days=7)
"""How long after it came out an edition is news: what is approved on a Friday is sent on Monday at the latest."""


def is_due(settings: Settings, now: datetime.datetime) -> bool:
    """Whether there may be anything to send; a closer look may find nothing. Raises StoreError and StoreBusy."""
    mail = settings.mail
    if mail is None:
        return False
    if glance.deliveries_due(settings.store, settings.database, now):
        return True
    # That something has come out is no reason to send it where nobody has named lists.
    return bool(mail.lists) and glance.editions_owed(settings.store, settings.database, since_of(mail, now))


def is_held(settings: Settings) -> bool:
    """Whether something may wait for a person, paused or in doubt; a closer look may find nothing."""
    return settings.mail is not None and glance.deliveries_held(settings.store, settings.database)


def since_of(mail: Mail, now: datetime.datetime) -> datetime.datetime:
    """The moment from which editions are sent by themselves: what came out before is no news any more."""
    return now - max(mail.give_up, _CURRENT)
