"""An article that follows another one in a plain text is left out; entries of one text are kept."""

import pytest

from briefs.reading.text import read_text

FIRST = (
    "Ministers agree on grain\nBy Pia Lindqvist\n19 May 2026\n\n"
    "The farm ministers of five countries agreed on Tuesday to open their grain stocks to one another.\n\n"
    "Each country keeps a reserve of two months and lends up to a third of it when a neighbour asks.\n\n"
    "The dispute began when one member stopped its exports of wheat in 2023 without a warning.\n"
)
OTHER = (
    "The town is buying its railway back, twenty-two years after it sold it, for the price of one crown.\n\n"
    "The council voted for the purchase of the railway by fourteen votes to nine on Tuesday night.\n"
)


def _kept(text: str) -> list[str]:
    return [block.text.split()[0] + " " + block.text.split()[1] for block in read_text(text).blocks]


@pytest.mark.parametrize(
    "head",
    [
        "Town buys back its railway\nBy Jon Ahlberg\n20 May 2026",
        "Town buys back its railway\n20 May 2026\nBy Jon Ahlberg, rail correspondent",
        "Town buys back its railway\n\nBy Jon Ahlberg\n\n20 May 2026",
    ],
)
def test_another_article_is_left_out(head: str) -> None:
    page = read_text(f"{FIRST}\n{head}\n\n{OTHER}")
    assert _kept(f"{FIRST}\n{head}\n\n{OTHER}") == ["The farm", "Each country", "The dispute"]
    assert (page.title, page.author) == ("Ministers agree on grain", ("Pia Lindqvist",))


@pytest.mark.parametrize("head", ["What the towns say now", "Town buys back its railway\n20 May 2026"])
def test_a_section_of_the_same_article_is_kept(head: str) -> None:
    assert _kept(f"{FIRST}\n{head}\n\n{OTHER}")[-2:] == ["The town", "The council"]
