"""Runs that end before they are done, and a desk that follows pages of a server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editions.scheduled import Desk, scheduled
from tests.editions.served import Served
from tests.editions.weekly import CLOSED, THREE


class Cut(BaseException):
    """The run ends here, as by a signal."""


def begin(desk: Desk, moment: str) -> None:
    """Nothing; afterwards what is due is planned, and nothing has been asked for it yet."""
    with pytest.raises(Cut):
        desk.run(moment, cut_at(1))


def cut_at(number: int) -> Callable[[str], None]:
    """What ends a run when it reports for the so-manieth time."""
    calls = iter(range(1, 100))

    def report(_text: str) -> None:
        if next(calls) == number:
            raise Cut

    return report


def following(folder: Path, served: Served, *paths: str) -> Desk:
    """A desk that follows a folder with one report, and these addresses."""
    followed = [
        f'[[sources]]\nname = "Quay{path}"\naddress = "{served.server.url(path)}"\n' for path in paths
    ]
    hosts = '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
    desk = scheduled(folder, hosts, *followed)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    return desk
