"""The items that the statements themselves answer."""

import re
from collections.abc import Callable

from disclosures.completeness.items import NOWHERE, Held, Judged, Rows, Spot, absent, of_sheet, titles
from disclosures.models import Sheet
from disclosures.statements import FORMS, State, Statement
from disclosures.wording import amount_text

STATEMENTS = 2  # 第二部分 决算表
_YEAR = re.compile(r"20\d\d\s*年")


def nine(rows: Rows) -> Judged:
    missing = [name for name in FORMS if rows.state(name) == State.MISSING]
    pictures = [name for name in FORMS if rows.state(name) == State.PICTURE]
    if missing:
        return Held.MISSING, f"没有找到：{titles(missing)}", NOWHERE
    spot = of_sheet(rows, next(iter(FORMS)))
    if pictures:
        return Held.PICTURE, f"九张表都列出，其中 {len(pictures)} 张是图片", spot
    return Held.GIVEN, "九张表都列出", spot


def empty_declared(rows: Rows) -> Judged:
    silent = [name for name in FORMS if rows.state(name) == State.EMPTY]
    nil = [name for name in FORMS if rows.state(name) == State.DECLARED_NIL]
    if silent:
        return Held.MISSING, f"空表，没有找到说明：{titles(silent)}", of_sheet(rows, silent[0])
    if nil:
        return Held.NIL, f"声明为空：{titles(nil)}", of_sheet(rows, nil[0])
    if all(rows.state(name) == State.AMOUNTS for name in FORMS):
        return Held.GIVEN, "各表都有数，没有空表", NOWHERE
    return Held.UNKNOWN, "有的表没有读出，无从判断是否空表", NOWHERE


def by_code(statements: tuple[Statement, ...], digits: int, name: str) -> Callable[[Rows], Judged]:
    """Whether each of the statements lists codes of so many digits."""

    def judge(rows: Rows) -> Judged:
        states = {rows.state(statement) for statement in statements}
        first = of_sheet(rows, statements[0])
        if State.PICTURE in states:
            return Held.PICTURE, "表是图片，没有读出编码", first
        if states <= {State.EMPTY, State.DECLARED_NIL}:
            return Held.NIL, "表为空", first
        counts = {s: _coded(rows.by_statement.get(s), digits) for s in statements}
        lacking = [statement for statement, count in counts.items() if not count]
        if lacking:
            return Held.MISSING, f"没有找到列到“{name}”的行：{titles(lacking)}", of_sheet(rows, lacking[0])
        return Held.GIVEN, f"列出 {max(counts.values())} 个“{name}”", first

    return judge


def _coded(sheet: Sheet | None, digits: int) -> int:
    rows = sheet.data["rows"] if sheet else ()
    return sum(1 for row in rows if len(row["code"] or "") == digits)


def basic_and_project(rows: Rows) -> Judged:
    given = [m for m in ("basic_expenditure", "project_expenditure") if m in rows.by_measure]
    if given:
        words = {"basic_expenditure": "基本支出", "project_expenditure": "项目支出"}
        amounts = "，".join(f"{words[m]} {amount_text(rows.by_measure[m].value)} 万元" for m in given)
        return Held.GIVEN, amounts, rows.spot(given[0])
    if rows.state(Statement.EXPENDITURE) == State.PICTURE:
        return Held.PICTURE, "支出决算表是图片，文字没有写", of_sheet(rows, Statement.EXPENDITURE)
    return absent(rows, "没有找到基本支出、项目支出")


def unit_and_year(rows: Rows) -> Judged:
    """The unit as read from the tables; the year from their titles, or from the title of the part that holds them."""
    read = [sheet for sheet in rows.sheets if sheet.state != State.PICTURE]
    if not read:
        return (Held.PICTURE if rows.sheets else Held.UNKNOWN), "表是图片，没有读出单位和年度", NOWHERE
    spot = Spot((read[0].pages or [None])[0], read[0].statement)
    doubted = next((finding for finding in rows.findings if finding.check_id == "READ_UNIT"), None)
    lacking = [sheet.title for sheet in read if not sheet.unit]
    if doubted or lacking:
        told = doubted.message if doubted else f"没有找到单位：{'、'.join(lacking)}"
        return Held.MISSING, told, spot
    units = f"单位 {'、'.join(sorted({sheet.unit for sheet in read}))}"
    pictures = len(rows.sheets) - len(read)
    rest = f"；另有 {pictures} 张表是图片，没有读出" if pictures else ""
    undated = [sheet for sheet in read if not _YEAR.search(sheet.title)]
    if not undated:
        return Held.GIVEN, f"{units}，表题写明年度{rest}", spot
    part = next((p for p in rows.passages if p.part == STATEMENTS and _YEAR.search(p.title)), None)
    if part:
        return Held.GIVEN, f"{units}，年度写在“{part.title}”{rest}", spot
    told = f"{len(undated)} 张表的表题没有年度；年度是否印在表头别处，没有读出"
    return Held.UNKNOWN, f"{units}；{told}{rest}", spot


def machine_readable(rows: Rows) -> Judged:
    pictures = [sheet for sheet in rows.sheets if sheet.state == State.PICTURE]
    if pictures:
        return Held.PICTURE, f"{len(pictures)} 张表是图片", Spot((pictures[0].pages or [None])[0])
    if not rows.sheets:
        return Held.UNKNOWN, "没有读到表", NOWHERE
    if recognised := rows.found("READ_PICTURE"):
        return Held.PICTURE, recognised.message, NOWHERE
    return Held.GIVEN, "表都是文字", NOWHERE
