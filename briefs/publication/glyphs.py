"""Whether the fonts can set a brief: a character that no font has would vanish from the page."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from briefs.errors import MissingRequirement
from briefs.model import Brief, Reference
from briefs.publication import fonts

_PLACES_SHOWN: Final = 5


def require(brief: Brief) -> None:
    """Nothing, when every quoted character can be set; else ``MissingRequirement`` naming each and its place.

    Paths, addresses and messages are not quoted words: what no font has is spelled out there instead.
    """
    missing = [(place, found) for place, text in _quoted(brief) for found in fonts.uncovered(text)]
    if missing:
        shown = "; ".join(f"{_name(found)} in {place}" for place, found in missing[:_PLACES_SHOWN])
        rest = f"; and {len(missing) - _PLACES_SHOWN} more" if len(missing) > _PLACES_SHOWN else ""
        raise MissingRequirement(f"no font of the page has {shown}{rest}. {_advice()}")


def _quoted(brief: Brief) -> Iterator[tuple[str, str]]:
    yield "the title", brief.edition.title
    yield "the organisation", brief.edition.organisation
    for section in brief.sections:
        yield f"the title of section {section.number}", section.title
        for statement in section.statements:
            yield f"statement {statement.id}", f"{statement.text}{statement.context or ''}"
    for reference in brief.references:
        yield f"source {reference.number} ({reference.path})", _bibliographic(reference)


def _bibliographic(reference: Reference) -> str:
    title = reference.title if reference.title_stated else ""
    disclosed = (disclosure.exact for disclosure in reference.disclosures)
    return "".join((title, reference.publisher or "", *reference.author, *disclosed))


def _name(character: str) -> str:
    return f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _advice() -> str:
    if not fonts.cjk_installed():
        return f"Install the package {fonts.CJK_PACKAGE} (“make setup” does)."
    return "Leave the source out, or keep the sentence out with an “exclude” term of its theme."
