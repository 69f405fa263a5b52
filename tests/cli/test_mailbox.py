"""The commands around what comes back, as typed: what they say, and with which exit code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import open_store
from tests.cli.conftest import Run
from tests.distribution.returned import SECRET, complaint, mail, message_id, postfix, written
from tests.editions.delivery.answered import CONFIGURATION, Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("BRIEFS_SECRET", SECRET.value)
    monkeypatch.setenv("COLUMNS", "80")
    with open_store(tmp_path / "store", create=True) as store:
        yield Desk(tmp_path, store)


def put(desk: Desk, *contents: bytes) -> None:
    for content in contents:
        desk.box.add(content)


def test_a_poll_says_what_came_and_what_followed(desk: Desk, run: Run) -> None:
    number = desk.send()
    put(
        desk,
        postfix(identity=message_id(number)),
        postfix(identity=message_id(number + 1), status="5.7.1", said="550 5.7.1 we do not know you"),
        postfix(identity=message_id(number + 1), action="delayed"),
        complaint(identity=message_id(number + 1)),
        written("1.2 and 2.1 are wrong: it was 2019.", answers=message_id(number)),
        written("On holiday.", more=("Auto-Submitted: auto-replied",)),
        mail("Subject: lunch?", "", "One o'clock."),
    )

    told = run("mailbox", "poll")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == (
        "2 bounces: 1 for good, 1 by our own fault\n"
        "1 complaint\n"
        "1 request for a correction: briefs corrections\n"
        "1 delay that a server tells of\n"
        "1 automatic answer\n"
        "2 readers get nothing any more: briefs readers suppressions\n"
        "a server blames us: 550 5.7.1 we do not know you\n"
        "1 message waits unread for a person in box/cur:\n"
        f"  somebody: “lunch?” ({left(desk)})\n"
        "    no answer to a mail of ours that can be told\n"
    )
    assert run("mailbox", "poll").stdout == (
        f"nothing new\n1 message waits unread for a person in box/cur:\n  somebody: “lunch?” ({left(desk)})\n"
        "    no answer to a mail of ours that can be told\n"
    )


def left(desk: Desk) -> str:
    """The file of the only message that nobody has read."""
    (name,) = [file.name for file in (desk.folder / "box" / "cur").glob("*:2,")]
    return name


def test_of_many_messages_for_a_person_the_newest_are_named(desk: Desk, run: Run) -> None:
    put(desk, *(mail(f"Subject: lunch {number}", "", "?") for number in range(30)))
    put(desk, written("Please take me off the list.", subject="brief", answers=""))

    told = run("mailbox", "poll").stdout

    assert "31 messages wait unread for a person in box/cur, 31 of them new:\n" in told
    assert "briefs readers suppress min@coast.example" in " ".join(told.split())
    assert (told.count("lunch"), told.count("  and 11 more")) == (19, 1)
    assert len(json.loads(run("mailbox", "poll", "--json").stdout)["waiting"]) == 31
    assert run("mailbox", "poll", "--quiet").stdout == ""


def test_a_poll_tells_programs_the_same(desk: Desk, run: Run) -> None:
    put(desk, postfix(identity=message_id(desk.send())))

    told = json.loads(run("mailbox", "poll", "--json").stdout)

    assert (told["messages"]["bounce"], told["bounces"]["hard"], told["suppressed"]) == (1, 1, 1)
    assert (told["messages"]["other"], told["known"], told["early"], told["blames"]) == (0, 0, 0, [])
    assert run("mailbox", "poll", "--quiet").stdout == ""


def test_corrections_are_listed_and_settled(desk: Desk, run: Run) -> None:
    number = desk.send()
    put(desk, written("In 1.2 the year is wrong:", "it was 2019.", answers=message_id(number)))
    run("mailbox", "poll")

    listed = run("corrections").stdout
    settled = run("corrections", "settle", "1", "--because", "corrected\nin revision 1", "--as", "Ada Lind")

    first, *words = listed.splitlines()
    assert first.startswith("1  2026-W21, revision 0, statement 1.2: min@coast.example, 20")
    assert words == [
        "   printed: The ferry was sold in 1987.",
        "   In 1.2 the year is wrong:",
        "   it was 2019.",
    ]
    assert settled.stdout.splitlines()[-1].endswith("by Ada Lind: corrected in revision 1")
    assert "nobody asks" in run("corrections").stderr
    assert run("corrections", "--all").stdout.count("2026-W21") == 1
    (told,) = json.loads(run("corrections", "--all", "--json").stdout)
    assert (told["statement"], told["actor"], told["answer"]) == (
        "1.2",
        "Ada Lind",
        "corrected in revision 1",
    )


def test_what_a_new_mail_asks_for_is_told_with_the_newest_revision(desk: Desk, run: Run) -> None:
    desk.send()
    put(desk, written("It was 1988.", subject="2026-W21: 1.2", answers="", writer="nobody@coast.example"))
    run("mailbox", "poll")

    assert "2026-W21, statement 1.2: nobody@coast.example" in run("corrections").stdout
    assert "printed: The ferry was sold in 1987." in run("corrections").stdout


def test_what_cannot_be_settled_is_told(desk: Desk, run: Run) -> None:
    put(desk, written("1.2 is wrong", answers=message_id(desk.send())))
    run("mailbox", "poll")
    run("corrections", "settle", "1", "--because", "done")

    again = run("corrections", "settle", "1", "--because", "done")
    unknown = run("corrections", "settle", "7", "--because", "done")
    wrong = [
        run("corrections", "settle", "one", "--because", "done"),
        run("corrections", "settle", "1", "--because", " "),
    ]

    assert (again.returncode, unknown.returncode) == (77, 66)
    assert "settled before" in again.stderr
    assert "no request 7" in unknown.stderr
    assert [each.returncode for each in wrong] == [2, 2]


def test_a_desk_that_names_no_mailbox_is_told_what_to_set(desk: Desk, run: Run) -> None:
    text = CONFIGURATION.replace('[mail.mailbox]\npath = "box"\n', "")
    (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")

    told = run("mailbox", "poll")

    assert told.returncode == 78
    assert "[mail.mailbox]" in told.stderr


def test_a_folder_that_is_no_maildir_and_a_server_that_is_down_are_told(desk: Desk, run: Run) -> None:
    file = desk.folder / "briefs.toml"
    file.write_text(CONFIGURATION.replace('path = "box"', 'path = "papers"'), encoding="utf-8")
    no_maildir = run("mailbox", "poll")
    server = 'server = "127.0.0.1"\nport = 1\nuser = "desk"'
    file.write_text(CONFIGURATION.replace('path = "box"', server), encoding="utf-8")
    no_password = run("mailbox", "poll")

    assert (no_maildir.returncode, no_password.returncode) == (66, 78)
    assert "no maildir" in no_maildir.stderr
    assert "BRIEFS_MAILBOX_PASSWORD" in no_password.stderr


def test_a_server_that_is_down_is_told_without_the_password(
    desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_MAILBOX_PASSWORD", "a word that nobody may see")
    server = 'server = "127.0.0.1"\nport = 1\nuser = "desk"'
    text = CONFIGURATION.replace('path = "box"', server)
    (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")

    told = run("mailbox", "poll")

    assert told.returncode == 76
    assert "mailbox 127.0.0.1:1: cannot be reached" in told.stderr
    assert "nobody may see" not in told.stderr + told.stdout
