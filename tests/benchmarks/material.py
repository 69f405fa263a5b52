"""What is measured on: the four real documents where they are, else the samples; and 250 sentences."""

from dataclasses import replace
from pathlib import Path

from briefs.config import Settings, load
from briefs.language.sentences import split_document
from briefs.model import Document, Passage, Source
from briefs.reading import read
from briefs.sources import gather

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "seeds"
SAMPLES = ROOT / "seeds"


def folder() -> Path:
    """The folder whose documents are built."""
    return REAL if REAL.is_dir() else SAMPLES


def sources(of: Path) -> tuple[Source, ...]:
    """The sources in a folder."""
    found, _ = gather((of,), settings().max_bytes)
    return found


def settings() -> Settings:
    """The configuration that is shipped."""
    return load(ROOT / "briefs.toml")


def sample_documents(sentences: int) -> tuple[Document, ...]:
    """Sample documents, the last of them cut short, that hold about so many sentences and no more."""
    chosen: list[Document] = []
    left = sentences
    for document in filter(lambda outcome: isinstance(outcome, Document), map(read, sources(SAMPLES))):
        assert isinstance(document, Document)
        shortened = _with_at_most(document, left)
        chosen.append(shortened)
        left -= len(split_document(shortened))
        if left <= 0:
            break
    return tuple(chosen)


def _with_at_most(document: Document, sentences: int) -> Document:
    passages: tuple[Passage, ...] = document.passages
    while len(split_document(replace(document, passages=passages))) > sentences:
        passages = passages[:-1]
    return replace(document, passages=passages)
