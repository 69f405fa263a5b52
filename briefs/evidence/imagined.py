"""Sentences that tell of nothing that is so: the plot of a novel or a film, a game, a thought experiment.

Who is prime minister in a novel holds no office, and answers no question. A festival of films is no film: only what
opens with the work, or calls what it tells invented, is left out.
"""

import re
from typing import Final

_WORK: Final = (
    r"(?:novel|short story|film|movie|mini-?series|television series|TV series|sitcom|comedy|thriller|satire"
    r"|stage play|play|opera|comic|video game|board game|sketch|parody|war game|wargame|simulation|tabletop exercise"
    r"|daydream|dream)"
)
_IMAGINED: Final = re.compile(
    rf"^\W*(?:In|Set in) (?:an?|the|his|her|their|one|this|that) (?:[\w’'-]+ ){{0,3}}{_WORK}\b"
    rf"|\b[Tt]he (?:[\w’'-]+ ){{0,3}}{_WORK} (?:tells of|imagines|depicts|follows|is about|has|opens with)\b"
    r"|\b(?:fictional|fictitious|imaginary|imagined|hypothetical|make-believe|pretend|alternate history)\b"
    r"|\b(?:[Ii]magines?|[Ii]magine that|[Ss]uppose|[Ss]upposing|[Pp]retend) (?:that )?(?:an?|the|[A-Z])"
    r"|\b(?:play(?:s|ed)|portray(?:s|ed)|starr?(?:s|ed|ing) as) (?:the )?(?:[Pp]rime [Mm]inister|[Pp]resident)"
)
_SUPPOSED: Final = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]ere|[Hh]ad)\b[^,;.]*$")
"""An open condition: ``If Prime Minister Holt had stayed``. It ends with its clause."""


def is_imagined(text: str) -> bool:
    """Whether a sentence tells of what somebody made up."""
    return _IMAGINED.search(text) is not None


def is_supposed(text: str, place: int, within: int = 120) -> bool:
    """Whether what stands at a place of a sentence stands in a condition. ``within`` bounds the signs before it."""
    before = text[max(0, place - within) : place]
    found = _SUPPOSED.search(before)
    return found is not None and (found.group()[0] in "IiUu" or found.start() == 0)
