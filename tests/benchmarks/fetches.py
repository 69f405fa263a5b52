"""``python -m tests.benchmarks.fetches``: what it costs to find that a hundred feeds have nothing new."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.processes import Command, Cost, cost, environment
from tests.editions.served import Served
from tests.sources.fault_server import FaultServer, conditional

FEEDS: Final = 100
_THEME: Final = """
[[themes]]
id = "ferries"
title = "Ferries"
description = "Ferries between the islands and the coast and what the harbour offices say"
terms = ["ferry"]
"""
_EMPTY: Final = b"<rss version='2.0'><channel><title>Quay Post</title></channel></rss>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The cost of one fetch of all feeds, and what the server was asked in it, robots.txt included."""

    cost: Cost
    requests: int
    unchanged: int


def rounds(command: str, number: int) -> Iterator[Round]:
    """So many fetches, each after a first one that is not counted. Every feed stands at a host of its own."""
    with _desk() as (folder, server):
        fetch = Command(
            words=(command, "fetch", "--quiet", "--config", str(folder / "briefs.toml")),
            environment=environment(folder),
        )
        cost(fetch)
        for _ in range(number):
            server.requests.clear()
            before = server.fired["304"]
            spent = cost(fetch)
            yield Round(cost=spent, requests=len(server.requests), unchanged=server.fired["304"] - before)


@contextmanager
def _desk() -> Iterator[tuple[Path, FaultServer]]:
    hosts = [f"127.0.{number // 50 + 1}.{number % 50 + 1}" for number in range(FEEDS)]
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as name, Served("0.0.0.0") as served:  # noqa: S104 - loopback addresses of many hosts
        folder, server = Path(name), served.server
        server.on("/feed", conditional(_EMPTY, '"1"'))
        tables = "".join(
            f'[[sources]]\nname = "{host}"\naddress = "{server.url("/feed", host)}"\n' for host in hosts
        )
        allowed = ", ".join(f'"{host}"' for host in hosts)
        text = f"[fetching]\nprivate_hosts = [{allowed}]\n{tables}{_THEME}"
        (folder / "briefs.toml").write_text(text, encoding="utf-8")
        yield folder, server


if __name__ == "__main__":
    import sys

    for each in rounds(str(Path(sys.executable).parent / "briefs"), 3):
        print(each)
