"""The brief as its page shows it: every value turned into the string that a template places."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from briefs.model import (
    GLYPHS,
    Brief,
    CitedDisclosure,
    Locator,
    Marking,
    Problem,
    Reference,
    Section,
    Statement,
)
from briefs.publication.balance import balance_view
from briefs.publication.citing import anchor_of, file_name, statement_view
from briefs.publication.commenting import comments_below
from briefs.publication.entries import DisclosureView, Link, LocatorView, ReferenceView
from briefs.publication.figures import Figures
from briefs.publication.figures_coverage import coverage_figure
from briefs.publication.figures_timeline import timeline_figure
from briefs.publication.figures_weeks import weeks_figure
from briefs.publication.findings import disagreements_view, events_view, quotations_view
from briefs.publication.notes import grade_of, notes_on, standing_of
from briefs.publication.notices import in_one_line, lines_of
from briefs.publication.opening import changes_view, contents, coverage, deck, glance, is_long
from briefs.publication.phrases import dated, lang_of
from briefs.publication.prints import tree_of
from briefs.publication.raising import why_raised
from briefs.publication.setting import clean, other, paragraphs_of, settable, spelled
from briefs.publication.view import (
    MethodView,
    NotIncludedView,
    Numbering,
    Page,
    ReasonView,
    SectionView,
    StatementView,
)
from briefs.publication.wording import Words, shortened, visible, words_of

SUBJECTS_SHOWN: Final = 12
"""Inputs listed for one reason; ten thousand empty files fill three lines, the rest stand in brief.json."""

REASONS_SHOWN: Final = 12

_LONG_TITLE: Final = 64
_LONGEST_TITLE: Final = 150
"""Characters from which a title is set smaller: three lines of the display size, then six of the next."""

_RUNNING_TITLE: Final = 72
_RUNNING_SECTION: Final = 36
_IMPRINT: Final = 96
_IMPRINT_BESIDE_A_MARKING: Final = 72
_ADDRESS_SHOWN: Final = 160
_DIGEST_SHOWN: Final = 12

_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})


def page_of(brief: Brief, *, with_contents: bool) -> Page:
    """The page of a brief; ``with_contents`` puts page numbers beside its headings on paper."""
    edition = brief.edition
    words = words_of(edition.language)
    title = clean(edition.title)
    organisation = clean(edition.organisation)
    kind = words.kind_of_edition(edition.id)
    issue = visible(edition.id)
    named = f"{kind} · {issue}"
    imprint = filter(None, (organisation, named, words.day(edition.as_of)))
    sections = tuple(_section(section, brief, words) for section in brief.sections)
    lines = contents(sections, _further(brief, words))
    return Page(
        lang=edition.language,
        title=title,
        size=_size(title),
        running_title=shortened(title, _RUNNING_TITLE),
        organisation=organisation or kind,
        author=organisation or None,
        edition=named if organisation else issue,
        identifier=visible(edition.id),
        revision=words.gettext("Revision %(number)s", number=edition.revision) if edition.revision else None,
        marking=edition.marking.value if edition.marking else None,
        marking_class=_style_of(edition.marking) if edition.marking else None,
        raised=why_raised(edition, words),
        draft=words.gettext("Draft") if edition.draft else None,
        correction=spelled(in_one_line(edition.correction)) if edition.correction else None,
        corrections=lines_of(edition.correction),
        deck=deck(brief),
        coverage=coverage(brief),
        as_of=words.day(edition.as_of),
        imprint=shortened(" · ".join(imprint), _IMPRINT_BESIDE_A_MARKING if edition.marking else _IMPRINT),
        numbering=_numbering(words),
        document_title=_document_title(title, organisation, f"{kind} {visible(edition.id)}", words),
        description=deck(brief),
        keywords=", ".join(clean(section.title) for section in brief.sections),
        generator=brief.method.tool,
        created=edition.as_of.isoformat(timespec="seconds"),
        with_contents=with_contents,
        long_contents=is_long(lines),
        contents=lines,
        glance=glance(brief),
        changes=changes_view(brief),
        key_points=tuple(_key_point(brief.statements[name], brief) for name in brief.key_points),
        sections=sections,
        disagreements=disagreements_view(brief),
        quotations=quotations_view(brief),
        events=events_view(brief, announced=False),
        announced=events_view(brief, announced=True),
        references=tuple(_reference(reference, brief, words) for reference in brief.references),
        grades=_grades(brief.references, words),
        not_included=_not_included(brief.not_included, words),
        balance=balance_view(brief),
        method=_method(brief, words),
        figures=Figures(
            coverage=coverage_figure(brief), weeks=weeks_figure(brief), timeline=timeline_figure(brief)
        ),
    )


def _further(brief: Brief, words: Words) -> list[tuple[str, str]]:
    """Anchor and title of each part after the themes that has something to say."""
    parts = (
        ("disagreements", words.gettext("Where sources disagree"), brief.disagreements),
        ("quotations", words.gettext("Who said what"), brief.quotations),
        ("timeline", words.gettext("Timeline"), brief.events),
        ("sources", words.gettext("Sources"), brief.references),
        ("balance", words.gettext("Silence and balance"), balance_view(brief)),
        ("not-included", words.gettext("Not included"), brief.not_included),
        ("method", words.gettext("Method"), brief.method),
    )
    return [(anchor, title) for anchor, title, there in parts if there]


def _style_of(marking: Marking) -> str:
    return marking.value.lower().replace(":", "-").replace("+", "-")


def _document_title(title: str, organisation: str, kind: str, words: Words) -> str:
    return f"{title} – {organisation}{words.comma()}{kind}" if organisation else f"{title} – {kind}"


def _numbering(words: Words) -> Numbering:
    before, between, after = words.gettext("page %(page)s of %(pages)s", page="\0", pages="\0").split("\0")
    return Numbering(before=before, between=between, after=after)


def _size(title: str) -> str:
    if len(title) > _LONGEST_TITLE:
        return "longest"
    return "long" if len(title) > _LONG_TITLE else "short"


def _sources(references: Sequence[Reference], words: Words) -> str:
    return words.sources(len(references), len({reference.origin for reference in references}))


def _section(section: Section, brief: Brief, words: Words) -> SectionView:
    return SectionView(
        number=section.number,
        anchor=f"section-{section.number}",
        title=clean(section.title),
        running=shortened(clean(section.title), _RUNNING_SECTION),
        summary=_summary(section, brief, words) if section.statements else None,
        empty=spelled(section.empty) if section.empty else None,
        statements=tuple(
            statement_view(statement, brief, anchor=anchor_of(statement.id))
            for statement in section.statements
        ),
        comments=comments_below(brief, section.theme),
    )


def _summary(section: Section, brief: Brief, words: Words) -> str:
    numbers = {cited.reference for one in section.statements for cited in one.citations}
    cited = [reference for reference in brief.references if reference.number in numbers]
    return words.gettext(
        "%(printed)s from %(cited)s, %(published)s",
        printed=words.ngettext("%(count)s statement", "%(count)s statements", len(section.statements)),
        cited=_sources(cited, words),
        published=words.period(reference.published for reference in cited),
    )


def _key_point(statement: Statement, brief: Brief) -> StatementView:
    return statement_view(statement, brief, anchor=f"key-{anchor_of(statement.id)}")


def _reference(reference: Reference, brief: Brief, words: Words) -> ReferenceView:
    foreign = other(reference.language, brief.edition.language)
    published = reference.published
    return ReferenceView(
        number=reference.number,
        anchor=f"r{reference.number}",
        lang=foreign,
        author=clean(words.listing(reference.author)) or None,
        title=words.quoted(clean(reference.title)) if reference.title_stated else None,
        file_name=spelled(file_name(reference.path)),
        publisher=clean(reference.publisher) if reference.publisher else None,
        date=words.stated_with_time(published) if published else words.undated(),
        dated=published is not None,
        history=_history(reference, words),
        path=None if reference.path == reference.url else spelled(reference.path),
        url=_address(reference),
        kind=_kind(reference, foreign, words),
        extent=_extent(reference, words),
        standing=standing_of(reference),
        grade=grade_of(reference),
        tree=tree_of(reference, brief),
        notes=notes_on(reference, brief),
        disclosures=tuple(_disclosure(one, foreign, words) for one in reference.disclosures),
        locators=_locators(reference.locators, words),
    )


def _locators(uses: Sequence[Locator], words: Words) -> tuple[LocatorView, ...]:
    """Every use of a reference; of several in one part of the brief the first alone names the part."""
    before = ("", *(used.statement for used in uses))
    return tuple(
        LocatorView(
            passage=words.locator(used.passage, used.page),
            statement=used.statement[1:]
            if used.statement[0].isalpha() and used.statement[0] == previous[:1]
            else words.use(used.statement),
            anchor=anchor_of(used.statement),
        )
        for previous, used in zip(before, uses, strict=False)
    )


def _grades(references: Sequence[Reference], words: Words) -> str | None:
    """What the grades of sources mean, where one has any."""
    if not any(map(grade_of, references)):
        return None
    return words.gettext(
        "Grades of sources are those of the Admiralty scale: the letter is the house’s, A completely reliable to E not "
        "at all, F not assessed; the digit is suggested from what other origins say, 1 confirmed to 5 improbable, "
        "6 cannot be judged."
    )


def _kind(reference: Reference, foreign: str | None, words: Words) -> str | None:
    """What kind of file it was where no path tells, and its language where that is not the page's own."""
    medium = [words.medium(reference.format)] if reference.path == reference.url else []
    spoken = [words.gettext("in %(language)s", language=words.language_name(foreign))] if foreign else []
    return ", ".join([*medium, *([] if foreign == "und" else spoken)]) or None


def _extent(reference: Reference, words: Words) -> str:
    left_out = f"{reference.words_left_out:,}"
    return words.ngettext(
        "%(count)s word, %(left_out)s left out",
        "%(count)s words, %(left_out)s left out",
        reference.words,
        left_out=left_out,
    )


def _address(reference: Reference) -> Link | None:
    """Where the source stands on the web; in full where no path beside it tells the rest."""
    if not reference.url:
        return None
    link = _link(reference.url)
    return replace(link, text=spelled(reference.url)) if reference.path == reference.url else link


def _history(reference: Reference, words: Words) -> str | None:
    changed, carrier = reference.modified, reference.carrier
    parts = []
    if changed and changed != reference.published:
        parts.append(words.gettext("changed %(date)s", date=words.stated_with_time(changed)))
    if carrier:
        parts.append(words.gettext("via %(carrier)s", carrier=clean(carrier)))
    return ", ".join(parts) or None


def _disclosure(disclosure: CitedDisclosure, lang: str | None, words: Words) -> DisclosureView:
    return DisclosureView(
        label=words.badge(disclosure.kind),
        paragraphs=_quoted(disclosure, words),
        lang=lang,
        links=tuple(_link(address) for address in disclosure.links),
    )


def _quoted(disclosure: CitedDisclosure, words: Words) -> tuple[str, ...]:
    """The paragraphs of a notice between quotation marks, without the addresses at its end: they follow as links."""
    paragraphs = paragraphs_of(disclosure)
    opened, closed = words.marks()
    return tuple(
        f"{opened * (place == 0)}{settable(said)}{closed * (place == len(paragraphs) - 1)}"
        for place, said in enumerate(paragraphs)
    )


def _not_included(problems: tuple[Problem, ...], words: Words) -> NotIncludedView | None:
    if not problems:
        return None
    by_reason: dict[str, list[str]] = {}
    for problem in problems:
        by_reason.setdefault(problem.message, []).append(problem.subject)
    shown = list(by_reason.items())[:REASONS_SHOWN]
    hidden = sum(len(subjects) for _, subjects in list(by_reason.items())[REASONS_SHOWN:])
    return NotIncludedView(
        summary=_summed(problems, words),
        reasons=tuple(_reason(message, subjects, words) for message, subjects in shown),
        more=words.ngettext(
            "and %(count)s more input for other reasons, all in brief.json",
            "and %(count)s more inputs for other reasons, all in brief.json",
            hidden,
        )
        if hidden
        else None,
    )


def _summed(problems: tuple[Problem, ...], words: Words) -> str:
    partly = sum(problem.stage == GLYPHS for problem in problems)
    unused = len(problems) - partly
    if not partly:
        return words.ngettext(
            "%(count)s input could not be used.", "%(count)s inputs could not be used.", unused
        )
    if not unused:
        return words.ngettext(
            "%(count)s input could be used only in part.",
            "%(count)s inputs could be used only in part.",
            partly,
        )
    return words.ngettext(
        "%(count)s input could not be used, %(partly)s only in part.",
        "%(count)s inputs could not be used, %(partly)s only in part.",
        unused,
        partly=f"{partly:,}",
    )


def _reason(message: str, subjects: list[str], words: Words) -> ReasonView:
    hidden = len(subjects) - SUBJECTS_SHOWN
    return ReasonView(
        message=spelled(_sentence(dated(words, message))),
        lang=lang_of(words, message),
        count=words.ngettext("%(count)s input", "%(count)s inputs", len(subjects)),
        subjects=tuple(shortened(spelled(subject), _ADDRESS_SHOWN) for subject in subjects[:SUBJECTS_SHOWN]),
        more=words.more(hidden) if hidden > 0 else None,
    )


def _method(brief: Brief, words: Words) -> MethodView:
    method = brief.method
    documents = words.ngettext("%(count)s document", "%(count)s documents", method.documents_read)
    if method.origins < method.documents_read:
        origins = words.origins(method.origins)
        documents = words.gettext("%(documents)s (%(origins)s)", documents=documents, origins=origins)
    return MethodView(
        reading=words.gettext(
            "%(documents)s and %(sentences)s were read; %(printed)s printed",
            documents=documents,
            sentences=words.ngettext("%(count)s sentence", "%(count)s sentences", method.sentences_read),
            printed=f"{method.sentences_printed:,}",
        ),
        tool=visible(method.tool),
        configuration=method.configuration[: len("sha256:") + _DIGEST_SHOWN],
    )


def _link(address: str) -> Link:
    text = spelled(address)
    try:
        safe = urlsplit(address).scheme.lower() in _SAFE_SCHEMES and text == address
    except ValueError:
        safe = False
    return Link(text=shortened(text, _ADDRESS_SHOWN), href=address if safe else None)


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}".rstrip(".")
