"""The web page: what it says, that sources stay data, and that mistakes in templates are told."""

import datetime
import re
import shutil
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefs.errors import TemplateError
from briefs.model import (
    Brief,
    Change,
    ChangeKind,
    CitedDisclosure,
    Coverage,
    DisclosureKind,
    Locator,
    Marking,
    Problem,
    Reliability,
)
from briefs.publication import Design
from briefs.publication.edition import web_page
from briefs.publication.opening import MOVED_SHOWN
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.publication.wording import words_of
from briefs.shipped import TEMPLATES
from tests.publication.material import (
    KST,
    Said,
    compose,
    disclosing,
    document,
    edition,
    sample,
    section,
    single,
    sources,
)

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = "{{ 7*7 }} {% raw %} <script>alert(1)</script> <b>&amp; \"' </style> url(file:///etc/passwd)"


def page(brief: Brief) -> str:
    return render(page_of(brief, with_contents=True), TEMPLATES)


def body(brief: Brief) -> str:
    return page(brief).partition("<body>")[2]


class Elements(HTMLParser):
    """The tags, ids and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        self.addresses.extend(filter(None, (given.get("href"), given.get("src"))))


def test_the_body_is_as_it_was() -> None:
    assert body(sample()) == (GOLDEN / "body.html").read_text("utf-8")


def test_the_web_page_can_be_made_alone(published: dict[str, bytes]) -> None:
    assert published["brief.html"].decode() == web_page(sample(), sources(), Design(templates=TEMPLATES))


def test_citations_lead_to_references_and_back() -> None:
    elements = Elements(page(sample()))
    inside = [address.removeprefix("#") for address in elements.addresses if address.startswith("#")]
    assert sorted(elements.ids) == sorted(set(elements.ids))
    assert set(inside) <= set(elements.ids)
    assert {f"r{number}" for number in range(1, 13)} <= set(inside)
    assert {f"s{name.replace('.', '-')}" for name in sample().statements} <= set(inside)


def test_it_needs_nothing_from_outside_and_lets_nothing_in() -> None:
    html = page(sample())
    elements = Elements(html)
    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(elements.tags)
    assert "url(" not in html.partition("<body>")[0]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    directives = [directive.split()[:2] for directive in unescape(policy[1]).split(";")]
    assert [names for names, *_ in directives] == ["default-src", "style-src", "base-uri", "form-action"]
    assert [value for name, value in directives if name != "style-src"] == ["'none'"] * 3


def test_the_policy_admits_exactly_the_style_sheets_of_the_page() -> None:
    html = page(sample())
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    digests = [b64encode(sha256(style.encode()).digest()).decode() for style in styles]
    assert len(styles) == 3
    assert re.findall(r"sha256-([A-Za-z0-9+/=]+)", html) == digests


def test_it_has_the_landmarks_of_a_page_and_a_way_past_the_masthead() -> None:
    html = page(sample())
    elements = Elements(html)
    assert [elements.tags.count(tag) for tag in ("header", "main", "nav", "h1")] == [1, 1, 1, 1]
    assert elements.addresses[0] == "#key-points"
    assert '<html lang="en">' in html
    assert 'lang="ko">여객선' in html


def test_a_hostile_source_is_data_everywhere() -> None:
    given = (
        replace(
            document((HOSTILE,), path=f"in/{HOSTILE[:10]}.txt", title=HOSTILE, publisher=HOSTILE),
            author=(HOSTILE,),
        ),
    )
    said = (Said(source=1, passage=1, parts=(HOSTILE,), context=HOSTILE),)
    problem = Problem(subject=HOSTILE, stage="reading", message=HOSTILE)
    brief = compose(
        given,
        (section(1, HOSTILE, said, given),),
        key_points=("1.1",),
        not_included=(problem,),
        headline=HOSTILE,
    )
    html = page(brief)
    elements = Elements(html)
    assert "script" not in elements.tags
    assert elements.tags.count("style") == 3
    assert "49" not in re.sub(r"<style.*?</style>|sha256-\S+", "", html, flags=re.DOTALL)
    assert html.count("{{ 7*7 }}") >= 8


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JAVASCRIPT:x", "//x", "ht!tp://["],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(address: str) -> None:
    brief, _ = single()
    reference = replace(
        brief.references[0],
        url=address,
        disclosures=(
            CitedDisclosure(kind=DisclosureKind.SPONSORED, start=0, end=1, exact="A", links=(address,)),
        ),
    )
    elements = Elements(page(replace(brief, references=(reference,))))
    assert [found for found in elements.addresses if not found.startswith("#")] == []


@pytest.mark.parametrize("tail", ["7", "7/" + "long-" * 40])
def test_a_document_of_the_web_is_listed_with_its_address_once_and_in_full(tail: str) -> None:
    address = f"https://gazette.example/{tail}"
    brief, _ = single()
    fetched = replace(brief.references[0], path=address, url=address)
    html = body(replace(brief, references=(fetched,)))
    entry = html.partition('<p class="whereabouts">')[2].partition("</p>")[0]
    assert entry.startswith(f'<a href="{address}">{address}</a>&nbsp;· plain text&nbsp;· 25 words')
    assert entry.count(address) == 2


def test_an_address_that_led_to_another_one_is_listed_beside_it() -> None:
    brief, _ = single()
    moved = replace(brief.references[0], path="https://a.example/7", url="https://b.example/7")
    html = body(replace(brief, references=(moved,)))
    assert '<a href="https://b.example/7">https://b.example/7</a>&nbsp;· https://a.example/7&nbsp;· ' in html


def test_a_direction_override_in_a_file_name_is_spelled_out() -> None:
    problem = Problem(subject="in/\u202etxt.exe", stage="reading", message="not\x00text")
    html = body(replace(single()[0], not_included=(problem,)))
    assert "in/\\u{202E}txt.exe" in html
    assert "Not\\u{0000}text" in html


def test_a_character_of_no_font_in_a_file_name_is_spelled_out_and_stops_nothing() -> None:
    problem = Problem(subject="in/🦊.txt", stage="reading", message="the file is empty")
    assert "in/\\u{1F98A}.txt" in body(replace(single()[0], not_included=(problem,)))


def test_a_character_of_no_font_in_a_title_a_name_or_a_notice_is_spelled_out() -> None:
    given = document(
        ("A fox was seen.", "Posted by 🦊."),
        path="in/🦊.txt",
        title="🦊 seen",
        publisher="The 🦊",
        author=("F 🦊",),
    )
    noted = disclosing(given, DisclosureKind.SPONSORED, "Posted by 🦊.")
    said = (Said(source=1, passage=1, parts=("A fox was seen.",)),)
    html = body(compose((noted,), (section(1, "One", said, (noted,)),), key_points=()))
    assert "🦊" not in html
    for words in (
        "‘\\u{1F98A} seen’",
        "The \\u{1F98A}",
        "F \\u{1F98A}",
        "“Posted by \\u{1F98A}.”",
        "in/\\u{1F98A}.txt",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        (("reading", "reading"), "2 inputs could not be used."),
        (("reading", "glyphs"), "1 input could not be used, 1 only in part."),
        (("glyphs",), "1 input could be used only in part."),
    ],
)
def test_an_input_that_is_used_in_part_is_not_counted_as_unused(stages: tuple[str, ...], told: str) -> None:
    problems = tuple(
        Problem(subject=f"{n}.txt", stage=stage, message="why") for n, stage in enumerate(stages)
    )
    assert told in body(replace(single()[0], not_included=problems))


def test_ten_thousand_empty_files_fill_a_dozen_lines() -> None:
    problems = tuple(
        Problem(subject=f"in/{number:05}.txt", stage="reading", message="the file is empty")
        for number in range(10_000)
    )
    html = body(replace(single()[0], not_included=problems))
    assert "10,000 inputs could not be used." in html
    assert html.count("<li>in/") == 12
    assert "and 9,988 more, all in brief.json" in html


def test_a_hundred_reasons_are_counted_and_not_all_listed() -> None:
    problems = tuple(
        Problem(subject=f"in/{number}.bin", stage="reading", message=f"not text at byte {number}")
        for number in range(100)
    )
    html = body(replace(single()[0], not_included=problems))
    assert html.count("Not text at byte") == 12
    assert "and 88 more inputs for other reasons, all in brief.json" in html


def test_an_undated_source_says_so_and_a_missing_title_is_plainly_none() -> None:
    html = body(sample())
    assert '<span class="undated">date not stated</span>' in html
    assert '<span class="untitled">no title stated, file 03-freight.txt</span>' in html
    assert "; 1 undated</p>" in html


def test_a_disclosure_shows_its_words_and_its_links_at_its_reference() -> None:
    html = body(sample())
    assert "AI-generated, by its own notice" in html
    assert (
        "“This bulletin was drafted by a language model and checked by nobody before it was posted.”" in html
    )
    assert '<a href="https://board.example/thread/88121">https://board.example/thread/88121</a>' in html


def test_the_addresses_at_the_end_of_a_notice_are_printed_once_as_links() -> None:
    brief = sample()
    words = "Made from posts:\n\n- https://board.example/1\n\n- https://board.example/2"
    notice = CitedDisclosure(
        kind=DisclosureKind.SYNTHESISED,
        start=0,
        end=len(words),
        exact=words,
        links=("https://board.example/1", "https://board.example/2"),
    )
    first = replace(brief.references[0], disclosures=(notice,))
    html = body(replace(brief, references=(first, *brief.references[1:])))
    assert "<p>“Made from posts:”</p></blockquote>" in html
    assert html.count("https://board.example/1</a>") == 1


def test_an_empty_section_prints_its_sentence() -> None:
    empty = sample().sections[2].empty
    assert empty is not None
    assert f'<p class="empty">{empty}</p>' in body(sample())


def test_a_brief_that_found_nothing_is_still_a_page() -> None:
    brief = compose((), (section(1, "Nothing", (), ()),), key_points=())
    html = body(brief)
    assert "Nothing in the sources given stands under any of the themes." in html
    assert 'id="sources"' not in html


def test_without_an_issuer_the_masthead_names_the_kind_of_edition() -> None:
    brief = replace(sample(), edition=edition(organisation=""))
    html = page(brief)
    assert '<p class="organisation">Weekly brief</p>' in html
    assert 'name="author"' not in html


def test_a_brief_speaks_as_of_a_day_because_it_covers_whole_days() -> None:
    html = body(replace(sample(), edition=edition(as_of=datetime.datetime(2026, 5, 25, tzinfo=KST))))
    assert "<b>As of 25 May 2026</b> · Sources published" in html


def test_the_bracket_of_a_list_follows_its_lead_in() -> None:
    parts = ("They agreed on two points:", "a shared forecast,", "and a ferry [4] each day.")
    given = (document(("\n\n".join(parts),), path="a.txt"),)
    said = (Said(source=1, passage=1, parts=parts, context="the two ministers"),)
    html = body(compose(given, (section(1, "One", said, given),), key_points=()))
    assert 'points: <span class="context">[<span class="whole">the two ministers</span>]</span></p>' in html
    assert "<li>and a ferry [4] each day.<span" in html
    assert html.count("the two ministers") == 1


def test_the_page_tells_our_brackets_from_those_of_sources_and_what_is_folded() -> None:
    html = body(sample())
    assert '<b class="context">[ ]</b> our addition' in html
    assert "Brackets in the type of a statement are its source’s own" in html
    assert "White space is folded, invisible characters are left out" in html


def test_a_statement_names_who_else_says_so_and_counts_origins() -> None:
    html = body(sample())
    also = html.partition('<p class="basis also">')[2].partition("</p>")[0]
    assert also.startswith('<b>2 origins</b>&nbsp;· <span class="name">')
    assert also.count('class="name"') == 2
    assert html.count("· 2 origins</p>") == 1  # in its key point


def test_what_no_edition_told_is_marked_only_where_there_was_one_before() -> None:
    marked = '<span class="fresh">new</span>'
    assert body(sample()).count(marked) == len(sample().statements) - 1
    assert marked not in body(single()[0])


def test_figures_that_moved_are_told_with_the_edition_and_source_of_the_earlier_one() -> None:
    html = body(sample())
    told = html[html.index("Since edition 2026-W21") :]
    assert "15 of 16 statements are new." in told
    assert '<span class="figure">1,960</span><a class="mark" href="#r8"' in told
    assert 'in edition 2026-W21, now <span class="figure">412 pupils</span>: statement' in told
    new, quiet = told[told.index("New themes:") :].split("</li>")[:2]
    assert re.findall(r'href="#([^"]+)', new) == ["section-4"]
    assert "Nothing new on:" in quiet
    assert re.findall(r'href="#([^"]+)', quiet) == ["section-3"]


def test_what_changed_is_told_once_and_only_where_there_was_an_edition_before() -> None:
    assert body(sample()).count("1,960") == 2  # where it moved, and in the statement of its source
    assert "Since edition" not in body(replace(sample(), earlier=()))


def test_a_hundred_figures_that_moved_fill_five_lines_and_are_counted() -> None:
    brief = sample()
    second = brief.sections[1]
    many = replace(second, changes=second.changes[:1] * 100)
    html = body(replace(brief, sections=(brief.sections[0], many, *brief.sections[2:])))
    assert html.count("in edition 2026-W21, now") == MOVED_SHOWN
    assert f"and {100 - MOVED_SHOWN} more, all in brief.json" in html


def test_a_week_without_anything_new_says_so() -> None:
    brief = sample()
    old = (
        replace(one, statements=tuple(replace(it, new=False) for it in one.statements), changes=())
        for one in brief.sections
    )
    assert "<li>Nothing is new.</li>" in body(replace(brief, sections=tuple(old)))


def test_at_a_glance_tells_sources_and_origins_languages_and_what_is_announced_next() -> None:
    facts = {fact.term: fact.value for fact in page_of(sample(), with_contents=True).glance}
    assert facts == {
        "Themes": "4, of them 1 without a statement",
        "Sources": "12 cited of 17 read",
        "Origins": "11 cited of 13 read",
        "Languages": "English\u00a010, Japanese\u00a01, Korean\u00a01",
        "Disclosed by sources": facts["Disclosed by sources"],
        "Announced next": "",
    }
    assert '<b>Announced next</b> <a href="#st3">13–15 June 2026</a></li>' in body(sample())


def test_of_many_announced_days_the_next_three_are_named_each_once() -> None:
    brief = sample()
    announced = brief.events[-1]
    days = [datetime.date(2026, 6, day) for day in (13, 13, 14, 15, 16)]
    events = tuple(
        replace(announced, id=f"t{place}", day=day, last=None) for place, day in enumerate(days, 1)
    )
    links = page_of(replace(brief, events=events), with_contents=True).glance[-1].links
    assert [(link.anchor, link.title) for link in links] == [
        ("st1", "13 June 2026"),
        ("st3", "14 June 2026"),
        ("st4", "15 June 2026"),
    ]


@pytest.mark.parametrize(("themes", "is_long"), [(3, False), (10, True)])
def test_contents_with_many_long_titles_stand_below_the_key_points(themes: int, is_long: bool) -> None:  # noqa: FBT001 - what is expected
    title = "Crossings of the strait and the many things that every ministry on both coasts says of them"
    sections = tuple(section(number, title, (), ()) for number in range(1, themes + 1))
    made = page_of(compose((), sections, key_points=()), with_contents=True)
    html = render(made, TEMPLATES)
    assert made.long_contents is is_long
    assert ('class="margin below"' in html) is is_long
    assert html.count("<nav") == 1


def test_what_a_revision_corrects_stands_first_on_page_one() -> None:
    html = body(replace(sample(), edition=edition(revision=1, correction="Statement 2.4 said 1,412 pupils.")))
    assert html.index("Statement 2.4 said 1,412 pupils.") < html.index("Key points</h2>")
    assert "Correction</h2>" not in body(sample())


@pytest.mark.parametrize("marking", Marking)
def test_a_marking_heads_the_page_and_is_given_to_the_head_and_foot_of_each(marking: Marking) -> None:
    html = page(replace(sample(), edition=edition(marking=marking)))
    assert f'<p class="marking"><b>{marking.value}</b></p>' in html
    assert f'data-marking="{marking.value}"' in html
    style = re.search(r'<body class="(tlp-[a-z-]+)"', html)
    assert style is not None
    assert f".{style[1]}" in (TEMPLATES / "print.css").read_text("utf-8")
    assert "TLP:" not in body(sample())


def test_a_draft_says_so_and_an_approved_brief_says_nothing() -> None:
    assert 'data-draft="Draft"' in body(replace(sample(), edition=edition(draft=True)))
    assert "Draft" not in body(sample())


def test_a_source_shows_its_grade_and_the_page_tells_what_grades_mean() -> None:
    html = body(sample())
    assert html.count('<b class="grade">') == 1
    assert '<b class="grade">B6</b>' in html
    assert "Admiralty scale" in html
    ungraded = tuple(replace(one, reliability=Reliability.F) for one in sample().references)
    assert "Admiralty" not in body(replace(sample(), references=ungraded))


def test_of_several_uses_in_one_part_the_first_alone_names_it() -> None:
    brief, _ = single()
    used = tuple(Locator(statement=name, passage=1) for name in ("1.1", "d1", "d2", "t3", "t5", "q1"))
    (only,) = page_of(
        replace(brief, references=(replace(brief.references[0], locators=used),)), with_contents=True
    ).references
    assert [use.statement.replace("\u00a0", " ") for use in only.locators] == [
        *("1.1", "disagreement 1", "2", "timeline 3", "5", "quotation 1"),
    ]


@pytest.mark.parametrize(
    ("text", "hangs"), [("“We are ready,” he said.", True), ("The quay is closed.", False)]
)
def test_a_quotation_mark_at_the_beginning_hangs_in_the_margin(text: str, hangs: bool) -> None:  # noqa: FBT001 - what is expected
    given = (document((text,), path="a.txt"),)
    said = (Said(source=1, passage=1, parts=(text,)),)
    html = body(compose(given, (section(1, "One", said, given),), key_points=()))
    assert ('class="words hung"' in html) is hangs


def test_the_last_day_that_an_edition_covers_is_told() -> None:
    march = [datetime.date(2026, 3, day) for day in (1, 7)]
    brief = replace(sample(), coverage=Coverage(start=march[0], end=march[1]))

    assert "; given: 1 March 2026 to 6 March 2026" in body(brief)


def test_a_change_that_is_not_told_by_two_figures_is_a_mistake_of_ours() -> None:
    brief = sample()
    second = replace(brief.sections[1], changes=(Change(kind=ChangeKind.MOVED, statement="2.1"),))
    with pytest.raises(ValueError, match="not a figure that moved"):
        body(replace(brief, sections=(brief.sections[0], second, *brief.sections[2:])))


def test_a_dispute_sets_its_answers_side_by_side_each_with_its_sentence_and_source() -> None:
    html = body(sample())
    dispute = html[html.index("Return of the ferry") : html.index("Who said what</h2>")]
    assert dispute.count('class="claim"') == 2
    assert '<p class="value words" lang="ko">7월 셋째 주</p>' in dispute
    assert "and 1 more passage" in dispute


def test_a_quotation_without_a_speaker_says_so() -> None:
    assert '<b class="speaker">Speaker not named</b>' in body(sample())


def test_the_timeline_tells_what_was_counted_and_sets_apart_what_is_announced() -> None:
    html = body(sample())
    told, announced = html[html.index("Timeline</h2>") :].split("Announced</h3>")
    assert '<p class="day">September 2026</p>' in told
    assert '<p class="day">19 May 2026<span class="basis">3 origins</span></p>' in told
    assert '<p class="day">13–15 June 2026<span class="basis">' in announced
    assert "counted from “before 15 June”" in announced


def test_a_range_is_told_as_briefly_as_it_can_be() -> None:
    event = sample().events[0]
    told = [
        words_of("en").when(replace(event, day=datetime.date(*first), last=datetime.date(*last)))
        for first, last in (
            ((2026, 5, 18), (2026, 5, 19)),
            ((2026, 5, 30), (2026, 6, 2)),
            ((2025, 12, 30), (2026, 1, 2)),
            ((2026, 5, 19), (2026, 5, 19)),
        )
    ]
    assert told == [
        "18–19 May 2026",
        "30 May to 2 June 2026",
        "30 December 2025 to 2 January 2026",
        "19 May 2026",
    ]


def test_a_revision_says_which_it_is() -> None:
    assert "Revision 2" in body(replace(sample(), edition=edition(revision=2)))
    assert "Revision" not in body(sample())


def test_every_source_of_a_statement_beyond_two_is_counted() -> None:
    given = sources()
    brief = compose(
        given,
        (section(1, "One", (Said(source=12, passage=1, parts=(given[11].text,)),), given),),
        key_points=(),
    )
    only = brief.sections[0].statements[0]
    cited = tuple(replace(only.citations[0], reference=number) for number in (12, 10, 9, 1))
    crowded = replace(brief.sections[0], statements=(replace(only, citations=cited),))
    html = body(replace(brief, sections=(crowded,)))
    assert "and 2 more passages" in html
    assert html.count('class="mark" href="#r') == 4


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, folder / "templates"))


def test_a_template_that_names_what_is_not_there_is_told_with_file_line_and_name(tmp_path: Path) -> None:
    templates = copied(tmp_path)
    part = templates / "parts" / "masthead.html.j2"
    part.write_text(part.read_text("utf-8").replace("page.deck", "page.dek"), "utf-8")
    line = next(n for n, text in enumerate(part.read_text("utf-8").splitlines(), 1) if "page.dek" in text)
    with pytest.raises(TemplateError, match=rf"masthead\.html\.j2:{line}: .*has no attribute 'dek'"):
        render(page_of(sample(), with_contents=False), templates)


def test_a_template_that_is_not_closed_is_told_with_file_and_line(tmp_path: Path) -> None:
    templates = copied(tmp_path)
    (templates / "parts" / "method.html.j2").write_text("<p>\n{% if page %}\n", "utf-8")
    with pytest.raises(TemplateError, match=r"method\.html\.j2:\d+: "):
        render(page_of(sample(), with_contents=False), templates)


@pytest.mark.parametrize("mistake", ["{{ 1 / 0 }}", "{{ page.title + 1 }}", "{{ page.title | round }}"])
def test_a_template_that_fails_while_it_runs_is_told_with_file_and_line(tmp_path: Path, mistake: str) -> None:
    templates = copied(tmp_path)
    (templates / "parts" / "method.html.j2").write_text(f"<p>\n{mistake}\n", "utf-8")
    with pytest.raises(TemplateError, match=r"method\.html\.j2:2: \w+Error: .*Mend the template\."):
        render(page_of(sample(), with_contents=False), templates)


def test_a_template_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    templates = copied(tmp_path)
    (templates / "parts" / "method.html.j2").write_bytes(b"<p>caf\xe9")
    with pytest.raises(TemplateError, match=r"UnicodeDecodeError"):
        render(page_of(sample(), with_contents=False), templates)


def test_a_missing_template_or_style_sheet_is_told_by_its_name(tmp_path: Path) -> None:
    templates = copied(tmp_path)
    (templates / "parts" / "method.html.j2").write_text('{% include "parts/methods.html.j2" %}', "utf-8")
    with pytest.raises(TemplateError, match=r"method\.html\.j2:1: there is no template named parts/methods"):
        render(page_of(sample(), with_contents=False), templates)
    (templates / "print.css").write_bytes(b"caf\xe9")
    with pytest.raises(TemplateError, match=r"print\.css"):
        render(page_of(sample(), with_contents=False), templates)


def test_a_style_sheet_cannot_close_its_element(tmp_path: Path) -> None:
    templates = copied(tmp_path)
    (templates / "screen.css").write_text("/* </style><script> */", "utf-8")
    with pytest.raises(TemplateError, match=r"screen\.css"):
        render(page_of(sample(), with_contents=False), templates)


COLOURS = re.compile(r"--(\w+): (#[0-9a-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("sheet", "scheme", "grounds"),
    [
        ("print.css", 0, ("#ffffff", "#f6f4ef")),
        ("screen.css", 0, ("#ffffff", "#f6f4ef", "#fdf3d7")),
        ("screen.css", 1, ("#14181d", "#1c2229", "#3a3420")),
    ],
    ids=["paper", "light screen", "dark screen"],
)
def test_every_text_colour_is_read_with_ease_on_every_ground(
    sheet: str, scheme: int, grounds: tuple[str, ...]
) -> None:
    text = (TEMPLATES / sheet).read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
    colours = dict(COLOURS.findall(roots[scheme]))
    words = {
        name: colours[name] for name in ("ink", "soft", "faint", "navy", "blue", "red") if name in colours
    }
    poor = {
        (name, ground): round(contrast(colour, ground), 2)
        for name, colour in words.items()
        for ground in grounds
        if contrast(colour, ground) < 4.5
    }
    assert poor == {}
