"""A message says to its reader what the letter says, with the edition in it, and the same on every attempt."""

import email
import email.policy
import threading
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.headers import delivery_of
from briefs.distribution.message import Parcel, Wanted, file_name
from briefs.distribution.tokens import number_of
from briefs.model import DeliveryKind, Letter, Shipment
from tests.distribution.letters import KIM, LETTER, PDF, SECRET, W21, Written, desk, letters


def received(parcel: Parcel) -> bytes:
    """The message as a server has it, which takes the doubled dots away."""
    return unstuffed(parcel.parts)


def unstuffed(parts: Sequence[bytes]) -> bytes:
    lines = b"".join(parts).split(b"\r\n")
    return b"\r\n".join(line.removeprefix(b".") for line in lines)


def parsed(parcel: Parcel) -> EmailMessage:
    message = email.message_from_bytes(received(parcel), policy=email.policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _ in message.walk()]
    return message


def told(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_message_has_the_letter_as_text_and_as_a_page_and_the_edition_under_its_name() -> None:
    message = parsed(letters().parcel(KIM))
    assert (told(message, "plain"), told(message, "html")) == (LETTER.text, LETTER.html)
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "The strait in May 2026-W21.pdf",
        "application/pdf",
    )
    assert attached.get_content() == PDF


SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])


@given(st.lists(st.text(SIGNS, max_size=120), min_size=1, max_size=6))
def test_whatever_a_letter_says_arrives_as_it_was_said(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    write = Written(replace(LETTER, text=text))
    assert told(parsed(letters(write=write, pdf=b"%PDF").parcel(KIM)), "plain") == text


def test_lines_that_begin_with_a_dot_are_told_from_the_end_of_the_message() -> None:
    parcel = letters().parcel(KIM)
    lines = b"".join(parcel.parts).split(b"\r\n")
    assert b"..a dot begins this line" in lines
    assert b"...two begin this one" in lines
    assert b"." not in lines


def test_a_revision_is_written_by_whether_its_reader_had_what_it_corrects() -> None:
    write, second = Written(), replace(W21, revision=1)
    for shipment, had_earlier in ((W21, False), (second, False), (second, True)):
        letters(write=write, shipment=shipment).parcel(replace(KIM, had_earlier=had_earlier))
    assert [it.is_first for it in write.wanted] == [False, True, False]


def test_the_size_that_is_told_is_that_of_the_message_as_it_is_received() -> None:
    parcel = letters().parcel(KIM)
    assert parcel.size == len(received(parcel))


def test_no_line_is_longer_than_a_server_takes_and_every_line_ends_as_it_should() -> None:
    whole = b"".join(letters(desk(address="https://desk.example/b/", name="외교부 " * 40)).parcel(KIM).parts)
    assert max(map(len, whole.split(b"\r\n"))) <= 998
    assert whole.endswith(b"\r\n")
    assert whole.count(b"\n") == whole.count(b"\r") == whole.count(b"\r\n")
    whole.decode("ascii")


def test_a_message_has_the_same_bytes_on_every_attempt_and_in_every_process() -> None:
    first, again = letters().parcel(KIM), letters().parcel(replace(KIM, tries=3))
    assert first == again


def test_what_readers_share_is_one_object_and_is_written_once() -> None:
    write = Written()
    some = letters(write=write)
    first = some.parcel(KIM)
    second = some.parcel(replace(KIM, number=42, reader=8, ascii="mori@embassy.example"))
    assert all(mine is yours for mine, yours in zip(first.parts[1:], second.parts[1:], strict=True))
    assert first.parts[0] != second.parts[0]
    assert len(first.parts[0]) < 1500
    assert write.wanted == [Wanted()]


def test_a_reader_gets_the_letter_of_their_language_and_themes() -> None:
    write = Written()
    some = letters(write=write)
    some.parcel(replace(KIM, language="ko", themes=("fog", "ferries", "fog")))
    some.parcel(replace(KIM, language="ko", themes=("ferries", "fog")))
    some.parcel(KIM)
    assert write.wanted == [Wanted(language="ko", themes=("ferries", "fog")), Wanted()]


def test_the_edition_is_encoded_once_for_all_letters() -> None:
    some = letters()
    english, korean = some.parcel(KIM), some.parcel(replace(KIM, language="ko"))
    assert english.parts[2] is korean.parts[2]
    assert len(english.parts[2]) > len(PDF)


def test_an_edition_over_the_limit_is_not_in_the_mail_and_the_letter_knows() -> None:
    write = Written()
    message = parsed(letters(desk(attach=len(PDF) - 1), write=write).parcel(KIM))
    assert write.wanted == [Wanted(attached=False)]
    assert message.get_content_type() == "multipart/alternative"
    assert told(message, "plain") == LETTER.text


def test_an_edition_of_the_very_limit_is_attached() -> None:
    assert parsed(letters(desk(attach=len(PDF))).parcel(KIM)).get_content_type() == "multipart/mixed"


def test_word_of_a_withdrawal_has_nothing_attached() -> None:
    gone = replace(W21, kind=DeliveryKind.WITHDRAWAL)
    message = parsed(letters(shipment=gone).parcel(replace(KIM, shipment=gone)))
    assert message.get_content_type() == "multipart/alternative"


def test_the_envelope_tells_whose_mail_came_back() -> None:
    parcel = letters(desk(bounces="returns@desk.example")).parcel(KIM)
    local, _, domain = parcel.sender.partition("@")
    name, _, token = local.partition("+")
    assert (name, domain, parcel.recipient) == ("returns", "desk.example", "kim@embassy.example")
    assert number_of(token, "delivery", SECRET) == number_of(parcel.identity, "delivery", SECRET) == 41


def test_without_an_address_for_returns_they_come_to_the_sender() -> None:
    assert letters().parcel(KIM).sender == "briefs@desk.example"


def test_a_proof_says_that_it_is_one_and_lets_nobody_leave() -> None:
    some = letters(desk(address="https://desk.example/b/", bounces="returns@desk.example"))
    parcel = some.proof("sol@desk.example")
    message = parsed(parcel)
    assert message["Subject"] == f"[proof] {LETTER.subject}"
    assert (message["To"], parcel.sender, parcel.identity) == ("sol@desk.example", "briefs@desk.example", "")
    assert "List-Unsubscribe" not in message
    assert delivery_of(message["Message-ID"], SECRET) is None
    assert told(message, "plain") == LETTER.text


def test_what_is_mostly_korean_is_not_three_times_as_long_on_its_way() -> None:
    text = "여객선 운항은 칠월 셋째 주에 다시 시작될 예정이다.\n" * 200
    parcel = letters(write=Written(replace(LETTER, text=text)), pdf=b"%PDF").parcel(KIM)
    assert told(parsed(parcel), "plain") == text
    assert parcel.size < 1.6 * len(text.encode())


def test_many_threads_are_given_the_same_letter_written_once() -> None:
    write = Written()
    some = letters(write=write)
    made: list[Parcel] = []
    threads = [threading.Thread(target=lambda: made.append(some.parcel(KIM))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [made[0]] * 8
    assert len(write.wanted) == 1


def test_letters_that_nobody_needed_for_long_are_let_go_and_written_again() -> None:
    write = Written()
    some = letters(write=write, pdf=b"%PDF")
    for number in range(257):
        some.parcel(replace(KIM, themes=(f"theme-{number}",)))
    some.parcel(replace(KIM, themes=("theme-256",)))
    assert len(write.wanted) == 257
    some.parcel(replace(KIM, themes=("theme-0",)))
    assert len(write.wanted) == 258


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (("The strait in May", "2026-W21"), "The strait in May 2026-W21.pdf"),
        (
            ("Korea–Japan: “a” brief", "2026-W21", "", "TLP-AMBER"),
            "Korea-Japan- “a” brief 2026-W21 TLP-AMBER.pdf",
        ),
        (("../../etc/passwd",), "-..-etc-passwd.pdf"),
        (("한일 브리프", "2026-W21"), "한일 브리프 2026-W21.pdf"),
        (("a\r\nb\0c\u202e",), "a b c.pdf"),
        (("", "..."), "brief.pdf"),
    ],
)
def test_the_attachment_has_a_name_that_every_system_takes(said: tuple[str, ...], name: str) -> None:
    assert file_name(*said) == name


def test_an_attachment_with_a_korean_name_arrives_under_it() -> None:
    name = file_name("한일 브리프 " * 20, "2026-W21")
    (attached,) = parsed(letters(name=name).parcel(KIM)).iter_attachments()
    assert attached.get_filename() == name
    assert len(name) == len(".pdf") + 100


def test_a_letter_for_another_shipment_has_other_boundaries_and_none_stands_in_it() -> None:
    letter = Letter(
        language="en", subject="s", text="--=_mixed_\n--=_alternative_\n", html="<p>--=_mixed_</p>"
    )
    message = parsed(letters(write=Written(letter), shipment=Shipment(edition="x", revision=0)).parcel(KIM))
    assert told(message, "plain") == letter.text
