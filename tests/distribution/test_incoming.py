"""What comes back is taken for what it is, and speaks of our mail only where it bears our own token."""

import datetime
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.headers import Heading
from briefs.distribution.incoming import classified
from briefs.distribution.opened import HEAD, Arrived
from briefs.model import (
    Bounce,
    BounceClass,
    Claimed,
    Incoming,
    IncomingKind,
    Mail,
    MailServer,
    Security,
    Shipment,
)
from tests.distribution import returned
from tests.distribution.returned import (
    DELIVERY,
    LEAVING,
    MESSAGE_ID,
    READER,
    SECRET,
    TOKEN,
    VERP,
    complaint,
    exchange,
    exim,
    mail,
    postfix,
    qmail,
    written,
)


def of(content: bytes) -> Incoming:
    return classified(Arrived(name="1", size=len(content), head=content[:HEAD]), SECRET)


def bounce_of(content: bytes) -> Bounce:
    found = of(content)
    assert (found.kind, found.delivery) == (IncomingKind.BOUNCE, DELIVERY)
    assert found.bounce is not None
    return found.bounce


# ---- Bounces ----


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (postfix(), "5.1.1", "550 5.1.1 <min@coast.example>: Recipient address rejected: User unknown"),
        (postfix(returned="message/rfc822"), "5.1.1", "550 5.1.1 <min@coast.example>: Recipient address"),
        (exchange(), "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"),
        (exim(), "5.1.1", "SMTP error from remote mail server after RCPT TO"),
        (qmail(), "5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)"),
    ],
    ids=["postfix", "postfix with the mail", "exchange", "exim", "qmail"],
)
def test_every_server_is_understood_when_there_is_no_such_address(
    content: bytes, status: str, said: str
) -> None:
    bounce = bounce_of(content)

    assert (bounce.kind, bounce.status) == (BounceClass.HARD, status)
    assert bounce.diagnosis.startswith(said)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.0", BounceClass.HARD),
        ("5.1.2", BounceClass.HARD),
        ("5.1.3", BounceClass.HARD),
        ("5.1.6", BounceClass.HARD),
        ("5.1.10", BounceClass.HARD),
        ("5.2.1", BounceClass.HARD),
        ("4.4.1", BounceClass.SOFT),
        ("4.7.1", BounceClass.SOFT),
        ("5.2.2", BounceClass.SOFT),
        ("5.4.4", BounceClass.SOFT),
        ("5.9.99", BounceClass.SOFT),
        ("5.3.4", BounceClass.OURS),
        ("5.2.3", BounceClass.OURS),
        ("5.6.0", BounceClass.OURS),
        ("5.7.1", BounceClass.OURS),
        ("5.7.509", BounceClass.OURS),
    ],
)
def test_a_bounce_is_of_the_address_of_the_moment_or_our_own_fault(status: str, kind: BounceClass) -> None:
    assert bounce_of(postfix(status=status, said="somebody says no")).kind is kind


@pytest.mark.parametrize("status", ["5.0.0", "5", "unknown", ""])
def test_a_status_that_says_nothing_gives_way_to_the_servers_words(status: str) -> None:
    assert bounce_of(postfix(status=status, said="550 5.1.1 nobody")).kind is BounceClass.HARD
    assert bounce_of(postfix(status=status, said="550 nobody")).kind is BounceClass.SOFT


def test_the_numbers_of_an_address_in_a_servers_words_are_no_status() -> None:
    assert (
        bounce_of(postfix(status="5.0.0", said="550 host 192.5.1.1 says 5.1.1.9 no")).kind is BounceClass.SOFT
    )


def test_a_server_that_writes_its_name_in_its_own_letters_is_understood() -> None:
    content = exim().replace(b"Mail Delivery System", "메일 시스템".encode())

    assert bounce_of(content).kind is BounceClass.HARD


def test_a_mail_that_is_late_has_not_come_back() -> None:
    found = of(postfix(action="delayed", status="4.4.1"))

    assert (found.kind, found.delivery, found.bounce) == (IncomingKind.DELAY, DELIVERY, None)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_is_nothing_to_act_upon(action: str) -> None:
    assert of(postfix(action=action, status="2.1.5")).kind is IncomingKind.AUTOMATIC


def test_where_one_behind_an_address_got_it_the_address_has_not_failed() -> None:
    block = b"Final-Recipient: rfc822; x@coast.example\r\nAction: expanded\r\nStatus: 2.0.0\r\n\r\n"
    content = postfix().replace(b"Final-Recipient: rfc822; min", block + b"Final-Recipient: rfc822; min")

    assert of(content).kind is IncomingKind.AUTOMATIC


def test_an_address_that_fails_for_several_reasons_counts_by_the_mildest() -> None:
    block = b"Final-Recipient: rfc822; x@coast.example\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\n"
    content = postfix().replace(b"Final-Recipient: rfc822; min", block + b"Final-Recipient: rfc822; min")

    assert bounce_of(content).kind is BounceClass.SOFT


def test_a_report_of_the_newer_standard_is_read_too() -> None:
    content = postfix().replace(b"message/delivery-status", b"message/global-delivery-status")

    assert bounce_of(content).status == "5.1.1"


# ---- Whose mail it is ----


@pytest.mark.parametrize(
    "content",
    [
        postfix(to=VERP, identity="<other@elsewhere.example>"),
        postfix(envelope=TOKEN, identity="<other@elsewhere.example>"),
        postfix(to=VERP.upper(), identity=""),
        postfix(),
    ],
    ids=["address", "envelope", "folded address", "message id"],
)
def test_a_delivery_is_known_by_any_trace_of_its_token(content: bytes) -> None:
    assert bounce_of(content).kind is BounceClass.HARD


def forged(token: str) -> str:
    return token[:-1] + ("a" if token[-1] != "a" else "b")


FORGED = forged(TOKEN)


@pytest.mark.parametrize(
    "content",
    [
        postfix(identity="<stranger@elsewhere.example>"),
        postfix(identity=f"<{FORGED}.0f3a@desk.example>", to=f"bounces+{FORGED}@desk.example"),
        postfix(identity=f"<{TOKEN[:-1]}.0f3a@desk.example>"),
        postfix(identity=f"<{LEAVING}.0f3a@desk.example>"),
        postfix(identity=returned.message_id(1), to=VERP),
        exim().replace(TOKEN.encode(), FORGED.encode()),
        qmail().replace(TOKEN.encode(), b"somebody"),
    ],
    ids=["a stranger's", "forged", "truncated", "a token for leaving", "of two", "exim", "qmail"],
)
def test_a_bounce_without_a_token_of_ours_or_with_two_speaks_of_nothing(content: bytes) -> None:
    found = of(content)

    assert (found.kind, found.delivery, found.bounce) == (IncomingKind.OTHER, None, None)


def test_a_bounce_of_a_mail_that_answered_ours_is_not_one_of_ours() -> None:
    theirs = postfix(identity="<answer@coast.example>").replace(
        b"Subject: Weekly", b"In-Reply-To: " + MESSAGE_ID.encode() + b"\r\nSubject: Re: Weekly"
    )

    assert of(theirs).kind is IncomingKind.OTHER


def test_who_writes_in_a_servers_name_without_a_report_changes_nothing() -> None:
    content = written("5.1.1 user unknown", more=("X-Failed-Recipients: min@coast.example",), answers="")

    assert of(content).kind is IncomingKind.OTHER


# ---- What we have sent ourselves ----

OURS = Heading(
    mail=Mail(
        sender="briefs@desk.example",
        owners=("owner@desk.example",),
        server=MailServer(host="localhost", port=25, security=Security.NONE),
        bounces="bounces@desk.example",
        address="https://desk.example/",
    ),
    secret=SECRET,
    shipment=Shipment(edition="2026-W21", revision=1),
    moment=datetime.datetime(2026, 5, 18, 6, 0, tzinfo=datetime.UTC),
)
CLAIMED = Claimed(
    number=DELIVERY,
    shipment=OURS.shipment,
    reader=READER,
    ascii="min@coast.example",
    name="Min Han",
    language="",
    themes=(),
    tries=1,
)


def test_a_mail_of_ours_is_known_when_it_comes_back_and_when_it_is_answered() -> None:
    head = tuple(OURS.personal(CLAIMED).decode().split("\r\n")[:-1])
    (identity,) = [line.partition(": ")[2] for line in head if line.startswith("Message-ID")]

    assert bounce_of(postfix(head=head)).kind is BounceClass.HARD
    assert (
        bounce_of(postfix(head=("Subject: none",), to=OURS.envelope_sender(CLAIMED))).kind is BounceClass.HARD
    )
    assert of(written("1.2 is wrong", answers=identity)).delivery == DELIVERY


def test_the_mail_that_our_own_header_asks_for_is_a_refusal() -> None:
    (way,) = re.findall(r"<(mailto:[^>]+)>", OURS.personal(CLAIMED).decode())
    asked = urlsplit(way)
    found = of(written("", to=asked.path, subject=parse_qs(asked.query)["subject"][0], answers=""))

    assert (found.kind, found.reader) == (IncomingKind.UNSUBSCRIBE, READER)


def test_an_edition_of_ours_in_the_mailbox_stays_unread() -> None:
    content = (
        OURS.shared("Weekly brief 2026-W21") + OURS.personal(CLAIMED) + b"\r\n1.1 The ferry came back.\r\n"
    )

    assert of(content).kind is IncomingKind.OTHER


# ---- Complaints and refusals ----


@pytest.mark.parametrize("kind", ["abuse", "Fraud", "opt-out"])
def test_a_complaint_names_delivery_and_reader(kind: str) -> None:
    found = of(complaint(kind))

    assert (found.kind, found.delivery, found.reader) == (IncomingKind.COMPLAINT, DELIVERY, READER)
    assert found.note == kind.lower()


def test_a_complaint_whose_message_id_was_taken_out_names_the_reader_still() -> None:
    found = of(complaint(identity="<redacted>"))

    assert (found.kind, found.delivery, found.reader) == (IncomingKind.COMPLAINT, None, READER)


@pytest.mark.parametrize(
    "content",
    [complaint("not-spam"), complaint("auth-failure"), complaint(identity="<x@y.example>", leaving="nobody")],
)
def test_other_feedback_and_a_complaint_about_others_is_for_a_person(content: bytes) -> None:
    assert of(content).kind is IncomingKind.OTHER


@pytest.mark.parametrize(
    "content",
    [
        written("", subject=f"unsubscribe {LEAVING}", answers=""),
        written("", subject=f"Unsubscribe {LEAVING.upper()}", answers=""),
        written("Please.", subject="anything", answers="", to=f"leave+{LEAVING}@desk.example"),
    ],
    ids=["subject", "capitals", "address"],
)
def test_a_token_for_leaving_is_enough(content: bytes) -> None:
    found = of(content)

    assert (found.kind, found.reader) == (IncomingKind.UNSUBSCRIBE, READER)


@pytest.mark.parametrize("word", [LEAVING[:-1], forged(LEAVING), TOKEN, LEAVING + "a"])
def test_a_token_that_is_forged_or_truncated_or_of_a_delivery_refuses_nothing(word: str) -> None:
    found = of(written("", subject=f"unsubscribe {word}", answers=""))

    assert (found.kind, found.reader) == (IncomingKind.OTHER, None)


@pytest.mark.parametrize("word", ["Unsubscribe", "unsubscribe.", "수신거부", "配信停止", "STOP"])
def test_an_answer_to_our_mail_that_says_nothing_else_refuses(word: str) -> None:
    found = of(
        written(word, "", "On Mon, 18 May 2026, Harbour Desk wrote:", "> Key points", "> 1.1 A ferry.")
    )

    assert (found.kind, found.delivery) == (IncomingKind.UNSUBSCRIBE, DELIVERY)


def test_who_only_says_so_is_left_for_a_person_to_believe() -> None:
    found = of(written("unsubscribe", subject="unsubscribe", answers=""))

    assert (found.kind, found.reader, found.delivery) == (IncomingKind.OTHER, None, None)


@pytest.mark.parametrize(
    "words",
    [
        "Please unsubscribe me.",
        "Kindly remove me from this list",
        "Stop sending this!",
        "Bitte nehmen Sie mich aus dem Verteiler.",
        "Merci de me désabonner",
        "메일 수신 거부 부탁드립니다.",
        "配信停止をお願いします。",
    ],
)
@pytest.mark.parametrize("answers", ["", MESSAGE_ID])
def test_who_asks_for_no_more_in_other_words_is_named_as_such_to_a_person(words: str, answers: str) -> None:
    found = of(written(words, subject="Weekly brief", answers=answers))

    assert (found.kind, found.leaves, found.reader) == (IncomingKind.OTHER, True, None)
    assert found.delivery == (DELIVERY if answers else None)


def test_a_long_letter_that_mentions_leaving_is_about_something_else() -> None:
    assert not of(written("They unsubscribed. " * 30, answers="")).leaves


# ---- Automatic answers ----


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner=me",
        "X-Autoreply: yes",
        "Precedence: auto_reply",
        "Precedence: bulk",
    ],
)
def test_who_is_out_of_office_has_neither_bounced_nor_asked(header: str) -> None:
    found = of(written("Back on 1.6. Statement 1.1 is fine.", to=VERP, more=(header,)))

    assert found.kind is IncomingKind.AUTOMATIC


def test_automatic_mail_that_answers_none_of_ours_stays_unread_for_a_person() -> None:
    bill = written("Your bill.", answers="", more=("Auto-Submitted: auto-generated",))
    own = postfix().replace(b"multipart/report", b"multipart/mixed").replace(b"message/delivery", b"text/x")

    assert (of(bill).kind, of(own).kind) == (IncomingKind.OTHER, IncomingKind.OTHER)


# ---- Answers of people ----


def test_an_answer_that_names_a_statement_is_kept_with_its_writers_own_words() -> None:
    found = of(
        written(
            "In 1.2 the year is wrong: it was 2019, see also t3.",
            "",
            "Am 18.05.2026 um 08:00 schrieb Harbour Desk:",
            "> 1.1 The ferry came back.",
            "> 2.1 The harbour closed.",
        )
    )

    assert (found.kind, found.delivery) == (IncomingKind.REQUEST, DELIVERY)
    assert found.reply is not None
    assert found.reply.statements == ("1.2", "t3")
    assert found.reply.words == "In 1.2 the year is wrong: it was 2019, see also t3."
    assert found.reply.writer == "min@coast.example"
    assert found.reply.editions == ("2026-W21",)


@pytest.mark.parametrize(
    "text", ["1.2는 틀렸습니다.", "項目1.2について", "(1.2)", "1.2: no", "1.2, 1.2.", "See #1.2!"]
)
def test_a_statement_is_found_in_any_sentence(text: str) -> None:
    found = of(written(text))

    assert found.reply is not None
    assert found.reply.statements == ("1.2",)


def test_an_answer_without_a_statement_is_for_a_person() -> None:
    found = of(written("Thank you!", "", "On Monday you wrote:", "> 1.1 The ferry came back."))

    assert (found.kind, found.reply) == (IncomingKind.OTHER, None)


def test_a_new_mail_may_name_edition_and_statement_in_its_subject() -> None:
    found = of(written("It was Tuesday.", subject="2026-W21 1.2 is wrong", answers=""))

    assert (found.kind, found.delivery) == (IncomingKind.REQUEST, None)
    assert found.reply is not None
    assert (found.reply.editions, found.reply.statements) == (("2026-W21",), ("1.2",))


@pytest.mark.parametrize("text", ["2.5% of all", "version 1.2.3", "at 10.30:15", "a1.2", "192.0.2.1", "t3/4"])
def test_numbers_that_are_no_ids_are_none(text: str) -> None:
    assert of(written(text)).kind is IncomingKind.OTHER


def test_of_an_answer_in_html_what_is_quoted_is_left_out() -> None:
    content = written(
        "<div>In <b>1.2</b> the year is wrong.</div><blockquote>1.1 The ferry</blockquote>"
    ).replace(b"text/plain", b"text/html")
    found = of(content)

    assert found.reply is not None
    assert (found.reply.statements, found.reply.words) == (("1.2",), "In 1.2 the year is wrong.")


def test_the_answer_to_a_correction_speaks_of_the_correction() -> None:
    content = written(
        "1.2 is still wrong", answers="", more=(f"References: {returned.message_id(1)} {MESSAGE_ID}",)
    )

    assert of(content).delivery == DELIVERY


def test_words_are_kept_without_what_a_terminal_would_obey_and_bounded() -> None:
    found = of(written("1.2 \x1b[31mred\x07 \u202eevil", *["word " * 150] * 40))

    assert found.reply is not None
    assert found.reply.words.startswith("1.2 [31mred evil")
    assert len(found.reply.words) <= 4_000


# ---- What means harm ----


def test_a_report_of_50_megabytes_is_read_in_its_head() -> None:
    content = postfix()
    arrived = Arrived(name="1", size=50_000_000, head=(content + b"x" * HEAD)[:HEAD])

    assert classified(arrived, SECRET).delivery == DELIVERY


def test_messages_of_different_length_are_different_messages() -> None:
    assert Arrived(name="1", size=9, head=b"x").digest != Arrived(name="1", size=8, head=b"x").digest
    assert Arrived(name="1", size=9, head=b"x").digest == Arrived(name="2", size=9, head=b"x").digest


NESTED = b"".join(
    b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
    for number in range(5_000)
)
HARMFUL = {
    "nested": NESTED,
    "nested messages": b"Content-Type: message/rfc822\r\n\r\n" * 8_000,
    "many parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 20_000,
    "many headers": b"To: a@b.example\r\n" * 15_000,
    "one header": b"References: " + b"<a.b@c> " * 32_000,
    "encoded words": b"Subject: " + b"=?utf-8?q?=" * 20_000,
    "commas": b"To: " + b",<(" * 80_000,
    "many blocks": mail("Content-Type: message/delivery-status", "") + b"Action: failed\r\n\r\n" * 15_000,
    "many tokens": b"Subject: " + b" ".join([b"a" * 32] * 7_000),
    "a long line": b"From: mailer-daemon@x.example\r\n\r\n" + b"5.1." * 64_000,
    "many brackets": b"From: mailer-daemon@x.example\r\n\r\n" + b"<" * 250_000,
    "blanks": b"From: mailer-daemon@x.example\r\n\r\n" + b" \n" * 60_000,
    "nothing": b"",
    "zeros": b"\0" * HEAD,
    "a wrong charset": b"Content-Type: text/plain; charset=utf-7\xff\r\n\r\n1.2 " + b"\xff" * 100,
    "a wrong encoding": b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!"
    + b"=" * 1_000,
    "a wrong encoded word": b"Subject: =?utf-8?b?////?= =?utf-8?b?a?=\r\n\r\n",
    "a parameter in pieces": b"Content-Type: text/plain; a*0=x; a*y=z; charset*=b''\0\r\n\r\n1.2",
    "what no detector expects": b"From: mailer-daemon@x.example\r\nContent-Type: text/plain; charset=idna\r\n\r\n\xff",
    "open markup": b"Content-Type: text/html\r\n\r\n" + b"<a <!" * 40_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_means_harm_is_for_a_person_and_costs_little(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = time.process_time()
    found = of(HARMFUL[name])
    taken = time.process_time() - before

    assert found.kind is IncomingKind.OTHER
    assert capfd.readouterr() == ("", "")
    assert taken < 20  # a minute and more where the work grows with the square; a second here


@given(st.data())
def test_whatever_is_done_to_a_report_it_speaks_of_our_mail_or_of_none(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([postfix(), exchange(), exim(), qmail(), complaint()])))
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=30)
    ):
        content[place] = value
    found = of(bytes(content))

    assert found.delivery in {None, DELIVERY}
    assert found.reader in {None, READER}


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_message_of_some_kind(content: bytes) -> None:
    assert of(content).delivery is None
