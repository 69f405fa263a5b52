"""What is remembered of an address: only a full answer replaces what is known."""

from briefs.store import Answer, Failure, FollowState, Store
from tests.store.contents import DAY, FEED, HOUR, NOON, SOURCE, wanted

ANSWER = Answer(etag='W/"1"', last_modified="Mon, 18 May 2026 11:00:00 GMT", digest="ab" * 32)


def test_an_address_that_was_never_asked_has_an_empty_state(store: Store) -> None:
    assert store.follow(SOURCE, FEED) == FollowState(source=SOURCE, address=FEED)


def test_a_full_answer_leaves_its_validators(store: Store) -> None:
    store.note_listing(SOURCE, FEED, ANSWER, [wanted(1)], NOON)

    assert store.follow(SOURCE, FEED) == FollowState(
        source=SOURCE,
        address=FEED,
        etag=ANSWER.etag,
        last_modified=ANSWER.last_modified,
        digest=ANSWER.digest,
        last_success=NOON,
        last_new=NOON,
    )


def test_an_answer_without_validators_takes_the_old_ones_away(store: Store) -> None:
    store.note_listing(SOURCE, FEED, ANSWER, [], NOON)
    store.note_listing(SOURCE, FEED, Answer(), [], NOON + HOUR)

    state = store.follow(SOURCE, FEED)

    assert (state.etag, state.last_modified, state.digest) == (None, None, None)


def test_a_list_with_nothing_new_moves_only_the_last_success(store: Store) -> None:
    store.note_listing(SOURCE, FEED, ANSWER, [wanted(1)], NOON)
    store.note_listing(SOURCE, FEED, ANSWER, [wanted(1)], NOON + HOUR)

    state = store.follow(SOURCE, FEED)

    assert (state.last_success, state.last_new) == (NOON + HOUR, NOON)


def test_failures_in_a_row_are_counted_and_leave_validators_alone(store: Store) -> None:
    store.note_listing(SOURCE, FEED, ANSWER, [], NOON)
    store.note_failure(SOURCE, FEED, Failure(message="answered 500", not_before=NOON + HOUR), NOON)
    store.note_failure(SOURCE, FEED, Failure(message="answered 503", not_before=NOON + DAY), NOON + HOUR)

    state = store.follow(SOURCE, FEED)

    assert (state.failures, state.last_failure, state.failed) == (2, "answered 503", NOON + HOUR)
    assert state.not_before == NOON + DAY
    assert (state.etag, state.last_success) == (ANSWER.etag, NOON)


def test_a_first_answer_can_be_a_failure(store: Store) -> None:
    store.note_failure(SOURCE, FEED, Failure(message="no answer"), NOON)

    state = store.follow(SOURCE, FEED)

    assert (state.failures, state.last_success, state.not_before) == (1, None, None)


def test_that_nothing_has_changed_does_not_clear_a_failure(store: Store) -> None:
    store.note_listing(SOURCE, FEED, ANSWER, [], NOON)
    store.note_failure(SOURCE, FEED, Failure(message="is not a feed"), NOON + HOUR)
    store.note_unchanged([(SOURCE, FEED)], NOON + DAY)

    state = store.follow(SOURCE, FEED)

    assert (state.failures, state.last_failure) == (1, "is not a feed")
    assert state.last_success == NOON + DAY
    assert state.etag == ANSWER.etag


def test_a_full_answer_ends_a_row_of_failures(store: Store) -> None:
    store.note_failure(SOURCE, FEED, Failure(message="answered 500", not_before=NOON + DAY), NOON)
    store.note_listing(SOURCE, FEED, ANSWER, [], NOON + HOUR)

    state = store.follow(SOURCE, FEED)

    assert (state.failures, state.last_failure, state.failed, state.not_before) == (0, None, None, None)


def test_many_addresses_are_noted_at_once(store: Store) -> None:
    places = [(f"{SOURCE} {number}", FEED) for number in range(100)]
    store.note_unchanged(places, NOON)
    store.note_unchanged([], NOON + DAY)

    assert {store.follow(*place).last_success for place in places} == {NOON}


def test_the_feed_that_a_page_leads_to_is_remembered(store: Store) -> None:
    page = "https://gazette.example/"
    store.note_lead(SOURCE, page, FEED)
    store.note_listing(SOURCE, page, ANSWER, [], NOON)

    assert store.follow(SOURCE, page).leads_to == FEED


def test_what_a_hostile_feed_names_itself_is_remembered(store: Store) -> None:
    source, address = "신문 \ud800\0'\";--", "https://gazette.example/\udfff"
    store.note_listing(source, address, Answer(etag="\ud800"), [wanted(1)], NOON)

    assert store.follow(source, address).etag == "\\ud800"
    assert len(store.wanted(source, NOON, 9)) == 1
