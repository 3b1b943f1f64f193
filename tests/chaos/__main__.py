"""Put a site of its own under strain: ``python -m tests.chaos [at-once] [writers] [kills] [hangs]``

On SQLite in a temporary folder; with ``DATABASE_URL=postgres://…`` on a database made and dropped on that server.
Nothing of what lies there already is touched. Ends with 1 where something came out wrong.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.chaos import at_once, hangs, kills, writers

STRAINS = ("at-once", "writers", "kills", "hangs")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument(
        "strains", nargs="*", metavar="STRAIN", help=f"of {', '.join(STRAINS)}; all by default"
    )
    parser.add_argument("--times", type=int, default=50, help="at-once: how often the one file is sent")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60, help="writers: for how long")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--imports", type=int, default=200, help="kills: files sent meanwhile")
    parser.add_argument("--lease", type=int, default=60, help="kills: LEASE_SECONDS")
    parser.add_argument("--hanging", type=int, default=10)
    parser.add_argument("--good", type=int, default=100, help="hangs: files among which the others hang")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    unknown = set(given.strains) - set(STRAINS)
    if unknown:
        parser.error(f"no such strain: {', '.join(sorted(unknown))}")
    return given


def main() -> int:
    given = arguments()
    address = os.environ.get("DATABASE_URL", "")
    server = address if address.startswith(("postgres:", "postgresql:")) else ""
    runs: dict[str, Callable[[Path, str], bool]] = {
        "at-once": partial(at_once.run, times=given.times),
        "writers": partial(writers.run, writers=given.writers, seconds=given.seconds),
        "kills": partial(
            kills.run, kills=given.kills, imports=given.imports, seed=given.seed, lease=given.lease
        ),
        "hangs": partial(hangs.run, hangs=given.hanging, goods=given.good, seed=given.seed),
    }
    fine = True
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        for name in given.strains or STRAINS:
            began = time.monotonic()
            print(f"{name} on {'PostgreSQL' if server else 'SQLite'}", flush=True)
            good = runs[name](Path(folder) / name, server)
            print(f"  {'holds' if good else 'BROKEN'} ({time.monotonic() - began:.0f} s)", flush=True)
            fine &= good
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
