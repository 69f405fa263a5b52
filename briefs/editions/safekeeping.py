"""Copies of what a desk keeps: made while it is in use, put back, and which of several is the one that sends."""

from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.editions.delivery.secret import FILE
from briefs.editions.exclusion import alone, held
from briefs.errors import BriefsError, NoInput, NotAllowed, StoreBusy
from briefs.store import open_store, restore_store

_RUN: Final = "run.lock"


def back_up(settings: Settings, file: Path) -> int:
    """The bytes of a backup of everything in the store; ``file`` is whole and examined, or as it was before.

    Raises NoInput where nothing is kept yet: a file that holds nothing would pass for a backup.
    """
    with open_store(settings.store, create=False, url=settings.database) as store:
        if not (store.ledger.records() or store.health() or store.has_readers()):
            raise NoInput(f"{settings.store_name}: holds nothing yet, and so there is nothing to back up")
        return store.back_up(file)


def secret_beside(settings: Settings) -> Path | None:
    """The file of the secret of a desk, which is in no backup; None where there is none."""
    file = settings.store / FILE
    return file if file.exists() else None


def restore(settings: Settings, file: Path) -> Path | None:
    """Where what was kept before is now, None where nothing was; afterwards everything in ``file`` is kept.

    Nobody fetches or runs meanwhile: whoever does goes on from what he has read. Raises StoreBusy where somebody does.
    """
    settings.store.mkdir(parents=True, exist_ok=True)
    with alone(settings.store), held(settings.store / _RUN, "briefs restore\n") as holder:
        if holder is not None:
            raise StoreBusy(f"{settings.store_name}: a run is at work: {holder}; try again when it has ended")
        return restore_store(file, settings.store, url=settings.database)


def withheld(settings: Settings) -> str | None:
    """Why nothing may be sent: the store may be a copy of the one that sends. None where it is that one.

    A store that cannot be used, or is not there, forbids nothing: that is what is to be told then.
    """
    try:
        with open_store(settings.store, create=False, url=settings.database) as store:
            try:
                store.claim()
            except StoreBusy:
                return store.doubt()
    except NotAllowed as error:
        return str(error)
    except BriefsError:
        return None
    return None


def adopt(settings: Settings) -> None:
    """Nothing; afterwards the store of this desk is the one that sends."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        store.adopt()
