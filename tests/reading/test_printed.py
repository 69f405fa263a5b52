"""Labelled dates in the margins of a body are its dates; those of comments and of other pages are not."""

import pytest

from briefs.model import PassageKind
from briefs.reading.margins import Margins, margins_of
from briefs.reading.page import Block
from briefs.reading.printed import printed_claims, slips

FIRST = "The ministers met in the morning and agreed."
LAST = "They will meet again before the winter."


def _claims(*above: str, below: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(claim.kind.value, claim.date.iso) for claim in printed_claims(Margins(above=above, below=below))]


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("Published: May 19, 2026", [("published", "2026-05-19")]),
        (
            "Published 19 May 2026, 21:40 KST · Updated 20 May 2026, 07:05 KST",
            [("published", "2026-05-19T21:40+09:00"), ("modified", "2026-05-20T07:05+09:00")],
        ),
        (
            "입력 2026.05.19. 오후 9:40 수정 2026.05.20. 오전 7:05",
            [("published", "2026-05-19T21:40"), ("modified", "2026-05-20T07:05")],
        ),
        (
            "입력 2026.05.19 (21:40) 수정 2026.05.20 (07:05)",
            [("published", "2026-05-19T21:40"), ("modified", "2026-05-20T07:05")],
        ),
        ("公開：令和8年5月19日", [("published", "2026-05-19")]),
        ("最終更新 2026年5月20日 7時05分", [("modified", "2026-05-20T07:05")]),
        ("Updated 9:40 PM GMT+9, May 19, 2026", [("modified", "2026-05-19T21:40+09:00")]),
        ("发布时间：2026-05-19 21:40", [("published", "2026-05-19T21:40")]),
        (
            "Publié le 19 mai 2026 à 21h40, modifié le 20 mai 2026 à 07h05",
            [("published", "2026-05-19T21:40"), ("modified", "2026-05-20T07:05")],
        ),
        ("Petra Voss | 19.05.2026 - Update : 20.05.2026", [("modified", "2026-05-20")]),
        ("19 May 2026", []),
        ("The treaty was signed on 19 May 2026", []),
        ("Last accessed 19 May 2026", []),
        ("Retrieved on 19 May 2026", []),
    ],
)
def test_a_label_says_what_a_date_is(line: str, claims: list[tuple[str, str]]) -> None:
    assert _claims(line) == claims


def test_below_a_body_a_label_must_begin_its_line_and_counts_only_where_none_stands_above() -> None:
    below = ("Jane K. posted on May 20, 2026 at 11:02", "Updated: May 20, 2026")
    assert _claims(below=below) == [("modified", "2026-05-20")]
    assert _claims("Published May 19, 2026", below=below) == [("published", "2026-05-19")]


def test_a_weekday_that_does_not_fit_is_noted() -> None:
    assert slips(Margins(above=("Monday, May 19, 2026",))) == (
        "The date “Monday, May 19, 2026” is printed with a weekday that is not its own.",
    )
    assert slips(Margins(above=("Tuesday, May 19, 2026", "2026年5月19日(火)"))) == ()


def _block(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text)


def test_the_margins_lie_between_the_headline_and_the_first_paragraph_and_behind_the_last() -> None:
    texts = [
        "Menu",
        "Old news",
        "Headline",
        "By Petra Voss",
        f"SEOUL — {FIRST}",
        "and on",
        LAST,
        "(END)",
        "Share",
    ]
    margins = margins_of(
        texts, [_block("Headline", PassageKind.HEADING), _block(FIRST), _block(LAST)], "Headline"
    )
    assert margins == Margins(
        above=("Menu", "Old news", "Headline", "By Petra Voss"),
        first=f"SEOUL — {FIRST}",
        last=LAST,
        below=("(END)", "Share"),
    )


def test_a_notice_at_an_end_is_no_end_of_the_body() -> None:
    notice = "This article was written by AI."
    margins = margins_of(
        [notice, FIRST, LAST, notice], [_block(notice), _block(FIRST), _block(LAST), _block(notice)], None
    )
    assert (margins.first, margins.last) == (FIRST, LAST)


def test_without_a_body_there_are_no_margins() -> None:
    assert margins_of(["a", "b"], [], None) == Margins()
