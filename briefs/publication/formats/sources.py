"""The part of a manuscript on its sources: an entry for each, with what is known of it and who printed it too."""

from collections.abc import Iterator

from briefs.publication.entries import DisclosureView, EntryPiece, NoteItem, NoteView, ReferenceView
from briefs.publication.formats.manuscript import Paragraph, Run, Style
from briefs.publication.hearing import PrintView, TreeView
from briefs.publication.view import Page
from briefs.publication.wording import Words


def sources(page: Page, words: Words) -> Iterator[Paragraph]:
    """The entries by number, each with the other prints of its story."""
    yield _own(Style.HEADING, words.gettext("Sources"), anchor="sources")
    if page.grades:
        yield _own(Style.BODY, page.grades)
    for reference in page.references:
        yield from _reference(reference, words)


def _own(style: Style, text: str, *, anchor: str | None = None) -> Paragraph:
    return Paragraph(style=style, runs=(Run(text=text),), anchor=anchor)


def _reference(reference: ReferenceView, words: Words) -> Iterator[Paragraph]:
    runs = tuple(_bibliographic(reference, words))
    yield Paragraph(style=Style.ENTRY, runs=runs, anchor=reference.anchor, number=str(reference.number))
    if reference.standing:
        yield _own(Style.DETAIL, reference.standing)
    yield Paragraph(style=Style.DETAIL, runs=tuple(_whereabouts(reference)))
    for note in reference.notes:
        yield Paragraph(style=Style.DETAIL, runs=tuple(_note(note)))
    for disclosure in reference.disclosures:
        yield from _disclosure(disclosure)
    if reference.tree:
        yield from _tree(reference.tree)


def _bibliographic(reference: ReferenceView, words: Words) -> Iterator[Run]:
    if reference.entry:
        yield from map(_piece, reference.entry)
        return
    if reference.author:
        yield Run(text=f"{reference.author}, ")
    if reference.title:
        yield Run(text=reference.title, lang=reference.lang)
    else:
        yield Run(text=words.gettext("no title stated, file %(name)s", name=reference.file_name))
    if reference.publisher:
        yield Run(text=f", {reference.publisher}", lang=reference.lang)
    history = f", {reference.history}" if reference.history else ""
    grade = f" {reference.grade}" if reference.grade else ""
    yield Run(text=f", {reference.date}{history}.{grade}")


def _piece(piece: EntryPiece) -> Run:
    return Run(
        text=piece.text, lang=piece.lang, strong=piece.element == "strong", emphasis=piece.element == "em"
    )


def _whereabouts(reference: ReferenceView) -> Iterator[Run]:
    if reference.url:
        yield Run(text=reference.url.text, href=reference.url.href)
        yield Run(text=" · ")
    if reference.path:
        yield Run(text=f"{reference.path} · ")
    yield Run(text=", ".join(filter(None, (reference.kind, reference.extent))))


def _note(note: NoteView) -> Iterator[Run]:
    yield Run(text=note.label, strong=True)
    for place, item in enumerate(note.items):
        yield Run(text=", " if place else " ")
        yield from _item(item)
    if note.more:
        yield Run(text=f" {note.more}")


def _item(item: NoteItem) -> Iterator[Run]:
    yield Run(text=item.text, lang=item.lang, anchor=item.anchor)
    if item.how:
        yield Run(text=f" ({item.how})")


def _disclosure(disclosure: DisclosureView) -> Iterator[Paragraph]:
    yield Paragraph(style=Style.DETAIL, runs=(Run(text=disclosure.label, strong=True),))
    for paragraph in disclosure.paragraphs:
        yield Paragraph(style=Style.QUOTE, runs=(Run(text=paragraph, lang=disclosure.lang),))
    for link in disclosure.links:
        yield Paragraph(style=Style.DETAIL, runs=(Run(text=link.text, href=link.href),))


def _tree(tree: TreeView) -> Iterator[Paragraph]:
    told = f"{tree.summary}, {tree.more}" if tree.more else tree.summary
    yield _own(Style.DETAIL, told, anchor=tree.anchor)
    for carried in tree.prints:
        yield from _print(carried, Style.BULLET)


def _print(carried: PrintView, style: Style) -> Iterator[Paragraph]:
    how = f" ({carried.how})" if carried.how else ""
    runs = [
        Run(text=carried.name, lang=carried.lang, strong=True),
        Run(text=f", {carried.date}{how}"),
    ]
    if carried.anchor:
        runs += [Run(text=" "), Run(text=f"[{carried.number}]", anchor=carried.anchor)]
    yield Paragraph(style=style, runs=tuple(runs))
    for deeper in carried.prints:
        yield from _print(deeper, Style.DEEPER)
