"""Readers are kept and known again; a refusal outlives the address, and nobody but the desk can tell whose it is."""

import datetime
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import insert, select

from briefs.errors import NotAllowed, StoreError
from briefs.model import EditionState, Marking, Put, Reader, Refusal, Secret
from briefs.store import Store
from briefs.store.database import NAME
from briefs.store.delivery_tables import bounce, delivery, received, request, shipment
from briefs.store.keying import key_of
from briefs.store.tables import metadata
from tests.store.contents import HOUR, NOON
from tests.store.lives import WEEK, lead
from tests.store.places import Place

SECRET = Secret(value="a secret of the desk that is long enough")
ADA = Reader(
    address="Ada@straße.example",
    ascii="Ada@xn--strae-oqa.example",
    name="Ada Lind",
    lists=("desk", "press"),
    clearance=Marking.AMBER_STRICT,
    language="ko",
    themes=("ferries", "ports"),
)
BO = Reader(address="bo@quay.example", ascii="bo@quay.example")


def reader(number: int) -> Reader:
    return Reader(address=f"r{number}@quay.example", ascii=f"r{number}@quay.example", lists=("desk",))


# ---- Putting in ------------------------------------------------------------------------------------------------------


def test_a_reader_comes_back_as_put_in(store: Store) -> None:
    readers = store.readers(SECRET)

    assert readers.put([ADA, BO], NOON) == (Put.ADDED, Put.ADDED)
    (one, ada), (two, bo) = readers.all()
    assert (ada, bo) == (ADA, BO)
    assert one < two
    assert readers.find(ADA.folded) == (one, ADA)
    assert readers.find("nobody@quay.example") is None


def test_a_reader_is_known_again_however_the_address_is_written(store: Store) -> None:
    readers = store.readers(SECRET)
    shouted = replace(ADA, address="ADA@STRASSE.example", ascii="ADA@XN--STRAE-OQA.EXAMPLE")

    said = readers.put([ADA, shouted, ADA, ADA], NOON)

    assert said == (Put.ADDED, Put.CHANGED, Put.CHANGED, Put.UNCHANGED)
    assert [each for _, each in readers.all()] == [ADA]


def test_what_is_to_be_kept_of_a_reader_stays_and_lists_are_added_to(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA], NOON)
    bare = replace(ADA, name="", lists=("weekly",), clearance=Marking.CLEAR, language="en", themes=())

    assert readers.put([bare, BO], NOON, kept=["name", "lists", "clearance"]) == (Put.CHANGED, Put.ADDED)
    assert [each for _, each in readers.all()] == [
        replace(ADA, lists=("desk", "press", "weekly"), language="en", themes=()),
        BO,
    ]
    assert readers.put([bare], NOON) == (Put.CHANGED,)
    assert [each for _, each in readers.all()] == [bare, BO]


def test_comparing_says_what_putting_would_and_changes_nothing(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA, reader(1)], NOON)
    readers.suppress(reader(2).folded, Refusal.BY_HAND, "", NOON, "desk")
    some = [ADA, replace(reader(1), name="One"), BO, reader(2)]

    said = readers.compare(some)

    assert said == (Put.UNCHANGED, Put.CHANGED, Put.ADDED, Put.REFUSED)
    assert [each for _, each in readers.all()] == [ADA, reader(1)]
    assert readers.put(some, NOON) == said


def test_many_readers_come_in_the_order_in_which_they_were_added(store: Store) -> None:
    readers = store.readers(SECRET)
    many = [reader(number) for number in range(1_203)]

    assert set(readers.put(many, NOON)) == {Put.ADDED}
    assert [each for _, each in readers.all()] == many


def test_a_list_has_those_who_are_on_it(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA, reader(1), BO], NOON)

    assert [each for _, each in readers.all("desk")] == [ADA, reader(1)]
    assert [each for _, each in readers.all("press")] == [ADA]
    assert [*readers.all("Desk' OR 1")] == []


def test_a_name_is_kept_as_it_is_whatever_it_looks_like(store: Store) -> None:
    readers = store.readers(SECRET)
    odd = replace(BO, name="{{ config }}'); DROP TABLE reader; --")

    readers.put([odd], NOON)

    assert [each for _, each in readers.all()] == [odd]


# ---- Refusals --------------------------------------------------------------------------------------------------------


def test_who_refuses_is_not_put_in_and_not_changed(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA], NOON)
    for each in (ADA, BO):
        assert readers.suppress(each.folded, Refusal.BY_HAND, "By phone.", NOON, "desk")

    assert readers.put([replace(ADA, name="Another"), BO], NOON) == (Put.REFUSED, Put.REFUSED)
    assert [each for _, each in readers.all()] == [ADA]


def test_the_first_word_of_a_refusal_stays(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA], NOON)
    (number, _) = next(readers.all())

    assert readers.suppress_reader(number, Refusal.COMPLAINED, "ARF", NOON, "mailbox")
    assert readers.suppress_reader(number, Refusal.UNSUBSCRIBED, "", NOON + HOUR, "reader")
    assert not readers.suppress(ADA.folded, Refusal.BY_HAND, "", NOON + HOUR, "desk")

    (kept,) = readers.suppressions()
    assert (kept.refusal, kept.because, kept.moment, kept.actor) == (
        Refusal.COMPLAINED,
        "ARF",
        NOON,
        "mailbox",
    )
    assert kept.address == ADA.address


def test_a_number_that_nobody_has_refuses_nothing(store: Store) -> None:
    readers = store.readers(SECRET)

    assert not readers.suppress_reader(77, Refusal.UNSUBSCRIBED, "", NOON, "reader")
    assert readers.suppressions() == ()


def test_a_refusal_that_is_lifted_is_over_and_it_stays_known_who_has_lifted_it(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA], NOON)
    readers.suppress(ADA.folded, Refusal.BOUNCED, "550", NOON, "mailbox")

    assert readers.unsuppress(ADA.folded, "A new server, she says.", NOON + HOUR, "bo")
    assert not readers.unsuppress(ADA.folded, "again", NOON + HOUR, "bo")
    assert readers.suppressions() == ()
    (over,) = readers.liftings()
    assert (over.address, over.refusal, over.refused) == (ADA.address, Refusal.BOUNCED, NOON)
    assert (over.because, over.moment, over.actor) == ("A new server, she says.", NOON + HOUR, "bo")


# ---- Taking out ------------------------------------------------------------------------------------------------------


def test_a_reader_who_is_removed_leaves_nothing_but_a_hash(place: Place) -> None:
    with place.open() as store:
        readers = store.readers(SECRET)
        readers.put([ADA, BO], NOON)
        _answered(store, next(readers.all())[0])
        readers.suppress(ADA.folded, Refusal.BY_HAND, f"asked by {ADA.address}", NOON, "desk")

        assert readers.remove(ADA.folded, NOON)
        assert not readers.remove(ADA.folded, NOON)
        assert [each for _, each in readers.all()] == [BO]
        assert [*readers.all("press")] == []
        assert readers.find(ADA.folded) is None
        assert [each.address for each in readers.suppressions()] == [""]
        assert store.check() == ()
    for table in metadata.sorted_tables:
        with place.raw() as connection:
            rows = connection.execute(str(select(table))).fetchall()
        told = repr(rows).casefold()
        assert "ada" not in told, table
        assert "ferries" not in told, table
    kept = b"" if place.url else (place.folder / NAME).read_bytes().lower()
    assert not [trace for trace in (b"xn--strae", "straße".encode(), b"ada lind") if trace in kept]


def test_what_was_answered_for_another_reader_stays(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA, BO], NOON)
    _answered(store, next(readers.all())[0])

    readers.remove(BO.folded, NOON)

    with store._database.reading() as connection:  # noqa: SLF001 - no other room tells it
        said = connection.scalar(select(delivery.c.reply))
    assert said == f"550 <{ADA.ascii.upper()}>, {ADA.address}"


def test_a_refusal_holds_when_its_address_was_erased_and_comes_back(store: Store) -> None:
    readers = store.readers(SECRET)
    readers.put([ADA], NOON)
    (number, _) = next(readers.all())
    readers.remove(ADA.folded, NOON)
    assert readers.suppress_reader(number, Refusal.UNSUBSCRIBED, "", NOON, "reader")

    assert readers.put([ADA], NOON) == (Put.REFUSED,)
    assert readers.unsuppress(ADA.folded, "By letter.", NOON, "desk")
    assert readers.put([ADA], NOON) == (Put.ADDED,)
    assert [*readers.all()] == [(number, ADA)]


def _answered(store: Store, number: int) -> None:
    """Nothing; afterwards servers and the reader have said the address wherever it can be said."""
    lead(store.ledger, EditionState.PUBLISHED)
    at, edition = "2026-05-18T12:00:00Z", {"edition": WEEK, "revision": 0, "kind": "edition"}
    said = f"550 <{ADA.ascii.upper()}>, {ADA.address}"
    rows = {
        shipment: edition | {"lists": '["desk"]', "marking": 0, "planned": at, "because": ""},
        delivery: edition
        | {
            "id": 1,
            "reader": number,
            "state": "bounced",
            "tries": 1,
            "attempted": at,
            "taken": at,
            "changed": at,
            "server": "mail.quay.example",
            "reply": said,
        },
        received: {"digest": "ab" * 32, "kind": "bounce", "moment": at, "delivery": 1, "note": said},
        bounce: {
            "digest": "ab" * 32,
            "delivery": 1,
            "class": "hard",
            "status": "5.1.1",
            "diagnosis": said,
            "moment": at,
        },
        request: {
            "id": 1,
            "digest": "ab" * 32,
            "edition": WEEK,
            "revision": 0,
            "statement": "1.1",
            "reader": number,
            "writer": ADA.ascii,
            "words": said,
            "received": at,
            "actor": "",
            "answer": "",
        },
    }
    with store._database.writing() as connection:  # noqa: SLF001 - what comes back is another room's
        for table, values in rows.items():
            connection.execute(insert(table), values)


# ---- The secret ------------------------------------------------------------------------------------------------------


def test_a_hash_tells_nothing_to_whoever_has_not_the_secret(store: Store) -> None:
    store.readers(SECRET).put([ADA], NOON)
    other = Secret(value="another secret that is long enough too")

    with store._database.reading() as connection:  # noqa: SLF001 - as above
        key = connection.exec_driver_sql("SELECT key FROM reader").scalar_one()
    assert key == key_of(SECRET, ADA.folded)
    assert key != key_of(other, ADA.folded)
    assert key != sha256(f"address\0{ADA.folded}".encode()).hexdigest()


def test_another_secret_is_refused_from_the_first_address_on(store: Store) -> None:
    other = Secret(value="another secret that is long enough too")
    early = store.readers(other)
    store.readers(SECRET).put([ADA], NOON)

    with pytest.raises(NotAllowed, match=r"put back the file secret\.key"):
        store.readers(other)
    with pytest.raises(NotAllowed, match="known by another secret"):
        early.put([BO], NOON)
    with pytest.raises(NotAllowed, match="known by another secret"):
        early.suppress(BO.folded, Refusal.BY_HAND, "", NOON, "desk")
    assert [each for _, each in store.readers(SECRET).all()] == [ADA]


def test_a_store_whose_secret_is_lost_goes_on_with_another_and_keeps_the_refusals_of_readers(
    store: Store,
) -> None:
    readers, other = store.readers(SECRET), Secret(value="another secret that is long enough too")
    many = [reader(number) for number in range(501)]
    readers.put([ADA, BO, *many], NOON)
    readers.suppress(BO.folded, Refusal.UNSUBSCRIBED, "", NOON, "reader")
    readers.suppress(ADA.folded, Refusal.BOUNCED, "", NOON, "mailbox")
    readers.unsuppress(ADA.folded, "Her letter", NOON, "desk")

    assert store.rekey(other, 0) == 0

    assert [each for _, each in store.readers(other).all()] == [ADA, BO, *many]
    assert [each.address for each in store.readers(other).suppressions()] == [BO.address]
    assert [each.address for each in store.readers(other).liftings()] == [ADA.address]
    assert store.readers(other).put([BO, ADA, many[-1]], NOON) == (Put.REFUSED, Put.UNCHANGED, Put.UNCHANGED)
    with pytest.raises(NotAllowed, match="known by another secret"):
        store.readers(SECRET)
    with pytest.raises(NotAllowed, match="by this very secret"):
        store.rekey(other, 0)


def test_refusals_of_erased_addresses_are_given_up_with_a_secret_only_where_that_is_said(
    store: Store,
) -> None:
    readers, other = store.readers(SECRET), Secret(value="another secret that is long enough too")
    readers.put([ADA], NOON)
    readers.suppress(ADA.folded, Refusal.UNSUBSCRIBED, "", NOON, "reader")
    readers.remove(ADA.folded, NOON)

    with pytest.raises(NotAllowed, match="1 refusal of an erased address would be lost"):
        store.rekey(other, 0)
    assert readers.put([ADA], NOON) == (Put.REFUSED,)
    assert store.rekey(other, 1) == 1
    assert store.readers(other).put([ADA], NOON) == (Put.ADDED,)


def test_no_error_shows_the_secret(store: Store) -> None:
    store.readers(SECRET).put([ADA], NOON)
    other = Secret(value="another secret that is long enough too")

    with pytest.raises(NotAllowed) as refused:
        store.readers(other)

    assert other.value not in f"{refused.value!r} {refused.traceback} {other!r}"


def test_what_was_never_written_is_told_as_damage(place: Place) -> None:
    with place.open() as store:
        store.readers(SECRET).put([ADA], NOON)
        store.readers(SECRET).suppress(BO.folded, Refusal.BY_HAND, "", NOON, "desk")
    place.change("UPDATE suppression SET moment = 'soon'")

    with place.open() as store, pytest.raises(StoreError, match="holds no moment: 'soon'"):
        store.readers(SECRET).suppressions()


def test_the_check_of_a_store_finds_what_nobody_has_written_of_readers(place: Place) -> None:
    with place.open() as store:
        readers = store.readers(SECRET)
        readers.put([ADA, reader(1)], NOON)
        for each in (BO, ADA):
            readers.suppress(each.folded, Refusal.BY_HAND, "", NOON, "desk")
        readers.unsuppress(ADA.folded, "", NOON, "desk")
        assert store.check() == ()
    place.change(
        "UPDATE reader SET removed = added WHERE name = 'Ada Lind'",
        "UPDATE reader SET wire = '' WHERE name = ''",
        "UPDATE suppression SET moment = 'soon'",
        "UPDATE lifted SET refused = 'soon'",
    )

    with place.open() as store:
        found = sorted((damage.place.split()[0], damage.message) for damage in store.check())
    assert found == [
        ("lifted", "holds no moment: 'soon'"),
        ("reader", "has no address"),
        ("reader", "was removed, but is still told of"),
        ("suppression", "holds no moment: 'soon'"),
    ]


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        store.readers(SECRET).put([ADA], datetime.datetime(2026, 5, 18))  # noqa: DTZ001 - what is refused
    assert [*store.readers(SECRET).all()] == []
