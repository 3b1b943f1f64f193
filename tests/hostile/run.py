"""Every case read as a person's file is: by the reading process, within limits. ``python -m tests.hostile.run``

Prints a table by category and ends with 1 where a case came out otherwise than it may.
"""

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.parsing.doubts import READ_DAMAGED
from ingest.sandbox import Limits, Reader
from tests.hostile.case import READ, SAMPLES, Case
from tests.hostile.generate import cases

LIMITS = Limits(seconds=20)
GRACE = 3  # seconds for starting and ending a process
PEAK = re.compile(r"VmHWM:\s*(\d+) kB")
READERS = 2


@dataclass(frozen=True)
class Result:
    """``outcome``: "read" or a reason; ``changed``: other numbers than the undamaged file's; peak in MB."""

    case: Case
    outcome: str
    changed: bool
    flagged: bool
    seconds: float
    peak: float = 0

    @property
    def faults(self) -> list[str]:
        """What must not be, in words."""
        found = []
        if self.outcome not in self.case.outcomes:
            found.append(f"came out as {self.outcome}")
        if self.changed and not self.flagged:
            found.append("accepted with other numbers and no word of it")
        if self.seconds > LIMITS.seconds + GRACE:
            found.append(f"took {self.seconds:.0f} s")
        return [f"{self.case.category}/{self.case.name}: {fault}" for fault in found]


def numbers(answer: dict[str, Any]) -> tuple[Any, Any]:
    """The measures and every cell of an answer."""
    cells = [
        (read["statement"], row["line"], row["code"], row["name"], cell["column"], cell["amount"])
        for read in answer["statements"]
        for row in read["rows"]
        for cell in row["cells"]
    ]
    return answer["measures"], cells


@cache
def undamaged(source: str) -> tuple[Any, Any]:
    with Reader(Limits()) as reader:
        return numbers(reader.read(SAMPLES / source, source))


def read(case: Case, reader: Reader, folder: Path) -> Result:
    path = folder / f"{id(case)}"
    path.write_bytes(case.make())
    begun = time.monotonic()
    answer = reader.read(path, case.name)
    taken = time.monotonic() - begun
    path.unlink()
    if "error" in answer:
        return Result(case, answer["error"]["code"], False, False, taken, peak(reader))
    changed = bool(case.source) and numbers(answer) != undamaged(case.source)
    flagged = any(finding["check"] == READ_DAMAGED for finding in answer["findings"])
    return Result(case, READ, changed, flagged, taken, peak(reader))


def peak(reader: Reader) -> float:
    """The most memory that the reading process has held so far, in MB; 0 where it is gone."""
    if reader.process is None:
        return 0
    try:
        found = PEAK.search(Path(f"/proc/{reader.process.pid}/status").read_text())
    except FileNotFoundError:
        return 0
    return int(found[1]) / 1024 if found else 0


def run(chosen: Sequence[Case]) -> list[Result]:
    """The cases, in their order, read by a few processes beside each other."""

    def share(first: int) -> list[Result]:
        with tempfile.TemporaryDirectory() as folder, Reader(LIMITS) as reader:
            return [read(case, reader, Path(folder)) for case in chosen[first::READERS]]

    with ThreadPoolExecutor(READERS) as pool:
        shares = list(pool.map(share, range(READERS)))
    return [shares[number % READERS][number // READERS] for number in range(len(chosen))]


def table(results: Sequence[Result]) -> str:
    lines = [f"{'category':24}{'files':>6}{'read':>6}{'doubt':>7}{'slowest':>9}{'faults':>8}  reasons"]
    for category in dict.fromkeys(result.case.category for result in results):
        of = [result for result in results if result.case.category == category]
        reasons = sorted({result.outcome for result in of} - {READ})
        counted = ", ".join(f"{sum(r.outcome == reason for r in of)} {reason}" for reason in reasons)
        lines.append(
            f"{category:24}{len(of):6}{sum(r.outcome == READ for r in of):6}{sum(r.flagged for r in of):7}"
            f"{max(r.seconds for r in of):7.1f} s{sum(len(r.faults) for r in of):8}  {counted}"
        )
    return "\n".join(lines)


def main() -> None:
    begun = time.monotonic()
    results = run(list(cases()))
    faults = [fault for result in results for fault in result.faults]
    print(table(results))
    most = max(result.peak for result in results if result.outcome == READ)
    print(
        f"{len(results)} files in {time.monotonic() - begun:.0f} s, {len(faults)} faults; peak {most:.0f} MB"
    )
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
