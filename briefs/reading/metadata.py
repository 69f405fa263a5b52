"""What the head of a page states of itself: linked data, meta tags, links and the title."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefs.language.late import late
from briefs.model import Credit, DateClaim, DateKind, Precision
from briefs.reading.agencies import usual_name
from briefs.reading.byline import names_of, read_byline
from briefs.reading.carriers import carrier_at, carrier_named, parted
from briefs.reading.credit_lines import credits_of_byline, distinct_credits
from briefs.reading.dates import parse_date, parse_field
from briefs.reading.encoding import clean, fold
from briefs.reading.linked_data import LinkedData, read_linked_data
from briefs.reading.page import Metadata
from briefs.reading.standing import settle_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES: Final = ("og:title", "headline", "citation_title", "dc.title", "dcterms.title")
_AUTHORS: Final = (
    "author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "og:article:author",
)  # fmt: skip
_CATALOGUED: Final = "citation_author"
"""The tag of catalogues, where a family name may stand first, behind it a comma."""
_INVERTED: Final = late(r"(?P<family>[^,\s]+|[^,]{1,60}(?=, ?[^,\s]+$)), ?(?P<given>[^,]{1,60})")
_PUBLISHERS: Final = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
)
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "citation_publication_date",
    "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publication_date", "date",
)  # fmt: skip
_CHANGES: Final = (
    "article:modified_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "parsely-updated-date", "last-modified", "lastmod", "og:updated_time", "revised",
)  # fmt: skip
_SOURCES: Final = (
    "article:source", "contentsource", "content_source", "news_source", "newssource", "source", "dc.source",
    "dcterms.source", "article:provider", "mediatype_source",
)  # fmt: skip
_SOURCE_LABEL: Final = late(r"^(?:source|来源|來源|출처|出典|稿源)\s?[:：]\s?", re.IGNORECASE)
_PREFIXED: Final = late(r"\s+[|–—·»:-]\s+|\s*[|｜·»]\s*|\s?[:：]\s?")
_PRINTS: Final = frozenset(
    (
        *("print", "print version", "printer-friendly", "printer-friendly version", "printable version"),
        *("인쇄", "인쇄하기", "印刷", "印刷用", "打印", "列印", "druckversion", "drucken", "imprimer"),
        *("version imprimable", "imprimir", "stampa", "afdrukken"),
    )
)
"""How a page made for printing says so before its title."""
_INITIAL: Final = 2
"""Letters of a last part of a title ("Company X") that may be a part of its words and no name of a network."""
_SAME_NAME: Final = 4
"""Meta tags of one name that are read: an author each, at most a few."""
_WHOLE_DAYS: Final = frozenset((Precision.DAY, Precision.MINUTE))
_SEPARATING: Final = r"\s+(?:[|–—·»:-]|::)\s+|\s*[|｜·»]\s*|_(?=[^\x00-\x7f])"
_SEPARATED: Final = late(rf"({_SEPARATING})")
_SEPARATOR: Final = late(_SEPARATING)
_FEWEST_WORDS: Final = 3
"""Words that a headline found by its place in the page title has; the name of a section has fewer."""
_OWN: Final = "[.//h1]//*[not(ancestor-or-self::li or ancestor::aside or ancestor::nav)]"
_CLASS: Final = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_BRACKETED: Final = late(r"\s?[（(]([^（()）]{2,30})[）)]$")
_MARKED_CHANGES: Final = (
    f"//article{_OWN}[self::time][@itemprop='dateModified' or {_CLASS.format('updated')}"
    f" or {_CLASS.format('dt-updated')} or {_CLASS.format('modified')}]/@datetime"
)
_MARKED_TIMES: Final = (
    f"//article{_OWN}[self::time][@pubdate or @itemprop='datePublished' or {_CLASS.format('published')}"
    f" or {_CLASS.format('dt-published')}]/@datetime"
)
_BYLINES: Final = (
    f"//*[self::article or self::main]{_OWN}"
    f"[@itemprop='author' or @rel='author' or {_CLASS.format('byline')}]"
)
_NOBODY: Final = frozenset(
    (
        "staff",
        "admin",
        "administrator",
        "editor",
        "editors",
        "newsroom",
        "webmaster",
        "guest",
        "user",
        "author",
    )
)
_BY: Final = late(r"by:?\s+", re.IGNORECASE)


def read_metadata(tree: "HtmlElement") -> Metadata:
    """Return what the head of ``tree`` states: linked data before meta tags before title and links."""
    tags = _meta_tags(tree)
    bare, titled = _without_date(_bare_title(tree))
    headings = [fold(clean(heading.text_content())) for heading in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else _shown_part(tree, bare or "")
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    linked = read_linked_data([str(script) for script in scripts], [*headings, *tags["og:title"], bare or ""])
    url = _url(tree, tags, linked)
    site = _site(
        tree, linked, tags, (linked.publisher, *_all(tags, _PUBLISHERS), _suffix(bare, heading)), url
    )
    shown = frozenset(heading.casefold() for heading in headings)
    title = _whole(linked.headline) or _whole(_first(tags, _TITLES)) or heading or bare
    dates = (*linked.dates, *_tagged_dates(tags), *_marked_dates(tree), *titled)
    standing = settle_dates(dates)
    return Metadata(
        title=_without_source(
            _without_prefix(_without_site(_without_date(title)[0], site), site, shown), site
        ),
        author=_authors(tree, linked, tags, site),
        publisher=site.publisher,
        published=standing.published,
        language=_language(tree, tags) or linked.language,
        url=url,
        modified=standing.modified,
        dates=dates,
        credits=_credits(linked, tags, site),
        carrier=site.carrier,
        source=site.source,
    )


def web_address(address: str | None) -> str | None:
    """Return ``address`` when it is a whole one of the web (``http``, ``https``), else None."""
    bare = "".join((address or "").split())
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    return bare if parts.scheme in ("http", "https") and parts.netloc else None


def _meta_tags(tree: "HtmlElement") -> defaultdict[str, list[str]]:
    """Return the contents of all meta tags by their name, property or microdata term, in lower case."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        if meta.get("itemprop") and not _is_about_page(meta):
            continue
        content = fold(clean(meta.get("content", "")))
        for name in {
            meta.get(key, "").strip().lower() for key in ("name", "property", "itemprop", "http-equiv")
        }:
            if name and content:
                tags[name].append(content)
    return tags


def _is_about_page(meta: "HtmlElement") -> bool:
    """Whether a microdata term describes the page, and not one of the other articles that it lists."""
    scopes = (
        outer for outer in meta.iterancestors() if outer.tag == "head" or outer.get("itemscope") is not None
    )
    scope = next(scopes, None)
    return scope is not None and (scope.tag == "head" or scope.find(".//h1") is not None)


def _all(tags: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in tags.get(name, ())[:_SAME_NAME]]


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if tags.get(name)), None)


def _bare_title(tree: "HtmlElement") -> str | None:
    title = tree.find(".//title")
    return (fold(clean(title.text_content())) or None) if title is not None else None


def _shown_part(tree: "HtmlElement", title: str) -> str | None:
    """Return the longest beginning of the page title that the page shows as a line of its own."""
    ends = [separator.start() for separator in _SEPARATOR.finditer(title)]
    parts = [
        title[:end] for end in (*reversed(ends), len(title)) if len(title[:end].split()) >= _FEWEST_WORDS
    ]
    if not parts:
        return None
    leaves = (element for element in tree.iter() if not len(element) and element.tag != "title")
    shown = {fold(clean(element.text or "")) for element in leaves}
    return next((part for part in parts if part in shown), None)


def _whole(title: str | None) -> str | None:
    """Return ``title`` unless it was cut to fit a limit."""
    return None if title is None or title.endswith(("…", "...")) else title


def _suffix(title: str | None, heading: str | None) -> str | None:
    """Return the name of the site that a page title ends with: what the headline leaves over."""
    last = _SEPARATOR.split(title or "")[-1]
    if len(last) > _INITIAL and carrier_named(last):
        return last
    if not title or not heading or not title.casefold().startswith(heading.casefold()):
        return None
    rest = title[len(heading) :]
    separator = _SEPARATOR.match(rest)
    return rest[separator.end() :] or None if separator else None


def _without_site(title: str | None, site: "_Site") -> str | None:
    """Return a title without the name of the site, or of the carrier, that stands behind its last separator."""
    parts = list(_SEPARATOR.finditer(title or ""))
    if not title or not parts:
        return title
    name = title[parts[-1].end() :]
    is_site = name.casefold() == (site.publisher or "").casefold() or carrier_named(name) is not None
    return title[: parts[-1].start()] if is_site else title


def _without_prefix(title: str | None, site: "_Site", shown: Collection[str]) -> str | None:
    """Return a title without the site's name or a word on printing before it, where the rest is a heading."""
    names = {*_PRINTS, *(name.casefold() for name in (site.publisher, site.carrier) if name)}
    for separator in _PREFIXED.finditer(title or ""):
        if title is None or title[separator.end() :].casefold() not in shown:
            continue
        if all(part.casefold() in names for part in _PREFIXED.split(title[: separator.start()])):
            return title[separator.end() :]
    return title


def _without_source(title: str | None, site: "_Site") -> str | None:
    """Return a title without the name in brackets that a portal sets behind it for whose article it is."""
    tail = _BRACKETED.search(title or "")
    named = site.publisher or site.source
    return title[: tail.start()] if title and tail and site.carrier and tail[1] == named else title


def _without_date(title: str | None) -> tuple[str | None, tuple[DateClaim, ...]]:
    """Return a title without the parts of it that are dates, and what they claim; a title of a date alone stays."""
    parts = _SEPARATED.split(title or "")
    dates = [date for part in parts[::2] if (date := parse_date(part)) and date.precision in _WHOLE_DAYS]
    if not title or not dates or len(parts) == 1:
        return title, ()
    kept = [place for place in range(0, len(parts), 2) if parse_date(parts[place]) is None]
    bare = "".join(
        parts[place - 1] * (place > 0 and count > 0) + parts[place] for count, place in enumerate(kept)
    )
    claims = tuple(DateClaim(kind=DateKind.PUBLISHED, date=date, found="title") for date in dates)
    return bare or title, claims if len(set(dates)) == 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """Who publishes a page, who carries it, and whom it names as the source of its text."""

    publisher: str | None = None
    carrier: str | None = None
    source: str | None = None


def _site(
    tree: "HtmlElement",
    linked: LinkedData,
    tags: dict[str, list[str]],
    names: Sequence[str | None],
    url: str | None,
) -> _Site:
    """Return who publishes and who carries a page; a carrier's page names its publisher as its source."""
    stated = [parted(name) for name in names]
    carrier = next((found for _, found in stated if found), None) or carrier_at(url)
    publisher = next((found for found, _ in stated if found), None)
    sources = [
        *linked.sources,
        *(_SOURCE_LABEL.sub("", name) for name in _all(tags, _SOURCES) if "://" not in name),
    ]
    if carrier:
        by = [parted(name) for name in _all(tags, _AUTHORS)]
        sources += [*linked.organisations, *(found for found, portal in by if found and portal)]
        tail = _BRACKETED.search(_without_site(_bare_title(tree), _Site(carrier=carrier)) or "")
        sources += [tail[1]] if tail else []
    own = (publisher or "").casefold()
    named = next((name for name in sources if carrier_named(name) is None and name.casefold() != own), None)
    return _Site(publisher=publisher or (named if carrier else None), carrier=carrier, source=named)


def _credits(linked: LinkedData, tags: dict[str, list[str]], site: _Site) -> tuple[Credit, ...]:
    """Return the agencies among the authors, and whom the page names as its source."""
    authors = (*linked.author, *_all(tags, _AUTHORS))
    named = [Credit(agency=usual_name(site.source) or site.source, exact=site.source)] if site.source else []
    return distinct_credits((*named, *(credit for name in authors for credit in credits_of_byline(name))))


def _authors(
    tree: "HtmlElement", linked: LinkedData, tags: dict[str, list[str]], site: _Site
) -> tuple[str, ...]:
    tagged = (_tagged_authors(tags[name], name) for name in _AUTHORS if _are_names(tags.get(name)))
    carried = {name.casefold() for name in linked.organisations} if site.carrier else set()
    nobody = {*_NOBODY, (site.publisher or "").casefold(), *carried}
    for lines in (linked.author, *tagged, _marked_author(tree)):
        names = dict.fromkeys(name for line in lines for name in _split_names(line))
        people = tuple(name for name in names if name.casefold() not in nobody and parted(name)[1] is None)
        if people:
            return people
    return ()


def _tagged_authors(values: Sequence[str], name: str) -> tuple[str, ...]:
    """Return what the tags of one name state, in catalogues each person the usual way round."""
    if name != _CATALOGUED:
        return tuple(values)
    people = [person.strip() for value in values for person in value.split(";")]
    return tuple(_turned(person) for person in people if person)


def _turned(person: str) -> str:
    match = _INVERTED.fullmatch(person)
    return f"{match['given']} {match['family']}" if match else person


def _marked_author(tree: "HtmlElement") -> tuple[str, ...]:
    """Return the names in the first element that the article itself marks as its byline."""
    lines = [fold(clean(element.text_content())) for element in tree.xpath(_BYLINES)]
    return next((names for line in lines if (names := read_byline(line) or names_of(line))), ())


def _are_names(values: list[str] | None) -> bool:
    return bool(values) and not any("://" in value or "@" in value for value in values or ())


def _split_names(line: str) -> Iterator[str]:
    bare = _BY.sub("", line, count=1) if _BY.match(line) else line
    yield from names_of(bare) or (bare,)


def _tagged_dates(tags: dict[str, list[str]]) -> Iterator[DateClaim]:
    for kind, names in ((DateKind.PUBLISHED, _DATES), (DateKind.MODIFIED, _CHANGES)):
        for name in names:
            for value in tags.get(name, ())[:_SAME_NAME]:
                date = parse_field(value)
                if date:
                    yield DateClaim(kind=kind, date=date, found=f"meta {name}")


def _marked_dates(tree: "HtmlElement") -> Iterator[DateClaim]:
    """Return the one date of each kind that the article itself marks as its own."""
    for kind, path in ((DateKind.PUBLISHED, _MARKED_TIMES), (DateKind.MODIFIED, _MARKED_CHANGES)):
        stated = {parse_field(str(time)) for time in tree.xpath(path)}
        date = stated.pop() if len(stated) == 1 else None
        if date:
            yield DateClaim(kind=kind, date=date, found="time element")


def _language(tree: "HtmlElement", tags: dict[str, list[str]]) -> str | None:
    return tree.get("lang") or _first(tags, ("og:locale", "language", "content-language", "dc.language"))


def _url(tree: "HtmlElement", tags: dict[str, list[str]], linked: LinkedData) -> str | None:
    canonical = [
        link.get("href") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    ]
    stated = [*canonical, *tags.get("og:url", []), linked.url]
    return next((address for value in stated if (address := web_address(value))), None)
