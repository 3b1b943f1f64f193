"""Rows whose own statement says that their figures are unclear: nothing is held against them."""

import re
from functools import cache

from ingest.parsing.facts import StatementRead, StatementRow

_UNCLEAR = re.compile(
    "不明|不清|不详|无法辨|无法识|无法确|难以辨|难以识|模糊|缺损|残缺|遮挡|未能辨|未能识|未印全"
)
_CODE = re.compile(
    r"(?<![\d.])(?<!\d[,，])(\d{7}|\d{5}|\d{3})(?![\d.])(?![,，]\d{3}|\d|万?元|年)\s*([类款])?"
)


def unclear(read: StatementRead, row: StatementRow) -> str:
    """Why the figures of a row prove nothing: a note under its statement names it as unclear; "" where none does."""
    if not read.notes or not row.code:
        return ""
    for code, below in _named(read.notes):
        if row.code == code or (below and row.code.startswith(code)):
            return f"表下的说明写明 {code} {below or '行'}的数不清楚"
    return ""


@cache
def _named(notes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The codes in the sentences of the notes that speak of unclear figures.

    “206 类” (“款”) names the class (the section) with what stands below it, “2060101” one row. An amount and a
    year are no codes.
    """
    return tuple(
        (named[1], named[2] or "")
        for note in notes
        for sentence in re.split("[。；;]", note)
        if _UNCLEAR.search(sentence)
        for named in _CODE.finditer(sentence)
    )
