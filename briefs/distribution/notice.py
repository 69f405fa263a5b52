"""A notice to those who answer for the brief: one plain mail, to all of them at once."""

import datetime
import email.policy
import email.utils
import hashlib
from dataclasses import dataclass
from email.message import EmailMessage

from briefs.distribution.server import connected
from briefs.model import Mail, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is to be told. ``identity`` is the same for the same matter, however often it is tried."""

    identity: str
    moment: datetime.datetime
    subject: str
    text: str


def send(notice: Notice, mail: Mail, password: Secret | None) -> tuple[str, ...]:
    """The owners whom the server did not take it for; it took it for at least one. Raises as ``connected`` does."""
    with connected(mail.server, mail.domain, password) as client:
        refused = client.send_message(message(notice, mail))
    return tuple(sorted(refused))


def message(notice: Notice, mail: Mail) -> EmailMessage:
    """The notice as a mail. Neither this machine's name nor its clock is in it."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"] = mail.sender
    made["To"] = ", ".join(mail.owners)
    made["Subject"] = notice.subject
    made["Date"] = email.utils.format_datetime(notice.moment.astimezone(datetime.UTC))
    digest = hashlib.sha256(f"{notice.identity}\0{mail.sender}".encode()).hexdigest()
    made["Message-ID"] = f"<{digest[:32]}@{mail.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(notice.text, cte="quoted-printable")
    return made
