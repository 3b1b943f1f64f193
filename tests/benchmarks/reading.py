"""How long reading the samples takes against plain pdfplumber on all pages, in one run.

Only the ratio carries over to another machine. ``python -m tests.benchmarks.reading``
"""

import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from ingest.parsing.report import parse

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "ingest" / "samples").glob("*.pdf"))


def read_plainly(path: Path) -> None:
    """What one would write first: every page's text and tables."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Processor time of the better of two runs."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        work(path)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    ours_total = plain_total = 0.0
    print(f"{'sample':42}{'pdfplumber':>12}{'parse':>9}{'ratio':>8}")
    for path in SAMPLES:
        plain, ours = seconds(read_plainly, path), seconds(parse, path)
        ours_total, plain_total = ours_total + ours, plain_total + plain
        print(f"{path.stem:42}{plain:10.2f} s{ours:7.2f} s{ours / plain:8.2f}")
    print(f"{'all':42}{plain_total:10.2f} s{ours_total:7.2f} s{ours_total / plain_total:8.2f}")


if __name__ == "__main__":
    main()
