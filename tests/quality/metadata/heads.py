"""Heads of pages and texts as they occur, untidy, in several languages; beside each, what it states of itself."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from briefs.model import Document, Listing, Outlet, Precision, Provenance, Source, StatedDate
from briefs.reading import read

EN: Final = (
    "Energy ministers of four countries agreed on Wednesday to publish figures on gas storage every month.",
    "The figures will come out for the first time in July, and they will be the same for all four of them.",
    "A spokesman for the harbour said that nobody had asked the port before the paper was signed.",
)
KO: Final = (
    "네 나라의 에너지 장관은 수요일 가스 비축량을 매달 공개하기로 합의했다고 밝혔다.",
    "첫 수치는 7월에 나오며 네 나라가 같은 기준을 쓰기로 했다고 관계자가 설명했다.",
    "항만 관계자는 합의문에 서명하기 전에 아무도 항만의 의견을 묻지 않았다고 말했다.",
)
JA: Final = (
    "四カ国のエネルギー担当相は水曜日、ガスの備蓄量を毎月公表することで合意した。",
    "最初の数字は七月に出る予定で、四カ国が同じ基準を使うことになると担当者は説明した。",
    "港湾の担当者は、署名の前に誰も港の意見を聞かなかったと述べた。",
)
ZH: Final = (
    "四国能源部长周三同意每月公布天然气储备数据，以便市场及时了解各方的情况。",
    "首批数据将于七月发布，四国将采用同一标准，有关官员对记者说。",
    "港口负责人表示，签署文件之前没有人征求过港口的意见。",
)
HANT: Final = (
    "四國能源部長週三同意每月公布天然氣儲備數據，以便市場及時了解各方的情況。",
    "首批數據將於七月發布，四國將採用同一標準，有關官員對記者說。",
    "港口負責人表示，簽署文件之前沒有人徵求過港口的意見。",
)
DE: Final = (
    "Die Energieminister der vier Länder wollen die Zahlen zu den Gasspeichern jeden Monat veröffentlichen.",
    "Die ersten Zahlen werden im Juli erscheinen, und sie werden für alle vier nach derselben Regel gezählt.",
    "Ein Sprecher des Hafens sagte, dass niemand den Hafen gefragt habe, bevor das Papier unterschrieben war.",
)
RETRIEVED: Final = datetime.datetime(2026, 5, 21, 6, 0, tzinfo=datetime.UTC)
FIELDS: Final = ("title", "author", "publisher", "carrier", "published", "modified", "credits", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One source with its ``stated`` fields; a field that is not among them is not stated."""

    name: str
    text: str
    stated: Mapping[str, object]
    url: str | None = None
    outlet: Outlet = field(default_factory=lambda: Outlet(name="desk"))
    listing: Listing | None = None

    @property
    def source(self) -> Source:
        """The bytes, as they were retrieved."""
        provenance = Provenance(outlet=self.outlet, url=self.url, retrieved=RETRIEVED, listing=self.listing)
        path = self.url or f"{self.name}.{'html' if self.text.startswith('<') else 'txt'}"
        return Source(path=path, content=self.text.encode(), provenance=provenance)


def stated_of(head: Head) -> dict[str, object]:
    """What is read of ``head``, by field; what is not stated is None or empty."""
    document = read(head.source)
    assert isinstance(document, Document), document
    return {
        "title": document.title,
        "author": list(document.author),
        "publisher": document.publisher,
        "carrier": document.carrier,
        "published": document.published.iso if document.published else None,
        "modified": document.modified.iso if document.modified else None,
        "credits": [credit.agency for credit in document.credits],
        "language": document.language,
    }


def wanted_of(head: Head) -> dict[str, object]:
    """What must be read of ``head``, by field."""
    return {name: head.stated.get(name, [] if name in ("author", "credits") else None) for name in FIELDS}


def page(head: str, *, top: str = "", body: tuple[str, ...] = EN, below: str = "", lang: str = "en") -> str:
    """A page as sites make them: menu, article with its header, other headlines, a footer."""
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset=utf-8>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav>"
        f"<main><article>{top}{paragraphs}{below}</article></main>"
        "<aside><h3>Most read</h3><ul>"
        "<li><a href=/a>Ferry late again</a> <time datetime=2026-05-20>20 May</time></li>"
        "<li><a href=/b>Depot opens</a> <time datetime=2026-05-18>18 May</time></li></ul></aside>"
        "<footer>Contact · Terms · Cookies</footer></body></html>"
    )


def linked(**stated: object) -> str:
    """A script of linked data about a news article."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **stated}
    return f"<script type='application/ld+json'>{json.dumps(data, ensure_ascii=False)}</script>"


def text(*lines: str, body: tuple[str, ...] = EN, below: tuple[str, ...] = ()) -> str:
    """A text as it is copied from a page."""
    return "\n".join((*lines, "", *(part for paragraph in body for part in (paragraph, "")), *below)) + "\n"


def day(year: int, month: int, number: int) -> StatedDate:
    """A day as a feed states it."""
    return StatedDate(day=datetime.date(year, month, number), precision=Precision.DAY)


H1: Final = "Ministers agree on figures"
KO1: Final = "네 나라 장관, 가스 비축량 공개 합의"
JA1: Final = "四カ国、ガス備蓄量の公表で合意"
ZH1: Final = "四国同意公布天然气储备数据"
ORG: Final = "Organization"

HEADS: Final = (
    Head(
        name="json-ld-with-both-dates",
        text=page(
            linked(
                headline=H1, datePublished="2026-05-19T21:40:00+09:00", dateModified="2026-05-20T07:05:00+09:00",
                author=[{"@type": "Person", "name": "Petra Voss"}], publisher={"@type": ORG, "name": "Harbour Ledger"},
            ),
            top=f"<h1>{H1}</h1><p class=byline>By Petra Voss</p>",
        ),
        stated={
            "title": H1, "author": ["Petra Voss"], "publisher": "Harbour Ledger", "language": "en",
            "published": "2026-05-19T21:40+09:00", "modified": "2026-05-20T07:05+09:00",
        },
    ),
    Head(
        name="meta-day-and-printed-minute",
        text=page(
            "<meta property=og:site_name content='Harbour Ledger'>"
            "<meta property=article:published_time content=2026-05-19>",
            top=f"<h1>{H1}</h1><p>By Petra Voss</p><p>Published: May 19, 2026 at 9:40 p.m. KST</p>",
        ),
        stated={
            "title": H1, "author": ["Petra Voss"], "publisher": "Harbour Ledger", "language": "en",
            "published": "2026-05-19T21:40+09:00",
        },
    ),
    Head(
        name="date-in-title-only",
        text=page(f"<title>{H1} - 19 May 2026 - Harbour Ledger</title>", top=f"<h1>{H1}</h1>"),
        stated={"title": H1, "publisher": "Harbour Ledger", "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="date-in-address-only",
        text=page(f"<title>{H1} | Harbour Ledger</title>", top=f"<h1>{H1}</h1>"),
        url="https://ledger.example/world/2026/05/19/ministers-agree",
        stated={"title": H1, "publisher": "Harbour Ledger", "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="archived-copy",
        text=page(f"<title>{H1} | Harbour Ledger</title>", top=f"<h1>{H1}</h1>"),
        url="https://web.archive.org/web/20260520101010/https://ledger.example/ministers-agree",
        stated={"title": H1, "publisher": "Harbour Ledger", "carrier": "Wayback Machine", "language": "en"},
    ),
    Head(
        name="date-from-feed-only",
        text=page("<title>Harbour Ledger</title>", top=f"<h1>{H1}</h1>"),
        listing=Listing(title=H1, author=("Kwame Adler",), published=day(2026, 5, 18), publisher="Harbour Ledger"),
        stated={
            "title": H1, "author": ["Kwame Adler"], "publisher": "Harbour Ledger", "published": "2026-05-18",
            "language": "en",
        },
    ),
    Head(
        name="page-titled-by-its-site",
        text=page("<title>Harbour Ledger</title><meta property=og:site_name content='Harbour Ledger'>"),
        listing=Listing(title=f"{H1} - Harbour Ledger", published=day(2026, 5, 19)),
        stated={"title": H1, "publisher": "Harbour Ledger", "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="future-metadata-loses-to-byline",
        text=page(
            f"<meta property=article:published_time content=2027-05-19T08:00:00Z><title>{H1}</title>",
            top=f"<h1>{H1}</h1><p>By Petra Voss</p><p>19 May 2026</p>",
        ),
        stated={"title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="template-writes-today-into-meta-date",
        text=page(
            f"<title>{H1}</title><meta name=date content=2026-05-21>",
            top=f"<h1>{H1}</h1><p>Posted on 12 May 2026</p>",
        ),
        stated={"title": H1, "published": "2026-05-12", "language": "en"},
    ),
    Head(
        name="copyright-year-and-comment",
        text=page(
            f"<title>{H1}</title>",
            top=f"<h1>{H1}</h1>",
            below="<p>Jane K. posted on May 20, 2026 at 11:02: Who will pay?</p><p>© 2019–2026 Harbour Ledger</p>",
        ),
        stated={"title": H1, "language": "en"},
    ),
    Head(
        name="updated-line",
        text=page(
            f"<title>{H1}</title>",
            top=f"<h1>{H1}</h1><p>Published 19 May 2026, 21:40 KST · Updated 20 May 2026, 07:05 KST</p>",
        ),
        stated={
            "title": H1, "published": "2026-05-19T21:40+09:00", "modified": "2026-05-20T07:05+09:00", "language": "en",
        },
    ),
    Head(
        name="midnight-in-metadata",
        text=page(
            linked(headline=H1, datePublished="2026-05-19T00:00:00Z"),
            top=f"<h1>{H1}</h1><p>Published 19 May 2026, 14:05 UTC</p>",
        ),
        stated={"title": H1, "published": "2026-05-19T14:05+00:00", "language": "en"},
    ),
    Head(
        name="yonhap-dateline",
        text=page(
            "<meta property=og:site_name content='Hanbit Daily'>",
            top=f"<h1>{H1}</h1>",
            body=("SEOUL, May 19 (Yonhap) — " + EN[0], *EN[1:]),
        ),
        stated={"title": H1, "publisher": "Hanbit Daily", "credits": ["Yonhap"], "language": "en"},
    ),
    Head(
        name="ap-byline",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1><p class=byline>By PETRA VOSS, Associated Press</p>"
            "<figure><img src=x><figcaption>A tank. (AFP Photo)</figcaption></figure>",
        ),
        stated={
            "title": H1, "publisher": "Quay Tribune", "author": ["PETRA VOSS"], "credits": ["AP"], "language": "en",
        },
    ),
    Head(
        name="only-the-photo-is-reuters",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1>"
            "<figure><img src=x><figcaption>A tank in Port Ellery. REUTERS/Ana Silva</figcaption></figure>"
            "<p>Photo: Reuters</p>",
        ),
        stated={"title": H1, "publisher": "Quay Tribune", "language": "en"},
    ),
    Head(
        name="agency-mentioned",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1>",
            body=(
                EN[0],
                "Reuters reported on Tuesday that the paper had been ready since March.",
                EN[2] + " He told Yonhap.",
            ),
        ),
        stated={"title": H1, "publisher": "Quay Tribune", "language": "en"},
    ),
    Head(
        name="first-published-elsewhere",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1>",
            below="<p><em>This article was first published by Harbour Ledger.</em></p>",
        ),
        stated={"title": H1, "publisher": "Quay Tribune", "credits": ["Harbour Ledger"], "language": "en"},
    ),
    Head(
        name="portal-with-provider",
        text=page(
            linked(
                headline=H1, publisher={"@type": ORG, "name": "Yahoo News"}, datePublished="2026-05-19T12:40:00Z",
                provider={"@type": ORG, "name": "Harbour Ledger"}, author={"@type": "Person", "name": "Petra Voss"},
            ),
            top=f"<h1>{H1}</h1>",
        ),
        url="https://news.yahoo.com/ministers-agree-120000.html",
        stated={
            "title": H1, "author": ["Petra Voss"], "publisher": "Harbour Ledger", "carrier": "Yahoo News",
            "credits": ["Harbour Ledger"], "published": "2026-05-19T12:40+00:00", "language": "en",
        },
    ),
    Head(
        name="portal-that-names-nobody",
        text=page(f"<title>{H1} - MSN</title><meta property=og:site_name content=MSN>", top=f"<h1>{H1}</h1>"),
        url="https://www.msn.com/en-us/news/world/ministers",
        outlet=Outlet(name="MSN", publisher="MSN"),
        stated={"title": H1, "carrier": "MSN", "language": "en"},
    ),
    Head(
        name="portal-with-rss-source",
        text=page(f"<title>{H1} - MSN</title><meta property=og:site_name content=MSN>", top=f"<h1>{H1}</h1>"),
        url="https://www.msn.com/en-us/news/world/ministers",
        listing=Listing(publisher="Harbour Ledger"),
        stated={"title": H1, "publisher": "Harbour Ledger", "carrier": "MSN", "language": "en"},
    ),
    Head(
        name="release-wire",
        text=page(
            f"<title>{H1}</title><meta property=og:site_name content='PR Newswire'>",
            top=f"<h1>{H1}</h1>",
            body=("SEOUL, South Korea, May 19, 2026 /PRNewswire/ -- " + EN[0], *EN[1:]),
            below="<p>SOURCE Harbour Gas</p>",
        ),
        url="https://www.prnewswire.com/news-releases/ministers-agree.html",
        stated={
            "title": H1, "publisher": "Harbour Gas", "carrier": "PR Newswire", "credits": ["PR Newswire"],
            "published": "2026-05-19", "language": "en",
        },
    ),
    Head(
        name="configured-publisher",
        text=page(f"<title>{H1}</title>", top=f"<h1>{H1}</h1>"),
        outlet=Outlet(name="ledger feed", publisher="Harbour Ledger", language="en"),
        stated={"title": H1, "publisher": "Harbour Ledger", "language": "en"},
    ),
    Head(
        name="naver",
        text=page(
            f"<meta property=og:title content='{KO1}'><meta property=og:site_name content='네이버 뉴스'>"
            "<meta property=og:article:author content='한빛일보 | 네이버'>",
            top=f"<h2>{KO1}</h2><p>입력 2026.05.19. 오후 9:40 수정 2026.05.20. 오전 7:05</p><p>홍길동 기자</p>",
            body=KO, lang="ko",
        ),
        url="https://n.news.naver.com/article/011/0001",
        stated={
            "title": KO1, "author": ["홍길동"], "publisher": "한빛일보", "carrier": "Naver", "credits": ["한빛일보"],
            "published": "2026-05-19T21:40", "modified": "2026-05-20T07:05", "language": "ko",
        },
    ),
    Head(
        name="korean-dateline",
        text=page(
            f"<title>{KO1} - 한빛일보</title>",
            top=f"<h1>{KO1}</h1>",
            body=("(서울=연합뉴스) 홍길동 기자 = " + KO[0], *KO[1:]),
            below="<p>hong@hanbit.example</p><p>저작권자 ⓒ 한빛일보. 무단 전재 금지</p>",
            lang="ko",
        ),
        stated={
            "title": KO1, "author": ["홍길동"], "publisher": "한빛일보", "credits": ["Yonhap"], "language": "ko",
        },
    ),
    Head(
        name="korean-photo-credit-only",
        text=page(
            f"<title>{KO1} - 한빛일보</title>",
            top=f"<h1>{KO1}</h1><p>사진=연합뉴스</p><p>김민지 기자</p>",
            body=(KO[0], "연합뉴스에 따르면 합의문은 3월에 이미 준비돼 있었다고 한다.", KO[2]),
            lang="ko",
        ),
        stated={"title": KO1, "author": ["김민지"], "publisher": "한빛일보", "language": "ko"},
    ),
    Head(
        name="daum",
        text=page(
            f"<meta property=og:title content='{KO1}'><meta property=og:site_name content='다음 - 한빛일보'>"
            "<meta property=article:published_time content=2026-05-19T21:40:00+09:00>",
            top=f"<h3>{KO1}</h3>", body=KO, lang="ko",
        ),
        url="https://v.daum.net/v/20260519214000123",
        stated={
            "title": KO1, "publisher": "한빛일보", "carrier": "Daum", "published": "2026-05-19T21:40+09:00",
            "language": "ko",
        },
    ),
    Head(
        name="japanese-portal",
        text=page(
            f"<title>{JA1}（共同通信） - Yahoo!ニュース</title>",
            top=f"<h1>{JA1}</h1><p>2026年5月19日(火) 21:40</p>",
            body=("【ソウル共同】" + JA[0], *JA[1:]), lang="ja",
        ),
        url="https://news.yahoo.co.jp/articles/abc",
        stated={
            "title": JA1, "publisher": "共同通信", "carrier": "Yahoo News", "credits": ["Kyodo"],
            "published": "2026-05-19T21:40", "language": "ja",
        },
    ),
    Head(
        name="japanese-wrong-weekday",
        text=page(
            f"<title>{JA1} | 港新聞</title>",
            top=f"<h1>{JA1}</h1><p>2026年5月19日(月) 21:40</p><p>記者 山田太郎</p>", body=JA, lang="ja",
        ),
        stated={"title": JA1, "author": ["山田太郎"], "publisher": "港新聞", "language": "ja"},
    ),
    Head(
        name="japanese-era",
        text=page(
            f"<title>{JA1} | 港新聞</title>", top=f"<h1>{JA1}</h1><p>令和8年5月19日</p>",
            body=(*JA[:2], JA[2] + "（時事）"), lang="ja",
        ),
        stated={
            "title": JA1, "publisher": "港新聞", "published": "2026-05-19", "credits": ["Jiji"], "language": "ja",
        },
    ),
    Head(
        name="chinese-reprint",
        text=page(
            f"<title>{ZH1}_港口日报</title><meta name=source content='来源：新华社'>",
            top=f"<h1>{ZH1}</h1><p>2026年05月19日 21:40 来源：新华社</p>",
            body=("新华社首尔5月19日电（记者张三）" + ZH[0], *ZH[1:]), lang="zh-CN",
        ),
        stated={
            "title": ZH1, "publisher": "港口日报", "published": "2026-05-19T21:40", "credits": ["Xinhua"],
            "language": "zh-CN",
        },
    ),
    Head(
        name="traditional-chinese",
        text=page(
            "<title>四國同意公布天然氣儲備數據 | 港口時報</title>",
            top="<h1>四國同意公布天然氣儲備數據</h1><p>2026/05/19 21:40</p>",
            body=("（中央社首爾19日電）" + HANT[0], *HANT[1:]), lang="zh",
        ),
        stated={
            "title": "四國同意公布天然氣儲備數據", "publisher": "港口時報", "published": "2026-05-19T21:40",
            "credits": ["CNA"], "language": "zh-Hant",
        },
    ),
    Head(
        name="simplified-undeclared",
        text=text(ZH1, "2026-05-19 21:40:05", "来源：新华社", body=ZH, below=("责任编辑：李四",)),
        stated={"title": ZH1, "published": "2026-05-19T21:40", "credits": ["Xinhua"], "language": "zh-Hans"},
    ),
    Head(
        name="german",
        text=page(
            "<title>Minister einig über Zahlen | Hafenkurier</title>",
            top="<h1>Minister einig über Zahlen</h1><p>Von Lene Auerbach</p><p>19. Mai 2026, 21:40 Uhr</p>",
            body=(*DE[:2], DE[2] + " (dpa)"), lang="de-DE",
        ),
        stated={
            "title": "Minister einig über Zahlen", "author": ["Lene Auerbach"], "publisher": "Hafenkurier",
            "published": "2026-05-19T21:40", "credits": ["dpa"], "language": "de-DE",
        },
    ),
    Head(
        name="html-lang-is-the-template's",
        text=page(f"<title>{KO1} - 한빛일보</title>", top=f"<h1>{KO1}</h1>", body=KO, lang="en"),
        stated={"title": KO1, "publisher": "한빛일보", "language": "ko"},
    ),
    Head(
        name="text-with-wire-byline",
        text=text(H1, "By Petra Voss, Reuters", "May 19, 2026", body=EN, below=("Related stories", "Ferry late again")),
        stated={
            "title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "credits": ["Reuters"], "language": "en",
        },
    ),
    Head(
        name="text-ends-with-credit",
        text=text(H1, "19 May 2026", body=(*EN[:2], EN[2] + " (Yonhap)"), below=("(END)",)),
        stated={"title": H1, "published": "2026-05-19", "credits": ["Yonhap"], "language": "en"},
    ),
    Head(
        name="text-with-caption-credit",
        text=text(H1, "A gas tank stands in Port Ellery on Tuesday. [YONHAP]", "19 May 2026", body=EN),
        stated={"title": H1, "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="text-with-agencies",
        text=text(H1, "By Petra Voss, with agencies", "19 May 2026", body=EN),
        stated={
            "title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "credits": ["agencies"], "language": "en",
        },
    ),
    Head(
        name="text-with-header",
        text="\n".join((
            f"Title: {H1}", "Author: Petra Voss", "Date: 19 May 2026", "URL: https://ledger.example/x", "",
            "\n\n".join(EN), "",
        )),
        stated={"title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="front-matter-with-source",
        text="\n".join((
            "---", f"title: {H1}", "author: Petra Voss", "date: 2026-05-19", "updated: 2026-05-20",
            "source: Kyodo News", "---", "\n\n".join(EN),
        )),
        stated={
            "title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "modified": "2026-05-20",
            "credits": ["Kyodo"], "language": "en",
        },
    ),
    Head(
        name="modified-before-published",
        text=page(
            linked(headline=H1, datePublished="2026-05-19T08:00:00Z", dateModified="2026-05-12T08:00:00Z"),
            top=f"<h1>{H1}</h1><p>Updated 20 May 2026</p>",
        ),
        stated={"title": H1, "published": "2026-05-19T08:00+00:00", "modified": "2026-05-20", "language": "en"},
    ),
    Head(
        name="stamp-of-1970",
        text=page(
            linked(headline=H1, datePublished="1970-01-01T00:00:00Z"),
            top=f"<h1>{H1}</h1><p>By Petra Voss</p><p>19 May 2026</p>",
        ),
        stated={"title": H1, "author": ["Petra Voss"], "published": "2026-05-19", "language": "en"},
    ),
    Head(
        name="pti-inputs",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1><p>By Petra Voss</p>",
            below="<p>(With inputs from PTI)</p>",
        ),
        stated={
            "title": H1, "author": ["Petra Voss"], "publisher": "Quay Tribune", "credits": ["PTI"], "language": "en",
        },
    ),
    Head(
        name="agency-as-author",
        text=page(
            linked(
                headline=H1, datePublished="2026-05-19", author={"@type": ORG, "name": "Agence France-Presse"},
                publisher={"@type": ORG, "name": "Quay Tribune"},
            ),
            top=f"<h1>{H1}</h1>",
        ),
        stated={
            "title": H1, "author": ["Agence France-Presse"], "publisher": "Quay Tribune", "credits": ["AFP"],
            "published": "2026-05-19", "language": "en",
        },
    ),
    Head(
        name="source-of-a-chart",
        text=page(
            "<meta property=og:site_name content='Quay Tribune'>",
            top=f"<h1>{H1}</h1>",
            below="<figure><figcaption>Storage. Source: Reuters</figcaption></figure><p>Source: Ministry of Energy</p>",
        ),
        stated={"title": H1, "publisher": "Quay Tribune", "language": "en"},
    ),
    Head(
        name="social-network",
        text=page("<title>Ministry of Energy on X</title><meta property=og:site_name content='X (formerly Twitter)'>"),
        url="https://x.com/energy/status/1",
        stated={"title": "Ministry of Energy on X", "carrier": "X", "language": "en"},
    ),
    Head(
        name="korea-paper-two-lines",
        text=text(H1, "By Kim Min-ji", "Published : May 19, 2026 - 21:40:05", "Updated : May 20, 2026 - 07:05:10"),
        stated={
            "title": H1, "author": ["Kim Min-ji"], "published": "2026-05-19T21:40", "modified": "2026-05-20T07:05",
            "language": "en",
        },
    ),
    Head(
        name="british-paper",
        text=text(H1, "Tue 19 May 2026 21.40 BST", "Last modified on Wed 20 May 2026 07.05 BST"),
        stated={"title": H1, "published": "2026-05-19", "modified": "2026-05-20", "language": "en"},
    ),
    Head(
        name="dateline-with-short-month",
        text=text(H1, "By KIM TONG", body=("GYEONGJU, South Korea, Oct. 30 (AP) — " + EN[0], *EN[1:])),
        stated={"title": H1, "author": ["KIM TONG"], "credits": ["AP"], "language": "en"},
    ),
    Head(
        name="time-before-day",
        text=text(H1, "Published: 9:40pm, 19 May 2026", "Updated: 7:05am, 20 May 2026"),
        stated={
            "title": H1, "published": "2026-05-19T21:40", "modified": "2026-05-20T07:05", "language": "en",
        },
    ),
    Head(
        name="agency-and-update-only",
        text=text(H1, "Xinhua | Updated: 2026-05-19 21:40"),
        stated={"title": H1, "modified": "2026-05-19T21:40", "credits": ["Xinhua"], "language": "en"},
    ),
    Head(
        name="desk-sign-of-a-german-house",
        text=text(H1, "May 19, 2026", below=("wmr/lo (AP, AFP, dpa)",)),
        stated={"title": H1, "published": "2026-05-19", "credits": ["AP", "AFP", "dpa"], "language": "en"},
    ),
    Head(
        name="korean-broadcaster",
        text=text(KO1, "입력 2026.05.19 (21:40) 수정 2026.05.20 (07:05)", body=KO),
        stated={
            "title": KO1, "published": "2026-05-19T21:40", "modified": "2026-05-20T07:05", "language": "ko",
        },
    ),
    Head(
        name="japanese-agency-line",
        text=text(JA1, "時事通信 政治部 2026年05月19日21時40分配信", body=JA),
        stated={"title": JA1, "published": "2026-05-19T21:40", "credits": ["Jiji"], "language": "ja"},
    ),
    Head(
        name="russian-agency-dateline",
        text=text(H1, "19 May 2026", body=("MOSCOW, May 19. /TASS/. " + EN[0], *EN[1:])),
        stated={"title": H1, "published": "2026-05-19", "credits": ["TASS"], "language": "en"},
    ),
    Head(
        name="agencies-of-other-stories",
        text=text(H1, "May 19, 2026", below=("Related stories", "Ferry late again tonight", "Reuters", "2 hours ago")),
        stated={"title": H1, "published": "2026-05-19", "language": "en"},
    ),
)  # fmt: skip
