"""Where the work is done, as it is written: ``serial:``, ``processes:N`` or ``dask://host:port``."""

import re
from dataclasses import dataclass
from typing import Final

from briefs.errors import EngineError

FORMS: Final = "serial:, processes:N or dask://host:port"
_MOST: Final = 512
_PROCESSES: Final = re.compile(r"processes:(\d{0,4})")
_DASK: Final = re.compile(r"dask://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Guarded processes here, as many as ``processes`` (None: one for each processor), or a Dask ``scheduler``."""

    processes: int | None = None
    scheduler: str | None = None


def parse(url: str) -> Address:
    """The engine that ``url`` names. Raises EngineError where it names none."""
    if url == "serial:":
        return Address(processes=1)
    if found := _PROCESSES.fullmatch(url):
        number = int(found[1]) if found[1] else None
        if number is not None and not 1 <= number <= _MOST:
            raise EngineError(f'engine "{url}": the number of processes is from 1 to {_MOST}')
        return Address(processes=number)
    if (found := _DASK.fullmatch(url)) and 0 < int(found[1]) < 2**16:
        return Address(scheduler=f"tcp://{url.removeprefix('dask://').rstrip('/')}")
    raise EngineError(f'engine "{url}" is not known: write {FORMS}')
