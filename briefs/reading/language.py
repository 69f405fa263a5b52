"""Languages: told by script, and among Western ones by their commonest words; else ``und``."""

import re
from typing import Final

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
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_REGION: Final = re.compile("[a-z]{2}")
_SCRIPT: Final = re.compile("[a-z]{4}")
_LATIN_WORD: Final = re.compile(r"[a-zà-öø-ÿœ]+")
_SCRIPTS: Final = {
    "hangul": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "kana": re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]"),
    "han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "hebrew": re.compile("[\u05d0-\u05ea]"),
    "thai": re.compile("[\u0e01-\u0e4e]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "latin": re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]"),
}
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
    **dict.fromkeys(("en", "fr", "de", "es", "it", "pt", "nl"), ("latin",)),
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
        return "ja" if counts["kana"] >= _LEAST_KANA * signs else "zh"
    return _latin_language(sample) if counts["latin"] > letters / 2 else "und"


def settle(declared: str | None, text: str) -> str:
    """Return the declared language, unless it is no tag or ``text`` plainly is in another script."""
    tag = _tag_of(declared)
    if tag is None:
        return identify(text)
    expected = _WRITTEN_IN.get(tag.split("-")[0])
    counts = _scripts_of(text[:_SAMPLE])
    if expected is None or not any(counts.values()):
        return tag
    found = identify(text)
    strange = set(_WRITTEN_IN.get(found, expected)).isdisjoint(expected)
    absent = sum(counts[script] for script in expected) < _LEAST_SCRIPT * sum(counts.values())
    return found if strange or absent else tag


def _scripts_of(text: str) -> dict[str, int]:
    return {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}


def _latin_language(text: str) -> str:
    words = _LATIN_WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return "und"
    counts = {tag: sum(word in known for word in words) for tag, known in _WORDS.items()}
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
