"""What a listener is told of the page: the structure tree, read back from the PDF."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from briefs.publication.pdf import PrintJob, print_pdf

PAGE = "<!DOCTYPE html><html lang=en><title>t</title><style>%s</style><body>%s"


def opened(body: str, style: str = "") -> pypdf.PdfReader:
    html = PAGE % (f"@page {{ size: A5; margin: 20mm }} {style}", body)
    return pypdf.PdfReader(io.BytesIO(print_pdf(PrintJob(html_of=lambda _: html)).pdf))


def top(paper: pypdf.PdfReader) -> Any:
    root: Any = paper.trailer["/Root"]
    return root["/StructTreeRoot"]["/K"][0].get_object()


def kids(element: Any) -> list[Any]:
    found = (kid.get_object() for kid in element.get("/K", ()))
    return [kid for kid in found if isinstance(kid, dict) and "/S" in kid]


def outline(element: Any) -> str:
    """The roles of an element and all it holds: ``L(LI(Lbl LBody))``."""
    inner = " ".join(map(outline, kids(element)))
    return f"{element['/S'][1:]}({inner})" if inner else str(element["/S"][1:])


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in kids(element):
        yield from walk(kid)


def told(body: str, style: str = "") -> str:
    return " ".join(map(outline, kids(top(opened(body, style)))))


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        ("<p>one <b>two</b> <em>three</em><br>four", "P"),
        ('<p>one <a href="#x">two</a><p id=x>three', "P(Reference(Link)) P"),
        ('<p>one <a href="https://a.example">two</a>', "P(Link)"),
        ("<p>one <span lang=ko>둘</span>", "P(Span)"),
        ("<ul><li>one<li>two</ul>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<ol><li><p aria-hidden=true>1</p><p>one</ol>", "L(LI(Lbl LBody(P)))"),
        (
            '<nav role=doc-toc><ol><li><a href="#x">X</a></ol></nav><h1 id=x>X</h1>',
            "Sect(TOC(TOCI(Reference(Link)))) H1",
        ),
        (
            "<section role=doc-bibliography><h2>S</h2><div id=r1><p>1<p>Book</div></section>",
            "Sect(H2 BibEntry(Lbl P))",
        ),
        ("<figure><figcaption>what</figcaption><p>x</figure>", "Div(Caption P)"),
    ],
    ids=["bold", "reference", "address", "language", "list", "numbers", "contents", "bibliography", "figure"],
)
def test_each_thing_is_told_for_what_it_is(body: str, roles: str) -> None:
    assert told(body, "ol { list-style: none }") == roles


def test_items_in_a_row_are_a_list_with_nothing_between_them() -> None:
    assert (
        told("<ul><li>one</li> <li>two</li></ul>", "li { display: inline }") == "L(LI(LBody(Span)) LI(LBody))"
    )


def test_the_items_of_a_numbered_list_say_so() -> None:
    paper = opened("<ol><li><p aria-hidden=true>1</p><p>one</ol>", "ol { list-style: none }")
    lists = [element for element in walk(top(paper)) if element["/S"] == "/L"]
    assert [element["/A"]["/ListNumbering"] for element in lists] == ["/Decimal"]


def test_heads_of_a_table_say_whether_they_are_of_a_column_or_a_row() -> None:
    paper = opened("<table><tr><th>a<th>b<tr><th scope=row>c<td>d</table>")
    heads = [element for element in walk(top(paper)) if element["/S"] == "/TH"]
    assert [head["/A"]["/Scope"] for head in heads] == ["/Column", "/Column", "/Row"]


def test_a_link_says_where_it_leads_and_is_one_over_many_lines() -> None:
    long = "very long words of an address that runs over lines " * 3
    paper = opened(f'<p><a href="https://a.example" aria-label="To the source">{long}</a>')
    (link,) = (element for element in walk(top(paper)) if element["/S"] == "/Link")
    annotations = [annotation.get_object() for page in paper.pages for annotation in page["/Annots"]]  # type: ignore[attr-defined]
    assert len(annotations) > 1
    assert {str(annotation["/Contents"]) for annotation in annotations} == {"To the source"}
    held = [kid.get_object() for kid in link["/K"]]
    objects = [kid["/Obj"].get_object() for kid in held if isinstance(kid, dict) and "/Obj" in kid]
    assert objects == annotations


def test_a_link_without_a_label_says_its_words() -> None:
    paper = opened('<p><a href="https://a.example">the\n source</a>')
    annotation: Any = paper.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    assert str(annotation["/Contents"]) == "the source"


def test_a_paragraph_over_two_pages_is_one_and_its_words_say_on_which_page_they_are() -> None:
    paper = opened(f"<p>{'word ' * 900}")
    (paragraph,) = kids(top(paper))
    first, *others = (page.indirect_reference for page in paper.pages)
    assert paragraph.raw_get("/Pg") == first
    words: list[Any] = [kid.get_object() for kid in paragraph["/K"]]
    assert {kid.raw_get("/Pg") for kid in words if isinstance(kid, pypdf.generic.DictionaryObject)} == set(
        others
    )
    assert others
    assert any(isinstance(kid, int) for kid in words)


def test_every_word_of_the_page_knows_the_element_that_holds_it() -> None:
    paper = opened(f'<h1>a</h1><p>{"word <b>x</b> " * 900}<a href="#x">b</a><ul><li id=x>c</ul>')
    root: Any = paper.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    numbers = [entry.get_object() for entry in root["/ParentTree"]["/Nums"]]
    holders: list[Any] = []
    for entry in numbers[1::2]:
        holders.extend(entry if isinstance(entry, list) else [entry])
    alive = {id(element) for element in walk(top(paper))}
    assert holders
    assert all(id(holder.get_object()) in alive for holder in holders)


def test_a_figure_says_where_it_is_in_points_from_the_foot_of_its_page() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><title>A line</title></svg>'
    paper = opened(
        f"<div>{svg}</div>",
        "svg { display: block } @page { size: 400px 300px; margin: 20px } body { margin: 0 }",
    )
    (figure,) = (element for element in walk(top(paper)) if element["/S"] == "/Figure")
    assert str(figure["/Alt"]) == "A line"
    assert [round(float(side)) for side in figure["/A"]["/BBox"]] == [15, 180, 90, 210]


def test_running_lines_are_no_part_of_what_is_read() -> None:
    paper = opened("<p>x", "@page { @top-left { content: 'Running' } }")
    assert outline(top(paper)) == "Document(P)"
    assert "Running" in paper.pages[0].extract_text()
