"""A seal names everything an edition is, and everything it was made from, in the one way it can be written."""

import dataclasses
import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import briefs
from briefs.editions.snapshots.house import content_of
from briefs.editions.snapshots.making import Made, make
from briefs.editions.snapshots.parts import Snapshot
from briefs.editions.snapshots.sealing import inputs_of, seal_of, versions
from briefs.model import Edit, EditKind, Marking, Problem
from tests.editions.sealed_weeks import House, house, taken

HEAD = "sha256:" + 64 * "4"
COMMENT = Edit(kind=EditKind.COMMENT, theme="mine", actor="Kim", text="We judge it likely.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def snapshot(desk: House) -> Snapshot:
    return taken(desk)


@pytest.fixture(scope="module")
def made(snapshot: Snapshot) -> Made:
    return make(snapshot)


def test_it_names_every_file_by_its_digest(snapshot: Snapshot, made: Made) -> None:
    files = json.loads(seal_of(snapshot, made, (), HEAD))["files"]
    assert files == {
        name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in made.files.items()
    }
    assert {"brief.pdf", "brief.html", "brief.json", "choices.json"} <= files.keys()


def test_it_says_which_edition_it_is_of_and_what_the_log_said_last(snapshot: Snapshot, made: Made) -> None:
    seal = json.loads(seal_of(snapshot, made, (), HEAD))
    told = {name: seal[name] for name in ("schema", "edition", "revision", "number", "as_of", "previous")}
    assert told == {
        "schema": "briefs/seal/1",
        "edition": "2026-W21",
        "revision": 0,
        "number": 1,
        "as_of": "2026-05-18T06:00:00+09:00",
        "previous": HEAD,
    }


def test_it_is_written_in_one_way(snapshot: Snapshot, made: Made) -> None:
    seal = seal_of(snapshot, made, (), HEAD)
    assert seal == seal_of(snapshot, made, (), HEAD)
    assert seal == json.dumps(json.loads(seal), sort_keys=True, separators=(",", ":")).encode()


def test_it_holds_no_path_of_this_machine(snapshot: Snapshot, made: Made, desk: House) -> None:
    seal = seal_of(snapshot, made, (), HEAD).decode()
    assert str(desk.folder) not in seal
    assert str(Path(briefs.__file__).parent) not in seal


def test_the_versions_are_those_that_are_here() -> None:
    told = versions()
    assert told["weasyprint"] == version("weasyprint")
    assert told["briefs"] == briefs.__version__
    assert {
        "code",
        "python",
        "pydyf",
        "fonttools",
        "jinja2",
        "lxml",
        "trafilatura",
        "nltk",
        "babel",
        "zlib",
    } <= told.keys()


def test_the_inputs_are_named_by_what_they_are(snapshot: Snapshot) -> None:
    inputs = inputs_of(snapshot, ())
    assert [path for path, _ in inputs["sources"]] == ["papers/a.txt", "papers/b.txt", "papers/c.txt"]
    assert "templates/base/print.css" in inputs["templates"]
    assert inputs["past"] == {}


def _changed(snapshot: Snapshot, name: str) -> tuple[Snapshot, tuple[Edit, ...]]:
    """The snapshot with one thing of it another, and the edits."""
    sources = list(snapshot.sources)
    changes: dict[str, Any] = {
        "title": {"settings": dataclasses.replace(snapshot.settings, title="Another brief")},
        "marking": {"settings": dataclasses.replace(snapshot.settings, marking=Marking.AMBER)},
        "archive": {"settings": dataclasses.replace(snapshot.settings, archive=True)},
        "formats": {"settings": dataclasses.replace(snapshot.settings, formats=("md",))},
        "template": {"files": {**snapshot.files, "templates/base/print.css": content_of(b"")}},
        "logo": {"files": {**snapshot.files, "brand/logo": content_of(b"")}},
        "style": {"files": {**snapshot.files, "style/a.csl": content_of(b"")}},
        "past": {"files": {**snapshot.files, "past/2026-W20/brief.json": content_of(b"{}")}},
        "source": {"sources": (dataclasses.replace(sources[0], digest=bytes(32)), *sources[1:])},
        "order": {"sources": tuple(reversed(sources))},
        "earlier": {"earlier": tuple(sources)},
        "problem": {"problems": (Problem(subject="a.rtf", stage="sources", message="cannot be read"),)},
        "number": {"number": 2},
        "revision": {"revision": 1},
        "correction": {"correction": "A figure was wrong."},
        "since": {"since": snapshot.as_of},
        "covering": {"covering": ("2026-W20",)},
        "edits": {},
    }
    return dataclasses.replace(snapshot, **changes[name]), (COMMENT,) if name == "edits" else ()


@pytest.mark.parametrize(
    "name",
    [
        "title", "marking", "archive", "formats", "template", "logo", "style", "past", "source", "order", "earlier",
        "problem", "number", "revision", "correction", "since", "covering", "edits",
    ],
)  # fmt: skip
def test_whatever_changes_of_what_it_is_made_from_changes_the_seal(snapshot: Snapshot, name: str) -> None:
    assert inputs_of(*_changed(snapshot, name)) != inputs_of(snapshot, ())


def test_whatever_changes_of_the_files_changes_the_seal(snapshot: Snapshot, made: Made) -> None:
    other = dataclasses.replace(made, files=made.files | {"brief.html": made.files["brief.html"] + b"\n"})
    assert seal_of(snapshot, other, (), HEAD) != seal_of(snapshot, made, (), HEAD)
