"""What the captions, the title and the notes of a statement say: department, scope, unit, year, 口径, nil."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.statements import Statement
from ingest.parsing.facts import Basis, Scope
from ingest.parsing.numerals import squeeze
from ingest.parsing.outline import StatementBlock
from ingest.parsing.titles import tight

_UNIT = re.compile(r"单位[:(]*(?:人民币)?[:(]*(万元|亿元|元)")
_UNIT_IN_HEAD = re.compile(r"\((?:单位:)?(?:人民币)?(万元|亿元|元)\)")
_HEAD_ROWS = 4
_DEPARTMENT = re.compile(
    r"(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称)?(?:[（(](?:公章|盖章)[)）])?[:：](?P<name>.+)"
)
_SCOPE = re.compile(r"[（(](汇总|本级)[)）]")
_YEAR = re.compile(r"(20\d{2})年")
_INITIAL = re.compile(r"年初预算")
_FULL_YEAR = re.compile(r"全年预算|调整后?的?预算|调整预算")
_BUDGET_IS = re.compile(r"预算数(?:为|是|指|反映)[^;。]*?(年初预算|全年预算|调整后?的?预算|调整预算)")
_ACTUAL_IS = re.compile(r"决算数(?:是|为|指)?(?:包括)?当年(一般公共预算)?财政拨款")
# 无 as a word of its own: not 无形资产, 无法, 无线 …
_NIL = re.compile(r"(?<!有)无(?![形法偿线障限论])|没有|未发生|未安排")
_INSTRUCTION = re.compile(r"的,|仍保留|[如若]无|应当?|请")
_NOTHING = re.compile(r"收入|支出|拨款|经费|数据|资金|预算|发生")


@dataclass(frozen=True)
class Caption:
    """What stands above a table: whose it is, in which scope, in which unit ("" where none is printed)."""

    department: str
    scope: Scope | None
    unit: str


def read_captions(block: StatementBlock) -> Caption:
    """Department (as printed, without （汇总）/（本级）), scope and unit (captions, else title and headings)."""
    department = ""
    unit = ""
    for caption in block.captions:
        found = _UNIT.search(squeeze(caption))
        if found:
            unit = unit or found[1]
            continue
        named = _DEPARTMENT.fullmatch(tight(caption))
        if named and not department:
            department = named["name"]
    scope = _scope_of((department, block.title))
    return Caption(_SCOPE.sub("", department), scope, unit or _unit_in_head(block))


def _unit_in_head(block: StatementBlock) -> str:
    """The one unit that the title and the headings print in brackets: 金额（元）."""
    texts = [block.title]
    for grid in block.grids:
        texts += [cell.text for row in grid.rows[:_HEAD_ROWS] for cell in row if cell and "元" in cell.text]
    units = {found[1] for text in texts if (found := _UNIT_IN_HEAD.search(squeeze(text)))}
    return units.pop() if len(units) == 1 else ""


def _scope_of(texts: Iterable[str]) -> Scope | None:
    for text in texts:
        found = _SCOPE.search(squeeze(text))
        if found:
            return Scope.CONSOLIDATED if found[1] == "汇总" else Scope.OWN
    return None


def year_of(title: str) -> int | None:
    """The fiscal year that a title prints in full."""
    found = _YEAR.search(squeeze(title))
    return int(found[1]) if found else None


def basis_of(block: StatementBlock, statement: Statement, heads: Iterable[str]) -> Basis:
    """口径 of the 三公 statement: which budget (heads, notes), whose money (title, else notes)."""
    if statement != Statement.THREE_PUBLIC:
        return Basis()
    notes = squeeze("".join(block.notes))
    return Basis(_budget_of([squeeze(block.title), *heads], notes), _funds_of(squeeze(block.title), notes))


def _budget_of(heads: Iterable[str], notes: str) -> str | None:
    for text in heads:
        if _INITIAL.search(text):
            return "initial"
        if _FULL_YEAR.search(text):
            return "full_year"
    told = _BUDGET_IS.search(notes)
    if not told:
        return None
    return "initial" if _INITIAL.search(told[1]) else "full_year"


def _funds_of(title: str, notes: str) -> str | None:
    if "财政拨款" in title:
        both = "基金" in title or "国有资本" in title
        return "general_budget" if "一般公共预算" in title and not both else "fiscal"
    told = _ACTUAL_IS.search(notes)
    if not told:
        return "general_budget" if "一般公共预算" in title else None
    return "general_budget" if told[1] else "fiscal"


def declares_nil(block: StatementBlock) -> bool:
    """Whether the statement's own place says that there is nothing to print (本单位无…, 没有…，故本表无数据)."""
    sentences = [part for note in block.notes for part in re.split(r"[。;]", squeeze(note))]
    return any(
        _NIL.search(sentence) and _NOTHING.search(sentence) and not _INSTRUCTION.search(sentence)
        for sentence in sentences
    )
