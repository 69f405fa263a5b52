"""Which stretches of a reprint are not its own."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.evidence import copied, trace
from briefs.model import Document
from tests.evidence.families import AGENCY, DAY, STORIES, edited, own_words, paragraphs, specimens, write

FERRY = paragraphs(STORIES["wire"]["ferry"]["text"])
OWN = own_words("own", 200)


def stretches(reprint: Document, *others: Document) -> list[str]:
    """The copied words of a reprint, piece by piece."""
    documents = [reprint, *others]
    spans = copied(documents, trace(documents, {})).get(reprint.id, ())
    return [reprint.exact(span) for span in spans]


def test_an_origin_has_copied_nothing() -> None:
    assert stretches(write(*FERRY, publisher=AGENCY), write(*FERRY, credit=AGENCY)) == []


def test_all_of_a_reprint_without_words_of_its_own_is_copied() -> None:
    reprint = write("VIK (Northern Wire) - " + FERRY[0], *FERRY[1:], credit=AGENCY)

    assert stretches(reprint, write(*FERRY, publisher=AGENCY)) == [reprint.text]


def test_the_own_words_of_a_reprint_are_its_own() -> None:
    reprint = write(OWN[0], *FERRY, *OWN[1:], credit=AGENCY)

    (piece,) = stretches(reprint, write(*FERRY, publisher=AGENCY))

    assert f"{piece}." == "\n\n".join(FERRY)


def test_a_changed_word_ends_a_stretch_and_quotations_belong_to_it() -> None:
    reprint = write(FERRY[4], edited(FERRY[:1], 20)[0], *OWN, credit=AGENCY)

    pieces = stretches(reprint, write(*FERRY[:1], FERRY[4], *OWN[:4], publisher=AGENCY))

    assert any(piece.startswith("We have shouted") for piece in pieces)
    assert not any("about" in piece for piece in pieces)


def test_what_a_reprint_of_a_reprint_has_from_either_is_copied() -> None:
    first = write(*FERRY, publisher=AGENCY)
    second = write(*FERRY, *OWN[:3], publisher="Inland Post", credit=AGENCY)
    third = write(*FERRY, *OWN[:3], *own_words("third", 200), publisher="Hill Courier", credit=AGENCY)

    (piece,) = stretches(third, first, second)

    assert piece.endswith(OWN[2].removesuffix("."))


def test_a_sentence_that_says_the_same_in_other_words_is_copied() -> None:
    retold = paragraphs(STORIES["wire"]["ferry"]["retold"][0])
    reprint = write(*retold, OWN[0], publisher="Retelling Post", credit=AGENCY)

    pieces = stretches(reprint, write(*FERRY, publisher=AGENCY))

    assert retold[2] in pieces
    assert OWN[0] not in pieces


def test_what_a_digest_collects_is_left_to_those_who_tell_it() -> None:
    stories = [write(*paragraphs(story["text"]), publisher=name) for name, story in STORIES["wire"].items()]
    texts = [part for story in STORIES["wire"].values() for part in paragraphs(story["text"])]
    digest = write(OWN[0], *texts, OWN[1], publisher="Morning Digest", day=DAY + datetime.timedelta(days=1))

    origins = trace([digest, *stories], {})
    (piece,) = stretches(digest, *stories)

    assert len(origins) == 1 + len(stories)
    assert f"{piece}." == "\n\n".join(texts)
    assert all(stretches(story, digest, *stories) == [] for story in stories)


def test_a_story_that_was_cut_in_two_ways_has_copied_from_neither() -> None:
    later = DAY + datetime.timedelta(days=1)
    wire = write(*FERRY, publisher=AGENCY)
    head = write(*FERRY[:3], publisher="Inland Post", day=later)
    tail = write(*FERRY[5:], publisher="Hill Courier", day=later)

    assert stretches(wire, head, tail) == []


def test_characters_whose_lower_case_is_longer_shift_nothing() -> None:
    turkish = [f"İ{paragraph} ẞ" for paragraph in FERRY]
    reprint = write(*OWN, *turkish, credit=AGENCY)

    (piece,) = stretches(reprint, write(*turkish, publisher=AGENCY))

    assert piece == "\n\n".join(turkish)


EVERY = [one.document for one in specimens()]


@given(st.lists(st.sampled_from(EVERY), min_size=2, max_size=12, unique=True))
@settings(max_examples=15, deadline=None)
def test_every_stretch_lies_in_its_document_and_only_reprints_and_digests_have_any(
    documents: list[Document],
) -> None:
    origins = trace(documents, {})
    by_id = {document.id: document for document in documents}
    reprints = {reprint.document for origin in origins for reprint in origin.reprints}
    digests = {origin.document for origin in origins if origin.collected}

    for document, spans in copied(documents, origins).items():
        assert document in reprints | digests
        assert list(spans) == sorted(spans)
        assert all(span.end <= len(by_id[document].text) for span in spans)


def test_the_order_of_the_documents_changes_nothing() -> None:
    origins = trace(EVERY, {})

    assert copied(EVERY, origins) == copied(EVERY[::-1], origins[::-1])


def test_versions_of_one_story_in_one_outlet_are_not_what_it_prints_everywhere() -> None:
    versions = [
        write(*FERRY, f"Version {place}.", publisher="Inland Post", title=f"Headline {place}")
        for place in range(4)
    ]

    assert len(trace(versions, {})) == 1
    assert all(stretches(one, *versions) for one in versions[1:] if one.id != trace(versions, {})[0].document)


def test_a_document_without_text_copies_nothing() -> None:
    empty = replace(write("x"), text="", passages=())

    assert copied([empty], trace([empty], {})) == {}
