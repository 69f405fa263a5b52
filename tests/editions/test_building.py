"""From paths to an edition on disk: what it says of itself, what it leaves out, and that it is whole."""

import contextlib
import datetime
import itertools
import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefs import shipped
from briefs.config import load
from briefs.editions.building import BuildRequest, BuildResult, Progress, Step, build, edition_of
from briefs.errors import NoInput, NothingReadable, TemplateError
from briefs.publication import Design
from tests.cli.terminal import COMMAND, DOCUMENT, documents, environment

SEOUL = ZoneInfo("Asia/Seoul")
DATED = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{date}T08:00:00+09:00"></head><body><article><h1>{title}</h1>
<p>The two governments said on the day of the {title} that LNG stocks and semiconductor supply chains will be
shared in a crisis, and that a summit in a hometown is to be held twice a year.</p>
<p>Officials added that the dialogue with North Korea on the military agreement remains open at every level,
and that the return of the remains from the undersea coal mine will be prepared this year.</p>
</article></body></html>
"""


def _request(tmp_path: Path, *paths: Path) -> BuildRequest:
    return BuildRequest(
        settings=load(shipped.CONFIGURATION),
        paths=paths or (documents(tmp_path / "in"),),
        as_of=datetime.datetime(2026, 5, 25, 6, 0, tzinfo=SEOUL),
        since=None,
        edition=None,
        out=tmp_path / "out",
        design=Design(templates=shipped.TEMPLATES),
    )


def _build(request: BuildRequest) -> BuildResult:
    return build(request, lambda _: None)


def _brief(result: BuildResult) -> dict[str, object]:
    brief: dict[str, object] = json.loads((result.folder / "brief.json").read_bytes())
    return brief


def test_an_edition_holds_its_files_and_the_texts_that_are_cited(tmp_path: Path) -> None:
    result = _build(_request(tmp_path))

    names = sorted(
        str(path.relative_to(result.folder)) for path in result.folder.rglob("*") if path.is_file()
    )
    *files, text = names
    assert files == ["brief.html", "brief.json", "brief.pdf", "choices.json"]
    assert text.startswith("sources/")
    assert [path.name for path in result.files] == ["brief.pdf", "brief.html", "brief.json"]


def test_an_edition_says_when_it_speaks_what_it_covers_and_how_it_was_made(tmp_path: Path) -> None:
    request = _request(tmp_path)

    brief = _brief(_build(request))

    assert brief["edition"] == "2026-W22"
    assert brief["as_of"] == "2026-05-25T06:00:00+09:00"
    assert brief["coverage"] == {"start": None, "end": "2026-05-26"}
    assert brief["method"]["configuration"] == request.settings.digest  # type: ignore[index]
    assert brief["title"] == request.settings.title


@pytest.mark.parametrize(
    ("day", "edition"), [("2026-05-24", "2026-W21"), ("2027-01-01", "2026-W53"), ("2029-12-31", "2030-W01")]
)
def test_an_edition_is_called_by_its_iso_week(day: str, edition: str) -> None:
    assert edition_of(datetime.datetime.fromisoformat(day).replace(tzinfo=SEOUL)) == edition


def test_what_was_published_after_the_day_is_not_included(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    (folder / "same.html").write_text(DATED.format(title="May Talks", date="2026-05-25"), encoding="utf-8")
    (folder / "late.html").write_text(DATED.format(title="June Talks", date="2026-06-01"), encoding="utf-8")

    result = _build(_request(tmp_path, folder))

    (problem,) = result.not_included
    assert result.documents == 2
    assert problem.subject == "in/late.html"
    assert "2026-06-01" in problem.message


def test_one_bad_document_never_stops_the_others(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.txt").touch()
    (folder / "scan.xls").write_bytes(b"%PDF")

    result = _build(_request(tmp_path, folder))

    assert result.documents == 1
    assert [problem.subject for problem in result.not_included] == [
        "in/binary.txt",
        "in/empty.txt",
        "in/scan.xls",
    ]
    printed = (result.folder / "brief.html").read_text(encoding="utf-8")
    assert all(problem.subject in printed for problem in result.not_included)


def test_one_glyph_never_stops_a_build(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    marked = DOCUMENT.replace("Leaders agree", "🚢 Leaders agree").replace(
        "in their hometowns", "in their hometowns 𒀀"
    )
    (folder / "visit.txt").write_text(marked, encoding="utf-8")

    result = _build(_request(tmp_path, folder))

    assert result.statements > 0
    assert [problem.message for problem in result.not_included] == [
        "sentences with U+12000 CUNEIFORM SIGN A are left out: no font has it"
    ]


def test_each_step_is_reported_once_and_in_order(tmp_path: Path) -> None:
    steps: list[Progress] = []

    build(_request(tmp_path), steps.append)

    assert [progress.step for progress in steps] == [*Step]


def test_an_empty_folder_is_told_with_what_to_put_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()

    with pytest.raises(NothingReadable, match=r"no documents in .*in: put documents there, like .txt"):
        _build(_request(tmp_path, tmp_path / "in"))
    assert not (tmp_path / "out").exists()


def test_ten_thousand_empty_files_end_in_one_message(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(10_000):
        (tmp_path / "in" / f"{number}.txt").touch()
    started = time.perf_counter()

    with pytest.raises(NothingReadable) as caught:
        _build(_request(tmp_path, tmp_path / "in"))
    assert "in/0.txt: is empty" in str(caught.value)
    assert len(str(caught.value)) < 500
    assert time.perf_counter() - started < 5


def test_without_any_path_it_is_told_where_to_name_one(tmp_path: Path) -> None:
    request = _request(tmp_path)

    with pytest.raises(NoInput, match="name a folder or a file"):
        _build(replace(request, paths=(), settings=replace(request.settings, sources=())))


def test_an_edition_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    request = _request(tmp_path)
    before = _build(request)
    kept = {path: path.read_bytes() for path in before.folder.rglob("*") if path.is_file()}
    (tmp_path / "templates").mkdir()

    with pytest.raises(TemplateError):
        _build(replace(request, design=Design(templates=tmp_path / "templates")))

    assert {path: path.read_bytes() for path in before.folder.rglob("*") if path.is_file()} == kept
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2026-W22"]


def test_an_out_inside_the_sources_is_never_read(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    request = replace(_request(tmp_path, folder), out=folder / "out")
    first = {path.name: path.read_bytes() for path in _build(request).files}

    second = {path.name: path.read_bytes() for path in _build(request).files}

    assert first == second


def test_order_working_folder_time_zone_and_hash_seed_do_not_change_one_byte(tmp_path: Path) -> None:
    one = documents(tmp_path / "in" / "one")
    two = tmp_path / "in" / "two"
    two.mkdir()
    for number in range(3):
        text = DOCUMENT.replace("Monday", f"{number + 3} May 2026").replace(
            "summit", f"summit number {number}"
        )
        (two / f"{number}.md").write_text(text, encoding="utf-8")
    (two / "0.xls").write_bytes(b"%PDF")
    runs = [
        ([one, two], tmp_path, {"TZ": "UTC", "PYTHONHASHSEED": "1"}),
        ([two, one], tmp_path / "in", {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    ]

    outcomes = []
    for place, (paths, cwd, changes) in enumerate(runs):
        out = tmp_path / f"out{place}"
        shown = [str(path.relative_to(cwd)) for path in paths]
        options = ["--as-of", "2026-05-25", "--edition", "x", "--out", str(out), "--quiet"]
        config = ["--config", str(shipped.CONFIGURATION)]
        command = [*COMMAND, "build", *shown, *options, *config]
        subprocess.run(command, cwd=cwd, env=environment(**changes), check=True, capture_output=True)
        outcomes.append(
            {name: content for name, content in _files(out).items() if not name.startswith(".site/")}
        )  # what the site keeps for itself tells when files were made

    assert len(outcomes[0]) > 3
    assert outcomes[0] == outcomes[1]


def test_a_build_killed_anywhere_leaves_the_old_edition_or_the_new(tmp_path: Path) -> None:
    """Kills builds of another source over an edition; the last one is let live and cleans up."""
    old = _build(replace(_request(tmp_path), edition="x"))
    kept = _files(old.folder)
    (tmp_path / "in" / "visit.txt").write_text(DOCUMENT.replace("crisis", "shortage"), encoding="utf-8")
    arguments = ["build", "in", "--as-of", "2026-05-25T06:00", "--edition", "x", "--quiet", "--no-site"]
    command = [sys.executable, "-m", "briefs.cli", *arguments, "--config", str(shipped.CONFIGURATION)]
    subprocess.run(
        [*command, "--out", "whole"], cwd=tmp_path, env=environment(), check=True, stdout=subprocess.DEVNULL
    )
    whole = _files(tmp_path / "whole" / "x")
    assert b"shortage" in whole["brief.json"]
    assert b"shortage" not in kept["brief.json"]

    for delay in (0.5, 0.9, 1.3):
        with subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL) as run:
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.wait(delay)
            run.send_signal(signal.SIGKILL)
        assert _files(old.folder) in (kept, whole)

    for _ in itertools.takewhile(lambda _: len([*old.folder.parent.iterdir()]) > 1, range(5)):
        time.sleep(0.5)  # a page that was being laid out for a killed build ends a little later
        subprocess.run(command, cwd=tmp_path, env=environment(), check=True, stdout=subprocess.DEVNULL)
    assert [path.name for path in old.folder.parent.iterdir()] == ["x"]


def _files(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, by path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
