"""The nine statements of a department's final accounts, as data.

What a statement *is*: its name, rows (行次), columns (栏次), shape and the identities that its printed
notes repeat. How a document *prints* it varies and lives in ``ingest.parsing.layouts``.
Source: the set of 2023 (公开01表 – 公开09表) of the Ministry of Finance as used in Hubei. Plain data, no Django.
"""

from dataclasses import dataclass
from enum import StrEnum

from disclosures.classification import CLASSES, ORDINALS


class Statement(StrEnum):
    """The stable name of a statement; also the ``<key>`` of its address on the site."""

    SUMMARY = "summary"
    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    APPROPRIATION_SUMMARY = "appropriation_summary"
    GENERAL_BUDGET = "general_budget"
    BASIC_BY_ECONOMIC = "basic_by_economic"
    GOVERNMENT_FUNDS = "government_funds"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC = "three_public"
    OTHER = "other"


class State(StrEnum):
    """What a report shows of a statement (interface: state)."""

    AMOUNTS = "amounts"
    DECLARED_NIL = "declared_nil"
    EMPTY = "empty"
    PICTURE = "picture"
    MISSING = "missing"


class Shape(StrEnum):
    """How rows are told apart."""

    LINES = "lines"  # two sides, rows by 行次 (01, 04)
    CODES = "codes"  # rows by functional code, 合计 first (02, 03, 05, 07, 08)
    BLOCKS = "blocks"  # three blocks {code, name, 决算数} side by side (06)
    SINGLE = "single"  # one row of amounts (09)


class Side(StrEnum):
    INCOME = "income"
    EXPENDITURE = "expenditure"


@dataclass(frozen=True)
class Column:
    """One amount column: its 栏次, its heading, and the headings above it from the outside in."""

    number: str
    label: str
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One fixed row of a form with 行次. ``code`` is the functional class (类) where the row is one."""

    line: str
    label: str
    side: Side
    code: str = ""


@dataclass(frozen=True)
class Identity:
    """``total`` equals the signed sum of ``terms``: lines of one column, or columns of one row.

    ``axis`` says which: "lines" (of each column of that side) or "columns" (of each row).
    A term with a leading "-" is subtracted.
    """

    axis: str
    total: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class StatementForm:
    statement: Statement
    number: str  # "01".."09", the number in the set of 2023
    title: str
    shape: Shape
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    identities: tuple[Identity, ...] = ()

    def column(self, number: str) -> Column | None:
        return next((column for column in self.columns if column.number == number), None)

    def row(self, line: str) -> Row | None:
        return next((row for row in self.rows if row.line == line), None)


def _class_rows(first: int) -> tuple[Row, ...]:
    return tuple(
        Row(str(first + place), f"{ORDINALS[place]}、{name}", Side.EXPENDITURE, code)
        for place, (code, name) in enumerate(CLASSES)
    )


def _income(*labels: tuple[int, str]) -> tuple[Row, ...]:
    return tuple(Row(str(line), label, Side.INCOME) for line, label in labels)


def _expenditure(*labels: tuple[int, str]) -> tuple[Row, ...]:
    return tuple(Row(str(line), label, Side.EXPENDITURE) for line, label in labels)


def _labelled(labels: str, first: int = 1, above: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return tuple(Column(str(number), label, above) for number, label in enumerate(labels.split(), first))


def _lines(total: int, *terms: int | range) -> Identity:
    flat: list[str] = []
    for term in terms:
        flat.extend(str(line) for line in ([term] if isinstance(term, int) else term))
    return Identity("lines", str(total), tuple(flat))


def _columns(total: int, *terms: str) -> Identity:
    return Identity("columns", str(total), terms)


_SUMMARY = StatementForm(
    Statement.SUMMARY,
    "01",
    "收入支出决算总表",
    Shape.LINES,
    (Column("1", "金额", ("收入",)), Column("2", "金额", ("支出",))),
    _income(
        (1, "一、一般公共预算财政拨款收入"),
        (2, "二、政府性基金预算财政拨款收入"),
        (3, "三、国有资本经营预算财政拨款收入"),
        (4, "四、上级补助收入"),
        (5, "五、事业收入"),
        (6, "六、经营收入"),
        (7, "七、附属单位上缴收入"),
        (8, "八、其他收入"),
        *((line, "") for line in range(9, 27)),
        (27, "本年收入合计"),
        (28, "使用非财政拨款结余"),
        (29, "年初结转和结余"),
        (30, "总计"),
    )
    + _class_rows(31)
    + _expenditure((57, "本年支出合计"), (58, "结余分配"), (59, "年末结转和结余"), (60, "总计")),
    (
        _lines(27, range(1, 9)),
        _lines(30, 27, 28, 29),
        _lines(57, range(31, 57)),
        _lines(60, 57, 58, 59),
    ),
)

_REVENUE = StatementForm(
    Statement.REVENUE,
    "02",
    "收入决算表",
    Shape.CODES,
    _labelled("本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"),
    identities=(_columns(1, "2", "3", "4", "5", "6", "7"),),
)

_EXPENDITURE = StatementForm(
    Statement.EXPENDITURE,
    "03",
    "支出决算表",
    Shape.CODES,
    _labelled("本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"),
    identities=(_columns(1, "2", "3", "4", "5", "6"),),
)

_APPROPRIATION_SUMMARY = StatementForm(
    Statement.APPROPRIATION_SUMMARY,
    "04",
    "财政拨款收入支出决算总表",
    Shape.LINES,
    (Column("1", "金额", ("收入",)), Column("2", "合计", ("支出",)))
    + _labelled("一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款", 3, ("支出",)),
    _income(
        (1, "一、一般公共预算财政拨款"),
        (2, "二、政府性基金预算财政拨款"),
        (3, "三、国有资本经营预算财政拨款"),
        *((line, "") for line in range(4, 27)),
        (27, "本年收入合计"),
        (28, "年初财政拨款结转和结余"),
        (29, "一般公共预算财政拨款"),
        (30, "政府性基金预算财政拨款"),
        (31, "国有资本经营预算财政拨款"),
        (32, "总计"),
    )
    + _class_rows(33)
    + _expenditure(
        (59, "本年支出合计"),
        (60, "年末财政拨款结转和结余"),
        (61, ""),
        (62, ""),
        (63, ""),
        (64, "总计"),
    ),
    (
        _columns(2, "3", "4", "5"),
        _lines(27, 1, 2, 3),
        _lines(28, 29, 30, 31),
        _lines(32, 27, 28),
        _lines(59, range(33, 59)),
        _lines(64, 59, 60),
    ),
)

_GENERAL_BUDGET = StatementForm(
    Statement.GENERAL_BUDGET,
    "05",
    "一般公共预算财政拨款支出决算表",
    Shape.CODES,
    _labelled("小计 基本支出 项目支出", 1, ("本年支出",)),
    identities=(_columns(1, "2", "3"),),
)

_BASIC_BY_ECONOMIC = StatementForm(
    Statement.BASIC_BY_ECONOMIC,
    "06",
    "一般公共预算财政拨款基本支出决算明细表",
    Shape.BLOCKS,
    (Column("决算数", "决算数"),),
)

_GOVERNMENT_FUNDS = StatementForm(
    Statement.GOVERNMENT_FUNDS,
    "07",
    "政府性基金预算财政拨款收入支出决算表",
    Shape.CODES,
    _labelled("年初结转和结余 本年收入")
    + _labelled("小计 基本支出 项目支出", 3, ("本年支出",))
    + _labelled("年末结转和结余", 6),
    identities=(_columns(6, "1", "2", "-3"), _columns(3, "4", "5")),
)

_STATE_CAPITAL = StatementForm(
    Statement.STATE_CAPITAL,
    "08",
    "国有资本经营预算财政拨款支出决算表",
    Shape.CODES,
    _labelled("合计 基本支出 项目支出", 1, ("本年支出",)),
    identities=(_columns(1, "2", "3"),),
)

_VEHICLE = "公务用车购置及运行费"


def _three_public(group: str, first: int) -> tuple[Column, ...]:
    return (
        Column(str(first), "合计", (group,)),
        Column(str(first + 1), "因公出国（境）费", (group,)),
        Column(str(first + 2), "小计", (group, _VEHICLE)),
        Column(str(first + 3), "公务用车购置费", (group, _VEHICLE)),
        Column(str(first + 4), "公务用车运行费", (group, _VEHICLE)),
        Column(str(first + 5), "公务接待费", (group,)),
    )


_THREE_PUBLIC = StatementForm(
    Statement.THREE_PUBLIC,
    "09",
    "财政拨款“三公”经费支出决算表",
    Shape.SINGLE,
    _three_public("预算数", 1) + _three_public("决算数", 7),
    identities=(
        _columns(1, "2", "3", "6"),
        _columns(3, "4", "5"),
        _columns(7, "8", "9", "12"),
        _columns(9, "10", "11"),
    ),
)

FORMS: dict[Statement, StatementForm] = {
    form.statement: form
    for form in (
        _SUMMARY,
        _REVENUE,
        _EXPENDITURE,
        _APPROPRIATION_SUMMARY,
        _GENERAL_BUDGET,
        _BASIC_BY_ECONOMIC,
        _GOVERNMENT_FUNDS,
        _STATE_CAPITAL,
        _THREE_PUBLIC,
    )
}
