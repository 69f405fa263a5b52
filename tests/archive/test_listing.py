"""What programs read of all editions: their list as JSON, and what they announce as one calendar."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

from briefs.model import Marking
from tests.archive.standing import FERRY, FOG, KOREAN, announcing, brief, site, stand

SUMMER = datetime.date(2026, 7, 1)


def _lines(file: Path) -> list[str]:
    content = file.read_bytes().decode()
    assert content.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    return content.replace("\r\n ", "").split("\r\n")


def test_the_list_tells_of_every_edition_what_it_is_and_where(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, KOREAN, marking=Marking.GREEN))
    stand(tmp_path, brief(21))

    site(tmp_path)

    value = json.loads((tmp_path / "editions.json").read_bytes())
    assert (value["schema"], value["address"], value["marking"]) == ("briefs/site/1", None, "TLP:GREEN")
    assert [edition["edition"] for edition in value["editions"]] == ["2026-W21", "2026-W20"]
    older = value["editions"][1]
    assert older["coverage"] == {"start": "2026-05-04", "last": "2026-05-10"}
    assert older["key_points"] == [{"statement": "1.1", "text": KOREAN, "language": "en", "context": None}]
    assert older["files"] == [
        "2026-W20/brief.TLP-GREEN.html",
        "2026-W20/brief.TLP-GREEN.pdf",
        "2026-W20/brief.json",
    ]
    assert all((tmp_path / name).is_file() for edition in value["editions"] for name in edition["files"])


def test_an_event_that_two_editions_announce_stands_once_as_the_newer_tells_it(tmp_path: Path) -> None:
    stand(tmp_path, announcing(brief(20, FERRY), SUMMER))
    stand(tmp_path, announcing(brief(21, FERRY), SUMMER + datetime.timedelta(days=1)))

    site(tmp_path)

    lines = _lines(tmp_path / "announced.ics")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20260702" in lines
    assert "NAME:The strait this week" in lines


def test_events_of_different_sentences_all_stand_with_identifiers_of_their_own(tmp_path: Path) -> None:
    stand(tmp_path, announcing(brief(20, FERRY), SUMMER))
    stand(tmp_path, announcing(brief(21, FOG, KOREAN), SUMMER, statement=2))

    site(tmp_path)

    lines = _lines(tmp_path / "announced.ics")
    identifiers = [line for line in lines if line.startswith("UID:")]
    assert len(set(identifiers)) == len(identifiers) == 2
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_where_nothing_is_announced_there_is_no_calendar_and_no_way_to_one(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))

    site(tmp_path)

    assert not (tmp_path / "announced.ics").exists()
    assert "announced.ics" not in (tmp_path / "index.html").read_text("utf-8")


def test_a_calendar_says_the_highest_marking(tmp_path: Path) -> None:
    stand(tmp_path, announcing(brief(20, FERRY, marking=Marking.RED), SUMMER))

    site(tmp_path)

    assert "NAME:The strait this week (TLP:RED)" in _lines(tmp_path / "announced.ics")


def test_what_is_no_entry_in_a_calendar_of_an_edition_is_not_taken_over(tmp_path: Path) -> None:
    file = stand(tmp_path, announcing(brief(20, FERRY), SUMMER)) / "announced.ics"
    file.write_bytes(
        b"BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT\r\n"
        + file.read_bytes()
        + b"BEGIN:VEVENT\r\nUID:half\r\n"
    )

    site(tmp_path)

    lines = _lines(tmp_path / "announced.ics")
    assert lines.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VALARM" not in lines


def test_a_changed_calendar_is_read_again(tmp_path: Path) -> None:
    made = brief(20, FERRY)
    stand(tmp_path, announcing(made, SUMMER))
    site(tmp_path)
    stand(tmp_path, announcing(replace(made, events=()), SUMMER + datetime.timedelta(days=9)))

    site(tmp_path)

    assert "DTSTART;VALUE=DATE:20260710" in _lines(tmp_path / "announced.ics")
