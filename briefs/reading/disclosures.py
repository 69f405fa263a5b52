"""Disclosures: where a page tells how it was made.

A notice is known by two things together: the page speaks of *itself* ("this article", "our text", "content on
this page") and says how it came to be (written by software, translated by a machine, put together from wire
posts, paid for, handed out to the press). A short label ("Sponsored content", "Written by AI") needs no
subject. The same words about something else, or in somebody's mouth, are news and no notice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefs.model import DisclosureKind, PassageKind
from briefs.reading.page import Block

_LONGEST: Final = 1500
"""Characters of the longest block that is read as a notice; terms and conditions are longer."""
_LABEL_WORDS: Final = 14
_HEADING_WORDS: Final = 8

_SELF_NOUN: Final = (
    r"(?:articles?|content|pages?|publication|editorial|stor(?:y|ies)|report|post|posting|text|piece|item|summary"
    r"|column|analysis|synthesis|dispatch|newsletter|brief|briefing|leader|translation|copy|commentary|entry"
    r"|web ?site|site|material|headlines?|feature|digest|recap|overview|transcript|write-?up|blog|version|coverage"
    r"|advertisement|advertorial|press release|news release|media release|announcement|sponsored (?:post|content))"
)
_ADJECTIVES: Final = r"(?:[\w’'-]+ ){0,2}?"
_SELF: Final = (
    rf"(?:\b(?:this|the present|the following|the above) {_ADJECTIVES}{_SELF_NOUN}\b"
    rf"|\b(?:parts?|portions?|sections?|elements|some|much|most|all) of (?:this|the|our) {_ADJECTIVES}{_SELF_NOUN}\b"
    rf"|\b(?:{_SELF_NOUN}|articles|stories|posts) (?:on|in|at) (?:this|our) (?:page|web ?site|site|article|publication)\b"
    rf"|\b(?:all|our|your) {_ADJECTIVES}{_SELF_NOUN}\b"
    rf"|\b(?:about|how) (?:this|our) {_ADJECTIVES}{_SELF_NOUN}\b[^.]{{0,40}}?[:–—-] ?(?:it|the text|the piece)\b)"
)
_MAKE: Final = (
    r"(?:generated|written|produced|created|composed|compiled|drafted|authored|prepared|assembled|made|published"
    r"|edited|assisted|summari[sz]ed|rewritten|written up|put together|synthesi[sz]ed|aggregated|curated|adapted"
    r"|researched|powered|supported|processed|condensed|developed|crafted)"
)
_TOOL: Final = (
    r"(?:(?:a\.i\.|\bai\b|artificial intelligence(?: \(ai\))?|gen(?:erative)? ?ai|machine learning"
    r"|natural language generation|(?:an? |automated )?algorithms?|automation|automated (?:means|systems?|tools?|process(?:es)?"
    r"|software)|an? (?:automated|automatic) [\w-]+|a machine|(?:an? )?(?:ro)?bots?|(?:an? )?software"
    r"|(?:an? )?(?:large )?language models?|llms?|(?:an? )?neural network|chatgpt|gpt-?[0-9][\w.]*|openai|gemini|copilot"
    r"|computer)(?:[- ](?:powered|based|driven|assisted))?)"
    r"(?=$|[.,;:!?()\[\]–—/’']|\s*[-–—]\s|\s(?:tools?|systems?|models?|software|assistants?|assistance|technolog(?:y|ies)"
    r"|algorithms?|services?|engines?|program(?:me)?s?|programs?|language|chatbot|writer|journalist\b(?= tool)"
    r"|from|based|and|using|with|without|on|in|before|then|under|which|or|for|to|was|were|has|have|may|that|via|as"
    r"|reviewed|edited|checked|but)\b)"
)
_MEANS: Final = (
    r"(?:by|with|using|from|through|via|of)(?: (?:the|an?|our|its|help|aid|assistance|use|support|means|combination"
    r"|of|by|some|advanced|generative|automated|in-house|own|proprietary|large|experimental)){0,6} "
)
_BE: Final = r"(?:is|are|was|were|has been|have been|may be|may have been|can be|had been|being|been)"
_GAP: Final = r"[^.;!?]{0,60}?"

_AI: Final = (
    rf"{_SELF}{_GAP}\b{_MAKE}\b[^.;!?]{{0,40}}? ?\b{_MEANS}{_TOOL}",
    rf"{_SELF}{_GAP}\b(?:{_BE}|contains?|includes?|may contain|features?|uses?)\b[^.;!?]{{0,30}}?\b"
    r"(?:ai|a\.i\.|machine|computer|algorithm|auto|llm|robot)[- ](?:generated|written|assisted|created|produced|authored"
    r"|composed|drafted|edited)\b",
    rf"{_SELF}{_GAP}\b(?:{_BE} )?(?:automatically|algorithmically) (?:generated|written|produced|created|compiled)\b",
    rf"\b{_TOOL}(?:[\w ]{{0,20}}) (?:was|were|is|are|has been) used\b{_GAP}(?:{_SELF}|{_SELF_NOUN} above)",
    rf"\bwe (?:have )?used? (?:[\w-]+ ){{0,3}}?{_TOOL}{_GAP}{_SELF}",
    rf"\b{_TOOL}(?:[\w ]{{0,20}}) (?:generated|wrote|produced|created|drafted) {_SELF}",
    rf"{_SELF}{_GAP}\b(?:made|written|produced|prepared|published|created|generated)\b{_GAP}\bwithout (?:an? )?"
    r"(?:any )?human (?:editor|author|writer|journalist|intervention|involvement|review)",
)
_AI_LABELS: Final = (
    r"(?:this is )?(?:an? )?(?:ai|a\.i\.|machine|computer|auto(?:matically)?)[- ](?:generated|written|assisted|created"
    rf"|produced|authored)(?: (?:by [\w .-]+|{_SELF_NOUN}|from [\w ,’'-]+|based on [\w ,’'-]+|using [\w ,’'-]+))?",
    rf"(?:partly |partially |entirely |fully |automatically )?{_MAKE} {_MEANS}?{_TOOL}[^.!?]{{0,60}}",
    r"(?:automatically|algorithmically) (?:generated|written|produced)(?: [\w-]+){0,6}",
)
_TRANSLATORS: Final = rf"(?:{_TOOL}|google translate|deepl|papago|machine translation|automatic translation|neural machine translation)"
_TRANSLATED: Final = (
    rf"{_SELF}{_GAP}\b(?:translated|rendered into [a-z]+)\b{_GAP}\b{_MEANS}{_TRANSLATORS}",
    rf"{_SELF}{_GAP}\b(?:machine|automatic|automatically|auto|ai|computer)[- ]translat(?:ed|ion)\b",
    rf"{_SELF}{_GAP}\b{_BE} (?:a )?translated (?:automatically|by machine)\b",
    rf"\b(?:machine|automatic|ai) translation (?:of|was used){_GAP}(?:{_SELF}|\bthe original\b)",
)
_TRANSLATED_LABELS: Final = (
    r"(?:an? )?(?:machine|automatic|automated|ai|computer)[- ]translat(?:ion|ed)(?: (?:from|of|by|into) [\w ,’'-]+)?",
    rf"(?:automatically )?translated (?:automatically|{_MEANS}{_TRANSLATORS}|by machine)[^.!?]{{0,60}}",
    r"(?:automatically|auto)[- ]translated(?: (?:from|by|into) [\w ,’'-]+)?",
)
_WIRES: Final = (
    r"(?:wires?\b|newswires?\b|(?:news )?agenc(?:y|ies) (?:reports?|copy|dispatches|material|coverage|feeds?)"
    r"|(?:news|wire|press) agencies\b|telegram\b|(?:social|public|telegram|online)(?: |-|/)?(?:media |network )?(?:posts?|postings?|feeds?)\b"
    r"|source (?:articles?|material|reports?)|(?:press|media|news|published|wire|third-party|other outlets[’'])"
    r" (?:reports?|reporting|coverage|articles?|accounts?)\b|other (?:outlets|media|publications|news)\b|rss\b"
    r"|syndicated (?:copy|content|feeds?)|multiple (?:news )?(?:sources|outlets)|aggregated)"
)
_JOINED: Final = (
    r"(?:synthesi[sz]ed|synthesi[sz]es|compiled|aggregated|aggregates|assembled|put together|pieced together|drawn|draws"
    r"|drew|relies|relied|based|built|rewritten|adapted|summari[sz]ed|summari[sz]es|curated|written|produced|prepared"
    r"|covered|sourced|collated|gathered|distilled|derived)"
)
_SYNTHESISED: Final = (
    rf"{_SELF}{_GAP}\b{_JOINED}\b[^.;!?]{{0,90}}?\b(?:from|on|upon|through|via|using|out of)\b[^.;!?]{{0,40}}?{_WIRES}",
    rf"^(?:[^.:]{{0,60}}: )?(?:[^.]{{0,120}}\. )?the (?:text|piece|article|leader) {_BE} synthesi[sz]ed\b"
    rf"{_GAP}\bfrom\b[^.;!?]{{0,40}}?{_WIRES}",
    rf"\b(?:posts?|sources?|reports?|wires?|links?|articles?|dispatches)\b[^.;!?]{{0,40}}?\b(?:were|was|are|have been)"
    rf" (?:used|drawn on|consulted|synthesi[sz]ed|combined)\b[^.;!?]{{0,30}}?\b(?:{_SELF}|this synthesis)",
    rf"{_SELF}{_GAP}\b{_BE} (?:an? )?(?:automated )?(?:synthesis|digest|aggregation|compilation)"
    rf" (?:of|from)\b[^.;!?]{{0,40}}?{_WIRES}",
)
_SYNTHESISED_LABELS: Final = (
    rf"(?:synthesi[sz]ed|aggregated|compiled|summari[sz]ed) from [^.!?]{{0,40}}?{_WIRES}[^.!?]{{0,60}}",
)
_PAYER: Final = r"[\w&’'., -]{1,60}"
_SPONSORED: Final = (
    rf"{_SELF}{_GAP}\b(?:{_BE}) (?:(?:an? |the |wholly |fully |partly )*)(?:sponsored|paid(?: for)?|promoted|brought to you)"
    r"\b(?: by| content| post| promotion| advertisement| partnership|\.|$)",
    rf"{_SELF}{_GAP}\b{_BE} (?:an? )?(?:advertisement|advertorial|paid promotion|paid placement|paid post)\b",
    r"\bthis is an? (?:(?:paid|sponsored|promoted) (?:post|content|article|feature|promotion|advertisement|partnership)"
    r"|advertorial|advertisement feature|advertising feature)\b",
    rf"\b(?:paid for|sponsored|funded) (?:the publication of )?{_SELF}",
    rf"{_SELF}{_GAP}\b(?:in|as part of) (?:an? )?paid (?:partnership|collaboration|promotion)\b",
)
_SPONSORED_LABELS: Final = (
    r"(?:sponsored|promoted|partner|branded|paid)(?: |-)(?:content|post|article|feature|story|message|partnership|promotion)"
    rf"(?: (?:by|with|from|for|in partnership with) {_PAYER})?",
    rf"(?:sponsored|paid for|presented|promoted|brought to you|supported) by:? {_PAYER}",
    r"(?:advertorial|advertisement feature|advertising feature|special advertising section|sponsored)",
    rf"in paid partnership with {_PAYER}",
)
_PRESS: Final = (
    rf"{_SELF}{_GAP}\b{_BE} (?:an? )?(?:press|news|media) release\b",
    r"\bthis is an? (?:press|news|media) release\b",
    rf"{_SELF}{_GAP}\b(?:{_BE}) (?:provided|supplied|issued|distributed|submitted|reproduced)\b[^.;!?]{{0,40}}?"
    r"\b(?:by|from|through|via)\b[^.;!?]{0,30}?\b(?:pr newswire|business wire|globenewswire|accesswire|press (?:office|service"
    r"|release)|the (?:company|organi[sz]ation|ministry|issuer))",
)
_PRESS_LABELS: Final = (
    r"(?:press|news|media) release(?: (?:by|from|of|[-–—|]) [\w&’'., -]{1,60})?",
    r"for immediate release(?:[:,–— -].{0,40})?",
    r"(?:press|news|media) release (?:distributed|issued|provided|published) (?:by|via|through) [\w&’'., -]{1,60}",
)

_KINDS: Final = tuple(
    (kind, re.compile("|".join(says)), re.compile("|".join(labels)))
    for kind, says, labels in (
        (DisclosureKind.MACHINE_TRANSLATED, _TRANSLATED, _TRANSLATED_LABELS),
        (DisclosureKind.AI_GENERATED, _AI, _AI_LABELS),
        (DisclosureKind.SPONSORED, _SPONSORED, _SPONSORED_LABELS),
        (DisclosureKind.PRESS_RELEASE, _PRESS, _PRESS_LABELS),
        (DisclosureKind.SYNTHESISED, _SYNTHESISED, _SYNTHESISED_LABELS),
    )
)
_HINT: Final = re.compile(
    r"\bai\b|a\.i\.|artificial|automat|algorithm|machine|robot|\bbots?\b|software|language model|llm|gpt|openai|gemini"
    r"|copilot|neural|computer|human|translat|deepl|papago|wire|agenc|telegram|posts?\b|source|report|outlets|\brss\b"
    r"|syndicat|aggregat|media|sponsor|paid|advert|promot|partner|brought|presented|supported|funded|commission"
    r"|release|issued|supplied|provided|distributed|synthes"
)
_SPOKEN: Final = re.compile(
    r"\b(?:said|says|say|saying|told|wrote|writes|claim(?:s|ed)?|argu(?:es|ed)|alleg(?:es|ed)|asked|whether|denied"
    r"|warned|according to|complain(?:s|ed)|reported that|if)\b"
)
_SPOKEN_AFTER: Final = re.compile(
    r"^[^.;!?]{0,60}?,[\"”’']? (?:[\w-]+ ){0,5}?(?:said|says|told|wrote|claimed|argued|admitted|added|warned)\b"
)
_ASIDE: Final = re.compile(
    r"\b(?:errors|mistakes|inaccura|verify|verified|check the|double-check|for accuracy|rely on)"
)
_ADDRESS: Final = re.compile(r"\b(?:we|our|please|you|readers?|it may|may contain|this)\b")
_HEADING: Final = re.compile(
    r"\b(?:about|ai|how|wires?|provenance|sources?|source|disclosures?|disclaimer|note|notice|credits?|method(?:ology)?"
    r"|transparency|made|generated|attribution|advertis|sponsor|translation|where)\b"
)
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+")
_LINK_ONLY: Final = re.compile(r"(?:[^\s:]{1,20}:? )?(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A disclosure that spans whole blocks: ``first`` to ``last``, both inclusive; ``links`` in order."""

    kind: DisclosureKind
    first: int
    last: int
    links: tuple[str, ...] = ()


def find_disclosures(blocks: Sequence[Block]) -> tuple[Notice, ...]:
    """Return the notices among ``blocks``, disjoint and in order.

    A notice takes with it a short heading right above it that announces it, the links and list items that a
    colon at its end introduces, and a caveat right after it; neighbours of one kind are one notice.
    Linear in the number of characters.
    """
    kinds = [kind_of(block) for block in blocks]
    notices: list[Notice] = []
    place = 0
    while place < len(blocks):
        kind = kinds[place]
        if kind is None:
            place += 1
            continue
        floor = notices[-1].last + 1 if notices else 0
        first = place - 1 if place > floor and _announces(blocks[place - 1]) else place
        last = _last_of(blocks, kinds, place)
        _append(notices, kind, first, last, blocks)
        place = last + 1
    return tuple(notices)


def kind_of(block: Block) -> DisclosureKind | None:
    """Return what one block discloses by itself, or None."""
    if len(block.text) > _LONGEST:
        return None
    text = " ".join(block.text.split()).lower()
    if not _HINT.search(text):
        return None
    words = len(text.split())
    bare = text.strip(" .!*_[]()—–-:|")
    for kind, says, label in _KINDS:
        if block.kind is not PassageKind.HEADING and words <= _LABEL_WORDS and label.fullmatch(bare):
            return kind
        if any(not _is_spoken(text, match) for match in says.finditer(text)):
            return kind
    return None


def _is_spoken(text: str, match: re.Match[str]) -> bool:
    """Whether the words stand in somebody's mouth: inside quotation marks, or beside a verb of saying."""
    before = text[: match.start()]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return True
    sentence = re.split(r"[.!?] ", before)[-1]
    return bool(_SPOKEN.search(sentence) or _SPOKEN_AFTER.match(text[match.end() :]))


def _announces(block: Block) -> bool:
    text = block.text.lower()
    is_short = len(text.split()) <= _HEADING_WORDS and not text.endswith((".", "!", "?", ","))
    return is_short and _HEADING.search(text) is not None


def _last_of(blocks: Sequence[Block], kinds: Sequence[DisclosureKind | None], place: int) -> int:
    """Return the last block that belongs to the notice at ``place``: its links and list, then its caveat."""
    last = place
    leads = blocks[place].text.endswith((":", "："))
    while last + 1 < len(blocks) and _is_entry(blocks[last + 1], leads=leads):
        last += 1
    after = last + 1
    if last == place and after < len(blocks) and kinds[after] is None and _is_caveat(blocks[after]):
        return after
    return last


def _is_entry(block: Block, *, leads: bool) -> bool:
    return _LINK_ONLY.fullmatch(block.text) is not None or (leads and block.kind is PassageKind.LIST_ITEM)


def _is_caveat(block: Block) -> bool:
    text = block.text.lower()
    return len(text.split()) <= 60 and bool(_ASIDE.search(text) and _ADDRESS.search(text))


def _append(
    notices: list[Notice], kind: DisclosureKind, first: int, last: int, blocks: Sequence[Block]
) -> None:
    if notices and notices[-1].kind is kind and notices[-1].last + 1 == first:
        first = notices.pop().first
    links = tuple(dict.fromkeys(link for block in blocks[first : last + 1] for link in _links(block.text)))
    notices.append(Notice(kind=kind, first=first, last=last, links=links))


def _links(text: str) -> list[str]:
    return [link.rstrip(".,;:!?)]’”'\"") for link in _LINK.findall(text)]
