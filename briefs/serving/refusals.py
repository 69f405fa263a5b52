"""Tokens that come back by a link → refusals in the store."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from briefs.distribution.tokens import number_of
from briefs.model import Refusal, Secret
from briefs.store import open_store

_ACTOR: Final = "the reader"
_BECAUSE: Final = "by the link in a mail"


class Outcome(Enum):
    """What became of a wish to be taken off."""

    LEFT = "left"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Those of the store in ``folder``, or in the PostgreSQL at ``url``; ``now`` tells the moment.

    The store is opened for each one, so that one that was put back from a backup meanwhile is the one that is asked.
    """

    folder: Path
    url: str | None
    secret: Secret
    now: Callable[[], datetime.datetime]

    def expect(self) -> tuple[str, ...]:
        """What is wrong with where refusals are kept, though they can be: in a copy, the sender does not see them.

        Raises NoInput, StoreError or NotAllowed where they could not be kept.
        """
        with open_store(self.folder, create=False, url=self.url) as store:
            store.readers(self.secret)
            return store.remarks()

    def is_ours(self, token: str) -> bool:
        """Whether a token was made for a reader of this desk."""
        return number_of(token, "unsubscribe", self.secret) is not None

    def refuse(self, token: str) -> Outcome:
        """Nothing is sent any more to the reader of a token; asked again, it is as it was. Raises as the store does."""
        number = number_of(token, "unsubscribe", self.secret)
        if number is None:
            return Outcome.UNKNOWN
        with open_store(self.folder, create=False, url=self.url) as store:
            known = store.readers(self.secret).suppress_reader(
                number, Refusal.UNSUBSCRIBED, _BECAUSE, self.now(), _ACTOR
            )
        return Outcome.LEFT if known else Outcome.UNKNOWN
