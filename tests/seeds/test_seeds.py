"""What is claimed of the sample sources, in their README and in ``expected.toml``, is true of the files."""

import html
import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from briefs.model import DisclosureKind, SourceFormat

ROOT: Final = Path(__file__).parents[2]
SEEDS: Final = ROOT / "seeds"
REAL: Final = ROOT.parent / "shared" / "seeds"
EXPECTED: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)
DOCUMENTS: Final[list[dict[str, Any]]] = EXPECTED["document"]
SOURCES: Final = sorted(path.name for path in SEEDS.iterdir() if path.name.casefold() != "readme.md")
SUFFIX: Final = {
    ".txt": SourceFormat.TEXT,
    ".md": SourceFormat.MARKDOWN,
    ".html": SourceFormat.HTML,
}
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[entry["path"] for entry in DOCUMENTS])


def _source(name: str) -> str:
    """The characters of a sample source, decoded as it declares, or as UTF-8."""
    content = (SEEDS / name).read_bytes()
    declared = re.search(rb"charset=[\"']?([\w-]+)", content)
    return content.decode(declared[1].decode("ascii") if declared else "utf-8")


def _words_on_page(name: str) -> str:
    """What a reader of the page sees, and its metadata: entities resolved, white space folded."""
    source = _source(name)
    if name.endswith(".html"):
        source = html.unescape(source) + html.unescape(re.sub(r"<[^>]*>", "", source))
    return " ".join(source.split())


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """Every run of so many words, without regard to case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_every_source_is_described_once_in_the_ground_truth() -> None:
    assert sorted(document["path"] for document in DOCUMENTS) == SOURCES


def test_every_source_has_one_row_in_the_readme_and_no_row_is_left_over() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([^`]+)`", readme, re.MULTILINE)) == SOURCES


@each_document
def test_what_must_be_read_stands_in_the_source(document: dict[str, Any]) -> None:
    page = _words_on_page(document["path"])
    stated = [document["title"], *document["author"]]
    missing = [words for words in [*stated, *document["keeps"], *document["leaves_out"]] if words not in page]
    assert missing == []
    assert document.get("publisher", "").casefold() in page.casefold()
    assert document.get("url", "") in page


@each_document
def test_kept_words_stand_in_order_and_are_not_among_those_left_out(document: dict[str, Any]) -> None:
    page = _words_on_page(document["path"])
    places = [page.rindex(words) for words in document["keeps"]]
    assert 3 <= len(places) <= 6
    assert places == sorted(set(places))
    assert not [out for out in document["leaves_out"] for kept in document["keeps"] if out in kept]


@each_document
def test_disclosures_stand_in_the_source_with_their_links(document: dict[str, Any]) -> None:
    page = _words_on_page(document["path"])
    for disclosure in document.get("disclosures", []):
        assert disclosure["kind"] in set(DisclosureKind)
        assert disclosure["starts"] in page
        assert [link for link in disclosure["links"] if link not in page] == []


@each_document
def test_a_publication_date_is_stated_by_the_source_itself(document: dict[str, Any]) -> None:
    published = document.get("published")
    if published is None:
        assert not re.search(r"(?i)(published|posted|updated)\W+(on )?\d", _source(document["path"]))
        return
    year, month, day = published[:10].split("-")
    spelt = {"01": "Jan", "05": "May", "08": "Aug", "09": "Sep"}[month]
    english = rf"{int(day)} {spelt}\w* {year}|{spelt}\w*\.? {int(day)}, {year}"
    written = rf"{published[:10]}|{year}年{int(month)}月{int(day)}日|{english}"
    assert re.search(written, _words_on_page(document["path"]))


@each_document
def test_the_format_is_that_of_the_file(document: dict[str, Any]) -> None:
    assert document["format"] == SUFFIX[Path(document["path"]).suffix]


def test_exactly_one_source_is_not_utf_8() -> None:
    def is_utf_8(name: str) -> bool:
        try:
            (SEEDS / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    assert [name for name in SOURCES if not is_utf_8(name)] == ["eastgate-observer-cabinet-north.html"]


@pytest.mark.parametrize("theme", ["shuttle", "energy", "history", "north"])
def test_every_theme_is_served_by_three_origins(theme: str) -> None:
    copies = {path for reprint in EXPECTED["reprint"] for path in reprint["paths"][1:]}
    serving = {document["path"] for document in DOCUMENTS if theme in document["themes"]}
    assert len(serving - copies) >= 3


def test_the_two_reprints_share_most_of_their_words_but_not_their_headline() -> None:
    first, second = EXPECTED["reprint"][0]["paths"]
    titles = {document["path"]: document["title"] for document in DOCUMENTS}
    shared = _runs(_words_on_page(first)) & _runs(_words_on_page(second))
    assert titles[first] != titles[second]
    assert len(shared) > 0.6 * len(_runs(_words_on_page(first)))


def test_every_disputed_claim_stands_in_its_source() -> None:
    claims = [claim for disagreement in EXPECTED["disagreement"] for claim in disagreement["claims"]]
    assert [claim for claim in claims if claim["words"] not in _words_on_page(claim["path"])] == []


def test_addresses_in_the_sources_lead_nowhere() -> None:
    hosts = {host for name in SOURCES for host in re.findall(r"https?://([^/\"'\s)]+)", _source(name))}
    vocabularies = {"schema.org", "ogp.me"}
    assert [host for host in sorted(hosts - vocabularies) if not host.endswith(".example")] == []


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the folder with the four real documents")
@pytest.mark.parametrize("name", SOURCES)
def test_no_six_words_in_a_row_are_those_of_a_real_document(name: str) -> None:
    real: set[tuple[str, ...]] = set()
    for path in REAL.iterdir():
        real |= _runs(path.read_text(encoding="utf-8"))
    assert _runs(_words_on_page(name)) & real == set()
