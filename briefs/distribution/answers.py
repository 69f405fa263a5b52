"""What people write to us: their own words without what they quote, and the statements that they speak of."""

import re
from email.message import Message
from typing import Final

from briefs.distribution.opened import addresses, header, parts, text_of
from briefs.model import Reply

_STATEMENT: Final = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,2}\.\d{1,3}|[tqd]\d{1,3})(?![\w%/]|[.,:-]\d)", re.ASCII
)
"""``1.2``, ``t3``, ``q1``, ``d2``. Whether the edition has it is not known here: ``2.5`` may be a number."""
_EDITION: Final = re.compile(r"(?<![\w.-])[A-Za-z0-9][A-Za-z0-9._-]{1,63}(?![\w-])", re.ASCII)
_SPACE: Final = re.compile(r"\s+")
_QUOTED: Final = re.compile(r"[ \t]{0,3}[>|]")
_ABOVE_QUOTED: Final = re.compile(
    r"-{3,} ?(original message|ursprüngliche nachricht|message d'origine|원본 메시지)|_{20,}$"
    r"|(from|von|de|보낸 사람|差出人)\*?: .*@"
    r"|(?=.*[\d@]).{0,200}(wrote|schrieb|a écrit|작성|書きました|のメッセージ).{0,80}[:\uff1a]$"
    r"|\d{4}年.*[:\uff1a]$",
    re.IGNORECASE,
)
"""What mail programs write above the mail that is answered."""
_BEGUN: Final = re.compile(r"(On|Am|Le|El|Il) .*\d", re.ASCII)
"""The first of two lines of such a head."""
_IMPERSONAL: Final = frozenset({"auto_reply", "bulk", "junk", "list"})
_AUTOMATIC: Final = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response")
_LEAVING: Final = frozenset(
    {
        "unsubscribe",
        "remove",
        "stop",
        "abmelden",
        "désabonner",
        "수신거부",
        "수신 거부",
        "구독 취소",
        "配信停止",
        "退会",
    }
)
_OF_LEAVING: Final = re.compile(
    r"unsubscri|opt[ -]?out|(?:remove|take|delete) (?:me|us|my|this|our)\b|stop (?:sending|mailing|e-?mailing|writing)"
    r"|no (?:more|longer) (?:e-?mails?|mails?|briefs?|wish|want)|abmeld|abbestell|austragen|aus dem verteiler"
    r"|désabonn|désinscri|수신 ?거부|구독 ?(?:취소|해지)|配信(?:停止|解除)|退会|購読(?:解除|停止)",
    re.IGNORECASE,
)
"""What those write who want no more, in their own sentences. A person reads it; nothing is done for it."""
_LONGEST_LEAVING: Final = 400
"""Characters of such a mail: a longer one is about something else as well."""
_BLOCKS: Final = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "pre", "hr", "blockquote"})
_HIDDEN: Final = frozenset({"blockquote", "style", "script", "head", "title"})
_MOST_STATEMENTS: Final = 20
_MOST_EDITIONS: Final = 8
_MOST_LINES: Final = 2_000
_LONGEST_LINE: Final = 1_000
_LONGEST: Final = 4_000
"""Characters of somebody's words that are kept."""


def is_automatic(message: Message) -> bool:
    """Whether no person wrote it: out-of-office notes (RFC 3834), receipts, lists."""
    said = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in {"", "no"} or header(message, "Precedence").strip().lower() in _IMPERSONAL:
        return True
    if any(header(message, name) for name in _AUTOMATIC):
        return True
    return any(part.get_content_type() == "message/disposition-notification" for part in parts(message))


def reply(message: Message, words: str) -> Reply:
    """What somebody writes; ``words`` are their own."""
    subject = header(message, "Subject")
    editions = tuple(dict.fromkeys(name for name in _EDITION.findall(subject) if _is_a_name(name)))
    without = _EDITION.sub(lambda found: " " if _is_a_name(found[0]) else found[0], subject)
    statements = dict.fromkeys([*_STATEMENT.findall(without), *_STATEMENT.findall(words)])
    return Reply(
        writer=next(iter(addresses(message, "From")), ""),
        editions=editions[:_MOST_EDITIONS],
        statements=tuple(statements)[:_MOST_STATEMENTS],
        words=words[:_LONGEST],
    )


def is_leaving(message: Message, words: str) -> bool:
    """Whether somebody writes that they want no more, and nothing else; ``words`` are their own."""
    subject = header(message, "Subject")
    return (
        _plain(words) in _LEAVING
        or (not words and _plain(subject) in _LEAVING)
        or _plain(subject) == "unsubscribe"
    )


def speaks_of_leaving(message: Message, words: str) -> bool:
    """Whether somebody seems to write, among few ``words`` of their own, that they want no more."""
    said = f"{header(message, 'Subject')}\n{words}"
    return len(words) <= _LONGEST_LEAVING and _OF_LEAVING.search(said[: 2 * _LONGEST_LEAVING]) is not None


def own_words(message: Message) -> str:
    """The text of a mail without what it quotes, and without all that follows the head of a quoted mail."""
    kept: list[str] = []
    for line in _text(message).split("\n", _MOST_LINES)[:_MOST_LINES]:
        short = line[:_LONGEST_LINE].rstrip()
        if _ABOVE_QUOTED.match(short.strip()):
            if kept and _BEGUN.match(kept[-1]):
                kept.pop()
            break
        if short == "--":
            break
        if not _QUOTED.match(short):
            kept.append("".join(sign for sign in short if sign.isprintable()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_a_name(word: str) -> bool:
    """Whether a word of a subject may name an edition: ``2026-W21``, and no mere word or id of a statement."""
    return any(sign.isdigit() for sign in word) and any(sign.isalpha() or sign == "-" for sign in word[1:])


def _plain(text: str) -> str:
    return text.strip(" \t\n.!\"'“”<>").casefold()


def _text(message: Message) -> str:
    """The text of a mail: its plain part, else the words of the one that is HTML."""
    texts = [
        part for part in parts(message) if part.get_content_maintype() == "text" and not part.get_filename()
    ]
    plain = next((part for part in texts if part.get_content_subtype() == "plain"), None)
    if plain is not None:
        return text_of(plain)
    rich = next((part for part in texts if part.get_content_subtype() == "html"), None)
    return "" if rich is None else _words(text_of(rich))


def _words(markup: str) -> str:
    """The words of a page, a line for each block, without what it quotes."""
    from lxml import etree  # noqa: PLC0415 - most mails have a plain part; Python's own parser takes minutes for harm

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    found: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        is_hidden, is_start = element.tag in _HIDDEN, event == "start"
        hidden += is_hidden * (1 if is_start else -1)
        found.append("\n" if element.tag in _BLOCKS else "")
        text = element.text if is_start else element.tail
        if text and not hidden:
            found.append(_SPACE.sub(" ", text))
    return "".join(found)
