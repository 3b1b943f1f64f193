"""The figures at the head of a report: the lead figure and at most five others."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from disclosures.models import Claim
from disclosures.pages.reading import Reading
from disclosures.pages.said import against_base, change_of, change_said, seen
from disclosures.wording import BUDGETS, Change, amount_text, decimal_of

# (measure, label); the first that the report gives leads.
LEADS = (
    ("expenditure_total", gettext_lazy("支出总计")),
    ("income_total", gettext_lazy("收入总计")),
    ("expenditure_current", gettext_lazy("本年支出合计")),
    ("fiscal_total", gettext_lazy("财政拨款收、支总计")),
    ("general_budget_expenditure", gettext_lazy("一般公共预算财政拨款支出")),
)
OTHERS = (
    ("basic_expenditure", gettext_lazy("基本支出")),
    ("project_expenditure", gettext_lazy("项目支出")),
    ("three_public.total.actual", gettext_lazy("“三公”经费决算")),
    ("agency_operation", gettext_lazy("机关运行经费")),
    ("procurement.total", gettext_lazy("政府采购")),
    ("general_budget_expenditure", gettext_lazy("一般公共预算财政拨款支出")),
    ("personnel", gettext_lazy("人员经费")),
    ("public", gettext_lazy("公用经费")),
)
PROCURED = {"goods": gettext_lazy("货物"), "works": gettext_lazy("工程"), "services": gettext_lazy("服务")}
SHOWN_BESIDE_LEAD = 5
SMALL_BASE = 1  # 万元


@dataclass(frozen=True)
class KeyFigure:
    measure: str
    label: str
    amount: str
    value: int
    href: str
    lead: bool = False
    wide: bool = False
    before: str = ""  # words before the change
    change: Change | None = None
    past: Change | None = None  # the stated change against the year before, where ``change`` is another
    small_base: str = ""  # why no rate is shown
    outcome: str = ""
    proof: str = ""
    reason: str = ""
    unit: str = "万元"
    recognised: bool = False  # in a picture, and nobody has looked at it
    before_recognised: bool = False  # an amount in ``before`` is

    @property
    def unseen(self) -> bool:
        """Whether something that is said here was recognised in a picture and nobody has looked at it."""
        changes = (change for change in (self.change, self.past) if change)
        return self.recognised or self.before_recognised or any(change.recognised for change in changes)


def lead_measure(reading: Reading) -> tuple[str, str] | None:
    """The measure that leads and its label: 收、支总计 where both sides are equal."""
    for measure, label in LEADS:
        value = reading.value(measure)
        if value is not None:
            both = measure == "expenditure_total" and reading.value("income_total") == value
            return measure, gettext("收、支总计") if both else str(label)
    return None


def is_small_base(claim: Claim) -> bool:
    """Whether the number that a change is measured against is under 1 万元."""
    base = decimal_of(claim.implied_base)
    return base is not None and abs(base) < SMALL_BASE


def base_word(claim: Claim | None) -> str:
    """Why no rate is shown: "基数为 0", "基数小", or "" where it can be."""
    if claim is None or not is_small_base(claim):
        return ""
    return gettext("基数小") if decimal_of(claim.implied_base) else gettext("基数为 0")


def claim_change(claim: Claim, against: str | None = None) -> Change:
    """A stated change in words, with what it is against; the rate is left out where the base is small. Marked where the
    words were recognised in a picture."""
    percent = "" if is_small_base(claim) else claim.percent
    word = against_base(claim.base) if against is None else against
    return seen(change_said(claim.direction, claim.change, percent, word), bool(claim.origin))


def _lead(reading: Reading) -> KeyFigure | None:
    found = lead_measure(reading)
    if not found:
        return None
    measure, label = found
    amount = reading.amounts[measure]
    claim = reading.claim(measure, "change", "prior_year")
    return KeyFigure(
        measure,
        label,
        amount_text(amount.value),
        amount.value,
        reading.place_url(amount),
        lead=True,
        change=claim_change(claim) if claim else None,
        small_base=base_word(claim),
        outcome=reading.outcome(measure),
        proof="#bianhua" if claim else "",
        reason=claim.reason if claim else "",
        recognised=amount.recognised,
    )


def _beside(reading: Reading, measure: str) -> tuple[str, Change | None, bool]:
    """What stands below an amount: its share, its budget, its change or its parts; whether what stands there before
    the change was recognised in a picture."""
    if measure == "three_public.total.actual":
        budget = reading.amounts.get("three_public.total.budget")
        if budget:
            word = budget_word(budget.basis)
            own = reading.amounts[measure]
            change = seen(change_of(budget.value, own.value), budget.recognised or own.recognised)
            before = gettext("%(word)s %(amount)s，") % {"word": word, "amount": amount_text(budget.value)}
            return before, change, budget.recognised
    if measure == "procurement.total":
        return _procured(reading), None, reading.recognised(*(f"procurement.{key}" for key in PROCURED))
    claim = reading.claim(measure, "change")
    if claim and claim.direction:
        return "", claim_change(claim), False
    share = reading.claim(measure, "share")
    if share and share.percent:
        return gettext("占支出 %(share)s%%") % {"share": share.percent}, None, bool(share.origin)
    return "", None, False


def budget_word(basis: str) -> str:
    """年初预算, 全年预算, or 预算 where the report does not say which."""
    word = next((word for key, word in BUDGETS.items() if key in basis.split("+")), "")
    return gettext(word) if word else gettext("预算")


def _procured(reading: Reading) -> str:
    given = [(word, reading.value(f"procurement.{key}")) for key, word in PROCURED.items()]
    return gettext("，").join(f"{word} {amount_text(value)}" for word, value in given if value)


def _other(reading: Reading, measure: str, label: str) -> KeyFigure:
    amount = reading.amounts[measure]
    before, change, before_recognised = _beside(reading, measure)
    claim = reading.claim(measure, "change")
    past = claim if before and claim and claim.base == "prior_year" else None
    href = reading.place_url(amount)
    return KeyFigure(
        measure,
        label,
        amount_text(amount.value),
        amount.value,
        href,
        wide=measure in ("basic_expenditure", "project_expenditure"),
        before=before,
        change=change,
        past=claim_change(past) if past else None,
        small_base=base_word(claim) if past or (change and not before) else "",
        outcome=reading.outcome(measure),
        proof=f"#s{claim.section}" if claim and claim.section else href,
        recognised=amount.recognised,
        before_recognised=before_recognised,
    )


def key_figures(reading: Reading) -> list[KeyFigure]:
    """The lead figure first; nothing for what the report does not give."""
    lead = _lead(reading)
    if not lead:
        return []
    others = [
        _other(reading, measure, str(label))
        for measure, label in OTHERS
        if measure in reading.amounts and measure != lead.measure
    ]
    return [lead, *others[:SHOWN_BESIDE_LEAD]]
