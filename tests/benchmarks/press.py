"""``python -m tests.benchmarks.press OUT.pdf PAGE.html…``: print pages in one run, as a build does; keep the first."""

import sys
from pathlib import Path

from briefs.publication.pdf import PrintJob, print_pdfs


def main(pdf: Path, pages: list[Path]) -> None:
    texts = [page.read_text("utf-8") for page in pages]
    jobs = [PrintJob(html_of=lambda _, text=text: text, expect_long=True) for text in texts]  # type: ignore[misc]
    pdf.write_bytes(print_pdfs(jobs)[0].pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
