"""What is said of an edition that is not recorded: one wording for every command that is asked about it."""

from pathlib import Path
from typing import Final

from briefs.editions.sealed import stands
from briefs.errors import NoInput
from briefs.publication.names import CONTRACT
from briefs.store import Ledger

EMPTY: Final = "no edition is recorded yet: `briefs run --due` makes the first"
"""What a desk without editions is told."""


def unknown(ledger: Ledger, edition: str, revision: int | None = None, *, out: Path | None = None) -> NoInput:
    """The error that an edition, or a revision of it, is not recorded; ``out`` is where one may stand all the same."""
    if out is not None and (out / edition / CONTRACT).is_file() and not stands(out / edition):
        return NoInput(
            f"{edition} was built by hand and is not recorded: build it again; --correction TEXT says what was wrong"
        )
    records = ledger.records()
    if not records:
        return NoInput(EMPTY)
    is_known = any(it.edition == edition for it in records)
    meant = next((it.edition for it in records if it.edition.casefold() == edition.casefold()), None)
    if meant and not is_known:
        return NoInput(f"{edition} is not recorded; is {meant} meant?")
    which = f"revision {revision} of {edition}" if is_known and revision is not None else edition
    return NoInput(f"{which} is not recorded; `briefs editions` lists those that are")
