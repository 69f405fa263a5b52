"""Korean, Japanese and Chinese on paper: whole words at the ends of lines, and each language in its own forms."""

import io
import re
from typing import Any

import pypdf
import pytest

from briefs.publication import fonts
from briefs.publication.pdf import PrintJob, print_pdf
from briefs.shipped import TEMPLATES

KOREAN = "두 나라의 산업 부처는 배터리와 반도체 소재의 공급망을 함께 점검하고 데이터센터의 전력 수요를 조사하기로 했다."
pytestmark = pytest.mark.skipif(not fonts.cjk_installed(), reason=f"needs the package {fonts.CJK_PACKAGE}")


def printed(body: str, style: str = "") -> pypdf.PdfReader:
    sheet = (TEMPLATES / "print.css").read_text("utf-8")
    html = f"<!DOCTYPE html><html lang=en><title>t</title><style>{sheet}{style}</style><body>{body}"
    return pypdf.PdfReader(io.BytesIO(print_pdf(PrintJob(html_of=lambda _: html)).pdf))


def lines(width: int, text: str) -> list[str]:
    paper = printed(f'<p class="words" lang="ko">{text}', f".words {{ width: {width}mm }}")
    return [line.strip() for line in paper.pages[0].extract_text().splitlines() if re.search("[가-힣]", line)]


@pytest.mark.parametrize("width", [30, 47, 80, 118])
def test_no_korean_word_is_cut_at_the_end_of_a_line(width: int) -> None:
    found = lines(width, KOREAN)

    assert len(found) > 1
    assert " ".join(found) == KOREAN


@pytest.mark.parametrize(
    ("language", "whole"), [("ko", "12건을"), ("ja", "5月18日"), ("ja", "第12段落"), ("zh", "5月18日")]
)
def test_a_figure_is_never_parted_from_what_it_counts(language: str, whole: str) -> None:
    widths = range(18, 44, 2)
    text = ("、" if language != "ko" else " ").join([whole] * 4)
    paragraphs = (f'<p class="words" lang="{language}" style="width: {width}mm">{text}' for width in widths)
    paper = printed("".join(paragraphs))

    assert paper.pages[0].extract_text().count(whole) == 4 * len(widths)


def test_a_run_of_hangul_longer_than_a_line_is_cut() -> None:
    assert "".join(lines(60, "가" * 60)) == "가" * 60


@pytest.mark.parametrize(
    ("language", "face"),
    [
        ("ko", "Noto-Serif-CJK-KR"),
        ("ja", "Noto-Serif-CJK-JP"),
        ("zh", "Noto-Serif-CJK-SC"),
        ("zh-CN", "Noto-Serif-CJK-SC"),
        ("zh-Hant", "Noto-Serif-CJK-TC"),
        ("zh-TW", "Noto-Serif-CJK-TC"),
        ("zh-HK", "Noto-Serif-CJK-HK"),
    ],
)
@pytest.mark.parametrize(
    "page", ['<p class="words" lang="{}">直骨“14”', '<p class="entry"><cite lang="{}">直骨']
)
def test_one_sign_is_set_in_the_form_of_its_language(language: str, face: str, page: str) -> None:
    resources: Any = printed(page.format(language)).pages[0]["/Resources"]
    names = [font.get_object()["/BaseFont"] for font in resources["/Font"].values()]

    assert [name for name in names if face in name]
    assert not [name for name in names if "CJK" in name and face not in name]
