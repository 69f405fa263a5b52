"""An edition is marked, called a draft, numbered and corrected, in its files' names and in what it says of itself."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import pipeline
from briefs.config import load
from briefs.editions.building import BuildResult, build, gather_all
from briefs.editions.issue import Issue, Place, issue_of
from briefs.editions.snapshots.making import plan_of
from briefs.errors import ConfigurationError, NoInput
from briefs.model import Brief, Coverage, Edition, Marking
from briefs.publication.names import name_of
from briefs.reading import unpack
from briefs.sources import gather
from tests.editions.weekly import (
    CABLE,
    CONFIGURATION,
    CREWS,
    FARES,
    SAMPLES,
    SEOUL,
    THREE,
    configured,
    put,
    request,
)
from tests.reading.made_mails import archive

REPORT: dict[str, tuple[str, ...]] = {"b.txt": ("2026-05-13", FARES, CREWS)}
MONDAY = datetime.datetime(2026, 5, 18, 6, tzinfo=SEOUL)
AMBER = CONFIGURATION.replace("[brief]", '[brief]\nmarking = "TLP:AMBER"')
GREEN = AMBER.replace("TLP:AMBER", "TLP:GREEN")


def marked(folder: Path, name: str, label: str, *paragraphs: str, day: str = "2026-05-13") -> Path:
    """The folder, with a report in it that bears a label."""
    put(folder, {name: (day, *paragraphs)})
    file = folder / name
    head, _, body = file.read_text("utf-8").partition("\n\n")
    file.write_text(f"{head}\n\n{label}\n\n{body}", "utf-8")
    return folder


def composed(
    tmp_path: Path, *weeks: Path, configuration: str = CONFIGURATION, since: datetime.date | None = None
) -> Brief:
    """The brief that is composed of the folders, or of what is followed; nothing is printed."""
    settings = load(configured(tmp_path, configuration))
    sources, problems = gather_all(settings, weeks, since)
    coverage = Coverage(start=since, end=MONDAY.date())
    brief, _ = pipeline.build(sources, problems, plan_of(settings, "2026-W21", MONDAY, coverage))
    return brief


def told(brief: Brief) -> tuple[Marking | None, tuple[str, ...]]:
    return brief.edition.marking, brief.edition.raised_by


def names(result: BuildResult) -> set[str]:
    return {path.name for path in result.folder.iterdir() if path.name.startswith("brief.")}


def test_an_edition_is_as_high_as_the_source_it_prints_and_says_which_that_was(tmp_path: Path) -> None:
    week = marked(put(tmp_path / "week", REPORT), "c.txt", "TLP:AMBER+STRICT", CABLE)

    assert told(composed(tmp_path, week)) == (Marking.AMBER_STRICT, ("week/c.txt",))
    assert told(composed(tmp_path, week, configuration=GREEN)) == (Marking.AMBER_STRICT, ("week/c.txt",))


def test_of_several_sources_those_that_are_the_highest_are_told(tmp_path: Path) -> None:
    week = marked(put(tmp_path / "week", REPORT), "c.txt", "TLP:RED", CABLE)
    marked(marked(week, "a.txt", "TLP:RED", THREE), "d.txt", "TLP:AMBER", SAMPLES)

    assert told(composed(tmp_path, week)) == (Marking.RED, ("week/a.txt", "week/c.txt"))


@pytest.mark.parametrize("label", ["TLP:GREEN", "TLP:AMBER"])
def test_an_edition_stays_as_it_is_set_where_no_source_is_higher(tmp_path: Path, label: str) -> None:
    week = marked(put(tmp_path / "week", REPORT), "c.txt", label, CABLE)

    assert told(composed(tmp_path, week, configuration=AMBER)) == (Marking.AMBER, ())


def test_a_source_for_everybody_does_not_open_what_nobody_has_marked(tmp_path: Path) -> None:
    week = marked(put(tmp_path / "week", REPORT), "c.txt", "TLP:CLEAR", CABLE)

    assert told(composed(tmp_path, week)) == (None, ())


def test_a_marked_file_that_could_not_be_used_raises_the_edition_that_names_it(tmp_path: Path) -> None:
    put(tmp_path / "papers", REPORT)
    put(tmp_path / "closed", {"empty.txt": ("2026-05-13",)})
    followed = '[[sources]]\nname = "Closed"\npath = "closed"\nmarking = "TLP:RED"\n'
    brief = composed(tmp_path, configuration=CONFIGURATION.replace("[[themes]]", f"{followed}[[themes]]", 1))

    assert [problem.subject for problem in brief.not_included] == ["closed/empty.txt"]
    assert told(brief) == (Marking.RED, ("closed/empty.txt",))


def test_a_document_outside_the_days_covered_is_named_and_so_raises_the_edition(tmp_path: Path) -> None:
    week = marked(put(tmp_path / "week", REPORT), "old.txt", "TLP:AMBER", CABLE, day="2026-01-13")
    brief = composed(tmp_path, week, since=datetime.date(2026, 5, 1))

    assert [problem.subject for problem in brief.not_included] == ["week/old.txt"]
    assert told(brief) == (Marking.AMBER, ("week/old.txt",))


def test_what_is_inside_a_marked_archive_is_marked_where_it_is_named(tmp_path: Path) -> None:
    put(tmp_path / "papers", REPORT)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "all.zip").write_bytes(archive({"x.rtf": b"{\\rtf1}", "y.txt": CABLE.encode()}))
    followed = '[[sources]]\nname = "Closed"\npath = "closed"\nmarking = "TLP:RED"\n'
    brief = composed(tmp_path, configuration=CONFIGURATION.replace("[[themes]]", f"{followed}[[themes]]", 1))

    assert [problem.subject for problem in brief.not_included] == ["closed/all.zip/x.rtf"]
    assert told(brief) == (Marking.RED, ("closed/all.zip/x.rtf", "closed/all.zip/y.txt"))


def test_the_files_of_an_edition_are_named_after_its_marking_and_no_others_stay_behind(
    tmp_path: Path,
) -> None:
    week = marked(put(tmp_path / "week", REPORT), "c.txt", "TLP:AMBER+STRICT", CABLE)
    wanted = request(tmp_path, week, "2026-05-18")
    first = build(wanted, lambda _: None)
    cited = json.loads((first.folder / "brief.json").read_bytes())["references"]

    assert (first.marking, first.raised_by) == (Marking.AMBER_STRICT, ("week/c.txt",))
    assert [path.name for path in first.files][:2] == [
        "brief.TLP-AMBER-STRICT.pdf",
        "brief.TLP-AMBER-STRICT.html",
    ]
    assert {reference["path"]: reference["marking"] for reference in cited}[
        "week/c.txt"
    ] == "TLP:AMBER+STRICT"

    (week / "c.txt").unlink()
    second = build(replace(wanted, draft=True, correction="Fares rose by ten per cent."), lambda _: None)
    brief = json.loads((second.folder / "brief.json").read_bytes())

    assert names(second) == {"brief.DRAFT.pdf", "brief.DRAFT.html", "brief.json"}
    assert [brief[key] for key in ("marking", "raised_by", "draft", "revision", "correction")] == [
        *(None, [], True, 1),
        "Fares rose by ten per cent.",
    ]


@pytest.mark.parametrize("marking", [None, *Marking])
@pytest.mark.parametrize("draft", [False, True])
def test_a_folder_with_an_edition_of_any_name_is_no_source(
    tmp_path: Path, marking: Marking | None, *, draft: bool
) -> None:
    edition = Edition(
        id="2026-W21",
        number=1,
        revision=0,
        title="T",
        organisation="",
        language="en",
        as_of=MONDAY,
        marking=marking,
        draft=draft,
    )
    files = [name_of(edition, "pdf"), name_of(edition, "html"), "brief.json", "sources/a.txt"]
    for name in files:
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_text("words of a brief", "utf-8")
    packed = archive({f"out/{name}": b"words of a brief" for name in files})
    (tmp_path / "old.zip").write_bytes(packed)

    sources, _ = gather([tmp_path], 1_000_000)
    assert [source.path for source in sources] == [f"{tmp_path.name}/old.zip"]
    assert unpack(sources[0])[0] == ()


@pytest.mark.parametrize(("status", "draft"), [("draft", True), ("final", False)])
def test_the_configuration_may_call_every_edition_a_draft(
    tmp_path: Path, status: str, *, draft: bool
) -> None:
    settings = load(configured(tmp_path, CONFIGURATION.replace("[brief]", f'[brief]\nstatus = "{status}"')))
    assert settings.draft is draft


def test_where_no_edition_stands_there_is_nothing_to_correct(tmp_path: Path) -> None:
    wanted = request(tmp_path, put(tmp_path / "week", REPORT), "2026-05-18", correction="Not so.")

    with pytest.raises(NoInput, match="no edition stands there to correct"):
        build(wanted, lambda _: None)
    assert not (tmp_path / "out/2026-W21").exists()


def standing(out: Path, edition: str, day: str, **changes: object) -> None:
    """An edition that says of itself no more than its number needs."""
    (out / edition).mkdir(parents=True)
    brief = {
        "edition": edition,
        "number": 1,
        "revision": 0,
        "as_of": f"{day}T06:00:00+09:00",
        "sections": [{"theme": "ferry"}],
    }
    (out / edition / "brief.json").write_text(json.dumps(brief | changes), "utf-8")


def issue(out: Path, correction: str | None = None) -> Issue:
    place = Place(out=out, edition="2026-W21", as_of=MONDAY, themes={"ferry", "mine"})
    return issue_of(place, correction=correction, draft=False)


@pytest.mark.parametrize(
    ("stands", "correction", "revision", "kept"),
    [
        ({}, None, 0, None),
        ({}, "Ten, not twelve.", 1, "Ten, not twelve."),
        ({"revision": 1, "correction": "Ten, not twelve."}, "Ten, not twelve.", 1, "Ten, not twelve."),
        ({"revision": 1, "correction": "Ten, not twelve."}, None, 1, "Ten, not twelve."),
        ({"revision": 1, "correction": "Ten, not twelve."}, "One crossing.", 2, "One crossing."),
        ({"revision": "1", "correction": 7}, None, 0, None),
    ],
)
def test_each_correction_makes_the_next_revision_and_the_same_one_twice_makes_no_third(
    tmp_path: Path, stands: dict[str, object], correction: str | None, revision: int, kept: str | None
) -> None:
    standing(tmp_path, "2026-W21", "2026-05-18", **stands)

    found = issue(tmp_path, correction)
    assert (found.revision, found.correction) == (revision, kept)


def test_an_edition_has_the_number_behind_the_latest_one_of_its_brief(tmp_path: Path) -> None:
    assert issue(tmp_path).number == 1
    standing(tmp_path, "2026-W19", "2026-05-04", number=20)
    standing(tmp_path, "2026-W20", "2026-05-11", number=21)
    standing(tmp_path, "2026-W22", "2026-05-25", number=23)
    standing(tmp_path, "other", "2026-05-12", number=70, sections=[{"theme": "whales"}])

    assert issue(tmp_path).number == 22
    standing(tmp_path, "2026-W21", "2026-05-18", number=22)
    assert issue(tmp_path).number == 22


@pytest.mark.parametrize("number", [None, "7", -3, 1.5, [], True])
def test_an_edition_that_does_not_tell_its_number_counts_as_one(tmp_path: Path, number: object) -> None:
    standing(tmp_path, "2026-W20", "2026-05-11", number=number)
    assert issue(tmp_path).number in (1, 2)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b'{"sections": 3}'])
def test_what_stands_there_and_cannot_be_read_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "2026-W20").mkdir()
    (tmp_path / "2026-W20" / "brief.json").write_bytes(content)
    (tmp_path / "2026-W21").mkdir()
    (tmp_path / "2026-W21" / "brief.json").write_bytes(content)

    assert issue(tmp_path) == Issue()


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("[brief]", '[brief]\nmarking = "AMBER"', "brief.marking"),
        ("[brief]", '[brief]\nmarking = "TLP:WHITE"', "brief.marking"),
        ("[brief]", '[brief]\nstatus = "done"', "brief.status"),
        ('path = "papers"', 'path = "papers"\nmarking = "red"', "sources[0].marking"),
        ("[[themes]]", '[publication]\nformats = ["doc"]\n[[themes]]', "publication.formats"),
        (
            "[[themes]]",
            '[publication]\ncitation_style = "none.csl"\n[[themes]]',
            "publication.citation_style",
        ),
    ],
)
def test_a_wrong_key_is_told_with_its_line(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        load(configured(tmp_path, CONFIGURATION.replace(old, new, 1)))
    assert len(error.value.mistakes) == 1
    assert mistake in error.value.mistakes[0]
