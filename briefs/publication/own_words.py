"""A brief with all that is ours in it in its own language: what earlier stages wrote in English is said again.

Its files then agree: what the page prints in brackets is what ``brief.json``, the manifest and the calendar hold.
"""

from dataclasses import replace

from briefs.model import Balance, Brief, Disagreement, Event, Problem, Reference, Section, Statement
from briefs.publication.phrases import context_in, doubt_in, question_in, reason_in, searched_in
from briefs.publication.wording import Words, words_of


def in_its_language(brief: Brief) -> Brief:
    """The brief; in English it is as it was.

    Raises ``ConfigurationError`` for a language in which we have no words.
    """
    words = words_of(brief.edition.language)
    if words.is_english:
        return brief
    return replace(
        brief,
        sections=tuple(_section(section, words) for section in brief.sections),
        events=tuple(_event(event, words) for event in brief.events),
        disagreements=tuple(_disagreement(one, words) for one in brief.disagreements),
        references=tuple(_reference(reference, words) for reference in brief.references),
        not_included=tuple(_problem(problem, words) for problem in brief.not_included),
        balance=_balance(brief.balance, words) if brief.balance else None,
    )


def _section(section: Section, words: Words) -> Section:
    return replace(
        section,
        empty=searched_in(words, section.empty) if section.empty else None,
        statements=tuple(_statement(statement, words) for statement in section.statements),
    )


def _statement(statement: Statement, words: Words) -> Statement:
    return (
        replace(statement, context=context_in(words, statement.context)) if statement.context else statement
    )


def _event(event: Event, words: Words) -> Event:
    return replace(event, context=context_in(words, event.context)) if event.context else event


def _disagreement(disagreement: Disagreement, words: Words) -> Disagreement:
    return replace(disagreement, question=question_in(words, disagreement.question))


def _reference(reference: Reference, words: Words) -> Reference:
    return replace(reference, doubts=tuple(doubt_in(words, doubt) for doubt in reference.doubts))


def _problem(problem: Problem, words: Words) -> Problem:
    return replace(problem, message=reason_in(words, problem.message))


def _balance(balance: Balance, words: Words) -> Balance:
    return replace(balance, failing=tuple(_problem(problem, words) for problem in balance.failing))
