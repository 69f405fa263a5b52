"""What a system prints: the same shape for ours and for every rival."""

from dataclasses import dataclass

from briefs.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One printed sentence of a document; ``context`` stands in brackets beside it."""

    text: str
    context: str | None
    document: Document

    @property
    def shown(self) -> str:
        """What the reader sees: the sentence, and what stands beside it."""
        return f"{self.text} [{self.context}]" if self.context else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a system prints on one topic."""

    topic: str
    printed: tuple[Printed, ...]

    @property
    def text(self) -> str:
        """The sentences alone."""
        return " ".join(one.text for one in self.printed)

    @property
    def words(self) -> int:
        """How many words are printed, those in brackets among them."""
        return sum(count_words(one.text) + count_words(one.context or "") for one in self.printed)


def count_words(text: str) -> int:
    """How many words a text has, as the budget counts them."""
    return len(text.split())
