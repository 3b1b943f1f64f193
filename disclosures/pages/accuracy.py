"""How exactly the reader reads, as it was last measured: text (``python -m tests.benchmarks.accuracy --write``) and
pictures (``python -m tests.benchmarks.pictures --write``).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from disclosures.models import Disclosure

_DATA = Path(__file__).resolve().parents[1] / "data"
MEASURED, PICTURES_MEASURED = _DATA / "accuracy.csv", _DATA / "accuracy_of_pictures.csv"


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


@dataclass(frozen=True)
class PictureAccuracy:
    """``kinds``: of spoilt pictures; ``accepted``: amounts read without doubt, of them ``accepted_right`` as printed."""

    on: date
    parser_version: str
    files: int
    kinds: int
    printed: int
    right: int
    accepted: int
    accepted_right: int

    @property
    def found_percent(self) -> str:
        return percent(self.right, self.printed)

    @property
    def accepted_percent(self) -> str:
        return percent(self.accepted, self.printed)

    @property
    def right_percent(self) -> str:
        return percent(self.accepted_right, self.accepted)


def percent(part: int, whole: int) -> str:
    """With two decimals, rounded down: what is not all is never called 100.00."""
    return f"{part * 10000 // whole / 100:.2f}" if whole else ""


@cache
def accuracy() -> Accuracy:
    names = ("reports", "printed", "read", "right", "boxes", "holding")
    return Accuracy(**_measured(MEASURED, names))


@cache
def picture_accuracy() -> PictureAccuracy:
    names = ("files", "kinds", "printed", "right", "accepted", "accepted_right")
    return PictureAccuracy(**_measured(PICTURES_MEASURED, names))


def _measured(path: Path, names: Sequence[str]) -> dict[str, Any]:
    with path.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    numbers = {name: int(row[name]) for name in names}
    return {"on": date.fromisoformat(row["on"]), "parser_version": row["parser_version"], **numbers}
