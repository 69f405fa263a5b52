"""A brief as its mail tells it: the object of ``brief.json`` and what its reader asked for → what templates place."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final
from urllib.parse import quote

from briefs.model import Brand, ChangeKind, Marking
from briefs.publication.letter_lines import Teller, Told, in_line, safe, stated
from briefs.publication.letter_view import (
    LetterChanges,
    LetterMove,
    LetterSection,
    LetterView,
    LetterWays,
)
from briefs.publication.notices import lines_of
from briefs.publication.setting import clean
from briefs.publication.translations import WRITTEN_IN, languages
from briefs.publication.wording import primary, shortened, visible, words_of

_MOVED: Final = 5
_AHEAD: Final = 5
_DISPUTES: Final = 5
"""Figures that moved, announced days and disputed questions that a mail tells; it counts the others."""
_MOST_SIGNS: Final = 24_000
_BESIDE: Final = 250
"""Signs of all statements of a mail, and what is counted for the sources of each: some programs show the first 100 KB
of a page and no more. What is beyond is counted, theme by theme; a mail of 60 statements is not half as long."""
_GLIMPSE: Final = 140
"""Signs that lists of mails show below a subject: the widest show so many."""
_TITLE: Final = 100
_SUBJECT: Final = 60
"""Signs of a title in the mail, and in its subject, where the name of the edition is to be seen after it."""
_THEMES: Final = 8
LEAVE: Final = "unsubscribe"
"""The subject of a mail by which a reader leaves. It names nobody: passed on, it unsubscribes no one else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """Who writes, how it looks, and what its reader asked for.

    ``reply_to`` takes corrections, ``leave`` is where readers write who want no more. ``page`` is the address of the
    edition's web page, empty where it has none. ``language`` and ``themes`` are empty for the brief's own and all of
    them. ``attachment`` is the name of the file in the mail; it is empty where the edition is not in it. ``is_first``
    is whether what a revision corrects was never sent to the reader.
    """

    templates: Path
    reply_to: str
    leave: str
    organisation: str = ""
    brand: Brand = field(default_factory=Brand)
    page: str = ""
    language: str = ""
    themes: tuple[str, ...] = ()
    attachment: str = ""
    is_first: bool = False


def view_of_edition(brief: Told, request: LetterRequest) -> LetterView:
    """The mail that brings an edition. Raises LookupError, TypeError or ValueError for what is no ``brief.json``."""
    return _Page(brief, request).edition()


def view_of_withdrawal(brief: Told, because: str, request: LetterRequest) -> LetterView:
    """The mail that takes an edition back; ``because`` is empty where it may not be said. Raises as for an edition."""
    return _Page(brief, request).withdrawal(because)


class _Page:
    """A brief, and what a reader is to be told of it."""

    def __init__(self, brief: Told, request: LetterRequest) -> None:
        self._brief = brief
        self._request = request
        said = words_of(_ours(brief["language"]) or WRITTEN_IN)
        self._words = words_of(_ours(request.language) or said.language)
        self._title = shortened(clean(brief["title"]), _TITLE)
        self._number_of = {one["theme"]: place for place, one in enumerate(brief["sections"], start=1)}
        chosen = [one for one in brief["sections"] if one["theme"] in request.themes]
        self._sections: Sequence[Told] = chosen or brief["sections"]
        self._teller = Teller(
            words=self._words,
            said=said,
            references={one["number"]: one for one in brief["references"]},
            comments=brief["comments"],
            page=safe(request.page) or "",
            compared=bool(brief["earlier"]),
        )

    def edition(self) -> LetterView:
        """What an edition tells."""
        statements = {one["id"]: one for section in self._sections for one in section["statements"]}
        key_points = [statements[name] for name in self._brief["key_points"] if name in statements]
        announced = [one for one in self._brief["timeline"] if one["announced"] and self._is_whole]
        disputed = [one for one in self._brief["disagreements"] if self._is_whole]
        corrects = bool(self._brief["revision"]) and not self._request.is_first
        told = self._framed(
            self._words.gettext("Correction") if corrects else "",
            glimpse=in_line(key_points[0]["text"]) if key_points else self._deck(),
        )
        return replace(
            told,
            whence=self._whence(),
            corrections=lines_of(self._brief["correction"]),
            is_first=self._request.is_first,
            deck=self._deck(),
            where=self._where(),
            page=self._teller.page or None,
            changes=self._changes() if self._brief["earlier"] else None,
            key_points=tuple(map(self._teller.statement, key_points)),
            sections=tuple(self._told_sections({one["id"] for one in key_points})),
            disputes=tuple(map(self._teller.dispute, disputed[:_DISPUTES])),
            more_disputes=self._teller.in_the_edition(len(disputed) - _DISPUTES),
            ahead=tuple(map(self._teller.date, announced[:_AHEAD])),
            more_ahead=self._teller.in_the_edition(len(announced) - _AHEAD),
            rest=self._rest(),
        )

    def withdrawal(self, because: str) -> LetterView:
        """What is told when an edition was taken back."""
        why = in_line(because) or self._words.gettext("This mail may not say it; reply to it to ask.")
        told = self._framed(self._words.gettext("Withdrawn"), glimpse=why)
        return replace(told, withdrawn=why)

    @property
    def _is_whole(self) -> bool:
        return len(self._sections) == len(self._brief["sections"])

    def _framed(self, kind: str, *, glimpse: str) -> LetterView:
        """What stands around every mail; ``kind`` opens the subject of one that is no new edition."""
        brief, words = self._brief, self._words
        marking = Marking(brief["marking"]) if brief["marking"] else None
        issue = visible(brief["edition"])
        named = [words.kind_of_edition(brief["edition"]), issue]
        if brief["revision"]:
            named.append(words.gettext("Revision %(number)s", number=brief["revision"]))
        return LetterView(
            lang=words.language,
            brief_lang=self._teller.foreign(brief["language"]),
            subject=_subject(marking, [kind, shortened(self._title, _SUBJECT), issue]),
            glimpse=shortened(glimpse, _GLIMPSE),
            organisation=clean(self._request.organisation),
            title=self._title,
            issue=" · ".join(named),
            whence=self._as_of(),
            marking=marking.value if marking else None,
            marking_class=marking.in_names.lower() if marking else None,
            ways=self._ways(),
        )

    def _as_of(self) -> str:
        day = self._words.day(datetime.datetime.fromisoformat(self._brief["as_of"]).date())
        return self._words.gettext("As of %(date)s", date=day)

    def _whence(self) -> str:
        """From when the edition speaks, and when its sources were published."""
        words = self._words
        told = [self._as_of()]
        cited = self._cited
        references = [one for one in self._brief["references"] if self._is_whole or one["number"] in cited]
        dates = [stated(one["published"], one["published_precision"]) for one in references]
        if any(dates):
            told.append(words.gettext("Sources %(published)s", published=words.period(dates)))
        return " · ".join(told)

    def _ways(self) -> LetterWays:
        request = self._request
        subject = quote(f"{self._brief['edition']}: ")
        told = (one["id"] for section in self._sections for one in section["statements"])
        return LetterWays(
            example=clean(next(told, "1.1")),
            correct=f"mailto:{quote(request.reply_to, safe='@+')}?subject={subject}",
            leave=f"mailto:{quote(request.leave, safe='@+')}?subject={LEAVE}",
            leave_by=request.leave,
        )

    def _deck(self) -> str:
        words = self._words
        number = sum(len(one["statements"]) for one in self._sections)
        if not number:
            return words.gettext("Nothing in the sources given stands under any of the themes.")
        return words.gettext(
            "%(statements)s from %(sources)s, each word for word as in the source named with it.",
            statements=words.ngettext("%(count)s statement", "%(count)s statements", number),
            sources=words.ngettext("%(count)s source", "%(count)s sources", len(self._cited)),
        )

    @property
    def _cited(self) -> set[int]:
        """The numbers of the sources of what is told, and of those who say so too."""
        return {
            cited["reference"]
            for section in self._sections
            for one in section["statements"]
            for cited in (*one["citations"], *one["corroboration"])
        }

    def _where(self) -> str:
        words, name = self._words, self._request.attachment
        if name:
            return words.gettext("The whole edition is attached: %(file)s", file=visible(name))
        if self._teller.page:
            return words.gettext("The whole edition is too large for a mail; it is on the web.")
        return words.gettext("The whole edition is too large for a mail; reply to this one to ask for it.")

    def _told_sections(self, above: Collection[str]) -> Iterator[LetterSection]:
        shown = self._shown(above)
        for section in self._sections:
            new = [one for one in section["statements"] if one["id"] not in above]
            told = [one for one in new if one["id"] in shown]
            yield LetterSection(
                number=self._number_of[section["theme"]],
                title=clean(section["title"]),
                empty=clean(section["empty"]) if section["empty"] else None,
                above=self._above([clean(one["id"]) for one in section["statements"] if one["id"] in above]),
                statements=tuple(map(self._teller.statement, told)),
                more=self._teller.in_the_edition(len(new) - len(told)),
                comments=self._teller.comments_on(None, section["theme"]),
            )

    def _shown(self, above: Collection[str]) -> set[str]:
        """The statements that a mail has room for: the first of each theme before the second of any."""
        room, shown = _MOST_SIGNS, set()
        for rank in zip_longest(*(section["statements"] for section in self._sections)):
            for one in rank:
                if one and one["id"] not in above and (needed := len(one["text"]) + _BESIDE) <= room:
                    room -= needed
                    shown.add(one["id"])
        return shown

    def _above(self, named: Sequence[str]) -> str | None:
        shown = self._words.comma().join(named)
        return (
            self._words.gettext("Among the key points above: %(statements)s", statements=shown)
            if named
            else None
        )

    def _rest(self) -> str | None:
        """The themes of the edition that the reader did not ask for."""
        titles = [clean(one["title"]) for one in self._brief["sections"] if one not in self._sections]
        if not titles:
            return None
        named = "; ".join(shortened(title, _TITLE) for title in titles[:_THEMES])
        hidden = self._teller.in_the_edition(len(titles) - _THEMES)
        return self._words.gettext(
            "This mail has the themes that you asked for. Also in the edition: %(themes)s",
            themes=f"{named} {hidden}" if hidden else named,
        )

    def _changes(self) -> LetterChanges:
        words, last = self._words, self._brief["earlier"][0]
        statements = [one for section in self._sections for one in section["statements"]]
        new = sum(one["new"] is True for one in statements)
        moved = [
            change
            for section in self._sections
            for change in section["changes"]
            if change["kind"] == ChangeKind.MOVED
        ]
        languages = {one["id"]: one["language"] for one in statements}
        return LetterChanges(
            since=words.gettext("Since edition %(edition)s", edition=visible(last["edition"])),
            summary=words.ngettext(
                "%(new)s of %(count)s statement is new.",
                "%(new)s of %(count)s statements are new.",
                len(statements),
                new=f"{new:,}",
            )
            if new
            else words.gettext("Nothing is new."),
            moved=tuple(self._moved(change, languages) for change in moved[:_MOVED]),
            more_moved=self._teller.in_the_edition(len(moved) - _MOVED),
            new_themes=_titles(
                one for one in self._sections if one["statements"] and one["theme"] not in last["statements"]
            ),
            quiet_themes=_titles(
                one
                for one in self._sections
                if any(change["kind"] == ChangeKind.SILENT for change in one["changes"])
            ),
        )

    def _moved(self, change: Told, languages: Mapping[str, str]) -> LetterMove:
        return LetterMove(
            before=in_line(change["before"]),
            after=in_line(change["after"]),
            unit=in_line(change["unit"]) if change["unit"] else None,
            lang=self._teller.foreign(languages[change["statement"]]),
            edition=visible(change["edition"]),
            statement=clean(change["statement"]),
        )


def _titles(sections: Iterable[Told]) -> tuple[str, ...]:
    return tuple(shortened(clean(one["title"]), _TITLE) for one in sections)


def _subject(marking: Marking | None, parts: Iterable[str]) -> str:
    """The subject, its marking before all else, as TLP 2.0 asks for."""
    words = " · ".join(filter(None, parts))
    return f"[{marking.value}] {words}" if marking else words


def _ours(language: str) -> str:
    """The language where our words are in it; else none."""
    return language if primary(language) in languages() else ""
