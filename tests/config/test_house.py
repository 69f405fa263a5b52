"""``[brand]``: what a house says of its page is checked before anything is built."""

from pathlib import Path

import pytest

from briefs.config import load
from briefs.config.house import contrast
from briefs.errors import ConfigurationError
from briefs.model import Brand, Paper
from briefs.shipped import TEMPLATES

THEME = """
[[themes]]
id = "a"
title = "First"
description = "What the first theme is about"
terms = ["summit"]
"""


def written(folder: Path, brand: str) -> Path:
    (folder / "fonts").mkdir(exist_ok=True)
    (folder / "fonts" / "house.otf").write_bytes(b"a font")
    (folder / "logo.svg").write_bytes(b"<svg/>")
    (folder / "bad.png").write_bytes(b"a letter")
    (folder / "bad.svg").write_bytes(b"<svg>\n<g></svg>")
    (folder / "large.png").write_bytes(b"x" * 600_000)
    file = folder / "briefs.toml"
    file.write_text(f"[brand]\n{brand}\n{THEME}", "utf-8")
    return file


def mistakes(folder: Path, brand: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load(written(folder, brand))
    return caught.value.mistakes


def test_without_a_word_the_page_is_as_it_is_shipped(tmp_path: Path) -> None:
    settings = load(written(tmp_path, ""))
    assert (settings.brand, settings.templates, settings.brand_files) == (Brand(), TEMPLATES, ())


def test_all_that_a_house_can_say_is_taken(tmp_path: Path) -> None:
    settings = load(
        written(
            tmp_path,
            'paper = "Letter"\ncolours = {red = "#8A4B08", navy = "#0a5c4a"}\ntext_font = "House Serif"\n'
            'fonts = ["fonts/house.otf"]\nlogo = "logo.svg"\nlogo_text = "The house"\ntemplate = "executive"',
        )
    )
    assert settings.templates == TEMPLATES / "executive"
    assert settings.brand == Brand(
        paper=Paper.LETTER,
        colours=(("navy", "#0a5c4a"), ("red", "#8a4b08")),
        text_font="House Serif",
        fonts=(str(tmp_path / "fonts/house.otf"),),
        logo=b"<svg/>",
        logo_text="The house",
    )
    assert settings.brand_files == (tmp_path / "fonts/house.otf", tmp_path / "logo.svg")


def test_a_template_that_is_no_shipped_set_is_a_folder_beside_the_file(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'template = "house/executive"')).templates == tmp_path / "house/executive"


@pytest.mark.parametrize(
    ("brand", "told"),
    [
        ('colours = {navy = "#9ab4cc"}', "brand.colours.navy is too pale: navy (#9ab4cc) on white has a contrast of"),
        ('colours = {paper = "#808080"}', "brand.colours.paper is too pale: ink (#1c2127) on paper (#808080)"),
        ('colours = {navy = "navy"}', 'brand.colours.navy is "navy"; it cannot be used (A colour as six digits'),
        ('colours = {nave = "#12324f"}', 'brand.colours.nave is not a known key; did you mean "navy"?'),
        ('paper = "A5"', 'brand.paper is "A5"; it cannot be used (The paper to print on'),
        ('logo = "logo.svg"', "brand.logo has no text alternative"),
        ('logo = "none.svg"\nlogo_text = "x"', 'brand.logo is "none.svg", but there is no such file'),
        ('logo = "large.png"\nlogo_text = "x"', 'brand.logo is "large.png", which is larger than 512 KiB'),
        ('logo = "bad.png"\nlogo_text = "x"', 'brand.logo is "bad.png", which is neither a PNG nor an SVG picture'),
        ('logo = "bad.svg"\nlogo_text = "x"', 'brand.logo is "bad.svg", which is a damaged SVG from its line 2 on'),
        ('logo = "logo.gif"\nlogo_text = "x"', 'brand.logo is "logo.gif"; it cannot be used'),
        ('text_font = "House Serif"', "brand.text_font has no files"),
        ('fonts = ["fonts/house.otf"]', "brand.fonts serves nothing"),
        ('text_font = "H"\nfonts = ["fonts/none.otf"]', 'brand.fonts[0] is "fonts/none.otf", but there is no'),
        ('text_font = "H"\nfonts = ["fonts/house.woff2"]', 'brand.fonts[0] is "fonts/house.woff2"; it cannot be used'),
        ("text_font = \"H'; } x\"\nfonts = [\"fonts/house.otf\"]", "brand.text_font is"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path, brand: str, told: str) -> None:
    found, *_ = mistakes(tmp_path, brand)
    line, _, message = found.partition(": ")
    assert line.startswith("line ")
    assert message.startswith(told)


@pytest.mark.parametrize("name", ["fonts", "logo.gif", "none.gif"])
def test_a_logo_that_is_no_picture_is_one_mistake(tmp_path: Path, name: str) -> None:
    assert len(mistakes(tmp_path, f'logo = "{name}"\nlogo_text = "x"')) == 1


def test_shipped_colours_are_no_mistake_of_one_who_changes_another(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'colours = {rule = "#eeeeee"}')).brand.colours == (("rule", "#eeeeee"),)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_brand_is_part_of_the_digest_and_the_folder_it_stands_in_is_not(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    brand = 'logo = "logo.svg"\nlogo_text = "House"\ntext_font = "H"\nfonts = ["fonts/house.otf"]'
    plain, one = load(written(tmp_path, "")).digest, load(written(tmp_path, brand)).digest
    assert one != plain
    assert load(written(tmp_path / "b", brand)).digest == one
