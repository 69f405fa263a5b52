"""What is done to the PostgreSQL of the tests while a run is at work on it."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.store.postgres import NOBODY, USER, Server, programs


def cut(server: Server, database: str) -> int:
    """The number of sessions on a database that were ended, as by a network that fails."""
    import psycopg  # noqa: PLC0415 - loaded where a server runs

    address = f"host={server.folder} port={server.port} user={USER} dbname=postgres"
    ended = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = %s"
    with contextlib.closing(psycopg.connect(address, autocommit=True)) as connection:
        row = connection.execute(ended, [database]).fetchone()
    return 0 if row is None else int(row[0])


@contextlib.contextmanager
def stopped(server: Server) -> Iterator[None]:
    """The server does not run meanwhile; afterwards it does, as it did before."""
    _control(server, "stop", "--mode", "immediate")
    try:
        yield
    finally:
        # Unlike a start, it takes the options that the server had.
        _control(server, "restart")


def _control(server: Server, *words: str) -> None:
    binaries = programs()
    assert binaries is not None
    other = (
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.geteuid() == 0 else []
    )
    command = [
        *other,
        str(binaries / "pg_ctl"),
        "--pgdata",
        str(server.folder / "data"),
        "--silent",
        "--wait",
    ]
    log = Path(server.folder, "log")
    subprocess.run(
        [*command, "--log", str(log), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=True,
    )
