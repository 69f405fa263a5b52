"""MultiLing 2011, English: ten events with ten dated articles and three references each, from beside the checkout."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final

from briefs.language.sentences import Sentence, split_document
from briefs.model import Document, Selection, Source, StatedDate, Term, Theme
from briefs.reading import read
from briefs.summary import select
from tests.quality.evaluation.printed import Printed, Summary, count_words

DATA: Final = Path(__file__).parents[3].parent / "shared" / "eval" / "multiling2011_en.jsonl"
BUDGET: Final = 250
"""Words of a reference."""
_STATED: Final = re.compile(r"\b([A-Z][a-z]+ \d{1,2}, \d{4})")
_HEAD: Final = 250
"""Signs within which every article of the set states its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: what it is called, its articles as our reader reads them, and what people wrote of it."""

    id: str
    title: str
    documents: tuple[Document, ...]
    references: tuple[str, ...]

    @property
    def theme(self) -> Theme:
        """The theme: each word of the title is a term."""
        terms = tuple(Term(text=word) for word in self.title.split())
        return Theme(id=self.id.lower(), title=self.title, description=self.title, terms=terms, budget=BUDGET)

    @property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each article, by our splitter: what every system chooses from."""
        return tuple(split_document(document) for document in self.documents)


def digest(path: Path = DATA) -> str:
    """The SHA-256 of the data."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def events(path: Path = DATA) -> tuple[Event, ...]:
    """The events of the data set, in its order."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(_event(json.loads(line)) for line in lines if line.strip())


def _event(line: dict[str, object]) -> Event:
    documents, summaries = line["documents"], line["summaries"]
    assert isinstance(documents, list)
    assert isinstance(summaries, list)
    return Event(
        id=str(line["id"]),
        title=str(line["theme"]),
        documents=tuple(_document(one["file"], one["text"]) for one in documents),
        references=tuple(one["text"] for one in summaries),
    )


def _document(name: str, text: str) -> Document:
    """An article as our reader reads it; two of the hundred run their day into a caption or the first sentence."""
    document = read(Source(path=f"{name}.txt", content=text.encode()))
    assert isinstance(document, Document), document
    stated = _STATED.search(text[:_HEAD])
    if document.published is None and stated:
        day = datetime.datetime.strptime(f"{stated[1]} +0000", "%B %d, %Y %z").date()
        return replace(document, published=StatedDate(day=day))
    return document


def ours(event: Event, budget: int = BUDGET) -> Summary:
    """What we print of an event."""
    selection = select(event.documents, [replace(event.theme, budget=budget)])
    return Summary(topic=event.id, printed=printed_of(selection, event.documents))


def ours_of_one_pool(found: Sequence[Event]) -> list[Summary]:
    """What we print when the articles of all events lie in one pile, an event being a theme."""
    documents = [document for event in found for document in event.documents]
    selection = select(documents, [event.theme for event in found])
    return [
        Summary(
            topic=event.id,
            printed=printed_of(
                replace(
                    selection, picks=tuple(pick for pick in selection.picks if pick.theme == event.theme.id)
                ),
                documents,
            ),
        )
        for event in found
    ]


def printed_of(selection: Selection, documents: Sequence[Document]) -> tuple[Printed, ...]:
    """The picks of a selection as they are printed."""
    by = {document.id: document for document in documents}
    return tuple(
        Printed(
            text=" ".join(by[pick.document].exact(pick.span).split()),
            context=pick.context,
            document=by[pick.document],
        )
        for pick in selection.picks
    )


def lead(event: Event) -> Summary:
    """The first article from its beginning, then the second, as far as the budget goes."""
    return cut(event, [sentence for article in event.sentences for sentence in article])


def lead_in_turn(event: Event) -> Summary:
    """The first sentence of each article, then the second of each."""
    rounds = zip_longest(*event.sentences)
    return cut(event, [sentence for turn in rounds for sentence in turn if sentence is not None])


def cut(event: Event, ranked: Sequence[Sentence]) -> Summary:
    """The best ranked sentences that fit the budget, each whole: nobody would print half of one."""
    return Summary(topic=event.id, printed=tuple(_within(ranked, BUDGET)))


def _within(ranked: Sequence[Sentence], budget: int) -> Iterator[Printed]:
    left = budget
    for sentence in ranked:
        words = count_words(sentence.text)
        if words <= left:
            left -= words
            yield Printed(text=sentence.text, context=None, document=sentence.document)
