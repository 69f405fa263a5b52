"""Addresses: what is asked for, with which credentials, and what is not asked for at all."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.answers import FailureReason, Unanswered
from briefs.sources.target import Target, host_name, parse, shown

NAMED = frozenset({"intranet.example", "wiki.intranet.example"})


def _refusal(address: str) -> FailureReason:
    with pytest.raises(Unanswered) as caught:
        parse(address)
    assert caught.value.lasting
    return caught.value.reason


@pytest.mark.parametrize("address", ["ftp://feeds.example/", "file:///etc/passwd", "gopher://feeds.example/",
                                     "data:,x", "javascript:alert(1)", "feeds.example/rss",
                                     "//feeds.example/rss", ""])  # fmt: skip
def test_only_http_and_https_are_asked_for(address: str) -> None:
    assert _refusal(address) is FailureReason.SCHEME


@pytest.mark.parametrize("address", ["http://", "https:///rss", "http://[::1", "http://a b/", "http://feeds.example:0/",
                                     "http://feeds.example:65536/", "http://feeds.example:-1/", "http://fe%65ds/",
                                     "http://a..example/", "http://999.1.1.1/", "http://x\r\ny.example/",
                                     "http://" + "a" * 254, "http://\u2488.example/"])  # fmt: skip
def test_what_is_no_address_is_told_as_such(address: str) -> None:
    assert _refusal(address) is FailureReason.ADDRESS


def test_the_fragment_is_dropped() -> None:
    assert str(parse("https://feeds.example/a?b=c#d").url) == "https://feeds.example/a?b=c"


def test_a_host_with_other_letters_is_asked_for_by_its_name_on_the_wire() -> None:
    assert parse("https://Müller.example/").host == "xn--mller-kva.example"
    assert parse("https://한국.example/").host == "xn--3e0b707e.example"


@pytest.mark.parametrize(("written", "host"), [("Intranet.Example", "intranet.example"), ("[::1]", "::1"),
                                              ("::1", "::1"),
                                              (" müller.example. ", "xn--mller-kva.example"), ("a b", "a%20b"),
                                              ("10.0.0.1", "10.0.0.1"), ("999.1.1.1", "999.1.1.1")])  # fmt: skip
def test_a_host_that_is_written_down_is_called_as_addresses_call_it(written: str, host: str) -> None:
    assert host_name(written) == host


def test_credentials_are_taken_out_of_the_address() -> None:
    target = parse("https://desk:s%C3%A9cret@feeds.example/rss")
    assert str(target.url) == "https://feeds.example/rss"
    assert target.authorization == "Basic " + base64.b64encode("desk:sécret".encode()).decode()


def test_credentials_go_on_to_the_same_origin_only() -> None:
    start = parse("https://desk:secret@feeds.example/rss")
    assert start.led_to("/new", NAMED).authorization == start.authorization
    for elsewhere in (
        "https://other.example/rss",
        "https://feeds.example:8443/rss",
        "https://sub.feeds.example/",
    ):
        assert start.led_to(elsewhere, NAMED).authorization is None


def test_credentials_that_a_redirect_brings_are_not_used() -> None:
    led = parse("https://feeds.example/rss").led_to("https://desk:secret@feeds.example/new", NAMED)
    assert (str(led.url), led.authorization) == ("https://feeds.example/new", None)


def test_a_redirect_from_https_to_http_is_not_followed() -> None:
    with pytest.raises(Unanswered, match="from https to http") as caught:
        parse("https://feeds.example/").led_to("http://feeds.example/", NAMED)
    assert caught.value.reason is FailureReason.SCHEME


def test_only_a_host_of_the_desk_leads_to_another_one() -> None:
    own = parse("http://intranet.example/").named()
    assert own.led_to("http://wiki.intranet.example/", NAMED).own
    assert not own.led_to("http://feeds.example/", NAMED).own
    assert not own.led_to("http://feeds.example/", NAMED).led_to("http://intranet.example/", NAMED).own
    assert not parse("http://feeds.example/").led_to("http://intranet.example/", NAMED).own


@pytest.mark.parametrize(("port", "free"), [("", True), (":80", True), (":8080", True), (":81", False), (":22", False),
                                            (":6379", False), (":1023", False), (":1024", True)])  # fmt: skip
def test_ports_of_other_services_are_told_apart(port: str, free: bool) -> None:  # noqa: FBT001 - a parameter of a test
    assert parse(f"http://feeds.example{port}/").has_web_port == free


@pytest.mark.parametrize(
    "address",
    ["https://desk:secret@feeds.example/rss", "ftp://desk:secret@feeds.example/", "http://desk:secret@[bad/x",
     "desk:secret@feeds.example", "http://desk:se@cret@feeds.example:x/", "https://desk:sec/ret:secret@feeds.example/",
     "  https://desk:secret@feeds.example/\r\n"],
)  # fmt: skip
def test_an_address_is_shown_without_its_credentials(address: str) -> None:
    assert "secret" not in shown(address)
    assert shown(address).isprintable()


@given(
    st.text(max_size=60) | st.text(alphabet="htps:/@.[]%0x1a#?\\é．。１", max_size=40).map("http://{}".format)
)
def test_any_text_is_a_target_or_refused(address: str) -> None:
    assert shown(address) is not None
    try:
        target = parse(address)
    except Unanswered:
        return
    assert isinstance(target, Target)
    assert target.host
    assert "@" not in target.origin


@given(st.text(max_size=60))
def test_any_redirect_leads_somewhere_or_is_refused(location: str) -> None:
    try:
        led = parse("https://feeds.example/a").led_to(location, NAMED)
    except Unanswered:
        return
    assert led.url.scheme == "https"
