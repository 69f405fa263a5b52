"""Closed classes of Chinese, in simplified and traditional signs, by which the summariser tells sentences apart."""

from typing import Final

from briefs.language.grammar import Grammar
from briefs.language.late import late

_HAN: Final = "\u3005\u3400-\u9fff"
_OPENERS: Final = (
    "此外|但是|但|然而|不过|不過|因此|所以|同时|同時|另外|而且|并且|並且|随后|隨後|此后|此後|之后|之後|此前"
    "|此时|此時|此举|此舉|此次|对此|對此|为此|為此"
    "|据此|據此|其中|其(?!他国)|他|她|它|这|這|那|该|該|上述|另一方面|与此同时|與此同時|总之|總之|例如|比如"
    "|也就是说|也就是說|于是|於是|尽管如此|儘管如此"
    "|即便如此|最后|最後|其次|首先|再次|同样|同樣|当时|當時|届时|屆時|后者|後者|前者|换言之|換言之|接着|接著"
    "|相比之下|反之|事实上|事實上|其实|其實"
    "|特别是|特別是|尤其|还[有是将需]|還[有是將需]|并[将在对]|並[將在對]|也[就是有]|而[在对這这]|双方(?:还|同意"
    "|表示|一致)(?!.{0,6}国)|由此|因而|可见|可見"
    "|虽然如此|不仅如此|不僅如此|与之相比|當然|当然|或许|一来|二来|第二|第三|至于|至於|有鉴于此"
)
_TITLES: Final = (
    "总统|總統|首相|总理|總理|国家主席|國家主席|主席|总书记|總書記|委员长|委員長|外长|外長|外相|外交部长"
    "|外交部長|部长|部長|发言人|發言人|大使|议员|議員"
    "|代表|教授|研究员|研究員|所长|所長|会长|會長|先生|女士"
)
_OFFICES: Final = "总统|總統|首相|总理|總理|国家主席|國家主席|外长|外長|外相"
_PLACES: Final = (
    "中国|中國|韩国|韓國|日本|美国|美國|朝鲜|朝鮮|北韩|北韓|俄罗斯|俄羅斯|台湾|台灣|首尔|首爾|东京|東京|北京"
    "|华盛顿|華盛頓|平壤|安东|安東|奈良|庆州|慶州|欧洲|歐洲"
)
_PAIRS: Final = (
    "中韩|韩中|韩日|日韩|中日|日中|中美|美中|韩美|美韩|日美|美日|朝美|中韓|韓中|韓日|日韓|韓美|美韓|中俄|朝韩"
    "|韩朝|朝韓|韓朝|两韩|兩韓"
)
_SAID: Final = "说|說|表示|称|稱|指出|强调|強調|认为|認為"
r"|透露|宣布|呼吁|呼籲|回应|回應|写道|寫道|介绍|介紹|坦言|补充|補充"

GRAMMAR: Final = Grammar(
    opening=late(rf"[“「『（]?(?:{_OPENERS}|[—─]|[▲◆■●•])"),
    pointing=late(
        "[该該](?=[国國部社报報公司会會项項协協计計案法人发發机機矿礦党黨])|[这這](?!样的话)"
        "|此[举舉事案次外类類]|上述|前述"
    ),
    loose=late("本次|当前|當前"),
    pronoun=late("(?<!其)[他她它](?!国|國|人|方|日|乡|鄉)|^.{0,8}?其(?!他|它|中|实|實|余|餘)"),
    person=late(rf"[{_HAN}·]{{2,8}}(?:{_TITLES})|(?:{_TITLES})[{_HAN}·]{{2,4}}"),
    voice=late("我(?!国驻)|咱|你|您|本报|本報|本刊|笔者|筆者"),
    saying=late(_SAID),
    subject=None,
    ending=late("[。！!][”」』’）)]*$"),
    question=late("[?？][”」』）)]*$|[吗嗎呢][。”]+$"),
    office=late(
        rf"(?:(?:{_PLACES})的?|前|时任"
        rf"|時任)?(?P<first>(?!))?(?P<name>[{_HAN}·]{{1,6}}?)(?P<title>{_OFFICES})(?![府办辦夫选選候])"
    ),
    bare_title=late(rf"^(?P<title>{_OFFICES})(?=表示|[说說称稱在将將还還也强強指])"),
    both=late("两国|兩國|双方|雙方|两位领导人|兩位領導人|两党|两军"),
    pair=late(
        rf"(?P<left>{_PLACES})(?:和|与|與|、|同)(?P<right>{_PLACES})"
        rf"|(?<![中日韩韓美朝俄今昨当當])(?P<signs>{_PAIRS})(?![中日韩韓美朝俄])"
    ),
    countries={
        "中": "China",
        "日": "Japan",
        "韩": "South Korea",
        "韓": "South Korea",
        "美": "the United States",
        "朝": "North Korea",
        "俄": "Russia",
        "中国": "China",
        "中國": "China",
        "韩国": "South Korea",
        "韓國": "South Korea",
        "日本": "Japan",
        "美国": "the United States",
        "美國": "the United States",
        "朝鲜": "North Korea",
        "朝鮮": "North Korea",
        "北韩": "North Korea",
        "北韓": "North Korea",
        "俄罗斯": "Russia",
        "俄羅斯": "Russia",
        "台湾": "Taiwan",
        "台灣": "Taiwan",
        "首尔": "Seoul",
        "首爾": "Seoul",
        "东京": "Tokyo",
        "東京": "Tokyo",
        "北京": "Beijing",
        "平壤": "Pyongyang",
    },
    names=late(
        rf"[0-9０-９]+|{_PLACES}|[{_HAN}]{{2,4}}(?:{_TITLES})|(?:{_TITLES})[{_HAN}]{{2,4}}|[A-ZＡ-Ｚ][A-Za-z]+"
    ),
    byline=late(
        r"[^，。；：“”\n]{2,24}?日[电電讯訊](?:\s?[（(][^（）()\n]{1,30}[)）])?\s?"
        r"|[（(][^（）()\n]{2,30}[电電讯訊][)）]\s?"
        r"|【[^【】\n]{1,30}】\s?|本[报報][讯訊]\s?(?:[（(][^（）()\n]{1,30}[)）]\s?)?"
        r"|[^，。；：“”\n]{2,12}消息[：:]\s?"
    ),
)
