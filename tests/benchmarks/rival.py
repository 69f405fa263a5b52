"""sumy's LexRank on sentences from standard input; run by the Python of .venv-bench, which has no briefs.

In: a JSON array of arrays, the words of each sentence. Out: the seconds of processor time that choosing took,
without imports and without splitting, which need not be done here.
"""

import json
import sys
import time

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer

CHOSEN = 20


class Words:
    """A tokenizer that was given the words: sumy's own needs data that is downloaded."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(sentence.split("\t"))


def main() -> None:
    sentences = [Sentence("\t".join(words), Words()) for words in json.load(sys.stdin)]
    document = ObjectDocumentModel([Paragraph(sentences)])
    begun = time.process_time()
    LexRankSummarizer()(document, CHOSEN)
    print(time.process_time() - begun)


if __name__ == "__main__":
    main()
