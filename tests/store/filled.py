"""A store that has something of everything, and harm that is done to one behind its back."""

from collections.abc import Iterator
from typing import Final

from briefs.model import DocumentId
from briefs.store import Answer, Failure, Store, StoredSource, Wanted
from tests.store.contents import FEED, NOON, SOURCE, address, kept, wanted
from tests.store.places import Place

EDITION: Final = "2026-W21"
_NO_CHECKS: Final = (
    "ALTER TABLE document DROP CONSTRAINT IF EXISTS document_state_check",
    "ALTER TABLE item DROP CONSTRAINT IF EXISTS item_state_check",
)
_ZEROBLOB: Final = """
CREATE OR REPLACE FUNCTION zeroblob(size bigint) RETURNS bytea LANGUAGE sql
    AS $$ SELECT decode(repeat('00', size::integer), 'hex') $$
"""


def fill(store: Store) -> None:
    """Nothing; afterwards the store has listed, kept, replaced, refused and cited something."""
    whole = Wanted(guid="item 9", address=address(9), content=b"a whole text " * 50)
    store.note_listing(SOURCE, FEED, Answer(etag="1"), [*map(wanted, range(6)), whole], NOON)
    store.note_failure("Other", FEED, Failure(message="answered 500", not_before=NOON), NOON)
    store.keep([kept(number, content=b"<p>%d</p>" % number * 900) for number in range(3)], NOON)
    store.keep([kept(0, content=b"new", listing=wanted(0, "2026-05-18T10:00").listing)], NOON)
    store.keep([kept(3, problem="a stub", members=(next(_ids(store)),))], NOON)
    store.give_up(SOURCE, "item 4", "answered 404", NOON)
    store.cite(EDITION, list(_ids(store)), NOON)


def harm(place: Place, statement: str) -> None:
    """Nothing; afterwards the statement has changed something that neither triggers nor constraints kept."""
    with place.raw() as connection:
        if place.url is None:
            connection.execute("PRAGMA ignore_check_constraints = ON")
        else:
            for each in ("SET session_replication_role = replica", *_NO_CHECKS, _ZEROBLOB):
                connection.execute(each)
        changed = connection.execute(statement).rowcount
    assert changed != 0, f"changes nothing: {statement}"


def _ids(store: Store) -> Iterator[DocumentId]:
    return (source.document for source in store.latest() if isinstance(source, StoredSource))
