"""What people decide on an edition is kept as they said it, and holds for what they have looked at and nothing else."""

from dataclasses import replace

import pytest

from briefs.errors import NotAllowed
from briefs.model import Approval, DocumentId, Edit, EditionState, EditKind
from briefs.store import Store, Telling, TellingKind
from tests.store.contents import DAY, HOUR, NOON
from tests.store.lives import WEEK, approve, comment, lead, move, planned

S = EditionState


def test_edits_come_back_in_their_order_and_replace_those_before(store: Store) -> None:
    document = DocumentId(f"sha256:{'ab' * 32}")
    edits = (
        comment("Later than said.\nAnd \udcff more."),
        Edit(
            kind=EditKind.PIN, theme="a", actor="Bo Ek", document=document, start=3, end=9, text="the ferry"
        ),
        Edit(kind=EditKind.DROP, theme="b", actor="Bo Ek", document=document, start=10, end=2**30),
    )
    lead(store.ledger, S.PLANNED)
    store.ledger.keep_edits(WEEK, 0, [comment("Gone.")])
    store.ledger.keep_edits(WEEK, 0, edits)

    found = store.ledger.edits(WEEK, 0)
    assert found[1:] == edits[1:]
    assert found[0] == replace(edits[0], text="Later than said.\nAnd \\udcff more.")
    store.ledger.keep_edits(WEEK, 0, [])
    assert store.ledger.edits(WEEK, 0) == ()


def test_an_edit_sends_what_waits_for_approval_back_to_be_built(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)
    approve(store.ledger, record)
    store.ledger.edit(WEEK, 0, [comment()], NOON, "Bo Ek")

    now = store.ledger.record(WEEK)
    assert now == replace(record, state=S.BUILDING, seal=None)
    assert store.ledger.edits(WEEK, 0) == (comment(),)
    row = store.ledger.moves()[-1]
    assert (row.state, row.actor, row.reason) == (S.BUILDING, "Bo Ek", "edited: 1 edit now")
    store.ledger.edit(WEEK, 0, [], NOON, "Bo Ek")
    assert store.ledger.moves()[-1] == row
    move(store.ledger, record, S.BUILT)
    for state in (S.APPROVED, S.PUBLISHED):
        move(store.ledger, record, state)
    with pytest.raises(NotAllowed, match="2026-W21 is published: it cannot become building"):
        store.ledger.edit(WEEK, 0, [comment()], NOON, "Bo Ek")
    assert store.ledger.edits(WEEK, 0) == ()


def test_the_same_person_counts_once_however_the_name_is_written(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)
    wide = "\N{FULLWIDTH LATIN CAPITAL LETTER A}da\N{NO-BREAK SPACE}Lind"

    for name in ("Ada Lind", "ada  LIND", " Ada\tLind ", wide):
        assert [each.actor for each in approve(store.ledger, record, name)] == ["Ada Lind"]
    assert len(approve(store.ledger, record, "Bo Ek")) == 2


def test_an_approval_tells_who_gave_it_in_whose_name(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)
    approve(store.ledger, record, "Ada Lind", typist="desk")
    approve(store.ledger, record, "Bo Ek")

    told = [(each.actor, each.typist) for each in store.ledger.approvals(WEEK, 0)]
    assert sorted(told) == [("Ada Lind", "desk"), ("Bo Ek", "")]


def test_an_approval_is_of_one_seal_and_void_after_any_change(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)
    approve(store.ledger, record)
    move(store.ledger, record, S.BUILDING, "Bo Ek")
    store.ledger.keep_edits(WEEK, 0, [comment()])
    move(store.ledger, record, S.BUILT, "Bo Ek")

    void = Approval(edition=WEEK, revision=0, seal=record.seal or "", actor="Bo Ek", moment=NOON)
    with pytest.raises(NotAllowed, match="2026-W21 has changed since it was looked at"):
        store.ledger.approve(void)
    valid = approve(store.ledger, record, "Bo Ek")
    assert [each.actor for each in valid] == ["Bo Ek"]
    assert sorted(each.actor for each in store.ledger.approvals(WEEK, 0)) == ["Ada Lind", "Bo Ek"]
    assert store.ledger.audit() == ()


def test_the_same_bytes_again_are_approved_again(store: Store) -> None:
    """The seal names the log as it was: what was built anew is another seal, even if it is made of the same files."""
    record = lead(store.ledger, S.AWAITING)
    approve(store.ledger, record)
    move(store.ledger, record, S.BUILDING)
    move(store.ledger, record, S.BUILT)

    assert len(approve(store.ledger, record, "Bo Ek")) == 1


def test_only_what_is_built_and_undecided_can_be_approved(store: Store) -> None:
    for number, state in enumerate(sorted(set(EditionState) - {S.BUILT, S.AWAITING}), 1):
        week = lead(store.ledger, state, planned(number)).edition

        with pytest.raises(NotAllowed, match=f"{week} is {state}: only what is built"):
            store.ledger.approve(Approval(edition=week, revision=0, seal="", actor="Ada Lind", moment=NOON))


def test_an_approval_needs_a_name(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)

    with pytest.raises(NotAllowed, match="needs the name of who gives it"):
        approve(store.ledger, record, " \t ")


def test_nobody_writes_without_end(store: Store) -> None:
    record = lead(store.ledger, S.BUILDING)

    with pytest.raises(NotAllowed, match="a text of 10,001 characters is too long"):
        store.ledger.keep_edits(WEEK, 0, [comment("a" * 10_001)])
    with pytest.raises(NotAllowed, match=r"1,001 edits of 2026-W21 are too many; 1,000 are allowed"):
        store.ledger.keep_edits(WEEK, 0, [comment()] * 1_001)
    with pytest.raises(NotAllowed, match="too long"):
        store.ledger.move(WEEK, 0, S.WITHDRAWN, NOON, "Ada Lind", reason="a" * 10_001)
    assert store.ledger.record(WEEK) == record


# ---- Who must be told ------------------------------------------------------------------------------------------------


def test_what_readers_must_be_told_is_known_until_they_were(store: Store) -> None:
    lead(store.ledger, S.PUBLISHED)
    kind = TellingKind.CORRECTION
    first = Telling(edition=WEEK, revision=0, kind=kind, cause=1, because="At one.", noted=NOON)
    second = replace(first, cause=2, because="At two.", noted=NOON + HOUR)
    third = replace(first, kind=TellingKind.WITHDRAWAL, cause=0, because="Not at all.", noted=NOON + DAY)
    for telling in (third, second, first, replace(first, because="Said again.", noted=NOON + HOUR)):
        store.ledger.must_tell(telling)
    assert store.ledger.tellings() == store.ledger.tellings(WEEK) == (first, second, third)
    assert store.ledger.tellings("2026-W22") == ()

    store.ledger.told(first, NOON + DAY)
    store.ledger.told(first, NOON + 2 * DAY)

    assert store.ledger.tellings() == (replace(first, told=NOON + DAY), second, third)
    with pytest.raises(NotAllowed, match="of 2026-W21 there is no such correction to tell"):
        store.ledger.told(replace(first, cause=3), NOON)
