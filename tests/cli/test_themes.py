"""``briefs themes``: the themes, and what they find."""

from pathlib import Path

import pytest

from briefs import shipped
from tests.cli.conftest import Run
from tests.cli.terminal import documents


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with the shipped themes and one document."""
    documents(tmp_path / "seeds")
    (tmp_path / "briefs.toml").write_bytes(shipped.CONFIGURATION.read_bytes())
    return tmp_path


@pytest.mark.usefixtures("desk")
def test_the_themes_are_listed_with_their_terms_and_budgets(run: Run) -> None:
    lines = run("themes").stdout.splitlines()

    assert [line.split()[0] for line in lines] == [
        "shuttle-diplomacy",
        "ai-energy",
        "historical-issues",
        "inter-korean",
    ]
    assert lines[1].endswith(" 170 words  AI and energy cooperation")


@pytest.mark.usefixtures("desk")
def test_a_trial_shows_documents_sentences_and_terms_on_eighty_columns(run: Run) -> None:
    done = run("themes", "test", "--theme", "ai-energy")

    assert done.returncode == 0
    assert "1 of 1 documents serve it; 1 hold a term of it." in done.stdout
    assert "  1.00 Leaders agree on a regular exchange of visits\n        seeds/visit.txt\n" in done.stdout
    assert "        LNG ×1, semiconductor ×1, supply chain ×1" in done.stdout
    assert "Terms found, in how many documents and how often:" in done.stdout
    assert "hydrogen" in done.stdout.partition("Terms never found:")[2]
    assert "shuttle-diplomacy" not in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_every_theme_is_tried_unless_one_is_named(desk: Path, run: Run) -> None:
    told = run("themes", "test", "seeds").stdout

    assert told.count("documents serve it") == 4
    assert not (desk / "out").exists(), "a trial writes nothing"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["themes", "test", "--theme", "x"], 78, '"x" is no theme of the configuration; there are: shuttle'),
        (["themes", "test", "missing"], 66, "missing: no such file or folder"),
        (["themes", "test", "ai-energy"], 66, "the theme of this id alone, use --theme ai-energy"),
        (["themes", "test", "empty"], 65, "no documents in empty"),
        (["themes", "test", "scans"], 65, "no document could be read"),
        (["themes", "--config", "missing.toml"], 78, "missing.toml: there is no such file"),
    ],
)
def test_what_cannot_be_tried_is_told_with_its_exit_code(
    desk: Path, run: Run, arguments: list[str], code: int, told: str
) -> None:
    (desk / "empty").mkdir()
    (desk / "scans").mkdir()
    (desk / "scans" / "scan.pdf").write_bytes(b"%PDF")

    done = run(*arguments)

    assert done.returncode == code
    assert told in done.stderr
