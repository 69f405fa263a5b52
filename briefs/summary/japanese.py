"""Closed classes of Japanese by which the summariser tells sentences apart."""

import re
from typing import Final

from briefs.summary.grammar import Grammar

_HAN: Final = "\u3005\u3400-\u9fff"
_OPENERS: Final = (
    "また|一方|他方|しかし|しかも|だが|ただし?(?=[、し])|ただ、|さらに|そのため|このため|そこで|その|なお|そして|それ|ところが|したがって|従って|つまり"
    "|すなわち|同時に|加えて|これ(?!まで)|この|こう|そう|そこ|同氏|同国|同省|同社|同紙|同相|同地|同会|同席|両氏|両者|彼|あれ|当時|前者|後者"
    "|次いで|次に|続いて|続けて|いずれ|特に|とりわけ|例えば|たとえば|実際|もっとも|むしろ|とはいえ|ほかに|このほか|ほか、|およそこれ|よって"
    "|だから|けれど|でも|ちなみに|逆に|反対に|結局|要するに|一方で|もちろん|無論|まず、|第二に|第三に|最後に|以来|その後|以後|ここ(?!数)|すると"
    "|それでも|とくに|併せて|あわせて|とも[、あす]"
)
_TITLES: Final = (
    "首相|大統領|国家主席|主席|総書記|国務委員長|委員長|外相|防衛相|経産相|官房長官|長官|外務大臣|大臣|報道官|代表|議員|大使|補佐官|室長|教授"
    "|准教授|研究員|所長|会長|社長|知事|市長|氏|さん"
)
_OFFICES: Final = "首相|大統領|国家主席|主席|総書記|国務委員長|外相|防衛相|経産相"
_PLACES: Final = (
    "日本|韓国|中国|米国|北朝鮮|ロシア|台湾|東京|ソウル|北京|ワシントン|平壌|安東|奈良|慶州|欧州|インド"
)
_PAIRS: Final = "日韓|韓日|日中|中日|日米|米中|中韓|韓中|米韓|日朝|米朝|南北|日露|日ロ|中ロ|中露|中朝|ロ朝"

GRAMMAR: Final = Grammar(
    opening=re.compile(rf"[「『“（]?(?:{_OPENERS}|[―─—]|[▼◆■●・])"),
    pointing=re.compile(
        r"この(?!ほど|たび|先|上な)|これ(?!まで|から)|こうした|こういった|そうした|このような|そのような"
        rf"|(?<![{_HAN}])同(?=氏|国(?!人)|省|社|紙|相|地|会|案|法|庁|党|首相|大統領|外相|席|書|協定|鉱|所|校|島|県|市)|両氏|両者|前述|上記|彼[はがのをに女ら]"
    ),
    loose=re.compile(r"今回の?|今次"),
    pronoun=re.compile(r"^.{0,12}?(?:その(?!もの|まま|ほか)|それ(?!ぞれ))"),
    person=re.compile(r"(?!)"),
    voice=re.compile(
        r"私(?=[はがのもたをに])|我々|われわれ|我が国|わが国|わたし|僕|あなた|皆さん|当社|弊社|当方|小社"
    ),
    saying=re.compile(
        "述べ|語っ|語る|話し|話す|言っ|言う|言い|指摘|強調|説明|明らかに|表明|批判|主張|訴え|発言|答え|伝え|報じ|呼びかけ|呼び掛け|とした|としている"
        "|との|とする|と評"
    ),
    subject=re.compile("[^、。](?:は|が|も|では|によると|によれば)"),
    ending=re.compile("[。．.！!][」』”）)]*$"),
    question=re.compile("[?？][」』”）)]*$|か[。」]+$"),
    office=re.compile(
        rf"(?:(?:{_PLACES})の?|[前元新同両故])?(?P<first>(?!))?(?P<name>[{_HAN}ァ-ヺー・]{{1,12}}?)(?P<title>{_OFFICES})(?![府官邸室補夫選経候])"
    ),
    bare_title=re.compile(rf"(?:^|[、はがをにへでもの])(?P<title>{_OFFICES})(?=[はがのもと])"),
    both=re.compile("両国|両政府|両首脳|両外相|双方|両首都|両政権"),
    pair=re.compile(
        rf"(?P<left>{_PLACES})(?:と|、|・)(?P<right>{_PLACES})|(?<![日米中韓朝露ロ今本昨明毎])(?P<signs>{_PAIRS})(?![日米中韓朝露ロ])"
    ),
    countries={
        "日": "Japan",
        "韓": "South Korea",
        "中": "China",
        "米": "the United States",
        "朝": "North Korea",
        "露": "Russia",
        "ロ": "Russia",
        "南": "South Korea",
        "北": "North Korea",
        "日本": "Japan",
        "韓国": "South Korea",
        "中国": "China",
        "米国": "the United States",
        "北朝鮮": "North Korea",
        "ロシア": "Russia",
        "台湾": "Taiwan",
        "東京": "Tokyo",
        "ソウル": "Seoul",
        "北京": "Beijing",
        "平壌": "Pyongyang",
    },  # fmt: skip
    names=re.compile(rf"[0-9０-９]+|{_PLACES}|[{_HAN}]{{1,5}}(?:{_TITLES})|[A-ZＡ-Ｚ][A-Za-z]+"),
    byline=re.compile(
        r"【[^【】\n]{1,40}】\s?|［[^［］\n]{1,40}］\s?(?:[-－–―]\s?)?|\[[^\[\]\n]{1,40}\]\s?(?:[-－–―]\s?)?|（[^（）\n]{1,20}＝[^（）\n]{1,20}）\s?"
    ),
)
