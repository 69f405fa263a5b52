"""The whole brief in Korean and Japanese: our words in its language, a source's words in theirs."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest

from briefs.model import Brief, DisagreementKind, Precision, Problem
from briefs.publication import Design, fonts, publish
from briefs.publication.announcements import calendar_file
from briefs.publication.own_words import in_its_language
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.publication.material import sample, sources

TITLES = {
    "ko": ("해협 주간 동향", "해협 데스크", ("회담", "해역", "기상", "기타")),
    "ja": ("海峡週報", "海峡デスク", ("会談", "海域", "気象", "その他")),
}
OURS = re.compile(
    r"\b(?:the|of|and|is|are|was|were|from|with|by|in|to|on|for|not|statements?|sources?|origins?|sentences?|"
    r"published|cited|read|page|edition|key points|date|others?|more)\b",
    re.IGNORECASE,
)
"""Words that no Korean or Japanese sentence of ours has."""
DESCRIPTOR = "privately owned, close to the ferry companies"
"""What the configuration says of an outlet, in whatever language its house writes."""
NAMES = re.compile(
    rf"{DESCRIPTOR}|brief\.json|\bsources(?= ?폴더|フォルダー)|seeds/\S+|https?://\S+|briefs \d\S*"
)


@cache
def brief_in(language: str) -> Brief:
    """The sample with what its house writes in another language, and one problem and one question of each kind."""
    given = sample()
    title, organisation, sections = TITLES[language]
    asked = replace(
        given.disagreements[0],
        kind=DisagreementKind.OFFICE,
        question="Prime Minister of Japan",
    )
    return replace(
        given,
        edition=replace(given.edition, language=language, title=title, organisation=organisation),
        sections=tuple(
            replace(section, title=sections[place % len(sections)], empty=section.empty and SEARCHED)
            for place, section in enumerate(given.sections)
        ),
        disagreements=(asked, *given.disagreements[1:]),
        not_included=(
            Problem(subject="seeds/a.pdf", stage="reading", message="is empty"),
            Problem(subject="seeds/b.txt", stage="coverage", message=LATE),
            Problem(subject="seeds/c.txt", stage="reading", message="fell into the harbour"),
        ),
    )


LATE = "published 2026-05-26, after this edition's last day"
SEARCHED = (
    "All 12 documents read were searched for “fog” and 3 more terms; "
    "none holds enough of them and a sentence on them that stands alone."
)


class Texts(HTMLParser):
    """The texts of a page with the language each is in, and those of attributes that are read aloud."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str | None, str]] = []
        self._open: list[tuple[str, str | None, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self._open[-1][1] if self._open else None)
        hidden = tag in {"style", "script"} or (bool(self._open) and self._open[-1][2])
        self.found += [
            (lang, value) for name in ("aria-label", "alt", "data-running") if (value := given.get(name))
        ]
        if tag not in {"meta", "link", "br", "img", "input", "hr"}:
            self._open.append((tag, lang, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][2] and data.strip():
            self.found.append((self._open[-1][1], " ".join(data.split())))


def html_in(language: str) -> str:
    return render(page_of(in_its_language(brief_in(language)), with_contents=True), TEMPLATES)


def text_in(language: str) -> str:
    return "\n".join(text for _, text in Texts(html_in(language)).found)


@pytest.mark.parametrize("language", TITLES)
def test_no_english_word_of_ours_is_left_on_the_page(language: str) -> None:
    own = [NAMES.sub("", text) for lang, text in Texts(html_in(language)).found if lang == language]
    assert len(own) > 100
    assert [text for text in own if OURS.search(text)] == []


@pytest.mark.parametrize("language", TITLES)
def test_the_words_of_sources_keep_their_language_and_their_letters(language: str) -> None:
    found = Texts(html_in(language)).found
    spoken = {lang for lang, _ in found}
    assert {"en", "ko", "ja"} <= spoken
    said = {text for lang, text in found if lang == "en"}
    english = [one for one in sample().statements.values() if one.language == "en" and len(one.parts) == 1]
    assert english
    assert {one.text for one in english} <= said


def test_page_one_in_korean() -> None:
    page = page_of(in_its_language(brief_in("ko")), with_contents=True)
    assert page.lang == "ko"
    assert page.as_of == "2026년 5월 25일"
    assert page.deck.startswith("검토한 문장 ")
    assert page.deck.endswith("개를 원문 그대로 싣고 원문에서의 위치를 밝혔다.")
    assert page.coverage.startswith("출처 발행일 ")
    assert page.document_title.endswith("– 해협 데스크, 주간 브리프 2026-W22")
    assert (page.numbering.before, page.numbering.between, page.numbering.after) == ("", " / ", "쪽")
    assert "핵심 요점" in text_in("ko")
    assert "한눈에 보기" in text_in("ko")


def test_page_one_in_japanese() -> None:
    page = page_of(in_its_language(brief_in("ja")), with_contents=True)
    assert page.as_of == "2026年5月25日"
    assert page.deck.endswith("文を原文のまま掲載し、原文中の位置を示す。")
    assert page.document_title.endswith("– 海峡デスク、週刊ブリーフ 2026-W22")
    assert (page.numbering.before, page.numbering.between, page.numbering.after) == ("", "/", "ページ")
    assert "要点" in text_in("ja")
    assert "「月曜日に」のような語は" in text_in("ja")


@pytest.mark.parametrize(
    ("language", "asked", "empty", "late"),
    [
        ("ko", "일본 총리", "빈 파일", "2026년 5월 26일 발행, 이번 호 대상 기간 이후"),
        ("ja", "日本の首相", "空のファイル", "2026年5月26日発行、今号の対象期間より後"),
    ],
)
def test_what_earlier_stages_wrote_is_in_the_language_of_the_page(
    language: str, asked: str, empty: str, late: str
) -> None:
    found = Texts(html_in(language)).found
    assert (language, asked) in found
    assert {(language, empty), (language, late), ("en", "Fell into the harbour")} <= set(found)


@pytest.mark.parametrize(("language", "searched"), [("ko", "“fog” 외 3개 검색어"), ("ja", "「fog」ほか3語")])
def test_an_empty_section_says_what_was_searched(language: str, searched: str) -> None:
    assert searched in text_in(language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ko", "출처의 발행일을 기준으로 환산: “before 15 June”."),
        ("ja", "出典の発行日を基準に算出：「before 15 June」。"),
    ],
)
def test_the_calendar_speaks_the_language_of_the_page(language: str, told: str) -> None:
    given = brief_in(language)
    events = tuple(replace(event, precision=Precision.DAY) for event in given.events)
    written = calendar_file(events, given.references, given.edition).decode().replace("\r\n ", "")
    assert told in written


def test_a_brief_in_english_is_left_as_it_is() -> None:
    given = sample()
    assert in_its_language(given) is given


@pytest.fixture(scope="module", params=TITLES)
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    if not fonts.cjk_installed():
        pytest.skip(f"needs the package {fonts.CJK_PACKAGE}")
    files = publish(brief_in(request.param), sources(), Design(templates=TEMPLATES))
    path = tmp_path_factory.mktemp(request.param) / "brief.pdf"
    path.write_bytes(files["brief.pdf"])
    return request.param, path


def test_the_pdf_is_in_the_language_and_numbers_its_pages_so(paper: tuple[str, Path]) -> None:
    language, path = paper
    reader = pypdf.PdfReader(path)
    text = "\n".join(page.extract_text() for page in reader.pages)
    count = len(reader.pages)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)  # type: ignore[index]
    assert {"ko": f"1 / {count}쪽", "ja": f"1/{count}ページ"}[language] in text
    assert not re.search(r"page \d+ of", text)
    title = reader.metadata.title if reader.metadata else None
    assert title
    assert title.startswith(TITLES[language][0])
