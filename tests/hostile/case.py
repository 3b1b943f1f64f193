"""One hostile or damaged file, and what may become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

READ = "read"  # accepted: with the numbers of the undamaged file, or with a finding that it may be damaged
SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"
SMALL = "hongshan-government-office-2023.pdf"


@dataclass(frozen=True)
class Case:
    """``make`` gives the bytes; ``source`` is the sample whose numbers it must keep, where it is accepted."""

    category: str
    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    source: str = ""


def sample(name: str = SMALL) -> bytes:
    return (SAMPLES / name).read_bytes()


def outcomes(*names: str) -> frozenset[str]:
    return frozenset(names)
