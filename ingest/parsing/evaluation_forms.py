"""The forms of self-evaluation (自评表): cut out of the pages, their name, budget, execution, rate and score.

A form goes from its title to its notes. Ruled or tabbed tables are read by columns; where the columns are lost,
only lines that can be read in one way. Amounts in 万元, rates in per cent, as printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.parsing.evaluated import Evaluation
from ingest.parsing.evaluation_texts import Texts, ticked
from ingest.parsing.flow import Item
from ingest.parsing.grids import aligned
from ingest.parsing.indicator_lines import LineTable
from ingest.parsing.indicators import Reading, read_rows
from ingest.parsing.numerals import amount, in_wan, plain, squeeze

_TITLE = re.compile(r"[^。;,:《]{4,60}自评价?表(?:\(20\d\d年度?\))?")
_TITLE_REST = re.compile(r"(?:(?:绩效)?自)?评?表")
_TITLE_BEGIN = re.compile(r"(?:[一二三四五六七八九十]+、|\d+[.、])?20\d\d年度?[^。;,:]{4,50}")
_END = re.compile(
    r"^第[一二三四五六七八]部分|^备注|^(?:[（(]?[一二三四五六七八九十]+[)）、]).*(?:自评结果|应用情况)"
)
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、]|附件\d*:?)?(?:20\d\d年度?)?")
_KIND_OF_FORM = re.compile(
    r"(?:部门)?(?:预算)?(?:整体|项目)?(?:支出)?(?:绩效)?(?:评价)?自评价?表(?:\(.*\))?$"
)
_OFFICE = re.compile(r"(?:政府|办公室|委员会|局|办|院|委|中心|街道|大队|联合会|部门|单位)$")
_CALLED = re.compile(r"^\s*(?:部门|单位)名称(?:\(盖章\)|\(公章\))?[:\s]+([^\d\s:]+?)(?=\s|$|填报日期)")
_PROJECT = re.compile(r"^\s*项目名称[:\s]+(\S+)\s*$")
_PROJECT_IN_HEAD = re.compile(r"项目名称:?(.{2,60}?)主管部门")
_LABEL = re.compile(r"项目(?:编码|代码|类别|属性|类型|负责人)|单位|部门|[:\d]")
_TOTAL = re.compile(
    r"(?:总分|自评得分|自评分数)[:\s]*(\d{1,3}(?:\.\d+)?)(?![\d分%.])(?:[ \t]+(\d{1,3}(?:\.\d+)?)(?!\S))?"
)
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)?")
_RATE = re.compile(r"(\d[\d,]*(?:\.\d+)?)%")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)%?")
_ROW_LABEL = re.compile(r"资金总额|支出总额|预算资金")
_HEADS_OF_MONEY = re.compile(r"预算数|执行数")
_BUDGETS = re.compile(r"^(?:年初|全年|调整)?预算(?:金额|数)")
_EXECUTED = re.compile(r"^(?:全年)?执行(?:金额|数)")
_EXECUTION_RATE = re.compile(r"^(?:预算)?执行率")
_IN_YUAN = re.compile(r"预算执行情况\(元\)|单位:元")
_LONGEST_HEAD = 1000  # characters

Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]
_NO_NUMBERS: Numbers = (None, None, None)


@dataclass(frozen=True)
class _Places:
    """The columns of 预算数, 执行数, 执行率 in a table so wide."""

    budget: int
    executed: int
    rate: int | None
    width: int


@dataclass
class _Form:
    """A form while it is read."""

    title: str
    page: int | None
    name: str = ""
    head: str = ""  # what stands above 预算数, 执行数
    headed: bool = False  # those have been seen
    places: _Places | None = None
    edges: Sequence[float] = ()  # the column borders of its first page
    unit: str = "万元"
    numbers: Numbers = _NO_NUMBERS
    score: Decimal | None = None
    table: Reading = field(default_factory=Reading)
    lines: LineTable = field(default_factory=LineTable)
    texts: Texts = field(default_factory=Texts)

    @property
    def kind(self) -> str:
        return "department" if "整体" in self.title else "project"


def read_forms(flow: Sequence[Item]) -> Iterator[Evaluation]:
    """The forms in their order; a title with nothing below it is none."""
    form: _Form | None = None
    before = ""
    for item in flow:
        text = item.text
        title = _title(before, text) if "表" in text else ""
        if title:
            yield from _finished(form)
            form = _Form(title, item.page)
        elif form and item.line and _END.match(squeeze(text)):
            yield from _finished(form)
            form = None
        elif form:
            _read_item(item, form)
        before = text
    yield from _finished(form)


def _title(before: str, text: str) -> str:
    """The title that a line prints, perhaps the end of one begun on the line before; "" where none."""
    bare = squeeze(text)
    if _TITLE.fullmatch(bare):
        return bare
    if _TITLE_REST.fullmatch(bare):
        whole = squeeze(before) + bare
        return whole if _TITLE_BEGIN.fullmatch(squeeze(before)) and _TITLE.fullmatch(whole) else ""
    return ""


def _finished(form: _Form | None) -> Iterator[Evaluation]:
    if form is None:
        return
    form.texts.finish()
    indicators = (*form.table.found, *form.lines.indicators())
    budget, executed, rate = form.numbers
    if budget is None and executed is None and form.score is None and not indicators:
        return
    options = ticked(form.head)
    yield Evaluation(
        form.kind,
        _name(form),
        budget,
        executed,
        rate,
        form.score,
        indicators,
        form.page,
        title=form.title,
        goals=tuple(form.texts.goals),
        reasons=form.texts.reasons,
        measures=form.texts.measures,
        category=options.get("category", ""),
        attribute=options.get("attribute", ""),
        duration=options.get("duration", ""),
    )


def _name(form: _Form) -> str:
    """The name in the form, as far as it goes on over the lines of its head, else the one in its title."""
    wrapped = _PROJECT_IN_HEAD.search(form.head) if form.kind == "project" else None
    if wrapped and wrapped[1].startswith(form.name) and not _LABEL.search(wrapped[1][len(form.name) :]):
        return wrapped[1]
    if form.name:
        return form.name
    name = title_name(form.title)
    if name and (form.kind == "department" or not _OFFICE.search(name)):
        return name
    return _ORDER.sub("", form.title).removesuffix("自评表").removesuffix("绩效")


def title_name(title: str) -> str:
    """Whose form it is by its title: 2024年度会务项目绩效自评表 → 会务; "" where the title names nobody."""
    return _KIND_OF_FORM.sub("", _ORDER.sub("", title)).strip("“”")


def _read_item(item: Item, form: _Form) -> None:
    if not item.grid:
        _read_head(item.text, form)
        if form.headed and form.numbers == _NO_NUMBERS:
            form.numbers = _told(plain(item.text).split(), form.unit)
        form.lines.add(item.text)
        form.texts.add_line(item.text)
        return
    form.edges = form.edges or item.grid.edges
    grid = aligned(item.grid, form.edges)
    rows = [[cell.text if cell else "" for cell in row] for row in grid.rows]
    for row in rows:
        cells = [squeeze(text) for text in row]
        _read_head("\t".join(filter(None, cells)), form)
        _read_money(cells, form)
        form.texts.add_row(row)
    read_rows(rows, form.table)


def _read_head(text: str, form: _Form) -> None:
    """The name, the total, the unit and the boxes, from one row (its cells between tabs) or line."""
    line = plain(text)
    bare = squeeze(text)
    called = (_CALLED if form.kind == "department" else _PROJECT).match(line)
    if called and not form.name:
        form.name = called[1]
    if form.score is None and (total := _TOTAL.search(line)):
        form.score = _total(total[1], total[2])
    if _HEADS_OF_MONEY.search(bare):
        form.headed = True
    if not form.headed and len(form.head) < _LONGEST_HEAD:
        form.head += bare
    if _IN_YUAN.search(bare):
        form.unit = "元"


def _total(first: str, second: str | None) -> Decimal | None:
    """The total score; of two numbers the second, where the first is the full mark."""
    if second is None:
        return Decimal(first)
    return Decimal(second) if Decimal(first) == 100 else None


def _read_money(cells: Sequence[str], form: _Form) -> None:
    """Budget, executed and rate under their heads, from the row of the total or the one below the heads."""
    places = _places(cells)
    if places:
        form.places = places
        return
    if form.places is None or form.numbers != _NO_NUMBERS:
        return
    if len(cells) != form.places.width:
        form.numbers = _told([cell for cell in cells if cell], form.unit)
        return
    first = next((cell for cell in cells if cell), "")
    budget = _money(cells[form.places.budget], form.unit)
    executed = _money(cells[form.places.executed], form.unit)
    if (budget is None and executed is None) or not (
        any(map(_ROW_LABEL.search, cells)) or _MONEY.fullmatch(first)
    ):
        return
    rate = _NUMBER.fullmatch(cells[form.places.rate]) if form.places.rate is not None else None
    form.numbers = (budget, executed, amount(rate[1]) if rate else None)


def _places(cells: Sequence[str]) -> _Places | None:
    budgets = [i for i, cell in enumerate(cells) if _BUDGETS.match(cell)]
    later = [i for i in budgets if not cells[i].startswith("年初")]
    executed = [i for i, cell in enumerate(cells) if _EXECUTED.match(cell)]
    rates = [i for i, cell in enumerate(cells) if _EXECUTION_RATE.match(cell)]
    if len(executed) != 1 or len(later or budgets) != 1 or len(rates) > 1:
        return None
    return _Places((later or budgets)[0], executed[0], rates[0] if rates else None, len(cells))


def _money(cell: str, unit: str) -> Decimal | None:
    found = _MONEY.fullmatch(cell)
    value = amount(found[1]) if found else None
    return in_wan(value, found[2] or unit) if found and value is not None else None


def _told(pieces: Sequence[str], unit: str) -> Numbers:
    """Budget, executed and rate of a row without columns, all None where it does not print them beyond doubt.

    Two amounts and a percentage, after a label of at most two pieces; or the four numbers under 预算数, 执行数,
    执行率, 得分 alone.
    """
    bare = [squeeze(piece) for piece in pieces]
    first = next((i for i, piece in enumerate(bare) if _MONEY.fullmatch(piece)), len(bare))
    rest = bare[first:]
    labelled = any(_ROW_LABEL.search(piece) for piece in bare[:first])
    if len(rest) < 3 or first > 2 or (len(rest) > 4 and not labelled):
        return _NO_NUMBERS
    budget, executed = _money(rest[0], unit), _money(rest[1], unit)
    rate = _RATE.fullmatch(rest[2])
    if rate is None and len(rest) == 4 and (labelled or first == 0) and _MONEY.fullmatch(rest[3]):
        rate = _NUMBER.fullmatch(rest[2])
    if budget is None or executed is None or rate is None:
        return _NO_NUMBERS
    return budget, executed, amount(rate[1])
