"""What the owners were told, and are still to be told, is kept from one run to the next."""

import datetime
import json
import threading
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from briefs.editions.runs.notices import NAME, Entry, alone, keep, read

SEOUL = ZoneInfo("Asia/Seoul")
DUE = datetime.datetime(2026, 5, 18, 6, 0, tzinfo=SEOUL)
HOUR = datetime.timedelta(hours=1)


def entry(week: int, **more: object) -> Entry:
    base = Entry(editions=(f"2026-W{week}",), cause="missed", moment=DUE, due=DUE, subject="s", text="t\n")
    return replace(base, **more)  # type: ignore[arg-type]


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    entries = (entry(1), entry(2, told=DUE + HOUR), entry(3, editions=()))

    assert keep(tmp_path, entries) is None
    assert read(tmp_path) == entries
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    keep(tmp_path, [entry(number) for number in range(1000)])

    kept = read(tmp_path)
    assert (len(kept), kept[-1].editions) == (200, ("2026-W999",))


def test_a_moment_without_a_zone_is_no_entry(tmp_path: Path) -> None:
    keep(tmp_path, [entry(1)])
    said = json.loads((tmp_path / NAME).read_text())
    said["notices"][0]["moment"] = "2026-05-18T06:00:00"
    (tmp_path / NAME).write_text(json.dumps(said))

    assert read(tmp_path) == ()


def test_two_runs_change_the_file_one_after_the_other(tmp_path: Path) -> None:
    seen: list[tuple[Entry, ...]] = []

    def second() -> None:
        with alone(tmp_path):
            seen.append(read(tmp_path))

    other = threading.Thread(target=second)
    with alone(tmp_path):
        other.start()
        keep(tmp_path, [entry(1)])
    other.join()

    assert seen == [(entry(1),)]
