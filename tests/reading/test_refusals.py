"""Pages that hold no article say which kind of page they are; an article beside the same words stays."""

import pytest

from briefs.reading.html import read_html
from briefs.reading.unreadable import Unreadable

FIRST = (
    "Energy ministers of four countries agreed on Wednesday to publish figures on gas storage every month."
)
SECOND = (
    "The figures will be published on the tenth day of each month, starting in July, the ministries said."
)


def _page(title: str, inside: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{inside}</body></html>"


@pytest.mark.parametrize(
    ("title", "inside", "reason"),
    [
        ("404 - Not Found", f"<p>{SECOND}</p>", "error page"),
        (
            "お探しのページは見つかりません",
            "<p>アドレスが正しいかどうか、もう一度ご確認ください。</p>",
            "error page",
        ),
        ("Just a moment...", "<p>Please wait while we are looking at your request.</p>", "robot"),
        ("Log in", "<p>Members can read this page with the number that they were sent.</p>", "log in"),
        ("Ministers agree", f"<p>{FIRST}</p><div><p>Subscribe to continue reading.</p></div>", "paywall"),
        (
            "장관들 합의",
            "<p>네 나라 장관들은 수요일 매달 수치를 공개하기로 합의했다.</p><p>유료 구독자 전용 기사입니다</p>",
            "paywall",
        ),
        (
            "Ministers agree",
            "<div id=app></div><script src=/a.js></script><noscript>Needs JavaScript</noscript>",
            "browser",
        ),
    ],
)
def test_a_page_without_an_article_is_kept_out_with_its_reason(title: str, inside: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_html(_page(title, inside))


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{FIRST}</p><p>Subscribe to continue reading without advertisements.</p><p>{SECOND}</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><p>Already a subscriber? <a href=/l>Log in</a></p>",
        f"<p>{FIRST}</p><p>{SECOND} Cookies were served at the meeting, and nobody refused them.</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><form>Search results for <input></form>",
        f"<p>{FIRST}</p><p>{SECOND} A robot carried the papers.</p><script>var JavaScript</script>",
    ],
)
def test_an_article_beside_the_same_words_stays(inside: str) -> None:
    assert read_html(_page("Ministers agree on figures", inside)).blocks[0].text == FIRST


def test_a_missing_child_is_no_missing_page() -> None:
    assert read_html(_page("Boy not found after storm", f"<p>{FIRST}</p><p>{SECOND}</p>")).blocks
