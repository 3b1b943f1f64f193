"""Every check in plain words, with what it has found and an example from the held reports."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Min

from disclosures.checks_catalogue import CATALOGUE, Entry
from disclosures.models import Finding
from disclosures.pages.findings import SEVERITIES, Tally, kind_of, published_findings, tally_of
from disclosures.pages.quality import ListedFinding, held_by_department, listed

FAMILIES = {
    "within": "表内：行、栏、合计",
    "across": "表与表",
    "narrative": "文字说明与表、文字前后",
    "prose": "百分比与增减",
    "three_public": "“三公”经费",
    "assets": "资产",
    "procurement": "政府采购",
    "across_years": "前后两年的报告",
    "performance": "绩效自评",
    "wording": "文字",
    "": "读取时的疑点（不是核对，不计入四种结果）",
}
# Which outcome makes the clearest example.
TELLING = ("fail", "rounding", "info", "pass", "not_checkable")


@dataclass(frozen=True)
class ExplainedCheck:
    entry: Entry
    severity: str
    tally: Tally
    example: ListedFinding | None


@dataclass(frozen=True)
class Family:
    key: str
    title: str
    checks: tuple[ExplainedCheck, ...]


def _examples(counted) -> dict[str, ListedFinding]:
    """One finding of each check: of its most telling outcome, the earliest."""
    best: dict[str, tuple[int, int]] = {}
    for check, outcome, severity, _, first in counted:
        rank = (TELLING.index(kind_of(outcome, severity)), first)
        best[check] = min(rank, best.get(check, rank))
    chosen = Finding.objects.filter(pk__in=[pk for _, pk in best.values()])
    found = chosen.select_related("claim", "revision__disclosure__department").order_by("pk")
    shown = listed(found, held_by_department())
    return {example.finding.check: example for example in shown}


def quality_checks_page() -> tuple[Family, ...]:
    counted = list(
        published_findings()
        .order_by()
        .values_list("check_id", "outcome", "severity")
        .annotate(number=Count("pk"), first=Min("pk"))
    )
    examples = _examples(counted)
    numbers: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for check, outcome, severity, number, _ in counted:
        numbers[check].append((outcome, severity, number))
    families: dict[str, list[ExplainedCheck]] = {key: [] for key in FAMILIES}
    for entry in CATALOGUE.values():
        word = SEVERITIES.get(entry.severity, "")
        explained = ExplainedCheck(entry, word, tally_of(numbers[entry.id]), examples.get(entry.id))
        families.setdefault(entry.family, []).append(explained)
    return tuple(
        Family(key or "reading", FAMILIES.get(key, key), tuple(own)) for key, own in families.items() if own
    )
