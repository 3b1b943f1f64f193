"""The hits of a search as records for a file: one for each line that fits."""

from collections.abc import Iterator

from disclosures.comparison.bases import scope_word
from disclosures.models import SearchDocument
from disclosures.pages.found import Hit, hit, load, siblings
from disclosures.search.index import find_all
from disclosures.search.words import Asked
from disclosures.wording import decimal_of

Kind = SearchDocument.Kind
SEARCH_HEADER = (
    "类别",
    "地区代码",
    "地区",
    "org",
    "部门",
    "年度",
    "范围",
    "科目编码",
    "内容",
    "说明",
    "金额（万元）",
    "页",
    "链接",
    "sha256",
    "识别",
)
MOST = 1000  # documents of one kind
LINES = 200  # of one document


def search_records(question: Asked, kind: str, site: str) -> Iterator[tuple]:
    """The newest hits of the asked kind, or of all; ``site`` is what addresses begin with."""
    kinds = [kind] if kind else Kind.values
    for one, found in find_all(question, dict.fromkeys(kinds, (MOST, 0))).items():
        rows = load(found.ids)
        held = siblings(rows.values())
        for key in found.ids:
            yield from _records(Kind(one).label, hit(rows[key], question.words, held, LINES), site)


def _records(label: str, found: Hit, site: str) -> Iterator[tuple]:
    document, disclosure = found.document, found.disclosure
    department = document.department
    of = (label, department.region_id, department.region.full_name, department.slug, department.name)
    if disclosure is None:
        yield *of, None, "", "", department.name, found.note, None, None, site + found.href, "", ""
        return
    of += (disclosure.year, scope_word(disclosure.scope))
    for line in found.lines:
        amount = decimal_of(line.amount)
        yield (
            *of,
            line.code,
            line.plain,
            line.note,
            amount,
            line.page,
            site + line.href,
            disclosure.current.sha256,
            "由图片识别，未经人核对" if line.recognised else "",
        )
