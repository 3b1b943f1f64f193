"""Whether a PDF is whole: what both readers would pass over in silence is refused here."""

import logging
import re
import zlib
from io import BytesIO

import pikepdf

from ingest.parsing.errors import ReadError, Reason

_ENDS = 1024  # bytes at either end of the file where its marks must stand
_CHUNK = 1 << 20  # bytes inflated at a time, so that a small file cannot fill the memory
_LOST_TABLE = re.compile(r"file is damaged|startxref|reconstruct cross-reference|xref|cross-reference")


def undamaged(data: bytes) -> tuple[bytes, int]:
    """A whole, open PDF (its cross-reference table rebuilt where only that is broken) and its page count.

    Raises ``ReadError``: EMPTY_FILE, NOT_A_PDF, ENCRYPTED, DAMAGED.
    """
    if not data.strip():
        raise ReadError(Reason.EMPTY_FILE)
    if b"%PDF-" not in data[:_ENDS]:
        raise ReadError(Reason.NOT_A_PDF)
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            problems = pdf.check_pdf_syntax()
            lost = [problem for problem in problems if not _LOST_TABLE.search(problem)]
            if lost or not pdf.pages or not all(map(_checks_out, pdf.objects)):
                raise ReadError(Reason.DAMAGED, "内容有损坏")
            if not problems:
                return data, len(pdf.pages)
            if b"%%EOF" not in data[-_ENDS:]:
                raise ReadError(Reason.DAMAGED, "文件不完整")
            rebuilt = BytesIO()
            pdf.save(rebuilt)
            return rebuilt.getvalue(), len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise ReadError(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, RuntimeError) as error:
        raise ReadError(Reason.DAMAGED, "结构读不出") from error


def _checks_out(thing: pikepdf.Object) -> bool:
    """Whether a deflated stream has the checksum that it carries; PDF libraries pass over a wrong one."""
    if not isinstance(thing, pikepdf.Stream) or thing.get("/Filter") != "/FlateDecode":
        return True
    inflate, rest = zlib.decompressobj(), thing.read_raw_bytes()
    try:
        while rest and not inflate.eof:
            inflate.decompress(rest, _CHUNK)
            rest = inflate.unconsumed_tail
    except zlib.error:
        return False
    return True
