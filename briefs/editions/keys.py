"""Under which key the work on a document is kept: the same key, the same work."""

from briefs.engine.program import digest, program
from briefs.model import Waiting


def key_of(waiting: Waiting, configuration: str) -> bytes:
    """32 bytes that stand for the bytes of a source, whence they came, the configuration, and the program."""
    return digest(
        (
            program(),
            configuration.encode(),
            waiting.digest,
            waiting.path.encode("utf-8", "surrogatepass"),
            repr(waiting.provenance).encode("utf-8", "surrogatepass"),
        )
    )


def memory_key() -> bytes:
    """32 bytes under which what one edition found out is kept for the next."""
    return digest((program(), b"memory"))
