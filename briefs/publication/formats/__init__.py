"""Further files of an edition, made only where they are asked for: Word, Markdown, and its references for programs.

Brief, Page ─┬ chapters ─▶ Manuscript ─┬ word ─────▶ brief.docx
             │                         └ markdown ─▶ brief.md
             ├ csl ────▶ references.csl.json
             └ bibtex ─▶ references.bib
"""

from collections.abc import Iterator

from briefs.model import Brief
from briefs.publication.design import Design, Format
from briefs.publication.names import REFERENCES, name_of
from briefs.publication.view import Page


def further_files(brief: Brief, page: Page, design: Design) -> dict[str, bytes]:
    """The files that the design asks for, by their names; equal arguments give equal bytes."""
    return dict(_files(brief, page, design))


def _files(brief: Brief, page: Page, design: Design) -> Iterator[tuple[str, bytes]]:
    if Format.DOCX in design.formats:
        from briefs.publication.formats.chapters import manuscript_of  # noqa: PLC0415 - only whoever asks for it waits
        from briefs.publication.formats.word import to_word  # noqa: PLC0415 - as above

        yield name_of(brief.edition, Format.DOCX), to_word(manuscript_of(brief, page), design.brand)
    if Format.MARKDOWN in design.formats:
        from briefs.publication.formats.chapters import manuscript_of  # noqa: PLC0415 - as above
        from briefs.publication.formats.markdown import to_markdown  # noqa: PLC0415 - as above

        yield name_of(brief.edition, Format.MARKDOWN), to_markdown(manuscript_of(brief, page))
    if Format.CSL_JSON in design.formats:
        from briefs.publication.formats.csl import to_csl_json  # noqa: PLC0415 - as above

        yield f"{REFERENCES}.{Format.CSL_JSON}", to_csl_json(brief, page)
    if Format.BIBTEX in design.formats:
        from briefs.publication.formats.bibtex import to_bibtex  # noqa: PLC0415 - as above

        yield f"{REFERENCES}.{Format.BIBTEX}", to_bibtex(brief, page)
