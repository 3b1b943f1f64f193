"""Performance self-evaluations: what the forms in the annex and the summaries in the prose print.

What the two say of one project is one evaluation, the form first; the numbers of its summary (绩效自评综述) are
kept beside the form's. Amounts in 万元, rates in per cent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.parsing.evaluated import Evaluation
from ingest.parsing.evaluation_forms import read_forms, title_name
from ingest.parsing.facts import Section
from ingest.parsing.flow import Item
from ingest.parsing.numerals import amount, in_wan, squeeze

_MONEY = r"(\d[\d,]*(?:\.\d+)?)(万元|万|亿元|元)"
_SUMMARY = re.compile(
    r"(?:^|[。;]|\d{1,2}[.、]|\(\d{1,2}\))(?P<name>[^。;:,\d(][^。;:,]{1,40}?)(?:项目)?(?:支出)?绩效自评综述:"
    rf"(?:该?项目)?全年预算数?为?(?P<budget>{_MONEY}),(?:全年)?执行数为?(?P<executed>{_MONEY})"
    r"(?:,完成(?:全年|年初)?预算(?:数)?的?(?P<rate>\d[\d,]*(?:\.\d+)?)%)?"
)
_FILLERS = re.compile(r"项目|工作|专项|经费|资金")


def read_evaluations(sections: Sequence[Section], flow: Sequence[Item]) -> tuple[Evaluation, ...]:
    """The self-evaluations of a report: forms in their order, then projects that only the prose sums up.

    In: the sections (joined paragraphs) and the flow of the pages (for the forms). A number that is not certain is None.
    """
    left = list(_summaries(sections))
    forms = []
    for form in read_forms(flow):
        summary = _summary_of(form, left)
        if summary:
            left.remove(summary)
            form = _with(form, summary)
        forms.append(form)
    return (*forms, *left)


def _summary_of(form: Evaluation, told: Sequence[Evaluation]) -> Evaluation | None:
    """The one summary of the form's project: of the same name, or nearly the same and of equal amounts."""
    if form.kind != "project":
        return None
    same = [summary for summary in told if squeeze(summary.name) == squeeze(form.name)]
    keys = {_key(form.name), _key(title_name(form.title))}
    near = [summary for summary in told if _key(summary.name) in keys and _equal(summary, form)]
    found = same or near
    return found[0] if len(found) == 1 else None


def _equal(summary: Evaluation, form: Evaluation) -> bool:
    return (form.budget is not None and summary.budget == form.budget) or (
        form.executed is not None and summary.executed == form.executed
    )


def _key(name: str) -> str:
    """The part of a project's name that summary and form share: without 项目, 工作, 专项, 经费, 资金."""
    bare = squeeze(name)
    return _FILLERS.sub("", bare) or bare


def _with(form: Evaluation, summary: Evaluation) -> Evaluation:
    """The form with the numbers of its summary beside its own, and in their place where it has none."""
    told = replace(
        form,
        summary_budget=summary.budget,
        summary_executed=summary.executed,
        summary_rate=summary.rate,
    )
    if form.budget is not None or form.executed is not None:
        return told
    return replace(told, budget=summary.budget, executed=summary.executed, rate=summary.rate)


def _summaries(sections: Sequence[Section]) -> Iterator[Evaluation]:
    for section in sections:
        for paragraph in section.paragraphs:
            if "综述" not in paragraph.text:
                continue
            for found in _SUMMARY.finditer(squeeze(paragraph.text)):
                budget, executed = _money(found["budget"]), _money(found["executed"])
                rate = amount(found["rate"]) if found["rate"] else None
                yield Evaluation(
                    "project",
                    found["name"],
                    budget,
                    executed,
                    rate,
                    page=paragraph.page,
                    source="summary",
                    summary_budget=budget,
                    summary_executed=executed,
                    summary_rate=rate,
                )


def _money(text: str) -> Decimal | None:
    found = re.fullmatch(_MONEY, text)
    value = amount(found[1]) if found else None
    return in_wan(value, found[2]) if found and value is not None else None
