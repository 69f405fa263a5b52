"""Sets of templates: what a house changes, where the rest comes from, and which names there are."""

import dataclasses
from pathlib import Path

import pytest

from briefs.errors import TemplateError
from briefs.model import Brand
from briefs.publication import Design, publish
from briefs.publication.fields import GIVEN, fields_of, reference, views
from briefs.publication.naming import misnamed
from briefs.publication.page import page_of
from briefs.publication.sets import chain
from briefs.publication.sheets import located
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES, template_set, template_sets
from tests.publication.material import sample, single


def house(folder: Path, **files: str) -> Path:
    """A folder with files of a set; two underlines in a name stand for a slash, one for a dot or a hyphen."""
    named = {"brief": "brief.html.j2", "masthead": "parts/masthead.html.j2", "more_print": "more-print.css"}
    for name, text in files.items():
        path = folder / named[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def made(templates: Path) -> str:
    return render(page_of(sample(), with_contents=False), templates)


def test_a_house_that_has_one_part_takes_all_others_from_the_shipped_set(tmp_path: Path) -> None:
    own = made(house(tmp_path, masthead="<h1>{{ page.title }}, by the house</h1>\n"))
    assert ", by the house</h1>" in own
    assert own.partition("<main>")[2] == made(TEMPLATES).partition("<main>")[2]


def test_a_house_that_says_one_block_anew_has_all_others_of_the_page_it_extends(tmp_path: Path) -> None:
    text = '{% extends "shipped/brief.html.j2" %}\n{% block method %}\n<p>Ask the desk.</p>\n{% endblock %}\n'
    own = made(house(tmp_path, brief=text))
    assert "<p>Ask the desk.</p>" in own
    assert 'class="method"' not in own
    assert own.partition("<p>Ask")[0] == made(TEMPLATES).partition('<section class="method"')[0]


def test_a_house_adds_rules_to_the_sheet_of_its_set_and_has_the_last_word(tmp_path: Path) -> None:
    own = made(house(tmp_path, more_print="h2 { color: #333 }\n"))
    sheet = own.partition('<style media="print">')[2].partition("</style>")[0]
    assert sheet.startswith((TEMPLATES / "print.css").read_text("utf-8"))
    assert sheet.rstrip().endswith("h2 { color: #333 }")


def test_a_folder_that_bears_the_name_of_a_shipped_set_falls_back_to_that(tmp_path: Path) -> None:
    own = house(tmp_path / "executive", masthead="<h1>{{ page.title }}</h1>\n")
    assert chain(own) == (own, TEMPLATES / "executive", TEMPLATES)
    assert chain(house(tmp_path / "other", masthead="x")) == (tmp_path / "other", TEMPLATES)
    assert 'class="selection"' in made(own)


def test_a_name_is_that_of_a_shipped_set_and_anything_else_a_folder() -> None:
    assert list(template_sets()) == ["default", "executive", "manuscript"]
    assert template_set("manuscript", Path("desk")) == TEMPLATES / "manuscript"
    assert template_set("./manuscript", Path("desk")) == Path("desk/manuscript")


def test_a_folder_that_is_not_there_or_holds_nothing_of_a_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        TemplateError, match="no such folder; shipped sets are: default, executive, manuscript"
    ):
        made(tmp_path / "none")
    with pytest.raises(TemplateError, match=r"holds no template .* briefs templates eject"):
        made(tmp_path)


def test_a_template_that_extends_itself_is_told_what_to_extend(tmp_path: Path) -> None:
    own = house(tmp_path, brief='{% extends "brief.html.j2" %}\n')
    with pytest.raises(TemplateError, match=r"brief\.html\.j2.*extend “shipped/brief\.html\.j2”"):
        made(own)


def test_a_complaint_of_the_layout_names_the_file_and_line_of_the_sheet(tmp_path: Path) -> None:
    folders = chain(house(tmp_path, more_print="\n\np { colour: red }\n"))
    line = (TEMPLATES / "print.css").read_text("utf-8").count("\n") + 3
    told = located(f"Ignored `colour: red` at {line}:5, unknown property.", folders, Brand())
    assert told == f"Ignored `colour: red` at {tmp_path}/more-print.css:3, unknown property."


@pytest.mark.parametrize("address", ["http://strait.example/house.css", "/etc/passwd"])
def test_an_address_that_would_be_fetched_is_told_where_it_stands(tmp_path: Path, address: str) -> None:
    (tmp_path / "more-print.css").write_text(
        f"p {{ color: navy }}\nh1 {{ background: url({address}) }}\n", "utf-8"
    )
    with pytest.raises(TemplateError) as caught:
        publish(*single(), Design(templates=tmp_path))
    told = f"the page fetches nothing, but {tmp_path}/more-print.css:2 names {address}; "
    assert str(caught.value).startswith(told)


def test_an_address_in_a_template_is_told_where_it_stands(tmp_path: Path) -> None:
    templates = house(tmp_path, masthead='<p>\n<img alt="x" src="https://strait.example/logo.png">\n')
    with pytest.raises(
        TemplateError, match=r"parts/masthead.html.j2:\d+ names https://strait.example/logo.png"
    ):
        publish(*single(), Design(templates=templates))


@pytest.mark.parametrize("name", list(template_sets()))
def test_shipped_templates_use_no_name_but_those_that_there_are(name: str) -> None:
    assert list(misnamed(chain(template_sets()[name]))) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ page.dek }}", "there is no “dek” in Page; did you mean “deck”?"),
        ("{{ pages.deck }}", "nothing is named “pages”; did you mean “page”?"),
        (
            "{% for s in page.sections %}{{ s.titel }}{% endfor %}",
            "“titel” in SectionView; did you mean “title”?",
        ),
        ("{{ page.method.reading.length }}", "there is no “length” in a text"),
        ("{% if page.deck %}", "Unexpected end of template"),
    ],
)
def test_a_name_that_nothing_has_is_found_without_a_page(tmp_path: Path, text: str, told: str) -> None:
    found = next(iter(misnamed(chain(house(tmp_path, masthead=f"<p>\n{text}\n")))))
    assert told in found.message
    assert found.path == tmp_path / "parts" / "masthead.html.j2"
    assert found.line >= 2


@pytest.mark.parametrize("text", ["{{ brief.nothing.at.all }}", "{{ page.foo.bar }}"])
def test_one_mistake_in_a_name_is_told_once(tmp_path: Path, text: str) -> None:
    assert len(list(misnamed(chain(house(tmp_path, masthead=text))))) == 1


def test_the_reference_for_designers_names_every_field_of_every_view_with_its_type() -> None:
    told = reference()
    assert "- `page`: Page" in told
    for view in views():
        part = told.partition(f"## {view.__name__}\n")[2].partition("\n## ")[0]
        assert [field.name for field in dataclasses.fields(view) if f"| `{field.name}` |" not in part] == []
    assert "| `key_points` | list of StatementView |" in told
    assert "| `author` | text, or none |" in told


def test_every_view_says_what_it_is() -> None:
    assert [view.__name__ for view in views() if not (view.__doc__ or "").strip()] == []
    assert {name for name, kind in GIVEN.items() if fields_of(kind)} == set(GIVEN)
