"""R23: a telephone for those who have questions on the report."""

import re

from disclosures.completeness.items import Held, Judged, Rows, absent, of_passage

_NUMBER = (
    r"(?:[(（]?0\d{2,3}[)）]?\s*[-－—–]{0,2}\s*)?[2-9]\d{2,3}[-－—–\s]?\d{4}(?!\d|\.\d|\s*[元万])"
    r"|1[3-9]\d{9}(?!\d)|12345(?!\d)"
)
_PHONE = re.compile(
    rf"(?P<of>[^，。；：:]{{0,8}}?)(?:电\s*话|联系方式|热线)[^\d费，。；]{{0,12}}(?:{_NUMBER})"
)
_OTHERS = re.compile("监督|举报|投诉|信访|纪检")


def phone(rows: Rows) -> Judged:
    """A number of another purpose (监督、举报) is shown and does not count as one for questions."""
    other: Judged | None = None
    for passage, text in rows.texts():
        for found in _PHONE.finditer(text):
            if not _OTHERS.search(found["of"]):
                return Held.GIVEN, found[0].strip(), of_passage(passage)
            other = other or (
                Held.PARTLY,
                f"{found[0].strip()}；没有找到公开咨询的电话",
                of_passage(passage),
            )
    return other or absent(rows, "在报告的文字中没有找到；可能写在公开报告的网页上")
