"""Carriers: those who pass on what others publish — aggregators, portals, release wires, social networks.

A carrier is never the publisher of what it carries. It is known by the name a page gives itself or by the
host of its address.
"""

from typing import Final
from urllib.parse import urlsplit

from briefs.language.late import late

_CARRIERS: Final = {
    "Google News": ("news.google.com", "google news|구글 뉴스|googleニュース"),
    "Yahoo News": (
        "yahoo.com yahoo.co.jp",
        "yahoo news|yahoo! news|yahoo|yahoo!|yahoo!ニュース|yahooニュース|yahoo finance|yahoo奇摩新聞|야후 뉴스",
    ),
    "MSN": ("msn.com msn.cn", "msn|msn news|microsoft start|msnニュース|microsoft news"),
    "Naver": ("naver.com", "naver|naver news|네이버|네이버 뉴스|네이버뉴스"),
    "Daum": ("daum.net", "daum|daum news|다음|다음뉴스|다음 뉴스|v.daum.net"),
    "Nate": ("nate.com", "nate|네이트|네이트 뉴스|네이트뉴스"),
    "ZUM": ("zum.com", "zum|줌 뉴스|zum 뉴스"),
    "AOL": ("aol.com aol.co.uk", "aol|aol news|aol.com"),
    "NewsBreak": ("newsbreak.com", "newsbreak|news break"),
    "Flipboard": ("flipboard.com", "flipboard"),
    "Apple News": ("apple.news", "apple news"),
    "SmartNews": ("smartnews.com", "smartnews|スマートニュース"),
    "LINE NEWS": ("news.line.me", "line news"),
    "livedoor News": ("news.livedoor.com", "livedoor news|livedoor ニュース|ライブドアニュース|livedoorニュース"),
    "goo News": ("news.goo.ne.jp", "goo news|gooニュース|goo ニュース"),
    "Excite News": ("excite.co.jp", "exciteニュース|excite news|エキサイトニュース"),
    "dmenu News": ("topics.smt.docomo.ne.jp", "dメニューニュース|dmenuニュース"),
    "Toutiao": ("toutiao.com", "toutiao|今日头条"),
    "Baijiahao": ("baijiahao.baidu.com mbd.baidu.com", "baijiahao|百家号|百度新闻"),
    "WeChat": ("mp.weixin.qq.com", "wechat|微信公众平台|微信公众号|微信"),
    "LINE TODAY": ("today.line.me", "line today"),
    "PressReader": ("pressreader.com", "pressreader"),
    "NewsNow": ("newsnow.co.uk newsnow.com", "newsnow"),
    "Ground News": ("ground.news", "ground news"),
    "Big News Network": ("bignewsnetwork.com", "big news network|big news network.com"),
    "Feedly": ("feedly.com", "feedly"),
    "Factiva": ("factiva.com", "factiva|dow jones factiva"),
    "LexisNexis": ("lexisnexis.com advance.lexis.com", "lexisnexis|nexis"),
    "Wayback Machine": ("web.archive.org archive.org", "wayback machine|internet archive"),
    "archive.today": ("archive.today archive.ph archive.is archive.md archive.vn", "archive.today|archive.ph"),
    "PR Newswire": (
        "prnewswire.com prnewswire.co.uk prnasia.com",
        "pr newswire|prnewswire|cision pr newswire|cision|美通社",
    ),
    "Business Wire": ("businesswire.com", "business wire|businesswire"),
    "GlobeNewswire": ("globenewswire.com", "globenewswire|globe newswire|globenewswire inc"),
    "ACCESSWIRE": ("accesswire.com accessnewswire.com", "accesswire|access newswire"),
    "Newswire": ("newswire.com newswire.ca newswire.co.kr", "newswire|newswire.com|cnw|cnw group|뉴스와이어"),
    "EIN Presswire": ("einpresswire.com einnews.com", "ein presswire|einpresswire|ein news"),
    "PR TIMES": ("prtimes.jp", "pr times|prtimes|株式会社pr times"),
    "Kyodo News PR Wire": ("kyodonewsprwire.jp", "kyodo news pr wire|共同通信prワイヤー"),
    "EurekAlert": ("eurekalert.org", "eurekalert|eurekalert!"),
    "X": ("x.com twitter.com t.co nitter.net", "x|twitter|x (formerly twitter)"),
    "Facebook": ("facebook.com m.facebook.com fb.com", "facebook"),
    "Instagram": ("instagram.com", "instagram"),
    "Threads": ("threads.net threads.com", "threads"),
    "Telegram": ("t.me telegram.me telegra.ph", "telegram"),
    "Reddit": ("reddit.com old.reddit.com", "reddit"),
    "Bluesky": ("bsky.app", "bluesky"),
    "Truth Social": ("truthsocial.com", "truth social"),
    "LinkedIn": ("linkedin.com", "linkedin"),
    "VK": ("vk.com", "vk|vkontakte|вконтакте"),
    "Weibo": ("weibo.com weibo.cn m.weibo.cn", "weibo|sina weibo|微博|新浪微博"),
    "YouTube": ("youtube.com youtu.be", "youtube"),
}  # fmt: skip
_HOSTS: Final = {host: name for name, (hosts, _) in _CARRIERS.items() for host in hosts.split()}
_NAMES: Final = {
    known: name for name, (_, names) in _CARRIERS.items() for known in (name.casefold(), *names.split("|"))
}
_PARTS: Final = late(r"\s+[|·»:–—-]\s+|\s*[|｜·»]\s*")
_RELEASE: Final = late(
    r"/(?P<slash>[A-Z][A-Za-z ]{2,20})/\s?(?:--|—|–|-)|\((?P<round>(?:BUSINESS|GLOBE ?NEWS|ACCESS) ?WIRE)\)|"
    r"(?P<dash>EINPresswire\.com)/",
)
_ARCHIVED: Final = late(
    r"https?://(?:web\.archive\.org/web/[0-9a-z_]{4,20}|archive\.\w{2,5}(?:/o/\w+|/[0-9]{4,14}))/(?P<url>https?:/.{4,2000})"
)


def carrier_named(name: str | None) -> str | None:
    """Return the usual name of the carrier that ``name`` is the name of, or None."""
    return _NAMES.get(" ".join((name or "").casefold().split()).strip(" .!")) or _NAMES.get(
        " ".join((name or "").casefold().split())
    )


def carrier_at(address: str | None) -> str | None:
    """Return the usual name of the carrier on whose host ``address`` lies, or None."""
    try:
        host = (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return None
    parts = host.split(".")
    tails = (".".join(parts[start:]) for start in range(len(parts) - 1))
    return next((_HOSTS[tail] for tail in tails if tail in _HOSTS), None)


def original_address(address: str) -> str:
    """Return the address that an archived copy is a copy of; any other address as it is."""
    match = _ARCHIVED.match(address)
    return match["url"] if match else address


def parted(name: str | None) -> tuple[str | None, str | None]:
    """Return publisher and carrier in the name a site gives itself: ``Daum - The Ledger`` names both."""
    if not name:
        return None, None
    whole = carrier_named(name)
    if whole:
        return None, whole
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    carriers = [carrier for part in parts if (carrier := carrier_named(part))]
    others = [part for part in parts if carrier_named(part) is None]
    return (others[0], carriers[0]) if carriers and len(others) == 1 else (name, None)


def release_wire(opening: str) -> str | None:
    """Return the release wire that the dateline of a paragraph names (``/PRNewswire/ --``), or None."""
    match = _RELEASE.search(opening[:200])
    if match is None:
        return None
    named = next(group for group in match.groups() if group)
    return carrier_named(named.replace(".com", "")) or carrier_named(
        named.casefold().replace("wire", " wire")
    )
