"""A real Postfix takes what we hand it as it is, knows our names for it, and says no to whom it does not know."""

from briefs.distribution.failover import Route
from briefs.distribution.replies import Reply, Verdict, judge
from briefs.distribution.session import Envelope, Session
from briefs.model import Mail, MailServer, Security
from tests.distribution import postfix
from tests.distribution.servers import Box, listening

SENDER = f"returned+token@{postfix.DOMAIN}"
GONE = f"gone+a@{postfix.ELSEWHERE}"
HEAD = b"From: briefs@desk.example\r\nTo: ada@desk.example\r\nSubject: Brief\r\n\r\n"
BODY = (
    b"..dots at the beginning\r\n..\r\nFrom here on\r\n"
    + b"A line of the annex.\r\n" * 9_000
    + b"the end\r\n"
)


def deliver(session: Session, recipient: str) -> Reply:
    envelope = Envelope(sender=SENDER, recipient=recipient, size=len(HEAD) + len(BODY), envid="delivery=7+1")
    return session.deliver(envelope, (HEAD, BODY), lambda: True)


def test_a_real_server_takes_it_as_it_is_and_reports_by_our_names() -> None:
    with listening(Box(refused=frozenset({GONE}))) as other, postfix.running(other) as server:
        here = MailServer(host="127.0.0.1", port=server.port, security=Security.NONE)
        mail = Mail(sender=SENDER, owners=(), server=here)
        session = Route(mail, lambda _place: None).open()
        taken = deliver(session, f"ada@{postfix.DOMAIN}")
        refused = deliver(session, "nobody@[999.1]")
        back = deliver(session, GONE)
        session.leave()
        server.wait_for(2)
        (edition,) = [each for each in server.received() if b"delivery-status" not in each]
        (bounce,) = [each for each in server.received() if b"delivery-status" in each]

    assert [judge(reply) for reply in (taken, refused, back)] == [
        Verdict.TAKEN,
        Verdict.REFUSED,
        Verdict.TAKEN,
    ]
    assert edition.endswith(BODY.replace(b"\r\n..", b"\r\n.")[1:].replace(b"\r\n", b"\n"))
    assert b"Original-Envelope-Id: delivery=7+1\n" in bounce
    assert f"Original-Recipient: rfc822;{GONE}\n".encode() in bounce
    assert b"A line of the annex" not in bounce  # RET=HDRS: the PDF does not come back each time
