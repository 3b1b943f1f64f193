"""Whether a PDF is whole: each reader of PDFs passes over damage in its own way and says nothing of it.

A file that has lost something is refused. One that is merely written carelessly is read if both readers find the
same digits in it, and what is wrong with it is a doubt that a person settles.
"""

import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from ingest.parsing.errors import ReadError, Reason

_ENDS = 1024  # bytes at either end of the file where its marks must stand
_CHUNK = 1 << 20  # bytes inflated at a time, so that a small file cannot fill the memory
_INFLATED = 256 << 20  # bytes that all streams but the pictures may inflate to; real reports have under 20 MB
_BLANK = b"\x00 \t\r\n\f"
_LOST_TABLE = re.compile(r"file is damaged|startxref|reconstruct cross-reference|xref|cross-reference")
_LOST_CONTENT = re.compile(
    r"decod|inflate|filter|content stream|EOF|end of file|loop|null|page tree|/Kids|/Pages"
)
_DEFLATE = ("/FlateDecode", "/Fl")
_FILTERS = frozenset(
    (
        *_DEFLATE,
        "/LZWDecode",
        "/LZW",
        "/ASCIIHexDecode",
        "/AHx",
        "/ASCII85Decode",
        "/A85",
        "/RunLengthDecode",
        "/RL",
    )
    + ("/CCITTFaxDecode", "/CCF", "/DCTDecode", "/DCT", "/JBIG2Decode", "/JPXDecode", "/Crypt")
)


@dataclass(frozen=True)
class Sound:
    """A PDF that can be read: its bytes, its pages, and what is wrong with it although it can be read.

    ``data`` is the file as it is, or with its cross-reference table rebuilt where that was lost.
    """

    data: bytes
    pages: int
    doubts: tuple[str, ...] = ()


def examine(data: bytes, max_pages: int | None = None) -> Sound:
    """Look through a PDF before anything is read of it.

    Raises ``ReadError``: EMPTY_FILE, NOT_A_PDF, ENCRYPTED, TOO_MANY_PAGES, TOO_LARGE, DAMAGED.
    """
    if not data.strip(_BLANK):
        raise ReadError(Reason.EMPTY_FILE)
    if b"%PDF-" not in data[:_ENDS]:
        raise ReadError(Reason.NOT_A_PDF)
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _examined(pdf, data, max_pages)
    except pikepdf.PasswordError as error:
        raise ReadError(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ReadError(Reason.DAMAGED, "结构读不出") from error


def _examined(pdf: pikepdf.Pdf, data: bytes, max_pages: int | None) -> Sound:
    count = len(pdf.pages)
    if not count:
        raise ReadError(Reason.DAMAGED, "没有页")
    if max_pages is not None and count > max_pages:
        raise ReadError(Reason.TOO_MANY_PAGES, f"{count} 页，上限 {max_pages} 页")
    _require_whole_streams(pdf)
    problems = pdf.check_pdf_syntax()
    if not problems:
        return Sound(data, count)
    if any(_LOST_CONTENT.search(problem) and not _LOST_TABLE.search(problem) for problem in problems):
        raise ReadError(Reason.DAMAGED, "内容有损坏")
    if b"%%EOF" not in data[-_ENDS:]:
        raise ReadError(Reason.DAMAGED, "文件不完整")
    rebuilt = BytesIO()
    pdf.save(rebuilt)
    return Sound(rebuilt.getvalue(), count, ("文件结构有误，已按其余部分复原",))


def _require_whole_streams(pdf: pikepdf.Pdf) -> None:
    """Every stream but the pictures can be undone by its filter and has the checksum that it carries.

    PDF libraries pass over a wrong checksum, and take the data as it is where they do not know the filter.
    """
    left = _INFLATED
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") == "/Image":
            continue
        filters = _filters(thing)
        if not _FILTERS.issuperset(filters):
            raise ReadError(Reason.DAMAGED, "压缩方式不明")
        if filters and filters[0] not in _DEFLATE:
            continue
        raw = thing.read_raw_bytes()
        if not filters and not _deflated(raw):
            continue
        if not filters:
            raise ReadError(Reason.DAMAGED, "压缩方式丢失")
        try:
            for size in _inflated(raw):
                left -= size
                if left < 0:
                    raise ReadError(Reason.TOO_LARGE, "解压后的内容过多")
        except zlib.error as error:
            raise ReadError(Reason.DAMAGED, "内容与校验和不符") from error


def _filters(stream: pikepdf.Stream) -> tuple[str, ...]:
    """The names of the filters, in the order in which they are undone."""
    named = stream.get("/Filter")
    names = list(named) if isinstance(named, pikepdf.Array) else [named]
    return tuple(str(name) for name in names if name is not None)


def _deflated(raw: bytes) -> bool:
    """Whether data without a filter is deflated all the same: its filter's name got lost."""
    try:
        return raw[:1] == b"\x78" and next(_inflated(raw), 0) > len(raw) // 2
    except zlib.error:
        return False


def _inflated(rest: bytes) -> Iterator[int]:
    """The sizes of the pieces that deflated data become; zlib.error where they are not what they were."""
    inflate = zlib.decompressobj()
    while rest and not inflate.eof:
        yield len(inflate.decompress(rest, _CHUNK))
        rest = inflate.unconsumed_tail


def disagreement(first: Iterable[str], second: Iterable[str]) -> str:
    """What two programs read differently on one page, "" where the digits of both are the same.

    The digits are what matters; blanks, dashes and unusual signs are read differently by honest programs too.
    """
    one, other = _digits(first), _digits(second)
    if one == other:
        return ""
    return f"两个程序读出的数字不一致：{one.total()} 个与 {other.total()} 个"


def _digits(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if "0" <= sign <= "9")
