"""One changed character: in every value of the manifest, and in every part of the file that holds it."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.proof import edition as editions
from briefs.proof import originals, texts
from briefs.proof.derived import check_derived
from briefs.proof.manifest import Malformed, parse
from briefs.proof.own import check_beside
from briefs.proof.pages import check_file, check_pages, check_sentences
from briefs.proof.report import Check, Outcome
from briefs.publication.concordance import Concordance
from briefs.publication.lettering import leaves_of
from briefs.publication.seal import seal, unsealed
from tests.proof.forging import head_of, manifest_in

Steps = tuple[str | int, ...]

TOLD_ONLY = ("organisation", "versions", "language_hint")
"""What is told and cannot be checked by anything else that is there: by a signature alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that a brief can be held against, read once."""

    folder: Path
    head: bytes
    manifest: dict[str, Any]
    concordance: Concordance
    leaves: tuple[Any, ...]
    readings: dict[str, originals.Reread]

    def checks(self, manifest: dict[str, Any]) -> Iterator[Check]:
        """Every check of the brief with another manifest in it."""
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        found = parse(content)
        yield check_file(seal(self.head, content), found, content)
        yield check_pages(self.leaves, found)
        yield check_sentences(self.concordance, found)[0]
        yield from check_beside(self.concordance, found)
        yield check_derived(found, self.readings)
        yield texts.check_texts(found, *texts.kept_texts(found, [self.folder / "sources"]))
        yield originals.check_originals(found, self.readings, [])
        files, contract = editions.check_files(found, self.folder)
        yield files
        yield editions.check_contract(found, contract)

    def finds(self, manifest: dict[str, Any]) -> bool:
        """Whether something fails with another manifest."""
        try:
            return any(check.outcome is Outcome.FAILS for check in self.checks(manifest))
        except (Malformed, KeyError):
            return True


@pytest.fixture(scope="module")
def bench(built: Path, sources: Path) -> Bench:
    pdf = (built / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    head = head_of(pdf)
    leaves = leaves_of(head)
    readings, _ = originals.reread(parse(json.dumps(manifest).encode()), [sources])
    return Bench(
        folder=built,
        head=head,
        manifest=manifest,
        concordance=Concordance(leaves),
        leaves=leaves,
        readings=readings,
    )


def values(found: Any, path: Steps = ()) -> Iterator[Steps]:
    """The way to every single value."""
    if isinstance(found, dict):
        for name, below in found.items():
            yield from values(below, (*path, name))
    elif isinstance(found, list) and found:
        for place, below in enumerate(found):
            yield from values(below, (*path, place))
    else:
        yield path


def changed(value: Any, place: int) -> Any:
    """The value with one character another, or with one where there was none."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() if value:
            place %= len(value)
            letter = "x" if value[place] != "x" else "y"
            return value[:place] + letter + value[place + 1 :]
        case []:
            return ["x"]
        case _:
            return "x"


def with_change(manifest: dict[str, Any], path: Steps, place: int) -> dict[str, Any]:
    other = copy.deepcopy(manifest)
    holder: Any = other
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = changed(holder[path[-1]], place)
    return other


def is_told_only(path: Steps) -> bool:
    return any(name in path for name in TOLD_ONLY) and path[-1] != "briefs"


def test_the_manifest_as_it_is_fails_nowhere(bench: Bench) -> None:
    assert [check.subject for check in bench.checks(bench.manifest) if check.outcome is Outcome.FAILS] == []


def test_one_changed_character_in_any_kind_of_value_is_found(bench: Bench) -> None:
    kinds = {tuple(step for step in path if isinstance(step, str)): path for path in values(bench.manifest)}
    assert len(kinds) > 45
    missed = [
        path
        for kind, path in kinds.items()
        if kind[0] != "seal"
        and not is_told_only(path)
        and not bench.finds(with_change(bench.manifest, path, 1))
    ]
    assert missed == []


@pytest.mark.deep
def test_one_changed_character_in_any_value_is_found(bench: Bench) -> None:
    paths = [path for path in values(bench.manifest) if path[0] != "seal" and not is_told_only(path)]
    missed = [
        path
        for number, path in enumerate(paths)
        if not bench.finds(with_change(bench.manifest, path, number))
    ]
    assert missed == []


@pytest.mark.parametrize("path", [("seal", "bytes"), ("seal", "digest")])
def test_a_changed_seal_is_found(bench: Bench, path: Steps) -> None:
    assert bench.finds(with_change(bench.manifest, path, 70))


def test_a_value_that_is_left_out_is_found(bench: Bench) -> None:
    for name in bench.manifest:
        other = {key: value for key, value in bench.manifest.items() if key != name}
        assert bench.finds(other), name


def test_an_extract_that_is_left_out_is_found(bench: Bench) -> None:
    for place in range(len(bench.manifest["extracts"])):
        other = copy.deepcopy(bench.manifest)
        del other["extracts"][place]
        kept = {(one["place"], one["document"], one["start"]) for one in other["extracts"]}
        gone = bench.manifest["extracts"][place]
        if (gone["place"], gone["document"], gone["start"]) not in kept:
            assert bench.finds(other)


def holds(bench: Bench, pdf: bytes) -> bool:
    """Whether a file is as it was sealed, whatever its manifest now is."""
    content = json.dumps(bench.manifest, ensure_ascii=False, indent=1).encode()
    found = parse(content)
    is_same_head = pdf[: found.seal_bytes] == bench.head
    sealed = unsealed(pdf, found.seal_bytes, content, 10**8)
    return is_same_head and sealed is not None and sealed.end == len(pdf)


@settings(max_examples=150)
@given(data=st.data())
def test_one_changed_byte_of_the_file_is_found(bench: Bench, data: st.DataObject) -> None:
    content = json.dumps(bench.manifest, ensure_ascii=False, indent=1).encode()
    pdf = seal(bench.head, content)
    assert holds(bench, pdf)
    place = data.draw(st.integers(0, len(pdf) - 1))
    other = data.draw(st.integers(1, 255))
    spoiled = bytearray(pdf)
    spoiled[place] ^= other
    assert not holds(bench, bytes(spoiled))


def test_one_changed_byte_of_what_was_appended_is_found_everywhere(bench: Bench) -> None:
    content = json.dumps(bench.manifest, ensure_ascii=False, indent=1).encode()
    pdf = seal(bench.head, content)
    start = len(bench.head)
    framing = [*range(start, start + 400), *range(len(pdf) - 300, len(pdf))]
    spoilt = (pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :] for place in framing)
    assert not any(map(partial(holds, bench), spoilt))


@settings(max_examples=60)
@given(cut=st.integers(0, 10**9))
def test_a_file_that_ends_early_is_found(bench: Bench, cut: int) -> None:
    pdf = seal(bench.head, json.dumps(bench.manifest, ensure_ascii=False, indent=1).encode())
    assert not holds(bench, pdf[: cut % len(pdf)])
