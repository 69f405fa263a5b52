"""Invented documents in families: every kind of copy, and of document that looks like a copy and is none."""

import datetime
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from briefs.model import (
    Credit,
    Disclosure,
    DisclosureKind,
    Document,
    DocumentId,
    Passage,
    PassageKind,
    SourceFormat,
    Span,
    StatedDate,
)

STORIES: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("stories.toml").read_text("utf-8"))
AGENCY: Final = "Northern Wire"
DAY: Final = datetime.date(2026, 5, 19)
_SPARE: Final = ("about", "almost", "now", "late", "also", "soon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A document, the family it belongs to, and what it is in that family."""

    family: str
    kind: str
    document: Document


def write(
    *paragraphs: str,
    publisher: str | None = None,
    credit: str | None = None,
    day: datetime.date | None = DAY,
    **stated: Any,
) -> Document:
    """A document of these paragraphs."""
    text, passages = "", []
    for number, paragraph in enumerate(paragraphs, start=1):
        text += "\n\n" if text else ""
        span = Span(start=len(text), end=len(text) + len(paragraph))
        passages.append(Passage(number=number, kind=PassageKind.PARAGRAPH, span=span))
        text += paragraph
    digest = hashlib.sha256(repr((text, publisher, credit, day, sorted(stated.items()))).encode()).hexdigest()
    plain = Document(
        id=DocumentId(f"sha256:{digest}"),
        path=f"folder/{digest[:8]}.txt",
        format=SourceFormat.TEXT,
        text=text,
        passages=tuple(passages),
        publisher=publisher,
        published=StatedDate(day=day) if day else None,
        credits=(Credit(agency=credit, exact=f"({credit})"),) if credit else (),
        language="en",
    )
    return replace(plain, **stated)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a story as it stands in the file."""
    return text.strip().split("\n\n")


def own_words(seed: str, words: int) -> list[str]:
    """Paragraphs of so many words that nobody else has: what an outlet adds of its own."""
    digests = (hashlib.sha256(f"{seed} {place}".encode()).hexdigest() for place in range(words))
    plain = [digest[:6].translate(str.maketrans("0123456789", "ghijklmnop")) for digest in digests]
    return [f"{' '.join(plain[start : start + 40]).capitalize()}." for start in range(0, words, 40)]


def edited(text: Sequence[str], every: int) -> list[str]:
    """The paragraphs with a word put in at every so many words: what a sub-editor does to a story."""
    return [
        " ".join(
            f"{word} {_SPARE[place % len(_SPARE)]}" if place % every == every - 1 else word
            for place, word in enumerate(paragraph.split())
        )
        for paragraph in text
    ]


def specimens() -> list[Specimen]:
    """All of them, in families."""
    return [
        *(one for name, story in STORIES["wire"].items() for one in _wire(name, story)),
        *_release(),
        *_column(),
        *_undivided(),
        *_notices(),
        *_markets(),
        *_collections(),
        *_versions(),
    ]


def _wire(name: str, story: dict[str, Any]) -> Iterator[Specimen]:
    text, title = paragraphs(story["text"]), story["title"]
    tomorrow = DAY + datetime.timedelta(days=1)
    prints = {
        "agency": write(*text, publisher=AGENCY, title=title),
        "copy": write(*text, publisher="Inland Post", credit=AGENCY, title=title),
        "another headline": write(*text, publisher="Coastal Gazette", title=f"What we know: {title}"),
        "cut at the end": write(*text[: len(text) // 2 + 1], publisher="Hill Courier", day=tomorrow),
        "brief": write(*text[:2], publisher="Evening Bell", credit=AGENCY),
        "reordered": write(text[0], *reversed(text[1:]), publisher="Ledger", credit=AGENCY),
        "edited": write(*edited(text, 14), publisher="Mill Street Times"),
        "edited twice": write(*edited(edited(text, 14), 17), publisher="Valley Echo", day=tomorrow),
        "with own words": write(
            *own_words(name, 120), *text, *own_words(f"{name} more", 140), publisher="Skerrow Review"
        ),
        "undated": write("SKERROW (Northern Wire) - " + text[0], *text[1:], credit=AGENCY, day=None),
    }
    yield from (Specimen(family=name, kind=kind, document=given) for kind, given in prints.items())
    for place, retold in enumerate(story["retold"]):
        given = write(*paragraphs(retold), publisher=f"Retelling Post {place}", credit=AGENCY)
        yield Specimen(family=name, kind="retold", document=given)
    for place, report in enumerate(story["independent"]):
        given = write(*paragraphs(report), publisher=f"Own Reporter {place}", author=("Kai Brand",))
        yield Specimen(family=f"{name} by reporter {place}", kind="independent", document=given)
    if "other" in story:
        other = paragraphs(story["other"])
        for kind, given in {
            "agency": write(*other, publisher=AGENCY),
            "copy": write(*other, publisher="Inland Post", credit=AGENCY),
        }.items():
            yield Specimen(family=f"{name}, another story", kind=kind, document=given)


def _release() -> Iterator[Specimen]:
    release = STORIES["release"]
    text = paragraphs(release["text"])
    notice = "Press release"
    first = write(*text, notice, publisher=release["publisher"], title=release["title"])
    start = first.text.index(notice)
    disclosed = Disclosure(kind=DisclosureKind.PRESS_RELEASE, span=Span(start=start, end=len(first.text)))
    prints = {
        "release": replace(first, disclosures=(disclosed,)),
        "copy": write(*text, publisher="Port Paper"),
        "cut": write(*text[:3], publisher="Freight Week"),
        "with own words": write(*text, *own_words("release", 90), publisher="Amory Star"),
    }
    yield from (Specimen(family="release", kind=kind, document=given) for kind, given in prints.items())


def _column() -> Iterator[Specimen]:
    text = paragraphs(STORIES["column"]["text"])
    for outlet in ("Long View", "Weekend Mirror", "Harbour Reader"):
        given = write(*text, publisher=outlet, author=("Signe Oster",), title=f"{outlet}: neighbours")
        yield Specimen(family="column", kind="syndicated", document=given)


def _undivided() -> Iterator[Specimen]:
    korean, japanese = (paragraphs(STORIES[name]["text"]) for name in ("korean", "japanese"))
    prints = {
        ("korean", "agency"): write(*korean, publisher="연합뉴스", language="ko"),
        ("korean", "copy"): write(*korean, publisher="항구일보", credit="Yonhap", language="ko"),
        ("korean", "cut"): write(*korean[:3], publisher="바다신문", credit="Yonhap", language="ko"),
        ("japanese", "agency"): write(*japanese, publisher="港新聞", language="ja"),
        ("japanese", "edited"): write(japanese[0], *japanese[2:], publisher="海峡日報", language="ja"),
    }
    yield from (Specimen(family=name, kind=kind, document=given) for (name, kind), given in prints.items())


def _notices() -> Iterator[Specimen]:
    notice = STORIES["briefs"]["notice"].strip()
    for place, text in enumerate(STORIES["briefs"]["texts"]):
        given = write(text, notice, publisher="Quayside Mirror", title=f"Item {place}")
        yield Specimen(family=f"notice {place}", kind="under one notice", document=given)


def _markets() -> Iterator[Specimen]:
    for place, figures in enumerate(STORIES["markets"]["days"]):
        text = paragraphs(STORIES["markets"]["template"].format(**figures))
        day = DAY + datetime.timedelta(days=place)
        given = write(*text, publisher=AGENCY, day=day)
        yield Specimen(family=f"markets {figures['day']}", kind="of one form", document=given)
        carried = write(*text, publisher="Inland Post", credit=AGENCY, day=day)
        yield Specimen(family=f"markets {figures['day']}", kind="copy", document=carried)


def _collections() -> Iterator[Specimen]:
    stories = [paragraphs(story["text"]) for story in STORIES["wire"].values()]
    quoting = write(
        *(text[2] for text in stories), *own_words("week", 60), publisher="The Week", credit=AGENCY
    )
    yield Specimen(family="round-up", kind="round-up", document=quoting)
    digest = write(*(part for text in stories for part in text), publisher="Morning Digest", credit=AGENCY)
    yield Specimen(family="digest", kind="digest", document=digest)
    again = write(*(part for text in stories for part in text), publisher="Digest on Paper")
    yield Specimen(family="digest", kind="copy of a digest", document=again)
    items = write(*STORIES["briefs"]["texts"], publisher="Town Crier")
    yield Specimen(family="items", kind="digest", document=items)


def _versions() -> Iterator[Specimen]:
    text = paragraphs(STORIES["wire"]["school"]["independent"][0])
    later = [*text[:3], "Imke Sand declined to comment on the minutes on Sunday.", *own_words("sand", 40)]
    given = write(
        *later, publisher="Own Reporter 0", author=("Kai Brand",), day=DAY + datetime.timedelta(days=2),
        title="The price of a building at Brede",
    )  # fmt: skip
    yield Specimen(family="school by reporter 0", kind="later version", document=given)
