"""A fetch without a network, run in a process of its own that is killed at any moment.

Each line it prints is true from then on: ``kept 7`` is printed once the store has said so. It goes on from where
another one was killed.
"""

import datetime
import itertools
import sys
from hashlib import sha256
from pathlib import Path

from briefs.model import DocumentId
from briefs.store import Answer, Failure, Kept, Store, StoredSource, Wanted, open_store
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, noise

BATCH = 4
LIST = 12
"""Items of one list, of which the last is never answered and the one before is given up."""
PASSING = "Passing"
"""A source whose documents are deleted again."""


def main() -> None:
    """Nothing; goes on until it is killed."""
    url = sys.argv[3] if len(sys.argv) > 3 else None
    with open_store(Path(sys.argv[1]), create=True, url=url) as store:
        # Whatever a killed process had no time to cite would be deleted as passing.
        store.cite(
            "all", [it.document for it in store.latest([SOURCE]) if isinstance(it, StoredSource)], NOON
        )
        say("ready")
        for round_ in itertools.count(int(sys.argv[2])):
            fetch(store, NOON + round_ * DAY)


def fetch(store: Store, moment: datetime.datetime) -> None:
    """Nothing; afterwards one batch, and a list where none was waiting, is done."""
    wanted = store.wanted(SOURCE, moment, BATCH)
    if not wanted:
        follow = store.follow(SOURCE, FEED)
        first = int(follow.etag or 0)
        listed = [Wanted(guid=f"{number}", address=address(number)) for number in range(first, first + LIST)]
        store.note_listing(SOURCE, FEED, Answer(etag=f"{first + LIST}"), listed, moment)
        say("listed", first + LIST)
        return
    kept = []
    for number in (int(item.guid) for item in wanted):
        say("fetch", number)
        if number % LIST == LIST - 1:
            store.put_off(
                SOURCE, f"{number}", Failure(message="answered 503", not_before=NOON + 100_000 * DAY)
            )
            say("put-off", number)
        elif number % LIST == LIST - 2:
            store.give_up(SOURCE, f"{number}", "answered 404", moment)
            say("given-up", number)
        else:
            kept.append(number)
    store.keep([document(number, SOURCE, moment) for number in kept], moment)
    for number in kept:
        say("kept", number)
    store.cite(f"edition {kept[0] if kept else 0}", [*map(identity, kept)], moment)
    store.keep([document(number, PASSING, moment, b"passing") for number in kept], moment)
    store.prune(moment)


def document(number: int, source: str, moment: datetime.datetime, beginning: bytes = b"") -> Kept:
    """The document of a number, the same for each process."""
    return Kept(
        source=source,
        locator=address(number),
        guid=f"{number}" if source == SOURCE else None,
        content=beginning + content(number),
        retrieved=moment,
        title=f"Ferry {number}",
        text=f"Ferry {number} 여객선",
    )


def content(number: int) -> bytes:
    """Bytes of a page that compress by half."""
    return noise(number, 15_000) + b"<p>ferry</p>" * 1200


def identity(number: int) -> DocumentId:
    """The document id of a number."""
    return DocumentId(f"sha256:{sha256(content(number)).hexdigest()}")


def say(*words: object) -> None:
    """Nothing; the words are one line that is out at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
