"""Closed classes of English by which the summariser tells sentences apart, all in lower case.

The abbreviations and sentence starters were tuned on news (boundary F1 .963 on the Wall Street Journal against
.768 without them); the other lists are closed classes as grammars print them.
"""

import re
from typing import Final

# ruff: noqa: SIM905 - a list of words reads better as text than as literals
ABBREVIATIONS: Final = frozenset(
    """a.m adm al ala amb approx apr ariz ark art assn assoc asst aug ave b.a b.sc blvd bros ca calif
    capt cf ch cmdr co col colo cols conn corp cos cpl d.c d.p.r.k dec del dep dept det dir dr e.g e.u
    ed eds eq esq est etc exec ext feb fig figs fla fr fri ft ga gen gens gov govt hon hwy i.e ill inc
    ind insp inst intl jan jr jul jun kan ky l.a la llc lt ltd lts m.a m.d m.sc maj mar mass md messrs
    mfg mgr mich min minn miss mmes mo mon mont mr mrs ms msgr mt n.c n.d n.h n.j n.y natl neb nev no
    nos nov oct okla ore p p.m p.r.c pa para penn ph.d pfc plc pp pres prof pvt r.i r.o.k rd rep reps ret
    rev s.c s.d sat sec sec.-gen sen sens sep sept sgt spc sq sr st ste sun supt tel tenn tex thu thur thurs
    tue tues u.k u.n u.s u.s.a u.s.s.r univ v va viz vol vols vs vt wash wed wis wyo""".split()
)

STARTERS: Final = frozenset(
    """a according after all also although an and as at before both but by during each earlier for from
    he her here his how however i if in it its last later many meanwhile moreover most my no now on one
    or our over she since so some such that the their then there these they this those though two under
    we what when where while who why with yet you""".split()
)

FUNCTION_WORDS: Final = frozenset(
    """a about above across after against all almost along already also although always am among an and
    another any are around as at away back be became because become been before began behind being below
    between both but by can cannot could did do does doing done down during each either else enough even
    ever every few first for from further get given had has have having he her here hers herself him
    himself his how however i if in into is it its itself just last least less let like made make many
    may me might mine more most much must my near neither never next no nor not nothing now of off often
    on once one only onto or other others our ours out over own per perhaps put quite rather re really
    same several shall she should since so some still such than that the their theirs them themselves
    then there these they this those though through throughout thus till to together too toward towards
    under until up upon us very via was we well were what whatever when where whether which while who
    whole whom whose why will with within without would yet you your yours""".split()
)

AUXILIARIES: Final = frozenset(
    """am are be been being can could did do does had has have is may might must shall should was were
    will would""".split()
)

PAST: Final = frozenset(
    """ate became began begun bent bit bled blew bore born bought broke broken brought built came caught chose
    chosen clung crept dealt did drank drawn drew driven drove dug fed fell felt fled flew forgot fought
    found froze frozen gave given gone grew grown held hid hidden hit hung kept knew known laid led left
    lent lost made meant met mistook paid put ran rang risen rode rose said sang sank sat saw seen sent set
    shook shot shown shut slept slid slung sold sought spent spoke spoken sprang spun stole stolen stood
    struck stuck sunk swam swept swore sworn swung taken taught thought threw thrown told took tore torn
    understood undertook went wept were withdrawn withdrew woke won wore wound written wrote""".split()
)
"""Past forms and participles that do not end in -ed."""

EVENTS: Final = frozenset(
    """adopted agreed announced appointed approved arrested begun bought broken brokered concluded confirmed crowned
    damaged declared decided destroyed elected endorsed fired forged found injured issued killed launched met negotiated
    passed presented published raided ratified reached rejected released reported revealed said sealed seized shown
    signed sold stolen struck sunk sworn unveiled voted withdrawn won wounded""".split()
)
"""Participles of what happens on one day, and is over: ``the accord signed in Seoul on Tuesday``."""

PAST_OR_NOUN: Final = frozenset(
    """beat bid burst cast cost cut fell found hit hurt left let lost put read rose run saw set shot shut
    split spread won wound""".split()
)
"""Past forms that are also nouns, adjectives or the base of their verb."""

FINITE: Final = frozenset(
    """ate became began blew bore broke came chose did drank drew drove fell flew forgot froze gave grew hid knew ran
    rang rose sang sank saw shook spoke sprang stole swam swore threw took tore undertook went were withdrew woke wore
    wrote""".split()
)
"""Past forms that are no participles: the clause has no other verb."""

NOT_PAST: Final = frozenset(
    """agreed-upon armed bed beloved bred breed crooked deed embed exceed expanded feed greed hatred hundred indeed
    kindred limited naked need newlywed proceed red related reed sacred seed shed shred sled so-called speed steed
    succeed ted unprecedented weed wicked wretched""".split()
)
"""Words in -ed that are no past form."""

PRESENT: Final = frozenset(
    """arrives begins closes comes departs gathers gives goes holds makes meets opens resumes sends sits speaks
    takes""".split()
)
"""Present forms of what timetables and captions tell: ``the envoy arrives on Monday`` is to come, or is a picture."""

MISFORTUNES: Final = frozenset(
    """accident ambush arrest arrests attack attacks blast blaze bombing clash clashes collapse collision coup crash
    death deaths disaster earthquake explosion fire flood floods killing killings loss murder raid raids riot riots
    sinking shooting storm strike strikes wreck""".split()
)
"""Nouns of what nobody announces: a date after them is that of the past, whatever the verb."""

TO_A_PLACE: Final = frozenset(
    """church court custody eight five four hospital hundreds jail land market millions nine office parliament port
    power prison safety school sea seven shore six ten thousands three two victory war work zero""".split()
)
"""Nouns without an article and numbers after ``to``, where a verb would stand else."""

VERBS: Final = frozenset(
    """became began bring brought came come comes cost costs covers depends drew fell felt found gave gives go goes
    grew held includes kept led left lies lost made makes means meant met needs put reads reflects rests rose saw sent
    set shows spoke stands stood sought takes took went won""".split()
)
"""Frequent verbs whose form does not show that they are finite."""

THIRD_PERSON: Final = frozenset(
    """allows appears argues aims becomes begins believes belongs carries claims consists contains continues
    describes ends expects follows gives helps hopes indicates intends involves knows lets lives marks needs offers
    operates opposes plays provides reads refers remains represents requires runs says seeks seems serves starts
    supports tells thinks tries uses wants works""".split()
)
"""Present forms that after a noun are its verb: ``the group belongs to …``."""

PREPOSITIONS: Final = frozenset(
    """about across after against along among around at before behind between beyond by concerning
    despite during for from in inside into near of on over regarding since through to toward towards
    under until upon via with within without that which who whose where""".split()
)

CONNECTIVES: Final = frozenset(
    """accordingly additionally again alternatively also and another anyway besides but consequently
    conversely correspondingly else equally finally furthermore hence however indeed instead lastly
    likewise meanwhile moreover nevertheless nonetheless nor or other others otherwise rather second secondly
    similarly so still subsequently then therefore third thirdly though thus too yet""".split()
)
"""Openings that lean on the sentence before: ``However, …``, ``But …``, ``Second, …``."""

CONNECTIVE_PHRASES: Final = (
    "above all ",
    "all of this ",
    "apart from this ",
    "as a result ",
    "as such ",
    "at the same time ",
    "because of this ",
    "by comparison ",
    "by contrast ",
    "by then ",
    "despite this ",
    "despite that ",
    "even so ",
    "for example ",
    "for instance ",
    "for this reason ",
    "for that reason ",
    "for its part ",
    "for his part ",
    "for her part ",
    "for their part ",
    "for now ",
    "from here on ",
    "from now on ",
    "from then on ",
    "first of all ",
    "in addition ",
    "in all ",
    "in comparison ",
    "in contrast ",
    "in fact ",
    "in other words ",
    "in particular ",
    "in response ",
    "in return ",
    "in short ",
    "in the meantime ",
    "in turn ",
    "it also ",
    "more broadly ",
    "of course ",
    "on the contrary ",
    "on the other hand ",
    "on top of that ",
    "that said ",
    "to that end ",
    "to this end ",
    "until now ",
    "until then ",
    "up to now ",
    "since then ",
    "what is more ",
)

FIRST_AND_SECOND_PERSON: Final = frozenset(
    "i we me us my our ours myself ourselves you your yours yourself".split()
)

PERSONAL: Final = frozenset("he she him his her hers himself herself".split())
PLURAL: Final = frozenset("they them their theirs themselves".split())
NEUTER: Final = frozenset("it its itself".split())
DEMONSTRATIVES: Final = frozenset("this that these those such".split())

TIMES: Final = frozenset(
    """afternoon autumn century decade evening month morning quarter spring summer time week weekend winter
    year""".split()
)
"""What ``this`` may stand before without pointing at the sentence before."""

SHELLS: Final = frozenset(
    """accord agreement announcement approach argument case changes claims deal decision effort encounter event events
    findings gathering incident incidents issue meeting method move news occasion outcome plan problem process project
    proposal question reading reason relationship remarks result situation statement step summit talks thaw view
    visit""".split()
)
"""Nouns that stand for something said before: ``the agreement``, ``that question``."""

ENUMERATING: Final = re.compile(
    r"\bthe (?:former|latter|others?|first|second|third)(?=[.,;:)]| (?:and|or|than|is|was)\b)"
    r"|\bthe (?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|dozen)(?=[.,;:)])",
    re.IGNORECASE,
)
"""``the latter``, ``the second is``: an item of a list that another sentence made."""

LATER: Final = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three|four|five|six|seven|ten|several|few) "
    r"(?:minute|hour|day|week|month|year)s? (?:later|earlier|before(?=[,.])|afterwards)\b"
    r"|\bthat (?:same )?(?:day|morning|afternoon|evening|night|week|month)\b(?=[,.]| \w+ed\b)",
    re.IGNORECASE,
)
"""A time that counts from another one: ``two days later``, ``that morning``."""

IMPERSONAL: Final = re.compile(
    r"It (?:is|was|remains|seems|appears)(?: \w+){0,2} (?:that|whether|to|why|how)\b|It (?:seems|appears) that\b"
    r"|It has (?:long |also )?been \w+ that\b"
)
"""``It is unclear whether …``: an ``it`` that stands for nothing."""

SAYING: Final = frozenset(
    """added adds admitted announced argued argues asked asserted believes believed claimed claims
    commented concluded confirmed contended declared denied emphasised emphasized explained expressed
    indicated insisted insists mentioned noted notes observed pledged promised recalled remarked
    repeated replied reported responded said says stated states stressed suggested suggests told tells
    urged vowed warned warns wrote writes""".split()
)

TITLES: Final = frozenset(
    """adviser advisor ambassador analyst chairman chairwoman chancellor chief commissioner director
    doctor envoy general governor judge justice king lawmaker mayor minister mp ombudsman pm premier
    president professor queen representative secretary senator speaker spokesman spokesperson
    spokeswoman dr mr mrs ms prof sir""".split()
)
"""Words that, capitalised before a capitalised name, say that the name is a person's."""

PAIRED: Final = frozenset(
    """allies capitals countries delegations democracies governments nations neighbors neighbours parties sides
    states""".split()
)
"""Nouns of ``the two …``, ``both …``, ``neither …`` that stand for a pair of countries named before."""

LEADERS: Final = frozenset("chancellors leaders men ministers premiers presidents statesmen women".split())
"""Nouns of ``the two …`` and ``both …`` that stand for two people named before."""

OPENING_LEADERS: Final = re.compile(
    rf"The (?:{'|'.join(sorted(LEADERS - {'men', 'women'}))})\b(?!['’]| (?:of|for|from|in|at|who|whose|that|[A-Z])\b)"
)
"""``The ministers will meet``: whose is not said, whatever else is named."""

TELLING: Final = re.compile(r" (?:told|asked|informed|reminded|assured|thanked|warned|urged|called) [A-Z]")
"""``the minister told Ada Krogh``: who is named is not the minister."""
OF_ANOTHER: Final = re.compile(
    rf"(?i:his|her) (?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(TITLES))}|aide|brother|daughter|deputy|father"
    r"|husband|lawyer|mother|predecessor|sister|son|successor|wife),? [A-Z]"
)
"""``Her minister, Jan Falk, said``: who is named is not the one whose minister it is."""

INSTITUTIONS: Final = frozenset(
    """academy administration agency alliance army assembly association authority bank board bureau
    cabinet centre center church club college command commission committee company congress corp
    corporation council court daily department embassy federation firm force forces forum foundation
    front government group guard herald house inc institute journal kingdom league ministry mission
    movement museum navy network news office organisation organization palace parliament party police
    post press republic school senate service society states times tribune union university""".split()
)
"""Words that, capitalised in a name, say that it is no person's."""

FAMILY_NAMES: Final = frozenset(
    """bae ban cha chang chen cheng cho choe choi chung deng gao guo han he hu huang hwang jang jeon jeong jiang jin jo
    joo jung kang kim ko kwak kwon lee li liang lim lin liu ma moon nam noh oh pak park qin rhee ri roh ryu seo shin
    sim sohn son song sun tang wang wi woo wu xi xie xu yang yeo yi yoo yoon yu yun zhang zhao zheng zhou zhu""".split()
)
"""Family names of Korea and China as they are spelled in English; they stand before the given name."""

PLACES: Final = frozenset(
    """afghanistan africa america ankara argentina asia athens australia austria baghdad bangkok
    bangladesh beijing belgium berlin brasilia brazil britain brussels cairo canada canberra chile china
    colombia copenhagen cuba damascus delhi denmark dublin egypt england ethiopia europe finland france
    germany greece hanoi havana helsinki hungary india indonesia iran iraq ireland islamabad israel
    italy jakarta japan jerusalem jordan kabul kenya korea kyiv lebanon libya lisbon london madrid
    malaysia manila mexico mongolia moscow myanmar nairobi netherlands nigeria norway oslo ottawa
    pakistan palestine paris peru philippines poland portugal pretoria pyongyang riyadh romania rome
    russia scotland seoul serbia singapore somalia spain stockholm sudan sweden switzerland syria taipei
    taiwan tehran thailand tokyo tripoli tunis turkey türkiye u.k u.s uk ukraine us usa vatican
    venezuela vienna vietnam warsaw washington yemen""".split()
)
"""Countries, regions and capitals that a pair of governments is named by; the last word of the name."""

DIRECTIONS: Final = frozenset("north south east west united new saudi sri hong".split())
"""First words of names of places of two words: ``South Korea``, ``United States``."""

ANYBODY: Final = frozenset(
    """analysts anybody anyone authorities critics everybody everyone experts nobody observers officials people
    police residents somebody someone witnesses workers""".split()
)
"""Words for people of whom none is named."""

BODIES: Final = frozenset(
    """academy agency airline alliance association authority bank board brigade bureau cabinet chamber charity club
    coalition college commission committee company consortium corporation council court delegation embassy federation
    firm fleet foundation guild hospital institute junta laboratory legislature library ministry mission museum navy
    newspaper organisation organization parliament regulator school senate tribunal union university
    watchdog""".split()
)
"""Nouns of bodies, which the adjective of a country tells from others: ``the Norwegian parliament``."""

KINDS: Final = BODIES | frozenset(
    """accident accord agreement aircraft airliner airport armistice base blackout blast blockade bombing bombings
    bridge canal ceasefire ceremony collapse collision conference congress conflict convention coup crash dam deal
    derailment disaster earthquake embargo eruption exhibition expedition explosion factory fair ferry festival film
    flight flood forum frigate games harbour harbor helicopter hurricane inquiry investigation island islands jet law
    lake massacre match mausoleum meeting memorandum merger mine monument pact parade peninsula pipeline plane plant
    port prison programme program project protocol quake raid railway referendum refinery refuge regatta relay
    reservoir river roadmap satellite scandal shipyard siege stadium station storm strait submarine summit talks tanker
    terminal torch tournament tower trawler treaty trial truce tsunami tunnel typhoon uprising valley vessel volcano
    waterway yacht""".split()
)
"""Nouns of bodies, events, papers, places and vessels that news names once and calls by the noun from then on."""

MOVING: Final = frozenset(
    """ferry film frigate helicopter newspaper plane relay satellite submarine tanker torch trawler vessel
    yacht""".split()
)
"""Kinds of things that are not named by where they are."""

ALIKE: Final = {
    "accord": "agreement",
    "aircraft": "plane",
    "airliner": "plane",
    "deal": "agreement",
    "firm": "company",
    "flight": "plane",
    "harbor": "harbour",
    "inquiry": "investigation",
    "jet": "plane",
    "organization": "organisation",
    "pact": "agreement",
    "program": "programme",
    "quake": "earthquake",
    "treaty": "agreement",
}
"""Nouns by which news calls a thing in turn, by one of them."""

OTHERS: Final = frozenset(
    """a an another any different earlier each every first fourth further last later latest many more most new next no
    old older one other previous prior second separate several similar some third two three four""".split()
)
"""Words before a noun by which it is not the thing that was named: ``another agreement``."""

TOPICS: Final = frozenset(
    """air arms border cable climate coal debt defence defense energy ferry fisheries fishing gas grid military naval
    nuclear oil passenger peace pipeline power rail railway refugee rescue sea security shipping steel tariff tax
    trade undersea water wind""".split()
)
"""Nouns that may stand between a name and its noun: ``Chosei coal mine``."""

IDENTIFYING: Final = frozenset(
    """about against along among around at behind between by concerning for from in inside involving near of off on
    outside over regarding that to under where which who whose with within""".split()
)
"""What after a noun says which one is meant: ``the ministry of energy``, ``the ship that sank``."""
