"""A Dask cluster as an engine: the only module that knows Dask.

Tasks are given out with ``pure=False``: what a key of Dask's own making would save is saved by what is kept between
builds. When one of its workers dies, Dask does again what was lost with it.
"""

import contextlib
import socket
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefs.engine.limits import LIMITS, Limits
from briefs.engine.mapping import Engine, Lost
from briefs.engine.program import program
from briefs.engine.ward import Done
from briefs.errors import EngineError, MissingRequirement

if TYPE_CHECKING:
    from distributed import Client

_REACH: Final = 10.0
"""Seconds until a scheduler must answer."""
_JOIN: Final = 60.0
"""Seconds in which a worker must join where there is none, also when the last one has gone: it may be restarted."""
_LOOK: Final = 5.0
_ALIKE: Final = "install the same briefs, with the same libraries, there as here"


@contextlib.contextmanager
def connect(scheduler: str, limits: Limits = LIMITS) -> Iterator[Engine]:
    """The engine behind ``scheduler``, as ``tcp://host:port``.

    Raises EngineError where nothing answers or no worker joins, MissingRequirement where Dask is not installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and 0.5 s
    except ImportError as error:
        raise MissingRequirement(
            "dask:// needs Dask, which is not installed here: pip install 'briefs[dask]'"
        ) from error
    try:
        _knock(scheduler)
        client = Client(scheduler, timeout=_REACH, set_as_default=False, name="briefs")
    except OSError as error:
        raise EngineError(
            f"no Dask scheduler answers at {scheduler}: start one (dask scheduler), or build with processes:N"
        ) from error
    with client:
        yield _Cluster(client, scheduler, limits)


def _knock(scheduler: str) -> None:
    """Fail at once where nothing listens: Dask asks again until its time is up."""
    address = urlsplit(scheduler)
    socket.create_connection((address.hostname or "", address.port or 0), timeout=_REACH).close()


class _Cluster(Engine):
    def __init__(self, client: "Client", place: str, limits: Limits) -> None:
        _await_workers(client, place)
        hands = sum(client.nthreads().values())
        super().__init__(client.get_executor(pure=False), hands, limits, program())
        self._client, self._place = client, place

    def _receive(self, future: Future[Done]) -> Done:
        from distributed import KilledWorker  # noqa: PLC0415 - as above

        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                _await_workers(self._client, self._place)
            except KilledWorker as error:
                raise Lost(str(error)) from error
            except (CancelledError, OSError) as error:
                raise EngineError(
                    f"{self._place}: the connection to the scheduler is lost; look after it and build again"
                ) from error
            except EngineError as error:
                raise EngineError(f"{self._place}: {error}; {_ALIKE}") from error
            except Exception as error:
                reason, *_ = str(error).splitlines() or [type(error).__name__]
                told = f"it cannot do the work ({reason})"
                raise EngineError(f"{self._place}: {told}; {_ALIKE}") from error


def _await_workers(client: "Client", place: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_JOIN)
    except OSError as error:
        raise EngineError(
            f"{place}: no worker has joined in {_JOIN:g} seconds; start one (dask worker {place})"
        ) from error
