"""``briefs templates eject`` copies what one wants to change, and nothing that stands is lost."""

from pathlib import Path

import pytest

from briefs.editions.ejecting import eject, shipped_sets
from briefs.errors import NoInput, OutputError
from briefs.publication.sets import chain
from briefs.shipped import TEMPLATES


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("masthead", ["parts/masthead.html.j2"]),
        ("parts/masthead.html.j2", ["parts/masthead.html.j2"]),
        ("print.css", ["print.css"]),
        ("executive/brief.html.j2", ["executive/brief.html.j2"]),
        ("brief", ["brief.html.j2"]),
    ],
)
def test_a_part_a_file_or_a_file_of_a_set_is_copied_under_its_name(
    tmp_path: Path, name: str, copied: list[str]
) -> None:
    written = eject([name], tmp_path / "house")

    assert names(tmp_path / "house") == copied
    assert [path.read_bytes() for path in sorted(written)] == [
        (TEMPLATES / one).read_bytes() for one in copied
    ]


def test_a_set_is_copied_whole_and_falls_back_to_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    eject(["executive"], tmp_path)
    (executive,) = (one for one in shipped_sets() if one.name == "executive")

    assert names(tmp_path / "executive") == sorted(executive.files)
    assert chain(tmp_path / "executive")[1] == TEMPLATES / "executive"


def test_the_default_set_is_copied_without_the_sets_inside_it(tmp_path: Path) -> None:
    eject(["default"], tmp_path)

    assert "brief.html.j2" in names(tmp_path)
    assert "print.css" in names(tmp_path)
    assert not (tmp_path / "executive").exists()
    assert "README.md" not in names(tmp_path)


def test_nothing_that_stands_is_overwritten_but_by_force(tmp_path: Path) -> None:
    (tmp_path / "print.css").write_text("mine", "utf-8")

    with pytest.raises(OutputError, match=r"print\.css: stands there already; .* --force"):
        eject(["print.css", "masthead"], tmp_path)
    assert names(tmp_path) == ["print.css"]
    assert (tmp_path / "print.css").read_text("utf-8") == "mine"
    eject(["print.css"], tmp_path, force=True)
    assert (tmp_path / "print.css").read_text("utf-8") != "mine"


def test_a_name_that_is_none_is_told(tmp_path: Path) -> None:
    for name in ("mast", "../pyproject.toml", "", "parts/../print.css"):
        with pytest.raises(NoInput, match="briefs templates list"):
            eject([name], tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "house").touch()

    with pytest.raises(OutputError, match="cannot be written"):
        eject(["masthead"], tmp_path / "house")
