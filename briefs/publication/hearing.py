"""Who is heard, as the templates are given it: the prints of one story, followed sources without a word, shares."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView:
    """One print of a story: ``how`` tells what it has of the one above it, ``number`` is its reference, if cited."""

    name: str
    lang: str | None
    date: str
    how: str | None
    number: int | None
    anchor: str | None
    prints: tuple["PrintView", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView:
    """The prints of one story as a tree: below the origin's own reference its copies, else the origin and those."""

    anchor: str
    summary: str
    prints: tuple[PrintView, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingView:
    """A followed source that could not be read, and why: in ``lang`` where we have the reason in no other language."""

    name: str
    message: str
    lang: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """How many documents of one country or one kind of ownership were read and cited, each with its share."""

    value: str
    read: str
    cited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesView:
    """A table of shares, the largest first; ``title`` heads its first column."""

    title: str
    rows: tuple[ShareView, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """Who is heard and who is not: ``silence`` is the sentence on followed sources without a document."""

    silence: str | None
    failing: tuple[FailingView, ...]
    more_failing: str | None
    shares: tuple[SharesView, ...]
