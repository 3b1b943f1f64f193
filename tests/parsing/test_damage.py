"""What a PDF has lost and no reader of PDFs tells; what is merely careless."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.sources.damage import disagreement, examine

CONTENT = b"BT /F1 12 Tf 50 700 Td (9840.40) Tj ET " * 20


def pdf(change: Callable[[Pdf], object] = lambda document: None, pages: int = 1, **saved) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for _ in range(pages):
            page = document.add_blank_page()
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = document.make_stream(CONTENT)
        change(document)
        document.save(made, **({"compress_streams": True} | saved))
    return made.getvalue()


def reason(data: bytes, max_pages: int | None = None) -> Reason:
    with pytest.raises(ReadError) as error:
        examine(data, max_pages)
    return error.value.reason


def test_a_whole_file_is_beyond_doubt():
    data = pdf(pages=2)
    assert examine(data) == examine(data, 2)
    assert (examine(data).data, examine(data).pages, examine(data).doubts) == (data, 2, ())


def test_more_pages_than_allowed():
    assert reason(pdf(pages=3), 2) == Reason.TOO_MANY_PAGES


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        (b"/Contents 4 0 R", b"/Contents 7 0 R"),  # an object that is not there
        (b"/Contents 4 0 R", b"/Contentr 4 0 R"),
        (b"/F1 5 0 R", b"/F1 9 0 R"),
        (b"/F1 5 0 R", b"/F2 5 0 R"),
        (b"/Filter", b"/Fulter"),
        (b"/FlateDecode", b"/FlateDecodf"),
    ],
)
def test_what_a_page_lost_is_missed(lost, found):
    data = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert data.count(lost) == 1, data[:900]
    assert reason(data.replace(lost, found)) == Reason.DAMAGED


def test_a_wrong_checksum_is_damage():
    data = pdf()
    at = data.index(b"stream\n") + len(b"stream\n")
    length = len(zlib.compress(CONTENT)) - 1
    place = data.index(b"endstream", at) - 3
    assert length > 4
    assert reason(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]) == Reason.DAMAGED


def test_a_small_file_that_would_grow_without_end():
    blanks = zlib.compress(b" " * (300 << 20))

    def swell(document: Pdf) -> None:
        document.pages[0].obj.Contents = pikepdf.Stream(document, blanks, Filter=Name.FlateDecode)

    def swell_twice(document: Pdf) -> None:
        filters = Array([Name.FlateDecode, Name.FlateDecode])
        document.pages[0].obj.Contents = pikepdf.Stream(document, zlib.compress(blanks), Filter=filters)

    kept = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    assert reason(pdf(swell, **kept)) == Reason.TOO_LARGE
    assert reason(pdf(swell_twice, **kept)) == Reason.TOO_LARGE


def test_a_picture_is_not_held_in_memory_for_the_check():
    def show(document: Pdf) -> None:
        raw = zlib.compress(bytes(64 << 20))
        described = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 8192, "Height": 8192}
        document.pages[0].obj.Metadata = pikepdf.Stream(
            document,
            raw,
            Filter=Name.FlateDecode,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            **described,
        )

    data = pdf(show, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert examine(data).data == data


def test_a_careless_file_is_read_with_a_doubt():
    data = pdf().replace(b"startxref", b"startxreg")
    sound = examine(data)
    assert sound.doubts
    assert sound.data != data and examine(sound.data).doubts == ()


@pytest.mark.parametrize(
    ("lost", "found"), [(b"/Contents 8 0 R", b"/Contents 5 0 R"), (b"/F2 7 0 R", b"/F2 6 0 R")]
)
def test_what_nothing_refers_to_is_a_doubt(lost, found):
    """The second page shows the content of the first; what one font wrote is read by another."""

    def other_font(document: Pdf) -> None:
        named = document.pages[0].resources.Font
        named.F2 = document.make_indirect(Dictionary(named.F1))

    data = pdf(other_font, pages=2, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert data.count(lost) == 1, data[:1500]
    assert examine(data).doubts == ()
    assert examine(data.replace(lost, found)).doubts == ("有内容没有任何一处引用",)


def test_a_page_without_its_size_is_a_doubt():
    assert examine(pdf().replace(b"/MediaBox", b"/MediaBoy")).doubts


def test_blank_pages_lack_nothing():
    assert examine(pdf(lambda document: document.add_blank_page())).pages == 2


def test_two_readers_agree_on_digits_or_not():
    assert disagreement(["本年收入 9,840.40", "—"], ["本年收入9840.40"]) == ""
    assert "5 个与 6 个" in disagreement(["98404"], ["984040"])
    assert disagreement(["12"], ["13"])
