"""A brief as ``brief.json``: the contract that everything after publication reads.

Keys stand in the order of the contract, what is not stated is null, and offsets count code points.
``brief.schema.json`` beside this module is its published JSON Schema.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Final, TypeAlias

from briefs.model import (
    Balance,
    Brief,
    Change,
    Citation,
    CitedDisclosure,
    Comment,
    Credit,
    Disagreement,
    Event,
    Print,
    Quotation,
    Reference,
    Section,
    Share,
    StatedDate,
    Statement,
)

VERSION: Final = "briefs/brief/1"

_Object: TypeAlias = dict[str, object]


def to_json(brief: Brief) -> bytes:
    """The JSON of a brief: UTF-8, two spaces of indent, a line feed at the end."""
    text = json.dumps(_brief(brief), ensure_ascii=False, indent=2, allow_nan=False)
    # A file name that is no UTF-8 reaches us with lone surrogates; a JSON escape keeps them.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def schema() -> str:
    """The JSON Schema (draft 2020-12) that every ``brief.json`` satisfies."""
    return files("briefs.publication").joinpath("brief.schema.json").read_text("utf-8")


def _brief(brief: Brief) -> _Object:
    edition, method = brief.edition, brief.method
    start = brief.coverage.start
    return {
        "schema": VERSION,
        "edition": edition.id,
        "number": edition.number,
        "revision": edition.revision,
        "title": edition.title,
        "language": edition.language,
        "as_of": edition.as_of.isoformat(timespec="seconds"),
        "coverage": {"start": start.isoformat() if start else None, "end": brief.coverage.end.isoformat()},
        "key_points": list(brief.key_points),
        "sections": [_section(section) for section in brief.sections],
        "timeline": [_event(event) for event in brief.events],
        "quotations": [_quotation(quotation) for quotation in brief.quotations],
        "disagreements": [_disagreement(disagreement) for disagreement in brief.disagreements],
        "references": [_reference(reference) for reference in brief.references],
        "not_included": [
            {"subject": problem.subject, "stage": problem.stage, "message": problem.message}
            for problem in brief.not_included
        ],
        "method": {
            "tool": method.tool,
            "configuration": method.configuration,
            "sentences_read": method.sentences_read,
            "sentences_printed": method.sentences_printed,
            "documents_read": method.documents_read,
            "origins": method.origins,
            "read": list(method.read),
        },
        "balance": _balance(brief.balance) if brief.balance else None,
        "earlier": [
            {"edition": earlier.edition, "statements": dict(earlier.statements)} for earlier in brief.earlier
        ],
        "marking": edition.marking.value if edition.marking else None,
        "raised_by": list(edition.raised_by),
        "draft": edition.draft,
        "correction": edition.correction,
        "comments": [_comment(comment) for comment in brief.comments],
    }


def _comment(comment: Comment) -> _Object:
    return {
        "theme": comment.theme,
        "statement": comment.statement,
        "author": comment.author,
        "text": comment.text,
    }


def _balance(balance: Balance) -> _Object:
    return {
        "followed": balance.followed,
        "silent": list(balance.silent),
        "failing": [{"subject": failing.subject, "message": failing.message} for failing in balance.failing],
        "countries": _shares(balance.countries),
        "ownership": _shares(balance.ownership),
    }


def _shares(shares: Sequence[Share]) -> list[_Object]:
    return [{"value": share.value, "read": share.read, "cited": share.cited} for share in shares]


def _section(section: Section) -> _Object:
    return {
        "theme": section.theme,
        "title": section.title,
        "empty": section.empty,
        "statements": [_statement(statement) for statement in section.statements],
        "changes": [_change(change) for change in section.changes],
    }


def _change(change: Change) -> _Object:
    return {
        "kind": change.kind.value,
        "statement": change.statement,
        "before": change.before,
        "after": change.after,
        "unit": change.unit,
        "edition": change.edition,
        "earlier": _citations([change.earlier])[0] if change.earlier else None,
    }


def _event(event: Event) -> _Object:
    return {
        "date": StatedDate(day=event.day, precision=event.precision).iso,
        "precision": event.precision.value,
        "text": event.text,
        "citations": _citations(event.citations),
        "id": event.id,
        "last": event.last.isoformat() if event.last else None,
        "context": event.context,
        "language": event.language,
        "resolved": event.resolved,
        "announced": event.announced,
        "mentions": event.mentions,
    }


def _quotation(quotation: Quotation) -> _Object:
    return {
        "speaker": quotation.speaker,
        "text": quotation.text,
        "citations": _citations(quotation.citations),
        "id": quotation.id,
        "language": quotation.language,
    }


def _disagreement(disagreement: Disagreement) -> _Object:
    return {
        "question": disagreement.question,
        "claims": [
            {"value": claim.value, "citations": _citations(claim.citations)} for claim in disagreement.claims
        ],
        "id": disagreement.id,
        "kind": disagreement.kind.value,
    }


def _statement(statement: Statement) -> _Object:
    scores = statement.scores
    return {
        "id": statement.id,
        "text": statement.text,
        "context": statement.context,
        "new": statement.new,
        "citations": _citations(statement.citations),
        "corroboration": _citations(statement.corroboration),
        "origins": statement.origins,
        "scores": {
            "relevance": scores.relevance,
            "salience": scores.salience,
            "redundancy": scores.redundancy,
        },
        "language": statement.language,
        "parts": list(statement.parts),
        "pinned_by": statement.pinned_by,
    }


def _citations(citations: Sequence[Citation]) -> list[_Object]:
    return [
        {
            "reference": cited.reference,
            "start": cited.start,
            "end": cited.end,
            "exact": cited.exact,
            "passage": cited.passage,
            "page": cited.page,
        }
        for cited in citations
    ]


def _reference(reference: Reference) -> _Object:
    published = reference.published
    return {
        "number": reference.number,
        "document": reference.document,
        "path": reference.path,
        "url": reference.url,
        "title": reference.title,
        "publisher": reference.publisher,
        "author": list(reference.author),
        "published": published.iso if published else None,
        "published_precision": published.precision.value if published else None,
        "retrieved": reference.retrieved.isoformat(timespec="seconds") if reference.retrieved else None,
        "language": reference.language,
        "format": reference.format.value,
        "origin": reference.origin,
        "reliability": reference.reliability.value,
        "credibility": reference.credibility,
        "disclosures": [_disclosure(disclosure) for disclosure in reference.disclosures],
        "words": reference.words,
        "words_left_out": reference.words_left_out,
        "title_stated": reference.title_stated,
        "modified": reference.modified.iso if reference.modified else None,
        "carrier": reference.carrier,
        "country": reference.country,
        "descriptor": reference.descriptor,
        "agency": reference.agency,
        "credits": _credits(reference.credits),
        "doubts": list(reference.doubts),
        "marking": reference.marking.value if reference.marking else None,
        "reprints": [_reprint(carried) for carried in reference.prints if carried.signal],
    }


def _credits(given: Sequence[Credit]) -> list[_Object]:
    return [{"agency": credit.agency, "exact": credit.exact} for credit in given]


def _reprint(carried: Print) -> _Object:
    published = carried.published
    return {
        "document": carried.document,
        "path": carried.path,
        "url": carried.url,
        "title": carried.title,
        "publisher": carried.publisher,
        "published": published.iso if published else None,
        "language": carried.language,
        "of": carried.of,
        "signal": carried.signal,
        "share": carried.share,
        "credits": _credits(carried.credits),
    }


def _disclosure(disclosure: CitedDisclosure) -> _Object:
    return {
        "kind": disclosure.kind.value,
        "start": disclosure.start,
        "end": disclosure.end,
        "exact": disclosure.exact,
        "links": list(disclosure.links),
    }
