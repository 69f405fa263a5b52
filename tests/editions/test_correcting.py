"""What was issued is corrected in the open: a revision of its own, told on page one, and the one before kept whole."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefs.editions.changing import Changes
from briefs.editions.correcting import Corrected, CorrectionRequest, correct, written
from briefs.errors import NoInput, NotAllowed
from briefs.model import EditionState
from briefs.store import TellingKind, open_store
from tests.editions.scheduled import W21, Desk, nobody_listens, only, scheduled
from tests.editions.weekly import CLOSED, CREWS, FARES, THREE

LATER = "2026-05-19T10:00+09:00"
LATEST = "2026-05-20T10:00+09:00"
WRONG = "The number of the remains was wrong; the harbour office has taken it back."


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    assert only(desk.run(W21)).state is EditionState.PUBLISHED
    return desk


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(issued.folder, tmp_path / "desk")
    return Desk(folder=tmp_path / "desk")


def corrected(desk: Desk, because: str = WRONG, moment: str = LATER, **changes: Any) -> Corrected:
    request = CorrectionRequest(
        run=desk.request(moment, actor="Ada Weaver"), edition="2026-W21", because=because, **changes
    )
    return correct(request, nobody_listens)


def brief(desk: Desk, *parts: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((desk.out / "2026-W21").joinpath(*parts, "brief.json").read_bytes())
    return said


def statements(desk: Desk, *parts: str) -> list[dict[str, Any]]:
    return [it for section in brief(desk, *parts)["sections"] for it in section["statements"]]


def test_a_correction_is_the_next_revision_and_says_on_page_one_what_was_wrong(desk: Desk) -> None:
    before = {name: content for name, content in desk.files().items() if name.startswith("2026-W21/")}

    result = corrected(desk)

    said = brief(desk)
    assert (said["revision"], said["number"], said["as_of"]) == (1, 1, brief(desk, "r0")["as_of"])
    assert said["correction"] == f"19 May 2026: {WRONG}"
    assert result.outcome.state is EditionState.PUBLISHED
    after = desk.files()
    assert {name.replace("2026-W21/", "2026-W21/r0/", 1): content for name, content in before.items()} == {
        name: content for name, content in after.items() if name.startswith("2026-W21/r0/")
    }


def test_it_is_known_who_must_be_told_when_it_is_out(desk: Desk) -> None:
    corrected(desk)

    with open_store(desk.folder / "store", create=False) as store:
        (telling,) = store.ledger.tellings()
    assert (telling.edition, telling.revision, telling.kind) == ("2026-W21", 0, TellingKind.CORRECTION)
    assert (telling.because, telling.told) == (WRONG, None)


def test_a_correction_that_prints_the_same_says_so(desk: Desk) -> None:
    assert corrected(desk).changed is False


def test_a_wrong_statement_can_be_dropped(desk: Desk) -> None:
    (wrong,) = [it for it in statements(desk) if "remains" in it["text"]]

    result = corrected(desk, changes=Changes(edition="2026-W21", drop=(wrong["id"],)))

    assert result.changed is True
    assert wrong["text"] in [it["text"] for it in statements(desk, "r0")]
    assert wrong["text"] not in [it["text"] for it in statements(desk)]


def test_edits_can_be_given_as_the_file_that_was_written_of_what_readers_have(desk: Desk) -> None:
    text = written(desk.request(LATER), "2026-W21")
    (line,) = [it for it in text.splitlines() if it.startswith("= ") and "remains" in it]

    changes = Changes(edition="2026-W21", file=text.replace(line, f"-{line[1:]}"))

    assert corrected(desk, changes=changes).changed is True
    assert not [it for it in statements(desk) if "remains" in it["text"]]


def test_a_correction_of_a_correction_names_the_latest_first_and_keeps_all(desk: Desk) -> None:
    corrected(desk)
    corrected(desk, "The crossing is on winter mornings.", LATEST)

    assert brief(desk)["correction"] == (
        f"20 May 2026: The crossing is on winter mornings. · 19 May 2026: {WRONG}"
    )
    assert (brief(desk, "r0")["revision"], brief(desk, "r1")["revision"]) == (0, 1)
    assert brief(desk, "r1")["correction"] == f"19 May 2026: {WRONG}"


def test_sources_are_gathered_again_when_one_was_wrong(desk: Desk) -> None:
    desk.put("a.txt", "2026-05-12", THREE.replace("3 sets", "2 sets"), CLOSED)

    corrected(desk, again=True)

    assert "2 sets" in json.dumps(brief(desk)["sections"])
    assert "3 sets" in json.dumps(brief(desk, "r0")["sections"])


def test_what_it_is_made_from_is_what_was_kept_unless_it_is_asked_for_again(desk: Desk) -> None:
    shutil.rmtree(desk.folder / "papers")

    corrected(desk)

    assert brief(desk)["sections"] == brief(desk, "r0")["sections"]


def test_a_correction_that_waits_for_approval_changes_nothing_for_readers_and_keeps_others_away(
    desk: Desk,
) -> None:
    configuration = desk.folder / "briefs.toml"
    configuration.write_text(f'{configuration.read_text()}\n[approval]\nrule = "one"\n', "utf-8")
    stood = desk.files()

    result = corrected(desk)

    assert result.outcome.state is EditionState.AWAITING
    assert desk.files() == stood
    with pytest.raises(
        NotAllowed, match=r"being corrected already: revision 1 is awaiting approval.*--revision 1"
    ):
        corrected(desk, "Another thing.", LATEST)


def test_what_is_not_known_or_not_out_is_not_corrected(desk: Desk) -> None:
    request = CorrectionRequest(run=desk.request(LATER), edition="2026-W40", because=WRONG)
    with pytest.raises(NoInput, match="2026-W40 is not recorded; briefs editions"):
        correct(request, nobody_listens)


def test_an_order_that_was_cut_off_is_given_up_and_can_be_given_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("briefs.editions.snapshot.keep", cut_off)
        with pytest.raises(KeyboardInterrupt):
            corrected(desk)
    stood = desk.files()
    desk.run(LATER)

    assert desk.files() == stood
    corrected(desk, moment=LATEST)
    assert brief(desk)["correction"] == f"20 May 2026: {WRONG}"
    assert [(move.revision, move.state.value) for move in desk.moves()][-1] == (2, "published")
