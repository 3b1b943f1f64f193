"""What kind of document a file is: a department's final accounts, or something that only looks like them.

Told by headings, titles of tables and the cover, never by one word in the prose: budgets compare themselves with
last year's 决算, accounts speak of 预算 on every page. Every title counts once, however often it is printed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.parsing.errors import Reason

_LONGEST_HEADING = 60
_LONGEST_COVER = 15  # lines
_LONGEST_TITLE = 4
_COVER_END = re.compile(r"目录|第一部分")
_HINTS = ("决算", "预算", "收支", "总表", "三公", "目标")  # a line without any of these is no evidence
_VARYING = re.compile(r"[\d.·…\-—()、:]|年度?|第?[一二三四五六七八九十]+(?:部分|、)|附件?|公开表|\s")

_CALLED = re.compile(r"(?:部门|单位)决算|决算公开|年度决算")
_ACCOUNTS = re.compile(
    r"收入支出决算|收支决算总?表|(?:收入|支出|财政拨款|三公)[^,。;]{0,14}决算(?:总|明细)?表"
    r"|决算(?:总体)?(?:情况)?(?:的)?说明|收、?支总计"
)
_BUDGET = re.compile(
    r"(?:部门|单位)预算(?:信息)?(?:公开|草案|报告|说明|编制说明|情况说明|总?表|报表|安排|目录|批复)"
    r"|20\d\d年度?(?:部门|单位)预算(?:情况)?$|预算编制说明|预算公开(?:表|说明|目录)|^预算\d\d表|预算公开\d+"
    r"|收支(?:预算)?总(?:体情况)?表|收支预算表"
    r"|(?:收入|支出)(?:预算)?(?:总|总体)(?:情况)?表|(?:收入|支出)预算表"
    r"|财政拨款收支(?:总体)?(?:情况|预算)*(?:总)?表"
    r"|一般公共预算(?:财政拨款)?(?:基本)?支出(?:功能分类|经济分类|部门预算|预算|情况|明细|总)*表"
    r"|(?:政府性基金|国有资本经营)预算(?:财政拨款)?(?:收入)?支出(?:功能分类|经济分类|预算|情况|明细|总)*表"
    r"|三公.?经费(?:支出)?(?:和机关运行经费)?(?:财政拨款)?预算(?:支出)?(?:情况)?(?:总|明细)?表"
    r"|(?:项目|部门)(?:支出|整体)(?:支出)?(?:绩效)?(?:预算|目标)(?:申报|明细)?表|基本支出(?:预算|经济分类预算)表"
)
_GOVERNMENT = re.compile(
    r"(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:本级)?(?:收入(?!支出)|收支)"
    r"(?:及结余|完成|平衡|执行|情况|预算|决算|明细|总)*表"
    r"|社会保险基金[^,。]{0,12}表|(?:税收返还|转移支付)[^,。]{0,16}表|债务[^,。]{0,6}(?:限额|余额)[^,。]{0,10}表"
)
# What the accounts of one department have and those of a government have not.
_OF_A_DEPARTMENT = re.compile(r"收入支出决算(?:总体情况|总表)|财政拨款收入支出")
# Headings that a notice on 三公 alone has none of.
_OF_OTHER_MONEY = re.compile(
    r"收入|收支|收、支|支出决算总?表|基本支出|项目支出|政府性基金|国有资本|一般公共预算(?:财政拨款)?支出|总表"
)
_GOVERNMENT_COVER = re.compile(
    r"财政(?:总|收支)?决算|政府(?:预算|决算)|财政预(?:决)?算(?!绩效|领域)|本级(?:财政)?决算|(?:决算|预算)\(?草案"
    r"|预算执行情况"
)
_BUDGET_COVER = re.compile(r"(?:部门|单位)预算|20\d\d年度?预算(?!执行|绩效)|预算(?:信息)?公开|预算编制说明")
# Titles: fewer of accounts than these do not outweigh a cover that says 预算; as many are a set of statements without
# a report around them (a workbook), which nothing else need call 部门决算.
_FEW = 5


@dataclass(frozen=True)
class _Evidence:
    """The distinct headings that speak for each kind, and the cover."""

    title: str  # the first lines
    cover: str  # the lines before the contents
    accounts: tuple[str, ...]
    budget: tuple[str, ...]
    government: tuple[str, ...]
    called: bool  # somewhere it is called 部门决算, 单位决算, 决算公开


@dataclass(frozen=True)
class Refusal:
    """Why a document is not taken, and a heading that shows it."""

    reason: Reason
    shown: str = ""


def refusal_of(lines: Sequence[str]) -> Refusal | None:
    """None for the final accounts of a department or unit, else what it is instead.

    In: the printed lines without white space. Out: BUDGET_NOT_ACCOUNTS (also where it speaks of 决算),
    THREE_PUBLIC_NOTICE (“三公” and nothing else), GOVERNMENT_SUMMARY (of a whole government, accounts or budget),
    NOT_A_REPORT.
    """
    evidence = _evidence(lines)
    if _is_government(evidence):
        return Refusal(Reason.GOVERNMENT_SUMMARY, next(iter(evidence.government), ""))
    if _is_three_public_alone(evidence):
        return Refusal(Reason.THREE_PUBLIC_NOTICE)
    if _is_budget(evidence):
        return Refusal(Reason.BUDGET_NOT_ACCOUNTS, next(iter(evidence.budget), ""))
    if not evidence.accounts or not (evidence.called or len(evidence.accounts) >= _FEW):
        return Refusal(Reason.NOT_A_REPORT)
    return None


def _evidence(lines: Sequence[str]) -> _Evidence:
    end = next((i for i, line in enumerate(lines) if _COVER_END.match(line)), _LONGEST_COVER)
    hinting = [line for line in lines if len(line) <= _LONGEST_HEADING and any(h in line for h in _HINTS)]
    government = [line for line in hinting if _GOVERNMENT.search(line)]
    rest = [line for line in hinting if not _GOVERNMENT.search(line)]
    return _Evidence(
        "".join(lines[:_LONGEST_TITLE]),
        "".join(lines[: min(end, _LONGEST_COVER)]),
        _distinct(line for line in rest if _ACCOUNTS.search(line)),
        _distinct(line for line in rest if "决算" not in line and _BUDGET.search(line)),
        _distinct(government),
        any("决算" in line and _CALLED.search(line) for line in lines)
        or bool(_CALLED.search("".join(lines))),
    )


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines once each, without what varies between a list and the table itself."""
    seen: dict[str, str] = {}
    for line in lines:
        seen.setdefault(_VARYING.sub("", line), line)
    return tuple(seen.values())


def _is_government(evidence: _Evidence) -> bool:
    named = re.search(r"(?:部门|单位)决算", evidence.title)
    if named or any(_OF_A_DEPARTMENT.search(line) for line in evidence.accounts):
        return False
    titled = bool(_GOVERNMENT_COVER.search(evidence.cover)) and not re.search("部门|单位", evidence.cover)
    return len(evidence.government) >= (1 if titled else 2)


def _is_three_public_alone(evidence: _Evidence) -> bool:
    headings = (*evidence.accounts, *evidence.budget)
    return "三公" in evidence.cover and not any(
        "三公" not in line and _OF_OTHER_MONEY.search(line) for line in headings
    )


def _is_budget(evidence: _Evidence) -> bool:
    accounts, budget = len(evidence.accounts), len(evidence.budget)
    if budget > accounts:
        return True
    says_budget = bool(_BUDGET_COVER.search(evidence.cover)) and "决算" not in evidence.cover
    return says_budget and (budget > 0 or accounts < _FEW) and budget + _FEW > accounts
