"""The third part of a report: its sections as printed, with their amounts linked and their checks beside."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from disclosures.models import Claim, Passage
from disclosures.pages.change import Check, check_of
from disclosures.pages.reading import Reading
from disclosures.pages.series import fen_of

NARRATIVE_PART = 3
SHORT = 3  # paragraphs that a section shows before 全文
MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?=\s*万元)")


@dataclass(frozen=True)
class Section:
    number: str
    title: str
    page: int | None
    first: tuple[SafeString, ...]
    rest: tuple[SafeString, ...]
    checks: tuple[Check, ...]
    reasons: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return f"s{self.number}"


def _targets(reading: Reading, claims: list[Claim]) -> dict[int, str]:
    """Amounts (分) that the claims of a section state and a statement prints → the cell."""
    found: dict[int, str] = {}
    for claim in claims:
        amount = reading.amounts.get(claim.measure)
        value = fen_of(claim.amount)
        if amount and amount.statement and amount.value == value:
            found.setdefault(value, reading.place_url(amount))
    return found


def linked(text: str, targets: dict[int, str]) -> SafeString:
    """The text with each amount that has a cell as a link to it."""
    parts, end = [], 0
    for match in MONEY.finditer(text):
        href = targets.get(int(Decimal(match[1].replace(",", "")) * 1_000_000))
        if href:
            parts.append(conditional_escape(text[end : match.start()]))
            parts.append(format_html('<a class="num" href="{}">{}</a>', href, match[1]))
            end = match.end()
    parts.append(conditional_escape(text[end:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _checks(reading: Reading, claims: list[Claim]) -> tuple[Check, ...]:
    """Each check once: two claims of one sentence have the same arithmetic."""
    found = (check_of(list(reading.findings), claim) for claim in claims)
    return tuple(dict.fromkeys(check for check in found if check))


def _section(reading: Reading, passage: Passage) -> Section:
    claims = [claim for claim in reading.claims if passage.number and claim.section == passage.number]
    targets = _targets(reading, claims)
    paragraphs = tuple(linked(paragraph["text"], targets) for paragraph in passage.paragraphs)
    short = len(paragraphs) <= SHORT + 1
    return Section(
        passage.number,
        passage.title,
        passage.page,
        paragraphs if short else paragraphs[:SHORT],
        () if short else paragraphs[SHORT:],
        _checks(reading, claims),
        tuple(dict.fromkeys(claim.reason for claim in claims if claim.reason)),
    )


def sections(reading: Reading) -> tuple[Section, ...]:
    return tuple(_section(reading, p) for p in reading.passages if p.part == NARRATIVE_PART)


def other_parts(reading: Reading) -> tuple[Section, ...]:
    """The parts that tell no final accounts: overview, achievements, glossary."""
    return tuple(_section(reading, p) for p in reading.passages if p.part != NARRATIVE_PART and p.paragraphs)


def nil_sentence(passages, statement: str) -> str:
    """What the narrative says where a statement's own place says nothing: 本年度无…收入支出。"""
    words = {"government_funds": "政府性基金", "state_capital": "国有资本经营"}.get(statement, "")
    if not words:
        return ""
    texts = (paragraph["text"] for passage in passages for paragraph in passage.paragraphs)
    return next((text for text in texts if words in text and "无" in text), "")
