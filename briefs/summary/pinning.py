"""A sentence that a person chose: where it stands, and what must be printed beside it for it to stand alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefs.language.sentences import Sentence
from briefs.model import Document, Extract, Past, Pick, Scores, Span
from briefs.summary.candidates import Candidate, Leaning, read_document
from briefs.summary.novelty import Known

_UNWEIGHED: Final = Scores(relevance=0.0, salience=0.0, redundancy=0.0)
"""Nothing was weighed: a person chose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be printed: the sentence at ``span``, under ``theme``, with their own ``bracket``."""

    theme: str
    span: Span
    actor: str
    bracket: str = ""


def pin(
    document: Document, wish: Wish, unprintable: frozenset[str] = frozenset(), past: Past | None = None
) -> Pick | str:
    """The pick of a wish, or the reason in plain words why it cannot be printed.

    What the sentence needs beside it is worked out as for any other; one that leans on its article all the same is
    printed only with a bracket of whoever wants it.
    """
    found = next((it for it in _examined(document) if _sentence(it).span == wish.span), None)
    if found is None:
        return "is no whole sentence of running text there"
    candidate = found.candidate if isinstance(found, Leaning) else found
    if isinstance(found, Leaning) and not wish.bracket:
        return f"does not stand alone: {found.reason}; say in brackets what a reader must know"
    context = "; ".join(filter(None, (candidate.context, wish.bracket))) or None
    missing = sorted(unprintable.intersection(f"{candidate.sentence.text}{context or ''}"))
    if missing:
        return (
            f"no font of the page has {', '.join(f'U+{ord(it):04X}' for it in missing)}, which stands in it"
        )
    known = Known(past) if past else None
    return Pick(
        theme=wish.theme,
        document=document.id,
        span=wish.span,
        passage=candidate.sentence.passage.number,
        context=context,
        scores=_UNWEIGHED,
        new=not (known and known.holds(candidate)),
        pinned_by=wish.actor,
    )


def sentences_like(document: Document, opening: str) -> tuple[tuple[Extract, str], ...]:
    """The sentences of a document that begin with these words, white space and case aside, each with its text."""
    wanted = _plain(opening)
    found = {
        _sentence(it).span: _sentence(it)
        for it in _examined(document)
        if _plain(_sentence(it).text).startswith(wanted)
    }
    return tuple(
        (Extract(document=document.id, span=span, passage=sentence.passage.number), sentence.text)
        for span, sentence in sorted(found.items())
    )


def _examined(document: Document) -> Iterator[Candidate | Leaning]:
    for part in read_document(document).parts:
        yield from part.candidates
        yield from part.leaning


def _sentence(found: Candidate | Leaning) -> Sentence:
    return found.sentence


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
