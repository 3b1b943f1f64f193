"""The 项 of a report: initial budget and final amount of each."""

from dataclasses import dataclass

from disclosures.classification import subjects
from disclosures.pages.grid import row_level
from disclosures.pages.reading import Reading
from disclosures.pages.said import change_of, seen
from disclosures.wording import Change, amount_text

ITEM_LEVEL = 3


@dataclass(frozen=True)
class ItemRow:
    """``budget_fen`` and ``actual_fen`` in 分, None where the report does not give them."""

    code: str
    name: str
    budget_fen: int | None
    actual_fen: int | None
    href: str
    budget_recognised: bool = False  # in a picture, and nobody has looked at it
    actual_recognised: bool = False

    @property
    def budget(self) -> str:
        return amount_text(self.budget_fen)

    @property
    def actual(self) -> str:
        return amount_text(self.actual_fen)

    @property
    def changed(self) -> int:
        """By how much (分) the final amount differs; 0 where not both are given."""
        if self.budget_fen is None or self.actual_fen is None:
            return 0
        return self.actual_fen - self.budget_fen

    @property
    def difference(self) -> str:
        return amount_text(abs(self.changed))

    @property
    def change(self) -> Change | None:
        """The change in words, None where not both are given."""
        if self.budget_fen is None or self.actual_fen is None:
            return None
        made = self.budget_recognised or self.actual_recognised
        return seen(change_of(self.budget_fen, self.actual_fen), made)


def _names(reading: Reading) -> dict[str, str]:
    """The names of items as the report's statements print them, else those of the classification."""
    known = {subject.code: subject.name for subject in subjects("functional")}
    for sheet in reading.sheets:
        if sheet.statement in ("expenditure", "general_budget"):
            for row in sheet.data["rows"]:
                if row_level(row) == ITEM_LEVEL:
                    known[row["code"]] = row["name"].strip()
    return known


def _row(reading: Reading, code: str, name: str) -> ItemRow:
    budget = reading.value(f"item.{code}.budget")
    actual = reading.amounts.get(f"item.{code}.actual")
    value = actual.value if actual else None
    unseen = (reading.recognised(f"item.{code}.{kind}") for kind in ("budget", "actual"))
    return ItemRow(code, name, budget, value, _cell(reading, code, value), *unseen)


def _cell(reading: Reading, code: str, value: int | None) -> str:
    """The cell of form 05 that prints the same amount, "" where there is none."""
    amount = reading.printed.get(("general_budget", code, "1"))
    return reading.place_url(amount) if amount and amount.value == value else ""


def items(reading: Reading) -> tuple[ItemRow, ...]:
    codes = sorted({key.split(".")[1] for key in reading.amounts if key.startswith("item.")})
    names = _names(reading) if codes else {}
    return tuple(_row(reading, code, names.get(code, code)) for code in codes)
