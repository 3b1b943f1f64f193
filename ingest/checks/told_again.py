"""Checks on what the narrative tells a second time: totals, the money of the self-evaluation, 公务接待费, reasons.

Where the forms are read they are the measure (N_TOTALS); here one sentence is held against another, and a difference
is a warning: two sentences may mean different money.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from disclosures.statements import State, Statement
from ingest.checks.changes import TOTALS
from ingest.checks.evidence import Evidence, Operand, Sentence, claim_operand
from ingest.checks.findings import Comparison, finding, places_of
from ingest.checks.three_public import PREFIX, section
from ingest.checks.tolerance import compare, nearness, total
from ingest.parsing.facts import Claim, Finding, Outcome, Place, Severity

CHECK = "N_SAME_FACT"
_AMOUNT = r"([\d,，]*\d(?:\.\d+)?)万元"
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_REPEATED = (
    *("income_total", "expenditure_total", "income_current", "expenditure_current", "fiscal_total"),
    *("general_budget_income", "general_budget_expenditure", "personnel", "public", "procurement.total"),
)
_PARTS = {
    "income_current": (
        *("fiscal_appropriation_income", "superior_subsidy_income", "institution_income"),
        *("operating_income", "affiliated_income", "other_income"),
    ),
    "expenditure_current": ("basic_expenditure", "project_expenditure"),
}
_OTHER_PARTS = re.compile(
    r"(?:上缴上级|(?<!国有资本)经营|附属单位补助)支出[^，,。；;]{0,8}?(?:[1-9]|0\.0*[1-9])"
)
_NEARLY_ALL = Decimal("0.05")


def totals_again(evidence: Evidence) -> Iterator[Finding]:
    """One total told twice in one section."""
    for measure in _REPEATED:
        first: dict[str, Operand] = {}
        for index, claim in evidence.told(measure):
            if claim.amount is None:
                continue
            own = claim_operand(claim, claim.amount)
            other = first.setdefault(claim.section, own)
            if compare(own.quantity, other.quantity) is Outcome.FAIL:
                yield _apart(f"第{claim.section}节的同一个数", "后一处", "前一处", own, other, index)
                break


def _apart(
    what: str,
    found_label: str,
    expected_label: str,
    found: Operand,
    expected: Operand,
    claim: int | None = None,
) -> Finding:
    return Comparison(
        CHECK,
        what,
        found_label,
        expected_label,
        found.quantity,
        expected.quantity,
        places_of([found, expected]),
        claim=claim,
    ).finding()


def parts_again(evidence: Evidence) -> Iterator[Finding]:
    """收入合计 and 支出合计 against the parts of their own section whose shares make 100 %."""
    for whole, names in _PARTS.items():
        own = next(((i, c) for i, c in evidence.told(whole) if c.amount is not None), None)
        parts = [part for name in names for part in _shares(evidence, name, whole)]
        if own is None or not parts or any(part.section != own[1].section for part in parts):
            continue
        shares = sum((part.percent for part in parts if part.percent is not None), Decimal(0))
        text = "".join(one.text for one in evidence.of_section(own[1].section))
        if abs(shares - 100) > _NEARLY_ALL * len(parts) or _OTHER_PARTS.search(text):
            continue
        told = [claim_operand(part, part.amount) for part in parts]
        yield Comparison(
            CHECK,
            f"第{own[1].section}节的合计",
            "合计",
            "占比共 100% 的各部分之和",
            claim_operand(own[1], own[1].amount).quantity,
            total(one.quantity for one in told),
            places_of([claim_operand(own[1], own[1].amount), *told]),
            claim=own[0],
        ).finding()


def _shares(evidence: Evidence, measure: str, whole: str) -> list[Claim]:
    told = (c for _, c in evidence.told(measure) if c.kind == "share" and c.whole == whole)
    return [c for c in told if c.amount and c.percent is not None][:1]


def slips_of_totals(evidence: Evidence) -> Iterator[Finding]:
    """Totals with the same change and rate whose amounts differ by a slip of digits, where no form can tell."""
    if any(
        evidence.state(one) is State.AMOUNTS for one in (Statement.SUMMARY, Statement.APPROPRIATION_SUMMARY)
    ):
        return
    changes: dict[tuple[object, ...], list[tuple[int, Claim]]] = {}
    for index, claim in evidence.claims:
        if (
            claim.kind == "change"
            and claim.measure in TOTALS
            and claim.change
            and claim.percent
            and claim.amount
        ):
            key = (claim.change, claim.percent, claim.base, claim.base_year, claim.direction)
            changes.setdefault(key, []).append((index, claim))
    for told in changes.values():
        for (_, first), (index, other) in combinations(told, 2):
            if first.amount and other.amount and is_slip(first.amount, other.amount):
                own, expected = claim_operand(other, other.amount), claim_operand(first, first.amount)
                yield _apart(
                    "增减额、增减率相同的总数",
                    f"第{other.section}节",
                    f"第{first.section}节",
                    own,
                    expected,
                    index,
                )
                return


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by one digit, or by two digits exchanged."""
    left, right = f"{one:.2f}", f"{other:.2f}"
    if len(left) != len(right) or left == right:
        return False
    apart = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and sorted(left[p] for p in apart) == sorted(right[p] for p in apart)


_WHOLE_MONEY = re.compile(
    rf"整体支出(?:绩效)?(?:开展)?(?:自评|评价|自我评价)[，,](?:涉及)?资金(?:总额)?(?:为|共)?{_AMOUNT}|整体支出总额(?:为)?{_AMOUNT}"
)
_KNOWN = (*TOTALS, "initial_budget", "full_year_budget")


def whole_evaluation_again(evidence: Evidence) -> Iterator[Finding]:
    """The money of the self-evaluation of the whole: a digit off from a total that the report tells."""
    known = [one for key in _KNOWN if (one := evidence.measured(key)).amount]
    forms = [one for one in evidence.report.evaluations if one.kind == "department"]
    amounts = [one.amount for one in known] + [a for one in forms for a in (one.budget, one.executed)]
    for sentence in evidence.telling("绩效"):
        for match in _WHOLE_MONEY.finditer(sentence.text):
            own = _operand(match[1] or match[2], sentence)
            if own.amount is None or own.amount in amounts:
                continue
            near = next((one for one in known if one.amount and is_slip(own.amount, one.amount)), None)
            if near is not None:
                yield _apart("整体支出自评的资金", "绩效部分", "总数", own, near)


def _operand(text: str, sentence: Sentence) -> Operand:
    value = Decimal(re.sub("[,，]", "", text))
    return Operand(value, sentence.place, nearness(value, sentence.text))


_SPENT = re.compile(rf"开支(?:的)?公务接待费(?:支出)?(?:共|为|共计)?{_AMOUNT}")
_HOME = re.compile(rf"国内(?:公务)?接待(?:费|费用)?(?:支出)?(?:共|为|共计)?{_AMOUNT}")
_GUESTS = re.compile(
    rf"(?:外宾|外事|国[（(]境[）)]外)(?:公务)?接待(?:费|费用)?(?:支出)?(?:共|为|共计)?{_AMOUNT}"
)


def reception_again(evidence: Evidence) -> Iterator[Finding]:
    """公务接待费 told in other words, and with its two parts: at home and of guests from abroad.

    The guests may be a part of what was spent at home: both are held good.
    """
    own = evidence.said(f"{PREFIX}reception.actual", "三公")
    if own is None:
        return
    paragraphs = section(evidence)
    for again in _found(_SPENT, paragraphs)[:1]:
        yield _apart("公务接待费", "“开支公务接待费”", "决算数", again, own)
    home, guests = _found(_HOME, paragraphs), _found(_GUESTS, paragraphs)
    if len(home) != 1 or len(guests) > 1:
        return
    both = total(one.quantity for one in (*home, *guests))
    if compare(home[0].quantity, own.quantity) is Outcome.FAIL and (
        guests or home[0].quantity.value > own.quantity.value
    ):
        yield Comparison(
            CHECK,
            "公务接待费",
            "决算数",
            "国内接待与外宾接待之和" if guests else "国内接待",
            own.quantity,
            both,
            places_of([own, *home, *guests]),
        ).finding()


def _found(pattern: re.Pattern[str], paragraphs: list[Sentence]) -> list[Operand]:
    return [_operand(match[1], one) for one in paragraphs for match in pattern.finditer(one.text)]


_LONG_REASON = 10


def reasons_again(evidence: Evidence) -> Iterator[Finding]:
    """One reason of one change, told in several sections, with another number in one of them."""
    seen: dict[tuple[object, str], Claim] = {}
    told: set[tuple[str, str]] = set()
    for index, claim in evidence.claims:
        if claim.kind != "change" or not claim.change or len(claim.reason) < _LONG_REASON:
            continue
        first = seen.setdefault((claim.change, _NUMBER.sub("#", claim.reason)), claim)
        if first.reason == claim.reason or (first.reason, claim.reason) in told:
            continue
        told.add((first.reason, claim.reason))
        left, right = next(
            (a, b)
            for a, b in zip(_NUMBER.findall(claim.reason), _NUMBER.findall(first.reason), strict=False)
            if a != b
        )
        yield finding(
            CHECK,
            Outcome.FAIL,
            f"同一个原因在第{first.section}节写“{right}”，在第{claim.section}节写“{left}”，请对照。",
            found=left,
            expected=right,
            where=tuple(Place(page=one.page, text=one.text) for one in (claim, first)),
            claim=index,
            severity=Severity.WARNING,
        )


def told_again(evidence: Evidence) -> Iterator[Finding]:
    """All of the above, for N_SAME_FACT."""
    yield from totals_again(evidence)
    yield from parts_again(evidence)
    yield from slips_of_totals(evidence)
    yield from whole_evaluation_again(evidence)
    yield from reception_again(evidence)
    yield from reasons_again(evidence)
