"""Whether this system can build an edition: one finding for each thing that a build needs."""

import datetime
import os
import platform
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from briefs import engine, shipped
from briefs.config import Settings, databases, load, locate
from briefs.editions.material import is_kept
from briefs.errors import BriefsError, ConfigurationError, MissingRequirement, NoInput
from briefs.model import Brand, Brief, Coverage, Document, Edition, Method, Section
from briefs.publication import Design, fonts, publish, typefaces
from briefs.reading import read, unpack_all
from briefs.sources import gather

_SHOWN: Final = 5
_SYSTEM_LIBRARIES: Final = (
    "install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class Status(StrEnum):
    """How a thing stands: a build works, works with a loss, or cannot work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one thing stands; ``message`` says what was found and, when it is not ok, what to do."""

    subject: str
    status: Status
    message: str


def examine(
    configuration: Path | None, paths: Sequence[Path], out: Path, templates: Path | None = None
) -> Iterator[Finding]:
    """What a build with the same arguments would meet, one finding after the other.

    ``templates`` None are those that the configuration names.
    """
    yield _python()
    yield _weasyprint()
    yield from _fonts()
    settings = None
    try:
        settings = load(configuration)
        yield _ok(
            "configuration",
            f"{locate(configuration)}: {len(settings.themes)} themes, {settings.timezone.key}",
        )
    except ConfigurationError as error:
        yield _fail("configuration", "; ".join((str(error), *error.mistakes)))
    if settings:
        yield from _sources(paths or settings.paths, settings)
        if not paths:
            yield from _store(settings)
    brand = settings.brand if settings else Brand()
    said = settings.templates if settings else shipped.TEMPLATES
    yield from _brand(brand)
    yield set_specimen(Design(templates=templates or said, brand=brand))
    yield _out(out)


def _ok(subject: str, message: str) -> Finding:
    return Finding(subject=subject, status=Status.OK, message=message)


def _warn(subject: str, message: str) -> Finding:
    return Finding(subject=subject, status=Status.WARN, message=message)


def _fail(subject: str, message: str) -> Finding:
    return Finding(subject=subject, status=Status.FAIL, message=message)


def _python() -> Finding:
    return _ok("Python", platform.python_version())


def _weasyprint() -> Finding:
    try:
        import weasyprint  # noqa: PLC0415 - 0.5 s, and this is where it may be missing
        from weasyprint.text.ffi import pango  # noqa: PLC0415 - as above
    except ImportError as error:
        return _fail("WeasyPrint", f"{error}; install briefs anew")
    except OSError as error:
        return _fail("WeasyPrint", f"{str(error).splitlines()[0]}; {_SYSTEM_LIBRARIES}")
    return _ok(
        "WeasyPrint",
        f"{weasyprint.__version__}, Pango {_version(pango.pango_version())}, HarfBuzz {_harfbuzz()}",
    )


def _harfbuzz() -> str:
    from weasyprint.text.ffi import ffi, harfbuzz  # noqa: PLC0415 - as above

    ffi.cdef("const char *hb_version_string (void);", override=True)
    return bytes(ffi.string(harfbuzz.hb_version_string())).decode()


def _version(number: int) -> str:
    """A version as people write it: 15 00 14 is 1.50.14."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _fonts() -> Iterator[Finding]:
    try:
        versions = _versions(face.path for face in fonts.faces())
    except MissingRequirement as error:
        yield _fail("fonts", str(error))
    else:
        told = ", ".join(f"{family} {' and '.join(found)}" for family, found in versions.items())
        other = [family for family, found in versions.items() if not fonts.PINNED[family].issuperset(found)]
        if other:
            wanted = ", ".join(f"{family} {' and '.join(sorted(fonts.PINNED[family]))}" for family in other)
            advice = "lines may break elsewhere; “make setup” installs them"
            yield _warn("fonts", f"{told}; pages are tested with {wanted}: {advice}")
        else:
            yield _ok("fonts", told)
    if not fonts.cjk_installed():
        advice = f"install them: apt-get install {fonts.CJK_PACKAGE}"
        yield _warn("CJK fonts", f"a brief with Korean, Japanese or Chinese words cannot be set; {advice}")


def _versions(paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The versions of each family of fonts, in order."""
    found: dict[str, set[str]] = {}
    for path in paths:
        found.setdefault(path.stem.partition("-")[0], set()).add(fonts.version_of(path))
    return {family: tuple(sorted(versions)) for family, versions in found.items()}


def _brand(brand: Brand) -> Iterator[Finding]:
    """Whether the fonts of a house can be used, where it has any."""
    if brand.fonts:
        try:
            typefaces.require(brand)
            faces = (typefaces.typeface(Path(path)) for path in brand.fonts)
            told = ", ".join(
                dict.fromkeys(f"{face.family} ({face.version.partition(';')[0]})" for face in faces)
            )
            yield _ok("fonts of the brand", told)
        except ConfigurationError as error:
            yield _fail("fonts of the brand", str(error))


def _sources(paths: Sequence[Path], settings: Settings) -> Iterator[Finding]:
    listed = ", ".join(str(path) for path in paths)
    if not paths:
        if not settings.sources:
            advice = "add [[sources]] to it, or name a PATH"
            yield _warn("sources", f"the configuration names none; {advice}")
        return
    try:
        sources, problems = gather(paths, settings.max_bytes)
    except NoInput as error:
        yield _fail("sources", str(error))
        return
    unpacked = unpack_all(sources, engine.read_all)
    outcomes = engine.read_all([member for members, _ in unpacked for member in members], read)
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    if not documents:
        advice = "put documents there, like .txt, .html or .pdf files"
        yield _fail("sources", f"no document can be read in {listed}: {advice}")
        return
    lost = len(problems) + sum(len(found) for _, found in unpacked)
    unread = lost + len(outcomes) - len(documents)
    yield _ok("sources", f"{listed}: {len(documents)} documents, {unread} inputs that cannot be used")
    yield _glyphs(documents)


def _store(settings: Settings) -> Iterator[Finding]:
    """Whether what was fetched can be used."""
    if settings.database and databases.holds_password(settings.database):
        advice = "whoever reads the file knows it; take it out, and give it in PGPASSWORD_FILE or ~/.pgpass"
        yield _warn("store", f"the password of the database stands in the configuration: {advice}")
    try:
        kept = is_kept(settings)
    except BriefsError as error:
        yield _fail("store", str(error))
        return
    if not kept:
        if any(followed.address for followed in settings.sources):
            yield _warn("store", "nothing was fetched yet: run briefs fetch")
        return
    yield from _kept(settings)


def _kept(settings: Settings) -> Iterator[Finding]:
    """How what was fetched is doing, and where it stands."""
    from briefs.editions.following import library  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a mere folder needs none

    try:
        health, remarks = library.health(settings), library.remarks(settings)
    except BriefsError as error:
        yield _fail("store", str(error))
        return
    yield from (_warn("store", remark) for remark in remarks)
    failing = [each.source for each in health if each.failures]
    kept = sum(each.kept for each in health)
    told = f"{settings.store_name}: {kept} document{'' if kept == 1 else 's'} kept"
    if failing:
        yield _warn("store", f"{told}; failing: {', '.join(failing)} (see briefs sources)")
    else:
        yield _ok("store", told)


def _glyphs(documents: Sequence[Document]) -> Finding:
    missing = [
        f"{_character(character)} in {document.path}"
        for document in documents
        for character in fonts.uncovered(f"{document.title or ''}{document.text}")
    ]
    if not missing:
        return _ok("glyphs", "the fonts have every character of the sources")
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    advice = "a sentence with one of them cannot be printed"
    return _warn("glyphs", f"no font has {', '.join(missing[:_SHOWN])}{more}; {advice}")


def _character(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def set_specimen(design: Design) -> Finding:
    """Whether a page can be set with a design, tried on a brief that says nothing."""
    try:
        publish(_specimen(), (), design)
    except BriefsError as error:
        return _fail("templates", str(error))
    return _ok("templates", f"{design.templates}: a page was set on {design.brand.paper}")


def _specimen() -> Brief:
    """A brief that says nothing: enough for every template to be used."""
    day = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    section = Section(number=1, theme="none", title="Nothing", empty="Nothing was searched.", statements=())
    return Brief(
        edition=Edition(
            id="specimen", number=1, revision=0, title="Specimen", organisation="", language="en", as_of=day
        ),
        coverage=Coverage(start=None, end=day.date()),
        key_points=(),
        sections=(section,),
        references=(),
        not_included=(),
        method=Method(
            tool="briefs",
            configuration="none",
            documents_read=0,
            origins=0,
            sentences_read=0,
            sentences_printed=0,
        ),
    )


def _out(out: Path) -> Finding:
    """Whether editions can be written, tried without leaving anything."""
    place = next(folder for folder in (out, *out.absolute().parents) if os.path.lexists(folder))
    if not place.is_dir():
        return _fail("out", f"{place} is not a folder; choose another with --out")
    try:
        with tempfile.TemporaryDirectory(prefix=".briefs-", dir=place):
            pass
    except OSError as error:
        return _fail("out", f"{place} cannot be written ({error.strerror}); choose another with --out")
    return _ok("out", f"{out} can be written" if place == out else f"{out} can be made")
