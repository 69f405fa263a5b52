"""``briefs send`` and ``briefs deliveries``, as typed; and what a run sends."""

import contextlib
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.cli import send_console
from briefs.cli.interruption import ASKING, Interruption
from briefs.editions.delivery.round import Progress
from briefs.store import open_store
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, environment
from tests.distribution.faults import FAULTS, Fault, FaultyServer, Point, serving
from tests.editions.delivery.posted import EDITION
from tests.editions.scheduled import Desk

ADA, BEN = "ada@office.example", "ben@office.example"
AN_HOUR_LATER = "2026-05-18T07:00+09:00"
MAIL = """
[mail]
owners = ["owner@desk.example"]
from = "briefs@desk.example"
server = "127.0.0.1"
port = {port}
security = "none"
"""
LATER = Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1, recipients=frozenset({BEN}))


@pytest.fixture
def desk(first: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own whose first edition came out."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    with open_store(tmp_path / "store", create=False) as store:
        store.adopt()
    return Desk(folder=tmp_path)


def mailing(desk: Desk, run: Run, port: int, more: str = "", readers: tuple[str, ...] = (ADA, BEN)) -> None:
    """Nothing; afterwards the desk has a mail server, and readers on the list desk."""
    with (desk.folder / "briefs.toml").open("a", encoding="utf-8") as file:
        file.write(MAIL.format(port=port) + more)
    for address in readers:
        assert run("readers", "add", address, "--list", "desk").returncode == 0


def test_one_line_says_how_it_went(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)

    sent = run("send", EDITION, "--yes")
    again = run("send", EDITION, "--yes")

    assert (sent.returncode, sent.stdout, sent.stderr) == (0, "2026-W21: 2 sent\n", "")
    assert again.stdout == "2026-W21: nothing was left to send: 2 sent\n"
    assert server.count() == {ADA: 1, BEN: 1}


def test_what_is_put_off_ends_with_75_and_is_told_with_its_reason(desk: Desk, run: Run) -> None:
    with serving(LATER) as server:
        mailing(desk, run, server.port)

        sent = run("send", EDITION, "--yes")
        told = run("deliveries", EDITION)
        as_json = json.loads(run("deliveries", EDITION, "--json", "--state", "pending").stdout)

    assert server.struck[LATER] == 1
    assert (sent.returncode, sent.stdout) == (75, "")
    assert sent.stderr.startswith("briefs: 2026-W21: 1 sent, 1 to be sent; to be tried again from ")
    assert "450 4.2.1 greylisted" in told.stdout
    assert f"sent        {told.stdout.split('sent        ')[1][:16]}  {ADA}" in told.stdout
    (waiting,) = as_json["deliveries"]
    assert (waiting["address"], waiting["tries"], waiting["state"]) == (BEN, 1, "pending")
    assert as_json["shipments"][0]["states"]["sent"] == 1


def test_what_is_paused_ends_with_76_and_says_what_to_do(desk: Desk, run: Run) -> None:
    blocked = Fault(at=Point.MAIL, says="550 5.7.1 you are blocked", times=1)
    with serving(blocked) as server:
        mailing(desk, run, server.port, "connections = 1\n")

        sent = run("send", EDITION, "--yes", "--json")
        told = run("deliveries")

    assert server.struck[blocked] == 1
    assert (sent.returncode, json.loads(sent.stdout)["exit_code"]) == (76, 76)
    assert "you are blocked" in json.loads(sent.stdout)["paused"]
    assert "; paused 2" in told.stdout


def test_a_dry_run_tells_what_would_happen_and_sends_nothing(
    desk: Desk, run: Run, server: FaultyServer
) -> None:
    mailing(desk, run, server.port, "[mail.rates]\nper_hour = 1\n")

    told = run("send", EDITION, "--dry-run").stdout
    as_json = json.loads(run("send", EDITION, "--dry-run", "--json").stdout)

    assert "gets it      2 readers\n" in told
    assert f"by 127.0.0.1:{server.port}\n" in told
    assert "rates        1 an hour\ntakes        at least 60 minutes by these rates\n" in told
    assert (as_json["to_send"], as_json["forecast"]["readers"], as_json["by_list"]) == (2, 2, {"desk": 2})
    assert server.connections == 0
    assert run("deliveries").stderr == "briefs: nothing was sent yet: briefs send EDITION\n"


def test_a_proof_goes_to_one_address_alone(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)

    told = run("send", EDITION, "--to", "me@office.example")

    assert told.stdout == "2026-W21: a proof was sent to me@office.example\n"
    assert server.count() == {"me@office.example": 1}
    assert run("deliveries", EDITION).returncode == 66


@pytest.mark.parametrize(
    "options",
    [
        ("--dry-run", "--preview"),
        ("--list", "a\r\nBcc: b"),
        ("--to", "no address"),
        ("--preview", "--theme", "{{ config }}"),
        ("--preview", "--language", "xx"),
        ("--to", "me@office.example", "--language", "xx"),
        ("--theme", "mine", "--yes"),
        ("--theme", "mine", "--dry-run"),
        ("--language", "ko", "--yes"),
        ("--language", "ko", "--dry-run"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_done(
    desk: Desk, run: Run, server: FaultyServer, options: tuple[str, ...]
) -> None:
    mailing(desk, run, server.port)

    assert run("send", EDITION, *options).returncode == 2
    assert server.connections == 0


def test_nobody_new_is_mailed_where_nobody_can_be_asked(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)

    unasked = run("send", EDITION)

    assert unasked.returncode == 2
    assert "look at --dry-run, then say --yes" in _in_a_line(unasked.stderr)
    assert run("send", EDITION, "--json").returncode == 2
    assert server.connections == 0
    assert run("deliveries", EDITION).returncode == 66


def test_what_was_begun_is_gone_on_with_unasked(desk: Desk, run: Run) -> None:
    with serving(LATER) as server:
        mailing(desk, run, server.port)
        run("send", EDITION, "--yes")
        _make_due(desk)

        assert run("send", EDITION).stdout == "2026-W21: 2 sent\n"
    assert server.struck[LATER] == 1


def test_a_dry_run_of_what_would_be_refused_says_so_first_and_ends_as_sending_does(
    desk: Desk, run: Run, server: FaultyServer
) -> None:
    mailing(desk, run, server.port)
    with open_store(desk.folder / "store", create=False) as store:
        moved = store.doubt()
    shutil.move(desk.folder / "store", desk.folder / "elsewhere")
    shutil.copytree(desk.folder / "elsewhere", desk.folder / "store")

    told = run("send", EDITION, "--dry-run")
    as_json = run("send", EDITION, "--dry-run", "--json")

    assert moved is None
    assert told.returncode == as_json.returncode == run("send", EDITION, "--yes").returncode == 77
    assert told.stderr.startswith("briefs: 2026-W21: nothing would be sent: ")
    assert "gets it      nobody, until that is mended; then 2 readers\n" in told.stdout
    assert json.loads(as_json.stdout)["exit_code"] == 77
    assert server.connections == 0


def test_a_dry_run_names_who_was_planned_and_gets_nothing_and_when_the_next_is_tried(
    desk: Desk, run: Run
) -> None:
    with serving(replace(LATER, recipients=frozenset())) as server:
        mailing(desk, run, server.port, "connections = 1\n", readers=(ADA,))
        run("send", EDITION, "--yes")
        run("readers", "add", BEN, "--list", "press")
        run("send", EDITION, "--yes", "--list", "press")

        waits = run("send", EDITION, "--dry-run", "--list", "press").stdout
        run("readers", "suppress", ADA, "--because", "She asked.")
        told = run("send", EDITION, "--dry-run").stdout
        as_json = json.loads(run("send", EDITION, "--dry-run", "--json").stdout)

    assert server.count() == {BEN: 1}
    assert "gets it      1 reader\nagain        from " in waits
    assert "lists        desk 1\nlanguages    as the brief 1\n" in waits
    assert "before       1 sent on press\n             1 sent, 1 to be sent on all lists\n" in waits
    assert "gets it      0 readers\n" in told
    assert f"left out     {ADA}: its reader is not to be written to: by hand" in told
    assert "again        from " not in told
    assert [(it["address"], it["is_planned"]) for it in as_json["withheld"]] == [(ADA, True)]
    assert as_json["to_send"] == 0


def test_a_table_of_deliveries_is_that_of_an_edition(run: Run) -> None:
    for option in (("--csv",), ("--state", "sent")):
        refused = run("deliveries", *option)
        assert refused.returncode == 2
        assert "name the edition whose deliveries are meant" in _in_a_line(refused.stderr)


def test_an_edition_in_small_letters_is_told_by_its_name(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)

    slip = run("send", EDITION.lower(), "--yes")

    assert (slip.returncode, slip.stderr) == (
        66,
        "briefs: 2026-w21 is not recorded; is 2026-W21 meant?\n",
    )


def test_who_has_no_delivery_is_counted_with_the_reason(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)
    run("readers", "suppress", BEN, "--because", "He asked.")
    run("send", EDITION, "--yes")
    run("readers", "add", "cy@office.example", "--list", "desk")

    told = run("deliveries", EDITION)

    assert told.stdout.splitlines()[2:] == [
        "  1 reader refused mail, or it came back: briefs readers suppressions",
        "  1 reader added since it was planned: briefs send 2026-W21",
    ]
    (shipment,) = json.loads(run("deliveries", EDITION, "--json").stdout)["shipments"]
    assert (shipment["beside"]["suppressed"], shipment["beside"]["readers"]) == (1, 1)


def test_deliveries_as_csv_hold_no_formula(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port, readers=())
    run("readers", "add", ADA, "--name", "=HYPERLINK(1)")
    run("send", EDITION, "--yes")

    head, row = run("deliveries", EDITION, "--csv").stdout.splitlines()

    assert head.startswith('"edition","revision","kind","address","name","state"')
    assert row.startswith(f'"2026-W21","0","edition","{ADA}","\'=HYPERLINK(1)","sent","1"')


def test_a_person_says_what_became_of_what_is_in_doubt(desk: Desk, run: Run) -> None:
    gone = Fault(at=Point.DOT, hangs_up=True, times=1)
    with serving(gone) as server:
        mailing(desk, run, server.port, 'in_doubt = "hold"\n', readers=(ADA,))
        doubtful = run("send", EDITION, "--yes")
        assert doubtful.returncode == 70
        assert "briefs deliveries resolve 2026-W21" in doubtful.stderr

        assert run("deliveries", "resolve", EDITION).returncode == 2
        unasked = run("deliveries", "resolve", EDITION, "--not-arrived")
        assert unasked.returncode == 2
        assert "say --all: 1 delivery in doubt" in _in_a_line(unasked.stderr)
        assert run("deliveries", "resolve", EDITION, ADA, "--all", "--arrived").returncode == 2
        settled = run("deliveries", "resolve", EDITION, "--all", "--not-arrived", "--as", "Ada Weaver")
        assert settled.stdout.startswith("2026-W21: 1 delivery to be sent again, as Ada Weaver says")
        assert run("send", EDITION, "--yes").stdout == "2026-W21: 1 sent\n"

    assert server.struck[gone] == 1
    assert server.count() == {ADA: 1}


def test_a_run_sends_what_has_come_out_and_the_next_has_nothing_to_do(
    desk: Desk, run: Run, server: FaultyServer
) -> None:
    mailing(desk, run, server.port, 'lists = ["desk"]\n')

    sent = run("run", "--due", "--as-of", AN_HOUR_LATER)
    idle = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (sent.returncode, sent.stdout, sent.stderr) == (0, "2026-W21: 2 sent\n", "")
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")
    assert server.count() == {ADA: 1, BEN: 1}
    assert "deliveries   2026-W21 to desk: 2 sent; done" in run("show", EDITION).stdout


def test_show_says_that_readers_are_still_to_be_told_what_was_wrong(
    desk: Desk, run: Run, server: FaultyServer
) -> None:
    mailing(desk, run, server.port)
    run("send", EDITION, "--yes")
    run("withdraw", EDITION, "--because", "It named a bystander.")

    before = run("show", EDITION).stdout
    told = run("send", EDITION, "--yes").stdout
    after = json.loads(run("show", EDITION, "--json").stdout)

    assert "next         those who were sent what is wrong are to be told: briefs send 2026-W21\n" in before
    assert told == "withdrawal of 2026-W21: 2 sent\n"
    assert after["command"] == "briefs correct 2026-W21 --reinstate --because TEXT"
    assert [it["kind"] for it in after["deliveries"]] == ["edition", "withdrawal"]


def test_owners_are_told_that_an_edition_was_not_sent(desk: Desk, run: Run) -> None:
    blocked = Fault(at=Point.MAIL, says="550 5.7.1 you are blocked", times=1)
    with serving(blocked) as server:
        mailing(desk, run, server.port, 'lists = ["desk"]\nconnections = 1\n')

        told = run("run", "--due", "--as-of", AN_HOUR_LATER, "--json")

    assert server.struck[blocked] == 1
    assert told.returncode == 76
    assert [it["exit_code"] for it in json.loads(told.stdout)["editions"]] == [76]
    (notice,) = server.taken
    assert notice.recipient == "owner@desk.example"
    assert notice.message["Subject"] == "Northport brief: 2026-W21 was not sent to all its readers"


def test_what_waits_for_a_person_is_said_by_each_run_and_mailed_once(desk: Desk, run: Run) -> None:
    blocked = Fault(at=Point.MAIL, says="550 5.7.1 you are blocked", times=1)
    hooks = '[hooks]\non_failure = ["sh", "-c", "echo . >> failed"]\n'
    with serving(blocked) as server:
        mailing(desk, run, server.port, 'lists = ["desk"]\nconnections = 1\n' + hooks)
        runs = [run("run", "--due", "--as-of", AN_HOUR_LATER) for _ in range(3)]

    assert server.struck[blocked] == 1
    for each in runs[1:]:
        assert (each.returncode, each.stdout) == (76, "")
        (line,) = each.stderr.splitlines()
        assert line.startswith("briefs: 2026-W21: 2 to be sent; paused since ")
        assert line.endswith("you are blocked; mend that, then briefs send 2026-W21")
    assert server.count() == {"owner@desk.example": 1}
    assert (desk.folder / "failed").read_text() == ".\n"


def test_what_is_in_doubt_is_said_by_each_run(desk: Desk, run: Run) -> None:
    gone = Fault(at=Point.DOT, hangs_up=True, times=1)
    with serving(gone) as server:
        mailing(desk, run, server.port, 'in_doubt = "hold"\nlists = ["desk"]\n', readers=(ADA,))
        runs = [run("run", "--due", "--as-of", AN_HOUR_LATER) for _ in range(3)]
        run("deliveries", "resolve", EDITION, ADA, "--arrived")
        idle = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert [it.returncode for it in runs] == [70, 70, 70]
    assert runs[2].stderr.startswith("briefs: 2026-W21: 1 in doubt; ask those in doubt")
    assert len(runs[2].stderr.splitlines()) == 1
    assert server.count() == {"owner@desk.example": 1}
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")
    assert "says of 1 that it arrived; 1 sent" in run("log", EDITION).stdout
    assert "says of 1 that it arrived" in _in_a_line(run("show", EDITION).stdout)
    assert "says that it arrived" in _in_a_line(run("deliveries", EDITION).stdout)


def test_who_is_put_off_wakes_nobody_and_what_came_of_it_is_said_once(desk: Desk, run: Run) -> None:
    hooks = '[hooks]\non_failure = ["touch", "failed"]\n'
    with serving(replace(LATER, times=None)) as server:
        mailing(desk, run, server.port, 'lists = ["desk"]\n' + hooks)

        first, second = (run("run", "--due", "--as-of", AN_HOUR_LATER) for _ in range(2))
        _make_due(desk)
        third = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (first.returncode, first.stdout) == (75, "")
    assert first.stderr.startswith("briefs: 2026-W21: 1 sent, 1 to be sent; to be tried again from ")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert (third.returncode, third.stdout, third.stderr) == (75, "", "")
    assert server.count() == {ADA: 1}
    assert not (desk.folder / "failed").exists()


def _in_a_line(text: str) -> str:
    """What a usage error says, without the lines and the frame that it is set in."""
    return " ".join(text.replace("│", " ").split())


def _make_due(desk: Desk) -> None:
    """Nothing; afterwards whoever was put off may be tried again."""
    with contextlib.closing(sqlite3.connect(desk.folder / "store" / "store.sqlite3")) as database:
        database.execute("UPDATE delivery SET not_before = '2026-05-17T00:00:00Z' WHERE state = 'pending'")
        database.commit()


def test_the_first_signal_asks_for_an_end_and_changes_nothing_afterwards(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = Interruption()
    before = signal.getsignal(signal.SIGTERM)

    with asked.heeded():
        os.kill(os.getpid(), signal.SIGTERM)
        assert asked.asked.wait(10)
        for thread in threading.enumerate():
            if thread.name == ASKING:
                thread.join(10)

    assert asked.code == 143
    assert capsys.readouterr().err == "briefs: finishing the messages in hand; once more ends at once\n"
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("signals", [1, 2])
def test_an_interruption_finishes_what_is_in_hand_and_the_next_goes_on(
    desk: Desk, run: Run, signals: int
) -> None:
    slow = Fault(at=Point.DOT, waits=0.3)
    readers = tuple(f"reader{number}@office.example" for number in range(6))
    with serving(slow) as server:
        mailing(desk, run, server.port, "connections = 1\n", readers)
        started = subprocess.Popen(
            [*COMMAND, "send", EDITION, "--yes"],
            cwd=desk.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with started as sender:
            while not server.taken and sender.poll() is None:
                time.sleep(0.01)
            for _ in range(signals):
                sender.send_signal(signal.SIGINT)
                time.sleep(0.1)
            assert sender.wait(20) == 130
        server.faults = ()
        done = run("send", EDITION, "--yes")

    assert done.stdout.startswith("2026-W21: 6 sent")
    counts = sorted(server.count().values())
    assert (counts[0], len(counts)) == (1, 6)
    assert sum(counts) <= 6 + (signals - 1)


def test_a_person_is_asked_before_it_goes_to_anybody_new(desk: Desk, run: Run, server: FaultyServer) -> None:
    mailing(desk, run, server.port)

    assert "Send it? [y/N]" in (refused := _typed(desk, "n"))
    assert "nothing was sent" in refused
    assert server.connections == 0
    assert "2 sent" in _typed(desk, "y")
    assert server.count() == {ADA: 1, BEN: 1}


def _typed(desk: Desk, answer: str) -> str:
    """What a terminal shows of a question and what follows."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [*COMMAND, "send", EDITION],
        cwd=desk.folder,
        env=environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown: list[bytes] = []
    reading = threading.Thread(target=_read, args=(ours, shown))
    reading.start()
    os.write(ours, answer.encode() + b"\n")
    with started:
        started.wait(20)
    reading.join(20)
    os.close(ours)
    return b"".join(shown).decode()


def _read(terminal: int, shown: list[bytes]) -> None:
    """Nothing; afterwards all that the terminal showed until it was closed is known."""
    try:
        while piece := os.read(terminal, 65_536):
            shown.append(piece)
    except OSError:  # the end, as Linux tells it
        return


def test_what_may_have_come_twice_is_told_to_people_and_programs(desk: Desk, run: Run) -> None:
    gone = FAULTS["gone after the message, taken"]
    with serving(gone) as server:
        mailing(desk, run, server.port, "connections = 1\n", readers=(ADA,))

        sent = run("send", EDITION, "--yes")
        told = run("deliveries", EDITION)
        (as_json,) = json.loads(run("deliveries", EDITION, "--json").stdout)["deliveries"]
        as_csv = run("deliveries", EDITION, "--csv").stdout.splitlines()

    assert server.struck[gone] == 1
    assert sent.returncode == 75
    said = "may have come already; sent again, with the same Message-ID"
    assert said in " ".join(told.stdout.split())
    assert "tried once; again at " in told.stdout
    assert as_json["again"] == said
    assert as_csv[0].endswith(',"again"')
    assert said in as_csv[1]


def test_what_keeps_mail_from_the_server_is_told_at_once_and_once(capsys: pytest.CaptureFixture[str]) -> None:
    with send_console.progress(quiet=False) as report:
        for sent in range(3):
            report(Progress(sent=sent, trouble="mail server 127.0.0.1:25: cannot be reached"), 3)
        told = capsys.readouterr().err

    assert told == "briefs: mail server 127.0.0.1:25: cannot be reached; trying again\n"


def test_a_shipment_that_the_server_keeps_waiting_says_why(desk: Desk, run: Run) -> None:
    with serving(LATER) as server:
        mailing(desk, run, server.port)
        run("send", EDITION, "--yes")
    with open_store(desk.folder / "store", create=False) as store:
        (shipped,) = store.deliveries.shipments()
        store.deliveries.hinder(shipped.shipment, "mail server 127.0.0.1:25: cannot be reached")

    told = run("deliveries").stdout

    assert (
        "; mail server 127.0.0.1:25: cannot be reached; tried again by the next run, or by briefs send"
        in told
    )
