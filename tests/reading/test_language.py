"""Languages are told by script and by commonest words, and left untold where that is not enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.language import identify, passage_language, settle

TEXTS = {
    "en": "The leaders of the two countries met to talk about energy, and they said that it was for good.",
    "fr": "Les dirigeants des deux pays se sont vus pour parler de l'énergie, et la date n'est pas fixée.",
    "de": "Die Chefs der beiden Länder sprachen über die Energie, und das Datum ist nicht bekannt.",
    "es": "Los líderes de los dos países hablaron de la energía, y la fecha no se ha fijado todavía.",
    "it": "I capi dei due paesi hanno parlato di energia, e la data della riunione non è ancora nota.",
    "pt": "Os líderes dos dois países falaram da energia, e a data da reunião não foi marcada.",
    "nl": "De leiders van de twee landen praten over energie, en het is niet bekend wanneer.",
    "ko": "두 나라의 정상이 만나 에너지 협력을 논의했다. President Lee도 참석했다.",
    "ja": "両国の首脳が会談し、エネルギー協力について話し合った。",
    "zh": "两国领导人举行会谈，讨论了能源合作。",
    "und": "Встреча лидеров двух стран прошла вчера в столице, и они говорили об энергии.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_sentence_is_enough_to_tell_its_language(tag: str) -> None:
    assert identify(TEXTS[tag]) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1942 136",
        "Lee Takaichi Nara Andong",
        "Ledarna för båda länderna träffades för att tala om energi i går igen.",
    ],
)
def test_a_language_that_cannot_be_told_is_not_guessed(text: str) -> None:
    assert identify(text) == "und"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("首相、日中首脳会談開催意向", "zh"),
        ("四カ国首脳会談、共同声明", "ja"),
        ("経済対策決定、関係閣僚会議", "ja"),
        ("国务院总理会见外国记者", "zh"),
        ("行政院長會見外國記者", "zh"),
    ],
)
def test_a_headline_without_kana_is_japanese_where_only_japanese_writes_a_sign_so(
    text: str, tag: str
) -> None:
    assert identify(text) == tag


@pytest.mark.parametrize(
    ("declared", "text", "tag"),
    [
        (None, "两国领导人举行会谈，讨论了能源合作。", "zh-Hans"),
        ("zh", "兩國領導人舉行會談，討論了能源合作。", "zh-Hant"),
        ("zh-TW", "兩國領導人舉行會談，討論了能源合作。", "zh-TW"),
        ("zh", "中日能源合作", "zh"),
        ("ja", "両国の首脳が会談し、能源合作について話し合った。", "ja"),
    ],
)
def test_the_script_of_chinese_is_named_where_it_is_plain(declared: str | None, text: str, tag: str) -> None:
    assert settle(declared, text) == tag


@pytest.mark.parametrize(
    ("own", "declared", "text", "tag"),
    [
        ("en", None, TEXTS["ko"], "ko"),
        ("en", None, TEXTS["ja"], "ja"),
        ("en", None, TEXTS["zh"], "zh-Hans"),
        ("ko", None, TEXTS["en"], "en"),
        ("en", "ko-KR", TEXTS["ko"], "ko-KR"),
        ("en", "ko", TEXTS["en"], None),
        ("en", "en-GB", TEXTS["en"], None),
        ("en", "sv", "Ledarna träffades för att tala om energi.", "sv"),
        ("en", None, "이재명", None),
        ("en", None, "“회담”", None),
        ("ja", None, "首相 高市早苗 外相 山田太郎 防衛相 鈴木一郎 財務相 佐藤花子", None),
        ("ja", None, "两国领导人举行会谈，讨论了能源合作的问题。", "zh-Hans"),
        ("ko", None, "President Lee", None),
        ("zh-Hans", None, "兩國領導人舉行會談，討論了能源合作。", None),
        ("en", None, "", None),
        ("und", None, TEXTS["fr"], "fr"),
    ],
)
def test_a_passage_has_a_language_of_its_own_only_where_it_shows_one(
    own: str, declared: str | None, text: str, tag: str | None
) -> None:
    assert passage_language(text, declared, own) == tag


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("en_GB", "en-GB"),
        ("EN-us", "en-US"),
        ("English", "en"),
        ("en_US.UTF-8", "en-US"),
        ("sv", "sv"),
    ],
)
def test_the_declared_language_is_kept_in_its_usual_form(declared: str, tag: str) -> None:
    assert settle(declared, TEXTS["en"]) == tag


@pytest.mark.parametrize("declared", [None, "", "x", "not a language", "12", "en'; drop"])
def test_without_a_usable_declaration_the_text_decides(declared: str | None) -> None:
    assert settle(declared, TEXTS["fr"]) == "fr"


def test_a_declaration_in_another_script_is_not_believed() -> None:
    assert settle("en", TEXTS["ko"]) == "ko"
    assert settle("ko-KR", TEXTS["en"]) == "en"
    assert settle("ja", TEXTS["zh"]) == "ja"
    assert settle("zh_hant_tw", TEXTS["zh"]) == "zh-Hant-TW"


@given(st.text(), st.none() | st.text(max_size=20))
def test_any_text_has_a_language_or_none_and_never_an_error(text: str, declared: str | None) -> None:
    assert settle(declared, text)
