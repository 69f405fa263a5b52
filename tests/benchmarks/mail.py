"""``python -m tests.benchmarks.mail``: how fast mail leaves, by Postfix's own C client and by smtplib as most use it.

All of them hand the same edition to the same ``smtp-sink``, in turn. Ours makes each message, header and all, as
``briefs send`` does, but writes no ledger.
"""

import datetime
import os
import smtplib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from briefs.distribution.failover import Route
from briefs.distribution.message import Consignment, Enclosure, Letters, Wanted
from briefs.distribution.replies import Verdict, judge
from briefs.distribution.session import Envelope
from briefs.model import Claimed, Letter, Mail, MailServer, Secret, Security, Shipment
from tests.benchmarks.distance import away
from tests.keeper import free_port

SINK: Final = Path("/usr/sbin/smtp-sink")
SOURCE: Final = Path("/usr/sbin/smtp-source")
PDF: Final = bytes(range(256)) * 800
"""200 KB, which make a message of 285 KB."""
ROUND_TRIP: Final = 0.04
CONNECTIONS: Final = 16
ROUNDS: Final = 11
"""Near; they are short. Of eleven one at least is left alone by whatever else runs."""
FAR_ROUNDS: Final = 5
_NEAR, _FAR = 400, 640
"""Messages of ours in a round: some seconds of work."""
_NAIVE_NEAR, _NAIVE_FAR = 40, 6
_SHIPMENT: Final = Shipment(edition="2026-W21", revision=0)
_LETTER: Final = Letter(
    language="en",
    subject="Harbour brief 2026-W21",
    text="The ferry to the northern isles sails again.\n" * 60,
    html="<p>The ferry to the northern isles sails again.</p>\n" * 120,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Messages a second, in each round: of us, of ``smtp-source`` and of smtplib."""

    ours: tuple[float, ...]
    naive: tuple[float, ...]
    source: tuple[float, ...] = ()

    def by(self, rival: tuple[float, ...]) -> float:
        """Our best round by the best of a rival: whatever else this machine does only ever makes a round slower."""
        return max(self.ours) / max(rival)


def is_possible() -> bool:
    """Whether Postfix's tools are here."""
    return SINK.exists() and SOURCE.exists()


def near(rounds: int = ROUNDS) -> Rates:
    """One connection on loopback, against one of ``smtp-source`` and a new one for each reader."""
    with sink() as port:
        found = [
            (
                _rate(_NEAR, lambda: _source(port, _NEAR)),
                _rate(_NEAR, lambda: _ours(port, _NEAR, 1)),
                _rate(_NAIVE_NEAR, lambda: _naive(port, _NAIVE_NEAR)),
            )
            for _ in range(rounds)
        ]
    source, ours, naive = zip(*found, strict=True)
    return Rates(ours=ours, naive=naive, source=source)


def far(connections: int = CONNECTIONS, rounds: int = FAR_ROUNDS) -> Rates:
    """Some connections over a round trip of 40 ms, against smtplib over the same."""
    number = _FAR * connections // CONNECTIONS
    with sink() as there, away(there, ROUND_TRIP) as port:
        found = [
            (
                _rate(number, lambda: _ours(port, number, connections)),
                _rate(_NAIVE_FAR, lambda: _naive(port, _NAIVE_FAR)),
            )
            for _ in range(rounds)
        ]
    ours, naive = zip(*found, strict=True)
    return Rates(ours=ours, naive=naive)


def _rate(number: int, send: Callable[[], None]) -> float:
    begun = time.perf_counter()
    send()
    return number / (time.perf_counter() - begun)


def _ours(port: int, number: int, connections: int) -> None:
    """Each connection takes from what is left, as those of a dispatch do."""
    mail = mail_of(port)
    letters = letters_of(mail)
    route = Route(mail, lambda _place: None)
    readers = iter(range(number))

    def work(_place: int) -> int:
        session, sent = route.open(), 0
        for reader in readers:
            parcel = letters.parcel(_claimed(reader))
            envelope = Envelope(
                sender=parcel.sender, recipient=parcel.recipient, size=parcel.size, envid=parcel.identity
            )
            if judge(session.deliver(envelope, parcel.parts, _always)) is not Verdict.TAKEN:
                raise ConnectionError("the sink refused a message")
            sent += 1
        session.leave()
        return sent

    with ThreadPoolExecutor(connections) as threads:
        if sum(threads.map(work, range(connections))) != number:
            raise ConnectionError("not all were sent")


def mail_of(port: int) -> Mail:
    server = MailServer(host="127.0.0.1", port=port, security=Security.NONE)
    return Mail(sender="briefs@desk.example", owners=(), server=server, bounces="returns@desk.example")


def letters_of(mail: Mail) -> Letters:
    consignment = Consignment(
        shipment=_SHIPMENT,
        moment=datetime.datetime(2026, 5, 18, tzinfo=datetime.UTC),
        write=_write,
        enclosure=Enclosure(name="Harbour brief 2026-W21.pdf", content=PDF),
    )
    return Letters(consignment, mail, Secret(value="of a bench"))


def _write(_wanted: Wanted) -> Letter:
    return _LETTER


def _always() -> bool:
    return True


def _claimed(number: int) -> Claimed:
    return Claimed(
        number=number,
        shipment=_SHIPMENT,
        reader=number,
        ascii=f"reader{number}@ministry.example",
        name=f"Reader {number}",
        language="en",
        themes=(),
        tries=0,
    )


def _naive(port: int, number: int) -> None:
    """As most programs send: a message built and a connection made for each reader."""
    for reader in range(number):
        message = EmailMessage()
        message["From"] = "briefs@desk.example"
        message["To"] = f"reader{reader}@ministry.example"
        message["Subject"] = _LETTER.subject
        message.set_content(_LETTER.text)
        message.add_alternative(_LETTER.html, subtype="html")
        message.add_attachment(PDF, maintype="application", subtype="pdf", filename="brief.pdf")
        with smtplib.SMTP("127.0.0.1", port, local_hostname="desk.example") as client:
            client.send_message(message)


def _source(port: int, number: int) -> None:
    """Postfix's client with one connection that is kept."""
    size = letters_of(mail_of(port)).parcel(_claimed(0)).size
    addresses = ("-f", "briefs@desk.example", "-t", "reader@ministry.example")
    count = ("-d", "-s", "1", "-m", str(number), "-l", str(size))
    subprocess.run([SOURCE, *count, *addresses, f"127.0.0.1:{port}"], check=True)


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes all and keeps nothing; as root it must be told whom to be instead."""
    port = free_port()
    user = ("-u", "postfix") if os.geteuid() == 0 else ()
    command = [SINK, *user, f"127.0.0.1:{port}", "100"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port)
            yield port
        finally:
            process.terminate()


def _await(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise ConnectionError("smtp-sink does not start")


if __name__ == "__main__":
    here = near()
    print(f"near: {here}\n  by smtp-source {here.by(here.source):.2f}, by smtplib {here.by(here.naive):.1f}")
    for number in (1, CONNECTIONS):
        there = far(number)
        print(f"far, {number} connections: {there}\n  by smtplib {there.by(there.naive):.1f}")
