"""A message reaches one reader whole, or it is told what became of it, whatever the server does."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from briefs.distribution.connection import Connection, Patience
from briefs.distribution.failover import Route
from briefs.distribution.replies import Phase, Reply, Verdict, judge
from briefs.distribution.session import Envelope, Session
from briefs.model import Mail, MailServer, Secret, Security
from tests.distribution.faults import FAULTS, FEATURES, Fault, FaultyServer, Point, serving
from tests.distribution.servers import PASSWORD, USER, authority, context

HEAD = b"From: briefs@desk.example\r\nMessage-ID: <1@desk.example>\r\nSubject: Brief\r\n\r\n"
SHARED = b"What happened in the harbour this week.\r\n..and what did not.\r\n" * 4_000
UNSTUFFED = HEAD + SHARED.replace(b"\r\n..", b"\r\n.")
QUICK = Patience(connect=5, ask=5, data=5, block=5, accept=5, farewell=1)
SENDER = "returns+abc@desk.example"
READER = "kim@ministry.example"


def envelope(recipient: str = READER, size: int = len(HEAD) + len(SHARED)) -> Envelope:
    return Envelope(sender=SENDER, recipient=recipient, size=size, envid="delivery=7")


def mail(port: int, security: Security = Security.NONE, **more: str | None) -> Mail:
    server = MailServer(host="127.0.0.1", port=port, security=security, **more)
    return Mail(sender="briefs@desk.example", owners=("kim@desk.example",), server=server)


def route(server: FaultyServer, patience: Patience = QUICK) -> Route:
    return Route(mail(server.port), lambda _place: None, patience)


@contextmanager
def session(server: FaultyServer, patience: Patience = QUICK) -> Iterator[Session]:
    opened = route(server, patience).open()
    try:
        yield opened
    finally:
        opened.leave()


def told(found: Reply) -> tuple[Verdict, Phase, int]:
    return judge(found), found.phase, found.code


class Ledger:
    """What was put on record, and the answer that is given for it."""

    def __init__(self, *, is_ours: bool = True) -> None:
        self.commits = 0
        self.is_ours = is_ours

    def __call__(self) -> bool:
        self.commits += 1
        return self.is_ours


# ---- All goes well ----


@pytest.mark.parametrize("features", [FEATURES, ()])
def test_a_message_arrives_as_it_is(features: tuple[str, ...]) -> None:
    ledger = Ledger()
    with serving(features=features) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), ledger)
        again = opened.deliver(envelope("sato@ministry.example"), (HEAD, SHARED), ledger)

    assert told(found) == told(again) == (Verdict.TAKEN, Phase.DOT, 250)
    assert [taken.recipient for taken in server.taken] == [READER, "sato@ministry.example"]
    assert {taken.sender for taken in server.taken} == {SENDER}
    assert server.taken[0].content == UNSTUFFED
    assert (ledger.commits, server.connections) == (2, 1)


def test_what_the_server_understands_is_asked_of_it() -> None:
    with serving() as server, session(server) as opened:
        opened.deliver(envelope("kim+a=b@ministry.example", size=300), (HEAD, SHARED), Ledger())

    (taken,) = server.taken
    assert taken.mail_options == "SIZE=300 RET=HDRS ENVID=delivery+3D7"
    assert taken.recipient_options == "NOTIFY=FAILURE ORCPT=rfc822;kim+2Ba+3Db@ministry.example"


def test_what_the_server_does_not_understand_is_not_asked() -> None:
    with serving(features=()) as server, session(server) as opened:
        opened.deliver(envelope(), (HEAD, SHARED), Ledger())

    assert (server.taken[0].mail_options, server.taken[0].recipient_options) == ("", "")


def test_the_server_is_told_goodbye_and_not_who_this_machine_is() -> None:
    with serving() as server, session(server) as opened:
        opened.deliver(envelope(), (HEAD, SHARED), Ledger())

    assert (server.commands[0], server.commands[-1]) == ("ehlo desk.example", "quit")
    assert not any(socket.gethostname() in command for command in server.commands)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_message_arrives_as_it_is_over_tls(tmp_path: Path, security: Security) -> None:
    own, path = authority(tmp_path)
    tls, starttls = (context(own), None) if security is Security.TLS else (None, context(own))
    with serving(tls=tls, starttls=starttls, auth=True) as server:
        way = Route(
            mail(server.port, security, authority=path, user=USER), lambda _: Secret(value=PASSWORD), QUICK
        )
        opened = way.open()
        found = opened.deliver(envelope(), (HEAD, SHARED), Ledger())
        opened.leave()

    assert judge(found) is Verdict.TAKEN
    assert server.taken[0].content == UNSTUFFED


def test_nothing_of_the_message_goes_out_before_it_is_on_record() -> None:
    waiting = Fault(at=Point.BODY)
    seen = []
    with serving(waiting) as server, session(server) as opened:

        def committing() -> bool:
            seen.append((server.commands[-1], server.struck[waiting]))
            return True

        opened.deliver(envelope(), (HEAD, SHARED), committing)

    assert seen == [("DATA", 0)]
    assert server.struck[waiting] == 1


# ---- Faults ----

EXPECTED = {
    "no sender for now": (Verdict.BUSY, Phase.MAIL, 451),
    "no such sender": (Verdict.OURS, Phase.MAIL, 550),
    "reader later": (Verdict.LATER, Phase.RCPT, 450),
    "no such reader": (Verdict.REFUSED, Phase.RCPT, 550),
    "data later": (Verdict.LATER, Phase.DATA, 451),
    "gone within the message": (Verdict.BUSY, Phase.BODY, 0),
    "message later": (Verdict.LATER, Phase.DOT, 452),
    "message refused": (Verdict.REFUSED, Phase.DOT, 554),
    "gone after the message, taken": (Verdict.UNKNOWN, Phase.DOT, 0),
    "gone after the message, not taken": (Verdict.UNKNOWN, Phase.DOT, 0),
    "shutting down": (Verdict.BUSY, Phase.MAIL, 421),
    "slow": (Verdict.TAKEN, Phase.DOT, 250),
    "garbage": (Verdict.BUSY, Phase.RCPT, -1),
    "garbage after the message, taken": (Verdict.UNKNOWN, Phase.DOT, -1),
}
HUGE = b"A line of the annex that is long enough.\r\n" * 400_000
"""More than the network holds for a server that does not read."""


@pytest.mark.parametrize("features", [FEATURES, tuple(one for one in FEATURES if one != "PIPELINING")])
@pytest.mark.parametrize("name", EXPECTED)
def test_each_fault_is_told_for_what_it_is_and_the_next_reader_is_reached(
    name: str, features: tuple[str, ...]
) -> None:
    fault = FAULTS[name]
    body = HUGE if fault.at is Point.BODY else SHARED
    ledger = Ledger()
    with serving(fault, features=features) as server:
        way = route(server)
        opened = way.open()
        found = opened.deliver(envelope(), (HEAD, body), ledger)
        if not opened.is_open:
            opened = way.open()
        after = opened.deliver(envelope("sato@ministry.example"), (HEAD, SHARED), ledger)
        opened.leave()

    assert server.struck[fault] == 1
    assert told(found) == EXPECTED[name]
    assert judge(after) is Verdict.TAKEN
    arrived = fault.takes or judge(found) is Verdict.TAKEN
    assert server.count() == {"sato@ministry.example": 1} | ({READER: 1} if arrived else {})
    assert ledger.commits == 1 + (found.phase in (Phase.BODY, Phase.DOT))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_message_that_is_cut_over_tls_is_not_in_doubt(tmp_path: Path, security: Security) -> None:
    own, path = authority(tmp_path)
    tls, starttls = (context(own), None) if security is Security.TLS else (None, context(own))
    fault = FAULTS["gone within the message"]
    with serving(fault, tls=tls, starttls=starttls) as server:
        opened = Route(mail(server.port, security, authority=path), lambda _: None, QUICK).open()
        found = opened.deliver(envelope(), (HEAD, HUGE), Ledger())

    assert told(found) == (Verdict.BUSY, Phase.BODY, 0)
    assert (opened.is_open, server.taken, server.struck[fault]) == (False, [], 1)


def test_why_a_server_does_not_read_on_is_told_where_it_says_so() -> None:
    fault = Fault(at=Point.BODY, says="552 5.3.4 too large after all", hangs_up=True, resets=True)
    with serving(fault) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, HUGE), Ledger())

    assert told(found) == (Verdict.OURS, Phase.BODY, 552)
    assert server.taken == []


def test_a_refusal_stands_though_the_connection_ends_with_it() -> None:
    fault = Fault(at=Point.RCPT, says="550 5.1.1 nobody", hangs_up=True)
    with serving(fault) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), Ledger())

        assert told(found) == (Verdict.REFUSED, Phase.RCPT, 550)
        assert not opened.is_open


@pytest.mark.parametrize("point", [Point.RCPT, Point.DOT])
def test_the_readers_address_is_not_in_what_is_kept_of_an_answer(point: Point) -> None:
    long = "x" * 280
    fault = Fault(at=point, says=f"550-5.1.1 <{READER.upper()}> unknown\r\n550 5.1.1 {long} {READER}")
    with serving(fault) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), Ledger())

    assert str(found).startswith("550 5.1.1 <…> unknown 5.1.1 xxx")
    assert "kim@" not in str(found)


@pytest.mark.parametrize("said", ["354 go ahead", "421 4.7.0 too many errors"])
def test_no_empty_message_is_sent_to_a_server_that_waits_though_it_refused(said: str) -> None:
    faults = (Fault(at=Point.RCPT, says="550 5.1.1 nobody"), Fault(at=Point.DATA, says=said))
    ledger = Ledger()
    with serving(*faults) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), ledger)

        assert told(found) == (Verdict.REFUSED, Phase.RCPT, 550)
        assert not opened.is_open
    assert (server.taken, ledger.commits) == ([], 0)


@pytest.mark.parametrize("features", [FEATURES, ()])
def test_an_answer_too_many_is_never_taken_for_that_to_the_message(features: tuple[str, ...]) -> None:
    fault = Fault(at=Point.DATA, says="354 go ahead\r\n250 2.0.0 taken")
    ledger = Ledger()
    with serving(fault, features=features) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), ledger)

    assert (judge(found), ledger.commits, server.taken) == (Verdict.BUSY, 0, [])


def test_a_server_that_went_while_it_was_put_on_record_leaves_no_doubt() -> None:
    fault = Fault(at=Point.DATA, says="354 go ahead", hangs_up=True)
    with serving(fault) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), lambda: server.hung_up.wait(10))

        assert told(found) == (Verdict.BUSY, Phase.BODY, 0)
        assert "did not wait" in str(found)
        assert not opened.is_open


def test_a_server_that_does_not_answer_the_dot_in_time_leaves_a_doubt() -> None:
    fault = Fault(at=Point.DOT, waits=10)
    with serving(fault) as server, session(server, Patience(accept=0.2)) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), Ledger())

        assert told(found) == (Verdict.UNKNOWN, Phase.DOT, 0)
        assert "timed out" in str(found)
        assert not opened.is_open


def test_servers_have_the_time_that_the_standard_gives_them() -> None:
    """RFC 5321, 4.5.3.2: whoever waits less after the end of a message has what was taken sent again."""
    expected = Patience(connect=30, ask=300, data=120, block=180, accept=600, farewell=5)

    assert Patience() == expected
    assert signature(Route).parameters["patience"].default == expected
    assert signature(Connection).parameters["patience"].default == expected


@pytest.mark.parametrize("point", [Point.MAIL, Point.RCPT, Point.DATA])
def test_a_server_that_does_not_answer_before_is_the_connections_matter(point: Point) -> None:
    ledger = Ledger()
    with serving(Fault(at=point, waits=10)) as server, session(server, Patience(ask=0.2, data=0.2)) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), ledger)

    assert told(found) == (Verdict.BUSY, Phase(point), 0)
    assert (ledger.commits, server.taken) == (0, [])


def test_what_refused_with_the_last_reader_is_forgotten_with_the_next() -> None:
    fault = Fault(at=Point.RCPT, says="550 5.1.1 nobody", recipients=frozenset({READER}))
    with serving(fault) as server, session(server) as opened:
        verdicts = [
            judge(opened.deliver(envelope(reader), (HEAD, SHARED), Ledger()))
            for reader in ("sato@ministry.example", READER, "lee@ministry.example")
        ]

    assert verdicts == [Verdict.TAKEN, Verdict.REFUSED, Verdict.TAKEN]
    assert (server.connections, server.commands.count("rset")) == (1, 1)
    assert server.count() == {"sato@ministry.example": 1, "lee@ministry.example": 1}


@pytest.mark.parametrize("reset", [{"says": "503 5.5.1 no"}, {"hangs_up": True}])
def test_where_a_new_beginning_is_refused_the_connection_is_given_up(reset: dict[str, Any]) -> None:
    faults = (FAULTS["no such reader"], Fault(at=Point.RSET, **reset))
    with serving(*faults) as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), Ledger())

        assert judge(found) is Verdict.REFUSED
        assert not opened.is_open


# ---- Our own no ----


def test_a_message_that_is_too_large_for_the_server_is_ours_before_anybody_is_asked() -> None:
    ledger = Ledger()
    with serving(features=("PIPELINING", "SIZE 1000")) as server, session(server) as opened:
        found = opened.deliver(envelope(size=1001), (HEAD, SHARED), ledger)
        fits = opened.deliver(envelope(size=1000), (HEAD, SHARED), ledger)

    assert told(found) == (Verdict.OURS, Phase.MAIL, 552)
    assert "1,001 bytes, but the server takes 1,000" in str(found)
    assert judge(fits) is Verdict.TAKEN
    assert server.commands.count("RSET") == 0


@pytest.mark.parametrize("offer", ["SIZE", "SIZE 0", "SIZE many", "SIZE ²"])
def test_a_server_that_does_not_say_how_much_it_takes_is_asked(offer: str) -> None:
    with serving(features=(offer,)) as server, session(server) as opened:
        assert judge(opened.deliver(envelope(), (HEAD, SHARED), Ledger())) is Verdict.TAKEN


def test_bytes_beyond_ascii_go_only_where_they_are_understood() -> None:
    body = "Brève du quai – 주간\r\n".encode()
    with serving() as server, session(server) as opened:
        taken = opened.deliver(envelope(), (HEAD, body), Ledger())
    with serving(features=()) as other, session(other) as opened:
        ours = opened.deliver(envelope(), (HEAD, body), Ledger())

    assert (judge(taken), judge(ours)) == (Verdict.TAKEN, Verdict.OURS)
    assert "BODY=8BITMIME" in server.taken[0].mail_options
    assert other.taken == []


def test_what_is_another_senders_now_is_not_sent() -> None:
    ledger = Ledger(is_ours=False)
    with serving() as server, session(server) as opened:
        found = opened.deliver(envelope(), (HEAD, SHARED), ledger)

        assert told(found) == (Verdict.FORGONE, Phase.COMMIT, 0)
        assert not opened.is_open
    assert (server.taken, ledger.commits) == ([], 1)


def test_where_it_cannot_be_put_on_record_nothing_is_sent() -> None:
    def full() -> bool:
        raise KeyError("the disk is full")

    with serving() as server, session(server) as opened:
        with pytest.raises(KeyError, match="disk is full"):
            opened.deliver(envelope(), (HEAD, SHARED), full)

        assert not opened.is_open
    assert server.taken == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kim@desk.example\r\nRCPT TO:<all@desk.example",
        "kim@desk.example\n",
        "kim@desk.example> SIZE=1",
        "<kim@desk.example",
        "kim @desk.example",
        "kim@desk.example\0",
        "kim@d\u00e9sk.example",
        "\uff4bim@desk.example",
    ],
)
def test_an_address_brings_no_command_of_its_own(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        Envelope(sender=SENDER, recipient=address, size=1)
    with pytest.raises(ValueError, match="no address"):
        Envelope(sender=address, recipient=READER, size=1)


def test_an_identity_is_one_word_of_bounded_length() -> None:
    with serving() as server, session(server) as opened:
        hostile = Envelope(sender=SENDER, recipient=READER, size=1, envid="a b\r\nRSET é+")
        opened.deliver(hostile, (HEAD, SHARED), Ledger())

    assert server.taken[0].mail_options == "SIZE=1 RET=HDRS ENVID=a+20b+0D+0ARSET+20+C3+A9+2B"
    with pytest.raises(ValueError, match="too long"):
        Envelope(sender=SENDER, recipient=READER, size=1, envid="x" * 101)
