"""Whatever a server does, and in whatever order: nobody is lost, and only what was in doubt can come twice."""

from collections import Counter
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from briefs.distribution.connection import Patience
from briefs.distribution.failover import Route
from briefs.distribution.replies import Verdict, judge
from briefs.distribution.session import Envelope
from briefs.errors import NotSent
from briefs.model import Mail, MailServer, Security
from tests.distribution.faults import FAULTS, FEATURES, Fault, FaultyServer, Point, serving

READERS = tuple(f"reader{number}@ministry.example" for number in range(4))
BODY = b"What happened in the harbour this week.\r\n" * 30
QUICK = Patience(connect=5, ask=5, data=5, block=5, accept=5, farewell=1)
_MOST_ATTEMPTS = 60
"""More than faults that strike six times in all can cause."""

scripts = st.lists(
    st.builds(
        replace,
        st.sampled_from([fault for fault in FAULTS.values() if not fault.waits]),
        after=st.integers(0, 4),
        times=st.integers(1, 2),
    ),
    min_size=1,
    max_size=3,
)


class Sender:
    """Sends until each reader has it or was refused, with a ledger of what was committed and what became of it."""

    def __init__(self, server: FaultyServer) -> None:
        here = MailServer(host="127.0.0.1", port=server.port, security=Security.NONE)
        mail = Mail(sender="briefs@desk.example", owners=(), server=here)
        self.route = Route(mail, lambda _place: None, QUICK)
        self.verdicts: dict[str, list[Verdict]] = {reader: [] for reader in READERS}
        self.committed: Counter[str] = Counter()
        self.attempts = 0

    def run(self) -> None:
        session = None
        for reader in READERS:
            while not {Verdict.TAKEN, Verdict.REFUSED} & set(self.verdicts[reader]):
                self.attempts += 1
                assert self.attempts < _MOST_ATTEMPTS
                try:
                    session = session or self.route.open()
                except NotSent:
                    continue
                message = f"Message-ID: <{reader}>\r\n\r\n".encode() + BODY
                envelope = Envelope(sender="briefs@desk.example", recipient=reader, size=len(message))
                self.verdicts[reader].append(
                    judge(session.deliver(envelope, (message,), self.commit(reader)))
                )
                session = session if session.is_open else None
        if session:
            session.leave()

    def commit(self, reader: str) -> "Commit":
        return Commit(self, reader)


class Commit:
    """Puts one attempt on record."""

    def __init__(self, sender: Sender, reader: str) -> None:
        self.sender, self.reader = sender, reader

    def __call__(self) -> bool:
        self.sender.committed[self.reader] += 1
        return True


@given(script=scripts, is_pipelined=st.booleans())
@example(script=[FAULTS["gone after the message, taken"]], is_pipelined=True)
@example(script=[replace(FAULTS["garbage after the message, taken"], times=2)], is_pipelined=False)
@example(script=[Fault(at=Point.QUIT, hangs_up=True)], is_pipelined=True)
def test_each_reader_is_told_of_truly(script: list[Fault], *, is_pipelined: bool) -> None:
    features = FEATURES if is_pipelined else FEATURES[1:]
    with serving(*script, features=features) as server:
        sender = Sender(server)
        sender.run()

    arrived = server.count()
    for reader, verdicts in sender.verdicts.items():
        doubts = verdicts.count(Verdict.UNKNOWN)
        taken = verdicts.count(Verdict.TAKEN)
        assert taken <= arrived[reader] <= taken + doubts
        assert sender.committed[reader] >= arrived[reader]
        assert verdicts[-1] is Verdict.TAKEN or verdicts[-1] is Verdict.REFUSED
    assert all(taken.content.endswith(BODY) for taken in server.taken)
    assert all(taken.message_id == f"<{taken.recipient}>" for taken in server.taken)
