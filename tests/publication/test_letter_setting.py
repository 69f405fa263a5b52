"""A mail's text has lines that can be read and quoted; its style sheet fetches nothing and names every colour."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.config.house import contrast
from briefs.errors import TemplateError
from briefs.publication.letter_setting import SHEET, inlined, laid, sheet_of
from briefs.shipped import TEMPLATES


def test_a_line_that_is_too_long_goes_on_below_its_first_word() -> None:
    text = "1.12  " + "The ferry will sail again in the third week of July, " * 2
    assert laid(text) == (
        "1.12  The ferry will sail again in the third week of July, The ferry\n"
        "      will sail again in the third week of July,\n"
    )


def test_the_items_of_a_list_hang_below_their_words() -> None:
    text = "     – " + "mutual recognition of certificates, " * 3
    assert laid(text).splitlines()[1].startswith("       certificates")


def test_a_sentence_that_begins_with_a_number_does_not_hang() -> None:
    text = "412 pupils crossed " + "under the scheme of last year " * 4
    assert [line[:1] == " " for line in laid(text).splitlines()] == [False, False]


def test_an_address_is_never_cut() -> None:
    address = "https://ferries.example/" + "a/" * 60
    assert laid(f"     {address}") == f"     {address}\n"


def test_korean_is_cut_between_its_words_and_japanese_between_its_signs() -> None:
    korean = laid("여객선 운항은 칠월 셋째 주에 다시 시작될 예정이라고 해운조합이 오늘 아침에 밝혔다")
    assert korean.splitlines()[0].endswith("오늘")
    japanese = laid(
        "椿市は霧の予報を共同で出す取り組みを秋まで続けると発表した" + "。" * 3 + "霧の予報を共同で出す。"
    )
    assert (
        japanese.splitlines()[0] == "椿市は霧の予報を共同で出す取り組みを秋まで続けると発表した。。。霧の予報"
    )


def test_no_line_begins_with_a_sign_that_closes() -> None:
    lines = laid("霧" * 35 + "。「" + "霧" * 34 + "」、" + "霧" * 9).splitlines()
    assert [line[0] for line in lines if line[0] in "。、」"] == []
    assert [line[-1] for line in lines if line[-1] == "「"] == []


def test_the_line_that_programs_fold_at_keeps_its_space() -> None:
    assert laid("above\n\n-- \nbelow") == "above\n\n-- \nbelow\n"


def test_empty_lines_never_stand_in_threes() -> None:
    assert laid("\n\na\n\n\n\n\nb\n\n\n") == "a\n\nb\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=400))
def test_laying_moves_words_and_changes_none(text: str) -> None:
    assert "".join(laid(text).split()) == "".join(text.split())


@given(st.lists(st.text("abcdefg 가나 霧霞", max_size=30), max_size=30))
def test_a_line_of_words_that_fit_is_never_too_wide(words: list[str]) -> None:
    for line in laid(" ".join(words)).splitlines():
        wide = sum(1 + (sign in "가나霧霞") for sign in line)
        assert wide <= 72 or " " not in line.strip()


def test_the_shipped_sheet_names_every_colour_and_fetches_nothing() -> None:
    sheet = sheet_of((TEMPLATES,), {})
    assert "var(" not in sheet
    assert ":root" not in sheet
    assert "/*" not in sheet
    assert "prefers-color-scheme: dark" in sheet


def test_the_colours_of_a_brand_stand_in_light_mails() -> None:
    plain, branded = (
        sheet_of((TEMPLATES,), {}),
        sheet_of((TEMPLATES,), {"navy": "#0a5c36", "faint": "#111111"}),
    )
    light, dark = branded.split("@media", 1)
    assert "#0a5c36" in light
    assert dark == plain.split("@media", 1)[1]


@pytest.mark.parametrize("scheme", ["", "dark-"])
def test_every_colour_of_words_can_be_read_on_both_grounds(scheme: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (TEMPLATES / SHEET).read_text("utf-8")))
    pairs = itertools.product(("ink", "soft", "navy", "blue", "red"), ("ground", "paper"))
    found = {(word, on): contrast(colours[scheme + word], colours[scheme + on]) for word, on in pairs}
    assert min(found.values()) >= 4.5, found


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("p { background: url(https://tracker.example/p.gif) }", "fetches nothing"),
        ("@import 'x.css';", "fetches nothing"),
        ("p { color: red } </style><script>", "fetches nothing"),
        ("p { color: var(--sea) }", "no colour is named --sea"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_told_with_its_name(tmp_path: Path, sheet: str, told: str) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "mail.css").write_text(sheet, "utf-8")
    with pytest.raises(TemplateError, match=told) as error:
        sheet_of((tmp_path, TEMPLATES), {})
    assert str(tmp_path / "mail" / "mail.css") in str(error.value)


def test_rules_stand_in_the_elements_and_those_for_dark_screens_stay() -> None:
    page = inlined(
        "<!DOCTYPE html><html><head><style>p { color: #123456 } @media (prefers-color-scheme: dark) "
        "{ p { color: #abcdef !important } }</style></head><body><p>x</p></body></html>"
    )
    assert 'style="color: #123456;"' in page
    assert "#abcdef !important" in page
