"""What ``briefs schema config`` prints is a JSON Schema, and it is what is enforced."""

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from briefs.config import schema
from briefs.config.validation import check

_LEAVES = st.one_of(
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(-5, 20, allow_nan=False),
    st.sampled_from(["", " ", "ai-energy", "AI", "Europe/Paris", "en-GB", "x" * 130, "ä", "two words"]),
)
_KEYS = st.sampled_from(
    [
        "brief",
        "sources",
        "themes",
        "title",
        "organisation",
        "language",
        "timezone",
        "key_points",
        "name",
        "path",
        "address",
        "kind",
        "reliability",
        "reading",
        "fetching",
        "site",
        "families",
        "publishers",
        "delay_seconds",
        "max_megabytes",
        "id",
        "description",
        "terms",
        "exclude",
        "budget",
        "text",
        "weight",
        "unknown",
    ]
)
_THEMES = st.fixed_dictionaries(
    {"id": _LEAVES, "title": _LEAVES, "description": _LEAVES},
    optional={"terms": st.lists(_LEAVES, max_size=3), "budget": _LEAVES, "exclude": st.lists(_LEAVES)},
)
_ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.lists(_THEMES) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(value=st.dictionaries(_KEYS, _ANYTHING, max_size=4))
def test_a_file_has_mistakes_exactly_when_the_printed_schema_refuses_it(value: dict[str, object]) -> None:
    found = list(check(value, schema()))

    assert (not found) == jsonschema.Draft202012Validator(schema()).is_valid(value)


@given(theme=_THEMES)
def test_a_theme_has_mistakes_exactly_when_the_printed_schema_refuses_it(theme: dict[str, object]) -> None:
    value = {"themes": [theme]}

    found = list(check(value, schema()))

    assert (not found) == jsonschema.Draft202012Validator(schema()).is_valid(value)


def test_the_schema_is_a_valid_schema_and_prints_as_json() -> None:
    printed = json.loads(json.dumps(schema()))

    jsonschema.Draft202012Validator.check_schema(printed)


def test_not_a_number_is_no_weight() -> None:
    term = {"text": "summit", "weight": float("nan")}
    theme = {"id": "a", "title": "A", "description": "d", "terms": [term]}

    (mistake,) = check({"themes": [theme]}, schema())

    assert mistake.path == ("themes", 0, "terms", 0, "weight")
