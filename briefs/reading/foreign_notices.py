"""The wordings of notices in Korean, Japanese, Chinese, French, German and Spanish, as ``notices`` has the English.

A sentence names the page itself and how it was made; a label is the whole of a short block. Single words that
stand over advertisements everywhere ("광고", "広告", "PR") count in brackets, or beside the headline. All
patterns are bounded.
"""

import re
from typing import Final

from briefs.language.late import late
from briefs.model import DisclosureKind

_LABEL: Final = 40
"""Characters of the longest label."""
_TAIL: Final = 12
"""Characters behind a match in which its verb may still be denied: "작성되지 않았습니다"."""

_KO: Final = (
    r"(?:이|본|해당|위|아래)\s?(?:기사|글|콘텐츠|뉴스|보도|게시물|페이지|문서|리포트|보고서|번역문?|번역본"
    r"|요약문?|칼럼)"
    r"(?:[은는이가의]|에는|에서는|\s)"
)
_KO_TOOL: Final = (
    r"(?:(?:생성형\s?)?(?:ai|인공지능)|챗gpt|chatgpt|gpt-?[0-9]|제미나이|클로바|로봇|알고리즘"
    r"|언어\s?모델|llm|자동화)"
)
_JA: Final = r"(?:この|本|当)(?:記事|稿|ページ|コンテンツ|文章|投稿|レポート|翻訳|要約|サイト)"
_JA_TOOL: Final = r"(?:ai|人工知能|chatgpt|gpt-?[0-9]|gemini|言語モデル|llm|ロボット|自動(?=生成|作成))"
_ZH: Final = (
    r"(?:本文|本篇|本报告|本報告|此文|该文|該文|本稿|本内容|本內容|以上内容|以上內容"
    r"|(?:这|這|此|本|该|該)[篇则則条條]?(?:文章|报道|報道|報導|新闻|新聞|内容|內容|摘要|译文|譯文|网页|網頁))"
)
_ZH_TOOL: Final = (
    r"(?:ai|人工智能|人工智慧|大模型|语言模型|語言模型|chatgpt|deepseek|文心一言|机器人|機器人|算法|演算法)"
)
_FR: Final = r"\b(?:cet article|ce texte|ce contenu|cette page|cette traduction|ce résumé|cette dépêche)\b"
_DE: Final = (
    r"\b(?:dieser (?:artikel|text|beitrag|bericht|inhalt)"
    r"|diese (?:meldung|seite|übersetzung|zusammenfassung))\b"
)
_ES: Final = r"\b(?:este (?:artículo|texto|contenido|reportaje)|esta (?:noticia|página|traducción|nota))\b"
_IA: Final = r"(?:\bia\b|intelligence artificielle|inteligencia artificial|chatgpt)"
_KI: Final = r"(?:\bki\b|\bki-|künstliche[rn]? intelligenz|chatgpt|sprachmodell)"
_MADE_DE: Final = r"(?:erstellt|generiert|verfasst|geschrieben|erzeugt|zusammengefasst)"

_AI: Final = (
    rf"{_KO}[^.!?。]{{0,40}}?{_KO_TOOL}[^.!?。]{{0,30}}?(?:작성|생성|제작|요약|집필|만들|만든|쓴|쓰인|편집)"
    rf"|{_KO_TOOL}[가이로를]?[^.!?。]{{0,15}}?(?:작성|생성|제작|요약)(?:한|된|했)\s?(?:기사|글|콘텐츠|요약문?)?(?:입니다|습니다)"
    rf"|{_JA}[^。！？]{{0,40}}?{_JA_TOOL}[^。！？]{{0,25}}?(?:生成|作成|執筆|書|制作|要約|編集)"
    rf"|{_ZH}[^。！？]{{0,20}}?(?:由|使用|借助|通过|透過|经|經|采用|採用|以|为|為|是|系)[^。！？]{{0,16}}?{_ZH_TOOL}[^。！？]{{0,16}}?"
    r"(?:生成|撰写|撰寫|写作|寫作|创作|創作|产生|產生|制作|製作|辅助|輔助|协助|協助|编写|編寫|整理|总结|總結)"
    rf"|{_FR}[^.!?]{{0,40}}?(?:généré|rédigé|écrit|produit|créé|résumé)[^.!?]{{0,50}}?{_IA}"
    rf"|{_DE}[^.!?]{{0,50}}?{_KI}[^.!?]{{0,40}}?{_MADE_DE}|{_DE}[^.!?]{{0,50}}?{_MADE_DE}[^.!?]{{0,40}}?{_KI}"
    rf"|{_ES}[^.!?]{{0,40}}?(?:generad|escrit|redactad|elaborad|cread|producid|resumid)[oa][^.!?]{{0,50}}?{_IA}"
)
_AI_LABEL: Final = (
    r"(?:ai|인공지능|로봇)(?:가|이)?\s?(?:자동\s?)?(?:생성|작성|제작|요약)(?:한|된)?\s?(?:기사|콘텐츠|글|뉴스|문)?(?:입니다)?"
    r"|ai(?:が|による|で)?(?:自動)?(?:生成|作成|執筆|要約)(?:した|された|の)?(?:記事|コンテンツ|文章|要約|テキスト)?(?:です)?"
    r"|(?:本文|内容|內容|文章)?由?(?:ai|人工智能|人工智慧)(?:辅助|輔助|自动|自動)?(?:生成|创作|創作|撰写|撰寫|產生)"
    r"(?:的?(?:内容|內容|文章|摘要))?"
    r"|(?:généré|rédigé|écrit) par (?:l[’'])?(?:une )?(?:ia|intelligence artificielle)|contenu généré par (?:l[’'])?ia"
    r"|(?:ki-generiert|mit ki erstellt|von ki erstellt)(?:er (?:text|inhalt|artikel))?"
    r"|(?:generado|escrito|contenido generado) (?:por|con) (?:ia|inteligencia artificial)"
)
_TRANSLATED: Final = (
    rf"{_KO}[^.!?。]{{0,40}}?(?:기계\s?번역|자동\s?번역|(?:ai|인공지능|파파고|papago|deepl|구글|번역기)[^.!?。]{{0,15}}?번역)"
    rf"|{_JA}[^。！？]{{0,40}}?(?:機械翻訳|自動翻訳|(?:ai|deepl|google)[^。！？]{{0,10}}?翻訳)"
    rf"|{_ZH}[^。！？]{{0,20}}?(?:机器|機器|自动|自動|ai|人工智能|人工智慧)[^。！？]{{0,8}}?(?:翻译|翻譯)"
    rf"|{_FR}[^.!?]{{0,40}}?traduite?[^.!?]{{0,30}}?(?:automatique|machine|deepl|{_IA})"
    rf"|{_DE}[^.!?]{{0,50}}?(?:maschinell|automatisch|deepl|{_KI})[^.!?]{{0,20}}?übersetzt"
    rf"|{_ES}[^.!?]{{0,40}}?traducid[oa][^.!?]{{0,30}}?(?:automátic|máquina|{_IA})"
)
_TRANSLATED_LABEL: Final = (
    r"(?:기계|자동|ai)\s?번역(?:본|문|\s?기사)?(?:입니다)?|(?:機械|自動|ai)翻訳(?:版|記事|です|による翻訳)?"
    r"|(?:机器|機器|自动|自動|ai)(?:自动|自動)?(?:翻译|翻譯)(?:版|稿)?(?:[，,]?\s?(?:仅供参考|僅供參考))?"
    r"|traduction automatique|traduit automatiquement|maschinelle übersetzung|maschinell übersetzt"
    r"|traducción automática|traducido automáticamente"
)
_PRESS: Final = (
    rf"{_KO}[^.!?。]{{0,60}}?보도\s?자료(?:입니다|를\s?(?:바탕|기반|토대|재구성|전재|그대로)|에\s?(?:따라|의해))"
    rf"|{_JA}[^。！？]{{0,60}}?(?:プレスリリース|ニュースリリース|報道発表)"
    rf"|{_ZH}[^。！？]{{0,6}}?(?:为|為|系|是|来自|來自|根据|根據)[^。！？]{{0,20}}?(?:新闻稿|新聞稿|新闻通稿|通稿)"
    rf"|{_FR} (?:est|reprend) un communiqué|{_DE} ist eine pressemitteilung"
    rf"|{_ES} es (?:un comunicado|una nota) de prensa"
)
_PRESS_LABEL: Final = (
    r"보도\s?자료(?:입니다)?|(?:プレスリリース|ニュースリリース|報道発表(?:資料)?|報道資料)(?:です)?"
    r"|(?:官方)?(?:新闻稿|新聞稿|新闻通稿)|communiqué(?: de presse)?|pressemitteilung|presseinformation"
    r"|comunicado de prensa|nota de prensa"
)
_SPONSORED: Final = (
    rf"{_KO}[^.!?。]{{0,60}}?(?:협찬|(?:유료\s?)?광고(?:입니다|성|를\s?포함)|제작비를?\s?지원|원고료|후원을?\s?받)"
    rf"|{_JA}[^。！？]{{0,60}}?(?:広告(?:です|記事|を含)|提供でお送り|スポンサー|タイアップ"
    r"|プロモーション[がを]含|(?:提供|報酬|依頼)を受け)"
    rf"|{_ZH}[^。！？]{{0,6}}?(?:为|為|系|是|由)[^。！？]{{0,20}}?(?:广告|廣告|赞助|贊助|推广|推廣|业配|業配)"
    rf"|{_FR} (?:est|a été) (?:sponsorisée?|financée?|payée?)"
    rf"|{_DE} (?:ist|wurde)[^.!?]{{0,30}}? (?:gesponsert|bezahlt|finanziert)"
    rf"|{_ES} (?:es|está|fue|ha sido) (?:un contenido )?(?:patrocinad|pagad|financiad)[oa]"
)
_SPONSORED_LABEL: Final = (
    r"유료\s?광고(?:\s?포함)?|협찬(?:\s?(?:기사|콘텐츠|광고))?|기사형\s?광고|광고성?\s?기사|전면\s?광고|애드버토리얼"
    r"|스폰서드?\s?(?:콘텐츠|기사)|파트너\s?콘텐츠|記事広告|広告記事|タイアップ(?:記事|広告)?|スポンサード?(?:コンテンツ|記事)"
    r"|提供記事|企画広告|全面広告|広告特集|広告企画|pr記事|sponsored contents?"
    r"|(?:赞助|贊助|推广|推廣|业配|業配|品牌|付费|付費)(?:内容|內容|文章|文)|商业推广|廣編特輯|廣告企劃|广编特辑"
    r"|contenu (?:sponsorisé|partenaire|de marque)|article sponsorisé|publi-?(?:rédactionnel|reportage|information)"
    r"|gesponsert(?:er (?:inhalt|beitrag|artikel))?|bezahlter (?:inhalt|beitrag)|anzeigensonderveröffentlichung"
    r"|contenido (?:patrocinado|de marca)|publirreportaje"
)
_BRACKETED_LABEL: Final = late(
    r"[\[［【(（<〈](?:광고|협찬|ad|pr|広告|廣告|广告|anzeige|werbung|publicité|publicidad)[\]］】)）>〉]"
)
_BARE_LABEL: Final = late(r"(?:광고|広告|廣告|广告|pr)", re.IGNORECASE)
_SYNTHESISED: Final = (
    rf"{_KO}[^.!?。]{{0,60}}?(?:외신|통신|보도|텔레그램|sns|소셜\s?미디어|게시물|게시글)[^.!?。]{{0,30}}?"
    r"(?:종합|재구성|바탕|토대|기반|인용)[^.!?。]{0,15}?(?:작성|정리|구성|만든|만들|쓴)"
    rf"|{_JA}[^。！？]{{0,60}}?(?:通信社|報道|ソーシャル|sns|telegram|テレグラム|投稿|外電)[^。！？]{{0,30}}?"
    r"(?:(?:もと|基|元)に|まとめ|総合して|再構成)"
    rf"|{_ZH}[^。！？]{{0,6}}?(?:综合|綜合|整理|汇编|彙編|编译|編譯)[^。！？]{{0,40}}?"
    r"(?:社|媒体|媒體|报道|報導|外电|外電|微博|帖文|贴文|貼文|电报|telegram)"
    rf"|{_ZH}[^。！？]{{0,6}}?(?:根据|根據|依据|依據|基于|基於|参考|參考)[^。！？]{{0,40}}?"
    r"(?:社|媒体|媒體|报道|報導|外电|外電|微博|帖子|帖文|贴文|貼文|推文|电报|電報|telegram)[^。！？，,]{0,20}?"
    r"(?:整理|编写|編寫|撰写|撰寫|综合|綜合|编译|編譯|改写|改寫|写成|寫成)"
)
_NOTHING: Final = r"(?!)"

_WORDINGS: Final = tuple(
    (kind, late(sentence), late(label))
    for kind, sentence, label in (
        (DisclosureKind.MACHINE_TRANSLATED, _TRANSLATED, _TRANSLATED_LABEL),
        (DisclosureKind.AI_GENERATED, _AI, _AI_LABEL),
        (DisclosureKind.PRESS_RELEASE, _PRESS, _PRESS_LABEL),
        (DisclosureKind.SPONSORED, _SPONSORED, _SPONSORED_LABEL),
        (DisclosureKind.SYNTHESISED, _SYNTHESISED, _NOTHING),
    )
)
_HINT: Final = late(
    r"(?<![a-z])ai(?![a-z])|인공|gpt|로봇|알고리즘|번역|보도|광고|협찬|제작비|원고료|후원|외신|통신|텔레그램|게시|스폰서|파트너|애드"
    r"|翻訳|翻译|翻譯|リリース|報道|新闻稿|新聞稿|通稿|広告|廣告|广告|(?<![a-z])pr(?![a-z])|提供|報酬|スポンサ|タイアップ|プロモ|投稿"
    r"|人工|言語|模型|算法|演算|自動|自动|推广|推廣|赞助|贊助|业配|業配|综合|綜合|整理|编译|編譯|根据|根據|依据|依據|基于|基於|参考|參考|品牌|付费|付費|广编|廣編"
    r"|\bia\b|artificiel|artificial|tradu|communiqué|sponsoris|publi|\bki\b|ki-|künstlich|übersetz|presse|gespons"
    r"|bezahlt|anzeige|finan|patrocin|comunicado|nota de|pagad|sprachmodell|maschinell|telegram"
)
_SUBJECT: Final = late(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]|\b(?:ce(?:t|tte)? |diese[r ]|est[ae] )")
"""What every sentence of these languages has that names the page itself; most English text has none of it."""
_SPEAKS: Final = late(rf"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]|\b(?:{_FR}|{_DE}|{_ES})")
"""What every sentence of these notices has, and English prose none of: a cheap first look."""
_DENIED: Final = late(
    r"않|아닙|아니|없습니다|ません|ではな|ていな|おらず|并非|並非|不是|没有|沒有|未[由使经經借]|非由"
    r"|\bpas\b|\bnicht\b|\bkein|\bno (?:fue|ha|es|está)"
)
_SPOKEN: Final = late(
    r"[라다]고[^.]{0,20}?(?:말했|밝혔|주장|지적|전했|비판|설명|강조)|と(?:述べ|語|話し|主張|指摘|明らか|説明|伝え|批判)"
    r"|(?:表示|声称|聲稱|指出|认为|認為|批评|批評|称|稱)[，,：:“「]"
    r"|\b(?:a déclaré|selon|sagte|erklärte|dijo|según|afirmó)\b"
)
_EDGES: Final = late(r"^[\W_]{1,8}|[\W_]{1,8}$")
_QUOTES: Final = ("「」", "『』", "“”")


def foreign_kind(text: str, *, may_be_label: bool) -> DisclosureKind | None:
    """Return what a block discloses in a language other than English, or None; ``text`` is in lower case."""
    is_short = may_be_label and len(text) <= _LABEL
    if not (is_short or _SPEAKS.search(text)) or not _HINT.search(text):
        return None
    if is_short and _BRACKETED_LABEL.fullmatch(text.strip()):
        return DisclosureKind.SPONSORED
    bare = _EDGES.sub("", text)
    may_be_label = may_be_label and len(bare) <= _LABEL
    if not may_be_label and not _SUBJECT.search(text):
        return None
    for kind, sentence, label in _WORDINGS:
        if may_be_label and label.fullmatch(bare):
            return kind
        if any(_is_own(text, match) for match in sentence.finditer(text)):
            return kind
    return None


def is_advertising(text: str) -> bool:
    """Return whether a line is one of the words that stand over advertisements, and nothing else."""
    return _BARE_LABEL.fullmatch(_EDGES.sub("", text)) is not None


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Whether the page says so of itself: neither denied nor quoted, and not as somebody's words."""
    tail = re.split(r"[.!?。！？、，,]", text[match.end() :], maxsplit=1)[0][:_TAIL]
    if _DENIED.search(match.group() + tail):
        return False
    before, sentence = text[: match.start()], re.split(r"[.!?。！？]", text[match.start() :], maxsplit=1)[0]
    is_open = any(before.count(opening) > before.count(closing) for opening, closing in _QUOTES)
    return not is_open and not _SPOKEN.search(sentence)
