"""Reading, summary and composition of the documents in one process, once all is imported.

Out: one line, the milliseconds of processor time. One sample document goes through first, so that what is
imported late is there; it is not among the documents measured.
"""

import datetime
import sys
import time
from pathlib import Path

from briefs import pipeline
from briefs.composition import Plan
from briefs.model import Coverage, Edition
from tests.benchmarks.material import SAMPLES, settings, sources

AS_OF = datetime.datetime(2026, 5, 25, 6, tzinfo=datetime.UTC)


def main(folder: Path) -> None:
    measured = sources(folder)
    first = sources(SAMPLES)[:1]
    wanted = plan()
    pipeline.build(first, (), wanted)
    begun = time.process_time()
    pipeline.build(measured, (), wanted)
    print(f"{(time.process_time() - begun) * 1000:.1f}")


def plan() -> Plan:
    """The plan of an edition with the themes that are shipped."""
    chosen = settings()
    edition = Edition(
        id="bench", number=1, revision=0, title=chosen.title, organisation="", language="en", as_of=AS_OF
    )
    return Plan(
        edition=edition,
        coverage=Coverage(start=None, end=AS_OF.date()),
        themes=chosen.themes,
        key_points=chosen.key_points,
        configuration="",
        tool="",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
