"""A PDF alone, examined in a process of its own: what can be told of it without any of its sources.

pdf ──paper──▶ pages, manifest ──▶ the file, the pages, the sentences
"""

from dataclasses import dataclass

from briefs import engine
from briefs.errors import NothingReadable
from briefs.model import Problem, Source
from briefs.proof.links import check_links
from briefs.proof.manifest import Malformed, Manifest, parse
from briefs.proof.own import check_beside
from briefs.proof.pages import check_file, check_pages, check_sentences
from briefs.proof.paper import read_paper
from briefs.proof.report import Check
from briefs.publication.concordance import Concordance
from briefs.publication.lettering import Unreadable
from briefs.publication.seal import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a PDF tells: its manifest and the digest of that, its pages, what was checked, and ``unbound`` words."""

    manifest: Manifest
    digest: str
    pages: int
    checks: tuple[Check, ...]
    unbound: tuple[str, ...]


def examine(name: str, content: bytes) -> Examination:
    """What a PDF tells. Raises ``NothingReadable`` for what is no PDF of ours, or too large to be looked at."""
    (answer,) = engine.read_all([Source(path=name, content=content)], _examined)
    if isinstance(answer, Problem):
        raise NothingReadable(f"{name}: the file {answer.message}")
    if isinstance(answer, str):
        raise NothingReadable(f"{name}: {answer}")
    return answer


def _examined(source: Source) -> Examination | str:
    """What a PDF tells, or why it tells nothing."""
    try:
        paper = read_paper(source.content)
        if paper.manifest is None:
            return "the file carries no manifest, so nothing of it can be checked; was it printed by briefs?"
        manifest = parse(paper.manifest)
        concordance = Concordance(paper.leaves)
        sentences, unbound = check_sentences(concordance, manifest)
        checks = (
            check_file(source.content, manifest, paper.manifest),
            check_pages(paper.leaves, manifest),
            sentences,
            *check_beside(concordance, manifest),
            check_links(paper.links, concordance, manifest),
        )
    except Unreadable as reason:
        return f"the file {reason}"
    except Malformed as reason:
        return f"the manifest in the file cannot be used: {reason}"
    return Examination(
        manifest=manifest,
        digest=digest(paper.manifest),
        pages=len(paper.leaves),
        checks=checks,
        unbound=unbound,
    )
