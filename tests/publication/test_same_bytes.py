"""Same brief, same bytes: in any folder, time zone, locale and hash seed."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
from hashlib import sha256
from briefs.publication import Design, publish
from briefs.shipped import TEMPLATES
from tests.publication.material import sample, sources
for name, content in sorted(publish(sample(), tuple(reversed(sources())), Design(templates=TEMPLATES)).items()):
    print(name, sha256(content).hexdigest())
"""


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Seoul", "C"), ("4711", "America/St_Johns", "C.UTF-8")]
)
def test_another_process_elsewhere_gives_the_same_bytes(
    published: dict[str, bytes], tmp_path: Path, seed: str, zone: str, locale: str
) -> None:
    surroundings = {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
    }
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
    expected = [f"{name} {sha256(content).hexdigest()}" for name, content in sorted(published.items())]
    assert done.stdout.splitlines() == expected
