"""What reading reports costs beside plain pdfplumber on every page, in one run, start-up included.

Only the ratio carries over to another machine. The reports are five of ``../shared`` that differ in producer and
length, or the samples where that folder is missing. ``python -m tests.benchmarks.reading``
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from resource import struct_rusage

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REPORTS = [
    *(SHARED / "typeset" / f"{name}.pdf" for name in ("lo_003", "chrome_004", "long_000", "narrow_000")),
    SHARED / "reports" / "putuo-social-work-department-2024.pdf",
]
RUNS, ROUNDS = 3, 6

# What one would write first: every page's text and tables.
PLAINLY = """
import logging, sys, pdfplumber
logging.disable(logging.CRITICAL)
for path in sys.argv[1:]:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
"""


def run(command: Sequence[str], given: str = "") -> struct_rusage:
    """What a command and the processes below it used; RuntimeError where it fails."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin
    process.stdin.write(given)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return usage


def seconds(command: Sequence[str]) -> float:
    usage = run(command)
    return usage.ru_utime + usage.ru_stime


def megabytes(files: Sequence[Path]) -> float:
    """Peak memory of the one child process that reads all ``files``."""
    requests = (json.dumps({"path": str(path), "name": path.name}) + "\n" for path in files)
    return run(["-m", "ingest.parsing"], "".join(requests)).ru_maxrss / 1024


def main() -> None:
    files = [path for path in REPORTS if path.is_file()]
    if len(files) < len(REPORTS):
        files = sorted((ROOT / "ingest" / "samples").glob("*.pdf"))[:5]
    names = [str(path) for path in files]
    plain, ours = [], []
    for _ in range(RUNS):
        plain.append(seconds(["-c", PLAINLY, *names]))
        ours.append(seconds(["manage.py", "parse", "--json", *names]))
    print(f"{len(files)} reports: {', '.join(path.stem for path in files)}")
    print(f"  pdfplumber on every page  {min(plain):6.2f} s of processor time")
    print(f"  manage.py parse --json    {min(ours):6.2f} s   ratio {min(ours) / min(plain):.2f}")
    once, often = megabytes(files), megabytes(files * ROUNDS)
    print(f"  peak memory of the child  {once:6.0f} MB   {often:.0f} MB when it reads them {ROUNDS} times")


if __name__ == "__main__":
    main()
