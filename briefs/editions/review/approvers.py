"""Whose approvals count: two are those of two different people, not of one who gives two names.

Who somebody is, this machine knows by the user alone. So without a list of ``approvers`` two approvals must differ in
both: the names, and the users who gave them. With one, whoever keeps it has said that these names are different people,
and one desk account may enter them for all; the log tells which user did.
"""

from collections.abc import Iterable

from briefs.config.approval import Approving, same_name
from briefs.model import Approval


def counting(given: Iterable[Approval], approving: Approving) -> tuple[Approval, ...]:
    """The approvals that count, in their order: the first of each person, and only of those who may approve."""
    may = {same_name(name) for name in approving.approvers}
    names: set[str] = set()
    users: set[str] = set()
    found = []
    for approval in given:
        name, user = same_name(approval.actor), user_of(approval)
        if name in names or (name not in may if may else user in users):
            continue
        names.add(name)
        users.add(user)
        found.append(approval)
    return tuple(found)


def user_of(approval: Approval) -> str:
    """The user who gave an approval, as users are compared."""
    return same_name(approval.typist or approval.actor)


def named(approval: Approval) -> str:
    """Whose approval it is, and which user gave it in their name."""
    if user_of(approval) == same_name(approval.actor):
        return approval.actor
    return f"{approval.actor} (given by the user {approval.typist})"
