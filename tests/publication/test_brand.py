"""What a house sets by configuration alone: colours, fonts, a logo and its paper, on every set."""

import struct
import subprocess
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont

from briefs.config.looks import COLOURS
from briefs.errors import ConfigurationError
from briefs.model import Brand, Brief, Document, Paper
from briefs.publication import Design, fonts, publish
from briefs.publication.logo import drawn
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.publication.typefaces import has_superiors, require
from briefs.shipped import TEMPLATES, template_sets
from tests.publication import pdfua
from tests.publication.material import Said, compose, document, section

SHEETS = [path for path in sorted(TEMPLATES.glob("**/print.css")) if "archive" not in path.parts]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><defs><linearGradient id="g" '
    'gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#0a5c4a"/></linearGradient></defs>'
    '<circle cx="20" cy="20" r="18" fill="url(#g)"/>'
    '<rect x="46" y="8" width="70" height="8" style="fill: #0a5c4a"/></svg>'
)


def png(width: int, height: int) -> bytes:
    """A grey picture of so many pixels; of a large one the head alone is true."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(min(height, 100)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def house_font(
    folder: Path, family: str, file: str = "SourceSansPro-Regular.otf", *, kept: str | None = None
) -> str:
    """A font of another name, made of one of ours; with only the characters in ``kept``, where given."""
    source = next(face.path for face in fonts.faces() if face.path.name == file)
    path = folder / f"{family.replace(' ', '')}.otf"
    with TTFont(source) as font:
        for record in font["name"].names:
            if record.nameID in {1, 4, 16}:
                record.string = family
            elif record.nameID == 6:
                record.string = family.replace(" ", "")
        font["CFF "].cff.fontNames[0] = family.replace(" ", "")
        if kept is not None:
            for table in font["cmap"].tables:
                table.cmap = {point: name for point, name in table.cmap.items() if chr(point) in kept}
        font.save(path)
    return str(path)


@cache
def page() -> tuple[Brief, tuple[Document, ...]]:
    given = (document(("Cranes were moved to quay 4 “in the night”.",), path="cranes.txt", title="Cranes"),)
    said = (Said(source=1, passage=1, parts=(given[0].text,)),)
    return compose(given, (section(1, "Quay", said, given),), key_points=("1.1",)), given


def published(brand: Brand, templates: Path = TEMPLATES) -> dict[str, bytes]:
    brief, given = page()
    return publish(brief, given, Design(templates=templates, brand=brand))


def html(brand: Brand) -> str:
    return render(page_of(page()[0], with_contents=False), TEMPLATES, brand)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.parent.name)
def test_the_colours_that_can_be_set_are_those_of_the_style_sheet_for_paper(sheet: Path) -> None:
    root = sheet.read_text("utf-8").partition(":root {")[2].partition("}")[0]
    named = dict(
        line.strip().removeprefix("--").rstrip(";").split(": ") for line in root.strip().splitlines()
    )
    assert {name: named[name] for name in COLOURS} == dict(COLOURS)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("default", Paper.LETTER),
        ("executive", Paper.A4),
        ("manuscript", Paper.LETTER),
        pytest.param("default", Paper.A4, marks=pytest.mark.deep),
        pytest.param("executive", Paper.LETTER, marks=pytest.mark.deep),
        pytest.param("manuscript", Paper.A4, marks=pytest.mark.deep),
    ],
)
def test_every_set_is_pdf_ua_on_every_paper_in_the_colours_fonts_and_with_the_logo_of_a_house(
    tmp_path: Path, name: str, size: Paper
) -> None:
    brand = Brand(
        paper=size,
        colours=(("navy", "#0a5c4a"), ("red", "#8a4b08")),
        text_font="Quay Text",
        furniture_font="Quay Sans",
        fonts=(
            house_font(tmp_path, "Quay Text", "SourceSerifPro-Regular.otf"),
            house_font(tmp_path, "Quay Sans"),
        ),
        logo=SVG.encode(),
        logo_text="Harbour House",
    )
    path = tmp_path / "brief.pdf"
    path.write_bytes(published(brand, template_sets()[name])["brief.pdf"])

    assert pdfua.judged(path) == f"{path}: PDF/UA-1\n"
    reader = pypdf.PdfReader(path)
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[size]
    used = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout  # noqa: S607 - of poppler
    assert "Quay-Sans" in used or "QuaySans" in used
    assert "Source" not in used


def test_a_brand_changes_nothing_of_what_is_said() -> None:
    plain, branded = published(Brand()), published(Brand(colours=(("navy", "#0a5c4a"),), paper=Paper.LETTER))
    assert plain["brief.json"] == branded["brief.json"]
    assert plain["brief.pdf"] != branded["brief.pdf"]


def test_colours_stand_on_paper_and_on_light_screens_after_those_of_the_set() -> None:
    made = html(Brand(colours=(("navy", "#0a5c4a"),)))
    paper, _, screen = made.split("<style media=")[1:]
    assert paper.rindex("--navy: #0a5c4a") > paper.rindex("--navy: #12324f")
    assert "@media (prefers-color-scheme: light) { :root { --navy: #0a5c4a } }" in screen


def test_a_font_without_superiors_of_its_own_has_its_citation_numbers_raised(tmp_path: Path) -> None:
    with_them = house_font(tmp_path, "Quay Text", "SourceSerifPro-Regular.otf")
    assert has_superiors("Quay Text", [with_them])
    with TTFont(with_them) as font:
        del font["GSUB"]
        font.save(tmp_path / "plain.otf")
    plain = str(tmp_path / "plain.otf")
    assert (
        "vertical-align: .45em; font-variant-position: normal"
        not in html(Brand(text_font="Quay Text", fonts=(with_them,))).partition("</style>")[0]
    )
    assert (
        "vertical-align: .45em; font-variant-position: normal"
        in html(Brand(text_font="Quay Text", fonts=(plain,))).partition("</style>")[0]
    )


def test_a_font_that_cannot_write_our_own_words_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    made = house_font(tmp_path, "Quay Sans", kept="ABCabc0123456789")
    with pytest.raises(ConfigurationError, match=r"QuaySans\.otf: has no glyph for .* D E F"):
        require(Brand(furniture_font="Quay Sans", fonts=(made,)))


def test_a_family_that_no_file_is_of_is_told_with_those_there_are(tmp_path: Path) -> None:
    made = house_font(tmp_path, "Quay Sans")
    with pytest.raises(ConfigurationError, match=r"text_font: .*“Quay Serif”; families there are: Quay Sans"):
        require(Brand(text_font="Quay Serif", fonts=(made,)))


@pytest.mark.parametrize("kind", ["variable", "forbidden", "compressed", "no font", "missing"])
def test_a_font_that_does_not_print_the_same_everywhere_is_refused(tmp_path: Path, kind: str) -> None:
    made = Path(house_font(tmp_path, "Quay Sans"))
    with TTFont(made) as font:
        if kind == "variable":
            font["fvar"] = font["OS/2"].__class__("fvar")
            font.tables["fvar"] = _Raw(b"\0" * 16)
        elif kind == "forbidden":
            font["OS/2"].fsType = 2
        elif kind == "compressed":
            font.flavor = "woff"
        font.save(tmp_path / "changed.otf")
    if kind == "no font":
        (tmp_path / "changed.otf").write_bytes(b"not a font at all")
    elif kind == "missing":
        (tmp_path / "changed.otf").unlink()
    words = {
        "variable": "is a variable font",
        "forbidden": "forbids embedding",
        "compressed": "web font",
        "no font": "is no OpenType or TrueType font",
        "missing": "cannot be read",
    }[kind]
    with pytest.raises(ConfigurationError, match=words):
        require(Brand(furniture_font="Quay Sans", fonts=(str(tmp_path / "changed.otf"),)))


class _Raw:
    """A table of a font as bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def compile(self, _font: object) -> bytes:
        return self.data


def test_a_drawing_stands_in_the_page_as_shapes_with_its_text() -> None:
    made = drawn(SVG.encode(), "Harbour & House")
    assert made.startswith(
        '<svg class="logo" role="img" aria-label="Harbour &amp; House" viewBox="0 0 120 40">'
    )
    assert "<title>Harbour &amp; House</title>" in made
    assert 'fill="url(#logo-g)"' in made
    assert "style=" not in made


def test_a_picture_stands_in_the_page_and_its_policy_lets_pictures_in(tmp_path: Path) -> None:
    brand = Brand(logo=png(40, 20), logo_text="Harbour House")
    assert 'alt="Harbour House" src="data:image/png;base64,' in html(brand)
    assert "img-src data:;" in html(brand)
    assert "img-src" not in html(Brand())
    path = tmp_path / "brief.pdf"
    path.write_bytes(published(brand)["brief.pdf"])
    assert len(pypdf.PdfReader(path).pages[0].images) == 1


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "<style>* { fill: url(https://tracker.example/x) }</style>",
    "foreignObject": "<foreignObject><p/></foreignObject>",
    "use": '<use href="#g"/>',
    "image": '<image href="https://tracker.example/x.png"/>',
    "text": "<text>House</text>",
    "filter": "<filter><feImage/></filter>",
    "animate": '<rect><animate attributeName="x"/></rect>',
    "the attribute onload": '<g onload="alert(1)"/>',
    "the attribute href": '<rect href="#g"/>',
    "the value": '<rect fill="url(https://tracker.example/x)"/>',
    "a clip is clipped": '<clipPath id="c" clip-path="url(#c)"><clipPath clip-path="url(#c)"/></clipPath>',
    "nests more than": "<g>" * 40 + "</g>" * 40,
    "more than 2000 elements": "<rect/>" * 2001,
    "a gradient is measured by its shape": '<linearGradient id="h"/>',
}


@pytest.mark.parametrize("told", HOSTILE, ids=lambda told: told.replace(" ", "-"))
def test_a_drawing_with_anything_but_shapes_is_refused_with_its_name(told: str) -> None:
    made = SVG.replace("</svg>", f"{HOSTILE[told]}</svg>").encode()
    with pytest.raises(ConfigurationError, match=f"logo: .*{told}"):
        drawn(made, "House")


def test_a_drawing_that_expands_entities_or_is_cut_off_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + SVG.replace(
        "</svg>", "&b;</svg>"
    )
    for made in (bomb, SVG[:-10], "<html/>", ""):
        with pytest.raises(ConfigurationError, match="logo"):
            drawn(made.encode(), "House")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (png(100_000, 100_000), "100000 × 100000 pixels"),
        (png(40, 20)[:-20], "damaged"),
        (png(40, 20).replace(b"IDAT", b"IDAX"), "damaged"),
        (png(40, 20) + b"<script>", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 600_000, "larger than 512 KiB"),
    ],
    ids=["bomb", "cut off", "changed", "with more behind it", "large"],
)
def test_a_picture_that_is_damaged_or_huge_is_refused(made: bytes, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        drawn(made, "House")


def test_a_logo_needs_a_text() -> None:
    with pytest.raises(ConfigurationError, match="no text alternative"):
        drawn(SVG.encode(), " ")


def test_the_same_brand_gives_the_same_bytes() -> None:
    brand = Brand(logo=png(40, 20), logo_text="House", colours=(("navy", "#0a5c4a"),), paper=Paper.LETTER)
    assert published(brand) == published(replace(brand))
