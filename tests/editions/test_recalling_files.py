"""A cited file that changes or disappears is recalled until it is back, or somebody has settled it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.editions.aftermath.recalling import Fate, recalls
from briefs.errors import NoInput
from briefs.store import open_store
from tests.editions.citing import (
    BIRCH,
    Desk,
    cites,
    minutes,
    note,
    packed,
    printed,
)
from tests.editions.served import Served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        yield Desk(tmp_path, served.server)


def test_a_file_that_is_taken_out_of_its_folder_is_recalled_until_it_is_back(desk: Desk) -> None:
    file = note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    file.unlink()
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert (recall.fate, recall.source, printed(recall)) == (Fate.GONE, "Notes", {BIRCH: None})

    note(desk.folder, BIRCH)
    desk.fetch(hours=1)
    assert desk.recalls() == ()


def test_a_file_that_merely_has_another_name_is_no_recall(desk: Desk) -> None:
    file = note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    file.rename(file.with_name("old minutes.txt"))
    desk.fetch(hours=1)

    assert desk.recalls() == ()


def test_a_file_that_is_rewritten_is_recalled_with_its_new_words(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert [(line.stands, line.now) for line in recall.touched] == [(False, BIRCH.replace("twelve", "two"))]


def test_what_is_settled_is_told_no_more_until_it_changes_again(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()

    (settled,) = desk.settle(recall.document[:20])
    assert settled.document == recall.document
    (recall,) = desk.recalls()
    assert (recall.is_open, recall.settled and recall.settled.actor) == (False, "Mara Lind")

    note(desk.folder, BIRCH.replace("twelve", "ten"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()
    assert (recall.is_open, recall.settled) == (True, None)


def test_what_is_no_recalled_document_cannot_be_settled(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    for prefix in ("", "sha256:", "abc", "0" * 64):
        with pytest.raises(NoInput, match="briefs recall"):
            desk.settle(prefix)


def test_what_is_settled_already_is_said_to_be(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()
    desk.settle(recall.document)

    with pytest.raises(NoInput, match="is settled already, by "):
        desk.settle(recall.document)


def test_a_document_in_a_container_is_recalled_with_what_its_container_says_now(desk: Desk) -> None:
    packed(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    inner = hashlib.sha256(minutes(BIRCH).encode()).hexdigest()
    desk.brief["references"] = [
        {"number": 0, "document": f"sha256:{inner}", "path": "notes/minutes.zip/minutes.txt"}
    ]
    desk.brief["sections"] = [{"statements": [cites("1.1", BIRCH)]}]
    packed(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert (recall.locator, printed(recall)) == ("notes/minutes.zip", {BIRCH: False})


def test_every_line_that_rests_on_a_source_is_told_and_whether_its_words_are_printed(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    (number,) = [it["number"] for it in desk.brief["references"] if it["path"].endswith("minutes.txt")]
    line = {"reference": number, "exact": BIRCH}
    desk.brief |= {
        "sections": [{"statements": [{"id": "1.1", "citations": [], "corroboration": [line]}]}],
        "quotations": [{"id": "q1", "citations": [line]}],
        "timeline": [{"id": "t1", "citations": [line]}],
        "disagreements": [{"id": "d1", "claims": [{"citations": [line]}]}],
    }
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert [(it.line, it.printed) for it in recall.touched] == [
        ("1.1", False),
        ("q1", True),
        ("t1", True),
        ("d1", True),
    ]


def test_an_edition_that_is_withdrawn_recalls_nothing(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    with open_store(desk.folder / "store", create=False) as store:
        assert recalls(store, lambda _: None) == ()
