"""Invented documents and briefs for the tests of publication: every word here was written for them."""

import datetime
import tomllib
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefs.model import (
    Balance,
    Brief,
    Change,
    ChangeKind,
    Citation,
    CitedDisclosure,
    Claim,
    CopySignal,
    Coverage,
    Credit,
    Disagreement,
    DisagreementKind,
    Disclosure,
    DisclosureKind,
    Document,
    DocumentId,
    Earlier,
    Edition,
    Event,
    Locator,
    Method,
    Passage,
    PassageKind,
    Precision,
    Print,
    Problem,
    Quotation,
    Reference,
    Reliability,
    Scores,
    Section,
    Share,
    SourceFormat,
    Span,
    StatedDate,
    Statement,
)

SCORES = Scores(relevance=0.75, salience=0.5, redundancy=0.125)
_FORMATS = {"html": SourceFormat.HTML, ".pdf": SourceFormat.PDF}
KST = datetime.timezone(datetime.timedelta(hours=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence to print: the document it stands in (from 1), its paragraph (from 1) and its parts."""

    source: int
    passage: int
    parts: tuple[str, ...]
    context: str | None = None


def day(year: int, month: int, number: int) -> StatedDate:
    """A date stated to the day."""
    return StatedDate(day=datetime.date(year, month, number))


def document(paragraphs: tuple[str, ...], *, path: str, **stated: object) -> Document:
    """A document whose passages are the paragraphs, divided by blank lines."""
    passages: list[Passage] = []
    start = 0
    for number, paragraph in enumerate(paragraphs, 1):
        span = Span(start=start, end=start + len(paragraph))
        passages.append(Passage(number=number, kind=PassageKind.PARAGRAPH, span=span))
        start = span.end + 2
    text = "\n\n".join(paragraphs)
    plain = Document(
        id=DocumentId("sha256:" + sha256(f"{path}\n{text}".encode()).hexdigest()),
        path=path,
        format=_FORMATS.get(path[-4:], SourceFormat.TEXT),
        text=text,
        passages=tuple(passages),
        language="en",
        words=len(text.split()),
        words_left_out=40,
    )
    return replace(plain, **stated)  # type: ignore[arg-type]


def disclosing(given: Document, kind: DisclosureKind, words: str, *links: str) -> Document:
    """The document with one more disclosure, whose words must stand in its text."""
    start = given.text.index(words)
    notice = Disclosure(kind=kind, span=Span(start=start, end=start + len(words)), links=links)
    return replace(given, disclosures=(*given.disclosures, notice))


def reference(number: int, given: Document, locators: tuple[Locator, ...]) -> Reference:
    """The bibliographic entry of a document."""
    return Reference(
        number=number,
        document=given.id,
        path=given.path,
        url=given.url,
        title=given.title or given.path.rsplit("/", 1)[-1],
        title_stated=given.title is not None,
        publisher=given.publisher,
        author=given.author,
        published=given.published,
        language=given.language,
        format=given.format,
        disclosures=tuple(
            CitedDisclosure(
                kind=found.kind,
                start=found.span.start,
                end=found.span.end,
                exact=given.exact(found.span),
                links=found.links,
            )
            for found in given.disclosures
        ),
        locators=locators,
        words=given.words,
        words_left_out=given.words_left_out,
        origin=given.id,
    )


def statement(identifier: str, said: Said, documents: tuple[Document, ...]) -> Statement:
    """A statement that cites its sentence where it stands."""
    given = documents[said.source - 1]
    start = given.text.index(said.parts[0])
    end = given.text.index(said.parts[-1], start) + len(said.parts[-1])
    citation = Citation(
        reference=said.source,
        start=start,
        end=end,
        exact=given.text[start:end],
        passage=said.passage,
        page=given.passages[said.passage - 1].page,
    )
    return Statement(
        id=identifier,
        text=" ".join(said.parts),
        parts=said.parts,
        context=said.context,
        language=given.language,
        citations=(citation,),
        scores=SCORES,
    )


def section(number: int, title: str, said: tuple[Said, ...], documents: tuple[Document, ...]) -> Section:
    """A section of what was said, or an empty one that says what was searched."""
    searched = "Nothing on this theme stands in the sources given: 12 documents were searched for 9 terms."
    return Section(
        number=number,
        theme=title.lower().replace(" ", "-"),
        title=title,
        empty=None if said else searched,
        statements=tuple(statement(f"{number}.{place}", one, documents) for place, one in enumerate(said, 1)),
    )


def edition(**changes: object) -> Edition:
    """An edition of the invented desk."""
    plain = Edition(
        id="2026-W22",
        number=1,
        revision=0,
        title="Ferries, ministers and a shared forecast: the strait in the last week of May",
        organisation="Narrow Sea Desk",
        language="en",
        as_of=datetime.datetime(2026, 5, 25, 6, 0, tzinfo=KST),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def compose(
    documents: tuple[Document, ...],
    sections: tuple[Section, ...],
    *,
    key_points: tuple[str, ...],
    not_included: tuple[Problem, ...] = (),
    headline: str | None = None,
) -> Brief:
    """A brief of the sections, its references in the order of the documents."""
    statements = [one for part in sections for one in part.statements]
    references = tuple(
        reference(
            number,
            given,
            tuple(
                Locator(statement=one.id, passage=cited.passage, page=cited.page)
                for one in statements
                for cited in one.citations
                if cited.reference == number
            ),
        )
        for number, given in enumerate(documents, 1)
    )
    return Brief(
        edition=edition() if headline is None else edition(title=headline),
        coverage=Coverage(start=None, end=datetime.date(2026, 5, 26)),
        key_points=key_points,
        sections=sections,
        references=references,
        not_included=not_included,
        method=Method(
            tool="briefs 0.1.0",
            configuration="sha256:" + sha256(b"configuration").hexdigest(),
            documents_read=len(documents) + 2,
            origins=len(documents) + 2,
            sentences_read=214,
            sentences_printed=len(statements),
        ),
    )


def sources() -> tuple[Document, ...]:
    """Twelve invented documents: dated and undated, titled and not, in three languages, three disclosing."""
    given = tomllib.loads(Path(__file__).with_name("sources.toml").read_text("utf-8"))["source"]
    return tuple(map(_source, given))


def _source(entry: dict[str, Any]) -> Document:
    stated: dict[str, Any] = {
        key: entry[key] for key in ("title", "publisher", "language", "url") if key in entry
    }
    if "published" in entry:
        stated["published"] = StatedDate(
            day=entry["published"],
            precision=Precision(entry.get("precision", "day")),
            time=entry.get("time"),
            zone=entry.get("zone"),
        )
    paragraphs = tuple(entry["text"].split("\n\n"))
    given = document(paragraphs, path=entry["path"], author=tuple(entry.get("author", ())), **stated)
    if "page" in entry:
        passages = (replace(passage, page=entry["page"]) for passage in given.passages)
        given = replace(given, passages=tuple(passages))
    for notice in entry.get("disclosure", ()):
        given = disclosing(given, DisclosureKind(notice["kind"]), notice["words"], *notice["links"])
    return given


def sample() -> Brief:
    """The brief of the specimen page: four sections (one empty), twelve references, a list, three scripts."""
    given = sources()
    texts = [one.text.split("\n\n") for one in given]
    talks = (
        Said(source=1, passage=1, parts=(texts[0][0],)),
        Said(source=1, passage=3, parts=tuple(texts[0][2:6])),
        Said(source=9, passage=1, parts=(texts[8][0],)),
        Said(source=1, passage=2, parts=(texts[0][1],), context="talks in Tsubaki, 19 May 2026"),
    )
    water = (
        Said(source=3, passage=1, parts=(texts[2][0],), context="January to March 2026"),
        Said(source=4, passage=1, parts=(texts[3][0],)),
        Said(source=7, passage=2, parts=(texts[6][1],), context="Lantern Ferry Company"),
        Said(source=8, passage=2, parts=(texts[7][1],)),
        Said(source=8, passage=1, parts=(texts[7][0],)),
        Said(source=10, passage=1, parts=(texts[9][0],)),
        Said(source=11, passage=1, parts=(texts[10][0],)),
    )
    weather = (
        Said(source=2, passage=2, parts=(texts[1][1],)),
        Said(source=6, passage=1, parts=(texts[5][0],)),
        Said(source=5, passage=1, parts=(texts[4][0],)),
        Said(source=2, passage=3, parts=(texts[1][2],)),
        Said(source=12, passage=1, parts=(texts[11][0],)),
    )
    brief = compose(
        given,
        (
            section(1, "Meetings of ministers", talks, given),
            section(2, "Ferries and freight", water, given),
            section(3, "Fishing grounds", (), given),
            section(4, "Fog, storms and safety at sea", weather, given),
        ),
        key_points=("1.1", "4.1", "2.1", "2.2", "1.2"),
        not_included=(
            Problem(
                subject="seeds/annex.bin",
                stage="reading",
                message="not text: 31 % of its bytes are control characters",
            ),
            Problem(subject="seeds/empty.txt", stage="reading", message="the file is empty"),
            Problem(subject="seeds/empty-too.txt", stage="reading", message="the file is empty"),
        ),
    )
    brief = _with_findings(brief, given)
    return replace(
        brief,
        references=_with_what_is_known(brief.references),
        balance=_BALANCE,
        earlier=_EARLIER,
        method=replace(brief.method, documents_read=len(given) + 5, origins=len(given) + 1),
    )


_BALANCE = Balance(
    followed=7,
    silent=("Harbour Ledger", "한바다 신문"),
    failing=(Problem(subject="Quay Post", stage="fetching", message="its feed answered with status 503"),),
    countries=(
        Share(value="KR", read=6, cited=4), Share(value="JP", read=3, cited=3), Share(value=None, read=8, cited=5),
    ),
    ownership=(
        Share(value="privately owned, close to the ferry companies", read=4, cited=2),
        Share(value=None, read=13, cited=10),
    ),
)  # fmt: skip
_EARLIER = (
    Earlier(
        edition="2026-W21",
        statements=(("ferries-and-freight", 3), ("fishing-grounds", 2), ("meetings-of-ministers", 1)),
    ),
)


def _with_findings(brief: Brief, given: tuple[Document, ...]) -> Brief:
    """The brief with one finding of each kind, and what changed since an earlier edition."""

    def cited(source: int, passage: int, words: str | None = None) -> Citation:
        text = given[source - 1].text
        span = given[source - 1].passages[passage - 1].span
        start, exact = (text.index(words), words) if words else (span.start, text[span.start : span.end])
        page = given[source - 1].passages[passage - 1].page
        return Citation(
            reference=source, start=start, end=start + len(exact), exact=exact, passage=passage, page=page
        )

    ministers, students = cited(1, 1), cited(3, 2, "“We are carrying students and grandmothers,”")
    forecast, timetable = cited(5, 1), cited(8, 1)
    moved = Change(
        kind=ChangeKind.MOVED, statement="2.4", before="1,960", after="412", edition="2026-W21", earlier=cited(8, 2),
        unit="pupils",
    )  # fmt: skip
    changes = (moved, Change(kind=ChangeKind.FIRST_SEEN, statement="2.1"))
    first, second, third, *others = brief.sections
    supported, *statements = first.statements
    supported = replace(supported, corroboration=(cited(9, 1), cited(12, 1)), origins=2)
    return replace(
        brief,
        sections=(
            replace(first, statements=(supported, replace(statements[0], new=False), *statements[1:])),
            replace(second, changes=changes),
            replace(third, changes=(Change(kind=ChangeKind.SILENT),)),
            *others,
        ),
        disagreements=(
            Disagreement(
                id="d1",
                kind=DisagreementKind.DATE,
                question="return of the ferry",
                claims=(
                    Claim(value="in July", citations=(cited(1, 3),)),
                    Claim(value="7월 셋째 주", citations=(cited(4, 1), cited(1, 2), cited(2, 2))),
                ),
            ),
        ),
        quotations=(
            Quotation(id="q1", speaker="the harbour master", text=students.exact, language="en", citations=(students,)),
            Quotation(id="q2", speaker=None, text=forecast.exact, language="ja", citations=(forecast,)),
        ),
        events=(
            _event("t1", ministers, day=datetime.date(2026, 5, 19), mentions=3),
            _event("t2", forecast, day=datetime.date(2026, 9, 1), precision=Precision.MONTH, language="ja"),
            _event(
                "t3", timetable, day=datetime.date(2026, 6, 13), last=datetime.date(2026, 6, 15), announced=True,
                resolved="before 15 June", context="13 to 15 June 2026",
            ),
        ),
    )  # fmt: skip


def _event(identifier: str, cited: Citation, **changes: Any) -> Event:
    plain = Event(
        id=identifier, day=datetime.date(2026, 5, 19), last=None, precision=Precision.DAY, text=cited.exact,
        context=None, language="en", resolved=None, announced=False, mentions=1, citations=(cited,),
    )  # fmt: skip
    return replace(plain, **changes)


def _with_what_is_known(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references, some of them graded, changed, passed on or doubted, and the first of them carried by others."""
    first, second, *middle, ninth = references[:9]
    prints = _prints(first, ninth)
    first = replace(
        first, prints=prints, agency="Strait Wire", credits=(_CREDIT,), country="KR", reliability=Reliability.B,
        descriptor="privately owned, close to the ferry companies",
    )  # fmt: skip
    ninth = replace(ninth, prints=prints, origin=first.document, agency="Strait Wire")
    second = replace(
        second,
        modified=StatedDate(day=datetime.date(2026, 5, 22)),
        retrieved=datetime.datetime(2026, 5, 24, 7, 30, tzinfo=KST),
        carrier="Lighthouse Reader",
        doubts=("its page says Friday, 21 May 2026, which was a Thursday",),
    )
    return (first, second, *middle, ninth, *references[9:])


_CREDIT = Credit(agency="Strait Wire", exact="(Strait Wire)")


def _prints(first: Reference, ninth: Reference) -> tuple[Print, ...]:
    """A story of the first reference, as it stands in three documents that are not cited and in the ninth reference."""

    def carried(
        publisher: str, signal: CopySignal | None, share: float | None, language: str = "en"
    ) -> Print:
        path = f"seeds/{publisher.lower().replace(' ', '-')}.txt"
        return Print(
            document=DocumentId("sha256:" + sha256(path.encode()).hexdigest()),
            path=path,
            url=None,
            title=None,
            publisher=publisher,
            published=day(2026, 5, 20),
            language=language,
            credits=(_CREDIT,) if signal is CopySignal.NEAR_COPY else (),
            of=first.document,
            signal=signal,
            share=share,
        )

    root = replace(carried("The Haeju Courier", None, None), document=first.document, path=first.path)
    last = carried("Evening Pilot", CopySignal.CONTAINED, 0.41)
    return (
        root,
        carried("Inland Post", CopySignal.SAME_TEXT, 1.0),
        carried("椿新聞", CopySignal.NEAR_COPY, 0.94, "ja"),
        carried("Coastal Gazette", CopySignal.CREDIT, 0.12),
        replace(last, document=ninth.document, path=ninth.path),
    )


def single() -> tuple[Brief, tuple[Document, ...]]:
    """A brief of one statement from one source, and its document."""
    given = sources()[8:9]
    said = (Said(source=1, passage=1, parts=(given[0].text,)),)
    return compose(given, (section(1, "Meetings of ministers", said, given),), key_points=("1.1",)), given
