"""Atom feeds: what is newly published on the site, of a district, of a department; and the 不一致.

An entry's id follows from what it is of, not from where the site stands: a reader sees none twice after a move.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch, Q
from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from disclosures.models import AcrossFinding, Department, Disclosure, Figure, Finding, Region, Scope
from disclosures.pages.across_years import anchor_of as across_anchor_of
from disclosures.pages.across_years import label_of
from disclosures.pages.findings import anchor_of, check_of, differing, quality_url
from disclosures.pages.places import department_url, district_url, report_url
from disclosures.pages.quality_list import of_kind
from disclosures.tallies import published_across
from disclosures.wording import amount_text

NEWEST = 50
SITE = "部门决算公开"
TOTALS = {"expenditure_total": "支出总计", "expenditure_current": "本年支出合计", "income_total": "收入总计"}


@dataclass(frozen=True)
class Entry:
    key: str  # what its id follows from
    title: str
    text: str
    href: str
    at: datetime


def stable_id(key: str) -> str:
    """urn:uuid:… that follows from ``key`` alone."""
    return uuid5(NAMESPACE_URL, f"juesuan:{key}").urn


class EntryFeed(Feed):
    """A feed of entries; what it holds and is called is its own."""

    feed_type = Atom1Feed
    language = "zh-Hans"
    author_name = SITE  # Atom wants one: the site writes the entries, not the departments

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.text

    def item_link(self, item: Entry) -> str:
        return item.href

    def item_guid(self, item: Entry) -> str:
        return stable_id(item.key)

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    item_pubdate = item_updateddate


def _published(disclosures) -> list[Entry]:
    """The newest published reports, with the total that each gives: two queries."""
    totals = Prefetch("figures", Figure.objects.filter(measure__in=TOTALS))
    held = disclosures.select_related("department", "current").prefetch_related(totals)
    return [_report(disclosure) for disclosure in held.order_by("-published_at", "pk")[:NEWEST]]


def _report(disclosure: Disclosure) -> Entry:
    department, revision = disclosure.department, disclosure.current
    version = f"（第 {revision.number} 版）" if revision.number > 1 else ""
    title = f"{department.name} {disclosure.year} 年度部门决算{version}"
    return Entry(
        f"report/{disclosure.code}/{revision.number}",
        title,
        f"{Scope(disclosure.scope).label}口径。{_total(disclosure)}原件：{revision.original_name}。",
        report_url(department, disclosure.year, disclosure.scope),
        disclosure.published_at,
    )


def _total(disclosure: Disclosure) -> str:
    held = {figure.measure: figure for figure in disclosure.figures.all()}
    key = next((key for key in TOTALS if key in held), None)
    if key is None:
        return ""
    seen = "（由图片识别，未经人核对）" if held[key].origin else ""
    return f"{TOTALS[key]} {amount_text(held[key].value)} 万元{seen}。"


class SiteFeed(EntryFeed):
    title = f"{SITE}：新收录的报告"
    subtitle = "各部门自行公开的决算报告，收录或更新时列在这里。"
    link = reverse_lazy("home")
    feed_url = reverse_lazy("feed")
    feed_guid = stable_id("feed/site")

    def items(self):
        return _published(Disclosure.objects.published())


class DistrictFeed(EntryFeed):
    """The reports of a region and of the regions below it."""

    def get_object(self, request, code):
        region = Region.objects.filter(code=code).first()
        if region is None:
            raise Http404("本站没有这个地区。")
        return region

    def title(self, region: Region) -> str:
        return f"{region.full_name}：新收录的部门决算报告"

    def subtitle(self, region: Region) -> str:
        return f"{region.full_name}各部门的决算报告，收录或更新时列在这里。"

    def link(self, region: Region) -> str:
        return district_url(region)

    def feed_url(self, region: Region) -> str:
        return reverse("district-feed", args=[region.code])

    def feed_guid(self, region: Region) -> str:
        return stable_id(f"feed/district/{region.code}")

    def items(self, region: Region):
        inside = Q(department__region=region) | Q(department__region__parent=region)
        return _published(Disclosure.objects.published().filter(inside))


class DepartmentFeed(EntryFeed):
    """The reports of a department and their 不一致."""

    def get_object(self, request, slug):
        department = Department.objects.filter(slug=slug, disclosures__current__isnull=False).first()
        if department is None:
            raise Http404("本站没有收录这个部门的报告。")
        return department

    def title(self, department: Department) -> str:
        return f"{department.name}：部门决算"

    def subtitle(self, department: Department) -> str:
        return f"{department.name}新收录的决算报告，和核对中的不一致。"

    def link(self, department: Department) -> str:
        return department_url(department)

    def feed_url(self, department: Department) -> str:
        return reverse("department-feed", args=[department.slug])

    def feed_guid(self, department: Department) -> str:
        return stable_id(f"feed/department/{department.slug}")

    def items(self, department: Department):
        reports = _published(Disclosure.objects.published().filter(department=department))
        differ = _differing(Q(department=department))
        return _newest([*reports, *differ])


class DifferingFeed(EntryFeed):
    """One entry a finding, on one report or on two neighbouring ones; severity info never appears."""

    title = f"{SITE}：不一致"
    subtitle = "“不一致”只说明去哪里看，不判断对错。"
    link = reverse_lazy("quality")
    feed_url = reverse_lazy("quality-feed")
    feed_guid = stable_id("feed/differing")

    def items(self):
        return _newest(_differing(Q()))


def _newest(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:NEWEST]


def _with_some(some: Q, of: Q) -> list[int]:
    """The newest reports that have a 不一致: as many as may be needed for the newest of these, each having one."""
    held = Disclosure.objects.published().filter(some, of).order_by("-published_at", "pk")
    return list(held.values_list("pk", flat=True)[:NEWEST])


def _differing(of: Q) -> list[Entry]:
    """The newest 不一致: those of one report, and of two neighbouring reports. Four queries."""
    of_own = _with_some(Q(line__errors__gt=0) | Q(line__warnings__gt=0), of)
    found = differing().filter(revision__current_of__in=of_own)
    found = found.select_related("revision__disclosure__department")
    own = found.order_by("-revision__disclosure__published_at", "severity", "position")[:NEWEST]
    of_two = _with_some(Q(line__across_errors__gt=0) | Q(line__across_warnings__gt=0), of)
    two = of_kind(published_across(), "fail").filter(later__in=of_two)
    two = two.select_related("department", "later", "earlier")
    across = two.order_by("-later__published_at", "severity", "position")[:NEWEST]
    return [*map(_on_one, own), *map(_on_two, across)]


def _on_one(finding: Finding) -> Entry:
    disclosure = finding.revision.disclosure
    address = quality_url(disclosure.department, disclosure.year, disclosure.scope)
    anchor = anchor_of(finding)
    return Entry(
        f"finding/{disclosure.code}/{anchor}",
        f"{disclosure.department.name} {disclosure.year} 年度：{check_of(finding.check_id).title}",
        finding.message,
        f"{address}#{anchor}",
        disclosure.published_at,
    )


def _on_two(finding: AcrossFinding) -> Entry:
    """Shown on the later report's page; as new as the newer of the two."""
    later, earlier = finding.later, finding.earlier
    address = quality_url(finding.department, later.year, later.scope)
    anchor = across_anchor_of(finding)
    title = (
        f"{finding.department.name} {earlier.year}、{later.year} 年度："
        f"{label_of(finding)}，{check_of(finding.check_id).title}"
    )
    at = max(later.published_at, earlier.published_at)
    key = f"across/{later.code}/{earlier.code}/{anchor}"
    return Entry(key, title, finding.message, f"{address}#{anchor}", at)
