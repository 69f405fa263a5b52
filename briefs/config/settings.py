"""The settings of a run, read once from ``briefs.toml`` and then trusted."""

import datetime
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from briefs import shipped
from briefs.config import databases
from briefs.config.agreement import disagreements
from briefs.config.approval import APPROVAL, Approving, approval_mistakes, approving_of
from briefs.config.hooks import HOOKS, Hooks, hooks_of
from briefs.config.house import brand_of, files_of, mistakes_of
from briefs.config.looks import BRAND
from briefs.config.mail import MAIL, mail_mistakes, mail_of
from briefs.config.publication import PUBLICATION, missing_style, style_of
from briefs.config.schedule import SCHEDULE, schedule_of
from briefs.config.schema import BRIEF, FETCHING, READING, SCHEMA, SITE, SOURCE, THEME, defaults
from briefs.config.validation import Mistake, check, written
from briefs.errors import ConfigurationError
from briefs.model import Brand, Mail, Marking, Outlet, Reliability, Schedule, Term, Theme

NAME: Final = "briefs.toml"
_MEGABYTE: Final = 1_000_000


class Kind(StrEnum):
    """What stands at an address that is followed."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One source that is followed: ``address`` or ``path`` is set, never both. ``kind`` None lets the answer tell.

    ``include`` and ``exclude`` are patterns for address and title.
    """

    outlet: Outlet
    address: str | None = None
    path: Path | None = None
    kind: Kind | None = None
    every: datetime.timedelta = datetime.timedelta()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Manners on the network; ``private_hosts`` are the only ones whose address need not be public."""

    contact: str
    delay: datetime.timedelta
    deadline: datetime.timedelta
    private_hosts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site of all editions. ``address`` ends in a slash, or is empty; ``update`` is whether builds renew it."""

    address: str = ""
    update: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``briefs.toml`` says. ``themes`` are those to print, in order; paths are ready to open.

    ``families`` maps the names of publishers to the house they belong to. ``engine`` is None where nothing is said.
    ``formats`` are the suffixes of the files that are made beside the usual ones, ``citation_style`` a CSL style.
    Where ``archive`` is set, the PDF is one for an archive.
    ``store`` is the folder of what this desk keeps; where ``database`` is set, the address of a PostgreSQL, what was
    fetched and the editions are kept there. ``templates`` is the folder of the set, ``brand`` what the page looks
    like beyond it, made with ``brand_files``. ``schedule`` and ``mail`` are None where nothing is said of them.
    """

    title: str
    organisation: str
    language: str
    timezone: ZoneInfo
    key_points: int
    themes: tuple[Theme, ...]
    sources: tuple[Followed, ...]
    families: Mapping[str, str]
    fetching: Fetching
    store: Path
    max_bytes: int
    engine: str | None = None
    marking: Marking | None = None
    draft: bool = False
    formats: tuple[str, ...] = ()
    citation_style: Path | None = None
    archive: bool = False
    brand: Brand = field(default_factory=Brand)
    templates: Path = shipped.TEMPLATES
    brand_files: tuple[Path, ...] = ()
    site: Site = field(default_factory=Site)
    schedule: Schedule | None = None
    approval: Approving = field(default_factory=Approving)
    hooks: Hooks = field(default_factory=Hooks)
    mail: Mail | None = None
    database: str | None = field(default=None, repr=False)

    @property
    def store_name(self) -> str:
        """Where the store is, as it is told: never with a password."""
        return str(self.store) if self.database is None else databases.shown(self.database)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The folders and files among the sources."""
        return tuple(followed.path for followed in self.sources if followed.path)

    @property
    def digest(self) -> str:
        """``sha256:`` and the digest of what is set; where file and sources stand is no part of it, nor the engine."""
        said: dict[str, Any] = {
            "brief": [self.title, self.organisation, self.language, self.timezone.key, self.key_points],
            "families": dict(self.families),
            "reading": [self.max_bytes],
            "sources": [
                [asdict(followed.outlet), followed.include, followed.exclude] for followed in self.sources
            ],
            "themes": [asdict(theme) for theme in self.themes],
        }
        if self.marking:
            said["marking"] = self.marking.value
        if self.brand != Brand():
            said["brand"] = _told(self.brand)
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _told(brand: Brand) -> dict[str, Any]:
    """A brand without the folder its files stand in."""
    logo = hashlib.sha256(brand.logo).hexdigest() if brand.logo else None
    return asdict(brand) | {"logo": logo, "fonts": [Path(path).name for path in brand.fonts]}


def locate(path: Path | None = None) -> Path:
    """The file to read: ``path``; without it, ``briefs.toml`` here, else the shipped file."""
    return path or (Path(NAME) if Path(NAME).is_file() else shipped.CONFIGURATION)


def load(path: Path | None = None) -> Settings:
    """The settings in the file that ``locate`` finds.

    Raises ConfigurationError with every mistake of the file.
    """
    file = locate(path)
    text = _text(file)
    tables = _tables(text, file)
    mistakes = _mistakes(tables, file.parent)
    if mistakes:
        raise _refusal(file, text, mistakes)
    return _settings(tables, file.parent)


def salvaged(path: Path | None = None) -> Settings | None:
    """What is right in a file that has mistakes: enough to tell somebody of them, and of no other use.

    A table with a mistake is taken for one that is not there. None where not even tables can be read.
    """
    file = locate(path)
    try:
        tables = _tables(_text(file), file)
        wrong = {mistake.path[0] for mistake in _mistakes(tables, file.parent)}
        if "themes" in wrong:
            wrong.add("brief")  # it names some of them
        sound = {key: value for key, value in tables.items() if key not in wrong}
        return _settings({"themes": [], **sound}, file.parent)
    except ConfigurationError:
        return None


def _mistakes(tables: Mapping[str, Any], folder: Path) -> list[Mistake]:
    return [
        *check(tables, SCHEMA),
        *databases.mistakes_of(tables.get("store")),
        *disagreements(tables),
        *mistakes_of(tables.get("brand"), folder),
        *missing_style(tables.get("publication"), folder),
        *mail_mistakes(tables.get("mail"), folder),
        *approval_mistakes(tables.get("approval")),
    ]


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"{file}: there is no such file; check --config") from error
    except OSError as error:
        raise ConfigurationError(
            f"{file}: cannot be read as a file ({error.strerror}); check --config"
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        mistake = f"line {line}: is not UTF-8; save the file with the encoding UTF-8"
        raise _error(file, (mistake,)) from error


def _tables(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _error(file, (_syntax(str(error)),)) from error


def _syntax(message: str) -> str:
    """The message of ``tomllib`` with the place first, as in all other mistakes."""
    problem, found, place = message.rpartition(" (at ")
    if not found:
        return f"is not TOML: {message}"
    return f"{place.removesuffix(')')}: is not TOML: {problem}"


def _refusal(file: Path, text: str, mistakes: Sequence[Mistake]) -> ConfigurationError:
    from briefs.config.lines import line_of, lines  # noqa: PLC0415 - only a wrong file needs it

    known = lines(text)
    placed = sorted((line_of(mistake.path, known), place) for place, mistake in enumerate(mistakes))
    told = [(line, mistakes[place]) for line, place in placed]
    return _error(file, tuple(_shown(f"line {line}: {written(it.path)} {it.message}") for line, it in told))


def _shown(text: str) -> str:
    """The text in one line; signs that break it or would move a cursor as they are written in TOML."""
    return "".join(it if it.isprintable() else it.encode("unicode_escape").decode("ascii") for it in text)


def _error(file: Path, mistakes: tuple[str, ...]) -> ConfigurationError:
    count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
    return ConfigurationError(f"{file} has {count}", mistakes=mistakes)


def _settings(tables: Mapping[str, Any], folder: Path) -> Settings:
    brief = defaults(BRIEF) | tables.get("brief", {})
    brand = defaults(BRAND) | tables.get("brand", {})
    publication = defaults(PUBLICATION) | tables.get("publication", {})
    reading = defaults(READING) | tables.get("reading", {})
    themes = {theme["id"]: _theme(theme) for theme in tables["themes"]}
    zone = ZoneInfo(brief["timezone"])
    kept = tables.get("store", SCHEMA["properties"]["store"]["default"])
    database = kept if databases.is_address(kept) else None
    return Settings(
        title=brief["title"],
        organisation=brief["organisation"],
        language=brief["language"],
        timezone=zone,
        key_points=brief["key_points"],
        themes=tuple(themes[name] for name in brief.get("themes", themes)),
        sources=tuple(_followed(source, folder) for source in tables.get("sources", ())),
        families={
            name: family["name"] for family in tables.get("families", ()) for name in family["publishers"]
        },
        fetching=_fetching(defaults(FETCHING) | tables.get("fetching", {})),
        site=_site(defaults(SITE) | tables.get("site", {})),
        store=folder / (databases.STATE if database else kept),
        database=database,
        max_bytes=reading["max_megabytes"] * _MEGABYTE,
        engine=tables.get("engine"),
        marking=_marking(brief),
        draft=brief["status"] == "draft",
        formats=tuple(dict.fromkeys(publication["formats"])),
        citation_style=style_of(publication, folder),
        archive=publication["archive"],
        brand=brand_of(brand, folder),
        templates=shipped.template_set(brand["template"], folder),
        brand_files=files_of(brand, folder),
        schedule=_schedule(tables, zone),
        approval=approving_of(defaults(APPROVAL) | tables.get("approval", {})),
        hooks=hooks_of(defaults(HOOKS) | tables.get("hooks", {}), folder),
        mail=mail_of(defaults(MAIL) | tables["mail"], folder) if "mail" in tables else None,
    )


def _schedule(tables: Mapping[str, Any], zone: ZoneInfo) -> Schedule | None:
    return schedule_of(defaults(SCHEDULE) | tables["schedule"], zone) if "schedule" in tables else None


def _followed(table: dict[str, Any], folder: Path) -> Followed:
    source = defaults(SOURCE) | table
    return Followed(
        outlet=Outlet(
            name=source["name"],
            publisher=source.get("publisher"),
            country=source.get("country"),
            language=source.get("language"),
            descriptor=source.get("descriptor"),
            reliability=Reliability(source["reliability"]),
            marking=_marking(source),
        ),
        address=source.get("address"),
        path=folder / source["path"] if "path" in source else None,
        kind=Kind(source["kind"]) if "kind" in source else None,
        every=datetime.timedelta(hours=source["every_hours"]),
        include=tuple(source["include"]),
        exclude=tuple(source["exclude"]),
    )


def _marking(table: Mapping[str, Any]) -> Marking | None:
    return Marking(table["marking"]) if "marking" in table else None


def _site(table: Mapping[str, Any]) -> Site:
    address = table["address"]
    return Site(address=f"{address.rstrip('/')}/" if address else "", update=table["update"])


def _fetching(table: Mapping[str, Any]) -> Fetching:
    return Fetching(
        contact=table["contact"],
        delay=datetime.timedelta(seconds=table["delay_seconds"]),
        deadline=datetime.timedelta(seconds=table["deadline_seconds"]),
        private_hosts=frozenset(host.lower() for host in table["private_hosts"]),
    )


def _theme(table: dict[str, Any]) -> Theme:
    theme = defaults(THEME) | table
    return Theme(
        id=theme["id"],
        title=theme["title"],
        description=theme["description"],
        terms=tuple(_term(term) for term in theme["terms"]),
        exclude=tuple(theme["exclude"]),
        budget=theme["budget"],
    )


def _term(value: str | Mapping[str, Any]) -> Term:
    if isinstance(value, str):
        return Term(text=value)
    return Term(text=value["text"], weight=float(value.get("weight", 1)), language=value.get("language"))
