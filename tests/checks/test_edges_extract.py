"""Text extracts and odd rows: where a blank, a lost column or an unknown row leaves a sum of a statement open."""

from dataclasses import replace

import pytest

from disclosures.statements import FORMS, Statement
from ingest.checks import check_report
from ingest.parsing.facts import Cell, Finding, Outcome, Severity, StatementRow
from tests.checks.correct_report import B, D, Draft, E, F, G, R, S, bind, findings

PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE
LOST = "文字版可能失去了未印出的栏"


def rest(found) -> list[Finding]:
    return [one for one in found if one.outcome is not PASS]


def judged(draft: Draft, check: str, statement: Statement, *rows: StatementRow) -> list[Finding]:
    """Findings of one check with rows added to a statement as they stand."""
    report = bind(draft)
    reads = [
        replace(read, rows=(*read.rows, *rows)) if read.statement is statement else read
        for read in report.statements
    ]
    return [one for one in check_report(replace(report, statements=tuple(reads))) if one.check == check]


def row(code: str, name: str, *texts: str, line="", columns=None) -> StatementRow:
    numbers = columns or [str(n) for n in range(1, len(texts) + 1)]
    cells = tuple(
        Cell(n, "", D(text) if text else None, text, page=9) for n, text in zip(numbers, texts, strict=True)
    )
    return StatementRow(line, code, code, name, cells)


def doubts(found) -> list[tuple[Outcome, str]]:
    """Outcome and the reason why a difference proves nothing, "" where it does."""
    return [(one.outcome, one.message.partition("；")[2].removesuffix("，无法核对。")) for one in rest(found)]


@pytest.mark.parametrize(("pages", "outcome"), [(36, FAIL), (None, OPEN)])
@pytest.mark.parametrize(("blank", "expected"), [("人员经费合计", "100.00"), ("公用经费合计", "680.80")])
def test_one_of_two_totals_of_form_06(pages, outcome, blank, expected):
    draft = Draft(pages=pages)
    draft.set(B, blank, 1, "")
    (one,) = findings(draft, "X05_06")
    assert (one.outcome, one.found, one.expected) == (outcome, "780.80", expected)
    assert one.message.startswith(
        f"05 表与 06 表：05 表基本支出 780.80，06 表人员经费与公用经费之和 {expected}，"
    )
    assert one.message.endswith(f"；{LOST}，无法核对。") is (outcome is OPEN)
    assert len(one.where) == 2


@pytest.mark.parametrize("pages", [36, None])
def test_both_totals_of_form_06_prove_a_difference_in_an_extract_too(pages):
    draft = Draft(pages=pages)
    draft.set(B, "公用经费合计", 1, "110.00")
    (one,) = findings(draft, "X05_06")
    assert (one.outcome, one.found, one.expected, one.difference) == (FAIL, "780.80", "790.80", "10.00")
    draft.set(G, "", 2, "")
    assert findings(draft, "X05_06") == ()
    draft = Draft()
    draft.set(B, "人员经费合计", 1, "")
    draft.set(B, "公用经费合计", 1, "")
    assert findings(draft, "X05_06") == ()


ROWS = {"T02_ROW": (R, 6), "T03_ROW": (E, 5), "T05_ROW": (G, 2)}


@pytest.mark.parametrize("check", ROWS)
@pytest.mark.parametrize(
    ("total", "part", "pages", "expected"),
    [
        ("40.15", "30.15", 36, (FAIL, "")),
        ("40.15", "30.15", None, (OPEN, LOST)),  # a blank may have been the rest
        ("40.15", "50.15", 36, (FAIL, "")),
        ("40.15", "50.15", None, (FAIL, "")),  # a blank could only have raised the sum
        ("40.15", "40.16", None, (ROUNDING, "")),
    ],
)
def test_a_row_of_a_text_extract(check, total, part, pages, expected):
    statement, columns = ROWS[check]
    draft = Draft(pages=pages)
    draft.cells[statement]["2101101"] = [total, part, *[""] * (columns - 1)]
    (one,) = rest(findings(draft, check))
    assert doubts([one]) == [expected]
    assert (one.found, one.expected) == (total, part)
    title, what = FORMS[statement].title, FORMS[statement].column("1").label
    assert one.message.startswith(f"{title} 2101101 行政单位医疗：{what} {total}，")
    assert "栏之和" in one.message and [place.column for place in one.where] == ["1", "2"]


@pytest.mark.parametrize(("amount", "reason"), [("5.00", "表中有不在 2023 年格式内的栏"), ("", "")])
def test_a_column_that_the_form_does_not_have(amount, reason):
    odd = row("2199999", "其他", "40.15", "35.15", amount, columns=["1", "2", "x1"])
    found = judged(Draft(), "T03_ROW", E, odd)
    assert doubts(found) == [(OPEN if reason else FAIL, reason)]


@pytest.mark.parametrize(
    ("line", "amount", "reason"),
    [("", "5.00", "表中有不在 2023 年格式内的行"), ("", "", ""), ("8", "5.00", "")],
)
@pytest.mark.parametrize("check", ["T01_INCOME_SUM", "T01_TOTAL"])
def test_a_line_that_the_form_does_not_have(check, line, amount, reason):
    draft = Draft()
    draft.set(S, "27", 1, "1080.00")
    odd = row("", "其他", amount, line=line, columns=["1"])
    found = rest(judged(draft, check, S, odd))
    assert {(one.outcome, one.message.partition("；")[2]) for one in found} == {
        (OPEN, f"{reason}，无法核对。") if reason else (FAIL, "")
    }


@pytest.mark.parametrize(
    ("pages", "elsewhere", "expected"),
    [
        (36, "spent", (FAIL, "")),
        (None, "spent", (OPEN, "别处印有这里空白的类的数")),
        (None, "general", (OPEN, "别处印有这里空白的类的数")),
        (None, "nowhere", (FAIL, "")),
    ],
)
def test_a_class_that_is_blank_in_the_summary(pages, elsewhere, expected):
    draft = Draft(pages=pages)
    draft.cells[S]["39"] = [""]
    for name, statement in (("spent", E), ("general", G)):
        if elsewhere != name:
            draft.set(statement, "210", 1, "")
    if elsewhere == "nowhere":
        draft.say("五", "3.卫生健康（类）支出40.15万元，占3.71%。", "")
        draft.cells[F]["41"] = [""] * 4
    (one,) = rest(findings(draft, "T01_EXP_SUM"))
    assert doubts([one]) == [expected]
    assert (one.found, one.expected, one.difference) == ("1081.00", "1040.85", "40.15")
    assert one.message.startswith("收入支出决算总表：57 行 1,081.00，31+…+56 行之和 1,040.85，")
    assert [place.row for place in one.where] == ["57", "31", "38", "49"]


TREES = {"T02_TREE": R, "T03_TREE": E, "T05_TREE": G}


@pytest.mark.parametrize("check", TREES)
@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("2109", "其他", (OPEN, "表中有编码不完整的行")),
        ("", "其他", (OPEN, "表中有编码不完整的行")),
        ("", "合计", (FAIL, "")),
        ("", "总 计", (FAIL, "")),
        ("", "", (FAIL, "")),
        ("2101101", "行政单位医疗", (OPEN, "表中有重复的编码")),
    ],
)
def test_rows_that_belong_somewhere_unknown_leave_a_tree_open(check, code, name, expected):
    statement = TREES[check]
    draft = Draft()
    width = len(draft.cells[statement]["210"])
    draft.cells[statement]["210"] = ["45.15", "45.15", *[""] * (width - 2)]
    odd = row(code, name, "0.00" if code else "5.00")
    found = rest(judged(draft, check, statement, odd))
    assert found and {(one.outcome, one.message.partition("；")[2]) for one in found} == {
        (expected[0], f"{expected[1]}，无法核对。" if expected[1] else "")
    }


def test_a_nameless_row_without_amounts_is_no_doubt():
    draft = Draft()
    draft.cells[E]["210"] = ["45.15", "45.15", "", "", "", ""]
    for blank in ("", "0.00"):
        found = rest(judged(draft, "T03_TREE", E, row("", "注", blank)))
        assert {one.outcome for one in found} == {FAIL}


@pytest.mark.parametrize(
    ("pages", "column", "expected"),
    [
        (36, 1, (OPEN, "2101101 行本身不吻合")),
        (None, 1, (FAIL, "")),  # the first column of an extract is printed in every row
        (36, 2, (OPEN, "2101101 行本身不吻合")),
        (None, 2, (OPEN, LOST)),
    ],
)
def test_a_row_that_does_not_close_leaves_the_tree_open(pages, column, expected):
    draft = Draft(pages=pages)
    draft.set(E, "2101101", column, "45.15")
    (one,) = rest(findings(draft, "T03_TREE"))
    assert doubts([one]) == [expected]
    assert one.message.startswith(
        f"支出决算表 21011 行政事业单位医疗“{FORMS[E].column(str(column)).label}”：21011 40.15，其下 1 个项之和 45.15，"
    )
    assert [(place.row, place.column) for place in one.where] == [
        ("21011", str(column)),
        ("2101101", str(column)),
    ]


@pytest.mark.parametrize(
    ("other", "expected"), [(True, "别的表印有 2101199，这里没有，可能失去了一行"), (False, "")]
)
@pytest.mark.parametrize("amount", ["45.15", "35.15"])
def test_a_subject_that_another_statement_prints(other, expected, amount):
    draft = Draft()
    draft.cells[E]["21011"] = [amount, amount, "", "", "", ""]
    draft.cells[E]["210"] = [amount, amount, "", "", "", ""]
    if other:
        draft.cells[G]["2101199"] = ["7.00", "7.00", ""]
    found = [one for one in rest(findings(draft, "T03_TREE")) if one.where[0].row == "21011"]
    short = amount == "45.15"  # a lost row would have raised the sum
    assert doubts(found) == [(OPEN, expected) if other and short else (FAIL, "")] * 2


def test_the_whole_of_a_tree_and_its_columns():
    draft = Draft()
    draft.cells[R][""] = ["1091.00", "1091.00", "", "", "", "", ""]
    one, two = rest(findings(draft, "T02_TREE"))
    assert one.message.startswith("收入决算表 合计“本年收入合计”：合计 1,091.00，其下 4 个类之和 1,081.00，")
    assert two.message.startswith(f"收入决算表 合计“{FORMS[R].column('2').label}”：合计 1,091.00，")
    assert [place.row for place in one.where] == ["", "201", "208", "210", "221"]


@pytest.mark.parametrize(
    ("code", "amount", "check", "expected"),
    [
        ("3", "5.00", "T06_CLASS", "表中有编码不完整的行"),
        ("30101", "5.00", "T06_CLASS", "表中有编码不完整的行"),
        ("309", "5.00", "T06_CLASS", ""),
        ("309", "5.00", "T06_TOTALS", "表中有人员、公用经费之外的类"),
        ("3", "5.00", "T06_TOTALS", "表中有编码不完整的行"),
    ],
)
def test_odd_rows_of_form_06(code, amount, check, expected):
    draft = Draft()
    if check == "T06_CLASS":
        draft.set(B, "302", 1, "97.00")
    else:
        draft.set(B, "公用经费合计", 1, "107.00")
    found = rest(judged(draft, check, B, row(code, "其他", amount, columns=["决算数"])))
    assert doubts(one for one in found if one.found in ("97.00", "107.00")) == [
        (OPEN, expected) if expected else (FAIL, "")
    ]


def test_a_blank_class_of_form_06_counts_with_its_sections():
    draft = Draft()
    draft.set(B, "310", 1, "")
    assert [one.message for one in findings(draft, "T06_TOTALS")] == ["2 个合计全部吻合。"]
    (one,) = findings(draft, "T06_BLANK_TOTAL")
    assert one.message.endswith("：类 310 的决算数空白，其下的款合计 8.00，请对照。")
    assert (one.severity, one.found, [place.row for place in one.where]) == (
        Severity.WARNING,
        "8.00",
        ["310", "31002"],
    )
    draft.set(B, "31002", 1, "0.00")
    assert findings(draft, "T06_BLANK_TOTAL") == ()
