"""The header of a message: who, when, how to answer and how to leave; and nothing that somebody slipped in."""

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.headers import delivery_of
from briefs.distribution.tokens import number_of
from briefs.model import Claimed, DeliveryKind, Mail, Secret, Shipment
from tests.distribution.letters import KIM, LETTER, SECRET, W21, Written, desk, letters

SERVED = "https://desk.example/briefs/"
FIXED = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "References",
    "List-Id",
    "List-Unsubscribe",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


def block(claimed: Claimed = KIM, mail: Mail | None = None, *, subject: str = LETTER.subject) -> bytes:
    write = Written(replace(LETTER, subject=subject))
    return letters(mail, write=write, shipment=claimed.shipment).parcel(claimed).parts[0]


def fields(header: bytes) -> dict[str, str]:
    """The fields as a simple reader sees them: unfolded, encoded words decoded by RFC 2047."""
    assert header.endswith(b"\r\n\r\n")
    lines = re.sub(rb"\r\n(?=[ \t])", b"", header).decode("ascii").split("\r\n")[:-2]
    pairs = [line.partition(": ") for line in lines]
    assert len({name for name, _, _ in pairs}) == len(pairs)
    return {name: str(make_header(decode_header(value))) for name, _, value in pairs}


def test_a_message_has_these_fields_and_no_others() -> None:
    assert fields(block()).keys() == FIXED


def test_it_is_from_the_desk_to_one_reader_and_says_so() -> None:
    found = fields(block(mail=desk(name="Northern Desk")))
    assert found["From"] == '"Northern Desk" <briefs@desk.example>'
    assert found["To"] == '"Kim, Ji-u" <kim@embassy.example>'
    assert found["Subject"] == LETTER.subject
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["List-Id"] == "<briefs.desk.example>"


def test_its_date_is_that_of_the_planning_whenever_it_leaves() -> None:
    assert fields(block())["Date"] == "Sun, 17 May 2026 21:02:00 +0000"


# ---- How it is called ----


def test_its_identifier_leads_to_its_delivery_and_stays_on_every_attempt() -> None:
    first, again = fields(block())["Message-ID"], fields(block(replace(KIM, tries=5)))["Message-ID"]
    assert first == again
    assert delivery_of(first, SECRET) == 41
    assert delivery_of(first.strip("<>").upper().replace("DESK", "desk").lower(), SECRET) == 41


@pytest.mark.parametrize(
    "other",
    [
        replace(KIM, number=42),
        replace(KIM, reader=8),
        replace(KIM, shipment=replace(W21, revision=1)),
        replace(KIM, shipment=replace(W21, edition="2026-W22")),
        replace(KIM, shipment=replace(W21, kind=DeliveryKind.WITHDRAWAL)),
    ],
    ids=["delivery", "reader", "revision", "edition", "kind"],
)
def test_each_message_has_an_identifier_of_its_own(other: Claimed) -> None:
    assert fields(block())["Message-ID"] != fields(block(other))["Message-ID"]


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "<a@b>",
        "<proof.5f5f5f5f5f5f5f5f@desk.example>",
        "x" * 10_000,
        "<" + "a" * 32 + ".0123456789abcdef@d.example>",
    ],
)
def test_an_identifier_that_is_not_ours_leads_nowhere(identifier: str) -> None:
    assert delivery_of(identifier, SECRET) is None


def test_with_another_secret_an_identifier_leads_nowhere() -> None:
    assert delivery_of(fields(block())["Message-ID"], Secret(value="60" * 32)) is None


def test_a_correction_stands_below_what_it_corrects_for_this_reader() -> None:
    second = replace(KIM, number=90, shipment=replace(W21, revision=1))
    first, above, below = (fields(block(it)) for it in (KIM, second, replace(second, had_earlier=True)))
    assert first["References"] == above["References"] == below["References"] == below["In-Reply-To"]
    assert "In-Reply-To" not in {*first, *above}  # who had nothing yet has nothing to find it below
    assert fields(block(replace(KIM, reader=8)))["References"] != first["References"]


def test_a_withdrawal_stands_below_what_it_withdraws() -> None:
    gone = fields(block(replace(KIM, shipment=replace(W21, kind=DeliveryKind.WITHDRAWAL))))
    assert gone["In-Reply-To"] == fields(block())["References"]


# ---- How to leave ----


def test_without_a_server_of_ours_a_reader_leaves_by_mail() -> None:
    found = fields(block())
    way = re.fullmatch(
        r"<mailto:briefs@desk\.example\?subject=unsubscribe%20([a-z2-7]{32})>", found["List-Unsubscribe"]
    )
    assert way
    assert number_of(way[1], "unsubscribe", SECRET) == 7
    assert "List-Unsubscribe-Post" not in found


def test_with_a_server_of_ours_one_click_is_enough() -> None:
    found = fields(block(mail=desk(address=SERVED, unsubscribe="leave+now@desk.example")))
    ways = re.fullmatch(
        r"<https://desk\.example/briefs/unsubscribe/([a-z2-7]{32})>, "
        r"<mailto:leave\+now@desk\.example\?subject=unsubscribe%20\1>",
        found["List-Unsubscribe"],
    )
    assert ways
    assert number_of(ways[1], "unsubscribe", SECRET) == 7
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_way_out_is_never_encoded_however_long_it_is() -> None:
    header = block(
        mail=desk(address=f"https://{'long.' * 40}example/", unsubscribe=f"{'l' * 60}@desk.example")
    )
    assert b"=?" not in header.split(b"List-Unsubscribe: ")[1].split(b"\r\nFrom")[0]


# ---- What somebody else wrote ----


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kim\r\nBcc: all@embassy.example", '"Kim Bcc: all@embassy.example"'),
        ("Kim\n\nA body", '"Kim A body"'),
        ("Kim\0\x0b\x85\u2028Ji-u", '"Kim Ji-u"'),
        ("{{ config }}", '"{{ config }}"'),
        ('Kim "the" \\ <x@y.example>,', r'"Kim \"the\" \\ <x@y.example>,"'),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", '"= ?utf-8?q?a=0D=0ABcc:_x?="'),
        ("\u202eki\u200bm", '"kim"'),
        ("می\u200cرزا", "می\u200cرزا"),
        ("김지우 서기관", "김지우 서기관"),
        ("김" * 5000, "김" * 120),
        ("K" * 5000, f'"{"K" * 120}"'),
    ],
)
def test_a_name_is_a_name_and_nothing_else(name: str, shown: str) -> None:
    found = fields(block(replace(KIM, name=name)))
    assert found.keys() == FIXED
    assert found["To"] == f"{shown} <kim@embassy.example>"


@given(st.text(max_size=200), st.text(max_size=300))
def test_no_name_and_no_subject_adds_a_field_or_a_line_that_is_too_long(name: str, subject: str) -> None:
    header = block(replace(KIM, name=name), desk(name=name), subject=subject)
    assert fields(header).keys() == FIXED
    assert max(map(len, header.split(b"\r\n"))) <= 998
    read = email.message_from_bytes(header, policy=email.policy.SMTP)
    assert [it.addr_spec for it in read["To"].addresses] == ["kim@embassy.example"]
    assert [it.addr_spec for it in read["From"].addresses] == ["briefs@desk.example"]


def test_a_subject_is_what_was_said_with_every_space_in_it() -> None:
    subject = "[TLP:AMBER] 정정 · Korea–Japan policy brief, 한일 정책 브리프 · 2026-W21"
    assert fields(block(subject=subject))["Subject"] == subject


@pytest.mark.parametrize(
    "address",
    [
        "kim@embassy.example\r\nBcc: x@y.example",
        "kim@embassy.example>",
        "kim @embassy.example",
        "kim",
        "",
        "k" * 10_000 + "@embassy.example",
        "김@embassy.example",
        "kim@embassy.example\n",
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_written(address: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in the header"):
        block(replace(KIM, ascii=address))
    with pytest.raises(ValueError, match="cannot stand in the header"):
        letters().proof(address)


def test_an_edition_of_any_name_stays_out_of_the_header() -> None:
    odd = Shipment(edition="x\r\nBcc: y", revision=0)
    assert fields(block(replace(KIM, shipment=odd))).keys() == FIXED
