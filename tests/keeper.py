"""For tests that start a server's own program: a port that is free, and the end of the server however the test ends."""

import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_KEEPER: Final = """
import shutil, subprocess, sys
folder, *stop = sys.argv[1:]
print("ready", flush=True)
sys.stdin.read()
subprocess.run(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", check=False)
shutil.rmtree(folder, ignore_errors=True)
"""


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def keeper(folder: Path, stop: Sequence[str]) -> subprocess.Popen[bytes]:
    """A child that runs ``stop`` and deletes the folder when its pipe is closed, or this process has ended."""
    child = subprocess.Popen(
        [sys.executable, "-c", _KEEPER, str(folder), *stop],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    child.stdout.readline()
    return child
