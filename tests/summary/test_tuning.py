"""What a theme finds and what it misses."""

from briefs.model import Document, Term, Theme
from briefs.summary.candidates import read_document
from briefs.summary.tuning import Trial, try_out
from tests.summary.writing import theme, write

GRID = write(
    "Planners in Northport agreed to link the power grid of both coasts by cable, and to share gas in winter.",
    "Harbour Energy said the undersea cable would carry a tenth of the power grid load that Northport needs.",
    "However, the energy ministry wants a share of the gas that comes to Northport by the undersea cable.",
    title="Two coasts, one grid",
)
CABLE = write(
    "Engineers from Southport lay the undersea cable for the energy ministry and found gas under the wrecks.",
    "The undersea cable brings energy to Southport.",
)
CHOIR = write(
    "A choir from Westport sang in the chapel on the hill, and the organ was played by Ines Roth until night.",
    "The centres of both towns were closed to cars, and bakers sold bread from tables along the high street.",
)


def trial(*documents: Document, of: Theme | None = None) -> Trial:
    (found,) = try_out([read_document(document) for document in documents], [of or theme()])
    return found


def test_the_documents_that_serve_a_theme_are_told_with_their_terms() -> None:
    found = trial(GRID, CABLE, CHOIR)

    assert (found.serving, found.holding) == (2, 2)
    assert [(it.document, it.serves) for it in found.documents] == [(GRID, True), (CABLE, True)]
    assert found.documents[0].score == 1.0
    assert dict(found.documents[0].terms) == {"gas": 2, "power grid": 2, "energy": 2}


def test_the_sentences_that_fit_best_are_told_and_those_that_lean_are_marked() -> None:
    found = trial(GRID, CABLE, CHOIR)

    leaning = {it.text: it.leaning for it in found.sentences if it.leaning}
    assert list(leaning.values()) == ["opens with “However”"]
    assert found.sentences[0].relevance == 1.0


def test_terms_are_counted_and_those_that_never_match_are_told() -> None:
    found = trial(GRID, CABLE, CHOIR, of=theme("energy", "gas", "power grid", "energy", "hydrogen"))

    assert [(it.text, it.documents, it.times) for it in found.found] == [
        ("energy", 2, 4),
        ("gas", 2, 3),
        ("power grid", 1, 2),
    ]
    assert [(it.text, it.nearly) for it in found.never] == [("hydrogen", None)]


def test_what_nearly_matched_is_told() -> None:
    of = theme("energy", "gas", "energy", "grid of power", "town center", "seafloor cable")

    nearly = {it.text: it.nearly for it in trial(GRID, CABLE, CHOIR, of=of).never}

    assert nearly["grid of power"] == "its words stand in 2 sentences, not in a row"
    assert nearly["town center"] == "there is “centres”"
    assert nearly["seafloor cable"] is None


def test_a_term_of_a_language_that_no_document_has_says_so() -> None:
    of = theme()
    spoken = Theme(
        id=of.id,
        title=of.title,
        description=of.description,
        terms=(*of.terms, Term(text="가스 공급", language="ko")),
    )

    never = {it.text: it.nearly for it in trial(GRID, CABLE, of=spoken).never}

    assert never["가스 공급"] == "no document is in Korean"


def test_words_that_mark_the_documents_of_a_theme_are_told_and_its_own_terms_are_not() -> None:
    others = [write(f"{CHOIR.text} It was the day of fair number {number}.") for number in range(1, 5)]

    marks = trial(GRID, CABLE, *others).marks

    assert [(it.text, it.documents, it.inside, it.elsewhere) for it in marks][:1] == [("cable", 2, 5, 0)]
    assert not any("gas" in it.text or "grid" in it.text for it in marks)


def test_a_word_of_one_document_alone_marks_no_theme() -> None:
    assert not any("Planners" in it.text for it in trial(GRID, CABLE, CHOIR).marks)


def test_without_other_documents_nothing_marks_a_theme() -> None:
    assert trial(GRID, CABLE).marks == ()


def test_a_theme_that_finds_nothing_has_an_empty_trial() -> None:
    found = trial(CHOIR)

    assert (found.serving, found.documents, found.sentences, found.found, found.marks) == (0, (), (), (), ())
    assert len(found.never) == 3
