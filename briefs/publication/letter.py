"""A brief as a mail: ``brief.json`` → a letter in text and HTML, for whoever asked for a language and some themes."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from briefs.errors import NoInput
from briefs.model import Letter
from briefs.publication.letter_lines import Told
from briefs.publication.letter_page import LetterRequest, view_of_edition, view_of_withdrawal
from briefs.publication.letter_setting import inlined, laid, sheet_of
from briefs.publication.letter_view import LetterView
from briefs.publication.sets import chain
from briefs.publication.templates import environment, rendered, speak

__all__ = ["LetterRequest", "letter_of", "withdrawal_of"]

_TEXT: Final = "mail/letter.txt.j2"
_PAGE: Final = "mail/letter.html.j2"


def letter_of(brief: Told, request: LetterRequest) -> Letter:
    """The mail that brings an edition, of which ``brief`` is what its ``brief.json`` holds.

    Raises ``TemplateError``, and NoInput where ``brief`` is none. To be called by one thread at a time: templates speak
    one language at once.
    """
    return _letter(lambda: view_of_edition(brief, request), request)


def withdrawal_of(brief: Told, because: str, request: LetterRequest) -> Letter:
    """The mail that takes an edition back; raises as ``letter_of``."""
    return _letter(lambda: view_of_withdrawal(brief, because, request), request)


def _letter(view_of: Callable[[], LetterView], request: LetterRequest) -> Letter:
    try:
        view = view_of()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise NoInput("brief.json of the edition is not as it was written; see: briefs audit") from error
    folders = chain(request.templates)
    found = environment(folders)
    speak(found, view.lang)
    sheet = Markup(sheet_of(folders, dict(request.brand.colours)))  # noqa: S704 - a style sheet, checked; no word of a source in it
    return Letter(
        language=view.lang,
        subject=view.subject,
        text=laid(rendered(_plain(found), _TEXT, {"mail": view}, folders[0])),
        html=inlined(rendered(found, _PAGE, {"mail": view, "sheet": sheet}, folders[0])),
    )


@lru_cache(maxsize=4)
def _plain(found: Environment) -> Environment:
    """The same templates for what is no page: nothing is escaped in a plain text."""
    return found.overlay(autoescape=False)
