"""The posters of comparisons and of the 三公 board."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from disclosures.comparison.board import Board
from disclosures.comparison.board_rows import ITEMS, BoardRow
from disclosures.comparison.districts import District, DistrictComparison
from disclosures.comparison.result import Comparison
from disclosures.comparison.rows import Cell, Row
from disclosures.marks import cautioned
from disclosures.posters import MOST_BARS, Bar, Bars, Mark, Poster, Said, mark_of, said, share_of
from disclosures.wording import Change

MOST_LINES = 12  # bars of all rows of a comparison together
BOARD_SOURCE = gettext_lazy("各部门公开的“三公”经费支出决算表及文字说明")


def comparison_poster(title: str, comparison: Comparison, unit: str, link: str) -> Poster:
    """The first rows that have a number in every column, as bars; what is refused is said instead of drawn."""
    columns = comparison.columns
    printed = [row for row in comparison.rows if row.printed]
    whole = [row for row in printed if all(cell.value is not None for cell in row.cells)]
    rows = _unlike(whole or printed)[: max(1, MOST_LINES // len(columns))]
    years = "、".join(dict.fromkeys(str(column.year) for column in columns))
    shown = (cell for row in rows for cell in row.cells)
    whose = "；".join(f"{c.name} {c.year} 年度部门决算" for c in columns if c.held)
    return Poster(
        kind="并排比较",
        title=(title,),
        subtitle=f"{years} 年 · {comparison.what} · {unit}",
        source=cautioned(whose, any(cell.recognised for cell in shown)),
        link=link,
        file="compare",
        groups=tuple(_row(row) for row in rows),
        words=_facets(comparison) if not comparison.refused else (),
        refused=_refused([refused.refusal for refused in comparison.refused]),
    )


def _unlike(rows: Sequence[Row]) -> list[Row]:
    """Without those that print the same numbers as one before: 收入总计 and 支出总计 are equal."""
    by_values = {tuple(cell.value for cell in row.cells): row for row in reversed(rows)}
    return [row for row in rows if row in by_values.values()]


def _facets(comparison: Comparison) -> tuple[str, ...]:
    """The bases that differ, which must be read before the numbers."""
    differing = [facet.label for facet in comparison.facets if any(facet.differs)]
    return (f"口径不同：{'、'.join(differing)}。",) if differing else ()


def _refused(refusals) -> tuple[str, ...]:
    return tuple(f"不作比较：{refusal.title}。{refusal.reason}" for refusal in refusals[:2])


def _row(row: Row) -> Bars:
    return Bars(row.label, tuple(_cell(cell, cell.column.label) for cell in row.cells))


def _cell(cell: Cell, label: str) -> Bar:
    if cell.value is None:
        return Bar(label, "—", None, note=Said(cell.note or cell.state_words))
    delta = cell.delta
    note = said(Change(delta.direction, delta.words)) if delta else None
    return Bar(label, cell.shown, share_of(cell.share), "now", note, mark_of(cell.outcome))


def districts_poster(found: DistrictComparison, link: str) -> Poster:
    """Every district's sum of what is held, with its coverage."""
    names = tuple(district.name for district in found.districts)
    source = f"已收录的各部门 {found.year} 年度部门决算；合计只是已收录部门之和，不是该地区的数"
    return Poster(
        kind="按地区比较",
        title=(found.label,),
        subtitle=f"{'、'.join(names)} · {found.year} 年 · {found.unit}",
        source=cautioned(source, any(district.recognised for district in found.districts)),
        link=link,
        file="districts",
        groups=(Bars("已收录部门之和", tuple(_district(district) for district in found.districts)),),
        refused=_refused(found.refused),
    )


def _district(district: District) -> Bar:
    cover = Said(f"{district.known} 个部门中 {district.given} 个有数")
    value = district.shown if district.total is not None else "不合计" if district.unsummed else "—"
    return Bar(district.name, value, share_of(district.share), "now", cover)


def board_poster(found: Board, rows: Sequence[BoardRow], where: str, link: str) -> Poster:
    """The first rows of the board in its order; ranks only where the board has them."""
    query = found.query
    head = f"{where}“三公”经费决算" if query.item == "total" else f"{where}{ITEMS[query.item]}决算"
    shown = [row for row in rows if row.actual.value is not None][:MOST_BARS]
    count = found.count
    more = f"{count} 份报告" if len(shown) == count else f"{count} 份报告中的前 {len(shown)} 份"
    ranked = "" if found.ranked or count < 2 else "年度或口径不同，只按数额排列，不编名次。"
    return Poster(
        kind="“三公”榜",
        title=(head,),
        subtitle=f"{f'{query.year} 年' if query.year else '全部年度'} · {more} · 万元",
        source=cautioned(str(BOARD_SOURCE), any(row.recognised for row in shown)),
        link=link,
        file=f"sangong-{query.year or 'all'}",
        groups=(Bars("", tuple(_ranked(row) for row in shown)),) if shown else (),
        refused=tuple(words for words in (ranked,) if words),
    )


def _ranked(row: BoardRow) -> Bar:
    rank = f"{row.rank}. " if row.rank else ""
    note = None
    if row.over is not None and row.basis.budget:
        words = "与预算持平" if not row.over else f"{'高' if row.over > 0 else '低'}于预算"
        note = Said(f"{words}，完成 {row.rate}%" if row.rate is not None else words)
    mark: Mark | None = mark_of(row.checked)
    label = f"{rank}{row.column.name} {row.column.year}"
    return Bar(label, row.actual.shown, share_of(row.share), "now", note, mark)
