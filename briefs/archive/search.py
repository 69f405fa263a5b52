"""What the search looks in: the words of a portion of the editions as a script, for a page that may fetch nothing.

From a file system a page cannot fetch a file, but it can load a script. Each holds the very words and no index of them:
the page takes words and stems apart itself, so that query and text are always taken apart the same way.
"""

import datetime
import json
from typing import Final

from briefs.archive import names, telling
from briefs.archive.lines import Guide
from briefs.archive.summary import SCHEMA
from briefs.archive.told import Line, Reference, Told
from briefs.publication.citing import anchor_of
from briefs.publication.wording import visible

_UNSAFE: Final = {ord(it): f"\\u{ord(it):04x}" for it in "<>&\u2028\u2029"}
"""What could end a script, or a line of it, in the middle of a text."""


COMMENT: Final = ("/*", "*/")
HEAD: Final = f"{COMMENT[0]} {SCHEMA} {COMMENT[1]}\n"


def words_of(told: Told, guide: Guide) -> str:
    """The words of an edition, as a call of what the search page calls ``briefsEdition``."""
    text = json.dumps(_value(told, guide), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"briefsEdition({text.translate(_UNSAFE)});"


def _value(told: Told, guide: Guide) -> dict[str, object]:
    head, words = told.summary.head, guide.words
    table = _Table(guide)
    home = guide.home(head.id)
    lines = [table.line(line, told) for line in told.lines]
    references = [table.reference(reference) for reference in told.references.values()]
    return {
        "name": telling.name_of(head),
        "home": f"../{home}" if home else None,
        "moment": head.as_of.astimezone(datetime.UTC).isoformat(),
        "day": words.day(head.as_of),
        "tags": telling.tags(head, words),
        "themes": [*table.themes],
        "sources": [*table.sources],
        "lines": [*lines, *references],
    }


class _Table:
    """What lines name again and again, each once: themes and sources."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self.themes: dict[str, int] = {}
        self.sources: dict[tuple[str, str | None], int] = {}

    def line(self, line: Line, told: Told) -> list[object]:
        """A line: kind, place, number, theme, language, words, context, label, sources."""
        cited = dict.fromkeys(told.cited_at(place).named for place in line.cited)
        return [
            telling.kind(line, self._guide.words) or "",
            anchor_of(line.id),
            line.id if line.theme is not None else "",
            self.themes.setdefault(line.theme, len(self.themes)) if line.theme is not None else -1,
            line.language,
            line.text,
            line.context or "",
            telling.label(line, self._guide.words) or "",
            [self._source(*named) for named in cited],
        ]

    def reference(self, reference: Reference) -> list[object]:
        """A cited document as a line: its title, and what is known of it."""
        words = self._guide.words
        return [
            words.gettext("Source"),
            f"r{reference.number}",
            "",
            -1,
            reference.language,
            reference.title or visible(reference.path),
            "",
            telling.facts(reference, words),
            [self._source(reference.source, "")],
        ]

    def _source(self, name: str, document: str) -> int:
        link = self._guide.source(name, "", document)
        page = link.href.removeprefix(f"{names.FOLDER}/") if link.href else None
        return self.sources.setdefault((link.text, page), len(self.sources))
