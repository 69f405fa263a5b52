"""A configuration file becomes settings, or every mistake in it is told at once with its line."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs import shipped
from briefs.config import Followed, Kind, load
from briefs.errors import ConfigurationError
from briefs.model import Outlet, Reliability, Term

GOOD = """
[brief]
title = "Weekly"
timezone = "Asia/Seoul"
themes = ["b", "a"]

[[sources]]
name = "Papers"
path = "papers"

[[sources]]
name = "Elsewhere"
path = "/absolute"

[[themes]]
id = "a"
title = "First"
description = "What the first theme is about"
terms = ["summit", {text = "reciprocal visit", weight = 2}]
budget = 90

[[themes]]
id = "b"
title = "Second"
description = "What the second theme is about"
terms = ["energy"]
exclude = ["energetic"]
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "briefs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load(_file(folder, text))
    return caught.value.mistakes


def test_the_order_of_brief_themes_is_the_order_of_sections(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, GOOD))

    assert [theme.id for theme in loaded.themes] == ["b", "a"]


def test_without_brief_themes_all_are_printed_as_they_stand(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, GOOD.replace('themes = ["b", "a"]', "")))

    assert [theme.id for theme in loaded.themes] == ["a", "b"]


def test_a_term_is_a_text_or_a_text_with_its_weight(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, GOOD))

    assert loaded.themes[1].terms == (Term(text="summit"), Term(text="reciprocal visit", weight=2.0))


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    assert load(_file(tmp_path, GOOD)).paths == (tmp_path / "papers", Path("/absolute"))


FOLLOWED = """
[[sources]]
name = "Quay Post"
address = "https://quay-post.example/feed"
kind = "feed"
publisher = "The Quay Post"
country = "KR"
language = "ko"
descriptor = "state-owned"
reliability = "B"
every_hours = 6
include = ["*/politics/*"]
exclude = ["horoscope"]

[[families]]
name = "Quay House"
publishers = ["The Quay Post", "Quay Wire"]

[fetching]
contact = "desk@quay.example"
private_hosts = ["Intranet.example"]
"""


def test_a_source_is_followed_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    followed = load(_file(tmp_path, GOOD + FOLLOWED)).sources[-1]

    assert followed == Followed(
        outlet=Outlet(
            name="Quay Post",
            publisher="The Quay Post",
            country="KR",
            language="ko",
            descriptor="state-owned",
            reliability=Reliability.B,
        ),
        address="https://quay-post.example/feed",
        kind=Kind.FEED,
        every=datetime.timedelta(hours=6),
        include=("*/politics/*",),
        exclude=("horoscope",),
    )


def test_publishers_of_one_house_are_one_family(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, GOOD + FOLLOWED))

    assert loaded.families == {"The Quay Post": "Quay House", "Quay Wire": "Quay House"}


def test_hosts_inside_the_network_are_named_in_small_letters(tmp_path: Path) -> None:
    fetching = load(_file(tmp_path, GOOD + FOLLOWED)).fetching

    assert (fetching.contact, fetching.private_hosts) == (
        "desk@quay.example",
        frozenset({"intranet.example"}),
    )


def test_where_documents_are_read_is_said_or_left_open(tmp_path: Path) -> None:
    assert load(_file(tmp_path, GOOD)).engine is None
    assert load(_file(tmp_path, 'engine = "dask://queue.example:8786"\n' + GOOD)).engine == (
        "dask://queue.example:8786"
    )


def test_an_engine_that_nobody_knows_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as told:
        load(_file(tmp_path, 'engine = "processes:0"\n' + GOOD))

    assert "line 1: engine" in told.value.mistakes[0]


def test_what_is_fetched_is_kept_beside_the_file(tmp_path: Path) -> None:
    assert load(_file(tmp_path, GOOD)).store == tmp_path / "store"
    assert load(_file(tmp_path, 'store = "kept"\n' + GOOD)).store == tmp_path / "kept"


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        ('name = "A"', "has no place; give it an address (https://…) or a path"),
        ('name = "A"\npath = "p"\naddress = "https://a.example"', "stands beside an address; make two"),
        ('name = "A"\npath = "p"\nkind = "feed"', "is for addresses; remove it"),
        ('name = "papers"\npath = "p"', "which stands above already; remove or rename one"),
        ('name = "A"\naddress = "ftp://a.example"', "it cannot be used (A feed, sitemap or page"),
        ('name = "A"\npath = "p"\nreliability = "G"', "it cannot be used (Admiralty scale"),
    ],
)
def test_a_source_that_cannot_be_followed_is_a_mistake(tmp_path: Path, source: str, mistake: str) -> None:
    (told,) = _mistakes(tmp_path, f"{GOOD}\n[[sources]]\n{source}\n")

    assert mistake in told


_QUAY = """
[[families]]
name = "Quay House"
publishers = ["The Quay Post", "Quay Wire"]
"""


@pytest.mark.parametrize(
    ("publishers", "path"),
    [('"X", "quay wire"', "families[1].publishers[1]"), ('"The Quay Post"', "families[1].publishers[0]")],
)
def test_a_publisher_of_two_families_is_a_mistake(tmp_path: Path, publishers: str, path: str) -> None:
    text = GOOD + _QUAY + f'[[families]]\nname = "Other"\npublishers = [{publishers}]'

    (told,) = _mistakes(tmp_path, text)

    assert told.startswith(f"line {len(text.splitlines())}: {path} is ")
    assert 'stands in the family "Quay House" already; leave it in one of them' in told


@pytest.mark.parametrize(
    "again",
    [
        "https://quay-post.example/feed",
        "HTTPS://Quay-Post.example/feed",
        "https://quay-post.example/feed#top",
    ],
)
def test_an_address_under_two_names_is_a_mistake(tmp_path: Path, again: str) -> None:
    other = f'[[sources]]\nname = "Quay"\naddress = "{again}"\n'

    (told,) = _mistakes(tmp_path, GOOD + FOLLOWED + other)

    line = len((GOOD + FOLLOWED + other).splitlines())
    assert told.startswith(f"line {line}: sources[3].address ")
    assert 'is followed as "Quay Post" already; remove one of the two' in told


@pytest.mark.parametrize(
    "address",
    ["https://quay-post.example/Feed", "https://quay-post.example/feed?a=1", "http://quay-post.example/feed"],
)
def test_addresses_that_may_differ_are_no_mistake(tmp_path: Path, address: str) -> None:
    other = f'[[sources]]\nname = "Quay"\naddress = "{address}"\n'

    assert load(_file(tmp_path, GOOD + FOLLOWED + other)).sources[-1].address == address


def test_what_is_not_set_has_its_default(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, GOOD))

    assert (loaded.language, loaded.key_points, loaded.max_bytes) == ("en", 5, 20_000_000)
    assert loaded.themes[0].budget == 150


def test_a_file_in_the_working_folder_is_found_before_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped_title = load().title
    _file(tmp_path, GOOD)

    assert load().title == "Weekly" != shipped_title


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "briefs.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())

    assert load(path).title == "Weekly"


def test_comments_order_of_keys_and_place_of_the_file_do_not_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    moved = GOOD.replace(
        'title = "Weekly"\ntimezone = "Asia/Seoul"', 'timezone = "Asia/Seoul"  # here\ntitle = "Weekly"'
    )

    assert load(_file(tmp_path / "other", moved)).digest == load(_file(tmp_path, GOOD)).digest


def test_a_default_that_is_written_out_does_not_change_the_digest(tmp_path: Path) -> None:
    plain = load(_file(tmp_path, GOOD)).digest

    assert load(_file(tmp_path, GOOD.replace("[brief]", "[brief]\nkey_points = 5"))).digest == plain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Weekly"', '"Daily"'),
        ("weight = 2", "weight = 3"),
        ("budget = 90", "budget = 91"),
        ('["b", "a"]', '["a", "b"]'),
        ('["energetic"]', "[]"),
        ("Asia/Seoul", "Asia/Tokyo"),
        ('path = "papers"', 'path = "papers"\npublisher = "Quay Post"'),
    ],
)
def test_whatever_changes_a_brief_changes_the_digest(tmp_path: Path, old: str, new: str) -> None:
    before = load(_file(tmp_path, GOOD)).digest

    assert load(_file(tmp_path, GOOD.replace(old, new))).digest != before


def test_every_mistake_is_told_at_once_with_its_path_and_line(tmp_path: Path) -> None:
    text = """[brief]
titel = "Weekly"
timezone = "Asia/Soul"
themes = ["a", "c"]
key_points = true
[surces]
[[themes]]
id = "a"
title = "A"
description = "far too thin"
terms = ["x", {text = "y", weight = 0},
         3, "X"]
budget = 0
exclude = ["y"]
[[themes]]
id = "a"
title = " "
terms = []
"""
    places = [mistake.split(" ")[:3] for mistake in _mistakes(tmp_path, text)]

    assert places == [
        ["line", "2:", "brief.titel"],
        ["line", "3:", "brief.timezone"],
        ["line", "4:", "brief.themes[1]"],
        ["line", "5:", "brief.key_points"],
        ["line", "6:", "surces"],
        ["line", "10:", "themes[0].description"],
        ["line", "11:", "themes[0].terms[1].weight"],
        ["line", "12:", "themes[0].terms[2]"],
        ["line", "12:", "themes[0].terms[3]"],
        ["line", "13:", "themes[0].budget"],
        ["line", "14:", "themes[0].exclude[0]"],
        ["line", "15:", "themes[1].description"],
        ["line", "16:", "themes[1].id"],
        ["line", "17:", "themes[1].title"],
        ["line", "18:", "themes[1].terms"],
    ]


def test_an_unknown_key_is_answered_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, GOOD.replace("title =", "titel =", 1))

    assert mistake == 'line 3: brief.titel is not a known key; did you mean "title"?'


def test_an_unknown_key_like_no_other_is_answered_with_all_of_them(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, GOOD.replace("[brief]", "[brief]\nzzz = 1"))

    assert mistake.endswith(
        "known here are: title, organisation, language, timezone, themes, key_points, marking, status"
    )


def test_an_unknown_theme_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, GOOD.replace('["b", "a"]', '["b", "weather"]'))

    assert mistake == 'line 5: brief.themes[1] is "weather", but no theme has that id; known are: a, b'


def test_a_budget_of_zero_is_told_with_what_to_give(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, GOOD.replace("budget = 90", "budget = 0"))

    assert (
        mistake
        == "line 20: themes[0].budget is 0; give a number from 10 up to 2000 (Words the section may fill)"
    )


@pytest.mark.parametrize("zone", ["Asia/Soul", "../../etc/passwd", "/etc/passwd", "Asia", "x\\u0000y"])
def test_a_time_zone_that_is_none_is_a_mistake(tmp_path: Path, zone: str) -> None:
    (mistake,) = _mistakes(tmp_path, GOOD.replace("Asia/Seoul", zone))

    assert mistake.startswith("line 4: brief.timezone is ")


def test_a_syntax_error_is_told_with_line_and_column(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, '[brief]\ntitle "x"\n')

    assert mistake == "line 2, column 7: is not TOML: Expected '=' after a key in a key/value pair"


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a", "a = 1979-13-45"])
def test_text_that_no_parser_accepts_is_a_mistake_and_not_a_crash(tmp_path: Path, text: str) -> None:
    (mistake,) = _mistakes(tmp_path, text)

    assert "is not TOML" in mistake


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "briefs.toml"
    path.write_bytes(b'[brief]\ntitle = "\xc7\xd1\xb1\xb9"\n')

    with pytest.raises(ConfigurationError) as caught:
        load(path)
    assert caught.value.mistakes == ("line 2: is not UTF-8; save the file with the encoding UTF-8",)


_SINGLE = (
    'true|0|-1|7|3.5|nan|1e400|""|" "|"Asia/Seoul"|"a"|"summit"|"<text>"|1979-05-27|07:32:00'
    '|1979-05-27T07:32:00Z|"one two three four five"'
)
_VALUES = st.recursive(
    st.sampled_from([*_SINGLE.split("|"), f'"{"x" * 700}"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["text", "weight", "id", "x"]), inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=5,
)
_TABLES = st.dictionaries(
    st.sampled_from(
        [
            "title",
            "organisation",
            "language",
            "timezone",
            "themes",
            "key_points",
            "name",
            "path",
            "address",
            "kind",
            "reliability",
            "every_hours",
            "max_megabytes",
            "id",
            "description",
            "terms",
            "exclude",
            "budget",
            "zzz",
        ]
    ),
    _VALUES,
    max_size=6,
)


@given(
    tables=st.lists(
        st.tuples(st.sampled_from(["[[themes]]", "[[sources]]", "[[families]]", "[[other]]"]), _TABLES),
        max_size=3,
    ),
    brief=_TABLES,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_becomes_settings_or_mistakes_that_have_a_line(
    tmp_path: Path, tables: list[tuple[str, dict[str, str]]], brief: dict[str, str]
) -> None:
    parts = [("[brief]", brief), ("[reading]", brief), *tables]
    lines = [
        line for head, table in parts for line in (head, *(f"{key} = {it}" for key, it in table.items()))
    ]

    places = [re.match(r"line (\d+): ", mistake) for mistake in _told(tmp_path, "\n".join(lines))]

    assert all(place and 1 <= int(place[1]) <= len(lines) for place in places)


def _told(folder: Path, text: str) -> tuple[str, ...]:
    """The mistakes of a text; none when it can be loaded."""
    try:
        load(_file(folder, text))
    except ConfigurationError as error:
        return error.mistakes or ("told nothing",)
    return ()


def test_a_file_without_themes_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path, "")

    assert mistake == "line 1: themes is missing (What the sections are about)"


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_configuration_that_is_no_file_is_told_by_its_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="check --config"):
        load(tmp_path / name)


def test_the_shipped_file_holds_the_four_themes_of_the_mission() -> None:
    loaded = load(shipped.CONFIGURATION)

    assert [(theme.id, theme.title) for theme in loaded.themes] == [
        ("shuttle-diplomacy", "Shuttle diplomacy"),
        ("ai-energy", "AI and energy cooperation"),
        ("historical-issues", "Historical issues"),
        ("inter-korean", "Inter-Korean steps"),
    ]
    assert all(10 <= len(theme.description.split()) <= 25 for theme in loaded.themes)
    assert loaded.timezone.key == "Asia/Seoul"


def test_a_term_may_name_the_language_it_is_looked_for_in(tmp_path: Path) -> None:
    term = '{text = "셔틀외교", language = "ko", weight = 2}'
    file = tmp_path / "briefs.toml"
    file.write_text(
        f'[[themes]]\nid = "a"\ntitle = "A"\ndescription = "visits of one leader to the other"\nterms = [{term}]\n',
        encoding="utf-8",
    )

    assert load(file).themes[0].terms == (Term(text="셔틀외교", weight=2.0, language="ko"),)


def test_a_term_may_stand_twice_in_two_languages_but_not_in_one(tmp_path: Path) -> None:
    file = tmp_path / "briefs.toml"
    theme = (
        '[[themes]]\nid = "a"\ntitle = "A"\ndescription = "visits of one leader to the other"\nterms = [{}]\n'
    )
    two = '{text = "日韓", language = "ja"}, {text = "日韓", language = "zh"}'

    file.write_text(theme.format(two), encoding="utf-8")
    assert len(load(file).themes[0].terms) == 2
    file.write_text(theme.format(f'{two}, {{text = "日韓", language = "zh"}}'), encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        load(file)
    assert "stands above already" in refused.value.mistakes[0]


def test_the_pdf_is_one_for_an_archive_only_where_that_is_said(tmp_path: Path) -> None:
    said = tmp_path / "briefs.toml"
    said.write_text(f"{GOOD}\n[publication]\narchive = true\n", "utf-8")
    assert load(said).archive
    said.write_text(GOOD, "utf-8")
    assert not load(said).archive


def test_a_title_of_ninety_words_is_taken_and_a_page_of_words_is_not(tmp_path: Path) -> None:
    file = tmp_path / "briefs.toml"
    text = shipped.CONFIGURATION.read_text("utf-8")
    title = re.compile(r'^title = "[^"]*"', re.MULTILINE)
    long = " ".join(["ministers"] * 90)
    file.write_text(title.sub(f'title = "{long}"', text, count=1), "utf-8")
    assert load(file).title == long
    file.write_text(title.sub(f'title = "{long} again"', text, count=1), "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(file)
    assert [it.partition(": ")[2] for it in caught.value.mistakes] == [
        "brief.title has 905 characters; at most 900 fit"
    ]
