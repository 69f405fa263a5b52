"""Analysts' comments as the page shows them: with a label, so that nobody takes them for a source's words."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from briefs.model import Brief, Comment
from briefs.publication.setting import clean, other
from briefs.publication.view import CommentView
from briefs.publication.wording import Words, words_of

_KOREAN: Final = frozenset({"HANGUL"})
_JAPANESE: Final = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
_CHINESE: Final = frozenset({"CJK"})
"""How the names of signs begin."""


def comments_on(brief: Brief, statement: str) -> tuple[CommentView, ...]:
    """The comments below a statement."""
    return _views(brief, (one for one in brief.comments if one.statement == statement))


def comments_below(brief: Brief, theme: str) -> tuple[CommentView, ...]:
    """The comments below the section of a theme."""
    return _views(brief, (one for one in brief.comments if one.statement is None and one.theme == theme))


def label_of(comment: Comment, words: Words) -> str:
    """Whose words they are, and on what: ``Comment · Mina Sol``."""
    # Translators: the labels above an analyst's own words on a section, or on a statement, before their name
    section, statement = words.gettext("Comment on this section"), words.gettext("Comment")
    label = section if comment.statement is None else statement
    return f"{label} · {clean(comment.author)}"


def printed(comment: Comment, words: Words) -> str:
    """A comment as it is printed, its label and its words."""
    return f"{label_of(comment, words)} {clean(comment.text)}"


def _views(brief: Brief, comments: Iterable[Comment]) -> tuple[CommentView, ...]:
    words = words_of(brief.edition.language)
    page = brief.edition.language
    return tuple(
        CommentView(label=label_of(one, words), text=clean(one.text), lang=other(language_of(one.text), page))
        for one in comments
    )


def language_of(text: str) -> str:
    """The language that an analyst writes in, by most of the signs: nobody says which it is."""
    signs = [unicodedata.name(sign, "").split(" ", 1)[0] for sign in text if sign.isalpha()]
    korean, japanese, chinese = (sum(sign in of for sign in signs) for of in (_KOREAN, _JAPANESE, _CHINESE))
    if 2 * (korean + japanese + chinese) <= len(signs):
        return "en"
    if korean >= japanese + chinese:
        return "ko"
    return "ja" if japanese else "zh"
