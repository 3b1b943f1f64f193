"""Whose accounts these are: the region, the department, the fiscal year and the scope (口径) of a report.

The statements speak first, then the cover, then the headings of the parts. What stays in doubt is a finding, never
a guess, and the day of publication is never the fiscal year. Source: interface "Identity".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosures import regions
from disclosures.checks_catalogue import CATALOGUE
from ingest.parsing import naming
from ingest.parsing.errors import ReadError
from ingest.parsing.facts import Finding, Outcome, Place, RegionRead, Scope, Severity, StatementRead
from ingest.parsing.kinds import refusal_of
from ingest.parsing.naming import Named
from ingest.parsing.pages import Page

ID_REGION = "ID_REGION"
ID_DEPARTMENT = "ID_DEPARTMENT"
ID_YEAR = "ID_YEAR"
ID_SCOPE = "ID_SCOPE"
DOUBTS = (ID_REGION, ID_DEPARTMENT, ID_YEAR, ID_SCOPE)

_COUNT = r"(\d+|[零〇一二两三四五六七八九十]+)"
_COMPOSITION = re.compile(
    r"(?:单位构成|构成单位)(?:来)?看[^。]{4,300}|(?:部门|单位)决算(?:由|包括)[^。]{4,300}"
)
_UNITS_BELOW = re.compile(rf"{_COUNT}(?:个|家)(?:下属|所属|二级|直属)[^。,]{{0,14}}?单位")
_SOME_BELOW = re.compile(r"(?:下属|所属|二级|直属)[^。,]{0,14}?单位[^。,]{0,6}决算")
_NONE_BELOW = re.compile(r"(?:无|没有)(?:下属|所属|二级|其他独立核算)[^。,]{0,10}单位")
_OWN_ONLY = re.compile(r"(?:单位|部门)?本级(?:部门)?决算")


@dataclass(frozen=True)
class Identity:
    """``department_names`` holds every form of the name; ``kind`` is 部门决算 or 单位决算; ``doubts`` are findings."""

    region: RegionRead | None
    department: str
    department_names: tuple[str, ...]
    fiscal_year: int | None
    scope: Scope | None
    kind: str
    doubts: tuple[Finding, ...] = ()


def require_accounts(pages: Sequence[Page]) -> None:
    """Refuse what is no department's final accounts.

    Raises ``ReadError``: BUDGET_NOT_ACCOUNTS, THREE_PUBLIC_NOTICE, GOVERNMENT_SUMMARY, or NOT_A_REPORT for anything
    else; see ``kinds``.
    """
    refusal = refusal_of(naming.lines_of(pages))
    if refusal:
        raise ReadError(refusal.reason, f"标题“{refusal.shown}”" if refusal.shown else "")


def read_identity(pages: Sequence[Page], statements: Sequence[StatementRead]) -> Identity:
    """The identity of a report from its statements' captions, else its cover, else its headings.

    In: the pages and the statements as read (their ``department``, ``scope``, ``year``). Out: an ``Identity``; a
    field that nothing decides is None or "", with a doubt that says why. Never raises.
    """
    lines = naming.lines_of(pages)
    text = "".join(lines)
    names = naming.find_names(pages, statements, lines)
    department, about_department = _department(names, statements)
    region, about_region = _region(department, names, text)
    year, about_year = _fiscal_year(names, statements, text)
    scope, about_scope = _scope(statements, text)
    return Identity(
        region,
        department,
        tuple(dict.fromkeys(named.name for named in names if named.name)),
        year,
        scope,
        "单位决算" if "单位决算" in text and "部门决算" not in text else "部门决算",
        (*about_department, *about_region, *about_year, *about_scope),
    )


def _doubt(
    check: str, message: str, *texts: str, found: str = "", expected: str = "", contradiction: bool = False
) -> Finding:
    """``contradiction``: the report prints two different things; else it leaves the question open."""
    return Finding(
        check=check,
        outcome=Outcome.FAIL if contradiction else Outcome.NOT_CHECKABLE,
        severity=Severity(CATALOGUE[check].severity),
        message=message,
        found=found,
        expected=expected,
        where=tuple(Place(text=text) for text in texts),
    )


def _department(names: Sequence[Named], statements: Sequence[StatementRead]) -> tuple[str, list[Finding]]:
    printed = Counter(filter(None, (naming.department_of(read) for read in statements)))
    if printed:
        chosen = printed.most_common(1)[0][0]
        others = [name for name in printed if name != chosen]
        if not others:
            return chosen, []
        told = f"各决算表的部门名称不一致：{'、'.join([chosen, *others])}；取出现最多的一个。"
        return chosen, [
            _doubt(ID_DEPARTMENT, told, *others, found=others[0], expected=chosen, contradiction=True)
        ]
    chosen = next((named.name for named in names if named.name), "")
    return chosen, [] if chosen else [_doubt(ID_DEPARTMENT, "没有找到部门名称，请人工填写。")]


def _region(department: str, names: Sequence[Named], text: str) -> tuple[RegionRead | None, list[Finding]]:
    """The region that the first name with one means; other names and the text tell namesakes apart."""
    others = [named.name for named in names if named.name and named.name != department]
    for name in filter(None, (department, *others)):
        if district := regions.unlisted(name):
            return None, [
                _doubt(ID_REGION, f"地区表中没有“{district}”，请人工指定地区。", name, found=district)
            ]
        found = regions.find(name, " ".join((department, *others)), text)
        if len(found) == 1:
            return RegionRead(found[0].code, found[0].full_name), _other_regions(found[0], others)
        if found:
            candidates = "、".join(item.full_name for item in found)
            told = f"“{name}”中的地区可能是{candidates}，报告没有写明，请人工指定。"
            return None, [_doubt(ID_REGION, told, name)]
    return None, [_doubt(ID_REGION, "部门名称中没有地区，请人工指定地区。", department)]


def _other_regions(chosen: regions.Region, others: Sequence[str]) -> list[Finding]:
    """A contradiction where another form of the name lies in quite another region."""
    line = {chosen.code, *(up.code for up in regions.ancestors(chosen.code))}
    for name in others:
        candidates = regions.find(name)
        if candidates and not any(
            item.code in line or chosen.code in {up.code for up in regions.ancestors(item.code)}
            for item in candidates
        ):
            told = f"报告中另有名称“{name}”，与“{chosen.full_name}”不是同一地区。"
            where = candidates[0].full_name
            return [_doubt(ID_REGION, told, name, found=where, expected=chosen.full_name, contradiction=True)]
    return []


def _fiscal_year(
    names: Sequence[Named], statements: Sequence[StatementRead], text: str
) -> tuple[int | None, list[Finding]]:
    titles = Counter(read.year for read in statements if read.year)
    headed = [named.year for named in names if named.year]
    told = re.search(r"(20\d\d)年度?(?:收入支出|收、?支)总计", text)
    candidates = [*(year for year, _ in titles.most_common(1)), *headed, *([int(told[1])] if told else [])]
    if not candidates:
        return None, [_doubt(ID_YEAR, "决算表标题、封面和各部分标题都没有写明年度，请人工填写。")]
    year = candidates[0]
    others = sorted({other for other in (*titles, *headed) if other != year})
    if not others:
        return year, []
    listed = "、".join(str(other) for other in others)
    message = f"报告的标题中另有 {listed} 年度，与取用的 {year} 年度不一致。"
    return year, [_doubt(ID_YEAR, message, found=str(others[0]), expected=str(year), contradiction=True)]


def _number(text: str) -> int:
    digits = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "十": 10}
    return int(text) if text.isdecimal() else digits.get(text, 3)  # only zero or not is asked


def composition(text: str) -> tuple[Scope | None, str]:
    """The scope that 单位构成 describes, and its sentence, in text without white space; None and "" where it is silent."""
    found = _COMPOSITION.search(text)
    sentence = found[0] if found else ""
    if below := _UNITS_BELOW.search(sentence):
        return (Scope.CONSOLIDATED if _number(below[1]) else Scope.OWN), sentence
    if none := _NONE_BELOW.search(sentence or text):
        return Scope.OWN, sentence or none[0]
    if _SOME_BELOW.search(sentence):
        return Scope.CONSOLIDATED, sentence
    return (Scope.OWN if _OWN_ONLY.search(sentence) else None), sentence


def _scope(statements: Sequence[StatementRead], text: str) -> tuple[Scope | None, list[Finding]]:
    """From （汇总）/（本级） of the statements, else from 单位构成."""
    marked = {read.scope for read in statements if read.scope}
    composed, sentence = composition(text)
    if len(marked) > 1:
        return None, [
            _doubt(ID_SCOPE, "决算表有的写（汇总），有的写（本级），口径无法确定。", contradiction=True)
        ]
    if not marked:
        undecided = (
            [] if composed else [_doubt(ID_SCOPE, "没有写明是本级还是汇总，单位构成也看不出，请人工指定。")]
        )
        return composed, undecided
    scope = marked.pop()
    if composed and composed != scope:
        word = "汇总" if scope is Scope.CONSOLIDATED else "本级"
        told = f"决算表写（{word}），单位构成的说明与此不同；口径按决算表。"
        return scope, [replace(_doubt(ID_SCOPE, told, sentence), severity=Severity.INFO)]
    return scope, []
