"""Several ``briefs send`` at once, from an edition to word of its withdrawal, on both databases."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, environment
from tests.cli.test_sending import MAIL
from tests.distribution.faults import Fault, Point, serving
from tests.editions.delivery.posted import EDITION
from tests.editions.scheduled import W21, Desk, scheduled
from tests.editions.weekly import CLOSED, THREE
from tests.store.places import DATABASES, a_place

READERS = 60
SLOW = Fault(at=Point.DOT, waits=0.05)


@pytest.mark.deep
@pytest.mark.parametrize("database", DATABASES)
def test_senders_at_the_same_time_share_the_work_and_double_nothing(
    tmp_path: Path, run: Run, database: str
) -> None:
    with serving(SLOW) as server:
        desk = _issued(tmp_path, database, server.port, run)
        rows = [f"reader{number}@office.example,desk" for number in range(READERS)]
        (tmp_path / "readers.csv").write_text("\n".join(["address,lists", *rows]), "utf-8")
        assert run("readers", "import", "readers.csv").returncode == 0

        _together(desk)
        assert set(server.count().values()) == {1}
        assert len(server.count()) == READERS
        assert run("correct", EDITION, "--notice-only", "--because", "A number was wrong.").returncode == 0
        _together(desk)
        assert run("withdraw", EDITION, "--because", "It named a bystander.").returncode == 0
        _together(desk)

    assert set(server.count().values()) == {3}
    assert set(server.count_messages().values()) == {1}
    told = run("deliveries", EDITION).stdout
    assert told.count(f"{READERS} sent; done") == 3
    assert run("audit", "verify").returncode == 0
    assert run("store", "check").returncode == 0
    idle = run("run", "--due", "--as-of", "2026-05-18T07:00+09:00")
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")


def _issued(folder: Path, database: str, port: int, run: Run) -> Desk:
    """A desk on this database whose first edition came out."""
    desk = scheduled(folder, MAIL.format(port=port))
    url = a_place(database, folder).url
    if url:
        file = folder / "briefs.toml"
        file.write_text(f'store = "{url}"\n{file.read_text("utf-8")}', "utf-8")
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    assert run("run", "--due", "--as-of", W21).returncode == 0
    return desk


def _together(desk: Desk) -> None:
    """Nothing; afterwards three senders have ended, each of which says that it is done or that another goes on."""
    senders = [
        subprocess.Popen(
            [*COMMAND, "send", EDITION, "--yes"],
            cwd=desk.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [sender.communicate(timeout=60) for sender in senders]
    codes = [sender.returncode for sender in senders]
    assert 0 in codes, told
    assert set(codes) <= {0, 75}, told
