"""Why an edition is marked higher than it was set: what its page says of it."""

from typing import Final

from briefs.model import Edition
from briefs.publication.citing import file_name
from briefs.publication.setting import spelled
from briefs.publication.wording import Words, shortened

_SHOWN: Final = 2
_NAME: Final = 60
"""Sources that are named in the line below the title, and characters of a name; brief.json has them all."""


def why_raised(edition: Edition, words: Words) -> str | None:
    """The sources that the edition was raised to; None where it is marked as it was set."""
    if not edition.raised_by or not edition.marking:
        return None
    names = [shortened(spelled(file_name(path) or path), _NAME) for path in edition.raised_by]
    shown = ", ".join(dict.fromkeys(names[:_SHOWN]))
    more = f", {words.more(len(names) - _SHOWN)}" if len(names) > _SHOWN else ""
    return words.gettext(
        "%(marking)s because of %(sources)s", marking=edition.marking.value, sources=f"{shown}{more}"
    )
