"""The page of one report: everything it shows, as frozen values."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from disclosures.models import Figure, Outcome, Scope
from disclosures.pages.change import ChangeBlock, Check, change_block
from disclosures.pages.composition import Composition, composition
from disclosures.pages.evaluations import EvaluationShown, Order, OrderChoice, evaluations, orders
from disclosures.pages.findings import Tally, quality_url, tally
from disclosures.pages.glossary import Glossary, glossary
from disclosures.pages.places import crumb, report_url
from disclosures.pages.reading import Reading, read, recognised_of, shown_outcome
from disclosures.pages.revised import Revised, revised
from disclosures.pages.sections import OtherPart, Section, other_parts, sections
from disclosures.pages.series import History, claims_of_change
from disclosures.pages.statement_list import Listed, statement_list
from disclosures.pages.steps import Steps, steps
from disclosures.pages.summary import LEADS, KeyFigure, key_figures
from disclosures.pages.three_public import ThreePublic, three_public
from disclosures.pages.years import Year, years_of_report
from disclosures.recognition import Recognised

LEAD_KEYS = tuple(measure for measure, _ in LEADS)


@dataclass(frozen=True)
class OtherView:
    """Another scope or revision of the same year."""

    words: str
    href: str


@dataclass(frozen=True)
class ReportPage:
    reading: Reading
    title: str
    crumb: list[tuple[str, str]]
    badges: tuple[str, ...]
    others: tuple[OtherView, ...]
    years: tuple[Year, ...]
    figures: tuple[KeyFigure, ...]
    change: ChangeBlock | None
    composition: Composition | None
    steps: Steps | None
    three_public: ThreePublic | None
    sections: tuple[Section, ...]
    other_parts: tuple[OtherPart, ...]
    statements: tuple[Listed, ...]
    pictures: int
    recognised: Recognised | None
    elsewhere: tuple[Check, ...]
    evaluations: tuple[EvaluationShown, ...]
    orders: tuple[OrderChoice, ...]  # of the indicators
    words: Glossary
    revised: Revised | None
    chart_url: str
    description: str
    tally: Tally
    quality_href: str

    @property
    def statements_checked(self) -> bool:
        """Whether any check points to a statement, so that the list has something to say of them."""
        return any(listed.outcome for listed in self.statements)


def history_of(reading: Reading, measures=LEAD_KEYS) -> History:
    own = Figure.objects.filter(
        Q(department=reading.department), Q(disclosure__current__isnull=False), Q(measure__in=measures)
    )
    claims = claims_of_change(reading.department, measures)
    return History(reading.department, reading.siblings, tuple(own), claims)


def _badges(reading: Reading, public: ThreePublic | None) -> tuple[str, ...]:
    scope = gettext("%(scope)s口径") % {"scope": gettext(Scope(reading.disclosure.scope).label)}
    budget = public.budget_word if public and public.budget_word != gettext("预算") else ""
    words = [scope, gettext("预算数：%(basis)s") % {"basis": budget} if budget else ""]
    return tuple(word for word in words if word) + (public.basis if public else ())


def _others(reading: Reading) -> tuple[OtherView, ...]:
    """The other scope, the former revisions and the way back to the current one."""
    department, year = reading.department, reading.year
    found = []
    for sibling in reading.siblings:
        if sibling.year == year and sibling.scope != reading.disclosure.scope:
            asked = sibling.scope if sibling.scope == Scope.OWN else ""
            words = gettext("%(scope)s口径的报告") % {"scope": gettext(Scope(sibling.scope).label)}
            found.append(OtherView(words, report_url(department, year, asked)))
    for revision in reading.revisions:
        if revision.pk != reading.revision.pk:
            current = revision.pk == reading.disclosure.current_id
            rev = None if current else revision.number
            words = gettext("第 %(number)s 版（现行）") if current else gettext("第 %(number)s 版")
            words %= {"number": revision.number}
            found.append(OtherView(words, report_url(department, year, reading.scope, rev)))
    return tuple(found)


def title_of(reading: Reading) -> str:
    """The department and the year, in words."""
    told = {"name": reading.department.name, "year": reading.year}
    return gettext("%(name)s %(year)s 年度部门决算") % told


def described(reading: Reading, figures: tuple[KeyFigure, ...]) -> str:
    told = {"title": title_of(reading), "count": len(reading.sheets)}
    if not figures:
        return gettext("%(title)s：%(count)s 张表与文字说明。") % told
    lead = figures[0]
    told |= {"label": lead.label, "amount": lead.amount}
    seen = gettext("数由图片识别，未经人核对。") if lead.unseen else ""
    if not lead.change:
        return gettext("%(title)s：%(label)s %(amount)s 万元。") % told + seen
    said = gettext("%(title)s：%(label)s %(amount)s 万元，%(change)s。") % (
        told | {"change": lead.change.words}
    )
    return said + seen


def _chart_url(reading: Reading) -> str:
    """Where the interactive chart gets its figure; only the current revision has one."""
    own = f"?scope={reading.scope}" if reading.scope else ""
    address = reverse("report-chart", args=[reading.department.slug, reading.year])
    return "" if reading.rev else address + own


def _elsewhere(reading: Reading) -> tuple[Check, ...]:
    """What stands beside no sentence and no statement of this page and is not 吻合: told at its end."""
    whole = (
        finding
        for finding in reading.findings
        if finding.outcome != Outcome.PASS
        and not finding.claim_id
        and not any(place.get("statement") for place in finding.where)
    )
    return tuple(Check(shown_outcome(finding), finding.message) for finding in whole)


def _page(reading: Reading, order: Order) -> ReportPage:
    figures = tuple(key_figures(reading))
    words = glossary(reading.terms)
    public = three_public(reading, words)
    statements = statement_list(reading)
    shown = evaluations(reading.evaluations, order)
    return ReportPage(
        reading=reading,
        title=title_of(reading),
        crumb=crumb(reading.department.region, reading.department),
        badges=_badges(reading, public),
        others=_others(reading),
        years=years_of_report(reading.department, reading.siblings, reading.year),
        figures=figures,
        change=change_block(reading, history_of(reading)) if figures else None,
        composition=composition(reading, words),
        steps=steps(reading),
        three_public=public,
        sections=sections(reading, words),
        other_parts=other_parts(reading, words),
        statements=statements,
        pictures=sum(1 for listed in statements if listed.state == "picture"),
        recognised=recognised_of(reading),
        elsewhere=_elsewhere(reading),
        evaluations=shown,
        orders=orders(shown, order),
        words=words,
        revised=revised(reading),
        chart_url=_chart_url(reading),
        description=described(reading, figures),
        tally=tally(reading.findings),
        quality_href=quality_url(reading.department, reading.year, reading.scope, reading.rev),
    )


def report_page(
    slug: str, year: int, scope: str = "", rev: int | None = None, order: Order = Order.PRINTED
) -> ReportPage | None:
    """The page behind an address, None where nothing is published there; ``order``: of the indicators."""
    reading = read(slug, year, scope, rev)
    return _page(reading, order) if reading else None
