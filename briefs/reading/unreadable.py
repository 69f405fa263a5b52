"""The one error inside this room: a source that cannot become a document, and why."""


class Unreadable(Exception):
    """A source cannot be read; the message says what is wrong and what to do, and becomes a ``Problem``."""
