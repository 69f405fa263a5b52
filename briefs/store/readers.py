"""The readers of a desk as those who use them see it: each method is one transaction, done as a whole or not at all."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from briefs.model import Lifted, Put, Reader, Refusal, Secret, Suppression
from briefs.store import forgetting, keying, refusing, roll
from briefs.store.database import Database
from briefs.store.refusing import Word


class Readers:
    """The readers of a store and who refuses. ``folded`` is always ``Reader.folded``: by what an address is known.

    A refusal is one for the whole desk. Every method raises StoreError when the database cannot be used or is damaged,
    those that write raise StoreBusy when another process writes for too long, and NotAllowed where the secret is not
    the one by which the store knows addresses; nothing of the call is kept then.
    """

    def __init__(self, database: Database, secret: Secret) -> None:
        self._database = database
        self._secret = secret
        with database.reading() as connection:
            keying.expect(connection, secret, database.place)

    def put(
        self, readers: Sequence[Reader], moment: datetime.datetime, *, kept: Collection[str] = ()
    ) -> tuple[Put, ...]:
        """What became of each of ``readers``, in their order.

        ``kept`` are names of fields that stay as they are for one who is known; to lists that are kept, others are
        added. Of who refuses, nothing is kept or changed.
        """
        with self._database.writing() as connection:
            keying.learn(connection, self._secret, self._database.place)
            return roll.put(connection, self._secret, readers, moment, kept)

    def compare(self, readers: Sequence[Reader], *, kept: Collection[str] = ()) -> tuple[Put, ...]:
        """What ``put`` would say of each of ``readers``, none of whom comes twice; nothing changes."""
        with self._database.reading() as connection:
            return roll.compare(connection, self._secret, readers, kept)

    def all(self, name: str | None = None) -> Iterator[tuple[int, Reader]]:
        """The readers of a list, or all of them where ``name`` is None, with their numbers, one at a time.

        They come in the order in which they were first added; those who refuse are among them.
        """
        with self._database.reading() as connection:
            yield from roll.everyone(connection, name)

    def find(self, folded: str) -> tuple[int, Reader] | None:
        """A reader with their number; None where there is none, or none any more."""
        with self._database.reading() as connection:
            return roll.find(connection, self._key(folded))

    def remove(self, folded: str, moment: datetime.datetime) -> bool:
        """Whether there was such a reader. Nothing is left but the hash of the address, and what was delivered.

        The address goes from what servers have answered too. A refusal stays; added again, it is the same reader.
        """
        with self._database.writing() as connection:
            return forgetting.remove(connection, self._key(folded), moment)

    def suppress(
        self, folded: str, refusal: Refusal, because: str, moment: datetime.datetime, actor: str
    ) -> bool:
        """Whether this is new; nothing is sent to the address from now on, be it that of a reader or not.

        What was said first stays.
        """
        word = Word(refusal=refusal, because=because, moment=moment, actor=actor)
        with self._database.writing() as connection:
            keying.learn(connection, self._secret, self._database.place)
            return refusing.suppress(connection, self._key(folded), word)

    def suppress_reader(
        self, number: int, refusal: Refusal, because: str, moment: datetime.datetime, actor: str
    ) -> bool:
        """Whether there is, or was, a reader of that number; nothing is sent to them from now on.

        What was said first stays.
        """
        word = Word(refusal=refusal, because=because, moment=moment, actor=actor)
        with self._database.writing() as connection:
            return refusing.suppress_reader(connection, number, word)

    def suppress_readers(
        self, words: Mapping[int, str], refusal: Refusal, moment: datetime.datetime, actor: str
    ) -> None:
        """Nothing; as ``suppress_reader`` for each number, with what is said of it, in one transaction."""
        with self._database.writing() as connection:
            keying.learn(connection, self._secret, self._database.place)
            for number, because in words.items():
                word = Word(refusal=refusal, because=because, moment=moment, actor=actor)
                refusing.suppress_reader(connection, number, word)

    def unsuppress(self, folded: str, because: str, moment: datetime.datetime, actor: str) -> bool:
        """Whether there was a refusal, which is over now; who has lifted it, and why, stays told."""
        with self._database.writing() as connection:
            return refusing.unsuppress(connection, self._key(folded), because, moment, actor)

    def suppressions(self) -> tuple[Suppression, ...]:
        """Every refusal in the order in which they came up, with the address where there is a reader still."""
        with self._database.reading() as connection:
            return tuple(refusing.suppressions(connection))

    def refusal(self, folded: str) -> Suppression | None:
        """The refusal of an address, be it that of a reader or not; None where there is none."""
        key = self._key(folded)
        with self._database.reading() as connection:
            return refusing.find(connection, key)

    def liftings(self) -> tuple[Lifted, ...]:
        """Every refusal that is over, in the order in which they were lifted, with addresses as ``suppressions``."""
        with self._database.reading() as connection:
            return tuple(refusing.liftings(connection))

    def _key(self, folded: str) -> str:
        return keying.key_of(self._secret, folded)
