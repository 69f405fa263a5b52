"""How the page cites: statements with their sources beside them, citation numbers, anchors."""

from collections.abc import Iterable, Sequence
from typing import Final

from briefs.model import Brief, Citation, Statement
from briefs.publication.commenting import comments_on
from briefs.publication.phrases import context_phrase
from briefs.publication.setting import clean, other
from briefs.publication.view import Mark, SourceLine, StatementLink, StatementView
from briefs.publication.wording import Words, shortened, words_of

_MARGIN_NAME: Final = 60
_MARGIN_SOURCES: Final = 2
_MARKS: Final = 3
"""Citation numbers that are set; what a dozen sources say would end in a row of figures."""
_OPENING: Final = ("“", "‘", "„", "«", '"')


def anchor_of(statement: str) -> str:
    """The place of a statement in its section."""
    return f"s{statement.replace('.', '-')}"


def link_to(statement: str) -> StatementLink:
    """The id of a statement and where it stands."""
    return StatementLink(id=statement, anchor=anchor_of(statement))


def passage_anchor(cited: Citation) -> str:
    """What a citation opens on a screen: the passage with its words marked."""
    return f"p{cited.reference}-{cited.start}-{cited.end}"


def marks_of(citations: Sequence[Citation]) -> tuple[Mark, ...]:
    """The citation numbers, each once."""
    return _marks(_first_of_each(citations))


def few_marks(citations: Sequence[Citation]) -> tuple[Mark, ...]:
    """The citation number of the words, then those of a few others who say so, in order."""
    first, *others = _first_of_each(citations)
    return _marks((first, *sorted(others[: _MARKS - 1], key=lambda cited: cited.reference)))


def _first_of_each(citations: Sequence[Citation]) -> list[Citation]:
    """The first citation of each source, in their order."""
    first: dict[int, Citation] = {}
    for cited in citations:
        first.setdefault(cited.reference, cited)
    return [*first.values()]


def _marks(citations: Iterable[Citation]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            number=cited.reference,
            anchor=f"r{cited.reference}",
            passage=passage_anchor(cited),
            first=place == 0,
        )
        for place, cited in enumerate(citations)
    )


def statement_view(statement: Statement, brief: Brief, *, anchor: str) -> StatementView:
    """A statement, what it cites, who else says so, and the comments on it."""
    lead, *items = statement.parts
    language = brief.edition.language
    words, lang = words_of(language), other(statement.language, language)
    return StatementView(
        id=statement.id,
        anchor=anchor,
        home=anchor_of(statement.id),
        lang=lang,
        lead=lead,
        items=tuple(items),
        context=context_phrase(words, statement.context, lang) if statement.context else None,
        marks=marks_of(statement.citations),
        sources=source_lines(statement.citations, brief),
        more_sources=more_than_shown(statement.citations, words),
        support=source_lines(statement.corroboration, brief),
        more_support=more_than_shown(statement.corroboration, words),
        origins=words.origins(statement.origins) if statement.origins > 1 else None,
        fresh=words.gettext("new") if statement.new and is_compared(brief) else None,
        hung=hangs(lead),
        comments=comments_on(brief, statement.id),
    )


def hangs(text: str) -> bool:
    """Whether a text begins with a quotation mark that may hang in the margin, so that its letters stand in line."""
    return text.startswith(_OPENING)


def is_compared(brief: Brief) -> bool:
    """Whether there was an earlier edition to tell what is new from."""
    return any(
        section.changes or not all(statement.new for statement in section.statements)
        for section in brief.sections
    )


def source_lines(citations: Sequence[Citation], brief: Brief) -> tuple[SourceLine, ...]:
    """Who says it and where, for the first few; ``more_than_shown`` counts the others."""
    return tuple(_source_line(cited, brief) for cited in citations[:_MARGIN_SOURCES])


def more_than_shown(citations: Sequence[Citation], words: Words) -> str | None:
    """How many passages have no source line."""
    hidden = len(citations) - _MARGIN_SOURCES
    if hidden <= 0:
        return None
    return words.ngettext("and %(count)s more passage", "and %(count)s more passages", hidden)


def _source_line(cited: Citation, brief: Brief) -> SourceLine:
    words = words_of(brief.edition.language)
    reference = brief.references[cited.reference - 1]
    authors = words.listing(reference.author)
    name = reference.publisher or authors or (reference.title if reference.title_stated else None)
    unnamed = words.gettext("file %(name)s", name=file_name(reference.path))
    return SourceLine(
        name=shortened(clean(name or unnamed), _MARGIN_NAME),
        lang=other(reference.language, brief.edition.language),
        date=words.stated(reference.published) if reference.published else words.undated(),
        locator=words.locator(cited.passage, cited.page),
        anchor=f"r{reference.number}",
        passage=passage_anchor(cited),
        tags=tuple(words.tag(kind) for kind in dict.fromkeys(one.kind for one in reference.disclosures)),
    )


def file_name(path: str) -> str:
    """The last part of a shown path."""
    return path.rsplit("/", 1)[-1]
