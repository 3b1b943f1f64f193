"""The data that a page holds, described for machines: in Chinese, whatever the language of the page."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from disclosures.models import Disclosure, Region, Revision, Sheet
from disclosures.pages.citation import SITE
from disclosures.pages.department import MAIN, DepartmentPage
from disclosures.pages.department import described as described_department
from disclosures.pages.places import department_url, original_url, report_url
from disclosures.pages.reading import Reading
from disclosures.pages.report import ReportPage
from disclosures.pages.report import described as described_report
from disclosures.pages.summary import key_figures
from disclosures.statements import FORMS, State
from disclosures.structured_data import CSV, Dataset, Download
from disclosures.wording import STATES

LICENCE = "#xuke"  # the part of the data page that says how the numbers may be used
ALL = (
    "各部门自行公开的决算报告读成的数据：九张决算表逐格的数、“三公”经费预算与决算、文字说明中的增减和原因，"
    "以及逐项核对的结果。每个数字都能回到原报告里的位置；空白、零、声明为空、图片未识别、未收录各不相同。"
)


def _described(words: str) -> str:
    return f"{words}数字照原件逐格抄录，金额精确到分，附页码和状态；不改不补，逐项核对，每个数字都能回到原报告里的那一格。"


def report_dataset(page: ReportPage, origin: str) -> Dataset:
    """``origin``: scheme and host of this site."""
    with override(settings.LANGUAGE_CODE):
        return _report_dataset(page.reading, origin)


def _report_dataset(reading: Reading, origin: str) -> Dataset:
    figures = tuple(key_figures(reading))
    department, revision = reading.department, reading.revision
    link = origin + report_url(department, reading.year, reading.scope, reading.rev)
    return Dataset(
        name=f"{department.name} {reading.year} 年度部门决算",
        description=_described(described_report(reading, figures)),
        url=link,
        license=origin + reverse("data") + LICENCE,
        publisher=SITE,
        publisher_url=origin + reverse("home"),
        downloads=(*_statements(reading, origin), _original(revision, origin)),
        first=reading.year,
        last=reading.year,
        place=department.region.full_name,
        creator=department.name,
        modified=f"{revision.created_at:%Y-%m-%d}",
        measured=tuple(figure.label for figure in figures),
        version=str(revision.number),
        based_on=origin + original_url(revision),
    )


def _statements(reading, origin: str) -> tuple[Download, ...]:
    """The CSV of each statement of the current revision that says something."""
    if reading.rev:
        return ()
    return tuple(
        _csv(sheet, reading, origin)
        for sheet in reading.sheets
        if sheet.statement in FORMS and sheet.state in (State.AMOUNTS, State.DECLARED_NIL)
    )


def _csv(sheet: Sheet, reading, origin: str) -> Download:
    asked = f"?scope={reading.disclosure.scope}"
    address = reverse("statement-csv", args=[reading.department.slug, reading.year, sheet.statement])
    state = "" if sheet.state == State.AMOUNTS else f"（{STATES[sheet.state]}）"
    return Download(FORMS[sheet.statement].title + state, origin + address + asked, CSV)


def _original(revision: Revision, origin: str) -> Download:
    return Download(
        f"原件：{revision.original_name}",
        origin + original_url(revision),
        revision.media_type,
        revision.size,
        revision.sha256,
    )


def department_dataset(page: DepartmentPage, origin: str) -> Dataset:
    """All years of a department: the comparison of its years, and the published files."""
    with override(settings.LANGUAGE_CODE):
        return _department_dataset(page, origin)


def _department_dataset(page: DepartmentPage, origin: str) -> Dataset:
    years = [report.year for report in page.reports]
    table = f"{origin}{reverse('compare-csv')}?o={page.department.slug}"
    region: Region = page.department.region
    return Dataset(
        name=f"{page.department.name}：历年部门决算",
        description=_described(described_department(page.department, len(page.reports))),
        url=origin + department_url(page.department),
        license=origin + reverse("data") + LICENCE,
        publisher=SITE,
        publisher_url=origin + reverse("home"),
        downloads=(
            Download("各年主要数字", table, CSV),
            *(_original(report.current, origin) for report in page.reports),
        ),
        first=min(years),
        last=max(years),
        place=region.full_name,
        creator=page.department.name,
        modified=f"{max(report.current.created_at for report in page.reports):%Y-%m-%d}",
        measured=tuple(str(MAIN[choice.key]) for choice in page.choices),
    )


def whole_dataset(
    years: Sequence[int], places: Sequence[str], measured: tuple[str, ...], origin: str
) -> Dataset:
    """Everything that the site holds; the board's CSV is the widest table."""
    return Dataset(
        name="部门决算公开：全部数据",
        description=ALL,
        url=origin + reverse("data"),
        license=origin + reverse("data") + LICENCE,
        publisher=SITE,
        publisher_url=origin + reverse("home"),
        downloads=(Download("“三公”经费，各部门各年度", origin + reverse("sangong-csv"), CSV),),
        first=min(years, default=None),
        last=max(years, default=None),
        place="、".join(places),
        measured=measured,
    )


def held_years_and_places() -> tuple[list[int], list[str]]:
    """The years and the districts of what is published: two queries."""
    published = Disclosure.objects.published().order_by()
    years = published.values_list("year", flat=True).distinct()
    places = Region.objects.filter(departments__disclosures__current__isnull=False)
    return list(years), list(places.distinct().order_by("code").values_list("full_name", flat=True))
