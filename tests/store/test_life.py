"""Whatever is listed, kept, put off, cited, deleted and killed in whatever order: the store knows what it should."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from briefs.store import Answer, Failure, Search, StoredSource
from tests.examples import examples
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, kept, wanted
from tests.store.places import an_empty_place

NUMBERS = st.integers(0, 5)
EDITION = "2026-W21"


class Life(RuleBasedStateMachine):
    """A store beside what it should hold: states of items, and of each document what briefs may use of it."""

    database = "sqlite"

    @initialize()
    def begin(self) -> None:
        self.place = an_empty_place(self.database, Path(tempfile.mkdtemp()))
        self.store = self.place.open()
        self.today = NOON
        self.items: dict[int, str] = {}
        self.usable: dict[int, bytes] = {}
        self.cited: set[bytes] = set()

    @rule(numbers=st.lists(NUMBERS, max_size=4, unique=True))
    def list_items(self, numbers: list[int]) -> None:
        new = self.store.note_listing(SOURCE, FEED, Answer(), [*map(wanted, numbers)], self.today)

        assert new == sum(number not in self.items for number in numbers)
        for number in numbers:
            self.items.setdefault(number, "wanted")

    @rule(number=NUMBERS)
    def list_as_modified(self, number: int) -> None:
        """Each day's moment is later than all that was kept before."""
        self.today += DAY
        changed = wanted(number, f"{self.today:%Y-%m-%dT%H:%M}")
        new = self.store.note_listing(SOURCE, FEED, Answer(), [changed], self.today)

        assert new == (self.items.get(number) != "wanted")
        self.items[number] = "wanted"

    @rule(number=NUMBERS, version=st.integers(0, 2), problem=st.sampled_from([None, None, "a stub"]))
    def keep(self, number: int, version: int, problem: str | None) -> None:
        content = b"%d %d" % (number, version)
        one = kept(number, content=content, problem=problem, retrieved=self.today)
        self.store.keep([one], self.today)

        self.items[number] = "kept"
        if problem is None:
            self.usable[number] = content

    @rule(number=NUMBERS)
    def put_off(self, number: int) -> None:
        self.store.put_off(SOURCE, f"item {number}", Failure(message="answered 503", not_before=self.today))

    @rule(number=NUMBERS)
    def give_up(self, number: int) -> None:
        self.store.give_up(SOURCE, f"item {number}", "answered 404", self.today)

        if self.items.get(number) == "wanted":
            self.items[number] = "given up"

    @rule()
    def cite_all(self) -> None:
        sources = [source for source in self.store.latest() if isinstance(source, StoredSource)]
        assert self.store.cite(EDITION, [source.document for source in sources], self.today) == ()

        self.cited |= {source.content for source in sources}

    @rule()
    def prune(self) -> None:
        self.today += DAY
        self.store.prune(self.today)

        self.usable = {number: content for number, content in self.usable.items() if content in self.cited}

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = self.place.open(create=False)

    @invariant()
    def is_known(self) -> None:
        due = [item.guid for item in self.store.wanted(SOURCE, self.today, 99)]
        assert sorted(due) == sorted(
            f"item {number}" for number, state in self.items.items() if state == "wanted"
        )
        latest = {
            source.path: source.content for source in self.store.latest() if isinstance(source, StoredSource)
        }
        assert latest == {address(number): content for number, content in self.usable.items()}
        found = {entry.locator for entry in self.store.search(Search(query="ferry")) if entry.problem is None}
        assert found == set(latest)
        assert self.store.check() == ()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.place.folder)


class LifeOnPostgreSQL(Life):
    """The same in the other database."""

    database = "postgresql"


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=examples(4, deep=100), stateful_step_count=20)
TestLifeOnPostgreSQL = LifeOnPostgreSQL.TestCase
TestLifeOnPostgreSQL.settings = settings(max_examples=examples(2, deep=50), stateful_step_count=20)
