"""Every way to change what a brief prints, by those who do not make its manifest anew and by those who do."""

import shutil
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import NameObject, StreamObject

from briefs.errors import NothingReadable
from tests.proof.forging import (
    ADDED,
    CHANGES,
    LINKS,
    NOTHING,
    Forgeries,
    checked,
    failing,
    head_of,
    manifest_in,
    other_word,
    resealed,
    rewritten,
    statement,
    told,
)

OURS = {"an added sentence", "the edition"}
"""Changes of words that are no source's and follow from no fact: they are bound by the seal alone."""

EXTRACTS = {"a word", "a number", "the speaker", "the bracket", "a citation"}

BESIDE = CHANGES.keys() - OURS - EXTRACTS - LINKS - {NOTHING}
"""Changes of what stands beside extracts and in references."""

QUICK = {"a word", "a citation", "a publisher", "where citations lead"}
"""One of each kind: to forge one is to lay a brief out again, which takes seconds."""


def each(changes: Iterable[str]) -> list[pytest.ParameterSet]:
    """The changes, in order; all but the quick ones are left to the long tests."""
    return [
        pytest.param(change, marks=() if change in QUICK else pytest.mark.deep) for change in sorted(changes)
    ]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "brief.pdf"


def test_a_brief_that_is_laid_out_again_without_a_change_holds_once_it_is_sealed(
    forged: Forgeries, place: Path
) -> None:
    place.write_bytes(forged[NOTHING].thorough)
    assert failing(checked(place)) == set()


@pytest.mark.parametrize("change", each(CHANGES.keys() - LINKS - {NOTHING}))
def test_a_change_in_print_is_found_and_shown(forged: Forgeries, place: Path, change: str) -> None:
    place.write_bytes(forged[change].clumsy)
    report = checked(place)
    assert failing(report) >= {"the file", "the pages"}
    assert "not the words of the manifest" in told(report)


@pytest.mark.parametrize("change", each(EXTRACTS))
def test_a_change_with_the_pages_sealed_anew_is_found_by_its_sentence(
    forged: Forgeries, place: Path, change: str
) -> None:
    place.write_bytes(forged[change].thorough)
    assert "the sentences" in failing(checked(place))


@pytest.mark.parametrize("change", each(BESIDE))
def test_a_change_beside_extracts_with_the_pages_sealed_anew_is_found(
    forged: Forgeries, place: Path, change: str
) -> None:
    place.write_bytes(forged[change].thorough)
    assert "dates and names" in failing(checked(place))


@pytest.mark.parametrize("change", each(LINKS))
def test_a_link_that_leads_elsewhere_is_found_once_it_is_sealed_anew(
    forged: Forgeries, place: Path, change: str
) -> None:
    place.write_bytes(forged[change].thorough)
    assert failing(checked(place)) == {"the links"}


def test_a_paragraph_number_that_is_made_anew_everywhere_is_found_by_the_sources(
    built: Path, sources: Path, place: Path
) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    note = next(one for one in manifest["beside"] if one["kind"] == "passage" and one["extract"] is not None)
    note["words"] = "¶\xa077"
    place.write_bytes(resealed(head_of(pdf), manifest))
    assert "its passage as printed is not what the source states" in told(checked(place, sources))


@pytest.mark.deep
def test_a_sentence_that_is_added_and_sealed_anew_is_told_as_no_sources(
    forged: Forgeries, place: Path
) -> None:
    place.write_bytes(forged["an added sentence"].thorough)
    report = checked(place)
    assert ADDED in " ".join(report.unbound)


def test_a_change_that_is_made_in_everything_is_found_by_the_sources(
    forged: Forgeries, built: Path, sources: Path, place: Path
) -> None:
    manifest = manifest_in(forged["a word"].thorough)
    words = statement(manifest)
    for extract in manifest["extracts"]:
        if extract["printed"] == [words]:
            extract["exact"], extract["printed"] = other_word(words), [other_word(words)]
            extract["end"] = extract["start"] + len(other_word(words))
    place.write_bytes(resealed(head_of(forged["a word"].thorough), manifest))
    assert failing(checked(place)) == set()
    report = checked(place, built)
    assert failing(report) == {"the kept texts"}
    assert words[-24:] in told(report)
    assert failing(checked(place, sources)) == {"the sources"}


def test_a_manifest_of_another_brief_is_found(built: Path, place: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    manifest["extracts"] = [
        one | {"exact": "Other", "printed": ["Other"] * bool(one["printed"]), "end": one["start"] + 5}
        for one in manifest["extracts"]
    ]
    place.write_bytes(resealed(head_of(pdf), manifest))
    assert "the sentences" in failing(checked(place))


def test_a_page_that_was_taken_out_is_found(built: Path, place: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO((built / "brief.pdf").read_bytes()))
    writer.remove_page(1)
    writer.write(place)
    report = checked(place)
    assert failing(report) >= {"the file", "the pages", "the sentences"}
    assert "its manifest" in told(report)


def test_pages_in_another_order_are_found(built: Path, place: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO((built / "brief.pdf").read_bytes()))
    first, second = writer.pages[0], writer.pages[1]
    contents = NameObject("/Contents")
    first[contents], second[contents] = second.raw_get(contents), first.raw_get(contents)
    writer.write(place)
    assert failing(checked(place)) >= {"the file", "the pages", "the sentences"}


def test_one_glyph_that_is_drawn_in_the_place_of_another_is_found(built: Path, place: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    place.write_bytes(rewritten(pdf, _other_glyph))
    assert failing(checked(place)) >= {"the file", "the pages"}


def _other_glyph(content: bytes) -> bytes:
    """The content with the first two glyphs of its longest text exchanged."""
    texts = [line for line in content.split(b"\n") if line.endswith(b"] TJ") and line.count(b"<") > 3]
    longest = max(texts, key=len)
    glyphs = [part.partition(b">")[0] for part in longest.split(b"<")[1:]]
    one, other = next(pair for pair in pairwise(glyphs) if pair[0] != pair[1])
    swapped = (
        longest.replace(b"<%b>" % one, b"<?>")
        .replace(b"<%b>" % other, b"<%b>" % one)
        .replace(b"<?>", b"<%b>" % other)
    )
    return content.replace(longest, swapped, 1)


def test_text_that_is_written_over_a_page_is_found(built: Path, place: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    place.write_bytes(rewritten(pdf, lambda content: content + b"\nq 0 g 50 50 200 100 re f Q\n"))
    assert failing(checked(place)) == {"the file"}


def test_a_brief_written_again_by_another_program_is_no_longer_sealed_but_its_words_are(
    built: Path, place: Path
) -> None:
    place.write_bytes(rewritten((built / "brief.pdf").read_bytes(), lambda content: content))
    report = checked(place)
    assert failing(report) == {"the file"}
    assert "written again by another program" in told(report)


def test_something_appended_that_changes_a_page_is_found(built: Path, place: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    written = BytesIO()
    writer = pypdf.PdfWriter(BytesIO(pdf), incremental=True)
    contents = writer.pages[0]["/Contents"].get_object()
    assert isinstance(contents, StreamObject)
    contents.set_data(contents.get_data() + b"\nq 0 g 50 50 200 100 re f Q\n")
    writer.write(written)
    assert written.getvalue().startswith(pdf)
    place.write_bytes(written.getvalue())
    report = checked(place)
    assert failing(report) == {"the file"}
    assert "change what its pages show" in told(report)


def test_bytes_appended_that_change_nothing_are_told(built: Path, place: Path) -> None:
    place.write_bytes((built / "brief.pdf").read_bytes() + b"\n% a note\n")
    (check,) = [one for one in checked(place).checks if one.subject == "the file"]
    assert check.outcome == "holds"
    assert "10 bytes appended" in check.detail


def test_a_second_manifest_is_refused(built: Path, place: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO((built / "brief.pdf").read_bytes()))
    writer.add_attachment("manifest.json", b"{}")
    writer.write(place)
    with pytest.raises(NothingReadable, match="2 attachments named"):
        checked(place)


def test_a_brief_without_its_manifest_is_told(built: Path, place: Path) -> None:
    shutil.copy(built / "brief.pdf", place)
    place.write_bytes(head_of(place.read_bytes()))
    with pytest.raises(NothingReadable, match="manifest in the file cannot be used"):
        checked(place)


def test_a_marking_that_is_not_the_one_on_the_pages_is_found(built: Path, place: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    manifest["edition"]["marking"] = "TLP:GREEN"
    place.write_bytes(resealed(head_of(pdf), manifest))
    report = checked(place)
    assert failing(report) == {"the pages"}
    assert "bear another marking" in told(report)


def test_a_source_with_another_title_than_is_printed_is_found(
    built: Path, sources: Path, place: Path
) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    manifest["documents"][0]["title"] = "Another title"
    manifest["documents"][1]["published"] = "2020-01-01"
    place.write_bytes(resealed(head_of(pdf), manifest))
    report = checked(place, sources)
    assert "the sources" in failing(report)
    assert "the title is not what the source states" in told(report)
    assert "the date is not what the source states" in told(report)
