"""Numbers of subjects without a measure, judged by what stands beside them; and what two readings leave open."""

import pytest

from ingest.parsing.facts import Finding, Outcome, Severity
from tests.checks.correct_report import Draft, findings

FISCAL = "2023年度财政拨款收入1081.00万元，较上年决算数增加100.00万元，增长10.19%；财政拨款支出1081.00万元，较上年增加{}。"


def failed(number: str, *told: str) -> list[Finding]:
    draft = Draft()
    draft.prose[number] = (draft.prose[number][0], list(told))
    return [one for one in findings(draft) if one.outcome is Outcome.FAIL]


def checks(number: str, *told: str) -> set[tuple[str, str]]:
    return {(one.check, one.severity) for one in failed(number, *told)}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("100.00万元，增长10.19%", False),
        ("100.00万元，增长10.2%", False),
        ("100.00万元，增长19.10%", True),
        ("100.00万元，下降19.10%", False),  # the direction is P_DIRECTION's
        ("10.00万元，增长0.93%", False),
    ],
)
def test_a_change_beside_its_amount(change, wrong):
    told = {one.found for one in failed("四", FISCAL.format(change)) if one.check == "P_CHANGE"}
    assert told == ({"19.10"} if wrong else set())


def test_a_change_that_fits_another_amount_of_its_section_is_let_be():
    told = "财政拨款支出900.00万元，其中商品服务支出500.00万元，比上年增加100.00万元，增长12.5%。"
    assert "P_CHANGE" not in {one.check for one in failed("四", told)}
    assert "P_CHANGE" in {one.check for one in failed("四", told.replace("12.5%", "13.5%"))}


@pytest.mark.parametrize(("change", "wrong"), [("100.00", False), ("110.00", True)])
def test_the_prior_year_of_the_sentence(change, wrong):
    told = f"2023年度收、支总计1081.00万元。与上年981.00万元相比，增加{change}万元。"
    found = [one for one in failed("一", told) if one.message.startswith("本年数与所写的上年数")]
    assert [one.severity for one in found] == [Severity.WARNING] * wrong


def test_shares_of_three_public_and_of_basic_expenditure():
    three = "“三公”经费支出决算43.50万元，其中因公出国（境）费支出决算2.50万元，占{}%；公务接待费支出决算1.20万元，占2.76%。"
    assert ("P_SHARE", "warning") not in checks("九", three.format("5.75"))
    assert ("P_SHARE", "warning") in checks("九", three.format("7.55"))
    basic = "支出合计1081.00万元，其中：基本支出780.80万元，占72.23%，包括人员经费680.80万元，占基本支出的{}%；项目支出300.20万元，占27.77%。"
    assert ("P_SHARE", "warning") not in checks("三", basic.format("87.19"))
    assert ("P_SHARE", "warning") in checks("三", basic.format("78.19"))


def test_every_telling_of_a_part_of_three_public_is_held_against_the_form():
    told = "公务接待费支出决算为1.20万元。"
    again = "公务接待费支出{}万元，接待6批次，80人次。"
    assert ("N_SAME_FACT", "warning") not in checks("九", told, again.format("1.20"))
    assert ("N_SAME_FACT", "warning") in checks("九", told, again.format("2.10"))


def test_the_rate_of_a_part_of_three_public_told_without_its_amount():
    told = "公务接待费支出决算为1.20万元，接待6批次，80人次。"
    change = "与上年相比，公务接待费支出决算增加0.20万元，增长{}%。"
    assert ("P_CHANGE", "error") not in checks("九", told, change.format("20"))
    assert ("P_CHANGE", "error") in checks("九", told, change.format("25"))
    assert ("P_CHANGE", "error") not in checks("九", change.format("25"))  # no sentence gives the amount


@pytest.mark.parametrize(
    ("told", "severity"),
    [
        ("收入合计1081.00万元，与2022年度相比，收入合计增加110.00万元，增长11.33%。", Severity.INFO),
        ("收入合计1081.00万元，与2022年度相比，收入合计增加90.00万元，增长9.08%。", Severity.WARNING),
    ],
)
def test_a_part_may_have_been_less_last_year_but_never_more_than_its_whole(told, severity):
    found = {one.severity for one in failed("二", told) if one.check == "C_PRIOR_CONSIST"}
    assert severity in found
    assert (Severity.WARNING in found) is (severity is Severity.WARNING)


def test_the_balances_of_the_first_section_are_those_of_form_01():
    told = "2023年度收入总计1081.00万元，支出总计1081.00万元，其中：年初结转和结余{}万元。"
    draft = Draft()
    draft.cells["summary"] |= {"29": ["81.00"], "27": ["1000.00"]}
    for amount, wrong in (("81.00", False), ("18.00", True)):
        draft.prose["一"] = (draft.prose["一"][0], [told.format(amount)])
        found = {one.found for one in findings(draft, "N_TOTALS") if one.outcome is Outcome.FAIL}
        assert ("18.00" in found) is wrong and "81.00" not in found


def test_up_and_down_joined_by_a_pause_mark():
    assert ("P_DIRECTION", "warning") in checks(
        "一", "收、支总计1081.00万元，较上年增加100.00万元、下降10.19%。"
    )
    assert ("P_DIRECTION", "warning") not in checks("九", "公务接待费增加0.20万元，公务用车费与上年持平。")


def test_counts_that_follow_the_second_mention_of_their_part_are_found():
    told = failed(
        "九",
        "其中：公务接待费支出决算1.20万元，占100%；因公出国（境）费支出决算2.50万元；公务用车购置及运行费39.80万元。",
        "1.因公出国（境）费2.50万元。共1个团组，2人。",
        "2.公务用车购置及运行费39.80万元。其中购置费19.00万元，购置1辆；运行费20.80万元，保有量8辆。",
        "3.公务接待费1.20万元。共6批次，80人次。",
    )
    assert not {"SG_RECEPTION", "SG_ABROAD", "SG_CAR_BUY", "SG_CAR_RUN"} & {one.check for one in told}
