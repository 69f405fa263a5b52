"""The brief of the tests of publication with one source that means harm in all that it states."""

from dataclasses import replace

from briefs.model import Brief
from tests.publication.material import sample

MARKUP = "<b>*bold*</b> [link](https://evil.example) `code` & &amp; \\end{document} ~x~ $y$ _z_ | cell"
FORMULA = "=cmd('calc')!A1"
CONTROLS = "one\x00two\x1bthree\ttab\nline\u202eback\u2066in\ud800half\ufffeend"
BRACES = '} @misc{x, title = {"# % ^ {{'
NAMES = (f"{MARKUP} and {BRACES}", FORMULA)


def hostile() -> Brief:
    """A brief whose first source tries markup, formulas, controls and unbalanced braces."""
    brief = sample()
    first, *others = brief.references
    spoiled = replace(
        first,
        title=f"{MARKUP} {BRACES} {CONTROLS}",
        publisher=f"{FORMULA} {MARKUP}",
        author=NAMES,
        url='https://quay.example/a b"<script>{}\\x?q=1&r=2#%41',
        path=f"seeds/{CONTROLS}.txt",
    )
    section, *rest = brief.sections
    statement, *more = section.statements
    said = replace(
        statement, text=f"- 1. # {MARKUP}", parts=(f"- 1. # {MARKUP}",), context=f"{FORMULA} {MARKUP}"
    )
    sections = (replace(section, statements=(said, *more)), *rest)
    return replace(brief, references=(spoiled, *others), sections=sections)
