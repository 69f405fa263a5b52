"""News agencies: the names they are credited under, and their usual one.

Short Latin names count in their own case only (``AP``, ``dpa``): ``ap`` and ``ANI`` inside a word are none.
"""

import re
from functools import lru_cache
from typing import Final

from briefs.language.late import late

_AGENCIES: Final = {
    "Yonhap": "Yonhap News Agency|Yonhap News|Yonhap|연합뉴스|聯合ニュース|韩联社|韓聯社|聯合通信",
    "Newsis": "Newsis News Agency|Newsis|뉴시스",
    "News1": "News1 Korea|News1|NEWS1|뉴스1",
    "Kyodo": "Kyodo News Service|Kyodo News|Kyodo|KYODO|共同通信社|共同通信|共同社|共同|교도통신|교도",
    "Jiji": "Jiji Press|Jiji|JIJI|時事通信社|時事通信|時事|时事通信社|时事社|지지통신",
    "Reuters": "Thomson Reuters|Reuters News Agency|Reuters|ロイター通信|ロイター|로이터통신|로이터|路透社|路透",
    "AP": "The Associated Press|Associated Press|A.P.|AP通信|AP통신|AP|美联社|美聯社",
    "AFP": "Agence France-Presse|Agence France Presse|AFP通信|AFP통신|AFPBB News|AFP|法新社",
    "Xinhua": "Xinhua News Agency|Xinhua News|Xinhua|新华社|新華社|新华网|新華網|新華通信|신화통신|신화사",
    "China News Service": "China News Service|中国新闻社|中國新聞社|中新社|中新网",
    "CNA": "Central News Agency|Focus Taiwan|中央通訊社|中央社",
    "KCNA": "Korean Central News Agency|KCNA|조선중앙통신|朝鮮中央通信|朝中社",
    "Bloomberg": "Bloomberg News|Bloomberg|블룸버그통신|블룸버그|ブルームバーグ|彭博社|彭博",
    "dpa": "Deutsche Presse-Agentur|dpa통신|dpa|DPA|德新社",
    "EFE": "Agencia EFE|EFE|에페통신|埃菲社",
    "TASS": "ITAR-TASS|TASS|타스통신|タス通信|塔斯社|ТАСС",
    "Interfax": "Interfax|인테르팍스|Интерфакс",
    "RIA Novosti": "RIA Novosti|РИА Новости|리아노보스티",
    "ANI": "Asian News International|ANI",
    "PTI": "Press Trust of India|PTI",
    "IANS": "Indo-Asian News Service|IANS",
    "UPI": "United Press International|UPI",
    "ANSA": "ANSA",
    "Anadolu": "Anadolu Agency|Anadolu Ajansı|Anadolu",
    "Antara": "Antara News Agency|ANTARA|Antara",
    "Bernama": "BERNAMA|Bernama",
    "VNA": "Vietnam News Agency|VNA",
    "PNA": "Philippine News Agency",
    "PA": "PA Media|Press Association",
    "AAP": "Australian Associated Press|AAP",
    "The Canadian Press": "The Canadian Press|Canadian Press",
    "Belga": "Belga",
    "ANP": "ANP",
    "Lusa": "Lusa",
    "IRNA": "IRNA",
    "WAM": "Emirates News Agency",
    "SPA": "Saudi Press Agency",
}
UNNAMED_AGENCIES: Final = "agencies"
"""What stands for agencies that a source credits without a name ("with agencies")."""

_LONGEST_ABBREVIATION: Final = 5
_NAMES: Final = {name: usual for usual, names in _AGENCIES.items() for name in names.split("|")}
_FOLDED: Final = {
    name.casefold(): usual for name, usual in _NAMES.items() if len(name) > _LONGEST_ABBREVIATION
}
_EXACT: Final = {name: usual for name, usual in _NAMES.items() if len(name) <= _LONGEST_ABBREVIATION}


def _pattern() -> str:
    """An alternation of every name, the longest first, whole words only in scripts that set spaces."""
    names = sorted(_NAMES, key=len, reverse=True)
    latin = [name for name in names if name.isascii()]
    loose = "|".join(re.escape(name) for name in latin if len(name) > _LONGEST_ABBREVIATION)
    exact = "|".join(re.escape(name) for name in latin if len(name) <= _LONGEST_ABBREVIATION)
    others = "|".join(re.escape(name) for name in names if not name.isascii())
    return rf"(?:(?<![A-Za-z])(?:(?i:{loose})|(?-i:{exact}))(?![A-Za-z0-9])|{others})"


AGENCY: Final = _pattern()
"""The source of a pattern that matches one name of an agency."""
_JOINT: Final = r"\s?(?:[/,、·・=＝+&・]|\band\b|\bund\b|\bet\b|\by\b|및)\s?"
AGENCIES: Final = rf"{AGENCY}(?:{_JOINT}{AGENCY}){{0,3}}"
"""The same of one to four names in a row: ``AFP=時事``, ``AP, Reuters``."""
_ONE: Final = late(AGENCY)


def usual_name(stated: str) -> str | None:
    """Return the usual name of the agency that a whole short string names, or None where it names none."""
    bare = stated.strip(" .,:;|/()[]【】（）—–-·")
    return _EXACT.get(bare) or _FOLDED.get(bare.casefold())


def agencies_in(text: str) -> tuple[str, ...]:
    """Return the usual names of the agencies named in ``text``, in order, each once."""
    found = (usual_name(match.group()) for match in _ONE.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=16)  # a line is looked at for several kinds of credits in a row
def names_agency(text: str) -> bool:
    """Return whether the name of an agency stands in ``text`` at all: a cheap first look."""
    return _ONE.search(text) is not None
