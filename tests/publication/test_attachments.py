"""Files inside the PDF: what they are called, what they are to the document, and that they come out as they went in."""

import datetime
import io
from dataclasses import replace
from hashlib import md5
from typing import Any

import pypdf
import pytest

from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.pdf import PrintJob, print_pdf

DATED = datetime.datetime(2026, 5, 25, 6, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
MANIFEST = Attachment(
    name="manifest.json",
    media_type="application/json",
    content=b'{"spans": [1, 2]}' * 50,
    description="Where each sentence stands (and \\ why)",
    relationship=Relationship.SOURCE,
    dated=DATED,
)
CALENDAR = replace(MANIFEST, name="일정.ics", media_type="text/calendar", relationship=Relationship.DATA)
PAGE = "<!DOCTYPE html><html lang=en><title>t</title><body><p>x"


def printed(*attachments: Attachment) -> bytes:
    return print_pdf(PrintJob(html_of=lambda _: PAGE, attachments=attachments)).pdf


@pytest.fixture(scope="module")
def opened() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed(CALENDAR, MANIFEST)))


def test_each_comes_out_as_it_went_in(opened: pypdf.PdfReader) -> None:
    assert {one.name: one.content for one in opened.attachment_list} == {
        "manifest.json": MANIFEST.content,
        "일정.ics": CALENDAR.content,
    }


def test_each_is_associated_with_the_document_and_says_what_it_is(opened: pypdf.PdfReader) -> None:
    root: Any = opened.trailer["/Root"]
    found = [one.get_object() for one in root["/AF"]]
    assert [(one["/UF"], one["/AFRelationship"], one["/Desc"]) for one in found] == [
        ("manifest.json", "/Source", MANIFEST.description),
        ("일정.ics", "/Data", CALENDAR.description),
    ]
    assert [one["/EF"]["/F"]["/Subtype"] for one in found] == ["/application/json", "/text/calendar"]


def test_its_date_is_the_edition_s_with_its_zone_and_its_checksum_is_its_own(opened: pypdf.PdfReader) -> None:
    root: Any = opened.trailer["/Root"]
    given = root["/AF"][0].get_object()["/EF"]["/F"]["/Params"]
    assert str(given["/ModDate"]) == str(given["/CreationDate"]) == "D:20260525060000+09'00"
    assert given["/CheckSum"].original_bytes == md5(MANIFEST.content, usedforsecurity=False).digest()


def test_the_order_in_which_they_are_given_does_not_change_the_bytes() -> None:
    assert printed(CALENDAR, MANIFEST) == printed(MANIFEST, CALENDAR)


@pytest.mark.parametrize("name", ["", "..", "../brief.json", "a\\b", "c:d", "a\nb", "a\u202eb"])
def test_a_name_that_is_no_plain_file_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a plain file name"):
        replace(MANIFEST, name=name)


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        replace(MANIFEST, dated=DATED.replace(tzinfo=None))
