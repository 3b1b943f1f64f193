"""One row of a comparison: a number of each column, with its basis, and what may be said across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from disclosures.comparison.bases import (
    EXTENT_WORDS,
    Basis,
    Kind,
    Refusal,
    budget_word,
    column_refusals,
    funds_word,
    is_small_base,
    rate,
    row_refusals,
    scope_word,
)
from disclosures.comparison.columns import Column
from disclosures.wording import printed_text


class CellState(StrEnum):
    """What a cell shows; only AMOUNT has a value."""

    AMOUNT = "amount"
    BLANK = "blank"  # printed without a number
    NIL = "declared_nil"  # the report says that there is none
    EMPTY = "empty"  # the statement is blank and says nothing
    PICTURE = "picture"  # a picture that was not read
    DOUBTFUL = "doubtful"  # recognised in a picture, not surely
    UNREADABLE = "unreadable"  # printed in a picture, and no number was made out of it
    NO_ROW = "no_row"  # the report has no such item
    MISSING = "missing"  # the report does not hold the statement
    NOT_HELD = "not_held"  # the site does not hold the report
    REPEATED = "repeated"  # printed more than once under the same code
    NOT_COMPUTED = "not_computed"  # a rate without a named or with a zero denominator


STATE_WORDS: dict[str, Promise] = {
    CellState.BLANK: gettext_lazy("空白"),
    CellState.NIL: gettext_lazy("声明为空"),
    CellState.EMPTY: gettext_lazy("空表，无说明"),
    CellState.PICTURE: gettext_lazy("图片未识别"),
    CellState.DOUBTFUL: gettext_lazy("识别存疑，未取数"),
    CellState.UNREADABLE: gettext_lazy("不能辨认"),
    CellState.NO_ROW: gettext_lazy("该报告无此项"),
    CellState.MISSING: gettext_lazy("未公开此表"),
    CellState.NOT_HELD: gettext_lazy("未收录该年度报告"),
    CellState.REPEATED: gettext_lazy("同一科目出现多次，未取数"),
    CellState.NOT_COMPUTED: gettext_lazy("未计算"),
}


def number_text(value: Decimal, suffix: str = "") -> str:
    """An amount with at least two decimals, a rate ("%") and an amount per head likewise, a count with what it
    counts, in the reader's language."""
    counted = suffix not in ("", "%") and "/" not in suffix
    said = f" {gettext(suffix.strip())}" if suffix.startswith(" ") else suffix
    return (f"{value:,f}" if counted else printed_text(f"{value:f}")) + said


def bar_length(value: Decimal, largest: Decimal) -> str:
    """``value`` in per cent of the largest, as the drawings write it; "" where there is no scale."""
    if largest <= 0 or value < 0:
        return ""
    return f"{(value / largest * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


RECOGNISED = ("ocr", "narrative_ocr")  # the origins of what nobody has looked at: of a cell, of the narrative


@dataclass(frozen=True)
class Delta:
    """How far a value is from that of ``against``: "较 2020 年 ▲ 增 …"."""

    against: str
    direction: str
    words: str
    usual: bool = False  # against the first column, which is said once for the whole page
    recognised: bool = False  # one of the two is


@dataclass(frozen=True)
class Cell:
    """One number of one column. ``value`` is in 万元, in per cent of a rate row, or a count."""

    column: Column
    state: CellState
    value: Decimal | None = None
    basis: Basis | None = None
    statement: str = ""
    row: str = ""  # with ``number``: the place on the statement's page
    number: str = ""
    section: str = ""
    page: int | None = None
    origin: str = ""
    note: str = ""
    suffix: str = ""
    outcome: str = ""
    share: str = ""
    delta: Delta | None = None
    measure: str = ""  # its key, where the number is a stored figure
    operands: tuple["Cell", ...] = ()  # of a quotient: what is divided, and by what
    caution: str = ""  # what a quotient must be read with: 基数小

    @property
    def recognised(self) -> bool:
        """Whether the number, or one that it is made of, was recognised in a picture and nobody has looked at it."""
        return self.value is not None and self.origin in RECOGNISED

    @property
    def told(self) -> bool:
        """Whether the number comes from the narrative."""
        return self.state == CellState.AMOUNT and not self.statement and bool(self.section)

    @property
    def quotient(self) -> bool:
        """Whether the number is a rate or an amount per head: of its change no rate is given."""
        return self.suffix == "%" or bool(self.operands)

    @property
    def shown(self) -> str:
        return "" if self.value is None else number_text(self.value, self.suffix)

    @property
    def basis_words(self) -> tuple[str, ...]:
        """What is stated of its basis, in words: for lists without a row of their own."""
        if self.basis is None:
            return ()
        words = words_of(self.basis)
        return (words["scope"], *(words[rule] for rule in ("funds", "budget") if getattr(self.basis, rule)))

    @property
    def state_words(self) -> str:
        return str(STATE_WORDS.get(self.state, ""))


def origin_of(*operands: Cell) -> str:
    """The origin of a number made of others: that of a recognised one, else of the first."""
    return next((cell.origin for cell in operands if cell.recognised), operands[0].origin)


def words_of(basis: Basis) -> Mapping[str, str]:
    """The word of a basis for each rule that may turn on it."""
    return _words(get_language(), basis.scope, basis.extent, basis.funds, basis.budget)


@cache  # thousands of cells of a page share a handful of bases
def _words(language: str | None, scope: str, extent: str, funds: str, budget: str) -> Mapping[str, str]:
    """Said in ``language``, which is the active one."""
    return MappingProxyType(
        {
            "scope": scope_word(scope),
            "extent": str(EXTENT_WORDS.get(extent) or gettext("范围未注明")),
            "funds": funds_word(funds) if funds else gettext("资金口径未注明"),
            "budget": budget_word(budget) if budget else gettext("预算口径未注明"),
        }
    )


@dataclass(frozen=True)
class Row:
    """``of_columns`` and ``of_row`` say why its numbers are not compared: because of the columns, or of what
    the numbers are. Then no cell has a share or a delta."""

    key: str
    label: str
    kind: Kind
    cells: tuple[Cell, ...]
    code: str = ""
    level: int = 0
    of_columns: tuple[Refusal, ...] = ()
    of_row: tuple[Refusal, ...] = ()

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.of_columns + self.of_row

    @property
    def printed(self) -> bool:
        """Whether any report prints a number here."""
        return any(cell.value is not None for cell in self.cells)

    @property
    def unsure(self) -> bool:
        """Whether a report prints something here that was not recognised surely."""
        return any(cell.state in (CellState.DOUBTFUL, CellState.UNREADABLE) for cell in self.cells)

    def basis_words(self, basis: Basis | None) -> tuple[str, ...]:
        """The basis of one cell in words, as far as the refusals of this row turn on it; what is the whole
        column's stands at its head."""
        words = words_of(basis) if basis else {}
        return tuple(words[refusal.rule] for refusal in self.of_row if refusal.rule in words)

    @property
    def badged(self) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
        """Each cell with the badges that it needs: those of a refused comparison."""
        return tuple(
            (cell, self.basis_words(cell.basis) if cell.value is not None else ()) for cell in self.cells
        )


def _shares(cells: Sequence[Cell]) -> list[str]:
    """Bar lengths on one scale; none at all where a value is negative."""
    values = [cell.value for cell in cells if cell.value is not None]
    largest = max(values) if min(values) >= 0 else Decimal(0)
    return ["" if cell.value is None else bar_length(cell.value, largest) for cell in cells]


def _percent(before: Decimal, difference: Decimal) -> str:
    """The rate of a change, as it goes on; withheld on a small base."""
    if is_small_base(before) or before < 0:
        return gettext("（基数小，不列百分比）") if difference else ""
    words = gettext("增长 %(rate)s%%") if difference > 0 else gettext("下降 %(rate)s%%")
    return gettext("，") + words % {"rate": rate(abs(difference), before)}


def _amount(value: Decimal, suffix: str) -> str:
    if suffix == "%":
        return gettext("%(points)s 个百分点") % {"points": f"{value:,.2f}"}
    return number_text(value, suffix)


def _over_years(before: Cell, after: Cell) -> Delta:
    """The change of one department from one held year to a later one."""
    difference = after.value - before.value
    gap = after.column.year - before.column.year
    against = gettext("较 %(year)s 年") % {"year": before.column.year}
    recognised = before.recognised or after.recognised
    if not difference:
        return Delta(against, "unchanged", gettext("持平"), recognised=recognised)
    more = difference > 0
    words = gettext("增 %(amount)s") if more else gettext("减 %(amount)s")
    percent = _percent(before.value, difference) if gap == 1 and not after.quotient else ""
    between = gettext("（相隔 %(years)s 年，不是同比）") % {"years": gap} if gap > 1 else ""
    said = words % {"amount": _amount(abs(difference), after.suffix)}
    direction = "increase" if more else "decrease"
    return Delta(against, direction, f"{said}{percent}{between}", recognised=recognised)


def _between_departments(first: Cell, cell: Cell, usual: bool) -> Delta:
    difference = cell.value - first.value
    alike = cell.column.year == first.column.year
    name = first.column.label.removesuffix(f" {first.column.year}") if alike else first.column.label
    against = gettext("较%(name)s") % {"name": name}
    recognised = first.recognised or cell.recognised
    if not difference:
        return Delta(against, "unchanged", gettext("相同"), usual, recognised)
    more = difference > 0
    words = gettext("高 %(amount)s") if more else gettext("低 %(amount)s")
    said = words % {"amount": _amount(abs(difference), cell.suffix)}
    return Delta(against, "increase" if more else "decrease", said, usual, recognised)


def _delta(earlier: Sequence[Cell], cell: Cell, first: Column) -> Delta | None:
    """Against the year before of the same department, else against the first column that has a number."""
    if cell.value is None or not earlier:
        return None
    same = [other for other in earlier if other.column.slug == cell.column.slug]
    if same:
        return _over_years(same[-1], cell)
    return _between_departments(earlier[0], cell, earlier[0].column == first)


def build_row(
    key: str,
    label: str,
    kind: Kind,
    cells: Sequence[Cell],
    code: str = "",
    level: int = 0,
    differing: bool = True,
) -> Row:
    """The row with what its bases allow: one scale and, where they are asked for, differences; or the reasons why
    not."""
    valued = [cell for cell in cells if cell.value is not None]
    if len(valued) < 2:
        return Row(key, label, kind, tuple(cells), code, level)
    of_columns = column_refusals([cell.column.basis() for cell in cells if cell.column.held])
    of_row = row_refusals(kind, [cell.basis for cell in valued if cell.basis])
    if of_columns or of_row:
        return Row(key, label, kind, tuple(cells), code, level, of_columns, of_row)
    scaled = [replace(cell, share=share) for cell, share in zip(cells, _shares(cells), strict=True)]
    if not differing:
        return Row(key, label, kind, tuple(scaled), code, level)
    seen: list[Cell] = []
    finished = []
    for cell in scaled:
        finished.append(replace(cell, delta=_delta(seen, cell, cells[0].column)))
        seen += [cell] if cell.value is not None else []
    return Row(key, label, kind, tuple(finished), code, level)
