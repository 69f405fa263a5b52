"""Complaints: a reader has called a mail of ours unwanted, and their provider says so (RFC 5965)."""

from email.message import Message
from typing import Final

from briefs.distribution.opened import header, parts

_REPORT: Final = "message/feedback-report"
_UNWANTED: Final = frozenset({"abuse", "fraud", "opt-out", "opt-out-list"})
"""What a reader says. ``not-spam`` takes it back, and the others (``virus``, ``auth-failure``) are said by machines."""


def feedback(message: Message) -> str | None:
    """What kind of feedback a message reports, in lower case; None for one that reports none."""
    for part in parts(message):
        if part.get_content_type() == _REPORT:
            inner = part.get_payload()
            block = inner[0] if isinstance(inner, list) and inner else part
            return header(block, "Feedback-Type").lower() if isinstance(block, Message) else ""
    return None


def is_complaint(kind: str) -> bool:
    """Whether a reader wants no more of this."""
    return kind in _UNWANTED
