"""What a mail tells of a brief in single lines: statements with their sources, comments, announced days.

It is read from the sealed ``brief.json``, not from a brief in memory: what is sent is what was issued.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, urlsplit

from briefs.model import Comment, DisclosureKind, Event, Precision, StatedDate
from briefs.publication.citing import anchor_of, file_name
from briefs.publication.commenting import label_of, language_of
from briefs.publication.letter_view import (
    LetterClaim,
    LetterDate,
    LetterDispute,
    LetterSource,
    LetterStatement,
)
from briefs.publication.phrases import context_phrase, question_phrase
from briefs.publication.setting import clean, other
from briefs.publication.view import CommentView, Phrase
from briefs.publication.wording import Words, shortened, spelled

_SOURCES: Final = 2
"""Sources of a statement that are told with their day, and others that say so too by name; the edition has all."""
_NAME: Final = 60
_CLAIMS: Final = 6
"""Letters of a name, and answers to one question."""
_UNSETTLING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may stand in a source and not in a mail: controls, changes of direction that nothing ends, halves of signs."""
_WEB: Final = frozenset({"http", "https"})
_MOST_ADDRESS: Final = 2000
_ADDRESS: Final = re.compile(r"[!#-;=?-~]+")
"""An address that stands in a line as it is: a space, a quote or a sign beyond ASCII is not what its server wrote."""

Told = Mapping[str, Any]
"""An object of ``brief.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells of one brief to readers of one language: ``said`` are our words in the brief, ``words`` those in the mail.

    ``page`` is the brief's address on the web, or empty; ``compared`` says that there was an earlier edition.
    """

    words: Words
    said: Words
    references: Mapping[int, Told]
    comments: Sequence[Told]
    page: str
    compared: bool

    def statement(self, told: Told) -> LetterStatement:
        """A statement, what it cites, who else says so, and the comments on it."""
        lead, *items = map(in_line, told["parts"])
        lang = self.foreign(told["language"])
        words, support, origins = self.words, told["corroboration"], int(told["origins"])
        return LetterStatement(
            id=clean(told["id"]),
            lang=lang,
            lead=lead,
            items=tuple(items),
            context=self.context(told["context"], lang),
            sources=self.sources(told["citations"]),
            more_sources=self._more(told["citations"]),
            support=self._support(told["citations"], support),
            origins=words.origins(origins) if origins > 1 else None,
            fresh=words.gettext("new") if self.compared and told["new"] is True else None,
            page=f"{self.page}#{quote(anchor_of(told['id']))}" if self.page else None,
            comments=self.comments_on(told["id"]),
        )

    def date(self, told: Told) -> LetterDate:
        """A day that a source announces."""
        lang = self.foreign(told["language"])
        return LetterDate(
            when=self.words.when(_event(told)),
            lang=lang,
            text=in_line(told["text"]),
            context=self.context(told["context"], lang),
            sources=self.sources(told["citations"][:1]),
        )

    def dispute(self, told: Told) -> LetterDispute:
        """A question that sources answer differently, and who gives which answer."""
        first = self.references[told["claims"][0]["citations"][0]["reference"]]
        return LetterDispute(
            question=_begun(
                question_phrase(self.said, in_line(told["question"]), self.foreign(first["language"]))
            ),
            claims=tuple(
                LetterClaim(
                    value=in_line(claim["value"]),
                    lang=self.foreign(self.references[claim["citations"][0]["reference"]]["language"]),
                    sources=self._names(claim["citations"]),
                )
                for claim in told["claims"][:_CLAIMS]
            ),
            more=self.in_the_edition(len(told["claims"]) - _CLAIMS),
        )

    def context(self, told: str | None, lang: str | None) -> Phrase | None:
        """Our bracket, which is in the language of the brief."""
        return context_phrase(self.said, in_line(told), lang) if told else None

    def sources(self, cited: Sequence[Told]) -> tuple[LetterSource, ...]:
        """Who says it and where, for the first few."""
        return tuple(self._source(one) for one in cited[:_SOURCES])

    def comments_on(self, statement: str | None, theme: str = "") -> tuple[CommentView, ...]:
        """What analysts say below a statement, or below the section of a theme."""
        return tuple(
            CommentView(
                label=label_of(one, self.words),
                text=clean(one.text),
                lang=self.foreign(language_of(one.text)),
            )
            for one in map(_comment, self.comments)
            if one.statement == statement and (statement is not None or one.theme == theme)
        )

    def in_the_edition(self, hidden: int) -> str | None:
        """How many are not in the mail."""
        if hidden <= 0:
            return None
        return self.words.ngettext(
            "and %(count)s more in the edition", "and %(count)s more in the edition", hidden
        )

    def foreign(self, language: str) -> str | None:
        """A language where it is not that of the mail."""
        return other(language, self.words.language)

    def name(self, cited: Told) -> tuple[str, str | None]:
        """The name of a source, and its language."""
        reference = self.references[cited["reference"]]
        name = reference["publisher"] or self.words.listing(reference["author"])
        if not name and reference["title_stated"]:
            name = self.words.quoted(shortened(clean(reference["title"]), _NAME))
        if not name:
            name = self.words.gettext("file %(name)s", name=file_name(reference["path"]))
        return shortened(clean(name), _NAME + 2), self.foreign(reference["language"])

    def _source(self, cited: Told) -> LetterSource:
        reference, words = self.references[cited["reference"]], self.words
        name, lang = self.name(cited)
        published = stated(reference["published"], reference["published_precision"])
        kinds = dict.fromkeys(DisclosureKind(one["kind"]) for one in reference["disclosures"])
        return LetterSource(
            name=name,
            lang=lang,
            date=words.stated(published) if published else words.undated(),
            locator=words.locator(cited["passage"], cited["page"]),
            tags=tuple(map(words.tag, kinds)),
            href=safe(reference["url"]),
        )

    def _more(self, cited: Sequence[Told]) -> str | None:
        hidden = len(cited) - _SOURCES
        if hidden <= 0:
            return None
        return self.words.ngettext("and %(count)s more passage", "and %(count)s more passages", hidden)

    def _support(self, cited: Sequence[Told], support: Sequence[Told]) -> str | None:
        """The names of others who say so, as many as are shown, and how many more there are."""
        own = {self.name(one)[0] for one in cited}
        return self._names([one for one in support if self.name(one)[0] not in own]) or None

    def _names(self, cited: Sequence[Told]) -> str:
        """Each source once: the names of the first, and how many more there are."""
        names = [*dict.fromkeys(self.name(one)[0] for one in cited)]
        hidden = len(names) - _SOURCES
        shown = self.words.comma().join(names[:_SOURCES])
        if hidden > 0:
            return self.words.ngettext(
                "%(names)s and %(count)s more", "%(names)s and %(count)s more", hidden, names=shown
            )
        return shown


def _begun(asked: Phrase) -> Phrase:
    """A question as a line begins."""
    first, *rest = asked.parts
    return Phrase(parts=(replace(first, text=f"{first.text[:1].upper()}{first.text[1:]}"), *rest))


def in_line(text: str) -> str:
    """Words of a source or a person in one line, what would unsettle the lines around them spelled out."""
    return _UNSETTLING.sub(lambda found: spelled(found[0]), " ".join(text.split()))


def safe(address: str | None) -> str | None:
    """An address on the web that a reader may follow; None for any other."""
    if not address or len(address) > _MOST_ADDRESS or not _ADDRESS.fullmatch(address):
        return None
    try:
        return address if urlsplit(address).scheme.lower() in _WEB else None
    except ValueError:
        return None


def stated(written: str | None, precision: str | None) -> StatedDate | None:
    """A date as its source states it."""
    if not written or not precision:
        return None
    return StatedDate(day=day_of(written), precision=Precision(precision))


def day_of(written: str) -> datetime.date:
    """The first day of what is written: ``2026``, ``2026-05``, ``2026-05-19T21:40+09:00``."""
    told = written[:10]
    return datetime.date.fromisoformat(told + "-01-01"[len(told) - len("2026") :])


def _event(told: Told) -> Event:
    last = told["last"]
    return Event(
        id=told["id"],
        day=day_of(told["date"]),
        last=datetime.date.fromisoformat(last) if last else None,
        precision=Precision(told["precision"]),
        text=told["text"],
        context=told["context"],
        language=told["language"],
        resolved=told["resolved"],
        announced=told["announced"],
        mentions=told["mentions"],
        citations=(),
    )


def _comment(told: Told) -> Comment:
    return Comment(theme=told["theme"], author=told["author"], text=told["text"], statement=told["statement"])
