"""Compressed answers: whole ones come out as they went in, bombs and broken ones are told as such."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.answers import FailureReason, Unanswered
from briefs.sources.decoding import Body
from tests.sources.fault_server import brotli_bomb, gzip_bomb

LIMIT = 100_000


def _bare_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": _bare_deflate,
    "br": brotli.compress,
    "br, gzip": lambda content: gzip.compress(brotli.compress(content)),
    " gzip ,identity": gzip.compress,
}


def _fed(codings: str, data: bytes, step: int = 65_536, *, limit: int = LIMIT, cut: bool = False) -> bytes:
    body = Body(codings, limit, cut=cut)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
        if body.full:
            break
    return body.content()


def _refused(codings: str, data: bytes) -> FailureReason:
    with pytest.raises(Unanswered) as caught:
        _fed(codings, data)
    return caught.value.reason


@given(st.sampled_from([*PACKED]), st.binary(max_size=2_000), st.integers(1, 700))
def test_what_was_packed_comes_out_whole_however_it_arrives(codings: str, content: bytes, step: int) -> None:
    assert _fed(codings, PACKED[codings](content), step) == content


@pytest.mark.parametrize("codings", PACKED)
def test_content_up_to_the_limit_passes_and_one_byte_more_does_not(codings: str) -> None:
    assert len(_fed(codings, PACKED[codings](b"a" * LIMIT))) == LIMIT
    assert _refused(codings, PACKED[codings](b"a" * (LIMIT + 1))) is FailureReason.TOO_LARGE


@pytest.mark.parametrize("codings", [coding for coding in PACKED if coding not in {"", "identity"}])
def test_a_packed_answer_that_breaks_off_is_not_taken_for_whole(codings: str) -> None:
    packed = PACKED[codings](b"The ferry sails at nine. " * 40)
    for end in range(1, len(packed)):
        assert _refused(codings, packed[:end]) in {FailureReason.TRUNCATED, FailureReason.ENCODING}


@pytest.mark.parametrize("codings", PACKED)
def test_no_bytes_at_all_are_no_content_and_nothing_broken(codings: str) -> None:
    assert _fed(codings, b"") == b""


@pytest.mark.parametrize(("codings", "bomb"), [("gzip", gzip_bomb), ("br", brotli_bomb)])
def test_a_bomb_stops_at_the_limit_and_is_not_held_in_memory(
    codings: str, bomb: Callable[[int], bytes]
) -> None:
    packed = bomb(50)
    assert len(packed) < LIMIT
    tracemalloc.start()
    assert _refused(codings, packed) is FailureReason.TOO_LARGE
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * LIMIT


def test_a_bomb_in_a_bomb_stops_at_the_limit() -> None:
    assert _refused("gzip, gzip", gzip.compress(gzip_bomb(50))) is FailureReason.TOO_LARGE


def test_a_stream_that_unpacks_to_nothing_for_ever_stops_too() -> None:
    empty_block = b"\x00\x00\x00\xff\xff"
    assert _refused("deflate", empty_block * LIMIT) is FailureReason.TOO_LARGE


def test_gzip_in_several_parts_is_one_content() -> None:
    assert _fed("gzip", gzip.compress(b"one ") + gzip.compress(b"two") + bytes(12), 7) == b"one two"


def test_thousands_of_gzip_parts_are_refused() -> None:
    assert _refused("gzip", gzip.compress(b"") * 3_000) is FailureReason.ENCODING


@pytest.mark.parametrize("codings", ["zstd", "gzip, zstd", "gzip, gzip, gzip", "utf-8", "gzip;q=1"])
def test_a_coding_that_was_not_asked_for_is_refused(codings: str) -> None:
    assert _refused(codings, b"x") is FailureReason.ENCODING


def test_what_is_over_the_limit_can_be_left_instead() -> None:
    for codings, pack in PACKED.items():
        assert _fed(codings, pack(b"a" * LIMIT * 2), cut=True) == b"a" * LIMIT


@given(st.sampled_from([*PACKED]), st.binary(max_size=500), st.integers(1, 100))
def test_any_bytes_are_content_or_refused(codings: str, data: bytes, step: int) -> None:
    try:
        reason = None if isinstance(_fed(codings, data, step), bytes) else FailureReason.STATUS
    except Unanswered as refused:
        reason = refused.reason
    assert reason in {None, FailureReason.ENCODING, FailureReason.TRUNCATED, FailureReason.TOO_LARGE}
