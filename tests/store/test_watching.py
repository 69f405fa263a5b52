"""It is known of every place that an edition cites what became of it, on both databases."""

import datetime

import pytest

from briefs.model import DocumentId
from briefs.store import GONE, Cited, Settlement, Store, StoredSource, Watched
from tests.store.contents import DAY, NOON, SOURCE, address, kept

EDITION = "2026-W21"
OTHER = b"<p>Ferry number 1 never left the harbour.</p>"


@pytest.fixture
def cited(store: Store) -> Store:
    """A store in which an edition cites the first of two documents."""
    store.keep([kept(1), kept(2)], NOON)
    store.cite(EDITION, [document(store, 1)], NOON)
    return store


def document(store: Store, number: int) -> DocumentId:
    (found,) = [
        it.document for it in store.latest() if isinstance(it, StoredSource) and it.path == address(number)
    ]
    return found


def place(store: Store) -> Cited:
    (found,) = store.watch.cited()
    return found


def due(store: Store, moment: datetime.datetime) -> list[str]:
    return [it.locator for it in store.watch.to_ask([SOURCE], moment - 56 * DAY, moment - 7 * DAY)]


def watched(store: Store, **changes: object) -> Watched:
    values: dict[str, object] = {"source": SOURCE, "locator": address(1), "document": document(store, 1)}
    return Watched(**(values | changes))  # type: ignore[arg-type]


def test_what_is_cited_stands_until_something_else_does(cited: Store) -> None:
    standing = place(cited)
    cited.keep(
        [kept(1, content=OTHER, text="Ferry number 1 never left.", title="Ferry 1, corrected")], NOON + DAY
    )
    changed = place(cited)

    assert (standing.editions, standing.locator, standing.became) == ((EDITION,), address(1), "")
    assert (changed.document, changed.noticed) == (standing.document, NOON)
    assert (changed.became, changed.new_text) == (document(cited, 1), "Ferry number 1 never left.")
    assert (changed.title, changed.new_title) == ("Ferry 1", "Ferry 1, corrected")


def test_a_version_that_comes_back_stands_again(cited: Store) -> None:
    cited.keep([kept(1, content=OTHER)], NOON + DAY)
    cited.keep([kept(1)], NOON + 2 * DAY)

    assert place(cited).became == ""


def test_what_cannot_be_used_any_more_says_why(cited: Store) -> None:
    cited.keep([kept(1, content=b"<p>Log in</p>", problem="is a stub", text=None)], NOON + DAY)

    assert (place(cited).message, place(cited).new_text) == ("is a stub", None)


def test_what_is_gone_is_noticed_once_and_back_when_it_answers(cited: Store) -> None:
    cited.watch.note_gone(SOURCE, address(1), "answers with status 410", NOON + DAY)
    cited.watch.note_gone(SOURCE, address(1), "answers with status 404", NOON + 8 * DAY)
    gone = place(cited)
    cited.watch.note_asked(watched(cited), NOON + 15 * DAY)

    assert (gone.became, gone.noticed, gone.message) == (GONE, NOON + DAY, "answers with status 404")
    assert place(cited).became == ""


def test_nobody_minds_that_something_is_gone_which_no_edition_cites(cited: Store) -> None:
    cited.watch.note_gone(SOURCE, address(2), "answers with status 404", NOON + DAY)

    assert [(it.locator, it.became) for it in cited.watch.cited()] == [(address(1), "")]


def test_places_are_due_after_a_week_for_eight_weeks_and_with_the_last_validators(cited: Store) -> None:
    assert due(cited, NOON + 6 * DAY) == []
    assert due(cited, NOON + 8 * DAY) == [address(1)]
    cited.watch.note_asked(watched(cited, etag='"one"'), NOON + 8 * DAY)
    cited.watch.note_passed(SOURCE, address(1), NOON + 16 * DAY)

    assert due(cited, NOON + 20 * DAY) == []
    (again,) = cited.watch.to_ask([SOURCE], NOON, NOON + 30 * DAY)
    assert (again.etag, again.text, again.title) == ('"one"', "Ferry number 1 left the harbour.", "Ferry 1")
    assert due(cited, NOON + 60 * DAY) == []
    assert cited.watch.to_ask(["another"], NOON, NOON + 30 * DAY) == ()


def test_a_folder_misses_what_is_cited_and_neither_found_nor_renamed(cited: Store) -> None:
    first, second = document(cited, 1), document(cited, 2)
    cited.watch.note_missing(SOURCE, {address(2): second}, NOON + DAY)
    missing = place(cited).became
    cited.watch.note_missing(SOURCE, {address(1): first}, NOON + 2 * DAY)
    back = place(cited).became
    cited.watch.note_missing(SOURCE, {"elsewhere": first}, NOON + 3 * DAY)

    assert (missing, back, place(cited).became) == (GONE, "", "")


def test_what_is_settled_is_settled_for_what_it_became_and_by_whom_it_was_first(cited: Store) -> None:
    said = Settlement(actor="Mara Lind", because="only the photograph", moment=NOON + DAY)
    cited.keep([kept(1, content=OTHER)], NOON + DAY)
    cited.watch.settle(place(cited), said)
    cited.watch.settle(place(cited), Settlement(actor="Another", because="no", moment=NOON + 2 * DAY))
    settled = place(cited).settled
    cited.keep([kept(1, content=OTHER + OTHER)], NOON + 3 * DAY)

    assert (settled, place(cited).settled) == (said, None)
    assert cited.check() == ()


def test_members_of_a_container_are_told_with_it(store: Store) -> None:
    inner = DocumentId(f"sha256:{'ab' * 32}")
    store.keep([kept(3, members=(inner,))], NOON)
    store.cite(EDITION, [inner], NOON)

    assert place(store).members == (inner,)
