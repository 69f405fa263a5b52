"""Who says the quotations of a Korean, Japanese or Chinese text, where the words just beside them tell it.

``대통령실 관계자는 “…”라고 밝혔다``, ``外務省の幹部は「…」と述べた``, ``学者顾明渊说，“…”``. The speaker is printed as
the sentence names him; who is only pointed at (이 관계자, 同氏, 他) is nobody.
"""

from typing import Final

from briefs.evidence.speakers import Beside
from briefs.language.late import late

_KOREAN_AFTER: Final = late(
    r"\s?(?:이?라고|이?라며|이?라면서|이?라는|고|며|면서|하고|는|이?란)(?![가-힣]*?(?:적힌|쓰인|불리|부르|불렀))"
)
_KOREAN_SAID: Final = late(
    "말했|밝혔|전했|강조했|설명했|덧붙였|지적했|주장했|평가했|언급했|당부했|제안했|촉구했|약속했|답했|분석했|내다봤|전망했"
    "|비판했|호소했|말한다|말한 |했다"
)
_KOREAN_BEFORE: Final = late(
    r"(?:(?:그러나|하지만|한편|또|또한|이에 대해|이와 관련해|반면),? )?"
    r"(?P<who>[^“”\".,]{2,40}?)(?:은|는|이|가|께서는|도) "
    r"(?P<rest>(?:[^“”\".]{0,40} )?)"
)
_KOREAN_POINTING: Final = late(r"(?:^|\s)(?:이|그|해당|같은|또 다른) |^(?:그|그녀|이들|그들|저|나|우리)$")
_KOREAN_BETWEEN: Final = late(
    r"\s?(?:이?라며|며|이?라면서|면서|이?라고|고)\s?"
    r"(?:(?:말|밝|전|강조|설명|덧붙|지적)[가-힣]{1,4}(?:며|고|면서|다\.)\s?)?(?:이어\s)?"
)
_JAPANESE_AFTER: Final = late(
    "と(?:、)?[^。「」]{0,20}?(?:述べ|語|話|言|指摘|強調|説明|明らか|表明|批判|主張|訴え|発言|答え|伝え|呼びかけ|振り返|コメント|した)"
)
_JAPANESE_BEFORE: Final = late(
    r"(?:[^。「」]{0,40}、)?(?P<who>[^、。「」]{2,40})(?:は|が)(?P<rest>(?:、|\d|[０-９])[^。「」]{0,40}|)"
)
_JAPANESE_POINTING: Final = late(
    "^(?:彼|彼女|同氏|同相|同|首相|大統領|氏|私|自身)|[とや].*(?:両|双方)|両首脳"
)
_CHINESE_SAID: Final = (
    "(?:说|說|表示|称|稱|指出|强调|強調|认为|認為|写道|寫道|补充|補充|介绍|介紹|坦言)(?:道)?"
)
_CHINESE_AFTER: Final = late(
    rf"(?P<who>[^，。：；“”！？]{{1,30}}?)(?:则|則|也|还|還)?{_CHINESE_SAID}(?=[，。：])"
)
_CHINESE_BEFORE: Final = late(
    rf"(?:[^“”]*[。，；])?(?P<who>[^，。：；“”]{{1,30}}?)"
    rf"(?P<rest>(?:(?:\d{{1,2}}日|在|对|對|向|就)[^，。：；“”]{{0,20}}?)?){_CHINESE_SAID}[，：:]"
)
_CHINESE_POINTING: Final = late("^(?:他|她|它|他们|她们|该|該|这|這|其|双方|雙方|有人|我|并|並|但)")
_WITH_AGE: Final = late(r"[（(]\d{1,3}[)）]$")


def speaker_in_signs(beside: Beside, language: str) -> str | None:
    """The speaker of a quotation, as its sentence names him; None where it names nobody."""
    match language:
        case "ko":
            who = _korean(beside)
        case "ja":
            who = _japanese(beside)
        case _:
            who = _chinese(beside)
    return _WITH_AGE.sub("", who).strip() if who else None


def is_said(beside: Beside, language: str) -> bool:
    """Whether the words around a quotation tell that it is speech."""
    match language:
        case "ko":
            return _KOREAN_AFTER.match(beside.after) is not None
        case "ja":
            return _JAPANESE_AFTER.match(beside.after) is not None
        case _:
            return bool(_CHINESE_AFTER.match(beside.after) or _CHINESE_BEFORE.fullmatch(beside.before))


def goes_on(gap: str, language: str) -> bool:
    """Whether the words between two quotations join them as one utterance."""
    if language == "ko":
        return _KOREAN_BETWEEN.fullmatch(gap) is not None
    if language == "zh":
        return _CHINESE_AFTER.match(gap) is not None and gap.rstrip().endswith(("，", "：", "。"))
    return False


def _korean(beside: Beside) -> str | None:
    match = _KOREAN_BEFORE.fullmatch(beside.before)
    if match is None or not _KOREAN_AFTER.match(beside.after) or not _KOREAN_SAID.search(beside.after):
        return None
    who = match["who"].strip()
    return None if _KOREAN_POINTING.search(who) else who


def _japanese(beside: Beside) -> str | None:
    match = _JAPANESE_BEFORE.fullmatch(beside.before)
    if match is None or not _JAPANESE_AFTER.match(beside.after):
        return None
    return None if _JAPANESE_POINTING.search(match["who"]) else match["who"]


def _chinese(beside: Beside) -> str | None:
    match = _CHINESE_AFTER.match(beside.after) or _CHINESE_BEFORE.fullmatch(beside.before)
    if match is None or len(match["who"]) == 1 or _CHINESE_POINTING.match(match["who"]):
        return None
    return match["who"]
