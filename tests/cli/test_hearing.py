"""Before a run sends, it hears who is not to be written to any more; what is wrong with a mailbox holds nothing up."""

import mailbox
import os
import shutil
from pathlib import Path

import pytest

from briefs.distribution import tokens
from briefs.store import open_store
from tests.cli.conftest import Run
from tests.cli.test_sending import ADA, AN_HOUR_LATER, BEN, mailing
from tests.distribution.faults import FaultyServer
from tests.distribution.returned import SECRET, written
from tests.editions.scheduled import Desk

LISTS = 'lists = ["desk"]\n'
BOX = LISTS + '[mail.mailbox]\npath = "box"\n'
SERVER = LISTS + '[mail.mailbox]\nserver = "127.0.0.1"\nport = 1\nuser = "desk"\n'


@pytest.fixture
def desk(first: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("BRIEFS_SECRET", SECRET.value)
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    with open_store(tmp_path / "store", create=False) as store:
        store.adopt()
    return Desk(folder=tmp_path)


def leaving(desk: Desk) -> bytes:
    """The mail that our own header asks for, of the reader who was added second."""
    with open_store(desk.folder / "store", create=False) as store:
        number, _ = store.readers(SECRET).find(BEN) or (0, None)
    token = tokens.sign("unsubscribe", number, SECRET)
    return written("", subject=f"unsubscribe {token}", answers="")


def test_who_has_left_is_heard_before_the_edition_is_sent(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port, BOX)
    mailbox.Maildir(desk.folder / "box").add(leaving(desk))

    sent = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (sent.returncode, sent.stderr) == (0, "")
    assert server.count() == {ADA: 1}
    assert BEN in run("readers", "suppressions").stdout


@pytest.mark.parametrize(("minutes", "is_read"), [(59, False), (61, True), (-5, True)])
def test_a_mailbox_is_read_once_an_hour(
    desk: Desk, run: Run, server: FaultyServer, minutes: int, *, is_read: bool
) -> None:
    mailing(desk, run, server.port, BOX)
    box = mailbox.Maildir(desk.folder / "box")
    before = 1779055200 - 60 * minutes  # an hour later
    mark = desk.folder / "store" / "mailbox.polled"
    mark.touch()
    os.utime(mark, (before, before))
    box.add(leaving(desk))

    run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (server.count() == {ADA: 1}, mark.stat().st_mtime == 1779055200) == (is_read, is_read)


def test_a_mailbox_that_cannot_be_read_is_told_and_holds_nothing_up(
    desk: Desk, run: Run, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_MAILBOX_PASSWORD", "a word that nobody may see")
    mailing(desk, run, server.port, SERVER)

    sent = run("run", "--due", "--as-of", AN_HOUR_LATER)
    idle = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (sent.returncode, sent.stdout) == (0, "2026-W21: 2 sent\n")
    assert sent.stderr.startswith(
        "briefs: what came back of earlier editions is not known: mailbox 127.0.0.1:1: cannot be reached"
    )
    assert "nobody may see" not in sent.stderr
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")
    assert server.count() == {ADA: 1, BEN: 1}


@pytest.mark.parametrize("settings", [SERVER, SERVER.replace(LISTS, "")], ids=["no password", "no lists"])
def test_a_mailbox_that_another_process_reads_is_let_be(
    desk: Desk, run: Run, server: FaultyServer, settings: str
) -> None:
    mailing(desk, run, server.port, settings)

    sent = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (sent.returncode, sent.stderr) == (0, "")
    assert not (desk.folder / "store" / "mailbox.polled").exists()
