"""What a year begins with against what the year before ended with, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.across_years.amounts import printed
from disclosures.across_years.compared import (
    Compared,
    Said,
    Wording,
    cell_place,
    compare,
    not_checkable,
    said_in_cell,
    written,
)
from disclosures.across_years.held import Held, Pair, Place
from disclosures.recognition import is_doubtful, is_unreadable
from disclosures.statements import Statement

CHECK = "C_OPENING"


@dataclass(frozen=True)
class Opening:
    """The cell that a year begins with and the one that the year before ends with."""

    measure: str
    label: str
    begin: Place
    end: Place


def _fiscal(measure: str, label: str, line: str, column: str) -> Opening:
    form = Statement.APPROPRIATION_SUMMARY.value
    return Opening(measure, label, (form, line, "1"), (form, "60", column))


_SUMMARY, _FUNDS = Statement.SUMMARY.value, Statement.GOVERNMENT_FUNDS.value
OPENINGS: tuple[Opening, ...] = (
    Opening("carryover_begin", "年初结转和结余", (_SUMMARY, "29", "1"), (_SUMMARY, "59", "2")),
    _fiscal("opening.fiscal", "年初财政拨款结转和结余", "28", "2"),
    _fiscal("opening.general_budget", "年初一般公共预算财政拨款结转和结余", "29", "3"),
    _fiscal("opening.gov_fund", "年初政府性基金预算财政拨款结转和结余", "30", "4"),
    _fiscal("opening.state_capital", "年初国有资本经营预算财政拨款结转和结余", "31", "5"),
    Opening("opening.form_07", "政府性基金预算年初结转和结余", (_FUNDS, "", "1"), (_FUNDS, "", "6")),
)
LABELS: dict[str, str] = {opening.measure: opening.label for opening in OPENINGS}


def _said(held: Held, place: Place) -> Said | None:
    """The printed cell, None where it is blank or not there: blank is not zero."""
    cell = held.cells.get(place)
    if cell is None or cell["amount"] is None:
        return None
    where = (cell_place(held, place, cell["page"]),)
    return Said(printed(Decimal(cell["amount"])), where, doubt=said_in_cell(cell))


def _in_doubt(held: Held, place: Place) -> bool:
    cell = held.cells.get(place)
    return cell is not None and (is_doubtful(cell) or is_unreadable(cell))


def _one(pair: Pair, opening: Opening) -> Compared | None:
    if _in_doubt(pair.later, opening.begin) or _in_doubt(pair.earlier, opening.end):
        return None  # what is printed there is not known yet
    begin, end = _said(pair.later, opening.begin), _said(pair.earlier, opening.end)
    later, earlier = f"{pair.later.year} 年报告的年初数为 ", f"{pair.earlier.year} 年报告的年末数为 "
    if begin and end:
        words = Wording(later, earlier, "年初数可能经过调整")
        return compare(pair, CHECK, opening.measure, "warning", (begin, end), words)
    if begin:
        message = f"{later}{written(begin.amount)}，{pair.earlier.year} 年报告没有给出年末数。"
        return not_checkable(CHECK, opening.measure, "warning", message, begin, found=True)
    if end and end.amount.value:
        message = f"{earlier}{written(end.amount)}，{pair.later.year} 年报告没有给出年初数。"
        return not_checkable(CHECK, opening.measure, "warning", message, end, found=False)
    return None


def compare_openings(pair: Pair) -> Iterator[Compared]:
    for opening in OPENINGS:
        told = _one(pair, opening)
        if told is not None:
            yield told
