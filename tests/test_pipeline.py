"""The laws that hold from the bytes of the sources to the brief."""

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import config, engine, shipped
from briefs.composition import Plan
from briefs.errors import NothingReadable
from briefs.evidence import trace
from briefs.model import Brief, Coverage, Document, Edition, Problem, Source, Term, Theme
from briefs.pipeline import OwnDesk, build
from briefs.reading import raw_text, read
from briefs.sources import gather
from tests.reading.made_mails import archive, mail, mailbox

AS_OF = datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC)


def plan(end: datetime.date = datetime.date(2026, 6, 2)) -> Plan:
    configured = config.load(shipped.CONFIGURATION)
    return Plan(
        edition=Edition(
            id="2026-W23", number=1, revision=0, title="t", organisation="", language="en", as_of=AS_OF
        ),
        coverage=Coverage(start=None, end=end),
        themes=configured.themes,
        key_points=5,
        configuration=configured.digest,
        tool="briefs 0",
    )


def sample() -> tuple[Source, ...]:
    return gather([shipped.SEEDS], 2**24)[0]


@pytest.fixture(scope="module")
def built() -> tuple[Brief, tuple[Document, ...]]:
    return build(sample(), [], plan())


def test_every_printed_sentence_stands_in_its_source(built: tuple[Brief, tuple[Document, ...]]) -> None:
    brief, documents = built
    by_id = {document.id: document for document in documents}
    by_path = {source.path: source for source in sample()}

    assert brief.statements
    for statement in brief.statements.values():
        for citation in statement.citations:
            document = by_id[brief.references[citation.reference - 1].document]
            assert document.text[citation.start : citation.end] == citation.exact
            assert " ".join(citation.exact.split()) in raw_text(by_path[document.path])
            passage = document.passages[citation.passage - 1]
            assert passage.number == citation.passage
            assert passage.span.start <= citation.start < passage.span.end


def test_every_theme_of_the_sample_is_served_by_several_sources(
    built: tuple[Brief, tuple[Document, ...]],
) -> None:
    brief, _ = built

    for section in brief.sections:
        assert len({statement.citations[0].reference for statement in section.statements}) >= 3, section.title
    assert {key.partition(".")[0] for key in brief.key_points} == {"1", "2", "3", "4"}


def test_the_off_topic_document_of_the_sample_is_not_cited(built: tuple[Brief, tuple[Document, ...]]) -> None:
    brief, documents = built

    assert any("lido" in source.path for source in sample())
    assert not any("lido" in reference.path for reference in brief.references)
    assert not any("lido" in document.path for document in documents)


@given(st.permutations(sample()))
@settings(max_examples=3, deadline=None)
def test_the_order_of_the_sources_changes_nothing(sources: Sequence[Source]) -> None:
    assert build(sources, [], plan()) == build(sample(), [], plan())


def test_neither_processes_nor_the_order_of_containers_change_anything() -> None:
    letters = [f"The harbour office of town {n} said that ferries sail again from June." for n in range(3)]
    week = archive({f"{n}.txt": text.encode() for n, text in enumerate(letters)})
    box = mailbox(mail(), mail(f"{letters[0]}\n"))
    sources = [*sample(), Source(path="in/w.zip", content=week), Source(path="in/l.mbox", content=box)]
    with engine.open_engine("processes:2") as workers:
        desk = OwnDesk(workers.map)
        assert build(sources[::-1], [], plan(), desk=desk) == build(sources, [], plan())


BAD = st.sampled_from(
    [
        b"",
        b"\x00\x01\x02\xff",
        b"%PDF-1.7 nothing",
        b"   \n\n",
        b"<html><body></body></html>",
        b"menu\nhome\n",
    ]
)


@given(st.lists(BAD, max_size=5))
@settings(max_examples=10, deadline=None)
def test_a_bad_document_becomes_a_problem_and_never_stops_the_others(contents: list[bytes]) -> None:
    bad = [Source(path=f"bad/{place}.txt", content=content) for place, content in enumerate(contents)]

    brief, _ = build([*sample(), *bad], [], plan())

    assert brief.sections == build(sample(), [], plan())[0].sections
    assert {problem.subject for problem in brief.not_included} == {source.path for source in bad}


def test_a_document_dated_after_the_edition_is_named_and_not_read() -> None:
    brief, documents = build(sample(), [], plan(end=datetime.date(2026, 1, 15)))

    late = {problem.subject for problem in brief.not_included if problem.stage == "coverage"}
    assert late
    assert not late & {document.path for document in documents}
    assert all(
        document.published is None or document.published.day < datetime.date(2026, 1, 15)
        for document in documents
    )


SENTENCES = (
    "Trawlers from Skerrow landed forty tonnes of mackerel in 2026, which exceeds the quota by a third.",
    "The coast guard of Vik said that nine trawlers entered the closed bay at night in December 2025.",
)


def fishing(*sentences: str) -> tuple[Source, ...]:
    text = "Trawlers leave the harbour\n\n" + "\n\n".join(sentences)
    return (Source(path="in/a.txt", content=text.encode()),)


def fishery_plan() -> Plan:
    terms = tuple(Term(text=text) for text in ("trawler", "quota", "harbour", "coast guard"))
    return replace(plan(), themes=(Theme(id="fish", title="Fish", description="Fishing", terms=terms),))


def test_a_sentence_with_a_character_of_no_font_is_left_out_and_its_document_named() -> None:
    def uncovered(text: str) -> tuple[str, ...]:
        return tuple(sorted(set("𒀀𒀁𒀂𒀃𒀄") & set(text)))

    marked = f"{SENTENCES[0][:-1]} 𒀀."
    brief, _ = build(fishing(marked, SENTENCES[1]), [], fishery_plan(), uncovered)

    assert [statement.text for statement in brief.statements.values()] == [SENTENCES[1]]
    assert brief.not_included == (
        Problem(
            subject="in/a.txt",
            stage="glyphs",
            message="sentences with U+12000 CUNEIFORM SIGN A are left out: no font has it",
        ),
    )
    many, _ = build(fishing(f"{SENTENCES[0][:-1]} 𒀀𒀁𒀂𒀃𒀄.", SENTENCES[1]), [], fishery_plan(), uncovered)
    assert len(build(fishing(*SENTENCES), [], fishery_plan())[0].statements) == 2
    assert many.not_included[0].message.endswith(" and 2 more are left out: no font has them")


def test_a_headline_with_a_character_of_no_font_keeps_no_sentence_out() -> None:
    (plain,) = fishing(*SENTENCES)
    source = Source(path=plain.path, content="🚢 ".encode() + plain.content)

    brief, _ = build([source], [], fishery_plan(), lambda text: ("🚢",) if "🚢" in text else ())

    assert len(brief.statements) == 2
    assert brief.not_included == ()


@pytest.mark.parametrize(
    ("date", "is_late"),
    [
        ("2026-06-01", False),
        ("2026-06-02", True),
        ("2026-06-01T22:00:00+00:00", False),
        ("2026-06-02T00:30:00+14:00", False),
        ("2026-06-01T23:30:00-11:00", True),
        ("2026-06-02T00:30:00", True),
    ],
)
def test_a_moment_is_late_by_its_day_in_the_zone_of_the_brief(date: str, is_late: bool) -> None:  # noqa: FBT001
    dated = Source(path="in/b.txt", content=f"---\ntitle: B\ndate: {date}\n---\n\n{SENTENCES[0]}".encode())

    brief, documents = build([*fishing(*SENTENCES), dated], [], fishery_plan())

    assert documents[-1].path == ("in/a.txt" if is_late else "in/b.txt")
    assert [problem.subject for problem in brief.not_included] == (["in/b.txt"] if is_late else [])


def test_nothing_to_read_says_why() -> None:
    problem = Problem(subject="folder/b.txt", stage="sources", message="is too large")

    with pytest.raises(NothingReadable, match=r"folder/a\.txt.*folder/b\.txt: is too large"):
        build([Source(path="folder/a.txt", content=b"")], [problem], plan())


EXPECTED = tomllib.loads(Path(__file__).with_name("seeds").joinpath("expected.toml").read_text("utf-8"))


def test_the_reprints_of_the_sample_are_found_and_no_others(
    built: tuple[Brief, tuple[Document, ...]],
) -> None:
    brief, _ = built
    documents = [found for found in map(read, sample()) if isinstance(found, Document)]
    paths = {document.id: document.path.rpartition("/")[2] for document in documents}

    found = {
        frozenset(
            paths[document] for document in (origin.document, *(one.document for one in origin.reprints))
        )
        for origin in trace(documents, {})
        if origin.reprints
    }

    assert found == {frozenset(reprint["paths"]) for reprint in EXPECTED["reprint"]}
    copies = sum(len(reprint["paths"]) - 1 for reprint in EXPECTED["reprint"])
    assert brief.method.origins == brief.method.documents_read - copies


def test_the_sample_cites_the_origin_and_names_who_carried_it(
    built: tuple[Brief, tuple[Document, ...]],
) -> None:
    (reference,) = (one for one in built[0].references if one.prints and one.document == one.origin)

    assert reference.document == reference.origin
    assert reference.agency == "Northern Wire"
    assert [one.publisher for one in reference.prints] == ["The Inland Post", "Marrow Coastal Gazette"]


STORY = (
    "Trawlers from Skerrow landed forty tonnes of mackerel on the quay in 2026, which exceeds the quota by a third.",
    "The coast guard of Vik counted nine trawlers inside the closed bay during the night of 4 December 2025.",
    "Harbour master Ivar Moe ordered the boats back to the harbour and took the papers of all nine captains.",
)
OWN = (
    "Shopkeepers in Osdal want the quota raised, because trawlers bring the custom that keeps the harbour alive.",
    "Ragna Solli of the harbour council in Osdal proposes a second quota for boats under twelve metres.",
    "The county of Osdal has paid two trawlers since March 2026 to stay in the harbour and mend their nets.",
)
LEDGER = (
    "Brine prices rose in May 2026 after trawlers stayed in the harbour for nine days, the guild of salters said.",
    "Salters in Kvitholm expect the quota to fall again and have sold a third of their barrels to Halden.",
)


def printed_as(name: str, day: str, *sentences: str) -> Source:
    head = f"---\ntitle: {name}\npublisher: {name}\ndate: {day}\n---\n\n"
    return Source(path=f"in/{name}.txt", content=(head + "\n\n".join(sentences)).encode())


def test_four_articles_of_two_origins_are_told_as_such_and_no_story_is_printed_twice() -> None:
    sources = (
        printed_as("Post", "2026-05-19", *STORY),
        printed_as("Gazette", "2026-05-20", *STORY),
        printed_as("Courier", "2026-05-20", *STORY, *OWN),
        printed_as("Ledger", "2026-05-21", *LEDGER),
    )

    brief, documents = build(sources, [], fishery_plan())

    assert (brief.method.documents_read, brief.method.origins) == (4, 2)
    paths = {document.id: document.path for document in documents}
    cited = {
        statement.text: paths[brief.references[statement.citations[0].reference - 1].document]
        for statement in brief.statements.values()
    }
    assert cited.keys() & set(STORY)
    assert {path for text, path in cited.items() if text in STORY} == {"in/Post.txt"}
    assert {path for text, path in cited.items() if text in OWN} == {"in/Courier.txt"}
