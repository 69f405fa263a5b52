"""What a real Postfix sends back is understood, whatever it was told when it took the mail."""

import smtplib

from briefs.distribution.incoming import classified
from briefs.distribution.opened import HEAD, Arrived
from briefs.model import BounceClass, Incoming, IncomingKind
from tests.distribution import postfix
from tests.distribution.returned import DELIVERY, MESSAGE_ID, SECRET, TOKEN
from tests.distribution.servers import Box, listening

GONE = f"gone@{postfix.ELSEWHERE}"
LONG = b"Subject: ours\r\nMessage-ID: %b\r\n\r\n" % MESSAGE_ID.encode() + b"A PDF, say.\r\n" * 30_000
STRANGE = b"Subject: not ours\r\nMessage-ID: <1@desk.example>\r\n\r\nHello.\r\n"


def test_the_bounces_of_a_real_server_are_understood() -> None:
    with listening(Box(refused=frozenset({GONE}))) as other, postfix.running(other) as server:
        with smtplib.SMTP("127.0.0.1", server.port, local_hostname="desk.example") as client:
            client.sendmail(f"bounces+{TOKEN}@{postfix.DOMAIN}", [GONE], STRANGE)
            client.sendmail(f"plain@{postfix.DOMAIN}", [GONE], LONG)
            client.sendmail(f"plain@{postfix.DOMAIN}", [GONE], STRANGE, [f"ENVID={TOKEN}", "RET=HDRS"])
            client.sendmail(f"plain@{postfix.DOMAIN}", [GONE], STRANGE)
        server.wait_for(4)
        found = [_classified(each) for each in server.received()]

    bounces = [each for each in found if each.kind is IncomingKind.BOUNCE]
    assert [each.delivery for each in bounces] == [DELIVERY] * 3
    for each in bounces:
        assert each.bounce is not None
        assert (each.bounce.kind, each.bounce.recipient) == (BounceClass.HARD, GONE)
    assert [each.kind for each in found if each not in bounces] == [IncomingKind.OTHER]


def _classified(content: bytes) -> Incoming:
    return classified(Arrived(name="1", size=len(content), head=content[:HEAD]), SECRET)
