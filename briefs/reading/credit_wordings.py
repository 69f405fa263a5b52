"""The wordings of credits: where the name of an agency or outlet stands when a text is credited to it.

Each pattern is for one line, or the head or end of a paragraph, and names what is credited ``exact``; the
sentences on a first publication name the outlet ``name``. All are bounded, so that each is linear.
"""

import re
from typing import Final

from briefs.language.late import late
from briefs.reading.agencies import AGENCIES, AGENCY

PICTURE: Final = late(
    r"\b(?:photos?|photograph\w*|photographer|pictures?|images?|pics?|videos?|graphics?|illustrations?|file|pool"
    r"|getty|handout|footage|courtesy|alamy|epa|caption|map|chart|foto|bild)\b"
    r"|사진|포토|영상|그래픽|이미지|캡처|写真|画像|映像|撮影|图|圖|照片|摄影|攝影|摄(?=[)）。]|$)|视频|影片",
    re.IGNORECASE,
)
PICTURED: Final = late(
    rf"(?:\bvia\s+{AGENCY}|{AGENCY}\s?/\s?(?!{AGENCY})[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,3}})\s*$"
)
_SOURCE: Final = (
    r"(?:(?i:source|sources|via|quelle|fuente|fonte)\s?[:：=]|SOURCE:?(?=\s)|(?i:via)(?=\s)"
    r"|(?:출처|자료|자료제공|기사제공|뉴스제공|제공|제휴사?)\s?[:：=]|(?:出典|出所|引用元|転載元|情報提供|配信元?|提供元?)\s?[:：=／]"
    r"|(?:来源|來源|稿源|稿件来源|消息来源|消息來源|文章来源|信息来源|转自|轉自)\s?[:：=])"
)
OUTLET: Final = late(
    r"\b(?:news|times|post|herald|tribune|journal|daily|weekly|press|wire|gazette|review|today|radio|tv|broadcasting"
    r"|magazine|observer|chronicle|dispatch|courier|bulletin|examiner|standard|telegraph|mail|ledger|monitor|register"
    r"|independent|guardian|sentinel|echo|argus|star|globe|mercury|digest|report|network|media|zeitung|diario|kurier)\b"
    r"|신문|일보|뉴스|방송|경제|타임스|매일|투데이|新聞|新闻|日報|日报|通信|通讯|通訊|テレビ|放送|電視|电视|晚报|晚報|时报|時報|ニュース|網$|网$|社$",
    re.IGNORECASE,
)
OUTLET_NOUN: Final = (
    r"(?:News|Times|Post|Herald|Tribune|Journal|Daily|Weekly|Press|Wire|Newswire|Gazette|Review|Broadcasting|Magazine"
    r"|Observer|Chronicle|Dispatch|Courier|Bulletin|Examiner|Telegraph|Ledger|Mail)"
)
"""The last word of an outlet's name that is told from a place or a party by it: ``Harbour Review``."""
_NAMED: Final = r"(?P<name>[^\W\d_][^.,;:()（）\[\]|。，、<>\n]{1,50})"
_PERSON: Final = r"(?:[A-Z][\w.’'-]*\s){1,4}"

_BRACKETED: Final = r"[(（\[［【<〈]"
_CLOSED: Final = r"[)）\]］】>〉]"
DATELINES: Final = tuple(
    late(pattern)
    for pattern in (
        # SEOUL, May 19 (Yonhap) — ; TOKYO (Kyodo) -- ; (Reuters) -
        rf"(?:[A-Z][^!?()。]{{0,70}})?(?P<exact>\((?:{AGENCIES})\))\s?(?:—|–|--|-|:|=|/)",
        rf"(?P<exact>{AGENCIES})\s?(?:—|–|--|\s-)\s",
        rf"[A-Z][^!?()/。]{{0,60}}(?P<exact>/{AGENCIES}/)\.?\s",  # MOSCOW, May 19. /TASS/.
        # (서울=연합뉴스) 홍길동 기자 = ; [서울=뉴시스] ; [서울 AP=연합뉴스]
        rf"(?P<exact>{_BRACKETED}[가-힣A-Za-z0-9·,\s]{{1,30}}[=＝]\s?{AGENCIES}{_CLOSED})",
        # 【ソウル共同】 ; 【AFP=時事】 ; ［ソウル １９日 ロイター］ ; （共同）
        rf"(?P<exact>{_BRACKETED}(?:[^】\]］）)（(]{{0,30}}?[日\s＝=・]?)?{AGENCIES}{_CLOSED})(?!と)",
        rf"(?P<exact>{_BRACKETED}{AGENCIES}[＝=\s][^】\]］）)]{{1,20}}{_CLOSED})",
        # 新华社首尔5月19日电（记者张三） ; （中央社首爾19日電） ; 据新华社报道
        rf"[（(【]?(?P<exact>(?:据|據)?{AGENCY}(?:记者|記者)?[^，。,、]{{0,24}}?日[^，。,、]{{0,6}}?(?:电|電|讯|訊|報導|报道))",
        rf"(?P<exact>(?:据|據){AGENCY})(?:[^，。,]{{0,12}}?(?:报道|報道|報導|消息|电|電|讯|訊))",
        rf"[（(【](?P<exact>{AGENCY})(?:记者|記者|综合|綜合)[^，。,)）】]{{0,20}}[)）】]",
    )
)
STRANGE_DATELINE: Final = late(
    r"[A-Z][^.!?()]{0,70}\((?P<exact>[A-Z][\w&’'-]*(?:\s[A-Z&][\w&’'-]*){0,4})\)\s?(?:—|–|--|\s-)"
)
STRANGE_CREDIT: Final = late(
    rf"\((?P<exact>[A-Z][\w’'-]*(?:\s[A-Z&][\w’'-]*){{0,3}}\s{OUTLET_NOUN})\)\s?(?:(?:—|–|--|-|:)\s?)?(?=[\"“‘A-Z0-9])"
)
"""``(Harbour Review) The ferry``: the credit of an outlet alone before the first words."""
STRANGE_TAIL: Final = late(
    r"\((?P<exact>(?:[A-Z][\w&’'-]*\s){1,4}"
    r"(?:Wires?|Newswire|Press|News|Agency|(?:News|Press|Wire) (?:Agency|Service)))\)"
)
_DAY_NAME: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_WHEN: Final = (
    r"(?:[\s|,/·•:–—-]{1,4}(?:(?i:published|updated|posted|last|on|at|입력|수정|송고)\b.{0,60}"
    rf"|\W?[0-9].{{0,60}}|{_DAY_NAME}.{{0,60}}))?"
)
_BY: Final = r"(?i:(?:story |text |report |published |written |words )?(?:by|from)\s?:?\s)"
_STAFF: Final = (
    r"(?:\s(?:(?i:(?:[a-z]{4,12} ){0,2}(?:staff|writers?|reporters?|desk|correspondents?)|news service|news agency)"
    r"|[^\s\x00-\x7f]{2,5}部"
    r"|記者|记者|기자|특파원))?"
)
_BEHIND: Final = r"(?:\s?[,|/(–—·•-]\s?|\s(?:of\s|for\s)?)"
BYLINES: Final = tuple(
    late(pattern)
    for pattern in (
        rf"(?:{_BY}|(?i:via)\s)(?P<exact>{AGENCIES}){_STAFF}\W{{0,2}}{_WHEN}",
        rf"{_BY}[^:]{{2,70}}?{_BEHIND}(?P<exact>(?:the\s)?{AGENCIES})\)?{_STAFF}\W{{0,2}}{_WHEN}",
        rf"(?:[가-힣]{{2,4}}[·,\s]\s?){{1,3}}(?P<exact>{AGENCY})\s?(?:기자|특파원).{{0,40}}",
        rf"[(\[]?(?P<exact>{AGENCY})[)\]]?\s(?:[가-힣]{{2,4}}[·,\s]?){{1,3}}\s?(?:기자|특파원).{{0,40}}",
        rf"[(（\[【](?P<exact>[가-힣A-Za-z·\s]{{1,20}}=\s?{AGENCIES})[)）\]】].{{0,60}}",
    )
)
BARE: Final = tuple(
    late(pattern)
    for pattern in (
        rf"(?P<exact>{AGENCIES}){_STAFF}{_WHEN}",
        rf"{_PERSON}?[A-Z][\w’'-]+\s?[,|(]\s?(?P<exact>{AGENCIES})\)?{_WHEN}",
        rf"(?:[a-z]{{1,5}}[/,]\s?){{1,3}}(?P<exact>{AGENCIES})",
    )
)
"""Names alone or behind a person's: a credit beside a byline or a date, else it may be that of a picture."""
SOURCED: Final = late(rf"{_BRACKETED}?\s?{_SOURCE}\s*(?P<name>[^\s].{{0,60}}?)\s?[.。]?{_CLOSED}?")
_COPYRIGHT: Final = (
    rf"(?i:{_BRACKETED}?\s?(?:(?:copyright|저작권자)\s?)?(?:©|ⓒ|\(c\)|copyright|저작권자)\s?(?:copyright)?)"
    r"(?:\s?(?:19|20)[0-9]{2}(?:\s?[-–]\s?(?:19|20)[0-9]{2})?,?)?\s?(?:(?i:by)\s)?"
)
TAILS: Final = tuple(
    late(pattern)
    for pattern in (
        rf"[\s*—–-]{{0,3}}(?P<exact>{_BRACKETED}?\s?{AGENCIES}\s?{_CLOSED}?)\W{{0,2}}",
        rf"(?:\((?i:end)\)|/|(?:[a-z]{{1,5}}[/,]\s?){{0,3}}[a-z]{{1,5}}(?:/|\s\())\s?(?P<exact>{AGENCIES})\)?",
        rf"{_COPYRIGHT}(?P<exact>{AGENCIES})\b.{{0,100}}",
    )
)
ENDING: Final = late(
    rf"(?:[.!?…。！？”\"’'」』)）]|다)\s?(?:(?P<exact>{_BRACKETED}\s?(?i:with\s|出典[:：]|출처\s?[:=]\s?|source:\s)?"
    rf"{AGENCIES}(?:发|發|电|電|配信)?\s?{_CLOSED})|(?:—|–|--|-|＝|=)\s?(?P<exact2>{AGENCIES})"
    rf"|\s(?P<exact3>{AGENCIES})|[/／](?P<exact4>{AGENCIES}))\s?\.?$"
)
_GIVEN: Final = r"(?:inputs?|reports?|reporting|files|material|content|contributions?)"
SHARED: Final = tuple(
    late(pattern)
    for pattern in (
        rf"(?i:\bwith\s(?:additional\s)?{_GIVEN}\s(?:from|by))\s(?P<exact>(?:the\s)?{AGENCIES})",
        rf"(?P<exact>{AGENCIES})\s(?i:(?:also\s)?contributed\s(?:reporting\s)?to\sthis)",
        rf"(?i:(?:additional|some)\s{_GIVEN}\s(?:by|from))\s(?P<exact>(?:the\s)?{AGENCIES})",
        rf"(?i:\binformation\s(?:for|in)\sthis\s\w+\s(?:came\sfrom|was\sprovided\sby))\s(?P<exact>(?:the\s)?{AGENCIES})",
        rf"^\(?(?:[A-Z][\w’' ]{{1,30}}\s)?(?:avec|mit|con\sinformación\sde|con|com)\s(?P<exact>{AGENCIES})\W{{0,2}}$",
        rf"(?i:\b{_GIVEN}\sfrom)\s(?P<exact>(?:the\s)?{AGENCIES})\s(?i:was\sused|is\sincluded|contributed)",
    )
)
UNNAMED: Final = late(
    rf"(?i:(?:^|[\s,|/(–—-])(?P<exact>with\s(?:{_GIVEN}\s(?:from|by)\s)?(?:news\s|wire\s)?agenc(?:ies|y))\W{{0,2}})$"
    r"|^\W{0,2}(?P<exact2>(?:News\s)?Agencies|(?i:by\s)?Agencies|외신\s?종합|綜合外電|综合外电)\W{0,2}$"
)
FIRST: Final = tuple(
    late(pattern)
    for pattern in (
        r"(?i:\b(?:first|originally|previously)\s(?:published|appeared|ran|printed|posted)(?:\s[\w,]+){0,5}?\s(?:by|on|in|at|with))\s"
        + _NAMED,
        r"(?i:\b(?:(?:article|story|piece|report|post|text|column|essay)\s)?(?:(?:is|was|has been)\s)?"
        r"(?:re-?published|reproduced|reprinted|reposted|syndicated)(?:\s(?:here|with|under|the|kind|permission|licen[cs]e|agreement|a|creative|commons|by)){0,6}\s"
        r"(?:from|of|courtesy of))\s" + _NAMED,
        r"(?:이|본|해당)\s(?:기사|글)[은는]\s(?P<name>[^.,]{2,30}?)(?:에서?|이|가)\s(?:처음|최초로?|먼저)\s?(?:게재|보도|발행|실린)",
        r"(?P<name>[^\s.,(]{2,20})(?:에서|의 기사를)\s전재",
        r"(?:この|本)(?:記事|稿)は[、]?(?:元々)?「?(?P<name>[^。、」]{2,30}?)」?(?:に|が|で|より)(?:最初に|初めて)?(?:掲載|配信|公開|転載)(?:され|した)",
        r"(?P<name>[^\s。、「」]{2,20})(?:から|より)(?:の)?(?:転載|引用)",
        r"(?:转载自|轉載自|原载于?|原載於?|首发于|首發於|转自|轉自|本文来源[:：]?|摘自)\s?[《「:：]?\s?(?P<name>[^》」，。,（(]{2,30})",
    )
)
ENDS_NAME: Final = late(
    r"\s+(?:under|with|and\s(?:is|was|has)|on\s+(?=[A-Z0-9])|in\s+(?=[A-Z0-9])|is\b|was\b|as\b|by\s|via\b|where\b|here\b).*|\s*[-–—|].*|['’]s\b.*"
)
