"""What composing takes: what is wanted of an edition, and what was found in its documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefs.model import (
    Coverage,
    Earlier,
    Edit,
    Edition,
    Evidence,
    Followed,
    FoundChange,
    Marking,
    Origin,
    Outlet,
    Selection,
    Theme,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is wanted of an edition. ``configuration`` is the digest of the settings, ``tool`` name and version.

    ``families`` maps names of publishers to the house they belong to. ``followed`` are the sources it is made from,
    where nobody named its documents. ``covered`` are the marks of documents that earlier editions of the same run were
    made from: they are not covered again. ``given`` are those of documents that these had before them as well: where
    they could not be used, they were named then.
    """

    edition: Edition
    coverage: Coverage
    themes: tuple[Theme, ...]
    key_points: int
    configuration: str
    tool: str
    families: Mapping[str, str] = field(default_factory=dict)
    followed: tuple[Followed, ...] = ()
    covered: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in the documents, of which so many were read, going back to so many origins.

    A document that is in none of the ``origins`` is its own. ``read`` are the marks of all documents, in order.
    ``outlets`` has one entry for each document of which it is known who brought it, ``earlier`` the editions before.
    ``marked`` are the markings of sources by their shown paths, also of those that could not be used. ``edits`` are an
    analyst's decisions: the selection is as they want it, their comments are set here.
    """

    selection: Selection
    documents_read: int
    origins_read: int
    read: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    changes: tuple[FoundChange, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    marked: Mapping[str, Marking] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
