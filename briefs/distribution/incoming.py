"""What a message that came in is, and what of ours it speaks of.

Anybody can write to an address that is known. What a message says is taken for what it says only where it bears a
token that only a mail of ours bore; all else is for a person.
"""

from dataclasses import replace
from email.message import Message

from briefs.distribution import answers, bounces, complaints, traces
from briefs.distribution.opened import UNREADABLE, Arrived, one_line, opened
from briefs.model import Incoming, IncomingKind, Secret


def classified(arrived: Arrived, secret: Secret) -> Incoming:
    """The message as what it is. The same message is always the same."""
    message = opened(arrived.head)
    if message is None:
        return _other(arrived, "no mail that can be read")
    try:
        return _told(arrived, message, secret)
    except UNREADABLE:  # one message that nothing can be made of must not stand in the way of all others
        return _other(arrived, "no mail that can be read")


def _told(arrived: Arrived, message: Message, secret: Secret) -> Incoming:
    return (
        _complaint(arrived, message, secret)
        or _report(arrived, message, secret)
        or _refusal(arrived, message, secret)
        or _bounce_in_prose(arrived, message, secret)
        or _written(arrived, message, secret)
    )


def _complaint(arrived: Arrived, message: Message, secret: Secret) -> Incoming | None:
    kind = complaints.feedback(message)
    if kind is None:
        return None
    found = traces.of_report(message, "", secret)
    if not complaints.is_complaint(kind):
        return _other(arrived, f"feedback of another kind: {one_line(kind, 40)}")
    if found.delivery is None and found.reader is None:
        return _other(arrived, "a complaint about no mail of ours that can be told")
    return Incoming(
        digest=arrived.digest,
        kind=IncomingKind.COMPLAINT,
        note=one_line(kind, 40),
        delivery=found.delivery,
        reader=found.reader,
    )


def _report(arrived: Arrived, message: Message, secret: Secret) -> Incoming | None:
    report = bounces.report(message)
    if report is None:
        return None
    return _bounced(arrived, report, traces.of_report(message, report.envelope, secret))


def _bounce_in_prose(arrived: Arrived, message: Message, secret: Secret) -> Incoming | None:
    report = bounces.told_in_prose(message, arrived.head)
    if report is None:
        return None
    return _bounced(arrived, report, traces.of_prose(message, secret))


def _bounced(arrived: Arrived, report: bounces.Report, found: traces.Traces) -> Incoming:
    if found.delivery is None and (found.deliveries or found.reader is None):
        return _other(arrived, "a bounce of no mail of ours that can be told")
    if report.bounce is not None:
        kind = IncomingKind.BOUNCE
    else:
        kind = IncomingKind.DELAY if report.is_late else IncomingKind.AUTOMATIC
    return Incoming(
        digest=arrived.digest,
        kind=kind,
        delivery=found.delivery,
        reader=found.reader,
        bounce=report.bounce,
    )


def _refusal(arrived: Arrived, message: Message, secret: Secret) -> Incoming | None:
    reader = traces.of_refusal(message, secret).reader
    if reader is None:
        return None
    return Incoming(digest=arrived.digest, kind=IncomingKind.UNSUBSCRIBE, reader=reader)


def _written(arrived: Arrived, message: Message, secret: Secret) -> Incoming:
    if answers.is_automatic(message):
        if not traces.of_automatic(message, secret).deliveries:
            return _other(arrived, "automatic, but no answer to a mail of ours that can be told")
        return Incoming(digest=arrived.digest, kind=IncomingKind.AUTOMATIC)
    delivery = traces.of_reply(message, secret).delivery
    words = answers.own_words(message)
    reply = answers.reply(message, words)
    if answers.is_leaving(message, words):
        if delivery is None:
            note = "asks for no more mail, and nothing in it proves who does"
            return replace(_other(arrived, note), leaves=True)
        kind = IncomingKind.UNSUBSCRIBE
        return Incoming(digest=arrived.digest, kind=kind, delivery=delivery, reply=reply)
    if reply.statements and (delivery is not None or reply.editions):
        return Incoming(digest=arrived.digest, kind=IncomingKind.REQUEST, delivery=delivery, reply=reply)
    return _for_a_person(arrived, message, words, delivery)


def _for_a_person(arrived: Arrived, message: Message, words: str, delivery: int | None) -> Incoming:
    if answers.speaks_of_leaving(message, words):
        return replace(_other(arrived, "seems to ask for no more mail", delivery), leaves=True)
    known = delivery is not None
    note = "an answer that names no statement" if known else "no answer to a mail of ours that can be told"
    return _other(arrived, note, delivery)


def _other(arrived: Arrived, note: str, delivery: int | None = None) -> Incoming:
    return Incoming(digest=arrived.digest, kind=IncomingKind.OTHER, note=note, delivery=delivery)
