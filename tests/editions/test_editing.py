"""Editing an edition that waits for approval, and approving it: all or nothing, bound to the seal, by people."""

import json
import shutil
from pathlib import Path

import pytest

from briefs.editions.review import reviewing
from briefs.editions.review.approving import ApproveRequest, approve, digits_of
from briefs.editions.review.changing import Changes, incomplete, written
from briefs.editions.review.editing import begin, keep
from briefs.editions.runs.running import opened
from briefs.errors import BadEdits, NoInput, NotAllowed
from briefs.model import Approval, Edit, EditionState, EditKind
from briefs.store import open_store
from tests.editions.reviewed import (
    BREAD,
    NOON,
    TWO,
    WEEK,
    approved,
    edited,
    files,
    record,
    statements,
    waiting,
)
from tests.editions.scheduled import Desk, nobody_listens, only
from tests.editions.weekly import CABLE, CLOSED, CREWS, THREE

ONE = '[approval]\nrule = "one"\napprovers = ["Ada", "Bo"]\n'


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """To be copied, or only read."""
    return waiting(tmp_path_factory.mktemp("desk"), TWO)


@pytest.fixture
def desk(kept: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(kept.folder, tmp_path / "desk")
    return Desk(folder=tmp_path / "desk")


def number_of(desk: Desk, words: str) -> str:
    (line,) = [
        it for it in written(desk.request(NOON), WEEK).splitlines() if it.endswith(words) and it[0] in "=+"
    ]
    return line.split()[1]


# ---- Editing ---------------------------------------------------------------------------------------------------------


def test_the_file_read_back_as_it_was_written_changes_nothing(desk: Desk) -> None:
    before = record(desk)
    text = written(desk.request(NOON), WEEK)
    assert edited(desk, file=text).outcome is None
    assert record(desk) == before
    assert any(it.startswith("= 1.1 ") and it.endswith(THREE) for it in text.splitlines())


def test_decisions_of_a_file_are_built_and_wait_for_approval_again(desk: Desk) -> None:
    seal = record(desk).seal
    text = written(desk.request(NOON), WEEK)
    changed = []
    for line in text.splitlines():
        changed.append(f"-{line[1:]}" if line.startswith("=") and line.endswith(CREWS) else line)
        if line.startswith("=") and line.endswith(CLOSED):
            changed.append("> Nobody says who drained it.")
    changed += ['+ "The bakery of" from papers/c.txt', "[at the harbour]"]
    result = edited(desk, file="\n".join(changed))

    assert result.outcome is not None
    assert result.outcome.state is record(desk).state is EditionState.AWAITING
    assert record(desk).seal != seal
    brief = files(desk)["brief.json"]
    assert CREWS not in statements(brief)
    assert BREAD in statements(brief)
    (comment,) = json.loads(brief)["comments"]
    assert (comment["author"], comment["text"]) == ("Ada", "Nobody says who drained it.")
    assert [(it.state, it.actor) for it in desk.moves()][-3:] == [
        (EditionState.BUILDING, "Ada"),
        (EditionState.BUILT, "Ada"),
        (EditionState.AWAITING, "Ada"),
    ]
    assert edited(desk, file=written(desk.request(NOON), WEEK)).outcome is None


def test_single_decisions_need_no_file(desk: Desk) -> None:
    pinned = {"pin": "The bakery of", "source": "papers/c.txt", "under": "grid"}
    edited(desk, "Bo", drop=(number_of(desk, CREWS),), comment="All of one paper.", on="mine", **pinned)
    text = written(desk.request(NOON), WEEK)
    assert f" {CREWS}\n#   Bo dropped it" in text
    assert f" {BREAD}\n" in text
    assert "#   Bo pinned it" in text
    assert "> (Bo) All of one paper." in text


def test_what_is_said_again_changes_nothing(desk: Desk) -> None:
    wanted = {"pin": "The bakery of", "source": "papers/c.txt", "under": "grid"}
    said = {"comment": "All of one paper.", "on": "mine"}
    edited(desk, **wanted, **said)
    edited(desk, comment="Of one day, too.", on="mine")
    assert edited(desk, **wanted, **said).outcome is None


def test_a_replacement_takes_one_out_and_prints_another_under_its_theme(desk: Desk) -> None:
    number = number_of(desk, CABLE)
    edited(desk, drop=(number,), replaced=number, pin="The bakery of", source="[3]")
    sections = {it["theme"]: it["statements"] for it in json.loads(files(desk)["brief.json"])["sections"]}
    assert [(it["text"], it["pinned_by"]) for it in sections["grid"]] == [(BREAD, "Ada")]


def test_a_drop_and_a_pin_can_be_taken_back(desk: Desk) -> None:
    before = statements(files(desk)["brief.json"])
    edited(desk, drop=(number_of(desk, CREWS),), pin="The bakery of", source="papers/c.txt", under="grid")
    text = "\n".join(
        f"={line[1:]}" if line.startswith("-") else f"?{line[1:]}" if line.startswith("+") else line
        for line in written(desk.request(NOON), WEEK).splitlines()
    )
    edited(desk, file=text)
    assert statements(files(desk)["brief.json"]) == before


def test_every_mistake_is_told_at_once_and_nothing_is_applied(kept: Desk) -> None:
    before, moves = record(kept), kept.moves()
    lines = []
    for line in written(kept.request(NOON), WEEK).splitlines():
        lines.append(f"{line}!" if line.startswith("=") and line.endswith(CREWS) else line)
        if line.startswith("=") and line.endswith(CLOSED):
            lines += ["> It is likely, with high confidence, that 40 more drowned.", "> (Bo) Not mine."]
    lines += ['+ "He asked the harbour" from papers/a.txt', '+ "Nothing here" from papers/a.txt']
    lines += ['+ "The bakery of" from papers/z.txt', '+ "The bakery of" from papers/c.txt', "[in 1931]"]
    with pytest.raises(BadEdits) as raised:
        edited(kept, file="\n".join(lines))

    told = "\n".join(raised.value.mistakes)
    for message in (
        "statements are verbatim; write a comment instead",
        "in one sentence; make two of it (ICD 203)",
        "the comment states “40”, which no passage holds",
        "that of Bo is not there",
        "does not stand alone: “He” not named; say in brackets",
        "no sentence begins with “Nothing here” in papers/a.txt",
        "no document of the edition is shown under papers/z.txt",
        "[in 1931] states “1931”, which its document does not hold",
    ):
        assert message in told
    assert str(raised.value) == "the edits of 2026-W21 have 8 mistakes; nothing was changed"
    assert (record(kept), kept.moves()) == (before, moves)


def test_what_is_only_to_be_thought_over_keeps_nothing_back(desk: Desk) -> None:
    result = edited(desk, comment="The search may go on.", on=number_of(desk, CLOSED))
    assert any("“may” does not tell how likely it is" in note for note in result.notes)
    assert result.outcome is not None


@pytest.mark.parametrize(
    ("comment", "message"),
    [("x" * 1501, "at most 1,500 characters"), ("A \U0001f600 face.", "no font of the page has U+1F600")],
)
def test_a_comment_that_cannot_be_set_is_refused(kept: Desk, comment: str, message: str) -> None:
    with pytest.raises(BadEdits) as raised:
        edited(kept, comment=comment, on="mine")
    assert message in raised.value.mistakes[0]


def test_nobody_speaks_for_somebody_else(desk: Desk) -> None:
    edited(desk, "Bo", comment="All of one paper.", on="mine")
    text = written(desk.request(NOON), WEEK).replace("one paper", "two papers")
    with pytest.raises(BadEdits) as raised:
        edited(desk, "Ada", file=text)
    assert "that of Bo is changed: write > and your own" in raised.value.mistakes[0]


def test_an_older_file_is_refused_once_somebody_else_has_edited(desk: Desk) -> None:
    text = written(desk.request(NOON), WEEK)
    edited(desk, "Bo", comment="All of one paper.", on="mine")
    with pytest.raises(BadEdits) as raised:
        edited(desk, file=text)
    assert "was edited since this file was written" in raised.value.mistakes[0]


def test_what_is_not_there_is_said_with_what_is(kept: Desk) -> None:
    with pytest.raises(NoInput, match=r"has no statement 9\.9; there are 1\.1"):
        edited(kept, drop=("9.9",))
    with pytest.raises(NoInput, match="2026-W01 is not recorded; `briefs editions`"):
        written(kept.request(NOON), "2026-W01")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (Changes(edition=WEEK, pin="A sentence"), "--pin needs --from"),
        (Changes(edition=WEEK, pin="A sentence", source="a.txt"), "--pin needs --under"),
        (Changes(edition=WEEK, drop=("1.1",), replaced="1.1"), "--replace needs --pin"),
        (Changes(edition=WEEK, comment="Oh."), "--comment and --on go together"),
        (Changes(edition=WEEK, bracket="who"), "are for --pin"),
        (Changes(edition=WEEK, file="", drop=("1.1",)), "--file holds all decisions"),
    ],
)
def test_options_that_lack_others_are_told(changes: Changes, message: str) -> None:
    assert any(message in wrong for wrong in incomplete(changes))


# ---- Approving -------------------------------------------------------------------------------------------------------


def test_two_different_people_approve_and_then_it_is_published_as_they_saw_it(desk: Desk) -> None:
    seal, seen = record(desk).seal, files(desk)
    first = approved(desk, "Ada", digits_of(record(desk)))
    again = approved(desk, " ADA ")
    assert (len(first.given), first.outcome.state, again.was_given) == (1, EditionState.AWAITING, True)
    assert len(again.given) == 1
    second = approved(desk, "Bo")
    assert second.outcome.state is record(desk).state is EditionState.PUBLISHED
    assert record(desk).seal == seal
    assert {name: (desk.out / WEEK / name).read_bytes() for name in seen} == seen


def test_one_user_under_two_names_is_one_person(desk: Desk) -> None:
    approved(desk, "Ada", typist="desk")
    refused = (
        r"the user desk has approved 2026-W21 already, as Ada, .*: Bo has to give theirs as another user"
    )
    with pytest.raises(NotAllowed, match=refused):
        approved(desk, "Bo", typist="Desk")
    assert record(desk).state is EditionState.AWAITING
    approved(desk, "Bo", typist="bo")
    assert desk.moves()[-2].reason == "approved by Ada (given by the user desk) and Bo"
    assert record(desk).state is EditionState.PUBLISHED


def test_one_user_may_enter_the_approvals_of_two_who_are_named_and_the_log_tells_it(tmp_path: Path) -> None:
    desk = waiting(tmp_path, f'{TWO}approvers = ["Ada", "Bo"]\n')
    assert approved(desk, "Ada", typist="desk").outcome.state is EditionState.AWAITING
    assert approved(desk, "bo", typist="desk").outcome.state is EditionState.PUBLISHED
    row = next(it for it in desk.moves() if it.state is EditionState.APPROVED)
    assert row.reason == "approved by Ada (given by the user desk) and bo (given by the user desk)"
    assert row.actor == "desk"


def test_what_counted_for_one_person_when_it_was_given_counts_so_at_the_next_run(desk: Desk) -> None:
    with open_store(desk.folder / "store", create=False) as store:
        for actor in ("Ada", "Bo"):
            known = record(desk)
            store.ledger.approve(
                Approval(
                    edition=WEEK,
                    revision=0,
                    seal=known.seal or "",
                    actor=actor,
                    moment=desk.request(NOON).now(),
                    typist="desk",
                )
            )
    desk.run(NOON)
    assert record(desk).state is EditionState.AWAITING


def test_an_edit_makes_approvals_void_and_says_so(desk: Desk) -> None:
    approved(desk, "Ada")
    edited(desk, "Bo", comment="All of one paper.", on="mine")
    second = approved(desk, "Ada")
    assert (second.void, len(second.given)) == (True, 1)
    assert approved(desk, "Bo").outcome.state is EditionState.PUBLISHED


def test_who_has_looked_at_another_seal_approves_nothing(desk: Desk) -> None:
    seen = digits_of(record(desk))
    edited(desk, comment="All of one paper.", on="mine")
    with pytest.raises(NotAllowed, match="is not what you looked at: its seal is"):
        approved(desk, "Bo", seen)
    with pytest.raises(NotAllowed, match="too little of a seal"):
        approved(desk, "Bo", "abc")
    assert approved(desk, "Bo", record(desk).seal).given


def test_what_was_issued_can_be_neither_edited_nor_approved(desk: Desk) -> None:
    approved(desk, "Ada")
    approved(desk, "Bo")
    with pytest.raises(NotAllowed, match=r"is published: .*briefs correct 2026-W21"):
        edited(desk, comment="Too late.", on="mine")
    with pytest.raises(NotAllowed, match="is published already"):
        approved(desk, "Cy")
    with pytest.raises(NoInput):
        approve_unknown(desk)


def approve_unknown(desk: Desk) -> None:
    run = desk.request(NOON)
    with opened(run) as store:
        approve(store, ApproveRequest(edition="2026-W01", actor="Ada"), run, nobody_listens)


def test_only_those_who_are_named_may_approve_and_one_is_enough_under_one(tmp_path: Path) -> None:
    desk = waiting(tmp_path, ONE)
    with pytest.raises(NotAllowed, match=r"Cy may not approve: briefs\.toml names Ada, Bo"):
        approved(desk, "Cy")
    edited(desk, "Ada", comment="All of one paper.", on="mine")
    assert approved(desk, "ada").outcome.state is EditionState.PUBLISHED


# ---- Draft copies ----------------------------------------------------------------------------------------------------


def test_reviewers_get_a_draft_copy_of_the_very_statements_and_its_seal(kept: Desk) -> None:
    folder = reviewing.folder_of(kept.settings, WEEK)
    final = files(kept)
    names = {it.name for it in folder.iterdir()}
    assert {"brief.DRAFT.pdf", "brief.DRAFT.html", "brief.json", "seal.txt"} <= names
    assert (folder / "seal.txt").read_text("ascii").strip() == record(kept).seal
    ours, theirs = json.loads((folder / "brief.json").read_bytes()), json.loads(final["brief.json"])
    assert (ours.pop("draft"), theirs.pop("draft")) == (True, False)
    assert ours == theirs
    assert "brief.pdf" in final
    assert b"DRAFT" not in b"".join(name.encode() for name in final)


def test_a_copy_that_is_gone_or_of_another_seal_is_made_again_by_the_next_run(desk: Desk) -> None:
    folder = reviewing.folder_of(desk.settings, WEEK)
    (folder / "seal.txt").write_text("sha256:0\n", "ascii")
    (folder / "brief.json").write_bytes(b"{}")
    desk.run(NOON)
    assert (folder / "seal.txt").read_text("ascii").strip() == record(desk).seal
    assert statements((folder / "brief.json").read_bytes())
    shutil.rmtree(folder)
    desk.run(NOON)
    assert (folder / "brief.DRAFT.pdf").is_file()


def test_after_publishing_no_copy_is_left(desk: Desk) -> None:
    left = reviewing.folder_of(desk.settings, WEEK).parent / f".{WEEK}-4711"
    left.mkdir()
    approved(desk, "Ada")
    approved(desk, "Bo")
    assert [*left.parent.iterdir()] == []


# ---- Whatever happens between two steps ------------------------------------------------------------------------------


def test_edits_that_were_kept_by_a_process_that_died_are_built_by_the_next_run(desk: Desk) -> None:
    with open_store(desk.folder / "store", create=False) as store:
        session = begin(store.ledger, WEEK)
        edit = Edit(kind=EditKind.COMMENT, theme="mine", actor="Ada", text="All of one paper.")
        keep(store.ledger, session, (edit,), desk.request(NOON).now(), "Ada")
        with pytest.raises(NotAllowed, match="was edited meanwhile"):
            keep(store.ledger, session, (), desk.request(NOON).now(), "Bo")
    assert record(desk).state is EditionState.BUILDING
    assert only(desk.run(NOON)).state is EditionState.AWAITING
    assert json.loads(files(desk)["brief.json"])["comments"][0]["text"] == "All of one paper."


def test_approvals_that_were_kept_by_a_process_that_died_publish_at_the_next_run(desk: Desk) -> None:
    known = record(desk)
    with open_store(desk.folder / "store", create=False) as store:
        for actor in ("Ada", "Bo"):
            store.ledger.approve(
                Approval(
                    edition=WEEK,
                    revision=0,
                    seal=known.seal or "",
                    actor=actor,
                    moment=desk.request(NOON).now(),
                )
            )
    assert only(desk.run(NOON)).state is EditionState.PUBLISHED
