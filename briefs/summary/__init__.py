"""Documents → the sentences worth printing for each theme, each able to stand alone."""

from briefs.summary.candidates import Reading, read_document
from briefs.summary.changes import find_changes
from briefs.summary.novelty import concept_hashes
from briefs.summary.pile import Outline, Pile, outline
from briefs.summary.pinning import Wish, pin, sentences_like
from briefs.summary.selection import choose_from, select
from briefs.summary.themes import Search, make_query, unsearched

__all__ = [
    "Outline",
    "Pile",
    "Reading",
    "Search",
    "Wish",
    "choose_from",
    "concept_hashes",
    "find_changes",
    "make_query",
    "outline",
    "pin",
    "read_document",
    "select",
    "sentences_like",
    "unsearched",
]
