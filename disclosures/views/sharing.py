"""QR codes of the site's own addresses, and what robots may visit."""

from io import BytesIO

import segno
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.cache import cache_control

LONGEST = 1000  # characters of an address: a code of more is too fine to be read from a poster
DOTS = 8  # of the picture, for each square of the code


@cache_control(public=True, max_age=86400)
def qr(request):
    """``?to=/o/…/``: the QR code of an address on this site, as SVG; of no other address."""
    path = request.GET.get("to", "")
    own = path.startswith("/") and not path.startswith(("//", "/\\"))
    if not own or len(path) > LONGEST or not path.isascii() or not path.isprintable():
        return HttpResponseBadRequest("应是本站的一个地址。", content_type="text/plain; charset=utf-8")
    code = segno.make(f"{request.scheme}://{request.get_host()}{path}", error="m", micro=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", scale=DOTS, border=4, xmldecl=False, light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@cache_control(public=True, max_age=3600)
def robots(request):
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
