"""What the tests of proof share: one edition, made as everybody makes it, and its forgeries."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.proof.forging import Forgeries

PLAIN = (
    "harbour-ledger-andong-accord.html",
    "inland-post-nara-talks.html",
    "quillstream-nara-preview.txt",
    "signal-hill-dispatch-andong.txt",
)
PACKED = "lantern-daily-north-steps.txt"
"""A source that stands in an archive only."""


@pytest.fixture(scope="session")
def sources(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name in PLAIN:
        shutil.copy(root / "seeds" / name, folder)
    with zipfile.ZipFile(folder / "reports.zip", "w") as archive:
        archive.write(root / "seeds" / PACKED, PACKED)
    return folder


@pytest.fixture(scope="session")
def built(sources: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "briefs.cli", "build", str(sources), "--as-of", "2026-05-25", "-q"]
    command += ["--out", str(out), "--edition", "visit", "--config", str(root / "briefs.toml")]
    subprocess.run(command, check=True, cwd=root, capture_output=True)
    return out / "visit"


@pytest.fixture(scope="session")
def forged(built: Path) -> Forgeries:
    return Forgeries(built)


@pytest.fixture
def edition(built: Path, tmp_path: Path) -> Path:
    """A copy of the edition that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "visit"))
