"""The addresses of what is published, for those who index the site; an index of files where they are many."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from disclosures.models import Department, Region, ReportLine, Sheet
from disclosures.pages.findings import quality_url
from disclosures.pages.places import department_url, district_url, report_url, statement_url
from disclosures.statements import State, Statement
from disclosures.tallies import BY_REPORT, covering, in_all

IN_ONE_FILE = 500  # a file of so many is made within 150 ms; the protocol allows 50,000
PLAIN = ("home", "sangong", "compare", "quality", "quality-checks", "quality-log", "data")


class Published(Sitemap):
    """A list of what is published, with when it last was."""

    limit = IN_ONE_FILE
    newest = "published_at"  # where the day of publication is found

    def found(self) -> QuerySet:
        raise NotImplementedError

    def items(self):
        return self.found()

    @cached_property
    def paginator(self) -> Paginator:
        """Counted once for a request."""
        return Paginator(self.items(), self.limit)

    def get_latest_lastmod(self) -> datetime | None:
        return self.found().order_by().aggregate(at=Max(self.newest))["at"]


def _asked(line: ReportLine) -> str:
    """What ``?scope=`` must say: that of a report which is not shown by default."""
    return "" if line.shown else line.scope


class Plain(Sitemap):
    """The pages that are there without any report."""

    limit = IN_ONE_FILE

    def items(self):
        return PLAIN

    def location(self, item: str) -> str:
        return reverse(item)


class Districts(Published):
    newest = "report_lines__disclosure__published_at"

    def found(self):
        held = Region.objects.filter(report_lines__isnull=False)
        return held.annotate(at=Max(self.newest)).order_by("code")

    def location(self, item: Region) -> str:
        return district_url(item)

    def lastmod(self, item: Region) -> datetime:
        return item.at


class Departments(Published):
    newest = "report_lines__disclosure__published_at"

    def found(self):
        held = Department.objects.filter(report_lines__isnull=False)
        return held.annotate(at=Max(self.newest)).order_by("pk")

    def location(self, item: Department) -> str:
        return department_url(item)

    def lastmod(self, item: Department) -> datetime:
        return item.at


class Reports(Published):
    newest = "disclosure__published_at"

    def found(self):
        return ReportLine.objects.select_related("disclosure", "department").order_by("disclosure_id")

    def location(self, item: ReportLine) -> str:
        return report_url(item.department, item.year, _asked(item))

    def lastmod(self, item: ReportLine) -> datetime:
        return item.disclosure.published_at


class Checks(Reports):
    def location(self, item: ReportLine) -> str:
        return quality_url(item.department, item.year, _asked(item))


class StatementList(Sequence[Sheet]):
    """The statements that print amounts, report by report; to be cut into files. One query to count, two for a file."""

    def __init__(self) -> None:
        found = ReportLine.objects.filter(statements__gt=0)
        self.counted = found.values_list("disclosure", "statements", "year", "department")
        self.total = in_all(self.counted)

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted):
        start, stop, _ = wanted.indices(self.total)
        before = dict(covering(self.counted, start, stop, BY_REPORT))
        held = Sheet.objects.filter(revision__current_of__in=before, state=State.AMOUNTS)
        held = held.exclude(statement=Statement.OTHER).defer("data", "notes")
        related = held.select_related("revision__disclosure__line", "revision__disclosure__department")
        first = min(before.values(), default=0)
        return list(related.order_by("revision__disclosure_id", "pk")[start - first : stop - first])


class Statements(Reports):
    """The statements that print amounts; the others say no more than their report's page."""

    def items(self):
        return StatementList()

    def location(self, item: Sheet) -> str:
        disclosure = item.revision.disclosure
        asked = _asked(disclosure.line)
        return statement_url(disclosure.department, disclosure.year, item.statement, asked)

    def lastmod(self, item: Sheet) -> datetime:
        return item.revision.disclosure.published_at


SECTIONS: dict[str, type[Sitemap]] = {
    "pages": Plain,
    "districts": Districts,
    "departments": Departments,
    "reports": Reports,
    "checks": Checks,
    "statements": Statements,
}


def sitemap(request):
    """Everything in one file while it is short, an index of the sections' files after that."""
    sections = {name: section() for name, section in SECTIONS.items()}
    total = sum(section.paginator.count for section in sections.values())
    if total <= IN_ONE_FILE:
        return views.sitemap(request, sections)
    return views.index(request, sections, sitemap_url_name="sitemap-section")


def sitemap_section(request, section):
    return views.sitemap(request, SECTIONS, section)
