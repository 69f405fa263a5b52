"""An edition that waits for approval, and what people do with it."""

import json
from pathlib import Path

from briefs.editions.review.approving import Approved, ApproveRequest, approve
from briefs.editions.review.changing import Changed, Changes, change, incomplete
from briefs.editions.runs.running import opened
from briefs.model import EditionState, Record
from briefs.store import open_store
from tests.editions.scheduled import W21, Desk, nobody_listens, only, scheduled
from tests.editions.weekly import CABLE, CLOSED, CREWS, FARES, THREE

WEEK = "2026-W21"


NOON = "2026-05-18T12:00+09:00"


TWO = '[approval]\nrule = "two"\n'


ASIDE = "He asked the harbour office of Orrin for another week of searching in the northern gallery."


BREAD = "The bakery of Westport sold twelve hundred loaves of bread on the second day of the summer fair."


def waiting(folder: Path, table: str) -> Desk:
    """A desk whose first edition is built and waits for approval."""
    desk = scheduled(folder, table)
    desk.put("a.txt", "2026-05-12", THREE, ASIDE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    desk.put("c.txt", "2026-05-13", CABLE, BREAD)
    assert only(desk.run(W21)).state is EditionState.AWAITING
    return desk


def edited(desk: Desk, actor: str = "Ada", **wanted: object) -> Changed:
    changes = Changes(edition=WEEK, **wanted)  # type: ignore[arg-type]
    assert [*incomplete(changes)] == []
    return change(desk.request(NOON, actor), changes, nobody_listens)


def approved(desk: Desk, actor: str, seal: str | None = None, typist: str = "") -> Approved:
    run = desk.request(NOON, typist or actor)
    wanted = ApproveRequest(edition=WEEK, actor=actor, seal=seal, typist=typist)
    with opened(run) as store:
        return approve(store, wanted, run, nobody_listens)


def record(desk: Desk) -> Record:
    return desk.records()[WEEK]


def files(desk: Desk) -> dict[str, bytes]:
    """The files of the edition as they are kept, published or not."""
    with open_store(desk.folder / "store", create=False) as store:
        known = store.ledger.record(WEEK)
        assert known is not None
        assert known.seal is not None
        seal = json.loads(store.ledger.content(known.seal))
        return {name: store.ledger.content(digest) for name, digest in seal["files"].items()}


def statements(content: bytes) -> list[str]:
    sections = json.loads(content)["sections"]
    return [it["text"] for section in sections for it in section["statements"]]
