"""Checks on what is told twice: the list of economic subjects against form 06, and one fact in two places."""

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosures.classification import names_of
from disclosures.statements import FORMS, State, Statement
from ingest.checks.economic import PERSONNEL, PUBLIC
from ingest.checks.evidence import NARRATIVE, Evidence, Operand, Sentence, claim_operand
from ingest.checks.findings import Comparison, doubt_of, finding, fold, places_of
from ingest.checks.told_again import told_again
from ingest.checks.told_totals import BASIC_TITLE
from ingest.checks.tolerance import nearness, quantity
from ingest.parsing.facts import Finding, Outcome, Place

_LIST = {
    PERSONNEL: (
        re.compile(r"人员经费[^：:]{0,40}?(?:主要)?包括[：:]?(.*?)(?:。|；|公用经费|$)"),
        ("301", "303"),
    ),
    PUBLIC: (
        re.compile(r"公用经费[^：:]{0,40}?(?:主要)?包括[：:]?(.*?)(?:。|；|$)"),
        ("302", "307", "310", "312", "399"),
    ),
}
_PUNCTUATION = re.compile(r"[（）()\s、，,.。“”]")
_FILLER = re.compile(r"项目|工作|专项|经费|资金|支出|费用|费|[（）()“”\s]")


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name)


def check_economic_list(evidence: Evidence) -> Iterator[Finding]:
    """N_LIST06: the subjects that section 六 lists = the subjects of form 06 with an amount. Info; 财预〔2016〕143号.

    A listed name that form 06 does not print is left aside.
    """
    check, read = "N_LIST06", evidence.read(Statement.BASIC_BY_ECONOMIC)
    if read is None or read.state is not State.AMOUNTS:
        return
    text = "".join(one.text for one in evidence.telling(BASIC_TITLE))
    for group, (pattern, classes) in _LIST.items():
        match = pattern.search(text)
        if match is None:
            continue
        listed = {_plain(name) for name in re.split(r"[、，,；;]", match[1]) if name}
        rows = [row for row in read.rows if len(row.code) == 5 and row.code[:3] in classes]
        extra = [row.name for row in rows if not _amount(row.cells) and _names(row.code, row.name) & listed]
        left_out = [
            row.name for row in rows if _amount(row.cells) and not _names(row.code, row.name) & listed
        ]
        where = (Place(text=match[0][:400]), Place(statement=read.statement.value))
        if not extra and not left_out:
            yield finding(
                check,
                Outcome.PASS,
                f"{group.removesuffix('合计')}所列科目与 06 表有数的科目相同。",
                where=where,
            )
            continue
        told = [f"列出而表中没有数：{'、'.join(extra)}"] if extra else []
        told += [f"表中有数而没有列出：{'、'.join(left_out)}"] if left_out else []
        yield finding(
            check,
            Outcome.FAIL,
            f"{group.removesuffix('合计')}所列科目与 06 表不同。{'；'.join(told)}。",
            where=where,
        )


def _amount(cells: tuple[object, ...]) -> Decimal | None:
    return getattr(cells[0], "amount", None) if cells else None


def _names(code: str, printed: str) -> set[str]:
    return {_plain(name) for name in (printed, *names_of("economic", code))}


def check_same_facts(evidence: Evidence) -> list[Finding]:
    """N_SAME_FACT: a project, a total, a sentence told twice gives one amount. Tolerance 0.01 万元; warning.

    Compared: projects of section 五 with their self-evaluations, totals repeated on performance, 三公 of the words
    with form 09, sentences that differ in a number only between two equal ones, and what ``told_again`` compares.
    """
    found = [*_projects(evidence), *_totals_again(evidence), *_three_public(evidence), *told_again(evidence)]
    found += _sentences(evidence)
    return fold("N_SAME_FACT", found, "处")


def _key(name: str) -> str:
    return _FILLER.sub("", name)


def _projects(evidence: Evidence) -> Iterator[Finding]:
    told: dict[str, Operand] = {}
    for _, claim in evidence.claims:
        if claim.kind == "amount" and claim.measure.startswith("project.") and claim.amount is not None:
            told.setdefault(_key(claim.measure.removeprefix("project.")), claim_operand(claim, claim.amount))
    for one in evidence.report.evaluations:
        own = told.get(_key(one.name))
        if own is None or one.kind != "project" or one.executed is None or len(_key(one.name)) < 2:
            continue
        where = (own.place, Place(page=one.page, text=f"{one.name} 执行数 {one.executed}"))
        yield Comparison(
            "N_SAME_FACT",
            f"项目“{one.name}”",
            "说明中",
            "自评的执行数",
            own.quantity,
            quantity(one.executed),
            where,
        ).finding()


_AGAIN = (
    ("basic_expenditure", re.compile(r"基本支出(?:总额)?([\d,，]*\d\.\d+)(?:万元)?")),
    ("project_expenditure", re.compile(r"项目支出(?:总额)?([\d,，]*\d\.\d+)(?:万元)?")),
)


def _totals_again(evidence: Evidence) -> Iterator[Finding]:
    """基本支出 and 项目支出 as the part on performance and the forms repeat them."""
    for sentence in evidence.sentences:
        if "绩效" not in sentence.section.title and sentence.section.part <= NARRATIVE:
            continue
        text = re.sub(r"\s", "", sentence.text)
        if "基本支出" not in text or "项目支出" not in text:
            continue
        for key, pattern in _AGAIN:
            match, own = pattern.search(text), evidence.said(key)
            if match is None or own is None:
                continue
            again = Decimal(re.sub("[,，]", "", match[1]))
            yield Comparison(
                "N_SAME_FACT",
                "基本支出" if key.startswith("basic") else "项目支出",
                "绩效部分",
                "支出决算情况说明",
                quantity(again, nearness(again, text)),
                own.quantity,
                (sentence.place, own.place),
            ).finding()


_THREE = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")


def _three_public(evidence: Evidence) -> Iterator[Finding]:
    read = evidence.read(Statement.THREE_PUBLIC)
    if read is None or read.state is not State.AMOUNTS:
        return
    for side, first in (("budget", 1), ("actual", 7)):
        for offset, name in enumerate(_THREE):
            cell = evidence.operand(Statement.THREE_PUBLIC, "", str(first + offset))
            if cell.amount is None:
                continue
            label = FORMS[Statement.THREE_PUBLIC].column(str(first + offset))
            words = f"“三公”{'预算数' if side == 'budget' else '决算数'}“{label.label if label else name}”"
            for own in _tellings(evidence, f"three_public.{name}.{side}"):
                where = places_of([own, cell])
                yield Comparison(
                    "N_SAME_FACT",
                    words,
                    "文字",
                    "09 表",
                    own.quantity,
                    cell.quantity,
                    where,
                    doubt_of([cell]),
                ).finding()


def _tellings(evidence: Evidence, measure: str) -> list[Operand]:
    """The different amounts that the section on 三公 gives of a measure, each where it is first told."""
    told: dict[Decimal, Operand] = {}
    for _, claim in evidence.told(measure):
        if claim.amount is not None and "三公" in evidence.titles.get(claim.section, ""):
            told.setdefault(claim.amount, claim_operand(claim, claim.amount))
    return list(told.values())


_CLAUSE = re.compile(r"[^，。；;,]+")
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_MONEY_WORDS = re.compile(r"预算|决算|支出|收入|占|增|减|下降|完成|总计|执行")


def _sentences(evidence: Evidence) -> Iterator[Finding]:
    """Three clauses that two sections share but for one number in the middle one."""
    seen: dict[tuple[str, str, str], tuple[str, Sentence]] = {}
    for sentence in evidence.sentences:
        if sentence.section.part < NARRATIVE:
            continue
        clauses = _CLAUSE.findall(sentence.text)
        for before, middle, after in zip(clauses, clauses[1:], clauses[2:], strict=False):
            if (
                min(len(before), len(middle), len(after)) < 6
                or not _NUMBER.search(middle)
                or _MONEY_WORDS.search(middle)
            ):
                continue
            key = (before, _NUMBER.sub("#", middle), after)
            other = seen.setdefault(key, (middle, sentence))
            if other[0] != middle and other[1].section is not sentence.section:
                yield _repeated(other, (middle, sentence))


def _repeated(first: tuple[str, Sentence], second: tuple[str, Sentence]) -> Finding:
    numbers = [_NUMBER.findall(clause) for clause, _ in (first, second)]
    left, right = next((a, b) for a, b in zip(*numbers, strict=False) if a != b)
    return finding(
        "N_SAME_FACT",
        Outcome.FAIL,
        f"同一句话在两处写的数不同：“{first[0]}”与“{second[0]}”，请对照。",
        found=left,
        expected=right,
        where=(Place(page=first[1].page, text=first[0]), Place(page=second[1].page, text=second[0])),
    )
