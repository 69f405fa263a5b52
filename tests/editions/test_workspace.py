"""A new workspace has what a build needs, and nothing that exists is changed."""

from pathlib import Path

import pytest

from briefs import shipped
from briefs.config import load
from briefs.editions.workspace import create
from briefs.errors import OutputError
from briefs.sources import gather


def test_a_workspace_reads_its_own_folder_of_samples(tmp_path: Path) -> None:
    create(tmp_path / "desk")

    settings = load(tmp_path / "desk" / "briefs.toml")
    sources, _ = gather(settings.paths, settings.max_bytes)
    assert settings.paths == (tmp_path / "desk" / "sources",)
    assert len(sources) > 5


def test_the_configuration_keeps_the_comments_of_the_shipped_one(tmp_path: Path) -> None:
    create(tmp_path / "desk")

    made = (tmp_path / "desk" / "briefs.toml").read_text(encoding="utf-8").splitlines()
    shipped_lines = shipped.CONFIGURATION.read_text(encoding="utf-8").splitlines()
    assert [line for line in made if line not in shipped_lines] == ['path = "sources"']


def test_what_was_written_is_told(tmp_path: Path) -> None:
    written = create(tmp_path / "desk")

    assert {path for path in (tmp_path / "desk").rglob("*") if path.is_file()} == set(written)
    assert tmp_path / "desk" / ".gitignore" in written


def test_in_a_workspace_only_missing_files_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    create(folder)
    (folder / "briefs.toml").write_text("mine", encoding="utf-8")
    (folder / "README.md").unlink()

    assert create(folder) == (folder / "README.md",)
    assert (folder / "briefs.toml").read_text(encoding="utf-8") == "mine"


def test_samples_that_were_removed_do_not_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    create(folder)
    for path in (folder / "sources").iterdir():
        path.unlink()

    assert create(folder) == ()


def test_a_folder_of_hidden_files_is_as_good_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert create(tmp_path)


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match=r"is not empty and holds no briefs\.toml; name a new folder"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").touch()

    with pytest.raises(OutputError, match="is not a folder"):
        create(tmp_path / "desk")
    with pytest.raises(OutputError, match="cannot be written"):
        create(tmp_path / "desk" / "deeper")
