"""The table ``[mail]`` of ``briefs.toml``: who writes, who is told of what failed, and the servers that mail leaves by.

No password stands in the file; ``briefs.cli`` reads them from the environment.
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from briefs.config.validation import KeyPath, Mistake
from briefs.model import (
    Dkim,
    InDoubt,
    Mail,
    Mailbox,
    MailServer,
    Rates,
    Security,
    is_this_machine,
)

_ADDRESS: Final = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$(?!\n)"
"""As browsers take it (HTML, 4.10.5.1.5). ``$`` alone would let a line end pass."""
_LABEL: Final = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST: Final = rf"^({_LABEL}(\.{_LABEL})*|[0-9A-Fa-f]{{0,4}}(:[0-9A-Fa-f.]{{0,15}}){{2,7}})$(?!\n)"
"""A name or an IPv4 address, or an IPv6 address, which has two colons at least."""
_DOMAIN: Final = rf"^{_LABEL}(\.{_LABEL})+$(?!\n)"
_SELECTOR: Final = r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$(?!\n)"
_USER: Final = r"^[!-~]+$(?!\n)"
_SHOWN: Final = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$(?!\n)"
"""A text of one line, without signs that change the direction of what follows."""
_WEB: Final = r"^([Hh][Tt][Tt][Pp][Ss]://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?)?$(?!\n)"
"""What may stand between angle brackets in a header; a one-click leave is believed over https alone (RFC 8058)."""
_LIST: Final = r"^[a-z0-9][a-z0-9._-]{0,39}$(?!\n)"
"""As a table of readers may call one."""
_FOLDER: Final = r"^[ !#-\[\]-~]+$(?!\n)"
"""What IMAP takes between quotation marks as it stands (RFC 3501, 5.1)."""
_LONGEST_ADDRESS: Final = 254
_LONGEST_LOCAL_PART: Final = 64
_LONGEST_TOKEN: Final = 40
"""Characters that tell in the address of returns whose mail it is; a plus sign stands before them."""
_PORTS: Final = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_MEGABYTE: Final = 1_000_000


def _address(description: str) -> dict[str, Any]:
    return {
        "type": "string",
        "description": description,
        "pattern": _ADDRESS,
        "maxLength": _LONGEST_ADDRESS,
    }


def _most(span: str) -> dict[str, Any]:
    return {
        "type": "integer",
        "description": f"Messages that may leave in one {span}, whoever sends them; without it any number.",
        "minimum": 1,
        "maximum": 10_000_000,
    }


_AUTHORITY: Final = {
    "type": "string",
    "description": "A file (PEM) of certificates to trust beside the system's; relative to this file.",
    "pattern": r"\S",
}

_SERVER: Final[Mapping[str, Any]] = {
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
        "pattern": _USER,
        "maxLength": 254,
    },
    "authority": _AUTHORITY,
}

_FALLBACK: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["server"],
    "properties": {
        **_SERVER,
        "user": {
            **_SERVER["user"],
            "description": "The name to log in with; the first one's password is BRIEFS_MAIL_PASSWORD_2, then _3.",
        },
    },
}

_RATES: Final = {
    "type": "object",
    "description": "How fast mail may leave.",
    "additionalProperties": False,
    "properties": {f"per_{span}": _most(span) for span in ("second", "minute", "hour", "day")},
}

_DKIM: Final = {
    "type": "object",
    "description": "How mails are signed, where the server does not; the key comes from BRIEFS_DKIM_KEY or its file.",
    "additionalProperties": False,
    "required": ["domain", "selector"],
    "properties": {
        "domain": {
            "type": "string",
            "description": "The domain that vouches for the mail, like ministry.example.",
            "pattern": _DOMAIN,
            "maxLength": 253,
        },
        "selector": {
            "type": "string",
            "description": "Under which name in _domainkey the domain publishes the key.",
            "pattern": _SELECTOR,
            "maxLength": 63,
        },
    },
}

_MAILBOX: Final[Mapping[str, Any]] = {
    "type": "object",
    "description": "Where returned mails and answers arrive: a maildir, or a folder of an IMAP server.",
    "additionalProperties": False,
    "properties": {
        "path": {
            "type": "string",
            "description": "The folder of a maildir; relative to this file.",
            "pattern": r"\S",
        },
        "server": {
            "type": "string",
            "description": "The IMAP server's name or address, without a port; it is always spoken to over TLS.",
            "pattern": _HOST,
            "maxLength": 253,
        },
        "port": {
            "type": "integer",
            "description": "The IMAP server's port.",
            "minimum": 1,
            "maximum": 65535,
            "default": 993,
        },
        "user": {
            "type": "string",
            "description": "The name to log in with; the password comes from BRIEFS_MAILBOX_PASSWORD or its file.",
            "pattern": _USER,
            "maxLength": 254,
        },
        "folder": {
            "type": "string",
            "description": "The folder on the IMAP server, in plain letters.",
            "pattern": _FOLDER,
            "maxLength": 200,
            "default": "INBOX",
        },
        "authority": _AUTHORITY,
    },
}

MAIL: Final = {
    "type": "object",
    "description": "Who writes by mail, who is told when an edition did not come out, and how editions are sent.",
    "additionalProperties": False,
    "required": ["owners", "from", "server"],
    "properties": {
        "owners": {
            "type": "array",
            "description": "The addresses of those who answer for the brief.",
            "minItems": 1,
            "items": _address("A mail address in plain letters, like desk@ministry.example."),
        },
        "from": _address("The address that mails come from, like briefs@ministry.example."),
        "name": {
            "type": "string",
            "description": "What is shown beside the address that mails come from, on one line.",
            "pattern": _SHOWN,
            "maxLength": 120,
            "default": "",
        },
        **_SERVER,
        "fallback": {
            "type": "array",
            "description": "Servers to ask in turn where the first cannot be had: a [[mail.fallback]] table for each.",
            "items": _FALLBACK,
            "default": [],
        },
        "lists": {
            "type": "array",
            "description": "The lists of readers that each run sends its edition to; without it, none.",
            "items": {
                "type": "string",
                "description": 'The name of a list: small letters, digits, ".", "_" and "-", like "desk".',
                "pattern": _LIST,
            },
            "default": [],
        },
        "in_doubt": {
            "type": "string",
            "description": 'A mail that may have arrived when its sender was killed: "resend" it, or "hold" it.',
            "pattern": r"^(resend|hold)$",
            "default": "resend",
        },
        "connections": {
            "type": "integer",
            "description": "Connections to the mail server at one time.",
            "minimum": 1,
            "maximum": 32,
            "default": 4,
        },
        "rates": _RATES,
        "attach_mb": {
            "type": "number",
            "description": "A PDF of more megabytes is linked, not attached; 0 never attaches it.",
            "minimum": 0,
            "maximum": 100,
            "default": 10,
        },
        "give_up_hours": {
            "type": "number",
            "description": "After so long no more is tried to reach a reader whose server says to come later.",
            "minimum": 1,
            "maximum": 240,
            "default": 48,
        },
        "unsubscribe": _address("The address that mails of those who leave go to; without it, that of from."),
        "bounces": _address(
            "The address that returned mails go to; who is meant is put behind a plus sign, so it must allow that."
        ),
        "address": {
            "type": "string",
            "description": "Where `briefs serve` is reached by readers: https://…; empty where it does not run.",
            "pattern": _WEB,
            "maxLength": 200,
            "default": "",
        },
        "dkim": _DKIM,
        "mailbox": _MAILBOX,
    },
}


def mail_mistakes(table: object, folder: Path) -> Iterator[Mistake]:
    """What two keys of ``[mail]``, or a look at the disk, tell to be wrong; wrong types are passed over."""
    if not isinstance(table, Mapping):
        return
    yield from _of_server(table, folder, ("mail",))
    fallbacks = table.get("fallback")
    for place, fallback in enumerate(fallbacks if isinstance(fallbacks, list) else ()):
        if isinstance(fallback, Mapping):
            yield from _of_server(fallback, folder, ("mail", "fallback", place))
    yield from _of_bounces(table.get("bounces"))
    yield from _of_mailbox(table.get("mailbox"), folder)


def _of_server(table: Mapping[str, object], folder: Path, path: KeyPath) -> Iterator[Mistake]:
    server = table.get("server")
    if table.get("security") == Security.NONE:
        if isinstance(server, str) and not is_this_machine(server):
            message = 'is "none", but the server is on another machine; take "tls" or "starttls"'
            yield Mistake(path=(*path, "security"), message=message)
        if "user" in table:
            message = 'is "none", which cannot log in; remove the user or take "tls"'
            yield Mistake(path=(*path, "security"), message=message)
    yield from _absent(table, folder, path)


def _absent(table: Mapping[str, object], folder: Path, path: KeyPath) -> Iterator[Mistake]:
    authority = table.get("authority")
    if isinstance(authority, str) and not (folder / authority).is_file():
        yield Mistake(path=(*path, "authority"), message=f"is {authority}, which is no file; check the path")


def _of_bounces(address: object) -> Iterator[Mistake]:
    """An address that has no room for what is put behind its local part."""
    room = _LONGEST_LOCAL_PART - _LONGEST_TOKEN - 1
    local, _, domain = address.rpartition("@") if isinstance(address, str) else ("", "", "")
    if len(local) > room or len(domain) > _LONGEST_ADDRESS - _LONGEST_LOCAL_PART - 1:
        message = (
            f"is {address}, which leaves no room for who is meant; at most {room} characters before the @"
        )
        yield Mistake(path=("mail", "bounces"), message=message)


def _of_mailbox(table: object, folder: Path) -> Iterator[Mistake]:
    """A mailbox is a maildir or a folder of a server, and a server asks who it is spoken to by."""
    if not isinstance(table, Mapping):
        return
    path: KeyPath = ("mail", "mailbox")
    if table.keys().isdisjoint({"path", "server"}):
        yield Mistake(path=path, message="has no place; give it the path of a maildir or an IMAP server")
    beside = sorted(table.keys() & {"server", "port", "user", "folder", "authority"})
    if "path" in table and beside:
        yield Mistake(
            path=(*path, "path"), message=f"is a maildir, which has no {beside[0]}; remove one of the two"
        )
    if "server" in table and "user" not in table:
        yield Mistake(
            path=(*path, "user"), message="is missing; an IMAP server asks for a name and a password"
        )
    yield from _absent(table, folder, path)


def mail_of(table: Mapping[str, Any], folder: Path) -> Mail:
    """The mail in a table without mistakes."""
    address = table["address"]
    return Mail(
        sender=table["from"],
        owners=tuple(dict.fromkeys(table["owners"])),
        server=_server_of(table, folder),
        fallbacks=tuple(_server_of(fallback, folder) for fallback in table["fallback"]),
        name=table["name"].strip(),
        lists=tuple(dict.fromkeys(table["lists"])),
        in_doubt=InDoubt(table["in_doubt"]),
        connections=table["connections"],
        rates=Rates(**table.get("rates", {})),
        attach=int(table["attach_mb"] * _MEGABYTE),
        give_up=datetime.timedelta(hours=table["give_up_hours"]),
        unsubscribe=table.get("unsubscribe"),
        bounces=table.get("bounces"),
        address=f"{address.rstrip('/')}/" if address else "",
        dkim=Dkim(**table["dkim"]) if "dkim" in table else None,
        mailbox=_mailbox_of(table["mailbox"], folder) if "mailbox" in table else None,
    )


def _server_of(table: Mapping[str, Any], folder: Path) -> MailServer:
    security = Security(table.get("security", _SERVER["security"]["default"]))
    return MailServer(
        host=table["server"],
        port=table.get("port", _PORTS[security]),
        security=security,
        user=table.get("user"),
        authority=_path_of(table, "authority", folder),
    )


def _mailbox_of(table: Mapping[str, Any], folder: Path) -> Mailbox:
    known = _MAILBOX["properties"]
    return Mailbox(
        path=_path_of(table, "path", folder),
        host=table.get("server", ""),
        port=table.get("port", known["port"]["default"]),
        user=table.get("user", ""),
        folder=table.get("folder", known["folder"]["default"]),
        authority=_path_of(table, "authority", folder),
    )


def _path_of(table: Mapping[str, Any], key: str, folder: Path) -> str | None:
    return str(folder / table[key]) if key in table else None
