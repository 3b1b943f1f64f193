"""The figures of one sample, as its CSV gives them: printed strings, nothing computed."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class PrintedRow:
    key: str
    name: str
    amounts: tuple[str, ...]

    def amount(self, place: int) -> str:
        return self.amounts[place] if place < len(self.amounts) else ""


@dataclass(frozen=True)
class Figures:
    statements: dict[str, tuple[PrintedRow, ...]]

    def rows(self, statement: str) -> tuple[PrintedRow, ...]:
        return self.statements.get(statement, ())

    def row(self, statement: str, key: str) -> PrintedRow:
        """The row of that 行次 or code; one without amounts where the report prints none."""
        found = (row for row in self.rows(statement) if row.key == key)
        return next(found, PrintedRow(key, "", ()))


def read_figures(name: str) -> Figures:
    """The rows of ``data/<name>.csv``: statement, row (行次 or code), name, then amounts by column."""
    path = DATA / f"{name}.csv"
    if not path.exists():
        return Figures({})
    statements: dict[str, list[PrintedRow]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for statement, key, label, *amounts in rows:
            statements.setdefault(statement, []).append(PrintedRow(key, label, tuple(amounts)))
    return Figures({statement: tuple(rows) for statement, rows in statements.items()})


def economic_names() -> dict[str, str]:
    """Code → name of the subjects that the statement of basic expenditure lists, in its order."""
    with (DATA / "economic.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
