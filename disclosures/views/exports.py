"""Files of a statement for reuse."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from disclosures.exports import STATEMENT_HEADER, csv_bytes, statement_records
from disclosures.models import Scope, Sheet
from disclosures.views.asked import asked_scope


def csv_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _sheet(slug: str, year: int, key: str, scope: str) -> Sheet | None:
    """The statement of the current revision; 汇总 where both scopes are held and none is asked for."""
    sheets = Sheet.objects.filter(
        revision__current_of__department__slug=slug, revision__current_of__year=year, statement=key
    ).select_related("revision__disclosure__department")
    found = {sheet.revision.disclosure.scope: sheet for sheet in sheets}
    if scope:
        return found.get(scope)
    return found.get(Scope.CONSOLIDATED) or found.get(Scope.OWN)


def statement_csv(request, slug, year, key):
    sheet = _sheet(slug, year, key, asked_scope(request))
    if sheet is None:
        raise Http404("没有收录这张决算表。")
    return csv_response(csv_bytes(STATEMENT_HEADER, statement_records(sheet)), f"{slug}-{year}-{key}.csv")
