"""A manuscript as Markdown: CommonMark with tables and footnotes, in which a source's words are never markup.

What could be markup is escaped by a backslash, and nothing else is, so that the text can be read as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from briefs.publication.formats.characters import safe
from briefs.publication.formats.manuscript import Manuscript, Paragraph, Run, Style, Table

_MARKUP: Final = re.compile(
    r"[\\`*_\[\]<>~|$^]"
    r"|&(?=#?\w{1,40};)"  # a character by its name
    r"|@(?=\w)|(?<=:)/(?=/)|(?i:(?<=\bwww))\.(?=\w)"  # what some readers make links of
    r"|:(?=[a-z0-9_+-]{1,40}:)"  # a picture by its name
    r"|\{(?=[#.:%{])"
)
"""What is markup anywhere in a line; the letters, digits and marks around it stay as they are."""
_OPENING: Final = re.compile(r"(?P<mark>[#>+=~:-]|(?P<number>\d{1,9})(?P<end>[.)]))")
"""What is markup where it opens a line: headings, lists, quotations, rules, definitions."""
_ADDRESS: Final = "!#$%&'*+,/:;=?@~-._"
"""Characters of an address that stand for themselves between brackets; parentheses and quotation marks do not."""
_PREFIXES: Final = {
    Style.TITLE: "# ",
    Style.HEADING: "## ",
    Style.SUBHEADING: "### ",
    Style.BULLET: "- ",
    Style.DEEPER: "- ",
    Style.QUOTE: "> ",
    Style.NOTICE: "> ",
    Style.COMMENT: "> ",
}
_ITEMS: Final = (Style.NUMBERED, Style.ENTRY)
_OF_AN_ITEM: Final = frozenset((Style.DETAIL, Style.QUOTE, Style.BULLET, Style.DEEPER))
"""What belongs to the numbered item above it, and is set in as far as its words are."""
_LISTS: Final = frozenset((Style.BULLET, Style.DEEPER))


def to_markdown(manuscript: Manuscript) -> bytes:
    """The manuscript in UTF-8, a line for each paragraph; notes stand at the end, in the order of their calls."""
    writer = _Writer()
    blocks = [writer.block(block) for block in manuscript.blocks]
    text = "".join(_spaced(manuscript.blocks, blocks))
    return f"{text}\n{writer.endnotes()}".encode()


def escaped(text: str, *, opens: bool = False) -> str:
    """Words as Markdown that shows them as they are; ``opens`` says that a line may begin with them."""
    bare = safe(text)
    shown = _MARKUP.sub(r"\\\g<0>", bare)
    if not opens:
        return shown
    shown = shown.lstrip()
    found = _OPENING.match(shown)
    if not found:
        return shown
    number = found["number"]
    return f"{number}\\{shown[len(number) :]}" if number else f"\\{shown}"


def _spaced(blocks: Sequence[Paragraph | Table], texts: Sequence[str]) -> Iterator[str]:
    """The texts with a blank line between them, but for the items of one list."""
    styles = [block.style if isinstance(block, Paragraph) else None for block in blocks]
    for place, text in enumerate(texts):
        within = place and styles[place] in _LISTS and styles[place - 1] in _LISTS
        yield "" if not place else "\n" if within else "\n\n"
        yield text


class _Writer:
    """Writes the blocks, and keeps their notes for the end."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._indent = ""
        self._nested = False

    def block(self, block: Paragraph | Table) -> str:
        """One paragraph or table."""
        if isinstance(block, Table):
            self._indent = ""
            return "\n".join(_table(block))
        words = self._runs(block.runs)
        if block.style in _ITEMS:
            mark = f"{block.number}. "
            self._indent = " " * len(mark)
            return f"{mark}{words}"
        if block.style not in _OF_AN_ITEM:
            self._indent = ""
        if block.style is Style.STATEMENT:
            words = f"**{escaped(block.number or '')}** {words}"
        return f"{self._depth(block.style)}{_PREFIXES.get(block.style, '')}{words}"

    def _depth(self, style: Style) -> str:
        """How far a block is set in: an item below another one's as far as that one's words."""
        is_below = style is Style.DEEPER and self._nested
        self._nested = style is Style.BULLET or is_below
        return f"{self._indent}{'  ' * is_below}"

    def endnotes(self) -> str:
        """The notes, each a paragraph of its own."""
        return "".join(f"\n[^{number}]: {note}\n" for number, note in enumerate(self._notes, 1))

    def _runs(self, runs: Sequence[Run]) -> str:
        first = runs[0] if runs else None
        return "".join(self._run(run, opens=run is first) for run in runs)

    def _run(self, run: Run, *, opens: bool) -> str:
        words = _written(run, opens=opens)
        if not run.note:
            return words
        self._notes.append("".join(_written(part, opens=False) for part in run.note))
        return f"{words}[^{len(self._notes)}]"


def _written(run: Run, *, opens: bool) -> str:
    words = escaped(run.text, opens=opens)
    if run.href:
        return f"[{words}]({_address(run.href)})"
    sign = "**" * run.strong + "*" * run.emphasis
    bare = words.strip()
    if not sign or not bare:
        return words
    before, behind = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{bare}{sign}{behind}"


def _address(href: str) -> str:
    return f"<{quote(href, safe=_ADDRESS, errors='replace')}>"


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row("---" for _ in table.head) if len(table.head) else ""
    yield from (_row(map(escaped, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
