"""What a reader's eye would stumble over: words off the page, headings at its foot, numbers at the start of a line."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from briefs.model import Brief, Document, Marking
from briefs.publication import Design, publish
from briefs.shipped import TEMPLATES
from tests.publication.material import Said, compose, day, document, edition, sample, section, sources

_MILLIMETRE = 72 / 25.4
LONG = (
    "Crossings of the strait by ferry and by fishing boat, and the many things that every ministry on both coasts "
    "has said of them since the last week of May"
)


def ten_long_themes() -> tuple[Brief, tuple[Document, ...]]:
    """Ten themes with titles of some thirty words, on more than four pages, under a headline of ninety."""
    texts = tuple(f"Crane {place} moved in the night and was put back by hand. " * 3 for place in range(60))
    given = (document(texts, path="in/cranes.txt", title="Cranes", published=day(2026, 5, 1)),)
    sections = tuple(
        section(
            number,
            f"{LONG}, part {number}",
            tuple(
                Said(source=1, passage=place + 1, parts=(texts[place].strip(),))
                for place in range(6 * number - 6, 6 * number)
            ),
            given,
        )
        for number in range(1, 11)
    )
    headline = "Ferries, ministers, a shared forecast and the price of the night crossing: " * 7
    return compose(given, sections, key_points=("1.1", "2.1", "3.1"), headline=headline.strip(" :")), given


def long_statements() -> tuple[Brief, tuple[Document, ...]]:
    """Five key points of two hundred words."""
    texts = tuple(" ".join(f"quay{place}{word}" for word in range(200)) + "." for place in range(5))
    given = tuple(document((text,), path=f"in/{place}.txt") for place, text in enumerate(texts))
    sections = tuple(
        section(place, f"Quay {place}", (Said(source=place, passage=1, parts=(text,)),), given)
        for place, text in enumerate(texts, 1)
    )
    return compose(given, sections, key_points=tuple(f"{place}.1" for place in range(1, 6))), given


def marked_draft() -> tuple[Brief, tuple[Document, ...]]:
    """The sample as a draft under the longest marking, with a correction."""
    stated = edition(
        revision=1,
        marking=Marking.AMBER_STRICT,
        draft=True,
        correction="Statement 2.4 counted ferries twice. " * 8,
    )
    return replace(sample(), edition=stated), sources()


def printed(given: tuple[Brief, tuple[Document, ...]], folder: Path) -> Path:
    files = publish(*given, Design(templates=TEMPLATES))
    path = folder / "brief.pdf"
    path.write_bytes(next(content for name, content in files.items() if name.endswith(".pdf")))
    return path


def pages_of(path: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The runs of text of each page: left, bottom, right, top in millimetres from its lower left corner, and words."""
    found = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        boxes = (text.get_rect(number) for number in range(text.count_rects()))
        found.append(
            [(*(edge / _MILLIMETRE for edge in box), text.get_text_bounded(*box).strip()) for box in boxes]
        )
    document.close()
    return found


@pytest.fixture(scope="module", params=[ten_long_themes, long_statements, marked_draft])
def strained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(request.param(), tmp_path_factory.mktemp("strained"))


def test_no_word_stands_outside_the_page_area(strained: Path) -> None:
    outside = [
        (number, words)
        for number, runs in enumerate(pages_of(strained), 1)
        for left, bottom, right, top, words in runs
        if words != "Draft" and not (left >= 9 and right <= 188.6 and bottom >= 7 and top <= 293)
    ]
    assert outside == []


def test_the_text_never_runs_into_the_foot_of_the_page(strained: Path) -> None:
    for number, runs in enumerate(pages_of(strained), 1):
        feet = [run for run in runs if run[1] < 14]
        assert all(run[4] == "Draft" or run[3] < 19 for run in feet), number


def test_no_heading_stands_at_the_foot_of_a_page(strained: Path, pdf: Path) -> None:
    brief = sample()
    headings = {
        *(one.title for one in brief.sections),
        *("Where sources disagree", "Who said what", "Timeline", "Sources", "Silence and balance", "Method"),
    }
    for path in (strained, pdf):
        for runs in pages_of(path):
            body = [run for run in runs if run[1] > 19 and run[4] and run[4] != "Draft"]
            lowest = min(body, key=lambda run: run[1])
            assert lowest[4] not in headings


def test_the_marking_stands_at_the_head_and_foot_of_every_page(tmp_path: Path) -> None:
    for runs in pages_of(printed(marked_draft(), tmp_path)):
        heights = [run[1] for run in runs if run[4] == "TLP:AMBER+STRICT"]
        assert min(heights) < 19
        assert max(heights) > 270
