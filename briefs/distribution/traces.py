"""The signed tokens of ours in a message that came in: of which delivery it speaks, and of which reader.

A token stands in the address it was sent to (VERP, or the address to refuse mail at), in the number of the envelope
that a report repeats (RFC 3461), and in our Message-ID, which replies and returned mails name. What bears none of
them, or the tokens of two, speaks of nothing of ours, whoever it says it comes from.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import chain, islice
from typing import Final

from briefs.distribution.opened import addresses, headers, parts, text_of
from briefs.distribution.tokens import Purpose, number_of
from briefs.model import Secret

_SENT_TO: Final = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Cc")
_RETURNED: Final = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
)
_TOKEN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z2-7]{32}(?![A-Za-z0-9])", re.ASCII)
_EXTENSION: Final = re.compile(r"\+([A-Za-z2-7]{32})@", re.ASCII)
_IDENTITY: Final = re.compile(r"<([A-Za-z2-7]{32})\.[^\s<>@]{1,80}@", re.ASCII)
"""The first part of our Message-ID is the token of its delivery."""
_OF_RETURNED: Final = re.compile(
    r"^[> \t]{0,20}(?:message-id|return-path)[ \t]*:(.{1,998})$", re.IGNORECASE | re.MULTILINE
)
"""What a returned mail was. A correction, and whatever answers a mail of ours, names others as well."""
_OF_REFUSAL: Final = re.compile(r"^list-unsubscribe[ \t]*:(.{1,998})$", re.IGNORECASE | re.MULTILINE)
_FOLD: Final = re.compile(r"\r?\n(?=[ \t])")
_MOST: Final = 64
"""Tokens that are looked at in one message: each takes a hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """The deliveries and the readers that a message bears tokens of; a report of ours bears one, or one of each."""

    deliveries: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()

    @property
    def delivery(self) -> int | None:
        """The delivery it speaks of, None where it names none or several."""
        return next(iter(self.deliveries)) if len(self.deliveries) == 1 else None

    @property
    def reader(self) -> int | None:
        """The reader who is named by the token for refusing mail, None where it names none or several."""
        return next(iter(self.readers)) if len(self.readers) == 1 else None


def of_refusal(message: Message, secret: Secret) -> Traces:
    """The readers whose tokens stand where a mail that refuses has them: in its subject, or in where it was sent."""
    return Traces(readers=_numbers(_in_refusal(message), "unsubscribe", secret))


def of_report(message: Message, envelope: str, secret: Secret) -> Traces:
    """What a bounce or a complaint speaks of; ``envelope`` is the envelope's number as the report repeats it."""
    heads = [_head_of(part) for part in parts(message) if part.get_content_type() in _RETURNED]
    returned = "\n".join(heads)
    refusals = (token for line in _OF_REFUSAL.findall(returned) for token in _TOKEN.findall(line))
    deliveries = chain(_in_envelope(message), _TOKEN.findall(envelope), _in_returned(returned))
    return Traces(
        deliveries=_numbers(deliveries, "delivery", secret),
        readers=_numbers(refusals, "unsubscribe", secret),
    )


def of_prose(message: Message, secret: Secret) -> Traces:
    """What a bounce in mere words speaks of: it repeats our mail, or its head, somewhere below."""
    text = "\n".join(text_of(part) for part in parts(message) if not part.is_multipart())
    deliveries = chain(_in_envelope(message), _in_returned(_FOLD.sub("", text)))
    return Traces(deliveries=_numbers(deliveries, "delivery", secret))


def of_reply(message: Message, secret: Secret) -> Traces:
    """What somebody answers: of a thread its last mail."""
    named = headers(message, "In-Reply-To") or headers(message, "References")
    last = _IDENTITY.findall(" ".join(named))[-1:]
    return Traces(deliveries=_numbers(last, "delivery", secret))


def of_automatic(message: Message, secret: Secret) -> Traces:
    """What a machine answers: it writes to where the mail came from, or names the mail as people do."""
    deliveries = _numbers(_in_envelope(message), "delivery", secret)
    return Traces(deliveries=deliveries | of_reply(message, secret).deliveries)


def _in_refusal(message: Message) -> Iterator[str]:
    for subject in headers(message, "Subject"):
        yield from _TOKEN.findall(subject)
    for address in addresses(message, *_SENT_TO):
        yield from _EXTENSION.findall(address)


def _in_envelope(message: Message) -> Iterator[str]:
    """What the report itself is sent to, and the mail that it says it answers."""
    for address in addresses(message, *_SENT_TO):
        yield from _EXTENSION.findall(address)
    for value in headers(message, "In-Reply-To"):
        yield from _IDENTITY.findall(value)


def _in_returned(head: str) -> Iterator[str]:
    for line in _OF_RETURNED.findall(head):
        yield from _IDENTITY.findall(line)
        yield from _EXTENSION.findall(line)


def _head_of(part: Message) -> str:
    """The head of a returned mail, its folded lines joined."""
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        text = "\n".join(f"{name}: {_FOLD.sub('', str(value))}" for name, value in inner[0].items())
    else:
        text = _FOLD.sub("", text_of(part))
    return text


def _numbers(tokens: Iterable[str], purpose: Purpose, secret: Secret) -> frozenset[int]:
    different = islice(dict.fromkeys(token.lower() for token in islice(tokens, 10 * _MOST)), _MOST)
    numbers = (number_of(token, purpose, secret) for token in different)
    return frozenset(number for number in numbers if number is not None)
