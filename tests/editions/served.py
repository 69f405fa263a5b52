"""A server with faults that runs beside the test, for use cases that bring an event loop of their own."""

import asyncio
import threading
from types import TracebackType
from typing import Self

from tests.sources.fault_server import FaultServer


class Served:
    """A context manager; ``server`` is told what to do before or between requests."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.server = FaultServer(host=host)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self.server.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self.server.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)  # type: ignore[arg-type]
