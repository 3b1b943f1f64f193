"""The 三公 block of a report: budget and final amount of each item, counts and reasons."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.bars import Dot, budget_dots
from disclosures.measures import MEASURES
from disclosures.pages.glossary import Entry, Glossary
from disclosures.pages.headlines import Headline, refusal
from disclosures.pages.reading import Reading, gravest
from disclosures.pages.said import change_of, seen
from disclosures.pages.series import sources_said
from disclosures.pages.summary import base_word, budget_word, claim_change
from disclosures.pages.unit_costs import UnitCost, unit_costs
from disclosures.svg import NOTHING
from disclosures.wording import FUNDS, Change, amount_text, percent_text

ITEMS = (
    ("total", gettext_lazy("合计")),
    ("abroad", gettext_lazy("因公出国（境）")),
    ("vehicle", gettext_lazy("公务用车购置及运行")),
    ("vehicle_purchase", gettext_lazy("其中：购置")),
    ("vehicle_operation", gettext_lazy("其中：运行")),
    ("reception", gettext_lazy("公务接待")),
)
KINDS = ("budget", "actual")
TERM = "三公"
COUNTS = (
    "three_public.abroad.groups",
    "three_public.abroad.persons",
    "three_public.vehicle_purchase.count",
    "three_public.vehicle.count",
    "three_public.reception.batches",
    "three_public.reception.persons",
    "three_public.reception.accompanying",
)


@dataclass(frozen=True)
class Item:
    label: str
    budget: str
    actual: str
    href: str
    change: Change | None
    dots: SafeString
    outcome: str
    past: Change | None  # against the year before, as the report states it
    past_base: str  # why it has no rate
    past_outcome: str
    total: bool
    part: bool
    budget_recognised: bool = False  # in a picture, and nobody has looked at it
    actual_recognised: bool = False


@dataclass(frozen=True)
class ThreePublic:
    headline: Headline
    budget_word: str
    items: tuple[Item, ...]
    counts: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    basis: tuple[str, ...]
    costs: tuple[UnitCost, ...]
    source: str  # where the numbers are printed
    term: Entry | None  # the report's own explanation of “三公”经费

    @property
    def dated(self) -> bool:
        """Whether any item is compared with the year before."""
        return any(item.past for item in self.items)


def _largest(reading: Reading) -> int:
    values = [reading.value(f"three_public.{key}.{kind}") or 0 for key, _label in ITEMS for kind in KINDS]
    return max(values)


def _item(reading: Reading, key: str, label: str, largest: int) -> Item | None:
    budget = reading.value(f"three_public.{key}.budget")
    actual = reading.amounts.get(f"three_public.{key}.actual")
    if budget is None and actual is None:
        return None
    value = actual.value if actual else None
    past = reading.claim(f"three_public.{key}.actual", "change", "prior_year")
    both = budget is not None and value is not None
    unseen = [reading.recognised(f"three_public.{key}.{kind}") for kind in KINDS]
    return Item(
        label,
        amount_text(budget),
        amount_text(value),
        reading.place_url(actual) if actual else "",
        seen(change_of(budget, value), any(unseen)) if both else None,
        _dots(label, budget, value, largest),
        reading.outcome(f"three_public.{key}.actual", but=past),
        claim_change(past, against="") if past else None,
        base_word(past),
        gravest(f for f in reading.findings if past and f.claim_id == past.pk),
        total=key == "total",
        part=key.startswith("vehicle_"),
        budget_recognised=unseen[0],
        actual_recognised=unseen[1],
    )


def _dots(label: str, budget: int | None, actual: int | None, largest: int) -> SafeString:
    if not largest:
        return NOTHING
    dots = [None if value is None else Dot(value / largest, amount_text(value)) for value in (budget, actual)]
    return budget_dots(label, *dots)


def _headline(reading: Reading, word: str) -> Headline:
    noun = _("“三公”经费")
    budget = reading.value("three_public.total.budget")
    actual = reading.value("three_public.total.actual")
    refused = refusal(reading.outcome("three_public.total.actual"))
    if refused:
        return Headline(noun, refused=refused)
    if budget is None or actual is None:
        return Headline(noun, refused=_("报告没有同时给出合计的预算与决算，标题不写结论。"))
    unseen = reading.recognised("three_public.total.budget", "three_public.total.actual")
    told = {"word": word.lower(), "budget": amount_text(budget), "actual": amount_text(actual)}
    if budget == actual:
        equal = f"{told['actual']} = {told['budget']}"
        return Headline(_("“三公”经费：决算与%(word)s相同") % told, equal, recognised=unseen)
    told |= {"gap": amount_text(abs(actual - budget)), "rate": percent_text(actual, budget)}
    more, less = (
        _("“三公”经费：决算比%(word)s多 %(gap)s 万元"),
        _("“三公”经费：决算比%(word)s少 %(gap)s 万元"),
    )
    told["sum"] = ("%(actual)s − %(budget)s" if actual > budget else "%(budget)s − %(actual)s") % told
    arithmetic = f"{told['sum']} = {told['gap']}"
    if told["rate"]:
        arithmetic += _("；%(actual)s ÷ %(budget)s = %(rate)s") % told
    return Headline((more if actual > budget else less) % told, arithmetic, recognised=unseen)


def _counts(reading: Reading) -> tuple[str, ...]:
    said = []
    for key in COUNTS:
        value = reading.value(key)
        if value is not None:
            label, counted_in = _(MEASURES[key].label), _(MEASURES[key].counted_in)
            told = {"label": label, "count": f"{value:,}", "counted_in": counted_in}
            words = _("%(label)s %(count)s %(counted_in)s") % told
            said.append(words + _("（图片识别）") if reading.recognised(key) else words)
    return tuple(said)


def _reasons(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What the report gives as the reason of what: (words before it, the reason)."""
    claims = (c for c in reading.claims if c.measure.startswith("three_public.total") and c.reason)
    past, planned = _("报告所述比上年变化的原因："), _("报告所述与预算不同的原因：")
    said = ((past if c.base == "prior_year" else planned, c.reason) for c in claims)
    return tuple(dict.fromkeys(said))


def _basis(amount, sheet) -> tuple[str, ...]:
    keys = amount.basis.split("+") if amount else []
    funds = next((word for key, word in FUNDS.items() if key in keys), "")
    if not funds and sheet:
        funds = FUNDS.get(sheet.basis_funds, "")
    return (_("三公：%(funds)s") % {"funds": _(funds)},) if funds else ()


def three_public(reading: Reading, words: Glossary) -> ThreePublic | None:
    largest = _largest(reading)
    found = (_item(reading, key, str(label), largest) for key, label in ITEMS)
    items = tuple(item for item in found if item)
    if not items:
        return None
    budget = reading.amounts.get("three_public.total.budget")
    word = budget_word(budget.basis if budget else "")
    sheet = next((sheet for sheet in reading.sheets if sheet.statement == "three_public"), None)
    basis = _basis(budget, sheet)
    return ThreePublic(
        _headline(reading, word),
        word,
        items,
        _counts(reading),
        _reasons(reading),
        basis,
        unit_costs(reading),
        sources_said(reading, [f"three_public.{key}.{kind}" for key, _label in ITEMS for kind in KINDS]),
        words.explaining(TERM),
    )
