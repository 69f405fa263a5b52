"""Front matter is read when it is plain and complete, and is body otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.front_matter import split_front_matter
from briefs.reading.page import Metadata

PLAIN = """---
title: "After the summit: what was agreed"
author: Rosalind Achter, Bo Lind
publisher: Brightwater Review
date: 2026-05-21T09:15:00+02:00
lang: en
url: https://brightwater.example/after
retrieved: 2026-06-01
tags: [japan, energy]
---
# After the summit

Body.
"""


def test_a_change_and_a_source_are_read_with_the_date() -> None:
    text = "---\ntitle: A\ndate: 2026-05-19\nupdated: 2026-05-20\nsource: Kyodo News\n---\nBody"
    front, _ = split_front_matter(text)
    assert [(claim.kind.value, claim.date.iso, claim.found) for claim in front.dates] == [
        ("published", "2026-05-19", "front matter"),
        ("modified", "2026-05-20", "front matter"),
    ]
    assert front.source == "Kyodo News"


def test_every_field_is_read_and_the_body_begins_after_the_second_line_of_dashes() -> None:
    front, body = split_front_matter(PLAIN)
    assert front.title == "After the summit: what was agreed"
    assert front.author == ("Rosalind Achter", "Bo Lind")
    assert front.publisher == "Brightwater Review"
    assert front.published is not None
    assert front.published.iso == "2026-05-21T09:15+02:00"
    assert (front.language, front.url) == ("en", "https://brightwater.example/after")
    assert body == "# After the summit\n\nBody.\n"


@pytest.mark.parametrize(
    "authors",
    [
        "author:\n  - Ada Vale\n  - 'Bo Lind'",
        'author: [Ada Vale, "Bo Lind"]',
        "authors:\n- Ada Vale\n- Bo Lind",
    ],
)
def test_authors_may_be_a_list(authors: str) -> None:
    front, _ = split_front_matter(f"---\ntitle: x\n{authors}\n---\nBody")
    assert front.author == ("Ada Vale", "Bo Lind")


def test_nested_and_folded_values_are_passed_over() -> None:
    text = "---\n# made by hand\ntitle: x\nimage:\n  src: a.png\nsummary: >\n  Words\n  go on.\n\n---\nBody"
    front, body = split_front_matter(text)
    assert (front.title, body) == ("x", "Body")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No dashes at all.",
        "---\ntitle: never closed\n\nBody goes on.",
        "---\ntitle: x\nThis line belongs to nothing.\n---\nBody",
        "---\n- a list\n- of points\n---\nBody",
        "---\nNote: the dashes are a rule\n---\nBody",
        "---\n---\nBody",
        "Intro\n---\ntitle: x\n---\n",
        "---\n" + "key: value\n" * 200 + "title: x\n---\nBody",
    ],
)
def test_a_block_that_is_not_plainly_front_matter_is_body(text: str) -> None:
    assert split_front_matter(text) == (Metadata(), text)


def test_the_day_of_retrieval_is_never_the_date_of_publication() -> None:
    front, _ = split_front_matter("---\ntitle: x\nretrieved: 2026-06-01\naccessed: 2026-06-02\n---\nBody")
    assert front.published is None


def test_an_uncertain_date_is_no_date() -> None:
    front, _ = split_front_matter("---\ntitle: x\ndate: 03/04/2026\n---\nBody")
    assert front.published is None


@given(st.text(st.sampled_from("-:ab \n[]\"'#,.title"), max_size=200))
def test_the_body_is_always_the_end_of_the_text(text: str) -> None:
    _, body = split_front_matter(text)
    assert text.endswith(body)
    _, body = split_front_matter(f"---\n{text}\n---\nrest")
    assert body.endswith("rest")


def test_what_a_clipper_writes_is_read() -> None:
    text = '---\ntitle: A\nsource: "https://quay.example/a"\nauthor:\n  - "[[Ada Lind|Ada]]"\n주제: 금리\n---\nBody.'
    front, body = split_front_matter(text)
    assert (front.url, front.author, front.source) == ("https://quay.example/a", ("Ada Lind",), None)
    assert body == "Body."
