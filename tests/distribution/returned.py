"""What mail servers and readers send back, as each of them writes it."""

from typing import Final

from briefs.distribution import tokens
from briefs.model import Secret

SECRET: Final = Secret(value="a-key-of-the-desk-that-only-lives-in-tests")
DELIVERY: Final = 4711
READER: Final = 12
TOKEN: Final = tokens.sign("delivery", DELIVERY, SECRET)
LEAVING: Final = tokens.sign("unsubscribe", READER, SECRET)
MESSAGE_ID: Final = f"<{TOKEN}.0f3a9bd2c41e77aa@desk.example>"
VERP: Final = f"bounces+{TOKEN}@desk.example"


def token(number: int) -> str:
    return tokens.sign("delivery", number, SECRET)


def message_id(number: int) -> str:
    return f"<{token(number)}.0f3a9bd2c41e77aa@desk.example>"


def mail(*lines: str) -> bytes:
    """A mail of these lines, as a server hands it over."""
    return "\r\n".join(lines).encode("utf-8") + b"\r\n"


def head_of(identity: str = MESSAGE_ID) -> tuple[str, ...]:
    """The head of a mail of ours."""
    return (
        "From: Harbour Desk <briefs@desk.example>",
        "To: min@coast.example",
        "Subject: Weekly brief 2026-W21",
        f"Message-ID: {identity}",
        "Date: Mon, 18 May 2026 06:00:00 +0000",
    )


def postfix(  # noqa: PLR0913 - what a report says has no fewer parts
    *,
    status: str = "5.1.1",
    said: str = "550 5.1.1 <min@coast.example>: Recipient address rejected: User unknown",
    action: str = "failed",
    to: str = "bounces@desk.example",
    envelope: str = "",
    identity: str = MESSAGE_ID,
    returned: str = "text/rfc822-headers",
    recipient: str = "min@coast.example",
    head: tuple[str, ...] = (),
) -> bytes:
    """As Postfix tells that it could not deliver."""
    return mail(
        "Return-Path: <>",
        f"Delivered-To: {to}",
        "Date: Mon, 18 May 2026 06:00:03 +0000 (UTC)",
        "From: MAILER-DAEMON@mx.coast.example (Mail Delivery System)",
        "Subject: Undelivered Mail Returned to Sender",
        f"To: {to}",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status;",
        '\tboundary="9B1F2.1779084003/mx.coast.example"',
        "Message-Id: <20260518060003.7C2@mx.coast.example>",
        "",
        "This is a MIME-encapsulated message.",
        "",
        "--9B1F2.1779084003/mx.coast.example",
        "Content-Description: Notification",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is the mail system at host mx.coast.example.",
        "",
        "--9B1F2.1779084003/mx.coast.example",
        "Content-Description: Delivery report",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.coast.example",
        *([f"Original-Envelope-Id: {envelope}"] if envelope else []),
        "X-Postfix-Queue-ID: 9B1F2",
        "Arrival-Date: Mon, 18 May 2026 06:00:01 +0000 (UTC)",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        "Original-Recipient: rfc822;min@coast.example",
        f"Action: {action}",
        f"Status: {status}",
        "Remote-MTA: dns; in.coast.example",
        f"Diagnostic-Code: smtp; {said}",
        "",
        "--9B1F2.1779084003/mx.coast.example",
        "Content-Description: Undelivered Message Headers",
        f"Content-Type: {returned}",
        "",
        "Return-Path: <bounces@desk.example>",
        *(head or head_of(identity)),
        "",
        "--9B1F2.1779084003/mx.coast.example--",
    )


def exim(said: str = "550 5.1.1 no such user here") -> bytes:
    """As Exim before 4.87 tells it, and many after: in words, and with the whole mail below."""
    return mail(
        "Return-path: <>",
        f"Envelope-to: {VERP}",
        "X-Failed-Recipients: min@coast.example",
        "Auto-Submitted: auto-replied",
        "From: Mail Delivery System <Mailer-Daemon@relay.example>",
        f"To: {VERP}",
        "Subject: Mail delivery failed: returning message to sender",
        "",
        "This message was created automatically by mail delivery software.",
        "",
        "A message that you sent could not be delivered to one or more of its",
        "recipients. This is a permanent error. The following address(es) failed:",
        "",
        "  min@coast.example",
        "    host in.coast.example [192.0.2.25]",
        f"    SMTP error from remote mail server after RCPT TO:<min@coast.example>: {said}",
        "",
        "------ This is a copy of the message, including all the headers. ------",
        "",
        *head_of(),
        "",
        "Key points",
    )


def qmail() -> bytes:
    """As qmail tells it."""
    return mail(
        "Return-Path: <>",
        "Date: 18 May 2026 06:00:05 -0000",
        "From: MAILER-DAEMON@old.coast.example",
        "To: bounces@desk.example",
        "Subject: failure notice",
        "",
        "Hi. This is the qmail-send program at old.coast.example.",
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        "This is a permanent error; I've given up. Sorry it didn't work out.",
        "",
        "<min@coast.example>:",
        "Sorry, no mailbox here by that name. (#5.1.1)",
        "",
        "--- Below this line is a copy of the message.",
        "",
        "Return-Path: <bounces@desk.example>",
        *head_of(),
        "",
        "Key points",
    )


def exchange() -> bytes:
    """As Exchange tells it: an answer to the mail, with the report in the middle and HTML in front."""
    return mail(
        "From: <postmaster@coast.example>",
        "To: <bounces@desk.example>",
        "Date: Mon, 18 May 2026 06:00:09 +0000",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="_000_a1"',
        "Content-Language: en-US",
        "Message-ID: <c3d4@coast.example>",
        f"In-Reply-To: {MESSAGE_ID}",
        f"References: {message_id(9)} {MESSAGE_ID}",
        "Subject: Undeliverable: Weekly brief 2026-W21",
        "Auto-Submitted: auto-replied",
        "",
        "--_000_a1",
        'Content-Type: multipart/alternative; differences=Content-Type; boundary="_001_a1"',
        "",
        "--_001_a1",
        'Content-Type: text/html; charset="us-ascii"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "<p>Your message to min@coast.example couldn't be delivered.</p>",
        "--_001_a1--",
        "",
        "--_000_a1",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns;EX01.coast.example",
        "Received-From-MTA: dns;mail.desk.example",
        "Arrival-Date: Mon, 18 May 2026 06:00:08 +0000",
        "",
        "Final-Recipient: rfc822;min@coast.example",
        "Action: failed",
        "Status: 5.1.10",
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
        "",
        "--_000_a1",
        "Content-Type: message/rfc822",
        "",
        *head_of(),
        "In-Reply-To: " + message_id(9),
        "Content-Type: text/plain",
        "",
        "Key points",
        "--_000_a1--",
    )


def complaint(kind: str = "abuse", *, identity: str = MESSAGE_ID, leaving: str = LEAVING) -> bytes:
    """As a provider passes on that a reader has called a mail unwanted."""
    return mail(
        "From: <feedback@mailbox.example>",
        "To: <bounces@desk.example>",
        "Subject: FW: Weekly brief 2026-W21",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=feedback-report; boundary="part1_13d"',
        "",
        "--part1_13d",
        "Content-Type: text/plain; charset=US-ASCII",
        "",
        "This is an email abuse report.",
        "",
        "--part1_13d",
        "Content-Type: message/feedback-report",
        "",
        f"Feedback-Type: {kind}",
        "User-Agent: SomeGenerator/1.0",
        "Version: 1",
        "",
        "--part1_13d",
        "Content-Type: message/rfc822",
        "Content-Disposition: inline",
        "",
        *head_of(identity),
        f"List-Unsubscribe: <mailto:leave@desk.example?subject=unsubscribe%20{leaving}>,",
        f" <https://desk.example/unsubscribe/{leaving}>",
        "Content-Type: text/plain",
        "",
        "Key points",
        "--part1_13d--",
    )


def written(
    *body: str,
    subject: str = "Re: Weekly brief 2026-W21",
    answers: str = MESSAGE_ID,
    to: str = "briefs@desk.example",
    more: tuple[str, ...] = (),
    writer: str = "Min@coast.example",
) -> bytes:
    """As a reader writes."""
    return mail(
        f"From: Min Han <{writer}>",
        f"To: {to}",
        f"Subject: {subject}",
        *([f"In-Reply-To: {answers}"] if answers else []),
        *more,
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        *body,
    )
