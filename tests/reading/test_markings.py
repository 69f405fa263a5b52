"""Whether a source bears a marking of the Traffic Light Protocol, or only speaks of one."""

import time

import pytest

from briefs.model import Document, DoubtKind, Marking, Outlet, Provenance, Source
from briefs.reading import read
from briefs.reading.markings import marking_in, unknown_labels
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import HEAD, mail, page
from tests.reading.made_pdfs import Leaf, pdf

TITLE = "Bridge to open in June"
FIRST = "The ministry in Arden confirmed on Monday that the second bridge will open in June."
SECOND = "Officials said that traffic would be sent over the old bridge for two weeks."
BODY = f"{FIRST}\n\n{SECOND}"
LEGEND = """What the labels mean

Many offices mark what they share, so that nobody passes it on by mistake to others.

TLP:RED

Not for disclosure, restricted to the participants of one meeting and nobody else at all.

TLP:AMBER

Limited disclosure, restricted to the organisation of the participants and to its clients.

TLP:GREEN

Limited disclosure, restricted to the community of those who took part in the meeting.

The labels were agreed on by a forum of offices, which also translates them for its members.

An office that finds one on a note may pass it on as far as it says, and no further than that.
"""


def borne(content: str | bytes, path: str = "note.txt", outlet: Outlet | None = None) -> Marking | None:
    """The marking of a source."""
    return document(content, path, outlet).marking


def document(content: str | bytes, path: str, outlet: Outlet | None = None) -> Document:
    """What is read of a source."""
    raw = content.encode() if isinstance(content, str) else content
    provenance = Provenance(outlet=outlet) if outlet else None
    found = read(Source(path=path, content=raw, provenance=provenance))
    assert isinstance(found, Document), found
    return found


def in_format(line: str, path: str) -> str | bytes:
    """A source that opens with a line."""
    if path.endswith(".html"):
        return f"<html><body><p>{line}</p><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    return mail(f"{line}\n\n{BODY}\n") if path.endswith(".eml") else f"{line}\n\n{TITLE}\n\n{BODY}\n"


def unknown(found: Document) -> list[str]:
    """What is told of labels that are none."""
    return [doubt.text for doubt in found.doubts if doubt.kind is DoubtKind.UNKNOWN_MARKING]


@pytest.mark.parametrize("path", ["note.txt", "note.md"])
@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("TLP:AMBER", Marking.AMBER),
        ("TLP: AMBER", Marking.AMBER),
        ("tlp:amber", Marking.AMBER),
        ("TLP AMBER", Marking.AMBER),
        ("TLP：AMBER", Marking.AMBER),
        ("TLP:AMBER+STRICT", Marking.AMBER_STRICT),
        ("TLP: AMBER + STRICT", Marking.AMBER_STRICT),
        ("TLP:AMBER-STRICT", Marking.AMBER_STRICT),
        ("TLP:WHITE", Marking.CLEAR),
        ("TLP:CLEAR", Marking.CLEAR),
        ("(TLP:GREEN)", Marking.GREEN),
        ("Classification: TLP:RED", Marking.RED),
        ("Traffic Light Protocol: RED", Marking.RED),
        ("Traffic Light Protocol (TLP) 2.0: GREEN", Marking.GREEN),
        ("TLP:AMBER | Page 1 of 3", Marking.AMBER),
        ("Weekly note of the Arden desk · TLP:AMBER", Marking.AMBER),
        ("Situation Report TLP:GREEN", Marking.GREEN),
        ("TLP:RED – not for disclosure, restricted to participants only.", Marking.RED),
    ],
)
def test_a_label_at_the_head_or_the_foot_is_the_sources_own(line: str, marking: Marking, path: str) -> None:
    assert borne(f"{line}\n\n{TITLE}\n\n{BODY}\n", path) is marking
    assert borne(f"{TITLE}\n\n{BODY}\n\n{line}\n", path) is marking


@pytest.mark.parametrize("path", ["note.txt", "note.md"])
@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{BODY}\n\nThe report was marked TLP:RED by its authors, two officials told this paper.",
        f"{TITLE}\n\nThe report was marked TLP:RED by its authors, officials told this paper.\n\n{BODY}",
        f"Leaked Report Was Marked TLP:RED\n\n{BODY}",
        f"Office drops the label TLP:AMBER\n\n{BODY}",
        f"{TITLE}\n\nTLP:RED information was passed to reporters on Monday, the office said.\n\n{BODY}",
        f"{TITLE}\n\n{FIRST}\n\nHe added that this kind of note is marked TLP:AMBER.\n\n{SECOND}",
        f"{TITLE}\n\n{BODY}\n\nThe TLPRED group and TLP:REDUX were not asked for their views on it.",
        LEGEND,
    ],
)
def test_a_label_that_a_source_speaks_of_is_not_its_own(text: str, path: str) -> None:
    assert borne(text, path) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "This document is marked TLP:GREEN. Recipients may share it within their community.",
        "This weekly report is TLP:GREEN and may be shared with partner organisations.",
        "Please note. The attached assessment is classified as TLP:GREEN until further notice.",
    ],
)
def test_a_source_that_says_how_it_is_marked_is_so_marked_wherever_it_says_it(sentence: str) -> None:
    assert borne(f"{TITLE}\n\n{FIRST}\n\n{sentence}\n\n{SECOND}\n") is Marking.GREEN


def test_a_label_that_comes_again_between_the_paragraphs_is_a_running_head() -> None:
    pages = [
        f"{BODY}\n\nStation {place} stays open {place} days longer than the others do." for place in range(3)
    ]
    assert borne(f"{TITLE}\n\n" + "\n\nTLP:AMBER\n\n".join(pages)) is Marking.AMBER
    assert borne(f"{TITLE}\n\n{pages[0]}\n\nTLP:AMBER\n\n{pages[1]}\n\n{pages[2]}") is None


def test_a_legend_at_the_foot_does_not_mark_what_bears_another_label() -> None:
    legend = "TLP:RED – for participants only\n\nTLP:AMBER – for organisations\n\nTLP:GREEN – for communities"
    assert borne(f"TLP:AMBER\n\n{TITLE}\n\n{BODY}\n\n{legend}\n") is Marking.AMBER
    assert borne(f"{TITLE}\n\n{BODY}\n\n{legend}\n") is None


def test_of_two_labels_the_stricter_one_counts() -> None:
    assert borne(f"TLP:GREEN\n\n{TITLE}\n\n{BODY}\n\nTLP:AMBER\n") is Marking.AMBER


def test_front_matter_may_state_it() -> None:
    head = f"---\ntitle: {TITLE}\ndate: 2026-05-18\ntlp: amber\n---\n\n"
    assert borne(head + BODY) is Marking.AMBER
    assert borne(head + BODY, "note.md") is Marking.AMBER
    assert borne(head.replace("tlp: amber", "tags: [bridges, TLP:RED leaks]") + BODY) is None


def test_the_head_and_the_foot_of_a_web_page_state_it() -> None:
    text = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
    assert borne(f"<html><body><header>TLP:AMBER</header>{text}</body></html>", "a.html") is Marking.AMBER
    assert borne(f"<html><body>{text}<footer>TLP:AMBER</footer></body></html>", "a.html") is Marking.AMBER


@pytest.mark.parametrize("body", [f"{BODY}\n", f"TLP:GREEN\n\n{BODY}\n"])
def test_the_subject_and_the_first_line_of_a_mail_state_it(body: str) -> None:
    head = HEAD if body.startswith("TLP") else HEAD.replace("Subject: ", "Subject: [TLP:GREEN] ")
    assert borne(mail(body, head), "a.eml") is Marking.GREEN
    assert borne(mail(f"{BODY}\n"), "a.eml") is None


def test_the_first_line_of_a_mail_in_html_states_it_and_news_in_its_subject_does_not() -> None:
    shown = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert borne(page(f"<p>TLP:RED</p>{shown}"), "a.eml") is Marking.RED
    news = HEAD.replace("Subject: ", "Subject: Why the office marked its note TLP:RED: ")
    assert borne(mail(f"{BODY}\n", news), "a.eml") is None


@pytest.mark.parametrize(
    "margin",
    [
        paragraph("TLP:AMBER"),
        "<w:p><w:r><w:t>TL</w:t></w:r><w:r><w:t>P:AMB</w:t></w:r><w:r><w:t>ER</w:t></w:r></w:p>",
        '<w:p><x:textpath xmlns:x="urn:schemas-microsoft-com:vml" string="TLP:AMBER"/></w:p>',
    ],
)
def test_the_header_of_a_word_document_states_it_in_pieces_or_across_the_page(margin: str) -> None:
    text = paragraph(FIRST) + paragraph(SECOND)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert borne(packed(text, footer2=f"<w:ftr {space}>{margin}</w:ftr>"), "a.docx") is Marking.AMBER
    assert borne(packed(text), "a.docx") is None


def test_the_running_head_of_a_pdf_states_it_on_one_page_or_on_all() -> None:
    leaves = []
    for lines in ([FIRST, SECOND], [SECOND, FIRST]):
        leaf = Leaf()
        leaf.text(250, 40, "TLP:AMBER", 12)
        for place, line in enumerate(lines * 4):
            leaf.text(70, 120 + 30 * place, line, 10)
        leaves.append(leaf)
    assert borne(pdf(leaves), "a.pdf") is Marking.AMBER
    assert borne(pdf(leaves[:1]), "a.pdf") is Marking.AMBER


def test_the_outlet_marks_what_bears_no_stricter_label() -> None:
    outlet = Outlet(name="Arden desk", marking=Marking.AMBER)
    assert borne(BODY, outlet=outlet) is Marking.AMBER
    assert borne(f"TLP:GREEN\n\n{BODY}", outlet=outlet) is Marking.AMBER
    assert borne(f"TLP:RED\n\n{BODY}", outlet=outlet) is Marking.RED


def test_a_line_of_nothing_but_labels_bears_the_strictest() -> None:
    assert marking_in(["TLP:GREEN / TLP:AMBER"], (), ()) is Marking.AMBER


@pytest.mark.parametrize("path", ["note.txt", "note.md", "note.html", "note.eml"])
@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TLP:PURPLE", "TLP:PURPLE"),
        ("[TLP:AMBRE]", "TLP:AMBRE"),
        ("TLP: ambre", "TLP: ambre"),
        ("TLP:AMBER+STRIKT", "TLP:AMBER+STRIKT"),
        ("TLP:AMBER STRIKT", "TLP:AMBER STRIKT"),
        ("Classification: TLP:ORANGE", "TLP:ORANGE"),
        ("TLP:GREY | Page 1 of 3", "TLP:GREY"),
    ],
)
def test_what_looks_like_a_label_and_is_none_marks_nothing_and_is_told(
    line: str, label: str, path: str
) -> None:
    found = document(in_format(line, path), path)

    assert found.marking is None
    assert unknown(found) == [
        f"“{label}” stands in it like a marking, but the Traffic Light Protocol has no such label: it marks nothing."
    ]


@pytest.mark.parametrize("path", ["note.txt", "note.md", "note.html", "note.eml"])
@pytest.mark.parametrize(
    "line",
    [
        "TLP:WHITE",
        "TLP:RED",
        "TLP: AMBER + STRICT",
        "TLP:AMBER – for the organisation",
        "TLP: what the labels mean to those who share",
        "The TLP:PURPLE label is not one of those that the forum has agreed on, an officer said.",
        "TLPX:PURPLE",
    ],
)
def test_a_label_and_what_only_speaks_of_labels_is_no_doubt(line: str, path: str) -> None:
    assert unknown(document(in_format(line, path), path)) == []


def test_a_misspelt_label_in_the_subject_of_a_mail_is_told() -> None:
    head = HEAD.replace("Subject: ", "Subject: [TLP:AMBRE] ")
    (told,) = unknown(document(mail(f"{BODY}\n", head), "a.eml"))

    assert "“TLP:AMBRE”" in told


def test_a_misspelt_label_beside_a_label_is_told_and_the_label_counts() -> None:
    found = document(f"TLP:GREEN\n\nTLP:AMBRE\n\n{TITLE}\n\n{BODY}\n", "note.txt")

    assert (found.marking, len(unknown(found))) == (Marking.GREEN, 1)


@pytest.mark.parametrize(
    "piece", ["TLP:", "TLP:RED ", "This document is ", "TLP - ", "( ", "traffic light protocol ", "TLP:AA-"]
)
def test_hostile_lines_take_time_in_proportion_to_their_length(piece: str) -> None:
    def seconds(times: int) -> float:
        lines = [piece * times, "TLP:RED"]
        started = time.process_time()
        marking_in(lines, lines, ())
        list(unknown_labels(lines, lines))
        return time.process_time() - started

    seconds(10)
    assert seconds(64_000) < 40 * seconds(6_400) + 0.5
