"""``make bench``: the speed this project promises, measured, printed, and written to docs/benchmarks.md.

Exit code 1 when a promise is not kept. Ratios compare two programs in the same minutes on the same machine; a
busy machine changes seconds, not ratios.
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs import __version__
from briefs.language.sentences import split_document
from briefs.language.words import split_words
from briefs.model import Theme
from briefs.publication import fonts
from briefs.summary.candidates import Reading, read_document
from briefs.summary.selection import choose
from tests import corpus
from tests.benchmarks import (
    copies,
    deliveries,
    dispatches,
    fetches,
    idle,
    mail,
    material,
    pages,
    printing,
    scale,
)
from tests.benchmarks.processes import Command, cost, environment, in_turn, median_cpu, median_ratio

BIN: Final = Path(sys.executable).parent
RIVAL: Final = material.ROOT / ".venv-bench" / "bin" / "python"
PAGE: Final = material.ROOT / "docs" / "benchmarks.md"
AS_OF: Final = "2026-05-25T06:00+09:00"
SENTENCES: Final = 250
RIVAL_SIZES: Final = (250, 1_000, 4_000, 16_000)
"""Sentences, each size four times the one before: sumy's time is sixteen times as long."""
RIVAL_PATIENCE: Final = 120.0
ROUNDS: Final = 11
"""Odd, for the median, and enough that two runs of the whole agree within three parts in a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One promise: what was found, in words, and whether it is within the limit."""

    what: str
    found: str
    limit: str
    kept: bool


def main(words: Sequence[str]) -> int:
    """Measure all; the first word is the largest number of documents of a made corpus, where that is to be smaller."""
    largest = int(words[0]) if words else scale.SIZES[-1]
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as folder:
        home = Path(folder)
        build = [*whole_build(home), *stages(home), *answers(home), *selection()]
        figures = [
            *build,
            *printed(home),
            *reading(),
            *origins(),
            *fetching(),
            *looking(home),
            *mailing(home),
            *delivering(home),
            *growing(largest),
        ]
    PAGE.write_text(page(figures) + sections(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(table(figures))
    return 0 if all(figure.kept for figure in figures) else 1


def whole_build(home: Path) -> Iterator[Figure]:
    """A build from sources to files, against WeasyPrint alone on the HTML it made, in the same fonts."""
    out = home / "out"
    options = ("--as-of", AS_OF, "--edition", "bench", "--out", str(out), "--quiet")
    ours = Command(
        words=(str(BIN / "briefs"), "build", str(material.folder()), *options), environment=environment(home)
    )
    cost(ours)
    html = out / "bench" / "brief.html"
    configuration = home / "fonts.conf"
    configuration.write_text(fonts.configuration(cjk=fonts.needs_cjk(html.read_text("utf-8"))), "utf-8")
    theirs = Command(
        words=(str(BIN / "weasyprint"), "--pdf-variant", "pdf/ua-1", str(html), str(home / "rival.pdf")),
        environment=environment(home, FONTCONFIG_FILE=str(configuration)),
    )
    cost(theirs)
    our_costs, their_costs = in_turn((ours, theirs), ROUNDS)
    ratio = median_ratio(our_costs, their_costs)
    yield Figure(
        what="`briefs build` of a folder, by the `weasyprint` command on the HTML it made (processor time)",
        found=f"{ratio:.2f} ({median_cpu(our_costs):.2f} s : {median_cpu(their_costs):.2f} s)",
        limit="≤ 1.25",
        kept=ratio <= 1.25,
    )


def printed(home: Path) -> Iterator[Figure]:
    """Laying a brief out, against a browser's print of the same HTML with every process that it starts."""
    found = {"the brief of the folder": printing.of_the_folder(home), **printing.made(home)}
    for what, rivals in found.items():
        ratio = rivals.ratio("Chromium")
        promised = what == "the brief of the folder"
        yield Figure(
            what=f"Printing {what} ({rivals.pages} pages), by Chromium's print of the same HTML (processor time)",
            found=f"{ratio:.2f} ({_seconds(rivals)})" if ratio else f"no Chromium here ({_seconds(rivals)})",
            limit="≤ 1.00" if promised else "none: it stands beside",
            kept=not promised or ratio is None or ratio <= 1,
        )
    for name, share in printing.second_template(home).items():
        promised = name == "executive"
        yield Figure(
            what=f"A second template of that edition in the same run ({name}), by the first",
            found=f"{share:.2f}",
            limit="≤ 0.50" if promised else "none: it stands beside",
            kept=not promised or share <= 0.5,
        )


def _seconds(rivals: printing.Rivals) -> str:
    return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in rivals.seconds.items())


def stages(home: Path) -> Iterator[Figure]:
    """Reading, summary and composition of the folder, in fresh processes that have imported everything."""
    command = [sys.executable, "-m", "tests.benchmarks.stages", str(material.folder())]
    milliseconds = statistics.median(
        float(subprocess.check_output(command, cwd=material.ROOT, env=environment(home), text=True))
        for _ in range(ROUNDS)
    )
    yield Figure(
        what="Reading, summary and composition of that folder, once imported (processor time)",
        found=f"{milliseconds:.0f} ms",
        limit="≤ 150 ms",
        kept=milliseconds <= 150,
    )


def answers(home: Path) -> Iterator[Figure]:
    """How long somebody waits for the command to say what it is."""
    for option in ("--help", "--version"):
        command = Command(words=(str(BIN / "briefs"), option), environment=environment(home))
        (costs,) = in_turn((command,), ROUNDS)
        wall = statistics.median(cost.wall for cost in costs)
        yield Figure(what=f"`briefs {option}`", found=f"{wall:.2f} s", limit="≤ 0.25 s", kept=wall <= 0.25)


def selection() -> Iterator[Figure]:
    """Choosing among sentences that are split, for all themes, against one summary by sumy's LexRank of the same."""
    documents = material.sample_documents(SENTENCES)
    themes = material.settings().themes
    readings = [read_document(document) for document in documents]
    ours = statistics.median(_choosing(readings, themes) for _ in range(ROUNDS))
    words = [
        [word.text for word in split_words(document.exact(sentence.span))]
        for document in documents
        for sentence in split_document(document)
    ]
    theirs = statistics.median(_rival(json.dumps(words)) for _ in range(5))
    yield Figure(
        what=f"One LexRank of sumy's, by choosing among the same {len(words)} sentences for {len(themes)} themes",
        found=f"{theirs / ours:.0f} ({theirs * 1000:.0f} ms : {ours * 1000:.1f} ms)",
        limit="≥ 40",
        kept=theirs >= 40 * ours,
    )


def reading() -> Iterator[Figure]:
    """Reading made web pages with one worker, against trafilatura on the same, page by page in turn."""
    rounds = [pages.measure(pages.COUNT // 5, start=number * pages.COUNT // 5) for number in range(5)]
    ratio = statistics.median(one.ours / one.theirs for one in rounds)
    each = sum(one.ours for one in rounds) / pages.COUNT
    yield Figure(
        what=f"Reading {pages.COUNT} web pages, by `trafilatura.extract` with metadata of the same (processor time)",
        found=f"{ratio:.2f} ({each * 1000:.0f} ms a page)",
        limit="≤ 1.30",
        kept=ratio <= 1.3,
    )


def origins() -> Iterator[Figure]:
    """How the search for copies grows with the pile."""
    found = copies.growth()
    (least, first), (most, last) = found.seconds[0], found.seconds[-1]
    yield Figure(
        what=f"Exponent of tracing origins from {least:,} to {most:,} documents (1 is linear)",
        found=f"{found.exponent:.2f} ({first:.1f} s : {last:.0f} s)",
        limit="≤ 1.15",
        kept=found.exponent <= 1.15,
    )


def fetching() -> Iterator[Figure]:
    """A fetch that finds nothing new."""
    rounds = list(fetches.rounds(str(BIN / "briefs"), 5))
    cpu = statistics.median(one.cost.cpu for one in rounds)
    requests = max(one.requests for one in rounds)
    yield Figure(
        what=f"`briefs fetch` of {fetches.FEEDS} feeds with nothing new (processor time, requests)",
        found=f"{cpu:.2f} s, {requests} requests",
        limit=f"≤ 1 s, {fetches.FEEDS} requests",
        kept=cpu <= 1 and requests == fetches.FEEDS,
    )


def looking(home: Path) -> Iterator[Figure]:
    """A run that finds nothing to do, as there is one each hour."""
    for editions, seconds in idle.measure(str(BIN / "briefs"), home, ROUNDS).items():
        yield Figure(
            what=f"`briefs run --due` with nothing due and {editions} editions recorded (processor time)",
            found=f"{seconds:.2f} s",
            limit="≤ 0.3 s",
            kept=seconds <= 0.3,
        )


def mailing(home: Path) -> Iterator[Figure]:
    """How fast an edition leaves by mail, where Postfix's tools are there to take it and to compete."""
    if not mail.is_possible():
        yield Figure(
            what="Sending mail", found="no smtp-sink here", limit="none: it was not measured", kept=True
        )
        return
    near, far = mail.near(), mail.far()
    message = f"a PDF of {len(mail.PDF) // 1000} KB"
    yield Figure(
        what=f"Messages a second with {message} by one connection, by those of Postfix's `smtp-source` (best rounds)",
        found=f"{near.by(near.source):.2f} ({max(near.ours):.0f} : {max(near.source):.0f})",
        limit="≥ 0.90",
        kept=near.by(near.source) >= 0.9,
    )
    yield Figure(
        what="The same, by smtplib with a message and a connection for each reader",
        found=f"{near.by(near.naive):.1f} ({max(near.ours):.0f} : {max(near.naive):.0f})",
        limit="≥ 8",
        kept=near.by(near.naive) >= 8,
    )
    trip = f"{mail.ROUND_TRIP * 1000:.0f} ms"
    yield Figure(
        what=f"The same by {mail.CONNECTIONS} connections over a round trip of {trip}, by smtplib over the same",
        found=f"{far.by(far.naive):.0f} ({max(far.ours):.0f} : {max(far.naive):.1f})",
        limit="≥ 40",
        kept=far.by(far.naive) >= 40,
    )
    cost = dispatches.measure(home)
    yield Figure(
        what=f"`briefs send` by {mail.CONNECTIONS} connections over {trip}, by the same without its ledger",
        found=f"{cost.share:.2f} ({max(cost.kept):.0f} : {max(cost.forgotten):.0f})",
        limit="≥ 0.80",
        kept=cost.share >= 0.8,
    )


def delivering(home: Path) -> Iterator[Figure]:
    """How long it takes to plan for very many readers, and the memory of it."""
    for where, found in deliveries.everywhere(home):
        yield Figure(
            what=f"Planning an edition, then its correction, for {deliveries.READERS:,} readers in {where}",
            found=f"{found.plan:.0f} s, {found.correction:.0f} s",
            limit="≤ 60 s",
            kept=max(found.plan, found.correction) <= 60,
        )
        yield Figure(
            what=f"The memory that it takes; one claim of {deliveries.CLAIMED} of those deliveries, let go and settled",
            found=f"{found.memory / 1_000_000:.0f} MB; {found.claim * 1000:.0f} ms",
            limit="≤ 20 MB",
            kept=found.memory <= 20_000_000,
        )


def growing(largest: int) -> Iterator[Figure]:
    """How a build grows with the pile, in processor time and in the memory of the process that coordinates."""
    sizes = [scale.measure(size) for size in scale.SIZES if size <= largest]
    first, last = sizes[0].cold, sizes[-1]
    slope = scale.exponent([size.cold for size in sizes]) if len(sizes) > 1 else 1.0
    yield Figure(
        what=f"Exponent of a build from {first.documents:,} to {last.cold.documents:,} documents (processor time)",
        found=f"{slope:.2f} ({first.cpu:.0f} s : {last.cold.cpu:,.0f} s)",
        limit="≤ 1.10",
        kept=slope <= 1.1,
    )
    memory = max(last.cold.memory, last.warm.memory)
    yield Figure(
        what=f"Most memory of the coordinating process at {last.cold.documents:,} documents",
        found=f"{memory:,.0f} MiB",
        limit="≤ 1,024 MiB",
        kept=memory <= 1024,
    )
    yield Figure(
        what=f"A second build with 1 % more, by the first, at {last.cold.documents:,} documents (processor time)",
        found=f"{last.share:.1%} ({last.warm.cpu:.0f} s : {last.cold.cpu:,.0f} s)",
        limit="≤ 5 %",
        kept=last.share <= 0.05,
    )
    faster = scale.two_by_one(first.documents * 2)
    yield Figure(
        what=f"Two processes, by one, at {first.documents * 2:,} documents (clock)",
        found=f"{faster:.2f} times as fast",
        limit="≥ 1.70",
        kept=faster >= 1.7,
    )
    yield _as_far_as_it_gets()


def _as_far_as_it_gets() -> Figure:
    """The most sentences of the made corpus that sumy's LexRank chooses among within two minutes."""
    reports = (text.partition("\n\n")[2] for _, text in corpus.reports(max(RIVAL_SIZES) // 10))
    sentences = [sentence.split() for text in reports for sentence in text.split("\n\n") if sentence.strip()]
    reached, seconds = 0, 0.0
    for size in RIVAL_SIZES:
        try:
            seconds = _rival(json.dumps(sentences[:size]), RIVAL_PATIENCE)
        except subprocess.SubprocessError:
            break
        reached = size
    return Figure(
        what=f"One LexRank of sumy's of the same sentences, as far as it gets in {RIVAL_PATIENCE:.0f} s",
        found=f"{reached:,} sentences in {seconds:.0f} s",
        limit="none: it stands beside",
        kept=True,
    )


def _rival(words: str, patience: float | None = None) -> float:
    script = material.ROOT / "tests" / "benchmarks" / "rival.py"
    return float(subprocess.check_output([RIVAL, script], input=words, text=True, timeout=patience))


def _choosing(readings: Sequence[Reading], themes: Sequence[Theme]) -> float:
    """Seconds of processor time to choose for all themes."""
    begun = time.process_time()
    choose(readings, themes)
    return time.process_time() - begun


def page(figures: list[Figure]) -> str:
    """The page of the documentation that holds the figures."""
    made = f"briefs {__version__} on Python {platform.python_version()}, {platform.machine()}"
    return f"""\
# Benchmarks

Made by `make bench` with {made}. What is compared runs in turn; the figures are medians of
{ROUNDS} rounds. Compare ratios: seconds belong to one machine, and to how busy it was.
What stands under headings of its own was measured apart, by the command that is named there, and stays as it is.

The documents: {_documents()}.

{table(figures)}

The pages, documents and feeds of the lines from “Reading” on are made, not real.

The rival of the first line is the `weasyprint` command with the same fonts: it imports, lays out and writes,
but reads no source, chooses no sentence and mends no tags. LexRank is that of sumy, which lives in an
environment of its own (`.venv-bench`), because nltk starts slowly where numpy is installed beside it.

Typst sets plain words: it tags nothing and reads no style sheet. Messages go to Postfix's `smtp-sink` on the same
machine; a distance is made by a process that holds back what passes.
"""


def sections(before: str) -> str:
    """What stands under headings of its own on the page as it was: measured apart, it stays as it is."""
    _, heading, rest = before.partition("\n## ")
    return heading + rest


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [f"| {one.what} | {one.found} | {one.limit} | {'yes' if one.kept else 'no'} |" for one in figures]
    return "\n".join(("| what | found | limit | kept |", "|---|---|---|---|", *rows))


def _documents() -> str:
    real = material.folder() == material.REAL
    return "the four real ones this project was made for" if real else "the samples in `seeds/`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
