"""三公 from claims made by hand: its parts, its changes, the running costs of cars."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
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
    Source,
)
from tests.checks.test_edges_changes import claim, numbers

PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE
D = Decimal
PARTS = {
    "总": ("total", "“三公”经费合计"),
    "国": ("abroad", "因公出国（境）费"),
    "车": ("vehicle", "公务用车购置及运行费"),
    "购": ("vehicle_purchase", "公务用车购置费"),
    "运": ("vehicle_operation", "公务用车运行费"),
    "待": ("reception", "公务接待费"),
}
COUNTS = {
    "批": "reception.batches",
    "人": "reception.persons",
    "团": "abroad.groups",
    "出": "abroad.persons",
    "辆": "vehicle.count",
    "买": "vehicle_purchase.count",
}
COUNTS |= {"预": "reception.budget", "实": "reception.actual", "额": "total.budget", "计": "total.actual"}


def judged(check: str, *claims: Claim, counts="", texts=("说明。",), assets=()) -> list[Finding]:
    """Findings of one check; ``counts`` as “批6 人80”, “有8” for all cars; ``texts`` are section 九, None for no section."""
    measures = []
    for one in counts.split():
        key = "vehicles.total" if one[0] == "有" else f"three_public.{COUNTS[one[0]]}"
        measures.append(MeasureRead(key, D(one[1:]), section="十二" if one[0] == "有" else "九", page=25))
    sections = [Section(3, "十二", "国有资产占用情况", tuple(Paragraph(text, 26) for text in assets), 26)]
    if texts is not None:
        told = tuple(Paragraph(text, 24) for text in texts)
        sections.append(Section(3, "九", "财政拨款“三公”经费支出决算情况说明", told, 24))
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(
        source,
        None,
        "",
        (),
        2023,
        None,
        "万元",
        "",
        "",
        sections=tuple(sections),
        claims=claims,
        measures=tuple(measures),
    )
    return [one for one in check_report(report) if one.check == check]


def spent(part: str, amount: str | None, side="actual", **more) -> Claim:
    text = more.pop("text", f"{PARTS[part][1]}{amount}万元")
    return claim(
        "amount", f"three_public.{PARTS[part][0]}.{side}", amount=amount, text=text, section="九", **more
    )


def texts_of(one: Finding) -> list[str]:
    return [place.text for place in one.where]


@pytest.mark.parametrize(
    ("told", "outcome", "shown"),
    [
        ("总43.50 国2.50 车39.80 待1.20", PASS, ("43.50", "43.50", "0.00", "0.02")),
        ("总43.52 国2.50 车39.80 待1.20", ROUNDING, ("43.52", "43.50", "0.02", "0.02")),
        ("总43.53 国2.50 车39.80 待1.20", FAIL, ("43.53", "43.50", "0.03", "0.02")),
        ("总43.50 国2.50 车39.80", OPEN, ("43.50", "42.30", "1.20", "0.015")),
        ("总43.50 国5.50 车39.80", FAIL, ("43.50", "45.30", "1.80", "0.015")),
        ("车39.80 购19.00 运20.80", PASS, ("39.80", "39.80", "0.00", "0.015")),
        ("车39.80 购19.00 运21.80", FAIL, ("39.80", "40.80", "1.00", "0.015")),
        ("车39.80 运21.80", None, ()),
        ("总43.50 车39.80", None, ()),
        ("国2.50 车39.80 待1.20", None, ()),
    ],
)
@pytest.mark.parametrize("side", ["budget", "actual"])
def test_the_parts_of_three_public_in_the_words(told, outcome, shown, side):
    claims = [spent(one[0], one[1:], side) for one in told.split()]
    found = judged("SG_SUM", *claims)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        names = "总国车待" if told[0] == "总" else "车购运"
        whole, listed = PARTS[names[0]][1], "、".join(PARTS[name][1] for name in names[1:])
        label = "预算数" if side == "budget" else "决算数"
        assert one.message.startswith(f"{label}：{whole} {shown[0]}，{listed}之和 {shown[1]}，")
        assert ("文字没有写全各项" in one.message) is (outcome is OPEN)
        assert (numbers(one), texts_of(one)) == (shown, [c.text for c in claims])
    assert judged("SG_SUM", *claims, texts=None) == []


def moved(part: str, change: str, direction=Direction.INCREASE, base=Base.PRIOR_YEAR, **more) -> Claim:
    told = {
        "amount": "9.99",
        "change": change,
        "direction": direction,
        "base": base,
        "text": f"{part}{change}",
    }
    return claim("change", f"three_public.{PARTS[part][0]}.actual", **{**told, **more})


@pytest.mark.parametrize("base", list(Base))
@pytest.mark.parametrize(
    ("told", "outcome", "shown"),
    [
        ("总1.50 国1.00 车0.30 待0.20", PASS, ("1.50", "1.50", "0.00", "0.02")),
        ("总1.10 国1.00 车0.30 待-0.20", PASS, ("1.10", "1.10", "0.00", "0.02")),
        ("总-1.10 国-1.00 车-0.30 待0.20", PASS, ("-1.10", "-1.10", "0.00", "0.02")),
        ("总1.10 国-1.00 车-0.30 待0.20", FAIL, ("1.10", "-1.10", "2.20", "0.02")),
        ("总1.50 国1.00 车0.30", OPEN, ("1.50", "1.30", "0.20", "0.015")),
        ("车1.50 购1.00 运0.51", ROUNDING, ("1.50", "1.51", "0.01", "0.015")),
        ("总1.50 国1.00", None, ()),
    ],
)
def test_the_changes_of_the_parts_make_that_of_the_whole(base, told, outcome, shown):
    way = {True: Direction.DECREASE, False: Direction.INCREASE}
    claims = [moved(one[0], one[1:].lstrip("-"), way["-" in one], base) for one in told.split()]
    found = judged("SG_CHANGE_PARTS", *claims)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.startswith(
            f"{PARTS[told[0]][1]}的增减额：合计的增减额 {shown[0]}，各项增减额之和 {shown[1]}，"
        )
        assert ("文字没有写全各项的增减" in one.message) is (outcome is OPEN)
        assert (numbers(one), texts_of(one)) == (shown, [c.text for c in claims])
    others = [moved(one[0], one[1:].lstrip("-"), way["-" in one], base=None) for one in told.split()]
    assert judged("SG_CHANGE_PARTS", *others) == judged("SG_CHANGE_PARTS", claims[0], *others[1:]) == []


COST = "公务用车运行费20.80万元，其中：燃料费{}万元；维修费10.98万元；{}1.62万元{}。"


@pytest.mark.parametrize(
    ("text", "outcome", "shown"),
    [
        (COST.format("8.20", "保险费", ""), PASS, ("20.80", "20.80", "0.00", "0.02")),
        (COST.format("8.21", "保险费", ""), ROUNDING, ("20.80", "20.81", "0.01", "0.02")),
        (COST.format("9.20", "保险费", ""), FAIL, ("20.80", "21.80", "1.00", "0.02")),
        (COST.format("7.20", "保险费", ""), FAIL, ("20.80", "19.80", "1.00", "0.02")),
        (COST.format("7.20", "保险费", "等"), OPEN, ("20.80", "19.80", "1.00", "0.02")),
        (COST.format("7.20", "保险费", "，全年厉行节约等等"), FAIL, ("20.80", "19.80", "1.00", "0.02")),
        (COST.format("7.20", "停车费", ""), OPEN, ("20.80", "19.80", "1.00", "0.02")),
        (COST.format("9.20", "停车费", ""), FAIL, ("20.80", "21.80", "1.00", "0.02")),
        (COST.format("9.20", "保险费", "等"), FAIL, ("20.80", "21.80", "1.00", "0.02")),
        ("公务用车运行费20.80万元，其中：燃料费8.20万元。", None, ()),
        ("别处：燃料费8.20万元；维修费10.98万元；保险费1.62万元。", None, ()),
        ("燃料费8.20万元；维修费9.98万元。公务用车运行费20.80万元。", None, ()),
    ],
)
def test_the_running_costs_listed_after_their_sum(text, outcome, shown):
    own = spent("运", "20.80", text="公务用车运行费20.80万元")
    found = judged("SG_BREAKDOWN", spent("运", None), own, texts=["说明。", text])
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        third = "停车费" if "停车费" in text else "保险费"
        assert one.message.startswith(
            f"公务用车运行费：运行费 20.80，燃料费、维修费、{third}之和 {shown[1]}，"
        )
        assert ("文字没有写全各项" in one.message) is (outcome is OPEN)
        assert (numbers(one), texts_of(one)) == (shown, [own.text, text])


@pytest.mark.parametrize(
    ("counts", "reason", "text", "expected"),
    [
        ("预1.00 实1.20", "", "", [("待", FAIL, "0.20")]),
        ("预1.00 实1.20", "来访增加", "", [("待", PASS, "0.20")]),
        ("预1.00 实1.20", "", "公务接待费1.20万元，系因来访增加。", [("待", PASS, "0.20")]),
        ("预1.00 实1.20", "", "公务接待费1.20万元，来访增加。", [("待", FAIL, "0.20")]),
        ("预1.19 实1.20", "", "", []),  # as printed both may be the same
        ("预1.20 实1.20", "", "", []),
        ("预1.30 实1.20", "", "", []),
        ("实1.20", "", "", []),
        ("额5.00 计5.30 预1.00 实1.20", "来访增加", "", [("总", PASS, "0.30"), ("待", PASS, "0.20")]),
        ("额5.00 计5.30 预1.00 实1.20", "", "", [("总", FAIL, "0.30"), ("待", FAIL, "0.20")]),
    ],
)
def test_a_part_above_its_budget_gives_a_reason(counts, reason, text, expected):
    own = spent("待", "1.20", reason=reason)
    found = judged("SG_OVER_BUDGET", own, counts=counts, texts=["说明。", text])
    amounts = {one[0]: one[1:] for one in counts.split()}
    assert len(found) == len(expected)
    for one, (part, outcome, difference) in zip(found, expected, strict=True):
        actual, budget = (amounts[key] for key in ("计额" if part == "总" else "实预"))
        told = "报告说明了原因。" if outcome is PASS else "没有找到原因的说明。"
        assert one.message == f"{PARTS[part][1]}：决算 {actual} 大于预算 {budget}，{told}"
        assert (one.outcome, numbers(one)) == (outcome, (actual, budget, difference, ""))
        assert one.severity.value == ("info" if outcome is PASS else "warning")
        assert texts_of(one) == ["第九节", "第九节"]


@pytest.mark.parametrize(
    ("text", "percent", "outcome"),
    [
        ("80万元，预算120万元", "66.67", PASS),
        ("80万元，预算120万元", "66.9", FAIL),
        ("约80万元，预算120万元", "66.9", ROUNDING),
        ("80万元，预算约120万元", "66.9", ROUNDING),
    ],
)
def test_about_widens_a_completion_of_three_public(text, percent, outcome):
    told = {"amount": "80", "implied_base": "120", "percent": percent, "text": text}
    (one,) = judged("SG_RATE", claim("completion", "three_public.reception.actual", **told))
    assert (one.outcome, one.found) == (outcome, percent)
    assert one.message.startswith("公务接待费完成率：80.00 ÷ 120.00 = 66.67%，")
    assert texts_of(one) == [text, text]
