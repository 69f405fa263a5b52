"""A refusal is the reader's, the connection's or ours, and what cannot be known is never taken for a yes or a no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.replies import Phase, Reply, Verdict, judge, reply

ASKED = (Phase.MAIL, Phase.RCPT, Phase.DATA)


@pytest.mark.parametrize(
    ("phase", "said", "verdict"),
    [
        (Phase.DOT, "250 2.0.0 queued as 4F1", Verdict.TAKEN),
        (Phase.DOT, "252 perhaps", Verdict.TAKEN),
        # the reader's, for now
        (Phase.RCPT, "450 4.2.1 greylisted", Verdict.LATER),
        (Phase.RCPT, "451 4.7.1 try again", Verdict.LATER),
        (Phase.RCPT, "452 4.2.2 mailbox full", Verdict.LATER),
        (Phase.DATA, "451 queue full", Verdict.LATER),
        (Phase.DOT, "452 4.3.1 disk full", Verdict.LATER),
        (Phase.DOT, "454 4.7.0 TLS not available", Verdict.LATER),
        # the reader's, for good
        (Phase.RCPT, "550 5.1.1 unknown", Verdict.REFUSED),
        (Phase.RCPT, "550 no such person", Verdict.REFUSED),
        (Phase.RCPT, "501 5.1.3 bad address", Verdict.REFUSED),
        (Phase.RCPT, "501 bad address", Verdict.REFUSED),
        (Phase.RCPT, "552 5.2.2 over quota", Verdict.REFUSED),
        (Phase.RCPT, "552 over quota", Verdict.REFUSED),
        (Phase.RCPT, "550 5.5.0 mailbox unavailable", Verdict.REFUSED),
        (Phase.RCPT, "550 5.7.17 the mailbox has a new owner", Verdict.REFUSED),
        (Phase.DOT, "550 5.1.1 unknown after all", Verdict.REFUSED),
        (Phase.DOT, "554 transaction failed", Verdict.REFUSED),
        (Phase.DOT, "554 5.0.0 no", Verdict.REFUSED),
        (Phase.DOT, "552 5.2.3 too large for this mailbox", Verdict.REFUSED),
        # ours
        (Phase.MAIL, "550 5.1.8 sender unknown", Verdict.OURS),
        (Phase.MAIL, "552 5.3.4 too large", Verdict.OURS),
        (Phase.MAIL, "501 bad sender", Verdict.OURS),
        (Phase.RCPT, "550 5.7.11 encryption required", Verdict.OURS),
        (Phase.MAIL, "550 5.7.1 you are blocked", Verdict.OURS),
        (Phase.RCPT, "530 5.7.0 log in first", Verdict.OURS),
        (Phase.RCPT, "530 authentication required", Verdict.OURS),
        (Phase.RCPT, "555 parameter not recognized", Verdict.OURS),
        (Phase.RCPT, "503 5.5.1 bad sequence", Verdict.OURS),
        (Phase.DATA, "503 bad sequence", Verdict.OURS),
        (Phase.DOT, "552 5.3.4 too large", Verdict.OURS),
        (Phase.DOT, "552 too much", Verdict.OURS),
        (Phase.BODY, "552 5.3.4 too large", Verdict.OURS),
        # the reader's, or ours
        (Phase.RCPT, "554 5.7.1 relay access denied", Verdict.EITHER),
        (Phase.DOT, "554 5.6.0 cannot be converted", Verdict.EITHER),
        (Phase.DOT, "550 5.7.1 looks like spam", Verdict.EITHER),
        (Phase.DOT, "550 5.7.26 not authenticated", Verdict.EITHER),
        # the connection's
        (Phase.MAIL, "421 4.3.2 shutting down", Verdict.BUSY),
        (Phase.RCPT, "421 too many errors", Verdict.BUSY),
        (Phase.DOT, "421 4.4.2 timeout", Verdict.BUSY),
        (Phase.MAIL, "452 4.3.1 no space", Verdict.BUSY),
        (Phase.RCPT, "354 what?", Verdict.BUSY),
        (Phase.DATA, "250 ok", Verdict.BUSY),
        (Phase.BODY, "250 ok", Verdict.BUSY),
        # nobody's
        (Phase.DOT, "354 go ahead", Verdict.UNKNOWN),
        (Phase.DOT, "199 hm", Verdict.UNKNOWN),
        (Phase.DOT, "650 hm", Verdict.UNKNOWN),
    ],
)
def test_whose_matter_an_answer_is(phase: Phase, said: str, verdict: Verdict) -> None:
    code, _, text = said.partition(" ")

    assert judge(reply(phase, int(code), text)) is verdict


@pytest.mark.parametrize(
    ("phase", "verdict"),
    [
        *((phase, Verdict.BUSY) for phase in (*ASKED, Phase.BODY)),
        (Phase.DOT, Verdict.UNKNOWN),
        (Phase.COMMIT, Verdict.FORGONE),
    ],
)
@pytest.mark.parametrize("code", [0, -1])
def test_a_connection_that_ends_leaves_a_doubt_after_the_dot_only(
    phase: Phase, verdict: Verdict, code: int
) -> None:
    assert judge(reply(phase, code, "The connection ended")) is verdict


@given(
    phase=st.sampled_from(Phase),
    code=st.integers(-1, 999),
    text=st.text(max_size=30) | st.binary(max_size=30),
)
def test_a_message_counts_as_taken_by_a_yes_to_its_end_alone(
    phase: Phase, code: int, text: str | bytes
) -> None:
    verdict = judge(reply(phase, code, text))

    assert (verdict is Verdict.TAKEN) == (phase is Phase.DOT and 200 <= code < 300)
    assert (verdict is Verdict.FORGONE) == (phase is Phase.COMMIT)
    assert verdict is not Verdict.UNKNOWN or phase is Phase.DOT
    assert verdict not in (Verdict.REFUSED, Verdict.OURS, Verdict.EITHER) or 500 <= code < 600
    assert verdict is not Verdict.LATER or 400 <= code < 500


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        (550, "5.1.1 unknown", "5.1.1"),
        (550, "5.1.1\nunknown", "5.1.1"),
        (550, "5.1.1", "5.1.1"),
        (450, "5.1.1 unknown", ""),
        (550, "5.1.1111 unknown", ""),
        (550, "5.1.1x unknown", ""),
        (550, "５.1.1 unknown", ""),
        (550, "unknown 5.1.1", ""),
        (-1, "5.1.1", ""),
    ],
)
def test_a_status_is_one_only_where_it_fits_the_code(code: int, text: str, status: str) -> None:
    assert reply(Phase.RCPT, code, text).enhanced == status


@given(said=st.binary(max_size=2_000))
def test_what_a_server_says_is_one_short_line_that_can_be_printed(said: bytes) -> None:
    line = str(reply(Phase.DOT, 451, said))

    assert line.isprintable()
    assert len(line) <= 310


def test_what_was_never_said_has_no_code() -> None:
    assert str(Reply(phase=Phase.DOT, code=0, text="The connection ended")) == "The connection ended"
    assert str(Reply(phase=Phase.DOT, code=-1, text="what?")) == "what?"
