"""``briefs`` started as its users start it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "briefs.cli")
DOCUMENT = (
    "Leaders agree on a regular exchange of visits\n\n"
    "The two leaders agreed on Monday that a summit will be held twice a year in their hometowns.\n\n"
    "A joint statement says that semiconductor supply chains and LNG stocks are to be shared in a crisis.\n\n"
    "Officials will meet in March to prepare the return of the remains found in the undersea coal mine.\n\n"
    "Seoul said that dialogue with Pyongyang on the military agreement remains open at every level.\n"
)


def environment(**changes: str) -> dict[str, str]:
    """The least that a process needs, and ``changes``."""
    return {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **changes}


def briefs(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What came of ``briefs`` with these arguments in this folder."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=env or environment(), capture_output=True, text=True, check=False, timeout=120
    )


def documents(folder: Path) -> Path:
    """A folder with one document that has a sentence for each theme of the shipped configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "visit.txt").write_text(DOCUMENT, encoding="utf-8")
    return folder
