"""The page of one report: everything it shows, as frozen values."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from disclosures.models import Figure, Scope
from disclosures.pages.change import ChangeBlock, Check, change_block
from disclosures.pages.composition import Composition, composition
from disclosures.pages.findings import Tally, quality_url, tally
from disclosures.pages.places import crumb, report_url
from disclosures.pages.reading import Reading, read, shown_outcome
from disclosures.pages.sections import OtherPart, Section, other_parts, sections
from disclosures.pages.series import History, claims_of_change
from disclosures.pages.statement_list import Listed, statement_list
from disclosures.pages.summary import LEADS, KeyFigure, key_figures
from disclosures.pages.three_public import ThreePublic, three_public
from disclosures.pages.years import Year, years_of_report

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
    three_public: ThreePublic | None
    sections: tuple[Section, ...]
    other_parts: tuple[OtherPart, ...]
    statements: tuple[Listed, ...]
    pictures: int
    doubts: tuple[Check, ...]
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
    scope = f"{Scope(reading.disclosure.scope).label}口径"
    budget = public.budget_word if public and public.budget_word != "预算" else ""
    words = [scope, f"预算数：{budget}" if budget else ""]
    return tuple(word for word in words if word) + (public.basis if public else ())


def _others(reading: Reading) -> tuple[OtherView, ...]:
    """The other scope, the former revisions and the way back to the current one."""
    department, year = reading.department, reading.year
    found = []
    for sibling in reading.siblings:
        if sibling.year == year and sibling.scope != reading.disclosure.scope:
            asked = sibling.scope if sibling.scope == Scope.OWN else ""
            words = f"{Scope(sibling.scope).label}口径的报告"
            found.append(OtherView(words, report_url(department, year, asked)))
    for revision in reading.revisions:
        if revision.pk != reading.revision.pk:
            current = revision.pk == reading.disclosure.current_id
            rev = None if current else revision.number
            words = f"第 {revision.number} 版" + ("（现行）" if current else "")
            found.append(OtherView(words, report_url(department, year, reading.scope, rev)))
    return tuple(found)


def _description(reading: Reading, figures: tuple[KeyFigure, ...]) -> str:
    head = f"{reading.department.name} {reading.year} 年度部门决算"
    if not figures:
        return f"{head}：{len(reading.sheets)} 张表与文字说明。"
    lead = figures[0]
    change = f"，{lead.change.words}" if lead.change else ""
    return f"{head}：{lead.label} {lead.amount} 万元{change}。"


def _chart_url(reading: Reading) -> str:
    """Where the interactive chart gets its figure; only the current revision has one."""
    own = f"?scope={reading.scope}" if reading.scope else ""
    address = reverse("report-chart", args=[reading.department.slug, reading.year])
    return "" if reading.rev else address + own


def _doubts(reading: Reading) -> tuple[Check, ...]:
    """What the reading of the file left open: findings on no claim and no statement."""
    whole = (
        finding
        for finding in reading.findings
        if not finding.claim_id and not any(place.get("statement") for place in finding.where)
    )
    return tuple(Check(shown_outcome(finding), finding.message) for finding in whole)


def _page(reading: Reading) -> ReportPage:
    figures = tuple(key_figures(reading))
    public = three_public(reading)
    statements = statement_list(reading)
    return ReportPage(
        reading=reading,
        title=f"{reading.department.name} {reading.year} 年度部门决算",
        crumb=crumb(reading.department.region, reading.department),
        badges=_badges(reading, public),
        others=_others(reading),
        years=years_of_report(reading.department, reading.siblings, reading.year),
        figures=figures,
        change=change_block(reading, history_of(reading)) if figures else None,
        composition=composition(reading),
        three_public=public,
        sections=sections(reading),
        other_parts=other_parts(reading),
        statements=statements,
        pictures=sum(1 for listed in statements if listed.state == "picture"),
        doubts=_doubts(reading),
        chart_url=_chart_url(reading),
        description=_description(reading, figures),
        tally=tally(reading.findings),
        quality_href=quality_url(reading.department, reading.year, reading.scope),
    )


def report_page(slug: str, year: int, scope: str = "", rev: int | None = None) -> ReportPage | None:
    """The page behind an address, None where nothing is published there."""
    reading = read(slug, year, scope, rev)
    return _page(reading) if reading else None
