"""Posts of a channel: their words, their dates, and nothing that is no post."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import DateClaim, DateKind, Document, PassageKind, Problem, Source, SourceFormat
from briefs.reading import raw_text, read, unpack
from tests.reading.made_mails import OTHER, SENTENCE


def _post(number: int = 7, **fields: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date_unixtime": "1779187200", "text": SENTENCE, **fields}


def _export(*messages: object, **fields: object) -> bytes:
    channel = {"name": "Quay Wire", "type": "public_channel", "id": 12, "messages": messages}
    return json.dumps({**channel, **fields}).encode()


def _sources(content: bytes) -> tuple[Source, ...]:
    return unpack(Source(path="in/result.json", content=content))[0]


def _read(content: bytes) -> Document:
    (source,) = _sources(content)
    document = read(source)
    assert isinstance(document, Document)
    return document


def test_a_post_is_a_document_of_its_own() -> None:
    document = _read(_export(_post()))
    assert (document.path, document.format) == ("in/result.json/post-7", SourceFormat.TELEGRAM)
    assert (document.text, document.publisher, document.title) == (SENTENCE, "Quay Wire", None)


def test_a_post_is_dated_in_utc_and_an_edited_one_says_so() -> None:
    document = _read(_export(_post(edited_unixtime="1779188700")))
    assert [(claim.kind, claim.date.iso, claim.found) for claim in document.dates] == [
        (DateKind.PUBLISHED, "2026-05-19T10:40+00:00", "message date"),
        (DateKind.MODIFIED, "2026-05-19T11:05+00:00", "message edited"),
    ]


def test_without_a_moment_the_clock_of_the_export_has_no_zone() -> None:
    document = _read(_export(_post(date_unixtime=None, date="2026-05-19T12:40:00")))
    assert isinstance(document.dates[0], DateClaim)
    assert document.dates[0].date.iso == "2026-05-19T12:40"


@pytest.mark.parametrize("stated", ["", "soon", "-5", "²", 10**14, True, None, ["1779187200"]])
def test_what_is_no_moment_is_no_date(stated: object) -> None:
    assert _read(_export(_post(date_unixtime=stated))).published is None


def test_only_a_channel_that_states_its_name_has_addresses() -> None:
    assert _read(_export(_post())).url is None
    assert _read(_export(_post(), username="quaywire")).url == "https://t.me/quaywire/7"
    assert _read(_export(_post(), username="../x")).url is None


def test_a_post_that_was_passed_on_is_its_first_channels() -> None:
    document = _read(_export(_post(forwarded_from="Harbour Desk")))
    assert (document.publisher, document.carrier) == ("Harbour Desk", "Quay Wire")


@pytest.mark.parametrize(
    "message",
    [
        {**_post(), "type": "service"},
        _post(text=""),
        _post(text="Photo of the day"),
        _post(text=[{"type": "link", "text": "https://quay.example/a/b/c/d/e"}]),
        _post(text=["More on this: ", {"type": "text_link", "text": "read the whole story of the day here"}]),
        _post(id=None),
        _post(id=True),
        _post(text={"a": 1}),
        "no message",
        None,
    ],
)
def test_what_has_no_running_text_is_passed_over_in_silence(message: object) -> None:
    sources, problems = unpack(Source(path="r.json", content=_export(message, _post(8))))
    assert [source.path for source in sources] == ["r.json/post-8"]
    assert problems == ()


def test_an_export_without_any_running_text_is_told() -> None:
    sources, problems = unpack(Source(path="r.json", content=_export()))
    assert sources == ()
    assert [problem.message for problem in problems] == ["holds no document that can be read"]


def test_lines_are_paragraphs_and_quotations_and_headings_are_told() -> None:
    text = [
        {"type": "bold", "text": "Ministers agree on figures"},
        f"\n\n{SENTENCE}\n",
        {"type": "blockquote", "text": OTHER},
        {"type": "bold", "text": f"\n{SENTENCE} Again."},
    ]
    document = _read(_export(_post(text=text)))
    assert [(passage.kind, document.exact(passage.span)) for passage in document.passages] == [
        (PassageKind.HEADING, "Ministers agree on figures"),
        (PassageKind.PARAGRAPH, SENTENCE),
        (PassageKind.QUOTATION, OTHER),
        (PassageKind.PARAGRAPH, f"{SENTENCE} Again."),
    ]


def test_the_same_post_of_two_exports_is_the_same_document() -> None:
    plain = _export(_post(views=3, reactions=[{"emoji": "x"}], photo="a.jpg"))
    parted = _export(_post(text_entities=[{"type": "plain", "text": SENTENCE}], views=900), about="us")
    edited = _export(_post(text=f"{SENTENCE} It was so."))
    assert _read(plain).id == _read(parted).id != _read(edited).id


def test_of_a_whole_account_only_the_channels_are_read() -> None:
    chats = [
        {"type": "personal_chat", "name": "Bruno", "id": 1, "messages": [_post(1)]},
        {"type": "private_group", "name": "Us", "id": 2, "messages": [_post(2)]},
        {"type": "private_channel", "name": "Quay Wire", "id": 3, "messages": [_post(3)]},
        {"type": "public_channel", "name": "Harbour", "id": 4, "messages": [_post(3)]},
        "no chat",
    ]
    content = json.dumps({"chats": {"list": chats}, "left_chats": {"list": [3]}}).encode()
    assert [source.path for source in _sources(content)] == [
        "in/result.json/post-3",
        "in/result.json/post-3 (2)",
    ]


def test_an_export_is_told_by_its_words_whatever_its_name() -> None:
    sources, _ = unpack(Source(path="export.txt", content=b"\xef\xbb\xbf" + _export(_post())))
    assert [source.path for source in sources] == ["export.txt/post-7"]


def test_bytes_that_only_begin_like_a_post_are_a_problem() -> None:
    outcome = read(Source(path="post-1", content=b'{"format":"telegram-post",'))
    assert isinstance(outcome, Problem)
    assert "is no post" in outcome.message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(SENTENCE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "text"]), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        "text",
        "text_entities",
        "date",
        "date_unixtime",
        "edited",
        "edited_unixtime",
        "forwarded_from",
        "author",
    ]
)


@given(st.lists(st.dictionaries(KEYS, VALUES), max_size=3), VALUES)
def test_any_messages_give_documents_whose_words_stand_in_them(
    messages: list[dict[str, object]], name: object
) -> None:
    made = [_post(number, **message) for number, message in enumerate(messages)]
    for source in _sources(_export(*made, name=name, username=name)):
        outcome = read(source)
        whole = raw_text(source)
        if isinstance(outcome, Document):
            assert all(outcome.exact(passage.span) in whole for passage in outcome.passages)


@given(VALUES)
def test_any_json_is_unpacked_or_told(value: object) -> None:
    sources, problems = unpack(Source(path="r.json", content=json.dumps(value).encode()))
    assert sources or problems
