"""One measure of one department over the years, as its own reports give it or imply it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from disclosures.charts import Series, Slot
from disclosures.models import Claim, Department, Disclosure, Figure, Finding, Scope
from disclosures.pages.headlines import UNSOUND, Headline
from disclosures.pages.places import report_url
from disclosures.pages.reading import Amount, Reading
from disclosures.pages.said import change_of
from disclosures.statements import FORMS, Shape
from disclosures.wording import FEN_PER_WAN, amount_text, decimal_of, printed_text

ROUNDING_FEN = 10_000  # 0.01 万元, what an implied number can be off


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
    doubted = Finding.objects.filter(claim=OuterRef("pk"), outcome__in=UNSOUND).exclude(
        outcome="fail", severity="info"
    )
    found = Claim.objects.filter(
        revision__current_of__department=department,
        kind="change",
        base="prior_year",
        measure__in=list(measures),
    ).exclude(implied_base="")
    return tuple(
        found.annotate(doubted=Exists(doubted))
        .select_related("revision__disclosure")
        .order_by("revision_id", "position")
    )


def fen_of(printed: str) -> int | None:
    value = decimal_of(printed)
    return None if value is None else int(value * FEN_PER_WAN)


def printed_place(figure) -> str:
    """Where a number stands, in words: 公开01表，第 60 行."""
    form = FORMS.get(figure.statement)
    if form and form.shape == Shape.LINES:
        return _("公开%(number)s表，第 %(line)s 行") % {"number": form.number, "line": figure.row}
    if form:
        return _("公开%(number)s表") % {"number": form.number}
    if figure.section:
        return _("文字说明第%(section)s节") % {"section": _(figure.section)}
    return _("报告正文")


def sources_said(reading: Reading, measures: Iterable[str]) -> str:
    """Where the report prints these numbers, each place once: 公开01表，原件第 5 页；文字说明第五节，原件第 16 页."""
    given = (reading.amounts[measure] for measure in measures if measure in reading.amounts)
    said = (_seen(_with_page(_source_place(amount), amount.page), amount.recognised) for amount in given)
    return _("；").join(dict.fromkeys(said))


def _source_place(amount: Amount) -> str:
    """The statement or the section, without the row."""
    form = FORMS.get(amount.statement)
    return _("公开%(number)s表") % {"number": form.number} if form else printed_place(amount)


def _seen(words: str, recognised: bool) -> str:
    return _("%(words)s，由图片识别，未经人核对") % {"words": words} if recognised else words


def _with_page(words: str, page: int | None) -> str:
    return _("%(words)s，原件第 %(page)s 页") % {"words": words, "page": page} if page else words


def _implied_source(claim: Claim) -> str:
    signs = "＋" if claim.direction == "decrease" else "−"
    sum_said = f"{printed_text(claim.amount)} {signs} {printed_text(claim.change)}"
    told = {"year": claim.revision.disclosure.year, "sum": sum_said}
    return _seen(_with_page(_("推算：%(year)s 年报告 %(sum)s") % told, claim.page), bool(claim.origin))


def _slot(history: History, measure: str, year: int, scope: str, current: int | None) -> Slot:
    own = history.own(measure, year, scope)
    claim = history.implying(measure, year, scope)
    implied = fen_of(claim.implied_base) if claim else None
    if own:
        place = _seen(_with_page(printed_place(own), own.page), bool(own.origin))
        source = _("%(year)s 年报告，%(place)s") % {"year": year, "place": place}
        href = report_url(history.department, year)
        slot = Slot(year, own.value, "own", source, href, recognised=bool(own.origin))
        if implied is None or abs(implied - own.value) <= ROUNDING_FEN:
            return slot
        again = {"restated": implied, "restated_source": _implied_source(claim)}
        return replace(slot, **again, restated_recognised=bool(claim.origin))
    if claim:
        return Slot(year, implied, "implied", _implied_source(claim), recognised=bool(claim.origin))
    held = {disclosure.scope for disclosure in history.disclosures if disclosure.year == year}
    if scope in held:
        return Slot(year, source=_("报告未给出"), word=_("未给出"))
    if held:
        other = {"scope": _(Scope(held.pop()).label)}
        return Slot(year, source=_("只收录了%(scope)s口径") % other, word=_("口径不同"))
    return Slot(year, source=_("未收录"), word=_("未收录"))


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


def headline(drawn: Series, history: History, measure: str, scope: str) -> Headline:
    """The newest number against the year before, where both are known and no check is against it."""
    noun = _("%(title)s，历年") % {"title": drawn.title}
    if len(drawn.held) == 1:
        return Headline(noun, refused=_("仅有一年的数，不写变化。"))
    now = next((slot for slot in reversed(drawn.slots) if slot.kind == "own"), None)
    before = next((slot for slot in drawn.slots if now and slot.year == now.year - 1), None)
    if now is None or before is None or now.value is None or before.value is None:
        years = {"year": now.year - 1 if now else ""}
        return Headline(noun, refused=_("%(year)s 年没有可用的数，不写与上年相比的变化。") % years)
    claim = history.implying(measure, before.year, scope)
    if claim and claim.doubted:
        return Headline(noun, refused=_("报告所写的变化核对有不一致或无法核对，标题不写结论。"))
    if before.restated is not None:
        return Headline(noun, refused=_("上年数前后两份报告不同，标题不写变化。"))
    told = {
        "title": drawn.title,
        "year": now.year,
        "now": now.amount,
        "before": before.amount,
        "whose": (_("上年推算数") if before.kind == "implied" else _("上年")).lower(),
        "change": change_of(before.value, now.value).words,
    }
    said = _("%(title)s：%(year)s 年比%(whose)s%(change)s 万元") % told
    seen = now.recognised or before.recognised
    if now.value == before.value:
        equal = f"{now.amount} = {before.amount}"
        return Headline(_("%(title)s：%(year)s 年与%(whose)s持平") % told, equal, recognised=seen)
    larger, smaller = (now, before) if now.value > before.value else (before, now)
    gap = amount_text(abs(now.value - before.value))
    return Headline(said, f"{larger.amount} − {smaller.amount} = {gap}", recognised=seen)
