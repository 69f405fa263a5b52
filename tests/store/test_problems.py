"""What was not had, and what is kept out, can be asked for again with its reason."""

import datetime

import pytest

from briefs.model import Problem
from briefs.store import Answer, Failure, NotHad, NotHadState, Store
from tests.store.contents import DAY, FEED, HOUR, NOON, SOURCE, address, kept, wanted

STUB = "is the beginning of an article behind a paywall"


def _out(number: int) -> Problem:
    return Problem(subject=address(number), stage="reading", message=STUB)


def test_what_is_kept_out_is_told_with_its_reason(store: Store) -> None:
    store.keep([kept(1), kept(3, problem=STUB), kept(2, problem=STUB)], NOON)

    assert store.kept_out() == (_out(2), _out(3))


def test_what_was_kept_out_and_can_be_used_now_is_told_no_more(store: Store) -> None:
    store.keep([kept(1, content=b"pay here", problem=STUB)], NOON)
    store.keep([kept(1)], NOON + DAY)

    assert store.kept_out() == ()
    assert store.problems() == ()


def test_a_newer_version_that_is_kept_out_is_told_as_that(store: Store) -> None:
    store.keep([kept(1)], NOON)
    store.keep([kept(1, content=b"pay here", problem=STUB)], NOON + DAY)

    (problem,) = store.kept_out()
    (again,) = store.problems()

    assert problem.message == again.message == f"its newest version {STUB}"


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"sources": [SOURCE]}, [1, 3, 4]),
        ({"sources": ["Other"]}, [2]),
        ({"sources": []}, []),
        ({"since": NOON.date()}, [2, 4]),
        ({"sources": [SOURCE], "since": NOON.date()}, [4]),
    ],
)
def test_what_is_kept_out_is_chosen_as_what_is_used_is(
    store: Store, chosen: dict[str, object], told: list[int]
) -> None:
    choices: dict[int, dict[str, object]] = {
        1: {"published": "2026-05-01"},
        2: {"source": "Other"},
        3: {"retrieved": NOON - DAY},
        4: {"published": "2026-05"},
    }
    store.keep([kept(number, problem=STUB, **other) for number, other in choices.items()], NOON)

    assert store.kept_out(**chosen) == tuple(_out(number) for number in told)  # type: ignore[arg-type]


def _troubled(store: Store) -> None:
    """One item of each fate, and one of another source."""
    store.note_listing(SOURCE, FEED, Answer(), [*map(wanted, range(6))], NOON)
    store.put_off(SOURCE, "item 4", Failure(message="answered 503", not_before=NOON + HOUR))
    store.give_up(SOURCE, "item 2", "answered 404", NOON)
    store.keep([kept(0), kept(3, problem=STUB), kept(5)], NOON)
    store.note_listing("Another", FEED, Answer(), [wanted(9)], NOON)


def _not_had(
    number: int,
    state: NotHadState,
    message: str,
    until: datetime.datetime | None = None,
    source: str = SOURCE,
) -> NotHad:
    return NotHad(source=source, address=address(number), state=state, message=message, until=until)


def test_everything_that_was_not_had_is_told_by_source_and_address(store: Store) -> None:
    _troubled(store)

    assert store.problems() == (
        _not_had(9, NotHadState.WAITING, "has not been fetched yet", source="Another"),
        _not_had(1, NotHadState.WAITING, "has not been fetched yet"),
        _not_had(2, NotHadState.GIVEN_UP, "answered 404"),
        _not_had(3, NotHadState.KEPT_OUT, STUB),
        _not_had(4, NotHadState.WAITING, "answered 503", NOON + HOUR),
    )


def test_what_one_source_has_not_had_is_told_alone(store: Store) -> None:
    _troubled(store)

    assert [each.address for each in store.problems("Another")] == [address(9)]
    assert len(store.problems(SOURCE)) == 4
    assert store.problems("Unheard of") == ()


def test_as_many_are_told_as_health_counts(store: Store) -> None:
    _troubled(store)

    (_, health) = store.health()

    assert health.skipped + health.waiting == len(store.problems(SOURCE))


def test_a_reason_with_a_lone_surrogate_is_told(store: Store) -> None:
    store.keep([kept(1, problem="holds \ud800")], NOON)

    assert [each.message for each in store.kept_out()] == ["holds \\ud800"]


def test_states_read_as_words() -> None:
    assert [state.value for state in NotHadState] == ["waiting", "given up", "kept out"]
