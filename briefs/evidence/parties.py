"""Who stands behind a text: its publisher, and whom it credits, each under the name of the family."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from briefs.model import Credit

_SIGN: Final = re.compile(r"[\W_]+")
_ARTICLE: Final = "the "


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties of one document as folded names: ``owner`` publishes it, ``credited`` are named for its text.

    ``credited`` maps each of them to the name as the source or its feed gives it first.
    """

    owner: str | None
    credited: Mapping[str, str]


class Families:
    """Which names mean one party: publishers of one family, an agency and its name in another script."""

    def __init__(self, families: Mapping[str, str]) -> None:
        self._families = {folded(name): folded(family) for name, family in families.items()}

    def of(self, name: str) -> str:
        """The family of a name, or the name itself, folded."""
        key = folded(name)
        return self._families.get(key, key)

    def parties(self, publisher: str | None, credited: Iterable[Credit], feed: str | None) -> Parties:
        """The owner of a document, and whom it credits besides itself; ``feed`` is whom its feed names."""
        owner = self.of(publisher) if publisher and folded(publisher) else None
        names = [credit.agency for credit in credited]
        if feed and publisher:
            names.append(feed)  # without a publisher the feed names him, and credits nobody
        foreign = {self.of(name): name for name in reversed(names) if folded(name)}
        return Parties(
            owner=owner, credited={family: name for family, name in foreign.items() if family != owner}
        )


@functools.lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without case, punctuation and article: ``The Inland Post`` and ``INLAND POST`` are one."""
    return _SIGN.sub(" ", name.casefold()).strip().removeprefix(_ARTICLE)
