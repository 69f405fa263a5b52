"""What a document names before each of its sentences, worked out once for all who ask."""

from collections.abc import Sequence
from typing import Final

from briefs.language.antecedents import Surroundings
from briefs.language.recent import Recent
from briefs.language.sentences import Sentence
from briefs.model import Document, PassageKind

_NAMING: Final = frozenset({PassageKind.HEADING, PassageKind.CAPTION})
_RECENT: Final = Recent[Surroundings](1_000_000)
"""Those of the last documents, of so many characters: a hundred take 1 KB."""


def surroundings_of(document: Document, sentences: Sequence[Sentence]) -> Surroundings:
    """Whom the sentences of a document can refer to, its title and headings among what names them."""
    preamble = preamble_of(document)
    return _RECENT.of(sentences, preamble, len(document.text), lambda: Surroundings(sentences, preamble))


def preamble_of(document: Document) -> str:
    """What stands above and beside the sentences of a document: its title, headings and captions."""
    texts = [document.exact(passage.span) for passage in document.passages if passage.kind in _NAMING]
    return " ".join([document.title or "", *texts])
