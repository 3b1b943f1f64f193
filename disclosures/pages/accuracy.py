"""How exactly the reader reads, as it was last measured (``python -m tests.benchmarks.accuracy --write``)."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from disclosures.models import Disclosure

MEASURED = Path(__file__).resolve().parents[1] / "data" / "accuracy.csv"


@dataclass(frozen=True)
class Accuracy:
    """``read``: amounts given out; ``right``: those that are printed just there; ``holding``: boxes around them."""

    on: date
    parser_version: str
    reports: int
    printed: int
    read: int
    right: int
    boxes: int
    holding: int

    @property
    def found_percent(self) -> str:
        return percent(self.right, self.printed)

    @property
    def right_percent(self) -> str:
        return percent(self.right, self.read)

    @property
    def box_percent(self) -> str:
        return percent(self.holding, self.boxes)

    @property
    def read_otherwise(self) -> int:
        """How many published reports were read by another version than the one measured."""
        return Disclosure.objects.published().exclude(current__parser_version=self.parser_version).count()


def percent(part: int, whole: int) -> str:
    """With two decimals, rounded down: what is not all is never called 100.00."""
    return f"{part * 10000 // whole / 100:.2f}" if whole else ""


@cache
def accuracy() -> Accuracy:
    with MEASURED.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    numbers = {name: int(row[name]) for name in ("reports", "printed", "read", "right", "boxes", "holding")}
    return Accuracy(date.fromisoformat(row["on"]), row["parser_version"], **numbers)
