"""``python -m tests.benchmarks.pages [COUNT]``: reading web pages, against trafilatura alone on the same pages.

The pages are made: 30 to 150 KB of markup each, with navigation, scripts, styles, boxes inside the body, lists of
other pages and comments around it, in six layouts. Each page is read by us and by trafilatura in turn, and the
processor time of each is added up, so that a busy minute falls on both.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from briefs.model import Document, Source
from briefs.reading import read
from tests.reading.made_pages import COOKIES, DATES, SECTIONS, WRITERS, Dice

COUNT: Final = 2_000
ROUNDS: Final = 5
LIMIT: Final = 1.3
"""Our processor time by theirs, at most: what a desk with thousands of pages can wait for."""

_SUBJECTS: Final = (
    "The harbour office", "A spokesman for the ministry", "The regional assembly", "An engineer at the plant",
    "The ferry company", "Her deputy", "The union of dock workers", "A report by the auditors", "The mayor of Sandrup",
    "The two governments", "A group of residents", "The operator of the grid", "His predecessor", "The court",
)  # fmt: skip
_VERBS: Final = (
    "said on Tuesday that", "has confirmed that", "did not expect that", "argued before the committee that",
    "told reporters that", "found in its first review that", "warned last week that", "agreed in principle that",
)  # fmt: skip
_CLAUSES: Final = (
    "the cable to the outer islands would be repaired before the winter",
    "no decision had been taken on the price of the tickets",
    "three of the nine turbines could not be moved without a new permit",
    "the figures of the previous quarter had been counted twice",
    "the talks would go on in Port Ellery in the second week of March",
    "half of the money had already been spent on surveys and on lawyers",
    "the dispute over the fishing grounds was closer to an end than ever",
    "any further delay would cost the valley its only railway line",
    "the new pumps had been ordered from a firm that no longer exists",
    "both sides wanted the agreement to be signed by the end of the year",
)  # fmt: skip
_TAILS: Final = (
    "", ", although the details “remain open”", ", a figure that nobody in the chamber disputed",
    " and that the nation’s costs&nbsp;would be shared",
    ", according to minutes seen by this newspaper", " despite the protests",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Seconds of processor time for all pages, and how many of them we read as documents."""

    ours: float
    theirs: float
    bare: float
    read: int


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    found = measure(count)
    print(f"{count} pages, {found.read} documents: ours {found.ours:.2f} s")
    print(
        f"trafilatura with metadata {found.theirs:.2f} s: ratio {found.ours / found.theirs:.2f} (<= {LIMIT})"
    )
    print(f"trafilatura without metadata {found.bare:.2f} s: ratio {found.ours / found.bare:.2f}")
    return 0 if found.ours <= LIMIT * found.theirs else 1


def ratio(count: int = COUNT) -> float:
    """Our processor time by that of ``trafilatura.extract`` with metadata: the median of interleaved rounds."""
    rounds = [measure(count // ROUNDS, start=number * (count // ROUNDS)) for number in range(ROUNDS)]
    return statistics.median(one.ours / one.theirs for one in rounds)


def measure(count: int, start: int = 0) -> Measure:
    """Read ``count`` pages, each by us and by trafilatura with and without metadata, one after the other."""
    from trafilatura import extract  # noqa: PLC0415 - the rival is loaded only where it is measured

    ours = theirs = bare = 0.0
    documents = 0
    read(_source(-1))
    extract(make_page(-1), with_metadata=True)
    for number in range(start, start + count):
        markup, source = make_page(number), _source(number)
        outcome, seconds = _timed(partial(read, source))
        ours += seconds
        documents += isinstance(outcome, Document)
        theirs += _timed(partial(extract, markup, with_metadata=True))[1]
        bare += _timed(partial(extract, markup))[1]
    return Measure(ours=ours, theirs=theirs, bare=bare, read=documents)


def _timed(call: Callable[[], object]) -> tuple[object, float]:
    begun = time.process_time()
    outcome = call()
    return outcome, time.process_time() - begun


def _source(number: int) -> Source:
    return Source(path=f"pages/{number}.html", content=make_page(number).encode())


def make_page(seed: int) -> str:
    """Return one page, the same for the same ``seed``."""
    dice = Dice(seed)
    title, author = _headline(dice), dice.one(WRITERS)
    date = dice.one(DATES).format(10 + dice.below(18), 10 + dice.below(49))
    body = _body(dice, 8 + dice.below(30))
    return "\n".join(
        (
            "<!DOCTYPE html>\n<html lang='en'>",
            _head(dice, title, author),
            "<body class='single wp-theme'>",
            f"<div id='consent' role='dialog'><p>{COOKIES}</p><button>Accept</button></div>",
            _menu(dice, 30 + dice.below(90)),
            _layout(dice, title, f"<span class='byline'>By {author}</span> <time>{date}</time>", body),
            _related(dice, 6 + dice.below(40)),
            _comments(dice, dice.below(25)),
            _menu(dice, 20 + dice.below(60)),
            f"<script>window.__STATE__={json.dumps(_state(dice))}</script></body></html>",
        )
    )


def _sentence(dice: Dice) -> str:
    return f"{dice.one(_SUBJECTS)} {dice.one(_VERBS)} {dice.one(_CLAUSES)}{dice.one(_TAILS)}."


def _headline(dice: Dice) -> str:
    return f"{dice.one(_SUBJECTS)}: {dice.one(_CLAUSES)}"


def _body(dice: Dice, paragraphs: int) -> list[str]:
    return [" ".join(_sentence(dice) for _ in range(2 + dice.below(4))) for _ in range(paragraphs)]


def _head(dice: Dice, title: str, author: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": {"@type": "Person", "name": author},
        "datePublished": f"2026-03-{10 + dice.below(18)}T08:{10 + dice.below(49)}:00+09:00",
        "publisher": {"@type": "Organization", "name": "Inland Wire"},
    }
    rules = "".join(f".c{n}{{margin:{n}px;color:#{n:03d}}}" for n in range(200 + dice.below(900)))
    links = "".join(f"<link rel='preload' href='/assets/{n}.js' as='script'>" for n in range(12))
    return (
        f"<head><meta charset='utf-8'><title>{title} | Inland Wire</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='Inland Wire'><link rel='canonical' href='https://wire.example/{title[:9]}'>"
        f"{links}<style>{rules}</style><script type='application/ld+json'>{json.dumps(data)}</script></head>"
    )


def _state(dice: Dice) -> dict[str, object]:
    """What many sites hand to their scripts: 5 to 60 KB that nobody reads."""
    return {
        f"key{n}": {"id": n * 7919, "path": f"/s/{n}", "flag": n % 3 == 0}
        for n in range(100 + dice.below(900))
    }


def _menu(dice: Dice, entries: int) -> str:
    items = "".join(
        f"<li class='menu-item menu-item-{n}'><a class='link' href='/section/{n}'>"
        f"<span>{dice.one(SECTIONS)}</span></a></li>"
        for n in range(entries)
    )
    return f"<nav class='nav'><ul>{items}</ul></nav>"


def _layout(dice: Dice, title: str, signed: str, body: list[str]) -> str:
    """The headline and the body, as six kinds of systems set them."""
    kind = dice.below(6)
    boxed = list(_boxed(dice, body))
    paragraphs = "".join(part if part.startswith("<") else f"<p class='p'>{part}</p>" for part in boxed)
    head = f"<h1>{title}</h1><div class='meta'>{signed}</div>"
    match kind:
        case 0:
            return f"<main><article>{head}<div class='entry-content'>{paragraphs}</div></article></main>"
        case 1:
            inner = "".join(
                f"<div class='row r{n}'><div class='col'>{part}</div></div>" for n, part in enumerate(boxed)
            )
            return f"<div class='wrap'><div class='story-head'>{head}</div><div class='story-body'>{inner}</div></div>"
        case 2:
            return f"<div id='page'>{head}<div class='text'>{'<br><br>'.join(body)}</div></div>"
        case 3:
            return f"<article class='post'>{head}<section>{paragraphs}</section></article>"
        case 4:
            return f"<table><tr><td>{_related(dice, 5)}</td><td>{head}{paragraphs}</td></tr></table>"
        case _:
            return f"<div class='content'>{head}{paragraphs}</div>"


def _boxed(dice: Dice, body: list[str]) -> Iterator[str]:
    """The paragraphs, some with links, and between them now and then a box that is no text."""
    for number, paragraph in enumerate(body):
        linked = (
            paragraph.replace("the", f"<a href='/topic/{number}'>the</a>", 1)
            if dice.chance(30)
            else paragraph
        )
        yield f"<p>{linked}</p>" if linked is not paragraph else paragraph
        if dice.chance(15):
            yield f"<div class='inline-related'><a href='/x/{number}'>Read more: {_headline(dice)}</a></div>"
        elif dice.chance(10):
            yield "<div class='newsletter-box'><p>Sign up for our letter.</p><form><input name='mail'></form></div>"
        elif dice.chance(10):
            caption = f"<figcaption>{_sentence(dice)} Photo: Wire</figcaption>"
            yield f"<figure><img src='/i/{number}.jpg' alt=''>{caption}</figure>"


def _related(dice: Dice, entries: int) -> str:
    cards = "".join(
        f"<div class='card card-{n}'><a href='/story/{n}'><img src='/t/{n}.jpg' alt='' width='320' height='180'></a>"
        f"<h3 class='card__title'><a href='/story/{n}'>{_headline(dice)}</a></h3><span class='card__date'>{n} hours ago"
        f"</span><p class='card__text'>{_sentence(dice)}</p></div>"
        for n in range(entries)
    )
    tag = dice.one(("aside", "div", "section"))
    return f"<{tag} class='related'><h2>More stories</h2>{cards}</{tag}>"


def _comments(dice: Dice, entries: int) -> str:
    items = "".join(
        f"<li class='comment' id='comment-{n}'><div class='comment-author'>reader {n}</div><p>{_sentence(dice)}</p>"
        f"<a href='#reply-{n}'>Reply</a></li>"
        for n in range(entries)
    )
    return f"<section id='comments'><h2>{entries} comments</h2><ol>{items}</ol></section>"


if __name__ == "__main__":
    sys.exit(main())
