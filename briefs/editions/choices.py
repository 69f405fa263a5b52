"""Why an edition has the statements it has, as ``choices.json`` beside its ``brief.json``.

Brief (accounts) ─ to_json ─▶ choices.json ─ briefs explain ─▶ what a user reads
"""

import dataclasses
import json
from typing import Final, TypeAlias

from briefs.model import Account, Brief, Choice, Extract, NearMiss, Rival

NAME: Final = "choices.json"
VERSION: Final = "briefs/choices/1"

_Object: TypeAlias = dict[str, object]
_Printed: TypeAlias = dict[tuple[str, int, int], str]


def to_json(brief: Brief) -> bytes:
    """The choices of an edition: UTF-8, two spaces of indent, a line feed at the end.

    Sentences are told by the statement that they are printed as, and otherwise by their words and place. Those of
    sources with a higher marking than the edition's are counted (``withheld``), and told by nothing.
    """
    printed = _printed(brief)
    accounts = {account.theme: account for account in brief.accounts}
    themes = [
        _theme(accounts[section.theme], printed) for section in brief.sections if section.theme in accounts
    ]
    content = {"schema": VERSION, "edition": brief.edition.id, "sections": themes}
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _printed(brief: Brief) -> _Printed:
    """The statements by the place of their first citation."""
    documents = {reference.number: reference.document for reference in brief.references}
    places: _Printed = {}
    for identifier, statement in brief.statements.items():
        cited = statement.citations[0]
        places[documents[cited.reference], cited.start, cited.end] = identifier
    return places


def _theme(account: Account, printed: _Printed) -> _Object:
    return {
        "theme": account.theme,
        "choices": [_choice(choice, printed) for choice in account.choices],
        "near_misses": [_near_miss(missed, printed) for missed in account.near_misses],
        "withheld": account.withheld,
    }


def _choice(choice: Choice, printed: _Printed) -> _Object:
    beaten = choice.beaten
    return {
        "statement": _statement(choice.extract, printed),
        "weighing": dataclasses.asdict(choice.weighing),
        "matched": list(choice.matched),
        "beaten": _sentence(beaten, printed) | {"gain": choice.beaten_gain} if beaten else None,
        "withheld": choice.beaten_withheld,
    }


def _near_miss(missed: NearMiss, printed: _Printed) -> _Object:
    return _sentence(missed.sentence, printed) | {
        "weighing": dataclasses.asdict(missed.weighing),
        "matched": list(missed.matched),
        "reason": missed.reason,
        "like": _statement(missed.like, printed) if missed.like else None,
    }


def _sentence(sentence: Rival, printed: _Printed) -> _Object:
    extract = sentence.extract
    return {
        "statement": _statement(extract, printed),
        "text": " ".join(sentence.text.split()),
        "path": sentence.path,
        "document": extract.document,
        "passage": extract.passage,
        "start": extract.span.start,
        "end": extract.span.end,
    }


def _statement(extract: Extract, printed: _Printed) -> str | None:
    return printed.get((extract.document, extract.span.start, extract.span.end))
