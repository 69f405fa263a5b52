"""``briefs preview``: a page that comes anew when a template is saved, for this machine only."""

import http.client
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.shipped import TEMPLATES
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, documents, environment

_PATIENCE = 30
"""Seconds after which a preview that says nothing is taken for broken."""


class Previewed:
    """A preview that runs, and what it answers."""

    def __init__(self, process: "subprocess.Popen[str]", port: int, folder: Path) -> None:
        self.process, self.port, self.folder = process, port, folder

    def get(self, path: str, host: str | None = None) -> tuple[int, str, bytes]:
        """Status, content security policy and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        found = answer.status, answer.headers["Content-Security-Policy"] or "", answer.read()
        connection.close()
        return found

    def once_it_says(self, words: bytes, path: str = "/") -> tuple[int, bytes]:
        """Status and body of a page once it holds some words: a change is noticed at the next look at the files."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            status, _, body = self.get(path)
            if words in body:
                return status, body
            time.sleep(0.05)
        raise AssertionError(f"the page never said {words!r}")

    def version(self, least: int = 0) -> int:
        """The version that is told to a page that listens, once it is at least so."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", "/changes", headers={"Host": f"localhost:{self.port}"})
        answer = connection.getresponse()
        told = -1
        while told < least:
            line = answer.readline()
            assert line, "the preview has ended"
            told = int(line.split()[1]) if line.startswith(b"data: ") else told
        connection.close()
        return told


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    """A preview of one document with templates of a house."""
    folder = tmp_path_factory.mktemp("desk")
    documents(folder / "in")
    (folder / "house").mkdir()
    shutil.copy(TEMPLATES / "browser-print.css", folder / "house")
    command = [*COMMAND, "preview", "in", "--templates", "./house", "--as-of", "2026-05-25", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert line.startswith("briefs: http://127.0.0.1:"), line
        yield Previewed(process, int(line.split(":")[3].split("/")[0]), folder)
        process.send_signal(signal.SIGINT)
        assert process.wait(_PATIENCE) == 130


def test_the_page_is_served_with_a_policy_that_lets_in_its_own_styles_and_one_script(
    previewed: Previewed,
) -> None:
    status, policy, body = previewed.get("/")

    assert status == 200
    assert "Korea–Japan Desk".encode() in body
    assert b'<script src="/reload.js" defer></script>' in body
    assert b"Content-Security-Policy" not in body
    assert "style-src 'sha256-" in policy
    assert policy.endswith("script-src 'self'; connect-src 'self'")


def test_the_pdf_is_served_too(previewed: Previewed) -> None:
    assert previewed.get("/brief.pdf")[2].startswith(b"%PDF-")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example"])
def test_a_request_by_another_name_is_refused(previewed: Previewed, host: str) -> None:
    status, _, body = previewed.get("/", host)

    assert (status, b"summit" in body) == (421, False)


def test_a_set_that_is_not_there_is_told_at_once_as_by_a_build(run: Run, tmp_path: Path) -> None:
    documents(tmp_path / "in")
    for command in ("preview", "build"):
        done = run(command, "in", "--templates", "nope", cwd=tmp_path)
        assert done.returncode == 78
        assert "nope: there is no such folder; shipped sets are: default, executive" in done.stderr


def test_only_what_there_is_can_be_had(previewed: Previewed) -> None:
    assert previewed.get("/../briefs.toml")[0] == 404
    assert previewed.get("/sources/x")[0] == 404


def test_a_saved_template_is_told_and_a_mistake_is_shown_with_file_and_line_until_it_is_mended(
    previewed: Previewed,
) -> None:
    own = previewed.folder / "house" / "parts" / "method.html.j2"
    own.parent.mkdir(exist_ok=True)
    before = previewed.version()
    own.write_text("<p>made\n{{ page.dek }}</p>\n", "utf-8")
    status, wrong = previewed.once_it_says(b"method.html.j2:2: ")
    between = previewed.version(before + 1)
    own.write_text("<p>made by hand</p>\n", "utf-8")
    mended, _ = previewed.once_it_says(b"<p>made by hand</p>")

    assert (status, mended) == (500, 200)
    assert b'<script src="/reload.js" defer></script>' in wrong
    assert previewed.version(between + 1) > between


def test_a_mistake_in_a_style_sheet_for_paper_is_shown_with_its_line(previewed: Previewed) -> None:
    sheet = previewed.folder / "house" / "more-print.css"
    sheet.write_text("\np { colour: red }\n", "utf-8")

    status, _ = previewed.once_it_says(b"more-print.css:2, unknown property", "/brief.pdf")
    sheet.unlink()

    assert status == 500


def test_a_browser_that_says_nothing_keeps_nobody_waiting(previewed: Previewed) -> None:
    idle = http.client.HTTPConnection("127.0.0.1", previewed.port, timeout=_PATIENCE)
    idle.connect()
    began = time.monotonic()

    assert previewed.get("/reload.js")[0] == 200
    assert time.monotonic() - began < 5
    idle.close()


def test_a_port_that_is_no_port_is_a_mistake_of_the_command_line(run: Run, tmp_path: Path) -> None:
    documents(tmp_path / "in")

    done = run("preview", "in", "--as-of", "2026-05-25", "--port", "ssh")

    assert done.returncode == 2
    assert '"ssh" is no port from 0 to 65535' in done.stderr


def test_a_port_in_use_is_told(run: Run, tmp_path: Path, previewed: Previewed) -> None:
    documents(tmp_path / "in")

    done = run("preview", "in", "--as-of", "2026-05-25", "--port", str(previewed.port))

    assert done.returncode == 73
    assert "choose another with --port" in done.stderr
