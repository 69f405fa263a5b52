"""What the schema cannot see: values that must agree with one another, or with the world.

Runs on files that the schema finds wrong too, so that every mistake is told at once: a value of the
wrong type is passed over here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from briefs.config.validation import KeyPath, Mistake, suggestion

FEWEST_WORDS: Final = 5
"""Themes described in five words find markedly worse documents than those of 10 to 25; fewer find nothing."""

_Texts = list[tuple[KeyPath, str]]


def disagreements(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """Every mistake that takes two places of the file, or a list of time zones, to see."""
    brief = tables.get("brief")
    themes = [(("themes", place), theme) for place, theme in _items(tables, "themes")]
    ids = [found for path, theme in themes for found in _text(theme, "id", path)]
    yield from _repeated(ids)
    yield from _places(tables)
    yield from _repeated(
        [
            found
            for place, source in _items(tables, "sources")
            for found in _text(source, "name", ("sources", place))
        ]
    )
    yield from _followed_twice(tables)
    yield from _of_two_houses(tables)
    yield from _unknown_zone(_text(brief, "timezone", ("brief",)))
    yield from _unknown_zone(_text(tables.get("schedule"), "zone", ("schedule",)))
    yield from _unknown_themes(_texts(brief, "themes", ("brief",)), [name for _, name in ids])
    for path, theme in themes:
        yield from _thin(_text(theme, "description", path))
        terms = _texts(theme, "terms", path)
        for spoken in _by_language(theme, terms):
            yield from _repeated(spoken)
        yield from _contradicted(terms, _texts(theme, "exclude", path))


def _places(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """A source stands at an address or at a path, and only an address has a kind."""
    for place, source in _items(tables, "sources"):
        keys = set(source) if isinstance(source, Mapping) else {"path"}
        path: KeyPath = ("sources", place)
        if keys.isdisjoint({"address", "path"}):
            yield Mistake(path=path, message="has no place; give it an address (https://…) or a path")
        if keys >= {"address", "path"}:
            yield Mistake(path=(*path, "path"), message="stands beside an address; make two sources of them")
        elif keys >= {"kind", "path"}:
            yield Mistake(path=(*path, "kind"), message="is for addresses; remove it")


def _followed_twice(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """An address under two names would be fetched, kept and counted twice."""
    first: dict[str, int] = {}
    for place, source in _items(tables, "sources"):
        for path, address in _text(source, "address", ("sources", place)):
            known = first.setdefault(_place_of(address), place)
            if known != place:
                name = _name(tables, "sources", known)
                yield Mistake(path=path, message=f"is followed as {name} already; remove one of the two")


def _place_of(address: str) -> str:
    """An address as a server is asked for it: case of scheme and host, and what stands after #, do not count."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/", fragment="").geturl()


def _of_two_houses(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """A publisher belongs to one house."""
    first: dict[str, int] = {}
    for place, family in _items(tables, "families"):
        for path, publisher in _texts(family, "publishers", ("families", place)):
            known = first.setdefault(publisher.casefold(), place)
            if known != place:
                name = _name(tables, "families", known)
                message = (
                    f'is "{publisher}", which stands in the family {name} already; leave it in one of them'
                )
                yield Mistake(path=path, message=message)


def _name(tables: Mapping[str, Any], key: str, place: int) -> str:
    """The name of an item of a list in quotation marks; where it has none, its number."""
    named = _text(_items(tables, key)[place][1], "name", ())
    return f'"{named[0][1]}"' if named else f"number {place + 1}"


def _items(table: object, key: str) -> list[tuple[int, object]]:
    items = table.get(key) if isinstance(table, Mapping) else None
    return list(enumerate(items)) if isinstance(items, list) else []


def _text(table: object, key: str, path: KeyPath) -> _Texts:
    value = table.get(key) if isinstance(table, Mapping) else None
    return [((*path, key), value)] if isinstance(value, str) else []


def _texts(table: object, key: str, path: KeyPath) -> _Texts:
    """The texts of a list; of an item that is a table, its ``text``."""
    found: _Texts = []
    for place, item in _items(table, key):
        if isinstance(item, str):
            found.append(((*path, key, place), item))
        else:
            found.extend(_text(item, "text", (*path, key, place)))
    return found


def _by_language(theme: object, terms: _Texts) -> Iterable[_Texts]:
    """The terms of each language: what is written alike in two may stand twice."""
    said = {place: item for place, item in _items(theme, "terms") if isinstance(item, Mapping)}
    groups: dict[str, _Texts] = {}
    for path, text in terms:
        place = next(part for part in reversed(path) if isinstance(part, int))
        groups.setdefault(str(said.get(place, {}).get("language", "")), []).append((path, text))
    return groups.values()


def _repeated(texts: _Texts) -> Iterator[Mistake]:
    seen: set[str] = set()
    for path, text in texts:
        if text.casefold() in seen:
            yield Mistake(path=path, message=f'is "{text}", which stands above already; remove or rename one')
        seen.add(text.casefold())


def _unknown_zone(names: _Texts) -> Iterator[Mistake]:
    for path, name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            known = tuple(sorted(available_timezones()))
            advice = suggestion(name, known, 'take one like "Asia/Seoul"') if known else "install tzdata"
            yield Mistake(path=path, message=f'is "{name}", which is not a time zone; {advice}')


def _unknown_themes(chosen: _Texts, known: list[str]) -> Iterator[Mistake]:
    yield from _repeated(chosen)
    for path, name in chosen:
        if name not in known:
            advice = suggestion(name, tuple(known), "")
            listed = ", ".join(known) or "none"
            message = (
                f'is "{name}", but no theme has that id; {advice}{" " * bool(advice)}known are: {listed}'
            )
            yield Mistake(path=path, message=message)


def _thin(descriptions: _Texts) -> Iterator[Mistake]:
    for path, text in descriptions:
        words = len(text.split())
        if words < FEWEST_WORDS:
            message = f"has {words} words, too few to find documents by; describe the theme in 10 to 25"
            yield Mistake(path=path, message=message)


def _contradicted(terms: _Texts, excluded: _Texts) -> Iterator[Mistake]:
    texts = {text.casefold() for _, text in terms}
    for path, text in excluded:
        if text.casefold() in texts:
            yield Mistake(path=path, message=f'is "{text}", which is also a term of the theme; remove one')
