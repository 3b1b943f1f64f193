"""What the reader of the statements could not settle, as findings."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.parsing.facts import (
    Finding,
    Origin,
    Outcome,
    Place,
    Report,
    Severity,
    StatementRead,
    StatementRow,
)

READ_COLUMN = "READ_COLUMN"
READ_CODE = "READ_CODE"
READ_DAMAGED = "READ_DAMAGED"
READ_DISAGREE = "READ_DISAGREE"
READ_FILES = "READ_FILES"
READ_HIDDEN = "READ_HIDDEN"
READ_LAYOUT = "READ_LAYOUT"
READ_LATER = "READ_LATER"
READ_PICTURE = "READ_PICTURE"
READ_PROSE = "READ_PROSE"
READ_SCAN = "READ_SCAN"
READ_UNIT = "READ_UNIT"
DOUBTS = (
    READ_LAYOUT,
    READ_UNIT,
    READ_COLUMN,
    READ_CODE,
    READ_DAMAGED,
    READ_DISAGREE,
    READ_FILES,
    READ_SCAN,
    READ_PICTURE,
    READ_PROSE,
    READ_LATER,
    READ_HIDDEN,
)
_SHOWN = 5


def unplaced(places: Sequence[Place]) -> tuple[Finding, ...]:
    """Printed amounts that stand in no cell because more than one column may be theirs."""
    return _doubt(READ_COLUMN, places, "个数在文字中失去了所在的栏，无法确定属于哪一栏，没有收录")


def incomplete(places: Sequence[Place]) -> tuple[Finding, ...]:
    """Rows whose code is cut short and fits more than one full code, or none."""
    return _doubt(READ_CODE, places, "行的科目编码不完整，无法确定全码，保留所印的编码")


def unitless(places: Sequence[Place]) -> tuple[Finding, ...]:
    """Tables that print no unit in a report that tells none, or more than one, elsewhere."""
    return tuple(
        replace(finding, severity=Severity.WARNING)
        for finding in _doubt(READ_UNIT, places, "张表没有写明金额单位，按万元读取，请对照原件确认")
    )


def unlike(layout: str, candidates: Sequence[str] | None) -> tuple[Finding, ...]:
    """A set of tables that fits several families of reports alike, or none. None: nothing was to be decided."""
    if candidates is None or len(candidates) == 1:
        return ()
    told = (
        f"各表的组成和表头同样符合几种版式：{'、'.join(candidates)}，按 {layout} 记录。"
        if candidates
        else "各表的组成和次序与已知的版式都不同，各栏按表头识别。"
    )
    return (Finding(READ_LAYOUT, Outcome.NOT_CHECKABLE, Severity.INFO, told),)


def disagreeing(places: Sequence[Place]) -> tuple[Finding, ...]:
    """Cells that the two readers of a file read differently."""
    return tuple(
        replace(finding, severity=Severity.WARNING)
        for finding in _doubt(
            READ_DISAGREE, places, "格的数两个程序读得不同，采用勾稽关系成立的读法，请对照原件复核"
        )
    )


def damaged(places: Sequence[Place]) -> tuple[Finding, ...]:
    """Pages whose text may not be what was published, and why; such a report is not published unseen."""
    told = "文件可能有损坏：{}。请对照原件复核。"
    return tuple(
        Finding(
            READ_DAMAGED, Outcome.NOT_CHECKABLE, Severity.WARNING, told.format(place.text), where=(place,)
        )
        for place in places
    )


def disagreeing_files(told: str, where: Sequence[Place]) -> Finding:
    """A cell of which two files of the report print different numbers; ``told`` says which."""
    return Finding(READ_FILES, Outcome.NOT_CHECKABLE, Severity.WARNING, told, where=tuple(where))


def hidden(places: Sequence[Place]) -> tuple[Finding, ...]:
    """What a workbook holds but does not show its readers: no part of the disclosure, and not read."""
    told = "文件中有隐藏的内容没有读取：{}。"
    return tuple(
        Finding(READ_HIDDEN, Outcome.NOT_CHECKABLE, Severity.INFO, told.format(place.text), where=(place,))
        for place in places
    )


def scanned() -> tuple[Finding, ...]:
    """A file of pictures of pages: a person enters what it says."""
    told = "整份文件是扫描图片，没有读出文字：各表在复核台对照原页录入，地区、部门、年度和口径由人填写。"
    return (Finding(READ_SCAN, Outcome.NOT_CHECKABLE, Severity.WARNING, told),)


def recognised(statements: Sequence[StatementRead]) -> tuple[Finding, ...]:
    """Statements that are pictures: numbers that were recognised and that nobody has looked at, some of them not sure."""
    cells = [
        (read, row, cell)
        for read in statements
        for row in read.rows
        for cell in row.cells
        if cell.confidence is not None and cell.origin is not Origin.CORRECTED
    ]
    if not cells:
        return ()
    doubted = [
        Place(cell.page, read.statement.value, _key(read, row), cell.column, cell.text)
        for read, row, cell in cells
        if cell.doubtful
    ]
    told = (
        f"决算表是图片，其中 {len(cells)} 个数由程序识别，{len(doubted)} 个没有把握，"
        "请在复核台对照原页核对；核对以前各数都注明为识别所得。"
    )
    where = tuple(doubted)
    return (Finding(READ_PICTURE, Outcome.NOT_CHECKABLE, Severity.WARNING, told, where=where),)


def _key(read: StatementRead, row: StatementRow) -> str:
    """What names a row; a total of form 06 has neither 行次 nor code."""
    return row.line or row.code or (row.name if read.form == "06" else "")


def prose_recognised(report: Report) -> tuple[Finding, ...]:
    """Pages of prose whose words were recognised: what is not found there may still be printed."""
    tabled = {page for read in report.statements for page in read.pages}
    where = tuple(Place(page=page) for page in report.recognised if page not in tabled)
    if not where:
        return ()
    told = f"有 {len(where)} 页文字是图片，由程序识别；识别可能有误，不据以判定报告缺项或不一致。"
    return (Finding(READ_PROSE, Outcome.NOT_CHECKABLE, Severity.INFO, told, where=where),)


def postponed(pages: Sequence[int]) -> tuple[Finding, ...]:
    """Pages of prose that are pictures and are recognised after the statements."""
    if not pages:
        return ()
    told = f"另有 {len(pages)} 页没有文字的图片尚未识别，稍后补读；补读以前文字说明不完整。"
    where = tuple(Place(page=page) for page in pages)
    return (Finding(READ_LATER, Outcome.NOT_CHECKABLE, Severity.INFO, told, where=where),)


def _doubt(check: str, places: Sequence[Place], told: str) -> tuple[Finding, ...]:
    if not places:
        return ()
    texts = "、".join(place.text for place in places[:_SHOWN]) + ("等" if len(places) > _SHOWN else "")
    message = f"{len(places)} {told}：{texts}。"
    return (Finding(check, Outcome.NOT_CHECKABLE, Severity.INFO, message, where=tuple(places)),)
