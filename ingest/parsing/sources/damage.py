"""Whether a PDF is whole: each reader of PDFs passes over damage in its own way and says nothing of it.

A file that has lost something is refused. One that is merely written carelessly is read if both readers find the
same digits in it, and what is wrong with it is a doubt that a person settles.
"""

import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.sources.strays import has_strays

_ENDS = 1024  # bytes at either end of the file where its marks must stand
_CHUNK = 1 << 20  # bytes inflated at a time, so that a small file cannot fill the memory
_INFLATED = 256 << 20  # bytes that all streams but the pictures may inflate to; real reports have under 20 MB
_BLANK = b"\x00 \t\r\n\f"
_LOST_TABLE = re.compile(r"file is damaged|startxref|reconstruct cross-reference|xref|cross-reference")
_LOST_CONTENT = re.compile(
    r"decod|inflate|filter|content stream|EOF|end of file|loop|null|page tree|/Kids|/Pages"
)
_FONT_USED = re.compile(rb"(/[^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf")
_DEFLATE = ("/FlateDecode", "/Fl")
_COMPRESSING = (*_DEFLATE, "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
_FILTERS = frozenset(
    "/FlateDecode /Fl /LZWDecode /LZW /ASCIIHexDecode /AHx /ASCII85Decode /A85 /RunLengthDecode /RL /CCITTFaxDecode "
    "/CCF /DCTDecode /DCT /JBIG2Decode /JPXDecode /Crypt".split()
)


@dataclass(frozen=True)
class Sound:
    """A PDF that can be read: its bytes, its pages, and what is wrong with it although it can be read.

    ``data`` is the file as it is, or with its cross-reference table rebuilt where that was lost.
    """

    data: bytes
    pages: int
    doubts: tuple[str, ...] = ()
    rebuilt: bool = False


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
    things = list(pdf.objects)
    doubts = ("有内容没有任何一处引用",) if has_strays(things, data) else ()
    streams = [thing for thing in things if isinstance(thing, pikepdf.Stream)]
    texts = [stream for stream in streams if not _is_picture(stream)]
    _require_whole_streams(texts)
    for number, page in enumerate(pdf.pages, 1):
        if lost := _lost(page):
            raise ReadError(Reason.DAMAGED, f"第 {number} 页{lost}")
    for picture in filter(_is_picture, streams):
        picture.write(b"")  # the check would hold it in memory whole, and no text is in it
    problems = _problems(pdf, texts)
    if not problems:
        return Sound(data, count, doubts)
    if any(_LOST_CONTENT.search(problem) and not _LOST_TABLE.search(problem) for problem in problems):
        raise ReadError(Reason.DAMAGED, "内容有损坏")
    if b"%%EOF" not in data[-_ENDS:]:
        raise ReadError(Reason.DAMAGED, "文件不完整")
    told = "文件结构有误，已按其余部分复原，两个程序读出的数一致"
    return Sound(_rebuilt(data), count, (told, *doubts), rebuilt=True)


def _problems(pdf: pikepdf.Pdf, texts: Iterable[pikepdf.Stream]) -> list[str]:
    """What the check of pikepdf says, which takes longer than reading: it is asked where a short look shows need.

    The look parses every page without a word of Python; it is enough where all streams are plainly deflated,
    which are whole already.
    """
    told: list[str] = []
    if all(_filters(stream) in ((), *((name,) for name in _DEFLATE)) for stream in texts):
        try:
            for page in pdf.pages:
                pikepdf.parse_content_stream(page, operators="Do")
            told = [str(warning) for warning in pdf.get_warnings()]
        except pikepdf.PdfError as error:
            told = [str(error)]
        if not told:
            return []
    return [*told, *pdf.check_pdf_syntax()]


def _rebuilt(data: bytes) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(made)
    return made.getvalue()


def _is_picture(stream: pikepdf.Stream) -> bool:
    return bool(stream.get("/Subtype") == "/Image")


def _lost(page: pikepdf.Page) -> str:
    """What a page refers to and the file does not hold, "" where it is all there.

    PDF libraries show such a page empty, or its text in the signs of another font, and say nothing.
    """
    content = page.obj.get("/Contents")
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    fonts: Mapping[str, pikepdf.Object] = dict(dict(page.resources.items()).get("/Font", {}))
    if len(streams) < len(parts):
        return "的内容丢失" if len(fonts) or content is not None else ""
    used = {name for stream in streams for name in _FONT_USED.findall(stream.read_bytes())}
    known = {str(name).encode() for name, font in fonts.items() if _is_font(font)}
    return "" if known.issuperset(used) else "的字体丢失"


def _is_font(font: pikepdf.Object) -> bool:
    """Whether it has what makes it a font; one made of others has them, and says how its codes are meant."""
    if font.get("/Subtype") != "/Type0":
        return "/Subtype" in font
    below = font.get("/DescendantFonts")
    return (
        "/Encoding" in font
        and isinstance(below, pikepdf.Array)
        and len(below) == 1
        and "/Subtype" in below[0]
    )


def _require_whole_streams(streams: Iterable[pikepdf.Stream]) -> None:
    """Each can be undone by its filter, to a size that can be held, and has the checksum that it carries.

    PDF libraries pass over a wrong checksum, and take the data as it is where they do not know the filter.
    """
    left = _INFLATED
    for stream in streams:
        filters, raw = _filters(stream), stream.read_raw_bytes()
        if not _FILTERS.issuperset(filters):
            raise ReadError(Reason.DAMAGED, "压缩方式不明")
        if sum(name in _COMPRESSING for name in filters) > 1:
            raise ReadError(Reason.TOO_LARGE, "内容经重复压缩")
        if not filters and _deflated(raw):
            raise ReadError(Reason.DAMAGED, "压缩方式丢失")
        if not filters or filters[0] not in _DEFLATE:
            continue
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
