"""Editions that stand in a folder, as a build leaves them; every word of theirs was written for the tests."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from lxml import html
from lxml.html import HtmlElement

from briefs.archive import SiteRequest, SiteResult, make
from briefs.model import Brief, Coverage, Document, Edition, Event, Precision
from briefs.publication.announcements import ANNOUNCED, calendar_file
from briefs.publication.contract import to_json
from briefs.publication.names import name_of
from briefs.shipped import TEMPLATES
from tests.publication.material import KST, Said, compose, day, document, section

FERRY: Final = "The ferry company negotiated a summer timetable with both harbours on Monday."
FOG: Final = "Fog closed the strait for two days, the harbour master said."
KOREAN: Final = "두 나라 장관은 정상회담에서 여객선 항로를 다시 열기로 합의했다."
JAPANESE: Final = "両政府は首脳会談で航路の再開に合意した。"
CHINESE: Final = "两国政府同意在首脑会谈后恢复渡轮航线。"


def documents(*sentences: str) -> tuple[Document, ...]:
    """Documents of one sentence each, from four outlets in four languages and one that names none."""
    stated: tuple[dict[str, Any], ...] = (
        {"title": "Timetables agreed", "publisher": "Strait Times", "published": day(2026, 5, 18)},
        {"title": "장관 회담", "publisher": "한바다 신문", "language": "ko"},
        {"title": "航路再開へ", "publisher": "海峡日報", "language": "ja"},
        {"title": "渡轮复航", "publisher": "海湾晚报", "language": "zh"},
        {"url": "https://www.pier.example/notes/fog"},
        {},
    )
    return tuple(
        document((sentence,), path=f"in/{place}-{len(sentence)}.txt", **stated[place % len(stated)])
        for place, sentence in enumerate(sentences)
    )


def brief(week: int, *sentences: str, year: int = 2026, theme: str = "Ferries", **changes: object) -> Brief:
    """An edition of a Monday that prints these sentences under one theme, all of them as they are cited."""
    given = documents(*(sentences or (FERRY, KOREAN, JAPANESE, CHINESE, FOG)))
    said = tuple(
        Said(source=number, passage=1, parts=(one.text,)) for number, one in enumerate(given, start=1)
    )
    made = compose(given, (section(1, theme, said, given),), key_points=("1.1",))
    monday = datetime.date.fromisocalendar(year, week, 1)
    plain = Edition(
        id=f"{year}-W{week:02}",
        number=1,
        revision=0,
        title="The strait this week",
        organisation="Narrow Sea Desk",
        language="en",
        as_of=datetime.datetime.combine(monday, datetime.time(6), KST),
    )
    return replace(
        made,
        edition=replace(plain, **changes),  # type: ignore[arg-type]
        coverage=Coverage(start=monday - datetime.timedelta(days=7), end=monday),
    )


def announcing(made: Brief, day: datetime.date, statement: int = 1) -> Brief:
    """The brief with the day that a statement of it announces."""
    said = made.sections[0].statements[statement - 1]
    event = Event(
        id="t1", day=day, last=None, precision=Precision.DAY, text=said.text, context=None, language=said.language,
        resolved=None, announced=True, mentions=1, citations=said.citations,
    )  # fmt: skip
    return replace(made, events=(event,))


def stand(out: Path, made: Brief, html: str = "<!DOCTYPE html><title>x</title>") -> Path:
    """The folder of an edition with what a build writes into it, as far as the site reads it."""
    folder = out / made.edition.id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name_of(made.edition, "pdf")).write_bytes(b"%PDF-1.7\n")
    (folder / name_of(made.edition, "html")).write_text(html, "utf-8")
    (folder / "brief.json").write_bytes(to_json(made))
    (folder / "choices.json").write_bytes(b"{}\n")
    announced = calendar_file(made.events, made.references, made.edition)
    if announced:
        (folder / ANNOUNCED).write_bytes(announced)
    return folder


def site(out: Path, address: str = "", **changes: object) -> SiteResult:
    """The site of what stands there, brought up to date."""
    request = SiteRequest(
        out=out,
        templates=TEMPLATES,
        title="The strait this week",
        language="en",
        organisation="Narrow Sea Desk",
        address=address,
    )
    return make(replace(request, **changes))  # type: ignore[arg-type]


def of_the_site(out: Path) -> dict[str, bytes]:
    """The files of the site by their paths."""
    found = [path for path in out.iterdir() if path.is_file()]
    found += (out / "site").iterdir()
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(found)}


def page(out: Path, path: str) -> HtmlElement:
    """A page of the site."""
    return html.document_fromstring((out / path).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def picked(element: HtmlElement, way: str) -> list[HtmlElement]:
    """The elements that lie on a way of tags and classes: ``.told h2 a``."""
    steps = []
    for step in way.split():
        tag, _, name = step.partition(".")
        with_class = f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
        steps.append(f"{tag or '*'}{with_class}")
    found: list[HtmlElement] = element.xpath(f".//{'//'.join(steps)}")
    return found


def texts(element: HtmlElement, way: str) -> list[str]:
    """The texts of the elements on a way, each in one line."""
    return [" ".join(it.text_content().split()) for it in picked(element, way)]
