"""The brief as Markdown: readable as it stands, and rendered it says what the page says and nothing else."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefs.model import Brief, Marking
from briefs.publication.formats.chapters import manuscript_of
from briefs.publication.formats.characters import safe
from briefs.publication.formats.markdown import escaped, to_markdown
from briefs.publication.page import page_of
from tests.publication.formats.hostile import FORMULA, MARKUP, hostile
from tests.publication.material import sample

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(brief: Brief) -> str:
    return to_markdown(manuscript_of(brief, page_of(brief, with_contents=False))).decode()


def parsed(text: str) -> list[Token]:
    return PARSER.parse(text)


def shown(tokens: list[Token]) -> list[str]:
    """The text of each line that is rendered."""
    return [
        "".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"
    ]


def kinds(tokens: list[Token]) -> set[str]:
    inline = {child.type for token in tokens for child in token.children or ()}
    return {token.type for token in tokens} | inline


def test_every_statement_is_there_word_for_word_with_its_number() -> None:
    brief = sample()
    lines = shown(parsed(written(brief)))
    for statement in brief.statements.values():
        assert any(line.startswith(f"{statement.id} {statement.parts[0]}") for line in lines)
        assert all(any(line.startswith(part) for line in lines) for part in statement.parts[1:])


def test_nothing_is_code_markup_or_picture_and_every_link_goes_to_a_source() -> None:
    brief = sample()
    tokens = parsed(written(brief))
    links = [
        child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"
    ]
    known = {reference.url for reference in brief.references}
    known |= {link for reference in brief.references for one in reference.disclosures for link in one.links}

    assert not kinds(tokens) & {
        "code_block",
        "fence",
        "code_inline",
        "html_block",
        "html_inline",
        "image",
        "s_open",
    }
    assert links
    assert set(links) <= known


def test_sources_are_numbered_as_the_page_numbers_them() -> None:
    text = written(sample())
    tokens = parsed(text[text.index("## Sources") : text.index("## Silence")])
    items = [token.info for token in tokens if token.type == "list_item_open" and token.info]
    assert items == [str(number) for number in range(1, 13)]
    assert sum(token.type == "ordered_list_open" for token in tokens) == 1


def test_every_call_has_its_note_and_every_note_its_call() -> None:
    text = written(sample())
    calls = re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text)
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert calls == notes == [str(number) for number in range(1, len(calls) + 1)]


def test_the_marking_stands_at_its_head() -> None:
    brief = sample()
    text = written(replace(brief, edition=replace(brief.edition, marking=Marking.AMBER, draft=True)))
    assert text.splitlines()[2].startswith("TLP:AMBER · Draft · Narrow Sea Desk")


def test_what_a_source_says_is_never_markup() -> None:
    text = written(hostile())
    tokens = parsed(text)
    lines = shown(tokens)

    assert any(line.startswith(f"1.1 - 1. # {MARKUP}") for line in lines)
    assert FORMULA in "\n".join(lines)
    assert not kinds(tokens) & {
        "code_block",
        "code_inline",
        "html_block",
        "html_inline",
        "image",
        "s_open",
        "fence",
    }
    assert "evil.example" not in str([child.attrs for token in tokens for child in token.children or ()])
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# no heading",
            "- no item",
            "+ no item",
            "1. no item",
            "12) no item",
            "> no quotation",
            "=====",
            "---",
            "~~~",
        ),
        *(
            "    no code",
            "```no fence",
            "*no* _emphasis_",
            "__no__",
            "[no](link)",
            "![no](picture)",
            "<b>no</b>",
        ),
        *(
            "<https://no.example>",
            "&copy; &#65; AT&T",
            "a\\b",
            "a\\*b*",
            "| a | b |",
            "no  \nbreak",
            "* * *",
            ": term",
        ),
        *(
            "https://no.example/x",
            "www.no.example",
            "me@no.example",
            "18:40 and :smile:",
            "[^1]",
            "[1]: https://no.example",
        ),
    ],
)
def test_words_that_look_like_markup_are_shown_as_they_are(text: str) -> None:
    tokens = parsed(escaped(text, opens=True))
    assert shown(tokens) == [safe(text).strip()]
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "text_special"}


@given(st.text(st.sampled_from("ab1 .)(*_`~[]<>#+-=|!&;:@/\\^${}\"'\n\u202e"), min_size=1, max_size=40))
def test_no_words_at_all_become_markup(text: str) -> None:
    tokens = parsed(f"x {escaped(text)} y")
    assert kinds(tokens) <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    assert shown(tokens) == [f"x {safe(text)} y"]


@given(st.text(st.sampled_from("ab1 .)(*_`~[]<>#+-=|!&;:@/\\^${}\"'\n"), min_size=1, max_size=40))
def test_no_words_at_the_head_of_a_line_become_markup(text: str) -> None:
    bare = safe(text).strip()
    tokens = parsed(escaped(text, opens=True))
    assert kinds(tokens) <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    assert shown(tokens) == ([bare] if bare else [])


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert written(sample()) == written(sample())
