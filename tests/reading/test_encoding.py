"""Bytes become characters only when their encoding is known or proved; all else is refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.encoding import clean, declared_encoding, decode, fold, served_encoding
from briefs.reading.unreadable import Unreadable

KOREAN = (
    "한국과 일본의 정상은 오늘 회담을 열고 에너지 협력과 공급망 문제를 논의했다. "
    "두 나라는 다음 달 실무 회의를 열기로 했으며 구체적인 일정은 아직 정해지지 않았다.\n"
)
JAPANESE = (
    "両国の首脳は本日の会談でエネルギー協力と供給網について話し合った。"
    "次の実務者協議は来月に開かれる予定だが、具体的な日程はまだ決まっていない。首相は地域の安定のために対話を続けることが大切だと述べた。\n"
)
SIMPLIFIED = (
    "两国领导人今天举行会谈，"
    "就能源合作和供应链问题交换了意见。双方决定下个月召开工作会议，具体日期还没有确定。"
    "总统表示，为了地区的稳定，对话必须继续下去，这是我们共同的责任。\n"
)
TRADITIONAL = (
    "兩國領導人今天舉行會談，就能源合作和供應鏈問題交換了意見。"
    "雙方決定下個月召開工作會議，具體日期還沒有確定。"
    "總統表示，為了地區的穩定，對話必須繼續下去，這是我們共同的責任。\n"
)
FRENCH = (
    "Les dirigeants des deux pays se sont retrouvés à Séoul pour évoquer l'énergie et la sécurité. "
    "Le président a déclaré que la coopération était « nécessaire » ; la réunion suivante est à l'été.\n"
)
ENGLISH = (
    "The leaders of both countries met to discuss energy and supply chains. “We will go on talking,” "
    "said the president’s office – it gave no date. The café was closed, and tea cost £1.20.\n"
)
MIXED = "The president, 이재명, received the prime minister, 高市, in 안동 and spoke of 공급망 again. "


def _cut(text: str, encoding: str, size: int) -> tuple[bytes, str]:
    """Return about ``size`` bytes of ``text``, repeated, and the text that they are."""
    whole = (text * (size // len(text) + 2)).encode(encoding)
    for end in range(size, size + 4):
        try:
            return whole[:end], whole[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError(encoding)


@pytest.mark.parametrize("size", [200, 300, 1_000, 20_000, 300_000])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc_kr"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        (FRENCH, "latin_1"),
        (ENGLISH, "cp1252"),
        (MIXED, "cp949"),
        (KOREAN, "utf_8"),
        (KOREAN, "utf_8_sig"),
        (JAPANESE, "utf_16"),
        (FRENCH, "utf_32"),
    ],
)
def test_an_undeclared_encoding_is_detected_in_short_and_long_texts(
    text: str, encoding: str, size: int
) -> None:
    if encoding in ("iso2022_jp", "utf_16", "utf_32", "utf_8_sig"):
        expected = text * (size // len(text) + 1)
        content = expected.encode(encoding)
    else:
        content, expected = _cut(text, encoding, size)
    assert decode(content, None) == expected


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Café".encode("cp1252"), "iso-8859-1", "Café"),
        ("“Café”".encode("cp1252"), "windows-1252", "“Café”"),
        ("회담".encode("cp949"), "ks_c_5601-1987", "회담"),
        ("会談".encode("cp932"), "Shift_JIS", "会談"),
        ("Café".encode(), "iso-8859-1", "Café"),
        ("Встреча".encode("cp1251"), "windows-1251", "Встреча"),
    ],
)
def test_a_declared_encoding_is_used_unless_the_bytes_are_utf_8(
    content: bytes, declared: str, text: str
) -> None:
    assert decode(content, declared) == text


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("박지호", "cp949"),
        ("윤", "cp949"),
        ("岸田文雄", "cp932"),
        ("東", "cp932"),
        ("河野太郎", "euc_jp"),
        ("李克强", "gb18030"),
        ("蔡英文", "big5"),
        ("Gdańsk i Wisła, Łomża", "iso8859_2"),
        ("Žďár, Šárka", "cp1250"),
        ("the mayor’s “wish” – and Måløy’s", "mac_roman"),
        ("Собянин", "cp1251"),
        ("Ждан Собянин и Ольга", "koi8_r"),
        ("Σπάρτη", "iso8859_7"),
    ],
)
def test_one_foreign_name_in_an_english_text_does_not_tell_its_encoding(name: str, encoding: str) -> None:
    text = (
        f"The mayor of the lower town, {name}, opened the tram depot on Thursday with a speech of one hour."
    )
    with pytest.raises(Unreadable, match="could not be told"):
        decode(text.encode(encoding), None)


@pytest.mark.parametrize("text", [
    "The mayor’s “wish” – a tram – cost €3.5m, £2bn, or ¥90 a head… so Åse Ærø of Tromsø said ‘yes’.",
    "À l’été, l’œuvre créée par Ólafur Ó Briain a coûté 3½ € ; « où ? », dit-il. ¿Qué? ¡No! 5 °C, 9 km², n° 4",
    "Die Straßenbahn fährt über Öhringen nach Äpfelsdorf; „Übermut“, sagte Jürgen Groß. 20 ± 3 §",
])  # fmt: skip
def test_accents_quotes_and_signs_in_their_places_are_western(text: str) -> None:
    assert decode(text.encode("cp1252"), None) == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KOREAN, JAPANESE, SIMPLIFIED, TRADITIONAL, FRENCH, ENGLISH])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(text: str, order: str) -> None:
    assert decode(text.encode(order)) == text
    assert decode(f"<html><body>{text}".encode(order)).endswith(text)
    assert decode(text.encode(order) + b"\n") == text


@pytest.mark.parametrize(
    ("text", "encoding", "served", "stated"),
    [
        (KOREAN, "cp949", "euc-kr", "utf-8"),
        (KOREAN, "cp949", "iso-8859-1", "euc-kr"),
        (KOREAN, "cp949", "ISO-8859-1", None),
        (JAPANESE, "euc_jp", "shift_jis", "euc-jp"),
        (JAPANESE, "cp932", "euc-jp", None),
        (TRADITIONAL, "big5", "gb2312", None),
        (FRENCH, "cp1252", "utf-8", "iso-8859-1"),
        ("Встреча лидеров прошла вчера.", "cp1251", "windows-1251", "utf-8"),
        (KOREAN, "utf_8", "euc-kr", "euc-kr"),
        (KOREAN, "cp949", "punycode", "unicode_escape"),
        (KOREAN, "cp949", "utf-16", "utf-7"),
    ],
)
def test_what_the_server_declares_counts_first_and_a_lie_is_noticed(
    text: str, encoding: str, served: str | None, stated: str | None
) -> None:
    assert decode(text.encode(encoding), served, stated) == text


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("text/html; charset=euc-kr", "euc-kr"),
        ('text/html;Charset="Shift_JIS"', "Shift_JIS"),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_server_declares_an_encoding_in_its_media_type(media_type: str | None, name: str | None) -> None:
    assert served_encoding(media_type) == name


@pytest.mark.parametrize(
    ("name", "encoding", "language"),
    [
        ("김민지", "cp949", "ko"),
        ("石破茂", "cp932", "ja-JP"),
        ("河野太郎", "euc_jp", "ja"),
        ("习近平", "gb18030", "zh"),
        ("蔡英文", "big5", "zh-TW"),
    ],
)
def test_the_language_expected_settles_what_a_few_foreign_letters_are(
    name: str, encoding: str, language: str
) -> None:
    text = f"The mayor of the lower town, {name}, opened the tram depot on Thursday."
    assert decode(text.encode(encoding), language=language) == text
    with pytest.raises(Unreadable, match="could not be told"):
        decode("Gdańsk i Łomża".encode("iso8859_2"), language="ko")


def test_a_letter_cut_off_or_broken_does_not_cost_a_whole_source() -> None:
    assert decode(KOREAN.strip().encode()[:-4]).startswith(KOREAN[:60])
    broken = (KOREAN * 2).encode("cp949") + b"\xff" + KOREAN.encode("cp949")
    assert decode(broken, "euc-kr").count("\ufffd") == 1


@pytest.mark.parametrize("declared", ["utf-8", "no-such-encoding", "base64", "rot13", "idna", "", "\x00"])
def test_a_wrong_declaration_does_not_stop_detection(declared: str) -> None:
    assert decode(KOREAN.encode("cp949"), declared) == KOREAN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        ("\u200b\ufeff\u00a0".encode(), "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\x00", "a GIF picture"),
        (b"{\\rtf1\\ansi Words}", "an RTF document"),
        (b"\x7fELF\x02\x01", "a program"),
        (bytes(range(256)) * 8, "binary data"),
        (b"Words " * 10 + b"\x00" * 10, "binary data"),
        ("Встреча лидеров двух стран прошла вчера. ".encode("cp1251") * 9, "could not be told"),
        ("회담".encode("cp949"), "could not be told"),
        (b"\xef\xbb\xbfCaf\xe9", "is damaged"),
        ("Words � and � then � and � again.".encode(), "has lost characters"),
        ("It said â€œyesâ€ and â€œnoâ€ again.".encode(), "was encoded twice"),
    ],
)
def test_what_is_no_text_is_refused_and_the_reason_says_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        decode(content, None)


def test_two_lost_characters_do_not_cost_a_whole_source() -> None:
    assert (
        decode("A caf\ufffd and a na\ufffdve guest.".encode(), None) == "A caf\ufffd and a na\ufffdve guest."
    )


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("safe\u202etxt.exe\u202c \u2066x\u2069 \u200fy\u200e", "safetxt.exe x y"),
        (
            "soft\u00adhyphen zero\u200bwidth \ufeffmark word\u2060joiner",
            "softhyphen zerowidth mark wordjoiner",
        ),
        ("hid\U000e0041den", "hidden"),
        ("plain\u200djoin\u200cer", "plainjoiner"),
        ("नमस्\u200dते می\u200cخواهم 👩\u200d🔬", "नमस्\u200dते می\u200cخواهم 👩\u200d🔬"),
        ("tab\tand – “quotes” stay", "tab\tand – “quotes” stay"),
    ],
)
def test_invisible_characters_are_gone_and_everything_else_stays(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=EUC-KR">', "EUC-KR"),
        (b"<?xml version='1.0' encoding='shift_jis'?>", "shift_jis"),
        (b"the charset=utf-8 of a sentence", None),
        (b" " * 5_000 + b"<meta charset=utf-8>", None),
    ],
)
def test_the_encoding_a_page_declares_is_found_in_its_head(content: bytes, name: str | None) -> None:
    assert declared_encoding(content) == name


@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_are_clean_text_or_refused(content: bytes, declared: str | None) -> None:
    try:
        text = decode(content, declared)
    except Unreadable:
        return
    assert clean(text) == text
    assert fold(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
