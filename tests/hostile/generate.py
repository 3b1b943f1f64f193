"""Two hundred hostile and damaged files, the same for the same seed. ``python -m tests.hostile.generate FOLDER``"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.hostile import active, damaged, texts, written
from tests.hostile.case import Case

SEED = 20230831


def cases(seed: int = SEED) -> Iterator[Case]:
    for kind in (damaged, written, active, texts):
        yield from kind.cases(seed)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(cases()):
        (folder / f"{number:03}-{case.category}-{case.name}".replace(" ", "-")).write_bytes(case.make())


if __name__ == "__main__":
    main()
