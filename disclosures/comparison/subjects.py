"""What is compared over departments and years: one measure, or one functional code in one column of a statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from disclosures.classification import Level, level, name_of
from disclosures.comparison.bases import Kind, kind_of
from disclosures.comparison.columns import Column
from disclosures.comparison.printed import TOTAL, printed_cell, printed_sheets
from disclosures.comparison.ratios import RATIOS, SHARE, Ratio, fitting, keys_needed, measure_ratio, quotient
from disclosures.comparison.rows import Cell
from disclosures.comparison.told import figures_of, measure_cell, told_cell
from disclosures.measures import Unit, measure_of
from disclosures.statements import FORMS, Shape, Statement

CODE_STATEMENTS = (Statement.EXPENDITURE, Statement.GENERAL_BUDGET)
_EXTENT = ("expenditure_current", "general_budget_expenditure")
_LEVELS = {
    Level.CLASS: gettext_noop("类"),
    Level.SECTION: gettext_noop("款"),
    Level.ITEM: gettext_noop("项"),
}

Place = tuple[str, int]  # slug and year


@dataclass(frozen=True)
class Subject:
    """One measure (``key``), or a code in one column (``number``) of a ``statement``. ``unit`` is Chinese; ``label``
    is in the reader's language, and where that has no word for a code, ``name`` has the Chinese one."""

    label: str
    unit: str
    kind: Kind
    key: str = ""
    code: str = ""
    statement: str = ""
    number: str = ""
    ratio: Ratio | None = None
    name: str = ""

    @property
    def money(self) -> bool:
        return self.unit == "万元"

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """What it may be divided by."""
        if self.key:
            return fitting(self.key)
        return tuple(ratio for ratio in RATIOS.values() if not ratio.parts)

    @property
    def shown_unit(self) -> str:
        return self.ratio.unit if self.ratio else self.unit

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements whose state says why there is no number."""
        if self.code:
            return (self.statement,)
        return (*(source.statement for source in measure_of(self.key).sources), Statement.THREE_PUBLIC)

    @property
    def claimed(self) -> tuple[str, ...]:
        """The measures under which a report speaks of its change."""
        if self.key:
            return (self.key,)
        if len(self.code) == Level.ITEM and self.statement == Statement.GENERAL_BUDGET and self.number == "1":
            return (f"item.{self.code}.actual",)
        return (f"class.{self.code}",) if len(self.code) == Level.CLASS and self.number == "1" else ()


def of_measure(key: str, ratio: Ratio | None = None) -> Subject:
    measure = measure_of(key)
    unit = "万元" if measure.unit == Unit.MONEY else measure.counted_in
    return Subject(_(measure.label), unit, kind_of(key), key, ratio=ratio)


def of_code(code: str, statement: str, number: str, ratio: Ratio | None = None) -> Subject:
    """``code`` has three, five or seven digits; a name that the classification lacks is left out."""
    name = name_of("functional", code) or ""
    known = get_language() == settings.LANGUAGE_CODE or _(name) != name
    label = _("%(code)s（%(level)s）：%(statement)s，%(column)s") % {
        "code": f"{code} {_(name)}" if name and known else code,
        "level": _(_LEVELS[Level(len(code))]),
        "statement": _(FORMS[Statement(statement)].title),
        "column": _(FORMS[Statement(statement)].column(number).label),
    }
    unnamed = "" if known else name
    return Subject(label, "万元", Kind.AMOUNT, "", code, statement, number, ratio, unnamed)


def is_code(text: str) -> bool:
    return text.isascii() and level(text) is not None


def code_columns(statement: str) -> tuple[tuple[str, str], ...]:
    """(栏次, heading) of the columns of a statement by code; () for another statement."""
    form = FORMS[Statement(statement)]
    if statement not in CODE_STATEMENTS or form.shape != Shape.CODES:
        return ()
    return tuple((column.number, column.label) for column in form.columns)


def cells_of(subject: Subject, columns: Sequence[Column]) -> Mapping[Place, Cell]:
    """The number of every column, or why there is none: one query for a measure, two for a code."""
    read = _code_cells if subject.code else _measure_cells
    return read(subject, columns)


def _measure_cells(subject: Subject, columns: Sequence[Column]) -> Mapping[Place, Cell]:
    needed = keys_needed(subject.ratio, subject.key) if subject.ratio else (subject.key, *_EXTENT)
    figures = figures_of(columns, needed)
    cells = {}
    for column in columns:
        given = figures.get(column.disclosure, {})
        cell = measure_cell(column, subject.key, given)
        if subject.ratio:
            cell = measure_ratio(subject.ratio, subject.key, cell, given)
        cells[column.slug, column.year] = cell
    return cells


def _code_cells(subject: Subject, columns: Sequence[Column]) -> Mapping[Place, Cell]:
    sheets = printed_sheets(columns, subject.statement)
    keys = (*subject.claimed, *_EXTENT, *((subject.ratio.whole,) if subject.ratio else ()))
    figures = figures_of(columns, keys)
    return {
        (column.slug, column.year): _code_cell(
            subject, column, sheets.get(column.revision, {}), figures.get(column.disclosure, {})
        )
        for column in columns
    }


def _code_cell(subject: Subject, column: Column, sheet: dict, figures: Mapping) -> Cell:
    def printed(row: str) -> Cell:
        told = told_cell(column, subject.statement, row, subject.number, figures) if column.held else None
        return told or printed_cell(column, subject.statement, row, sheet.get(row), subject.number)

    part = printed(subject.code)
    if subject.ratio is None:
        return part
    if subject.ratio.key == SHARE:
        return quotient(subject.ratio, part, printed(TOTAL), _("本表合计"))
    whole = measure_cell(column, subject.ratio.whole, figures)
    return quotient(subject.ratio, part, whole, _(measure_of(subject.ratio.whole).label))
