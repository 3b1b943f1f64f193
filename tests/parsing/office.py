"""Small office files for tests, and files that are broken or harmful in one way."""

import io
import zipfile

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def small_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["项目", "决算数"])
    return saved(book)


def saved(book) -> bytes:
    """What a workbook or document is on disk."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, part: str, content: str | bytes) -> bytes:
    """The package with another part of that name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return made.getvalue()


def sheet_xml(rows: str, after: str = "", before: str = "") -> str:
    return f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def container(*streams: str) -> bytes:
    """The first bytes of an OLE container, with the names of its streams as a directory has them."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(512)
        + b"".join(name.encode("utf-16-le") for name in streams)
    )
