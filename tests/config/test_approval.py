"""Who must approve an edition, as the configuration says it."""

from pathlib import Path

import pytest

from briefs.config import Settings, load
from briefs.config.approval import Approving, same_name
from briefs.errors import ConfigurationError
from briefs.model import ApprovalRule

THEME = """[[themes]]
id = "mine"
title = "The mine"
description = "The flooded mine at Orrin and the divers who search it all summer."
terms = ["mine"]
"""


def configured(folder: Path, table: str) -> Settings:
    file = folder / "briefs.toml"
    file.write_text(f"{table}\n{THEME}", "utf-8")
    return load(file)


def mistakes(folder: Path, table: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as raised:
        configured(folder, table)
    return raised.value.mistakes


def test_nobody_is_asked_where_nothing_is_said(tmp_path: Path) -> None:
    assert configured(tmp_path, "").approval == Approving()
    assert Approving().rule.needed == 0


def test_the_rule_and_the_names_are_read(tmp_path: Path) -> None:
    approval = configured(tmp_path, '[approval]\nrule = "two"\napprovers = ["Mina Sol", "jo"]').approval
    assert approval == Approving(rule=ApprovalRule.TWO, approvers=("Mina Sol", "jo"))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('rule = "three"', "line 2: approval.rule"),
        ('approvers = [" Ada"]', "line 2: approval.approvers[0]"),
        ('approvers = ["Ada", "ADA"]', "names somebody twice"),
        ('rule = "two"\napprovers = ["Ada"]', "only 1 may approve"),
        ("who = 1", "approval.who"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_told(tmp_path: Path, table: str, message: str) -> None:
    assert any(message in mistake for mistake in mistakes(tmp_path, f"[approval]\n{table}"))


def test_the_rule_is_no_part_of_what_an_edition_is_made_from(tmp_path: Path) -> None:
    assert configured(tmp_path, "").digest == configured(tmp_path, '[approval]\nrule = "one"').digest


def test_one_person_is_one_however_the_name_is_written() -> None:
    assert same_name(" Mina  SOL ") == same_name("mina sol")
