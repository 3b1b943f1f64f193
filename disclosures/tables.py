"""The 三公 board as a table: a board in, marked up by django-tables2, a page of rows at a time; no request."""

import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy
from django_tables2.data import TableData

from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.board import Board
from disclosures.comparison.board_rows import PARTS, BoardRow
from disclosures.comparison.rows import Cell, CellState
from disclosures.comparison.unit_costs import UNIT_COSTS, UnitCost
from disclosures.marks import absence, number, recognised, report_address, told
from disclosures.measures import MEASURES
from disclosures.svg import line, ornament, rect
from disclosures.wording import OUTCOMES, printed_text

ROWS_PER_PAGE = 25
SORTS = (
    ("-actual", gettext_lazy("决算从高到低")),
    ("actual", gettext_lazy("决算从低到高")),
    ("-budget", gettext_lazy("预算从高到低")),
    ("-over", gettext_lazy("超出预算从多到少")),
    ("-rate", gettext_lazy("完成率从高到低")),
    ("-change", gettext_lazy("较上年增加从多到少")),
    ("change", gettext_lazy("较上年减少从多到少")),
    ("-abroad", gettext_lazy("出国从高到低")),
    ("-vehicle_purchase", gettext_lazy("购置从高到低")),
    ("-vehicle_operation", gettext_lazy("运行从高到低")),
    ("-reception", gettext_lazy("接待从高到低")),
    ("-per_traveller", gettext_lazy("每人次出国从高到低")),
    ("-per_purchase", gettext_lazy("每辆购置从高到低")),
    ("-per_vehicle", gettext_lazy("每辆运行从高到低")),
    ("-per_batch", gettext_lazy("每批接待从高到低")),
    ("-per_guest", gettext_lazy("每人次接待从高到低")),
    ("name", gettext_lazy("部门名称")),
)
# The denominator of a rate, as it stands after it.
_OF_BUDGET = {"initial": gettext_lazy("占年初预算"), "full_year": gettext_lazy("占全年预算")}
# The costs that stand under each part.
_COSTS_OF = {
    part: tuple(place for place, rule in enumerate(UNIT_COSTS) if rule.part == part) for part in PARTS
}


class BoardRows(TableData):
    """The rows of a board, read a page at a time in the order that its query asks for."""

    def __init__(self, board: Board):
        super().__init__(())
        self.board = board

    def __len__(self):
        return self.board.count

    def __getitem__(self, key: slice):
        return self.board.rows(key.start or 0, key.stop)

    def __iter__(self):
        return self.board.every_row()

    def order_by(self, aliases):
        """The query has the order already; the table merely marks the heading."""


def _mark(outcome: str) -> SafeString | str:
    if outcome not in OUTCOMES:
        return ""
    look, word = OUTCOMES[outcome][0], gettext(OUTCOMES[outcome][1])
    return format_html(' <span class="mark {}"><span class="vh">{}</span></span>', look, word)


def _badge(words: str) -> SafeString:
    return format_html('<span class="basis">{}</span>', words)


def _directed(direction: str, words: str, held: bool) -> SafeString:
    """Arrow and word together, the colour is the third signal; ``held``: made with a recognised number."""
    look, arrow = {"increase": ("inc", "▲ "), "decrease": ("dec", "▼ ")}.get(direction, ("same", ""))
    return format_html('{}<span class="{}">{}{}</span>', recognised(held), look, arrow, words)


def _part(cell: Cell) -> SafeString:
    if cell.value is not None:
        shown = format_html("{}{}", recognised(cell.recognised), cell.shown)
        if not cell.told:
            return shown
        source = '{}<small>{}<span class="vh">{}</span></small>'
        return format_html(source, shown, gettext("文"), gettext("：来自文字说明"))
    if cell.state == CellState.MISSING:
        return format_html('<span class="nil">—<span class="vh">{}</span></span>', cell.state_words)
    if cell.state == CellState.PICTURE:
        return format_html('<span class="unread">{}</span>', gettext("未识别"))
    return absence(cell)


def _amounts(label: Promise, look: str, **attributes: Promise) -> tables.Column:
    """A column of numbers: the first click on its heading puts the largest first."""
    th = {"class": "r"} if look in ("p", "amt r") else {}
    return tables.Column(
        label,
        accessor="column",  # each cell is written from the whole row
        empty_values=(),
        initial_sort_descending=True,
        attrs={"td": {"class": look, **attributes}, "th": th},
    )


class BoardTable(tables.Table):
    """One row for every department and year. Below 64 rem a row is a block in the same order."""

    name = tables.Column(
        gettext_lazy("部门、年度"), accessor="column", empty_values=(), attrs={"td": {"class": "who"}}
    )
    actual = _amounts(gettext_lazy("决算"), "amt r")
    bar = tables.Column(
        gettext_lazy("条为决算，竖线为预算"),
        accessor="column",
        orderable=False,
        empty_values=(),
        attrs={"td": {"class": "bar"}},
    )
    budget = _amounts(gettext_lazy("预算"), "half", **{"data-k": gettext_lazy("预算 ")})
    over = _amounts(gettext_lazy("与预算比"), "half")
    rate = _amounts(gettext_lazy("完成率"), "full", **{"data-k": gettext_lazy("完成率 ")})
    abroad = _amounts(gettext_lazy("出国"), "p", **{"data-k": gettext_lazy("出国")})
    vehicle_purchase = _amounts(gettext_lazy("购置"), "p", **{"data-k": gettext_lazy("购置")})
    vehicle_operation = _amounts(gettext_lazy("运行"), "p", **{"data-k": gettext_lazy("运行")})
    reception = _amounts(gettext_lazy("接待"), "p", **{"data-k": gettext_lazy("接待")})
    change = _amounts(gettext_lazy("较上年"), "full", **{"data-k": gettext_lazy("较上年 ")})

    class Meta:
        empty_text = gettext_lazy("没有符合条件的报告。")

    def get_column_class_names(self, classes_set, bound_column):
        """Our own classes only."""
        return classes_set

    def render_name(self, record: BoardRow):
        rank = format_html('<span class="no">{}</span>', record.rank) if record.rank else ""
        column = record.column
        basis = gettext("%(scope)s · 资金口径 %(funds)s") % {
            "scope": scope_word(column.scope),
            "funds": funds_word(record.basis.funds),
        }
        return format_html(
            '{}<a href="{}">{}</a> <small>{}</small><small class="under">{} {}</small>',
            rank,
            report_address(column),
            column.name,
            column.year,
            basis,
            told(record.actual),
        )

    def render_actual(self, record: BoardRow):
        return format_html("{}", number(record.actual))

    def render_bar(self, record: BoardRow):
        drawn = []
        if record.share:
            drawn.append(rect(width=record.share, height=12, class_="now"))
        if record.tick:
            drawn.append(line(record.tick, -3, record.tick, 15, stroke="currentColor", stroke_width=2))
        return ornament(12, *drawn) if drawn else ""

    def render_budget(self, record: BoardRow):
        if record.budget.value is None:
            return absence(record.budget)
        known = record.basis.budget
        words = budget_word(known) if known else gettext("口径未注明")
        mark = recognised(record.budget.recognised)
        return format_html("{}{} {}", mark, record.budget.shown, _badge(words))

    def render_over(self, record: BoardRow):
        if record.over is None:
            return mark_safe("—")
        held = record.against_recognised
        if not record.over:
            return format_html("{}{}{}", recognised(held), gettext("持平"), _mark(record.checked))
        more = record.over > 0
        words = gettext("高于 %(amount)s") if more else gettext("低于 %(amount)s")
        words %= {"amount": printed_text(f"{abs(record.over):f}")}
        direction = "increase" if more else "decrease"
        return format_html("{}{}", _directed(direction, words, held), _mark(record.checked))

    def render_rate(self, record: BoardRow):
        if record.rate is None:
            return format_html('—<small class="why"> {}</small>', _why_no_rate(record))
        whole = _OF_BUDGET[record.basis.budget]
        mark = recognised(record.against_recognised)
        return format_html('{}{}% <small class="whole">{}</small>', mark, record.rate, whole)

    def _render_part(self, record: BoardRow, part: str):
        costs = [cost for place in _COSTS_OF[part] if (cost := record.units[place])]
        return format_html(
            "{}{}", _part(record.parts[PARTS.index(part)]), mark_safe("".join(map(_cost, costs)))
        )

    def render_abroad(self, record: BoardRow):
        return self._render_part(record, "abroad")

    def render_vehicle_purchase(self, record: BoardRow):
        return self._render_part(record, "vehicle_purchase")

    def render_vehicle_operation(self, record: BoardRow):
        return self._render_part(record, "vehicle_operation")

    def render_reception(self, record: BoardRow):
        return self._render_part(record, "reception")

    def render_change(self, record: BoardRow):
        change = record.change
        if change is None:
            return mark_safe("—")
        small = _badge(change.base_word) if change.small else ""
        source = format_html(" <small>{}</small>", gettext("按上年报告计算")) if record.computed else ""
        said = _directed(change.direction, change.words, change.recognised)
        return format_html("{} {}{}{}", said, small, source, _mark(change.outcome))


def _why_no_rate(row: BoardRow) -> str:
    if row.actual.value is None or row.budget.value is None:
        return ""
    return gettext("预算数为零") if row.budget.value <= 0 else gettext("预算口径未注明")


def _cost(cost: UnitCost) -> SafeString:
    """What one unit cost, with what divides the amount above: ÷7 辆＝2.97 万元/辆."""
    unit = gettext(MEASURES[cost.rule.count].counted_in)
    return format_html(
        '<small class="cost">{}{}<span class="whole">{}</span> {}</small>',
        recognised(cost.recognised),
        gettext("÷%(count)s %(unit)s＝") % {"count": cost.count, "unit": unit},
        gettext("%(cost)s %(unit)s") % {"cost": cost.shown, "unit": gettext(cost.rule.per)},
        gettext(cost.caution) if cost.caution else "",
    )


def board_table(board: Board) -> BoardTable:
    """The table of a board; the heading of the column that it is sorted by is marked."""
    return BoardTable(
        BoardRows(board), order_by=board.query.sort, attrs={"class": "flow board", "role": "table"}
    )
