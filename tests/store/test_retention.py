"""What an edition cites stays; what nobody cites goes when its time is over, and is not fetched again."""

from hashlib import sha256

from briefs.model import DocumentId
from briefs.store import Answer, Search, Store, StoredSource
from tests.store.contents import DAY, FEED, HOUR, NOON, SOURCE, address, kept, wanted

EDITION = "2026-W21"


def _id(content: bytes) -> DocumentId:
    return DocumentId(f"sha256:{sha256(content).hexdigest()}")


def _paths(store: Store) -> list[str]:
    return [source.path for source in store.latest() if isinstance(source, StoredSource)]


def test_what_is_old_and_cited_by_no_edition_is_deleted(store: Store) -> None:
    store.keep([kept(1), kept(2)], NOON)
    store.keep([kept(3, retrieved=NOON + DAY)], NOON + DAY)
    assert store.cite(EDITION, [_id(kept(1).content)], NOON) == ()

    pruned = store.prune(NOON + HOUR)

    assert (pruned.documents, pruned.bytes) == (1, len(kept(2).content))
    assert _paths(store) == [address(1), address(3)]
    assert [entry.locator for entry in store.search(Search(query='"number 2"'))] == []
    assert store.check() == ()


def test_what_was_deleted_is_not_fetched_again(store: Store) -> None:
    store.note_listing(SOURCE, FEED, Answer(), [wanted(1)], NOON)
    store.keep([kept(1)], NOON)
    store.prune(NOON + DAY)

    assert store.note_listing(SOURCE, FEED, Answer(), [wanted(1)], NOON + DAY) == 0
    assert store.wanted(SOURCE, NOON + DAY, 9) == ()


def test_an_old_version_that_is_cited_does_not_come_back_for_the_newest(store: Store) -> None:
    store.keep([kept(1, content=b"old")], NOON)
    store.cite(EDITION, [_id(b"old")], NOON)
    store.keep([kept(1, content=b"new")], NOON)
    store.prune(NOON + DAY)

    assert _paths(store) == []
    assert store.content(_id(b"old")) == b"old"
    assert store.check() == ()


def test_what_was_seen_again_stays(store: Store) -> None:
    store.keep([kept(1)], NOON)
    store.keep([kept(1)], NOON + 2 * DAY)

    assert store.prune(NOON + DAY).documents == 0


def test_what_stands_in_its_folder_still_stays(store: Store) -> None:
    store.keep([kept(1), kept(2), kept(1, source="Other")], NOON)
    store.note_seen(SOURCE, [address(1), address(7)], NOON + 2 * DAY)
    store.note_seen(SOURCE, [], NOON + 2 * DAY)

    assert store.prune(NOON + DAY).documents == 2
    assert [entry.source for entry in store.search(Search())] == [SOURCE]


def test_bytes_that_another_document_shares_stay(store: Store) -> None:
    store.keep([kept(1, content=b"same")], NOON)
    store.keep([kept(2, content=b"same")], NOON + 2 * DAY)

    pruned = store.prune(NOON + DAY)

    assert (pruned.documents, pruned.bytes) == (1, 0)
    assert store.content(_id(b"same")) == b"same"


def test_citing_a_member_keeps_its_container(store: Store) -> None:
    member = _id(b"a letter inside")
    store.keep([kept(1, content=b"a bag of letters", members=(member, _id(b"another")))], NOON)

    assert store.cite(EDITION, [member], NOON) == ()
    assert store.prune(NOON + DAY).documents == 0
    assert [entry.locator for entry in store.entries(member)] == [address(1)]


def test_a_deleted_container_takes_the_names_of_its_members_along(store: Store) -> None:
    member = _id(b"a letter inside")
    store.keep([kept(1, content=b"a bag of letters", members=(member,))], NOON)
    store.prune(NOON + DAY)

    assert store.cite(EDITION, [member], NOON) == (member,)
    assert store.check() == ()


def test_what_is_cited_but_not_kept_is_told(store: Store) -> None:
    store.keep([kept(1)], NOON)
    strange = [_id(b"b"), _id(b"a")]

    assert store.cite(EDITION, [*strange, _id(kept(1).content)], NOON) == tuple(sorted(strange))


def test_citing_again_adds_and_never_takes_away(store: Store) -> None:
    store.keep([kept(1), kept(2)], NOON)
    for number in (1, 2, 2):
        store.cite(EDITION, [_id(kept(number).content)], NOON)

    assert store.prune(NOON + DAY).documents == 0


def test_an_edition_can_cite_more_than_one_query_holds(store: Store) -> None:
    many = [_id(f"{number}".encode()) for number in range(2500)]

    assert len(store.cite(EDITION, many, NOON)) == 2500
