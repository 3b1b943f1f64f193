"""One measure of one department over the years, as its own reports give it or imply it."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.charts import Series, Slot
from disclosures.models import Claim, Department, Disclosure, Figure, Scope
from disclosures.pages.places import report_url
from disclosures.statements import FORMS, Shape
from disclosures.wording import FEN_PER_WAN, decimal_of, printed_text


@dataclass(frozen=True)
class History:
    """What all published reports of a department say of some measures."""

    department: Department
    disclosures: tuple[Disclosure, ...]
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]  # changes against the year before

    def own(self, measure: str, year: int, scope: str) -> Figure | None:
        return next((f for f in self.figures if (f.measure, f.year, f.scope) == (measure, year, scope)), None)

    def implying(self, measure: str, year: int, scope: str) -> Claim | None:
        """The claim of the next year's report that implies this year's number."""
        return next(
            (
                claim
                for claim in self.claims
                if claim.measure == measure
                and claim.base_year == year
                and claim.revision.disclosure.scope == scope
            ),
            None,
        )

    def years(self, measures: Iterable[str], scope: str) -> list[int]:
        """The years that some measure has a number for, held or implied."""
        wanted = set(measures)
        held = {f.year for f in self.figures if f.scope == scope and f.measure in wanted}
        implied = {
            claim.base_year
            for claim in self.claims
            if claim.measure in wanted and claim.base_year and claim.revision.disclosure.scope == scope
        }
        return sorted(held | implied)


def claims_of_change(department: Department, measures: Iterable[str]) -> tuple[Claim, ...]:
    """The changes against the year before that the published reports state; one query."""
    found = Claim.objects.filter(
        revision__current_of__department=department,
        kind="change",
        base="prior_year",
        measure__in=list(measures),
    ).exclude(implied_base="")
    return tuple(found.select_related("revision__disclosure").order_by("revision_id", "position"))


def fen_of(printed: str) -> int | None:
    value = decimal_of(printed)
    return None if value is None else int(value * FEN_PER_WAN)


def printed_place(figure) -> str:
    """Where a number stands, in words: 公开01表，第 60 行."""
    form = FORMS.get(figure.statement)
    if form and form.shape == Shape.LINES:
        return f"公开{form.number}表，第 {figure.row} 行"
    if form:
        return f"公开{form.number}表"
    return f"文字说明第{figure.section}节" if figure.section else "报告正文"


def _slot(history: History, measure: str, year: int, scope: str, current: int | None) -> Slot:
    own = history.own(measure, year, scope)
    if own:
        source = f"{year} 年报告，{printed_place(own)}"
        return Slot(year, own.value, "own", source, report_url(history.department, year))
    claim = history.implying(measure, year, scope)
    if claim:
        signs = "＋" if claim.direction == "decrease" else "−"
        sum_said = f"{printed_text(claim.amount)} {signs} {printed_text(claim.change)}"
        source = f"推算：{claim.revision.disclosure.year} 年报告 {sum_said}"
        return Slot(year, fen_of(claim.implied_base), "implied", source)
    held = {disclosure.scope for disclosure in history.disclosures if disclosure.year == year}
    if scope in held:
        return Slot(year, source="报告未给出", word="未给出")
    if held:
        return Slot(year, source=f"只收录了{Scope(held.pop()).label}口径", word="口径不同")
    return Slot(year, source="未收录")


def series(
    history: History,
    measure: str,
    title: str,
    scope: str,
    years: Iterable[int],
    current: int | None = None,
) -> Series:
    slots = tuple(_slot(history, measure, year, scope, current) for year in years)
    return Series(title, slots, current)
