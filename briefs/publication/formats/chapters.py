"""The page as a manuscript: the same words in the same order, with notes where the page has its margin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefs.model import Brief
from briefs.publication.formats.manuscript import Manuscript, Paragraph, Run, Style, Table
from briefs.publication.formats.sources import sources
from briefs.publication.hearing import BalanceView
from briefs.publication.view import (
    ChangesView,
    ClaimView,
    CommentView,
    DisagreementView,
    EventView,
    Mark,
    NotIncludedView,
    Page,
    Phrase,
    QuotationView,
    SectionView,
    SourceLine,
    StatementView,
)
from briefs.publication.wording import Words, words_of

Blocks = Iterator[Paragraph | Table]


def manuscript_of(brief: Brief, page: Page) -> Manuscript:
    """The manuscript of a brief and its page."""
    words = words_of(page.lang)
    return Manuscript(
        lang=page.lang,
        title=page.title,
        document_title=page.document_title,
        author=page.author,
        description=page.description,
        keywords=page.keywords,
        generator=page.generator,
        created=page.created,
        revision=brief.edition.revision,
        imprint=page.imprint,
        marking=brief.edition.marking,
        draft=page.draft,
        blocks=tuple(_blocks(page, words)),
    )


def _blocks(page: Page, words: Words) -> Blocks:
    yield from _head(page, words)
    yield from _key_points(page, words)
    if page.changes:
        yield from _changes(page.changes, words)
    for section in page.sections:
        yield from _section(section)
    if page.disagreements:
        yield from _disagreements(page.disagreements, words)
    if page.quotations:
        yield from _quotations(page.quotations, words)
    if page.events or page.announced:
        yield from _timeline(page, words)
    if page.references:
        yield from sources(page, words)
    if page.balance:
        yield from _balance(page.balance, words)
    if page.not_included:
        yield from _not_included(page.not_included, words)
    yield heading(words.gettext("Method"), "method")
    yield plain(Style.BODY, f"{page.method.reading}.")
    yield plain(Style.BODY, f"{page.method.tool}, {page.method.configuration}…")


def heading(text: str, anchor: str, style: Style = Style.HEADING) -> Paragraph:
    """A heading of our own words."""
    return Paragraph(style=style, runs=(Run(text=text),), anchor=anchor)


def plain(style: Style, text: str, *, strong: bool = False) -> Paragraph:
    """A paragraph of our own words."""
    return Paragraph(style=style, runs=(Run(text=text, strong=strong),))


def joined(parts: Iterable[Sequence[Run]], divider: str) -> tuple[Run, ...]:
    """Groups of runs with our divider between them."""
    runs: list[Run] = []
    for part in parts:
        if runs and part:
            runs.append(Run(text=divider))
        runs += part
    return tuple(runs)


def _head(page: Page, words: Words) -> Blocks:
    said = (page.marking, page.draft, page.organisation, page.edition, page.revision)
    yield Paragraph(style=Style.TITLE, runs=(Run(text=page.title),))
    yield plain(Style.SUBTITLE, " · ".join(filter(None, said)))
    yield plain(Style.BODY, page.deck)
    dated = (words.gettext("As of %(date)s", date=page.as_of), page.coverage, page.raised)
    yield plain(Style.BODY, " · ".join(filter(None, dated)))
    if page.correction:
        yield heading(words.gettext("Correction"), "correction")
        yield from (plain(Style.NOTICE, line) for line in page.corrections)


def _key_points(page: Page, words: Words) -> Blocks:
    yield heading(words.gettext("Key points"), "key-points")
    if not page.key_points:
        yield plain(Style.BODY, words.gettext("Nothing in the sources given stands under any of the themes."))
    for number, point in enumerate(page.key_points, 1):
        link = Run(text=words.gettext("Statement %(id)s", id=point.id), anchor=point.home)
        said = list(_said(point, style=Style.NUMBERED, number=str(number), anchor=point.anchor))
        last = said[-1]
        behind = (*last.runs, Run(text=" ("), link, Run(text=")"))
        yield from said[:-1]
        yield Paragraph(style=last.style, runs=behind, anchor=last.anchor, number=last.number)
    if page.glance:
        yield heading(words.gettext("At a glance"), "glance", Style.SUBHEADING)
    for fact in page.glance:
        links = joined(((Run(text=it.title, anchor=it.anchor),) for it in fact.links), "; ")
        term = Run(text=fact.term, strong=True)
        yield Paragraph(style=Style.BULLET, runs=(term, Run(text=f" {fact.value}"), *links))


def _said(statement: StatementView, *, style: Style, number: str, anchor: str) -> Iterator[Paragraph]:
    """The words of a statement, its context and its note; the items of a list are a list."""
    context = _context(statement.context)
    words = Run(text=statement.lead, lang=statement.lang)
    note = _note_on(statement)
    if not statement.items:
        cited = Run(text=statement.lead, lang=statement.lang, note=note)
        yield Paragraph(style=style, runs=(cited, *context), anchor=anchor, number=number)
        return
    yield Paragraph(style=style, runs=(words, *context), anchor=anchor, number=number)
    *items, last = statement.items
    for item in items:
        yield Paragraph(style=Style.DEEPER, runs=(Run(text=item, lang=statement.lang),))
    yield Paragraph(style=Style.DEEPER, runs=(Run(text=last, lang=statement.lang, note=note),))


def _context(context: Phrase | None) -> tuple[Run, ...]:
    """Our addition behind a source's words, in brackets and in a type of its own."""
    if context is None:
        return ()
    return (Run(text=" [", added=True), *_phrase(context, added=True), Run(text="]", added=True))


def _phrase(phrase: Phrase, *, added: bool = False) -> tuple[Run, ...]:
    return tuple(Run(text=part.text, lang=part.lang, added=added) for part in phrase.parts)


def _note_on(statement: StatementView) -> tuple[Run, ...]:
    cited = _lines(statement.sources, statement.more_sources)
    if not statement.support:
        return cited
    label = Run(text=f"{statement.origins}: " if statement.origins else "")
    return joined([cited, (label, *_lines(statement.support, statement.more_support))], ". ")


def _lines(lines: Sequence[SourceLine], more: str | None) -> tuple[Run, ...]:
    """Who says it, when and where, each behind the number of its source."""
    rest = [(Run(text=more),)] if more else []
    return joined([*map(_line, lines), *rest], "; ")


def _line(line: SourceLine) -> tuple[Run, ...]:
    tags = f" ({', '.join(line.tags)})" if line.tags else ""
    return (
        Run(text=f"[{line.anchor.removeprefix('r')}]", anchor=line.anchor),
        Run(text=f" {line.name}", lang=line.lang),
        Run(text=f", {line.date}, {line.locator}{tags}"),
    )


def _changes(changes: ChangesView, words: Words) -> Blocks:
    yield heading(changes.since, "changes")
    yield plain(Style.BULLET, changes.summary)
    for moved in changes.moved:
        text = words.gettext(
            "%(before)s in edition %(edition)s, now %(after)s: statement %(statement)s",
            before=f"{moved.before} [{moved.mark.number}]",
            edition=moved.edition,
            after=" ".join(filter(None, (moved.after, moved.unit))),
            statement=moved.statement.id,
        )
        yield Paragraph(style=Style.BULLET, runs=(Run(text=text, anchor=moved.statement.anchor),))
    if changes.more_moved:
        yield plain(Style.BULLET, changes.more_moved)
    labelled = (
        (words.gettext("New themes:"), changes.new_themes),
        (words.gettext("Nothing new on:"), changes.quiet_themes),
    )
    for label, themes in labelled:
        if themes:
            links = joined(((Run(text=it.title, anchor=it.anchor),) for it in themes), "; ")
            runs = (Run(text=label, strong=True), Run(text=" "), *links)
            yield Paragraph(style=Style.BULLET, runs=runs)


def _section(section: SectionView) -> Blocks:
    yield heading(f"{section.number} {section.title}", section.anchor)
    for text in filter(None, (section.summary, section.empty)):
        yield plain(Style.BODY, text)
    for statement in section.statements:
        yield from _said(statement, style=Style.STATEMENT, number=statement.id, anchor=statement.anchor)
        yield from map(_comment, statement.comments)
    yield from map(_comment, section.comments)


def _comment(comment: CommentView) -> Paragraph:
    """An analyst's words in a paragraph of their own kind, opened by whose they are."""
    label = Run(text=comment.label, strong=True)
    return Paragraph(
        style=Style.COMMENT, runs=(label, Run(text=" "), Run(text=comment.text, lang=comment.lang))
    )


def _disagreements(disagreements: Sequence[DisagreementView], words: Words) -> Blocks:
    yield heading(words.gettext("Where sources disagree"), "disagreements")
    yield plain(
        Style.BODY,
        words.gettext(
            "Answers of independent origins to one question, in their own words. "
            "Which of them is right is not decided here."
        ),
    )
    for one in disagreements:
        yield heading(one.question.text, one.anchor, Style.SUBHEADING)
        yield from map(_claim, one.claims)


def _claim(claim: ClaimView) -> Paragraph:
    note = _lines(claim.sources, claim.more_sources)
    value = Run(text=claim.value, lang=claim.lang, strong=True)
    said = Run(text=claim.text, lang=claim.lang, note=note)
    return Paragraph(style=Style.BULLET, runs=(value, Run(text=": "), said))


def _quotations(quotations: Sequence[QuotationView], words: Words) -> Blocks:
    yield heading(words.gettext("Who said what"), "quotations")
    for one in quotations:
        said = Run(text=one.text, lang=one.lang, note=_lines(one.sources, None))
        speaker = Run(text=one.speaker, lang=one.lang if one.named else None)
        runs = (said, Run(text=" — "), speaker)
        yield Paragraph(style=Style.QUOTE, runs=runs, anchor=one.anchor)


def _timeline(page: Page, words: Words) -> Blocks:
    yield heading(words.gettext("Timeline"), "timeline")
    named = {it.anchor: it.publisher or it.title or it.file_name for it in page.references}
    yield from (_event(event, named) for event in page.events)
    if page.announced:
        yield heading(words.gettext("Announced"), "announced", Style.SUBHEADING)
        yield from (_event(event, named) for event in page.announced)


def _event(event: EventView, named: Mapping[str, str]) -> Paragraph:
    marks = joined((_named(mark, named) for mark in event.marks), "; ")
    told = (Run(text=". "), *_phrase(event.basis)) if event.basis else ()
    said = Run(text=event.text, lang=event.lang, note=(*marks, *told))
    context = _context(event.context)
    runs = (Run(text=event.when, strong=True), Run(text=": "), said, *context)
    return Paragraph(style=Style.BULLET, runs=runs, anchor=event.anchor)


def _named(mark: Mark, named: Mapping[str, str]) -> tuple[Run, ...]:
    return (Run(text=f"[{mark.number}]", anchor=mark.anchor), Run(text=f" {named[mark.anchor]}"))


def _balance(balance: BalanceView, words: Words) -> Blocks:
    yield heading(words.gettext("Silence and balance"), "balance")
    if balance.silence:
        yield plain(Style.BODY, balance.silence)
    if balance.failing:
        yield plain(Style.BODY, words.gettext("Could not be read, so that their silence says nothing:"))
    for failing in balance.failing:
        name = Run(text=failing.name, strong=True)
        yield Paragraph(style=Style.BULLET, runs=(name, Run(text=f": {failing.message}")))
    if balance.more_failing:
        yield plain(Style.BULLET, balance.more_failing)
    for shares in balance.shares:
        rows = tuple((row.value, row.read, row.cited) for row in shares.rows)
        more = ((shares.more, "", ""),) if shares.more else ()
        head = (shares.title, words.gettext("Read"), words.gettext("Cited"))
        yield Table(head=head, rows=(*rows, *more))


def _not_included(view: NotIncludedView, words: Words) -> Blocks:
    yield heading(words.gettext("Not included"), "not-included")
    yield plain(Style.BODY, view.summary)
    for reason in view.reasons:
        message = (Run(text=reason.message, lang=reason.lang), Run(text=f" ({reason.count})"))
        yield Paragraph(style=Style.BODY, runs=message)
        for subject in reason.subjects:
            yield plain(Style.BULLET, subject)
        if reason.more:
            yield plain(Style.BULLET, reason.more)
    if view.more:
        yield plain(Style.BODY, view.more)
