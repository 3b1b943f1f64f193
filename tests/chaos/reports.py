"""As many small reports as are wanted, all different, and one that keeps its reader busy for ever."""

import hashlib
from itertools import product

from tests.hostile.written import loops
from tests.ingest.reports import report_text

NAMES = "办公室 财政局 教育局 民政局 司法局 水务局 统计局 审计局 档案馆 商务局 文旅局 园林局".split()
YEARS = range(2010, 2025)


def good(count: int) -> list[bytes]:
    """Reports of different departments and years; after all of those, with other amounts."""
    every = list(product(YEARS, NAMES))
    return [
        report_text(f"武汉市青山区{every[at % len(every)][1]}", every[at % len(every)][0], f"{1000 + at}.00")
        for at in range(count)
    ]


def hanging(count: int) -> list[bytes]:
    """PDFs of a few hundred bytes whose page draws two forms that draw each other."""
    content = dict(loops())["two forms"]
    return [content + b"\n%% %d\n" % at for at in range(count)]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
