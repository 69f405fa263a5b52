"""A store is refused where locks and shared memory do not hold."""

from pathlib import Path

import pytest

from briefs.errors import StoreError
from briefs.store import mounts, open_store

LINES = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:40 / /home rw,relatime shared:7 - nfs4 server:/home rw,vers=4.2
31 30 8:1 / /home/desk/local rw,relatime - xfs /dev/sda1 rw
32 27 0:41 / /mnt/press\\040share rw - cifs //server/press rw
33 27 0:42 / /mnt/away rw,nosuid master:1 - fuse.sshfs desk@host: rw
34 27 0:43 / /mnt/twice rw - nfs server:/a rw
35 27 8:2 / /mnt/twice rw - ext4 /dev/sdb1 rw
36 27 0:44 / /mnt/c rw - 9p drvfs rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/desk/store", "nfs4"),
        ("/home", "nfs4"),
        ("/home/desk/local/store", None),
        ("/homes/store", None),
        ("/mnt/press share/store", "cifs"),
        ("/mnt/away", "fuse.sshfs"),
        ("/mnt/twice/store", None),
        ("/mnt/c/Users/desk/store", "9p"),
        ("/srv/store", None),
    ],
)
def test_the_mount_nearest_to_a_folder_tells_its_type(place: str, kind: str | None) -> None:
    assert mounts.network_type(LINES, place) == kind


def test_a_sandbox_whose_root_is_9p_is_nobody_elses() -> None:
    assert mounts.network_type("27 1 0:1 / / rw - 9p none rw\n", "/srv/store") is None


@pytest.mark.parametrize("lines", ["", "\n", "1 2 3", "1 2 3 4 /a - ", " - ext4"])
def test_lines_of_another_shape_tell_nothing(lines: str) -> None:
    assert mounts.network_type(lines, "/srv/store") is None


def test_a_store_on_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 1 0:1 / {tmp_path.resolve()} rw - nfs4 server:/home rw\n", "utf-8")
    monkeypatch.setattr(mounts, "MOUNTS", table)

    with pytest.raises(StoreError, match=r"network file system \(nfs4\).*disk of this machine"):
        open_store(tmp_path / "store", create=True)

    assert not (tmp_path / "store").exists()


def test_where_nothing_tells_the_mounts_a_store_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "missing")

    with open_store(tmp_path / "store", create=True) as store:
        assert store.check() == ()
