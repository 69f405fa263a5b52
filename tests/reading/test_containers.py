"""Every document in a container becomes a source; traps and what cannot be read become problems."""

import time
import zipfile
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Outlet, Problem, Provenance, Source
from briefs.reading import unpack, unpack_all
from briefs.reading.containers import SUFFIXES, Unpacked
from briefs.sources import files
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import OTHER, SENTENCE, archive, attached, mail, mailbox, parts

TEXT = SENTENCE.encode()


def _members(path: str, content: bytes) -> list[tuple[str, bytes]]:
    sources, problems = unpack(Source(path=path, content=content))
    assert problems == ()
    return [(source.path, source.content) for source in sources]


def _paths(path: str, content: bytes) -> list[str]:
    return [source.path for source in unpack(Source(path=path, content=content))[0]]


def _told(path: str, content: bytes) -> list[tuple[str, str]]:
    problems = unpack(Source(path=path, content=content))[1]
    assert {problem.stage for problem in problems} <= {"reading"}
    return [(problem.subject, problem.message) for problem in problems]


@pytest.mark.parametrize("content", [TEXT, mail(), packed(paragraph(SENTENCE)), b"", b"%PDF-1.7"])
def test_a_source_that_is_one_document_is_itself(content: bytes) -> None:
    source = Source(path="in/a.eml", content=content)
    assert unpack(source) == ((source,), ())


def test_members_are_shown_under_their_archive_in_its_order() -> None:
    content = archive({"week/b.txt": TEXT, "a.eml": mail()})
    assert _members("in/w.zip", content) == [("in/w.zip/week/b.txt", TEXT), ("in/w.zip/a.eml", mail())]


def test_members_keep_the_provenance_of_their_container() -> None:
    provenance = Provenance(outlet=Outlet(name="Quay"), url="https://quay.example/w.zip")
    source = Source(path="w.zip", content=archive({"a.txt": TEXT}), provenance=provenance)
    assert unpack(source)[0][0].provenance == provenance


def test_what_is_no_source_is_passed_over_in_silence() -> None:
    edition = {f"out/W21/{name}": TEXT for name in ("brief.json", "brief.html", "brief.pdf", "sources/x.txt")}
    members = {
        "a.txt": TEXT, "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "b/.git/c.txt": b"x", "README.md": b"x",
        "photo.JPG": b"x", "Talks.html": b"<p>words", "Talks_files/ad.html": b"x", "style.css": b"x", **edition,
    }  # fmt: skip
    assert [path for path, _ in _members("w.zip", archive(members))] == ["w.zip/a.txt", "w.zip/Talks.html"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    members = {"a.xls": b"x", "b.doc": b"x", "notes": b"x", "c.txt": b"", "d.txt": TEXT, "e.txt": TEXT}
    assert _told("w.zip", archive(members)) == [
        ("w.zip/a.xls", "format not supported yet: .xls"),
        ("w.zip/b.doc", "is a Word document of before 2007: save it as .docx or PDF"),
        ("w.zip/notes", "has no suffix that tells a document, like .txt"),
        ("w.zip/c.txt", "is empty"),
        ("w.zip/e.txt", "has the same bytes as w.zip/d.txt, which is read"),
    ]
    assert _paths("w.zip", archive(members)) == ["w.zip/d.txt"]


def test_members_are_read_for_the_suffixes_that_files_are_read_for() -> None:
    assert SUFFIXES | {""} == files.SUFFIXES


def test_containers_in_containers_are_opened() -> None:
    letter = parts(f"Content-Type: text/plain\n\n{SENTENCE}", attached("notes.txt", OTHER))
    content = archive({"w.zip": archive({"l.mbox": mailbox(mail(), letter)})})
    assert _paths("all.zip", content) == [
        "all.zip/w.zip/l.mbox/1",
        "all.zip/w.zip/l.mbox/2",
        "all.zip/w.zip/l.mbox/2/notes.txt",
    ]


def test_what_is_packed_too_deep_is_told() -> None:
    content = archive({"a.txt": TEXT})
    for _ in range(30):
        content = archive({"n.zip": content})
    assert _told("a.zip", content) == [
        ("a.zip/n.zip/n.zip/n.zip/n.zip", "is packed inside 4 others: unpack them and name the folder")
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\Desk\\a.txt", "Desk/a.txt"),
        ("a/./b//../c.txt", "a/b/c.txt"),
        ("line\nbreak\u202etxt.txt", "line\\nbreak\\u202etxt.txt"),
        ("서울/회담.txt", "서울/회담.txt"),
    ],
)
def test_no_path_leads_out_of_its_archive(name: str, shown: str) -> None:
    assert _paths("w.zip", archive({name: TEXT})) == [f"w.zip/{shown}"]


@pytest.mark.parametrize(
    ("name", "encoding"), [("회담.txt", "cp949"), ("会談のまとめ.txt", "cp932"), ("café.txt", "cp437")]
)
def test_names_that_are_not_utf_8_are_read_as_old_programs_wrote_them(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    content = archive({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw)
    assert _paths("w.zip", content) == [f"w.zip/{name}"]


def test_two_members_of_one_name_are_told_apart() -> None:
    content = archive({"a.txt": TEXT, "b.txt": OTHER.encode()}).replace(b"b.txt", b"a.txt")
    assert _paths("w.zip", content) == ["w.zip/a.txt", "w.zip/a.txt (2)"]


def test_a_member_that_unpacks_to_more_than_any_document_is_told() -> None:
    content = archive({"bomb.txt": bytes(20_000_000), "a.txt": TEXT})
    assert _told("w.zip", content) == [
        ("w.zip/bomb.txt", "unpacks to more than 200 times its size, as no document does")
    ]
    assert _paths("w.zip", content) == ["w.zip/a.txt"]


def test_the_size_that_a_header_states_is_not_believed() -> None:
    size = (20_000_000).to_bytes(4, "little")
    lying = archive({"bomb.txt": bytes(20_000_000)}).replace(size, (10).to_bytes(4, "little"))
    ((subject, message),) = _told("w.zip", lying)
    assert subject == "w.zip/bomb.txt"
    assert "unpack" in message


def test_a_container_that_unpacks_to_too_much_is_read_no_further() -> None:
    lump = bytes(range(256)) * 3_800
    content = archive({f"{number}.txt": lump + str(number).encode() for number in range(500)})
    started = time.process_time()
    assert _told("w.zip", content)[-1] == ("w.zip", "unpacks to more than 250 MB: unpack it by hand")
    assert len(_paths("w.zip", content)) < 420
    assert time.process_time() - started < 20


def test_an_archive_of_too_many_files_is_refused_before_it_is_opened() -> None:
    content = archive({f"{number}.txt": b"x" for number in range(10_001)}, zipfile.ZIP_STORED)
    assert _told("w.zip", content) == [
        ("w.zip", "holds more than 10,000 files: unpack it and name the folder")
    ]


def test_files_that_overlap_are_a_trap() -> None:
    content = bytearray(archive({"a.txt": TEXT, "b.txt": OTHER.encode()}))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = (5).to_bytes(4, "little")
    assert _told("w.zip", bytes(content)) == [
        ("w.zip", "is a ZIP archive whose files overlap, as no packing program makes it")
    ]


def test_a_member_with_a_password_is_told() -> None:
    content = bytearray(archive({"a.txt": TEXT}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert _told("w.zip", bytes(content)) == [
        ("w.zip/a.txt", "is locked with a password: unpack it by hand and name the folder")
    ]


def test_a_member_packed_by_a_rare_method_is_told() -> None:
    content = archive({"a.txt": TEXT}, zipfile.ZIP_BZIP2)
    assert _told("w.zip", content) == [
        ("w.zip/a.txt", "is packed by a method that is not supported: unpack it by hand")
    ]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "holds no document"),
        ({"a.png": b"x"}, "holds no document"),
        ({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}, "spreadsheet"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"x"},
            "save it as .docx or PDF",
        ),
        ({"mimetype": b"application/epub+zip", "a.xhtml": b"x"}, "e-book"),
    ],
)
def test_an_archive_without_documents_is_told(members: dict[str, bytes], words: str) -> None:
    ((subject, message),) = _told("w.zip", archive(members))
    assert subject == "w.zip"
    assert words in message


def test_a_damaged_archive_is_told() -> None:
    whole = archive({"a.txt": TEXT, "b.txt": OTHER.encode()})
    assert "is a damaged ZIP archive" in _told("w.zip", whole[:60])[0][1]
    broken = whole.replace(whole[40:50], b"0123456789", 1)
    assert _told("w.zip", broken) == [("w.zip/a.txt", "is damaged: its packed bytes cannot be unpacked")]


def test_the_mails_of_a_mailbox_have_its_numbers_and_their_own_bytes() -> None:
    first, second = mail(), mail(f"{OTHER}\n")
    assert _members("l.mbox", mailbox(first, second)) == [("l.mbox/1", first), ("l.mbox/2", second)]


def test_escaped_lines_of_a_mailbox_are_restored_and_free_ones_do_not_divide() -> None:
    body = (
        f"{SENTENCE}\n\n>From Monday on, at 10:30, it is so.\n>>From here too.\n\nFrom 10:30 on they met.\n"
    )
    ((_, content),) = _members("l.mbox", mailbox(mail(body)))
    assert b"\nFrom Monday on, at 10:30" in content
    assert b"\n>From here too." in content


def test_a_mailbox_with_windows_line_ends_is_divided() -> None:
    assert len(_members("l.mbox", mailbox(mail(), mail(OTHER)).replace(b"\n", b"\r\n"))) == 2


def test_ten_thousand_mails_are_divided_in_linear_time() -> None:
    def cost(count: int) -> float:
        content = mailbox(*(mail(f"{number} {SENTENCE}\n") for number in range(count)))
        started = time.process_time()
        assert len(_paths("l.mbox", content)) == count
        return time.process_time() - started

    assert cost(10_000) < 8 * max(cost(2_500), 0.02)


def test_what_is_attached_to_a_mail_stands_under_it() -> None:
    letter = parts(
        f"Content-Type: text/plain\n\n{SENTENCE}",
        attached("회담 기록.txt".encode().decode("utf-8"), OTHER),
        "Content-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF-1.7",
        attached("logo.png", "x", "image/png"),
        attached("smime.p7s", "x"),
        attached("../../winmail.dat", "x"),
        attached("table.xls", "x"),
    )
    assert _paths("a.eml", letter) == ["a.eml", "a.eml/회담 기록.txt", "a.eml/attached-2.pdf"]
    assert [subject for subject, _ in _told("a.eml", letter)] == ["a.eml/winmail.dat", "a.eml/table.xls"]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("filename*=euc-kr''%c8%b8%b4%e3.txt", "회담.txt"),
        ("filename*0=long-; filename*1=name.txt", "long-name.txt"),
        ('filename="=?utf-8?b?7ZqM64u0LnR4dA==?="', "회담.txt"),
        ("filename*=nonsense''%ff.txt", "ÿ.txt"),
    ],
)
def test_names_of_attachments_are_decoded(disposition: str, name: str) -> None:
    part = f"Content-Type: text/plain\nContent-Disposition: attachment; {disposition}\n\n{OTHER}"
    letter = parts(f"Content-Type: text/plain\n\n{SENTENCE}", part)
    assert _paths("a.eml", letter)[1:] == [f"a.eml/{name}"]


def test_several_attached_mails_are_documents_and_the_words_above_them_are_none() -> None:
    inner = [
        attached(f"{number}.eml", mail(f"{number} {SENTENCE}").decode(), "message/rfc822")
        for number in (1, 2)
    ]
    letter = parts("Content-Type: text/plain\n\nThree letters for the file, as promised.", *inner)
    assert _paths("a.eml", letter) == ["a.eml/1.eml", "a.eml/2.eml"]


def test_a_mail_that_only_brings_another_is_one_document() -> None:
    letter = parts(
        "Content-Type: text/plain\n\nsee below", attached("1.eml", mail().decode(), "message/rfc822")
    )
    assert _members("a.eml", letter) == [("a.eml", letter)]


def test_a_json_file_that_is_no_export_is_told_as_what_it_is() -> None:
    told = "is JSON, but no export of a Telegram channel: name documents, or the export (result.json)"
    for content in (b"{}", b"[1]", b'{"messages": 3}', b"no json at all", b"[" * 100_000):
        assert _told("in/data.json", content) == [("in/data.json", told)]


@pytest.mark.deep
def test_members_of_members_are_counted_and_only_so_many_are_opened() -> None:
    inner = archive({f"{number}.txt": b"go" for number in range(2_600)}, zipfile.ZIP_STORED)
    content = archive({f"{number}.zip": inner + b"%d" % number for number in range(40)})
    assert _told("w.zip", content)[-2:] == [
        ("w.zip", "holds more than 100,000 documents: the first of them are read"),
        ("w.zip", "holds 99,861 more that could not be used, which are not named here"),
    ]


def test_of_many_members_that_cannot_be_used_the_first_hundred_are_named() -> None:
    content = archive({"a.txt": TEXT, **{f"{number}.xls": b"x" for number in range(130)}})
    told = _told("w.zip", content)
    assert _paths("w.zip", content) == ["w.zip/a.txt"]
    assert told[99:] == [
        ("w.zip/99.xls", "format not supported yet: .xls"),
        ("w.zip", "holds 30 more that could not be used, which are not named here"),
    ]


def test_only_what_may_hold_several_is_given_to_be_unpacked() -> None:
    text, letters = (
        Source(path="a.txt", content=TEXT),
        Source(path="l.mbox", content=mailbox(mail(), mail(OTHER))),
    )
    asked: list[str] = []

    def read_all(sources: Sequence[Source], work: Callable[[Source], Unpacked]) -> list[Unpacked | Problem]:
        asked.extend(source.path for source in sources)
        return [work(source) for source in sources]

    assert unpack_all([text, letters], read_all) == [((text,), ()), unpack(letters)]
    assert asked == ["l.mbox"]


def test_a_container_that_is_given_up_is_told() -> None:
    problem = Problem(subject="w.zip", stage="reading", message="was not read within 30 seconds and given up")
    unpacked = unpack_all([Source(path="w.zip", content=archive({"a.txt": TEXT}))], lambda _, __: [problem])
    assert unpacked == [((), (problem,))]


BITS = st.sampled_from(
    [mail(), TEXT, mailbox(mail(), mail(OTHER)), archive({"a.txt": TEXT}), packed(paragraph(OTHER))]
)


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12), BITS, max_size=4
    ),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 4_000),
)
def test_any_damaged_archive_gives_sources_or_problems(
    members: dict[str, bytes], changes: list[tuple[int, int]], lost: int
) -> None:
    content = bytearray(archive(members))
    for place, value in changes:
        content[place % len(content)] = value
    source = Source(path="w.zip", content=bytes(content[: len(content) - lost % 7 * (lost // 7)] or content))

    sources, problems = unpack(source)

    assert sources or problems
    assert unpack(source) == (sources, problems)
    assert all(".." not in member.path.split("/") for member in sources)
    assert len({member.path for member in sources}) == len(sources)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"From x 10:10\nA: b\n", b"{"]),
)
def test_any_bytes_are_unpacked_or_told(content: bytes, head: bytes) -> None:
    for path in ("a.zip", "a.mbox", "a.eml", "a.json", "a"):
        sources, problems = unpack(Source(path=path, content=head + content))
        assert sources or problems
