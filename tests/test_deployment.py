"""What ``deploy/`` holds: an image that is made as ``make setup`` makes an environment, and the services of a desk."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation

from tests.cli.terminal import environment

ROOT: Final = Path(__file__).parents[1]
DEPLOY: Final = ROOT / "deploy"
PIN: Final = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with what they are given, in order."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(name, given.strip()) for name, _, given in (line.partition(" ") for line in lines if line)]


def given_to(name: str) -> list[str]:
    return [given for it, given in instructions() if it == name]


def makefile() -> str:
    return (ROOT / "Makefile").read_text("utf-8")


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text("utf-8")))


def compose() -> dict[str, Any]:
    found: dict[str, Any] = construct_yaml_implementation(pure=True).load(DEPLOY / "compose.yaml")
    return found


# ---- Lint ------------------------------------------------------------------------------------------------------------


def linted(*command: str | Path) -> str:
    program = Path(sys.executable).with_name(str(command[0]))
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_dockerfile_is_sound() -> None:
    assert linted("hadolint", "deploy/Dockerfile") == ""


def test_the_services_are_as_compose_reads_them() -> None:
    assert linted("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml") == ""


# ---- The image -------------------------------------------------------------------------------------------------------


def test_the_image_has_the_libraries_and_fonts_that_make_setup_installs() -> None:
    (wanted,) = re.findall(r"^PACKAGES := (.+)$", makefile(), re.MULTILINE)
    (line,) = [it for it in given_to("RUN") if "apt-get" in it]
    (found,) = re.findall(r"apt-get install -qq -y --no-install-recommends\s+((?:[a-z0-9.-]+\s+)+)", line)

    assert sorted(found.split()) == sorted(wanted.split())


def test_the_image_takes_the_steps_of_make_setup() -> None:
    steps = re.findall(r"\$\(PIP\) install (.+); \\", makefile())
    (pip,) = re.findall(r"^PIP := \$\(BIN\)/python -m pip (.+)$", makefile(), re.MULTILINE)
    taken = [shlex.split(it.partition(" install ")[2]) for it in given_to("RUN") if " pip " in it]

    assert [set(shlex.split(step)) - {"$$lock", "--editable"} for step in steps] == [
        set(it) - {"--no-cache-dir", "requirements.lock"} for it in taken
    ]
    assert all(pip in it for it in given_to("RUN") if " pip " in it)


def test_the_image_has_what_was_tested() -> None:
    ours, tested = pins(DEPLOY / "requirements.lock"), pins(ROOT / "tests" / "requirements.lock")

    assert {name: tested.get(name) for name in ours} == ours
    assert pins(ROOT / "requirements.lock").items() <= ours.items()
    assert {"starlette", "uvicorn", "psycopg", "psycopg-binary", "cryptography"} <= ours.keys()


def test_the_image_takes_packages_by_their_digests_alone() -> None:
    text = (DEPLOY / "requirements.lock").read_text("utf-8")

    assert "://" not in text
    assert len(re.findall(r"^\S+==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)) == len(
        pins(DEPLOY / "requirements.lock")
    )
    assert "--extra dkim --extra postgres --extra serve" in makefile()


def test_what_is_copied_is_there_and_let_through() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = {
        path for given in given_to("COPY") if not given.startswith("--from") for path in given.split()[:-1]
    }

    assert "*" in ignored
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


def test_nothing_runs_as_root() -> None:
    assert instructions()[-4:-2] == [("USER", "10001:10001"), ("WORKDIR", "/desk")]


@pytest.mark.deep
def test_the_steps_of_the_image_make_a_program_that_serves(tmp_path: Path) -> None:
    """The first stage, step by step as it stands, in a folder of the test's own; it needs the network."""
    made = tmp_path / "opt" / "briefs"
    for name, given in list(first_stage()):
        if name == "COPY":
            *paths, to = given.split()
            for path in paths:
                copied(ROOT / path, tmp_path / to)
        else:
            command = shlex.split(given.replace("/opt/briefs", str(made)))
            command[0] = sys.executable if command[0] == "python" else command[0]
            subprocess.run(command, cwd=tmp_path, check=True, timeout=600)

    said = subprocess.run(
        [made / "bin" / "briefs", "serve", "--help"],
        cwd=tmp_path, env={"PATH": os.defpath}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    subprocess.run(
        [made / "bin" / "python", "-c", "import briefs.serving.server, psycopg, cryptography"],
        cwd=tmp_path, env={"PATH": os.defpath}, check=True, timeout=60,
    )  # fmt: skip
    assert "--proxy" in said.stdout


def first_stage() -> Iterator[tuple[str, str]]:
    """What is copied and run until the second FROM."""
    stages = 0
    for name, given in instructions():
        stages += name == "FROM"
        if stages == 1 and name in {"COPY", "RUN"}:
            yield name, given


def copied(source: Path, to: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, to)


# ---- The services ----------------------------------------------------------------------------------------------------


def test_secrets_are_files_and_each_service_is_given_what_it_needs_alone() -> None:
    said = compose()
    secrets = said["secrets"]
    given = {name: service.get("secrets", []) for name, service in said["services"].items()}

    assert all(set(it) == {"file"} for it in secrets.values())
    assert given == {
        "database": ["database-password"],
        "scheduler": ["database-password", "briefs-secret", "mail-password"],
        "server": ["database-password", "briefs-secret"],
        "mailbox": ["database-password", "briefs-secret", "mailbox-password"],
        "proxy": [],
    }
    for service in said["services"].values():
        for variable, value in service.get("environment", {}).items():
            assert variable.endswith("_FILE") is str(value).startswith("/run/secrets/")
            assert str(value).removeprefix("/run/secrets/") in secrets or not variable.endswith("_FILE")


def test_only_the_proxy_can_be_reached_from_outside_and_the_server_believes_it_alone() -> None:
    said = compose()
    services = said["services"]
    (subnet,) = said["networks"]["front"]["ipam"]["config"]

    assert [name for name, it in services.items() if "ports" in it] == ["proxy"]
    assert services["database"]["networks"] == ["inside"]
    assert said["networks"]["inside"] == {"internal": True}
    command = services["server"]["command"]
    assert command[command.index("--proxy") + 1] == subnet["subnet"]
    assert [name for name, it in services.items() if "front" in it["networks"]] == ["server", "proxy"]


def test_what_is_ours_runs_without_rights_and_writes_to_its_volumes_alone() -> None:
    services = compose()["services"]

    for name in ("scheduler", "server", "mailbox"):
        it = services[name]
        assert (it["read_only"], it["cap_drop"]) == (True, ["ALL"])
        assert it["security_opt"] == ["no-new-privileges:true"]
    assert "out:/desk/out:ro" in services["server"]["volumes"]


def test_the_proxy_hides_health_and_keeps_no_log_of_links() -> None:
    rules = (DEPLOY / "Caddyfile").read_text("utf-8")

    assert re.search(r"@inside path /health\n\s+respond @inside 404", rules)
    assert "reverse_proxy server:8025" in rules
    assert not re.search(r"^\s*log\b", rules, re.MULTILINE)


@pytest.mark.parametrize("service", ["scheduler", "server", "mailbox"])
def test_what_the_services_run_is_a_command_that_there_is(service: str) -> None:
    said = compose()["services"][service]
    command = said.get("command") or re.findall(r"briefs ([a-z -]+);", said["entrypoint"][-1])[0].split()
    words = list(takewhile(lambda it: not it.startswith("-"), command))
    options = {it for it in command if it.startswith("--")}

    done = subprocess.run(
        [sys.executable, "-m", "briefs.cli", *words, "--help"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert all(option in done.stdout for option in options)


def test_what_a_desk_puts_beside_the_services_goes_into_no_commit_and_no_archive() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    mounted = re.findall(r"\./(desk|secrets)/", (DEPLOY / "compose.yaml").read_text("utf-8"))

    assert set(mounted) == {"desk", "secrets"}
    assert {f"/deploy/{it}/" for it in mounted} <= set(ignored)
