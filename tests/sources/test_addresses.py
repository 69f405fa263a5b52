"""Which addresses are public, in every form that a system's resolver understands."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.addresses import is_public, literal

NOT_PUBLIC = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",  # noqa: S104 - told apart, not bound to
    "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::1", "2001:10::1",
    "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:c0a8:101::1", "3fff::1", "4000::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
)  # fmt: skip
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
    "169.253.255.255", "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.255.255", "198.17.255.255",
    "223.255.255.1", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111", "2a00:1450:4001::1",
)  # fmt: skip
SPECIAL_4 = st.sampled_from([IPv4Address(text) for text in NOT_PUBLIC if ":" not in text])
SPECIAL_6 = st.sampled_from([IPv6Address(text) for text in NOT_PUBLIC if ":" in text and "%" not in text])


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_of_no_public_machine_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_beside_a_reserved_block_is_public(text: str) -> None:
    assert is_public(ip_address(text))


def test_an_address_with_a_zone_is_never_public() -> None:
    assert not is_public(IPv6Address("2606:4700::1111%eth0"))


@given(st.ip_addresses())
def test_what_is_public_is_global_to_python_too(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


def _written(address: IPv4Address, parts: int, bases: list[int]) -> str:
    """An IPv4 address in one to four numbers, each to the base 8, 10 or 16."""
    leading = [*address.packed[: parts - 1]]
    last = int.from_bytes(address.packed[parts - 1 :])
    forms = {8: "0{:o}", 10: "{:d}", 16: "0x{:x}"}
    return ".".join(forms[base].format(number) for number, base in zip([*leading, last], bases, strict=False))


@given(
    st.ip_addresses(v=4), st.integers(1, 4), st.lists(st.sampled_from([8, 10, 16]), min_size=4, max_size=4)
)
def test_every_form_of_an_ipv4_address_is_read_as_the_system_reads_it(
    address: IPv4Address, parts: int, bases: list[int]
) -> None:
    text = _written(address, parts, bases)
    assert literal(text) == address == IPv4Address(socket.inet_aton(text))


@given(SPECIAL_4, st.integers(1, 4), st.lists(st.sampled_from([8, 10, 16]), min_size=4, max_size=4))
def test_no_form_hides_an_address_that_is_not_public(
    address: IPv4Address, parts: int, bases: list[int]
) -> None:
    for text in (_written(address, parts, bases), _written(address, parts, bases) + "."):
        read = literal(text)
        assert read is not None
        assert not is_public(read)


@given(SPECIAL_6)
def test_no_spelling_of_an_ipv6_address_hides_that_it_is_not_public(address: IPv6Address) -> None:
    for text in (str(address), address.exploded):
        read = literal(text)
        assert read == address
        assert not is_public(address)


@given(SPECIAL_4 | st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_never_public(address: IPv4Address) -> None:
    inside = int(address)
    for outer in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::"):
        assert not is_public(IPv6Address(int(IPv6Address(outer)) | inside))
    assert not is_public(IPv6Address(int(IPv6Address("2002::")) | inside << 80))


@pytest.mark.parametrize(
    "name", ["feeds.example", "localhost", "1and1.example", "0x7f.example", "a.b1", "xn--p1ai"]
)
def test_a_name_is_no_address(name: str) -> None:
    assert literal(name) is None


@pytest.mark.parametrize(
    "text", ["256.1.1.1", "1.2.3.4.5", "08.1.1.1", "0x1ffffffff", "1..1", "4294967296", "a.0x7f"]
)
def test_what_ends_in_a_number_and_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an IPv4 address"):
        literal(text)


@given(st.text(alphabet="0123456789abcdefx.:%-", max_size=20))
def test_any_host_is_an_address_a_name_or_refused(host: str) -> None:
    try:
        read = literal(host)
    except ValueError:
        return
    assert read is None or read.version in {4, 6}
