"""What an analyst wants of an edition, judged: every mistake at once, and only what can be printed is decided.

Session, wishes ──judge──▶ Decision
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.editions.review.editing import Session, place_in, place_of, placed, remarks_at
from briefs.editions.review.edits_file import Mark, Place, Remarked, Wish
from briefs.errors import BadEdits
from briefs.language.commentary import remarks_on, remarks_on_sets
from briefs.model import Brief, Citation, Document, Edit, EditKind, Section, Span, Statement
from briefs.pipeline.finding import document_at
from briefs.publication import glyphs
from briefs.summary import Wish as Pinning
from briefs.summary import pin, sentences_like

LONGEST_COMMENT: Final = 1_500
"""Characters: a quarter of a page. Who has more to say writes an assessment of their own."""
LONGEST_BRACKET: Final = 200
_OPENING_LEAST: Final = 8
"""Letters by which a sentence is looked for at least."""
_LINE: Final = re.compile(r"line (\d{1,9}):")
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided: all edits from now on, and what an analyst should think over though it keeps nothing back."""

    edits: tuple[Edit, ...]
    notes: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """An edit, and where it is said."""

    where: str
    edit: Edit


def judge(session: Session, wishes: Sequence[Wish], actor: str, wrong: Sequence[str] = ()) -> Decision:
    """What is decided by wishes for every sentence that is printed or dropped now.

    Raises BadEdits with all that is wrong, ``wrong`` before it was judged among it.
    """
    judging = _Judging(session, actor, wrong)
    wanted = judging.wanted(wishes)
    brief = judging.drawn(wanted)
    notes = judging.comments(wanted, brief)
    if not wrong:
        judging.printed(wishes, brief)
    if judging.wrong:
        count = "one mistake" if len(judging.wrong) == 1 else f"{len(judging.wrong)} mistakes"
        raise BadEdits(
            f"the edits of {session.record.edition} have {count}; nothing was changed",
            mistakes=tuple(sorted(judging.wrong, key=_line_of)),
        )
    edits = tuple(one.edit for one in wanted)
    return Decision(edits=edits, notes=notes, is_new=_ordered(edits) != _ordered(session.edits))


def _line_of(message: str) -> int:
    """The line of the file that a mistake is in; 0 for one that is in none."""
    found = _LINE.match(message)
    return int(found[1]) if found else 0


class _Judging:
    def __init__(self, session: Session, actor: str, wrong: Sequence[str]) -> None:
        self._session = session
        self._actor = actor
        self.wrong = [*wrong]

    def _say(self, where: str, message: str) -> None:
        self.wrong.append(f"{where}: {message}")

    # ---- Pins and drops ----

    def wanted(self, wishes: Sequence[Wish]) -> list[_Wanted]:
        """The edits that can be, in the order of the wishes."""
        found: list[_Wanted] = []
        for wish in wishes:
            place = wish.place or self._quoted(wish)
            if wish.mark is Mark.DROPPED and place:
                found.append(self._edit(wish.where, EditKind.DROP, wish.theme, place))
            elif wish.mark is Mark.PINNED and place:
                pinned = self._edit(wish.where, EditKind.PIN, wish.theme, place, wish.bracket)
                found += [pinned] if self._can_stand(pinned) else []
            if wish.mark is None or place:
                found += self._commented(wish, place)
        # What is said again, as after a process that died, is said once.
        first: dict[Edit, _Wanted] = {}
        for one in found:
            first.setdefault(one.edit, one)
        found = [*first.values()]
        twice = Counter(place_in(one.edit) for one in found if one.edit.kind is not EditKind.COMMENT)
        for one in found:
            if one.edit.kind is EditKind.PIN and twice[place_in(one.edit)] > 1:
                self._say(one.where, "is pinned twice, or pinned and left out")
        return found

    def _edit(self, where: str, kind: EditKind, theme: str, place: Place, text: str = "") -> _Wanted:
        """The edit, in the name of who made it first, where it was made before."""
        made = Edit(
            kind=kind,
            theme=theme,
            actor=self._actor,
            document=place.document,
            start=place.start,
            end=place.end,
            text=text,
        )
        before = (edit for edit in self._session.edits if replace(edit, actor=made.actor) == made)
        return _Wanted(where=where, edit=next(before, made))

    def _quoted(self, wish: Wish) -> Place | None:
        """The place of a sentence that is told by its first words."""
        if wish.opening is None or wish.source is None:
            return None
        document = self._named(wish.source)
        if document is None:
            self._say(wish.where, f"no document of the edition is shown under {wish.source}")
            return None
        found = sentences_like(document, wish.opening) if len(wish.opening) >= _OPENING_LEAST else ()
        if len(found) != 1:
            how = "no sentence begins" if not found else f"{len(found)} sentences begin"
            self._say(
                wish.where,
                f"{how} with “{wish.opening[:_SHOWN]}” in {document.path}; quote more of it as it stands",
            )
            return None
        extract, _ = found[0]
        return Place(extract.document, extract.span.start, extract.span.end)

    def _named(self, source: str) -> Document | None:
        """A document by its path or by the number of its source, like ``[3]``."""
        number = source.strip("[]")
        references = self._session.brief.references
        if number.isdecimal() and 0 < int(number) <= len(references):
            return self._session.document(references[int(number) - 1].document)
        known = (document for document in self._session.documents if document.path == source)
        return next(known, None) or document_at(self._session.snapshot.sources, source)

    def _can_stand(self, wanted: _Wanted) -> bool:
        edit = wanted.edit
        themes = [section.theme for section in self._session.brief.sections]
        if edit.theme not in themes:
            self._say(wanted.where, f"no theme is “{edit.theme}”; there are {', '.join(themes)}")
            return False
        document = self._session.document(placed(edit).document)
        if document is None:
            self._say(wanted.where, "the edition has no such document")
            return False
        span = Span(start=edit.start, end=edit.end)
        unset = frozenset(glyphs.unprintable(f"{document.exact(span)}{edit.text}"))
        wish = Pinning(theme=edit.theme, span=span, actor=edit.actor, bracket=edit.text)
        outcome = pin(document, wish, unset)
        if isinstance(outcome, str):
            self._say(wanted.where, f"“{document.exact(span)[:_SHOWN]}” {outcome}")
            return False
        if edit.text:
            self._bracket(wanted, document)
        return True

    def _bracket(self, wanted: _Wanted, document: Document) -> None:
        text = wanted.edit.text
        if len(text) > LONGEST_BRACKET:
            self._say(
                wanted.where, f"brackets hold at most {LONGEST_BRACKET} characters, and these {len(text)}"
            )
        dated = document.published.iso if document.published else ""
        for remark in remarks_on(text, (document.text, document.title or "", dated), ()):
            if remark.refused:
                said, _, _ = remark.message.partition(",")
                self._say(wanted.where, f"[{text}] {said}, which its document does not hold")

    # ---- Comments ----

    def _commented(self, wish: Wish, place: Place | None) -> Iterator[_Wanted]:
        before = list(remarks_at(self._session.edits, place, wish.theme))
        for where, comment in wish.comments:
            if comment.author != self._actor and comment not in before:
                whose = "is changed" if any(it.author == comment.author for it in before) else "is not there"
                self._say(
                    where,
                    f"comments are made in one's own name, and that of {comment.author} {whose}: write > and your own",
                )
                continue
            if not self._is_fit(where, comment):
                continue
            edit = Edit(kind=EditKind.COMMENT, theme=wish.theme, actor=comment.author, text=comment.text)
            if place:
                edit = replace(edit, document=place.document, start=place.start, end=place.end)
            yield _Wanted(where=where, edit=edit)

    def _is_fit(self, where: str, comment: Remarked) -> bool:
        text, unset = comment.text, glyphs.unprintable(f"{comment.author}{comment.text}")
        if not text:
            self._say(where, "the comment is empty; remove it")
        elif len(text) > LONGEST_COMMENT:
            self._say(where, f"a comment has at most {LONGEST_COMMENT:,} characters, and this {len(text):,}")
        elif unset:
            self._say(where, f"no font of the page has {', '.join(f'U+{ord(it):04X}' for it in unset)}")
        else:
            return True
        return False

    def drawn(self, wanted: Sequence[_Wanted]) -> Brief:
        """The brief as it will be, without its comments; as it is where nothing but these changes."""
        changes = [one.edit for one in wanted if one.edit.kind is not EditKind.COMMENT]
        before = [edit for edit in self._session.edits if edit.kind is not EditKind.COMMENT]
        return (
            self._session.brief if _ordered(changes) == _ordered(before) else self._session.draw(changes)[0]
        )

    def comments(self, wanted: Sequence[_Wanted], brief: Brief) -> tuple[str, ...]:
        """What is to be thought over in the comments; what is wrong in them is kept with the rest."""
        at = {place_of(statement, brief): statement for statement in brief.statements.values()}
        notes: list[str] = []
        said: list[tuple[str, str]] = []
        for one in (one for one in wanted if one.edit.kind is EditKind.COMMENT):
            place = place_in(one.edit)
            statement = at.get(place) if place else None
            if place and statement is None:
                self._say(one.where, "a comment stands below what is printed, and its statement is not")
                continue
            section = next(
                it for it in brief.sections if it.theme == one.edit.theme or statement in it.statements
            )
            held = self._passages((statement,) if statement else section.statements, section, brief)
            said.append((f"the comment on {statement.id if statement else section.title}", one.edit.text))
            for remark in remarks_on(one.edit.text, held, brief.statements.keys()):
                if remark.refused:
                    self._say(one.where, f"the comment {remark.message}")
                else:
                    notes.append(f"{one.where}: {remark.message}")
        return (*notes, *(remark.message for remark in remarks_on_sets(said)))

    def _passages(self, statements: Sequence[Statement], section: Section, brief: Brief) -> list[str]:
        """The passages that are cited beside a comment, and our brackets there, which tell what their days mean."""
        cited = [it for one in statements for it in (*one.citations, *one.corroboration)]
        cited += [
            change.earlier
            for change in section.changes
            if change.earlier and statements == section.statements
        ]
        return [*(self._passage(it, brief) for it in cited), *(one.context or "" for one in statements)]

    def _passage(self, cited: Citation, brief: Brief) -> str:
        document = self._session.document(brief.references[cited.reference - 1].document)
        if document is None:
            return cited.exact
        span = Span(start=cited.start, end=cited.end)
        return "\n".join(document.exact(it.span) for it in document.passages if it.span.overlaps(span))

    def printed(self, wishes: Sequence[Wish], brief: Brief) -> None:
        """What was put back and is not printed: it was never chosen."""
        there = {place_of(statement, brief) for statement in brief.statements.values()}
        for wish in wishes:
            if wish.mark is Mark.KEPT and wish.place not in there:
                self._say(wish.where, "is not chosen by itself: put + before it to print it")


def _ordered(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in an order of their own; of comments on one place that in which they were made stays."""
    return sorted(edits, key=lambda edit: (edit.kind, edit.document or "", edit.start, edit.end, edit.theme))
