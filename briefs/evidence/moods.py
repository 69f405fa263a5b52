"""Whether what a text tells was done, or is only ordered, wished, planned, agreed on or possible, or was not done."""

import re
from typing import Final

_ORDERED: Final = re.compile(
    r"\b(?:ask|tell|told|order|instruct|urg|direct|request)(?:s|es|ed|e)?\b[^,;|]{1,60}? to\b"
)
_WISHED: Final = re.compile(
    r"\b(?:want|wish|hope|intend|seek|sought|aim|propose)(?:s|es|ed|d)?\b|\b(?:should|must)\b|\bwould like\b"
    r"|\bpropos(?:al|ing)\b"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|shall|would|plans to|plan(?:ned|ning) to|set to|due to|due|scheduled|expect(?:s|ed)?|upcoming)\b"
    r"|['’]ll\b|\b(?:is|are|was|were) to [a-z]|\b(?:is|are|was|were|still) preparing\b"
    r"|\b(?:agree[sd]?|undertook|undertakes?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|decided|commit(?:s|ted)?)\b"
    r"(?: \w+){0,3}? (?:to|that|on)\b|\b(?:agreements?|commitments?|promises?|decision|deal) to\b|(?:^|\|) ?to [a-z]"
)
"""What is agreed on is to come: who agreed to build has not built."""
_POSSIBLE: Final = re.compile(
    r"\b(?:may|might|could|if|If|unless|Unless|whether|Whether|likely|unlikely|possible|possibly|feared|allegedly"
    r"|alleged|reportedly|apparently|suspected|believed|thought|presumed)\b"
)
_MOODS: Final = {"ordered": _ORDERED, "wished": _WISHED, "planned": _PLANNED, "possible": _POSSIBLE}
_NEGATION: Final = re.compile(
    r"\b(?:[Nn]ot?|[Nn]ever|[Nn]either|nor|[Nn]one|[Nn]obody|[Nn]othing|[Ww]ithout|fail(?:s|ed)?|hardly|unable|cannot"
    r"|[Ll]ittle|[Ff]ew)\b|n['’]t\b"
)
_CONTRAST: Final = re.compile(r"\b(?:and |but |if )?not (?:by|in|on|for|with|from|only|just)\b[^,;|]*")
"""``and not by Japan itself``: denies what the other sentence may well leave out."""


def mood_of(text: str) -> frozenset[str]:
    """Whether what a text tells was done, for which it is empty, or ordered, wished, planned or possible."""
    return frozenset(mood for mood, pattern in _MOODS.items() if pattern.search(text))


def agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two moods can be one."""
    return bool(ours & theirs) if ours or theirs else True


def denies(text: str) -> bool:
    """Whether a text says that something is not so."""
    return _NEGATION.search(_CONTRAST.sub("", text)) is not None
