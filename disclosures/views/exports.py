"""Files of a statement and of a whole report for reuse."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from disclosures.comparison.bases import scope_word
from disclosures.exports import STATEMENT_HEADER, csv_bytes, statement_records
from disclosures.models import Revision, Sheet
from disclosures.pages.reading import find_department, preferred, siblings_of
from disclosures.views.asked import asked_number, asked_scope
from disclosures.views.withdrawn import missing
from disclosures.workbooks import MEDIA_TYPE, Worksheet, workbook_bytes


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def csv_response(content: bytes, name: str) -> HttpResponse:
    return _attached(content, "text/csv; charset=utf-8", name)


def _revision(slug: str, year: int, scope: str, number: int | None) -> Revision | None:
    """The current revision, or the former one that is asked for; 汇总 where both scopes are held and none is asked for."""
    department = find_department(slug)
    disclosure = preferred(siblings_of(department), year, scope) if department else None
    if disclosure is None:
        return None
    if number is None:
        return disclosure.current
    former = disclosure.revisions.filter(number=number, number__lte=disclosure.current.number)
    return former.first()


def _sheets(request, slug: str, year: int, **which: str) -> list[Sheet]:
    """The statements asked for, in their order; ``Http404`` or ``Withdrawn`` where there is none."""
    scope = asked_scope(request)
    revision = _revision(slug, year, scope, asked_number(request, "rev"))
    related = "revision__disclosure__department__region"
    sheets = revision.sheets.filter(**which).select_related(related).order_by("position") if revision else ()
    found = list(sheets)
    if not found:
        raise missing("没有收录这张决算表。", slug, year, scope)
    return found


def statement_csv(request, slug, year, key):
    (sheet,) = _sheets(request, slug, year, statement=key)[:1]
    return csv_response(csv_bytes(STATEMENT_HEADER, statement_records(sheet)), f"{slug}-{year}-{key}.csv")


def statement_xlsx(request, slug, year, key):
    sheets = _sheets(request, slug, year, statement=key)[:1]
    return _workbook(
        request, sheets, reverse("statement", args=[slug, year, key]), f"{slug}-{year}-{key}.xlsx"
    )


def report_xlsx(request, slug, year):
    """Every statement of a report, a sheet each."""
    sheets = _sheets(request, slug, year)
    return _workbook(request, sheets, reverse("report", args=[slug, year]), f"{slug}-{year}.xlsx")


def _workbook(request, sheets: list[Sheet], address: str, name: str) -> HttpResponse:
    made = (
        Worksheet(f"{sheet.form} {sheet.title}".strip(), STATEMENT_HEADER, statement_records(sheet))
        for sheet in sheets
    )
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    notes = _notes(sheets[0].revision, request.build_absolute_uri(address + asked))
    return _attached(workbook_bytes(made, notes), MEDIA_TYPE, name)


def _notes(revision: Revision, address: str) -> list[tuple[str, str]]:
    """What the sheet 说明 says: whose numbers, their unit, what stands for no number, whence, when."""
    disclosure = revision.disclosure
    return [
        (_("部门"), disclosure.department.name),
        (_("年度"), str(disclosure.year)),
        (_("范围"), scope_word(disclosure.scope)),
        (_("单位"), _("万元；value 一列是数，printed 一列是原件所印的字")),
        (
            _("没有数"),
            _(
                "value 为空，原因在 status 一列：空白、声明为空、空表、图片未识别、未公开。都不是零；印出的零写作 0"
            ),
        ),
        (_("科目编码"), _("按文本保存，前面的零不会丢")),
        (_("原件"), revision.original_name),
        ("SHA-256", revision.sha256),
        (
            _("版本"),
            _("第 {number} 版，解析版本 {parser}").format(
                number=revision.number, parser=revision.parser_version
            ),
        ),
        (_("网页"), address),
        (_("下载日期"), f"{timezone.localdate():%Y-%m-%d}"),
    ]
