"""``briefs serve``: it answers until it is told to end, and begins only where it can do what it promises."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from briefs.distribution.tokens import sign
from briefs.editions.delivery.secret import secret_of
from briefs.model import Marking, Reader
from briefs.store import open_store
from tests.archive.standing import FERRY, FOG, brief, stand
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, ROOT, briefs, environment
from tests.store.contents import NOON

_PATIENCE = 60
"""Seconds after which a server that says nothing is taken for broken."""
SETTINGS = """\
[brief]
title = "The strait this week"
organisation = "Narrow Sea Desk"

[mail]
owners = ["desk@narrow-sea.example"]
from = "briefs@narrow-sea.example"
server = "mail.narrow-sea.example"
unsubscribe = "leave@narrow-sea.example"

[[themes]]
id = "ferries"
title = "Ferries"
description = "Ferries across the strait, their timetables and their harbours, and what fog does to them."
terms = ["ferry"]
budget = 100
"""
ADA = Reader(address="ada@quay.example", ascii="ada@quay.example", name="Ada Lind")


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A desk with a reader, an edition for everybody, and one that is not."""
    (tmp_path / "briefs.toml").write_text(SETTINGS, "utf-8")
    stand(tmp_path / "out", brief(20, FERRY))
    stand(tmp_path / "out", brief(21, FOG, marking=Marking.AMBER))
    with open_store(tmp_path / "store", create=True) as store:
        store.readers(secret_of(tmp_path / "store", {})).put([ADA], NOON)
    return tmp_path


@pytest.fixture
def served(workplace: Path) -> Iterator["tuple[subprocess.Popen[str], str]"]:
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        cwd=workplace,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr
        line = process.stderr.readline()
        found = re.fullmatch(r"briefs: (http://127\.0\.0\.1:\d+/); Ctrl-C ends\n", line)
        assert found, line
        yield process, found[1]
        process.kill()


def test_a_reader_leaves_and_the_server_ends_well_and_names_nobody(
    served: "tuple[subprocess.Popen[str], str]", workplace: Path
) -> None:
    process, address = served
    secret = secret_of(workplace / "store", {})
    token = sign("unsubscribe", 1, secret)

    answer = httpx.post(
        f"{address}unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"}, timeout=_PATIENCE
    )
    wrong = httpx.post(f"{address}unsubscribe/{token[:-1]}", timeout=_PATIENCE)
    health = httpx.get(f"{address}health", timeout=_PATIENCE)
    assert process.stderr
    not_shown = process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    said = "".join(process.communicate(timeout=_PATIENCE))

    assert (answer.status_code, wrong.status_code, health.status_code) == (200, 404, 200)
    assert "leave@narrow-sea.example" in wrong.text
    assert process.returncode == 0
    assert not_shown == "briefs: not shown, for they are marked higher, drafts, or no editions: 2026-W21\n"
    assert said == ""
    assert secret.value not in health.text
    with open_store(workplace / "store", create=False) as store:
        assert [it.address for it in store.readers(secret).suppressions()] == [ADA.address]


def test_ctrl_c_ends_it_too(served: "tuple[subprocess.Popen[str], str]") -> None:
    process, _ = served
    process.send_signal(signal.SIGINT)

    assert "Traceback" not in "".join(process.communicate(timeout=_PATIENCE))
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--marking", "pink"], 2, '"pink" is no marking; there are CLEAR, GREEN, AMBER, AMBER+STRICT, RED'),
        (["--port", "x"], 2, '"x" is no port'),
        (["--proxy", "proxy.example"], 2, '"proxy.example" is neither an address'),
        (["--proxy", "*"], 2, '"*" is neither an address'),
        (["--host", "192.0.2.1", "--port", "0"], 73, "choose others with --host and --port"),
        (["--out", "nowhere", "--port", "0"], 66, "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is(
    run: Run, workplace: Path, arguments: list[str], code: int, told: str
) -> None:
    done = run("serve", *arguments, cwd=workplace)

    assert done.returncode == code
    assert told in " ".join(done.stderr.split())


def test_a_port_that_is_taken_is_told(run: Run, workplace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]), cwd=workplace)

    assert done.returncode == 73
    assert "cannot be used" in done.stderr


def test_a_desk_without_a_store_promises_no_reader_to_keep_a_refusal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "briefs.toml").write_text(SETTINGS, "utf-8")

    done = run("serve", "--no-archive", "--port", "0", cwd=tmp_path)

    assert done.returncode == 66
    assert "there is no store yet" in done.stderr


def test_the_secret_of_another_desk_is_refused(run: Run, workplace: Path) -> None:
    (workplace / "store" / "secret.key").write_text(f"{'0' * 64}\n", "utf-8")

    done = run("serve", "--port", "0", cwd=workplace)

    assert done.returncode == 77
    assert "0000" not in done.stderr


@pytest.mark.parametrize("library", ["starlette", "uvicorn"])
def test_a_library_that_is_not_installed_is_named_with_what_brings_it(tmp_path: Path, library: str) -> None:
    (tmp_path / "briefs.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / f"{library}.py").write_text(f"raise ModuleNotFoundError('gone', name='{library}')", "utf-8")

    done = briefs("serve", cwd=tmp_path, env=environment(PYTHONPATH=f"{tmp_path}:{ROOT}"))

    assert done.returncode == 69
    assert done.stderr == "briefs: briefs serve needs Starlette and uvicorn: pip install 'briefs[serve]'\n"
