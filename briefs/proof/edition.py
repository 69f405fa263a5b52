"""The other files of an edition against the manifest in its PDF."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from briefs.proof.manifest import Cited, Manifest
from briefs.proof.material import Unusable, member
from briefs.proof.report import Check, Finding, counted, judged, shortened, unchecked
from briefs.publication.beside import ANYWHERE, COMMENT
from briefs.publication.names import CONTRACT
from briefs.publication.seal import digest

FILES: Final = "the edition's files"
AGREEMENT: Final = CONTRACT

_Place = tuple[str, str, int, int, str]
"""Where an extract is cited, where it stands, and its words: place, document, start, end, exact."""


def check_files(manifest: Manifest, folder: Path) -> tuple[Check, bytes | None]:
    """Whether the files beside the PDF are those that were made with it; and the content of brief.json."""
    findings: list[Finding] = []
    contract: bytes | None = None
    for name, meant in manifest.files.items():
        try:
            content = member(folder, name)
        except Unusable as error:
            findings.append(Finding(where=shortened(name), message=str(error)))
            continue
        if content is None:
            findings.append(Finding(where=shortened(name), message="is missing"))
        elif digest(content) != meant:
            message = "is not the file that was made with the PDF: its digest is another"
            findings.append(Finding(where=shortened(name), message=message))
        if name == CONTRACT:
            contract = content
    return judged(FILES, f"{counted(len(manifest.files), 'file')} as they were made", findings), contract


def check_contract(manifest: Manifest, content: bytes | None) -> Check:
    """Whether brief.json says the same of the edition and its sources as the PDF, and rests on the same extracts."""
    if content is None:
        return unchecked(AGREEMENT, "it is not here")
    try:
        brief = json.loads(content.decode("utf-8"))
        said = {*_places(brief)}
        beside = {*_beside(brief)}
        findings = [*_misstated(brief, manifest), *_miscommented(brief, manifest)]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return judged(AGREEMENT, "", [Finding(where=CONTRACT, message="is not as it was written")])
    meant = {(one.place, one.document, one.start, one.end, one.exact) for one in manifest.extracts}
    findings += [
        _only("stands in brief.json and not in the manifest", place) for place in sorted(said - meant)
    ]
    findings += [
        Finding(where=one.place, message="brief.json has other words beside it", found=shortened(words))
        for one in manifest.extracts
        for words in (one.speaker, one.value, one.context)
        if words is not None and (one.place, words) not in beside
    ]
    findings += [
        _only("stands in the manifest and not in brief.json", place) for place in sorted(meant - said)
    ]
    return judged(
        AGREEMENT, f"the same edition, sources and {counted(len(meant), 'place')} as the PDF", findings
    )


def _misstated(brief: dict[str, Any], manifest: Manifest) -> Iterator[Finding]:
    """What brief.json says otherwise of the edition or of a source."""
    method = brief["method"]
    pairs: list[tuple[str, object, object]] = [
        (name, brief[name], fact) for name, fact in manifest.facts.items()
    ]
    pairs.append(("configuration", method["configuration"], manifest.configuration))
    pairs.append(("tool", method["tool"], f"briefs {manifest.tool}"))
    references = brief["references"]
    pairs.append(("number of sources", len(references), len(manifest.documents)))
    for reference, cited in zip(references, manifest.documents.values(), strict=False):
        stated = {**reference, "title": reference["title"] if reference["title_stated"] else None}
        pairs.append((f"[{cited.reference}] retrieved", bool(reference["retrieved"]), cited.retrieved))
        pairs += ((f"[{cited.reference}] {name}", stated[name], _fact(cited, name)) for name in _OF_SOURCES)
    for name, found, expected in pairs:
        if found != expected:
            yield Finding(
                where=f"{CONTRACT}, {name}",
                message="not what the manifest says",
                found=shortened(str(found)),
                expected=shortened(str(expected)),
            )


def _miscommented(brief: dict[str, Any], manifest: Manifest) -> Iterator[Finding]:
    """Comments that are printed in other words than brief.json has them, or in another name."""
    known = [
        (comment["statement"] or ANYWHERE, comment["author"], comment["text"])
        for comment in brief.get("comments", ())
    ]
    for told in manifest.beside:
        if told.kind == COMMENT and not any(
            place == told.place and author in told.words and told.words.endswith(text)
            for place, author, text in known
        ):
            message = "a comment is printed that brief.json does not have so"
            yield Finding(where=told.place, message=message, found=shortened(told.words))


_OF_SOURCES: Final = (
    "number",
    "document",
    "path",
    "url",
    "title",
    "author",
    "publisher",
    "published",
    "language",
    "format",
)


def _fact(cited: Cited, name: str) -> object:
    match name:
        case "number":
            return cited.reference
        case "document":
            return cited.id
        case "author":
            return list(cited.author)
        case _:
            return getattr(cited, name)


def _only(message: str, place: _Place) -> Finding:
    where, document, start, end, exact = place
    return Finding(where=f"{where}, {document[:23]}… {start}–{end}", message=message, found=shortened(exact))


def _places(brief: dict[str, Any]) -> Iterator[_Place]:
    """Every place that brief.json cites, wherever in it."""
    documents = {reference["number"]: reference["document"] for reference in brief["references"]}
    for reference in brief["references"]:
        for disclosure in reference["disclosures"]:
            yield _place(f"r{reference['number']}", reference["document"], disclosure)
    for section in brief["sections"]:
        for change in section["changes"]:
            if change["earlier"]:
                where = change["statement"] or section["theme"]
                yield _place(where, documents[change["earlier"]["reference"]], change["earlier"])
    statements = [statement for section in brief["sections"] for statement in section["statements"]]
    for part in (*statements, *brief["timeline"], *brief["quotations"], *brief["disagreements"]):
        for cited in _citations(part):
            yield _place(part["id"], documents[cited["reference"]], cited)


def _beside(brief: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What brief.json prints beside its extracts, with their places."""
    for statement in (one for section in brief["sections"] for one in section["statements"]):
        yield statement["id"], statement["context"]
    for event in brief["timeline"]:
        yield event["id"], event["context"]
    for quotation in brief["quotations"]:
        yield quotation["id"], quotation["speaker"]
    for dispute in brief["disagreements"]:
        for claim in dispute["claims"]:
            yield dispute["id"], claim["value"]


def _citations(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The citations of a statement, an event, a quotation or, claim by claim, a disagreement."""
    for holder in part.get("claims", [part]):
        yield from holder["citations"]
        yield from holder.get("corroboration", ())


def _place(where: Any, document: Any, cited: dict[str, Any]) -> _Place:
    place = (where, document, cited["start"], cited["end"], cited["exact"])
    if [*map(type, place)] != [str, str, int, int, str]:
        raise TypeError
    return place
