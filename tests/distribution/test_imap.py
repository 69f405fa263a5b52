"""A mailbox on a server is read over TLS alone, in bounded pieces, and marked when its messages are dealt with."""

import base64
import datetime
from pathlib import Path

import pytest
import trustme

from briefs.distribution import imap
from briefs.distribution.opened import HEAD, Arrived
from briefs.errors import ConfigurationError, Unreachable
from briefs.model import Mailbox, Secret
from tests.distribution.imap_server import PASSWORD, USER, Post, listening
from tests.distribution.servers import authority, context

WORD = Secret(value=PASSWORD)


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, str]:
    return authority(tmp_path_factory.mktemp("authority"))


def read(
    post: Post, trusted: tuple[trustme.CA, str], *, word: Secret | None = WORD, read: bool | None = None
) -> list[Arrived]:
    """What is in the mailbox; where ``read`` is given, it is marked so."""
    with (
        listening(post, context(trusted[0])) as port,
        imap.opened(_mailbox(port, trusted[1]), word) as folder,
    ):
        found = list(folder.arrived())
        for arrived in found if read is not None else ():
            folder.settle(arrived, read=bool(read))
        return found


def _mailbox(port: int, authority: str | None) -> Mailbox:
    return Mailbox(host="127.0.0.1", port=port, user=USER, authority=authority)


def test_messages_are_read_without_a_trace(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    post.put(b"From: a@b.example\r\n\r\none", b"two {5}\r\n)", b"")

    found = read(post, trusted)

    assert [(each.size, each.head) for each in found] == [
        (len(kept.content), kept.content) for kept in post.messages.values()
    ]
    assert post.flags() == [set(), set(), set()]
    assert post.commands[-1] == "LOGOUT"


@pytest.mark.parametrize(("is_read", "flags"), [(True, {r"\Seen", "BriefsRead"}), (False, {"BriefsRead"})])
def test_what_was_dealt_with_is_not_found_again(
    trusted: tuple[trustme.CA, str], *, is_read: bool, flags: set[str]
) -> None:
    post = Post()
    post.put(b"one")

    assert len(read(post, trusted, read=is_read)) == 1
    assert post.flags() == [flags]
    assert read(post, trusted) == []


def test_what_a_person_has_opened_meanwhile_is_found_all_the_same(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    post.put(b"one")
    post.messages[101].flags.add(r"\Seen")

    assert len(read(post, trusted)) == 1


def test_a_server_that_keeps_no_keywords_is_asked_for_what_is_unread(
    trusted: tuple[trustme.CA, str],
) -> None:
    post = Post(keeps_keywords=False)
    post.put(b"one", b"two")
    post.messages[101].flags.add(r"\Seen")

    assert [each.head for each in read(post, trusted, read=False)] == [b"two"]
    assert post.flags() == [{r"\Seen"}, set()]
    read(post, trusted, read=True)
    assert post.flags() == [{r"\Seen"}, {r"\Seen"}]


def test_of_a_long_message_only_the_head_is_fetched(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    post.put(b"x" * (3 * HEAD))

    (found,) = read(post, trusted)

    assert (found.size, len(found.head)) == (3 * HEAD, HEAD)


def test_a_server_that_sends_more_than_it_was_asked_for_is_not_listened_to(
    trusted: tuple[trustme.CA, str],
) -> None:
    post = Post(sends_too_much=True)
    post.put(b"one")

    with pytest.raises(Unreachable, match="sends a piece of 2,000,000,000 bytes"):
        read(post, trusted)


def test_a_message_that_is_deleted_meanwhile_is_passed_over(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    post.put(b"one", b"two")
    with (
        listening(post, context(trusted[0])) as port,
        imap.opened(_mailbox(port, trusted[1]), WORD) as folder,
    ):
        arrived = folder.arrived()
        assert next(arrived).head == b"one"
        del post.messages[102]
        assert list(arrived) == []


def test_more_messages_than_one_search_may_name_are_all_found(
    trusted: tuple[trustme.CA, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_AT_ONCE", 2)
    post = Post()
    post.put(b"1", b"2", b"3", b"4", b"5")

    assert [each.head for each in read(post, trusted)] == [b"1", b"2", b"3", b"4", b"5"]
    assert len([command for command in post.commands if command.startswith("UID SEARCH")]) == 3


# ---- Who is spoken to ----


def test_a_server_without_plain_authentication_is_logged_in_to(trusted: tuple[trustme.CA, str]) -> None:
    post = Post(offers_plain=False)

    assert read(post, trusted) == []
    assert "LOGIN" in post.commands


def test_a_name_with_signs_that_mean_something_is_sent_as_it_is(trusted: tuple[trustme.CA, str]) -> None:
    post = Post(offers_plain=False, login=r'"DESK\\briefs \"(1)"')
    with listening(post, context(trusted[0])) as port:
        mailbox = Mailbox(host="127.0.0.1", port=port, user='DESK\\briefs "(1)', authority=trusted[1])
        with imap.opened(mailbox, WORD) as folder:
            assert list(folder.arrived()) == []


@pytest.mark.parametrize("offers_plain", [True, False])
def test_a_wrong_password_is_told_and_never_shown(
    trusted: tuple[trustme.CA, str], *, offers_plain: bool
) -> None:
    with pytest.raises(
        Unreachable, match=r"refuses mail\.mailbox\.user or the password.*who are you"
    ) as caught:
        read(Post(offers_plain=offers_plain), trusted, word=Secret(value="not the word"))

    assert "not the word" not in str(caught.value)


SAID_BACK = 'a "word\\ of ours'
"""Holds what is sent and printed otherwise than it stands."""


@pytest.mark.parametrize(
    "echo",
    [
        SAID_BACK,
        'a \\"word\\\\ of ours',
        base64.b64encode(f"\0{USER}\0{SAID_BACK}".encode()).decode(),
        base64.b64encode(SAID_BACK.encode()).decode(),
    ],
    ids=["as it is", "quoted", "as PLAIN", "base64"],
)
@pytest.mark.parametrize("at", ["LOGIN", "SELECT", "UID SEARCH"])
@pytest.mark.parametrize("answer", ["NO not {}", "BAD not {}", "what {}?"])
def test_a_server_that_says_the_password_back_is_told_without_it(
    trusted: tuple[trustme.CA, str], at: str, answer: str, echo: str
) -> None:
    post = Post(offers_plain=False, login="", answers={"LOGIN": "OK in", at: answer.format(echo)})
    post.put(b"one")

    with pytest.raises(Unreachable, match="…") as caught:
        read(post, trusted, word=Secret(value=SAID_BACK))

    assert caught.value.__suppress_context__
    assert echo not in str(caught.value)
    assert "word" not in str(caught.value).replace("the password", "")


def test_a_password_beyond_ascii_that_is_said_back_is_not_shown(trusted: tuple[trustme.CA, str]) -> None:
    for answer in ("NO not pässwort", "BAD not pässwort", "what pässwort?"):
        post = Post(answers={"AUTHENTICATE": answer})

        with pytest.raises(Unreachable, match="…") as caught:
            read(post, trusted, word=Secret(value="pässwort"))

        assert caught.value.__suppress_context__
        assert "sswort" not in str(caught.value)


def test_a_password_that_is_missing_is_told_before_anybody_is_asked() -> None:
    with (
        pytest.raises(ConfigurationError, match="BRIEFS_MAILBOX_PASSWORD"),
        imap.opened(_mailbox(9, None), None),
    ):
        pass


def test_a_password_that_cannot_be_sent_is_told_and_not_shown(trusted: tuple[trustme.CA, str]) -> None:
    with pytest.raises(ConfigurationError, match="beyond ASCII") as caught:
        read(Post(offers_plain=False), trusted, word=Secret(value="pässwort"))

    assert caught.value.__suppress_context__
    assert "pässwort" not in str(caught.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    with (
        listening(post, context(trustme.CA())) as port,
        pytest.raises(Unreachable, match=r"certificate cannot be trusted.*mail\.mailbox\.authority"),
        imap.opened(_mailbox(port, trusted[1]), WORD),
    ):
        pass

    assert post.commands == []


def test_a_certificate_of_another_or_one_that_has_expired_is_refused(
    trusted: tuple[trustme.CA, str],
) -> None:
    old = context(trusted[0], not_after=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    for shown, why in ((context(trusted[0], "other.example"), "not valid for"), (old, "expired")):
        post = Post()
        with (
            listening(post, shown) as port,
            pytest.raises(Unreachable, match=why),
            imap.opened(_mailbox(port, trusted[1]), WORD),
        ):
            pass
        assert post.commands == []


def test_a_server_without_tls_is_told_nothing(trusted: tuple[trustme.CA, str]) -> None:
    post = Post()
    with (
        listening(post, None) as port,
        pytest.raises(Unreachable, match=r"TLS fails.*mail\.mailbox\.port"),
        imap.opened(_mailbox(port, trusted[1]), WORD),
    ):
        pass

    assert "AUTHENTICATE" not in post.commands


def test_an_authority_that_is_no_certificate_is_a_mistake_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "authority.pem").write_text("no certificate\n")
    with (
        pytest.raises(ConfigurationError, match="PEM"),
        imap.opened(_mailbox(9, str(tmp_path / "authority.pem")), WORD),
    ):
        pass


# ---- Servers that do not agree ----


@pytest.mark.parametrize(
    ("name", "answer", "why"),
    [
        ("SELECT", "NO no such folder", "no such folder"),
        ("UID SEARCH", "NO not \x1b[31mnow", r"not \[31mnow"),
        ("UID FETCH", "BAD never", "never"),
        ("UID STORE", "NO read only", "read only"),
    ],
)
def test_a_no_is_told(trusted: tuple[trustme.CA, str], name: str, answer: str, why: str) -> None:
    post = Post(answers={name: answer})
    post.put(b"one")

    with pytest.raises(Unreachable, match=rf"mailbox 127\.0\.0\.1:\d+: answers: .*{why}"):
        read(post, trusted, read=True)


def test_a_folder_that_cannot_be_written_is_told(trusted: tuple[trustme.CA, str]) -> None:
    with pytest.raises(Unreachable, match="must mark"):
        read(Post(answers={"SELECT": "OK [READ-ONLY] done"}), trusted)


@pytest.mark.parametrize("name", ["CAPABILITY", "SELECT", "UID SEARCH", "UID FETCH", "UID STORE", "LOGOUT"])
def test_a_server_that_hangs_up_is_told_unless_all_is_said(
    trusted: tuple[trustme.CA, str], name: str
) -> None:
    post = Post(hangs_up_at=name)
    post.put(b"one")

    if name == "LOGOUT":
        assert len(read(post, trusted, read=True)) == 1
        return
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        read(post, trusted, read=True)


def test_a_server_that_is_down_is_told() -> None:
    import socket  # noqa: PLC0415 - only here

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with (
        pytest.raises(Unreachable, match="cannot be reached: Connection refused"),
        imap.opened(_mailbox(port, None), WORD),
    ):
        pass
