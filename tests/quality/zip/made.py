"""Archives made of the lists in this folder, packed as other systems pack them: names in their old encodings."""

import io
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

_SETS: Final = Path(__file__).parents[1]
_LOCAL, _CENTRAL = (30, 6), (46, 8)
"""How far before a member's name its record begins, and how far behind that beginning its flags stand."""
_LOCKED: Final = 1


def archive_of(listed: str) -> bytes:
    """The bytes of the archive that a list describes."""
    members: list[dict[str, Any]] = tomllib.loads(listed)["member"]
    return _packed(members)


def _packed(members: Sequence[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    names = [member["name"].encode(member.get("name_as", "ascii")) for member in members]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for number, (name, member) in enumerate(zip(names, members, strict=True)):
            file.writestr(zipfile.ZipInfo(_place(number, name)), _content(member), zipfile.ZIP_DEFLATED)
    packed = stream.getvalue()
    for number, (name, member) in enumerate(zip(names, members, strict=True)):
        place = _place(number, name).encode()
        if member.get("locked"):
            packed = _locked(packed, place)
        packed = packed.replace(place, name)
    return packed


def _place(number: int, name: bytes) -> str:
    """A name as long as ``name`` that stands nowhere else: ``zipfile`` writes no names in old encodings."""
    return f"{number:@>{len(name) - 1}}#"


def _content(member: dict[str, Any]) -> bytes:
    if "from" in member:
        return Path(_SETS / member["from"]).read_bytes()
    if "members" in member:
        return _packed(member["members"])
    text: str = member["text"]
    return text.encode()


def _locked(packed: bytes, name: bytes) -> bytes:
    """The archive with the flags of one member saying that it asks for a password."""
    changed = bytearray(packed)
    for at, (before, flags) in zip((packed.find(name), packed.rfind(name)), (_LOCAL, _CENTRAL), strict=True):
        changed[at - before + flags] |= _LOCKED
    return bytes(changed)
