"""Markdown files: blocks by their markup, metadata from the front matter, nothing but running text."""

import pytest

from briefs.model import PassageKind
from briefs.reading.markdown import markdown_text, read_markdown
from briefs.reading.unreadable import Unreadable

FIRST = (
    "Energy ministers of four countries agreed on Wednesday to publish figures on gas storage every month."
)
SECOND = (
    "The figures will be published on the tenth day of each month, starting in July, the ministries said."
)


def _texts(markdown: str) -> list[str]:
    return [block.text for block in read_markdown(markdown).blocks]


def test_blocks_keep_their_kind_and_the_first_heading_is_the_title() -> None:
    page = read_markdown(
        f"# Ministers *agree* on figures\n\n{FIRST}\n\n## What was agreed\n\nThree things:\n\n"
        "- figures every month;\n- one table\n  for all.\n\n1. first they count,\n2. then they compare.\n\n"
        f"> We count the same molecules.\n\n{SECOND}\n"
    )
    assert page.title == "Ministers agree on figures"
    assert [(block.kind, block.marker, block.text) for block in page.blocks] == [
        (PassageKind.PARAGRAPH, "", FIRST),
        (PassageKind.HEADING, "", "What was agreed"),
        (PassageKind.PARAGRAPH, "", "Three things:"),
        (PassageKind.LIST_ITEM, "- ", "figures every month;"),
        (PassageKind.LIST_ITEM, "- ", "one table for all."),
        (PassageKind.LIST_ITEM, "1. ", "first they count,"),
        (PassageKind.LIST_ITEM, "2. ", "then they compare."),
        (PassageKind.QUOTATION, "", "We count the same molecules."),
        (PassageKind.PARAGRAPH, "", SECOND),
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "```\nThe ministers denied everything on Thursday.\n```",
        "    The ministers denied everything on Thursday.",
        "| Country | Store |\n|---|---|\n| Aland | 12 |",
        "![The ministers denied everything on Thursday.](a.png)",
        "<script>The ministers denied everything on Thursday.</script>",
        "<!-- The ministers denied everything on Thursday. -->",
        "<p hidden>The ministers denied everything on Thursday.</p>",
        "[Write to us](https://a.example/w) | [Support us](https://a.example/s) | [More](/m)",
        "- [Frost in the valleys](a)\n- [Bus runs on Sundays again](b)",
        "Reading time: five minutes",
        "---",
        "[note]: https://a.example/note 'The ministers denied everything on Thursday.'",
    ],
)
def test_what_is_no_running_text_is_left_out(furniture: str) -> None:
    assert _texts(f"# Ministers agree\n\n{FIRST}\n\n{furniture}\n\n{SECOND}\n") == [FIRST, SECOND]


def test_links_emphasis_and_entities_leave_only_their_words() -> None:
    markdown = f"{FIRST}\n\nA **four**-party [pact](/p 'title') cost &pound;12 \\*in all\\*, he said.\n"
    assert _texts(markdown)[1] == "A four-party pact cost £12 *in all*, he said."


def test_an_editors_note_in_emphasis_at_the_end_is_left_out() -> None:
    assert _texts(
        f"{FIRST}\n\n{SECOND}\n\n*Something missing? Tell the desk. Lists are updated on Fridays.*\n"
    ) == [
        FIRST,
        SECOND,
    ]


def test_the_front_matter_speaks_before_the_text() -> None:
    page = read_markdown(
        "---\ntitle: The front title\nauthor: Ada Vale, Bo Lind\npublisher: Review\ndate: 2026-05-21\n"
        f"lang: en\nurl: javascript:alert(1)\n---\n# The front title\n\nBy Cy Moor, 1 May 2026\n\n"
        f"{FIRST}\n\n{SECOND}\n"
    )
    assert (page.title, page.publisher) == ("The front title", "Review")
    assert page.author == ("Ada Vale", "Bo Lind")
    assert page.published is not None
    assert (page.published.iso, page.language, page.url) == ("2026-05-21", "en", None)
    assert [block.text for block in page.blocks] == [FIRST, SECOND]


def test_without_front_matter_a_byline_under_the_title_is_read() -> None:
    page = read_markdown(f"# Ministers agree\n\nBy Cy Moor, 1 May 2026\n\n{FIRST}\n\n{SECOND}\n")
    assert page.author == ("Cy Moor",)
    assert page.published is not None
    assert page.published.iso == "2026-05-01"


def test_broken_front_matter_is_read_as_the_beginning_of_the_body() -> None:
    assert _texts(f"---\ntitle: never closed\n\n{FIRST}\n\n{SECOND}\n") == [FIRST, SECOND]


def test_every_kept_block_stands_in_the_rendered_text() -> None:
    markdown = (
        f"# Title\n\n{FIRST}\n\n* one `code` <b>item</b>, and more;\n* a second *item*.\n\n> quoted words\n"
    )
    whole = markdown_text(markdown)
    assert [text for text in _texts(markdown) if text not in whole] == []


def test_a_file_that_is_too_long_or_too_deep_is_refused() -> None:
    with pytest.raises(Unreadable, match="characters"):
        read_markdown("word " * 300_000)
    with pytest.raises(Unreadable, match="deep"):
        read_markdown("<div>" * 1_000)


def test_a_portrait_of_the_author_is_no_part_of_the_article() -> None:
    portrait = "Ada Vale is a senior fellow who has worked on harbours since 2011 and lives in Port Ellery."
    body = "The council will vote on the tram depot in June, its chairwoman said after a talk of two hours."
    page = read_markdown(f"---\nauthor: Ada Vale\n---\n\n# Depot\n\n{body}\n\n{portrait}\n")
    assert [block.text for block in page.blocks] == [body]


def test_footnotes_and_their_calls_are_left_out() -> None:
    text = f"{FIRST[:-1]}[^a].[^b]\n\n{SECOND} [^c]\n\n[^a]: A note\nof two lines.\n[^b]: Another note.\n"
    assert _texts(text) == [FIRST, f"{SECOND} [^c]"]


def test_the_box_of_a_task_is_no_word_of_it() -> None:
    assert _texts(f"- [ ] {FIRST}\n- [x] {SECOND}") == [FIRST, SECOND]
