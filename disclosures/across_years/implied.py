"""The year before as the later report's changes imply it, against what the earlier report printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.across_years.amounts import Amount, printed
from disclosures.across_years.compared import (
    Compared,
    Said,
    Wording,
    cell_place,
    compare,
    not_checkable,
    prose_place,
    said_in_cell,
    written,
)
from disclosures.across_years.held import Held, Pair
from disclosures.comparison.printed import TOTAL
from disclosures.measures import MEASURES, Unit, measure_of
from disclosures.models import Claim, Figure, Outcome
from disclosures.wording import BUDGETS, FUNDS, decimal_of, wan

CHECK = "C_CROSS_YEAR"
QUOTED = 400  # letters of a sentence that a place keeps
_NEARLY = re.compile("(?:基本|大致|总体)(?:持平|相同|一致)")  # there is a change, not said which


def implied_amount(claim: Claim, counted: bool) -> Amount | None:
    """amount − signed change, None where the saying does not give both."""
    amount, change = decimal_of(claim.amount), decimal_of(claim.change)
    if amount is None or not claim.direction:
        return None
    now = printed(amount, claim.text, counted)
    if claim.direction == "unchanged":
        return None if _NEARLY.search(claim.text) else now
    if change is None:
        return None
    by = printed(abs(change), claim.text, counted)
    return now.plus(by) if claim.direction == "decrease" else now.minus(by)


def _parts(*bases: str) -> frozenset[str]:
    return frozenset(part for basis in bases for part in basis.split("+") if part)


def _said(held: Held, claim: Claim, amount: Amount) -> Said:
    own = held.figures.get(claim.measure)
    doubt = "推算所据的文字另有不一致" if claim.pk in held.doubted else ""
    place = prose_place(held, claim.page, claim.section, claim.text[:QUOTED])
    funds = _parts(claim.basis) & set(FUNDS)
    rest = _parts(own.basis if own else "")
    return Said(amount, (place,), funds | (rest - set(FUNDS) if funds else rest), doubt)


def sayings(held: Held, year: int) -> dict[tuple[str, Decimal], Said]:
    """By measure and implied number: a number that several sentences imply is one saying with several places."""
    found: dict[tuple[str, Decimal], Said] = {}
    for claim in held.claims:
        known = measure_of(claim.measure)
        if known is None or claim.base_year not in (None, year):
            continue
        amount = implied_amount(claim, known.unit == Unit.COUNT)
        if amount is None:
            continue
        said = _said(held, claim, amount)
        before = found.get((claim.measure, amount.value))
        if before is not None:
            # Where one of the sentences is sound, the number stands.
            doubt = before.doubt and said.doubt
            said = replace(before, where=before.where + said.where, doubt=doubt)
        found[claim.measure, amount.value] = said
    return found


def printed_figure(held: Held, figure: Figure) -> Said:
    """The earlier report's number, as printed where the statement has it."""
    counted = figure.unit == Unit.COUNT
    value = Decimal(figure.value) if counted else wan(figure.value)
    basis = _parts(figure.basis)
    if not figure.statement:
        place = prose_place(held, figure.page, figure.section)
        return Said(printed(value, counted=counted), (place,), basis)
    # A total has no code: cells are named "" there, figures by the printed word.
    row = TOTAL if "".join(figure.row.split()) == "合计" else figure.row
    spot = (figure.statement, row, figure.column)
    cell = held.cells.get(spot)
    if cell is None or cell["amount"] is None or Decimal(cell["amount"]) != value:
        return Said(printed(value, counted=counted), (cell_place(held, spot, figure.page),), basis)
    place = cell_place(held, spot, cell["page"])
    return Said(printed(Decimal(cell["amount"])), (place,), basis, said_in_cell(cell))


def _differing(found: frozenset[str], expected: frozenset[str]) -> str:
    """The two 口径 in words where both are said and are not the same, else ""."""
    for words in (FUNDS, BUDGETS):
        one, other = found & set(words), expected & set(words)
        if one and other and one != other:
            return "、".join(words[next(iter(part))] for part in (one, other))
    return ""


def _basis_unsaid(measure: str, found: Said, expected: Said) -> bool:
    """A “三公” amount whose 口径 only one of the two reports says: the two may well differ."""
    if not measure.startswith("three_public."):
        return False
    return bool(found.basis & set(FUNDS)) != bool(expected.basis & set(FUNDS))


def _one(pair: Pair, measure: str, found: Said) -> Compared | None:
    year, later = pair.earlier.year, pair.later.year
    figure = pair.earlier.figures.get(measure)
    said = f"{later} 年报告推算的 {year} 年数为 {written(found.amount)}"
    if figure is None:
        if measure not in MEASURES:
            return None
        message = f"{said}，{year} 年报告没有给出此数。"
        return not_checkable(CHECK, measure, "error", message, found, found=True)
    expected = printed_figure(pair.earlier, figure)
    words = Wording(f"{later} 年报告推算的 {year} 年数为 ", f"{year} 年报告印为 ", "上年数可能经过调整")
    severity = "warning" if _basis_unsaid(measure, found, expected) else "error"
    told = compare(pair, CHECK, measure, severity, (found, expected), words)
    differing = _differing(found.basis, expected.basis)
    if not differing:
        return told
    message = f"{said}，{year} 年报告印为 {written(expected.amount)}；口径不同（{differing}），不作对照。"
    return replace(told, outcome=Outcome.NOT_CHECKABLE, message=message, difference="", tolerance="")


def compare_implied(pair: Pair) -> Iterator[Compared]:
    for (measure, _), found in sayings(pair.later, pair.earlier.year).items():
        told = _one(pair, measure, found)
        if told is not None:
            yield told
