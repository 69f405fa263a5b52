"""The choice of sentences: no figure of it may fall, on the labelled sample or on public data."""

from pathlib import Path

import pytest

from briefs import config, shipped
from briefs.language.sentences import split_document
from briefs.model import Document, DocumentId, SourceFormat
from briefs.reading import read
from briefs.sources import gather
from tests.quality.evaluation import __main__ as evaluation
from tests.quality.evaluation import figures, multiling, sample
from tests.quality.evaluation.defects import alike, dangling, furniture, unbalanced, undated
from tests.quality.evaluation.figures import Figures
from tests.quality.evaluation.labels import Judged, Label, Labelled, judge, labelled
from tests.quality.evaluation.overlap import rouge_n
from tests.quality.evaluation.printed import Printed
from tests.quality.evaluation.sample import Measured

each_document = pytest.mark.parametrize("labels", labelled(), ids=[one.file for one in labelled()])


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    sources = gather([shipped.SEEDS], config.load(shipped.CONFIGURATION).max_bytes)[0]
    outcomes = [read(source) for source in sources]
    return {one.path.rpartition("/")[2]: one for one in outcomes if isinstance(one, Document)}


def test_every_sample_document_is_labelled(documents: dict[str, Document]) -> None:
    assert {one.file for one in labelled()} == set(documents)


@each_document
def test_every_sentence_of_a_document_is_labelled_as_it_reads_today(
    labels: Labelled, documents: dict[str, Document]
) -> None:
    document = documents[labels.file]
    assert labels.digest == document.id
    assert [one.text for one in labels.sentences] == [one.text for one in split_document(document)]


@each_document
def test_a_label_says_what_it_must(labels: Labelled) -> None:
    themes = {theme.id for theme in config.load(shipped.CONFIGURATION).themes}
    for one in labels.sentences:
        assert set(one.themes) <= themes
        assert bool(one.facts) == (one.worth == 2)
        assert one.themes or one.worth == 0
        assert not (one.alone and one.needs)


def test_what_is_printed_of_the_sample_is_worth_printing() -> None:
    assert sample.measure().precision >= 0.95
    assert sample.measure(sample.AMPLE).precision >= 0.95


def test_what_is_printed_of_the_sample_stands_under_its_theme() -> None:
    assert sample.measure().theme_accuracy >= 0.95
    assert sample.measure(sample.AMPLE).theme_accuracy >= 0.95


def test_an_ample_budget_tells_every_fact_but_those_whose_reason_is_given() -> None:
    assert set(sample.measure(sample.AMPLE).untold) == set(sample.unreached())


def test_no_figure_of_the_sample_has_fallen() -> None:
    now, floors = figures.of_sample(), figures.pinned()["sample"]
    assert now.digest == floors.digest, "the labels have changed: pin the floors anew"
    assert now.below(floors) == []


def test_no_figure_of_the_public_data_has_fallen() -> None:
    if not multiling.DATA.is_file():
        pytest.skip("needs the public data beside the checkout (../shared/eval)")
    now, floors = figures.of_multiling(), figures.pinned()["multiling"]
    assert now.digest == floors.digest
    assert now.below(floors) == []


def test_a_sentence_lacks_what_its_label_asks_for_until_it_stands_beside_it() -> None:
    label = Label(text="He left.", themes=("a",), worth=1, alone=False, needs=("Nell|Varga", "May 2026"))

    assert label.lacks(None) == "lacks Nell|Varga and May 2026"
    assert label.lacks("Nell Varga") == "lacks May 2026"
    assert label.lacks("Nell Varga; 4 May 2026") is None


def test_nothing_helps_a_sentence_whose_label_names_nothing_that_would() -> None:
    assert Label(text="That is why.", themes=("a",), worth=1, alone=False).lacks("Nell Varga")
    assert Label(text="Vik is a port.", themes=("a",), worth=1, alone=True).lacks(None) is None


def test_a_fact_told_twice_is_counted_once_under_whatever_theme() -> None:
    first, again, other = (
        Judged(
            printed=printed(text),
            theme=theme,
            label=Label(text=text, themes=(theme,), worth=2, alone=True, facts=facts),
        )
        for text, theme, facts in (
            ("The port of Vik is open.", "ports", ("open",)),
            ("Vik opened its port.", "trade", ("open",)),
            ("Vik opened its port after nine years.", "trade", ("open", "nine-years")),
        )
    )

    assert Measured(judged=(first, again, other)).repeating == (again,)
    assert Measured(judged=(first, again, other)).told == {"open", "nine-years"}


def test_what_is_printed_under_a_theme_that_is_not_its_own_is_a_fault() -> None:
    label = Label(text="Vik is a port.", themes=("ports",), worth=0, alone=True)

    judged = Judged(printed=printed("Vik is a port."), theme="trade", label=label)

    assert judged.faults == ("not worth printing", "belongs to ports")


def test_a_sentence_that_nobody_labelled_is_named() -> None:
    with pytest.raises(KeyError, match="label this sentence of a"):
        judge(printed("Nobody has labelled this."), "trade")


def test_a_floor_is_never_lowered(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert figures.update({"data": Figures(digest="d", values={"a": 0.5, "b": 0.5})}, path) == []

    lowered = figures.update({"data": Figures(digest="d", values={"a": 0.7, "b": 0.4})}, path)

    assert lowered == ["data, b: 0.4000, and the floor is 0.5000"]
    assert figures.pinned(path)["data"].values == {"a": 0.5, "b": 0.5}


def test_a_floor_rises_and_stays_where_nothing_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    figures.update(
        {"one": Figures(digest="d", values={"a": 0.5}), "two": Figures(digest="e", values={"a": 0.1})}, path
    )

    assert figures.update({"one": Figures(digest="d", values={"a": 0.61239})}, path) == []

    assert figures.pinned(path) == {
        "one": Figures(digest="d", values={"a": 0.6123}),
        "two": Figures(digest="e", values={"a": 0.1}),
    }


def test_a_figure_that_is_measured_no_more_counts_as_fallen(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    figures.update({"data": Figures(digest="d", values={"a": 0.5})}, path)

    assert figures.update({"data": Figures(digest="d", values={})}, path)


def test_a_reason_goes_when_its_fact_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text('# why\nx-one = "short"\nx-two = "long"\n', "utf-8")

    sample.take_out(frozenset({"x-one", "x-three"}), path)

    assert sample.unreached(path) == {"x-two": "long"}


def test_without_the_public_data_the_evaluation_says_that_it_is_skipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(multiling, "DATA", tmp_path / "multiling2011_en.jsonl")

    assert evaluation.main(frozenset()) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("MultiLing 2011: skipped, for ")
    assert "as configured: " in shown


def test_floors_of_other_data_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    figures.update({"data": Figures(digest="d", values={"a": 0.5})}, path)

    assert figures.update({"data": Figures(digest="other", values={"a": 0.2})}, path) == []
    assert figures.pinned(path)["data"].values == {"a": 0.2}


def test_rouge_counts_shared_runs_of_words_no_more_often_than_they_stand() -> None:
    found = rouge_n("The ferry left. The ferry sank.", ["the ferry left port"], 2)

    # shared: "the ferry" once, "ferry left"; of five pairs in the summary, of three in the reference
    assert found.recall == pytest.approx(2 / 3)
    assert found.f == pytest.approx(2 * (2 / 5) * (2 / 3) / (2 / 5 + 2 / 3))


def printed(text: str, context: str | None = None, article: str = "", language: str = "en") -> Printed:
    document = Document(
        id=DocumentId("sha256:0"),
        path="a.txt",
        format=SourceFormat.TEXT,
        text=article or text,
        passages=(),
        language=language,
    )
    return Printed(text=text, context=context, document=document)


@pytest.mark.parametrize(
    "text",
    [
        "It was closed in May.",
        "However, the harbour stayed open.",
        "The deal collapsed within a week.",
        "Both sides welcomed the new timetable.",
        "We expect more ferries in summer.",
        "According to the port office, it lay 40 metres deep.",
    ],
)
def test_the_judge_hears_a_sentence_that_leans(text: str) -> None:
    assert dangling(printed(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is expected that the ferry will return in May.",
        "Some ferries returned to the harbour of Vik.",
        "Norway and Denmark said both sides had gained.",
        "“We expect more ferries,” said Nell Varga, the harbour master.",
        "The deal between Norway and Denmark collapsed.",
    ],
)
def test_the_judge_lets_a_sentence_that_stands_alone(text: str) -> None:
    assert dangling(printed(text)) is None


def test_the_judge_asks_for_the_owner_of_a_surname() -> None:
    article = "Nell Varga runs the port. Varga closed the gate."

    assert dangling(printed("Varga closed the gate.", article=article))
    assert dangling(printed("Varga closed the gate.", "Nell Varga", article)) is None
    assert dangling(printed("Nell Varga closed the gate.", article=article)) is None
    assert dangling(printed("De Boom left.", article="Piet de Boom runs the port. De Boom left."))
    assert dangling(printed("Park left.", article="Park Ji-won runs the port. Park left."))


def test_the_judge_asks_for_the_day() -> None:
    assert undated(printed("The gate was closed on Monday."))
    assert undated(printed("The gate was closed on Monday.", "4 May 2026")) is None
    assert undated(printed("The gate was closed on Monday, May 4.")) is None
    assert undated(printed("관문은 어제 닫혔다.", language="ko"))


def test_the_judge_counts_quotation_marks() -> None:
    assert unbalanced(printed("“The gate is shut, she said."))
    assert unbalanced(printed("“The gate is shut,” she said.")) is None
    assert unbalanced(printed("The swimmer took 5' 28\" to the gate.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ferry Returns To Vik After Years.",
        "Harbour after the storm in autumn",
        "Click here to read all of it.",
    ],
)
def test_the_judge_knows_a_headline_and_a_menu_line(text: str) -> None:
    assert furniture(printed(text))


def test_the_judge_knows_one_thing_said_twice() -> None:
    one = printed("The ferry to Vik returned in May after nine years.")

    assert alike(one, printed("After nine years the ferry to Vik returned in early May."))
    assert not alike(one, printed("The harbour of Vik was dredged by the county."))
    assert not alike(printed("Stage 3 was won by Nell Varga."), printed("Stage 4 was won by Nell Varga."))
