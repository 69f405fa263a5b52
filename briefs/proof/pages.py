"""What is printed against what the manifest says: the bytes, the letters of every page, every sentence."""

import re
from collections.abc import Iterator
from typing import Final

from briefs.proof.manifest import MOST_BYTES, Extract, Manifest
from briefs.proof.paper import appearance
from briefs.proof.report import Check, Finding, apart, counted, judged, shortened
from briefs.publication.concordance import LIST_MARKS, Concordance, Occurrence, folded
from briefs.publication.lettering import Leaf, Unreadable
from briefs.publication.seal import digest, unsealed

_SPELLED: Final = re.compile(r"\\u\{((?:10|[0-9A-F])?[0-9A-F]{4})\}")
"""How the page prints a letter that no font has."""
_MARKING: Final = re.compile(r"TLP:(?:CLEAR|GREEN|AMBER\+STRICT|AMBER|RED)")
_UNBOUND_LEAST: Final = 3
"""Letters that make words of our own: a citation number or a bracket alone is none."""


def check_file(pdf: bytes, manifest: Manifest, content: bytes) -> Check:
    """Whether the file is byte for byte as it was sealed, and what was appended changes nothing that is seen."""
    subject = "the file"
    head = pdf[: manifest.seal_bytes]
    if digest(head) != manifest.seal_digest:
        message = (
            "its bytes are not those that were sealed: it was changed, or written again by another program"
        )
        return judged(subject, "", [Finding(where="the PDF", message=message)])
    sealed = unsealed(pdf, manifest.seal_bytes, content, MOST_BYTES)
    if sealed is None:
        message = "what stands behind the sealed pages is not their manifest alone"
        return judged(subject, "", [Finding(where="the PDF", message=message)])
    appended = len(pdf) - sealed.end
    if not appended:
        return judged(subject, f"all {len(pdf):,} bytes are those that were sealed", [])
    told = f"{counted(appended, 'byte')} appended after it was sealed, as a signature in the file is"
    try:
        is_same = appearance(pdf[: sealed.end]) == appearance(pdf)
    except Unreadable as error:
        return judged(subject, "", [Finding(where="the PDF", message=f"{told}; it {error}")])
    if not is_same:
        return judged(subject, "", [Finding(where="the PDF", message=f"{told}, change what its pages show")])
    return judged(subject, f"as it was sealed, with {told}, that change nothing that is seen", [])


def check_pages(leaves: tuple[Leaf, ...], manifest: Manifest) -> Check:
    """Whether every letter of every page is the one that the manifest has there."""
    findings: list[Finding] = []
    if len(leaves) != len(manifest.pages):
        message = f"it has {counted(len(leaves), 'page')}, its manifest {len(manifest.pages):,}"
        findings.append(Finding(where="the PDF", message=message))
    for number, (printed, meant) in enumerate(zip(leaves, manifest.pages, strict=False), 1):
        findings += _differences(f"page {number}", printed.body, meant.body)
        findings += _differences(f"page {number}, running head or foot", printed.running, meant.running)
        findings += _mismarking(number, printed, manifest.marking)
    letters = sum(len(folded(leaf.body)) + len(folded(leaf.running)) for leaf in leaves)
    return judged("the pages", f"{counted(letters, 'letter')} on {counted(len(leaves), 'page')}", findings)


def _differences(where: str, printed: str, meant: str) -> Iterator[Finding]:
    if _whole(printed) != _whole(meant):
        found, expected = apart(" ".join(printed.split()), " ".join(meant.split()))
        yield Finding(where=where, message="not the words of the manifest", found=found, expected=expected)


def _mismarking(number: int, printed: Leaf, marking: str | None) -> Iterator[Finding]:
    """A page whose head and foot do not bear the marking of the edition, and no other."""
    found = set(_MARKING.findall("".join(printed.running.split())))
    if found != ({marking} if marking else set()):
        told = ", ".join(sorted(found)) or "none"
        message = "its head and foot bear another marking than the edition"
        yield Finding(where=f"page {number}", message=message, found=told, expected=marking or "none")


def _whole(text: str) -> str:
    """All that is printed but white space, which is the reader's guess."""
    return "".join(text.split())


def check_sentences(concordance: Concordance, manifest: Manifest) -> tuple[Check, tuple[str, ...]]:
    """Whether each extract is printed where the manifest says, in its exact words and with its number.

    And the words of the pages that belong to no extract.
    """
    findings: list[Finding] = []
    taken: list[Occurrence] = []
    references = _references(manifest)
    for extract in manifest.extracts:
        if not extract.printed:
            continue
        if not _is_exact(extract):
            findings.append(
                Finding(
                    where=extract.place,
                    message="what is printed is not what it cites",
                    found=shortened(" ".join(extract.printed)),
                    expected=shortened(extract.exact),
                )
            )
        occurrences = concordance.occurrences(extract.printed)
        taken += occurrences
        findings += _misplaced(extract, occurrences, concordance)
        findings += _mismarked(extract, occurrences, references, manifest)
    printed = [extract for extract in manifest.extracts if extract.printed]
    shown = sum(bool(extract.pages) for extract in printed)
    marked = sum(extract.marked for extract in printed)
    others = sum(one.role == "disclosure" and bool(one.pages) and not one.marked for one in printed)
    notices = f", {counted(others, 'notice')} of sources in their entries" if others else ""
    left_out = f"; {len(printed) - shown:,} left out by its layout" if shown < len(printed) else ""
    numbered = f"{marked:,} with the number of the source{notices}{left_out}"
    detail = f"{counted(shown, 'extract')} printed word for word: {numbered}"
    gaps = concordance.gaps(taken)
    return judged("the sentences", detail, findings), tuple(gap for gap in gaps if len(gap) >= _UNBOUND_LEAST)


def _misplaced(
    extract: Extract, occurrences: tuple[Occurrence, ...], concordance: Concordance
) -> Iterator[Finding]:
    pages = tuple(sorted({one.page for one in occurrences}))
    if pages != extract.pages:
        meant = ", ".join(map(str, extract.pages)) or "none"
        yield Finding(
            where=extract.place,
            message=f"printed on page {', '.join(map(str, pages)) or 'none'}; the manifest says {meant}",
            found=shortened(concordance.nearest(extract.printed[0])) or None if not pages else None,
            expected=shortened(" ".join(extract.printed)),
        )
        return
    for name, words in (
        ("speaker", extract.speaker),
        ("answer", extract.value),
        ("bracket", extract.context and f"[{extract.context}]"),
    ):
        if words and set(concordance.pages([words])).isdisjoint(pages):
            message = f"its {name} is not printed on its page"
            yield Finding(where=extract.place, message=message, expected=shortened(words))


def _references(manifest: Manifest) -> dict[tuple[str, ...], set[int]]:
    """The numbers that may follow words: those of all documents that they are printed from."""
    found: dict[tuple[str, ...], set[int]] = {}
    for extract in manifest.extracts:
        if extract.printed:
            found.setdefault(extract.printed, set()).add(manifest.documents[extract.document].reference)
    return found


def _mismarked(
    extract: Extract,
    occurrences: tuple[Occurrence, ...],
    references: dict[tuple[str, ...], set[int]],
    manifest: Manifest,
) -> Iterator[Finding]:
    """An extract that is not followed by the number of its source, or is by another one."""
    number = manifest.documents[extract.document].reference
    marks = {one.mark for one in occurrences if one.mark is not None}
    is_marked = number in marks
    if is_marked is not extract.marked or (is_marked and not marks <= references[extract.printed]):
        told = ", ".join(map(str, sorted(marks))) or "no number"
        message = "the number behind it does not lead to its source"
        yield Finding(where=extract.place, message=message, found=told, expected=str(number))


def _is_exact(extract: Extract) -> bool:
    """Whether the parts that are printed make up the exact words, but for what marks the items of a list.

    A notice may end in the addresses that it names, which the page gives as links.
    """
    exact = folded(extract.exact)
    place = 0
    for number, part in enumerate(extract.printed):
        words = folded(_SPELLED.sub(lambda found: chr(int(found[1], 16)), part))
        found = LIST_MARKS.match(exact, place) if number else None
        starts = {place, found.end()} if found else {place}
        start = next((one for one in sorted(starts) if exact.startswith(words, one)), None)
        if start is None:
            return False
        place = start + len(words)
    return place == len(exact) or extract.role == "disclosure"
