"""Hostile PDFs written by hand, object by object: loops, bombs, depth, numbers without end."""

import zlib
from collections.abc import Iterator, Mapping

from tests.hostile.case import Case, outcomes

REFUSED = outcomes("damaged", "not_a_report", "no_statements", "too_many_pages", "crashed")
LIMITED = outcomes(*REFUSED, "timed_out", "out_of_memory", "too_large")
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 12 Tf 50 700 Td (2023 final accounts 9840.40) Tj ET"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def pdf(changed: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of one page with its cross-reference table; ``changed`` replaces or adds objects."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(TEXT),
        5: FONT,
    } | dict(changed)
    made, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    size = max(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        made += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(made)


ADLER = 65521


def deflated(pieces: int, piece: bytes = bytes(1 << 20), times: int = 1) -> bytes:
    """``pieces`` times ``piece``, deflated ``times`` times; the work is done for one piece only."""
    made = zlib.compressobj(9)
    block = made.compress(piece) + made.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(piece)
    low, high = 1, 0
    for _ in range(pieces):
        high = (high + len(piece) * low + (check >> 16) - len(piece)) % ADLER
        low = (low + (check & 0xFFFF) - 1) % ADLER
    packed = block[:2] + block[2:] * pieces + b"\x03\x00" + (high << 16 | low).to_bytes(4, "big")
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def run_lengths(megabytes: int) -> bytes:
    return b"\x81 " * (megabytes * 8192) + b"\x80"


def page(extra: bytes) -> bytes:
    return PAGE[:-2] + extra + b" >>"


def boxed(box: bytes, extra: bytes = b"") -> bytes:
    return pdf({3: PAGE.replace(b"[0 0 595 842]", box)[:-2] + extra + b" >>"})


def bombs() -> Iterator[tuple[str, bytes]]:
    flate = b"/Filter /FlateDecode"
    blanks = b" " * (1 << 20)
    yield "content", pdf({4: stream(deflated(2000, blanks), flate)})
    yield "content-twice", pdf({4: stream(deflated(2000, blanks, 2), b"/Filter [/FlateDecode /FlateDecode]")})
    filters = b"/Filter [/FlateDecode /RunLengthDecode]"
    yield "run-lengths", pdf({4: stream(zlib.compress(run_lengths(1000), 9), filters)})
    strokes = b"0 0 m 9 9 l S " * 74_000
    yield "strokes", pdf({4: stream(deflated(12, strokes), flate)})
    picture = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    drawn = PAGE.replace(b"/Font", b"/XObject << /I 6 0 R >> /Font")
    shown = stream(TEXT + b" q 500 0 0 500 0 0 cm /I Do Q")
    yield "picture", pdf({3: drawn, 4: shown, 6: stream(deflated(3600), picture + flate)})
    embedded = b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /ToUnicode 7 0 R >>"
    yield "font", pdf({5: font, 6: embedded, 7: stream(deflated(1500), flate)})
    ranges = b"1 beginbfrange <0000> <ffff> <0000> endbfrange\n" * 20_000
    yield "meanings", pdf({5: font, 6: embedded, 7: stream(deflated(40, ranges), flate)})
    held = b"/Type /ObjStm /N 100000000 /First 10 /Filter /FlateDecode"
    yield "objects", pdf({6: stream(deflated(1500), held)})


def loops() -> Iterator[tuple[str, bytes]]:
    kids = b"<< /Type /Pages /Kids [%s] /Count %d /Parent 2 0 R >>"
    yield "page tree", pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
    yield "page tree up", pdf({2: kids % (b"6 0 R", 1), 6: kids % (b"2 0 R 3 0 R", 1)})
    tree = {level: kids % (b"%d 0 R " % (level + 1) * 10, 10**9) for level in range(10, 19)}
    yield "page tree of repeats", pdf(tree | {2: kids % (b"10 0 R", 10**9), 19: PAGE})
    yield (
        "parents",
        pdf({3: PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/MediaBox [0 0 595 842]", b"")}),
    )
    yield "content", pdf({4: b"[4 0 R 4 0 R]"})
    yield "length", pdf({4: stream(TEXT).replace(b"/Length %d" % len(TEXT), b"/Length 4 0 R")})
    yield "filter", pdf({4: stream(TEXT, b"/Filter 4 0 R")})
    yield (
        "tables",
        pdf({}, b"/Prev 9")
        + b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev 700 >>\nstartxref\n700\n%%EOF",
    )
    whole = pdf({})
    at = whole.rindex(b"xref\n0 ", 0, whole.rindex(b"startxref"))
    yield "table before itself", pdf({}, b"/Prev %d /XX 1" % at).replace(b"/XX 1", b"", 1)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    drawn = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    call = stream(TEXT + b" /X Do")
    yield "form", pdf({3: drawn, 4: call, 6: stream(b"/X Do", form % 6)})
    both = {6: stream(b"/X Do /X Do", form % 7), 7: stream(b"/X Do /X Do", form % 6)}
    yield "two forms", pdf({3: drawn, 4: call} | both)
    many = {n: stream(b"/X Do " * 10, form % (n + 1)) for n in range(6, 26)}
    yield "forms of repeats", pdf({3: drawn, 4: call} | many | {26: stream(b"0 0 m 1 1 l S", form % 26)})
    glyph = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 48 /LastChar 57"
    glyph += (
        b" /Widths [9 9 9 9 9 9 9 9 9 9] /Encoding << /Differences [48 /a /a] >> /CharProcs << /a 6 0 R >>"
    )
    glyph += b" /Resources << /Font << /F1 5 0 R >> >> >>"
    yield "drawn glyphs", pdf({5: glyph, 6: stream(b"BT /F1 1 Tf (0) Tj ET")})
    yield "resources", pdf({3: PAGE.replace(b"/Resources <<", b"/Resources 6 0 R /X <<"), 6: b"6 0 R"})
    yield (
        "outlines",
        pdf({1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", 6: b"<< /First 6 0 R /Next 6 0 R >>"}),
    )


def depths() -> Iterator[tuple[str, bytes]]:
    yield "arrays", pdf({6: b"[" * 100_000 + b"]" * 100_000, 3: page(b"/X 6 0 R")})
    yield "dictionaries", pdf({6: b"<< /A " * 50_000 + b"1" + b" >>" * 50_000, 3: page(b"/X 6 0 R")})
    yield "strings", pdf({4: stream(b"BT /F1 9 Tf " + b"(" * 200_000 + b")" * 200_000 + b" Tj ET")})
    yield "states", pdf({4: stream(b"q " * 500_000 + TEXT)})
    yield "content arrays", pdf({4: stream(b"BT /F1 9 Tf " + b"[" * 100_000 + b"] TJ ET")})
    yield (
        "marks",
        pdf({4: stream(b"/P << /A " * 20_000 + b"1" + b">> " * 20_000 + b" BDC " + TEXT + b" EMC")}),
    )
    kids = {
        n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
        for n in range(10, 5010)
    }
    first = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    yield "page tree", pdf(kids | {2: first, 5010: PAGE.replace(b"2 0 R", b"5009 0 R")})
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = {n: stream(b"/X Do", form % (n + 1)) for n in range(6, 3006)}
    drawn = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    yield "forms", pdf({3: drawn, 4: stream(b"/X Do " + TEXT)} | forms | {3006: stream(b"", form % 3006)})


def sizes() -> Iterator[tuple[str, bytes]]:
    boxes = {
        "wide": b"[0 0 10000000 10000000]",
        "without end": b"[0 0 1e38 1e38]",
        "digits": b"[0 0 " + b"9" * 400 + b" 842]",
        "turned over": b"[595 842 0 0]",
        "nothing": b"[0 0 0 0]",
        "short": b"[0 0]",
        "words": b"[/a /b (c) null]",
        "far away": b"[-99999999 -99999999 -99999000 -99999000]",
    }
    yield from ((name, boxed(box)) for name, box in boxes.items())
    yield "unit", boxed(b"[0 0 14400 14400]", b" /UserUnit 75000")
    yield "turn", boxed(b"[0 0 595 842]", b" /Rotate 99999999999")


def counts() -> Iterator[tuple[str, bytes]]:
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 5010))
    many = dict.fromkeys(range(10, 5010), PAGE)
    yield "5000", pdf(many | {2: b"<< /Type /Pages /Kids [%s] /Count 5000 >>" % kids})
    yield (
        "one page 20000 times",
        pdf({2: b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % (b"3 0 R " * 20_000)}),
    )
    yield "promised", pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"})
    yield "negative", pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count -7 >>"})


def fonts() -> Iterator[tuple[str, bytes]]:
    widths = b" ".join(b"%d" % (n % 1000) for n in range(500_000))
    wide = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 499999 /Widths [%s] >>"
    yield "widths", pdf({5: wide % widths})
    composed = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [6 0 R] %s >>"
    below = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 2000000000 500] /CIDSystemInfo << >> >>"
    )
    yield "range of widths", pdf({5: composed % (b"/Identity-H", b""), 6: below})
    yield "of itself", pdf({5: composed % (b"5 0 R", b""), 6: b"5 0 R"})
    meanings = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0032> <D800> <0030> <0000> endbfchar"
    meant = {6: below.replace(b"2000000000", b"20"), 7: stream(meanings)}
    yield (
        "lone surrogates",
        pdf(
            meant
            | {
                5: composed % (b"/Identity-H", b"/ToUnicode 7 0 R"),
                4: stream(b"BT /F1 12 Tf 50 700 Td <0032003000320030> Tj ET"),
            }
        ),
    )
    wide_range = stream(b"1 beginbfrange <00000000> <ffffffff> <0030> endbfrange\n")
    yield (
        "range of meanings",
        pdf(meant | {5: composed % (b"/Identity-H", b"/ToUnicode 7 0 R"), 7: wide_range}),
    )
    named = composed % (b"/../../../../etc/passwd", b"")
    yield "encoding by path", pdf({5: named, 6: below.replace(b"2000000000", b"20")})


def contents() -> Iterator[tuple[str, bytes]]:
    lines = b"".join(
        b"%d %d m %d %d l S " % (n % 600, n % 800, n % 600 + 50, n % 800) for n in range(300_000)
    )
    yield "strokes", pdf({4: stream(lines + TEXT)})
    crossing = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % ((n % 595,) * 2 + (n % 842,) * 2) for n in range(3000)
    )
    yield "grid", pdf({4: stream(crossing + TEXT)})
    yield (
        "letters on one spot",
        pdf({4: stream(b"BT /F1 12 Tf 50 700 Td " + b"(9) Tj -6.67 0 Td " * 100_000 + b"ET")}),
    )
    yield "letters", pdf({4: stream(b"BT /F1 1 Tf " + b"0 0.008 Td (2023 9840.40) Tj " * 60_000 + b"ET")})
    yield "numbers", pdf({4: stream(b"BT /F1 1e400 Tf 9" + b"9" * 5000 + b" 0 Td (1) Tj ET ")})
    yield "half an operator", pdf({4: stream(b"BT /F1 12 Tf (20")})
    yield "inline picture", pdf({4: stream(b"BI /W 999999 /H 999999 /BPC 8 /CS /G ID \x00 EI " + TEXT)})
    tiling = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>"
    drawn = PAGE.replace(b"/Font", b"/Pattern << /P 6 0 R >> /Font")
    filled = stream(b"/Pattern cs /P scn 0 0 595 842 re f " + TEXT)
    yield "tiles", pdf({3: drawn, 4: filled, 6: stream(b"0 0 1 1 re f", tiling)})


GROUPS = {
    "bombs": (bombs, LIMITED),
    "loops": (loops, LIMITED),
    "depth": (depths, LIMITED),
    "page sizes": (sizes, LIMITED),
    "page counts": (counts, outcomes("too_many_pages", "damaged", "not_a_report")),
    "fonts": (fonts, LIMITED),
    "contents": (contents, LIMITED),
}


def cases(seed: int) -> Iterator[Case]:
    for category, (group, allowed) in GROUPS.items():
        for name, content in group():
            yield Case(category, f"{name}.pdf", lambda content=content: content, allowed)
