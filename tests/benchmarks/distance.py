"""``python -m tests.benchmarks.distance PORT SECONDS``: a port on loopback that stands so far away from another one.

All that goes either way is held for half of the round trip. The first byte of an answer comes after two of them, as the
handshake of TCP makes it. It runs in a process of its own, so that it does not slow down who is measured.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.benchmarks import material

_PIECE: Final = 262_144


@contextmanager
def away(port: int, seconds: float) -> Iterator[int]:
    """A port from which another is one round trip of ``seconds`` away."""
    command = [sys.executable, "-m", "tests.benchmarks.distance", str(port), str(seconds)]
    with subprocess.Popen(command, cwd=material.ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline()) if process.stdout else 0
        finally:
            process.terminate()


async def _serve(port: int, seconds: float) -> None:
    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1.5 * seconds)  # the other half is that of the answer
        there, here = await asyncio.open_connection("127.0.0.1", port, limit=_PIECE)
        await asyncio.gather(_pipe(reader, here, seconds / 2), _pipe(there, writer, seconds / 2))

    server = await asyncio.start_server(between, "127.0.0.1", 0, limit=_PIECE)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """Nothing, when one side has ended: each piece goes on so long after it came."""
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def arrive() -> None:
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                writer.close()
                return
            writer.write(piece)

    arriving = asyncio.ensure_future(arrive())
    piece = b"-"
    while piece:
        try:
            piece = await reader.read(_PIECE)
        except OSError:
            piece = b""
        under_way.put_nowait((loop.time() + delay, piece))
    await arriving


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
