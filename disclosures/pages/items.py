"""The 项 of a report: initial budget, final amount and stated completion of each."""

from dataclasses import dataclass

from disclosures.classification import subjects
from disclosures.pages.grid import row_level
from disclosures.pages.reading import Reading
from disclosures.wording import Change, amount_text, change_of

ITEM_LEVEL = 3


@dataclass(frozen=True)
class ItemRow:
    code: str
    name: str
    budget: str
    actual: str
    href: str
    change: Change | None
    completion: str  # as the report prints it


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
    completion = reading.claim(f"item.{code}.actual", "completion")
    return ItemRow(
        code,
        name,
        amount_text(budget),
        amount_text(value),
        _cell(reading, code, value),
        change_of(budget, value) if budget is not None and value is not None else None,
        f"{completion.percent}%" if completion and completion.percent else "",
    )


def _cell(reading: Reading, code: str, value: int | None) -> str:
    """The cell of form 05 that prints the same amount, "" where there is none."""
    amount = reading.printed.get(("general_budget", code, "1"))
    return reading.place_url(amount) if amount and amount.value == value else ""


def items(reading: Reading) -> tuple[ItemRow, ...]:
    codes = sorted({key.split(".")[1] for key in reading.amounts if key.startswith("item.")})
    names = _names(reading) if codes else {}
    return tuple(_row(reading, code, names.get(code, code)) for code in codes)
