"""Disks that are full or cannot be written, in a mount namespace of their own: nothing outside it sees them."""

import functools
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_NAMESPACE: Final = ("unshare", "--map-root-user", "--mount")
PATIENCE: Final = 300.0


@functools.cache
def why_not() -> str | None:
    """Why nothing can be mounted here, None where it can."""
    script = "mount -t tmpfs -o size=1m tmpfs /tmp && mount -o remount,ro /tmp && ! touch /tmp/x 2>&1"
    try:
        done = subprocess.run([*_NAMESPACE, "sh", "-c", script], capture_output=True, text=True, check=False)
    except OSError as error:
        return f"needs unshare(1): {error}"
    said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return None if done.returncode == 0 else f"needs a mount namespace: {said}"


def in_namespace(script: str, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """What came of a script of Python that may mount; ``sys.argv[1:]`` are the words."""
    return subprocess.run(
        [*_NAMESPACE, sys.executable, "-c", script, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
