"""What the bytes of an office file say before anything reads it: its kind, and why it must not be opened.

A package is a zip archive of XML parts (.docx, .xlsx). It may unpack to a thousand times its size, define entities
that grow without end, or carry programs; a container (.xls, or anything with a password) is another format.
"""

import re
import zipfile
import zlib
from enum import Enum
from pathlib import Path

from ingest.parsing.errors import ReadError, Reason

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = b"PK\x03\x04"
_OLD_SHEET = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
)
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_XML_SHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4096
_MOST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
_MOST_PARTS = 20_000
_RATIO_FROM = 1024 * 1024  # bytes: a smaller part may be packed as tightly as it likes
_MOST_RATIO = 300  # of a part's size unpacked and packed; sheets full of the same rows stay below 100
_PIECE = 1 << 20
_MARKUP = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_PROGRAM = re.compile(r"vbaProject\.bin$|^xl/macrosheets/", re.IGNORECASE)
_DEFINITIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Kind(Enum):
    """What a file is by its content, as its names call it."""

    DOCX = "DOCX"
    XLSX = "XLSX"
    PACKAGE = "ZIP"
    XLS = "XLS"
    DOC = "DOC"
    CONTAINER = "OLE"
    HTML = "HTML"
    XML_SHEET = "XML 电子表格"
    PDF = "PDF"
    UNKNOWN = ""


_MAIN_PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}


def kind_of(path: Path) -> Kind:
    """What a file is, whatever its name. Raises ``ReadError``: EMPTY_FILE, ENCRYPTED, DAMAGED, MACROS.

    An encrypted workbook is a container that says nothing of what is in it; so is an archive with a password.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise ReadError(Reason.EMPTY_FILE)
    if head.startswith(_CONTAINER):
        return _container(path.read_bytes())
    if head.startswith(_ARCHIVE):
        return _archive(path)
    if head.startswith(_OLD_SHEET):
        return Kind.XLS
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    plain = head.replace(b"\x00", b"")  # UTF-16 has a NUL in every other place
    if _XML_SHEET in plain:
        return Kind.XML_SHEET
    return Kind.HTML if _HTML.search(plain) else Kind.UNKNOWN


def require(kind: Kind, *wanted: Kind) -> None:
    """Raises ``ReadError`` (WRONG_KIND) where a file is none of the kinds that its name stands for."""
    if kind not in wanted:
        raise ReadError(Reason.WRONG_KIND, f"内容是 {kind.value}" if kind.value else "")


def _container(data: bytes) -> Kind:
    names = {name: name.encode("utf-16-le") in data for name in _STREAMS}
    if names["EncryptedPackage"] or names["EncryptionInfo"]:
        raise ReadError(Reason.ENCRYPTED)
    if names["_VBA_PROJECT"]:
        raise ReadError(Reason.MACROS)
    if names["WordDocument"]:
        return Kind.DOC
    return Kind.XLS if names["Workbook"] or names["Book"] else Kind.CONTAINER


_STREAMS = ("EncryptedPackage", "EncryptionInfo", "_VBA_PROJECT", "WordDocument", "Workbook", "Book")


def _archive(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError(Reason.DAMAGED, "压缩包不完整") from error
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), Kind.PACKAGE)


def require_harmless(path: Path) -> None:
    """Whether a package may be opened: all its parts are looked at, none is read.

    Raises ``ReadError``: ENCRYPTED, DAMAGED, MACROS, TOO_LARGE (unpacked), UNSAFE (packed beyond belief, or entities
    defined in its XML).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _require_measure(parts)
            for part in parts:
                if _MARKUP.search(part.filename):
                    _require_no_definitions(archive, part)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise ReadError(Reason.DAMAGED, "压缩包不完整") from error


def _require_measure(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(Reason.ENCRYPTED)
    if any(_PROGRAM.search(part.filename) for part in parts):
        raise ReadError(Reason.MACROS)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise ReadError(Reason.TOO_LARGE, f"解压后超过 {_MOST_UNPACKED // 1024 // 1024} MB")
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise ReadError(Reason.UNSAFE, f"{part.filename} 的压缩比异常")


def _require_no_definitions(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Office files define no document type; one that does means entities, which can grow or fetch files."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if any(mark in before + piece for mark in _DEFINITIONS):
                raise ReadError(Reason.UNSAFE, f"{part.filename} 中定义了实体")
            before = piece[-32:]
