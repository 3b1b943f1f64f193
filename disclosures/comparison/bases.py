"""What may be subtracted, scaled or ranked, and what may only stand side by side. Plain values, no ORM.

The commonest false headline compares numbers of different 口径. Every rule is one function from the bases of
the columns to a refusal in words; a basis that a report does not state counts as different, because nobody can
say that it is the same. Source: the notes of form 09 (年初预算 until 2023, 全年预算 since), its two titles
(一般公共预算财政拨款 / 财政拨款), and 单位范围 (本级 / 汇总).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from disclosures.models import Scope
from disclosures.wording import BUDGETS, FUNDS

UNSTATED = gettext_noop("未注明")
SMALL_BASE = Decimal(1)  # 万元: a percentage of less than this says nothing
SMALL_COUNT = 5  # vehicles, people, batches: a quotient by fewer says little


class Kind(StrEnum):
    """What an amount is, as far as its comparability goes."""

    AMOUNT = "amount"  # any amount of a statement
    THREE_PUBLIC = "three_public"  # 三公 决算
    THREE_PUBLIC_BUDGET = "three_public_budget"  # 三公 预算
    COMPLETION = "completion"  # 三公 决算 in relation to 预算


class Extent(StrEnum):
    """How much of a department's spending an amount covers, where its key alone does not say."""

    ALL = "all"
    FISCAL = "fiscal"
    GENERAL_BUDGET = "general_budget"


EXTENT_WORDS: dict[str, str | Promise] = {
    Extent.ALL: gettext_lazy("全部支出"),
    Extent.FISCAL: gettext_lazy("财政拨款支出"),
    Extent.GENERAL_BUDGET: gettext_lazy("一般公共预算财政拨款支出"),
}


@dataclass(frozen=True)
class Basis:
    """口径 of one amount: whose, of which year, 本级 or 汇总, which budget, whose money, of how much of the
    spending. "" = not stated."""

    department: str
    year: int
    scope: str
    budget: str = ""
    funds: str = ""
    extent: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why amounts are not compared, in the reader's language. ``rule`` names it for tests and exports."""

    rule: str
    title: str
    reason: str


def scope_word(scope: str) -> str:
    return gettext(dict(Scope.choices).get(scope, UNSTATED))


def budget_word(budget: str) -> str:
    return gettext(BUDGETS.get(budget, UNSTATED))


def funds_word(funds: str) -> str:
    return gettext(FUNDS.get(funds, UNSTATED))


def extent_word(extent: str) -> str:
    return str(EXTENT_WORDS.get(extent) or gettext(UNSTATED))


def kind_of(measure: str) -> Kind:
    """The kind of a measure by its key."""
    if measure.startswith("three_public.") and measure.endswith(".budget"):
        return Kind.THREE_PUBLIC_BUDGET
    if measure.startswith("three_public.") and measure.endswith(".actual"):
        return Kind.THREE_PUBLIC
    return Kind.AMOUNT


def _words(values: Sequence[str], word: Callable[[str], str]) -> str:
    """The different values in words, in order of appearance: 年初预算、全年预算."""
    return gettext("、").join(dict.fromkeys(word(value) for value in dict.fromkeys(values)))


def _mixed(values: Sequence[str]) -> bool:
    return len(set(values)) > 1 or "" in values


def years_differ(bases: Sequence[Basis]) -> Refusal | None:
    """Different departments in different years; one department over the years is a comparison."""
    years = sorted({basis.year for basis in bases})
    if len(years) < 2 or len({basis.department for basis in bases}) < 2:
        return None
    listed = gettext("、").join(str(year) for year in years)
    reason = gettext("这些是不同部门在不同年度（%(years)s）的数，并排只供查阅，不计算相差。")
    return Refusal("year", gettext("年度不同"), reason % {"years": listed})


def scopes_differ(bases: Sequence[Basis]) -> Refusal | None:
    scopes = [basis.scope for basis in bases]
    if not _mixed(scopes):
        return None
    reason = gettext("这些数的范围是%(scopes)s。汇总包含所属单位，本级只有机关自身，两者相减没有意义。")
    return Refusal("scope", gettext("范围不同"), reason % {"scopes": _words(scopes, scope_word)})


def funds_differ(bases: Sequence[Basis]) -> Refusal | None:
    funds = [basis.funds for basis in bases]
    if not _mixed(funds):
        return None
    reason = gettext(
        "这些“三公”经费的资金口径是%(funds)s。"
        "财政拨款除一般公共预算外还含政府性基金等资金，口径不同或未注明，决算数不相减、不排名次。"
    )
    return Refusal("funds", gettext("资金口径不同"), reason % {"funds": _words(funds, funds_word)})


def extents_differ(bases: Sequence[Basis]) -> Refusal | None:
    extents = [basis.extent for basis in bases]
    if len(set(extents)) < 2:
        return None
    reason = gettext("这些数分别取自%(extents)s，不是同一范围，不计算相差。")
    return Refusal("extent", gettext("取数范围不同"), reason % {"extents": _words(extents, extent_word)})


def budgets_differ(bases: Sequence[Basis]) -> Refusal | None:
    budgets = [basis.budget for basis in bases]
    if not _mixed(budgets):
        return None
    reason = gettext(
        "这些“三公”经费的预算数是%(budgets)s。"
        "年初预算是年初批复的数，全年预算是按程序调整后的数；分母不同或未注明，预算数和完成率不相减、不排名次。"
    )
    return Refusal("budget", gettext("预算数口径不同"), reason % {"budgets": _words(budgets, budget_word)})


Rule = Callable[[Sequence[Basis]], Refusal | None]
# Of whole columns: whose report it is, whatever the row.
_COLUMN_RULES: tuple[Rule, ...] = (years_differ, scopes_differ)
_ROW_RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.AMOUNT: (extents_differ,),
    Kind.THREE_PUBLIC: (funds_differ,),
    Kind.THREE_PUBLIC_BUDGET: (funds_differ, budgets_differ),
    Kind.COMPLETION: (funds_differ, budgets_differ),
}


def _refused(rules: Sequence[Rule], bases: Sequence[Basis]) -> tuple[Refusal, ...]:
    if len(bases) < 2:
        return ()
    return tuple(refusal for rule in rules if (refusal := rule(bases)))


def column_refusals(bases: Sequence[Basis]) -> tuple[Refusal, ...]:
    """Why whole columns are not compared, whatever the amount."""
    return _refused(_COLUMN_RULES, bases)


def row_refusals(kind: Kind, bases: Sequence[Basis]) -> tuple[Refusal, ...]:
    """Why amounts of that kind are not compared though their columns might be."""
    return _refused(_ROW_RULES[kind], bases)


def refusals(kind: Kind, bases: Sequence[Basis]) -> tuple[Refusal, ...]:
    """Every reason why amounts of that kind must not be subtracted, scaled together or ranked; () = none.

    Fewer than two bases give (): there is nothing to compare, hence nothing to refuse.
    """
    return column_refusals(bases) + row_refusals(kind, bases)


# What an amount of that kind must have in common with another to stand on one scale with it.
COMMON: dict[Kind, tuple[str, ...]] = {
    Kind.AMOUNT: ("scope", "extent"),
    Kind.THREE_PUBLIC: ("scope", "funds"),
    Kind.THREE_PUBLIC_BUDGET: ("scope", "funds", "budget"),
    Kind.COMPLETION: ("scope", "funds", "budget"),
}


def common(kind: Kind, basis: Basis) -> tuple[str, ...] | None:
    """What amounts of that kind share where they may stand on one scale; None where the report leaves it open."""
    found = tuple(getattr(basis, name) for name in COMMON[kind])
    stated = (word for name, word in zip(COMMON[kind], found, strict=True) if name != "extent")
    return found if all(stated) else None


def rankable(kind: Kind, bases: Sequence[Basis]) -> bool:
    """Whether amounts of that kind stand in one order of merit: one year and nothing refused."""
    return len({basis.year for basis in bases}) == 1 and not refusals(kind, bases)


_STATEMENT_EXTENTS: dict[str, Extent] = {
    "summary": Extent.ALL,
    "expenditure": Extent.ALL,
    "appropriation_summary": Extent.FISCAL,
    "general_budget": Extent.GENERAL_BUDGET,
}
_SECTION_EXTENTS: dict[str, Extent] = {
    "一": Extent.ALL,
    "三": Extent.ALL,
    "四": Extent.FISCAL,
    "五": Extent.GENERAL_BUDGET,
    "六": Extent.GENERAL_BUDGET,
}
_EXTENT_VARIES = ("basic_expenditure", "project_expenditure", "class.")


def extent_varies(measure: str) -> bool:
    """Whether reports print a measure at several extents, so that its key alone does not say which."""
    return measure.startswith(_EXTENT_VARIES)


def extent_of(measure: str, statement: str, section: str, coincide: bool) -> str:
    """How much of the spending a figure covers, from the statement or the section that prints it.

    Only 基本支出, 项目支出 and the functional classes are printed at several extents; others give "". With
    ``coincide`` (all spending of the department is 一般公共预算) the extents are one and the same.
    """
    if not extent_varies(measure):
        return ""
    if coincide:
        return Extent.ALL
    return _STATEMENT_EXTENTS.get(statement) or _SECTION_EXTENTS.get(section, "")


def rate(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` in per cent of ``whole``, two decimals; ``whole`` is positive."""
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def completion(actual: Decimal | None, budget: Decimal | None, basis: str) -> Decimal | None:
    """决算 in per cent of 预算, two decimals; None without a budget, with a budget of zero, or where the
    report does not say which budget it is: a rate without a named denominator is not shown."""
    if actual is None or budget is None or budget <= 0 or basis not in BUDGETS:
        return None
    return rate(actual, budget)


def is_small_count(count: Decimal) -> bool:
    """Whether a quotient by ``count`` (人, 辆, 批次) needs a caution."""
    return 0 < count < SMALL_COUNT


def is_small_base(base: Decimal | None) -> bool:
    """Whether a percentage of ``base`` (万元) is withheld: below 1 万元 or zero."""
    return base is not None and abs(base) < SMALL_BASE
