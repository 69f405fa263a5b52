"""The table ``[approval]`` of ``briefs.toml``: how many people must approve an edition before it is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.config.validation import Mistake
from briefs.model import ApprovalRule

APPROVAL: Final = {
    "type": "object",
    "description": "Who must approve an edition before it is published.",
    "additionalProperties": False,
    "properties": {
        "rule": {
            "type": "string",
            "description": '"none", "one", or "two" different people; until then nothing is published.',
            "pattern": r"^(none|one|two)$",
            "default": "none",
        },
        "approvers": {
            "type": "array",
            "description": "Who may approve: user names of this machine, or names given with --as; one user "
            "may give those of several. Empty: anybody, and two are two users.",
            "items": {"type": "string", "pattern": r"^\S(.*\S)?$", "maxLength": 120},
            "default": [],
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Approving:
    """How many people must approve an edition, and who may; without ``approvers``, anybody."""

    rule: ApprovalRule = ApprovalRule.NONE
    approvers: tuple[str, ...] = ()


def approving_of(table: Mapping[str, Any]) -> Approving:
    """The rule in a table without mistakes."""
    return Approving(rule=ApprovalRule(table["rule"]), approvers=tuple(table["approvers"]))


def approval_mistakes(table: object) -> Iterator[Mistake]:
    """The mistakes of a rule that those who are named cannot fulfil."""
    if not isinstance(table, dict) or not isinstance(table.get("approvers"), list):
        return
    named = [name for name in table["approvers"] if isinstance(name, str)]
    different = {same_name(name) for name in named}
    if len(different) < len(named):
        yield Mistake(path=("approval", "approvers"), message="names somebody twice; name everybody once")
    rule = table.get("rule")
    needed = next((it.needed for it in ApprovalRule if it == rule), 0)
    if named and len(different) < needed:
        message = f"is “{rule}”, and only {len(different)} may approve; name more under approvers"
        yield Mistake(path=("approval", "rule"), message=message)


def same_name(name: str) -> str:
    """What two spellings of one person's name have in common: case and white space do not make two people of one."""
    return " ".join(name.split()).casefold()
