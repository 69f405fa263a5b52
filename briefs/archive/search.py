"""What the search looks in: the words of a portion of the editions as a script, for a page that may fetch nothing.

From a file system a page cannot fetch a file, but it can load a script. Each holds the very words and no index of them:
the page takes words and stems apart itself, so that query and text are always taken apart the same way.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.archive import names, telling
from briefs.archive.lines import Guide
from briefs.archive.summary import SCHEMA
from briefs.archive.told import Line, Told
from briefs.publication.citing import anchor_of
from briefs.publication.wording import visible

_UNSAFE: Final = {ord(it): f"\\u{ord(it):04x}" for it in "<>&\u2028\u2029"}
"""What could end a script, or a line of it, in the middle of a text."""


def shard(number: int, tolds: Sequence[Told], guide: Guide) -> bytes:
    """The words of these editions, the newest first, as a call of what the search page calls ``briefsShard``."""
    found = _Table(guide)
    lines = [line for told in reversed(tolds) for line in found.lines_of(told)]
    value = {
        "number": number,
        "editions": found.editions,
        "themes": [*found.themes],
        "sources": [*found.sources],
        "lines": lines,
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)
    return f"/* {SCHEMA} */\nbriefsShard({text});\n".encode("utf-8", "backslashreplace")


class _Table:
    """What lines name again and again, each once: editions, themes, sources."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self.editions: list[tuple[str, str | None, str, str]] = []
        self.themes: dict[str, int] = {}
        self.sources: dict[tuple[str, str | None], int] = {}

    def lines_of(self, told: Told) -> Iterator[list[object]]:
        """The lines of an edition: kind, edition, place, number, theme, language, words, context, label, sources."""
        head, guide = told.summary.head, self._guide
        home = guide.home(head.id)
        self.editions.append((
            telling.name_of(head),
            f"../{home}" if home else None,
            guide.words.day(head.as_of),
            " · ".join(telling.tags(head, guide.words)),
        ))  # fmt: skip
        edition = len(self.editions) - 1
        for line in told.lines:
            yield [edition, *self._line(line, told)]
        for reference in told.references.values():
            title = reference.title or visible(reference.path)
            source = self._source(reference.source, "")
            facts = telling.facts(reference, guide.words)
            kind = guide.words.gettext("Source")
            yield [
                edition,
                kind,
                f"r{reference.number}",
                "",
                -1,
                reference.language,
                title,
                "",
                facts,
                [source],
            ]

    def _line(self, line: Line, told: Told) -> list[object]:
        cited = dict.fromkeys(told.cited_at(place).named for place in (*line.places, *line.support))
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

    def _source(self, name: str, document: str) -> int:
        link = self._guide.source(name, "", document)
        page = link.href.removeprefix(f"{names.FOLDER}/") if link.href else None
        return self.sources.setdefault((link.text, page), len(self.sources))
