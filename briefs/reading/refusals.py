"""Pages that hold no article: errors, walls, lists of other pages, and pages that a script would fill.

Only a page with little text is looked at. Each pattern must stand where it speaks of the page as a whole: in
its title and headings, or behind all that was kept; so an article about a strike of robots, or one that carries
an offer to subscribe in its middle, stays.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import PassageKind
from briefs.reading.blocks import PageBlock
from briefs.reading.page import Block, words_of
from briefs.reading.shapes import count_words
from briefs.reading.teasers import is_title
from briefs.reading.unreadable import Unreadable

_LITTLE: Final = 300
"""Words from which a page is an article whatever stands around it: cookie walls have up to 250."""
_STUB: Final = 200
"""Words below which a text that ends at a wall is its beginning: papers show one to three paragraphs."""
_BRIEF: Final = 120
"""Words below which a page that is said not to be free, or that greets with an error, holds nothing else."""
_NOTE: Final = 20
"""Words below which even a page with a date or an author only introduces the list below them."""
_SENTENCE: Final = 5
_FEWEST: Final = 3
_LINKS: Final = 5
_MOSTLY: Final = 0.6

_ROBOT: Final = late(
    r"checking (?:your browser|if the site connection)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|(?:not|are you) a robot|just a moment\.\.\.|unusual (?:activity|traffic)|complete the captcha"
    r"|로봇이 아닙|ロボットではありません|验证您?是真人|人机验证",
    re.IGNORECASE,
)
_ERROR: Final = late(
    r"\b(?:error )?(?:40[0-9]|410|50[0-4])\b.{0,3}(?:error|not found|forbidden|gone|bad gateway|$)"
    r"|\b(?:page|file|article|document|story|content)s? (?:(?:was|were|is|could|can) )?not (?:be )?(?:found|available)"
    r"|\bpage (?:does not|doesn.t|no longer) exists?|^(?:sorry, )?not found$|^access denied|^forbidden$"
    r"|페이지를? ?찾을 수 없|존재하지 않는 (?:페이지|기사)|삭제된 (?:페이지|기사)"
    r"|ページ(?:が|は)(?:見つかりません|存在しません)"
    r"|お探しのページ|(?:页面|网页|文章)(?:不存在|未找到|已被?删除)|找不到(?:页面|网页)|seite (?:wurde )?nicht gefunden"
    r"|page (?:introuvable|non trouvée)|página no encontrada",
    re.IGNORECASE,
)
_COOKIE: Final = late(
    r"\bcookies?\b|privacy (?:settings|tools|choices|policy)|쿠키|クッキー|隐私设置|datenschutz",
    re.IGNORECASE,
)
_LOGIN: Final = late(
    r"^(?:please )?(?:log|sign)[ -]?in\b|\b(?:log|sign) in to (?:continue|view|read)|^anmelden\b"
    r"|^로그인|^ログイン|^登[录錄]"
    r"|^connexion\b",
    re.IGNORECASE,
)
_WALL: Final = late(
    r"\b(?:subscribe|register|(?:log|sign) ?in)\b[^.!?]{0,40}? to (?:continue|keep|finish) reading"
    r"|\bto (?:continue|keep|read on|finish) ?(?:reading)?(?: this (?:article|story))?, (?:please )?"
    r"(?:subscribe|log|sign|you)"
    r"|\bthis (?:article|story|content|page) is (?:\w+ )?(?:for|reserved for|available to|exclusive to) "
    r"(?:our )?(?:\w+ )?(?:subscribers|members)\b|\b(?:for )?subscribers[ -]only\b|\bfor subscribers only\b"
    r"|有料会員|会員限定|残り[0-9,]+(?:文字|字)"
    r"|유료 ?(?:회원|구독)|구독자 전용|회원 전용 기사"
    r"|付费(?:阅读|内容|会员)|会员专享|订阅后(?:阅读|查看)|nur für abonnenten"
    r"|mit .{0,20}abo weiterlesen|jetzt weiterlesen|réservé aux abonnés"
    r"|solo para suscriptores",
    re.IGNORECASE,
)
_NOT_FREE: Final = late(r'"isAccessibleForFree"\s*:\s*"?\s*false', re.IGNORECASE)
_SEARCH: Final = late(
    r"\bsearch(?: results?)?\b.{0,20}\bfor\b|^search results?\b|\bresults? for [“\"'‘]"
    r"|검색 ?결과|検索結果|搜索结果|suchergebnis",
    re.IGNORECASE,
)
_CUT: Final = late(
    r"(?:…|\.\.\.|\[…\]|&hellip;)\s*(?:\(?(?:continue reading|read more|more)[^.]{0,40})?$", re.IGNORECASE
)
_SCRIPTED: Final = ("JavaScript", "Javascript", "javascript to run", '"articleBody"', "'articleBody'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A page, what would be kept of it, the places of the teasers on it, and whether it is signed or dated."""

    markup: str
    title: str | None
    blocks: Sequence[PageBlock]
    kept: Sequence[Block]
    teasers: Collection[int]
    is_credited: bool


def refuse(page: Evidence) -> None:
    """Raise ``Unreadable`` with its reason for a page that holds no article; return for any other."""
    words = words_of(page.kept)
    if words >= _LITTLE:
        return
    reason = next((message for message, found in _reasons(page, words) if found), None)
    if reason is not None:
        raise Unreadable(reason)


def _reasons(page: Evidence, words: int) -> Iterator[tuple[str, bool]]:
    """Return each reason and whether it holds, the plainest first; none is looked at behind one that holds."""
    heads = [page.title or "", *_headings(page)]
    texts = [block.text for block in page.kept]
    little = words < _BRIEF
    yield (
        "asks whether the visitor is a robot: open the page in a browser and save what it shows",
        little and _says(_ROBOT, [*heads, *texts]),
    )
    yield (
        "is an error page: its site did not find, or did not hand out, the article",
        little and _says(_ERROR, heads),
    )
    yield (
        "is a notice on cookies: accept or refuse them in a browser and save the page behind",
        _is_on_cookies(texts),
    )
    yield (
        "is a form to log in: save the page as somebody who is logged in sees it",
        little and _says(_LOGIN, heads),
    )
    yield (
        "is the beginning of an article behind a paywall: save it as a subscriber sees it",
        _is_stub(page, words),
    )
    yield (
        "is a list of search results: save the pages it leads to",
        _says(_SEARCH, heads) and _links(page) >= _FEWEST,
    )
    yield (
        "holds no text before its scripts have run, so it needs a browser: open it there and save what it shows",
        _is_empty(page) and _is_scripted(page),
    )
    yield "is a list of other pages: save the articles it leads to", _is_listing(page, words)


def _headings(page: Evidence) -> Iterator[str]:
    for block in page.blocks:
        if block.kind is PassageKind.HEADING and ("h1" in block.tags or "h2" in block.tags):
            yield block.text


def _says(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return any(pattern.search(text) for text in texts)


def _is_on_cookies(texts: Sequence[str]) -> bool:
    words = sum(map(count_words, texts))
    told = sum(count_words(text) for text in texts if _COOKIE.search(text))
    return bool(words) and told >= _MOSTLY * words and _says(_CHOICE, texts)


_CHOICE: Final = late(
    r"\b(?:accept|reject|choose|settings|consent|agree)\b|동의|同意|akzeptieren|einwilligung|zustimm|consentement",
    re.IGNORECASE,
)


def _is_stub(page: Evidence, words: int) -> bool:
    """Whether a wall stands behind all that was kept of a short text, or the page says that it is not free."""
    if words >= _STUB:
        return False
    if words < _BRIEF and "isAccessibleForFree" in page.markup and _NOT_FREE.search(page.markup):
        return True
    kept = {block.text for block in page.kept if not _WALL.search(block.text)}
    last = max((at for at, block in enumerate(page.blocks) if block.text in kept), default=-1)
    return any(
        _WALL.search(block.text) and "nav" not in block.tags and len(block.text) <= 400
        for block in page.blocks[last + 1 :]
    )


def _links(page: Evidence) -> int:
    return sum(map(is_title, page.blocks))


def _is_empty(page: Evidence) -> bool:
    return not any(
        count_words(block.text) >= _SENTENCE for block in page.kept if block.kind is not PassageKind.HEADING
    )


def _is_scripted(page: Evidence) -> bool:
    return "<script" in page.markup and any(sign in page.markup for sign in _SCRIPTED)


def _is_listing(page: Evidence, words: int) -> bool:
    """Whether the page shows the titles or the beginnings of others, and next to nothing of its own."""
    told = sum(count_words(page.blocks[place].text) for place in page.teasers)
    if _is_empty(page):
        return _links(page) >= _LINKS or len(page.teasers) >= _FEWEST
    cut = [block for block in page.kept if _CUT.search(block.text)]
    introduces = told > 2 * words and words < (_NOTE if page.is_credited else _BRIEF // 3)
    return introduces or (len(cut) >= _FEWEST and 2 * words_of(cut) >= words)
