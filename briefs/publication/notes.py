"""What is known of a source beyond its bibliographic entry, and only that: its standing, and whose text it prints."""

from collections.abc import Sequence
from typing import Final

from briefs.model import CANNOT_BE_JUDGED, Brief, Reference, Reliability
from briefs.publication.entries import NoteItem, NoteView
from briefs.publication.phrases import dated, lang_of, lang_of_name
from briefs.publication.prints import anchor_of_story, name_of, number_of
from briefs.publication.setting import clean, other
from briefs.publication.wording import Words, words_of

ITEMS_SHOWN: Final = 8
"""Agencies or doubts that are listed of one source; the rest stand in brief.json."""


def standing_of(reference: Reference) -> str | None:
    """Who is behind a source and where it sits, as the house says; None where it says nothing."""
    return " · ".join(clean(text) for text in (reference.descriptor, reference.country) if text) or None


def grade_of(reference: Reference) -> str | None:
    """Its place on the Admiralty scale: ``B2``; None where nobody has graded it and nothing can be judged."""
    if reference.reliability is Reliability.F and reference.credibility == CANNOT_BE_JUDGED:
        return None
    return f"{reference.reliability.value}{reference.credibility}"


def notes_on(reference: Reference, brief: Brief) -> tuple[NoteView, ...]:
    """The notes of a reference, those without anything to say left out."""
    words = words_of(brief.edition.language)
    notes = (
        _note(words.gettext("Text credited to"), _credits(reference, brief), words),
        _note(words.gettext("Reprint of"), _above(reference, brief), words),
        _note(words.gettext("In doubt"), _doubts(reference, words), words),
    )
    return tuple(note for note in notes if note.items)


def _note(label: str, items: Sequence[NoteItem], words: Words) -> NoteView:
    hidden = len(items) - ITEMS_SHOWN
    more = words.more(hidden) if hidden > 0 else None
    return NoteView(label=label, items=tuple(items[:ITEMS_SHOWN]), more=more)


def _plain(text: str, lang: str | None) -> NoteItem:
    return NoteItem(text=clean(text), lang=lang, how=None, anchor=None)


def _doubts(reference: Reference, words: Words) -> list[NoteItem]:
    return [_plain(dated(words, doubt), lang_of(words, doubt)) for doubt in reference.doubts]


def _credits(reference: Reference, brief: Brief) -> list[NoteItem]:
    words, lang = words_of(brief.edition.language), other(reference.language, brief.edition.language)
    return [_plain(name, lang_of_name(name, words, lang)) for name in _credited(reference)]


def _credited(reference: Reference) -> list[str]:
    """Whom it credits itself, and who is credited by other prints of the same text."""
    named = [credit.agency for credit in reference.credits]
    return list(dict.fromkeys([*named, *([reference.agency] if reference.agency else [])]))


def _above(reference: Reference, brief: Brief) -> list[NoteItem]:
    """The origin that it reprints, leading to its reference, or where that is not cited to the tree of its prints."""
    if reference.document == reference.origin:
        return []
    origin = next(carried for carried in reference.prints if carried.document == reference.origin)
    number = number_of(origin, brief)
    return [
        NoteItem(
            text=name_of(origin),
            lang=other(origin.language, brief.edition.language),
            how=None,
            anchor=f"r{number}" if number else anchor_of_story(reference, brief),
        )
    ]
