"""What is kept: every byte as it came, the newest usable version in front, nothing lost behind it."""

import datetime
import tracemalloc
from pathlib import Path

import pytest

from briefs.errors import StoreError
from briefs.model import DocumentId, Listing, Precision, StatedDate
from briefs.store import Kept, Search, Store, StoredSource
from tests.store.contents import DAY, HOUR, NOON, SOURCE, address, kept
from tests.store.places import a_place


def _latest(store: Store, **chosen: object) -> list[StoredSource]:
    found = list(store.latest(**chosen))  # type: ignore[arg-type]
    assert all(isinstance(source, StoredSource) for source in found)
    return [source for source in found if isinstance(source, StoredSource)]


def _paths(store: Store, **chosen: object) -> list[str]:
    return [source.path for source in _latest(store, **chosen)]


def test_a_document_comes_back_with_its_bytes_and_its_provenance(store: Store) -> None:
    published = StatedDate(
        day=NOON.date(), precision=Precision.MINUTE, time=datetime.time(9, 5), zone="+09:00"
    )
    listing = Listing(title="Ferry", publisher="Harbour Wire", published=published)
    one = kept(
        1,
        content=bytes(range(256)),
        url=address(1) + "?x",
        media_type="text/html; charset=euc-kr",
        listing=listing,
    )
    store.keep([one], NOON)

    (source,) = _latest(store)

    assert source == StoredSource(
        document=DocumentId("sha256:40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"),
        source=SOURCE,
        path=one.locator,
        content=one.content,
        retrieved=NOON,
        url=one.url,
        media_type=one.media_type,
        listing=listing,
    )
    assert store.content(source.document) == one.content


def test_an_empty_document_and_one_that_cannot_be_compressed_come_back(store: Store) -> None:
    noise = b"".join(number.to_bytes(4, "big") for number in range(0, 2**32, 2**32 // 97))
    store.keep([kept(1, content=b""), kept(2, content=noise)], NOON)

    assert [source.content for source in _latest(store)] == [b"", noise]


def test_the_same_bytes_again_are_no_new_version(store: Store) -> None:
    store.keep([kept(1)], NOON)
    store.keep([kept(1, retrieved=NOON + DAY)], NOON + DAY)

    (source,) = _latest(store)
    assert source.retrieved == NOON
    assert store.prune(NOON + HOUR).documents == 0


def test_it_is_told_which_of_what_is_kept_made_a_new_version(store: Store) -> None:
    assert store.keep([kept(1), kept(2), kept(1)], NOON) == (True, True, False)

    again = [kept(1, retrieved=NOON + DAY), kept(2, content=b"corrected"), kept(3)]
    assert store.keep(again, NOON + DAY) == (False, True, True)

    out = kept(1, content=b"pay here", problem="a paywall stub")
    assert store.keep([out], NOON + DAY) == (True,)
    assert store.keep([out], NOON + DAY) == (False,)
    assert store.keep([], NOON) == ()


def test_a_changed_document_stands_for_itself_and_the_one_before_can_still_be_read(store: Store) -> None:
    store.keep([kept(1)], NOON)
    (old,) = _latest(store)
    store.keep([kept(1, content=b"corrected", retrieved=NOON + DAY)], NOON + DAY)

    (new,) = _latest(store)

    assert (new.content, new.retrieved) == (b"corrected", NOON + DAY)
    assert store.content(old.document) == old.content
    (entry,) = store.entries(old.document)
    assert entry.superseded


def test_a_document_that_is_as_it_was_before_is_a_version_again(store: Store) -> None:
    for content in (b"one", b"two", b"one"):
        store.keep([kept(1, content=content)], NOON)

    assert [source.content for source in _latest(store)] == [b"one"]
    assert store.check() == ()


def test_versions_of_one_batch_stand_in_its_order(store: Store) -> None:
    store.keep([kept(1, content=b"one"), kept(1, content=b"two")], NOON)

    assert [source.content for source in _latest(store)] == [b"two"]


def test_what_is_kept_out_never_replaces_a_usable_version(store: Store) -> None:
    store.keep([kept(1)], NOON)
    for content in (b"pay here", b"pay there"):
        store.keep([kept(1, content=content, problem="a paywall stub", text=None)], NOON + DAY)

    (source,) = _latest(store)
    assert source.content == kept(1).content
    (health,) = store.health()
    assert (health.kept, health.skipped) == (1, 1)


def test_what_is_kept_out_is_in_no_brief_until_it_can_be_used(store: Store) -> None:
    store.keep([kept(1, problem="only navigation")], NOON)
    assert _paths(store) == []

    store.keep([kept(1)], NOON + DAY)

    assert _paths(store) == [address(1)]
    assert store.check() == ()


def test_the_same_bytes_under_two_addresses_are_kept_once_and_listed_twice(store: Store) -> None:
    store.keep([kept(1, content=b"same"), kept(2, content=b"same")], NOON)

    assert _paths(store) == [address(1), address(2)]
    assert len({source.document for source in _latest(store)}) == 1


def test_documents_come_in_one_order_whatever_the_order_they_were_kept_in(
    database: str, tmp_path: Path
) -> None:
    orders = ([3, 1, 2], [2, 3, 1])
    found = []
    for place, order in enumerate(orders):
        with a_place(database, tmp_path / str(place)).open() as store:
            for number in order:
                store.keep([kept(number), kept(number, source="Other")], NOON)
            found.append([(source.path, source.source) for source in _latest(store)])

    assert found[0] == found[1]
    assert found[0][:2] == [(address(1), SOURCE), (address(1), "Other")]


def test_only_the_chosen_sources_are_listed(store: Store) -> None:
    store.keep([kept(1), kept(2, source="Other")], NOON)

    assert _paths(store, sources=["Other", "Unheard of"]) == [address(2)]
    assert _paths(store, sources=[]) == []


@pytest.mark.parametrize(
    ("published", "listed"),
    [
        ("2026-05-17", False),
        ("2026-05-18", True),
        ("2026-05-18T00:30+09:00", True),
        ("2026-05-17T23:30+09:00", False),
        ("2026-05", True),
        ("2026-04", False),
        ("2026", True),
        (None, True),
    ],
)
def test_a_day_excludes_what_was_published_before_it(
    store: Store, published: str | None, *, listed: bool
) -> None:
    store.keep([kept(1, published=published)], NOON)

    assert _paths(store, since=datetime.date(2026, 5, 18)) == [address(1)] * listed
    assert _paths(store, before=datetime.date(2026, 5, 18)) == [address(1)] * (not listed)


def test_without_a_date_the_day_of_retrieval_counts(store: Store) -> None:
    store.keep([kept(1, retrieved=NOON - DAY)], NOON)

    assert _paths(store, since=datetime.date(2026, 5, 18)) == []


def test_the_newest_version_of_each_place_is_known_by_its_digest(store: Store) -> None:
    store.keep([kept(1), kept(2), kept(3, source="Other")], NOON)
    store.keep([kept(1, content=b""), kept(2, content=b"", problem="is empty")], NOON)
    nothing = DocumentId("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    assert store.newest(SOURCE) == {address(1): nothing, address(2): nothing}
    assert store.newest("Unheard of") == {}


def test_a_file_without_a_guid_is_kept_by_its_path(store: Store) -> None:
    store.keep([kept(1, guid=None, locator="notes/a.txt")], NOON)

    assert _paths(store) == ["notes/a.txt"]


def test_a_document_is_told_by_its_id_as_it_was_kept(store: Store) -> None:
    listing = Listing(title="Ferry", publisher="Harbour Wire")
    one = kept(1, url=address(1) + "?x", media_type="text/plain; charset=euc-kr", listing=listing)
    store.keep([one, kept(2)], NOON)
    (source, _) = _latest(store)

    assert store.stored(source.document) == source
    assert (source.listing, source.media_type) == (listing, one.media_type)
    assert store.stored(DocumentId("sha256:" + "0" * 64)) is None


def test_an_old_version_and_one_that_is_kept_out_are_told_by_their_id_too(store: Store) -> None:
    store.keep([kept(1), kept(2, content=b"pay here", problem="a paywall stub")], NOON)
    (old,) = _latest(store)
    (stub,) = [it.document for it in store.search(Search()) if it.problem]
    store.keep([kept(1, content=b"corrected")], NOON)

    told = [store.stored(document) for document in (old.document, stub)]

    assert [source and source.content for source in told] == [old.content, b"pay here"]


def test_of_the_same_bytes_at_several_places_the_newest_usable_one_is_told(store: Store) -> None:
    for number, problem in ((1, None), (2, None), (3, "a stub")):
        store.keep([kept(number, content=b"same", problem=problem)], NOON)
    (entry,) = store.entries(_latest(store)[0].document)

    found = store.stored(entry.document)

    assert found is not None
    assert found.path == entry.locator == address(2)


def test_what_is_not_kept_cannot_be_read(store: Store) -> None:
    with pytest.raises(StoreError, match="is not kept: sha256:00"):
        store.content(DocumentId("sha256:" + "0" * 64))


def test_writing_goes_on_while_documents_are_listed(store: Store) -> None:
    store.keep([kept(number) for number in range(10)], NOON)
    found = []
    for source in store.latest():
        assert isinstance(source, StoredSource)
        found.append(source.path)
        store.keep([kept(100 + len(found))], NOON)
        store.prune(NOON - DAY)

    assert len(found) == 10
    assert len(_latest(store)) == 20


def test_nothing_is_kept_of_a_batch_that_fails(store: Store) -> None:
    naive = kept(2, retrieved=NOON.replace(tzinfo=None))

    with pytest.raises(ValueError, match="without a zone"):
        store.keep([kept(1), naive], NOON)

    assert _paths(store) == []
    assert store.check() == ()


def test_documents_are_listed_one_at_a_time(store: Store) -> None:
    size, count = 200_000, 200
    for number in range(count):
        content = number.to_bytes(2, "big") * (size // 2)
        store.keep([Kept(source=SOURCE, locator=f"{number}", content=content, retrieved=NOON)], NOON)
    tracemalloc.start()
    read = sum(len(source.content) for source in store.latest() if isinstance(source, StoredSource))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert read == size * count
    assert peak < 3_000_000
