"""The brief from what was found: sections in reading order, key points, evidence, numbers, references."""

from collections.abc import Sequence
from itertools import chain

from briefs.composition.balance import balance
from briefs.composition.comments import comments
from briefs.composition.findings import disagreements, events, places_in, quotations
from briefs.composition.marking import marked
from briefs.composition.plan import Findings, Plan
from briefs.composition.references import references
from briefs.composition.sections import key_points, outline, promotional, section
from briefs.composition.sources import Sources, numbered, origin_of
from briefs.model import Brief, Document, Method, Problem

__all__ = ["Findings", "Plan", "compose"]


def compose(
    findings: Findings, documents: Sequence[Document], problems: Sequence[Problem], plan: Plan
) -> Brief:
    """The finished brief. References are numbered in the order in which it first cites them.

    ``documents`` are at least those that are cited and the other prints of their stories. What changed since an
    earlier edition may cite one that is no longer among them.
    """
    evidence, selection = findings.evidence, findings.selection
    support = {found.statement: found.by for found in evidence.corroboration}
    outlines = [outline(theme, selection, support, findings.changes) for theme in plan.themes]
    earlier = [change.earlier.document for change in findings.changes if change.earlier]
    by_id = {document.id: document for document in (*earlier, *documents)}
    origins = origin_of(by_id, findings.origins)
    cited = chain(chain.from_iterable(drawn.cited for drawn in outlines), places_in(evidence))
    sources = Sources(
        documents=by_id,
        numbers=numbered(cited),
        origins=origins,
        credibility={
            rated.document: rated.digit for rated in evidence.credibility if rated.statement is None
        },
    )
    sections = tuple(
        section(number, drawn, sources, findings.documents_read)
        for number, drawn in enumerate(outlines, start=1)
    )
    disputed = disagreements(evidence.disagreements, sources)
    dated, said = events(evidence.events, sources), quotations(evidence.quotations, sources)
    brief = Brief(
        edition=plan.edition,
        coverage=plan.coverage,
        key_points=key_points(sections, plan.key_points, promotional(sources.numbers, by_id)),
        sections=sections,
        references=references(sections, (*disputed, *dated, *said), sources),
        not_included=tuple(sorted(problems)),
        method=Method(
            tool=plan.tool,
            configuration=plan.configuration,
            documents_read=findings.documents_read,
            origins=findings.origins_read,
            sentences_read=selection.sentences_read,
            sentences_printed=sum(len(each.statements) for each in sections),
            read=findings.read,
        ),
        events=dated,
        quotations=said,
        disagreements=disputed,
        accounts=selection.accounts,
        balance=balance(plan.followed, findings.outlets, findings.documents_read, sources),
        earlier=findings.earlier,
        comments=comments(findings.edits, sections, sources),
    )
    return marked(brief, by_id, findings.marked)
