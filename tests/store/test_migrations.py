"""Every schema that was ever released is brought up to date, and the tables that the code knows are those it gets."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Text, create_engine, inspect, make_url

from briefs.errors import StoreError
from briefs.store import Answer, Search, StoredSource, index, migrations, open_store
from briefs.store.database import NAME
from briefs.store.tables import metadata
from tests.store.contents import FEED, NOON, SOURCE, address, kept, wanted
from tests.store.places import Place, a_place

DUMPS = sorted(Path(__file__).parent.glob("schema_*.sql"))


def test_the_tables_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    engine = create_engine(f"sqlite:///{tmp_path / NAME}")
    found = inspect(engine)

    for table in metadata.sorted_tables:
        columns = {column["name"]: column for column in found.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert str(columns[column.name]["type"]) == str(column.type.compile(engine.dialect)), column
            assert columns[column.name]["nullable"] == column.nullable, column
        key = found.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key]
        references = {tuple(each["constrained_columns"]) for each in found.get_foreign_keys(table.name)}
        assert references == {tuple(key.column_keys) for key in table.foreign_key_constraints}
    engine.dispose()


def test_every_released_schema_has_a_dump() -> None:
    assert [int(path.stem.removeprefix("schema_")) for path in DUMPS] == [*range(1, migrations.VERSION + 1)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_store_of_an_older_schema_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, dump: Path
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.executescript(dump.read_text("utf-8"))

    with open_store(tmp_path, create=False) as store:
        assert store.check() == ()
        assert store.follow("Harbour Gazette", FEED).etag == 'W/"12"'
        assert [item.guid for item in store.wanted(SOURCE, NOON, 9)] == ["item 2"]
        (source,) = [each for each in store.latest() if isinstance(each, StoredSource)]
        assert (source.path, source.content) == (address(1), b"<p>The ferry left at noon.</p>")
        assert [entry.locator for entry in store.search(Search(query="여객선"))] == [address(1)]
        assert store.prune(NOON.replace(year=2027)).documents == 0
        store.note_listing(SOURCE, FEED, Answer(), [wanted(9)], NOON)
        store.keep([kept(9)], NOON)
        assert store.check() == ()


def test_a_dump_has_the_schema_that_its_version_made(tmp_path: Path) -> None:
    """Also the last one, so that a released step that is changed is noticed."""
    with contextlib.closing(sqlite3.connect(tmp_path / "dump")) as database:
        database.executescript(DUMPS[-1].read_text("utf-8"))
        dumped = _schema(database)
    open_store(tmp_path, create=True).close()
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert _schema(database) == dumped


def test_a_migration_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path / "new", create=True).close()
    broken = {"sqlite": ("CREATE TABLE half (a TEXT)", "CREATE TABLE half (a TEXT)")}
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    monkeypatch.setattr("briefs.store.sqlite.VERSION", migrations.VERSION + 1)

    for folder in (tmp_path / "new", tmp_path / "first"):
        with pytest.raises(StoreError, match="half already exists"):
            open_store(folder, create=True)

    monkeypatch.undo()
    for folder in (tmp_path / "new", tmp_path / "first"):
        with open_store(folder, create=False) as store:
            assert store.check() == ()


def _schema(database: sqlite3.Connection) -> set[str]:
    rows = database.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {" ".join(sql.split()) for (sql,) in rows}


# ---- On PostgreSQL ---------------------------------------------------------------------------------------------------

_DUMPED = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY rowid"


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_database_of_an_older_schema_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _older(dump, tmp_path, monkeypatch)

    with place.open(create=False) as store:
        assert store.check() == ()
        assert store.ledger.audit() == ()
        assert store.follow("Harbour Gazette", FEED).etag == 'W/"12"'
        assert [item.guid for item in store.wanted(SOURCE, NOON, 9)] == ["item 2"]
        (source,) = [each for each in store.latest() if isinstance(each, StoredSource)]
        assert (source.path, source.content) == (address(1), b"<p>The ferry left at noon.</p>")
        assert [entry.locator for entry in store.search(Search(query="여객선"))] == [address(1)]
        assert store.prune(NOON.replace(year=2027)).documents == 0
        store.note_listing(SOURCE, FEED, Answer(), [wanted(9)], NOON)
        store.keep([kept(9)], NOON)
        assert store.check() == ()


def _older(dump: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A database of the schema of a dump, which holds what the dump does."""
    place = a_place("postgresql", folder)
    version = int(dump.stem.removeprefix("schema_"))
    with monkeypatch.context() as then:
        then.setattr(migrations, "STEPS", migrations.STEPS[:version])
        then.setattr("briefs.store.postgres.VERSION", version)
        then.setattr("briefs.store.instance.begin", lambda *_: None)  # it came with the second schema
        place.open().close()
    with contextlib.closing(sqlite3.connect(":memory:")) as dumped:
        dumped.executescript(dump.read_text("utf-8"))
        _copy(dumped, place)
    return place


def _copy(dumped: sqlite3.Connection, place: Place) -> None:
    with place.raw() as database:
        database.execute("SET session_replication_role = replica")
        for (table,) in dumped.execute(_DUMPED).fetchall():
            for row in dumped.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names of the dump
                values = ", ".join(["%s"] * len(row))
                database.execute(f"INSERT INTO {table} VALUES ({values})", row)  # noqa: S608 - as above
        for table in ("item", "document"):
            database.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 99)")
    engine = create_engine(make_url(str(place.url)).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        for row in dumped.execute("SELECT rowid, title, text FROM search"):
            index.add(connection, *row)
    engine.dispose()


def test_the_tables_in_postgresql_are_those_too(tmp_path: Path) -> None:
    place = a_place("postgresql", tmp_path)
    place.open().close()
    engine = create_engine(make_url(str(place.url)).set(drivername="postgresql+psycopg"))
    found = inspect(engine)

    for table in metadata.sorted_tables:
        columns = {column["name"]: column for column in found.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, column
            kind = columns[column.name]["type"]
            assert isinstance(kind, Text) == isinstance(column.type, Text), column
            assert not isinstance(kind, Text) or kind.collation == "C", column
        key = found.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key]
        references = {tuple(each["constrained_columns"]) for each in found.get_foreign_keys(table.name)}
        assert references == {tuple(key.column_keys) for key in table.foreign_key_constraints}
    engine.dispose()


def test_a_migration_of_a_database_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, new = a_place("postgresql", tmp_path / "made"), a_place("postgresql", tmp_path / "new")
    place.open().close()
    broken = {"postgresql": ("CREATE TABLE half (a TEXT)", "CREATE TABLE half (a TEXT)")}
    with monkeypatch.context() as then:
        then.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
        then.setattr("briefs.store.postgres.VERSION", migrations.VERSION + 1)
        for each in (place, new):
            with pytest.raises(StoreError, match='"half" already exists'):
                each.open()

    for each in (place, new):
        with each.open() as store:
            assert store.check() == ()
