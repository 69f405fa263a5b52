"""What is PostgreSQL's own: how it is reached, what it refuses, and that no password is ever shown."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.errors import BriefsError, ConfigurationError, MissingRequirement, StoreBusy, StoreError
from briefs.store import Answer, Search, Store, StoredSource, Wanted, open_store
from tests.examples import examples
from tests.store import postgres
from tests.store.contents import DAY, FEED, NOON, SOURCE, kept, wanted
from tests.store.places import Place, an_empty_place

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server() -> postgres.Server:
    """The server of the tests."""
    found = postgres.server()
    if found is None:
        pytest.skip("needs PostgreSQL's programs: apt-get install postgresql")
    return found


@pytest.fixture
def place(server: postgres.Server, tmp_path: Path) -> Place:
    """A new database."""
    return Place(folder=tmp_path / "store", url=server.url(server.new()))


def _refusal(folder: Path, url: str) -> BriefsError:
    with pytest.raises(BriefsError) as told:
        open_store(folder, create=True, url=url, patience=1).close()
    return told.value


# ---- Reaching it -----------------------------------------------------------------------------------------------------


def test_a_password_in_the_address_is_used_and_never_shown(server: postgres.Server, tmp_path: Path) -> None:
    quoted = postgres.PASSWORD.replace(":", "%3A").replace("@", "%40").replace("/", "%2F")
    url = server.by_network(server.new(), quoted)

    with open_store(tmp_path, create=True, url=url) as store:
        store.keep([kept(1)], NOON)
        told = [store.doubt(), repr(store), str(store._database.place), *store.remarks()]  # noqa: SLF001

    told += [path.read_text("utf-8") for path in tmp_path.iterdir()]
    assert not [line for line in told if line and ("pass:word" in line or quoted in line)]


def test_a_password_of_the_environment_or_a_file_is_used(
    server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.by_network(server.new())
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "missing"))
    assert "PGPASSWORD_FILE" in str(_refusal(tmp_path, url))

    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    open_store(tmp_path, create=True, url=url).close()

    monkeypatch.delenv("PGPASSWORD")
    escaped = postgres.PASSWORD.replace(":", "\\:")
    (tmp_path / "pgpass").write_text(f"127.0.0.1:*:*:{postgres.USER}:{escaped}\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    open_store(tmp_path, create=True, url=url).close()


UNANSWERED = {"Connection refused", "No such file or directory", "nowhere.invalid"}


@pytest.mark.parametrize(
    ("url", "error", "reason"),
    [
        ("postgresql://desk:hush@127.0.0.1:{port}/postgres", StoreError, "password authentication failed"),
        ("postgresql://desk:hush@127.0.0.1:1/postgres", StoreError, "Connection refused"),
        ("postgresql://desk:hush@/nowhere?host={folder}&port={port}", StoreError, '"nowhere" does not exist'),
        (
            "postgresql://stranger:hush@/postgres?host={folder}&port={port}",
            StoreError,
            '"stranger" does not exist',
        ),
        ("postgresql://desk:hush@/postgres?host=/nowhere", StoreError, "No such file or directory"),
        ("postgresql://desk:hush@nowhere.invalid/postgres", StoreError, "nowhere.invalid"),
        ("postgresql://desk:hush@127.0.0.1:{port}/postgres?colour=red", StoreError, "colour"),
        ("postgresql://desk:hush@127.0.0.1:port/postgres", ConfigurationError, "is no address of a database"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_line_without_the_password(
    server: postgres.Server, tmp_path: Path, url: str, error: type[BriefsError], reason: str
) -> None:
    told = _refusal(tmp_path, url.format(port=server.port, folder=server.folder))

    assert isinstance(told, error)
    assert reason in str(told)
    assert "hush" not in str(told)
    assert "\n" not in str(told)
    assert ("no server answers" in str(told)) == (reason in UNANSWERED)
    assert error is ConfigurationError or "briefs.toml" in str(told)


WITHOUT = """
import sys
sys.modules["psycopg"] = None
from pathlib import Path
from briefs.errors import MissingRequirement
from briefs.store import open_store
try:
    open_store(Path(sys.argv[1]), create=True, url="postgresql://desk@localhost/desk")
except MissingRequirement as error:
    print(error)
"""


def test_without_the_driver_it_is_told_how_to_install_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert 'pip install "briefs[postgres]"' in done.stdout
    assert MissingRequirement.exit_code == 69


LIGHT = """
import sys
from pathlib import Path
from briefs.store import open_store
open_store(Path(sys.argv[1]), create=True).close()
print(*sorted(name for name in sys.modules if "psycopg" in name or "dialects.postgresql" in name))
"""


def test_whoever_keeps_a_file_loads_nothing_of_postgresql(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIGHT, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "\n"


# ---- What it refuses -------------------------------------------------------------------------------------------------


def test_a_database_in_another_encoding_is_refused(server: postgres.Server, tmp_path: Path) -> None:
    name = server.new("ENCODING 'LATIN1' TEMPLATE template0")

    assert "is kept in LATIN1" in str(_refusal(tmp_path, server.url(name)))


def test_a_user_who_may_not_make_tables_is_told_what_to_ask_for(
    server: postgres.Server, tmp_path: Path
) -> None:
    name = server.new()
    with contextlib.suppress(Exception):
        server.run("CREATE ROLE visitor LOGIN")

    told = _refusal(tmp_path, server.url(name, user="visitor"))

    assert "ALTER DATABASE … OWNER TO" in str(told)


def test_a_database_that_takes_no_changes_is_read_and_says_so(place: Place, server: postgres.Server) -> None:
    with place.open() as store:
        store.keep([kept(1)], NOON)
    name = str(place.url).partition("@/")[2].partition("?")[0]
    server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with place.open(create=False) as store:
        assert len(store.search(Search())) == 1
        with pytest.raises(StoreError, match="is read-only, like a standby"):
            store.keep([kept(2)], NOON)


def test_a_schema_of_its_own_is_a_store_of_its_own(place: Place, server: postgres.Server) -> None:
    name = str(place.url).partition("@/")[2].partition("?")[0]
    server.run("CREATE SCHEMA second", name)
    other = Place(folder=place.folder.with_name("other"), url=f"{place.url}&options=-csearch_path%3Dsecond")
    with place.open() as store, other.open() as stranger:
        store.keep([kept(1)], NOON)
        assert stranger.search(Search()) == ()
        with store._database.writing():  # noqa: SLF001 - two stores do not wait for one another
            stranger.keep([kept(2)], NOON)
        assert len(stranger.search(Search())) == 1


def test_a_connection_that_was_lost_is_made_again(place: Place, server: postgres.Server) -> None:
    with place.open() as store:
        store.keep([kept(1)], NOON)
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

        store.keep([kept(2)], NOON)

        assert len(store.search(Search())) == 2


def test_a_connection_that_is_lost_in_a_transaction_loses_it_whole(
    place: Place, server: postgres.Server
) -> None:
    def cut_off(store: Store) -> None:
        with store._database.writing() as connection:  # noqa: SLF001 - to stand in the middle of it
            connection.exec_driver_sql("DELETE FROM schema_version")
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
            connection.exec_driver_sql("SELECT 1")

    with place.open() as store:
        with pytest.raises(StoreBusy, match="try again later"):
            cut_off(store)
        store.keep([kept(1)], NOON)
        assert store.check() == ()


def test_a_server_with_no_connection_free_says_so(place: Place, server: postgres.Server) -> None:
    place.open().close()
    name = str(place.url).partition("@/")[2].partition("?")[0]
    server.run("DROP ROLE IF EXISTS narrow")
    server.run("CREATE ROLE narrow LOGIN CONNECTION LIMIT 0")
    told = _refusal(place.folder, server.url(name, user="narrow"))
    server.run("DROP ROLE narrow")

    assert "too many connections" in str(told)
    assert isinstance(told, StoreBusy)


def test_a_commit_waits_for_the_disk_whatever_the_server_is_told(
    place: Place, server: postgres.Server
) -> None:
    name = str(place.url).partition("@/")[2].partition("?")[0]
    server.run(f"ALTER DATABASE {name} SET synchronous_commit = off")

    with place.open() as store:
        with store._database.writing() as connection:  # noqa: SLF001 - nothing else tells
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        # The server of the tests keeps nothing safe, and this is said.
        assert [remark.split(": ")[1] for remark in store.remarks()] == [
            "fsync is off",
            "full_page_writes is off",
        ]


# ---- What feeds put into it ------------------------------------------------------------------------------------------


def test_what_a_feed_says_may_be_as_long_as_it_likes(store: Store) -> None:
    """A row of an index is short; guids and addresses are not."""
    long = "".join(f"{number:x}" for number in range(4000))
    listed = [Wanted(guid=f"{long}{end}", address=f"https://gazette.example/{long}{end}") for end in "ab"]

    assert store.note_listing(SOURCE, FEED, Answer(), listed, NOON) == 2
    assert store.note_listing(SOURCE, FEED, Answer(), listed, NOON) == 0
    assert store.wanted(SOURCE, NOON, 9) == tuple(listed)
    one = kept(1, guid=listed[0].guid, locator=listed[0].address, text=f"{long} ferry")
    assert store.keep([one], NOON) == (True,)
    assert store.keep([one], NOON + DAY) == (False,)
    assert store.wanted(SOURCE, NOON, 9) == (listed[1],)
    assert [entry.locator for entry in store.search(Search(query=long))] == [listed[0].address]
    assert store.check() == ()


def test_signs_that_no_database_takes_are_kept_as_their_escapes(store: Store) -> None:
    odd = "a\0b\ud800"
    store.note_listing(SOURCE, FEED, Answer(etag=odd), [Wanted(guid=odd, address=odd)], NOON)
    store.note_listing(odd, odd, Answer(), [wanted(1)], NOON)
    store.keep([kept(1, title=odd, text=f"ferry {odd}", media_type=odd)], NOON)

    assert store.follow(SOURCE, FEED).etag == r"a\x00b\ud800"
    assert [item.guid for item in store.wanted(SOURCE, NOON, 9)] == [r"a\x00b\ud800"]
    assert store.note_listing(SOURCE, FEED, Answer(), [Wanted(guid=odd, address=odd)], NOON) == 0
    assert [entry.title for entry in store.search(Search(query="ferry"))] == [r"a\x00b\ud800"]
    assert store.check() == ()


def test_texts_are_in_one_order_on_both(store: Store) -> None:
    """By code point, whatever the language of the server."""
    names = ["Zeitung", "apfel", "Äpfel", "a b", "a-b", "ab", "한국", "日本", "_", "~"]
    store.keep([kept(0, locator=name, guid=None) for name in names], NOON)

    paths = [source.path for source in store.latest() if isinstance(source, StoredSource)]

    assert paths == sorted(names)


# ---- Finding alike ---------------------------------------------------------------------------------------------------

_SAID = """
ferry ferries Ferry harbour harbours timetable timetables café cafe the and of lighthouse visited visiting happy
happiness relational generalizations 20th G20 정상회담 부산에서 首脳会談 灯台 灯 state-of-the-art U.S. Äpfel naïve
résumé running runs ran running. pier: harbour. don't
"""
WORDS = st.sampled_from(_SAID.split())
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=6)
QUERIES = st.lists(
    st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
    | st.lists(WORDS, min_size=2, max_size=3).map('"{0}"'.format),
    min_size=1,
    max_size=3,
).map(" ".join)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Place]:
    """A place in each database."""
    if postgres.server() is None:
        pytest.skip("needs PostgreSQL's programs: apt-get install postgresql")
    return (
        Place(folder=tmp_path_factory.mktemp("one")),
        an_empty_place("postgresql", tmp_path_factory.mktemp("two")),
    )


@settings(max_examples=examples(8, deep=1000), suppress_health_check=[HealthCheck.too_slow])
@given(texts=TEXTS, queries=st.lists(QUERIES, min_size=1, max_size=6))
def test_both_find_the_same_in_the_same_order_with_the_same_excerpts(
    pair: tuple[Place, Place], texts: list[str], queries: list[str]
) -> None:
    found = []
    for each in pair:
        with each.open() as store:
            store.prune(NOON + 400 * DAY)
            titles = [text.partition(" ")[0] for text in texts]
            store.keep(
                [
                    kept(number, title=title, text=text, content=f"{number} {text}".encode())
                    for number, (title, text) in enumerate(zip(titles, texts, strict=True))
                ],
                NOON,
            )
            found.append(
                [
                    [(entry.locator, entry.excerpt) for entry in store.search(Search(query=query))]
                    for query in queries
                ]
            )

    assert found[0] == found[1]


# ---- The server of the tests -----------------------------------------------------------------------------------------

ORPHAN = """
import os, signal
from tests.store import postgres
print(postgres.server().folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_server_of_the_tests_ends_with_the_tests_however_they_end(server: postgres.Server) -> None:
    assert server.folder.exists()
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN], cwd=ROOT, capture_output=True, text=True, check=False
    )
    folder = Path(done.stdout.strip())
    assert folder.name.startswith("briefs-postgres-")

    for _ in range(300):
        if not folder.exists():
            break
        time.sleep(0.1)

    assert not folder.exists()
    assert os.path.lexists(server.folder)
