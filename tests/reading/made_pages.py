"""Pages made for measuring: news texts with every kind of furniture around them, and the truth kept beside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeVar

Choice = TypeVar("Choice")

SECTIONS: Final = (
    "Home", "World", "Politics", "Business", "Sport", "Culture", "Opinion", "Video", "Weather", "Puzzles",
    "Local", "Science", "Health", "Travel", "Podcasts", "Letters", "Obituaries", "Markets",
)  # fmt: skip
MASTHEADS: Final = ("Tarn Valley Review", "The Ellery Messenger", "Inland Wire", "Upper Dene Courier")
WRITERS: Final = ("Mara Lindt", "Jon Ahlberg", "Ines Calder", "Park Min-seo", "Rosa Weil", "Ada K. Brandt")
READERS: Final = ("olmo", "quarry", "Annika P.", "Mr. Bell", "a reader", "Kim")
DATES: Final = ("March {0}, 2026", "{0} July 2026", "Feb. {0}, 2026 4:{1} p.m.", "2026-04-{0} 10:{1}")
LISTED: Final = ("May {0}, 2026", "{0} May 2026, 10:{1}", "{0} hours ago", "2026-05-{0}")
DECKS: Final = (
    "The move ends months of talks between the two sides",
    "Officials say the worst may be over but warn against haste",
    "What we know so far, and what comes next for those affected",
)
CAPTIONS: Final = (
    "Police officers stand guard near the scene on Monday. (Photo: Jon Ahlberg)",
    "A general view of the harbour. Northern Wire/Rosa Weil",
    "Residents wait for news outside the town hall",
)
COOKIES: Final = (
    "We use cookies to improve your visit. By clicking accept you agree to our use of similar tools."
)
NEWSLETTER: Final = (
    "Sign up for our newsletter",
    "Get the most important stories in your inbox every morning.",
    "Enter your email address",
    "Subscribe",
)
BOX: Final = (
    "The Morning Letter",
    "Everything worth knowing, every weekday at seven.",
    "Your e-mail",
    "Sign up",
)
BREAKS: Final = ("", "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below")
HEADERS: Final = ("Related Articles", "Trending", "You may also like", "More from World", "Most read")
LISTS: Final = ("", "h", "hd", "hdt", "hdtm", "ht", "htm", "dht", "nh")
"""Lists of other pages, part by part: h headline, d date, t teaser, m "Read more", n number."""
MORE: Final = ("Read More", "Continue reading", "Full story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A headline and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def teaser(self) -> str:
        """The first sentence."""
        return re.split(r"(?<=[a-z]\.) ", self.paragraphs[0])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """One made page: its text, and what a reader must find in it."""

    text: str
    article: Article
    author: str | None
    date: str | None


class Dice:
    """Choices that depend on a seed and on their order only."""

    def __init__(self, seed: int) -> None:
        self._seed, self._throws = seed, 0

    def below(self, count: int) -> int:
        self._throws += 1
        digest = sha256(f"{self._seed} {self._throws}".encode()).digest()
        return int.from_bytes(digest[:6]) % count

    def one(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.below(len(choices))]

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def some(self, choices: Sequence[Choice], count: int) -> list[Choice]:
        start = self.below(len(choices))
        return [choices[(start + step) % len(choices)] for step in range(count)]


def make_page(seed: int, articles: Sequence[Article]) -> MadePage:
    """Return one page with furniture of several kinds around one of ``articles``; the others serve its lists."""
    dice = Dice(seed)
    article = dice.one(articles)
    author = dice.one(WRITERS) if dice.chance(60) else None
    date = dice.one(DATES).format(10 + dice.below(18), 10 + dice.below(49)) if dice.chance(60) else None
    groups = [*_above(dice, articles), *[[article.title]] * (2 if dice.chance(25) else 1)]
    groups += [[dice.one(DECKS)]] if dice.chance(30) else []
    groups += [_signed(dice, author, date)]
    groups += [[dice.one(CAPTIONS)]] if dice.chance(30) else []
    groups += [*_body(dice, article, articles), *_below(dice, author)]
    groups += [*_list(dice, articles), *(_comments(dice, articles) if dice.chance(30) else [])]
    groups += (
        [["© 2026 Ellery Media Group. All rights reserved.", "Terms", "Privacy"]] if dice.chance(60) else []
    )
    rows = [row for group in groups for row in (*group, "") if group]
    match dice.below(3):
        case 0:
            text = "\n".join(rows)
        case 1:
            text = "\n".join(filter(None, rows))
        case _:
            text = "\n\n".join(filter(None, rows))
    return MadePage(text=text, article=article, author=author, date=date)


def _above(dice: Dice, articles: Sequence[Article]) -> list[list[str]]:
    groups = [[dice.one(MASTHEADS)]] if dice.chance(40) else []
    groups += [dice.some(SECTIONS, 3 + dice.below(7))] if dice.chance(70) else []
    groups += [[COOKIES], ["Accept", "Manage choices"]] if dice.chance(30) else []
    groups += [list(NEWSLETTER)] if dice.chance(30) else []
    groups += [[f"Breaking: {dice.one(articles).title}"]] if dice.chance(30) else []
    return groups


def _signed(dice: Dice, author: str | None, date: str | None) -> list[str]:
    rows = [f"By {author}"] if author else []
    rows += [dice.one(("", "Published ", "Posted: ")) + date] if date else []
    rows += [f"{2 + dice.below(8)} min read"] if dice.chance(30) else []
    return rows + (["Share", "Tweet", f"{10 + dice.below(900)} shares"] if dice.chance(30) else [])


def _body(dice: Dice, article: Article, articles: Sequence[Article]) -> list[list[str]]:
    groups: list[list[str]] = []
    rest = dice.one(BREAKS)
    last = len(article.paragraphs) - 1
    for number, paragraph in enumerate(article.paragraphs):
        groups.append([paragraph])
        groups += [[rest]] if rest and number % 3 == 1 and number < last else []
        groups += [list(BOX)] if number == 1 and last > 3 and dice.chance(30) else []
        pointer = number == 2 and last > 4 and dice.chance(30)
        groups += [[f"Read more: {dice.one(articles).title}"]] if pointer else []
    return groups


def _below(dice: Dice, author: str | None) -> list[list[str]]:
    groups = [[f"{author} is a correspondent based in Port Ellery."]] if author and dice.chance(30) else []
    groups += [["Topics: " + ", ".join(dice.some(SECTIONS, 3))]] if dice.chance(40) else []
    return groups + ([["Share this article", "Facebook", "Email"]] if dice.chance(30) else [])


def _list(dice: Dice, articles: Sequence[Article]) -> list[list[str]]:
    order, date, more = dice.one(LISTS), dice.one(LISTED), dice.one(MORE)
    entries = [
        [
            {
                "h": other.title,
                "d": date.format(number + 10, number + 20),
                "t": other.teaser[: 400 if dice.chance(50) else 140],
                "m": more,
                "n": str(number + 1),
            }[part]
            for part in order
        ]
        for number, other in enumerate(dice.some(articles, 3 + dice.below(6)))
    ]
    if not order:
        return []
    together = [row for entry in entries for row in entry]
    return [[dice.one(HEADERS)], *(entries if dice.chance(50) else [together])]


def _comments(dice: Dice, articles: Sequence[Article]) -> list[list[str]]:
    count = 3 + dice.below(4)
    return [
        [f"{count} comments"],
        *(
            [
                f"{name} {number}",
                f"{number + 2} hours ago",
                dice.one(articles).paragraphs[-1],
                "Like",
                "Reply",
            ]
            for number, name in enumerate(dice.some(READERS, count))
        ),
    ]
