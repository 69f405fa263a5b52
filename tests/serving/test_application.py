"""What the server answers to readers, to mail providers that unsubscribe for them, and to whoever tries it out."""

import re
import socket
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import StoreBusy
from briefs.serving.application import Library
from briefs.serving.condition import Condition
from briefs.serving.rates import Rates
from briefs.serving.server import Patient
from tests.archive.standing import brief, stand
from tests.serving.answering import DESK, ONE_CLICK, TOKEN, Direct, Kept, desk, library, running, still

PATH = f"/unsubscribe/{TOKEN}"


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The site of one edition."""
    folder = tmp_path_factory.mktemp("served")
    stand(folder / "out", brief(21))
    return library(folder / "out", folder / "site")


@pytest.fixture(scope="module")
def shared_client(kept: Kept, whole: Library) -> Iterator[httpx.Client]:
    with running(desk(refusals=kept, library=whole)) as asking:
        yield asking


@pytest.fixture
def client(shared_client: httpx.Client, kept: Kept) -> httpx.Client:
    kept.tokens.clear()
    return shared_client


def test_a_link_that_is_opened_shows_a_button_and_takes_nobody_off(client: httpx.Client, kept: Kept) -> None:
    answer = client.get(PATH)

    assert answer.status_code == 200
    assert '<form class="asked" method="post">' in answer.text
    assert kept.tokens == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": ONE_CLICK},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b""},
        {"content": b"\0\xff{{ config }}\r\n"},
    ],
)
def test_whoever_posts_to_it_is_taken_off_at_once_and_led_nowhere_else(
    client: httpx.Client, kept: Kept, sent: dict[str, object]
) -> None:
    answer = client.post(PATH, **sent)  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert "You are unsubscribed" in answer.text
    assert kept.tokens == [TOKEN]


def test_a_link_that_is_used_again_says_the_same(client: httpx.Client) -> None:
    assert client.post(PATH, data=ONE_CLICK).text == client.post(PATH, data=ONE_CLICK).text


@pytest.mark.parametrize(
    "token", ["abcdefg", "abcdefghi", "ABCDEFGH", "%00", "a" * 4_000, "%7B%7B7*7%7D%7D", "%0d%0aX:y"]
)
def test_a_token_that_is_none_of_ours_is_told_how_else_to_leave(
    client: httpx.Client, kept: Kept, token: str
) -> None:
    for answer in (client.get(f"/unsubscribe/{token}"), client.post(f"/unsubscribe/{token}", data=ONE_CLICK)):
        assert answer.status_code == 404
        assert f"mailto:{DESK}?subject=unsubscribe" in answer.text
        assert "49" not in answer.text.partition("<body")[2]
    assert kept.tokens == []


@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko", "수신이 거부되었습니다"),
        ("fr, ja;q=0.5, en;q=0.4", "ja", "配信を停止しました"),
        ("en;q=0.1, ko;q=0", "en", "You are unsubscribed"),
        ("*", "en", "You are unsubscribed"),
        ("xx;q=nonsense,,;;q=" + "9" * 5_000, "en", "You are unsubscribed"),
    ],
)
def test_a_page_speaks_the_language_of_whoever_asks(
    client: httpx.Client, asked: str, language: str, said: str
) -> None:
    answer = client.post(PATH, headers={"Accept-Language": asked})

    assert answer.headers["content-language"] == language
    assert said in answer.text
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", PATH, 200),
        ("POST", PATH, 200),
        ("GET", "/unsubscribe/wrong", 404),
        ("DELETE", PATH, 405),
        ("GET", "/", 307),
        ("GET", "/archive/", 200),
        ("GET", "/archive/2026-W21/brief.pdf", 200),
        ("POST", "/archive/", 405),
        ("GET", "/health", 200),
        ("GET", "/nothing/here", 404),
        ("OPTIONS", "/", 405),
        ("POST", f"{PATH}/", 404),
        ("GET", "/archive", 307),
    ],
)
def test_every_answer_bears_what_keeps_it_safe_and_no_cookie(
    client: httpx.Client, method: str, path: str, code: int
) -> None:
    answer = client.request(method, path)

    assert answer.status_code == code
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] in {"no-store", "no-cache"}
    assert not {"set-cookie", "server", "strict-transport-security"} & answer.headers.keys()


def test_what_is_too_large_to_be_a_wish_takes_nobody_off(client: httpx.Client, kept: Kept) -> None:
    def piecemeal() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 1_000

    assert client.post(PATH, content=b"x" * 9_000).status_code == 413
    assert client.post(PATH, content=piecemeal()).status_code == 413
    assert kept.tokens == []


def test_a_refusal_that_cannot_be_kept_is_no_success_and_names_no_reader() -> None:
    told: list[str] = []
    error = StoreBusy("another process is writing to the store; try again")
    client = Direct(desk(refusals=Kept(error=error), told=told.append))
    answer = client.post(PATH, data=ONE_CLICK)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert "writing to the store" not in answer.text
    assert told == ["another process is writing to the store; try again"]


def test_what_is_not_offered_is_not_there() -> None:
    client = Direct(desk())
    found = [client.get(path).status_code for path in ("/", "/archive/", PATH)]
    found.append(client.post(PATH).status_code)

    assert found == [404] * 4


def test_a_client_that_asks_too_often_is_told_to_wait_and_others_are_not() -> None:
    with running(desk(refusals=Kept()), Rates(still, burst=3), proxies=["127.0.0.1"]) as client:
        many = [client.get(PATH, headers={"X-Forwarded-For": "192.0.2.1"}) for _ in range(5)]
        other = client.get(PATH, headers={"X-Forwarded-For": "192.0.2.2"})

    assert [it.status_code for it in many] == [200, 200, 200, 429, 429]
    assert many[-1].headers["retry-after"] == "10"
    assert other.status_code == 200


def test_a_client_that_no_proxy_of_ours_stands_before_cannot_say_that_it_is_another() -> None:
    with running(desk(refusals=Kept()), Rates(still, burst=3)) as client:
        said = [{"X-Forwarded-For": f"192.0.2.{number}", "X-Forwarded-Proto": "https"} for number in range(5)]
        answers = [client.get(PATH, headers=it) for it in said]

    assert [it.status_code for it in answers] == [200, 200, 200, 429, 429]
    assert all("strict-transport-security" not in it.headers for it in answers)


def test_whoever_guesses_tokens_is_stopped_soon() -> None:
    client = Direct(desk(refusals=Kept()), Rates(still))
    codes = [client.post(f"/unsubscribe/{number}").status_code for number in range(20)]

    assert codes == [404] * codes.count(404) + [429] * codes.count(429)
    assert 5 < codes.count(404) < 15


def test_browsers_stay_with_https_once_a_proxy_of_ours_has_said_so() -> None:
    with running(desk(), proxies=["127.0.0.0/8"]) as client:
        answer = client.get("/health", headers={"X-Forwarded-Proto": "https"})

    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_health_is_told_with_a_code_that_monitors_understand() -> None:
    well = Condition(edition="2026-W21", waiting=3, uncertain=1, paused=("2026-W20",))
    client = Direct(desk(condition=lambda: well))
    answer = client.get("/health")
    client = Direct(desk(condition=lambda: Condition(wrong="the store cannot be used")))
    ill = client.get("/health")

    assert (answer.status_code, ill.status_code) == (200, 503)
    assert answer.json() == {
        "status": "ok",
        "wrong": None,
        "edition": "2026-W21",
        "deliveries": {"waiting": 3, "uncertain": 1, "paused": ["2026-W20"]},
    }
    assert ill.json()["status"] == "failing"


def test_a_connection_that_asks_for_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patient, "seconds", 0.2)
    with (
        running(desk()) as client,
        socket.create_connection((client.base_url.host, client.base_url.port or 0)) as slow,
    ):
        slow.settimeout(20)
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: ")

        assert slow.recv(1) == b""


@given(
    room=st.sampled_from(["", "unsubscribe/", "archive/", "archive/2026-W21/", "archive/site/"]),
    path=st.binary(max_size=60),
    said=st.binary(max_size=60).map(lambda it: re.sub(rb"[\0-\x1f\x7f]", b"", it).strip()),
)
def test_whatever_is_asked_for_has_an_answer(whole: Library, room: str, path: bytes, said: bytes) -> None:
    client = Direct(desk(refusals=Kept(), library=whole))
    for method in ("GET", "POST"):
        answer = client.request(method, f"/{room}{quote(path, safe='/')}", headers={b"accept-language": said})
        assert answer.status_code in {200, 307, 404, 405}
        assert (answer.status_code == 200) is (answer.request.url.path == "/archive/" and method == "GET")
