"""Whatever happened to a site before, it becomes what it would be if it were made at once."""

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.standing import FERRY, KOREAN, announcing, brief, of_the_site, site, stand
from tests.archive.test_listing import SUMMER

WEEKS = (18, 19, 20, 21)
STEPS = st.lists(st.tuples(st.sampled_from(WEEKS), st.sampled_from(["stand", "again", "remove"])), max_size=7)


def _stand(out: Path, week: int, *, again: bool = False) -> None:
    sentences = (FERRY, KOREAN, f"Only week {week} says this of the sea.", *(("A second thought.",) * again))
    stand(out, announcing(brief(week, *sentences, theme="Ferries" if week % 2 else "Harbours"), SUMMER))


@settings(max_examples=12)
@given(STEPS)
def test_any_history_of_editions_ends_in_the_same_bytes(steps: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out, fresh = Path(folder, "out"), Path(folder, "fresh")
        out.mkdir()
        site(out)
        for week, what in steps:
            if what == "remove":
                shutil.rmtree(out / f"2026-W{week}", ignore_errors=True)
            else:
                _stand(out, week, again=what == "again")
            site(out)
        shutil.copytree(
            out, fresh, ignore=shutil.ignore_patterns(".site", "site", "*.xml", "editions.json", "index.html")
        )
        (fresh / "announced.ics").unlink(missing_ok=True)

        site(fresh)

        assert of_the_site(out) == of_the_site(fresh)


def test_a_run_that_was_killed_between_its_pages_and_its_memory_is_mended(tmp_path: Path) -> None:
    for week in WEEKS[:3]:
        _stand(tmp_path, week)
    site(tmp_path)
    shutil.copytree(tmp_path / ".site", tmp_path / ".before")
    half = {"index.html", "feed.xml"}
    old = {name: (tmp_path / name).read_bytes() for name in half}
    _stand(tmp_path, WEEKS[3])
    site(tmp_path)
    whole = of_the_site(tmp_path)
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    shutil.rmtree(tmp_path / ".site")
    (tmp_path / ".before").rename(tmp_path / ".site")

    site(tmp_path)

    assert of_the_site(tmp_path) == whole


def test_runs_at_the_same_time_take_turns(tmp_path: Path) -> None:
    for week in WEEKS:
        _stand(tmp_path, week)

    with ThreadPoolExecutor(4) as workers:
        results = [*workers.map(lambda _: site(tmp_path), range(4))]

    assert sorted(bool(result.written) for result in results) == [False, False, False, True]
    assert {result.editions for result in results} == {4}


def test_an_edition_that_turns_out_damaged_while_pages_are_made_is_left_out(tmp_path: Path) -> None:
    for week in WEEKS[:2]:
        _stand(tmp_path, week)
    site(tmp_path)
    file = tmp_path / f"2026-W{WEEKS[1]}" / "brief.json"
    status = file.stat()
    file.write_bytes(b"x" * status.st_size)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "site" / "search-1.js").unlink()

    result = site(tmp_path)

    assert result.editions == 1
    assert [problem.subject for problem in result.left_out] == [f"2026-W{WEEKS[1]}"]
    assert f"2026-W{WEEKS[1]}" not in (tmp_path / "index.html").read_text("utf-8")
