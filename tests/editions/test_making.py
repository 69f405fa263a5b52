"""A kept snapshot is made into the same bytes anywhere, and into those that a build makes of the same material."""

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.editions.building import BuildRequest, build
from briefs.editions.snapshots.house import content_of
from briefs.editions.snapshots.making import Made, make
from briefs.editions.snapshots.parts import Snapshot
from briefs.errors import TemplateError
from briefs.model import Edit, EditKind
from briefs.publication import Design
from tests.editions.sealed_weeks import House, house, taken


@dataclasses.dataclass(frozen=True)
class Kept:
    """A desk, what it keeps as what its edition is made of, and what was made of it."""

    desk: House
    snapshot: Snapshot
    made: Made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The first edition of a desk."""
    desk = house(tmp_path_factory.mktemp("desk"))
    snapshot = taken(desk)
    return Kept(desk, snapshot, make(snapshot))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """Temporary folders stand in a deep one of another name, for one test."""
    before, folder = tempfile.tempdir, tmp_path / "a deep & <odd> folder" / "of temporary things"
    folder.mkdir(parents=True)
    tempfile.tempdir = str(folder)
    yield folder
    tempfile.tempdir = before


def test_it_is_what_a_build_of_the_same_folder_makes(kept: Kept, tmp_path: Path) -> None:
    settings = kept.desk.settings
    built = build(
        BuildRequest(
            settings=settings,
            paths=(),
            since=None,
            as_of=kept.snapshot.as_of,
            edition=kept.snapshot.edition,
            out=tmp_path / "out",
            design=Design(templates=settings.templates, brand=settings.brand),
        ),
        lambda _: None,
    )
    told = {
        path.relative_to(built.folder).as_posix(): path.read_bytes()
        for path in built.folder.rglob("*")
        if path.is_file()
    }
    assert told == kept.made.files


def test_it_is_the_same_in_any_folder_and_time_zone(
    kept: Kept, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.chdir(elsewhere)
    assert make(kept.snapshot, kept_in=elsewhere / "work").files == kept.made.files


def test_temporary_files_are_gone_afterwards(kept: Kept, elsewhere: Path) -> None:
    with pytest.raises(KeyError):
        make(dataclasses.replace(kept.snapshot, covering=("2026-W20",)))
    assert [*elsewhere.iterdir()] == []


def test_it_is_set_with_the_templates_that_were_kept_and_not_with_those_that_are_shipped(kept: Kept) -> None:
    mine = "/* as it was */ .theme { margin-top: 1pt }\n"
    name = "templates/base/screen.css"
    files = dict(kept.snapshot.files) | {name: content_of(mine.encode())}
    page = make(dataclasses.replace(kept.snapshot, files=files)).files["brief.html"].decode()
    assert mine in page
    assert mine not in kept.made.files["brief.html"].decode()


def test_a_template_that_is_wrong_is_told_by_the_name_it_is_kept_under(kept: Kept) -> None:
    name = "templates/base/executive/brief.html.j2"
    files = dict(kept.snapshot.files) | {name: content_of(b"{{ page.nothing }}")}
    with pytest.raises(TemplateError, match=r"^templates/base/executive/brief\.html\.j2:1: "):
        make(dataclasses.replace(kept.snapshot, files=files))


def test_an_edit_of_an_analyst_is_made(kept: Kept) -> None:
    brief = kept.made.brief
    section = next(section for section in brief.sections if section.statements)
    cited = section.statements[0].citations[0]
    edit = Edit(
        kind=EditKind.DROP,
        theme=section.theme,
        actor="Kim",
        document=brief.references[cited.reference - 1].document,
        start=cited.start,
        end=cited.end,
    )
    edited = make(kept.snapshot, [edit]).brief
    printed = [statement.text for section in edited.sections for statement in section.statements]
    assert printed
    assert section.statements[0].text not in printed


def test_a_draft_says_so_in_its_name(kept: Kept) -> None:
    assert "brief.DRAFT.pdf" in make(kept.snapshot, draft=True).files


def test_the_fonts_are_those_in_the_pdf_and_no_others(kept: Kept) -> None:
    assert "SourceSerifPro-Regular.otf" in kept.made.fonts
    assert not any("CJK" in name for name in kept.made.fonts)
