"""The secret of a desk is made once, is nobody else's to read, and can come from outside."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefs.editions.delivery.secret import secret_of
from briefs.errors import BadKey, ConfigurationError, StoreError
from briefs.model import Secret

LONG = "0123456789abcdef0123456789abcdef"
ROOT = Path(__file__).parents[2]
CALL = """
import sys
from pathlib import Path
from briefs.editions.delivery.secret import secret_of
sys.stdin.readline()
print(secret_of(Path(sys.argv[1]), {}).value)
"""


def test_a_secret_is_made_where_there_is_none_and_stays(tmp_path: Path) -> None:
    made = secret_of(tmp_path / "store", {})

    file = tmp_path / "store" / "secret.key"
    assert file.read_text("ascii") == f"{made.value}\n"
    assert len(bytes.fromhex(made.value)) == 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert secret_of(tmp_path / "store", {}) == made
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]
    assert secret_of(tmp_path / "other", {}) != made


def test_of_several_processes_that_make_it_all_have_the_same(tmp_path: Path) -> None:
    several = [
        subprocess.Popen(
            [sys.executable, "-c", CALL, tmp_path / "store"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for each in several:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()

    said = {each.communicate(timeout=60)[0] for each in several}

    assert said == {f"{secret_of(tmp_path / 'store', {}).value}\n"}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    secret_of(tmp_path, {})
    (tmp_path / "secret.key").chmod(mode)

    with pytest.raises(BadKey, match=r"secret\.key: others than its owner may use it.*chmod 600"):
        secret_of(tmp_path, {})


def test_a_secret_comes_from_the_environment_or_a_file_or_systemd(tmp_path: Path) -> None:
    given, credentials = tmp_path / "given", tmp_path / "credentials"
    given.write_text(f"{LONG}f\n", "ascii")
    credentials.mkdir()
    (credentials / "briefs-secret").write_text(f"{LONG}c", "ascii")
    folder = tmp_path / "store"
    systemd = {"CREDENTIALS_DIRECTORY": str(credentials)}
    file = {"BRIEFS_SECRET_FILE": str(given)} | systemd

    assert secret_of(folder, systemd) == Secret(value=f"{LONG}c")
    assert secret_of(folder, file) == Secret(value=f"{LONG}f")
    assert secret_of(folder, {"BRIEFS_SECRET": LONG} | file) == Secret(value=LONG)
    assert not folder.exists()
    assert secret_of(folder, {"CREDENTIALS_DIRECTORY": str(folder)}).value not in {LONG, f"{LONG}c"}


@pytest.mark.parametrize(
    "value",
    [b"short", b"", b"two words that are long enough for it", f"{LONG}\n{LONG}".encode(), b"\xff" * 40],
)
def test_what_is_no_secret_is_told_and_never_shown(tmp_path: Path, value: bytes) -> None:
    (tmp_path / "given").write_bytes(value)

    with pytest.raises(
        ConfigurationError, match=r"given \(BRIEFS_SECRET_FILE\): .*openssl rand -hex 32"
    ) as refused:
        secret_of(tmp_path, {"BRIEFS_SECRET_FILE": str(tmp_path / "given")})
    assert not value or value.decode("latin-1") not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("place", ["given", "store/secret.key"])
def test_what_cannot_be_read_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "store" / "secret.key").mkdir(parents=True, mode=0o700)
    variables = {} if place != "given" else {"BRIEFS_SECRET_FILE": str(tmp_path / "given")}

    with pytest.raises(ConfigurationError, match=f"{place}.*: cannot be read"):
        secret_of(tmp_path / "store", variables)


def test_where_none_can_be_made_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", "ascii")

    with pytest.raises(StoreError, match="the secret of the desk cannot be made"):
        secret_of(tmp_path / "store", {})
