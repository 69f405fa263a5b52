"""The catalogues of our own words: everything that is said has a translation, and nothing else."""

import ast
import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from briefs.config.schema import BRIEF
from briefs.errors import ConfigurationError
from briefs.model import Precision, StatedDate
from briefs.publication import fonts, translations
from briefs.publication.phrases import doubt_in, lang_of, reason_in
from briefs.publication.wording import LANGUAGES, MONTHS, words_of
from tests.publication.material import day

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in translations.languages() if language != translations.WRITTEN_IN]
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_": None,
    "marked": None,
    "meant": ((1, "c"), 2),
}

Message = tuple[str | None, str | tuple[str, ...]]


@cache
def said() -> frozenset[Message]:
    """Every message of the code and the templates, with its meaning."""
    with (translations.LOCALE / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call] # babel leaves it untyped
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, strip_comment_tags=True)
    return frozenset((context, message) for _, _, message, _, context in found)


def catalogue(language: str) -> Catalog:
    with (translations.LOCALE / language / translations.CATALOGUE).open("rb") as written:
        return read_po(written, locale=language)


def translated(language: str) -> dict[Message, tuple[str, ...]]:
    """The messages of a catalogue with their translations, as a well-known reader finds them."""
    return {
        (message.context, _forms(message.id) if message.pluralizable else str(message.id)): _forms(
            message.string
        )
        for message in catalogue(language)
        if message.id
    }


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_there_is_something_to_say() -> None:
    assert len(said()) > 200
    assert {"ko", "ja"} <= set(OTHERS)


@pytest.mark.parametrize("language", OTHERS)
def test_whatever_is_said_has_a_translation_and_nothing_is_translated_that_is_not_said(language: str) -> None:
    there = translated(language)
    assert said() - there.keys() == set()
    assert there.keys() - said() == set()
    assert [message for message, forms in there.items() if not all(forms)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_its_message_and_no_others(language: str) -> None:
    for (_, message), forms in translated(language).items():
        wanted = message if isinstance(message, str) else message[-1]
        for form in forms:
            assert sorted(set(PLACEHOLDER.findall(form))) == sorted(set(PLACEHOLDER.findall(wanted))), form


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_read_as_other_programs_read_it(language: str) -> None:
    ours = translations.catalogue(language)
    assert isinstance(ours, translations.Catalogue)
    header = {(None, "")}
    expected = {
        (context, message if isinstance(message, str) else message[0]): forms
        for (context, message), forms in translated(language).items()
    }
    assert {key: forms for key, forms in ours.messages.items() if key not in header} == expected


@pytest.mark.parametrize("language", OTHERS)
def test_the_fonts_have_every_character_of_a_catalogue(language: str) -> None:
    if not fonts.cjk_installed():
        pytest.skip(f"needs the package {fonts.CJK_PACKAGE}")
    text = "".join(form for forms in translated(language).values() for form in forms)
    assert fonts.uncovered(text.replace("\ufffd", "")) == ()


def test_english_reads_no_catalogue() -> None:
    assert type(translations.catalogue("en")) is not translations.Catalogue


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"“de”; choose one of en, ja, ko"):
        words_of("de")
    with pytest.raises(ConfigurationError, match="choose one of"):
        words_of("../ko")


def test_the_configuration_takes_the_languages_that_have_a_catalogue() -> None:
    pattern = BRIEF["properties"]["language"]["pattern"]  # type: ignore[index] # a schema is nested tables
    named = BRIEF["properties"]["language"]["description"]  # type: ignore[index]
    assert [one for one in LANGUAGES if re.search(pattern, one)] == list(translations.languages())
    assert all(f"{one} (" in named for one in translations.languages())
    assert re.search(pattern, "ko-KR")


def test_a_catalogue_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    written = tmp_path / "briefs.po"
    written.write_text('msgid "a"\nmsgstr b\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"briefs\.po:2: not a line"):
        translations.read(written)


FRENCH = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=n>1;\n"

#. Translators: days
msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "%(count)s jour"
msgstr[1] ""
"%(count)s "
"jours"

#, fuzzy
msgid "week"
msgstr "mois"

msgctxt "date"
msgid "March"
msgstr "mars"

msgid "two\nlines"
msgstr "deux \"lignes\"\n"

msgid "not yet"
msgstr ""
"""


def test_a_catalogue_of_another_language_follows_its_own_rule_of_plurals(tmp_path: Path) -> None:
    written = tmp_path / "briefs.po"
    written.write_text(FRENCH, encoding="utf-8")
    found = translations.read(written)
    days = [found.ngettext("%(count)s day", "%(count)s days", number) for number in (0, 1, 2)]
    assert days == ["%(count)s jour", "%(count)s jour", "%(count)s jours"]
    assert found.pgettext("date", "March") == "mars"
    assert found.gettext("two\nlines") == 'deux "lignes"\n'


def test_what_is_not_translated_or_only_guessed_is_said_in_english(tmp_path: Path) -> None:
    written = tmp_path / "briefs.po"
    written.write_text(FRENCH, encoding="utf-8")
    found = translations.read(written)
    assert (found.gettext("week"), found.gettext("not yet")) == ("week", "not yet")
    assert (found.gettext("March"), found.pgettext("date", "May")) == ("March", "May")
    assert found.ngettext("one", "many", 2) == "many"


@pytest.mark.parametrize("language", OTHERS)
def test_dates_are_written_as_their_readers_write_them(language: str) -> None:
    words = words_of(language)
    for month in range(1, len(MONTHS) + 1):
        one = day(2026, month, 5)
        assert words.stated(one) == format_date(one.day, "long", language)
        whole = StatedDate(day=one.day, precision=Precision.MONTH)
        assert words.stated(whole) == format_skeleton("yMMMM", one.day, locale=language)


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_names_that_their_readers_know(language: str) -> None:
    known = Locale.parse(language).languages
    assert {tag: words_of(language).language_name(tag) for tag in LANGUAGES} == {
        tag: known[tag] for tag in LANGUAGES
    }


def refusals() -> Iterator[str]:
    """What the reading stage says of sources that it cannot use, with other words for its values."""
    for path in sorted((ROOT / "briefs" / "reading").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Unreadable" and node.args:
                yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(str(it.value) if isinstance(it, ast.Constant) else "9" for it in values)
        case _:  # a name, whose words stand elsewhere
            pass


def test_every_reason_of_the_reading_stage_can_be_said_again() -> None:
    ours = words_of("ko")
    english = [text.replace("is 9, not text", "is a program, not text") for text in refusals()]
    assert len(english) > 30
    assert [text for text in english if lang_of(ours, reason_in(ours, text)) is not None] == []


def test_doubts_are_said_again_with_their_dates() -> None:
    stated = "The date 2026-05-20 (dateline) is stated as “Monday, 20 May”, but was a Wednesday."
    assert doubt_in(words_of("ko"), stated) == (
        "날짜 2026년 5월 20일(dateline)에 “Monday, 20 May”라고 적혀 있으나, 실제로는 수요일이다."
    )
    assert doubt_in(words_of("ja"), "Something nobody foresaw.") == "Something nobody foresaw."


def test_no_message_is_made_of_pieces_by_formatting() -> None:
    """A value stands in a message by its name; braces would be a message that was made before it was translated."""
    for _, message in said():
        for text in (message,) if isinstance(message, str) else message:
            assert [name for _, name, _, _ in string.Formatter().parse(text) if name] == [], text
