"""Files that hold several documents: each document in them becomes a source of its own.

archive, mailbox, mail, channel export ──▶ members ──▶ sources (opened again where they are containers)

How much is unpacked is counted while it is unpacked, for a whole container with all that is in it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from briefs.language.late import late
from briefs.model import Marking, Problem, Source
from briefs.reading.archive import Archive, is_archive, open_archive, shown_path
from briefs.reading.signatures import MAILBOX_LINE, is_mail, is_mailbox, is_saved_page, is_word
from briefs.reading.telegram import posts_of
from briefs.reading.unreadable import Unreadable

_DEEPEST: Final = 4
"""Containers within containers that are opened: an archive, a mailbox, a mail and what is attached to it."""
_MOST_BYTES: Final = 250_000_000
_LARGEST: Final = 100_000_000
"""Bytes that one container may unpack to, and one member: ten and five times what a folder's files may have. They are
held twice while a reader hands them over."""
_MOST_MEMBERS: Final = 100_000
"""Members of one container, with those of the containers in it: the posts of a busy channel in ten years."""
_MOST_TOLD: Final = 100
"""Members that are named one by one as what could not be used: nobody reads a longer list."""
_STAGE: Final = "reading"
_SUFFIX: Final = late(r"\.(?=.*[a-z])[a-z0-9]{1,10}")
SUFFIXES: Final = frozenset({
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".pdf", ".docx",
    ".dotx", ".docm", ".eml", ".mbox", ".json", ".zip",
})  # fmt: skip
"""What a member is read for, as ``briefs.sources`` reads files."""
_SILENT: Final = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".ico", ".tif", ".tiff", ".heic", ".tgs", ".css", ".js",
    ".woff", ".woff2", ".ttf", ".map", ".asc", ".sig", ".p7s", ".ics", ".vcf",
})  # fmt: skip
"""Pictures, the style of pages, signatures, cards and calendars: nobody expects them to be read."""
_NO_SOURCES: Final = frozenset({"readme.md", "briefs.toml"})
_STEMS: Final = [
    f"brief{marking}{draft}"
    for marking in ("", *(f".{each.in_names}" for each in Marking))
    for draft in ("", ".DRAFT")
]
"""How the names of what this program prints begin: marked and drafted editions say so there."""
_PDFS: Final = frozenset(f"{stem}.pdf" for stem in _STEMS)
_PAGES: Final = frozenset(f"{stem}.html" for stem in _STEMS)
_ESCAPED: Final = late(rb"(?m)^>(?=>*From )")
_FOLDER_DATA: Final = b"FOLDER INTERNAL DATA"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
_TYPE_LENGTH: Final = 200
_ADVICE: Final = {
    ".doc": "is a Word document of before 2007: save it as .docx or PDF",
    ".rtf": "is a document in Rich Text Format: save it as .docx or PDF",
    ".odt": "is an OpenDocument text: save it as .docx or PDF",
    ".msg": "is a mail in Outlook's own format: save it as .eml",
    ".dat": "is in Outlook's own format: ask for it as a file of its own",
}
_NO_EXPORT: Final = (
    "is JSON, but no export of a Telegram channel: name documents, or the export (result.json)"
)


class _Member(NamedTuple):
    """What stands in a container: its path in it, and its bytes or why there are none; None is the container."""

    path: str | None
    content: bytes | Unreadable


Unpacked = tuple[tuple[Source, ...], tuple[Problem, ...]]
"""The documents in a source, and what in it could not be used."""
UnpackAll = Callable[[Sequence[Source], Callable[[Source], Unpacked]], Sequence[Unpacked | Problem]]
"""Unpacks every source, in their order; a ``Problem`` for one that cannot be unpacked within bounds."""


def unpack_all(sources: Sequence[Source], read_all: UnpackAll) -> list[Unpacked]:
    """Return for each source what ``unpack`` returns; ``read_all`` is asked only for those that may hold several."""
    outcomes = iter(read_all([source for source in sources if may_hold_several(source)], unpack))
    unpacked: list[Unpacked] = []
    for source in sources:
        outcome = next(outcomes) if may_hold_several(source) else ((source,), ())
        unpacked.append(((), (outcome,)) if isinstance(outcome, Problem) else outcome)
    return unpacked


def unpack(source: Source) -> Unpacked:
    """Return the documents in ``source`` and what could not be used; a source that is one document is itself.

    Pure; never raises. A member is shown under the path of its container and its own, and keeps its
    provenance. Same bytes, same members, in the order in which they stand.
    """
    unpacking = _Unpacking()
    unpacking.take(source, depth=0)
    return tuple(unpacking.sources), (*unpacking.problems, *unpacking.untold(source.path))


def may_hold_several(source: Source) -> bool:
    """Whether a source is worth a closer look: a Word document is, which is an archive by its first bytes."""
    content = source.content
    return is_archive(content) or is_mailbox(content) or is_mail(source) or _may_be_export(source)


@dataclass(slots=True)
class _Unpacking:
    """What has come out of one container, and how much more may."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    room: int = _MOST_BYTES
    _members_left: int = _MOST_MEMBERS
    _untold: int = 0
    _first: dict[bytes, str] = field(default_factory=dict)
    _paths: dict[str, int] = field(default_factory=dict)

    def take(self, source: Source, depth: int) -> None:
        """Keep a source that is one document, and open one that holds several."""
        try:
            members = self._members(source, depth)
            if members is None:
                self._keep(source)
            else:
                self._open(source, members, depth)
        except Unreadable as reason:
            self._refuse(source.path, str(reason), most=_MOST_TOLD if depth else _MOST_MEMBERS)

    def _members(self, source: Source, depth: int) -> Iterator[_Member] | None:
        """Return what stands in a source, or None where it is one document."""
        members = self._opened(source)
        if members is not None and depth >= _DEEPEST:
            raise Unreadable(f"is packed inside {_DEEPEST} others: unpack them and name the folder")
        return members

    def _opened(self, source: Source) -> Iterator[_Member] | None:
        content = source.content
        if is_archive(content):
            return None if is_word(content) else self._of_archive(open_archive(content))
        if is_mailbox(content):
            return _of_mailbox(content)
        if is_mail(source):
            return None if is_saved_page(source) else _of_mail(source)
        return _of_export(source)

    def _open(self, source: Source, members: Iterator[_Member], depth: int) -> None:
        before = len(self.sources) + len(self.problems) + self._untold
        for path, content in members:
            if not self._members_left:
                raise Unreadable(f"holds more than {_MOST_MEMBERS:,} documents: the first of them are read")
            self._members_left -= 1
            shown = self._unique(source.path if path is None else f"{source.path}/{path}")
            if isinstance(content, Unreadable):
                self._refuse(shown, str(content))
            elif path is None:
                self._keep(source)
            else:
                self.take(replace(source, path=shown, content=content), depth + 1)
        if before == len(self.sources) + len(self.problems) + self._untold:
            self._refuse(source.path, "holds no document that can be read")

    def _keep(self, source: Source) -> None:
        first = self._first.setdefault(source.content, source.path)
        if first != source.path:
            self._refuse(source.path, f"has the same bytes as {first}, which is read")
        else:
            self.sources.append(source)

    def untold(self, path: str) -> Iterator[Problem]:
        """The one problem that stands for those that are not named."""
        if self._untold:
            message = f"holds {self._untold:,} more that could not be used, which are not named here"
            yield Problem(subject=path, stage=_STAGE, message=message)

    def _refuse(self, path: str, message: str, most: int = _MOST_TOLD) -> None:
        if len(self.problems) >= most:
            self._untold += 1
            return
        self.problems.append(Problem(subject=path, stage=_STAGE, message=message))

    def _unique(self, path: str) -> str:
        """Return a path that no other member has: archives may hold a name twice."""
        self._paths[path] = self._paths.get(path, 0) + 1
        return path if self._paths[path] == 1 else f"{path} ({self._paths[path]})"

    def _of_archive(self, archive: Archive) -> Iterator[_Member]:
        _refuse_package(archive)
        folders = _folders([member.path for member in archive.members])
        for member in archive.members:
            if _is_passed_over(member.path, folders):
                continue
            reason = refused_by_name(member.path)
            if reason:
                yield _Member(member.path, Unreadable(reason))
                continue
            try:
                content = archive.read(member, _LARGEST)
            except Unreadable as error:
                yield _Member(member.path, error)
                continue
            self.room -= len(content)
            if self.room < 0:
                raise Unreadable(f"unpacks to more than {_MOST_BYTES // 1_000_000} MB: unpack it by hand")
            yield _Member(member.path, content or Unreadable("is empty"))


def refused_by_name(path: str) -> str | None:
    """Return why a member cannot be read by what its name tells, or None where it may be."""
    suffix = suffix_of(path)
    if suffix in SUFFIXES:
        return None
    if not suffix:
        return "has no suffix that tells a document, like .txt"
    return _ADVICE.get(suffix) or f"format not supported yet: {suffix}"


def suffix_of(path: str) -> str:
    """Return the suffix in small letters; empty where what follows the last full stop is none."""
    name = path.rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    suffix = f"{dot}{last}".lower()
    return suffix if stem and _SUFFIX.fullmatch(suffix) else ""


def _refuse_package(archive: Archive) -> None:
    """Raise ``Unreadable`` for the archives that other programs' documents are."""
    paths = {member.path for member in archive.members}
    if "[Content_Types].xml" in paths:
        raise Unreadable("is a spreadsheet, a slide show or a drawing: save it as PDF")
    kind = next((member for member in archive.members if member.path == "mimetype"), None)
    if kind is not None:
        stated = archive.read(kind, _TYPE_LENGTH)
        if stated.startswith(_OPEN_DOCUMENT):
            raise Unreadable("is an OpenDocument file: save it as .docx or PDF")
        if stated.startswith(b"application/epub"):
            raise Unreadable("is an e-book: save its text as .docx or PDF")


def _folders(paths: Sequence[str]) -> dict[str, set[str]]:
    """Return the names in each folder of an archive."""
    folders: dict[str, set[str]] = {}
    for path in paths:
        folder = path
        while folder:
            folder, _, name = folder.rpartition("/")
            names = folders.setdefault(folder, set())
            if name in names:
                break
            names.add(name)
    return folders


def _is_passed_over(path: str, folders: Mapping[str, set[str]]) -> bool:
    """Whether a member is no source by its name: hidden, a picture, of an edition, of a saved page."""
    if suffix_of(path) in _SILENT:
        return True
    folder = path
    while folder:
        folder, _, name = folder.rpartition("/")
        beside = folders[folder]
        page = name.removesuffix("_files")
        is_of_page = page != name and not beside.isdisjoint({f"{page}.html", f"{page}.htm"})
        is_no_source = name.startswith(".") or name == "__MACOSX" or name.casefold() in _NO_SOURCES
        if is_of_page or is_no_source or _is_edition(beside):
            return True
    return False


def _is_edition(names: set[str]) -> bool:
    """Whether a folder with these names was made by this program: it would cite itself."""
    return "brief.json" in names and not _PDFS.isdisjoint(names) and not _PAGES.isdisjoint(names)


def _of_mailbox(content: bytes) -> Iterator[_Member]:
    """Return the mails of a mailbox, each under its number."""
    starts = list(MAILBOX_LINE.finditer(content))
    for number, match in enumerate(starts, 1):
        end = starts[number].start() if number < len(starts) else len(content)
        mail = _ESCAPED.sub(b"", content[match.end() : end]).rstrip(b"\r\n") + b"\n"
        if _FOLDER_DATA not in mail[:2000]:
            yield _Member(str(number), mail)


def _of_mail(source: Source) -> Iterator[_Member] | None:
    """Return a mail, under no path of its own, and the documents attached to it; None where there are none."""
    from briefs.reading.mail import read_parcel  # noqa: PLC0415 - only mails need the library of mails

    parcel = read_parcel(source.content)
    named = [(shown_path(name).replace("/", "_"), content) for name, content in parcel.files]
    files = [(path, content) for path, content in named if path and suffix_of(path) not in _SILENT]
    if not files:
        return None
    own = [_Member(None, source.content)] if parcel.speaks else []
    return iter([*own, *(_attached(path, content) for path, content in files)])


def _attached(path: str, content: bytes) -> _Member:
    reason = refused_by_name(path)
    return _Member(path, Unreadable(reason) if reason else content or Unreadable("is empty"))


def _of_export(source: Source) -> Iterator[_Member] | None:
    """Return the posts of a channel's export; None where a source is no JSON by its name or its words."""
    if not _may_be_export(source):
        return None
    posts = posts_of(source.content)
    if posts is None and _is_json(source):
        raise Unreadable(_NO_EXPORT)
    if posts is None:
        return None
    return (_Member(f"post-{post.number}", post.content) for post in posts)


def _is_json(source: Source) -> bool:
    return suffix_of(source.path) == ".json"


def _may_be_export(source: Source) -> bool:
    begins = source.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return _is_json(source) or (begins and b'"messages"' in source.content)
