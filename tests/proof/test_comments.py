"""Comments when a brief is verified: counted as the desk's own words, and bound to where they were printed."""

import datetime
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from briefs.model import Comment
from briefs.proof.edition import check_contract
from briefs.proof.manifest import parse
from briefs.proof.own import COMMENTS, SUBJECT, check_beside
from briefs.proof.paper import Paper, read_paper
from briefs.proof.report import Outcome
from briefs.proof.verifying import Request, verify
from briefs.publication import Design, publish
from briefs.publication.concordance import Concordance
from briefs.shipped import TEMPLATES
from tests.publication.material import sample, sources

MOMENT = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


@cache
def made() -> dict[str, bytes]:
    brief = sample()
    section = brief.sections[0]
    on_one = Comment(
        theme=section.theme,
        author="Mina Sol",
        text="No source names the port.",
        statement=section.statements[0].id,
    )
    on_all = Comment(theme=section.theme, author="Jo Field", text="All of it goes back to one agency.")
    return publish(replace(brief, comments=(on_one, on_all)), sources(), Design(templates=TEMPLATES))


def paper() -> Paper:
    return read_paper(made()["brief.pdf"])


def test_a_commented_brief_holds_and_says_how_many_comments_are_the_desks_own(tmp_path: Path) -> None:
    for name, content in made().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = verify(Request(path=tmp_path, moment=MOMENT))
    (comments,) = [check for check in report.checks if check.subject == COMMENTS]
    assert report.holds
    assert comments.detail == "2 comments in the desk's own words, as they were printed; no source says them"
    assert any("No source names the port." in words for words in report.unbound)


def test_a_comment_that_is_printed_otherwise_than_the_manifest_has_it_is_found() -> None:
    manifest = parse(paper().manifest or b"")
    beside = tuple(
        replace(told, words=told.words.replace("No source", "Some source")) for told in manifest.beside
    )
    facts, comments = check_beside(Concordance(paper().leaves), replace(manifest, beside=beside))
    assert (facts.subject, facts.outcome) == (SUBJECT, Outcome.HOLDS)
    assert (comments.subject, comments.outcome, comments.findings[0].where) == (
        COMMENTS,
        Outcome.FAILS,
        "1.1",
    )


def test_a_comment_that_brief_json_has_in_another_name_or_place_is_found() -> None:
    manifest = parse(paper().manifest or b"")
    for change in ({"author": "Ada"}, {"text": "A source names the port."}, {"statement": "1.2"}):
        brief = json.loads(made()["brief.json"])
        brief["comments"][0].update(change)
        check = check_contract(manifest, json.dumps(brief).encode())
        assert check.outcome is Outcome.FAILS
        assert check.findings[0].message == "a comment is printed that brief.json does not have so"
    assert check_contract(manifest, made()["brief.json"]).outcome is Outcome.HOLDS
