"""Several files of one report: whose statements count, what differs, and when they are not one report."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.statements import State, Statement
from ingest.parsing import wire
from ingest.parsing.doubts import READ_DAMAGED, READ_FILES, READ_LAYOUT, READ_PICTURE, READ_SCAN
from ingest.parsing.facts import (
    Cell,
    Finding,
    Origin,
    Outcome,
    Place,
    RegionRead,
    Report,
    Scope,
    Section,
    Severity,
    Source,
    StatementRead,
    StatementRow,
)
from ingest.parsing.joined import LISTED, joined
from ingest.parsing.report import parse
from ingest.parsing.same_report import contradictions, in_order
from tests.ingest.reports import a_report

BOOK = Source("附表.xlsx", "b" * 64, "application/vnd.ms-excel", None)
FORM = {Statement.SUMMARY: "01", Statement.EXPENDITURE: "03", Statement.GENERAL_BUDGET: "05"}


def cell(text: str, column: str = "1", **place) -> Cell:
    return Cell(column, "合计", Decimal(text.replace(",", "")) if text else None, text, **place)


def statement(name: Statement, state: State, *rows: tuple[str, Cell], **fields) -> StatementRead:
    """A statement by codes (or 行次 in 01), a row for each cell."""
    by_line = FORM[name] == "01"
    made = tuple(
        StatementRow(key if by_line else "", "" if by_line else key, "", f"第{key}行", (one,))
        for key, one in rows
    )
    return StatementRead(name, FORM[name], f"{name}表", "", state, rows=made, **fields)


def pictured(name: Statement, state: State = State.PICTURE) -> StatementRead:
    return statement(name, state, pages=(9,) if state is State.PICTURE else ())


def report(*statements: StatementRead, source: Source | None = None, **fields) -> Report:
    """A PDF with prose and no doubts; with ``source`` another file."""
    made = a_report(
        "报告.pdf", statements=statements, claims=(), evaluations=(), findings=(), measures=(), **fields
    )
    return replace(made, source=source) if source else made


def book(*statements: StatementRead, **fields) -> Report:
    """A workbook with statements and nothing else."""
    nothing = {"region": None, "department_names": (), "sections": ()}
    return report(*statements, source=BOOK, **(nothing | fields))


def spent(name: Statement, text: str, key: str = "201", **place) -> StatementRead:
    return statement(name, State.AMOUNTS, (key, cell(text, spot="工作表“支出”C5", **place)))


def files_differing(of: Report) -> list[Finding]:
    return [one for one in of.findings if one.check == READ_FILES]


@pytest.mark.parametrize("absent", [State.PICTURE, State.MISSING])
@pytest.mark.parametrize("given", [State.AMOUNTS, State.DECLARED_NIL, State.EMPTY])
def test_a_statement_that_the_main_file_does_not_print_is_the_other_files(absent, given):
    main = report(pictured(Statement.EXPENDITURE, absent))
    rows = [("201", cell("12.00"))] if given is State.AMOUNTS else []
    whole = joined(main, [book(statement(Statement.EXPENDITURE, given, *rows))])
    read = whole.report.statement(Statement.EXPENDITURE)
    assert (read.state, read.file) == (given, BOOK.sha256)
    assert [(one.instead_of, one.file) for one in whole.taken] == [(absent, BOOK)]
    assert whole.gains is (given is State.AMOUNTS)


@pytest.mark.parametrize("held", [State.DECLARED_NIL, State.EMPTY])
def test_what_the_main_file_prints_without_amounts_stays(held):
    main = report(pictured(Statement.EXPENDITURE, held))
    whole = joined(main, [book(spent(Statement.EXPENDITURE, "12.00"))])
    assert whole.report.statements == main.statements
    assert whole.taken == ()


def test_printed_numbers_stand_in_for_recognised_ones_and_never_the_reverse():
    ocr = spent(Statement.EXPENDITURE, "12.01", origin=Origin.OCR, page=9, bbox=(1, 2, 3, 4), confidence=0.9)
    printed = spent(Statement.EXPENDITURE, "12.10")
    better = joined(report(ocr), [book(printed)])
    assert better.report.statement(Statement.EXPENDITURE).rows[0].cells[0].text == "12.10"
    assert better.taken[0].recognised
    assert better.unlike == ()  # a recognised number contradicts nobody
    assert joined(report(printed), [book(ocr)]).taken == ()
    assert joined(report(pictured(Statement.EXPENDITURE)), [book(ocr)]).taken == ()


def test_every_cell_of_another_file_knows_where_it_stands_there_and_no_page():
    other = replace(
        book(
            statement(Statement.EXPENDITURE, State.AMOUNTS, ("201", cell("12.00", page=3, bbox=(1, 2, 3, 4))))
        ),
        source=replace(BOOK, name="附表.pdf", media_type="application/pdf", pages=4),
    )
    read = joined(report(pictured(Statement.EXPENDITURE)), [other]).report.statement(Statement.EXPENDITURE)
    (found,) = read.rows[0].cells
    assert (found.page, found.bbox, found.spot, read.pages) == (None, None, "第 3 页", ())
    sheet = joined(report(pictured(Statement.EXPENDITURE)), [book(spent(Statement.EXPENDITURE, "12.00"))])
    assert sheet.report.statement(Statement.EXPENDITURE).rows[0].cells[0].spot == "工作表“支出”C5"


def test_each_cell_that_two_files_print_differently_is_a_finding():
    main = report(
        statement(
            Statement.EXPENDITURE,
            State.AMOUNTS,
            ("201", cell("12.00", page=9, bbox=(1, 2, 3, 4))),
            ("208", cell("3.00", page=9)),
        )
    )
    other = book(
        statement(Statement.EXPENDITURE, State.AMOUNTS, ("201", cell("12.10")), ("208", cell("3.00")))
    )
    whole = joined(main, [other])
    assert whole.report.statements == main.statements
    (found,) = files_differing(whole.report)
    assert (found.outcome, found.severity) == (Outcome.NOT_CHECKABLE, Severity.WARNING)
    assert "报告.pdf 印 12.00" in found.message and "附表.xlsx 印 12.10" in found.message
    (place,) = found.where
    assert (place.page, place.statement, place.row, place.column) == (9, "expenditure", "201", "1")
    assert place.bbox == (1, 2, 3, 4)


def test_many_differing_cells_are_listed_up_to_a_hundred_and_the_rest_in_one():
    codes = [f"{number}" for number in range(20101, 20101 + LISTED + 7)]
    main = report(statement(Statement.EXPENDITURE, State.AMOUNTS, *((code, cell("1.00")) for code in codes)))
    other = book(statement(Statement.EXPENDITURE, State.AMOUNTS, *((code, cell("2.00")) for code in codes)))
    found = files_differing(joined(main, [other]).report)
    assert len(found) == LISTED + 1
    assert len(found[-1].where) == 7


def test_a_statement_outside_the_nine_is_known_by_its_title():
    other = StatementRead(Statement.OTHER, None, "一般公共预算 拨款表", "", State.AMOUNTS)
    further = replace(other, title="债务表")
    pictured_one = replace(other, title="一般公共预算拨款表", state=State.PICTURE)
    whole = joined(report(pictured_one), [book(other, further)]).report
    assert [(read.title, read.file) for read in whole.statements] == [
        ("一般公共预算 拨款表", BOOK.sha256),
        ("债务表", BOOK.sha256),
    ]


def test_measures_and_checks_are_those_of_the_whole():
    line = statement(Statement.SUMMARY, State.AMOUNTS, ("57", cell("9,840.40", column="2")))
    main = report(pictured(Statement.SUMMARY))
    whole = joined(main, [book(line)]).report
    measure = whole.measure("expenditure_current")
    assert (measure.value, measure.statement, measure.page) == (
        Decimal("9840.40"),
        Statement.SUMMARY,
        None,
    )
    assert any(one.check.startswith("T01") for one in whole.findings)


def test_identity_is_the_main_files_and_where_it_is_silent_the_others():
    main = report(fiscal_year=None, scope=None)
    other = book(fiscal_year=2022, scope=Scope.CONSOLIDATED, department="青山区政府办")
    whole = joined(main, [other]).report
    assert (whole.fiscal_year, whole.scope) == (2022, Scope.CONSOLIDATED)
    assert whole.department == main.department
    assert whole.region == main.region
    assert whole.source == main.source


def test_doubts_about_what_was_taken_go_and_come_with_it():
    def doubt(check: str, *where: Place) -> Finding:
        return Finding(check, Outcome.NOT_CHECKABLE, Severity.INFO, "说明", where=where)

    main = replace(
        report(pictured(Statement.EXPENDITURE), pictured(Statement.GENERAL_BUDGET, State.EMPTY)),
        findings=(
            doubt(READ_SCAN),
            doubt(READ_LAYOUT),
            doubt(READ_PICTURE, Place(9, "expenditure", "201", "1")),
            doubt("READ_COLUMN", Place(9, "expenditure", "201")),
            doubt("READ_COLUMN", Place(9, "general_budget", "201")),
        ),
    )
    other = replace(
        book(spent(Statement.EXPENDITURE, "12.00")),
        findings=(
            doubt("READ_CODE", Place(3, "expenditure", "201")),
            doubt("READ_CODE", Place(3, "revenue", "201")),
            doubt(READ_DAMAGED, Place(2)),
        ),
    )
    found = [one for one in joined(main, [other]).report.findings if one.check.startswith("READ_")]
    assert [(one.check, one.message) for one in found] == [
        (READ_LAYOUT, "说明"),
        ("READ_COLUMN", "说明"),
        ("READ_CODE", "附表.xlsx：说明"),
        (READ_DAMAGED, "附表.xlsx：说明"),
    ]
    assert all(place.page is None for one in found[2:] for place in one.where)


def test_of_three_files_the_first_that_prints_a_statement_counts():
    third = replace(
        book(spent(Statement.EXPENDITURE, "13.00")), source=replace(BOOK, name="二.xlsx", sha256="c" * 64)
    )
    first = book(spent(Statement.EXPENDITURE, "12.00"))
    whole = joined(report(pictured(Statement.EXPENDITURE)), [first, third])
    assert whole.report.statement(Statement.EXPENDITURE).file == BOOK.sha256
    assert [one.cell.after for one in whole.unlike] == ["13.00"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"region": RegionRead("420111", "武汉市洪山区")}, "地区不同"),
        ({"department": "青山区财政局"}, "部门不同"),
        ({"fiscal_year": 2022}, "年度不同：2023，2022"),
        ({"scope": Scope.CONSOLIDATED}, "口径不同"),
    ],
)
def test_files_of_different_reports_are_told_apart(changes, word):
    (told,) = contradictions(report(), book(**changes))
    assert word in told


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"region": None, "department": "", "fiscal_year": None, "scope": None},
        {"department": "青山区政府办（本级）"},
        {"department": "青山区研究室", "department_names": ("武汉市青山区人民政府办公室",)},
    ],
)
def test_what_one_file_does_not_say_or_says_in_short_is_no_contradiction(changes):
    assert contradictions(report(), book(**changes)) == ()


def test_the_scope_that_statements_print_counts_before_that_of_prose():
    marked = replace(spent(Statement.EXPENDITURE, "12.00"), scope=Scope.CONSOLIDATED)
    other = book(marked, scope=Scope.CONSOLIDATED)
    main = report(pictured(Statement.EXPENDITURE))
    assert contradictions(main, other) == ()
    assert len(contradictions(main, other, published=True)) == 1
    whole = joined(main, [other]).report
    assert whole.scope is Scope.CONSOLIDATED
    assert any(one.check == "ID_SCOPE" and "单位构成" in one.message for one in whole.findings)
    person_said_own = joined(main, [replace(other, scope=Scope.OWN)]).report
    assert person_said_own.scope is Scope.OWN


def test_what_another_file_answers_is_no_doubt_any_more():
    open_one = Finding("ID_YEAR", Outcome.NOT_CHECKABLE, Severity.WARNING, "年度不明")
    main = replace(report(pictured(Statement.EXPENDITURE), fiscal_year=None), findings=(open_one,))
    answered = joined(main, [book(spent(Statement.EXPENDITURE, "12.00"))]).report
    assert not any(one.check == "ID_YEAR" for one in answered.findings)
    assert open_one in joined(main, [book(fiscal_year=None)]).report.findings


def test_the_file_with_prose_is_the_main_one_in_either_order():
    pdf, table = report(), book()
    assert in_order(table, pdf) == in_order(pdf, table) == (pdf, table)
    assert in_order(table, replace(pdf, sections=()))[0] is table
    titles = replace(table, sections=(Section(0, "", ""), Section(2, "", "决算表")))
    assert in_order(titles, pdf) == (pdf, titles)
    two = replace(table, sections=(Section(3, "一", "概况"),))
    assert in_order(two, pdf) == (two, pdf)


def test_a_report_joined_with_nothing_is_itself(samples):
    read = parse(next(path for path in samples if "wuchang" in path.name))
    assert joined(read, []).report == read
    assert wire.from_json(wire.to_json(joined(read, [read]).report)) == read
