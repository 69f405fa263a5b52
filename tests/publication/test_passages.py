"""What a citation opens on a screen: the cited words, marked in their paragraphs."""

from dataclasses import replace

from briefs.model import Brief, Document, SourceFormat
from briefs.publication.page import page_of
from briefs.publication.passages import AROUND, passages_of
from briefs.publication.templates import render
from briefs.publication.view import PassageView
from briefs.shipped import TEMPLATES
from tests.publication.material import Said, compose, document, sample, section, sources

FERRY = "The ferry Tsubaki sails on Monday."


def passages(brief: Brief, documents: tuple[Document, ...]) -> tuple[PassageView, ...]:
    return passages_of(brief, documents, page_of(brief, with_contents=True))


def cites(given: Document, *parts: str, passage: int = 1) -> Brief:
    """A brief of one statement from one document."""
    said = (Said(source=1, passage=passage, parts=parts),)
    return compose((given,), (section(1, "Ferries", said, (given,)),), key_points=("1.1",))


def test_every_citation_of_the_page_opens_a_passage_and_every_passage_is_cited() -> None:
    brief = sample()
    page = page_of(brief, with_contents=True)
    found = passages_of(brief, sources(), page)
    html = render(replace(page, passages=found), TEMPLATES)
    anchors = {passage.anchor for passage in found}
    opened = {part.partition('"')[0] for part in html.split('popovertarget="')[1:]}
    assert opened == anchors
    assert len(anchors) == len(found)
    assert all(html.count(f'id="{anchor}"') == 1 for anchor in anchors)


def test_paper_has_none_and_its_citations_lead_to_references() -> None:
    html = render(page_of(sample(), with_contents=True), TEMPLATES)
    assert "popover" not in html
    assert '<a class="mark" href="#r1"' in html


def test_the_words_stand_between_those_before_and_after_them() -> None:
    given = document((f"Fog lifted. {FERRY} It is full.", "Other news."), path="a.txt")
    (passage,) = passages(cites(given, FERRY), (given,))
    (paragraph,) = passage.paragraphs
    assert (paragraph.before, paragraph.marked, paragraph.after) == ("Fog lifted. ", FERRY, " It is full.")
    assert (paragraph.opened, paragraph.closed) == (False, False)


def test_a_list_is_marked_in_each_of_its_paragraphs() -> None:
    given = document(("They agreed on:", "a pier", "a light", "and on no more."), path="a.txt")
    (passage,) = passages(cites(given, "They agreed on:", "a pier", "a light"), (given,))
    assert [one.marked for one in passage.paragraphs] == ["They agreed on:", "a pier", "a light"]


def test_a_long_paragraph_is_cut_at_words_and_says_so() -> None:
    given = document((f"{'calm sea ' * 300}{FERRY}{' dead calm' * 300}",), path="a.txt")
    (passage,) = passages(cites(given, FERRY), (given,))
    (paragraph,) = passage.paragraphs
    assert (paragraph.opened, paragraph.closed) == (True, True)
    assert AROUND - 20 < len(paragraph.before) <= AROUND
    assert given.text.endswith(
        paragraph.after + given.text[given.text.index(FERRY) + len(FERRY + paragraph.after) :]
    )
    assert {*paragraph.before.split(), *paragraph.after.split()} == {"calm", "sea", "dead"}


def test_it_leads_to_the_words_on_the_web_where_they_are_there_once() -> None:
    given = document(
        (FERRY, "Rain. Rain."), path="a.html", url="https://ferry.example/news", format=SourceFormat.HTML
    )
    (once,) = passages(cites(given, FERRY), (given,))
    assert once.href == "https://ferry.example/news#:~:text=The%20ferry%20Tsubaki%20sails%20on%20Monday."
    assert once.exact
    (twice,) = passages(cites(given, "Rain.", passage=2), (given,))
    assert twice.href is not None
    assert twice.href.startswith("https://ferry.example/news")


def test_it_leads_nowhere_unsafe() -> None:
    given = document((FERRY,), path="a.txt", url="javascript:alert(1)")
    (passage,) = passages(cites(given, FERRY), (given,))
    assert (passage.href, passage.exact) == (None, False)


def test_without_its_document_a_citation_opens_its_words_alone() -> None:
    given = document((f"Fog lifted. {FERRY}",), path="a.txt")
    (passage,) = passages(cites(given, FERRY), ())
    assert [(one.before, one.marked) for one in passage.paragraphs] == [("", FERRY)]


def test_a_paragraph_is_data() -> None:
    given = document((f"<script>alert(1)</script> {{{{ 7*7 }}}} {FERRY}",), path="a.txt")
    brief = cites(given, FERRY)
    page = page_of(brief, with_contents=True)
    html = render(replace(page, passages=passages_of(brief, (given,), page)), TEMPLATES)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} <mark>" in html
