"""What a newsletter holds beside its text: preheaders, notes on the subscription, addresses, links to itself."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefs.language.late import late
from briefs.reading.metadata import web_address
from briefs.reading.shapes import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST: Final = 70
"""Words of one paragraph of a footer; those that explain a subscription have 20 to 50."""
_LABEL: Final = 14
"""Words of a line that a link of the footer is the whole of."""
_TAIL: Final = 0.5
"""Share of the words of a mail behind which a note on the subscription begins its footer."""
_FOOT: Final = late(
    r"\byou(?:[’']re| are) (?:receiving|getting) (?:this|these)\b"
    r"|\byou (?:have )?received this (?:e-?mail|message|newsletter|letter)"
    r"|\bthis (?:e-?mail|message|newsletter) (?:was|has been|is being) (?:sent|delivered) to\b"
    r"|^to (?:unsubscribe|opt out)\b|\bto (?:unsubscribe|opt out|stop receiving)\b[^.]{0,50}?"
    r"(?:,| please) (?:click|reply|write|visit|send|use|follow|go)\b|\bto unsubscribe (?:click|reply|write|visit)\b"
    r"|\byou (?:can|may) (?:unsubscribe|opt out|change how|update your|manage your)"
    r"|\bno longer (?:wish|want) to receive|\bunsubscribe (?:here|at any time|from this)|^unsubscribe\s?:"
    r"|\bour (?:mailing|postal) address"
    r"|수신\s?거부|수신을 원(?:하지|치) 않|구독을? ?(?:해지|취소)|본 메일은"
    r"|이 (?:메일|뉴스레터)은?는? .{0,40}(?:발송|수신)"
    r"|配信停止|配信解除|購読(?:を)?(?:解除|停止|中止)|このメールは|本メールは|退订|取消订阅|此邮件由|本邮件",
    re.IGNORECASE,
)
_NOTE: Final = late(
    r"\badd (?:us|this address|[^.]{1,60}@[^.]{1,60}) to your (?:address book|contacts|safe)"
    r"|\b(?:trouble|problems?|difficulty) (?:viewing|reading) this|\b(?:was )?(?:this|it) forwarded to you"
    r"|\bforwarded this (?:e-?mail|message|newsletter)|\bsend (?:us )?(?:tips|feedback|your thoughts)"
    r"|\breply to this (?:e-?mail|newsletter)|\bforward (?:this|it) to (?:a friend|someone|a colleague)"
    r"|\breader-supported\b|\bconsider (?:becoming|subscribing|a (?:paid|free))|\bto receive new posts\b"
    r"|\bsigned? up (?:at|on|for|to|through|via) (?:our|this)",
    re.IGNORECASE,
)
"""What a newsletter says of itself: where such a sentence ends it, and where more may follow."""
_LINK: Final = late(
    r"\bunsubscribe\b|\b(?:manage|update|change|e-?mail|your) (?:your )?(?:e-?mail )?"
    r"(?:preferences|settings|subscription)"
    r"|\b(?:view|read|open|see)\b.{0,30}\b(?:in (?:your|a|the) (?:web )?browser|online|on the web|in browser)"
    r"|\bweb version\b|\bforward to a friend\b|\bshare (?:this|on|via|with)\b|\bfollow us\b"
    r"|\bprivacy (?:policy|notice)\b|\bterms (?:of (?:use|service)|and conditions)\b|\ball rights reserved\b|©"
    r"|\bcopyright\b|\bsubscribe\b|\bsign up\b|\bread (?:more|the full|on)\b|\bcontinue reading\b"
    r"|\badvertis(?:e|ement)\b|\bdownload (?:our|the) app\b"
    r"|웹(?:에서|으로) 보기|브라우저에서|자세히 보기|더 ?보기|구독하기|공유하기|무단 ?전재"
    r"|ブラウザで|続きを読む|もっと見る|在浏览器",
    re.IGNORECASE,
)
_ONLINE: Final = late(
    r"\b(?:view|read|open|see|trouble)\b.{0,40}\b(?:browser|online|on the web)\b|\bweb version\b|\bonline version\b"
    r"|웹(?:에서|으로) 보기|브라우저에서|ブラウザで|ウェブで|在浏览器",
    re.IGNORECASE,
)
_TRACKER: Final = late(
    r"(?:^|[./-])(?:click|clicks|links?|track|tracking|trk|email|mailer|mandrillapp|list-manage|sendgrid|ct|url\d*)[.-]",
    re.IGNORECASE,
)
_LONGEST_ADDRESS: Final = 200
_HIDING: Final = late(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_PREHEADER: Final = late(r"pre-?header|preview-?text|email-?preview", re.IGNORECASE)
_NO_BULLET: Final = late(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLET: Final = late(r"mso-list\s*:\s*\w*l[0-9]+ level[0-9]", re.IGNORECASE)
_DATA_CELL: Final = 40
_FEWEST_ROWS: Final = 3
_NUMERIC: Final = 0.4
_STORY: Final = 12
"""Words of a link from which it is a story: buttons and headlines have fewer, and no full stop."""
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def without_footers(texts: Sequence[str]) -> list[int]:
    """Return the places of those paragraphs of a newsletter that do not speak of itself, in order."""
    words = [count_words(text) for text in texts]
    total, seen = sum(words), 0
    kept = []
    for place, text in enumerate(texts):
        is_short = words[place] <= _LONGEST
        is_foot = is_short and _FOOT.search(text) is not None
        if is_foot and seen >= _TAIL * total:
            break
        is_note = is_foot or (is_short and _NOTE.search(text) is not None)
        if not is_note and not (words[place] <= _LABEL and _LINK.search(text) and text[-1:] not in '.。”"'):
            kept.append(place)
        seen += words[place]
    return kept


def plain_address(address: str | None) -> str | None:
    """Return the web address of an issue, or None where it only leads there by way of a counter of clicks."""
    whole = web_address(address)
    if whole is None or len(whole) > _LONGEST_ADDRESS:
        return None
    parts = urlsplit(whole)
    return None if parts.query or _TRACKER.search(parts.netloc + ".") else whole


def online_address(tree: "HtmlElement") -> str | None:
    """Return the address under which a newsletter says that it can be read in a browser."""
    for link in tree.iter("a"):
        text = " ".join(link.text_content().split())
        if text and count_words(text) <= _LABEL and _ONLINE.search(text):
            address = plain_address(link.get("href"))
            if address:
                return address
    return None


def as_page(tree: "HtmlElement") -> "HtmlElement":
    """Return the tree of a mail with the marks that tell a page's reader what is what; it is changed in place.

    Preheaders are hidden, tables that only lay out are marked so, Outlook's lists become lists, and neither
    headings nor whole stories are links: in a newsletter they lead to the story itself, on a page to another.
    """
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        style = element.get("style", "")
        if _HIDING.search(style) or _NO_BULLET.search(style) or _PREHEADER.search(element.get("class", "")):
            element.set("hidden", "")
        elif element.tag == "table" and not _holds_data(element):
            element.set("role", "presentation")
        elif element.tag == "p" and _BULLET.search(style):
            element.tag = "li"
        elif element.tag in _HEADINGS:
            for link in element.iter("a"):
                link.tag = "span"
        elif element.tag == "a" and _is_story(element):
            element.tag = "span" if element.find(".//p") is None else "div"
    return tree


def _is_story(link: "HtmlElement") -> bool:
    """Whether a link is a whole story that can be clicked, and no line that leads to one."""
    text = " ".join(link.text_content().split())
    return count_words(text) >= _STORY and text[-1] in '.!?。”"'


def _holds_data(table: "HtmlElement") -> bool:
    """Whether a table is one of figures: three rows and more of short cells, many of them numbers; none in it."""
    if table.find(".//table") is not None:
        return False
    cells = [" ".join(cell.text_content().split()) for cell in table.iter("td", "th")]
    worded = [cell for cell in cells if cell]
    rows = len(table.findall(".//tr"))
    if rows < _FEWEST_ROWS or len(worded) < 2 * rows or max(map(len, worded)) > _DATA_CELL:
        return False
    return sum(any(map(str.isdigit, cell)) for cell in worded) >= _NUMERIC * len(worded)
