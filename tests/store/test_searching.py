"""A reader finds what is kept by the words they remember; nothing they type breaks the search."""

import datetime
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import DocumentId
from briefs.store import Search, Store
from briefs.store.bigrams import marks
from briefs.store.fulltext import expression
from briefs.store.queries import terms_of
from tests.store.contents import DAY, HOUR, NOON, SOURCE, address, kept
from tests.store.places import DATABASES, a_place

TEXTS = {
    "visit": "The mayors visited the lighthouse and agreed on a ferry timetable.",
    "cafe": "A café near the pier was closed; state-of-the-art ovens stay.",
    "korean": "한일 정상회담은 부산에서 열렸다. G20정상회의 준비도 논의됐다.",
    "japanese": "港の灯台で首脳会談が行われ、フェリーの時刻表に合意した。",
    "chinese": "两国市长参观了灯塔，并就渡轮时刻表达成一致。",
    "titled": "Nothing else is said here.",
    "quotes": 'He said "never AND always" - and left NEAR the pier.',
}


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with one document for each text."""
    store.keep(
        [
            kept(0, locator=name, guid=None, content=name.encode(), title=None, text=text)
            for name, text in TEXTS.items()
            if name != "titled"
        ],
        NOON,
    )
    title = "Lighthouse lit — 등대 점등"
    store.keep([kept(0, locator="titled", guid=None, title=title, text=TEXTS["titled"])], NOON)
    return store


def _found(store: Store, query: str) -> list[str]:
    return [entry.locator for entry in store.search(Search(query=query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("visit", ["visit"]),
        ("TIMETABLES ferry", ["visit"]),
        ("timetable lighthouse visiting", ["visit"]),
        ("timetable absent", []),
        ("cafe", ["cafe"]),
        ("state-of-the-art", ["cafe"]),
        ('"ferry timetable"', ["visit"]),
        ('"timetable ferry"', []),
        ("“ferry timetable”", ["visit"]),
        ("정상회담", ["korean"]),
        ("정상", ["korean"]),
        ("회의", ["korean"]),
        ("G20", ["korean"]),
        ("G20정상회의", ["korean"]),
        ('"한일 정상회담"', ["korean"]),
        ("담정상", []),
        ("일", ["korean"]),
        ("首脳会談", ["japanese"]),
        ("フェリー 合意", ["japanese"]),
        ("灯台", ["japanese"]),
        ("灯塔", ["chinese"]),
        ("灯", ["chinese", "japanese"]),
        ("등대", ["titled"]),
        ("pier AND", ["quotes"]),
        ("near pier", ["cafe", "quotes"]),
        ('"never AND always"', ["quotes"]),
        ("-pier", ["cafe", "quotes"]),
        ("pier*", ["cafe", "quotes"]),
        ("title:pier", []),
    ],
)
def test_documents_are_found_by_their_words(filled: Store, query: str, found: list[str]) -> None:
    assert sorted(_found(filled, query)) == found


def test_a_decomposed_spelling_finds_the_composed_one(filled: Store) -> None:
    assert _found(filled, unicodedata.normalize("NFD", "정상회담")) == ["korean"]


@pytest.mark.parametrize("query", ["***", '"', '""', "- -", "()", "\0", "^", '" - "'])
def test_a_query_without_a_word_finds_nothing(filled: Store, query: str) -> None:
    assert _found(filled, query) == []


@given(query=st.text() | st.text(alphabet='ab "*-^():+{}NEARORTÀ한日\0\ud800', max_size=30))
def test_nothing_a_user_types_breaks_the_search(query: str, shared_store: Store) -> None:
    shared_store.search(Search(query=query))


@pytest.fixture(scope="module", params=DATABASES)
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples of a law; they only read."""
    with a_place(request.param, tmp_path_factory.mktemp("search")).open() as store:
        store.keep([kept(1, text=" ".join(TEXTS.values()))], NOON)
        yield store


def test_a_query_of_a_thousand_words_is_cut(filled: Store) -> None:
    assert sorted(_found(filled, "pier " * 10_000)) == ["cafe", "quotes"]


def test_marks_are_made_in_linear_time() -> None:
    assert marks("a" * 3_000_000) == ""
    assert len(marks("한" + "a" * 1_000_000 + "국" * 300_000)) > 1_000_000


def test_a_word_in_a_title_comes_first(filled: Store) -> None:
    assert _found(filled, "lighthouse") == ["titled", "visit"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("timetables", "ferry timetable"),
        ("首脳会談", "首脳会談が行われ"),
        ("G20정상회의", "G20정상회의 준비도"),
    ],
)
def test_an_entry_shows_where_it_matches(filled: Store, query: str, shown: str) -> None:
    (entry,) = filled.search(Search(query=query))

    assert shown in entry.excerpt


def test_an_excerpt_of_a_long_text_without_spaces_is_short(store: Store) -> None:
    store.keep([kept(1, text="港" * 5000 + "灯台で会談" + "港" * 5000)], NOON)

    (entry,) = store.search(Search(query="灯台"))

    assert "灯台で会談" in entry.excerpt
    assert len(entry.excerpt) < 150
    assert entry.excerpt[0] == entry.excerpt[-1] == "…"


def test_without_a_query_the_newest_come_first(store: Store) -> None:
    store.keep([kept(number, retrieved=NOON + number * HOUR) for number in (2, 3, 1)], NOON)

    assert [entry.locator for entry in store.search(Search(limit=2))] == [address(3), address(2)]


@pytest.mark.parametrize("query", ["", "ferry"])
def test_what_is_kept_out_comes_last(store: Store, query: str) -> None:
    stub = kept(1, retrieved=NOON + HOUR, title="Ferry ferry", text="Ferry", problem="a stub")
    store.keep([stub, kept(2, retrieved=NOON), kept(3, retrieved=NOON - HOUR)], NOON)

    found = [entry.locator for entry in store.search(Search(query=query))]

    assert found == [address(2), address(3), address(1)]
    assert [entry.problem for entry in store.search(Search(query=query, limit=2))] == [None, None]


def test_what_is_kept_out_is_listed_with_its_reason_and_old_versions_are_not(store: Store) -> None:
    store.keep([kept(1, content=b"old")], NOON)
    store.keep([kept(1), kept(2, problem="only navigation", text=None)], NOON)

    entries = store.search(Search(query="ferry"))

    assert sorted((entry.locator, entry.problem) for entry in entries) == [
        (address(1), None),
        (address(2), "only navigation"),
    ]


def test_a_list_is_narrowed_by_source_language_and_day(store: Store) -> None:
    store.keep(
        [
            kept(1, language="ko"),
            kept(2, language="ko-KR", source="Other"),
            kept(3, language="kok"),
            kept(4, language=None, published="2026-05-01"),
            kept(5, language="k%", retrieved=NOON - 9 * DAY),
        ],
        NOON,
    )

    def numbers(**chosen: object) -> list[str]:
        return sorted(entry.locator[-1] for entry in store.search(Search(**chosen)))  # type: ignore[arg-type]

    assert numbers(language="ko") == ["1", "2"]
    assert numbers(language="KO-kr") == ["2"]
    assert numbers(language="k%") == ["5"]
    assert numbers(source=SOURCE) == ["1", "3", "4", "5"]
    assert numbers(since=datetime.date(2026, 5, 18)) == ["1", "2", "3"]
    assert numbers(query="ferry", language="ko", source="Other") == ["2"]


def test_a_document_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    store.keep([kept(1), kept(2)], NOON)
    entry = store.search(Search(query='"number 1"'))[0]
    digits = entry.document.removeprefix("sha256:")

    assert (
        store.entries(digits[:6])
        == store.entries(f" SHA256:{digits.upper()}")
        == store.entries(entry.document)
    )
    assert store.entries(entry.document)[0].locator == address(1)


@pytest.mark.parametrize("prefix", ["", "62a", "xyzxyz", "%%%%%%", "______", "0" * 65, "sha256:", "000000"])
def test_what_is_no_beginning_of_an_id_finds_nothing(store: Store, prefix: str) -> None:
    store.keep([kept(1)], NOON)

    assert store.entries(prefix) == ()


def test_four_digits_are_enough(store: Store) -> None:
    store.keep([kept(1)], NOON)
    (entry,) = store.search(Search())
    digits = entry.document.removeprefix("sha256:")

    assert store.entries(digits[:4]) == (entry,)
    assert store.entries(digits[:3]) == ()


def _id(content: bytes) -> DocumentId:
    return DocumentId(f"sha256:{sha256(content).hexdigest()}")


def test_a_document_stands_for_its_own_id_also_where_a_container_holds_it_too(store: Store) -> None:
    letter = _id(b"letter")
    store.keep([kept(1, locator="all.zip", content=b"archive", members=(letter,))], NOON)
    store.keep([kept(2, locator="letter.docx", content=b"letter")], NOON)

    for prefix in (letter, letter[7:13]):
        assert [entry.locator for entry in store.entries(prefix)] == ["letter.docx"]


def test_a_member_of_several_containers_is_no_ambiguity(store: Store) -> None:
    letter = _id(b"letter")
    archives = [
        kept(1, content=b"one", members=(letter,), problem="a stub"),
        kept(2, content=b"two", members=(letter,)),
        kept(3, content=b"three", members=(letter,), problem="a stub"),
    ]
    store.keep(archives, NOON)

    assert [entry.locator for entry in store.entries(letter)] == [address(2)]


def test_several_members_that_begin_alike_are_told_by_their_containers(store: Store) -> None:
    inner = [DocumentId(f"sha256:{'ab12' + tail * 60}") for tail in "012"]
    archives = [kept(1, content=b"one", members=tuple(inner[:2])), kept(2, content=b"two", members=inner[2:])]
    store.keep(archives, NOON)

    assert {entry.locator for entry in store.entries("ab12")} == {address(1), address(2)}
    assert [entry.locator for entry in store.entries("ab120")] == [address(1)]


def test_several_own_ids_that_begin_alike_are_all_told(store: Store) -> None:
    first = _id(b"0")[7:11]
    twin = next(f"{number}" for number in range(1, 10**6) if _id(b"%d" % number)[7:11] == first)
    contents = [b"0", twin.encode()]
    store.keep([kept(number, content=content) for number, content in enumerate(contents)], NOON)

    assert [entry.document for entry in store.entries(first)] == sorted(map(_id, contents))


def test_an_id_that_stands_at_several_places_is_one_entry_and_a_usable_one(store: Store) -> None:
    store.keep([kept(1, content=b"same", problem="a stub"), kept(2, content=b"same")], NOON)
    store.keep([kept(3, content=b"same", problem="a stub")], NOON)

    (entry,) = store.entries(store.search(Search())[0].document)

    assert (entry.locator, entry.problem) == (address(2), None)


def test_a_query_is_words_and_phrases_in_quotes() -> None:
    found = expression(terms_of('ferry "the old pier" G20정상'))

    assert found == '"ferry" AND "the old pier" AND "G20" AND "정상"'
