"""Under which key the work on a document is kept: the same key, the same work."""

from briefs.engine.program import digest, program
from briefs.model import Source


def key_of(source: Source, configuration: str) -> bytes:
    """32 bytes that stand for the source, whence it came, the configuration, and the program with its libraries."""
    return digest(
        (
            program(),
            configuration.encode(),
            source.path.encode("utf-8", "surrogatepass"),
            repr(source.provenance).encode("utf-8", "surrogatepass"),
            source.content,
        )
    )
