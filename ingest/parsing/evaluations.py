"""Performance self-evaluations: what the summaries in the prose and the forms in the annex print.

A form gives the budget, the execution, the rate, the total score and its indicators; a summary (绩效自评综述) the
first three. What the two say of one project is one evaluation, the form first. Amounts in 万元, rates in per cent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.parsing.facts import Evaluation, Section
from ingest.parsing.flow import Item
from ingest.parsing.indicators import Reading, read_line, read_rows
from ingest.parsing.numerals import amount, in_wan, plain, squeeze

_MONEY = r"(\d[\d,]*(?:\.\d+)?)(万元|万|亿元|元)"
_SUMMARY = re.compile(
    r"(?:^|[。;]|\d{1,2}[.、]|\(\d{1,2}\))(?P<name>[^。;:,\d(][^。;:,]{1,40}?)(?:项目)?(?:支出)?绩效自评综述:"
    rf"(?:该?项目)?全年预算数?为?(?P<budget>{_MONEY}),(?:全年)?执行数为?(?P<executed>{_MONEY})"
    r"(?:,完成(?:全年|年初)?预算(?:数)?的?(?P<rate>\d[\d,]*(?:\.\d+)?)%)?"
)
_TITLE = re.compile(r"^[^。;,:《]{4,60}自评表$")
_END = re.compile(r"^第[一二三四五六七八]部分|^备注")
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、]|附件\d*:?)?(?:20\d\d年度?)?")
_KIND_OF_FORM = re.compile(r"(?:部门)?(?:预算)?(?:整体|项目)?(?:支出)?(?:绩效)?自评表$")
_CALLED = re.compile(r"^\s*(?:部门|单位)名称(?:\(盖章\)|\(公章\))?[:\s]+([^\d\s:][^\s:]*)(?!\S)")
_PROJECT = re.compile(r"^\s*项目名称[:\s]+(\S+)\s*$")
_TOTAL = re.compile(r"(?:总分|自评得分|自评分数)[:\s]*(\d{1,3}(?:\.\d+)?)(?![\d分%])")
_AMOUNT_CELL = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)?")
_RATE_CELL = re.compile(r"(\d[\d,]*(?:\.\d+)?)%")
_ROW_LABEL = re.compile(r"资金总额|支出总额|预算资金")


@dataclass
class _Form:
    """A form while it is read."""

    title: str
    page: int | None
    name: str = ""
    headed: bool = False  # the heads 预算数, 执行数 have been seen
    unit: str = "万元"
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None] = (None, None, None)
    score: Decimal | None = None
    reading: Reading = field(default_factory=Reading)

    @property
    def kind(self) -> str:
        return "department" if "整体" in self.title else "project"


def read_evaluations(sections: Sequence[Section], flow: Sequence[Item]) -> tuple[Evaluation, ...]:
    """The self-evaluations of a report: forms in their order, then projects that only the prose sums up.

    In: the sections (joined paragraphs) and the flow of the pages (for the forms). A number that is not certain is None.
    """
    told = list(_summaries(sections))
    forms = [_joined(form, told) for form in _forms(flow)]
    held = {_key(form.name) for form in forms if form.kind == "project"}
    return (*forms, *(summary for summary in told if _key(summary.name) not in held))


def _key(name: str) -> str:
    """The part of a project's name that summary and form share: without 项目, 工作, 专项, 经费, 资金."""
    bare = squeeze(name)
    return re.sub(r"项目|工作|专项|经费|资金", "", bare) or bare


def _joined(form: Evaluation, told: Iterable[Evaluation]) -> Evaluation:
    """The form, with what only the summary of the same project prints."""
    same = next((summary for summary in told if _key(summary.name) == _key(form.name)), None)
    if same is None or form.kind != "project" or form.budget is not None:
        return form
    return replace(form, budget=same.budget, executed=same.executed, rate=same.rate)


def _summaries(sections: Sequence[Section]) -> Iterator[Evaluation]:
    for section in sections:
        for paragraph in section.paragraphs:
            for found in _SUMMARY.finditer(squeeze(paragraph.text)):
                rate = found["rate"]
                yield Evaluation(
                    "project",
                    found["name"],
                    _money(found["budget"]),
                    _money(found["executed"]),
                    amount(rate) if rate else None,
                    page=paragraph.page,
                )


def _money(text: str) -> Decimal | None:
    found = re.fullmatch(_MONEY, text)
    value = amount(found[1]) if found else None
    return in_wan(value, found[2]) if found and value is not None else None


def _forms(flow: Sequence[Item]) -> Iterator[Evaluation]:
    """Cut the flow at the titles of forms and read each one up to its notes."""
    form: _Form | None = None
    for item in flow:
        bare = squeeze(item.text)
        if item.line and _TITLE.match(bare):
            yield from _finished(form)
            form = _Form(bare, item.page)
        elif item.line and _END.match(bare):
            yield from _finished(form)
            form = None
        elif form:
            _read_item(item, form)
    yield from _finished(form)


def _finished(form: _Form | None) -> Iterator[Evaluation]:
    if form is None:
        return
    budget, executed, rate = form.numbers
    if budget is None and form.score is None and not form.reading.found:
        return
    name = form.name or _KIND_OF_FORM.sub("", _ORDER.sub("", form.title))
    yield Evaluation(
        form.kind, name, budget, executed, rate, form.score, tuple(form.reading.found), form.page
    )


def _read_item(item: Item, form: _Form) -> None:
    if item.grid:
        rows = [[cell.text if cell else "" for cell in row] for row in item.grid.rows]
        for row in rows:
            _read_head("\t".join(filter(None, (squeeze(text) for text in row))), form, tabled=True)
        read_rows(rows, form.reading)
    else:
        _read_head(item.text, form, tabled=False)
        read_line(item.text, form.reading)


def _read_head(text: str, form: _Form, tabled: bool) -> None:
    """The name, the total and the numbers of 预算执行情况, from one row (its cells between tabs) or line."""
    line = plain(text)
    called = (_CALLED if form.kind == "department" else _PROJECT).match(line)
    if called and not form.name:
        form.name = called[1]
    if form.score is None and (total := _TOTAL.search(line)):
        form.score = Decimal(total[1])
    if "预算数" in line or "执行数" in squeeze(line):
        form.headed = True
    if re.search(r"预算执行情况\(元\)", squeeze(line)):
        form.unit = "元"
    if form.headed and form.numbers[0] is None:
        form.numbers = _executed(line.split("\t") if tabled else line.split(), form.unit, tabled)


def _executed(
    cells: Sequence[str], unit: str, tabled: bool
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Budget, executed and rate of a row, all None where it does not print them beyond doubt."""
    bare = [squeeze(cell) for cell in cells if squeeze(cell)]
    first = next((i for i, cell in enumerate(bare) if _AMOUNT_CELL.fullmatch(cell)), len(bare))
    numbers = bare[first : first + 2]
    rate = _RATE_CELL.fullmatch(bare[first + 2]) if len(bare) > first + 2 else None
    labelled = tabled and any(_ROW_LABEL.search(cell) for cell in bare[:first])
    found = [_AMOUNT_CELL.fullmatch(cell) for cell in numbers]
    if len(found) < 2 or not (rate or labelled) or len(bare) > first + 4 or first > 2:
        return None, None, None
    values = [
        in_wan(value, each[2] or unit) for each in found if each and (value := amount(each[1])) is not None
    ]
    if len(values) < 2:
        return None, None, None
    return values[0], values[1], amount(rate[1]) if rate else None
