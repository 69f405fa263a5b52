"""Page dumps written for these tests, each line marked with what it is.

The first two characters of a line say what a careful reader would call it, and are taken off before reading:

    ``p `` paragraph, ``h `` heading, ``l `` list item, ``q `` quotation, ``n `` a notice that is kept,
    ``+ `` goes on with the line above (hard-wrapped), ``t `` the headline, ``x `` furniture.
"""

from dataclasses import dataclass
from typing import Final

KINDS: Final = {"p": "paragraph", "h": "heading", "l": "list-item", "q": "quotation", "n": "paragraph"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """One dump: ``marked`` as written below, and what the page says of itself."""

    name: str
    marked: str
    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each line's mark and text."""
        return [(row[:1], row[2:]) for row in self.marked.strip("\n").split("\n")]

    @property
    def text(self) -> str:
        """The dump as a file has it."""
        return "\n".join(text for _, text in self.rows)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """The kinds and words that must be read, in order, markers and datelines included."""
        found: list[tuple[str, str]] = []
        mark = "x"
        for sign, text in self.rows:
            if sign == "+":
                if mark in KINDS:
                    found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
                continue
            mark = sign
            if sign in KINDS:
                found.append((KINDS[sign], text.strip()))
        return found


MAIL = Dump(
    name="hard-wrapped mail",
    title="Harbour dredging: what the port told us",
    author=("Ilse Brandt",),
    published="2026-03-04",
    marked="""
x From: Ilse Brandt <ilse.brandt@portwatch.example>
x To: desk-list@portwatch.example
x Date: Wed, 4 March 2026
x Subject: Harbour dredging: what the port told us

p The port authority of Ellery will begin to dredge the outer channel in the
+ second week of April, two months later than it had promised to the shipping
+ lines. The delay was explained to us by the harbour master this morning and
+ confirmed in a short letter this afternoon.

p Three points of the letter matter for our readers:

l - the channel will be closed at night for six weeks, and pilots will bring
+   ships in by daylight only;
l - the spoil goes to the old quarry and not, as first planned, to the flats
+   where the oyster farmers work;
l - no fee will be raised before the end of the year.

p The oyster farmers had threatened to sue. Their chairwoman says the threat is
+ off the table as long as the quarry is used, and that she has the promise in
+ writing.

p We shall hear more on Friday, when the council debates the budget of the port.

x -- 
x Ilse Brandt
x Portwatch, 12 Quay Street
""",
)

FORUM = Dump(
    name="forum thread",
    title="Night trains to the coast, again",
    published="2026-03-14T08:12",
    marked="""
x Transport talk
x Log in
x Register

t Night trains to the coast, again

x tern_watcher
x 14 March 2026, 08:12
p I took the first night train to the coast on Friday and it was better than its reputation. The carriages are old, but the berths have been rebuilt and the heating worked all the way to the terminus.
p What surprised me was the number of people who got on after midnight. The platform at Marrow was as full as on a summer Saturday, and the conductor told me that this has been so since February.
x Reply
x Quote
x gradient1in40
x 14 March 2026, 09:40
p The operator published its figures last week: sixty thousand passengers in ten weeks, which is twice the number the ministry had expected for the whole winter. That makes it hard to argue for closing the line.
x Reply
x Quote
x ballast
x 14 March 2026, 11:05
p Passengers are one thing and track access charges are another. The line loses money because the night slots are billed at the daytime rate, and nobody in the ministry wants to open that file before the election.
x Reply
x Quote
x tern_watcher
x 15 March 2026, 07:31
p That is fair, but the same charge applies to freight, and the freight companies have had a rebate since 2024. A rebate for passenger trains would cost less than the replacement buses did.
x Reply
x Quote
""",
)

WIRE = Dump(
    name="wire copy with a dateline",
    title="Ministers agree to share grain stocks",
    published=None,
    marked="""
t Ministers agree to share grain stocks

x By PIA LINDQVIST

p SEOUL, May 19 (Northern Wire) — The farm ministers of five countries agreed on Tuesday to open their grain stocks to one another in years of bad harvests, ending a dispute that had lasted for three seasons.

p Under the agreement each country keeps a reserve of at least two months and lends up to a third of it when a neighbour asks. Loans are repaid in kind within two years.

p "Nobody will go hungry because a border was closed," the chairman of the meeting said.

p The dispute began when one member stopped its exports of wheat in 2023 without a warning. Prices at the neighbouring markets rose by a fifth within weeks.

x (Reporting by Pia Lindqvist; Editing by Tom Archer)
""",
    author=("PIA LINDQVIST",),
)

INTERVIEW = Dump(
    name="questions and answers",
    title="The river has no party",
    author=("Milo Santer",),
    published="2026-02-11",
    publisher="Tarn Valley Review",
    marked="""
x Tarn Valley Review

t The river has no party

x By Milo Santer
x 11 February 2026

p Dagny Holm has measured the water of the Tarn for thirty years. We met her at the weir where her first gauge still hangs.

p Q: You say that the river is getting warmer. By how much?

p A: By a little over one degree since I began, and most of that in the last ten years. That does not sound like much until you ask the trout, which stop feeding at twenty degrees and die at twenty-five.

h Q: Is the power station to blame?

p A: Partly. It returns the water four degrees warmer than it takes it, but only on two hundred days a year. The shade along the banks matters more. We have lost half of the alders.

h What would you do first?

p I would plant trees. It is dull, it is cheap and it works after eight years. Nobody is elected for it, and that is why it has to be written into the water plan.

h And the dams?

p Two of the five serve no purpose today. I would open the upper one this autumn, when the water is low, and look at what happens for a year before touching the other.

x Share this interview
x More conversations
x Why the ferry still runs
x The last lamp lighter
""",
)

LIVE = Dump(
    name="live report",
    title="Storm over the northern coast: how the night went",
    marked="""
x Skip to content
x Weather
x Live

t Storm over the northern coast: how the night went

x Refresh automatically

x 23:50
x Lights come back in Marrow
p The grid operator says that power has been restored to nine of ten households in Marrow. The rest will have to wait for daylight, because two pylons stand in flooded fields and cannot be reached.

x 23:10
h Ferry reaches harbour
p The ferry with 212 passengers that had waited outside the bar since the afternoon has docked in Port Ellery. Nobody was hurt. The captain told the harbour radio that he had never seen waves of that height in March.

x 22:25
p The coastguard has lifted its warning for the southern beaches. In the north it stays in force until six in the morning, and people are asked to keep away from the sea wall.

x 21:40
h Schools stay closed
p All schools in the three coastal districts will be closed on Thursday. The education office said that it would decide about Friday by noon, when engineers have looked at the roofs of two gymnasiums.

x 20:55
p The wind has reached 131 kilometres an hour at the lighthouse of Cape Lorne, the highest figure since measurements began there in 1961. Trees have fallen on the coast road in four places.
""",
)

PULL_QUOTES = Dump(
    name="pull quotes, box and advertisements inside the body",
    title="A library that lends its roof",
    author=("Oona Feld", "Jasper Quill"),
    published="2026-04-30T07:15",
    publisher="Upper Dene Courier",
    marked="""
x Upper Dene Courier
x News
x Sport
x Weather
x Puzzles

t A library that lends its roof

x The new reading room doubles as a playground, and the builders say the town got it for nothing

x By Oona Feld and Jasper Quill
x 30 April 2026, 07:15
x 4 min read

x Children on the roof of the library on opening day. Photo: Jasper Quill

p When the rain stopped on Saturday, some forty children climbed the outer stairs of the new library in Upper Dene and took possession of its roof. The mayor, who had prepared a speech, put it back into his pocket.

p The roof is the point of the building. Architect Salome Brandis was asked for a reading room and a playground on a plot that had space for one of them, and she stacked them. “You cannot run out of ground if you count the sky,” she says.

x “You cannot run out of ground if you count the sky”

p The sums are as unusual as the stairs. A builder from the next valley paid for the concrete in return for the right to dig gravel under the site, and the town council had to find only the money for the books.

x Advertisement

h Who pays for the heating

p Heat comes from the laundry next door, which had been blowing it into the street for thirty years. The owner asked for nothing but a shelf with her name on it.

x The Saturday letter
x Seven good stories and a recipe, free every week.
x Enter your e-mail
x Sign me up

p Engineers have reckoned that the arrangement saves the town about nine thousand a year. That is the price of two thousand books, or of one librarian for a season.

x Advertisement

p Not everybody is pleased. The owners of the houses opposite have complained about noise, and the council will shut the stairs at eight in the evening. On Sunday at half past eight the roof was full.

x This story first appeared in Upper Dene Courier.

x Related
x A swimming pool without a roof
x Why our bridges are yellow
x The man who counts the books
""",
)

COMMENTS = Dump(
    name="comments at the end",
    title="Council votes to keep the old tram",
    published="2026-01-20",
    marked="""
x Home  News  Opinion  Contact

t Council votes to keep the old tram

x Tuesday, 20 January 2026

p The town council voted by nineteen to twelve on Monday evening to keep the tram line to the quarry in service for another ten years and to buy four used cars from abroad.

p The vote ends a quarrel that had divided the town since the old cars failed their inspection in the autumn. Supporters of the bus had argued that a tram for six thousand inhabitants was a luxury.

p Opponents of the purchase announced a petition. They need eight hundred signatures within sixty days for a referendum.

x 3 comments

x Olmo
x 2 hours ago
x I ride this tram every day and I can say that it is always full. Whoever calls it a luxury has never stood at the stop in the rain with two children and a cello.
x Like
x Reply
x quarryman77
x 3 hours ago
x Four used cars from abroad, and who is going to repair them? The last mechanic who could do it retired two years ago and the council did not even notice that he was gone.
x Like
x Reply
x Annika P.
x 5 hours ago
x Sign the petition! A modern bus would cost half of it and could go to the hospital too, which the tram never will because of the bridge and the slope behind it.
x Like
x Reply
""",
)

PLAIN = Dump(
    name="no furniture at all",
    marked="""
p The survey of the upper lakes was finished on Thursday, four days ahead of plan. All nine stations were reached, although the snow lay deeper than in any year since the work began.
p Oxygen was normal in seven lakes. In the two smallest it had fallen below the level at which char can winter, and the team cut additional holes in the ice as a precaution.
h Next steps
p The samples go to the laboratory in Tolland, which has promised results by the end of the month. Until then no conclusions should be drawn from the field values.
p The team thanks the farmers at the lower lake, who lent it a sledge.
""",
)

NOTE = Dump(
    name="one paragraph",
    marked="""
p The meeting of the water board has been moved from Tuesday to Thursday because the chairwoman is ill.
""",
)

NOBODY = Dump(
    name="a page with nothing on it",
    marked="""
x Menu
x Search
x Sign in

x Page not found

x Sorry, we could not find the page you were looking for. Please check the address or go back to our home page.

x Terms
x Privacy
x Cookies
""",
)

LISTING = Dump(
    name="index page",
    marked="""
x The Ellery Messenger
x Local
x Region
x Sport

x Latest in Region

x Ferry Company Orders Two Electric Ships
x 3 May 2026
x The boats will cross the sound in forty minutes and charge at both ends of the line.
x Continue

x Beekeepers Count Their Losses After a Mild Winter
x 2 May 2026
x One hive in four did not see the spring, a survey of the association has found.
x Continue

x Old Cinema to Become a Market Hall
x 1 May 2026
x The council has accepted the offer of three bakers and a cheesemonger.
x Continue

x Harbour Swim Draws a Record Field
x 30 April 2026
x More than nine hundred swimmers have entered for the race to the lighthouse and back.
x Continue

x 1 2 3 4 Next
""",
)

DIGEST = Dump(
    name="one line a paragraph, no blank lines, deck, caption and related teasers",
    title="Valley towns join their waterworks",
    author=("Rune Aldous",),
    published="2026-06-02T18:40+02:00",
    publisher="Inland Wire",
    marked="""
x Inland Wire
t Valley towns join their waterworks
x Nine councils want one pipe, one price and one pump room, and they want it before the summer.
x Published 2 June 2026 18:40 CEST
x By Rune Aldous
x Engineers inspect the old pump room at Tolland on Monday. (Handout/Tolland Waterworks)
p Nine towns in the Dene valley have agreed to merge their waterworks after three dry summers in which two of them had to be supplied by lorry. The treaty was signed in Tolland on Tuesday.
p The new company will begin its work in January with a single tariff for all households. It is expected to:
l lay a pipe between the two reservoirs
l replace the pumps at Tolland
l measure leaks in every street
p The largest of the towns will pay more than today, the smallest considerably less. Its mayor called this “the price of not being thirsty alone”.
h Farmers stay outside
p Farmers keep their own wells for the time being. Their association had asked for a price below that of the households, which the councils refused.
p A decision about the wells is to be taken after the first year.
x Filed under: water, valley, councils
x More from Inland Wire
x Road over the pass open again
x Ploughs have cleared the last drifts from the road over the pass, two weeks earlier than usual.
x School choir wins at Cape Lorne
x Thirty-one singers and a borrowed piano were enough for the first prize in the national contest.
x A bakery by the motorway
x Lorry drivers can buy bread at three in the morning since a couple from the city moved in.
x © 2026 Inland Wire
""",
)

EDGES = Dump(
    name="cookie notice above, portrait of the house below",
    title="Museum returns the drum of the fishermen",
    published="2025-11-06",
    marked="""
x We value your privacy. We and our partners store information on your device, and you can change your choices at any time in our settings.

x Accept
x Decline

t Museum returns the drum of the fishermen

x 6 November 2025

p The museum of Port Ellery has returned a painted drum to the fishing village of Sandrup, from which a collector took it in 1911. Some three hundred people came to the quay to see it arrive.

p The drum had called the boats home in fog. After the foghorn was built it hung in the chapel, until the collector paid the sexton for it with a gold watch.

p The village will keep the drum in the school, behind glass but within hearing: once a year, on the first day of the herring season, a pupil may strike it.

p A copy remains in the museum, with a label that tells the story of the watch.

x About our house
x Quality journalism costs money: become a member today, enjoy unlimited access to your favourite authors and cancel whenever you please.
x Become a member
""",
)

GENERATED = Dump(
    name="sponsored page with its label, a machine's notice and no date",
    title="Five quiet harbours for a late summer",
    publisher="Quay Weekly",
    marked="""
x Five quiet harbours for a late summer | Quay Weekly
n Sponsored content
t Five quiet harbours for a late summer
p Late in August, when the schools begin again, the small harbours of the northern coast fall silent, and a boat can find a berth without a telephone call. These are five that we would choose ourselves.
h 1. Sandrup
p The smallest of the five has eleven berths, a school and a chapel. Fresh fish is sold from the boats on weekday mornings, and there is water at the pier.
h 2. Cape Lorne
p Below the lighthouse the holding ground is good in all winds but the north. Walk up in the evening; the keeper shows the lamp to anyone who asks.
h 3. Marrow
p A town rather than a village, with a dry dock and two bakers. The harbour office has kept the prices of last year.
n This page was produced with the help of artificial intelligence and checked by an editor.
x Terms
x Imprint
""",
)

KOREAN = Dump(
    name="Korean page",
    title="나라 회담, 셔틀 외교의 새 이정표",
    author=("김하늘",),
    published="2026-01-14T09:30",
    marked="""
x 정치
x 경제
x 사회
x 국제

t 나라 회담, 셔틀 외교의 새 이정표

x 김하늘 기자
x 입력 2026.01.14 09:30

p 한국과 일본의 정상은 13일 일본 나라에서 만나 양국 관계를 미래 지향적으로 발전시키기로 했다. 이번 회담은 두 정상이 서로의 고향을 오가는 셔틀 외교의 하나로 열렸다.

p 두 정상은 인공지능과 에너지 분야에서 협력을 넓히기로 하고 실무 협의를 시작하기로 했다. 정부 관계자는 구체적인 내용이 다음 달에 발표될 것이라고 말했다.

p 과거사 문제에 대해서는 조세이 탄광 희생자의 유골을 확인하기 위한 조사에 뜻을 모았다. 유족들은 환영의 뜻을 밝혔다.

x 많이 본 뉴스
x 봄꽃 축제 일정 나왔다
x 새 버스 노선 확정
""",
)

GERMAN = Dump(
    name="German page with a list of other articles",
    title="Die Gemeinde kauft ihren Wald zurück",
    author=("Lene Auerbach",),
    published="2026-05-19T18:40",
    marked="""
x Startseite
x Region
x Kultur

x Region

t Die Gemeinde kauft ihren Wald zurück

x Von Lene Auerbach
x 19. Mai 2026, 18:40 Uhr

p Die Gemeinde Oberdehne kauft den Wald zurück, den sie vor hundert Jahren an eine Papierfabrik verkauft hatte. Der Rat stimmte dem Vertrag am Montagabend mit großer Mehrheit zu.

p Der Preis liegt unter dem Wert des Holzes, weil die Fabrik den Wald nicht mehr braucht und die Kosten der Pflege sparen will. Für die Gemeinde geht es um das Wasser, das unter den Buchen entspringt.

h Was jetzt geschieht

p Im Herbst sollen die Wege gerichtet und die Quellen neu gefasst werden. Der Förster rechnet mit drei Jahren Arbeit und hofft auf Freiwillige aus den Nachbarorten.

x Mehr zum Thema

x Neue Brücke über die Dehne gesperrt
x 18. Mai 2026, 09:15 Uhr
x Ein Riss im Geländer hält die Stadt auf Trab und die Pendler im Stau.
x Weiterlesen

x Schulchor gewinnt Wettbewerb
x 17. Mai 2026, 14:02 Uhr
x Einunddreißig Kinder und ein geliehenes Klavier überzeugten die Jury.
x Weiterlesen

x Bäckerei am Bahnhof schließt
x 16. Mai 2026, 11:30 Uhr
x Nach vierzig Jahren gibt es am Morgen keine Brezeln mehr am Gleis.
x Weiterlesen
""",
)

DUMPS: Final = (
    MAIL, FORUM, WIRE, INTERVIEW, LIVE, PULL_QUOTES, COMMENTS, PLAIN, NOTE, NOBODY, LISTING, DIGEST,
    EDGES, GENERATED, KOREAN, GERMAN,
)  # fmt: skip
