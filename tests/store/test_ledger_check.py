"""The check of a store looks at the tables of its ledger too; its files, whatever they are for, count as used."""

import pytest

from briefs.model import EditionState
from briefs.store import Store
from tests.store.contents import NOON
from tests.store.lives import WEEK, lead, live, seal, tamper

DAMAGES = (
    ("UPDATE edition SET slot = 'noon' WHERE revision = 1", "edition 2026-W21 1: holds no moment: 'noon'"),
    ("UPDATE edition SET since = '' WHERE edition = '2026-W22'", "edition 2026-W22 0: holds no moment: ''"),
    ("UPDATE log SET moment = '2026-05-18' WHERE number = 2", "log 2: holds a moment without a zone"),
    ("UPDATE approval SET moment = 'noon' WHERE actor = 'Bo Ek'", "approval 2026-W21 0 "),
    ("UPDATE telling SET noted = 'noon'", "telling 2026-W21 0 correction 1: holds no moment"),
    ("UPDATE edit SET edition = '2026-W30'", "edit 2026-W30 0 0: refers to what is not in edition"),
    (
        "UPDATE edition SET snapshot = '00' WHERE revision = 1",
        "edition 2026-W21 1: refers to what is not in content",
    ),
    ("UPDATE edition SET moved = 90 WHERE revision = 1", "edition 2026-W21 1: refers to what is not in log"),
    ("DELETE FROM loose", "is kept, but nothing refers to it"),
)
ODD = (
    ("UPDATE edition SET state = 'odd' WHERE revision = 1", "edition 2026-W21 1: is in no known state: odd"),
    ("UPDATE log SET state = 'odd' WHERE number = 2", "log 2: is in no known state: odd"),
    ("UPDATE edit SET kind = 'odd'", "edit 2026-W21 0 0: is in no known kind: odd"),
    ("UPDATE telling SET kind = 'odd'", "telling 2026-W21 0 odd 1: is in no known kind: odd"),
)


def test_each_damage_of_the_ledger_is_told_with_its_place(store: Store) -> None:
    live(store.ledger)
    assert store.check() == ()

    _expect(store, DAMAGES)


def test_what_only_a_file_can_hold_is_told(store: Store, database: str) -> None:
    if database != "sqlite":
        pytest.skip("PostgreSQL refuses these values whoever writes them")
    live(store.ledger)

    _expect(store, ODD)


def test_what_was_kept_for_an_edition_and_never_named_is_no_damage(store: Store) -> None:
    record = lead(store.ledger, EditionState.BUILDING)
    store.ledger.keep_contents([b"kept, and then the process was killed"])
    seal(store.ledger, record)
    seal(store.ledger, record, {"brief.pdf": b"made again"})

    assert store.check() == ()
    store.ledger.move(WEEK, 0, EditionState.WITHDRAWN, NOON, "Ada Lind")
    store.prune(NOON)
    assert store.check() == ()


def _expect(store: Store, damages: tuple[tuple[str, str], ...]) -> None:
    for statement, found in damages:
        tamper(store, statement)
        told = [f"{damage.place}: {damage.message}" for damage in store.check()]
        assert [line for line in told if found in line], (statement, told)
