"""manifest.json: its schema, what it tells, and that the same brief gives the same bytes."""

import json
from typing import Any

import jsonschema
import pytest

from briefs.publication.concordance import Concordance
from briefs.publication.lettering import leaves_of
from briefs.publication.manifest import ROLES, schema, to_json
from briefs.publication.seal import NAME, NotSealable, digest, seal, unsealed
from tests.publication.material import sample, sources

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


@pytest.fixture(scope="module")
def content(published: dict[str, bytes]) -> bytes:
    from io import BytesIO  # noqa: PLC0415 - here alone

    import pypdf  # noqa: PLC0415 - here alone

    ((found,),) = [
        held
        for name, held in pypdf.PdfReader(BytesIO(published["brief.pdf"])).attachments.items()
        if name == NAME
    ]
    return found


@pytest.fixture
def manifest(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    return found


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_the_manifest_satisfies_its_schema(manifest: dict[str, Any]) -> None:
    assert list(SCHEMA.iter_errors(manifest)) == []


def test_another_program_finds_it_as_an_attachment_of_the_whole_document(published: dict[str, bytes]) -> None:
    from io import BytesIO  # noqa: PLC0415 - here alone

    import pypdf  # noqa: PLC0415 - here alone

    catalogue: Any = pypdf.PdfReader(BytesIO(published["brief.pdf"])).trailer["/Root"]
    associated = [one.get_object() for one in catalogue["/AF"]]
    (told,) = [one for one in associated if one["/UF"] == NAME]
    assert told["/AFRelationship"] == "/Data"
    assert told["/EF"]["/F"]["/Params"]["/Size"] > 1_000


def test_every_extract_of_every_document_is_told(manifest: dict[str, Any]) -> None:
    brief = sample()
    statements = [one.id for section in brief.sections for one in section.statements]
    printed = [one["place"] for one in manifest["extracts"] if one["role"] == "statement"]
    assert printed == statements
    assert {one["role"] for one in manifest["extracts"]} <= ROLES
    assert [one["id"] for one in manifest["documents"]] == [one.document for one in brief.references]
    texts = {document.id: document.text for document in sources()}
    for one in manifest["extracts"]:
        assert texts[one["document"]][one["start"] : one["end"]] == one["exact"]


def test_what_is_printed_is_found_on_its_pages_in_every_script(manifest: dict[str, Any]) -> None:
    lost = [one["place"] for one in manifest["extracts"] if one["printed"] and not one["pages"]]
    assert lost == []


def test_the_other_files_are_bound_by_their_digests(
    manifest: dict[str, Any], published: dict[str, bytes]
) -> None:
    others = {name: digest(content) for name, content in published.items() if not name.endswith(".pdf")}
    assert manifest["files"] == others


def test_the_same_brief_has_the_same_manifest(content: bytes, published: dict[str, bytes]) -> None:
    pdf = published["brief.pdf"]
    head = pdf[: json.loads(content)["seal"]["bytes"]]
    others = {name: content for name, content in published.items() if not name.endswith(".pdf")}
    assert to_json(head, sample(), sources(), others) == content
    assert seal(head, content) == pdf


def test_a_sealed_file_is_taken_apart_where_it_was_put_together(
    content: bytes, published: dict[str, bytes]
) -> None:
    pdf = published["brief.pdf"]
    start = json.loads(content)["seal"]["bytes"]
    found = unsealed(pdf, start, content, 10**8)
    assert found is not None
    assert (found.start, found.end) == (start, len(pdf))
    assert unsealed(pdf + b"more", start, content, 10**8) == found
    assert unsealed(pdf, start, content + b" ", 10**8) is None
    assert unsealed(pdf, start + 1, content, 10**8) is None
    assert unsealed(pdf, 0, content, 10**8) is None


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n9\n%%EOF\n"])
def test_what_was_not_laid_out_for_it_cannot_be_sealed(pdf: bytes) -> None:
    with pytest.raises(NotSealable):
        seal(pdf, b"{}")


def test_the_pages_are_read_as_they_are_printed(published: dict[str, bytes]) -> None:
    leaves = leaves_of(published["brief.pdf"])
    assert all(leaf.body for leaf in leaves)
    assert any(leaf.running for leaf in leaves)
    title = sample().edition.title
    assert Concordance(leaves).pages([title])[:1] == (1,)
