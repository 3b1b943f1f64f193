"""The files as they were published, and pictures of their pages, for readers."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from disclosures.models import Revision, RevisionFile, Sheet
from disclosures.pages.crop import strips_of
from disclosures.views.withdrawn import Withdrawn
from ingest import page_images
from ingest.page_images import WIDTHS, Busy, NoPicture, Wanted

# Kept by browsers and by what stands between, and asked for again each time (304): it may be withdrawn.
ASKED_AGAIN = "public, no-cache"
SHOWN_IN_PLACE = ("application/pdf", "text/plain", "text/markdown")
# A file is anybody's: nothing in it runs, loads or asks for anything. Older browsers' PDF viewers refuse to work
# under ``sandbox``; what a PDF holds does not run in our origin in any case.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
SANDBOXED = f"{LOCKED}; sandbox"


def published(sha256: str) -> Revision | RevisionFile:
    """The file of a report that readers may see: its own or a further one; of a revision newer than the shown one not."""
    named = ("disclosure__current", "disclosure__department__region__parent")
    own = Revision.objects.select_related(*named).filter(sha256=sha256).first()
    if own is not None and _shown(own):
        return own
    further = RevisionFile.objects.select_related(*(f"revision__{name}" for name in named))
    held = list(further.filter(sha256=sha256).order_by("-revision__number", "pk"))
    found = next((file for file in held if _shown(file.revision)), None)
    if found is not None:
        return found
    hidden = own or next((file.revision for file in held), None)
    if hidden is not None and hidden.disclosure.withdrawn_at:
        raise Withdrawn(hidden.disclosure)
    raise Http404("本站没有收录这个文件。")


def _shown(revision: Revision) -> bool:
    current = revision.disclosure.current
    return current is not None and revision.number <= current.number


def _sheets(file: Revision | RevisionFile) -> QuerySet[Sheet]:
    """The statements that the file prints."""
    if isinstance(file, Revision):
        return file.sheets.filter(file="")
    return file.revision.sheets.filter(file=file.sha256)


def _unpacked(request) -> None:
    """What is compressed already is not compressed again on its way."""
    request.META["HTTP_ACCEPT_ENCODING"] = ""


def picture_of(
    request, revision: page_images.Paged, wanted: Wanted, may_be_drawn=lambda: True, cached=ASKED_AGAIN
):
    """A picture of a page or strip as a response, 304 where the browser has it; ``Http404`` where there is none."""
    if not page_images.has_page(revision, wanted.page):
        raise Http404("没有这一页的图。")
    _unpacked(request)
    headers = {"ETag": f'"{revision.sha256[:16]}-{wanted.name}"', "Cache-Control": cached}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    try:
        picture = page_images.kept(revision, wanted) or (
            page_images.draw(revision, wanted) if may_be_drawn() else None
        )
    except NoPicture:
        picture = None
    except Busy:
        return HttpResponse("请稍后再试。", "text/plain; charset=utf-8", 503, headers={"Retry-After": "5"})
    if picture is None:
        raise Http404("没有这一页的图。")
    return HttpResponse(picture, "image/png", headers=headers)


@require_safe
def page(request, sha256, number):
    """A whole page, ``?w=800`` or ``?w=1600`` pixels wide."""
    asked = request.GET.get("w", str(WIDTHS[-1]))
    if asked not in {str(width) for width in WIDTHS}:
        raise Http404(f"w 可用 {'、'.join(str(width) for width in WIDTHS)}。")
    return picture_of(request, published(sha256), Wanted(int(number), width=int(asked)))


@require_safe
def crop(request, sha256, number, top, bottom):
    """The strip across a page around a printed number; other strips are not drawn."""
    file = published(sha256)
    wanted = Wanted(int(number), strip=(int(top), int(bottom)))

    def around_a_number() -> bool:
        sheets = _sheets(file).values_list("data", flat=True)
        return any((wanted.page, *wanted.strip) in strips_of(data["rows"]) for data in sheets)

    return picture_of(request, file, wanted, around_a_number)


@require_safe
def file(request, sha256, name):
    """The file as it was published, byte for byte."""
    held = published(sha256)
    place = settings.MEDIA_ROOT / held.path
    if not place.is_file():
        raise Http404("文件不在存放位置。")
    _unpacked(request)
    tag = f'"{held.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": ASKED_AGAIN})
    in_place = held.media_type in SHOWN_IN_PLACE
    response = FileResponse(
        place.open("rb"),
        as_attachment=not in_place,
        filename=held.original_name,
        content_type=held.media_type,
    )
    response["ETag"] = tag
    response["Cache-Control"] = ASKED_AGAIN
    response["Content-Security-Policy"] = LOCKED if held.media_type == page_images.PDF else SANDBOXED
    return response
