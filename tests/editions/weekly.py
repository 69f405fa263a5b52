"""Two weeks of invented reports on three themes, and what builds editions of them."""

import datetime
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from briefs import shipped
from briefs.config import load
from briefs.editions.building import BuildRequest, build
from briefs.publication import Design

SEOUL = ZoneInfo("Asia/Seoul")
CONFIGURATION = """[brief]
title = "Northport brief"
timezone = "Asia/Seoul"
[[sources]]
name = "Papers"
path = "papers"
[[themes]]
id = "mine"
title = "The Orrin mine"
description = "The flooded mine at Orrin, the divers who search it, and the remains of the miners found there."
terms = [{text = "mine", weight = 2}, {text = "divers", weight = 2}, "remains", "miners"]
[[themes]]
id = "ferry"
title = "The ferry"
description = "The ferry between Northport and Southport, its fares, its timetable, and its crews."
terms = [{text = "ferry", weight = 2}, {text = "fares", weight = 2}, "timetable", "crew"]
[[themes]]
id = "grid"
title = "The power grid"
description = "The power grid of both coasts, the cable under the strait, and what electricity costs."
terms = [{text = "power grid", weight = 2}, {text = "cable", weight = 2}, "electricity"]
"""
THREE = "Divers have recovered 3 sets of remains from the flooded mine at Orrin, the harbour office said."
SIX = "Divers have recovered six sets of remains from the flooded mine at Orrin, the harbour office said."
CLOSED = "The mine was closed in 1942, when sea water broke through the roof and 183 miners of Orrin drowned."
SAMPLES = (
    "A laboratory in Southport will compare the remains from the mine with samples given by forty families."
)
FARES = "The ferry between Northport and Southport raised its fares by ten per cent for all islanders."
CREWS = "Ferry crews of Southport accepted a new timetable with one crossing less on winter evenings."
CABLE = (
    "Planners agreed to lay a second cable under the strait so that the power grid of both coasts is linked."
)
FIRST_WEEK = {
    "a.txt": ("2026-05-12", THREE, CLOSED),
    "b.txt": ("2026-05-13", FARES, CREWS),
    "c.txt": ("2026-05-13", CABLE),
}
SECOND_WEEK = {"d.txt": ("2026-05-20", SIX, CLOSED, SAMPLES), "e.txt": ("2026-05-21", CABLE)}


def put(folder: Path, reports: dict[str, tuple[str, ...]]) -> Path:
    """The folder, with these reports in it: each a day, and its paragraphs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (day, *paragraphs) in reports.items():
        head = f"Title: Report {name}\nDate: {day}\n\n"
        (folder / name).write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


def configured(folder: Path, text: str = CONFIGURATION) -> Path:
    """The configuration file of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "briefs.toml").write_text(text, encoding="utf-8")
    return folder / "briefs.toml"


def request(tmp_path: Path, week: Path, day: str, **changes: Any) -> BuildRequest:
    """What builds the edition of a Monday morning from one folder."""
    wanted: dict[str, Any] = {
        "settings": load(configured(tmp_path)),
        "paths": (week,),
        "as_of": datetime.datetime.fromisoformat(f"{day}T06:00").replace(tzinfo=SEOUL),
        "since": None,
        "edition": None,
        "out": tmp_path / "out",
        "design": Design(templates=shipped.TEMPLATES),
    }
    return BuildRequest(**(wanted | changes))


def built(wanted: BuildRequest) -> dict[str, Any]:
    """The brief.json of an edition that is built now."""
    folder = build(wanted, lambda _: None).folder
    brief: dict[str, Any] = json.loads((folder / "brief.json").read_bytes())
    return brief


def statements(brief: dict[str, Any]) -> dict[str, bool]:
    """What a brief prints, and whether it calls it new."""
    return {
        statement["text"]: statement["new"]
        for section in brief["sections"]
        for statement in section["statements"]
    }
