"""The wheel holds all it needs: installed into an empty environment it builds a brief anywhere."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

SOURCE = """\
---
title: Two shipyards, one tanker
publisher: Harbour Courier
date: 2026-05-18
---

Shipyards in Ulsan and Kobe will build a tanker for liquefied hydrogen together, the energy ministries of
South Korea and Japan said on 18 May 2026. The energy ministry of South Korea will pay half of the hydrogen
tanker, whose keel is to be laid in Ulsan before the end of the year.
"""


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], cwd=root)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_templates_seeds_configuration_and_schemas(root: Path, wheel: Path) -> None:
    expected = {
        f"briefs/_shipped/{path.relative_to(root).as_posix()}"
        for path in (*root.glob("templates/**/*"), *root.glob("seeds/**/*"), root / "briefs.toml")
        if path.is_file()
    }
    expected |= {path.relative_to(root).as_posix() for path in root.glob("briefs/**/*.json")}

    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0].partition("-")[0] for name in names} == {"briefs"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_the_installed_wheel_builds_a_brief_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    install(environment, "--no-index", "--no-deps", wheel)
    lend_libraries(environment)

    assert_builds(environment, tmp_path / "desk")


@pytest.mark.deep
def test_the_wheel_and_the_lock_are_all_that_an_empty_environment_needs(
    root: Path, wheel: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    install(
        environment, "--require-hashes", "--only-binary", ":all:", "--requirement", root / "requirements.lock"
    )
    install(environment, "--no-index", wheel)

    assert_builds(environment, tmp_path / "desk")


def install(environment: Path, *arguments: str | Path) -> None:
    python = environment / "bin" / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    run([*pip, *arguments], cwd=environment)


def lend_libraries(environment: Path) -> None:
    """Let the environment see the libraries of this one; the checkout is not among them.

    A path file names this environment's site-packages. Path files that stand in there, the one of the
    editable install among them, are not read a second time.
    """
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def assert_builds(environment: Path, desk: Path) -> None:
    (desk / "inbox").mkdir(parents=True)
    (desk / "inbox" / "ferry.md").write_text(SOURCE, encoding="utf-8")

    run([environment / "bin" / "briefs", "build", "inbox", "--as-of", "2026-05-25"], cwd=desk)

    (edition,) = (desk / "out").glob("2026-W*")
    brief = json.loads((edition / "brief.json").read_bytes())
    printed = [statement["text"] for section in brief["sections"] for statement in section["statements"]]
    assert any("hydrogen" in sentence for sentence in printed)
    assert (edition / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert "hydrogen" in (edition / "brief.html").read_text(encoding="utf-8")


def run(command: list[str | Path], *, cwd: Path) -> None:
    """Run a command that must succeed, in an environment that holds nothing of ours."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
