"""A file is shown under the name of the folder that was given, wherever that folder stands."""

from pathlib import Path

import pytest

from briefs.sources.labels import labels, shown


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def test_a_folder_is_shown_by_its_own_name_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_folder(tmp_path / "seeds"))

    for written in (Path(), Path("../seeds"), tmp_path / "seeds", Path("../seeds/../seeds")):
        assert labels([written]) == {written: "seeds"}


def test_two_dots_are_shown_as_the_folder_they_lead_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_folder(tmp_path / "seeds" / "inner"))

    assert labels([Path("..")]) == {Path(".."): "seeds"}


def test_folders_of_one_name_are_told_apart_by_their_parents(tmp_path: Path) -> None:
    ours, theirs = _folder(tmp_path / "ours" / "seeds"), _folder(tmp_path / "theirs" / "seeds")

    assert labels([ours, theirs]) == {ours: "ours/seeds", theirs: "theirs/seeds"}


def test_a_folder_inside_one_of_its_own_name_is_told_apart(tmp_path: Path) -> None:
    outer = _folder(tmp_path / "top" / "seeds")
    inner = _folder(outer / "seeds")

    found = labels([outer, inner])

    assert found == {outer: "top/seeds", inner: "seeds/seeds"}


def test_a_label_never_lies_inside_another(tmp_path: Path) -> None:
    one, two = _folder(tmp_path / "a" / "x"), _folder(tmp_path / "b" / "x")
    three = _folder(tmp_path / "c" / "a")

    found = labels([one, two, three])

    assert sorted(found.values()) == ["b/x", "c/a", f"{tmp_path.name}/a/x"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Besuch – Tag 1.txt", "Besuch – Tag 1.txt"),
        ("caf\udce9.txt", r"caf\xe9.txt"),
        ("two\nlines.txt", r"two\nlines.txt"),
        ("evil\u202etxt.exe", r"evil\u202etxt.exe"),
        ("한국.txt", "한국.txt"),
    ],
)
def test_a_name_is_shown_in_printable_unicode(name: str, text: str) -> None:
    assert shown(name) == text
