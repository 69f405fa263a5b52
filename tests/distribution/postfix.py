"""A Postfix of one's own on loopback: it takes mail, keeps what is for its domain, and bounces the rest itself.

    program ──▶ smtpd ─┬─▶ virtual ──▶ maildir of DOMAIN (any name)
                       └─▶ smtp ──▶ ELSEWHERE, a server of the test, which refuses ──▶ a bounce, to the maildir

All of it stands in a temporary folder, and it ends with the test, however that ends.
"""

import contextlib
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.keeper import free_port, keeper

DOMAIN: Final = "desk.example"
"""Every name at it has a mailbox: all share one."""
ELSEWHERE: Final = "elsewhere.example"
"""What is written to it goes to the other server."""
_PROGRAMS: Final = Path("/usr/lib/postfix/sbin")
_PATIENCE: Final = 30.0
"""Seconds: it delivers in less than one on an idle machine."""
_MAIN: Final = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {programs}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{domain}
mydestination =
local_transport = error:no mailbox of this machine
alias_maps =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
transport_maps = inline:{{ {{{elsewhere} = smtp:[127.0.0.1]:{other}}} }}
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
disable_dns_lookups = yes
smtp_tls_security_level = none
"""
_MASTER: Final = """\
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    """A running Postfix: the port that it takes mail on, and the maildir of ``DOMAIN``."""

    port: int
    maildir: Path
    log: Path

    def received(self) -> list[bytes]:
        """The messages in the maildir that nobody has read, in the order of their names."""
        return [place.read_bytes() for place in sorted((self.maildir / "new").glob("*"))]

    def wait_for(self, count: int) -> None:
        """Nothing; returns when so many messages have come. Raises AssertionError where they do not."""
        until = time.monotonic() + _PATIENCE
        while len(self.received()) < count:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.02)


@contextlib.contextmanager
def running(other: int) -> Iterator[Postfix]:
    """A Postfix that hands mail to ``ELSEWHERE`` to the server on the port ``other``; else the test is skipped."""
    if not (_PROGRAMS / "master").exists():
        pytest.skip("needs Postfix (on Debian: apt-get install postfix)")
    if os.geteuid() != 0:
        pytest.skip("Postfix starts for root alone")
    folder = Path(tempfile.mkdtemp(prefix="briefs-postfix-"))
    port = free_port()
    configuration = _configured(folder, port, other)
    control = ["/usr/sbin/postfix", "-c", str(configuration)]
    kept = keeper(folder, [*control, "stop"])
    try:
        done = subprocess.run(
            [*control, "start"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield Postfix(port=port, maildir=folder / "mail" / "all", log=folder / "log")
    finally:
        kept.communicate()


def _configured(folder: Path, port: int, other: int) -> Path:
    user = pwd.getpwnam("postfix").pw_uid
    group = grp.getgrnam("postfix").gr_gid
    folder.chmod(0o755)
    for name in ("conf", "queue", "data", "mail"):
        (folder / name).mkdir()
    for name in ("data", "mail"):
        shutil.chown(folder / name, user)
    values = {
        "folder": folder,
        "programs": _PROGRAMS,
        "domain": DOMAIN,
        "elsewhere": ELSEWHERE,
        "other": other,
        "port": port,
        "user": user,
        "group": group,
    }
    (folder / "conf" / "main.cf").write_text(_MAIN.format(**values))
    (folder / "conf" / "master.cf").write_text(_MASTER.format(**values))
    return folder / "conf"
