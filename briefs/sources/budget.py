"""The time that one fetch may spend on the network, however it is spent."""

import asyncio
from time import monotonic
from types import TracebackType

from briefs.sources.answers import FailureReason, Unanswered


class Budget:
    """The seconds that are left; those inside ``async with`` are taken off, and it ends when there are no more.

    Raises Unanswered then. Only the task that made it may use it.
    """

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._seconds = seconds
        self._since = 0.0
        self._limit = asyncio.timeout(None)

    async def __aenter__(self) -> None:
        self._since = monotonic()
        self._limit = asyncio.timeout(self.left)
        await self._limit.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.left -= monotonic() - self._since
        try:
            await self._limit.__aexit__(kind, error, trace)
        except TimeoutError as late:
            message = f"did not answer in full within {self._seconds:g} s"
            raise Unanswered(FailureReason.TIMEOUT, message) from late
