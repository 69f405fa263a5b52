"""A mail leads to the page of its edition where there is one that its readers can open."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefs.config.settings import Site
from briefs.editions.delivery.letters import letters_of
from briefs.editions.delivery.owed import owed_of
from briefs.model import Letter
from tests.editions.delivery.posted import EDITION, START, Postroom, copied
from tests.editions.scheduled import Desk

OPEN = "https://desk.example/"


def letter(desk: Desk, folder: Path, *, site: str = "", address: str = OPEN) -> Letter:
    """The mail of the edition, where the desk's site and what it serves stand at these addresses."""
    room = Postroom(copied(desk, folder / "desk"), 1, mail={"address": address})
    request = room.request(settings=replace(room.settings, site=Site(address=site)))
    with room.store() as store:
        owed = owed_of(store, EDITION)
        return letters_of(store.ledger, owed, request.settings, request.credentials, START).letter("", ())


@pytest.mark.parametrize(
    ("site", "address", "page"),
    [
        ("", OPEN, f"{OPEN}archive/{EDITION}/brief.html"),
        ("https://briefs.example/", OPEN, f"https://briefs.example/{EDITION}/brief.html"),
        (f"{OPEN}archive/", OPEN, f"{OPEN}archive/{EDITION}/brief.html"),
        ("https://briefs.example/", "", f"https://briefs.example/{EDITION}/brief.html"),
    ],
)
def test_a_mail_leads_to_the_page_of_its_edition(
    first: Desk, tmp_path: Path, site: str, address: str, page: str
) -> None:
    made = letter(first, tmp_path, site=site, address=address)

    assert page in made.text
    assert page in made.html


@pytest.mark.parametrize("site", ["", f"{OPEN}archive/"])
def test_a_mail_of_a_marked_edition_does_not_lead_to_where_it_is_shown_to_nobody(
    secret: Desk, tmp_path: Path, site: str
) -> None:
    made = letter(secret, tmp_path, site=site)

    assert "TLP:AMBER" in made.text
    assert not [said for said in (made.text, made.html) if "/archive" in said or EDITION + "/" in said]


def test_a_mail_of_a_marked_edition_leads_to_the_site_of_the_desk_itself(
    secret: Desk, tmp_path: Path
) -> None:
    made = letter(secret, tmp_path, site="https://inside.example/briefs/")

    assert f"https://inside.example/briefs/{EDITION}/brief.TLP-AMBER.html" in made.text


def test_a_mail_without_any_site_leads_nowhere(first: Desk, tmp_path: Path) -> None:
    assert EDITION + "/" not in letter(first, tmp_path, address="").text
