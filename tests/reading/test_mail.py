"""Mails: whose words they are, who sent them and when; footers, covers and history are left out."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Document, PassageKind, Problem, Source, SourceFormat
from briefs.reading import raw_text, read, unpack
from briefs.reading.forwards import bare_subject, find_letter
from briefs.reading.mime import decode_words
from briefs.reading.newsletters import plain_address, without_footers
from tests.reading.made_mails import HEAD, OTHER, SENTENCE, attached, mail, page, parts

TEXT = f"Content-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n\n{OTHER}\n"


def _outcome(content: bytes) -> Document | Problem:
    return read(Source(path="a.eml", content=content))


def _read(content: bytes) -> Document:
    document = _outcome(content)
    assert isinstance(document, Document)
    return document


def _head(**fields: str) -> str:
    """The fields of the usual mail, those of ``fields`` changed."""
    lines = HEAD.splitlines()
    return "".join(f"{fields.get(line.partition(':')[0].replace('-', '_')) or line}\n" for line in lines)


def test_a_mail_is_read_with_what_its_fields_state() -> None:
    document = _read(mail())
    assert (document.format, document.text) == (SourceFormat.EMAIL, f"{SENTENCE}\n\n{OTHER}")
    assert (document.title, document.publisher, document.author) == ("Ministers agree", "The Quay Letter", ())
    assert [(claim.date.iso, claim.found) for claim in document.dates] == [
        ("2026-05-19T07:30+09:00", "mail header Date")
    ]


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("Tue, 19 May 2026 07:30:00 GMT", "2026-05-19T07:30+00:00"),
        ("19 May 26 07:30 -0430", "2026-05-19T07:30-04:30"),
        ("Tue, 19 May 2026 07:30:00 -0000", "2026-05-19T07:30+00:00"),
        ("Tue, 19 May 2026 07:30:00 +9900", "2026-05-19T07:30"),
        ("2026년 5월 19일 (화) 오전 7:30", "2026-05-19T07:30"),
        ("yesterday", None),
        ("99 Foo 9999 99:99", None),
        ("", None),
    ],
)
def test_the_date_of_a_mail_is_read_or_none(stated: str, date: str | None) -> None:
    published = _read(mail(head=_head(Date=f"Date: {stated}"))).published
    assert (published.iso if published else None) == date


def test_a_weekday_that_is_not_the_dates_is_doubted() -> None:
    assert _read(mail()).doubts == ()
    slipped = _read(mail(head=_head(Date="Date: Fri, 19 May 2026 07:30:00 +0900")))
    assert "The Date field says Fri, but 2026-05-19 is a Tuesday." in [doubt.text for doubt in slipped.doubts]


def test_without_a_date_the_last_relay_tells_the_day() -> None:
    document = _read(
        mail(head=_head(Date="X-Date: lost"), Received="from a by b; Wed, 20 May 2026 01:00:00 +0000")
    )
    assert [(claim.date.iso, claim.found) for claim in document.dates] == [
        ("2026-05-20T01:00+00:00", "mail header Received")
    ]


@pytest.mark.parametrize(
    ("stated", "publisher", "author", "carrier"),
    [
        ('"The Quay Letter" <a@b.example>', "The Quay Letter", (), None),
        ("a@b.example (The Quay Letter)", "The Quay Letter", (), None),
        ("Ada Vale from The Quay Letter <a@b.example>", "The Quay Letter", ("Ada Vale",), None),
        ('"Ada Vale | The Quay" <a@b.example>', "The Quay", ("Ada Vale",), None),
        ("Today at The Quay <a@b.example>", "Today at The Quay", (), None),
        ("'The Quay' via desk <desk@lists.example>", "The Quay", (), "desk"),
        ("<a@b.example>", None, (), None),
        ("a@b.example", None, (), None),
        ("", None, (), None),
    ],
)
def test_the_name_of_the_sender_is_the_publisher(
    stated: str, publisher: str | None, author: tuple[str, ...], carrier: str | None
) -> None:
    document = _read(mail(head=_head(From=f"From: {stated}")))
    assert (document.publisher, document.author, document.carrier) == (publisher, author, carrier)


def test_a_sender_without_a_name_has_that_of_the_list() -> None:
    content = mail(head=_head(From="From: <a@b.example>"), List_Id='"The Quay Letter" <letter.quay.example>')
    assert _read(content).publisher == "The Quay Letter"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("=?utf-8?q?Caf=C3=A9?= open", "Café open"),
        ("=?UTF-8?B?7ZqM64u0?= =?UTF-8?B?IOqysOqzvA==?=", "회담 결과"),
        ("=?euc-kr?B?yLg=?= =?euc-kr?B?tOM=?=", "회담"),
        ("=?iso-2022-jp?B?GyRCMnFDTBsoQg==?=", "会談"),
        ("=?gb2312?Q?=BB=E1=CC=B8?=", "会谈"),
        ("=?nonsense?q?plain?=", "plain"),
        ("=?utf-8?b?a?= lost", "=?utf-8?b?a?= lost"),
        ("no words", "no words"),
    ],
)
def test_encoded_words_are_decoded_though_letters_are_cut(field: str, text: str) -> None:
    assert decode_words(field) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_field_in_eight_bits_is_read(encoding: str) -> None:
    content = mail().replace(
        b"Ministers agree", "에너지 장관 회담 결과와 다음 회의 일정 안내".encode(encoding)
    )
    assert _read(content).title == "에너지 장관 회담 결과와 다음 회의 일정 안내"


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Fwd: Re: [desk] FW: Talks", "Talks"),
        ("RE[3]: AW: WG: Talks", "Talks"),
        ("전달: 회담", "회담"),
        ("[Fwd: Talks]", "[Fwd: Talks]"),
        ("Reactors: what now", "Reactors: what now"),
        ("[보도자료]", "[보도자료]"),
        ("Fwd:", ""),
    ],
)
def test_marks_of_answers_and_lists_are_no_title(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("iso-2022-kr", "iso2022_kr", "두 나라의 정상이 만나 에너지 협력을 논의했다고 대통령실이 밝혔다."),
        ("utf-16", "utf-16", SENTENCE),
        ("hz-gb-2312", "hz", "四国能源部长周二同意，从七月起每月公布一次天然气储存量，结束了争执。"),
        ("koi8-r", "koi8-r", "Министры встретились в столице и договорились о цифрах на зиму."),
        ("us-ascii", "utf-8", "Café owners met in the capital and agreed on prices for the winter."),
        ("utf-8", "cp949", "두 나라의 정상이 만나 에너지 협력을 논의했다고 대통령실이 어제 저녁에 밝혔다."),
        ("x-unknown", "utf-8", SENTENCE),
    ],
)
def test_text_is_read_in_its_charset_or_in_the_one_it_is_in(charset: str, encoding: str, text: str) -> None:
    body = base64.encodebytes(text.encode(encoding)).decode()
    content = mail(body, Content_Type=f"text/plain; charset={charset}", Content_Transfer_Encoding="base64")
    assert _read(content).text == text


def test_damaged_base64_is_read_as_far_as_it_goes() -> None:
    body = base64.encodebytes(f"{SENTENCE}\n\n{OTHER}\n\n{SENTENCE} Again.".encode()).decode()
    content = mail(f"!!{body[:-20]}", Content_Type="text/plain", Content_Transfer_Encoding="base64")
    assert SENTENCE in _read(content).text


def test_soft_line_breaks_are_undone() -> None:
    flowed = mail(
        "The ministers met in the \ncapital and agreed. \n", Content_Type="text/plain; format=flowed"
    )
    joined = mail(
        "The ministers met in the cap \nital and agreed.\n",
        Content_Type="text/plain; format=flowed; delsp=yes",
    )
    quoted = mail(
        "The ministers met in the cap=\nital and agreed.\n",
        Content_Type="text/plain",
        Content_Transfer_Encoding="quoted-printable",
    )
    assert {_read(content).text for content in (flowed, joined, quoted)} == {
        "The ministers met in the capital and agreed."
    }


def test_the_html_is_taken_where_it_has_words_and_the_text_where_it_has_none() -> None:
    full = f"Content-Type: text/html\n\n<p>{OTHER}</p><p>{SENTENCE}</p>"
    empty = "Content-Type: text/html\n\n<img src=a.png>"
    broken = "Content-Type: text/html\n\n" + "<div>" * 5_000
    assert _read(parts(TEXT, full, kind="alternative")).text == f"{OTHER}\n\n{SENTENCE}"
    for other in (empty, broken):
        assert _read(parts(TEXT, other, kind="alternative")).text == f"{SENTENCE}\n\n{OTHER}"


def test_the_parts_of_a_text_are_joined_and_files_are_not() -> None:
    content = parts(
        f"Content-Type: text/html\n\n<p>{SENTENCE}</p>",
        "Content-Type: image/png\nContent-Disposition: inline\n\nx",
        f"Content-Type: text/html\n\n<p>{OTHER}</p>",
        attached("other.html", "<p>A file of its own that somebody sent with it.</p>", "text/html"),
    )
    assert _read(content).text == f"{SENTENCE}\n\n{OTHER}"


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>What it means for you and for the winter.</div>",
        "<span style='max-height:0px;overflow:hidden'>What it means for you and for the winter.</span>",
        "<td style='font-size:0'>What it means for you and for the winter.</td>",
        "<p style='mso-hide:all'>What it means for you and for the winter.</p>",
        "<p style='opacity:0;'>What it means for you and for the winter.</p>",
        "<p class='email-preheader'>What it means for you and for the winter.</p>",
    ],
)
def test_a_preheader_is_not_text(hidden: str) -> None:
    assert _read(page(f"{hidden}<p>{SENTENCE}</p><p>{OTHER}</p>")).text == f"{SENTENCE}\n\n{OTHER}"


def test_text_that_is_small_or_faint_is_text() -> None:
    shown = f"<p style='font-size:11px;opacity:0.8'>{SENTENCE}</p><p style='max-height:90px'>{OTHER}</p>"
    assert _read(page(shown)).text == f"{SENTENCE}\n\n{OTHER}"


def test_stories_under_headings_that_link_are_kept() -> None:
    stories = "".join(
        f"<h2><a href=https://quay.example/{number}>Story number {number}</a></h2><p>{SENTENCE} ({number})</p>"
        for number in range(6)
    )
    document = _read(page(f"<table><tr><td>{stories}</td></tr></table>"))
    kinds = [passage.kind for passage in document.passages]
    assert kinds == [PassageKind.HEADING, PassageKind.PARAGRAPH] * 6


def test_a_story_that_is_a_link_as_a_whole_is_a_story() -> None:
    cards = f"<td><a href=https://q.example/1><p>{SENTENCE}</p></a></td><td><a href=https://q.example/2>{OTHER}</a></td>"
    document = _read(
        page(f"<table><tr>{cards}</tr></table><p><a href=https://q.example/3>All of our stories</a></p>")
    )
    assert document.text == f"{SENTENCE}\n\n{OTHER}"


def test_outlooks_lists_are_lists() -> None:
    item = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>{}</p>"
    document = _read(
        page(f"<p>{SENTENCE}</p>{item.format(OTHER)}{item.format('They also spoke of the new pipeline.')}")
    )
    assert [passage.kind for passage in document.passages][1:] == [PassageKind.LIST_ITEM] * 2
    assert "·" not in document.text


@pytest.mark.parametrize(
    "note",
    [
        "You are receiving this because you signed up on our page.",
        "This email was sent to desk@desk.example by The Quay, 12 Quay Street, Portsea.",
        "If you no longer wish to receive these letters, write to us.",
        "To unsubscribe, reply with the word STOP.",
        "본 메일은 수신에 동의하신 분께 발송되었습니다.",
        "配信停止はこちらからお願いします。",
        "如不想再收到本邮件，请点此退订。",
    ],
)
def test_a_note_on_the_subscription_ends_a_letter(note: str) -> None:
    texts = [
        SENTENCE,
        OTHER,
        note,
        "12 Quay Street, Portsea, in the old customs house.",
    ]
    assert without_footers(texts) == [0, 1]
    assert without_footers([note, SENTENCE, OTHER]) == [1, 2]


def test_a_note_that_more_may_follow_is_left_out_alone() -> None:
    notes = (
        "Was this forwarded to you? Sign up here.",
        "We are reader-supported: do consider becoming a member.",
    )
    assert without_footers([SENTENCE, notes[0], OTHER, notes[1], SENTENCE]) == [0, 2, 4]


@pytest.mark.parametrize(
    "line", ["View this email in your browser", "Read more", "Share on Quay", "© 2026 The Quay"]
)
def test_a_line_that_is_a_link_of_the_letter_is_left_out_wherever_it_stands(line: str) -> None:
    assert without_footers([SENTENCE, line, OTHER]) == [0, 2]


def test_a_story_on_subscriptions_is_a_story() -> None:
    story = "The court ruled on Tuesday that readers must be able to unsubscribe with a single click, and at no cost."
    assert without_footers([story, OTHER]) == [0, 1]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://quay.example/issues/12", True),
        ("https://quay.example/issues/12?u=71&id=3", False),
        ("https://click.quay.example/issues/12", False),
        ("https://links.mail.quay.example/12", False),
        ("https://quay.example/" + "x" * 300, False),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_an_address_that_counts_clicks_is_none(address: str | None, kept: bool) -> None:  # noqa: FBT001 - a claim
    assert (plain_address(address) is not None) is kept


def test_the_address_of_a_letter_is_where_it_can_be_read() -> None:
    link = "<p><a href='https://quay.example/12'>View in browser</a></p>"
    body = f"<p>{SENTENCE}</p><p>{OTHER} <a href='https://quay.example/x'>More</a></p>"
    assert _read(page(link + body)).url == "https://quay.example/12"
    assert _read(page(body)).url is None
    assert _read(mail(Archived_At="<https://lists.example/a/55>")).url == "https://lists.example/a/55"


COVER = "Dear all, please look at this before noon, and tell me what you think of its second point.\n\n-- \nAda Vale\n"
FIELDS = (
    "From: Harbour Desk <news@harbour.example>\nDate: Mon, May 18, 2026 at 6:05 PM\n"
    "Subject: Port opens\nTo: ada\n\n"
)


@pytest.mark.parametrize(
    "rule",
    [
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "----- Forwarded message from Harbour Desk -----".replace(" from Harbour Desk", ""),
        "Begin forwarded message:",
        "-----Original Message-----",
        "-------- Weitergeleitete Nachricht --------",
        "-------- 전달된 메시지 --------",
        "",
    ],
)
def test_of_a_forwarded_mail_the_inner_one_counts(rule: str) -> None:
    content = mail(
        f"{COVER}\n{rule}\n{FIELDS}{SENTENCE}\n\n{OTHER}\n", head=_head(Subject="Subject: Fwd: Port opens")
    )
    document = _read(content)
    assert document.text == f"{SENTENCE}\n\n{OTHER}"
    assert (document.title, document.publisher) == ("Port opens", "Harbour Desk")
    assert [(claim.date.iso, claim.found) for claim in document.dates] == [
        ("2026-05-18T18:05", "mail header Date of the forwarded mail")
    ]


def test_the_innermost_of_many_forwards_counts() -> None:
    text = f"{SENTENCE}\n\n{OTHER}\n"
    for name in ("Harbour Desk", "Ada Vale", "Bruno Kess"):
        fields = FIELDS.replace("Harbour Desk", name)
        text = f"fyi\n\n---------- Forwarded message ---------\n{fields}" + "".join(
            f"> {line}\n" for line in text.splitlines()
        )
    document = _read(mail(text))
    assert (document.publisher, document.text) == ("Harbour Desk", f"{SENTENCE}\n\n{OTHER}")


def test_a_forward_without_a_date_is_not_dated_by_the_day_it_was_forwarded() -> None:
    fields = "From: Harbour Desk\nSubject: Port opens\n\n"
    document = _read(mail(f"fyi\n\n---------- Forwarded message ---------\n{fields}{SENTENCE}\n\n{OTHER}\n"))
    assert (document.publisher, document.published) == ("Harbour Desk", None)


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 18 May 2026 at 23:12, Ilse Marten <i@m.example> wrote:\n> The draft is below.\n",
        "On Mon, 18 May 2026 at 23:12, Ilse Marten\n<ilse.marten@energy.example>\nwrote:\n\n> The draft is below.\n",
        "Am 18.05.2026 um 23:12 schrieb Ilse Marten:\n> Der Entwurf steht unten.\n",
        "Le lun. 18 mai 2026 à 23:12, Ilse Marten <i@m.example> a écrit :\n> Le projet est joint.\n",
        "2026년 5월 18일 (월) 오후 11:12, 김하늘 <h@k.example>님이 작성:\n> 초안은 아래와 같습니다.\n",
        "2026年5月18日(月) 23:12 Ilse Marten <i@m.example>:\n> 草案は以下の通りです。\n",
        f"-----Original Message-----\n{FIELDS}The draft is below, as it stood on Monday night.\n",
        f"________________________________\n{FIELDS}The draft is below, as it stood on Monday night.\n",
    ],
)
def test_the_history_of_an_answer_is_left_out(history: str) -> None:
    content = mail(f"{SENTENCE}\n\n{OTHER}\n\n{history}", head=_head(Subject="Subject: Re: Draft"))
    document = _read(content)
    assert document.text == f"{SENTENCE}\n\n{OTHER}"
    assert document.publisher == "The Quay Letter"


def test_what_an_answer_quotes_between_its_lines_is_anothers() -> None:
    quoted = "> When does the port open?\n> The council asks it again and again.\n"
    body = f"On Mon, 18 May 2026 at 23:12, Ilse Marten wrote:\n{quoted}\n{SENTENCE}\n\n{quoted}\n{OTHER}\n"
    assert _read(mail(body, head=_head(Subject="Subject: Re: Draft"))).text == f"{SENTENCE}\n\n{OTHER}"


def test_what_an_answer_in_html_quotes_is_anothers() -> None:
    quoted = "<blockquote type=cite><p>When does the port open?</p><p>Nobody has told us.</p> So it is.</blockquote>"
    body = page(f"{quoted}<p>{SENTENCE}</p>{quoted}<p>{OTHER}</p>")
    answer = body.replace(b"Subject: ", b"Subject: Re: ")
    assert _read(answer).text == f"{SENTENCE}\n\n{OTHER}"
    assert "Nobody has told" in _read(body).text
    assert "Nobody has told" in _read(page(quoted).replace(b"Subject: ", b"Subject: Re: ")).text


def test_a_letter_may_quote_without_answering() -> None:
    quoted = "> The harbour will be closed on the night of the equinox, until further notice."
    assert "equinox" in _read(mail(f"{SENTENCE}\n\n{quoted}\n\n{OTHER}\n")).text


def test_a_sentence_that_ends_with_wrote_and_a_colon_is_no_history() -> None:
    text = f"{SENTENCE}\n\nOn the wall of the customs house somebody had written in chalk:\n\n{OTHER}\n"
    assert OTHER in _read(mail(text)).text


def test_lines_that_only_look_like_fields_begin_no_mail() -> None:
    lines = [SENTENCE, "From: the sea", "To: the mountains", "", OTHER]
    assert find_letter(lines, "Talks").end == len(lines)


def test_a_letter_that_is_all_history_is_kept() -> None:
    letter = find_letter(["", "On Mon, 18 May 2026 at 23:12, Ilse wrote:", f"> {SENTENCE}"], "Re: Talks")
    assert (letter.start, letter.end) == (0, 3)


def test_a_mail_that_is_encrypted_is_told() -> None:
    locked = parts("Content-Type: application/octet-stream\n\nx", kind="encrypted")
    smime = mail("MIAGCSqGSIb3", Content_Type="application/pkcs7-mime", Content_Transfer_Encoding="base64")
    for content in (locked, smime):
        outcome = _outcome(content)
        assert isinstance(outcome, Problem)
        assert "is encrypted" in outcome.message


def test_a_report_of_a_mail_server_is_told() -> None:
    outcome = _outcome(parts(TEXT, attached("a.eml", mail().decode(), "message/rfc822"), kind="report"))
    assert isinstance(outcome, Problem)
    assert "report of a mail server" in outcome.message


def test_a_mail_without_words_is_told() -> None:
    for content in (mail(""), parts("Content-Type: image/png\n\nx"), page("<img src=a.png>")):
        outcome = _outcome(content)
        assert isinstance(outcome, Problem)
        assert "text" in outcome.message


NESTED = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
TABLES = "Content-Type: text/html\n\n" + "<table><tr><td>" * 80 + f"<p>{SENTENCE}</p>" * 2_000


@pytest.mark.parametrize(
    "content",
    [
        parts(*[TEXT] * 1_000),
        parts(*[TEXT] * 5_000),
        HEAD.encode() + NESTED.encode() + b"x\n" * 500_000,
        parts(*[attached("a.eml", mail().decode(), "message/rfc822")] * 900),
        mail(head=f"{HEAD}Subject: {'x=;' * 500_000}\n"),
        mail(head=HEAD + "=?utf-8?q?a?= " * 50_000 + "\n"),
        mail("=%$" * 2_000_000, Content_Transfer_Encoding="base64"),
        mail("--b \t x\n" * 300_000, Content_Type="multipart/mixed; boundary=b"),
        mail(f"{SENTENCE}\n" + "From: a\nDate: b\nSubject: c\n" * 20_000),
        mail(f"{SENTENCE}\n" + "On a b c d e f\n" * 20_000),
        mail("ab \n" * 60_000, Content_Type="text/plain; format=flowed"),
        HEAD.encode() + TABLES.encode(),
    ],
    ids=[
        "parts",
        "many",
        "nested",
        "mails",
        "field",
        "words",
        "base64",
        "rules",
        "fields",
        "wrote",
        "flowed",
        "tables",
    ],
)
def test_a_hostile_mail_costs_seconds_at_most(content: bytes) -> None:
    started = time.process_time()
    for source in unpack(Source(path="a.eml", content=content))[0][:3]:
        read(source)
        raw_text(source)
    assert time.process_time() - started < 12


PIECES = (
    SENTENCE, "회담을 열고 합의했다고 밝혔다.", "\n", "\r\n", "\n\n", "From: ", "Subject: ", "Date: ", "--b\n",
    "--b--\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html; charset=euc-kr\n",
    "Content-Type: text/plain; format=flowed; delsp=yes\n", "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n", "Content-Type: message/rfc822\n", "=?utf-8?b?zzz?=",
    "=?euc-kr?q?=c7=d1?=", "<div>", "</div>", "<table><tr><td>", "<br>", "<blockquote type=cite>", "> ", "> > ",
    "-- \n", "---------- Forwarded message ---------\n", "-----Original Message-----\n", "Begin forwarded message:\n",
    "On Tue, 19 May 2026, Ada Vale wrote:\n", "=3D=C7=D1", "AAAA====", "\x00", "unsubscribe", "19 May 2026", " ",
    "<p style='mso-list:l0 level1'>", "<span style='display:none'>", "You are receiving this because",
    "Content-Disposition: attachment; filename*=euc-kr''%c7%d1.txt\n", "name*0=a;\n name*1=b", "<http://a.example/b>",
)  # fmt: skip


def _assert_laws(source: Source) -> None:
    sources, problems = unpack(source)
    assert sources or problems
    for member in sources:
        outcome = read(member)
        whole = raw_text(member)
        if isinstance(outcome, Document):
            assert all(outcome.exact(passage.span) in whole for passage in outcome.passages)


def test_the_text_of_a_mail_whose_page_is_damaged_is_all_of_its_text() -> None:
    content = parts(
        f"Content-Type: text/plain\n\n{SENTENCE}", "Content-Type: text/html\n\n<!doctype html><html"
    )
    source = Source(path="a.eml", content=content)
    assert isinstance(read(source), Document)
    assert raw_text(source) == SENTENCE


@given(st.lists(st.sampled_from(PIECES), max_size=50), st.sampled_from(["a.eml", "a.mht", "l.mbox/1"]))
def test_any_mail_is_documents_whose_words_stand_in_it_or_problems(pieces: list[str], path: str) -> None:
    _assert_laws(Source(path=path, content=(HEAD + "".join(pieces)).encode()))


@given(st.lists(st.sampled_from(PIECES), max_size=50))
def test_any_page_in_a_mail_obeys_the_first_law(pieces: list[str]) -> None:
    _assert_laws(Source(path="a.eml", content=page(f"<p>{SENTENCE}</p>{''.join(pieces)}")))


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_header_are_read_or_told(content: bytes) -> None:
    _assert_laws(Source(path="a.eml", content=HEAD.encode() + content))
