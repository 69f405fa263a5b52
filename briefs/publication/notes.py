"""What is known of a source beyond its bibliographic entry, and only that: where it stands, and who else printed it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from briefs.model import CANNOT_BE_JUDGED, Brief, Print, Reference, Reliability
from briefs.publication.setting import clean, other
from briefs.publication.view import NoteItem, NoteView
from briefs.publication.wording import Words, shortened, words_of

PRINTS_SHOWN: Final = 8
"""Prints of one story that are listed; a hundred outlets fill two lines, the rest stand in brief.json."""
_NAME: Final = 60


def notes_on(reference: Reference, brief: Brief) -> tuple[NoteView, ...]:
    """The notes of a reference, those without anything to say left out."""
    words = words_of(brief.edition.language)
    notes = (
        _note(words.gettext("Standing"), _plain(_standing(reference, words)), words),
        _note(words.gettext("Text credited to"), _plain(_credited(reference)), words),
        _note(words.gettext("Reprint of"), _above(reference, brief), words),
        _note(words.gettext("Also carried by"), _beside(reference, brief), words),
        _note(words.gettext("In doubt"), _plain(reference.doubts), words),
    )
    return tuple(note for note in notes if note.items)


def _note(label: str, items: Sequence[NoteItem], words: Words) -> NoteView:
    hidden = len(items) - PRINTS_SHOWN
    more = words.more(hidden) if hidden > 0 else None
    return NoteView(label=label, items=tuple(items[:PRINTS_SHOWN]), more=more)


def _plain(texts: Iterable[str]) -> list[NoteItem]:
    return [NoteItem(text=clean(text), lang=None, how=None, anchor=None) for text in texts]


def _standing(reference: Reference, words: Words) -> list[str]:
    """Who is behind it, where it sits, and its grades; what nobody has graded or can judge has none."""
    graded = reference.reliability is not Reliability.F
    letter = reference.reliability.value
    grade = words.gettext("reliability %(letter)s (Admiralty)", letter=letter) if graded else None
    judged = reference.credibility != CANNOT_BE_JUDGED
    digit = reference.credibility
    rated = words.gettext("credibility %(digit)s (Admiralty, suggested)", digit=digit) if judged else None
    known = [text for text in (reference.descriptor, reference.country, grade, rated) if text]
    return [" · ".join(known)] if known else []


def _credited(reference: Reference) -> list[str]:
    """Whom it credits itself, and who is credited by other prints of the same text."""
    named = [credit.agency for credit in reference.credits]
    return list(dict.fromkeys([*named, *([reference.agency] if reference.agency else [])]))


def _above(reference: Reference, brief: Brief) -> list[NoteItem]:
    """The origin that this one reprints, and what tells that it does."""
    if reference.document == reference.origin:
        return []
    by_id = {carried.document: carried for carried in reference.prints}
    how = words_of(brief.edition.language).resemblance(by_id[reference.document])
    return [replace(_item(by_id[reference.origin], brief), how=how)]


def _beside(reference: Reference, brief: Brief) -> list[NoteItem]:
    """The other prints of its story; they stand at the origin alone where that is cited as well."""
    is_cited = any(one.document == reference.origin for one in brief.references)
    if is_cited and reference.document != reference.origin:
        return []
    shown = {reference.document, reference.origin}
    return [_item(carried, brief) for carried in reference.prints if carried.document not in shown]


def _item(carried: Print, brief: Brief) -> NoteItem:
    language = brief.edition.language
    name = carried.publisher or carried.title or carried.path.rpartition("/")[2]
    number = next((one.number for one in brief.references if one.document == carried.document), None)
    return NoteItem(
        text=shortened(clean(name), _NAME),
        lang=other(carried.language, language),
        how=words_of(language).resemblance(carried),
        anchor=f"r{number}" if number else None,
    )
