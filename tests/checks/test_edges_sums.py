"""Sums in the narrative: classes, items, listed projects, the parts of a reason."""

import pytest

from ingest.parsing.facts import Claim, Direction, Severity
from tests.checks.correct_report import Draft, findings
from tests.checks.test_edges_changes import claim
from tests.checks.test_edges_told import FAIL, OPEN, PASS, ROUNDING, D, judged, outcomes

UP, DOWN, SAME = Direction.INCREASE, Direction.DECREASE, Direction.UNCHANGED


def numbers(one) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


def reason(text: str, change="10.00", direction=UP, **more) -> Claim:
    told = {"amount": "90.00", "change": change, "direction": direction, "reason": text, "text": text}
    return claim("change", "item.2010301.actual", **{**told, **more})


REASONS = [
    # the reason, the change and its direction → outcome, the sum, the change, its tolerance
    ("养护增加6.00万元、巡查增加4.00万元", ("10.00", UP), PASS, ("10.00", "10.00", "0.00", "0.015")),
    ("养护增加6.00万元、巡查4.00万元", ("10.00", UP), PASS, ("10.00", "10.00", "0.00", "0.015")),
    ("养护减少6.00万元、巡查减少4.00万元", ("10.00", DOWN), PASS, ("-10.00", "-10.00", "0.00", "0.015")),
    ("养护减少6.00万元、巡查减少4.00万元", ("10.00", UP), FAIL, ("-10.00", "10.00", "20.00", "0.015")),
    ("养护增加6.00万元、巡查减少4.00万元", ("2.00", UP), PASS, ("2.00", "2.00", "0.00", "0.015")),
    ("养护增加6.00万元、巡查减少4.00万元", ("2.00", DOWN), FAIL, ("2.00", "-2.00", "4.00", "0.015")),
    ("养护追加6.00万元、巡查结余4.01万元", ("2.00", UP), ROUNDING, ("1.99", "2.00", "0.01", "0.015")),
    ("养护新增1，006.00万元、巡查少支1,004.00万元", ("2.00", UP), PASS, ("2.00", "2.00", "0.00", "0.015")),
    (
        "养护增加6.00万元（其中绿地增加3.00万元）、巡查增加4.00万元",
        ("10.00", UP),
        PASS,
        ("10.00", "10.00", "0.00", "0.015"),
    ),
    (
        "养护增加6.00万元、巡查增加4.00万元（其中绿地增加3.00万元",
        ("10.00", UP),
        PASS,
        ("10.00", "10.00", "0.00", "0.015"),
    ),
    (
        "养护增加6.00万元（绿地(北)增加1.00万元）、巡查增加4.00万元",
        ("10.00", UP),
        PASS,
        ("10.00", "10.00", "0.00", "0.015"),
    ),
    ("养护增加3.00万元、巡查增加2.00万元", ("10.00", UP), FAIL, ("5.00", "10.00", "5.00", "0.015")),
    ("养护增加3.00万元、巡查增加1.99万元", ("10.00", UP), None, ()),  # less than half: examples only
    ("养护增加3.00万元、巡查减少8.01万元", ("10.00", UP), FAIL, ("-5.01", "10.00", "15.01", "0.015")),
    ("养护6.00万元、巡查增加4.00万元", ("10.00", UP), None, ()),  # the first has no direction
    ("养护增加10.00万元", ("10.00", UP), None, ()),
    ("人员增加", ("10.00", UP), None, ()),
    ("养护增加6.00万元、巡查增加4.00万元", ("-10.00", UP), PASS, ("10.00", "10.00", "0.00", "0.015")),
    ("养护增加6.00万元、巡查增加4.00万元", (None, UP), None, ()),
    ("养护增加6.00万元、巡查增加4.00万元", ("10.00", None), None, ()),
    ("养护增加6.00万元、巡查增加4.00万元", ("10.00", SAME), PASS, ("10.00", "10.00", "0.00", "0.015")),
]


@pytest.mark.parametrize(("text", "told", "outcome", "expected"), REASONS)
def test_the_parts_of_a_reason_make_its_change(text, told, outcome, expected):
    one = reason(text, *told)
    found = judged("N_REASON_SUM", claim("amount", "public", amount="1.00"), one, one)
    assert outcomes(found) == ([] if outcome is None else [outcome])
    for finding in found:
        assert (numbers(finding), finding.claim) == (expected, 1)
        assert finding.severity is Severity.INFO
        assert finding.message.startswith(
            f"原因中所写的数（不一定写全）：增减相抵后 {expected[0]}，增减额 {expected[1]}，"
        )
        assert [(place.page, place.text) for place in finding.where] == [(20, text)]


@pytest.mark.parametrize(
    ("kind", "amount", "base", "outcome"),
    [
        ("completion", "90.00", "80.00", PASS),
        ("completion", "80.00", "90.00", FAIL),
        ("completion", "90.00", "79.00", FAIL),
        ("completion", None, "80.00", None),
        ("completion", "90.00", None, None),
        ("amount", "90.00", "80.00", None),
    ],
)
def test_a_reason_of_a_completion_explains_amount_less_budget(kind, amount, base, outcome):
    told = claim(kind, "public", amount=amount, implied_base=base, reason=REASONS[0][0], percent="112.5")
    assert outcomes(judged("N_REASON_SUM", told)) == ([] if outcome is None else [outcome])
    for finding in judged("N_REASON_SUM", told):
        assert finding.expected == f"{D(amount) - D(base):.2f}"


BY_CLASS = (
    "年初预算为100.00万元，支出决算为90.00万元。",
    "公共服务年初预算为60.00万元，支出决算为50.00万元。",
    "卫生健康年初预算数为40.00万元，支出决算数为40.00万元。",
)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (BY_CLASS, [(PASS, "90.00", "90.00", ""), (PASS, "100.00", "100.00", "")]),
        (
            (BY_CLASS[0].replace("90.00", "95.00"), *BY_CLASS[1:]),
            [(FAIL, "90.00", "95.00", ""), (PASS, "100.00", "100.00", "")],
        ),
        (
            (BY_CLASS[0].replace("100.00", "1，00.01"), *BY_CLASS[1:]),
            [(PASS, "90.00", "90.00", ""), (ROUNDING, "100.00", "100.01", "")],
        ),
        (
            (*BY_CLASS, "住房年初预算为5.00万元，决算为5.00万元。"),
            [(PASS, "90.00", "90.00", ""), (PASS, "100.00", "100.00", "")],
        ),
        (
            (
                BY_CLASS[0].replace("90.00", "95.00"),
                *BY_CLASS[1:],
                "住房年初预算为5.00万元，决算为5.00万元。",
            ),
            [(OPEN, "90.00", "95.00", "文字写有 4 处预算，读到 3 处"), (PASS, "100.00", "100.00", "")],
        ),
        ((BY_CLASS[0].replace("90.00", "约91"), *BY_CLASS[1:]), []),
        ((BY_CLASS[0].replace("90.00万元", "90多万元"), *BY_CLASS[1:]), []),
        (BY_CLASS[:2], []),
    ],
)
def test_a_narrative_that_tells_classes_only_is_summed_by_class(texts, expected):
    found = judged("N_ITEM_SUM", texts=texts)
    assert len(found) == len(expected)
    for one, (outcome, summed, whole, doubt), what in zip(
        found, expected, ("各类支出决算", "各类年初预算"), strict=False
    ):
        assert (one.outcome, one.found, one.expected) == (outcome, summed, whole)
        assert one.message.startswith(f"{what}：所列 2 个数之和 {summed}，总数 {whole}，")
        assert doubt in one.message and one.message.endswith("，无法核对。") is bool(doubt)
        assert [place.text for place in one.where] == list(texts[:3])
    assert judged("N_ITEM_SUM", texts=texts, number="七") == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_about_in_a_class_widens_its_amount(place):
    plain = [text.replace(".00", "") for text in BY_CLASS]
    off = [plain[0].replace("90万", "90.4万"), *plain[1:]]
    assert outcomes(judged("N_ITEM_SUM", texts=off)) == [FAIL, PASS]
    about = [*off]
    digits = ("90.4", "50", "40")[place]
    about[place] = about[place] + f"即约{digits}万元。"
    assert outcomes(judged("N_ITEM_SUM", texts=about)) == [FAIL if place == 0 else ROUNDING, PASS]


def items(*told: tuple[str, str], side="actual") -> list[Claim]:
    return [
        claim("amount", f"item.20{n}0101.{side}", amount=amount, text=f"{n}（项）{amount}", section=section)
        for n, (amount, section) in enumerate(told, 101)
    ]


@pytest.mark.parametrize(
    ("whole", "named", "outcome", "doubt"),
    [
        ("100.00", 2, PASS, ""),
        ("100.01", 2, ROUNDING, ""),
        ("101.00", 2, FAIL, ""),
        ("101.00", 3, OPEN, "文字写有 3 个项，读到 2 个"),
    ],
)
@pytest.mark.parametrize(
    ("side", "measure"), [("actual", "general_budget_expenditure"), ("budget", "initial_budget")]
)
def test_the_items_make_the_whole(side, measure, whole, named, outcome, doubt):
    told = items(("60.00", "五"), ("40.00", "五"), ("7.00", "七"), side=side)
    other = items(("1.00", "五")) if side == "budget" else []
    total = claim("amount", measure, amount=whole, text="总")
    found = judged(
        "N_ITEM_SUM",
        *told,
        *told[:1],
        *other,
        total,
        texts=["某某（项）" * named + "本部门使用的支出功能分类科目（项）"],
    )
    (one,) = found
    what, label = {"actual": ("各项支出决算", "支出决算"), "budget": ("各项年初预算", "年初预算")}[side]
    assert one.message.startswith(f"{what}：所列 2 个数之和 100.00，{label} {whole}，")
    assert one.outcome is outcome and one.message.endswith(f"；{doubt}，无法核对。") is bool(doubt)
    assert numbers(one)[:2] == ("100.00", whole)
    assert [place.text[:3] for place in one.where] == ["总", "101", "102"]
    assert judged("N_ITEM_SUM", told[0], total) == judged("N_ITEM_SUM", *told) == []


@pytest.mark.parametrize(
    ("percents", "told", "outcome"),
    [
        (("60", "40"), 2, FAIL),
        (("60", "40.8"), 5, FAIL),  # forced shares need not make 100 to the last unit
        (("60", "40.9"), 5, OPEN),
        (("60", "39.2"), 5, FAIL),
        (("60", "39.1"), 5, OPEN),
        (("60", "30"), 2, FAIL),  # all that are told were read
        (("60", None), 5, OPEN),
    ],
)
def test_the_classes_make_the_whole_where_all_were_read(percents, told, outcome):
    parts = [
        claim("share", f"class.20{n}", amount=amount, percent=percent, text=f"第{n}类")
        for n, (amount, percent) in enumerate(zip(("600.00", "400.00"), percents, strict=True), 1)
    ]
    whole = claim("amount", "general_budget_expenditure", amount="1081.00", text="总")
    (one,) = judged("N_CLASS_SUM", *parts, whole, texts=["（类）支出1.00万元，占9%；" * told])
    assert (one.outcome, numbers(one)) == (outcome, ("1000.00", "1081.00", "81.00", "0.015"))
    assert one.message.startswith("各类支出：所列 2 个数之和 1,000.00，一般公共预算财政拨款支出 1,081.00，")
    assert ("所读到的类的占比之和不是 100%，可能没有读全" in one.message) is (outcome is OPEN)
    assert [place.text for place in one.where] == ["总", "第1类", "第2类"]
    assert judged("N_CLASS_SUM", parts[0], whole) == judged("N_CLASS_SUM", *parts) == []


@pytest.mark.parametrize(
    ("amount", "outcome"), [("180.20万元", PASS), ("180.21万元", ROUNDING), ("180.30万元", FAIL)]
)
def test_listed_projects_make_the_project_expenditure(amount, outcome):
    draft = Draft()
    draft.say("五", "绿化养护经费180.20万元", f"绿化养护经费{amount}")
    (one,) = findings(draft, "N_PROJECT_LIST")
    summed = f"{120 + D(amount[:-2]):.2f}"
    assert (one.outcome, one.found, one.expected) == (outcome, summed, "300.20")
    assert one.message.startswith(f"所列项目：所列 2 个数之和 {summed}，项目支出 300.20，")
