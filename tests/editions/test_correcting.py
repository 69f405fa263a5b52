"""What was issued is corrected in the open: a revision of its own, told on page one, and the one before kept whole."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from briefs.archive.revisions import Correction
from briefs.editions.aftermath.correcting import Corrected, CorrectionRequest, correct, notice, written
from briefs.editions.review.changing import Changes
from briefs.errors import NoInput, NotAllowed
from briefs.model import EditionState
from briefs.store import TellingKind, open_store
from tests.editions.scheduled import W21, Desk, nobody_listens, only, scheduled
from tests.editions.weekly import CLOSED, CREWS, FARES, THREE

LATER = "2026-05-19T10:00+09:00"
LATEST = "2026-05-20T10:00+09:00"
WRONG = "The number of the remains was wrong; the harbour office has taken it back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A desk whose edition was corrected once, and what stood in ``out`` before."""

    desk: Desk
    before: dict[str, bytes]
    result: Corrected


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    assert only(desk.run(W21)).state is EditionState.PUBLISHED
    return desk


@pytest.fixture(scope="module")
def once(issued: Desk, tmp_path_factory: pytest.TempPathFactory) -> Once:
    desk = copied(issued, tmp_path_factory.mktemp("once"))
    shutil.rmtree(desk.folder / "papers")  # what it is made from is what was kept
    before = desk.files()
    return Once(desk=desk, before=before, result=corrected(desk))


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    return copied(issued, tmp_path)


def copied(desk: Desk, folder: Path) -> Desk:
    shutil.copytree(desk.folder, folder / "desk")
    return Desk(folder=folder / "desk")


def corrected(desk: Desk, because: str = WRONG, moment: str = LATER, **changes: Any) -> Corrected:
    """What became of a correction; of one of its notice alone where nothing else is asked for."""
    request = CorrectionRequest(
        run=desk.request(moment, actor="Ada Weaver"),
        edition="2026-W21",
        because=because,
        **(changes or {"notice_only": True}),
    )
    return correct(request, nobody_listens)


def brief(desk: Desk, *parts: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((desk.out / "2026-W21").joinpath(*parts, "brief.json").read_bytes())
    return said


def statements(desk: Desk, *parts: str) -> list[dict[str, Any]]:
    return [it for section in brief(desk, *parts)["sections"] for it in section["statements"]]


def waiting(desk: Desk) -> Desk:
    """The desk, which asks for an approval from now on."""
    configuration = desk.folder / "briefs.toml"
    configuration.write_text(f'{configuration.read_text()}\n[approval]\nrule = "one"\n', "utf-8")
    return desk


def test_a_correction_is_the_next_revision_and_says_on_page_one_what_was_wrong(once: Once) -> None:
    said, first = brief(once.desk), brief(once.desk, "r0")

    assert once.result.outcome.state is EditionState.PUBLISHED
    assert (said["revision"], said["number"], said["as_of"]) == (1, 1, first["as_of"])
    assert (said["correction"], first["correction"]) == (
        f"Revision 1, 19 May 2026, on revision 0: {WRONG}",
        None,
    )
    assert WRONG in (once.desk.out / "2026-W21" / "brief.html").read_text("utf-8")


def test_the_revision_that_is_corrected_is_kept_to_the_byte(once: Once) -> None:
    def inside(folder: str, files: dict[str, bytes]) -> dict[str, bytes]:
        return {name.removeprefix(folder): it for name, it in files.items() if name.startswith(folder)}

    assert inside("2026-W21/r0/", once.desk.files()) == inside("2026-W21/", once.before)


def test_it_is_known_who_must_be_told_once_it_is_out(once: Once) -> None:
    with open_store(once.desk.folder / "store", create=False) as store:
        (telling,) = store.ledger.tellings()

    assert (telling.edition, telling.revision, telling.kind) == ("2026-W21", 0, TellingKind.CORRECTION)
    assert (telling.because, telling.told) == (WRONG, None)


def test_a_correction_that_prints_the_same_says_so(once: Once) -> None:
    assert once.result.changed is False
    assert brief(once.desk)["sections"] == brief(once.desk, "r0")["sections"]


def test_a_correction_of_a_correction_names_the_latest_first_and_keeps_all(
    once: Once, tmp_path: Path
) -> None:
    desk = copied(once.desk, tmp_path)

    corrected(desk, "The crossing is on winter mornings.", LATEST)

    assert brief(desk)["correction"] == (
        "Revision 2, 20 May 2026, on revision 1: The crossing is on winter mornings.\n"
        f"Revision 1, 19 May 2026, on revision 0: {WRONG}"
    )
    assert [brief(desk, folder)["revision"] for folder in ("r0", "r1")] == [0, 1]
    assert brief(desk, "r1")["correction"] == f"Revision 1, 19 May 2026, on revision 0: {WRONG}"


def test_as_many_corrections_are_told_as_fit_on_page_one(once: Once) -> None:
    told = [
        Correction(revision=number, moment=once.result.outcome.moment, text=f"{number}" * 300)
        for number in range(1, 6)
    ]

    text = notice(told, once.desk.settings)

    assert text.startswith(
        f"Revision 5, 19 May 2026, on revision 4: {'5' * 300}\nRevision 4, 19 May 2026, on revision 3: {'4' * 300}"
    )
    assert text.endswith("\n…")
    assert len(text) < 1000


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

    assert corrected(waiting(desk), changes=changes).changed is True


def test_sources_are_gathered_again_when_one_was_wrong(desk: Desk) -> None:
    desk.put("a.txt", "2026-05-12", THREE.replace("3 sets", "2 sets"), CLOSED)

    corrected(desk, again=True)

    assert "2 sets" in json.dumps(brief(desk)["sections"])
    assert "3 sets" in json.dumps(brief(desk, "r0")["sections"])


def test_edits_and_sources_gathered_again_do_not_go_together(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="without --again"):
        corrected(desk, again=True, changes=Changes(edition="2026-W21", drop=("1.1",)))


def test_a_correction_that_waits_for_approval_changes_nothing_for_readers_and_keeps_others_away(
    desk: Desk,
) -> None:
    stood = desk.files()

    result = corrected(waiting(desk))

    assert result.outcome.state is EditionState.AWAITING
    assert desk.files() == stood
    with open_store(desk.folder / "store", create=False) as store:
        assert store.ledger.tellings() == ()
    with pytest.raises(NotAllowed, match=r"corrected already: revision 1 is awaiting approval.*--revision 1"):
        corrected(desk, "Another thing.", LATEST)


def test_what_is_not_known_is_not_corrected(issued: Desk) -> None:
    request = CorrectionRequest(run=issued.request(LATER), edition="2026-W40", because=WRONG)
    with pytest.raises(NoInput, match="2026-W40 is not recorded; `briefs editions`"):
        correct(request, nobody_listens)


def test_an_edition_that_was_built_by_hand_is_corrected_by_building_it_again(desk: Desk) -> None:
    shutil.copytree(desk.out / "2026-W21", desk.out / "2026-W10")
    (desk.out / "2026-W10" / "seal.json").unlink()
    request = CorrectionRequest(run=desk.request(LATER), edition="2026-W10", because=WRONG)

    with pytest.raises(NoInput, match=r"2026-W10 was built by hand.*--correction TEXT"):
        correct(request, nobody_listens)


def test_an_order_that_was_cut_off_is_given_up_and_can_be_given_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("briefs.editions.snapshots.snapshot.keep", cut_off)
        with pytest.raises(KeyboardInterrupt):
            corrected(desk)
    stood = desk.files()
    desk.run(LATER)

    assert desk.files() == stood
    corrected(desk, moment=LATEST)
    assert brief(desk)["correction"] == f"Revision 2, 20 May 2026, on revision 0: {WRONG}"
    assert [(move.revision, move.state.value) for move in desk.moves()][-1] == (2, "published")


def test_a_correction_that_would_change_nothing_is_refused_before_anything_is_kept(desk: Desk) -> None:
    stood, moves = desk.files(), desk.moves()

    with pytest.raises(
        NotAllowed, match=r"nothing of what is printed would change: --drop 1\.1 .*--notice-only"
    ):
        corrected(desk, notice_only=False)
    with pytest.raises(NotAllowed, match="what is printed already"):
        corrected(desk, changes=Changes(edition="2026-W21", file=written(desk.request(LATER), "2026-W21")))
    with pytest.raises(NotAllowed, match="its sources give the same again"):
        corrected(desk, again=True)

    assert (desk.files(), desk.moves()) == (stood, moves)


def test_each_correction_has_a_line_of_its_own_on_page_one(once: Once, tmp_path: Path) -> None:
    desk = copied(once.desk, tmp_path)
    corrected(desk, "The crossing is on winter mornings.", LATEST)

    page = html.document_fromstring((desk.out / "2026-W21" / "brief.html").read_bytes())
    lines = page.iterfind(".//section[@class='correction']/p")

    assert ["".join(map(str, line.itertext())) for line in lines] == [
        "Revision 2, 20 May 2026, on revision 1: The crossing is on winter mornings.",
        f"Revision 1, 19 May 2026, on revision 0: {WRONG}",
    ]
