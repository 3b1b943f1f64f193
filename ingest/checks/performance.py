"""Checks on the performance self-evaluations: their rates, units, scores, targets and fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.checks.evidence import Evidence
from ingest.checks.findings import Comparison, RateComparison, amount_text, finding, fold, plain_text
from ingest.checks.tolerance import judge, quantity, rate
from ingest.parsing.evaluated import Evaluation
from ingest.parsing.facts import Finding, Outcome, Place

_YUAN = 10000
_ORDINAL = re.compile(r"(?:^|[。；;：:，,])([一二三四五六七八九十]+)是")
_PROJECTS = re.compile(r"涉及(?:一级)?项目(\d+)个|涉及(\d+)个(?:一级)?项目")
_FIELDS = re.compile(r"项目名称[\s：:]*(\S.*?)\s*主管部门[\s：:]*(.*?)\s*项目实施单位")


@dataclass(frozen=True)
class Execution:
    """预算数, 执行数 and 执行率 of one self-evaluation, as its form or its summary in the prose prints them."""

    name: str
    source: str  # 自评表 | 综述
    budget: Decimal
    executed: Decimal
    rate: Decimal | None
    place: Place

    @property
    def in_yuan(self) -> bool:
        """Whether 执行数 makes sense as 万元 only: printed 元 by a slip."""
        if self.rate is None or not self.executed or self.executed * 100 > self.budget:
            return False
        allowed = rate(self.executed * _YUAN, self.budget)
        return allowed is not None and judge(self.rate, allowed) is not Outcome.FAIL


def _executions(evidence: Evidence) -> list[Execution]:
    found: list[Execution] = []
    for one in evidence.report.evaluations:
        if one.source == "form" and one.budget is not None and one.executed is not None:
            found.append(Execution(one.name, "自评表", one.budget, one.executed, one.rate, _place(one)))
        if one.summary_budget is not None and one.summary_executed is not None:
            place = _summary_place(evidence, one)
            found.append(
                Execution(one.name, "综述", one.summary_budget, one.summary_executed, one.summary_rate, place)
            )
    return found


def _place(one: Evaluation) -> Place:
    return Place(page=one.page, text=f"{one.title or one.name} {one.name if one.title else ''}".strip())


def _summary_place(evidence: Evidence, one: Evaluation) -> Place:
    for _, claim in evidence.told(f"project.{one.name}"):
        if claim.kind == "completion":
            return Place(page=claim.page, text=claim.text)
    return _place(one)


def check_rates(evidence: Evidence) -> list[Finding]:
    """PF_RATE: 执行数 ÷ 预算数 = stated 执行率, of forms and of summaries. Tolerance by intervals of the operands; error.

    A budget of zero has no rate; a rate cut at 100 % or written as a fraction is not judged; a slip of 元 for 万元
    is PF_UNIT.
    """
    found, seen = [], set()
    for one in _executions(evidence):
        key = (one.name, one.source, one.budget, one.executed, one.rate)
        allowed = rate(one.executed, one.budget)
        if one.rate is None or allowed is None or key in seen or one.in_yuan:
            continue
        seen.add(key)
        doubt = ""
        if one.rate == 100 and allowed.value > 100:
            doubt = "执行率可能以 100% 为限"
        elif one.rate <= 2 < allowed.value:
            doubt = "执行率可能写成了小数"
        found.append(
            RateComparison(
                "PF_RATE",
                f"“{one.name}”{one.source}的执行率",
                f"{amount_text(one.executed)} ÷ {amount_text(one.budget)}",
                one.rate,
                allowed,
                (one.place,),
                doubt,
            ).finding()
        )
    return fold("PF_RATE", found, "个执行率")


def check_units(evidence: Evidence) -> Iterator[Finding]:
    """PF_UNIT: 执行数 and 预算数 have units that fit the stated rate. Error; arithmetic.

    Fires where 执行数 in 元 fits the rate of a budget in 万元 only when read as 万元; one finding for all of a report.
    """
    slips = [one for one in _executions(evidence) if one.in_yuan]
    if slips:
        told = "；".join(
            f"“{one.name}”{one.source}预算数 {plain_text(one.budget)} 万元，执行数写 {_in_yuan(one)} 元"
            for one in slips
        )
        yield finding(
            "PF_UNIT",
            Outcome.FAIL,
            f"{told}：按万元计才与所写的执行率相符，请对照单位。",
            found=_in_yuan(slips[0]),
            where=(one.place for one in slips),
        )


def _in_yuan(one: Execution) -> str:
    return plain_text((one.executed * _YUAN).normalize())


def check_summaries(evidence: Evidence) -> list[Finding]:
    """PF_NARR_FORM: 预算数 and 执行数 of the summary = those of the form. Tolerance 0.01 万元; warning."""
    found = []
    slips = {(one.name, one.executed) for one in _executions(evidence) if one.in_yuan}
    for one in evidence.report.evaluations:
        if one.source != "form":
            continue
        place = _summary_place(evidence, one)
        for label, told, printed in (
            ("预算数", one.summary_budget, one.budget),
            ("执行数", one.summary_executed, one.executed),
        ):
            if told is None or printed is None or (one.name, told) in slips:
                continue
            found.append(
                Comparison(
                    "PF_NARR_FORM",
                    f"“{one.name}”{label}",
                    "综述",
                    "自评表",
                    quantity(told),
                    quantity(printed),
                    (place, _place(one)),
                ).finding()
            )
    return fold("PF_NARR_FORM", found, "个数")


def check_count(evidence: Evidence) -> Iterator[Finding]:
    """PF_COUNT: the stated number of projects = forms, or summaries, of projects, and is one number. Whole numbers; info."""
    yield from _counts(evidence)
    stated = evidence.measured("performance.projects")
    projects = [one for one in evidence.report.evaluations if one.kind == "project"]
    if stated.amount is None or not projects:
        return
    forms = sum(one.source == "form" for one in projects)
    summaries = sum(one.summary_budget is not None or one.source == "summary" for one in projects)
    same = stated.amount in (forms, summaries)
    yield finding(
        "PF_COUNT",
        Outcome.PASS if same else Outcome.FAIL,
        f"写有自评项目 {plain_text(stated.amount)} 个，读到自评表 {forms} 张、综述 {summaries} 个"
        + ("，吻合。" if same else "，请对照。"),
        found=plain_text(stated.amount),
        expected=str(max(forms, summaries)),
        where=(stated.place,),
    )


def _counts(evidence: Evidence) -> Iterator[Finding]:
    """The number of projects told twice; 一级项目 may be other ones than 项目."""
    told = [(m[1] or m[2], one) for one in evidence.telling("绩效") for m in _PROJECTS.finditer(one.text)]
    other = next((one for number, one in told if number != told[0][0]), None)
    if other is not None:
        numbers = list(dict.fromkeys(number for number, _ in told))
        yield finding(
            "PF_COUNT",
            Outcome.FAIL,
            f"写有自评项目 {numbers[0]} 个，又写 {numbers[1]} 个，请对照两处的口径。",
            found=numbers[0],
            expected=numbers[1],
            where=(told[0][1].place, other.place),
        )


def check_repeated_goals(evidence: Evidence) -> Iterator[Finding]:
    """PF_DUP: no goal twice in one form, no ordinal twice in one list of results. Info; the form."""
    for one in evidence.report.evaluations:
        plain = [re.sub(r"\s", "", goal) for goal in one.goals]
        for goal in dict.fromkeys(plain):
            if len(goal) >= 4 and plain.count(goal) > 1:
                yield finding(
                    "PF_DUP",
                    Outcome.FAIL,
                    f"自评表的年度目标“{goal[:40]}”写了 {plain.count(goal)} 次。",
                    where=(_place(one),),
                )
    for sentence in evidence.telling("绩效"):
        ordinals = _ORDINAL.findall(sentence.text)
        twice = [a for a, b in pairwise(ordinals) if a == b]
        if twice:
            yield finding(
                "PF_DUP",
                Outcome.FAIL,
                f"“{twice[0]}是”接连写了两次。",
                found=twice[0],
                where=(sentence.place,),
            )


def check_fields(evidence: Evidence) -> Iterator[Finding]:
    """PF_FIELD: 主管部门 of a form is no project's name. Warning; the form."""
    text = "\n".join(
        one.text for one in evidence.sentences if "主管部门" in one.text or "项目名称" in one.text
    )
    for match in _FIELDS.finditer(re.sub(r"\s+", " ", text)):
        name, office = match[1].strip(), match[2].strip()
        if name and name == office:
            yield finding(
                "PF_FIELD",
                Outcome.FAIL,
                f"自评表的主管部门写的是项目名称“{name[:40]}”。",
                found=name,
                where=(Place(text=match[0]),),
            )
