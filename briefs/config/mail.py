"""The table ``[mail]`` of ``briefs.toml``: who is told when an edition did not come out, and how mail leaves.

No password stands in the file; ``briefs.cli`` reads it from the environment.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from briefs.config.validation import KeyPath, Mistake
from briefs.model import Mail, MailServer, Security, is_this_machine

_ADDRESS: Final = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$(?!\n)"
"""As browsers take it (HTML, 4.10.5.1.5). ``$`` alone would let a line end pass."""
_HOST: Final = (
    r"^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f.]{0,15}){2,7})$(?!\n)"
)
"""A name or an IPv4 address, or an IPv6 address, which has two colons at least."""
_LONGEST_ADDRESS: Final = 254
_PORTS: Final = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}

MAIL: Final = {
    "type": "object",
    "description": "Who is told by mail when an edition did not come out.",
    "additionalProperties": False,
    "required": ["owners", "from", "server"],
    "properties": {
        "owners": {
            "type": "array",
            "description": "The addresses of those who answer for the brief.",
            "minItems": 1,
            "items": {
                "type": "string",
                "description": "A mail address in plain letters, like desk@ministry.example.",
                "pattern": _ADDRESS,
                "maxLength": _LONGEST_ADDRESS,
            },
        },
        "from": {
            "type": "string",
            "description": "The address that mails come from, like briefs@ministry.example.",
            "pattern": _ADDRESS,
            "maxLength": _LONGEST_ADDRESS,
        },
        "server": {
            "type": "string",
            "description": "The mail server's name or address, without a port.",
            "pattern": _HOST,
            "maxLength": 253,
        },
        "port": {
            "type": "integer",
            "description": "The server's port; without it 465 for tls, 587 for starttls, 25 for none.",
            "minimum": 1,
            "maximum": 65535,
        },
        "security": {
            "type": "string",
            "description": '"tls" or "starttls"; "none" only for a server on this machine.',
            "pattern": r"^(tls|starttls|none)$",
            "default": "tls",
        },
        "user": {
            "type": "string",
            "description": "The name to log in with; the password comes from BRIEFS_MAIL_PASSWORD or its file.",
            "pattern": r"^[!-~]+$(?!\n)",
            "maxLength": 254,
        },
        "authority": {
            "type": "string",
            "description": "A file (PEM) of certificates to trust beside the system's; relative to this file.",
            "pattern": r"\S",
        },
    },
}


def mail_mistakes(table: object, folder: Path) -> Iterator[Mistake]:
    """What two keys of ``[mail]``, or a look at the disk, tell to be wrong; wrong types are passed over."""
    if not isinstance(table, Mapping):
        return
    server, authority = table.get("server"), table.get("authority")
    if table.get("security") == Security.NONE:
        path: KeyPath = ("mail", "security")
        if isinstance(server, str) and not is_this_machine(server):
            message = 'is "none", but the server is on another machine; take "tls" or "starttls"'
            yield Mistake(path=path, message=message)
        if "user" in table:
            yield Mistake(path=path, message='is "none", which cannot log in; remove the user or take "tls"')
    if isinstance(authority, str) and not (folder / authority).is_file():
        yield Mistake(path=("mail", "authority"), message=f"is {authority}, which is no file; check the path")


def mail_of(table: Mapping[str, Any], folder: Path) -> Mail:
    """The mail in a table without mistakes."""
    security = Security(table["security"])
    return Mail(
        sender=table["from"],
        owners=tuple(dict.fromkeys(table["owners"])),
        server=MailServer(
            host=table["server"],
            port=table.get("port", _PORTS[security]),
            security=security,
            user=table.get("user"),
            authority=str(folder / table["authority"]) if "authority" in table else None,
        ),
    )
