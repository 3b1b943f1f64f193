"""Pages as pictures: what is drawn, what is refused, what a hostile file can do, what the address tells a browser."""

import io
import sys
import time
from functools import cache, partial
from itertools import count

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from disclosures.models import Sheet
from disclosures.pages.cell import PrintedCell, keyed_rows
from disclosures.pages.crop import Head, crop_of, strips_of
from ingest import page_images
from ingest.page_images import Busy, NoPicture, Wanted
from ingest.parsing import wire
from ingest.parsing.errors import ReadError
from ingest.parsing.report import parse
from ingest.parsing.sources.rendered import MOST_PIXELS, render
from tests import builders as make

BOX = [100, 90, 140, 100]  # of the one number that the report below prints
COLD, CACHED = 1.0, 0.3  # seconds
_years = count(2001)


def pdf(content: bytes = b"0 g 100 100 40 10 re f", size=(200, 200), turn=0, pages=1) -> bytes:
    """Pages with a black bar at x 100–140, 90–100 from the top."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page()
        page.MediaBox = [0, 0, *size]
        page.Contents = made.make_stream(content)
        page.Rotate = turn
    written = io.BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue()


@pytest.fixture
def revision(db, settings):
    """A published PDF of one page with one number."""
    return publish(settings, pdf())


def publish(settings, content: bytes, **fields):
    fields = {"pages": 1} | fields
    of = make.disclosure(make.department(), year=next(_years), **fields)
    revision = of.revisions.get()
    row = make.code_rows("revenue", "201 甲 1.00")[0]
    row["cells"][0] = make.cell("1", "合计", "1.00", page=1, bbox=BOX)
    make.sheet(revision, "revenue", [row])
    place = settings.MEDIA_ROOT / revision.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return revision


def strip_of(revision) -> tuple[int, int, int]:
    return next(iter(strips_of(revision.sheets.get().data["rows"])))


def address(revision, strip=None) -> str:
    page, top, bottom = strip or strip_of(revision)
    return f"/crop/{revision.sha256}/{page}/{top},{bottom}.png"


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


def test_a_strip_shows_what_is_printed_where_the_page_has_it(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf())
    drawn = picture(render(tmp_path / "x.pdf", 1, (80, 120), density=2))
    assert drawn.size == (400, 80)
    assert drawn.getpixel((240, 30)) < 20
    assert drawn.getpixel((240, 10)) == drawn.getpixel((240, 60)) == drawn.getpixel((190, 30)) == 255


def test_a_turned_page_is_drawn_as_displayed(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf(size=(200, 300), turn=90))
    drawn = picture(render(tmp_path / "x.pdf", 1, width=300))
    assert drawn.size == (300, 200)
    # x 100–140 and y 100–110 from the bottom, turned a quarter clockwise: x 100–110, y 100–140 from the top.
    assert drawn.getpixel((105, 120)) < 20


def test_what_lies_beyond_the_page_is_blank(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf(b"0 g 0 0 200 200 re f"))
    drawn = picture(render(tmp_path / "x.pdf", 1, (150, 250), density=1))
    assert drawn.size == (200, 100)
    assert (drawn.getpixel((10, 49)), drawn.getpixel((10, 51))) == (0, 255)


def test_a_huge_page_stays_within_the_cap(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf(size=(14_400, 14_400)))
    width, height = picture(render(tmp_path / "x.pdf", 1, width=100_000)).size
    assert MOST_PIXELS * 0.99 < width * height <= MOST_PIXELS


def test_a_page_that_is_not_there_and_a_file_that_is_no_pdf_are_errors(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf())
    (tmp_path / "y.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(ReadError, match="没有第 2 页"):
        render(tmp_path / "x.pdf", 2, width=100)
    with pytest.raises(ReadError):
        render(tmp_path / "y.pdf", 1, width=100)


def test_a_crop_is_cold_within_a_second_and_then_quick(client, revision):
    client.get("/healthz")  # loads the site
    page_images._reader.close()
    start = time.monotonic()
    cold = client.get(address(revision))
    middle = time.monotonic()
    again = client.get(address(revision))
    assert (cold.status_code, cold["Content-Type"]) == (200, "image/png")
    assert again.content == cold.content
    assert (middle - start, time.monotonic() - middle) < (COLD, CACHED)


def test_a_picture_is_kept_by_the_browser_asked_for_again_and_sets_no_cookie(client, revision):
    response = client.get(address(revision))
    assert response["Cache-Control"] == "public, no-cache"  # it may be withdrawn
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(address(revision), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_kept_picture_is_not_drawn_again(client, revision, monkeypatch):
    first = client.get(address(revision)).content
    (page_images.settings.MEDIA_ROOT / revision.path).unlink()
    assert client.get(address(revision)).content == first


def test_only_strips_around_numbers_are_drawn(client, revision):
    page, top, bottom = strip_of(revision)
    for strip in ((page, top, bottom + 1), (page, 0, 200), (2, top, bottom), (page, bottom, top)):
        assert client.get(address(revision, strip)).status_code == 404
    assert not list(page_images._stored())


def test_a_whole_page_comes_in_two_widths(client, revision):
    place = f"/page/{revision.sha256}/1.png"
    assert picture(client.get(f"{place}?w=800").content).width == 800
    assert picture(client.get(place).content).width == 1600
    for wrong in (f"{place}?w=801", f"{place}?w=99999999", f"/page/{revision.sha256}/2.png"):
        assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("kind", ["page", "crop", "file"])
def test_what_is_not_published_is_not_shown(client, settings, db, kind):
    revision = publish(settings, pdf(), published=False)
    places = {
        "page": f"/page/{revision.sha256}/1.png",
        "crop": address(revision),
        "file": f"/file/{revision.sha256}/x.pdf",
    }
    assert client.get(places[kind]).status_code == 404


def test_a_revision_that_came_after_the_published_one_is_not_shown(client, revision):
    later = make.add_revision(revision.disclosure, pages=1)
    assert client.get(f"/file/{later.sha256}/x.pdf").status_code == 404


def test_a_former_revision_is_shown(client, settings, revision):
    of = revision.disclosure
    of.current = make.add_revision(of, pages=1)
    of.save()
    assert client.get(address(revision)).status_code == 200


def test_a_format_without_pages_has_no_pictures(client, settings, db):
    revision = publish(settings, b"text", media_type="text/plain", original_name="x.txt")
    assert client.get(f"/page/{revision.sha256}/1.png").status_code == 404


HOSTILE = {
    "no PDF": b"%PDF-1.7 nothing",
    "endless forms": pdf(b"q\n" * 200_000 + b"0 0 1 1 re f\n" * 200_000),
    "empty page": pdf(size=(0, 0)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_harms_nobody(client, settings, db, kind):
    bad = publish(settings, HOSTILE[kind])
    assert client.get(f"/page/{bad.sha256}/1.png").status_code in (200, 404)
    good = publish(settings, pdf(), sha256="f" * 64, path="good.pdf", original_name="good.pdf")
    assert client.get(f"/page/{good.sha256}/1.png").status_code == 200


@pytest.mark.parametrize(
    "misbehaviour", ["os.abort()", "time.sleep(60)", "bytearray(1 << 34)", "print('no')"]
)
def test_a_child_that_misbehaves_costs_one_picture(client, settings, revision, monkeypatch, misbehaviour):
    code = f"import os, sys, time\nfor line in sys.stdin:\n    {misbehaviour}\n    sys.stdout.flush()"
    limits = page_images.Limits(seconds=1, memory=400 * 1024 * 1024)
    with page_images.Reader(limits, (sys.executable, "-c", code)) as bad, monkeypatch.context() as patch:
        patch.setattr(page_images, "_reader", bad)
        assert client.get(address(revision)).status_code == 404
        with pytest.raises(NoPicture):
            page_images.draw(revision, Wanted(1, width=800))
    assert client.get(address(revision)).status_code == 200


def test_too_many_at_once_are_told_to_come_back(client, revision, monkeypatch):
    monkeypatch.setattr(page_images, "PATIENCE", 0.01)
    with page_images._drawing:
        response = client.get(address(revision))
        with pytest.raises(Busy):
            page_images.draw(revision, Wanted(1, width=800))
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert client.get(address(revision)).status_code == 200


def test_pictures_drawn_longest_ago_go_first(client, revision):
    client.get(address(revision))
    client.get(f"/page/{revision.sha256}/1.png")
    kept = sum(size for _, size, _ in page_images._stored())
    assert page_images.clear(kept) == 0
    assert page_images.clear(kept - 1) == 1
    assert page_images.clear(0) == 1


def test_the_file_is_given_byte_for_byte(client, revision):
    response = client.get(
        f"/file/{revision.sha256}/{revision.original_name}", headers={"Accept-Encoding": "gzip"}
    )
    assert b"".join(response.streaming_content) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_page_of_html_is_handed_out_and_never_shown(client, settings, db):
    revision = publish(
        settings, b"<script>alert(1)</script>", media_type="text/html", original_name="决算.html"
    )
    response = client.get(f"/file/{revision.sha256}/x.html")
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    b"".join(response.streaming_content)


@pytest.fixture(scope="module")
def statements(samples):
    """The statements of every sample, by the name of its file."""
    return {path: wire.to_json(parse(path))["statements"] for path in samples}


def printed(rows):
    return [cell for row in rows for cell in row["cells"] if cell["amount"]]


def test_every_number_of_the_samples_has_its_crop(statements):
    """The frame encloses the number's box and lies on a strip that is drawn."""
    numbers = 0
    for rows in (statement["rows"] for read in statements.values() for statement in read):
        strips = strips_of(rows)
        for cell in printed(rows):
            crop, (x0, top, x1, bottom) = crop_of(rows, cell), cell["bbox"]
            assert crop.x <= x0 and x1 <= crop.x + crop.width
            assert crop.top + crop.y <= top and bottom <= crop.top + crop.y + crop.height
            assert crop.top <= top and bottom <= crop.bottom
            assert crop.strip in strips
            numbers += 1
    assert numbers > 800


def test_every_frame_of_a_sample_holds_print(statements):
    path = next(path for path in statements if "qingshan-government-office-2023" in path.name)
    for rows in (statement["rows"] for statement in statements[path]):
        drawn = {}
        for cell in printed(rows):
            crop = crop_of(rows, cell)
            if crop.strip not in drawn:
                drawn[crop.strip] = picture(render(path, crop.page, (crop.top, crop.bottom), density=2))
            x0, top, x1, bottom = cell["bbox"]
            box = [2 * x0, 2 * (top - crop.top), 2 * x1, 2 * (bottom - crop.top)]
            assert drawn[crop.strip].crop([int(side) for side in box]).getextrema()[0] < 128, cell


def named_cells(statement):
    """The printed cells of the rows that have a name, each with where the row prints it."""
    sheet = Sheet(
        statement=statement["statement"], title=statement["title"], data={"rows": statement["rows"]}
    )
    for key, row in keyed_rows(sheet):
        for cell in printed([row]):
            name_at = PrintedCell(sheet, key, row, cell, "").name_at
            if name_at and cell["origin"] != "ocr":  # of a picture no text can be compared
                yield row["name"], cell, name_at


def test_every_name_of_a_row_stands_where_it_is_shown(statements):
    """What the samples print in the place given as the name's is the name, of every row that has one."""
    shown = 0
    for path, read in statements.items():
        with pypdfium2.PdfDocument(path) as document:
            words = cache(partial(printed_at, document))
            for statement in read:
                for name, cell, name_at in named_cells(statement):
                    crop = crop_of(statement["rows"], cell, name_at)
                    assert "".join(name.split()) in words(crop.page, crop.top, crop.head), (path, cell)
                    shown += 1
    assert shown > 800


def printed_at(document: pypdfium2.PdfDocument, number: int, top: int, head: Head) -> str:
    """What the document prints in the place of the name on a strip that begins at ``top``."""
    page = document[number - 1]
    text, down = page.get_textpage(), page.get_size()[1]
    upper = down - top - head.top
    words = text.get_text_bounded(head.left, upper - head.height, head.left + head.width, upper)
    text.close()
    page.close()
    return "".join(words.split())
