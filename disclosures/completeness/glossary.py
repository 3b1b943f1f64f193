"""R21: the explained terms, and what a template has left among them."""

import re

from disclosures.completeness.items import Held, Judged, Rows, absent, of_passage
from disclosures.models import Passage

_TITLE = re.compile("名词解释")
_EXCERPT = 40
_LEFT = {"TX_PLACEHOLDER": "留有模板文字", "TX_LEVEL": "写有别级财政的名称"}


def glossary(rows: Rows) -> Judged:
    heading = next((p for p in rows.passages if _TITLE.search(p.title)), None)
    if heading is None:
        return absent(rows, "没有找到名词解释一节")
    own = _own(rows, heading)
    if not any(passage.paragraphs for passage in own):
        return Held.PARTLY, f"有“{heading.title}”的标题，没有读到解释", of_passage(heading)
    left = _left(rows, own)
    terms = sum(1 for passage in own if passage.paragraphs and not _TITLE.search(passage.title))
    told = f"解释了 {terms} 个名词" if terms else f"有“{heading.title}”一节"
    if left:
        return Held.PARTLY, f"{told}；{'；'.join(left)}", of_passage(heading)
    return Held.GIVEN, f"{told}，没有发现模板文字", of_passage(heading)


def _own(rows: Rows, heading: Passage) -> list[Passage]:
    """The passages under the heading: all of its part where it is the title of one."""
    if heading.number:
        return [heading]
    return [p for p in rows.passages if p.part == heading.part and p.position >= heading.position]


def _left(rows: Rows, own: list[Passage]) -> list[str]:
    """What the checks on the wording found in these passages, each kind once."""
    body = "\n".join(text for p in own for text in (p.title, *(one["text"] for one in p.paragraphs)))
    found: dict[str, str] = {}
    for finding in rows.findings:
        word = _LEFT.get(finding.check_id)
        if word and finding.found and any(_within(place, body) for place in finding.where):
            found.setdefault(finding.check_id, f"{word}“{finding.found[:_EXCERPT]}”")
    return list(found.values())


def _within(place: dict, body: str) -> bool:
    text = (place.get("text") or "").strip("…")
    return bool(text) and not place.get("statement") and text in body
