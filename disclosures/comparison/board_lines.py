"""The lines by which the 三公 board is sorted and filtered: made when a report is published or withdrawn.

A department's lines are made together, because a report's change may follow from the report of the year before. They
hold what the board's rows (``board_rows``) say, so that a page of the board reads 25 reports and not all of them.
"""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from django.db import transaction

from disclosures.comparison.board_rows import ITEMS, PARTS, BoardRow, held_rows
from disclosures.comparison.unit_costs import UNIT_COSTS
from disclosures.department_kinds import department_kind
from disclosures.models import BoardLine, Department, Disclosure
from disclosures.wording import FEN_PER_WAN

# Beyond what is plausible in 分 or in hundredths of a per cent; keeps within the columns' integers.
LARGEST = 10**17
HUNDREDTHS = 100


def rebuild(department: Department) -> int:
    """Replace the lines of one department by those that its published reports give; how many they are."""
    with transaction.atomic():
        # Two reports of one department may be published at once; the second waits here.
        Department.objects.select_for_update().only("pk").get(pk=department.pk)
        BoardLine.objects.filter(department=department).delete()
        return len(BoardLine.objects.bulk_create(expected(department)))


def rebuild_lacking() -> int:
    """Make the lines of departments that have reports and no lines, as after an update of the site; how many."""
    shown = Disclosure.objects.published().values("department")
    lacking = Department.objects.filter(pk__in=shown).exclude(pk__in=BoardLine.objects.values("department"))
    return sum(rebuild(department) for department in lacking.order_by("pk").iterator())


def expected(department: Department) -> list[BoardLine]:
    """The lines, unsaved, that the published reports of one department give."""
    held = held_rows(Disclosure.objects.published().filter(department=department), ITEMS)
    if not held.columns:
        return []
    department = Department.objects.select_related("region").get(pk=department.pk)
    kind = department_kind(department.name, department.region.name, department.function).key
    return [
        _line(department, kind, item, held.row(column, item))
        for column, item in product(held.columns.values(), ITEMS)
    ]


def _line(department: Department, kind: str, item: str, row: BoardRow) -> BoardLine:
    budget_basis, funds, scope = row.tokens
    costs = zip(UNIT_COSTS, row.units, strict=True)
    return BoardLine(
        disclosure_id=row.column.disclosure,
        department=department,
        region_id=department.region_id,
        slug=row.column.slug,
        name=row.column.name,
        kind=kind,
        year=row.column.year,
        scope=scope,
        item=item,
        budget_basis=budget_basis,
        funds=funds,
        actual=_fen(row.actual.value),
        budget=_fen(row.budget.value),
        over=_fen(row.over),
        rate=_whole(row.rate, HUNDREDTHS),
        change=_fen(row.change.change) if row.change else None,
        **{part: _fen(cell.value) for part, cell in zip(PARTS, row.parts, strict=True)},
        **{rule.key: min(cost.fen, LARGEST) if cost else None for rule, cost in costs},
        recognised=row.recognised,
    )


def _fen(value: Decimal | None) -> int | None:
    """万元 in 分. A stated change may be printed finer than that: its order is by the nearest 分."""
    return _whole(value, FEN_PER_WAN)


def _whole(value: Decimal | None, times: int) -> int | None:
    if value is None:
        return None
    return int(max(min((value * times).to_integral_value(ROUND_HALF_UP), LARGEST), -LARGEST))
