"""A message reaches one reader whole, or it is told what became of it, whatever the server does."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefs.distribution.connection import Patience
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

LOST_BEFORE = (Verdict.BUSY, 0)
EXPECTED = {
    "dead after EHLO": None,
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
@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if expected])
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
