"""Checks on the indicators of a self-evaluation form: what was reached, what was scored, what was explained."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.indicator_targets import Reached, reached
from ingest.checks.evidence import Evidence
from ingest.checks.findings import finding, fold, plain_text
from ingest.parsing.evaluated import Evaluation, Indicator
from ingest.parsing.facts import Finding, Outcome, Place

_NO_REASON = re.compile(r"^(?:无|没有|无偏差|基本无偏差|不存在|已完成|全部完成)")
_FULL = Decimal(100)


@dataclass(frozen=True)
class Bound:
    """An indicator with a bound, and what was reached."""

    indicator: Indicator
    reached: Reached


def _bounds(indicators: Iterable[Indicator]) -> list[Bound]:
    return [Bound(i, r) for i in indicators if (r := reached(i.target, i.actual)) is not None]


def _score(text: str) -> Decimal | None:
    match = re.match(r"^(\d+(?:\.\d+)?)分?$", text.strip())
    return Decimal(match[1]) if match else None


def _place(one: Evaluation) -> Place:
    return Place(page=one.page, text=one.title or one.name)


def check_misses(evidence: Evidence) -> Iterator[Finding]:
    """PF_MISS: where a target with a bound was missed, the reasons do not say 无 or 基本无偏差. Info; the form."""
    for one in evidence.report.evaluations:
        missed = [bound for bound in _bounds(one.indicators) if bound.reached.missed]
        if missed and _NO_REASON.match(one.reasons.strip()):
            told = "；".join(
                f"{bound.indicator.name} {bound.indicator.target} 实际 {bound.indicator.actual}"
                for bound in missed[:3]
            )
            yield finding(
                "PF_MISS",
                Outcome.FAIL,
                f"“{one.name}”自评表：{told}，原因分析写“{one.reasons.strip()[:20]}”。",
                found=plain_text(missed[0].reached.actual),
                expected=plain_text(missed[0].reached.target),
                where=(_place(one),),
            )


def check_formulas(evidence: Evidence) -> list[Finding]:
    """PF_FORMULA: 得分 = 权重 × B ÷ A of a missed ≥ target. Tolerance one unit of the printed score; info; note of the form.

    The weight is not printed: it is that of the reached indicators of the same kind where they all agree.
    """
    found: list[Finding] = []
    for one in evidence.report.evaluations:
        for kind in dict.fromkeys((i.group, i.kind) for i in one.indicators):
            found += _kind_formulas(one, [i for i in one.indicators if (i.group, i.kind) == kind])
    return fold("PF_FORMULA", found, "个得分")


def _kind_formulas(one: Evaluation, indicators: list[Indicator]) -> Iterator[Finding]:
    read = [
        (bound.indicator, bound.reached, score)
        for bound in _bounds(indicators)
        if (score := _score(bound.indicator.score)) is not None
    ]
    weights = {score for _, r, score in read if not r.missed}
    if len(weights) != 1:
        return
    weight = next(iter(weights))
    for indicator, r, score in read:
        if not (r.missed and r.at_least and r.target):
            continue
        expected = weight * r.actual / r.target
        step = Decimal(1).scaleb(int(score.as_tuple().exponent))
        yield finding(
            "PF_FORMULA",
            Outcome.PASS if abs(score - expected) <= step else Outcome.FAIL,
            f"“{indicator.name}”：{plain_text(weight)} × {plain_text(r.actual)} ÷ {plain_text(r.target)} = "
            f"{plain_text(expected.quantize(Decimal('0.01')))}，得分写 {plain_text(score)}。",
            found=plain_text(score),
            expected=plain_text(expected.quantize(Decimal("0.01"))),
            where=(_place(one),),
        )


def check_scores(evidence: Evidence) -> list[Finding]:
    """PF_SCORE: Σ scores of the indicators + score of the execution = 总分. Tolerance 0.05 and what rounding allows; warning.

    The execution's score is its weight (20 分 where the form says so) × rate, at most the weight. A sum that falls
    short is not checkable in a text extract, nor where an indicator has no score: goals may be scored too.
    """
    weight = _execution_weight(evidence)
    found = []
    for one in evidence.report.evaluations:
        scores = [_score(i.score) for i in one.indicators]
        if one.score is not None and len(scores) >= 2 and any(score is not None for score in scores):
            found.append(_score_finding(evidence, one, one.score, scores, weight))
    return fold("PF_SCORE", found, "个总分")


def _execution_weight(evidence: Evidence) -> Decimal | None:
    for sentence in evidence.sentences:
        if "执行率" in sentence.text and (
            match := re.search(r"(\d+)分[*×xX]执行率|执行情况[^\d]{0,8}(\d+)分", sentence.text)
        ):
            return Decimal(match[1] or match[2])
    return None


def _score_finding(
    evidence: Evidence, one: Evaluation, whole: Decimal, scores: list[Decimal | None], weight: Decimal | None
) -> Finding:
    listed = sum((score for score in scores if score is not None), Decimal(0))
    executed = (weight or Decimal(20)) * min(one.rate if one.rate is not None else _FULL, _FULL) / 100
    summed = (listed + executed).quantize(Decimal("0.01"))
    near = Decimal("0.05")
    if min(abs(summed - whole), abs(listed - whole)) <= near:
        outcome = Outcome.PASS
    elif summed > whole and listed + executed > whole + near and weight is not None:
        outcome = Outcome.FAIL
    else:
        unread = evidence.is_extract or None in scores or weight is None or bool(one.goals)
        outcome = Outcome.NOT_CHECKABLE if unread else Outcome.FAIL
    ending = {
        Outcome.PASS: "吻合。",
        Outcome.FAIL: "请对照。",
        Outcome.NOT_CHECKABLE: "可能没有读全得分，无法核对。",
    }
    return finding(
        "PF_SCORE",
        outcome,
        f"“{one.name}”自评表：总分 {plain_text(whole)}，各指标得分之和 {plain_text(listed)}"
        f" 加执行率得分 {plain_text(executed.quantize(Decimal('0.01')))} 为 {plain_text(summed)}，{ending[outcome]}",
        found=plain_text(whole),
        expected=plain_text(summed),
        difference=plain_text(abs(summed - whole)),
        tolerance=plain_text(near),
        where=(_place(one),),
    )
