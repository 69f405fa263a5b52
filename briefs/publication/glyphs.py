"""What the fonts cannot set: a character that no font has would vanish from the page.

A source may hold any character: sentences with one that no font has are not printed, and in titles, names and
notices it is spelled out. The brief's own words are ours to change, and a missing font is ours to install.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from briefs.errors import MissingRequirement
from briefs.model import Brief, Reference
from briefs.publication import fonts
from briefs.publication.wording import words_of

_PLACES_SHOWN: Final = 5
_OF_THE_PACKAGE: Final = ("CJK", "FULLWIDTH", "HALFWIDTH", "HANGUL", "HIRAGANA", "IDEOGRAPHIC", "KATAKANA")
"""How the names of the characters begin for which the CJK fonts are installed."""


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text that no font has, each once; without those that only wait for the CJK fonts."""
    found = fonts.uncovered(text)
    if not found or fonts.cjk_installed():
        return found
    return tuple(it for it in found if not unicodedata.name(it, "").startswith(_OF_THE_PACKAGE))


def require(brief: Brief) -> None:
    """Nothing, when every quoted character can be set; else ``MissingRequirement`` naming each and its place.

    Paths, addresses and messages are not quoted words, and bibliographic facts may hold any character: what no
    font has is spelled out there instead.
    """
    missing = [
        *((place, found) for place, text in _own_and_said(brief) for found in fonts.uncovered(text)),
        *((place, found) for place, text in _stated(brief) for found in _waiting(text)),
    ]
    if missing:
        shown = "; ".join(f"{_name(found)} in {place}" for place, found in missing[:_PLACES_SHOWN])
        rest = f"; and {len(missing) - _PLACES_SHOWN} more" if len(missing) > _PLACES_SHOWN else ""
        raise MissingRequirement(
            f"no font of the page has {shown}{rest}. {_advice(found for _, found in missing)}"
        )


def _waiting(text: str) -> tuple[str, ...]:
    """The characters of a text that only wait for the CJK fonts."""
    return tuple(found for found in fonts.uncovered(text) if not unprintable(found))


def _own_and_said(brief: Brief) -> Iterator[tuple[str, str]]:
    yield "our own words", words_of(brief.edition.language).gettext("Key points")
    yield "the title", brief.edition.title
    yield "the organisation", brief.edition.organisation
    for section in brief.sections:
        yield f"the title of section {section.number}", section.title
        for statement in section.statements:
            yield f"statement {statement.id}", f"{statement.text}{statement.context or ''}"
    for event in brief.events:
        yield f"line {event.id} of the timeline", f"{event.text}{event.context or ''}"
    for quotation in brief.quotations:
        yield f"quotation {quotation.id}", f"{quotation.text}{quotation.speaker or ''}"
    for dispute in brief.disagreements:
        words = (word for claim in dispute.claims for word in (claim.value, claim.citations[0].exact))
        yield f"disagreement {dispute.id}", "".join((dispute.question, *words))
    for comment in brief.comments:
        yield f"a comment of {comment.author}", f"{comment.author}{comment.text}"


def _stated(brief: Brief) -> Iterator[tuple[str, str]]:
    for reference in brief.references:
        yield f"source {reference.number} ({reference.path})", _bibliographic(reference)


def _bibliographic(reference: Reference) -> str:
    title = reference.title if reference.title_stated else ""
    disclosed = (disclosure.exact for disclosure in reference.disclosures)
    carried = (carried.publisher or carried.title or "" for carried in reference.prints)
    credited = (credit.agency for credit in reference.credits)
    known = (reference.publisher, reference.carrier, reference.descriptor, reference.agency)
    return "".join((title, *filter(None, known), *reference.author, *disclosed, *carried, *credited))


def _name(character: str) -> str:
    return f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _advice(missing: Iterable[str]) -> str:
    if not any(map(unprintable, missing)):
        return f"Install the package {fonts.CJK_PACKAGE} (“make setup” does)."
    return "Write these words of briefs.toml, or of the comment, with other characters."
