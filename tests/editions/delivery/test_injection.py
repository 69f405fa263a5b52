"""Whatever readers are called, and whatever somebody sends us, is data on the whole way through a desk."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from briefs.distribution.opened import HEAD
from briefs.model import BounceClass, DeliveryState, IncomingKind, Refusal
from tests.distribution.faults import FaultyServer
from tests.distribution.imap_server import USER, Post, listening
from tests.distribution.returned import mail, message_id, postfix
from tests.distribution.servers import authority, context
from tests.editions.delivery.answered import CONFIGURATION
from tests.editions.delivery.answered import Desk as Hearing
from tests.editions.delivery.posted import Postroom

ADA, BEN = "ada@office.example", "ben@office.example"
BCC = "Bcc: all@embassy.example"
LONG = "a" * 10_000 + "@coast.example"


def taken(server: FaultyServer) -> dict[str, EmailMessage]:
    """The mail that each reader was handed."""
    return {it.recipient: message_from_bytes(it.content, policy=SMTP) for it in server.taken}


# ---- What readers are called ----


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("{{ config }}", "{{ config }}"),
        ("{% for x in y %}${HOME}", "{% for x in y %}${HOME}"),
        (f"Ada\r\n{BCC}\r\n\r\nA body", f"Ada {BCC} A body"),
        ("Ada\0\x0bLind", r"Ada\x00 Lind"),
        (f"=?utf-8?q?Ada=0D=0A{BCC.replace(' ', '_')}?=", None),
        ("x" * 10_000, None),
    ],
    ids=["a template", "other templates", "CR and LF", "NUL", "an encoded word", "10,000 signs"],
)
def test_a_mail_to_a_reader_of_any_name_is_that_of_any_other_but_for_the_name(
    room: Postroom, server: FaultyServer, name: str, shown: str | None
) -> None:
    room.add(ADA, name=name)
    room.add(BEN, name="Ben")

    room.send()

    odd, plain = taken(server)[ADA], taken(server)[BEN]
    assert server.count() == {ADA: 1, BEN: 1}
    assert odd.keys() == plain.keys()
    (to,) = odd["To"].addresses
    assert to.addr_spec == ADA
    assert shown is None or to.display_name == shown
    assert [part.get_content() for part in odd.walk() if not part.is_multipart()] == [
        part.get_content() for part in plain.walk() if not part.is_multipart()
    ]


@pytest.mark.parametrize("field", ["lists", "themes"])
@pytest.mark.parametrize("word", [f"desk\r\n{BCC}", "desk\0", "{{ config }}"])
def test_no_list_or_theme_that_a_reader_has_adds_a_line_to_the_mail(
    room: Postroom, server: FaultyServer, field: str, word: str
) -> None:
    room.add(ADA, **{field: ("desk", word)})
    room.add(BEN)

    room.send()

    odd, plain = taken(server)[ADA], taken(server)[BEN]
    assert server.count() == {ADA: 1, BEN: 1}
    assert odd.keys() == plain.keys()
    assert (odd["Subject"], odd["List-Id"]) == (plain["Subject"], plain["List-Id"])
    assert BCC not in str(odd)


# ---- What somebody sends us ----


def test_an_address_of_10_000_letters_in_a_mail_is_no_readers_and_is_not_kept_whole(desk: Hearing) -> None:
    number = desk.send()

    polled = desk.poll(
        mail(f"From: {LONG}", "Subject: 2026-W21 1.2 is wrong", "", "1.2 is wrong."),
        mail(f"From: {LONG}", "Subject: unsubscribe", f"In-Reply-To: {message_id(number)}", "", ""),
        postfix(identity=message_id(number), recipient=LONG, said=f"550 5.1.1 <{LONG}> nobody"),
    )

    assert sum(polled.kinds.values()) == 3
    assert polled.classes == {BounceClass.SOFT: 1}
    assert (desk.refused(), desk.state(number)) == ({}, DeliveryState.SENT)
    assert all(len(it.writer) <= 320 for it in desk.store.incoming.requests())


def test_a_report_of_50_megabytes_on_a_server_is_read_in_its_head(desk: Hearing, tmp_path: Path) -> None:
    number = desk.send()
    post = Post()
    post.put(postfix(identity=message_id(number)) + b"x" * 50_000_000)
    made, path = authority(tmp_path)
    with listening(post, context(made)) as port:
        server = f'server = "127.0.0.1"\nport = {port}\nuser = "{USER}"\nauthority = "{path}"'
        text = CONFIGURATION.replace('path = "box"', server)
        (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")
        polled = desk.poll()

    assert polled.kinds == {IncomingKind.BOUNCE: 1}
    assert desk.refused() == {"min@coast.example": Refusal.BOUNCED}
    fetched = [command for command in post.commands if command.startswith("UID FETCH")]
    assert fetched
    assert all(f"BODY.PEEK[]<0.{HEAD}>" in command for command in fetched)
