"""A source that is only read is not named in an edition with a lower marking, in none of its files nor on the site."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from briefs.archive import SiteRequest, make
from briefs.config import load
from briefs.editions.building import BuildResult, build
from briefs.editions.choices import to_json
from briefs.editions.explaining import explain
from briefs.publication.design import Format
from briefs.shipped import TEMPLATES
from tests.editions.test_markings import composed, marked
from tests.editions.weekly import (
    CABLE,
    CLOSED,
    CONFIGURATION,
    CREWS,
    FARES,
    SAMPLES,
    THREE,
    configured,
    put,
    request,
)

SHAFTS = "Divers also looked for remains of the miners in the side shafts of the flooded mine at Orrin."
UNNAMED = "hushed-source"
NARROW = CONFIGURATION.replace('id = "mine"', 'id = "mine"\nbudget = 20')
"""One sentence fills the section, so that the others only come near."""
HELD_IN = frozenset((".pdf", ".html", ".json", ".docx", ".md", ".txt"))
"""Files that hold a printed sentence as it stands, so that looking for another in them tells something."""
REPORTS: dict[str, tuple[str, ...]] = {
    "a.txt": ("2026-05-12", THREE, CLOSED, SAMPLES),
    "b.txt": ("2026-05-13", FARES, CREWS),
    "c.txt": ("2026-05-13", CABLE),
}


def week_with(tmp_path: Path, label: str) -> Path:
    """A folder of reports and of one source with a label that is read and not printed."""
    return marked(put(tmp_path / "week", REPORTS), f"{UNNAMED}.txt", label, SHAFTS)


def published(tmp_path: Path, label: str) -> BuildResult:
    """An edition in all formats, and its site."""
    settings = load(configured(tmp_path, NARROW))
    wanted = request(tmp_path, week_with(tmp_path, label), "2026-05-18", settings=settings)
    design = replace(wanted.design, formats=(*Format,))
    result = build(replace(wanted, design=design), lambda _: None)
    make(SiteRequest(out=tmp_path / "out", templates=TEMPLATES, title="T", language="en", organisation=""))
    return result


def said_in(path: Path) -> str:
    """All words of a file, out of what packs them."""
    content = path.read_bytes()
    texts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            texts += [packed.read(name) for name in packed.namelist()]
    if content.startswith(b"%PDF"):
        pdf = pypdfium2.PdfDocument(content)
        texts += [page.get_textpage().get_text_bounded().encode() for page in pdf]
        texts += [bytes(pdf.get_attachment(place).get_data()) for place in range(pdf.count_attachments())]
        pdf.close()
    return " ".join(b" ".join(texts).decode("utf-8", "replace").replace("\r\n ", "").split())


def test_no_file_of_an_edition_and_its_site_holds_words_of_a_source_that_is_marked_higher(
    tmp_path: Path,
) -> None:
    result = published(tmp_path, "TLP:RED")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    texts = {path: said_in(path) for path in files}
    explained = explain(tmp_path / "out", result.edition, "1.1")

    assert (result.marking, result.documents) == (None, 4)
    assert {path.suffix for path, text in texts.items() if "recovered 3 sets of remains" in text} >= HELD_IN
    for words in (SHAFTS, "in the side shafts of", UNNAMED):
        assert [path for path, text in texts.items() if words in text] == []
    assert (explained.withheld, explained.beaten_withheld) == (1, True)


@pytest.mark.parametrize(
    ("label", "of_edition", "named"),
    [
        ("Harbour office", None, True),
        ("TLP:CLEAR", None, True),
        ("TLP:GREEN", None, False),
        ("TLP:GREEN", "TLP:GREEN", True),
        ("TLP:AMBER", "TLP:GREEN", False),
        ("TLP:AMBER", "TLP:RED", True),
    ],
)
def test_a_near_miss_is_told_where_its_source_is_marked_no_higher_than_the_edition(
    tmp_path: Path, label: str, of_edition: str | None, *, named: bool
) -> None:
    marking = f'[brief]\nmarking = "{of_edition}"' if of_edition else "[brief]"
    configuration = NARROW.replace("[brief]", marking)
    brief = composed(tmp_path, week_with(tmp_path, label), configuration=configuration)
    themes = json.loads(to_json(brief))["sections"]
    missed = [near["text"] for theme in themes for near in theme["near_misses"]]
    beaten = [choice["beaten"]["text"] for theme in themes for choice in theme["choices"] if choice["beaten"]]

    assert (SHAFTS in missed) is (SHAFTS in beaten) is named
    assert [theme["withheld"] for theme in themes] == [0 if named else 1, 0, 0]
    assert any(choice["withheld"] for choice in themes[0]["choices"]) is not named
