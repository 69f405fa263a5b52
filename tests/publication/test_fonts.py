"""The fonts of the page and the characters they hold."""

from dataclasses import replace

import pytest

from briefs.errors import MissingRequirement
from briefs.model import Brief
from briefs.publication import fonts, glyphs
from tests.publication.material import Said, compose, document, edition, sample, section

needs_cjk_fonts = pytest.mark.skipif(
    not fonts.cjk_installed(), reason=f"the package {fonts.CJK_PACKAGE} is not installed"
)


def saying(text: str, **stated: str) -> Brief:
    given = (document((text,), path="a.txt", **stated),)
    said = (Said(source=1, passage=1, parts=(text,)),)
    return compose(given, (section(1, "One", said, given),), key_points=("1.1",))


def test_the_quick_table_promises_nothing_that_the_text_fonts_do_not_have() -> None:
    points = fonts._text_points()  # noqa: SLF001 - the fonts' own table, against which ours is proved
    assert [character for character in fonts._LATIN if ord(character) not in points | {0x0A}] == []  # noqa: SLF001


def test_every_text_font_is_an_installed_static_font() -> None:
    text = [face.path for face in fonts.faces() if face.path.suffix == ".otf"]
    assert [path for path in text if not path.is_file()] == []
    assert {face.family for face in fonts.faces()} >= {"SourceSerifPro-Regular", "SourceSansPro-Semibold"}


def test_the_font_configuration_names_the_fonts_of_the_page_and_rejects_all_others() -> None:
    latin = fonts.configuration(cjk=False)
    assert "SourceSerifPro-Regular.otf" in latin
    assert "Noto" not in latin
    assert "<rejectfont><glob>*</glob></rejectfont>" in latin


def test_latin_text_needs_no_other_fonts() -> None:
    assert not fonts.needs_cjk("“Plus 8.4 %”, said Škoda’s Zoë – naïve…")
    assert fonts.uncovered("Ω Ж ț") == ()


@needs_cjk_fonts
def test_korean_and_japanese_are_covered_by_the_cjk_fonts() -> None:
    assert fonts.needs_cjk("여객선")
    assert fonts.uncovered("여객선 椿新聞 ひらがな") == ()


def test_a_character_of_no_font_is_found_once() -> None:
    assert fonts.uncovered("a🦊b🦊") == ("🦊",)


def test_a_glyph_no_font_has_stops_the_build_and_is_told_with_its_place() -> None:
    with pytest.raises(MissingRequirement) as error:
        glyphs.require(saying("A 🦊 was seen on the quay."))
    message = str(error.value)
    assert "“🦊” (U+1F98A FOX FACE) in statement 1.1" in message
    assert message.endswith("Write these words of briefs.toml, or of the comment, with other characters.")


def test_a_title_of_a_source_stops_nothing() -> None:
    glyphs.require(saying("A fox was seen.", title="🦊"))


@pytest.mark.parametrize("place", ["title", "organisation"])
def test_a_glyph_of_our_own_words_stops_the_build(place: str) -> None:
    brief = replace(saying("A fox was seen."), edition=edition(**{place: "Foxes 🦊"}))
    with pytest.raises(
        MissingRequirement, match=rf"FOX FACE\) in the {place}\. Write these words of briefs.toml"
    ):
        glyphs.require(brief)


def test_without_the_cjk_fonts_their_characters_stop_the_build_and_others_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "CJK_FOLDERS", ())
    fonts._cjk_points.cache_clear()  # noqa: SLF001 - it was asked before
    try:
        assert glyphs.unprintable("여객선 🦊") == ("🦊",)
        with pytest.raises(MissingRequirement, match=f"Install the package {fonts.CJK_PACKAGE}"):
            glyphs.require(saying("A fox was seen.", title="여객선 🦊"))
        korean = replace(saying("A fox was seen."), edition=edition(language="ko"))
        with pytest.raises(MissingRequirement, match=r"in our own words.*Install the package"):
            glyphs.require(korean)
    finally:
        fonts._cjk_points.cache_clear()  # noqa: SLF001 - the next test asks anew


def test_a_brief_that_can_be_set_raises_nothing() -> None:
    glyphs.require(saying("A fox was seen."))
    if fonts.cjk_installed():
        glyphs.require(sample())


@needs_cjk_fonts
def test_every_cjk_font_has_what_the_one_asked_has() -> None:
    first, *others = fonts._cjk_files()  # noqa: SLF001 - the premise of asking one for all
    asked = fonts._points([first])  # noqa: SLF001
    assert [path.name for path in others if not asked <= fonts._points([path])] == []  # noqa: SLF001
