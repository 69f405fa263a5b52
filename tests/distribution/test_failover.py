"""A server that can be had and trusted is found among those that are named, and none is gone past without a word."""

import base64
import datetime
import socket
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from briefs.distribution.connection import Patience
from briefs.distribution.failover import Route
from briefs.distribution.replies import Verdict, judge
from briefs.distribution.session import Envelope, Session
from briefs.errors import ConfigurationError, NotAccepted, NotSent
from briefs.model import Mail, MailServer, Secret, Security
from tests.distribution.faults import FAULTS, Fault, FaultyServer, Point, serving
from tests.distribution.servers import PASSWORD, USER, authority, context

QUICK = Patience(connect=5, ask=5, data=5, block=5, accept=5, farewell=1)
OLD = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[trustme.CA, str]:
    return authority(tmp_path)


def at(port: int, security: Security = Security.NONE, **more: str | None) -> MailServer:
    return MailServer(host="127.0.0.1", port=port, security=security, **more)


def route(*servers: MailServer, words: tuple[str, ...] = (), patience: Patience = QUICK) -> Route:
    def password(place: int) -> Secret | None:
        return Secret(value=words[place - 1]) if place <= len(words) else None

    mail = Mail(sender="briefs@desk.example", owners=(), server=servers[0], fallbacks=servers[1:])
    return Route(mail, password, patience)


def delivered(session: Session) -> Verdict:
    message = b"Subject: Brief\r\n\r\nWhat happened.\r\n"
    envelope = Envelope(sender="briefs@desk.example", recipient="kim@desk.example", size=len(message))
    found = session.deliver(envelope, (message,), lambda: True)
    session.leave()
    return judge(found)


def a_port_that_nobody_listens_on() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


# ---- One server ----


def test_a_server_that_can_be_had_takes_mail_and_nothing_was_passed_over() -> None:
    with serving() as server:
        session = route(at(server.port)).open()

        assert (session.server, session.passed_over) == (f"127.0.0.1:{server.port}", ())
        assert delivered(session) is Verdict.TAKEN


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (FAULTS["no connection for now"], "421 4.3.2 too many of you"),
        (FAULTS["dead after EHLO"], "The server closed the connection"),
        (Fault(at=Point.GREETING, hangs_up=True, times=1), "The server closed the connection"),
        (Fault(at=Point.GREETING, hangs_up=True, resets=True, times=1), "reset by peer"),
        (
            Fault(at=Point.STARTTLS, says="454 4.7.0 TLS not available", times=1),
            "454 4.7.0 TLS not available",
        ),
        (Fault(at=Point.STARTTLS, hangs_up=True, times=1), "The server closed the connection"),
        (Fault(at=Point.AUTH, says="454 4.7.0 ask later", times=2), "454 4.7.0 ask later"),  # PLAIN, LOGIN
    ],
)
def test_what_passes_is_told_as_such_and_tried_again(
    fault: Fault, said: str, trusted: tuple[trustme.CA, str]
) -> None:
    with serving(fault, starttls=context(trusted[0]), auth=True) as server:
        way = route(at(server.port, Security.STARTTLS, authority=trusted[1], user=USER), words=(PASSWORD,))
        with pytest.raises(NotSent, match=said) as caught:
            way.open()
        assert not isinstance(caught.value, NotAccepted)
        assert delivered(way.open()) is Verdict.TAKEN

    assert server.struck[fault] == fault.times
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (FAULTS["no service"], "answers 554 5.7.1 you are blocked"),
        (Fault(at=Point.GREETING, says="SSH-2.0-OpenSSH_9.2"), "answers -1 SSH-2.0-OpenSSH_9.2"),
        (Fault(at=Point.AUTH, says="535 5.7.8 no"), r"refuses mail\.user or the password: 535 5\.7\.8 no"),
        (
            Fault(at=Point.STARTTLS, says="220 go ahead\r\n250 2.0.0 you are known"),
            "somebody may stand in between",
        ),
    ],
)
def test_what_a_person_must_mend_is_told_as_such(
    fault: Fault, said: str, trusted: tuple[trustme.CA, str]
) -> None:
    with serving(fault, starttls=context(trusted[0]), auth=True) as server:
        way = route(at(server.port, Security.STARTTLS, authority=trusted[1], user=USER), words=(PASSWORD,))
        with pytest.raises(NotAccepted, match=said):
            way.open()

    assert server.struck[fault] >= 1
    assert server.taken == []


def test_where_the_offer_of_tls_was_stripped_no_password_is_told_and_nothing_sent() -> None:
    with serving(auth=True) as server:
        way = route(at(server.port, Security.STARTTLS, user=USER), words=(PASSWORD,))
        with pytest.raises(NotAccepted, match=r"STARTTLS.*[Nn]othing was sent"):
            way.open()

    assert not any(command.upper().startswith(("AUTH", "MAIL")) for command in server.commands)


def test_a_server_that_asks_for_no_password_is_gone_past_and_told(trusted: tuple[trustme.CA, str]) -> None:
    with serving(starttls=context(trusted[0])) as first, serving() as second:
        asking = at(first.port, Security.STARTTLS, authority=trusted[1], user=USER)
        session = route(asking, at(second.port), words=(PASSWORD,)).open()
        assert session.server == f"127.0.0.1:{second.port}"
        assert "AUTH" in session.passed_over[0]
        assert delivered(session) is Verdict.TAKEN


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(
    ("who", "more", "said"),
    [
        ("127.0.0.1", {"not_after": OLD}, "certificate has expired"),
        ("other.desk.example", {}, "not valid for"),
    ],
)
def test_a_certificate_that_is_wrong_is_not_gone_past(
    trusted: tuple[trustme.CA, str],
    security: Security,
    who: str,
    more: dict[str, datetime.datetime],
    said: str,
) -> None:
    own = context(trusted[0], who, **more)
    tls, starttls = (own, None) if security is Security.TLS else (None, own)
    with serving(tls=tls, starttls=starttls, auth=True) as server:
        way = route(at(server.port, security, authority=trusted[1], user=USER), words=(PASSWORD,))
        with pytest.raises(NotAccepted, match=said):
            way.open()

    assert not any(command.upper().startswith(("AUTH", "MAIL")) for command in server.commands)


def test_a_wrong_password_is_shown_nowhere(trusted: tuple[trustme.CA, str]) -> None:
    with serving(tls=context(trusted[0]), auth=True) as server:
        way = route(at(server.port, Security.TLS, authority=trusted[1], user=USER), words=("not the word",))
        with pytest.raises(NotAccepted, match=r"refuses mail\.user or the password: 535") as caught:
            way.open()

    assert "not the word" not in f"{caught.value} {caught.value!r} {vars(way)}"


@pytest.mark.parametrize(
    "echo",
    [
        PASSWORD,
        base64.b64encode(PASSWORD.encode()).decode(),
        base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode(),
    ],
)
def test_a_server_that_says_the_password_back_does_not_bring_it_into_a_message(
    trusted: tuple[trustme.CA, str], echo: str
) -> None:
    fault = Fault(at=Point.AUTH, says=f"535 5.7.8 not {echo}")
    with serving(fault, tls=context(trusted[0]), auth=True) as server:
        way = route(at(server.port, Security.TLS, authority=trusted[1], user=USER), words=(PASSWORD,))
        with pytest.raises(NotAccepted, match=r"535 5\.7\.8 not …") as caught:
            way.open()

    told = "".join(traceback.format_exception(caught.value))
    assert echo not in told
    assert PASSWORD not in told


def test_a_server_that_drips_is_not_waited_for() -> None:
    patience = Patience(connect=0.1, ask=0.3)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def drip() -> None:
            sock, _ = listener.accept()
            with sock:
                while not ended.wait(0.05):
                    try:
                        sock.sendall(b"2")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            with pytest.raises(NotSent, match="timed out"):
                route(at(listener.getsockname()[1]), patience=patience).open()
        finally:
            ended.set()
            thread.join()


@pytest.mark.parametrize("flood", ["220-" + "x" * 20_000, "\r\n".join(["220-more"] * 500)])
def test_a_greeting_without_end_is_not_read_to_its_end(flood: str) -> None:
    with (
        serving(Fault(at=Point.GREETING, says=flood)) as server,
        pytest.raises(NotSent, match="answer has no end"),
    ):
        route(at(server.port)).open()


# ---- Several ----


def test_where_the_first_cannot_be_had_the_next_takes_it_and_that_is_told() -> None:
    with serving(Fault(at=Point.GREETING, says="421 4.3.2 later", hangs_up=True)) as busy, serving() as last:
        nobody = a_port_that_nobody_listens_on()
        session = route(at(nobody), at(busy.port), at(last.port)).open()

        assert session.server == f"127.0.0.1:{last.port}"
        assert session.passed_over == (
            f"mail server 127.0.0.1:{nobody}: cannot be reached: Connection refused",
            f"mail server 127.0.0.1:{busy.port}: answers 421 4.3.2 later",
        )
        assert delivered(session) is Verdict.TAKEN


def test_the_one_that_was_had_is_asked_first_from_then_on() -> None:
    with serving(FAULTS["no connection for now"]) as first, serving() as second:
        way = route(at(first.port), at(second.port))
        sessions = [way.open(), way.open()]
        for session in sessions:
            session.leave()

    assert [session.server for session in sessions] == [f"127.0.0.1:{second.port}"] * 2
    assert [len(session.passed_over) for session in sessions] == [1, 0]
    assert first.connections == 1


def test_one_that_fails_later_gives_way_to_the_first_again() -> None:
    gone = Fault(at=Point.GREETING, says="421 4.3.2 later", hangs_up=True, after=1)
    with serving(FAULTS["no connection for now"]) as first, serving(gone) as second:
        way = route(at(first.port), at(second.port))
        way.open().leave()
        session = way.open()
        session.leave()

    assert session.server == f"127.0.0.1:{first.port}"
    assert second.struck[gone] == 1


def test_past_a_wrong_certificate_only_one_that_is_right_is_spoken_to(
    trusted: tuple[trustme.CA, str],
) -> None:
    def over_tls(server: FaultyServer) -> MailServer:
        return at(server.port, Security.TLS, authority=trusted[1], user=USER)

    with ExitStack() as stack:
        expired = stack.enter_context(serving(tls=context(trusted[0], not_after=OLD), auth=True))
        stranger = stack.enter_context(serving(tls=context(trustme.CA()), auth=True))
        right = stack.enter_context(serving(tls=context(trusted[0]), auth=True))
        words = ("first", "second", PASSWORD)
        session = route(over_tls(expired), over_tls(stranger), over_tls(right), words=words).open()
        assert delivered(session) is Verdict.TAKEN
        with pytest.raises(NotAccepted, match=r"expired.*; .*cannot be trusted"):
            route(over_tls(expired), over_tls(stranger), words=words).open()

    assert [said.partition("its ")[2].partition(" cannot")[0] for said in session.passed_over] == [
        "certificate"
    ] * 2
    assert expired.commands == stranger.commands == []
    assert len(right.taken) == 1


def test_where_one_of_them_may_come_back_it_is_worth_trying_again(trusted: tuple[trustme.CA, str]) -> None:
    with serving(tls=context(trustme.CA())) as stranger:
        servers = (
            at(stranger.port, Security.TLS, authority=trusted[1]),
            at(a_port_that_nobody_listens_on()),
        )
        with pytest.raises(NotSent, match="refused") as caught:
            route(*servers).open()

    assert not isinstance(caught.value, NotAccepted)


def test_a_password_that_is_refused_once_is_not_tried_elsewhere_before_a_person_has_looked(
    trusted: tuple[trustme.CA, str],
) -> None:
    with serving(tls=context(trusted[0]), auth=True) as first, serving() as second:
        servers = (at(first.port, Security.TLS, authority=trusted[1], user=USER), at(second.port))
        with pytest.raises(NotAccepted, match=r"mail\.user or the password"):
            route(*servers, words=("wrong",)).open()

    assert second.connections == 0


def test_a_password_that_is_missing_for_the_last_is_told_before_the_first_is_asked() -> None:
    with serving() as first:
        servers = (at(first.port), at(9, Security.TLS), at(9, Security.TLS, user=USER))
        with pytest.raises(ConfigurationError, match="BRIEFS_MAIL_PASSWORD_3"):
            route(*servers).open()

    assert first.connections == 0


def test_threads_share_the_way() -> None:
    with serving(FAULTS["no connection for now"]) as first, serving() as second:
        way = route(at(first.port), at(second.port))
        with ThreadPoolExecutor(8) as threads:
            verdicts = list(threads.map(lambda _: delivered(way.open()), range(32)))

    assert verdicts == [Verdict.TAKEN] * 32
    assert len(first.taken) + len(second.taken) == 32
