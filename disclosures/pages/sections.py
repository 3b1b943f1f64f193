"""The third part of a report: its sections as printed, with their amounts linked and their checks beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.measures import MEASURES
from disclosures.models import Claim, Passage
from disclosures.pages.change import Check, check_of
from disclosures.pages.glossary import Glossary
from disclosures.pages.reading import Reading
from disclosures.pages.series import fen_of

COVER_PART, NARRATIVE_PART, GLOSSARY_PART = 0, 3, 5
ITEMS_SECTION = "五"
PART_NAME = re.compile(r"^(第.部分)[\s　]*")
HEADING = re.compile(r"^[（(][一二三四五六七八九十]+[）)].{0,30}$")
NO_WORDS = Glossary(())
SHORT = 3  # paragraphs that a section shows before 全文
# An amount after one of these is a change, not the number of a cell.
CHANGED = re.compile(r"(?:增加|减少|增长|下降|降低|上升|增|减)(?:了|额)?\s*$")
MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?=\s*万元)")


@dataclass(frozen=True)
class Section:
    number: str
    title: str
    page: int | None
    first: tuple[SafeString, ...]
    rest: tuple[SafeString, ...]
    checks: tuple[Check, ...]
    itemised: bool = False  # whether its 项 stand as a table of their own on the page

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


def linked(
    text: str, targets: dict[int, str], words: Glossary = NO_WORDS, known: set[str] | None = None
) -> SafeString:
    """The text with each amount that has a cell as a link to it, and the first use of each explained word as a
    link to its explanation; ``known``: the words marked before, to which these are added."""
    marks = list(_amounts(text, targets))
    marks += [
        (begin, end, format_html('<a class="term" href="#{}">{}</a>', entry.anchor, text[begin:end]))
        for begin, end, entry in words.uses(text, set() if known is None else known)
    ]
    parts, done = [], 0
    for begin, end, mark in sorted(marks):
        parts += [conditional_escape(text[done:begin]), mark]
        done = end
    parts.append(conditional_escape(text[done:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _amounts(text: str, targets: dict[int, str]) -> Iterator[tuple[int, int, SafeString]]:
    for match in MONEY.finditer(text):
        href = targets.get(int(Decimal(match[1].replace(",", "")) * 1_000_000))
        if href and not CHANGED.search(text[: match.start()]):
            yield match.start(), match.end(), format_html('<a class="num" href="{}">{}</a>', href, match[1])


def _checks(reading: Reading, claims: list[Claim]) -> tuple[Check, ...]:
    """Each check once: two claims of one sentence have the same arithmetic. Several are told apart by what
    they are about."""
    found: dict[tuple[str, str], tuple[Check, str]] = {}
    for claim in claims:
        check = check_of(list(reading.findings), claim)
        if check:
            found.setdefault((check.outcome, check.sentence), (check, _about(claim)))
    if len(found) < 2:
        return tuple(check for check, _ in found.values())
    return tuple(replace(check, about=about) for check, about in found.values())


def _about(claim: Claim) -> str:
    """The measure of a claim in words, "" where it has none of its own."""
    return gettext(MEASURES[claim.measure].label) if claim.measure in MEASURES else ""


def _cut(count: int, texts: list[str]) -> int:
    """How many paragraphs stand open: a few, and no heading as the last of them."""
    if count <= SHORT + 1:
        return count
    cut = SHORT
    while cut > 1 and HEADING.match(texts[cut - 1]):
        cut -= 1
    return cut


def _section(reading: Reading, passage: Passage, words: Glossary) -> Section:
    claims = [claim for claim in reading.claims if passage.number and claim.section == passage.number]
    targets = _targets(reading, claims)
    texts = [paragraph["text"] for paragraph in passage.paragraphs]
    known: set[str] = set()
    paragraphs = tuple(linked(text, targets, words, known) for text in texts)
    cut = _cut(len(texts), texts)
    return Section(
        passage.number,
        passage.title,
        passage.page,
        paragraphs[:cut],
        paragraphs[cut:],
        _checks(reading, claims),
        passage.number == ITEMS_SECTION and any(key.startswith("item.") for key in reading.amounts),
    )


def sections(reading: Reading, words: Glossary) -> tuple[Section, ...]:
    """The numbered sections; the title of the part itself is none."""
    return tuple(
        _section(reading, p, words)
        for p in reading.passages
        if p.part == NARRATIVE_PART and (p.number or p.paragraphs)
    )


@dataclass(frozen=True)
class OtherPart:
    """A part that tells no final accounts: overview, achievements, glossary, annexes."""

    title: str
    passages: tuple[Passage, ...]


def other_parts(reading: Reading, words: Glossary) -> tuple[OtherPart, ...]:
    """The other parts in their order; what stands before the first part (cover, contents) is left out, and so is
    名词解释 where its entries say all of it."""
    parts: dict[int, list[Passage]] = {}
    for passage in reading.passages:
        if passage.part not in (COVER_PART, NARRATIVE_PART):
            parts.setdefault(passage.part, []).append(passage)
    if words.stands_for(parts.get(GLOSSARY_PART, ())):
        del parts[GLOSSARY_PART]
    return tuple(
        OtherPart(_part_title(part, own), tuple(p for p in own if p.paragraphs))
        for part, own in parts.items()
        if any(p.paragraphs for p in own)
    )


def _part_title(part: int, passages: list[Passage]) -> str:
    head = next((p.title for p in passages if not p.number and p.title), "")
    return PART_NAME.sub(r"\1　", head) if head else f"第{part}部分"


def nil_sentence(passages, statement: str) -> str:
    """What the narrative says where a statement's own place says nothing: 本年度无…收入支出。"""
    words = {"government_funds": "政府性基金", "state_capital": "国有资本经营"}.get(statement, "")
    if not words:
        return ""
    texts = (paragraph["text"] for passage in passages for paragraph in passage.paragraphs)
    return next((text for text in texts if words in text and "无" in text), "")
