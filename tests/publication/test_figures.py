"""The figures: what they show, when they are there, and that they say in words what they draw."""

import datetime
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Brief, Citation, Document, Earlier, Event, Precision, Section
from briefs.publication import Design, publish
from briefs.publication.figures import CoverageFigure, TimelineFigure, WeeksFigure
from briefs.publication.figures_coverage import ROWS, coverage_figure
from briefs.publication.figures_timeline import timeline_figure
from briefs.publication.figures_weeks import HEIGHT, weeks_figure
from briefs.publication.page import page_of
from briefs.publication.pdf import PrintJob, print_pdf
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.publication.material import Said, compose, document, edition, sample, section, single

MAY = datetime.date(2026, 5, 1)


def on_themes(*themes: tuple[int, ...]) -> Brief:
    """A brief whose sections print one sentence from each of the sources that are given by their numbers."""
    numbers = sorted({number for theme in themes for number in theme})
    documents = tuple(
        document((f"Harbour {number} is open.",), path=f"{number}.txt", publisher=f"Paper {number}")
        for number in numbers
    )
    sections = tuple(_section(place, theme, documents) for place, theme in enumerate(themes, 1))
    return compose(documents, sections, key_points=())


def _section(place: int, theme: tuple[int, ...], documents: tuple[Document, ...]) -> Section:
    said = tuple(Said(source=number, passage=1, parts=(documents[number - 1].text,)) for number in theme)
    return section(place, f"Theme {place}", said, documents)


def coverage(brief: Brief) -> CoverageFigure:
    figure = coverage_figure(brief)
    assert figure is not None
    return figure


def weeks(brief: Brief) -> WeeksFigure:
    figure = weeks_figure(brief)
    assert figure is not None
    return figure


def line(*days: datetime.date, announced: tuple[datetime.date, ...] = ()) -> TimelineFigure:
    figure = timeline_figure(dated(*days, announced=announced))
    assert figure is not None
    return figure


def dated(*days: datetime.date, announced: tuple[datetime.date, ...] = ()) -> Brief:
    """A brief of one statement with an event on each of the days."""
    brief, _ = single()
    cited = next(iter(brief.statements.values())).citations[0]
    events = [_event(place, day, cited, ahead=False) for place, day in enumerate(days, 1)]
    events += [_event(place + len(days), day, cited, ahead=True) for place, day in enumerate(announced, 1)]
    return replace(brief, events=tuple(events))


def _event(place: int, day: datetime.date, cited: Citation, *, ahead: bool) -> Event:
    return Event(
        id=f"t{place}", day=day, last=None, precision=Precision.DAY, text=cited.exact, context=None,
        language="en", resolved=None, announced=ahead, mentions=1, citations=(cited,),
    )  # fmt: skip


def after(*days: int) -> tuple[datetime.date, ...]:
    """Days so many after the first of May."""
    return tuple(MAY + datetime.timedelta(days=number) for number in days)


def test_the_matrix_counts_the_sentences_of_each_source_on_each_theme() -> None:
    figure = coverage(on_themes((1, 2, 2), (2, 3)))
    assert [head.title for head in figure.heads] == ["Theme 1", "Theme 2"]
    assert [(row.number, row.name, [cell.printed for cell in row.cells]) for row in figure.panels[0]] == [
        (1, "Paper 1", ["1", None]),
        (2, "Paper 2", ["2", "1"]),
        (3, "Paper 3", [None, "1"]),
    ]


def test_a_source_that_only_says_so_too_is_told_in_a_word() -> None:
    rows = {row.number: row for panel in coverage(sample()).panels for row in panel}
    assert [(cell.printed, cell.also) for cell in rows[12].cells] == [
        (None, "also"),
        (None, None),
        (None, None),
        ("1", None),
    ]


@pytest.mark.parametrize(
    ("themes", "finding"),
    [
        (((1, 2, 3), (1, 3)), "2 of 3 sources speak to all 2 themes"),
        (((1, 2, 3), (1,)), "1 of 3 sources speaks to all 2 themes"),
        (((1, 2), (3, 4)), "Each of 4 sources speaks to one theme only"),
        (((1, 2), (1, 3), (4,)), "None of 4 sources speaks to more than 2 of 3 themes"),
    ],
)
def test_its_title_is_what_it_shows(themes: tuple[tuple[int, ...], ...], finding: str) -> None:
    assert coverage(on_themes(*themes)).finding == finding


def test_there_is_none_of_two_sources_or_of_one_theme() -> None:
    assert coverage_figure(on_themes((1, 2), (1, 2))) is None
    assert coverage_figure(on_themes((1, 2, 3))) is None


def test_many_sources_stand_in_two_panels_and_those_that_say_least_are_counted() -> None:
    figure = coverage(on_themes(tuple(range(1, 31)), (30,)))
    first, second = figure.panels
    assert (len(first), len(second), second[-1].number) == (ROWS // 2, ROWS // 2, 30)
    assert figure.more == "6 more sources are in the list of sources."


def test_many_themes_make_it_as_wide_as_the_page() -> None:
    assert coverage(on_themes((1, 2, 3), (1,))).form == "narrow"
    assert coverage(on_themes(*[(1, 2, 3)] * 6)).form == "wide"


def test_themes_beyond_its_columns_count_and_are_said_to_be_missing() -> None:
    figure = coverage(on_themes(*[(1, 2, 3)] * 14, (1,)))
    assert len(figure.heads) == 12
    assert figure.finding == "1 of 3 sources speaks to all 15 themes"
    assert figure.more == "3 more themes are not shown here."
    earlier = (Earlier(edition="2026-W21", statements=()),)
    assert weeks(replace(on_themes(*[(1, 2, 3)] * 14), earlier=earlier)).note.endswith(
        " 2 more themes are not shown here."
    )


def test_there_are_no_weeks_without_an_earlier_edition() -> None:
    assert weeks_figure(replace(sample(), earlier=())) is None


def compared() -> Brief:
    """The sample after two editions; of its first section one statement was known, its third is empty."""
    told = (("ferries-and-freight", 2), ("meetings-of-ministers", 8))
    earlier = Earlier(edition="2026-W21", statements=told), Earlier(edition="2026-W20", statements=told[:1])
    return replace(sample(), earlier=earlier)


def test_the_weeks_tell_the_sentences_of_each_edition_and_what_is_new_in_this_one() -> None:
    figure = weeks(compared())
    assert [theme.told for theme in figure.themes] == [
        "Meetings of ministers. 2026-W20: 0, 2026-W21: 8, 2026-W22: 4 sentences; this time 3 new, 1 repeated",
        "Ferries and freight. 2026-W20: 2, 2026-W21: 2, 2026-W22: 7 sentences; this time 7 new",
        "Fishing grounds. 2026-W20: 0, 2026-W21: 0, 2026-W22: 0 sentences; this time silent",
        "Fog, storms and safety at sea. 2026-W20: 0, 2026-W21: 0, 2026-W22: 5 sentences; this time 5 new",
    ]
    assert figure.finding == "3 of 4 themes have something new"


def test_bars_are_of_one_scale_and_stand_on_one_line() -> None:
    first, second, silent, _ = weeks(compared()).themes
    past, known, fresh = first.bars
    assert [(bar.past, bar.outlined) for bar in first.bars] == [(True, False), (False, False), (False, True)]
    assert float(past.height) == pytest.approx(4 * float(second.bars[0].height), abs=0.2)
    assert all(float(bar.y) + float(bar.height) == pytest.approx(HEIGHT, abs=0.1) for bar in (past, known))
    assert float(fresh.y) + float(fresh.height) == pytest.approx(float(known.y), abs=0.6)
    assert (silent.bars, [label.text for label in silent.labels]) == ((), ["0", "0", "0"])


def test_a_theme_with_nothing_new_says_so() -> None:
    brief = compared()
    first, *others = brief.sections
    known = replace(first, statements=tuple(replace(one, new=False) for one in first.statements))
    assert weeks(replace(brief, sections=(known, *others))).themes[0].now == "nothing new, 4 repeated"


def test_days_stand_to_scale_on_the_line() -> None:
    spots = [float(dot.x.removesuffix("%")) for dot in line(*after(0, 6, 12, 24)).dots]
    steps = [later - earlier for earlier, later in pairwise(spots)]
    assert steps == pytest.approx([steps[0], steps[0], 2 * steps[0]], abs=0.02)


def test_events_of_one_day_are_stacked_and_share_a_label() -> None:
    figure = line(*after(0, 9, 9, 9, 20))
    heights = [float(dot.y) for dot in figure.dots if dot.x == figure.dots[1].x]
    assert heights == sorted(set(heights), reverse=True)
    assert "10 May 2026 (3)" in [label.text for label in figure.labels]


def test_what_is_announced_is_open_and_its_day_stands_below_the_line_and_says_so() -> None:
    figure = line(*after(0, 8, 16), announced=after(31))
    assert [dot.announced for dot in figure.dots] == [False, False, False, True]
    ahead = figure.labels[-1]
    assert (ahead.text, float(ahead.y) > float(figure.axis)) == ("1 June 2026, announced", True)
    assert all(float(label.y) < float(figure.axis) for label in figure.labels[:-1])
    opening, *dates = figure.told.split(": ", 1)[0], *figure.told.split(": ", 1)[1].split("; ")
    assert opening == "Line with 4 dates, each in the list below"
    assert [date.partition(":")[0] for date in dates] == [
        "1 May 2026",
        "9 May 2026",
        "17 May 2026",
        "1 June 2026, announced",
    ]


def test_what_would_make_the_rest_one_blot_is_left_to_the_list() -> None:
    figure = line(datetime.date(1942, 2, 3), *after(0, 8, 16, 24))
    assert (len(figure.dots), figure.note.endswith(" 1 earlier date is in the list.")) == (4, True)


def test_there_is_no_line_that_would_lack_the_latest_or_what_is_announced() -> None:
    far = datetime.date(2040, 1, 1)
    assert timeline_figure(dated(*after(0, 8, 16, 24), announced=(far,))) is None
    assert timeline_figure(dated(*after(0, 8, 16, 24), far)) is None
    assert timeline_figure(dated(far, *after(9000, 9008, 9016, 9024), announced=after(0))) is None


def test_the_words_of_each_day_are_told_where_they_are_few_and_of_the_language_of_the_page() -> None:
    brief = dated(*after(0, 8, 16, 24))
    korean = replace(brief.events[1], language="ko")
    figure = timeline_figure(replace(brief, events=(brief.events[0], korean, *brief.events[2:])))
    assert figure is not None
    told = figure.told.split("below: ")[1].split("; ")
    assert [":" in date for date in told] == [True, False, True, True]
    assert ":" not in line(*after(*range(0, 60, 2))).told.split("below: ")[1]


def test_of_very_many_events_the_latest_are_on_the_line() -> None:
    figure = line(*after(*range(90)), announced=after(95))
    assert (len(figure.dots), figure.dots[-1].announced) == (60, True)
    assert figure.note.endswith(" 31 earlier dates are in the list.")
    assert all(label.text.count("(") <= 1 for label in figure.labels)


def test_days_of_many_weeks_never_share_one_label() -> None:
    figure = line(*after(*range(0, 60, 2)))
    assert not any("(30)" in label.text for label in figure.labels)
    assert len(figure.labels) >= 4


def test_of_two_clusters_far_apart_the_later_is_on_the_line() -> None:
    figure = line(*after(0, 1, 2, 3, 4, 5, 6, 200, 201, 202, 203))
    assert len(figure.dots) == 4
    assert figure.note.endswith(" 7 earlier dates are in the list.")


def test_a_month_is_a_line_from_its_first_day_to_its_last() -> None:
    brief = dated(*after(0, 15, 30, 45))
    month = replace(brief.events[0], precision=Precision.MONTH)
    figure = timeline_figure(replace(brief, events=(month, *brief.events[1:])))
    assert figure is not None
    left, width = (float(part.removesuffix("%")) for part in (figure.dots[0].x, figure.dots[0].width or ""))
    assert left + width == pytest.approx(float(figure.dots[2].x.removesuffix("%")), abs=0.1)


def test_there_is_no_line_of_few_events_or_of_one_day() -> None:
    assert timeline_figure(dated(*after(0, 3, 9))) is None
    assert timeline_figure(dated(*after(5, 5, 5, 5, 5))) is None


@given(st.lists(st.dates(), min_size=4, max_size=20), st.lists(st.dates(), max_size=6))
def test_any_days_stand_within_the_figure(past: list[datetime.date], ahead: list[datetime.date]) -> None:
    figure = timeline_figure(dated(*past, announced=tuple(ahead)))
    if figure is None:
        return
    for dot in figure.dots:
        left = float(dot.x.removesuffix("%"))
        assert 0 <= left <= left + float((dot.width or "0%").removesuffix("%")) <= 100
        assert 0 < float(dot.y) <= float(figure.axis) < float(figure.height)
    assert all(0 < float(label.y) <= float(figure.height) for label in figure.labels)


def test_labels_of_one_height_do_not_touch() -> None:
    figure = line(*after(0, 3, 7, 12, 15, 20, 26, 31, 38, 44, 60))
    rows: dict[str, list[tuple[float, float]]] = {}
    for label in figure.labels:
        wide = 100 * 5 * len(label.text) / 627
        at = float(label.x.removesuffix("%"))
        start = {"start": at, "middle": at - wide / 2, "end": at - wide}[label.align]
        rows.setdefault(label.y, []).append((start, start + wide))
    assert len(figure.labels) >= 6
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def test_names_and_titles_are_data_in_every_figure() -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} \"' &lt;"
    brief = compared()
    sections = tuple(replace(one, title=hostile) for one in brief.sections)
    references = tuple(replace(one, publisher=hostile) for one in brief.references)
    events = tuple(
        replace(brief.events[0], id=f"t{place}", day=day) for place, day in enumerate(after(0, 5, 9, 30), 1)
    )
    html = render(
        page_of(replace(brief, sections=sections, references=references, events=events), with_contents=True),
        TEMPLATES,
    )
    assert "<script" not in html
    assert html.count("<svg") == 1 + len(sections)
    assert "{{ 7*7 }}" in html


def test_figures_speak_the_language_of_the_page() -> None:
    brief = replace(compared(), edition=edition(language="ko"))
    assert coverage(brief).finding != coverage(sample()).finding
    assert weeks(brief).themes[2].now != "silent"


def test_on_paper_each_drawing_is_a_figure_that_tells_in_words_what_it_shows(tmp_path: Path) -> None:
    brief, documents = single()
    events = dated(*after(0, 5, 9, 30)).events
    earlier = (Earlier(edition="2026-W21", statements=(("meetings-of-ministers", 3),)),)
    files = publish(replace(brief, events=events, earlier=earlier), documents, Design(templates=TEMPLATES))
    path = tmp_path / "brief.pdf"
    path.write_bytes(files["brief.pdf"])
    weeks, days = (str(figure["/Alt"]) for figure in elements(path, "/Figure"))
    assert weeks == "Meetings of ministers. 2026-W21: 3, 2026-W22: 1 sentences; this time 1 new"
    assert all(f"{day} May 2026: An opposition member" in days for day in (1, 6, 10, 31))


def elements(path: Path, kind: str) -> list[Any]:
    """The structure elements of a kind, in reading order."""
    root: Any = pypdf.PdfReader(path).trailer["/Root"]
    found: list[Any] = []

    def look(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for kid in element:
                look(kid)
        elif isinstance(element, dict):
            found.extend([element] if element.get("/S") == kind else [])
            if "/K" in element:
                look(element["/K"])

    look(root["/StructTreeRoot"]["/K"])
    return found


def test_a_drawing_is_in_the_colour_that_the_style_sheet_gives_it() -> None:
    shape = '<rect fill="currentColor" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>{shape}</svg>'
    html = (
        f"<!DOCTYPE html><html lang=en><title>t</title><style>svg {{ color: #ff8000 }}</style><body>{drawing}"
    )
    pdf = pypdf.PdfReader(BytesIO(print_pdf(PrintJob(html_of=lambda _: html)).pdf))
    contents = pdf.pages[0].get_contents()
    assert contents is not None
    assert b"1 0.501961 0 rg" in contents.get_data()
