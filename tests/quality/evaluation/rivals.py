"""sumy's summarizers and the `rouge-score` package; run by the Python of .venv-bench, which has no briefs.

In, as JSON: ``rank``, for each topic the words of each sentence; ``score``, for each system the summaries, and the
``references`` of each topic. Out: for each summarizer the order of the sentences of each topic, best first; for each
system the scores of each topic (the mean over its references) with and without stemming.
"""

import json
import sys
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any, Final

from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers._summarizer import AbstractSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

SUMMARIZERS: Final = {
    "LexRank": LexRankSummarizer,
    "TextRank": TextRankSummarizer,
    "LSA": LsaSummarizer,
    "KL": KLSummarizer,
}
MEASURES: Final = ("rouge1", "rouge2", "rougeL")


class Words:
    """A tokenizer that was given the words: sumy's own needs data that is downloaded."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(sentence.split("\t"))


def ranked(sentences: Sequence[Any], _count: int, rating: Any, *args: Any, **kwargs: Any) -> list[int]:
    """The places of the sentences, best first: sumy itself gives the best so many in the document's order."""
    rate: Callable[..., float] = rating.__getitem__ if isinstance(rating, dict) else rating
    ratings = [rate(sentence, *args, **kwargs) for sentence in sentences]
    return sorted(range(len(ratings)), key=lambda place: (-ratings[place], place))


def rank(topics: Sequence[Sequence[Sequence[str]]]) -> dict[str, list[list[int]]]:
    AbstractSummarizer._get_best_sentences = staticmethod(ranked)  # noqa: SLF001 - the one place with all ratings
    orders: dict[str, list[list[int]]] = {name: [] for name in SUMMARIZERS}
    for name, kind in SUMMARIZERS.items():
        summarizer = kind(Stemmer("english"))
        summarizer.stop_words = get_stop_words("english")
        for words in topics:
            document = ObjectDocumentModel([Paragraph([Sentence("\t".join(one), Words()) for one in words])])
            orders[name].append(summarizer(document, len(words)))
    return orders


def score(systems: dict[str, list[str]], references: list[list[str]]) -> dict[str, Any]:
    scorers = {"plain": RougeScorer(MEASURES), "stemmed": RougeScorer(MEASURES, use_stemmer=True)}
    return {
        system: {name: [_means(scorer, *pair) for pair in zip(summaries, references, strict=True)]
                 for name, scorer in scorers.items()}
        for system, summaries in systems.items()
    }  # fmt: skip


def _means(scorer: RougeScorer, summary: str, references: list[str]) -> dict[str, dict[str, float]]:
    found = [scorer.score(reference, summary) for reference in references]
    return {
        measure: {
            "f": fmean(one[measure].fmeasure for one in found),
            "recall": fmean(one[measure].recall for one in found),
        }
        for measure in MEASURES
    }


def main() -> None:
    asked = json.load(sys.stdin)
    if "rank" in asked:
        json.dump(rank(asked["rank"]), sys.stdout)
    else:
        json.dump(score(asked["score"], asked["references"]), sys.stdout)


if __name__ == "__main__":
    main()
