"""Tables for reuse: UTF-8 CSV with BOM and CRLF, numbers unformatted, a status column for what is no number.

Text that a spreadsheet would run as a formula is neutralised with an apostrophe; numbers stay numbers, and
text (codes too) is quoted, so that readers can tell them apart.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.districts import DistrictComparison
from disclosures.comparison.matrix import Matrix
from disclosures.comparison.result import Comparison
from disclosures.comparison.rows import Cell, CellState, Row
from disclosures.models import Sheet
from disclosures.recognition import is_doubtful, is_recognised, is_unreadable, sure_amount
from disclosures.statements import FORMS, Shape, Statement
from disclosures.wording import STATES, decimal_of

BOM = "\ufeff"
# What spreadsheets take for the beginning of a formula, in both widths; tab and line breaks hide one.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

Value = str | int | Decimal | None
Record = Sequence[Value]


def neutralised(text: str) -> str:
    """``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _field(value: Value) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")  # never with an exponent
    return neutralised(value) if isinstance(value, str) else value


def csv_bytes(header: Sequence[str], records: Iterable[Record]) -> bytes:
    """A whole CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(map(_field, record) for record in records)
    return (BOM + out.getvalue()).encode("utf-8")


STATEMENT_HEADER = (
    "report_id",
    "org",
    "department",
    "year",
    "scope",
    "table",
    "code",
    "row_path",
    "col_path",
    "value",
    "unit",
    "page",
    "bbox",
    "status",
    "origin",
    "printed",
    "sha256",
    "file",
    "spot",
)


def _paths(sheet: Sheet) -> list[str]:
    """The way down to each row: 208 社会保障和就业支出 / 20805 … / 2080505 …."""
    shape = FORMS[Statement(sheet.statement)].shape if sheet.form else Shape.CODES
    names = {row["code"]: row["name"] for row in sheet.data["rows"] if row["code"]}
    return [_path(row, shape, names) for row in sheet.data["rows"]]


def _path(row: dict, shape: Shape, names: dict[str, str]) -> str:
    if shape == Shape.LINES:
        return f"{row['line']} {row['name']}".strip()
    code = row["code"]
    if not code:
        return row["name"] or "合计"
    above = [code[:length] for length in (3, 5) if length < len(code) and code[:length] in names]
    return " / ".join([*(f"{upper} {names[upper]}" for upper in above), f"{code} {row['name']}"])


def _column_path(sheet: Sheet, cell: dict) -> str:
    form = FORMS.get(Statement(sheet.statement))
    column = form.column(cell["column"]) if form else None
    return " / ".join([*column.above, cell["label"] or column.label]) if column else cell["label"]


def _box(box: list | None) -> str:
    return " ".join(f"{edge:g}" for edge in box) if box else ""


def _cell_status(cell: dict) -> str:
    if is_unreadable(cell):
        return "不能辨认"
    if is_doubtful(cell):
        return "存疑"
    amount = decimal_of(cell["amount"] or "")
    if amount is None:
        return "空白"
    return "有数" if amount else "0"


def statement_records(sheet: Sheet) -> Iterator[Record]:
    """One record for every cell of a statement; one alone, with the state, where it has no rows.

    A number in doubt stands in ``printed`` alone: what adds up the values must not take it for one.
    """
    revision, file = sheet.revision, sheet.revision.file_of(sheet.file)
    disclosure = revision.disclosure
    report = f"{disclosure.department.slug}-{disclosure.year}-{disclosure.scope}-r{revision.number}"
    of = (report, disclosure.department.slug, disclosure.department.name, disclosure.year)
    of += (scope_word(disclosure.scope), f"{sheet.form} {sheet.title}".strip())
    if sheet.state != "amounts":
        told = STATES[sheet.state]
        yield *of, "", "", "", None, "万元", None, "", told, "", "", file.sha256, file.original_name, ""
        return
    for row, path in zip(sheet.data["rows"], _paths(sheet), strict=True):
        for cell in row["cells"]:
            amount = decimal_of(sure_amount(cell) or "")
            yield (
                *of,
                row["code"],
                path,
                _column_path(sheet, cell),
                amount,
                "万元",
                cell["page"],
                _box(cell["bbox"]),
                _cell_status(cell),
                cell["origin"] if amount is not None or is_recognised(cell) else "",
                "" if is_unreadable(cell) else cell["text"],
                file.sha256,
                file.original_name,
                cell.get("spot") or "",
            )


COMPARISON_HEADER = (
    "项目",
    "科目编码",
    "org",
    "部门",
    "年度",
    "范围",
    "数值",
    "单位",
    "状态",
    "预算数口径",
    "三公资金口径",
    "来源",
    "页",
    "不作比较的原因",
    "sha256",
    "分子（万元）",
    "分母",
    "分母单位",
    "说明",
)
ORIGINS = {
    "narrative": "文字说明",
    "narrative_ocr": "文字说明（识别）",
    "": "决算表",
    "text": "决算表",
    "ocr": "决算表（识别）",
    "derived": "决算表（按勾稽归位）",
    "corrected": "决算表（人工核对或录入）",
}


def status_of(cell: Cell) -> str:
    """有数, 0, or why there is no number."""
    if cell.state != CellState.AMOUNT:
        return cell.state_words
    return "有数" if cell.value else "0"


def _unit(cell: Cell) -> str:
    return cell.suffix.strip() or "万元"


def _compared(row: Row, cell: Cell) -> Record:
    column, basis = cell.column, cell.basis
    return (
        row.label,
        row.code,
        column.slug,
        column.name,
        column.year,
        scope_word(column.scope) if column.held else "",
        cell.value,
        _unit(cell),
        status_of(cell),
        budget_word(basis.budget) if basis and basis.budget else "",
        funds_word(basis.funds) if basis and basis.funds else "",
        ORIGINS.get(cell.origin, cell.origin) if cell.value is not None else "",
        cell.page,
        "；".join(refusal.title for refusal in row.refused),
        column.digest(cell.statement),
        *_operands(cell),
        "；".join(words for words in (cell.note, cell.caution) if words),
    )


def _operands(cell: Cell) -> tuple[Value, Value, str]:
    """What a quotient is made of; blank for a number that a report prints."""
    if not cell.operands:
        return None, None, ""
    part, whole = cell.operands
    return part.value, whole.value, _unit(whole)


def comparison_records(comparison: Comparison) -> Iterator[Record]:
    """One record for every row and column of a comparison."""
    for row in comparison.rows:
        for cell in row.cells:
            yield _compared(row, cell)


DISTRICT_HEADER = ("地区代码", "地区", "登记部门数", "有数部门数", *COMPARISON_HEADER)


def district_records(comparison: DistrictComparison) -> Iterator[Record]:
    """One record for every department of the districts; sums are left to the reader, with the refusals."""
    for district in comparison.districts:
        for cell in district.members:
            yield (
                district.code,
                district.name,
                district.known,
                district.given,
                *_compared(comparison.row, cell),
            )


MATRIX_HEADER = ("地区代码", "地区", *COMPARISON_HEADER)


def matrix_records(matrix: Matrix) -> Iterator[Record]:
    """One record for every department and year of a matrix; sums are left to the reader, with the refusals."""
    for line in matrix.lines:
        for cell in line.cells:
            row = replace(line.row, label=matrix.subject.label, code=matrix.subject.code)
            yield (cell.column.region_code, cell.column.region, *_compared(row, cell))
