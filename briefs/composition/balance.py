"""Who is heard in a brief: which followed sources are silent or fail, and the shares of countries and of ownership."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from briefs.composition.sources import Sources
from briefs.model import Balance, DocumentId, Followed, Outlet, Problem, Share

_STAGE: Final = "fetching"

_Trait = Callable[[Outlet], str | None]


def balance(
    followed: Sequence[Followed], outlets: Sequence[Outlet], documents_read: int, sources: Sources
) -> Balance | None:
    """Who is heard among what is followed and was read; None where nothing is followed and no outlet is described.

    ``outlets`` are those of the documents that were read, once for each document. Two sources
    of one name are one.
    """
    cited = [_outlet(sources, document) for document in sources.numbers]
    unknown = documents_read - len(outlets)
    read = [*outlets, *[Outlet(name="")] * unknown]
    countries = _shares(read, cited, lambda outlet: outlet.country)
    ownership = _shares(read, cited, lambda outlet: outlet.descriptor)
    if not (followed or countries or ownership):
        return None
    heard = {outlet.name for outlet in outlets}
    failing = {one.outlet.name: one.failure for one in followed if one.failure}
    names = dict.fromkeys(one.outlet.name for one in followed)
    return Balance(
        followed=len(names),
        silent=tuple(name for name in names if name not in heard and name not in failing),
        failing=tuple(Problem(subject=name, stage=_STAGE, message=why) for name, why in failing.items()),
        countries=countries,
        ownership=ownership,
    )


def _outlet(sources: Sources, document: DocumentId) -> Outlet:
    provenance = sources.documents[document].provenance
    return provenance.outlet if provenance else Outlet(name="")


def _shares(read: Iterable[Outlet], cited: Iterable[Outlet], trait: _Trait) -> tuple[Share, ...]:
    """The shares of each value of a trait, the largest first and what is not stated last; none where none is stated."""
    of_read, of_cited = Counter(map(trait, read)), Counter(map(trait, cited))
    if not {*of_read, *of_cited} - {None}:
        return ()
    shares = (
        Share(value=value, read=of_read[value], cited=of_cited[value]) for value in {*of_read, *of_cited}
    )
    return tuple(sorted(shares, key=lambda share: (share.value is None, -share.read, share.value or "")))
