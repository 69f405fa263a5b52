"""An analyst's decisions in the pipeline: by position, and each moves nothing but what it is about."""

import datetime
from dataclasses import replace

import pytest

from briefs.composition import Plan
from briefs.errors import NotAllowed
from briefs.model import Brief, Coverage, Edit, Edition, EditKind, Source, Term, Theme
from briefs.pipeline import build
from briefs.pipeline.finding import document_at, document_of
from tests.reading.made_mails import archive

AS_OF = datetime.datetime(2026, 5, 18, 6, tzinfo=datetime.UTC)
THREE = "Divers have recovered 3 sets of remains from the flooded mine at Orrin, the harbour office said."
CLOSED = "The mine was closed in 1942, when sea water broke through the roof and 183 miners of Orrin drowned."
SAID = (
    "“We will search the mine until the last miner is home,” said Ada Weaver, the mayor of Orrin, on Monday."
)
FARES = "The ferry between Northport and Southport raised its fares by ten per cent for all islanders."
ASIDE = "He asked the harbour office of Orrin for another week of searching in the northern gallery."
FAR = "The bakery of Westport sold twelve hundred loaves of bread on the second day of the summer fair."


def theme(name: str, budget: int, *terms: str) -> Theme:
    description = "What the invented papers of two islands report on this one subject of theirs in a week."
    return Theme(
        id=name,
        title=name.title(),
        description=description,
        terms=tuple(Term(text=term, weight=2) for term in terms),
        budget=budget,
    )


PLAN = Plan(
    edition=Edition(
        id="2026-W21", number=1, revision=0, title="Islands", organisation="", language="en", as_of=AS_OF
    ),
    coverage=Coverage(start=None, end=datetime.date(2026, 5, 19)),
    themes=(
        theme("mine", 150, "mine", "divers", "remains", "miners", "miner"),
        theme("ferry", 60, "ferry", "fares"),
    ),
    key_points=3,
    configuration="sha256:0",
    tool="briefs 0",
)


def paper(path: str, day: str, *paragraphs: str) -> Source:
    text = f"Title: Report {path}\nDate: {day}\n\n" + "\n\n".join(paragraphs)
    return Source(path=path, content=text.encode())


SOURCES = (
    paper("a.txt", "2026-05-12", THREE, ASIDE, CLOSED),
    paper("b.txt", "2026-05-13", FARES),
    paper("c.txt", "2026-05-14", SAID),
    paper("d.txt", "2026-05-14", FAR),
)


def made(*edits: Edit) -> Brief:
    return build(SOURCES, (), PLAN, edits=edits)[0]


def an(kind: EditKind, words: str, *, under: str = "mine", path: str = "a.txt", text: str = "") -> Edit:
    document = document_at(SOURCES, path)
    assert document is not None
    start = document.text.index(words)
    return Edit(
        kind=kind,
        theme=under,
        actor="Ada",
        document=document.id,
        start=start,
        end=start + len(words),
        text=text,
    )


def printed(brief: Brief) -> dict[str, list[str]]:
    return {section.theme: [it.text for it in section.statements] for section in brief.sections}


@pytest.fixture(scope="module")
def plain() -> Brief:
    return made()


def test_without_edits_the_brief_is_as_it_was(plain: Brief) -> None:
    assert {THREE, CLOSED} <= {*printed(plain)["mine"]}
    assert plain.comments == ()
    assert not any(it.pinned_by for it in plain.statements.values())


def test_what_is_dropped_goes_and_nothing_takes_its_place(plain: Brief) -> None:
    left = printed(made(an(EditKind.DROP, CLOSED)))
    assert left == {
        name: [text for text in texts if text != CLOSED] for name, texts in printed(plain).items()
    }


def test_what_is_dropped_is_printed_nowhere() -> None:
    assert SAID in printed(made())["mine"]
    assert made().quotations
    brief = made(an(EditKind.DROP, SAID, path="c.txt"))
    everywhere = (
        *(it.text for it in brief.statements.values()),
        *(it.text for it in brief.events),
        *(it.text for it in brief.quotations),
    )
    assert not any("until the last miner" in text for text in everywhere)


def test_why_it_went_is_told_in_the_account_of_its_theme() -> None:
    account, _ = made(an(EditKind.DROP, CLOSED)).accounts
    assert ("Ada dropped it", CLOSED) in [(it.reason, it.sentence.text) for it in account.near_misses]
    assert all(it.extract.span.start != len(THREE) + len(ASIDE) + 4 for it in account.choices)


def test_a_pin_is_printed_under_its_theme_with_who_pinned_it() -> None:
    brief = made(an(EditKind.PIN, FAR, under="ferry", path="d.txt"))
    (statement,) = [it for it in brief.statements.values() if it.pinned_by]
    assert (statement.text, statement.pinned_by, statement.citations[0].exact) == (FAR, "Ada", FAR)
    assert statement.text in printed(brief)["ferry"]
    assert brief.references[statement.citations[0].reference - 1].path == "d.txt"


def test_a_pin_of_what_is_printed_moves_it_to_the_theme_that_is_wanted() -> None:
    brief = made(an(EditKind.PIN, CLOSED, under="ferry"))
    assert CLOSED in printed(brief)["ferry"]
    assert CLOSED not in printed(brief)["mine"]


def test_a_sentence_that_leans_is_pinned_only_with_brackets_of_ours() -> None:
    with pytest.raises(NotAllowed, match="does not stand alone: “He” not named"):
        made(an(EditKind.PIN, ASIDE))
    brief = made(an(EditKind.PIN, ASIDE, text="Ada Weaver, the mayor"))
    assert "Ada Weaver, the mayor" in [it.context for it in brief.statements.values()]


def test_days_are_worked_out_for_a_pin_as_for_any_other() -> None:
    brief = made(an(EditKind.PIN, SAID, under="ferry", path="c.txt", text="in the town hall"))
    (context,) = [it.context for it in brief.statements.values() if it.pinned_by]
    assert context == "11 May 2026; in the town hall"


@pytest.mark.parametrize("words", ["Divers have recovered", f"{THREE}\n\n{ASIDE}"])
def test_only_whole_sentences_are_pinned(words: str) -> None:
    with pytest.raises(NotAllowed, match="is no whole sentence of running text there"):
        made(an(EditKind.PIN, words))


def test_every_pin_that_cannot_be_is_told_at_once() -> None:
    unknown = replace(an(EditKind.PIN, FAR, path="d.txt"), theme="bread")
    with pytest.raises(NotAllowed, match=r"does not stand alone.*no theme is “bread”"):
        made(an(EditKind.PIN, ASIDE), unknown)


def test_comments_stand_below_their_statement_or_section_in_the_order_they_were_made() -> None:
    section = Edit(kind=EditKind.COMMENT, theme="mine", actor="Bo", text="All  of one\npaper.")
    edits = (
        section,
        an(EditKind.COMMENT, CLOSED, text="Old news."),
        an(EditKind.COMMENT, CLOSED, text="But true."),
    )
    brief = made(*edits)
    (closed,) = [it.id for it in brief.statements.values() if it.text == CLOSED]
    assert [(it.statement, it.author, it.text) for it in brief.comments] == [
        (closed, "Ada", "Old news."),
        (closed, "Ada", "But true."),
        (None, "Bo", "All of one paper."),
    ]


def test_a_comment_on_what_is_not_printed_is_refused() -> None:
    with pytest.raises(NotAllowed, match="1 of 1 comments stand below sentences that are not printed"):
        made(an(EditKind.COMMENT, ASIDE, text="Who?"))


def test_the_order_of_the_sources_changes_nothing_with_edits_either() -> None:
    edits = (an(EditKind.DROP, CLOSED), an(EditKind.PIN, FAR, under="ferry", path="d.txt"))
    assert build(SOURCES[::-1], (), PLAN, edits=edits)[0] == made(*edits)


def test_one_document_is_found_by_path_and_by_id_also_inside_a_container() -> None:
    packed = (
        Source(path="all.zip", content=archive({"x.txt": SOURCES[0].content, "y.txt": SOURCES[1].content})),
        SOURCES[2],
    )
    found = document_at(packed, "all.zip/y.txt")
    assert found is not None
    assert document_of(packed, found.id) == found
    assert document_at(packed, "all.zip/z.txt") is None
