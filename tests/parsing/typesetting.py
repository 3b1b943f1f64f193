"""Small PDFs made in the tests: content streams of text and strokes, legible where they are used."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf


def drawn(texts: list[tuple[str, float, float]], strokes: str = "", size: int = 10) -> bytes:
    """A content stream: texts (text, left, baseline from below) and strokes in PDF operators."""
    shown = "".join(
        f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for text, x, y in texts
    )
    return f"{strokes}\n{shown}".encode()


TABLE = "0.5 w 50 700 m 250 700 l S 50 680 m 250 680 l S 50 660 m 250 660 l S " + " ".join(
    f"{x} 660 m {x} 700 l S" for x in (50, 150, 250)
)


def pdf_of(*contents: bytes, rotate: int = 0, crop: list[int] | None = None, **saving: object) -> bytes:
    """A PDF of A4 pages with those content streams, in a Chinese font that every reader knows."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        Encoding=pikepdf.Name("/UniGB-UCS2-H"),
        DescendantFonts=[
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType0,
                BaseFont=pikepdf.Name("/STSong-Light"),
                CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="GB1", Supplement=4),
                DW=1000,
                FontDescriptor=pikepdf.Dictionary(
                    Type=pikepdf.Name.FontDescriptor,
                    FontName=pikepdf.Name("/STSong-Light"),
                    Flags=6,
                    FontBBox=[-25, -254, 1000, 880],
                    ItalicAngle=0,
                    Ascent=880,
                    Descent=-120,
                    CapHeight=880,
                    StemV=93,
                ),
            )
        ],
    )
    for content in contents:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Contents = pdf.make_stream(content)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = crop
    out = BytesIO()
    pdf.save(out, **saving)
    return out.getvalue()


def shown(text: str, x: float, y: float, size: float = 8) -> str:
    """One text at x and y from below, printed as one piece; ASCII half as wide as Chinese."""
    narrow = 50 if text.isascii() else 100
    return f"BT /F1 {size} Tf {narrow} Tz {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The strokes of a table with those borders."""
    across = (f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys)
    upright = (f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs)
    return "0.5 w " + " ".join([*across, *upright]) + "\n"


def table(xs: Sequence[float], top: float, rows: Sequence[Sequence[str]]) -> str:
    """A ruled table of rows 20 points high: Chinese flush left, the rest flush right."""
    content = ruled(xs, [top - 20 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            left = xs[column] + 2 if not text.isascii() else xs[column + 1] - 2 - 4 * len(text)
            content += shown(text, left, top - 20 * number + 6) if text else ""
    return content
