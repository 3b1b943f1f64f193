"""What is drawn of one number over departments and years: small multiples, the strip of the peers. Values in, values
out; what stands on another basis is not drawn, and said."""

from decimal import Decimal

from django.utils.translation import gettext as _

from disclosures.comparison.matrix import District, Line, Matrix
from disclosures.comparison.rows import Cell, number_text
from disclosures.multiples import Dot, Panel, Point, Strip

FEWEST_DOTS, FEWEST_PANELS, FEWEST_YEARS = 3, 2, 2
MOST_PANELS = 12


def panels(matrix: Matrix) -> tuple[Panel, ...]:
    """One small drawing for each line that has a number, on one scale; () where there is nothing to see."""
    lines = [line for line in matrix.lines if any(line.fits)]
    values = [cell.value for line in lines for cell, fit in zip(line.cells, line.fits, strict=True) if fit]
    if len(matrix.years) < FEWEST_YEARS or len(lines) < FEWEST_PANELS or not values:
        return ()
    if max(values) <= 0 or min(values) < 0:
        return ()
    lines.sort(key=lambda line: not line.marked)
    named = _by_region(matrix)
    return tuple(_panel(line, max(values), named) for line in lines[:MOST_PANELS])


def _panel(line: Line, largest: Decimal, by_region: bool) -> Panel:
    column = line.cells[0].column
    points = (
        Point(
            cell.column.year,
            cell.shown,
            float(cell.value / largest) if fit else None,
            cell.note or cell.state_words,
            cell.value is not None and not fit,
            cell.recognised,
        )
        for cell, fit in zip(line.cells, line.fits, strict=True)
    )
    return Panel(column.region if by_region else column.name, tuple(points), line.marked)


def district_panels(matrix: Matrix) -> tuple[Panel, ...]:
    """One small drawing for each district: of its one department, or of its sums, these only where every sum is of the same departments over the years and
    of the same kinds in all districts; otherwise () and ``district_panels_refused`` says why."""
    if _by_region(matrix):
        return panels(matrix)
    if len(matrix.years) < FEWEST_YEARS or district_panels_refused(matrix):
        return ()
    totals = [
        total.total for district in matrix.districts for total in district.sums if total.total is not None
    ]
    if not totals or max(totals) <= 0 or min(totals) < 0:
        return ()
    return tuple(_district_panel(district, max(totals)) for district in matrix.districts)


def district_panels_refused(matrix: Matrix) -> str:
    """Why the sums of districts are not drawn, "" where they may be, and where each district has one department."""
    if _by_region(matrix) or len(matrix.years) < FEWEST_YEARS:
        return ""
    if any(total.why for district in matrix.districts for total in district.sums):
        return _("有的合计不能相加，不画图。")
    if matrix.badged:
        return _("口径不同的数不能画在同一刻度上。")
    if any(len({total.of for total in district.sums if total.of}) > 1 for district in matrix.districts):
        return _("各年有数的部门不同，合计的高低不说明变化，不画图。")
    functions = {_functions(district) for district in matrix.districts if any(t.of for t in district.sums)}
    if len(functions) > 1:
        return _("各地区有数的部门不同，合计不能比较高低，不画图。只看一类部门就可以比。")
    return ""


def _functions(district: District) -> tuple[str, ...]:
    return tuple(sorted(line.cells[0].column.function for line in district.lines if line.given))


def _district_panel(district: District, largest: Decimal) -> Panel:
    points = (
        Point(
            total.year,
            total.shown,
            None if total.total is None else float(total.total / largest),
            _("没有数"),
            recognised=total.recognised,
        )
        for total in district.sums
    )
    return Panel(district.name, tuple(points))


def strip(matrix: Matrix) -> Strip | None:
    """The last year's numbers as dots, those on the scale's basis; None with fewer than three or a negative one."""
    found = [(line, cell) for line, cell in _last(matrix)]
    if len(found) < FEWEST_DOTS or min(cell.value for _line, cell in found) < 0:
        return None
    dots = tuple(
        Dot(
            line.department.region.name if _by_region(matrix) else cell.column.name,
            cell.value,
            cell.shown,
            line.marked,
            cell.recognised,
        )
        for line, cell in found
    )
    values = sorted(dot.value for dot in dots)
    if values[-1] <= 0:
        return None
    middle = _median(values)
    shown = number_text(middle, found[0][1].suffix)
    year = found[0][1].column.year
    return Strip(_("%(year)s 年的分布") % {"year": year}, dots, middle, shown, _sentence(dots, shown))


def _by_region(matrix: Matrix) -> bool:
    regions = [line.department.region_id for line in matrix.lines]
    return len(set(regions)) == len(regions)


def _last(matrix: Matrix) -> list[tuple[Line, Cell]]:
    """The comparable numbers of the last year that has any: of the marked department's last year where one is
    marked."""
    fitting = [
        (line, cell) for line in matrix.lines for cell, fit in zip(line.cells, line.fits, strict=True) if fit
    ]
    wished = [pair for pair in fitting if pair[0].marked] or fitting
    last = max((cell.column.year for _line, cell in wished), default=0)
    return [(line, cell) for line, cell in fitting if cell.column.year == last]


def _median(values: list[Decimal]) -> Decimal:
    """Of sorted values; of an even number the mean of the two in the middle."""
    half = len(values) // 2
    return (
        values[half] if len(values) % 2 else ((values[half - 1] + values[half]) / 2).quantize(Decimal("0.01"))
    )


def _sentence(dots: tuple[Dot, ...], median: str) -> str:
    low = min(dots, key=lambda dot: dot.value)
    high = max(dots, key=lambda dot: dot.value)
    words = _("口径相同、有数的 %(n)s 个部门：最低 %(low)s（%(lowest)s），中位数 %(median)s，最高 %(high)s（%(highest)s）。") % {
        "n": len(dots),
        "low": low.shown,
        "lowest": low.label,
        "median": median,
        "high": high.shown,
        "highest": high.label,
    }  # fmt: skip
    if any(dot.recognised for dot in dots):
        words += _("其中有由图片识别、未经人核对的数。")
    marked = next((dot for dot in dots if dot.marked), None)
    if marked is None:
        return words
    below = sum(dot.value < marked.value for dot in dots)
    return words + _("%(name)s %(shown)s，高于其中 %(below)s 个。") % {
        "name": marked.label, "shown": marked.shown, "below": below,
    }  # fmt: skip
