"""The wordings of notices: how pages say that software, wire posts, a sponsor or a press office made them.

Each kind has sentences, which must speak of the page itself, and labels, which must be the whole of a short
block. All patterns are for lower-case text with white space folded, and bounded, so that each is linear.
"""

import re
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import DisclosureKind

_NOUN: Final = (
    r"(?:articles?|content|pages?|publication|editorial|stor(?:y|ies)|report|post|posting|text|piece|item"
    r"|summary|column|analysis|synthesis|dispatch|newsletter|brief|briefing|leader|translation|copy"
    r"|commentary|entry|web ?site|site|material|headlines?|feature|digest|recap|overview|transcript"
    r"|write-?up|blog|version|coverage|advertisement|advertorial|(?:press|news|media) release|announcement)"
)
_ADJECTIVES: Final = r"(?:[\w’'-]+ ){0,2}?"
SELF: Final = (
    r"\b(?:(?:this|the present|the following|the above"
    r"|(?:parts?|portions?|sections?|elements|some|much|most|all) of (?:this|the|our)|all|our|your)"
    rf" {_ADJECTIVES}{_NOUN}\b"
    rf"|{_NOUN} (?:on|in|at) (?:this|our) (?:page|web ?site|site|article|publication)\b"
    rf"|(?:about|how) (?:this|our) {_ADJECTIVES}{_NOUN}\b[^.]{{0,40}}?[:–—-] ?(?:it|the text|the piece)\b)"
)
"""A page speaking of itself."""
_TEXT: Final = r"^(?:[^.:]{0,60}: )?(?:[^.]{0,120}\. )?the (?:text|piece|article|leader)\b"
"""The same in a notice that has no "this", at most in its second sentence."""
SUBJECT: Final = late(rf"{SELF}|\b(?:this (?:is|synthesis)|translation (?:of|was used))\b|{_TEXT}")
"""What every sentence of a notice has; it is looked for first, for most paragraphs have none of it."""

_GAP: Final = r"[^.;!?]{0,60}?"
_NEAR: Final = r"[^.;!?]{0,40}?"
_BE: Final = r"(?:is|are|was|were|has been|have been|may be|may have been|can be|had been|being|been)"
_MADE: Final = (
    r"(?:generated|written|produced|created|composed|compiled|drafted|authored|prepared|assembled|made"
    r"|published|edited|assisted|summari[sz]ed|rewritten|written up|put together|synthesi[sz]ed|aggregated"
    r"|curated|adapted|researched|powered|supported|processed|condensed|developed|crafted)"
)
_TOOL: Final = (
    r"(?:(?:a\.i\.|\bai\b|artificial intelligence(?: \(ai\))?|gen(?:erative)? ?ai|machine learning"
    r"|natural language generation|(?:an? |automated )?algorithms?|automation"
    r"|automated (?:means|systems?|tools?|process(?:es)?|software)|an? (?:automated|automatic) [\w-]+"
    r"|a machine"
    r"|(?:an? )?(?:ro)?bots?|(?:an? )?software|(?:an? )?(?:large )?language models?|llms?"
    r"|(?:an? )?neural network|chatgpt|gpt-?[0-9][\w.]*|openai|gemini|copilot|computer)"
    r"(?:[- ](?:powered|based|driven|assisted))?)"
    r"(?=$|[.,;:!?()\[\]–—/’']|\s*[-–—]\s|\s(?:tools?|systems?|models?|software|assistants?|assistance"
    r"|technolog(?:y|ies)|algorithms?|services?|engines?|program(?:me)?s?|language|chatbot|writer"
    r"|from|based|and|using|with|without|on|in|before|then|under|which|or|for|to|was|were|has|have|may|that"
    r"|via|as|reviewed|edited|checked|but)\b)"
)
"""Software that writes; what follows must not turn it into a person: "an AI researcher", "a bot hunter"."""
_MEANS: Final = (
    r"(?:by|with|using|from|through|via|of)(?: (?:the|an?|our|its|help|aid|assistance|use|support|means"
    r"|combination|of|by|some|advanced|generative|automated|in-house|own|proprietary|large"
    r"|experimental)){0,6} "
)
_AI: Final = (
    rf"{SELF}{_GAP}\b(?:{_MADE}\b{_NEAR} ?\b{_MEANS}{_TOOL}"
    rf"|(?:{_BE}|contains?|includes?|may contain|features?|uses?)\b{_NEAR}\b"
    r"(?:ai|a\.i\.|machine|computer|algorithm|auto|llm|robot)[- ]"
    r"(?:generated|written|assisted|created|produced|authored|composed|drafted|edited)\b"
    rf"|(?:{_BE} )?(?:automatically|algorithmically) (?:generated|written|produced|created|compiled)\b"
    rf"|(?:made|written|produced|prepared|published|created|generated)\b{_GAP}\bwithout"
    r" (?:an? )?(?:any )?human (?:editor|author|writer|journalist|intervention|involvement|review))"
    rf"|\b{_TOOL}[\w ]{{0,20}} (?:(?:was|were|is|are|has been) used\b{_GAP}(?:{SELF}|{_NOUN} above)"
    rf"|(?:generated|wrote|produced|created|drafted) {SELF})"
    rf"|\bwe (?:have )?used? (?:[\w-]+ ){{0,3}}?{_TOOL}{_GAP}{SELF}"
)
_AI_LABEL: Final = (
    r"(?:this is )?(?:an? )?(?:ai|a\.i\.|machine|computer|auto(?:matically)?)[- ]"
    r"(?:generated|written|assisted|created|produced|authored)"
    rf"(?: (?:{_NOUN}|by [\w .-]+|(?:from|based on|using) [\w ,’'-]+))?"
    rf"|(?:partly |partially |entirely |fully |automatically )?{_MADE} {_MEANS}?{_TOOL}[^.!?]{{0,60}}"
    r"|(?:automatically|algorithmically) (?:generated|written|produced)(?: [\w-]+){0,6}"
)
_TRANSLATOR: Final = (
    rf"(?:{_TOOL}|google translate|deepl|papago|(?:neural )?machine translation|automatic translation)"
)
_TRANSLATED: Final = (
    rf"{SELF}{_GAP}\b(?:(?:translated|rendered into [a-z]+)\b{_GAP}\b{_MEANS}{_TRANSLATOR}"
    r"|(?:machine|automatic|automatically|auto|ai|computer)[- ]translat(?:ed|ion)\b"
    rf"|{_BE} (?:a )?translated (?:automatically|by machine)\b)"
    rf"|\b(?:machine|automatic|ai) translation (?:of|was used){_GAP}(?:{SELF}|\bthe original\b)"
)
_TRANSLATED_LABEL: Final = (
    r"(?:an? )?(?:machine|automatic|automated|automatically|auto|ai|computer)[- ]translat(?:ion|ed)"
    r"(?: (?:from|of|by|into) [\w ,’'-]+)?"
    rf"|(?:automatically )?translated (?:automatically|{_MEANS}{_TRANSLATOR}|by machine)[^.!?]{{0,60}}"
)
_NETWORKS: Final = (
    r"(?:(?:the )?(?:social (?:network|media)(?: site| platform)? )?(?:x\b|twitter|telegram|facebook|instagram|threads"
    r"|truth social|bluesky|linkedin|reddit|weibo|wechat|vk\b|vkontakte|social media))"
)
_WIRES: Final = (
    r"(?:wires?\b|newswires?\b|(?:news )?agenc(?:y|ies) (?:reports?|copy|dispatches|material|coverage|feeds?)"
    r"|(?:news|wire|press) agencies\b|telegram\b"
    r"|(?:social|public|telegram|online)(?: |-|/)?(?:media |network )?(?:posts?|postings?|feeds?)\b"
    rf"|(?:a (?:[\w-]+ )?post|posts|a tweet|tweets) (?:(?:shared|published|made|written) )?"
    rf"(?:by|from|(?:on|to|in) {_NETWORKS})\b"
    r"|source (?:articles?|material|reports?)"
    r"|(?:press|media|news|published|wire|third-party|other outlets[’'])"
    r" (?:reports?|reporting|coverage|articles?|accounts?)\b"
    r"|other (?:outlets|media|publications|news)\b|rss\b"
    r"|syndicated (?:copy|content|feeds?)|multiple (?:news )?(?:sources|outlets)|aggregated)"
)
_JOINED: Final = (
    r"(?:synthesi[sz]e[sd]|compiled|aggregate[sd]|assembled|put together|pieced together|drawn|draws|drew"
    r"|relies|relied|based|built|rewritten|adapted|summari[sz]e[sd]|curated|written|produced|prepared|covered"
    r"|sourced|collated|gathered|distilled|derived)"
)
_SYNTHESISED: Final = (
    rf"{SELF}{_GAP}\b(?:{_JOINED}\b[^.;!?]{{0,90}}?\b(?:from|on|upon|through|via|using|out of)\b{_NEAR}{_WIRES}"
    rf"|{_BE} (?:an? )?(?:automated )?(?:synthesis|digest|aggregation|compilation) (?:of|from)\b{_NEAR}{_WIRES}"
    rf"|(?:originally|first) (?:posted|published|appeared) (?:on|to|in|as a post on) {_NETWORKS})"
    rf"|{_TEXT} {_BE} synthesi[sz]ed\b{_GAP}\bfrom\b{_NEAR}{_WIRES}"
    rf"|\b(?:posts?|sources?|reports?|wires?|links?|articles?|dispatches)\b{_NEAR}"
    r"\b(?:were|was|are|have been) (?:used|drawn on|consulted|synthesi[sz]ed|combined)\b"
    rf"{_NEAR}\b(?:{SELF}|this synthesis)"
)
_SYNTHESISED_LABEL: Final = (
    r"(?:this (?:\w+ )?)?(?:was )?(?:originally|first) (?:posted|published) (?:on|to|in|as a post on)"
    rf" {_NETWORKS}.{{0,160}}"
    rf"|based on (?:[\w-]+ ){{0,2}}?posts? (?:by|from|on {_NETWORKS})[^,.!?]{{0,100}}"
    rf"|(?:synthesi[sz]ed|aggregated|compiled|summari[sz]ed) from {_NEAR}{_WIRES}[^.!?]{{0,60}}"
)
_PAYER: Final = r"[\w&’'., -]{1,60}"
_SPONSORED: Final = (
    rf"{SELF}{_GAP}\b(?:{_BE} (?:an? |the |wholly |fully |partly )*(?:sponsored|paid(?: for)?|promoted"
    r"|brought to you)\b(?: by| content| post| promotion| advertisement| partnership|\.|$)"
    rf"|{_BE} (?:an? )?(?:advertisement|advertorial|paid (?:promotion|placement|post))\b"
    r"|(?:in|as part of) (?:an? )?paid (?:partnership|collaboration|promotion)\b)"
    r"|\bthis is an? (?:(?:paid|sponsored|promoted)"
    r" (?:post|content|article|feature|promotion|advertisement|partnership)"
    r"|advertorial|advertisement feature|advertising feature)\b"
    rf"|\b(?:paid for|sponsored|funded) (?:the publication of )?{SELF}"
)
_SPONSORED_LABEL: Final = (
    r"(?:sponsored|promoted|partner|branded|paid)[ -]"
    r"(?:content|post|article|feature|story|message|partnership|promotion)"
    rf"(?: (?:by|with|from|for|in partnership with) {_PAYER})?"
    rf"|(?:sponsored|paid for|presented|promoted|brought to you|supported) by:? {_PAYER}"
    r"|advertorial|advertisement feature|advertising feature|special advertising section|sponsored"
    rf"|in paid partnership with {_PAYER}"
)
_PRESS: Final = (
    rf"{SELF}{_GAP}\b{_BE} (?:(?:an? )?(?:press|news|media) release\b"
    rf"|(?:provided|supplied|issued|distributed|submitted|reproduced)\b{_NEAR}"
    rf"\b(?:by|from|through|via)\b{_NEAR}\b(?:pr newswire|business wire|globenewswire|accesswire"
    r"|press (?:office|service|release)|the (?:company|organi[sz]ation|ministry|issuer)))"
    r"|\bthis is an? (?:press|news|media) release\b"
)
_PRESS_LABEL: Final = (
    r"(?:press|news|media) release(?: (?:by|from|of|[-–—|]) [\w&’'., -]{1,60})?"
    r"|for immediate release(?:[:,–— -].{0,40})?"
    r"|(?:press|news|media) release (?:distributed|issued|provided|published)"
    r" (?:by|via|through) [\w&’'., -]{1,60}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a kind of notice is worded: a sentence to search for, or a label to match as a whole.

    Without a ``hint`` in it no text is such a notice: what is rare is then never looked for, nor even compiled.
    """

    kind: DisclosureKind
    hint: re.Pattern[str]
    sentence: re.Pattern[str]
    label: re.Pattern[str]


WORDINGS: Final = tuple(
    Wording(kind=kind, hint=late(hint), sentence=late(sentence), label=late(label))
    for kind, hint, sentence, label in (
        (DisclosureKind.MACHINE_TRANSLATED, "translat|rendered into", _TRANSLATED, _TRANSLATED_LABEL),
        (
            DisclosureKind.AI_GENERATED,
            (
                r"\bai\b|a\.i\.|\bgen ?ai|generative|artificial|machine|natural language|algorithm|auto"
                r"|\b(?:ro)?bots?\b|software|language model|llm|neural|gpt|openai|gemini|copilot|computer|human"
            ),
            _AI,
            _AI_LABEL,
        ),
        (
            DisclosureKind.SPONSORED,
            "sponsor|paid|promot|brought to you|advert|funded|partner|branded|presented|supported",
            _SPONSORED,
            _SPONSORED_LABEL,
        ),
        (
            DisclosureKind.PRESS_RELEASE,
            "release|provided|supplied|issued|distributed|submitted|reproduced",
            _PRESS,
            _PRESS_LABEL,
        ),
        (
            DisclosureKind.SYNTHESISED,
            (
                "wire|agenc|telegram|post|tweet|feed|source|report|coverage|article|account|link|dispatch|outlet|media|news"
                "|publication|rss|syndicat|aggregat|synthes|originally|first"
            ),
            _SYNTHESISED,
            _SYNTHESISED_LABEL,
        ),
    )
)
"""In the order in which they are looked for: the first kind that fits is the notice's."""
HINT: Final = late(
    r"\bai\b|a\.i\.|artificial|automat|algorithm|machine|robot|\bbots?\b|software|language model|llm|gpt"
    r"|openai|gemini|copilot|neural|computer|human|translat|deepl|papago|wire|agenc|telegram|posts?\b|tweets?\b|source|report"
    r"|outlets|\brss\b|syndicat|aggregat|media|sponsor|paid|advert|promot|partner|brought|presented|supported"
    r"|funded|release|issued|supplied|provided|distributed|synthes|originally|first"
)
"""A word without which no notice is worded: a cheap first look."""
