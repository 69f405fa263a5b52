"""In whose name a person does something: a name that is none gets into no log."""

import pytest

from tests.cli.conftest import Run

WEEK = "2026-W21"
BECAUSE = ("--because", "A number was wrong.")


@pytest.mark.parametrize(
    "command",
    [
        ("approve", WEEK),
        ("edit", WEEK),
        ("correct", WEEK, *BECAUSE),
        ("withdraw", WEEK, *BECAUSE),
        ("recall", "--settle", "3f2a9c", *BECAUSE),
        ("corrections", "settle", "3", *BECAUSE),
        ("send", WEEK),
        ("deliveries", "resolve", WEEK, "--all", "--arrived"),
    ],
)
@pytest.mark.parametrize("name", ["(Ada)", "<ada@desk.example>", "Ada\x1b[2J", " "])
def test_what_is_no_name_is_refused_wherever_one_can_be_given(
    run: Run, command: tuple[str, ...], name: str
) -> None:
    refused = run(*command, "--as", name)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Invalid value for '--as'" in refused.stderr
    assert "is no name of a person" in refused.stderr
