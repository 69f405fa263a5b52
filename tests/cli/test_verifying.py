"""``briefs verify``, ``sign`` and ``keygen`` as they are used: what is printed, and the exit codes."""

import json
import re
from pathlib import Path

import pytest

from briefs.publication import Design, publish
from briefs.shipped import TEMPLATES
from tests.cli.conftest import Run
from tests.publication.material import single


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    brief, documents = single()
    return publish(brief, documents, Design(templates=TEMPLATES))


@pytest.fixture
def edition(files: dict[str, bytes], tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_brief_that_holds_ends_with_0_and_says_what_was_not_checked(run: Run, edition: Path) -> None:
    done = run("verify", edition)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^holds +the sentences +\d+ extracts? printed word for word", done.stdout, re.MULTILINE)
    assert "Not checked: the sources, the signature." in " ".join(done.stdout.split())
    assert "which anybody can make anew" in " ".join(done.stdout.split())


def test_a_brief_that_does_not_hold_ends_with_3_and_shows_where(run: Run, edition: Path) -> None:
    text = min((edition / "sources").iterdir())
    text.write_text(text.read_text("utf-8") + "!", "utf-8")
    done = run("verify", edition)
    assert done.returncode == 3
    assert "FAILS" in done.stdout
    assert "its digest is another" in " ".join(done.stdout.split())
    assert done.stderr.startswith("briefs: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_result_is_one_json_object_where_it_is_asked_for(run: Run, edition: Path) -> None:
    told = json.loads(run("verify", edition / "brief.pdf", "--json").stdout)
    assert told["holds"] is True
    assert {check["subject"] for check in told["checks"]} >= {"the file", "the pages", "the sentences"}


def test_the_houses_own_words_are_listed_where_they_are_asked_for(run: Run, edition: Path) -> None:
    assert "Key points" in run("verify", edition, "--own-words").stdout


def test_what_is_no_brief_ends_with_65_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("verify", "brief.pdf")
    assert (done.returncode, done.stdout) == (65, "")
    assert len(done.stderr.splitlines()) == 1


def test_what_is_not_there_ends_with_66(run: Run, edition: Path) -> None:
    assert run("verify", "nowhere.pdf").returncode == 66
    assert run("verify", edition, "--sources", "nowhere").returncode == 66


def test_what_a_hostile_file_says_cannot_move_the_cursor(run: Run, edition: Path) -> None:
    renamed = edition / "brief\x1b[2J.pdf"
    (edition / "brief.pdf").rename(renamed)
    assert "\x1b" not in run("verify", renamed).stdout


def test_a_key_is_made_and_signs_and_its_public_half_verifies(
    run: Run, edition: Path, tmp_path: Path
) -> None:
    made = run("keygen", "desk.key", "--no-password")
    assert made.returncode == 0
    assert made.stdout.strip() in (tmp_path / "desk.key.pub").read_text()
    signed = run("sign", edition / "brief.pdf", "--key", "desk.key")
    assert signed.stdout.strip() == str(edition / "brief.pdf.minisig")
    for key in ("desk.key.pub", made.stdout.strip()):
        done = run("verify", edition, "--public-key", key)
        assert done.returncode == 0, done.stdout
        assert re.search(r"^holds +the signature", done.stdout, re.MULTILINE)


def test_a_key_that_others_may_read_ends_with_65_and_says_what_to_do(
    run: Run, edition: Path, tmp_path: Path
) -> None:
    run("keygen", "desk.key", "--no-password")
    (tmp_path / "desk.key").chmod(0o644)
    done = run("sign", edition / "brief.pdf", "--key", "desk.key")
    assert done.returncode == 65
    assert "chmod 600" in done.stderr


def test_the_schema_of_the_manifest_is_printed(run: Run) -> None:
    assert json.loads(run("schema", "manifest").stdout)["title"].startswith("manifest.json")


def test_a_key_is_not_made_with_an_empty_password(run: Run, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("\n")
    (tmp_path / "password").chmod(0o600)
    done = run("keygen", "desk.key", "--password-file", "password")
    assert done.returncode == 65
    assert "protects nothing" in done.stderr
    assert not (tmp_path / "desk.key").exists()
