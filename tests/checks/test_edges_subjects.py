"""One subject in two statements: 项 of 03 and 05, 06 beside 09, two classifications, running cost of offices."""

import pytest

from disclosures.statements import FORMS, State
from ingest.parsing.facts import Finding, Outcome, Scope, Severity
from tests.checks.correct_report import CAPITAL, FUNDS, THREE, B, Draft, E, F, G, R, S, findings

PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE
LOST = "文字版可能失去了未印出的栏"


def numbers(one: Finding) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


def cells(one: Finding) -> list[tuple]:
    return [(place.statement, place.row, place.column, place.page) for place in one.where]


def other_money(draft: Draft) -> None:
    """50.00 of other money in all: 03 is more than 05."""
    draft.cells[E][""] = ["1131.00", "830.80", "300.20", "", "", ""]


def row(draft: Draft, statement, code: str, *texts: str) -> None:
    draft.cells[statement][code] = list(texts)


@pytest.mark.parametrize(
    ("other", "spent", "general", "outcome", "label"),
    [
        (False, "40.15", "40.15", None, "05 表"),
        (False, "40.16", "40.15", ROUNDING, "05 表"),
        (False, "40.17", "40.15", FAIL, "05 表"),
        (False, "40.15", "40.17", FAIL, "05 表"),
        (True, "40.15", "40.15", None, ""),
        (True, "90.15", "40.15", None, ""),  # the rest is other money
        (True, "40.15", "40.16", ROUNDING, "不应小于 05 表"),
        (True, "40.15", "40.17", FAIL, "不应小于 05 表"),
    ],
)
def test_an_item_of_all_money_is_no_less_than_that_of_the_general_budget(
    other, spent, general, outcome, label
):
    draft = Draft()
    if other:
        other_money(draft)
    row(draft, E, "2101101", spent, spent, "", "", "", "")
    row(draft, G, "2101101", general, general, "")
    found = findings(draft, "X03_05")
    count = 10 if outcome is None else 8
    passed, rest = (
        [one for one in found if one.outcome is PASS],
        [one for one in found if one.outcome is not PASS],
    )
    assert [one.message for one in passed] == [f"{count} 个科目的数{'全部' if not rest else ''}吻合。"]
    assert [one.outcome for one in rest] == ([] if outcome is None else [outcome] * 2)
    for one, (column, words) in zip(
        rest, (("1", ("本年支出合计", "小计")), ("2", ("基本支出",) * 2)), strict=False
    ):
        assert one.message.startswith(f"2101101 行政单位医疗“{words[0]}”：03 表 {spent}，{label} {general}，")
        assert numbers(one)[:2] == (spent, general)
        assert cells(one) == [("expenditure", "2101101", column, 9), ("general_budget", "2101101", column, 9)]
        assert one.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)


@pytest.mark.parametrize(
    ("blank", "columns"),
    [
        ((), {"1": FAIL, "2": FAIL}),
        (((E, 2),), {"1": FAIL, "2": OPEN}),
        (((E, 3),), {"1": FAIL, "2": OPEN}),
        (((G, 2),), {"1": FAIL, "2": OPEN}),
        (((G, 3),), {"1": FAIL, "2": OPEN}),
    ],
)
@pytest.mark.parametrize("pages", [36, None])
def test_a_column_that_a_text_extract_may_have_lost_leaves_items_open(blank, columns, pages):
    draft = Draft(pages=pages)
    row(draft, E, "2101101", "50.15", "50.15", "", "", "", "")
    for statement, column in blank:
        draft.set(statement, "", column, "")
    rest = [one for one in findings(draft, "X03_05") if one.outcome is not PASS]
    assert [cells(one)[0][2] for one in rest] == ["1", "2"]
    expected = columns if pages is None else dict.fromkeys(columns, FAIL)
    assert {cells(one)[0][2]: one.outcome for one in rest} == expected
    for one in rest:
        assert one.message.endswith(f"；{LOST}，无法核对。") is (one.outcome is OPEN)


@pytest.mark.parametrize(("statement", "number"), [(E, "03"), (G, "05")])
def test_a_row_that_does_not_add_up_proves_nothing_of_the_other_statement(statement, number):
    draft = Draft()
    row(draft, statement, "2101101", "50.15", "40.15", "", *([""] * 3 if statement is E else []))
    (one,) = [one for one in findings(draft, "X03_05") if one.outcome is not PASS]
    assert one.outcome is OPEN and one.message.endswith(f"；{number} 表这一行本身不吻合，无法核对。")


def test_an_item_that_one_statement_prints_alone_is_not_compared():
    draft = Draft()
    del draft.cells[E]["2101101"]
    assert [one.message for one in findings(draft, "X03_05")] == ["8 个科目的数全部吻合。"]
    draft.cells[G] = {"": draft.cells[G][""]}
    assert findings(draft, "X03_05") == ()


ECONOMIC_IN_THREE = {
    "30212": ("8", "因公出国（境）费", "2.50"),
    "30217": ("12", "公务接待费", "1.20"),
    "30231": ("11", "公务用车运行费", "20.80"),
    "31013": ("10", "公务用车购置费", "19.00"),
}


@pytest.mark.parametrize("code", ECONOMIC_IN_THREE)
@pytest.mark.parametrize(
    ("more", "outcome"), [(0, PASS), (-100, PASS), (1, ROUNDING), (2, FAIL), (300, FAIL), (None, None)]
)
def test_basic_money_of_a_subject_is_no_more_than_all_of_three_public(code, more, outcome):
    column, label, whole = ECONOMIC_IN_THREE[code]
    draft = Draft()
    for other in ECONOMIC_IN_THREE:
        draft.cells[B].pop(other, None)
    own = "" if more is None else f"{(int(whole.replace('.', '')) + more) / 100:.2f}"
    row(draft, B, code, own)
    found = findings(draft, "X06_09")
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        name = {"30217": "公务接待费", "30231": "公务用车运行维护费"}.get(code, code)
        what = f"06 表 {name} {own} 与 09 表“{FORMS[THREE].column(column).label}”："
        told = "不大于 09 表的决算数，吻合。" if outcome is PASS else f"06 表 {own}，不应大于 09 表 {whole}，"
        assert one.message.startswith(what + told)
        assert cells(one) == [("basic_by_economic", code, "决算数", 9), ("three_public", "", column, 9)]
        assert numbers(one)[:2] == (("", "") if outcome is PASS else (own, whole))
        assert label[:2] in FORMS[THREE].column(column).label or code == "31013"


def test_all_four_subjects_are_counted():
    draft = Draft()
    for code, (_, _, whole) in ECONOMIC_IN_THREE.items():
        row(draft, B, code, whole)
    assert [one.message for one in findings(draft, "X06_09")] == ["4 个款全部吻合。"]


@pytest.mark.parametrize(
    ("state", "text", "outcome", "told"),
    [
        (State.DECLARED_NIL, "1.20", FAIL, "09 表写明没有“三公”经费支出，请对照。"),
        (State.DECLARED_NIL, "0.00", None, ""),
        (State.AMOUNTS, "1.20", OPEN, "09 表这一栏空白，请对照。"),
    ],
)
def test_a_blank_of_three_public_beside_an_amount(state, text, outcome, told):
    draft = Draft()
    draft.states[THREE] = state
    draft.set(THREE, "", 12, "")
    del draft.cells[B]["30231"]
    draft.set(B, "30217", 1, text)
    found = findings(draft, "X06_09")
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.endswith(told) and one.found == text
        assert one.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)
        assert [place[0] for place in cells(one)] == ["basic_by_economic", "three_public"]


STATES = {
    State.PICTURE: "是图片，没有读出数字",
    State.MISSING: "没有找到",
    State.EMPTY: "没有数字",
    State.DECLARED_NIL: "没有数字",
}
NEEDED = {
    "T01_INCOME_SUM": (S,),
    "T01_EXP_SUM": (S,),
    "T01_TOTAL": (S,),
    "T01_BALANCE": (S,),
    "T02_ROW": (R,),
    "T03_ROW": (E,),
    "T05_ROW": (G,),
    "T02_TREE": (R,),
    "T03_TREE": (E,),
    "T05_TREE": (G,),
    "T04_COLS": (F,),
    "T06_CLASS": (B,),
    "T06_TOTALS": (B,),
    "T07_ROLL": (FUNDS,),
    "T07_TREE": (FUNDS,),
    "T08_ROW": (CAPITAL,),
    "T08_TREE": (CAPITAL,),
    "T09_IDENT": (THREE,),
    "X01_02": (S, R),
    "X01_03": (S, E),
    "X01_04": (S, F),
    "X04_05": (F, G),
    "X05_06": (G, B),
    "X03_05": (E, G),
    "X04_07": (F, FUNDS),
    "X04_08": (F, CAPITAL),
    "X06_09": (B, THREE),
}
MAY_BE_NIL = {
    *("T02_ROW", "T03_ROW", "T05_ROW", "T07_ROLL", "T08_ROW", "T09_IDENT"),
    "X04_07",
    "X04_08",
    "X06_09",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("check", NEEDED)
def test_a_statement_without_numbers_is_named(check, state):
    for statement in NEEDED[check]:
        draft = Draft()
        draft.states = {statement: state} | (
            {FUNDS: State.DECLARED_NIL, CAPITAL: State.DECLARED_NIL}
            if statement not in (FUNDS, CAPITAL)
            else {}
        )
        found = findings(draft, check)
        nil = state is State.DECLARED_NIL
        if nil and (check.endswith("_TREE") or (check in MAY_BE_NIL and statement is NEEDED[check][-1])):
            assert OPEN not in {one.outcome for one in found}
            continue
        (one,) = found
        assert (one.outcome, one.severity) == (OPEN, Severity.INFO)
        assert one.message == f"{FORMS[statement].title}{STATES[state]}，无法核对。"
        assert cells(one) == [(statement.value, None, None, None)]


@pytest.mark.parametrize(
    ("economic", "function"), [("30108", "2080505"), ("30109", "2080506"), ("30113", "2210201")]
)
@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("70.00", "70.00", PASS),
        ("70.01", "70.00", ROUNDING),
        ("70.00", "60.00", FAIL),
        ("", "60.00", None),
        ("70.00", "", None),
        ("0.00", "60.00", None),
        ("70.00", "0.00", None),
    ],
)
def test_two_classifications_of_one_payment(economic, function, left, right, outcome):
    draft = Draft()
    for code in ("30108", "30113"):
        row(draft, B, code, "")
    row(draft, B, economic, left)
    row(draft, G, function, right, right, "")
    found = findings(draft, "X_ECON_FUNC")
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.startswith("两种分类通常对应的数（口径可以不同）：06 表 ")
        assert numbers(one)[:2] == (left, right) and one.severity is Severity.INFO
        assert f" {left}，05 表 " in one.message
        assert cells(one) == [
            ("basic_by_economic", economic, "决算数", 9),
            ("general_budget", function, "1", 9),
        ]
    draft.states[G] = State.EMPTY
    assert findings(draft, "X_ECON_FUNC") == ()


@pytest.mark.parametrize(
    ("scope", "code", "institutions"),
    [
        (Scope.OWN, "", False),
        (Scope.CONSOLIDATED, "", True),
        (None, "", True),
        (Scope.OWN, "2010351", False),
    ],
)
def test_running_cost_beside_public_expenditure(scope, code, institutions):
    draft = Draft(scope=scope)
    if code:
        row(draft, G, code, "1.00", "1.00", "")
    draft.say("十", "经费支出100.00万元", "经费支出99.00万元")
    (one,) = findings(draft, "X_RUNCOST")
    words = "机关运行经费（含事业单位时可以小于公用经费）" if institutions else "机关运行经费"
    assert one.message.startswith(f"{words}：机关运行经费 99.00，公用经费 100.00，相差 1.00，")
    assert one.severity is (Severity.INFO if institutions else Severity.WARNING)
    assert (one.outcome, numbers(one)) == (FAIL, ("99.00", "100.00", "1.00", "0.01"))
    assert [place.text or place.row for place in one.where] == ["第十节", "公用经费合计 100.00"]
