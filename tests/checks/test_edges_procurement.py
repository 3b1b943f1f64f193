"""政府采购 from claims made by hand: sums, shares of either whole, reserved amounts, shares of every category."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Claim, Finding, Outcome, Paragraph, Report, Section, Severity, Source

KEYS = {"总": "total", "货": "goods", "工": "works", "服": "services", "中": "sme", "微": "micro"}
PASS, ROUNDING, FAIL = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL


def amounts(told: str) -> list[Claim]:
    """“总60.00 货40.00” as claims, each with a text of its own."""
    return [
        Claim("amount", f"procurement.{KEYS[one[0]]}", Decimal(one[1:]), page=21, text=f"{one}万元")
        for one in told.split()
    ]


def findings(check: str, claims: list[Claim], *paragraphs: str) -> list[Finding]:
    section = Section(3, "十一", "政府采购支出情况", tuple(Paragraph(one, 22) for one in paragraphs), 22)
    early = Section(2, "", "部门决算表", tuple(Paragraph(one, 9) for one in paragraphs), 9)
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(
        source, None, "", (), 2023, None, "万元", "", "", sections=(early, section), claims=tuple(claims)
    )
    return [one for one in check_report(report) if one.check == check]


def numbers(one: Finding) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


def places(one: Finding) -> list[tuple]:
    return [(place.page, place.text) for place in one.where]


@pytest.mark.parametrize(
    ("told", "outcome", "listed", "expected"),
    [
        ("总60.00 货40.00 工5.00 服15.00", PASS, "货物、工程、服务之和", ("60.00", "60.00", "0.00", "0.02")),
        (
            "总60.02 货40.00 工5.00 服15.00",
            ROUNDING,
            "货物、工程、服务之和",
            ("60.02", "60.00", "0.02", "0.02"),
        ),
        ("总60.03 货40.00 工5.00 服15.00", FAIL, "货物、工程、服务之和", ("60.03", "60.00", "0.03", "0.02")),
        ("总60.00 货40.00 服25.00", FAIL, "货物、服务之和", ("60.00", "65.00", "5.00", "0.015")),
        ("总60.00 服60.00", PASS, "服务之和", ("60.00", "60.00", "0.00", "0.01")),
        ("总60.00 货40.00 工5.00 服10.00", FAIL, "货物、工程、服务之和", ("60.00", "55.00", "5.00", "0.02")),
    ],
)
def test_the_kinds_make_the_total(told, outcome, listed, expected):
    (found,) = findings("PR_SUM", amounts(told))
    assert (found.outcome, numbers(found)) == (outcome, expected)
    assert found.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)
    assert found.message.startswith(f"政府采购支出：总额 {expected[0]}，{listed} {expected[1]}，")
    assert places(found) == [(21, f"{one}万元") for one in told.split()]


@pytest.mark.parametrize("told", ["总60.00", "货40.00 工5.00 服15.00", "中10.00"])
def test_a_total_or_its_kinds_alone_say_nothing(told):
    assert findings("PR_SUM", amounts(told)) == []


@pytest.mark.parametrize(
    ("told", "passed", "failed"),
    [
        ("总60.00 中60.00 微45.00", "2 项全部吻合。", []),
        ("总60.00 中50.00", "授予中小企业的合同金额不大于采购总额，吻合。", []),
        ("中50.00 微50.00", "授予小微企业的合同金额不大于中小企业，吻合。", []),
        ("总60.00 微60.00", "授予小微企业的合同金额不大于采购总额，吻合。", []),
        ("总60.00 中70.00", "", ["授予中小企业的合同金额：中小企业 70.00，不应大于采购总额 60.00，"]),
        ("总60.00 微70.00", "", ["授予小微企业的合同金额：小微企业 70.00，不应大于采购总额 60.00，"]),
        (
            "总90.00 中60.00 微70.00",
            "授予中小企业的合同金额不大于采购总额，吻合。",
            ["授予小微企业的合同金额：小微企业 70.00，不应大于中小企业 60.00，"],
        ),
        ("总60.00", "", []),
        ("微60.00", "", []),
    ],
)
def test_what_went_to_small_enterprises_is_no_more_than_the_whole(told, passed, failed):
    found = findings("PR_SME", amounts(told))
    assert [one.message for one in found if one.outcome is PASS] == [passed][: bool(passed)]
    wrong = [one for one in found if one.outcome is FAIL]
    assert [one.message.split("相差")[0] for one in wrong] == failed
    for one in wrong:
        assert one.severity is Severity.ERROR
        assert numbers(one) == ("70.00", "60.00", "10.00", "0.01")
        assert [text[1:] for _, text in places(one)] == ["70.00万元", "60.00万元"]
    if passed.startswith("授予"):
        assert [text[0] for _, text in places(found[0])] == ([KEYS_OF[passed[2:4]], KEYS_OF[passed[14:16]]])


KEYS_OF = {"中小": "中", "小微": "微", "采购": "总"}


def share(key: str, amount: str, percent: str, whole: str = "", text: str = "") -> Claim:
    number = Decimal(percent) if percent else None
    text = text or f"授予{key}{amount}万元，占{percent}%"
    of = f"procurement.{whole}" if whole else ""
    return Claim(
        "share", f"procurement.{KEYS[key]}", Decimal(amount), percent=number, page=23, text=text, whole=of
    )


@pytest.mark.parametrize(
    ("claim", "outcome", "label", "of", "expected"),
    [
        (share("中", "30.00", "50"), PASS, "中小", "60.00", ()),
        (share("微", "20.00", "33.33", "total"), PASS, "小微", "60.00", ()),
        (share("微", "20.00", "66.67", "sme"), PASS, "小微", "30.00", ()),
        (share("微", "20.00", "66.67", "total"), FAIL, "小微", "60.00", ("66.67", "33.33", "33.34", "0.01")),
        (share("中", "30.00", "60"), FAIL, "中小", "60.00", ("60", "50.0", "10.0", "0.5")),
        (share("微", "20.00", "33.33", "sme"), FAIL, "小微", "30.00", ("33.33", "66.67", "33.34", "0.03")),
        (share("微", "20.00", "66.67"), PASS, "小微", "30.00", ()),
        (share("微", "20.00", "33.3"), PASS, "小微", "60.00", ()),
        (share("微", "20.00", "50.00"), FAIL, "小微", "60.00", ("50.00", "33.33", "16.67", "0.01")),
        (
            share("微", "20.00", "33.32", "total"),
            ROUNDING,
            "小微",
            "60.00",
            ("33.32", "33.33", "0.01", "0.01"),
        ),
        (
            share("微", "20", "34.00", "total", "约20万元，占34%"),
            ROUNDING,
            "小微",
            "60.00",
            ("34.00", "33.33", "0.67", "0.84"),
        ),
    ],
)
def test_a_share_of_the_whole_that_the_sentence_names_or_of_either(claim, outcome, label, of, expected):
    claims = [*amounts("总60.00 中30.00"), claim]
    found = [one for one in findings("PR_SME", claims) if one.outcome is not PASS]
    if outcome is PASS:  # it is counted with the amounts that are no more than their whole
        more = 2 if label == "小微" else 1
        assert [one.message for one in findings("PR_SME", claims)] == [f"{more + 1} 项全部吻合。"]
        return
    (one,) = found
    assert (one.outcome, numbers(one), one.claim) == (outcome, expected, 2)
    assert one.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)
    amount = f"{claim.amount:.2f}"
    assert one.message.startswith(f"授予{label}企业合同金额的占比：{amount} ÷ {of} = {expected[1]}%，")
    whole = "总60.00万元" if of == "60.00" else "中30.00万元"
    assert places(one) == [(23, claim.text), (21, whole)]


RESERVED = "预留份额：由中小企业供应商中标或成交的，采购金额{}万元；未预留份额：由中小企业供应商中标或成交的，采购金额为{}万元。"


@pytest.mark.parametrize(
    ("texts", "outcome", "summed"),
    [
        ([RESERVED.format("40.00", "20.00")], None, ""),
        ([RESERVED.format("40.00", "20.01")], ROUNDING, "60.01"),
        ([RESERVED.format("40.00", "30.00")], FAIL, "70.00"),
        ([RESERVED.format("1，040.00", "2,030.00")], FAIL, "3070.00"),
        ([RESERVED.format("61", "5")], FAIL, "66"),
        (["由中小企业供应商中标或成交的，采购金额为70.00万元。"], None, ""),
        (
            ["由小微企业供应商中标或成交的，采购金额为70.00万元；" + RESERVED.format("40.00", "20.00")],
            None,
            "",
        ),
        (
            ["由小微企业供应商中标或成交的，采购金额为9.00万元；" + RESERVED.format("41.00", "20.00")],
            FAIL,
            "61.00",
        ),
        (
            [
                "采购情况如下。",
                "由中小企业供应商中标或成交的，采购金额为1万元。",
                RESERVED.format("41.00", "20.00"),
            ],
            FAIL,
            "61.00",
        ),
        ([RESERVED.format("40.00", "20.00"), RESERVED.format("41.00", "20.00")], None, ""),
    ],
)
def test_reserved_and_other_procurement_together(texts, outcome, summed):
    found = findings("PR_SME", amounts("总60.00"), *texts)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert (one.found, one.expected) == (summed, "60.00")
        shown = f"{Decimal(summed):,.2f}"
        told = f"由中小企业中标或成交的采购金额（预留的与其他的）：之和 {shown}，不应大于采购总额 60.00，"
        assert one.message.startswith(told)
        assert places(one) == [(22, texts[-1]), (21, "总60.00万元")]
    assert findings("PR_SME", [], *texts) == []


SHARES = "货物采购授予中小企业合同金额占货物支出金额的{}%，工程采购授予中小企业合同金额占工程支出金额的{}%，服务采购授予中小企业合同金额占服务支出金额的{}％。"


@pytest.mark.parametrize(
    ("medium", "shares", "outcome", "expected"),
    [
        ("中38.50", ("50", "100", "90"), PASS, ("38.50", "38.50", "0.00", "0.61")),
        ("中39.10", ("50", "100", "90"), ROUNDING, ("38.50", "39.10", "0.60", "0.61")),
        ("中39.20", ("50", "100", "90"), FAIL, ("38.50", "39.20", "0.70", "0.61")),
        ("中45.00", ("50", "100", "90"), FAIL, ("38.50", "45.00", "6.50", "0.61")),
    ],
)
def test_the_categories_make_what_went_to_medium_enterprises(medium, shares, outcome, expected):
    text = SHARES.format(*shares)
    (one,) = findings(
        "PR_SME_CAT", amounts(f"总60.00 货40.00 工5.00 服15.00 {medium}"), "采购情况如下。", text
    )
    assert (one.outcome, *numbers(one)[:3]) == (outcome, *expected[:3])
    assert Decimal(one.tolerance) == pytest.approx(Decimal(expected[3]), abs=Decimal("0.02"))
    told = f"各类采购按占比计算的授予中小企业金额：之和 {expected[0]}，授予中小企业合同金额 {expected[1]}，"
    assert one.message.startswith(told)
    assert places(one) == [(22, text), (21, f"{medium}万元")]


@pytest.mark.parametrize(
    ("told", "shares", "outcome", "first", "said"),
    [
        (
            "货40.00 工5.00 服15.00",
            ("100", "100", "100"),
            PASS,
            "100",
            "货物 100%、工程 100%、服务 100%，吻合。",
        ),
        (
            "货40.00 工5.00 服15.00",
            ("66.7", "100", "25"),
            FAIL,
            "66.7",
            "货物 66.7%、服务 25%，请对照占比的分母。",
        ),
        ("货40.00 工5.00 服15.00", ("100", "8.3", "100"), FAIL, "8.3", "工程 8.3%，请对照占比的分母。"),
        ("货45.00 工0.00 服15.00", ("100", "0", "100"), PASS, "100", "货物 100%、服务 100%，吻合。"),
        ("货45.00 服15.00", ("100", "0", "100"), PASS, "100", "货物 100%、服务 100%，吻合。"),
    ],
)
def test_where_all_went_to_medium_enterprises_every_category_did(told, shares, outcome, first, said):
    text = SHARES.format(*shares)
    (one,) = findings("PR_SME_CAT", amounts(f"总60.00 中60.00 {told}"), text)
    assert (one.outcome, one.severity) == (outcome, Severity.INFO if outcome is PASS else Severity.ERROR)
    assert one.message == f"采购全部授予中小企业时，各类采购授予中小企业的占比应为 100%，报告写{said}"
    assert numbers(one) == (first, "100", f"{abs(100 - Decimal(first)):f}", "")
    assert places(one) == [(22, text)]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("总60.00 中30.00 货40.00 工5.00 服15.00", "货物采购授予中小企业合同金额占货物支出金额的50%。"),
        ("总60.00 货40.00 工5.00 服15.00", SHARES.format(50, 50, 50)),
        ("中30.00 货40.00 工5.00 服15.00", SHARES.format(50, 50, 50)),
        ("总60.00 中30.00 货40.00 工5.00 服15.00", "货物采购授予中小企业合同金额占服务支出金额的50%。"),
    ],
)
def test_categories_that_are_not_all_told_say_nothing(told, text):
    assert findings("PR_SME_CAT", amounts(told), text) == []
