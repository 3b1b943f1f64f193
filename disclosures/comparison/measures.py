"""Comparable numbers of several disclosures side by side: those asked for, or the headline ones."""

from collections.abc import Sequence

from django.utils.translation import gettext, gettext_noop

from disclosures.comparison.bases import kind_of
from disclosures.comparison.columns import Column
from disclosures.comparison.ratios import Ratio, related
from disclosures.comparison.result import Comparison, Group, compared, kept
from disclosures.comparison.rows import Row, build_row
from disclosures.comparison.statements import SUMMARY_TOTALS, completion_row
from disclosures.comparison.told import figures_of, measure_cell
from disclosures.measures import MEASURES, measure_of

_TOTALS = ("income_total", "expenditure_total", "expenditure_current", "general_budget_expenditure")
_PARTS = ("basic_expenditure", "project_expenditure", "personnel", "public", "agency_operation")
_CLASSES = tuple(key for key in MEASURES if key.startswith("class."))
_THREE_PUBLIC_PARTS = ("total", "abroad", "vehicle_purchase", "vehicle_operation", "reception")


def compare_measures(
    columns: Sequence[Column], keys: Sequence[str], ratio: Ratio | None = None
) -> Comparison:
    """The measures of those keys in every column, in relation where ``ratio`` says to what."""
    figures = figures_of(columns)
    rows = tuple(_row(columns, key, figures, ratio) for key in keys)
    title = gettext("、").join(gettext(measure_of(key).label) for key in keys)
    return compared(title, columns, figures, (Group(title, rows),), tuple(keys))


def compare_headlines(columns: Sequence[Column], ratio: Ratio | None = None) -> Comparison:
    """Totals, parts, functional classes and 三公 in every column: the comparison without a wish. With ``ratio``
    only what stands in that relation."""
    figures = figures_of(columns)
    if ratio:
        return _related_headlines(columns, ratio, figures)
    three_public = {
        kind: [_row(columns, f"three_public.{item}.{kind}", figures) for item in _THREE_PUBLIC_PARTS]
        for kind in ("actual", "budget")
    }
    rate = completion_row(three_public["actual"][0].cells, three_public["budget"][0].cells)
    groups = (
        (gettext("收支"), [_row(columns, key, figures) for key in _TOTALS + _PARTS]),
        (gettext("支出功能分类"), [_row(columns, key, figures) for key in _CLASSES]),
        (gettext("“三公”经费"), [*three_public["actual"], three_public["budget"][0], rate]),
    )
    printed = tuple((title, *kept(rows)) for title, rows in groups)
    return compared(
        gettext("主要数字"),
        columns,
        figures,
        tuple(Group(title, rows) for title, rows, _ in printed if rows),
        SUMMARY_TOTALS,
        sum(omitted for _, _, omitted in printed),
    )


_HEADLINES = (
    (gettext_noop("收支"), _TOTALS + _PARTS),
    (gettext_noop("支出功能分类"), _CLASSES),
    (gettext_noop("“三公”经费"), tuple(f"three_public.{item}.actual" for item in _THREE_PUBLIC_PARTS)),
)


def _related_headlines(columns: Sequence[Column], ratio: Ratio, figures: dict) -> Comparison:
    """The headline numbers that ``ratio`` is made of, each divided within its own report."""
    printed = []
    for title, keys in _HEADLINES:
        rows = [_row(columns, key, figures, ratio) for key in keys if ratio.whole_of(key)]
        printed.append((gettext(title), *kept(rows)))
    return compared(
        gettext("主要数字，%(ratio)s") % {"ratio": ratio.label},
        columns,
        figures,
        tuple(Group(title, rows) for title, rows, _ in printed if rows),
        SUMMARY_TOTALS,
        sum(omitted for _, _, omitted in printed),
    )


def _row(columns: Sequence[Column], key: str, figures: dict, ratio: Ratio | None = None) -> Row:
    shown = related(ratio)
    cells = []
    for column in columns:
        given = figures.get(column.disclosure, {})
        cells.append(shown(key, measure_cell(column, key, given), given))
    kind = kind_of(key)
    code = key.removeprefix("class.") if key.startswith("class.") else ""
    return build_row(key, gettext(measure_of(key).label), kind, cells, code)
