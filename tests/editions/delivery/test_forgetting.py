"""A reader who was removed is told of nowhere: not in what they wrote before, and not in what comes back later."""

import pytest
from sqlalchemy import select

from briefs.store import Store
from briefs.store.tables import metadata
from tests.distribution.returned import mail, message_id, postfix, written
from tests.editions.delivery.answered import Desk
from tests.store.contents import NOON

MIN = "min@coast.example"


def told(store: Store) -> str:
    """Every word in the store."""
    with store._database.reading() as connection:  # noqa: SLF001 - no other room tells all
        return repr([connection.execute(select(table)).all() for table in metadata.sorted_tables]).casefold()


def asks(writer: str) -> bytes:
    """What somebody writes who answers no mail of ours."""
    return mail(
        f"From: {writer}",
        "Subject: 2026-W21 1.2 is wrong",
        "",
        f"1.2 is wrong. Answer to {MIN}, or {writer}.",
    )


def test_an_address_is_erased_from_requests_that_nothing_else_ties_to_its_reader(desk: Desk) -> None:
    desk.send()
    desk.poll(asks("Min <Min@Coast.example>"), asks("admin@coast.example"))
    assert [it.reader for it in desk.store.incoming.requests()] == [None, None]

    assert desk.readers.remove(MIN, NOON)

    first, second = sorted(desk.store.incoming.requests(), key=lambda it: it.writer)
    assert (first.writer, first.words) == (
        "",
        "1.2 is wrong. Answer to [removed], or Min <[removed]>.",
    )
    assert (second.writer, second.words) == (
        "admin@coast.example",
        "1.2 is wrong. Answer to [removed], or admin@coast.example.",
    )
    assert MIN not in told(desk.store).replace("admin@coast.example", "")


@pytest.mark.parametrize("status", ["5.1.1", "4.2.2", "5.7.1"])
def test_what_comes_back_after_a_removal_does_not_bring_the_address_back(desk: Desk, status: str) -> None:
    number = desk.send()
    desk.readers.remove(MIN, NOON)

    said = f"550 {status} <{MIN}>: refused, {MIN.upper()} alone"
    desk.poll(postfix(identity=message_id(number), status=status, said=said))

    assert f"550 {status} <[removed]>: refused, [removed] alone" in told(desk.store)
    assert MIN not in told(desk.store)
    assert desk.store.check() == ()


def test_what_a_removed_reader_answers_is_heard_without_the_address(desk: Desk) -> None:
    number = desk.send()
    desk.readers.remove(MIN, NOON)

    desk.poll(written("1.2 is wrong, says", MIN, answers=message_id(number)))

    (asked,) = desk.store.incoming.requests()
    assert (asked.reader, asked.writer, asked.words) == (1, "[removed]", "1.2 is wrong, says\n[removed]")
    assert MIN not in told(desk.store)
    assert desk.store.check() == ()
