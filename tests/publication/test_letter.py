"""The mail of an edition tells what the edition says, to whom it is told in their language, and nothing else."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import NoInput, TemplateError
from briefs.model import Brand, Letter
from briefs.publication.contract import to_json
from briefs.publication.letter import LetterRequest, letter_of, withdrawal_of
from briefs.shipped import TEMPLATES
from tests.publication.browser import chromium, opened, violations
from tests.publication.material import sample
from tests.publication.matrix import notices

GOLDEN = Path(__file__).with_name("golden") / "mail.txt"
"""Remade with ``python -m tests.publication.test_letter``; look at what differs."""
PAGE = "https://desk.example/archive/2026-W22/brief.html"
LANGUAGES = ["en", "ko", "ja"]


def brief(**more: Any) -> dict[str, Any]:
    """The sample as it was sealed."""
    sealed: dict[str, Any] = json.loads(to_json(sample()))
    return sealed | more


def request(**more: Any) -> LetterRequest:
    given: dict[str, Any] = {"attachment": "The strait in May 2026-W22.pdf", "organisation": "Northern Desk"}
    return LetterRequest(
        templates=more.pop("templates", TEMPLATES),
        reply_to="briefs@desk.example",
        leave="leave@desk.example",
        **(given | more),
    )


def letter(told: dict[str, Any] | None = None, **more: Any) -> Letter:
    return letter_of(told or brief(), request(**more))


class Seen(HTMLParser):
    """What a page holds: its elements with their attributes, and its words in one line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def statement(told: dict[str, Any], identifier: str) -> dict[str, Any]:
    every = (one for section in told["sections"] for one in section["statements"])
    found: dict[str, Any] = next(one for one in every if one["id"] == identifier)
    return found


def in_lines(text: str) -> str:
    """A text without the ends of its lines."""
    return " ".join(text.split())


def corrected() -> dict[str, Any]:
    return brief(
        marking="TLP:AMBER",
        revision=1,
        correction="Revision 1, 26 May 2026, on revision 0: Statement 1.2 named another month.",
        comments=[
            {"theme": "ministers", "statement": "1.1", "author": "Mina Sol", "text": "Ask about {{ July }}."}
        ],
    )


# ---- What is told ----


def test_the_text_is_as_it_was_to_the_letter() -> None:
    assert letter(corrected(), page=PAGE).text == GOLDEN.read_text("utf-8")


def test_every_statement_stands_once_in_both_parts_word_for_word() -> None:
    told = brief(timeline=[])  # it says some of them again
    made = letter(told)
    text, page = in_lines(made.text), Seen(made.html).text
    for section in told["sections"]:
        for one in section["statements"]:
            for part in one["parts"]:
                assert text.count(in_lines(part)) == 1, one["id"]
                assert page.count(in_lines(part)) in {1, 2}, one["id"]


def test_each_statement_has_its_number_its_source_and_the_way_there() -> None:
    lines = letter().text
    assert (
        "4.3  椿市は霧の予報を共同で出す取り組みを秋まで続けると発表した。\n"
        "     椿新聞, 22 May 2026, ¶\N{NO-BREAK SPACE}1 · new\n"
        "     https://tsubaki.example/news/0522\n"
    ) in lines


def test_what_a_source_says_of_its_own_making_stands_with_it() -> None:
    made = letter()
    assert "Strait Weather Wire, 21 May 2026, ¶\N{NO-BREAK SPACE}2 [AI-generated]" in made.text
    assert "AI-generated" in Seen(made.html).words


def test_a_correction_stands_before_everything_that_is_said() -> None:
    made = letter(corrected())
    for words in (made.text, Seen(made.html).text):
        told = in_lines(words)
        assert told.index("Statement 1.2 named another month.") < told.index("16 statements from 12 sources")
    assert made.subject.startswith("[TLP:AMBER] Correction · ")


def test_who_never_had_what_was_wrong_gets_a_revision_as_an_edition() -> None:
    made = letter(corrected(), is_first=True)
    for words in (made.text, Seen(made.html).text):
        told = in_lines(words)
        unsent = told.index("What this edition corrects was not sent to you.")
        assert unsent < told.index("Statement 1.2 named another month.")
    assert made.subject.startswith("[TLP:AMBER] ")
    assert "Correction" not in made.subject
    assert "not sent to you" not in letter(corrected()).text
    assert "not sent to you" not in letter(brief(), is_first=True).text


def test_a_marking_stands_in_the_subject_and_first_and_last_in_both_parts() -> None:
    made = letter(corrected())
    assert (made.text.split("\n")[0], made.text.split("\n")[-2]) == ("TLP:AMBER", "TLP:AMBER")
    assert Seen(made.html).text.count("TLP:AMBER") == 3


def test_a_comment_is_told_from_what_sources_say() -> None:
    made = letter(corrected())
    assert "     Comment · Mina Sol: Ask about {{ July }}.\n" in made.text
    assert "Comment · Mina Sol Ask about {{ July }}." in Seen(made.html).text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "The whole edition is attached: The strait in May 2026-W22.pdf"),
        ({"attachment": "", "page": PAGE}, "too large for a mail; it is on the web"),
        ({"attachment": ""}, "too large for a mail; reply to this one to ask for it"),
    ],
)
def test_it_says_where_the_whole_edition_is(given: dict[str, Any], told: str) -> None:
    made = letter(**given)
    assert told in in_lines(made.text)
    assert told in Seen(made.html).text


def test_the_number_of_a_statement_leads_to_it_on_the_web() -> None:
    links = [given.get("href") for tag, given in Seen(letter(page=PAGE).html).elements if tag == "a"]
    assert f"{PAGE}#s1-1" in links
    assert f"{PAGE}#s4-5" in links


def test_without_a_first_edition_nothing_is_new() -> None:
    made = letter(brief(earlier=[]))
    assert " · new" not in made.text
    assert "SINCE EDITION" not in made.text


def test_what_does_not_fit_into_a_mail_is_counted() -> None:
    told = brief()
    long = statement(told, "2.3")
    long["text"] = long["parts"][0] = "The ferry sails. " * 1600
    made = letter(told)
    assert "The ferry sails." not in made.text
    assert made.text.count("and 1 more in the edition") == 1


@pytest.mark.parametrize(("themes", "each", "words"), [(10, 6, 40), (40, 10, 10), (10, 6, 120)])
def test_a_mail_is_never_longer_than_programs_show_and_leaves_no_theme_out(
    themes: int, each: int, words: int
) -> None:
    given, _ = notices(themes, each, words=words)
    made = letter(json.loads(to_json(given)), page=PAGE)
    assert len(made.html.encode()) < 90_000
    said = {number.partition(".")[0] for number in re.findall(r"^(\d+\.\d+)  ", made.text, re.MULTILINE)}
    assert len(said) == themes


# ---- To whom it is told ----


def test_a_reader_of_some_themes_gets_those_and_hears_of_the_others() -> None:
    told = brief()
    chosen = told["sections"][3]
    made = letter(told, themes=(chosen["theme"], "unknown"))
    assert re.findall(r"^(\d\.\d)  ", made.text, re.MULTILINE) == ["4.1", "4.2", "4.3", "4.4", "4.5"]
    assert "5 statements from" in made.text
    others = [section["title"] for section in told["sections"][:3]]
    assert f"Also in the edition: {'; '.join(others)}" in in_lines(made.text)
    assert "Reply with the number of the statement, such as 4.1." in made.text  # there is no 1.1 in it


def test_what_a_mail_of_some_themes_speaks_of_are_the_sources_of_these_themes() -> None:
    told = brief()
    theme = told["sections"][3]
    cited = {
        it["reference"] for one in theme["statements"] for it in (*one["citations"], *one["corroboration"])
    }
    for one in told["references"]:
        one["published"], one["published_precision"] = (
            "2026-05-20" if one["number"] in cited else "2025-01-02",
            "day",
        )
    assert "Sources published 20 May 2026\n" in letter(told, themes=(theme["theme"],)).text
    assert "Sources published 2 January 2025 to 20 May 2026" in in_lines(letter(told).text)


def test_a_reader_whose_themes_are_none_of_the_edition_gets_all_of_it() -> None:
    assert letter(themes=("unknown",)) == letter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_are_in_the_language_of_the_reader(language: str) -> None:
    made = letter(corrected(), language=language, page=PAGE)
    root, given = Seen(made.html).elements[0]
    assert (made.language, root, given["lang"], given["dir"]) == (language, "html", language, "ltr")
    heading = {"en": "KEY POINTS", "ko": "핵심 요점", "ja": "要点"}[language]
    assert f"\n{heading}\n" in made.text
    if language != "en":
        ours = [line for line in made.text.split("\n") if "unsubscribe" in line or "Correction" in line]
        assert not any("write to" in line or "Correction" in line for line in ours)


def test_a_language_that_we_do_not_have_is_that_of_the_brief() -> None:
    assert letter(language="de") == letter(language="en")
    assert letter(brief(language="ko")).language == "ko"


def test_words_in_another_language_say_so_for_who_has_them_read_out() -> None:
    korean = [given for tag, given in Seen(letter().html).elements if given.get("lang") == "ko"]
    assert [given["class"] for given in korean if "class" in given] == ["words", "figure"]
    english = [tag for tag, given in Seen(letter(language="ko").html).elements if given.get("lang") == "en"]
    assert {"h1", "h2", "p"} <= set(english)


# ---- What is taken back ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_of_a_withdrawal_says_why_and_repeats_nothing(language: str) -> None:
    told = corrected()
    made = withdrawal_of(told, "Two of its pages were forged.", request(language=language))
    for words in (in_lines(made.text), Seen(made.html).text):
        assert "Two of its pages were forged." in words
        assert statement(told, "1.1")["text"] not in words
        assert "leave@desk.example" in words
    heading = {"en": "Withdrawn", "ko": "철회됨", "ja": "撤回"}[language]
    assert heading in made.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_that_may_not_be_said_is_to_be_asked_for(language: str) -> None:
    made = withdrawal_of({**corrected(), "marking": None}, "", request(language=language))

    asked = {
        "en": "Why it was withdrawn: This mail may not say it; reply to it to ask.",
        "ko": "철회 사유: 이 메일에는 적을 수 없습니다. 문의하시려면 이 메일에 회신해 주십시오.",
        "ja": "撤回の理由: このメールには記載できません。お尋ねになるには、このメールにご返信ください。",
    }[language]
    for words in (in_lines(made.text), Seen(made.html).text):
        assert asked.replace(" ", "") in words.replace(" ", "")  # lines of Japanese are cut anywhere
    assert "TLP" not in made.subject + made.text


# ---- What sources may try ----

ATTACKS = {
    "a template": "{{ config }}{% for x in y %}",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an attribute": "\" onmouseover=\"x' style='y",
    "a field": "The end.\r\nBcc: all@embassy.example\r\n\r\nA body",
    "a fold": "-- \nnot ours",
    "unseen signs": "a\0b\x1bc\u202ed\u2066e\x85f\u2028g",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
@pytest.mark.parametrize("place", ["statement", "publisher", "title", "section", "comment", "reason"])
def test_whatever_a_source_says_is_words(place: str, attack: str) -> None:
    told, harmless = corrected(), corrected()
    PLACES[place](told, attack)
    PLACES[place](harmless, "Ferries sail.")
    if place == "reason":
        made, plain = (withdrawal_of(told, it, request()) for it in (attack, "Forged."))
    else:
        made, plain = letter_of(told, request()), letter_of(harmless, request())
    assert [tag for tag, _ in Seen(made.html).elements] == [tag for tag, _ in Seen(plain.html).elements]
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f\u202e\u2066\x85\u2028]", made.text + made.html + made.subject
    )
    assert "\nBcc:" not in made.text
    assert made.text.count("\n-- \n") == 1
    assert not [
        given for _, given in Seen(made.html).elements if any(name.startswith("on") for name in given)
    ]


def _put(told: dict[str, Any], attack: str) -> None:
    one = statement(told, "1.1")
    one["text"] = attack
    one["parts"] = [attack]
    one["context"] = attack


PLACES: dict[str, Callable[[dict[str, Any], str], None]] = {
    "statement": _put,
    "publisher": lambda told, attack: told["references"][0].update(publisher=attack),
    "title": lambda told, attack: told.update(title=attack, edition=attack),
    "section": lambda told, attack: told["sections"][0].update(title=attack),
    "comment": lambda told, attack: told["comments"][0].update(text=attack, author=attack),
    "reason": lambda _told, _attack: None,
}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "http://[", "https://a.example/ b", 'https://a"b', "//x"],
)
def test_an_address_that_is_not_one_of_the_web_leads_nowhere(address: str) -> None:
    told = brief()
    for reference in told["references"]:
        reference["url"] = address
    made = letter(told)
    links = [given.get("href") or "" for tag, given in Seen(made.html).elements if tag == "a"]
    assert [link for link in links if not link.startswith("mailto:")] == []
    assert address not in made.text


def test_the_page_fetches_nothing_and_tells_nobody_that_it_was_read() -> None:
    seen = Seen(letter(page=PAGE).html)
    assert {tag for tag, _ in seen.elements}.isdisjoint(
        {"img", "link", "script", "iframe", "object", "video", "form", "input", "svg", "base"}
    )
    fetching = {"src", "srcset", "background", "poster", "ping", "data"}
    assert [given for _, given in seen.elements if fetching & given.keys()] == []
    assert "url(" not in letter().html


def test_a_damaged_brief_is_told_in_a_line() -> None:
    told = brief()
    del told["references"]
    with pytest.raises(NoInput, match="not as it was written"):
        letter(told)


def test_the_same_brief_gives_the_same_letter() -> None:
    assert letter(corrected()) == letter(corrected())


# ---- How it looks ----


def test_a_house_changes_its_mails_as_it_changes_its_pages(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "letter.txt.j2").write_text("{{ mail.title }} & {{ mail.issue }}\n", "utf-8")
    made = letter(templates=tmp_path, brand=Brand(colours=(("navy", "#0a5c36"),)))
    assert made.text == (
        "Ferries, ministers and a shared forecast: the strait in the last week of\n"
        "May & Weekly brief · 2026-W22\n"
    )
    assert "color: #0a5c36" in made.html


def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "letter.txt.j2").write_text("x\n{{ mail.tilte }}\n", "utf-8")
    with pytest.raises(TemplateError, match=r"letter\.txt\.j2:2"):
        letter(templates=tmp_path)


def test_a_browser_finds_it_readable_in_the_dark_and_as_narrow_as_a_phone(tmp_path: Path) -> None:
    told = corrected()
    for section in told["sections"]:
        del section["statements"][4:]
    page = tmp_path / "mail.html"
    page.write_text(letter(told, page=PAGE, language="ko").html, "utf-8")
    with chromium() as browser, opened(browser, page, width=320, color_scheme="dark") as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") == 320
        shown.set_viewport_size({"width": 1280, "height": 800})
        assert shown.locator(".sheet").bounding_box()["width"] == 600  # type: ignore[index] # it is there
        # A mail is shown inside the page of a mail program, which has the landmarks.
        assert [it for it in violations(shown, but="region") if "landmark" not in it] == []


if __name__ == "__main__":
    GOLDEN.write_text(letter(corrected(), page=PAGE).text, "utf-8")
