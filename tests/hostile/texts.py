"""Hostile and damaged texts, and files under a wrong name."""

import io
import random
import zipfile
from collections.abc import Iterator

from tests.hostile.case import READ, Case, outcomes, sample
from tests.ingest.reports import report_text

UNREAD = outcomes("unknown_format", "not_a_report", "empty_file")
SENTENCE = "2023年度一般公共预算财政拨款支出9840.40万元，完成年初预算的159.80%，"


def zipped(name: str = "word/document.xml", content: bytes = b"<w:document/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
HTML = "<!DOCTYPE html><html><body><p>2023年度部门决算</p></body></html>".encode()
ELF = b"\x7fELF" + bytes(200)


def of_utf16(mark: bytes, encoding: str) -> bytes:
    return mark + report_text().decode().encode(encoding)


def with_surrogates() -> bytes:
    return report_text() + "\ud800\udfff".encode("utf-8", "surrogatepass")


def with_controls() -> bytes:
    return report_text().replace(b"\n", b"\x00\x07\n", 5)


def with_junk(seed: int) -> bytes:
    return report_text() + random.Random(seed).randbytes(50_000)


def long_line(size: int) -> bytes:
    return report_text() + SENTENCE.encode() * (size // len(SENTENCE.encode()))


def deep_markdown() -> bytes:
    return report_text() + (">" * 20_000 + "#" * 20_000 + " [" * 20_000 + "*" * 100_000).encode()


def wide_table() -> bytes:
    return report_text() + b"\n" + b"\t".join(b"%d.%02d" % (n, n % 100) for n in range(200_000))


def repeated(sign: str, count: int) -> bytes:
    """What a careless pattern would try again from every sign on."""
    return report_text() + ("\n" + sign * count).encode()


def many_lines(count: int) -> bytes:
    return report_text() + "\n".join(f"2{n:06d}\t支出\t{n}.00" for n in range(count)).encode()


def cases(seed: int) -> Iterator[Case]:
    whole = outcomes(READ)
    slow = outcomes(READ, "timed_out", "too_large", "out_of_memory")
    wrong = outcomes("not_a_pdf")
    for name, make in {
        "html": lambda: HTML,
        "text": report_text,
        "zip": zipped,
        "picture": lambda: PNG,
    }.items():
        yield Case("renamed", f"{name}.pdf", make, wrong)
    yield Case("renamed", "program.pdf", lambda: ELF, wrong)
    yield Case("renamed", "report.txt", sample, UNREAD)
    yield Case("renamed", "report.md", sample, UNREAD)
    yield Case("renamed", "archive.txt", zipped, UNREAD)
    yield Case("renamed", "document.md", lambda: OLE, UNREAD)
    yield Case("renamed", "picture.txt", lambda: PNG, UNREAD)
    yield Case("renamed", "program.exe", lambda: ELF, UNREAD)
    yield Case("renamed", "page.html.txt", lambda: HTML, outcomes("not_a_report", "no_statements"))
    for name, content in {"nothing": b"", "nul": bytes(50_000), "blank": b" \r\n\t" * 900}.items():
        yield Case("empty", f"{name}.pdf", lambda content=content: content, outcomes("empty_file"))
        yield Case("empty", f"{name}.txt", lambda content=content: content, outcomes("empty_file"))
    yield Case("text", "utf16-le.txt", lambda: of_utf16(b"\xff\xfe", "utf-16-le"), whole)
    yield Case("text", "utf16-be.txt", lambda: of_utf16(b"\xfe\xff", "utf-16-be"), whole)
    yield Case("text", "utf16-bare.txt", lambda: of_utf16(b"", "utf-16-le"), UNREAD)
    yield Case("text", "utf16-odd.txt", lambda: of_utf16(b"\xff\xfe", "utf-16-le") + b"x", UNREAD)
    yield Case("text", "surrogates.txt", with_surrogates, whole)
    yield Case("text", "controls.txt", with_controls, whole)
    yield Case("text", "junk.txt", lambda: with_junk(seed), UNREAD)
    yield Case("text", "noise.txt", lambda: random.Random(seed).randbytes(100_000), UNREAD)
    yield Case("text", "latin.txt", lambda: "dépenses réalisées\n".encode("latin-1") * 500, UNREAD)
    yield Case("long text", "line-5-mb.txt", lambda: long_line(5 << 20), slow)
    yield Case("long text", "line-100-mb.txt", lambda: b"9" * (100 << 20), outcomes("too_large"))
    yield Case("long text", "wide-table.txt", wide_table, slow)
    yield Case("long text", "many-rows.txt", lambda: many_lines(100_000), slow)
    yield Case("repeated", "markdown.md", deep_markdown, slow)
    for name, sign in {
        "digits": "9",
        "brackets": "（",
        "years": "2023年",
        "tags": "<td ",
        "blanks": "　",
    }.items():
        yield Case("repeated", f"{name}.txt", lambda sign=sign: repeated(sign, 100_000), slow)
