"""Languages: told by script, and among Western ones by their commonest words; else ``und``.

Chinese is told from Japanese by kana, and where a headline has none by the signs that only one of them writes;
its script (``zh-Hans``, ``zh-Hant``) is named where such signs leave no doubt.
"""

import re
from typing import Final

from briefs.language.late import late

_SAMPLE: Final = 20_000
"""Characters that are looked at: shares of script and function words stand still long before."""
_FEWEST_WORDS: Final = 12
_LEAST_SHARE: Final = 0.18
_LEAST_LEAD: Final = 1.25
"""Words of a text, share of one language's function words, and lead over the next.

Prose of the seven languages has 0.25 to 0.45 of its own and, between Spanish and Portuguese, a lead of 1.5.
"""
_LEAST_KANA: Final = 0.05
"""Share of kana among kana and Han letters in Japanese; headlines have 0.1, prose 0.5, Chinese none."""
_LEAST_SCRIPT: Final = 0.3
"""Share of letters that makes a text Korean, Japanese or Chinese, though it quotes Latin names."""
_SIMPLIFIED: Final = frozenset(
    "们这说时为发对过还经进开关东车长门问间马龙见观觉请让认识语话谁读课谈总统议论讨选举战军队飞场铁电网络华两协领导"
    "济贸业员传处价变单图实应护报拟择挥损摄无机权条极构枪标树样检欧气汉汇汤沟泽测浓温满点热爱状环现确离种称积稳穷"
    "约级纪纯纲纳纵纷纸线练组细织终绍给绝统继绩续维综绿缓编缘缩缴罗职联脑脸节药获营虑补装规视览计订训讯记讲许设访证"
    "评诉词译试诚误调负财责败货质贩购贯费资赛赞赢赵跃输边达迁运迟适选遗邮针钟钢钱银锋错键镇闭阁阅阳阴阶际陆陈险随隐"
    "难雾静顶项顺须顾预频题颜额风饭馆驱驻验骂鱼鲁鲜齐齿"
)
_TRADITIONAL: Final = frozenset(
    "們這說時為發對過還經進開關東車長門問間馬龍見觀覺請讓認識語話誰讀課談總統議論討選舉戰軍隊飛機場鐵電網絡華兩協領導"
    "濟貿業員傳處價變單圖實應護報擬擇揮據損攝無權條極構槍標樹樣檢歐氣漢匯湯溝澤測濃溫滿點熱愛狀環現確離種稱積穩窮"
    "約級紀純綱納縱紛紙線練組細織終紹給絕繼績續維綜綠緩編緣縮繳羅職聯腦臉節藥獲營慮補裝規視覽計訂訓訊記講許設訪證"
    "評訴詞譯試誠誤調負財責敗貨質販購貫費資賽贊贏趙躍輸邊達遷運遲適遺郵針鐘鋼錢銀鋒錯鍵鎮閉閣閱陽陰階際陸陳險隨隱"
    "難霧靜頂項順須顧預頻題顏額風飯館驅駐驗罵魚魯鮮齊齒國會來學個"
)
"""Signs of one Chinese script and their like in the other; signs that both write tell nothing."""
_JAPANESE: Final = frozenset(
    "対発経済図広駅働込円気売読歩戦単権関変総県検験労択沢浜渋竜拡抜拠価仮伝処剣効収営団囲圧増壊実庁弾応恵悪払挙掲楽様歓"
    "歯毎浄焼犠獣縁縄繊聴臓芸薬蔵覚観訳証譲豊辺遅鉄鉱陥険隠雑霊頼顕騒黒黙齢"
)
"""Signs in the form that only Japanese writes since 1946."""
_CHINESE: Final = frozenset("的了这這们們吗嗎呢吧您你他她它哪谁誰什么麼怎很")
"""Signs that Chinese prose cannot do without and Japanese prose does not write."""
_FEWEST_PLAIN: Final = 2
_PLAIN_LEAD: Final = 4
"""Signs of one Chinese script from which it is plain, and their lead over those of the other (names, quotations)."""
_FEWEST_SIGNS: Final = 6
_FEWEST_CHINESE: Final = 12
"""Letters from which a passage of its own script is not a name or a term, and of Chinese within Japanese."""
_MOSTLY: Final = 0.6
_FIRST_SIGN: Final = "\u2e80"
_PLAIN_SHARE: Final = 0.25
"""The first letter of the scripts of East Asia, and the share of function words that settles a passage at once."""
_HINTED_WORDS: Final = 3
"""Share of letters that makes a passage another language's, and words from which markup is believed about it."""

_FUNCTION_WORDS: Final = {
    "en": "the of and to in that is was for with as his her by at from has had not are were be been "
    "have which this their they will would who its on it but an",
    "fr": "le la les des du et est une dans que qui pour sur au aux avec par ce cette ses leur ont pas "
    "plus sont été mais il elle nous en un de",
    "de": "der die das und den dem des ist ein eine einen einem einer mit von zu für auf im nicht auch "
    "sich als nach bei wie sie wird wurde werden hat aus",
    "es": "el la los las y en que del una por con para se su sus al lo como más fue ha han está esta "
    "este entre pero sin un de es",
    "it": "il lo la gli le di che e è un una per con del della dei delle al alla nel nella si sono ha "
    "come anche più da non questo tra",
    "pt": "o a os as e em que do da dos das um uma para com não no na nos nas por se mais foi ao à pelo "
    "pela são entre mas de",
    "nl": "de het een en van in op te dat is voor met zijn die niet aan er ook als bij door naar om uit "
    "maar werd wordt heeft hebben over",
}
_WORDS: Final = {tag: frozenset(words.split()) for tag, words in _FUNCTION_WORDS.items()}
_NAMES: Final = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "korean": "ko",
    "japanese": "ja",
    "chinese": "zh",
}
_TAG: Final = late(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_REGION: Final = late("[a-z]{2}")
_SCRIPT: Final = late("[a-z]{4}")
_LATIN_WORD: Final = late(r"[a-zà-öø-ÿœ]+")
_SCRIPTS: Final = {
    "hangul": late("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "kana": late("[\u3041-\u3096\u30a1-\u30fa\u30fc]"),
    "han": late("[\u3400-\u4dbf\u4e00-\u9fff]"),
    "cyrillic": late("[\u0400-\u052f]"),
    "greek": late("[\u0370-\u03ff]"),
    "arabic": late("[\u0600-\u06ff]"),
    "hebrew": late("[\u05d0-\u05ea]"),
    "thai": late("[\u0e01-\u0e4e]"),
    "devanagari": late("[\u0900-\u097f]"),
    "latin": late("[A-Za-zÀ-ÖØ-öø-ɏ]"),
}
_NO_SCRIPT: Final = dict.fromkeys(_SCRIPTS, 0)
_NO_LATIN: Final = late("[^A-Za-zÀ-ÖØ-öø-ɏ]+")
_BEYOND_LATIN: Final = late("[\u0370-\u0e4e\u1100-\u11ff\u3041-\ud7a3]")
"""All that the other scripts are made of, and more."""
_LATIN: Final = ("latin",)
_WRITTEN_IN: Final = {
    "ko": ("hangul", "han"),
    "ja": ("kana", "han"),
    "zh": ("han",),
    "el": ("greek",),
    "he": ("hebrew",),
    "th": ("thai",),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "mn"), ("cyrillic",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("arabic",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("devanagari",)),
    **dict.fromkeys(("en", "fr", "de", "es", "it", "pt", "nl"), _LATIN),
}


def identify(text: str) -> str:
    """Return the BCP 47 tag of the language of ``text``, or ``und`` where it cannot be told."""
    sample = text[:_SAMPLE]
    counts = _scripts_of(sample)
    letters = max(1, sum(counts.values()))
    if counts["hangul"] >= _LEAST_SCRIPT * letters:
        return "ko"
    signs = counts["kana"] + counts["han"]
    if signs >= _LEAST_SCRIPT * letters:
        is_japanese = counts["kana"] >= _LEAST_KANA * signs or _is_unmixed_japanese(sample)
        return "ja" if is_japanese else "zh"
    return _latin_language(sample) if counts["latin"] > letters / 2 else "und"


def settle(declared: str | None, text: str) -> str:
    """Return the declared language, unless it is no tag or ``text`` plainly is in another script.

    Chinese that is declared without its script gets it, where the text shows it plainly.
    """
    tag = _settled(_tag_of(declared), text)
    return _scripted(text) if tag == "zh" else tag


def passage_language(text: str, declared: str | None, own: str) -> str | None:
    """Return the language of one passage of a document in ``own``; None where it is the same or cannot be told.

    ``declared`` is what the markup of the passage says; it is believed where the script bears it out. A short
    passage is in the language of its document.
    """
    if _primary(own) == "en" and declared in (None, own) and _is_plainly_english(text):
        return None
    found = _told(text, own)
    hint = _tag_of(declared)
    if hint is not None and found is None and _bears_out(text, hint):
        found = hint
    if found is None or _primary(found) == _primary(own):
        return None
    return hint if hint is not None and _primary(hint) == _primary(found) else found


def _settled(tag: str | None, text: str) -> str:
    if tag is None:
        return identify(text)
    expected = _WRITTEN_IN.get(tag.split("-")[0])
    sample = text[:_SAMPLE]
    if expected is None or (expected == _LATIN and _BEYOND_LATIN.search(sample) is None):
        return tag
    counts = _scripts_of(sample)
    if not any(counts.values()):
        return tag
    found = identify(text)
    strange = set(_WRITTEN_IN.get(found, expected)).isdisjoint(expected)
    absent = sum(counts[script] for script in expected) < _LEAST_SCRIPT * sum(counts.values())
    return found if strange or absent else tag


def _is_plainly_english(text: str) -> bool:
    """Whether a passage in Western letters has the commonest words of English: no other language shares them."""
    if not text or max(text) >= _FIRST_SIGN:
        return False
    words = _LATIN_WORD.findall(text[:_SAMPLE].lower())
    return sum(map(_WORDS["en"].__contains__, words)) >= _PLAIN_SHARE * len(words)


def _told(text: str, own: str) -> str | None:
    """The language that a passage shows by itself, or None."""
    counts = _scripts_of(text[:_SAMPLE])
    letters = sum(counts.values())
    signs = counts["kana"] + counts["han"]
    if max(counts["hangul"], signs, counts["latin"]) < max(_FEWEST_SIGNS, _MOSTLY * letters):
        return None
    if counts["latin"] >= _MOSTLY * letters:
        found = _latin_language(text[:_SAMPLE])
        return None if found == "und" else found
    found = identify(text)
    if found == "zh" and _primary(own) in ("ja", "zh") and not _is_plain_chinese(text, signs):
        return None
    return _scripted(text) if found == "zh" else found


def _is_plain_chinese(text: str, signs: int) -> bool:
    """Whether signs without kana within Japanese are Chinese prose, and no list of names and offices."""
    return signs >= _FEWEST_CHINESE and _count(text, _CHINESE | _SIMPLIFIED) >= _FEWEST_PLAIN


def _bears_out(text: str, tag: str) -> bool:
    counts = _scripts_of(text[:_SAMPLE])
    shown = sum(counts[script] for script in _WRITTEN_IN.get(_primary(tag), ("latin",)))
    enough = len(text.split()) >= _HINTED_WORDS or (shown >= _FEWEST_SIGNS and not counts["latin"])
    return enough and shown >= _MOSTLY * max(1, sum(counts.values()))


def _scripted(text: str) -> str:
    """Return ``zh-Hans`` or ``zh-Hant`` where the signs of Chinese are plainly of one script, else ``zh``."""
    sample = text[:_SAMPLE]
    simplified, traditional = _count(sample, _SIMPLIFIED), _count(sample, _TRADITIONAL)
    if simplified >= max(_FEWEST_PLAIN, _PLAIN_LEAD * traditional):
        return "zh-Hans"
    return "zh-Hant" if traditional >= max(_FEWEST_PLAIN, _PLAIN_LEAD * simplified) else "zh"


def _is_unmixed_japanese(text: str) -> bool:
    """Whether signs without kana are Japanese: a headline with signs that only Japanese writes."""
    return _count(text, _JAPANESE) > 0 and _count(text, _CHINESE | _SIMPLIFIED) == 0


def _count(text: str, signs: frozenset[str]) -> int:
    return sum(sign in signs for sign in text)


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0]


def _scripts_of(text: str) -> dict[str, int]:
    if _BEYOND_LATIN.search(text) is None:  # nearly every text, and every paragraph of it, is looked at
        return {**_NO_SCRIPT, "latin": len(_NO_LATIN.sub("", text))}
    return {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}


def _latin_language(text: str) -> str:
    words = _LATIN_WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return "und"
    counts = {tag: sum(map(known.__contains__, words)) for tag, known in _WORDS.items()}
    (tag, best), (_, second) = sorted(counts.items(), key=lambda item: -item[1])[:2]
    return tag if best >= _LEAST_SHARE * len(words) and best >= _LEAST_LEAD * second else "und"


def _tag_of(declared: str | None) -> str | None:
    """Return the declared tag in the usual case (``en-GB``), also of ``en_gb.UTF-8`` and ``English``."""
    name = (declared or "").strip().split(".")[0].replace("_", "-")
    name = _NAMES.get(name.lower(), name)
    if not _TAG.fullmatch(name):
        return None
    primary, *rest = name.lower().split("-")
    return "-".join([primary, *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if _REGION.fullmatch(part):
        return part.upper()
    return part.title() if _SCRIPT.fullmatch(part) else part
