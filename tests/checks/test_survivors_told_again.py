"""One fact told twice in the narrative: which tellings are held against each other, and what is said of them."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.evaluated import Evaluation
from ingest.parsing.facts import (
    Base,
    Claim,
    Direction,
    Finding,
    MeasureRead,
    Outcome,
    Paragraph,
    Report,
    Section,
    Severity,
    Source,
)
from tests.checks.correct_report import Draft, bind

D = Decimal
PASS, FAIL = Outcome.PASS, Outcome.FAIL
TITLES = {
    "一": "收入支出决算总体情况说明",
    "二": "收入决算情况说明",
    "三": "支出决算情况说明",
    "九": "财政拨款“三公”经费支出决算情况说明",
    "十三": "预算绩效情况说明",
}


def claim(kind: str, measure: str, amount: str | None, section="一", **told) -> Claim:
    """A claim on page 20, its words those of its section unless given; numbers as text."""
    numbers = {key: D(told.pop(key)) for key in ("change", "percent") if key in told}
    amount_read = None if amount is None else D(amount)
    words = {"text": f"第{section}节的{measure}", "page": 20, "section": section, **told}
    return Claim(kind, measure, amount_read, **numbers, **words)


def findings(*claims: Claim, texts: dict[str, str] | None = None, **more) -> list[Finding]:
    """N_SAME_FACT on a report of these claims and paragraphs, without statements."""
    sections = tuple(
        Section(3, number, title, (Paragraph((texts or {}).get(number, ""), 21),), 21)
        for number, title in TITLES.items()
    )
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(
        source, None, "", (), 2023, None, "万元", "", "", sections=sections, claims=claims, **more
    )
    return [one for one in check_report(report) if one.check == "N_SAME_FACT"]


def numbers(one: Finding) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


def places(one: Finding) -> list[tuple[int | None, str]]:
    return [(place.page, place.text) for place in one.where]


# One total twice in one section

TWICE = (
    *("income_total", "expenditure_total", "income_current", "expenditure_current", "fiscal_total"),
    *("general_budget_income", "general_budget_expenditure", "personnel", "public", "procurement.total"),
)


@pytest.mark.parametrize("measure", TWICE)
def test_a_total_told_twice_in_its_section(measure: str):
    first, later = (
        claim("amount", measure, "100.00", text="先"),
        claim("amount", measure, "100.02", text="后"),
    )
    (one,) = findings(first, later)
    assert one.message == (
        "第一节的同一个数：后一处 100.02，前一处 100.00，相差 0.02，超出四舍五入所能解释的 0.01，请对照这些数。"
    )
    assert (one.outcome, one.severity, one.claim) == (FAIL, Severity.WARNING, 1)
    assert numbers(one) == ("100.02", "100.00", "0.02", "0.01")
    assert places(one) == [(20, "后"), (20, "先")]


@pytest.mark.parametrize(
    "others",
    [
        [("income_total", "100.01", "一")],  # the rounding of both
        [("income_total", "200.00", "二")],  # another section
        [("expenditure_total", "200.00", "一")],  # another number
        [("income_total", None, "一")],
    ],
)
def test_what_is_no_second_telling(others):
    told = [claim("amount", "income_total", "100.00")]
    assert findings(*told, *(claim("amount", *other) for other in others)) == []


def test_a_total_without_an_amount_hides_no_other_and_two_differences_are_one_finding():
    amounts = (None, "100.00", None, "90.00", "80.00")
    (one,) = findings(*(claim("amount", "income_total", amount) for amount in amounts))
    assert numbers(one) == ("90.00", "100.00", "10.00", "0.01")


# A total and the parts whose shares make 100 %


def spent(basic="60.00", project="40.00", shares=("60", "40"), whole="100.00", **more) -> list[Claim]:
    of = {"whole": "expenditure_current", "section": "三"}
    parts = (("basic_expenditure", basic, shares[0]), ("project_expenditure", project, shares[1]))
    return [
        claim("amount", "expenditure_current", whole, "三", text="合计"),
        *(claim("share", key, amount, **{**of, **more}, percent=p) for key, amount, p in parts),
    ]


def test_parts_that_make_all_of_it_make_the_total():
    (one,) = findings(*spent(project="30.00"))
    assert one.message == (
        "第三节的合计：合计 100.00，占比共 100% 的各部分之和 90.00，相差 10.00，"
        "超出四舍五入所能解释的 0.015，请对照这些数。"
    )
    assert (one.outcome, one.severity, one.claim) == (FAIL, Severity.WARNING, 0)
    assert numbers(one) == ("100.00", "90.00", "10.00", "0.015")
    assert places(one) == [
        (20, "合计"),
        (20, "第三节的basic_expenditure"),
        (20, "第三节的project_expenditure"),
    ]
    assert [(found.outcome, found.claim) for found in findings(*spent())] == [(PASS, 0)]


@pytest.mark.parametrize(
    "part",
    [
        *("fiscal_appropriation_income", "superior_subsidy_income", "institution_income"),
        *("operating_income", "affiliated_income", "other_income"),
    ],
)
def test_each_kind_of_income_is_a_part(part: str):
    whole = claim("amount", "income_current", "100.00", "二")
    share = claim("share", part, "90.00", "二", percent="100", whole="income_current")
    (one,) = findings(whole, share)
    assert numbers(one)[:2] == ("100.00", "90.00")


@pytest.mark.parametrize(
    ("shares", "judged"),
    [(("60", "39.9"), True), (("60", "39.89"), False), (("60", "40.1"), True), (("60", "40.11"), False)],
)
def test_shares_may_miss_a_hundred_by_their_rounding(shares, judged):
    assert bool(findings(*spent(project="30.00", shares=shares))) is judged


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("经营支出5.00万元。", False),
        ("上缴上级支出共0.05万元。", False),
        ("对附属单位补助支出12万元。", False),
        ("经营支出0.00万元。", True),
        ("国有资本经营支出5.00万元。", True),
    ],
)
def test_money_of_another_kind_leaves_the_sum_open(text, judged):
    assert bool(findings(*spent(project="30.00"), texts={"三": text})) is judged


def test_parts_elsewhere_or_of_another_whole_are_no_parts():
    assert findings(*spent(project="30.00", section="二")) == []
    basic, project = spent(project="30.00")[1:]
    whole = claim("amount", "expenditure_current", None, "三")
    assert findings(whole, basic, project) == []


def test_of_one_part_told_twice_the_first_counts():
    again = claim(
        "share", "basic_expenditure", "70.00", "三", percent="60", whole="expenditure_current", text="再"
    )
    assert [one.outcome for one in findings(*spent(), again)] == [PASS]


# A slip of digits between two totals with the same change


def total(measure: str, amount: str, section: str, **told) -> Claim:
    usual = {
        "change": "100.00",
        "percent": "10",
        "base": Base.PRIOR_YEAR,
        "base_year": 2022,
        "direction": Direction.INCREASE,
    }
    return claim("change", measure, amount, section, **{**usual, **told})


def slips(other: str, measure="expenditure_total", **told) -> list[Finding]:
    return findings(total("income_total", "1081.00", "一"), total(measure, other, "三", **told))


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        ("1018.00", True),  # two digits exchanged
        ("1082.00", True),  # one digit
        ("1081.00", False),
        ("1072.00", False),  # two digits, not exchanged
        ("1908.00", False),
        ("11081.00", False),
    ],
)
def test_totals_that_changed_alike_differ_by_a_slip(other, slip):
    assert bool(slips(other)) is slip


def test_what_is_said_of_a_slip():
    (one,) = slips("1018.00")
    assert one.message.startswith("增减额、增减率相同的总数：第三节 1,018.00，第一节 1,081.00，相差 63.00，")
    assert (numbers(one)[:3], one.claim) == (("1018.00", "1081.00", "63.00"), 1)
    assert places(one) == [(20, "第三节的expenditure_total"), (20, "第一节的income_total")]


@pytest.mark.parametrize(
    "told",
    [
        {"change": "101.00"},
        {"percent": "11"},
        {"base": Base.INITIAL_BUDGET},
        {"base_year": 2021},
        {"direction": Direction.DECREASE},
        {"measure": "personnel"},
    ],
)
def test_totals_that_changed_otherwise_are_not_compared(told):
    assert slips("1018.00", **told) == []


def test_a_slip_is_told_once():
    found = findings(
        total("income_total", "1081.00", "一"),
        total("expenditure_total", "1018.00", "三"),
        total("fiscal_total", "1801.00", "四"),
    )
    assert [numbers(one)[0] for one in found] == ["1018.00"]


def test_where_a_statement_gives_the_totals_it_is_the_measure():
    draft = Draft()
    draft.say("三", "支出合计1081.00万元", "支出合计1018.00万元")
    assert [one for one in check_report(bind(draft)) if "增减率相同的总数" in one.message] == []


# The money of the self-evaluation of the whole

KNOWN = MeasureRead("expenditure_total", D("1081.00"), section="三", page=20)
ASKED = "2023年度整体支出绩效自评，涉及资金1018.00万元。"


def evaluated(text: str, *forms: Evaluation, known: MeasureRead = KNOWN) -> list[Finding]:
    return findings(texts={"十三": text}, measures=(known,), evaluations=forms)


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        ASKED.replace("1018", "1,018"),
        ASKED.replace("1018", "1，018"),
        "我部门开展整体支出评价，资金总额为1018.00万元。",
        "部门整体支出总额1018.00万元。",
    ],
)
def test_the_money_of_the_whole_is_a_digit_off(text):
    (one,) = evaluated(text)
    assert one.message.startswith("整体支出自评的资金：绩效部分 1,018.00，总数 1,081.00，相差 63.00，")
    assert (one.outcome, numbers(one)[:2], one.claim) == (FAIL, ("1018.00", "1081.00"), None)
    assert places(one) == [(21, text), (20, "第三节")]


@pytest.mark.parametrize("key", ["initial_budget", "full_year_budget", "income_total"])
def test_the_whole_is_a_total_or_a_budget(key):
    assert len(evaluated(ASKED, known=MeasureRead(key, D("1081.00")))) == 1


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (ASKED.replace("1018", "1081"), ()),
        (ASKED.replace("1018", "754"), ()),
        (ASKED, (Evaluation("department", "整体", budget=D("1018.00")),)),
        (ASKED, (Evaluation("department", "整体", executed=D("1018.00")),)),
    ],
)
def test_a_number_that_is_known_or_is_other_money_is_no_slip(text, forms):
    assert evaluated(text, *forms) == []


def test_the_form_of_a_project_does_not_explain_the_money_of_the_whole():
    assert len(evaluated(ASKED, Evaluation("project", "绿化", budget=D("1018.00")))) == 1


# 公务接待费 and its parts

SPENT = claim("completion", "three_public.reception.actual", "2.00", "九", text="接待")


def reception(text: str) -> list[Finding]:
    return findings(SPENT, texts={"九": text})


def test_reception_told_again():
    (one,) = reception("全年开支公务接待费2.50万元，开支公务接待费3.00万元。")
    assert one.message.startswith("公务接待费：“开支公务接待费” 2.50，决算数 2.00，相差 0.50，")
    assert (one.severity, numbers(one)[:2]) == (Severity.WARNING, ("2.50", "2.00"))
    assert [page for page, _ in places(one)] == [21, 20]
    assert [one.outcome for one in reception("全年开支的公务接待费共2.00万元。")] == [PASS]


@pytest.mark.parametrize(
    ("text", "outcome", "parts", "summed"),
    [
        ("国内接待费1.50万元，外宾接待费0.30万元。", FAIL, "国内接待与外宾接待之和", "1.80"),
        ("国内接待费1.70万元，外宾接待费0.30万元。", PASS, "国内接待与外宾接待之和", "2.00"),
        ("国内公务接待支出2.50万元。", FAIL, "国内接待", "2.50"),
        ("国内公务接待支出1.50万元。", None, "", ""),  # guests from abroad may make the rest
        ("国内接待费2.00万元，其中外宾接待费0.30万元。", None, "", ""),
        ("国内接待费2.50万元，国内接待费2.60万元。", None, "", ""),
        ("国内接待费1.50万元，外宾接待费0.30万元，外事接待0.10万元。", None, "", ""),
    ],
)
def test_reception_at_home_and_of_guests_from_abroad(text, outcome, parts, summed):
    found = reception(text)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert f"公务接待费：决算数 2.00，{parts} {summed}，" in one.message
        assert numbers(one)[:2] == ("2.00", summed)
        assert places(one)[0] == (20, "接待")
        assert {page for page, _ in places(one)[1:]} == {21}


# One reason in two sections

REASON = "新增办公用房维修12.00万元"  # long enough to be one reason and not two alike


def reason(text: str, section: str, change="20.00", kind="change") -> Claim:
    return claim(
        kind, f"x{section}", "50.00", section, change=change, reason=text, text=f"第{section}节：{text}"
    )


def test_one_reason_with_two_numbers():
    other = REASON.replace("12", "13")
    (one,) = findings(reason(REASON, "一"), reason(other, "二"), reason(other, "三"))
    assert one.message == "同一个原因在第一节写“12.00”，在第二节写“13.00”，请对照。"
    assert (one.outcome, one.severity, one.claim) == (FAIL, Severity.WARNING, 1)
    assert (one.found, one.expected) == ("13.00", "12.00")
    assert places(one) == [(20, f"第二节：{other}"), (20, f"第一节：{REASON}")]


def test_the_number_that_differs_is_named_where_others_agree():
    text = "新增人员3名和办公用房维修12.00万元"
    (one,) = findings(reason(text, "一"), reason(text.replace("12.00", "15.00"), "二"))
    assert (one.found, one.expected) == ("15.00", "12.00")


@pytest.mark.parametrize(
    "other",
    [
        reason(REASON, "二"),
        reason(REASON.replace("12", "13"), "二", change="21.00"),
        reason(REASON.replace("维修", "购置").replace("12", "13"), "二"),
        reason(REASON.replace("12", "13"), "二", kind="completion"),
    ],
)
def test_the_same_reason_or_another_one_is_no_difference(other):
    assert findings(reason(REASON, "一"), other) == []


@pytest.mark.parametrize(("letters", "told"), [(9, 0), (10, 1)])
def test_a_short_reason_may_be_two_alike(letters, told):
    first, second = ("新增人员经费支出一二三四"[: letters - 2] + number for number in ("1名", "2名"))
    assert len(findings(reason(first, "一"), reason(second, "二"))) == told
