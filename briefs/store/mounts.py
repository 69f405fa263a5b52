"""What a folder stands on. Across a network the locks and the shared memory of a store do not hold."""

import os
import re
from pathlib import Path
from typing import Final

MOUNTS: Final = Path("/proc/self/mountinfo")
_NETWORK: Final = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "fuse.ceph", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs",
    "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4",
    "ocfs2", "smb2", "smb3", "smbfs",
})  # fmt: skip
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


def network_file_system(folder: Path) -> str | None:
    """The type of the network file system that ``folder`` stands on; None for a local one, or where nothing tells."""
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return None
    return network_type(mounts, os.path.realpath(folder))


def network_type(mounts: str, place: str) -> str | None:
    """The type of the network file system that ``place`` stands on, by the lines of a mountinfo(5) file."""
    point, kind = "", ""
    for line in mounts.splitlines():
        mount, _, rest = line.partition(" - ")
        fields = mount.split(" ")
        if len(fields) < 5 or not rest:
            continue
        other = _ESCAPE.sub(lambda match: chr(int(match[1], 8)), fields[4])
        # A later mount on the same place lies on top of the earlier one.
        if len(other) >= len(point) and _within(place, other):
            point, kind = other, rest.split(" ", 1)[0]
    # The root of a sandbox can be 9p, and then nobody shares it.
    return kind if kind in _NETWORK and (kind, point) != ("9p", "/") else None


def _within(place: str, point: str) -> bool:
    return place == point or place.startswith(f"{point.rstrip('/')}/")
