"""The published files and pictures of their pages."""

from django.urls import path, re_path

from ingest.views import originals

FILE = "(?P<sha256>[0-9a-f]{64})"
PAGE = r"(?P<number>\d{1,4})"

urlpatterns = [
    re_path(rf"^page/{FILE}/{PAGE}\.png$", originals.page, name="page-image"),
    re_path(
        rf"^crop/{FILE}/{PAGE}/(?P<top>\d{{1,5}}),(?P<bottom>\d{{1,5}})\.png$",
        originals.crop,
        name="page-crop",
    ),
    path("file/<str:sha256>/<str:name>", originals.file, name="original"),
]
