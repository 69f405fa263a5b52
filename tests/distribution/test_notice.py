"""A notice is handed over whole, to a server that is who it should be, or the run is told that it was not."""

import datetime
import socket
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from briefs.distribution import server as server_module
from briefs.distribution.notice import Notice, message, send
from briefs.errors import ConfigurationError, NotSent
from briefs.model import Mail, MailServer, Secret, Security
from tests.distribution.servers import PASSWORD, USER, Box, authority, context, listening

NOTICE = Notice(
    identity="2026-W21 72",
    moment=datetime.datetime(2026, 5, 18, 6, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=9))),
    subject="Brève du quai 주간: 2026-W21 has not come out",
    text="Why: le disque est plein – 디스크.\n"
    + "A line that is longer than what a mail server likes. " * 30
    + "\n",
)


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[trustme.CA, str]:
    return authority(tmp_path)


@pytest.fixture
def box() -> Box:
    return Box()


def mail(port: int, security: Security = Security.TLS, **more: str | None) -> Mail:
    return Mail(
        sender="briefs@desk.example",
        owners=("kim@desk.example", "sato@desk.example"),
        server=MailServer(host="127.0.0.1", port=port, security=security, **more),
    )


# ---- The message ----


def test_a_notice_says_what_it_is_and_to_whom_it_goes() -> None:
    made = message(NOTICE, mail(465))

    assert {name: str(made[name]) for name in made} == {
        "From": "briefs@desk.example",
        "To": "kim@desk.example, sato@desk.example",
        "Subject": NOTICE.subject,
        "Date": "Sun, 17 May 2026 21:02:00 +0000",
        "Message-ID": made["Message-ID"],
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }


def test_the_same_matter_has_the_same_message_id_and_another_has_another() -> None:
    once, again = message(NOTICE, mail(465)), message(replace(NOTICE, text="Tried again."), mail(587))
    other = message(replace(NOTICE, identity="2026-W22 72"), mail(465))

    assert once["Message-ID"] == again["Message-ID"] != other["Message-ID"]


def test_nothing_of_this_machine_is_in_the_message() -> None:
    made = message(NOTICE, mail(465))

    assert made["Message-ID"].endswith("@desk.example>")
    assert socket.gethostname().encode() not in made.as_bytes()


def test_no_line_is_longer_than_mail_servers_take_and_all_is_ascii() -> None:
    content = message(NOTICE, mail(465)).as_bytes()

    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


@pytest.mark.parametrize("subject", ["Two\r\nBcc: all@desk.example", "Two\nlines"])
def test_a_subject_cannot_bring_a_header_of_its_own(subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        message(replace(NOTICE, subject=subject), mail(465))


# ---- Over TLS ----


def test_a_server_that_is_known_takes_the_notice(box: Box, trusted: tuple[trustme.CA, str]) -> None:
    with listening(box, tls=context(trusted[0])) as port:
        refused = send(NOTICE, mail(port, authority=trusted[1]), None)

    (arrived,) = box.messages
    assert refused == ()
    assert (arrived["Subject"], arrived.get_content().replace("\r\n", "\n")) == (NOTICE.subject, NOTICE.text)
    assert box.taken[0].mail_from == "briefs@desk.example"
    assert box.taken[0].rcpt_tos == ["kim@desk.example", "sato@desk.example"]
    assert box.names == ["desk.example"]  # not what this machine is called


def test_a_server_that_turns_to_tls_takes_the_notice(box: Box, trusted: tuple[trustme.CA, str]) -> None:
    with listening(box, starttls=context(trusted[0])) as port:
        send(NOTICE, mail(port, Security.STARTTLS, authority=trusted[1]), None)

    assert len(box.messages) == 1
    assert box.names == [
        "desk.example",
        "desk.example",
    ]  # asked again once nobody could have changed the answer


def test_a_server_on_this_machine_may_do_without(box: Box) -> None:
    with listening(box) as port:
        send(NOTICE, mail(port, Security.NONE), None)

    assert len(box.messages) == 1


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    box: Box, trusted: tuple[trustme.CA, str], security: Security
) -> None:
    own = context(trustme.CA())
    tls, starttls = (own, None) if security is Security.TLS else (None, own)
    with (
        listening(box, tls=tls, starttls=starttls) as port,
        pytest.raises(NotSent, match=r"certificate cannot be trusted.*nothing was sent.*mail\.authority"),
    ):
        send(NOTICE, mail(port, security, authority=trusted[1]), None)

    assert box.taken == []


def test_the_certificate_of_another_server_is_refused(box: Box, trusted: tuple[trustme.CA, str]) -> None:
    with (
        listening(box, tls=context(trusted[0], "other.desk.example")) as port,
        pytest.raises(NotSent, match=r"certificate cannot be trusted.*not valid for '127\.0\.0\.1'"),
    ):
        send(NOTICE, mail(port, authority=trusted[1]), None)

    assert box.taken == []


def test_a_certificate_that_has_expired_is_refused(box: Box, trusted: tuple[trustme.CA, str]) -> None:
    old = context(trusted[0], not_after=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    with listening(box, tls=old) as port, pytest.raises(NotSent, match="certificate has expired"):
        send(NOTICE, mail(port, authority=trusted[1]), None)

    assert box.taken == []


def test_where_the_offer_of_tls_has_been_stripped_nothing_is_sent(
    box: Box, trusted: tuple[trustme.CA, str]
) -> None:
    with listening(box) as port, pytest.raises(NotSent, match=r"STARTTLS.*[Nn]othing was sent"):
        send(NOTICE, mail(port, Security.STARTTLS, authority=trusted[1], user=USER), Secret(value=PASSWORD))

    assert box.taken == []


def test_a_server_without_tls_where_tls_was_expected_gets_nothing(
    box: Box, trusted: tuple[trustme.CA, str]
) -> None:
    with listening(box) as port, pytest.raises(NotSent, match=r"TLS fails.*mail\.port"):
        send(NOTICE, mail(port, authority=trusted[1]), None)

    assert box.taken == []


def test_an_authority_that_is_no_certificate_is_a_mistake_of_the_configuration(
    tmp_path: Path, box: Box
) -> None:
    (tmp_path / "authority.pem").write_text("no certificate\n")
    with (
        listening(box, starttls=context(trustme.CA())) as port,
        pytest.raises(ConfigurationError, match="PEM"),
    ):
        send(NOTICE, mail(port, Security.STARTTLS, authority=str(tmp_path / "authority.pem")), None)


# ---- Logging in ----


def test_a_server_that_asks_for_a_password_gets_it_over_tls(
    box: Box, trusted: tuple[trustme.CA, str]
) -> None:
    with listening(box, starttls=context(trusted[0]), auth=True) as port:
        send(NOTICE, mail(port, Security.STARTTLS, authority=trusted[1], user=USER), Secret(value=PASSWORD))

    assert len(box.messages) == 1


def test_a_wrong_password_is_told_and_never_shown(box: Box, trusted: tuple[trustme.CA, str]) -> None:
    wrong = Secret(value="not the word")
    with (
        listening(box, starttls=context(trusted[0]), auth=True) as port,
        pytest.raises(NotSent, match=r"refuses mail\.user or the password: 535") as caught,
    ):
        send(NOTICE, mail(port, Security.STARTTLS, authority=trusted[1], user=USER), wrong)

    assert "not the word" not in str(caught.value)
    assert "not the word" not in repr(wrong)


def test_a_password_that_is_missing_is_told_before_anybody_is_asked() -> None:
    with pytest.raises(ConfigurationError, match="BRIEFS_MAIL_PASSWORD"):
        send(NOTICE, mail(9, user=USER), None)


def test_a_password_that_cannot_be_sent_is_told_and_not_shown(
    box: Box, trusted: tuple[trustme.CA, str]
) -> None:
    with (
        listening(box, starttls=context(trusted[0]), auth=True) as port,
        pytest.raises(ConfigurationError, match="beyond ASCII") as caught,
    ):
        send(NOTICE, mail(port, Security.STARTTLS, authority=trusted[1], user=USER), Secret(value="pässwort"))

    assert caught.value.__suppress_context__
    assert "pässwort" not in str(caught.value)


# ---- Servers that do not agree ----


def test_an_owner_that_the_server_does_not_know_is_named_and_the_others_are_told(box: Box) -> None:
    box.refused = frozenset({"sato@desk.example"})
    with listening(box) as port:
        refused = send(NOTICE, mail(port, Security.NONE), None)

    assert refused == ("sato@desk.example",)
    assert box.taken[0].rcpt_tos == ["kim@desk.example"]


def test_where_no_owner_is_known_nothing_was_sent(box: Box) -> None:
    box.refused = frozenset({"kim@desk.example", "sato@desk.example"})
    with (
        listening(box) as port,
        pytest.raises(NotSent, match=r"every one of mail\.owners: 550 5\.1\.1 nobody"),
    ):
        send(NOTICE, mail(port, Security.NONE), None)


def test_what_a_server_says_is_passed_on_and_bounded(box: Box) -> None:
    box.data_answer = "451 4.3.0 the \x1b[31mbox\x07 is full " + "x" * 400
    with listening(box) as port, pytest.raises(NotSent) as caught:
        send(NOTICE, mail(port, Security.NONE), None)

    assert f"mail server 127.0.0.1:{port}: answers 451 4.3.0 the [31mbox is full xxx" in str(caught.value)
    assert len(str(caught.value)) < 400


def test_what_was_taken_is_taken_however_the_server_says_goodbye(box: Box) -> None:
    box.quit_answer = "421 4.3.2 shutting down"
    with listening(box) as port:
        send(NOTICE, mail(port, Security.NONE), None)

    assert len(box.taken) == 1


def test_a_server_that_is_down_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(NotSent, match=rf"127\.0\.0\.1:{port}: cannot be reached: Connection refused"):
        send(NOTICE, mail(port, Security.NONE), None)


def test_a_server_that_says_nothing_is_waited_for_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_PATIENCE", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as mute,
        pytest.raises(NotSent, match="timed out"),
    ):
        send(NOTICE, mail(mute.getsockname()[1], Security.NONE), None)


def test_a_server_elsewhere_is_never_spoken_to_without_tls() -> None:
    with pytest.raises(ValueError, match="without TLS"):
        MailServer(host="mail.desk.example", port=25, security=Security.NONE)
    with pytest.raises(ValueError, match="without TLS"):
        MailServer(host="localhost", port=25, security=Security.NONE, user="briefs")
