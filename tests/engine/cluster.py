"""A Dask cluster on this machine: a scheduler on loopback, and workers that can be killed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTING = 60.0


class Cluster:
    """A scheduler and its workers; their log and what they write stand in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        end = time.monotonic() + _STARTING
        while not told.exists() or not told.read_bytes().endswith(b"}"):
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)
        self._address = json.loads(told.read_bytes())["address"]

    @property
    def url(self) -> str:
        """How it is named to ``--engine``."""
        return f"dask://{self._address.removeprefix('tcp://')}"

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """One more worker, which does one task at a time."""
        return self._run(
            "worker", self._address, "--nthreads", "1", "--local-directory", str(self._folder), *options
        )

    def log(self) -> str:
        """What all of them have said."""
        return (self._folder / "log").read_text("utf-8")

    def end(self) -> None:
        """End all of them, workers first: a nanny ends its worker when it is asked to end."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait()

    def _run(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *options]
        environment = {"PATH": os.defpath, "HOME": str(self._folder), "PYTHONPATH": str(ROOT)}
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )
        self._processes.append(process)
        return process
