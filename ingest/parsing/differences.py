"""What two readings of the accounts of one department and year say differently, cell by cell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.evidence import row_key
from ingest.parsing.corrected import NAME, Spot, statement_key
from ingest.parsing.facts import Cell, Report, StatementRead, StatementRow


@dataclass(frozen=True)
class Difference:
    """One cell (or the name of a row) with its texts, None where that reading has no such cell."""

    spot: Spot
    title: str
    name: str
    label: str
    before: str | None
    after: str | None
    page: int | None


@dataclass(frozen=True)
class MeasureDifference:
    """A comparable number before and after, as decimals in 万元 or counts; None where a reading gives none."""

    key: str
    before: str | None
    after: str | None


def cell_differences(before: Report, after: Report) -> tuple[Difference, ...]:
    """Cells whose amounts differ, or whose texts do where neither prints an amount; in the order of the report."""
    former = {statement_key(n, read): read for n, read in enumerate(before.statements)}
    latter = {statement_key(n, read): read for n, read in enumerate(after.statements)}
    keys = [*latter, *(key for key in former if key not in latter)]
    return tuple(found for key in keys for found in _of_statement(key, former.get(key), latter.get(key)))


def _of_statement(
    key: str, before: StatementRead | None, after: StatementRead | None
) -> Iterator[Difference]:
    former = {row_key(before, row): row for row in reversed(before.rows)} if before else {}
    latter = {row_key(after, row): row for row in reversed(after.rows)} if after else {}
    order = [row_key(after, row) for row in after.rows] if after else []
    order += [row_key(before, row) for row in before.rows] if before else []
    title = (after or before).title if after or before else ""  # type: ignore[union-attr]
    for row in dict.fromkeys(order):
        yield from _of_row(key, title, row, former.get(row), latter.get(row))


def _of_row(
    key: str, title: str, row: str, before: StatementRow | None, after: StatementRow | None
) -> Iterator[Difference]:
    name = after.name if after else before.name if before else ""
    if before and after and before.name != after.name:
        yield Difference(Spot(key, row, NAME), title, name, "名称", before.name, after.name, None)
    columns = dict.fromkeys(cell.column for one in (after, before) if one for cell in one.cells)
    for column in columns:
        former = before.cell(column) if before else None
        latter = after.cell(column) if after else None
        if _said(former) == _said(latter):
            continue
        shown = latter or former
        assert shown is not None
        yield Difference(
            Spot(key, row, column),
            title,
            name,
            shown.label,
            former.text if former else None,
            latter.text if latter else None,
            shown.page,
        )


def _said(cell: Cell | None) -> Decimal | str:
    """What a cell says: its amount, else its text; "" where there is no cell."""
    if cell is None:
        return ""
    return cell.text.strip() if cell.amount is None else cell.amount


def measure_differences(before: Report, after: Report) -> tuple[MeasureDifference, ...]:
    former = {measure.key: measure.value for measure in before.measures}
    latter = {measure.key: measure.value for measure in after.measures}
    return tuple(
        MeasureDifference(key, _text(former.get(key)), _text(latter.get(key)))
        for key in dict.fromkeys([*former, *latter])
        if former.get(key) != latter.get(key)
    )


def part_differences(before: Report, after: Report) -> dict[str, int]:
    """How many entries of each part beside the statements one reading has and the other has not; none that is 0."""
    parts: dict[str, tuple[Iterable[object], Iterable[object]]] = {
        "文字说明": ((*before.sections, *before.claims), (*after.sections, *after.claims)),
        "绩效自评": (before.evaluations, after.evaluations),
        "名词解释": ((*before.terms, *before.listings), (*after.terms, *after.listings)),
        "核对结果": (before.findings, after.findings),
    }
    counted = {part: _unlike(former, latter) for part, (former, latter) in parts.items()}
    return {part: count for part, count in counted.items() if count}


def _unlike(former: Iterable[object], latter: Iterable[object]) -> int:
    before, after = Counter(map(repr, former)), Counter(map(repr, latter))
    return max((before - after).total(), (after - before).total())


def _text(value: object) -> str | None:
    return None if value is None else f"{value:f}"
