"""The 三公 board as a table: rows in, sorted and marked up by django-tables2; no request, no ORM."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.data import TableListData

from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.board import PARTS, Board, BoardRow, ordered
from disclosures.comparison.rows import Cell, CellState
from disclosures.marks import absence, number, report_address, told
from disclosures.svg import line, ornament, rect
from disclosures.wording import OUTCOMES, printed_text

DEFAULT_SORT = "-actual"
SORTS = (
    ("-actual", "决算从高到低"),
    ("actual", "决算从低到高"),
    ("-budget", "预算从高到低"),
    ("-over", "超出预算从多到少"),
    ("-rate", "完成率从高到低"),
    ("-change", "较上年增加从多到少"),
    ("change", "较上年减少从多到少"),
    ("-abroad", "出国从高到低"),
    ("-vehicle_purchase", "购置从高到低"),
    ("-vehicle_operation", "运行从高到低"),
    ("-reception", "接待从高到低"),
    ("name", "部门名称"),
)


class BoardRows(TableListData):
    """The rows of a board, in the order that the board itself defines: no number comes last, whichever way."""

    def __init__(self, board: Board):
        super().__init__(ordered(board, DEFAULT_SORT))
        self.board = board

    def order_by(self, aliases):
        self.data = ordered(self.board, aliases[0] if aliases else DEFAULT_SORT)


def _mark(outcome: str) -> SafeString | str:
    if outcome not in OUTCOMES:
        return ""
    look, word = OUTCOMES[outcome]
    return format_html(' <span class="mark {}"><span class="vh">{}</span></span>', look, word)


def _badge(words: str) -> SafeString:
    return format_html('<span class="basis">{}</span>', words)


def _directed(direction: str, words: str) -> SafeString:
    """Arrow and word together; the colour is the third signal."""
    look, arrow = {"increase": ("inc", "▲ "), "decrease": ("dec", "▼ ")}.get(direction, ("same", ""))
    return format_html('<span class="{}">{}{}</span>', look, arrow, words)


def _part(cell: Cell) -> SafeString:
    if cell.value is not None:
        words = format_html('<small>文<span class="vh">：来自文字说明</span></small>') if cell.told else ""
        return format_html("{}{}", cell.shown, words)
    if cell.state == CellState.MISSING:
        return format_html('<span class="nil">—<span class="vh">{}</span></span>', cell.state_words)
    if cell.state == CellState.PICTURE:
        return format_html('<span class="unread">未识别</span>')
    return absence(cell)


def _amounts(label: str, look: str, **attributes: str) -> tables.Column:
    """A column of numbers: the first click on its heading puts the largest first."""
    th = {"class": "r"} if look in ("p", "amt r") else {}
    return tables.Column(
        label,
        empty_values=(),
        initial_sort_descending=True,
        attrs={"td": {"class": look, **attributes}, "th": th},
    )


class BoardTable(tables.Table):
    """One row for every department and year. Below 64 rem a row is a block in the same order."""

    name = tables.Column("部门、年度", empty_values=(), attrs={"td": {"class": "who"}})
    actual = _amounts("决算", "amt r")
    bar = tables.Column(
        "条为决算，竖线为预算", orderable=False, empty_values=(), attrs={"td": {"class": "bar"}}
    )
    budget = _amounts("预算", "half", **{"data-k": "预算 "})
    over = _amounts("与预算比", "half")
    rate = _amounts("完成率", "full", **{"data-k": "完成率 "})
    abroad = _amounts("出国", "p", **{"data-k": "出国"})
    vehicle_purchase = _amounts("购置", "p", **{"data-k": "购置"})
    vehicle_operation = _amounts("运行", "p", **{"data-k": "运行"})
    reception = _amounts("接待", "p", **{"data-k": "接待"})
    change = _amounts("较上年", "full", **{"data-k": "较上年 "})

    class Meta:
        order_by = DEFAULT_SORT
        empty_text = "没有符合条件的报告。"

    def get_column_class_names(self, classes_set, bound_column):
        """Our own classes only."""
        return classes_set

    def render_name(self, record: BoardRow):
        rank = format_html('<span class="no">{}</span>', record.rank) if record.rank else ""
        column = record.column
        basis = f"{scope_word(column.scope)} · 资金口径 {funds_word(record.basis.funds)}"
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
        words = budget_word(known) if known else f"口径{budget_word(known)}"
        return format_html("{} {}", record.budget.shown, _badge(words))

    def render_over(self, record: BoardRow):
        if record.over is None:
            return mark_safe("—")
        if not record.over:
            return format_html("持平{}", _mark(record.checked))
        word, direction = ("高于", "increase") if record.over > 0 else ("低于", "decrease")
        words = f"{word} {printed_text(f'{abs(record.over):f}')}"
        return format_html("{}{}", _directed(direction, words), _mark(record.checked))

    def render_rate(self, record: BoardRow):
        if record.rate is None:
            return format_html('—<small class="why"> {}</small>', _why_no_rate(record))
        return format_html(
            '{}% <small class="whole">占{}</small>', record.rate, budget_word(record.basis.budget)
        )

    def _render_part(self, record: BoardRow, part: str):
        return _part(record.parts[PARTS.index(part)])

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
        source = format_html(" <small>按上年报告计算</small>") if record.computed else ""
        return format_html(
            "{} {}{}{}", _directed(change.direction, change.words), small, source, _mark(change.outcome)
        )


def _why_no_rate(row: BoardRow) -> str:
    if row.actual.value is None or row.budget.value is None:
        return ""
    return "预算数为零" if row.budget.value <= 0 else "预算口径未注明"


def board_table(board: Board, sort: str = "") -> BoardTable:
    """The table of a board, sorted by the column that the address names ("-" = largest first)."""
    return BoardTable(
        BoardRows(board), order_by=sort or DEFAULT_SORT, attrs={"class": "flow board", "role": "table"}
    )


def shown_rows(table: BoardTable) -> list[BoardRow]:
    """All rows of the table in its order."""
    return [row.record for row in table.rows]
