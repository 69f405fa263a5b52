"""The line below the title that says why an edition is marked higher than it was set."""

from dataclasses import replace

import pytest

from briefs.model import Edition, Marking
from briefs.publication.raising import why_raised
from briefs.publication.wording import words_of
from tests.publication.material import sample


def edition(*raised_by: str) -> Edition:
    return replace(sample().edition, marking=Marking.AMBER, raised_by=raised_by)


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ((), None),
        (("week/c.txt",), "TLP:AMBER because of c.txt"),
        (("a/c.txt", "b/c.txt"), "TLP:AMBER because of c.txt"),
        (
            ("a.txt", "b.txt", "c.txt", "d.txt"),
            "TLP:AMBER because of a.txt, b.txt, and 2 more, all in brief.json",
        ),
        (("x\u202etxt.pdf",), "TLP:AMBER because of x\\u{202E}txt.pdf"),
        (("https://desk.example/",), "TLP:AMBER because of https://desk.example/"),
    ],
)
def test_it_names_the_sources_that_the_edition_was_raised_to(
    paths: tuple[str, ...], said: str | None
) -> None:
    assert why_raised(edition(*paths), words_of("en")) == said


def test_it_is_said_in_the_language_of_the_brief_but_for_the_marking() -> None:
    said = why_raised(edition("c.txt"), words_of("ko"))

    assert said
    assert "TLP:AMBER" in said
    assert "c.txt" in said
    assert "because" not in said
