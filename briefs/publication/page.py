"""The brief as its page shows it: every value turned into the string that a template places."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from briefs.model import GLYPHS, Brief, CitedDisclosure, Problem, Reference, Section, Statement
from briefs.publication import wording
from briefs.publication.citing import anchor_of, file_name, statement_view
from briefs.publication.findings import changes_view, disagreements_view, events_view, quotations_view
from briefs.publication.notes import notes_on
from briefs.publication.setting import clean, other, settable, spelled
from briefs.publication.view import (
    ContentsLine,
    DisclosureView,
    Fact,
    Link,
    LocatorView,
    MethodView,
    NotIncludedView,
    Page,
    ReasonView,
    ReferenceView,
    SectionView,
    StatementView,
)

SUBJECTS_SHOWN: Final = 12
"""Inputs listed for one reason; ten thousand empty files fill three lines, the rest stand in brief.json."""

REASONS_SHOWN: Final = 12

_LONG_TITLE: Final = 64
_LONGEST_TITLE: Final = 150
"""Characters from which a title is set smaller: three lines of the display size, then six of the next."""

_ONE_DAY: Final = datetime.timedelta(days=1)
_RUNNING_TITLE: Final = 72
_RUNNING_SECTION: Final = 36
_IMPRINT: Final = 96
_ADDRESS_SHOWN: Final = 160
_DIGEST_SHOWN: Final = 12

_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})


def page_of(brief: Brief, *, with_contents: bool) -> Page:
    """The page of a brief; ``with_contents`` puts page numbers beside its headings on paper."""
    edition = brief.edition
    title = clean(edition.title)
    organisation = clean(edition.organisation)
    kind = wording.kind_of_edition(edition.id)
    issue = f"{wording.visible(edition.id)} · {wording.day(edition.as_of)}"
    named = f"{kind} · {issue}"
    sections = tuple(_section(section, brief) for section in brief.sections)
    not_included = _not_included(brief.not_included)
    return Page(
        lang=edition.language,
        title=title,
        size=_size(title),
        running_title=wording.shortened(title, _RUNNING_TITLE),
        organisation=organisation or kind,
        author=organisation or None,
        edition=named if organisation else issue,
        revision=f"Revision {edition.revision}" if edition.revision else None,
        deck=_deck(brief),
        coverage=_coverage(brief),
        as_of=wording.day(edition.as_of),
        imprint=wording.shortened(" · ".join(filter(None, (organisation, named))), _IMPRINT),
        document_title=_document_title(title, organisation, f"{kind} {wording.visible(edition.id)}"),
        description=_deck(brief),
        keywords=", ".join(clean(section.title) for section in brief.sections),
        generator=brief.method.tool,
        created=edition.as_of.isoformat(timespec="seconds"),
        with_contents=with_contents,
        contents=_contents(sections, not_included, brief),
        glance=_glance(brief),
        key_points=tuple(_key_point(brief.statements[name], brief) for name in brief.key_points),
        sections=sections,
        disagreements=disagreements_view(brief),
        quotations=quotations_view(brief),
        events=events_view(brief, announced=False),
        announced=events_view(brief, announced=True),
        references=tuple(_reference(reference, brief) for reference in brief.references),
        not_included=not_included,
        method=_method(brief),
    )


def _document_title(title: str, organisation: str, kind: str) -> str:
    return f"{title} – {organisation}, {kind}" if organisation else f"{title} – {kind}"


def _size(title: str) -> str:
    if len(title) > _LONGEST_TITLE:
        return "longest"
    return "long" if len(title) > _LONG_TITLE else "short"


def _deck(brief: Brief) -> str:
    printed = wording.count(brief.method.sentences_printed, "sentence")
    cited = _sources(brief.references)
    themes = wording.count(len(brief.sections), "theme")
    return f"{printed} from {cited} on {themes}, each printed word for word and traced to where it stands."


def _sources(references: Sequence[Reference]) -> str:
    return wording.sources(len(references), len({reference.origin for reference in references}))


def _coverage(brief: Brief) -> str:
    if not brief.references:
        return "No source cited"
    published = wording.period(reference.published for reference in brief.references)
    start, end = brief.coverage.start, brief.coverage.end
    last = end - _ONE_DAY
    window = f"; given: {wording.day(start)} to {wording.day(last)}" if start else ""
    return f"Sources {published}{window}"


def _contents(
    sections: tuple[SectionView, ...], not_included: NotIncludedView | None, brief: Brief
) -> tuple[ContentsLine, ...]:
    further = (
        ("disagreements", "Where sources disagree", brief.disagreements),
        ("quotations", "Who said what", brief.quotations),
        ("timeline", "Timeline", brief.events),
        ("sources", "Sources", brief.references),
        ("not-included", "Not included", not_included),
        ("method", "Method", brief.method),
    )
    return (
        *(ContentsLine(anchor=section.anchor, title=section.title) for section in sections),
        *(ContentsLine(anchor=anchor, title=title) for anchor, title, there in further if there),
    )


def _glance(brief: Brief) -> tuple[Fact, ...]:
    method = brief.method
    origins = f"{wording.count(method.origins, 'origin')}, " if method.origins < method.documents_read else ""
    read = f"{method.documents_read:,} read, {origins}{len(brief.references):,} cited"
    sentences = f"{method.sentences_read:,} read, {method.sentences_printed:,} printed"
    facts = [Fact(term="Documents", value=read), Fact(term="Sentences", value=sentences)]
    if spoken := _tally(wording.language(reference.language) for reference in brief.references):
        facts.append(Fact(term="Languages", value=spoken))
    if disclosed := _tally(_kinds(brief.references)):
        facts.append(Fact(term="Disclosed by sources", value=disclosed))
    return tuple(facts)


def _kinds(references: Iterable[Reference]) -> list[str]:
    return [
        wording.tag(kind)
        for reference in references
        for kind in dict.fromkeys(found.kind for found in reference.disclosures)
    ]


def _tally(words: Iterable[str]) -> str:
    counted = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{word}\N{NO-BREAK SPACE}{number:,}" for word, number in counted)


def _section(section: Section, brief: Brief) -> SectionView:
    return SectionView(
        number=section.number,
        anchor=f"section-{section.number}",
        title=clean(section.title),
        running=wording.shortened(clean(section.title), _RUNNING_SECTION),
        summary=_summary(section, brief) if section.statements else None,
        empty=spelled(section.empty) if section.empty else None,
        changes=changes_view(section, brief),
        statements=tuple(
            statement_view(statement, brief, anchor=anchor_of(statement.id))
            for statement in section.statements
        ),
    )


def _summary(section: Section, brief: Brief) -> str:
    numbers = {cited.reference for one in section.statements for cited in one.citations}
    cited = [reference for reference in brief.references if reference.number in numbers]
    printed = wording.count(len(section.statements), "statement")
    published = wording.period(reference.published for reference in cited)
    return f"{printed} from {_sources(cited)}, {published}"


def _key_point(statement: Statement, brief: Brief) -> StatementView:
    return statement_view(statement, brief, anchor=f"key-{anchor_of(statement.id)}")


def _reference(reference: Reference, brief: Brief) -> ReferenceView:
    left_out = f"{wording.count(reference.words, 'word')} read, {reference.words_left_out:,} left out"
    medium = wording.medium(reference.format)
    foreign = other(reference.language, brief.edition.language)
    spoken = f", in {wording.language(reference.language)}" if foreign and reference.language != "und" else ""
    published = reference.published
    return ReferenceView(
        number=reference.number,
        anchor=f"r{reference.number}",
        lang=foreign,
        author=clean(wording.listing(reference.author)) or None,
        title=wording.quoted(clean(reference.title)) if reference.title_stated else None,
        file_name=spelled(file_name(reference.path)),
        publisher=clean(reference.publisher) if reference.publisher else None,
        date=wording.stated_with_time(published) if published else wording.UNDATED,
        dated=published is not None,
        history=_history(reference),
        path=None if reference.path == reference.url else spelled(reference.path),
        url=_address(reference),
        kind=f"{medium}{spoken}",
        extent=left_out,
        notes=notes_on(reference, brief),
        disclosures=tuple(_disclosure(one, foreign) for one in reference.disclosures),
        locators=tuple(
            LocatorView(
                passage=wording.locator(used.passage, used.page),
                statement=wording.use(used.statement),
                anchor=anchor_of(used.statement),
            )
            for used in reference.locators
        ),
    )


def _address(reference: Reference) -> Link | None:
    """Where the source stands on the web; in full where no path beside it tells the rest."""
    if not reference.url:
        return None
    link = _link(reference.url)
    return replace(link, text=spelled(reference.url)) if reference.path == reference.url else link


def _history(reference: Reference) -> str | None:
    changed, carrier = reference.modified, reference.carrier
    parts = (
        f"changed {wording.stated_with_time(changed)}"
        if changed and changed != reference.published
        else None,
        f"via {clean(carrier)}" if carrier else None,
    )
    return ", ".join(filter(None, parts)) or None


def _disclosure(disclosure: CitedDisclosure, lang: str | None) -> DisclosureView:
    return DisclosureView(
        label=wording.badge(disclosure.kind),
        paragraphs=_quoted(disclosure),
        lang=lang,
        links=tuple(_link(address) for address in disclosure.links),
    )


def _quoted(disclosure: CitedDisclosure) -> tuple[str, ...]:
    """The paragraphs of a notice between quotation marks, without the addresses at its end: they follow as links."""
    paragraphs = disclosure.exact.split("\n\n")
    while len(paragraphs) > 1 and paragraphs[-1].endswith(disclosure.links):
        paragraphs.pop()
    return tuple(
        f"{'“' * (place == 0)}{settable(words)}{'”' * (place == len(paragraphs) - 1)}"
        for place, words in enumerate(paragraphs)
    )


def _not_included(problems: tuple[Problem, ...]) -> NotIncludedView | None:
    if not problems:
        return None
    by_reason: dict[str, list[str]] = {}
    for problem in problems:
        by_reason.setdefault(problem.message, []).append(problem.subject)
    shown = list(by_reason.items())[:REASONS_SHOWN]
    hidden = sum(len(subjects) for _, subjects in list(by_reason.items())[REASONS_SHOWN:])
    return NotIncludedView(
        summary=_summed(problems),
        reasons=tuple(_reason(message, subjects) for message, subjects in shown),
        more=f"and {wording.count(hidden, 'more input')} for other reasons, all in brief.json"
        if hidden
        else None,
    )


def _summed(problems: tuple[Problem, ...]) -> str:
    partly = sum(problem.stage == GLYPHS for problem in problems)
    unused = len(problems) - partly
    if not partly:
        return f"{wording.count(unused, 'input')} could not be used."
    if not unused:
        return f"{wording.count(partly, 'input')} could be used only in part."
    return f"{wording.count(unused, 'input')} could not be used, {partly:,} only in part."


def _reason(message: str, subjects: list[str]) -> ReasonView:
    hidden = len(subjects) - SUBJECTS_SHOWN
    return ReasonView(
        message=spelled(_sentence(message)),
        count=wording.count(len(subjects), "input"),
        subjects=tuple(
            wording.shortened(spelled(subject), _ADDRESS_SHOWN) for subject in subjects[:SUBJECTS_SHOWN]
        ),
        more=f"and {hidden:,} more, all in brief.json" if hidden > 0 else None,
    )


def _method(brief: Brief) -> MethodView:
    method = brief.method
    documents = wording.count(method.documents_read, "document")
    if method.origins < method.documents_read:
        documents = f"{documents} ({wording.count(method.origins, 'origin')})"
    read = wording.count(method.sentences_read, "sentence")
    return MethodView(
        reading=f"{documents} and {read} were read; {method.sentences_printed:,} printed",
        tool=wording.visible(method.tool),
        configuration=method.configuration[: len("sha256:") + _DIGEST_SHOWN],
    )


def _link(address: str) -> Link:
    text = spelled(address)
    try:
        safe = urlsplit(address).scheme.lower() in _SAFE_SCHEMES and text == address
    except ValueError:
        safe = False
    return Link(text=wording.shortened(text, _ADDRESS_SHOWN), href=address if safe else None)


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}".rstrip(".")
