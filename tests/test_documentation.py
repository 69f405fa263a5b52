"""What the documentation says can be typed and followed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefs import config
from tests.distribution.servers import Box, listening
from tests.editions.following import feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/README.md")])
BLOCK = re.compile(r"^```(?:sh|shell|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^```csv\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTINGS = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"""\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)\"""")
TARGET = re.compile(r"\bmake ([a-z]+(?:-[a-z]+)*)\b")
ALLOWED = "sed -i 's/^private_hosts = .*/private_hosts = [\"127.0.0.1\"]/' briefs.toml"
FEWER = "find sources -type f | sort | tail -n +5 | xargs rm"
"""Four of the sample sources are enough to see that each command runs, and each build takes half the time."""
MAIL = """[mail]
owners = ["owner@office.example"]
from = "briefs@office.example"
server = "127.0.0.1"
security = "none"
mailbox = {{path = "mailbox"}}
port = {port}

"""
FIRST = 3
"""Lines that bring the command into reach and make a workspace."""
INSTALLING = ("make", "git", "pip", "pipx", "sudo", "apt-get")
"""Commands that install: they are run elsewhere, in an environment of their own."""


def page_names() -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in PAGES]


def test_every_part_of_the_readme_with_commands_is_run() -> None:
    assert parts_with_commands().keys() == {"Every day", "Every Monday", "To the readers"}


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Every day", marks=pytest.mark.deep),
        pytest.param("Every Monday", marks=pytest.mark.deep),
        "To the readers",
    ],
)
def test_every_command_of_the_readme_runs_as_it_stands(heading: str, tmp_path: Path) -> None:
    """In a folder that holds nothing but the environment: what a command reads must come from the ones before it.

    Each part begins in the workspace that the first lines of the first one make.
    """
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    if not Path(sys.prefix, "bin", "activate").is_file():
        pytest.skip("runs in a virtual environment only, as the one of “make setup”")
    (checkout / ".venv").symlink_to(sys.prefix)
    taken = Box()
    with Served() as served, listening(taken) as port:
        served.server.on("/feed", answer(feed("a")))
        served.server.on("/a", answer(page("Supply chain ferry")))
        parts = parts_with_commands()
        lines = dict.fromkeys([*parts["Every day"][:FIRST], *parts[heading]])
        script = "\n".join(lines).replace("https://harbour.example", served.server.url(""))
        # The site of the examples stands on this machine, which has to be allowed.
        script = script.replace("cd desk\n", f"cd desk\n{ALLOWED}\n{FEWER}\n{delivering(port)}\n", 1)

        done = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", script],
            cwd=checkout,
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    if heading == "To the readers":
        to = [envelope.rcpt_tos for envelope in taken.taken]
        assert sorted(to) == [["ada@office.example"], ["bo@office.example"], ["me@office.example"]]


@pytest.mark.parametrize("name", page_names())
def test_every_configuration_that_is_shown_is_accepted(name: str, tmp_path: Path) -> None:
    """One that shows another part of it stands beside the sample themes: without any theme there is no brief."""
    sample = (ROOT / "briefs.toml").read_text(encoding="utf-8")
    themes = sample[sample.index("\n[[themes]]") :]
    for number, block in enumerate(SETTINGS.findall((ROOT / name).read_text(encoding="utf-8"))):
        file = tmp_path / f"{number}.toml"
        file.write_text(block if "[[themes]]" in block else block + themes, encoding="utf-8")

        assert config.load(file).themes


@pytest.mark.parametrize("name", page_names())
def test_every_relative_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    targets = [first or second for first, second in LINK.findall(without_blocks(page))]
    relative = [target.partition("#") for target in targets if not re.match(r"[a-z]+:", target)]

    for path, _, heading in relative:
        linked = (page.parent / path) if path else page
        assert linked.exists(), f"{name}: {path}"
        assert not heading or heading in anchors(linked), f"{name}: {path}#{heading}"


@pytest.mark.parametrize("name", page_names())
def test_every_make_target_that_is_named_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = (ROOT / name).read_text(encoding="utf-8")
    code = "\n".join([*BLOCK.findall(text), *re.findall(r"(?<!`)`[^`\n]+`", text)])

    for target in TARGET.findall(code):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{name}: make {target}"


@pytest.mark.parametrize("folder", [".", "tests", "tests/benchmarks"])
def test_a_lock_pins_every_file_by_digest_and_names_no_address(folder: str) -> None:
    text = (ROOT / folder / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index" not in text
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins(text))


def delivering(port: int) -> str:
    """Shell lines that let a desk send by a server on this machine, and give it the readers of the README."""
    (table,) = TABLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return f"""cat > readers.csv <<'END'
{table}END
mkdir -p mailbox/new mailbox/cur mailbox/tmp
{{ cat <<'END'
{MAIL.format(port=port)}END
cat briefs.toml
}} > with-mail
mv with-mail briefs.toml"""


def parts_with_commands() -> dict[str, list[str]]:
    """The commands under each heading of the README that has any."""
    parts = re.split(r"^## ", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: lines for part in parts if (lines := commands(part))}


def commands(markdown: str) -> list[str]:
    """The lines of all shell blocks, in order, without those that install."""
    lines = "".join(BLOCK.findall(markdown)).splitlines()
    return [line for line in lines if not line.startswith(INSTALLING)]


def without_blocks(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get where it is published."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def pins(text: str) -> list[str]:
    """One entry for each requirement: its name, version and digests."""
    return re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash[^\n]*)*", text, re.MULTILINE)
