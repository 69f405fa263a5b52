"""A PostgreSQL of one's own for the tests: made in a temporary folder, on a socket there and on loopback.

It writes nothing durably, and it ends with the process that started it, however that ends: a child of the test
process waits for the end of a pipe, and then stops the server and deletes the folder.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from tests.keeper import free_port, keeper

SERVERS: Final = Path("/usr/lib/postgresql")
"""Where Debian puts the programs of each version."""
NOBODY: Final = 65534
"""Who runs the server where the tests are root's: it refuses root."""
USER: Final = "desk"
PASSWORD: Final = "a pass:word@with/signs"  # noqa: S105 - of a server that lives as long as the tests
_QUICK: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "max_wal_size": "256MB",
    "log_min_messages": "panic",
}


def programs() -> Path | None:
    """The folder of the newest server's programs, or else of those on PATH; None where none is installed."""
    found = [path.parent for path in SERVERS.glob("*/bin/initdb") if path.parent.parent.name.isdecimal()]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    here = shutil.which("initdb")
    # Where it stands itself: pg_ctl looks for its server beside it.
    return Path(here).resolve().parent if here else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server, which has the database ``template`` for stores that are made."""

    folder: Path
    port: int
    databases: Iterator[int]

    def url(self, database: str = "postgres", **changed: str) -> str:
        """The address of a database by the server's socket; the password is asked for on loopback only."""
        user = changed.get("user", USER)
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def by_network(self, database: str = "postgres", password: str = "") -> str:
        """The address of a database on loopback, where a password is asked for."""
        secret = f":{password}" if password else ""
        return f"postgresql://{USER}{secret}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Nothing; afterwards the statement has been done, outside any transaction."""
        import psycopg  # noqa: PLC0415 - loaded where a server runs

        address = f"host={self.folder} port={self.port} user={USER} dbname={database}"
        with contextlib.closing(psycopg.connect(address, autocommit=True)) as connection:
            connection.execute(statement.encode())

    def new(self, options: str = "") -> str:
        """The name of a new, empty database."""
        name = f"desk_{os.getpid()}_{next(self.databases)}"
        self.run(f"CREATE DATABASE {name} {options or 'STRATEGY file_copy'}")
        return name


@cache
def server() -> Server | None:
    """The server of this process, started when it is first asked for; None where none is installed."""
    binaries = programs()
    if binaries is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="briefs-postgres-"))
    folder.chmod(0o755)
    as_other = _other(folder)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    if as_other:
        shutil.chown(secret, NOBODY)
    data = folder / "data"
    _run([
        *as_other, str(binaries / "initdb"), "--pgdata", str(data), "--username", USER, "--pwfile", str(secret),
        "--auth-local", "trust", "--auth-host", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync",
    ])  # fmt: skip
    port = free_port()
    control = [*as_other, str(binaries / "pg_ctl"), "--pgdata", str(data), "--silent"]
    atexit.register(_end, keeper(folder, [*control, "--mode", "immediate", "stop"]), os.getpid())
    chosen = _QUICK | {
        "unix_socket_directories": str(folder),
        "listen_addresses": "127.0.0.1",
        "port": str(port),
    }
    options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
    _run([*control, "--log", str(folder / "log"), "--options", options, "--wait", "start"])
    return Server(folder=folder, port=port, databases=count(1))


def _other(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, NOBODY)
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _run(command: list[str]) -> None:
    # In the foreground's place: the server keeps the descriptors that it is given.
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _end(kept: subprocess.Popen[bytes], owner: int) -> None:
    """Close the pipe and wait until the server has stopped; a child that was forked leaves both alone."""
    if os.getpid() == owner:
        kept.communicate()
