"""A maildir is read where mail is new, and a rename tells what was dealt with."""

import mailbox
import os
from pathlib import Path

import pytest

from briefs.distribution import maildir
from briefs.distribution.opened import HEAD
from briefs.errors import NoInput


@pytest.fixture
def box(tmp_path: Path) -> mailbox.Maildir:
    return mailbox.Maildir(tmp_path / "box")


@pytest.fixture
def folder(box: mailbox.Maildir, tmp_path: Path) -> Path:  # noqa: ARG001 - the box makes it
    return tmp_path / "box"


def test_what_is_new_is_read_and_then_no_longer_new(box: mailbox.Maildir, folder: Path) -> None:
    key = box.add(b"Subject: one\n\nbody\n")

    with maildir.opened(folder) as opened:
        (arrived,) = opened.arrived()
        opened.settle(arrived, read=True)
        assert list(opened.arrived()) == []

    assert arrived.head == b"Subject: one\n\nbody\n"
    assert (box[key].get_subdir(), box[key].get_flags()) == ("cur", "S")


def test_what_is_for_a_person_stays_unread(box: mailbox.Maildir, folder: Path) -> None:
    key = box.add(b"Subject: one\n\nbody\n")

    with maildir.opened(folder) as opened:
        for arrived in opened.arrived():
            opened.settle(arrived, read=False)

    assert (box[key].get_subdir(), box[key].get_flags()) == ("cur", "")


def test_messages_come_in_the_order_in_which_they_arrived(folder: Path) -> None:
    for name in ("1779084007.b", "1779084003.c", "1779084005.a"):
        (folder / "new" / name).write_text(name)

    with maildir.opened(folder) as opened:
        assert [each.name for each in opened.arrived()] == ["1779084003.c", "1779084005.a", "1779084007.b"]


def test_of_a_long_message_only_the_head_is_read(folder: Path) -> None:
    with (folder / "new" / "long").open("wb") as file:
        file.write(b"Subject: long\n\n")
        file.truncate(50_000_000)

    with maildir.opened(folder) as opened:
        (arrived,) = opened.arrived()

    assert (arrived.size, len(arrived.head)) == (50_000_000, HEAD)


def test_what_is_no_file_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("nobody may read this")
    (folder / "new" / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "new" / "pipe")
    (folder / "new" / "folder").mkdir()
    (folder / "new" / ".hidden").write_text("of a program")

    with maildir.opened(folder) as opened:
        assert list(opened.arrived()) == []


def test_what_another_program_takes_meanwhile_is_passed_over(folder: Path) -> None:
    for name in ("1", "2"):
        (folder / "new" / name).write_text(name)

    with maildir.opened(folder) as opened:
        arrived = opened.arrived()
        first = next(arrived)
        for name in ("1", "2"):
            (folder / "new" / name).rename(folder / "cur" / f"{name}:2,S")
        opened.settle(first, read=True)
        assert list(arrived) == []

    assert sorted(path.name for path in (folder / "cur").iterdir()) == ["1:2,S", "2:2,S"]


def test_a_folder_that_is_no_maildir_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match=r"no maildir.*mail\.mailbox\.path"), maildir.opened(tmp_path):
        pass
