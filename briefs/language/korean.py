"""Closed classes of Korean by which the summariser tells words and sentences apart."""

from functools import lru_cache
from typing import Final

from briefs.language.grammar import Grammar
from briefs.language.late import late

# ruff: noqa: SIM905 - a list of words reads better as text than as literals
PARTICLES: Final = tuple(
    sorted(
        """은 는 이 가 을 를 에 의 와 과 도 만 로 으로 에서 에게 에게서 께 께서 부터 까지 보다 처럼 같이 라고
        이라고 라는 이라는 이나 나 며 이며 고 이고 다 이다 였다 이었다 인 이란 란 마저 조차 밖에 에는 에도
        에서는 에서도 에서의 한테 로서 으로서 로써 으로써 로는 으로는 로도 으로도 로의 으로의 로부터 으로부터
        와의 과의 와는 과는 와도 과도 까지의 까지는 부터는 부터의 에의 만의 만이 만을 만은 라도 이라도 든 이든
        대로 마다 뿐 뿐만 입니다 인데 이지만 지만 이자 자 이었던 였던 께서는 보다는 이라며 라며 라면서
        이라면서 이어서 여서 이라 라""".split(),
        key=lambda particle: (-len(particle), particle),
    )
)
"""Particles and forms of the copula that are written to a noun, the longest first."""

_PARTICLE: Final = "|".join(PARTICLES)
TAIL: Final = (
    rf"(?:(?![가-힣])|(?:들|측)?(?:(?:{_PARTICLE}){{1,2}})?(?![가-힣])"
    r"|[하해했한할함합되돼됐된될됨됩]|시[키켰킨킬])"
)
"""What may follow a short noun for it to be that noun: nothing, particles, or the verb ``to do``, ``to become``.

북한은 and 북한이라는 are 북한; 북한산, a mountain, is not.
"""

FUNCTION_WORDS: Final = frozenset(
    """것 수 등 및 위해 위한 대한 대해 통해 관련 관련해 관한 따라 따른 이번 지난 오는 있는 있다 있다고 있었다
    없는 없다 했다 한다 된다 됐다 이날 그 이 저 더 또 중 때 뒤 후 전 간 바 데 점 말했 밝혔 전했 강조했 설명했
    하는 하고 되는 돼 모두 각각 함께 다시 해 한 할 하기 하겠 이를 이에 이런 어떤 그런 가장 매우 약 약간 일 월
    년 명 개 씨 두 세 네 첫 제 매 각 전체 아니 않 않는 않았 위 내 외 간의 대통령 총리""".split()
)
"""Words without their particles that are grammar, or stand in every report on a summit."""

_LEAST: Final = 2
"""Signs that must be left of a noun: 이 in 이의 is no particle's host, and 도로 is a road."""
_VERBAL: Final = late(
    r"(?:했다|한다|하다|됐다|된다|되다|했으며|하며|하고|해서|하는|하기로|하기|했고|했지만|하겠다고|했다고"
    r"|한다고|됐다고"
    r"|했던|하던|되는|되며|됐으며|하면서|시키는|시켰다|스러운|합니다|했습니다|됩니다|됐습니다)$"
)


@lru_cache(maxsize=100_000)
def without_particle(word: str) -> str:
    """A Korean word without the particle or the light verb at its end: 셔틀외교를 is 셔틀외교, 합의했다 is 합의."""
    verbal = _VERBAL.sub("", word)
    if verbal != word:
        return verbal
    for particle in PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= _LEAST:
            return word.removesuffix(particle)
    return "" if word in PARTICLES else word


_CONNECTIVES: Final = (
    "또|또한|한편|그러나|하지만|그런데|그래서|따라서|그리고|그러면서|그러자|그러면|그렇지만|그럼에도|그러므로"
    "|이에|이로써|이어|이어서|이후"
    "|아울러|다만|반면|반면에|즉|결국|특히|더구나|게다가|나아가|더욱이|이밖에|당시|앞서|이처럼|이렇게|그렇게"
    "|이와|이같이|이같은|이러한|이런"
    "|그런|그러한|그중|그뿐|뿐만|물론|예컨대|예를|오히려|실제로|마찬가지로|동시에|이외에|이때|그때|그제야"
    "|끝으로|둘째|셋째|마지막으로|첫째"
    "|그간|그동안|반대로|요컨대|말하자면|여기에|거기에|대신|왜냐하면|이제|덧붙여|더불어|심지어"
)
_TITLES: Final = (
    "대통령|총리|국가주석|주석|국무위원장|위원장|외교부장|관방장관|장관|차관|외상|방위상|국가안보실장|안보실장"
    "|비서실장|실장|대변인|대표|의원|대사"
    "|특사|교수|연구위원|선임연구원|연구원|소장|센터장|회장|이사장|시장|지사|사무총장|국장|원장|부장|전문위원|씨"
)
_OFFICES: Final = "대통령|총리|국가주석|주석|위원장|장관|외상"
_PLACES: Final = (
    "대한민국|한국|일본|중국|미국|북한|러시아|대만|남한|서울|도쿄|베이징|워싱턴|평양|안동|나라|경주|유럽|인도"
    "|호주|우크라이나|이란"
)
_PAIRS: Final = "한일|일한|한미|한중|중일|미일|미중|북미|남북|한러|북중|북러|북일|중러|미러"

GRAMMAR: Final = Grammar(
    opening=late(
        rf"[“\"‘'「(]?(?:(?:{_CONNECTIVES})(?=[\s,])|그(?!동안|제|린|룹|리스)(?:는|가|의|를|에게|녀\S*|들\S*"
        r"|것\S*)?\s"
        r"|(?:이는|이를|이것\S*|이들\S*|이곳\S*|그곳\S*|거기\S*|여기\S*|저는|전자는|후자는|이 중|이 가운데"
        r"|양씨)\s|[―─—]|[▲△◆■●])"
    ),
    pointing=late(
        rf"(?:^|[\s,])(?:이 (?!(?:{_TITLES})|총|전|당|위|의)|이를 |이는 |이것|이들|이러한 |이런 |이같은 "
        r"|이와 같은 |이에 (?!따)|그들[은이의]"
        rf"|(?![전현한두세각양옛새])[가-힣] (?!(?:{_OFFICES})[은는이가의도과와에께])(?:{_TITLES})"
        r"(?=[은는이가의도])"
        r"|해당 |같은 자리|이 자리|당사국|전술한|상기 |그 (?=자리|회담|회의|협정|합의|결과|이유|때문))"
    ),
    loose=late(
        r"(?:^|\s)이번(?! 주|주| 달)\s|^정부[는가]"
        r"|(?:^|[은는이가을를,] )(?:회담|회의|합의|협정|방문|행사|조치)(?:[은는이가을를의도]|에서|에는|으로)?(?=\s)"
    ),
    pronoun=late(r"(?:^|[\s,])그(?:는|가|의|를|에게|녀)(?=[\s가는의])"),
    person=late(rf"[가-힣]{{1,5}} (?:[가-힣]{{2,8}} ?)?(?:{_TITLES})"),
    voice=late(
        r"(?:^|[\s,])(?:나는|내가|나의|저는|제가|저희\S*|우리(?:는|가|의|를|도|에게|로서|나라\S*)?|여러분\S*"
        r"|당신\S*)(?=[\s,.]|$)"
    ),
    saying=late(
        "말했|말한|말하|밝혔|밝힌|전했|강조했|강조하|설명했|설명하|덧붙였|지적했|주장했|평가했|언급했|당부했"
        "|제안했|촉구했|약속했|답했|했다"
        "|분석했|내다봤|전망했|비판했|호소했|라고|라며|라는|고 했"
    ),
    subject=late(
        r"[가-힣A-Za-z0-9)”’」'\"○](?:(?<![다하되있없라려지않받같많적는])는|(?<![같높많적깊좋작늦맡열얻낳젊])은"
        r"|(?<![많같없깊높])이|(?<!\s)가"
        r"|께서|(?<![정제속온아])도)(?=[\s,])"
    ),
    ending=late(r"(?:[다요음함임됨것네죠][.!]|다[”\"’']{1,2}\.?)[”\"’')]*$"),
    question=late(r"[?？][”\"’')]*$|(?:까|나|가|냐)[.…]$"),
    office=late(
        rf"(?:(?<![가-힣])(?P<first>[가-힣]{{2,5}}) )?(?<![가-힣])(?P<name>[가-힣]{{1,6}}) (?:(?:전|현|신임"
        r"|일본|한국|중국|미국) )?"
        rf"(?P<title>{_OFFICES})(?![실궁관직])"
    ),
    bare_title=late(rf"(?:^|, |[은는이가을를에서로] )(?P<title>{_OFFICES})(?:은|는|이|가|의|도|께서)(?=\s)"),
    both=late(r"(?:^|[\s,])(?:양국|양측|두 나라|양 정상|두 정상|두 지도자|두 사람|양 정부|쌍방)"),
    pair=late(
        rf"(?P<left>{_PLACES})(?:과|와|·|, )\s?(?P<right>{_PLACES})"
        rf"|(?<![가-힣·])(?P<signs>{_PAIRS})(?![·ㆍ]?[일미중러북])"
    ),
    countries={
        "한": "South Korea",
        "일": "Japan",
        "미": "the United States",
        "중": "China",
        "북": "North Korea",
        "남": "South Korea",
        "러": "Russia",
        "한국": "South Korea",
        "대한민국": "South Korea",
        "남한": "South Korea",
        "일본": "Japan",
        "중국": "China",
        "미국": "the United States",
        "북한": "North Korea",
        "러시아": "Russia",
        "대만": "Taiwan",
        "서울": "Seoul",
        "도쿄": "Tokyo",
        "베이징": "Beijing",
        "평양": "Pyongyang",
    },
    names=late(rf"\d+|{_PLACES}|[가-힣]{{1,6}} (?:{_TITLES})|[A-Z][A-Za-z]+"),
    byline=late(
        r"(?:[(\[【][^()\[\]【】\n]{1,40}[)\]】] ?)?(?:(?:[가-힣]{2,4}[ ·,]{0,2}){1,4}(?:기자|특파원|통신원"
        r"|논설위원)\s?=\s?)"
        r"|[(\[【][^()\[\]【】\n]{1,30}=[^()\[\]【】\n]{1,30}[)\]】]\s?"
    ),
)
