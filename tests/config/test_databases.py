"""A store can be a folder or a PostgreSQL; what is wrong with an address is told without repeating it."""

from pathlib import Path

import pytest

from briefs.config import load
from briefs.config.databases import holds_password
from briefs.errors import ConfigurationError

THEMES = """
[[themes]]
id = "a"
title = "First"
description = "What the first theme is about"
terms = ["summit"]
"""


def _file(folder: Path, store: str) -> Path:
    path = folder / "briefs.toml"
    path.write_text(f'store = "{store}"\n{THEMES}', "utf-8")
    return path


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://desk@localhost/briefs", "postgresql://desk@localhost/briefs"),
        ("postgresql://desk:hush@db.example:5433/briefs", "postgresql://desk@db.example:5433/briefs"),
        ("postgres:///briefs", "postgresql:///briefs"),
        ("postgresql:///briefs?host=/run/pg&sslmode=require", "postgresql:///briefs?host=/run/pg"),
        ("postgresql://desk:a%40b@[::1]/briefs", "postgresql://desk@[::1]/briefs"),
    ],
)
def test_a_database_is_named_by_its_address_and_shown_without_the_password(
    tmp_path: Path, address: str, shown: str
) -> None:
    loaded = load(_file(tmp_path, address))

    assert loaded.database == address
    assert loaded.store == tmp_path / "store", "locks and work on documents stay on this machine"
    assert loaded.store_name == shown
    assert "hush" not in repr(loaded)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, "kept"))

    assert (loaded.database, loaded.store, loaded.store_name) == (
        None,
        tmp_path / "kept",
        str(tmp_path / "kept"),
    )


def test_where_it_is_kept_is_no_part_of_what_an_edition_depends_on(tmp_path: Path) -> None:
    digests = {
        load(_file(tmp_path, store)).digest for store in ("kept", "postgresql://desk:hush@localhost/briefs")
    }

    assert len(digests) == 1


@pytest.mark.parametrize(
    ("address", "mistake"),
    [
        ("mysql://desk:hush@localhost/briefs", "is an address of something else than PostgreSQL"),
        ("postgresql://desk:hush@localhost", "names no database"),
        ("postgresql://desk:hush@localhost/", "names no database"),
        ("postgresql://desk:hush@localhost:port/briefs", "is no address that can be read"),
        ("postgresql://desk@[localhost/briefs?x=hush", "is no address that can be read"),
        ("postgresql://desk@localhost/briefs?password=hush", "holds a password after the question mark"),
    ],
)
def test_a_wrong_address_is_told_with_its_line_and_not_repeated(
    tmp_path: Path, address: str, mistake: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(_file(tmp_path, address))

    (told,) = caught.value.mistakes
    assert told.startswith(f"line 1: store {mistake}")
    assert "hush" not in told


def test_a_password_in_an_address_is_noticed() -> None:
    assert holds_password("postgresql://desk:hush@localhost/briefs")
    assert not holds_password("postgresql://desk@localhost/briefs")
