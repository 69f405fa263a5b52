"""Which document a story goes back to, and by what the others are known to reprint it."""

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.evidence import trace
from briefs.model import (
    CopySignal,
    Document,
    DocumentId,
    Listing,
    Origin,
    Outlet,
    Precision,
    Provenance,
    Reprint,
    StatedDate,
)
from tests.evidence.families import AGENCY, DAY, STORIES, edited, own_words, paragraphs, specimens, write

FERRY = paragraphs(STORIES["wire"]["ferry"]["text"])
GRID = paragraphs(STORIES["wire"]["grid"]["text"])
RETOLD = paragraphs(STORIES["wire"]["ferry"]["retold"][0])
TOMORROW = DAY + datetime.timedelta(days=1)


def only(*documents: Document, **families: str) -> Origin:
    (origin,) = trace(documents, families)
    return origin


def found_at(document: Document, url: str | None, *, canonical: str | None = None) -> Document:
    provenance = Provenance(outlet=Outlet(name="followed"), url=url)
    return replace(document, url=canonical or url, provenance=provenance)


def fed(document: Document, publisher: str) -> Document:
    provenance = Provenance(outlet=Outlet(name="feed"), listing=Listing(publisher=publisher))
    return replace(document, provenance=provenance)


def test_the_credited_agency_is_the_origin_even_when_its_document_is_dated_later() -> None:
    early = write(*FERRY, publisher="Inland Post", credit=AGENCY)
    late = write(*FERRY, publisher=AGENCY, day=TOMORROW)

    origin = only(early, late)

    assert origin.document == late.id
    assert origin.agency is None
    assert origin.reprints == (
        Reprint(document=early.id, of=late.id, signal=CopySignal.SAME_TEXT, share=1.0),
    )


def test_a_credit_of_those_who_carry_one_sentence_is_not_that_of_the_whole_report() -> None:
    long = write(*FERRY, *GRID, publisher="Inland Post")
    short = [
        write(*FERRY[:1], publisher=name, credit=AGENCY, day=TOMORROW) for name in ("Dawn Post", "Noon Post")
    ]

    (origin,) = (it for it in trace([long, *short], {}) if it.document == long.id)

    assert (origin.agency, origin.voice, len(origin.reprints)) == (None, "inland post", 2)


def test_a_credit_of_those_who_carry_most_of_a_report_is_its_own() -> None:
    whole = write(*FERRY, publisher="Inland Post")
    carried = write(*FERRY[:-1], publisher="Dawn Post", credit=AGENCY, day=TOMORROW)

    assert only(whole, carried).agency == AGENCY


def test_an_agency_is_known_under_the_other_names_of_its_family() -> None:
    early = write(*FERRY, publisher="Inland Post", credit="Yonhap")
    late = write(*FERRY, publisher="연합뉴스", day=TOMORROW)

    assert only(early, late, 연합뉴스="Yonhap").document == late.id
    assert only(early, late).document == early.id


def test_without_the_agency_the_earliest_is_the_origin_and_the_agency_is_named() -> None:
    first = write(*FERRY, publisher="Inland Post", credit=AGENCY)
    second = write(*FERRY, publisher="Coastal Gazette", day=TOMORROW)

    origin = only(second, first)

    assert (origin.document, origin.agency, origin.voice) == (first.id, AGENCY, "northern wire")


@pytest.mark.parametrize(
    "reprint",
    [
        write(*FERRY, publisher="Coastal Gazette", day=None),
        write(*FERRY, publisher="Coastal Gazette", published=StatedDate(day=DAY, precision=Precision.YEAR)),
        write(*FERRY, publisher="Coastal Gazette", credit="Somebody"),
        found_at(
            write(*FERRY, publisher="Coastal Gazette"),
            "https://gazette.example/f",
            canonical="https://post.example/f",
        ),
    ],
    ids=["undated", "dated to the year", "crediting somebody", "naming another address as its own"],
)
def test_the_document_that_points_nowhere_else_comes_first(reprint: Document) -> None:
    first = write(*FERRY, publisher="Inland Post", author=("Ada Holm",))

    assert only(reprint, first).document == first.id


def test_the_earlier_hour_comes_first_whatever_the_zone() -> None:
    def at(hour: int, zone: str) -> StatedDate:
        return StatedDate(day=DAY, precision=Precision.MINUTE, time=datetime.time(hour), zone=zone)

    seoul = write(*FERRY, publisher="Inland Post", published=at(18, "+09:00"))
    oslo = write(*FERRY, publisher="Coastal Gazette", published=at(12, "+01:00"))

    assert only(oslo, seoul).document == seoul.id


def test_a_press_release_is_the_origin_of_what_outlets_make_of_it() -> None:
    release, *outlets = [one.document for one in specimens() if one.family == "release"]

    origin = only(*outlets, replace(release, published=StatedDate(day=TOMORROW)))

    assert origin.document == release.id
    assert len(origin.reprints) == 3


def test_a_reprint_of_a_reprint_stands_below_it() -> None:
    first = write(*FERRY, publisher="Inland Post")
    second = write(*edited(FERRY, 12), publisher="Coastal Gazette", day=TOMORROW)
    third = write(
        *edited(edited(FERRY, 12), 15),
        publisher="Hill Courier",
        day=TOMORROW + datetime.timedelta(days=1),
    )

    origin = only(third, first, second)

    assert origin.document == first.id
    assert {reprint.document: reprint.of for reprint in origin.reprints} == {
        second.id: first.id,
        third.id: second.id,
    }


def test_a_story_with_as_many_words_added_is_a_reprint_by_the_share_it_holds() -> None:
    first = write(*FERRY, publisher="Inland Post")
    longer = write(*FERRY, *own_words("added", 300), publisher="Hill Courier", day=TOMORROW)

    (reprint,) = only(longer, first).reprints

    assert (reprint.document, reprint.signal) == (longer.id, CopySignal.CONTAINED)
    assert 0.35 < reprint.share < 0.5


def test_the_latest_version_of_a_page_is_cited() -> None:
    first = found_at(write(*FERRY, publisher="Inland Post"), "https://post.example/ferry")
    later = found_at(
        write(*FERRY[:5], *own_words("later", 60), publisher="Inland Post", day=TOMORROW),
        "https://www.post.example/ferry/?utm_source=mail#top",
    )
    copy = write(*FERRY, publisher="Coastal Gazette", credit="Inland Post")

    origin = only(first, later, copy)

    assert origin.document == later.id
    assert {reprint.document for reprint in origin.reprints} == {first.id, copy.id}


def test_versions_under_one_title_are_one_and_days_of_one_column_are_not() -> None:
    title = "The ferry returns to the sound"
    first = write(*FERRY, publisher="Inland Post", title=title)
    later = write(*FERRY[:3], *own_words("new", 220), publisher="Inland Post", title=title, day=TOMORROW)
    column = write(*own_words("column", 200), publisher="Inland Post", title=title, day=TOMORROW)

    assert len(trace([first, later], {})) == 1
    assert len(trace([first, column], {})) == 2


@pytest.mark.parametrize("address", ["https://[post.example/ferry", "https://post.example/", "post", ""])
def test_an_address_that_is_nobodys_page_joins_nothing(address: str) -> None:
    first = found_at(write(*FERRY[:6], *own_words("a", 300), publisher="Inland Post"), address)
    second = found_at(write(*FERRY[:3], *own_words("b", 300), publisher="Inland Post"), address)

    assert len(trace([first, second], {})) == 2


def test_one_address_in_two_languages_is_two_texts() -> None:
    address = "https://post.example/ferry"
    english = found_at(write(*FERRY, publisher="Inland Post"), address)
    korean = found_at(write(*paragraphs(STORIES["korean"]["text"]), publisher="Inland Post"), address)

    assert len(trace([english, korean], {})) == 2


def test_a_copy_under_the_outlets_name_elsewhere_is_not_its_latest_version() -> None:
    first = found_at(write(*FERRY, publisher="Inland Post"), "https://post.example/ferry")
    mirror = found_at(
        write(*FERRY[:6], *own_words("m", 40), publisher="Inland Post", day=TOMORROW),
        "https://mirror.example/1",
        canonical="https://post.example/ferry",
    )

    assert only(first, mirror).document == first.id


def test_the_first_and_the_last_day_there_is_are_days() -> None:
    first = StatedDate(
        day=datetime.date.min, precision=Precision.MINUTE, time=datetime.time(0), zone="+09:00"
    )
    last = StatedDate(
        day=datetime.date.max, precision=Precision.MINUTE, time=datetime.time(23), zone="-09:00"
    )
    early = write(*FERRY, publisher="Inland Post", credit=AGENCY, published=first)
    late = write(*RETOLD, publisher="Retelling Post", credit=AGENCY, published=last)

    assert len(trace([early, late], {})) == 2


def test_a_front_page_is_not_the_same_story_every_day() -> None:
    monday = found_at(write(*FERRY, publisher="Inland Post"), "https://post.example/news")
    tuesday = found_at(write(*GRID, publisher="Inland Post", day=TOMORROW), "https://post.example/news")

    assert len(trace([monday, tuesday], {})) == 2


def test_a_rewrite_is_known_by_the_agency_that_a_feed_names_too() -> None:
    agency = write(*FERRY, publisher=AGENCY)
    told = fed(write(*RETOLD, publisher="Retelling Post"), AGENCY)

    (reprint,) = only(agency, told).reprints

    assert (reprint.document, reprint.signal) == (told.id, CopySignal.FEED)


@pytest.mark.parametrize(
    "other",
    [
        write(*RETOLD, publisher="Retelling Post"),
        write(*RETOLD, publisher="Retelling Post", credit="Another Agency"),
        write(*RETOLD, publisher="Retelling Post", credit=AGENCY, day=DAY + datetime.timedelta(days=2)),
        write(*paragraphs(STORIES["wire"]["ferry"]["other"]), publisher="Retelling Post", credit=AGENCY),
    ],
    ids=["no credit", "another agency", "two days later", "another story"],
)
def test_the_same_event_in_other_words_is_another_origin(other: Document) -> None:
    assert len(trace([write(*FERRY, publisher=AGENCY), other], {})) == 2


def test_a_rewrite_of_the_next_day_must_retell_most_of_the_story() -> None:
    agency = write(*FERRY, *paragraphs(STORIES["column"]["text"])[:2], publisher=AGENCY)
    on_the_day = write(*RETOLD, publisher="Retelling Post", credit=AGENCY)
    on_the_next = replace(on_the_day, published=StatedDate(day=TOMORROW))

    assert len(trace([agency, on_the_day], {})) == 1
    assert len(trace([agency, on_the_next], {})) == 2


def test_one_outlet_does_not_retell_itself() -> None:
    first = write(*FERRY, publisher="Retelling Post", credit=AGENCY)
    second = write(*RETOLD, publisher="Retelling Post", credit=AGENCY)

    assert len(trace([first, second], {})) == 2


def test_a_translation_is_not_guessed() -> None:
    korean = write(*paragraphs(STORIES["korean"]["text"]), publisher="Inland Post", credit=AGENCY)

    assert len(trace([write(*FERRY, publisher=AGENCY), korean], {})) == 2


def test_two_reports_that_quote_one_speech_at_length_are_two() -> None:
    speech = "“" + " ".join(own_words("speech", 120)) + "”"
    first = write(*own_words("one", 60), speech, publisher="Inland Post")
    second = write(*own_words("two", 60), speech, publisher="Coastal Gazette")

    assert len(trace([first, second], {})) == 2


def test_who_speaks_is_the_agency_then_the_house_then_the_document() -> None:
    credited = write(*FERRY, publisher="Inland Post", credit=AGENCY)
    housed = write(*GRID, publisher="Coastal Gazette")
    nameless = write(*RETOLD)

    voices = {
        origin.document: origin.voice
        for origin in trace([credited, housed, nameless], {"The Coastal Gazette": "Marrow House"})
    }

    assert voices == {credited.id: "northern wire", housed.id: "marrow house", nameless.id: nameless.id}


@pytest.mark.parametrize("texts", [[""], ["", ""], ["Yes."], ["Yes.", "Yes."], ["“" * 50], ["한국"]])
def test_documents_with_next_to_no_text_are_their_own_origins(texts: list[str]) -> None:
    documents = [
        replace(write("x", title=str(place)), text=text, passages=write(text or "x").passages if text else ())
        for place, text in enumerate(texts)
    ]

    assert len(trace(documents, {})) == len(texts)


def test_a_short_post_is_known_by_its_whole_text_and_a_stub_by_none() -> None:
    def posts(text: str) -> list[Document]:
        return [write(text, publisher="Inland Post"), write(text, publisher="Coastal Gazette")]

    assert len(trace(posts(FERRY[0]), {})) == 1
    assert len(trace(posts(" ".join(FERRY[0].split()[:13])), {})) == 1
    assert len(trace(posts("Sign in to read the rest of this story."), {})) == 2


def test_no_documents_have_no_origins() -> None:
    assert trace([], {}) == ()


EVERY = [one.document for one in specimens()]
EXPECTED = trace(EVERY, {})


@given(st.permutations(EVERY))
@settings(max_examples=5, deadline=None)
def test_the_order_of_the_documents_changes_nothing(documents: list[Document]) -> None:
    assert trace(documents, {}) == EXPECTED


def test_every_document_stands_in_one_tree_that_leads_to_its_origin() -> None:
    seen: list[DocumentId] = []
    for origin in EXPECTED:
        parents = {reprint.document: reprint.of for reprint in origin.reprints}
        for document in parents:
            above, steps = document, 0
            while above != origin.document:
                above, steps = parents[above], steps + 1
                assert steps <= len(parents)
        seen += [origin.document, *parents]

    assert sorted(seen) == sorted(document.id for document in EVERY)


HOSTILE = {
    "one word without end": "strait " * 60_000,
    "quotation marks": "“" * 60_000,
    "straight quotation marks": '" ' * 60_000,
    "full stops": "a." * 60_000,
    "characters without words": "海" * 60_000,
    "numbers": "1.2:3," * 30_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_takes_little_time(kind: str) -> None:
    documents = [write(HOSTILE[kind], publisher=name, credit=AGENCY) for name in ("One", "Two", "Three")]

    begun = time.process_time()
    trace(documents, {})

    assert time.process_time() - begun < 5
