"""The brief is numbered, cited and ordered so that a reader can find and quote every sentence."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefs.composition import Findings, Plan, compose
from briefs.model import (
    Balance,
    Brief,
    ChangeKind,
    CopySignal,
    Corroboration,
    Coverage,
    Credit,
    DisagreementKind,
    DisclosureKind,
    Document,
    Doubt,
    DoubtKind,
    Edition,
    Evidence,
    Extract,
    Followed,
    FoundChange,
    FoundClaim,
    FoundDisagreement,
    FoundEvent,
    FoundQuotation,
    Origin,
    Outlet,
    PastStatement,
    Precision,
    Problem,
    Provenance,
    Reliability,
    Reprint,
    Selection,
    Share,
    Theme,
)
from briefs.summary import select
from tests.summary.writing import theme, write

GRID = write(
    "Planners in Northport agreed to link the power grid of both coasts by 2030, and to share gas in winter.",
    "Harbour Energy said the cable would carry a tenth of the power grid load that Northport needs.",
    published="2026-05-19",
    title="Two coasts, one grid",
    notice="This article was written by a machine.",
)
COAST = write(
    "# What they want",
    "Fishing crews in Southport want three things of the energy ministry and of the gas companies by June 2026:",
    "- cheaper diesel",
    "- a new quay",
)
QUIET = theme("space", "rocket", "orbit", "satellite", "launch pad", "moon", "booster", "payload")


def plan(*themes: Theme, key_points: int = 5) -> Plan:
    return Plan(
        edition=Edition(
            id="2026-W22",
            number=1,
            revision=0,
            title="Energy brief",
            organisation="",
            language="en",
            as_of=datetime.datetime(2026, 5, 25, 6, tzinfo=datetime.UTC),
        ),
        coverage=Coverage(start=None, end=datetime.date(2026, 5, 26)),
        themes=themes,
        key_points=key_points,
        configuration="sha256:0",
        tool="briefs 0",
    )


def found(selection: Selection, documents: Sequence[Document], *origins: Origin, **more: Any) -> Findings:
    told = {
        one for origin in origins for one in (origin.document, *(each.document for each in origin.reprints))
    }
    untold = [document for document in documents if document.id not in told]
    return Findings(
        selection=selection,
        documents_read=len(documents),
        origins_read=len(origins) + len(untold),
        origins=origins,
        **more,
    )


def brief(*documents: Document, themes: tuple[Theme, ...] = (theme(),), key_points: int = 5) -> Brief:
    made = plan(*themes, key_points=key_points)
    return compose(found(select(documents, themes), documents), documents, [], made)


def test_a_statement_is_numbered_by_its_section_and_place() -> None:
    assert list(brief(GRID, COAST).statements) == ["1.1", "1.2", "1.3"]


def test_every_citation_quotes_its_document_to_the_letter() -> None:
    documents = {document.id: document for document in (GRID, COAST)}
    made = brief(GRID, COAST)

    for statement in made.statements.values():
        (citation,) = statement.citations
        document = documents[made.references[citation.reference - 1].document]
        assert document.text[citation.start : citation.end] == citation.exact
        assert statement.text == " ".join(citation.exact.split())


def test_a_list_is_set_as_its_lead_in_and_its_items() -> None:
    (statement,) = (
        statement for statement in brief(GRID, COAST).statements.values() if len(statement.parts) > 1
    )

    assert statement.parts[0].endswith("June 2026:")
    assert statement.parts[1:] == ("cheaper diesel", "a new quay")
    assert statement.citations[0].passage == 2


def test_references_are_numbered_in_the_order_of_first_citation_and_list_every_use() -> None:
    made = brief(GRID, COAST)

    cited = [citation.reference for statement in made.statements.values() for citation in statement.citations]
    assert list(dict.fromkeys(cited)) == [reference.number for reference in made.references]
    uses = [locator.statement for reference in made.references for locator in reference.locators]
    assert sorted(uses) == sorted(made.statements)


def test_a_document_without_a_title_is_shown_by_its_file_name_and_said_to_have_none() -> None:
    references = {reference.document: reference for reference in brief(GRID, COAST).references}

    assert references[GRID.id].title_stated
    assert not references[COAST.id].title_stated
    assert references[COAST.id].title == COAST.path.removeprefix("folder/")
    assert references[COAST.id].published is None


def test_a_disclosure_stands_at_its_reference_in_its_own_words() -> None:
    references = {reference.document: reference for reference in brief(GRID, COAST).references}

    (disclosure,) = references[GRID.id].disclosures
    assert disclosure.exact == "This article was written by a machine."


def test_a_theme_with_nothing_says_what_was_searched() -> None:
    made = brief(GRID, COAST, themes=(theme(), QUIET))

    empty = made.sections[1]
    assert empty.statements == ()
    assert empty.empty is not None
    assert "All 2 documents" in empty.empty
    assert "“rocket”" in empty.empty
    assert "and 1 more term; none holds enough of them and a sentence on them" in empty.empty


def test_key_points_hold_the_best_of_each_theme_and_at_most_so_many() -> None:
    themes = (theme("energy"), theme("coast", "Northport", "Southport", "fishing crews"), QUIET)

    made = brief(GRID, COAST, themes=themes, key_points=2)

    assert {identifier[0] for identifier in made.key_points} == {"1", "2"}
    assert set(made.key_points) <= set(made.statements)


def test_key_points_are_filled_up_with_the_next_best() -> None:
    assert len(brief(GRID, COAST, key_points=2).key_points) == 2


def test_key_points_begin_with_the_strongest() -> None:
    made = brief(GRID, COAST)

    strength = [made.statements[key].scores.salience for key in made.key_points]
    assert strength == sorted(strength, reverse=True)


def test_problems_are_listed_in_order() -> None:
    problems = [Problem(subject=name, stage="reading", message="is empty") for name in ("b.txt", "a.txt")]

    made = compose(found(select([GRID], [theme()]), [GRID]), [GRID], problems, plan(theme()))

    assert [problem.subject for problem in made.not_included] == ["a.txt", "b.txt"]


def test_an_advertisement_is_no_key_point_while_there_is_another_statement() -> None:
    paid = replace(GRID, disclosures=(replace(GRID.disclosures[0], kind=DisclosureKind.SPONSORED),))

    made = brief(paid, COAST, key_points=1)

    (key,) = made.key_points
    assert made.references[made.statements[key].citations[0].reference - 1].document == COAST.id


def carried(document: Document, of: Document, share: float) -> Reprint:
    return Reprint(document=document.id, of=of.id, signal=CopySignal.NEAR_COPY, share=share)


def test_a_document_that_reprints_nothing_is_its_own_origin() -> None:
    made = brief(GRID, COAST)

    assert [reference.origin for reference in made.references] == [
        reference.document for reference in made.references
    ]
    assert all(reference.prints == () for reference in made.references)
    assert (made.method.documents_read, made.method.origins) == (2, 2)


def test_a_reference_names_its_origin_and_all_prints_of_it_the_fullest_first() -> None:
    cut, copy = write("Short.", title="cut"), write("Long.", title="copy")
    reprints = (carried(COAST, GRID, 0.4), carried(copy, GRID, 1.0), carried(cut, copy, 0.9))
    origin = Origin(document=GRID.id, voice="wire", agency="Wire", reprints=reprints)
    documents = (GRID, COAST, cut, copy)

    findings = found(select([GRID, COAST], [theme()]), documents, origin)
    made = compose(findings, documents, [], plan(theme()))

    for reference in made.references:
        assert (reference.origin, reference.agency) == (GRID.id, "Wire")
        assert [one.document for one in reference.prints] == [GRID.id, copy.id, cut.id, COAST.id]
        assert [one.of for one in reference.prints] == [GRID.id, GRID.id, copy.id, GRID.id]
        assert [one.signal is None for one in reference.prints] == [True, False, False, False]
    assert (made.method.documents_read, made.method.origins) == (4, 1)


def test_a_reference_tells_what_is_known_of_its_source() -> None:
    retrieved = datetime.datetime(2026, 5, 20, 6, tzinfo=datetime.UTC)
    outlet = Outlet(name="grid", country="KR", descriptor="state-owned", reliability=Reliability.B)
    followed = replace(
        GRID,
        provenance=Provenance(outlet=outlet, retrieved=retrieved),
        carrier="Reader",
        doubts=(Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text="dated on a day that was none"),),
        credits=(Credit(agency="Yonhap", exact="(Yonhap)"),),
    )

    (reference,) = (one for one in brief(followed, COAST).references if one.document == GRID.id)

    assert (reference.retrieved, reference.carrier) == (retrieved, "Reader")
    assert (reference.country, reference.descriptor, reference.reliability) == (
        "KR",
        "state-owned",
        Reliability.B,
    )
    assert reference.doubts == ("dated on a day that was none",)
    assert reference.credits == followed.credits


def test_a_citation_names_the_page_where_the_source_has_pages() -> None:
    paged = replace(GRID, passages=tuple(replace(passage, page=3) for passage in GRID.passages))

    made = brief(paged, COAST)

    pages = {
        made.references[citation.reference - 1].document: citation.page
        for statement in made.statements.values()
        for citation in statement.citations
    }
    assert pages == {GRID.id: 3, COAST.id: None}
    assert {locator.page for one in made.references for locator in one.locators} == {3, None}


LATER = write("The quay of Southport was closed on 3 June 2026.", title="Quay", published="2026-06-04")


def whole(document: Document, passage: int = 1) -> Extract:
    return Extract(document=document.id, span=document.passages[passage - 1].span, passage=passage)


def test_what_supports_a_statement_is_cited_with_it_and_counts_as_an_origin_by_its_voice() -> None:
    selection = select([GRID], [theme()])
    supported = selection.picks[0].extract
    same_house = Origin(document=LATER.id, voice=GRID.id)
    corroboration = (Corroboration(statement=supported, by=(whole(COAST), whole(LATER))),)
    evidence = Evidence(corroboration=corroboration)

    findings = found(selection, [GRID, COAST, LATER], same_house, evidence=evidence)
    made = compose(findings, [GRID, COAST, LATER], [], plan(theme()))

    (statement,) = (one for one in made.statements.values() if one.corroboration)
    assert [made.references[cited.reference - 1].document for cited in statement.corroboration] == [
        COAST.id,
        LATER.id,
    ]
    assert statement.origins == 2
    assert [used.statement for used in made.references[1].locators] == [statement.id]


def test_evidence_is_numbered_and_cites_its_sources_after_those_of_the_statements() -> None:
    evidence = Evidence(
        disagreements=(
            FoundDisagreement(
                kind=DisagreementKind.DATE,
                question="closing of the quay",
                claims=(
                    FoundClaim(value="3 June", extracts=(whole(LATER),)),
                    FoundClaim(value="June", extracts=(whole(COAST),)),
                ),
            ),
        ),
        events=(
            FoundEvent(day=datetime.date(2026, 6, 3), precision=Precision.DAY, extracts=(whole(LATER),)),
        ),
        quotations=(FoundQuotation(words=whole(LATER), speaker="the master"),),
    )

    findings = found(select([GRID], [theme()]), [GRID, COAST, LATER], evidence=evidence)
    made = compose(findings, [GRID, COAST, LATER], [], plan(theme()))

    assert [reference.document for reference in made.references] == [GRID.id, LATER.id, COAST.id]
    assert [used.statement for used in made.references[1].locators] == ["d1", "t1", "q1"]
    assert [cited.reference for claim in made.disagreements[0].claims for cited in claim.citations] == [2, 3]
    assert made.events[0].text == made.quotations[0].text == LATER.text


def test_what_moved_cites_the_source_of_an_earlier_edition_though_it_is_not_read_again() -> None:
    selection = select([GRID], [theme()])
    told = PastStatement(edition="2026-W21", id="1.4", theme=theme().id, extract=whole(LATER), document=LATER)
    moved = FoundChange(
        kind=ChangeKind.MOVED,
        theme=theme().id,
        now=selection.picks[0].extract,
        earlier=told,
        before="3",
        after="6",
    )

    made = compose(found(selection, [GRID], changes=(moved,)), [GRID], [], plan(theme()))

    (change,) = made.sections[0].changes
    assert (change.before, change.after, change.edition) == ("3", "6", "2026-W21")
    assert change.earlier
    assert made.references[change.earlier.reference - 1].document == LATER.id
    assert change.statement in made.statements


def test_what_is_new_stands_before_what_is_not() -> None:
    selection = select([GRID], [theme()])
    first, *rest = selection.picks
    old = replace(selection, picks=(replace(first, new=False), *rest))

    made = compose(found(old, [GRID]), [GRID], [], plan(theme()))

    assert [statement.new for statement in made.sections[0].statements] == [True] * len(rest) + [False]
    assert made.key_points[-1] == made.sections[0].statements[-1].id


HARBOUR = Outlet(name="Harbour Ledger", country="KR", descriptor="privately owned")
QUAY = Outlet(name="Quay Post", country="JP", descriptor="state broadcaster")
LIGHTHOUSE = Outlet(name="Lighthouse")


def balanced(*followed: Followed, outlets: tuple[Outlet, ...] = ()) -> Balance | None:
    """The balance of a brief that cites one of three documents, of which ``outlets`` are known."""
    document = replace(GRID, provenance=Provenance(outlet=outlets[0]) if outlets else None)
    themes = (theme(),)
    findings = replace(found(select((document,), themes), (document,)), documents_read=3, outlets=outlets)
    return compose(findings, (document,), [], replace(plan(*themes), followed=followed)).balance


def test_without_followed_sources_or_known_outlets_nothing_is_said_of_balance() -> None:
    assert balanced() is None
    assert balanced(outlets=(Outlet(name="seeds"),)) is None


def test_a_followed_source_without_a_document_is_silent_unless_it_could_not_be_read() -> None:
    made = balanced(
        Followed(outlet=HARBOUR),
        Followed(outlet=QUAY),
        Followed(outlet=LIGHTHOUSE, failure="status 503"),
        outlets=(HARBOUR,),
    )
    assert made is not None
    assert (made.followed, made.silent) == (3, ("Quay Post",))
    assert made.failing == (Problem(subject="Lighthouse", stage="fetching", message="status 503"),)


def test_a_source_that_fails_and_has_a_document_from_before_is_failing_all_the_same() -> None:
    made = balanced(Followed(outlet=HARBOUR, failure="status 503"), outlets=(HARBOUR,))
    assert made is not None
    assert [problem.subject for problem in made.failing] == ["Harbour Ledger"]


def test_shares_count_what_was_read_and_what_is_cited_the_largest_first_and_not_stated_last() -> None:
    made = balanced(outlets=(HARBOUR, QUAY))
    assert made is not None
    assert made.countries == (
        Share(value="JP", read=1, cited=0),
        Share(value="KR", read=1, cited=1),
        Share(value=None, read=1, cited=0),
    )
    assert [share.value for share in made.ownership] == ["privately owned", "state broadcaster", None]
