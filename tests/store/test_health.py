"""An owner sees at a glance how each source is doing."""

from briefs.store import Answer, Failure, SourceHealth, Store
from tests.store.contents import DAY, FEED, HOUR, NOON, SOURCE, kept, wanted

PAGE = "https://gazette.example/news"


def _health(store: Store, source: str = SOURCE) -> SourceHealth:
    (found,) = [health for health in store.health() if health.source == source]
    return found


def test_a_new_store_knows_no_source(store: Store) -> None:
    assert store.health() == ()


def test_what_is_kept_skipped_and_waiting_is_counted(store: Store) -> None:
    store.note_listing(SOURCE, FEED, Answer(), [*map(wanted, range(6))], NOON)
    store.keep([kept(0), kept(1), kept(2, problem="a stub")], NOON + HOUR)
    store.keep([kept(0, content=b"corrected", retrieved=NOON + HOUR)], NOON + HOUR)
    store.give_up(SOURCE, "item 3", "answered 404", NOON)

    assert store.health() == (
        SourceHealth(source=SOURCE, last_success=NOON, last_new=NOON + HOUR, kept=2, skipped=2, waiting=2),
    )


def test_a_source_with_several_addresses_tells_its_worst_row_and_its_latest_failure(store: Store) -> None:
    store.note_listing(SOURCE, FEED, Answer(), [], NOON)
    for number in range(3):
        store.note_failure(SOURCE, FEED, Failure(message="answered 500"), NOON + number * HOUR)
    store.note_failure(SOURCE, PAGE, Failure(message="no answer"), NOON + DAY)

    health = _health(store)

    assert (health.failures, health.last_failure, health.last_success) == (3, "no answer", NOON)


def test_a_failure_is_told_until_a_list_is_read_again(store: Store) -> None:
    store.note_failure(SOURCE, FEED, Failure(message="is not a feed"), NOON)
    store.note_unchanged([(SOURCE, FEED)], NOON + HOUR)
    assert _health(store).last_failure == "is not a feed"

    store.note_listing(SOURCE, FEED, Answer(), [], NOON + DAY)

    health = _health(store)
    assert (health.failures, health.last_failure, health.last_success) == (0, None, NOON + DAY)


def test_a_folder_is_known_by_what_was_kept_of_it(store: Store) -> None:
    store.keep([kept(1, source="Notes", guid=None)], NOON)
    store.note_seen("Notes", [kept(1).locator], NOON + DAY)

    health = _health(store, "Notes")

    assert (health.last_success, health.last_new, health.kept) == (NOON + DAY, NOON, 1)


def test_sources_are_told_by_name(store: Store) -> None:
    for source in ("b", "c", "a"):
        store.note_unchanged([(source, FEED)], NOON)

    assert [health.source for health in store.health()] == ["a", "b", "c"]
