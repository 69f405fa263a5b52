"""What ``briefs schema config`` prints is a JSON Schema that editors can check a file against."""

import json
import tomllib

import jsonschema

from briefs import shipped
from briefs.config import schema


def test_the_schema_is_a_valid_schema_and_prints_as_json() -> None:
    printed = json.loads(json.dumps(schema()))

    jsonschema.Draft202012Validator.check_schema(printed)


def test_the_shipped_file_satisfies_the_schema() -> None:
    tables = tomllib.loads(shipped.CONFIGURATION.read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator(schema()).validate(tables)


def test_the_schema_tells_what_each_key_is_for() -> None:
    printed = schema()
    tables = [printed, *printed["$defs"].values()]

    keys = [(name, key) for table in tables for name, key in table["properties"].items() if name != "text"]
    assert [name for name, key in keys if "description" not in key and "$ref" not in key] == []
