"""The Postfix of the tests does what a real one does: it keeps what is its own, and sends back what nobody takes."""

import smtplib

from tests.distribution import postfix
from tests.distribution.servers import Box, listening


def test_what_nobody_takes_comes_back_to_its_sender() -> None:
    gone = f"gone@{postfix.ELSEWHERE}"
    with listening(Box(refused=frozenset({gone}))) as other, postfix.running(other) as server:
        with smtplib.SMTP("127.0.0.1", server.port, local_hostname="desk.example") as client:
            client.sendmail(
                f"returned@{postfix.DOMAIN}",
                [gone],
                "Subject: One\r\n\r\nOne.\r\n",
                rcpt_options=["NOTIFY=FAILURE"],
            )
            client.sendmail(
                f"desk@{postfix.DOMAIN}", [f"ada@{postfix.DOMAIN}"], "Subject: Two\r\n\r\nTwo.\r\n"
            )
        server.wait_for(2)

        (bounce,) = [each for each in server.received() if b"message/delivery-status" in each]
        assert b"Status: 5.1.1" in bounce
        assert f"Final-Recipient: rfc822; {gone}".encode() in bounce
