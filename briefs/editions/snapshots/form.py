"""A snapshot as bytes, ``briefs/snapshot/1``: canonical JSON that names contents by their digests, and its way back.

    schema, edition, number, revision, correction      which edition it is of
    as_of, since                                       from which moment it speaks, and the one before it spoke
    settings                                           what it depends on of briefs.toml, and nothing else of it
    files         {name: digest}                       templates/…, brand/…, style/…, past/<edition>/…
    sources       [{path, digest, …}]                  what it is made from; ``outlet`` is a place in ``outlets``,
    earlier       [the same]                             what is not known is not there
    outlets       [{name, publisher, …}]
    problems      [{subject, stage, message}]          what could not be used when it was gathered
    followed      [{outlet, failure}]                  what is followed, and which of it did not answer
    covering      [edition]                            earlier editions whose documents are not covered again
    given         [mark]                               sources that these had before them

Moments are ISO 8601 with their offset, digests ``sha256:`` and 64 digits. The same snapshot gives the same bytes. What
lacks one of these, or says what none can, is ``Damaged``.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.config import Fetching, Settings
from briefs.config import Followed as FollowedSource
from briefs.editions.snapshots.parts import BRAND, PREFIX, Content, Snapshot
from briefs.model import (
    Brand,
    Followed,
    Marking,
    Outlet,
    Paper,
    Problem,
    Provenance,
    Reliability,
    Term,
    Theme,
    Waiting,
)

VERSION: Final = "briefs/snapshot/1"
LOGO: Final = f"{BRAND}/logo"

_DIGEST: Final = len(PREFIX) + 64
_HOUSEHOLD: Final = ("title", "organisation", "language", "key_points", "max_bytes", "draft", "archive")
"""What is told of settings as it is."""
_NO_FETCHING: Final = Fetching(
    contact="", delay=datetime.timedelta(), deadline=datetime.timedelta(), private_hosts=frozenset()
)

_Object: TypeAlias = dict[str, Any]
Load: TypeAlias = Callable[[str], bytes]
"""How the content of a digest is read."""


class Damaged(Exception):
    """What should be a snapshot is none, or none that this version can read; the message says why."""


def to_json(snapshot: Snapshot) -> bytes:
    """The snapshot as canonical JSON (sorted keys, ASCII, no blanks); equal snapshots give equal bytes."""
    outlets: dict[Outlet, int] = {}
    told = _request_table(snapshot, outlets) | {
        "schema": VERSION,
        "settings": settings_table(snapshot.settings, snapshot.files),
        "files": {name: content.digest for name, content in snapshot.files.items()},
        "sources": [_waiting_table(each, outlets) for each in snapshot.sources],
        "earlier": [_waiting_table(each, outlets) for each in snapshot.earlier],
    }
    told["outlets"] = [_outlet_table(outlet) for outlet in outlets]
    return canonical(told)


def request_table(snapshot: Snapshot) -> _Object:
    """What was asked for, and what was known of it, beside settings, files and sources."""
    outlets: dict[Outlet, int] = {}
    return _request_table(snapshot, outlets) | {"outlets": [_outlet_table(outlet) for outlet in outlets]}


def _request_table(snapshot: Snapshot, outlets: dict[Outlet, int]) -> _Object:
    return {
        "edition": snapshot.edition,
        "number": snapshot.number,
        "revision": snapshot.revision,
        "correction": snapshot.correction,
        "as_of": snapshot.as_of.isoformat(),
        "since": snapshot.since.isoformat() if snapshot.since else None,
        "problems": [asdict(problem) for problem in snapshot.problems],
        "followed": [
            {"outlet": _place(one.outlet, outlets), "failure": one.failure} for one in snapshot.followed
        ],
        "covering": list(snapshot.covering),
        "given": list(snapshot.given),
    }


def canonical(told: object) -> bytes:
    """JSON in the one way it can be written: sorted keys, ASCII, no blanks."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def from_json(content: bytes, load: Load) -> Snapshot:
    """The snapshot that ``to_json`` wrote; ``load`` gives contents by their digests. Raises Damaged."""
    try:
        told = json.loads(content)
        if told["schema"] != VERSION:
            raise Damaged(f"is of the kind {told['schema']}, and not {VERSION}")
        return _snapshot(told, load)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Damaged(f"is not as it was written ({type(error).__name__}: {error})") from error


def _snapshot(told: _Object, load: Load) -> Snapshot:
    files = {_safe(name): _content(_digest(it), load) for name, it in told["files"].items()}
    outlets = [_outlet(table) for table in told["outlets"]]
    settings = _settings(told["settings"])
    return Snapshot(
        edition=told["edition"],
        number=told["number"],
        revision=told["revision"],
        correction=told["correction"],
        as_of=_moment(told["as_of"], settings.timezone),
        since=_moment(told["since"], settings.timezone) if told["since"] else None,
        settings=settings,
        files=files,
        sources=tuple(_waiting(table, outlets, load) for table in told["sources"]),
        earlier=tuple(_waiting(table, outlets, load) for table in told["earlier"]),
        problems=tuple(Problem(**table) for table in told["problems"]),
        followed=tuple(
            Followed(outlet=outlets[table["outlet"]], failure=table["failure"]) for table in told["followed"]
        ),
        covering=tuple(told["covering"]),
        given=tuple(told["given"]),
        kept=frozenset(_names(told)),
    )


def names_in(content: bytes) -> frozenset[str]:
    """The digests that the snapshot in ``content`` names. Raises Damaged."""
    return from_json(content, lambda _: b"").kept


def _names(told: _Object) -> Iterable[str]:
    yield from told["files"].values()
    yield from (table["digest"] for table in (*told["sources"], *told["earlier"]))


def _content(digest: str, load: Load) -> Content:
    return Content(digest=digest, load=lambda: load(digest))


def _digest(text: str) -> str:
    if not text.startswith(PREFIX) or len(text) != _DIGEST:
        raise ValueError(f"no digest: {text:.80}")
    bytes.fromhex(text.removeprefix(PREFIX))
    return text


def _safe(name: str) -> str:
    """A name that leads nowhere but below the folder it is written in. Raises ValueError for any other."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\0" in name or ".." in parts:
        raise ValueError(f"no name of a file: {name:.80}")
    return name


def _stated(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _moment(text: str, zone: ZoneInfo) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no moment: {text}")
    return moment.astimezone(zone)


# ---- Settings --------------------------------------------------------------------------------------------------------


def settings_table(settings: Settings, files: Mapping[str, Content]) -> _Object:
    """What an edition depends on of its settings. ``files`` say what the files of the brand hold."""
    brand, logo = settings.brand, files.get(LOGO)
    return {name: getattr(settings, name) for name in _HOUSEHOLD} | {
        "timezone": settings.timezone.key,
        "marking": settings.marking,
        "themes": [asdict(theme) for theme in settings.themes],
        "sources": [
            {
                "outlet": _outlet_table(one.outlet),
                "include": list(one.include),
                "exclude": list(one.exclude),
            }
            for one in settings.sources
        ],
        "families": dict(settings.families),
        "formats": list(settings.formats),
        "citation_style": settings.citation_style.as_posix() if settings.citation_style else None,
        "templates": settings.templates.as_posix(),
        "brand": {
            "paper": brand.paper,
            "colours": dict(brand.colours),
            "text_font": brand.text_font,
            "furniture_font": brand.furniture_font,
            "fonts": list(brand.fonts),
            "logo": logo.digest if logo else None,
            "logo_text": brand.logo_text,
        },
    }


def _settings(told: _Object) -> Settings:
    style = told["citation_style"]
    return Settings(
        **{name: told[name] for name in _HOUSEHOLD},
        timezone=_zone(told["timezone"]),
        marking=Marking(told["marking"]) if told["marking"] else None,
        themes=tuple(_theme(table) for table in told["themes"]),
        sources=tuple(
            FollowedSource(
                outlet=_outlet(table["outlet"]),
                include=tuple(table["include"]),
                exclude=tuple(table["exclude"]),
            )
            for table in told["sources"]
        ),
        families=told["families"],
        formats=tuple(told["formats"]),
        citation_style=Path(_safe(style)) if style else None,
        templates=Path(_safe(told["templates"])),
        brand=_brand(told["brand"]),
        fetching=_NO_FETCHING,
        store=Path(),
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        raise Damaged(f"speaks in the time zone {name}, which this system does not know") from error


def _brand(told: _Object) -> Brand:
    return Brand(
        paper=Paper(told["paper"]),
        colours=tuple(sorted(told["colours"].items())),
        text_font=told["text_font"],
        furniture_font=told["furniture_font"],
        fonts=tuple(_safe(name) for name in told["fonts"]),
        logo_text=told["logo_text"],
    )


def _theme(told: _Object) -> Theme:
    terms = tuple(Term(**term) for term in told["terms"])
    return Theme(**(told | {"terms": terms, "exclude": tuple(told["exclude"])}))


# ---- Sources ---------------------------------------------------------------------------------------------------------


def _place(outlet: Outlet, outlets: dict[Outlet, int]) -> int:
    return outlets.setdefault(outlet, len(outlets))


def _outlet_table(outlet: Outlet) -> _Object:
    return asdict(outlet)


def _outlet(told: _Object) -> Outlet:
    marking = Marking(told["marking"]) if told["marking"] else None
    return Outlet(**(told | {"reliability": Reliability(told["reliability"]), "marking": marking}))


def _waiting_table(waiting: Waiting, outlets: dict[Outlet, int]) -> _Object:
    """What is known of a source, without what is not."""
    told: _Object = {"path": waiting.path, "digest": f"{PREFIX}{waiting.digest.hex()}"}
    if waiting.holds_several:
        told["holds_several"] = True
    if waiting.seen:
        told["seen"] = waiting.seen.isoformat()
    if waiting.provenance:
        told |= _provenance_table(waiting.provenance, outlets)
    return told


def _provenance_table(provenance: Provenance, outlets: dict[Outlet, int]) -> _Object:
    from briefs.store.encoding import listing_text  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a build needs none

    listing = listing_text(provenance.listing)
    told: _Object = {
        "outlet": _place(provenance.outlet, outlets),
        "url": provenance.url,
        "retrieved": provenance.retrieved.isoformat() if provenance.retrieved else None,
        "media_type": provenance.media_type,
        "listing": json.loads(listing) if listing else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _waiting(told: _Object, outlets: Sequence[Outlet], load: Load) -> Waiting:
    digest = _digest(told["digest"])
    return Waiting(
        path=told["path"],
        digest=bytes.fromhex(digest.removeprefix(PREFIX)),
        load=lambda: load(digest),
        provenance=_provenance(told, outlets) if "outlet" in told else None,
        holds_several=told.get("holds_several", False),
        seen=_stated(told.get("seen")),
    )


def _provenance(told: _Object, outlets: Sequence[Outlet]) -> Provenance:
    from briefs.store.encoding import listing_of  # noqa: PLC0415 - as above

    return Provenance(
        outlet=outlets[told["outlet"]],
        url=told.get("url"),
        retrieved=_stated(told.get("retrieved")),
        media_type=told.get("media_type"),
        listing=listing_of(json.dumps(told["listing"])) if "listing" in told else None,
    )
