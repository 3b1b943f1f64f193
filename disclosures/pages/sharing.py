"""What each page offers to those who pass it on: its permanent address, how it is cited, poster and embedding."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from disclosures.comparison.board import Board
from disclosures.comparison.board_rows import ITEMS, BoardRow
from disclosures.comparison.districts import DistrictComparison
from disclosures.comparison.result import Comparison
from disclosures.marks import cautioned
from disclosures.models import Region
from disclosures.pages.citation import DATA, SITE, Cited
from disclosures.pages.comparison_posters import (
    BOARD_SOURCE,
    board_poster,
    comparison_poster,
    districts_poster,
)
from disclosures.pages.department import DepartmentPage
from disclosures.pages.number import NumberPage
from disclosures.pages.places import report_url
from disclosures.pages.posters import number_poster, report_poster, told_poster
from disclosures.pages.report import ReportPage
from disclosures.pages.statement import StatementPage
from disclosures.pages.told_number import ToldPage
from disclosures.posters import Poster

CHART_HEIGHT, TABLE_HEIGHT = 520, 640  # of a frame where no script fits it
LASTING = gettext_lazy("固定链接指向这个数本身：重新读取或收录新版之后仍然有效，并列出各版所印的数。")


@dataclass(frozen=True)
class Embedding:
    """``href`` is the address of what stands in the frame."""

    what: str
    href: str
    title: str
    height: int


@dataclass(frozen=True)
class Shared:
    """``link`` without the host; ``cited`` has the whole address."""

    link: str
    cited: Cited
    poster: Poster | None = None
    embedding: Embedding | None = None
    note: str = ""
    feed: str = ""  # the address of the Atom feed that follows it

    @property
    def subject(self) -> str:
        """Whose numbers the page shows, for a picture taken from it."""
        own = "" if self.cited.author == SITE else self.cited.author
        return f"{own}《{self.cited.report}》" if own else self.cited.report


def _report_words(year: int) -> str:
    return f"{year}年度部门决算"


def shared_report(page: ReportPage, origin: str) -> Shared:
    reading = page.reading
    link = report_url(reading.department, reading.year, reading.scope, reading.rev)
    cited = Cited(
        f"{reading.department.slug}-{reading.year}",
        reading.department.name,
        _report_words(reading.year),
        origin + link,
        sha256=reading.revision.sha256,
    )
    embedding = None
    if page.change and not reading.rev:
        asked = f"?scope={reading.scope}" if reading.scope else ""
        address = reverse("embed-report", args=[reading.department.slug, reading.year]) + asked
        embedding = Embedding(
            gettext("变化图"), address, gettext("%(page)s，变化") % {"page": page.title}, CHART_HEIGHT
        )
    feed = reverse("department-feed", args=[reading.department.slug])
    return Shared(link, cited, report_poster(page), embedding, feed=feed)


def shared_department(page: DepartmentPage, link: str, origin: str) -> Shared:
    years = gettext("、").join(str(report.year) for report in reversed(page.reports))
    sources = gettext("%(years)s年度部门决算报告") % {"years": years}
    cited = Cited(
        page.department.slug,
        SITE,
        gettext("%(name)s历年部门决算") % {"name": page.department.name},
        origin + link,
        carrier=DATA,
        sources=cautioned(sources, any(line.recognised for line in page.all_series)),
    )
    embedding = None
    if page.series:
        scope = page.reports and f"&scope={page.scope_key}"
        address = f"{reverse('embed-department', args=[page.department.slug])}?m={page.chosen}{scope or ''}"
        title = gettext("%(name)s：%(series)s，历年") % {
            "name": page.department.name,
            "series": page.series.title,
        }
        embedding = Embedding(gettext("历年图"), address, title, CHART_HEIGHT)
    feed = reverse("department-feed", args=[page.department.slug])
    return Shared(link, cited, embedding=embedding, feed=feed)


def shared_district(
    region: Region, year: int | None, link: str, origin: str, recognised: bool = False
) -> Shared:
    """``recognised``: some number of the page was, in a picture, and nobody has looked at it."""
    cited = Cited(
        f"district-{region.code}",
        SITE,
        gettext("%(region)s%(year)s年度部门决算") % {"region": region.full_name, "year": year}
        if year
        else gettext("%(region)s部门决算") % {"region": region.full_name},
        origin + link,
        carrier=DATA,
        sources=cautioned(gettext("已收录的各部门决算报告"), recognised),
    )
    return Shared(link, cited, feed=reverse("district-feed", args=[region.code]))


def shared_statement(page: StatementPage, link: str, origin: str) -> Shared:
    department, year = page.department, page.disclosure.year
    cited = Cited(
        f"{department.slug}-{year}-{page.key}",
        department.name,
        _report_words(year),
        origin + link,
        part=page.title,
        page=next(iter(page.sheet.pages), None) if page.sheet else None,
        sha256=page.revision.sha256,
    )
    embedding = None
    if page.table and not page.rev:
        asked = f"?scope={page.disclosure.scope}"
        address = reverse("embed-statement", args=[department.slug, year, page.key]) + asked
        title = gettext("%(name)s %(year)s 年度%(title)s") % {
            "name": department.name,
            "year": year,
            "title": page.title,
        }
        embedding = Embedding(gettext("这张表"), address, title, TABLE_HEIGHT)
    return Shared(link, cited, embedding=embedding)


def _cited_number(page: NumberPage | ToldPage, origin: str) -> Cited:
    return Cited(
        page.id,
        page.disclosure.department.name,
        _report_words(page.disclosure.year),
        origin + reverse("number", args=[page.id]),
        part=page.part,
        value=page.value,
        page=page.page,
        sha256=(page.file if isinstance(page, NumberPage) else page.revision).sha256,
    )


def shared_number(page: NumberPage, origin: str) -> Shared:
    return Shared(page.href, _cited_number(page, origin), number_poster(page), note=LASTING)


def shared_told(page: ToldPage, origin: str) -> Shared:
    link = reverse("number", args=[page.id])
    return Shared(link, _cited_number(page, origin), told_poster(page), note=LASTING)


def shared_comparison(title: str, comparison: Comparison, unit: str, link: str, origin: str) -> Shared:
    years = gettext("、").join(dict.fromkeys(str(column.year) for column in comparison.columns))
    reports = (f"{c.name}{_report_words(c.year)}（{c.sha256[:8]}）" for c in comparison.columns if c.held)
    cited = Cited(
        "compare",
        SITE,
        gettext("%(title)s：%(years)s年%(what)s比较")
        % {"title": title, "years": years, "what": comparison.what},
        origin + link,
        carrier=DATA,
        sources=cautioned(gettext("、").join(reports), comparison.recognised),
    )
    return Shared(link, cited, comparison_poster(title, comparison, unit, link))


def shared_districts(found: DistrictComparison, link: str, origin: str) -> Shared:
    names = gettext("、").join(district.name for district in found.districts)
    sources = gettext("已收录的各部门%(year)s年度部门决算") % {"year": found.year}
    cited = Cited(
        "districts",
        SITE,
        gettext("%(names)s：%(year)s年%(label)s")
        % {"names": names, "year": found.year, "label": found.label},
        origin + link,
        carrier=DATA,
        sources=cautioned(sources, found.recognised),
    )
    return Shared(link, cited, districts_poster(found, link))


def shared_board(found: Board, rows: Sequence[BoardRow], where: str, link: str, origin: str) -> Shared:
    """``rows`` are the first of the board, for its poster; none on a later page, which has no poster."""
    said = {"where": where, "year": found.query.year, "what": gettext(ITEMS[found.query.item])}
    sources = gettext("%(count)s 份报告：%(source)s") % {"count": found.count, "source": BOARD_SOURCE}
    cited = Cited(
        f"sangong-{found.query.year or 'all'}",
        SITE,
        gettext("%(where)s%(year)s年%(what)s决算榜") % said
        if found.query.year
        else gettext("%(where)s%(what)s决算榜") % said,
        origin + link,
        carrier=DATA,
        sources=cautioned(sources, bool(found.recognised)),
    )
    code = found.query.district
    feed = reverse("district-feed", args=[code]) if where else reverse("feed")
    return Shared(link, cited, board_poster(found, rows, where, link) if rows else None, feed=feed)
