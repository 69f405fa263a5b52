"""Where redirects lead, and where they do not."""

from collections.abc import Callable

import pytest

from briefs.sources.answers import Answer, Failure, FailureReason, Unchanged, Validators
from briefs.sources.web import Web
from tests.sources.fault_server import FaultServer, answer, conditional, redirect, status

pytestmark = pytest.mark.anyio
PAGE = b"<p>The ferry sails at nine.</p>"
Opened = Callable[..., Web]


async def _answered(web: Web, address: str) -> Answer:
    came = await web.get(address)
    assert isinstance(came, Answer), came
    return came


async def _failed(web: Web, address: str, *, found_on: str | None = None) -> Failure:
    came = await web.get(address, found_on=found_on)
    assert isinstance(came, Failure), came
    return came


@pytest.mark.parametrize(("codes", "moves"), [((301,), True), ((308, 301), True), ((302,), False), ((307,), False),
                                              ((303,), False), ((301, 302), False), ((302, 301), False)])  # fmt: skip
async def test_only_lasting_redirects_all_the_way_move_an_address(
    server: FaultServer,
    web: Web,
    codes: tuple[int, ...],
    moves: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    for number, code in enumerate(codes):
        server.on(f"/{number}", redirect(f"/{number + 1}", code))
    end = f"/{len(codes)}"
    server.on(end, answer(PAGE))
    came = await _answered(web, server.url("/0"))
    assert came.url == server.url(end)
    assert came.moved_to == (server.url(end) if moves else None)
    assert server.paths() == [f"/{number}" for number in range(len(codes) + 1)]


async def test_an_answer_without_redirect_moves_nothing(server: FaultServer, web: Web) -> None:
    server.on("/page", answer(PAGE))
    assert (await _answered(web, server.url("/page"))).moved_to is None


async def test_validators_go_along_and_a_304_tells_of_the_move(server: FaultServer, web: Web) -> None:
    server.on("/old", redirect("/new", 301))
    server.on("/new", conditional(PAGE, '"a"'))
    came = await web.get(server.url("/old"), Validators(etag='"a"'))
    assert isinstance(came, Unchanged)
    assert came.url == came.moved_to == server.url("/new")


@pytest.mark.parametrize("location", ["there", "./there", "/there", "//{host}/there", "http://{host}/there",
                                      "HTTP://{host}/there#part", "/a/../there"])  # fmt: skip
async def test_every_way_to_write_the_same_place_leads_there(
    server: FaultServer, web: Web, location: str
) -> None:
    server.on("/page", redirect(location.format(host=f"127.0.0.1:{server.port}")))
    server.on("/there", answer(PAGE))
    assert (await _answered(web, server.url("/page"))).url == server.url("/there")


async def test_five_redirects_are_followed_and_six_are_not(server: FaultServer, web: Web) -> None:
    for number in range(6):
        server.on(f"/{number}", redirect(f"/{number + 1}"))
    server.on("/6", answer(PAGE))
    assert (await _answered(web, server.url("/1"))).content == PAGE
    server.requests.clear()
    failure = await _failed(web, server.url("/0"))
    assert (failure.reason, failure.lasting) == (FailureReason.REDIRECTS, True)
    assert failure.url == server.url("/0")
    assert server.paths() == [f"/{number}" for number in range(6)]


@pytest.mark.parametrize("circle", [["/a"], ["/a", "/b"], ["/a", "/b", "/c"]])
async def test_a_circle_is_noticed_at_once(server: FaultServer, web: Web, circle: list[str]) -> None:
    for path, following in zip(circle, [*circle[1:], circle[0]], strict=True):
        server.on(path, redirect(f"{following}#again", 301))
    failure = await _failed(web, server.url("/a"))
    assert failure.reason is FailureReason.REDIRECTS
    assert "in a circle" in failure.message
    assert server.paths() == circle


@pytest.mark.parametrize(
    ("location", "reason"),
    [("file:///etc/passwd", FailureReason.SCHEME), ("ftp://files.example/a", FailureReason.SCHEME),
     ("javascript:alert(1)", FailureReason.SCHEME), ("https:///x", FailureReason.ADDRESS),
     ("http://[bad", FailureReason.ADDRESS), ("http://127.0.0.1:99999/", FailureReason.ADDRESS),
     ("http://nowhere.example/", FailureReason.NAME), ("http://nowhere.example:22/", FailureReason.ADDRESS)],
)  # fmt: skip
async def test_a_redirect_to_no_place_of_the_web_is_not_followed(
    server: FaultServer, web: Web, location: str, reason: FailureReason
) -> None:
    server.on("/page", redirect(location))
    failure = await _failed(web, server.url("/page"))
    assert failure.reason is reason
    assert server.fired["302"] == 1


async def test_a_redirect_without_a_place_is_a_failure(server: FaultServer, web: Web) -> None:
    server.on("/page", status(301))
    assert (await _failed(web, server.url("/page"))).status == 301


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "localhost",
     "127.0.0.2", "rebound.example"],
)  # fmt: skip
async def test_a_redirect_to_an_address_that_is_not_public_is_not_followed(
    server: FaultServer, web: Web, host: str
) -> None:
    server.on("/page", redirect(f"http://{host}:{server.port}/secret"))
    server.on("/secret", answer(b"secret"))
    failure = await _failed(web, server.url("/page"))
    assert failure.reason is (FailureReason.ADDRESS if host == "0177.0.0.1" else FailureReason.NOT_PUBLIC)
    assert failure.lasting
    assert server.fired["302"] == 1
    assert server.paths() == ["/page"]


async def test_only_of_an_entry_of_the_desk_it_is_said_how_to_name_a_private_host(
    server: FaultServer, web: Web
) -> None:
    server.on("/page", redirect("http://10.0.0.1/"))
    own = await _failed(web, "http://10.0.0.1/")
    assert own.message == (
        "leads to 10.0.0.1, which is not a public address; if it is a server of your own, name its host under "
        "private_hosts in the configuration"
    )
    for failure in (
        await _failed(web, server.url("/page")),
        await _failed(web, own.url, found_on=server.url("/")),
    ):
        assert failure.reason is FailureReason.NOT_PUBLIC
        assert failure.message.endswith("leads to 10.0.0.1, which is not a public address")


async def test_each_hop_is_checked_anew(server: FaultServer, web: Web) -> None:
    server.on("/page", redirect(server.url("/second", "pages.example")))
    server.on("/second", redirect(f"http://127.0.0.2:{server.port}/secret"))
    failure = await _failed(web, server.url("/page"))
    assert failure.reason is FailureReason.NOT_PUBLIC
    assert "127.0.0.2" in failure.message
    assert server.paths() == ["/page", "/second"]


async def test_a_page_of_a_stranger_does_not_lead_to_a_host_of_the_desk(
    server: FaultServer, web: Web
) -> None:
    server.on("/inside", answer(PAGE))
    inside = server.url("/inside", "pages.example")
    failure = await _failed(web, inside, found_on="https://stranger.example/feed")
    assert failure.reason is FailureReason.NOT_PUBLIC
    assert server.requests == []
    assert isinstance(await web.get(inside, found_on="letters/monday.eml"), Failure)
    assert server.requests == []
    assert isinstance(await web.get(inside, found_on=server.url("/feed")), Answer)
    assert isinstance(await web.get(inside), Answer)


async def test_credentials_go_to_the_very_origin_only(server: FaultServer, web: Web) -> None:
    server.on("/page", redirect("/same"))
    server.on("/same", redirect(server.url("/elsewhere", "other.example")))
    server.on("/elsewhere", redirect(server.url("/back", "name:other@feeds.example")))
    server.on("/back", answer(PAGE))
    came = await _answered(web, server.url("/page", "desk:secret@feeds.example"))
    sent = {asked.path: asked.headers.get("authorization") for asked in server.requests}
    assert sent["/page"] == sent["/same"] == "Basic ZGVzazpzZWNyZXQ="
    assert sent["/elsewhere"] is sent["/back"] is None
    assert came.url == server.url("/back", "feeds.example")


async def test_a_failure_after_a_redirect_says_where_it_happened(server: FaultServer, opened: Opened) -> None:
    server.on("/page", redirect(server.url("/broken", "other.example")))
    server.on("/broken", status(500))
    failure = await _failed(opened(retries=0), server.url("/page", "user:pw@feeds.example"))
    assert failure.url == server.url("/page", "feeds.example")
    place = server.url("", "other.example")
    assert (
        failure.message == f"is redirected to {place}, which answers with status 500 (internal server error)"
    )
