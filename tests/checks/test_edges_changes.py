"""What the prose says of changes, from claims made by hand: words beside numbers, and one sentence against another."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Base, Claim, Direction, Finding, Outcome, Report, Severity, Source
from tests.checks.correct_report import Draft, bind

UP, DOWN, SAME = Direction.INCREASE, Direction.DECREASE, Direction.UNCHANGED
PRIOR, INITIAL, FULL = Base.PRIOR_YEAR, Base.INITIAL_BUDGET, Base.FULL_YEAR_BUDGET
NUMBERS = ("amount", "change", "percent", "implied_base")


def claim(kind: str, measure: str, **told) -> Claim:
    """A claim on page 20 of section 五; numbers as text."""
    told = {name: Decimal(v) if name in NUMBERS and v is not None else v for name, v in told.items()}
    return Claim(**{"kind": kind, "measure": measure, "amount": None, "page": 20, "section": "五", **told})


def findings(check: str, *claims: Claim) -> list[Finding]:
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(source, None, "", (), 2023, None, "万元", "", "", claims=claims)
    return [one for one in check_report(report) if one.check == check]


def numbers(one: Finding) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


GREATER, SMALLER, EQUAL = ("大于", "高于", "超过"), ("小于", "低于", "少于"), ("等于", "持平于")
PAIRS = {"more": ("10.00", "9.00"), "less": ("9.00", "10.00"), "same": ("10.00", "10.00")}
SOUND = {"more": GREATER, "less": SMALLER, "same": EQUAL}


@pytest.mark.parametrize("relation", PAIRS)
@pytest.mark.parametrize("word", GREATER + SMALLER + EQUAL)
def test_every_word_of_comparison(word, relation):
    amount, budget = PAIRS[relation]
    text = f"支出决算为{amount}万元，支出决算数{word}年初预算数的主要原因是"
    told = claim(
        "completion", "item.2010301.actual", amount=amount, implied_base=budget, base=INITIAL, text=text
    )
    (found,) = findings("P_COMPARE_WORD", told)
    sound = word in SOUND[relation]
    assert (found.outcome is Outcome.PASS) is sound
    assert found.severity is (Severity.INFO if sound else Severity.WARNING)
    plain = "大于" if word in GREATER else "小于" if word in SMALLER else "等于"
    ending = "，吻合。" if sound else "，请对照。"
    assert found.message == f"写的是“决算数{plain}预算数”，决算 {amount}，预算 {budget}{ending}"
    assert (numbers(found), found.claim) == ((amount, budget, "", ""), 0)
    assert [(place.page, place.text) for place in found.where] == [(20, text)]


@pytest.mark.parametrize(
    ("text", "amount", "budget", "outcome"),
    [
        ("决算数与年初预算数持平", "10.00", "10.00", Outcome.PASS),
        ("决算数与预算数一致", "10.00", "10.01", Outcome.PASS),  # as printed both may be the same
        ("决算与全年预算数相等", "10.00", "10.02", Outcome.FAIL),
        ("决算数等于约10万元的预算数，决算数等于预算数", "10.40", "10", Outcome.PASS),
        ("决算数等于预算数，约10.4万元", "10.4", "10.45", Outcome.PASS),
        ("决算数大于预算数", "10.01", "10.00", Outcome.PASS),
        ("决算数小于预算数", "10.01", "10.00", Outcome.FAIL),
    ],
)
def test_equal_means_what_rounding_allows(text, amount, budget, outcome):
    told = claim("amount", "abc.actual", amount=amount, implied_base=budget, base=FULL, text=text)
    assert [one.outcome for one in findings("P_COMPARE_WORD", told)] == [outcome]


@pytest.mark.parametrize(
    ("measure", "budget_measure", "text", "judged"),
    [
        ("general_budget_expenditure", "initial_budget", "决算数大于预算数", True),
        ("general_budget_expenditure", "general_budget_expenditure.budget", "决算数大于预算数", False),
        ("item.2010301.actual", "item.2010301.budget", "决算数大于预算数", True),
        ("item.2010301.actual", "item.2010302.budget", "决算数大于预算数", False),
        ("item.2010301.budget", "item.2010301.budget.budget", "决算数大于预算数", False),
        ("item.2010301.actual", "item.2010301.budget", "决算数大于预算数，决算数小于预算数", False),
        ("item.2010301.actual", "item.2010301.budget", "决算数与预算数", False),
        ("item.2010301.actual", "item.2010301.budget", "决算数多过预算数", False),
    ],
)
def test_the_budget_is_that_of_the_same_sentence(measure, budget_measure, text, judged):
    own = claim("amount", measure, amount="9.00", text=text)
    budget = claim("amount", budget_measure, amount="8.00", text=text)
    expected = [Outcome.PASS] if judged else []
    assert [one.outcome for one in findings("P_COMPARE_WORD", own, budget)] == expected
    assert findings("P_COMPARE_WORD", own, replace(budget, text="别处")) == []
    assert findings("P_COMPARE_WORD", replace(own, kind="share"), budget) == []
    assert [one.outcome for one in findings("P_COMPARE_WORD", own, own, budget)] == expected


@pytest.mark.parametrize(
    ("word", "outcome"), [("小于", Outcome.PASS), ("大于", Outcome.PASS), ("等于", Outcome.FAIL)]
)
def test_of_two_budgets_the_word_may_mean_either(word, outcome):
    text = f"年初预算为8万元，全年预算为10万元，支出决算为9万元。决算数{word}预算数"
    own = claim("amount", "general_budget_expenditure", amount="9.00", text=text)
    budgets = [
        claim("amount", key, amount=told, text=text)
        for key, told in (("initial_budget", "8"), ("full_year_budget", "10"))
    ]
    assert [one.outcome for one in findings("P_COMPARE_WORD", own, *budgets)] == [outcome]


def change(amount, by, percent=None, direction=UP, measure="income_total", **more) -> Claim:
    number = lambda text: None if text is None else Decimal(text)  # noqa: E731
    size, sign = number(by), -1 if direction is UP else 1
    base = number(amount) + sign * size if amount and by else None
    told = {"base": PRIOR, "direction": direction, "text": f"{measure} {amount} {by}", "implied_base": base}
    return claim("change", measure, amount=amount, change=by, percent=percent, **{**told, **more})


@pytest.mark.parametrize(
    ("first", "second", "outcome", "told"),
    [
        (("50", UP), ("50.00", UP), "pass", ("50.00", "50.00", "0.00", "0.02")),
        (("50.00", UP), ("50.01", UP), "rounding", ("49.99", "50.00", "0.01", "0.02")),
        (("50.00", UP), ("50.02", UP), "rounding", ("49.98", "50.00", "0.02", "0.02")),
        (("50.00", UP), ("50.03", UP), "fail", ("49.97", "50.00", "0.03", "0.02")),
        (("50.00", UP), ("50.00", DOWN), "fail", ("150.00", "50.00", "100.00", "0.02")),
        (("20.00", DOWN), ("20.00", DOWN), "pass", ("120.00", "120.00", "0.00", "0.02")),
        (("-20.00", DOWN), ("20.00", DOWN), "pass", ("120.00", "120.00", "0.00", "0.02")),
        (("0.00", UP), ("0.00", SAME), "pass", ("100.00", "100.00", "0.00", "0.015")),
        (("30.00", SAME), ("30.00", None), "pass", ("100.00", "100.00", "0.00", "0.01")),
    ],
)
def test_two_totals_equal_this_year_imply_one_prior_year(first, second, outcome, told):
    claims = [
        change("100.00", by, direction=way, measure=measure, section=section, page=page)
        for (by, way), measure, section, page in zip(
            (first, second), ("income_total", "expenditure_total"), "一四", (18, 21), strict=True
        )
    ]
    (found,) = findings("C_PRIOR_CONSIST", *claims)
    assert (found.outcome.value, numbers(found), found.claim) == (outcome, told, 1)
    assert found.severity is (Severity.WARNING if outcome == "fail" else Severity.INFO)
    assert found.message.startswith(
        f"本年数相同、由增减额推算的上年数（上年收支范围相同时应相同）：第四节 {Decimal(told[0]):.2f}，第一节 "
    )
    assert [(place.page, place.text) for place in found.where] == [(21, claims[1].text), (18, claims[0].text)]


@pytest.mark.parametrize(
    "other",
    [
        {"amount": Decimal("101.00")},
        {"base_year": 2021},
        {"base": INITIAL},
        {"measure": "three_public.total.actual"},
        {"kind": "amount"},
        {"change": None},
        {"amount": None},
    ],
)
def test_what_does_not_imply_the_same_prior_year_is_not_compared(other):
    one, two = change("100.00", "50.00"), change("100.00", "40.00", measure="fiscal_total")
    assert [found.outcome for found in findings("C_PRIOR_CONSIST", one, two)] == [Outcome.FAIL]
    assert findings("C_PRIOR_CONSIST", one, replace(two, **other)) == []
    assert findings("C_PRIOR_CONSIST", replace(one, **other), two) == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("收入100万元，增加50万元", Outcome.FAIL),
        ("收入100万元，增加约50万元", Outcome.ROUNDING),
        ("收入约100万元，增加50万元", Outcome.ROUNDING),
        ("收入100万元，约增加50万元", Outcome.FAIL),
    ],
)
def test_about_in_a_sentence_widens_the_prior_year_it_implies(text, outcome):
    one, about = change("100", "50.30"), change("100", "50", measure="fiscal_total", text=text)
    assert [found.outcome for found in findings("C_PRIOR_CONSIST", one, about)] == [outcome]
    assert [found.outcome for found in findings("C_PRIOR_CONSIST", about, one)] == [outcome]


SLOT = [
    # the claim in question, the other one, what is told, expected
    (change(None, "100.00"), change("100.00", "8.00", "8.70"), "金额空白，而增减额 100.00 等于总额", "8.00"),
    (
        change("100.00", "100.00"),
        change("100.00", "8.00", "8.70"),
        "增减额 100.00 等于本年数，而别处的增减额是 8.00",
        "8.00",
    ),
    (change("100.00", "8.70"), change("100.00", "8.00", "8.70"), "增减额 8.70 是别处的增减率", "8.00"),
    (
        change("100.00", "8.70", "8.00"),
        change("100.00", "8.00", "8.70"),
        "增减额 8.70 是别处的增减率",
        "8.00",
    ),
]


@pytest.mark.parametrize(("claims", "told", "expected"), [((a, b), t, e) for a, b, t, e in SLOT])
@pytest.mark.parametrize("turned", [False, True])
def test_a_number_in_the_wrong_slot(claims, told, expected, turned):
    claims = [
        replace(one, measure=key, page=page)
        for one, key, page in zip(claims, ("fiscal_total", "income_total"), (21, 18), strict=True)
    ]
    own = claims[0]
    found = findings("C_SLOT_SHIFT", *(reversed(claims) if turned else claims))
    (one,) = [f for f in found if f.claim == (1 if turned else 0)]
    assert (one.outcome, one.severity) == (Outcome.FAIL, Severity.ERROR)
    assert one.message == f"{told}，可能填错了位置，请对照。"
    assert one.found == f"{own.change:f}"
    assert one.expected == expected or own.percent  # the first change that is whole may be this one
    assert [(place.page, place.text) for place in one.where] == [(21, own.text)]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (change("100.00", "100.00"), change("90.00", "8.00", "9.76")),  # another total says nothing
        (change("100.00", "100.00"), change("100.00", "8.00", "8.70", base_year=2021)),
        (change("100.00", "100.00"), change("100.00", "8.00", "8.70", implied_base=None)),
        (change("100.00", "100.00"), change("100.00", "8.00")),
        (change("100.00", "8.70", "9.53"), change("100.00", "8.00", "8.70")),
        (change("100.00", "8.70"), change("90.00", "8.00", "8.70")),
        (change(None, "50.00"), change("100.00", "8.00", "8.70")),
        (change(None, "0.00"), change("0.00", "8.00", "8.70")),
        (change(None, None), change("100.00", "8.00", "8.70")),
        (change(None, "100.00", base=INITIAL), change("100.00", "8.00", "8.70")),
        (change(None, "100.00", measure="three_public.total.actual"), change("100.00", "8.00", "8.70")),
        (change(None, "100.00"), change("100.00", "8.00", "8.70", measure="public")),
    ],
)
def test_a_number_that_may_stand_where_it_stands(own, other):
    if own.measure == "income_total":
        own = replace(own, measure="fiscal_total")
    assert findings("C_SLOT_SHIFT", own, other) == findings("C_SLOT_SHIFT", other, own) == []


def test_a_blank_amount_beside_a_total_without_any_sound_change():
    blank = change(None, "100.00", measure="fiscal_total")
    total = claim("amount", "income_total", amount="100.00")
    (found,) = findings("C_SLOT_SHIFT", blank, total)
    assert numbers(found) == ("100.00", "", "", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("租金增加3.00万元，下降5%。", "增加3.00万元，下降5%"),
        ("租金减少了3.00万元，同比增长约5%。", "减少了3.00万元，同比增长约5%"),
        ("租金上升3万元,降低5%。", "上升3万元,降低5%"),
        ("租金提高3.00万元，与上年基本持平。", "提高3.00万元，与上年基本持平"),
        ("租金基本持平，减少3.00万元。", "基本持平，减少3.00万元"),
        ("租金增加0.00万元，下降0%。", ""),
        ("租金减少3.00万元，降低5%。", ""),
        ("租金持平，增加0万元。", ""),
        ("租金增加10.00万元，下降5%。", "增加10.00万元，下降5%"),
    ],
)
def test_words_of_direction_in_one_sentence(text, told):
    draft = Draft()
    before = "办公用房租赁合同每年续签一次，" * 4
    draft.prose["十二"][1].append(f"{before}{text}{'其余不变。' * 5}")
    found = [one for one in check_report(bind(draft)) if one.check == "P_DIRECTION"]
    assert [one.found for one in found] == ([told] if told else [])
    for one in found:
        assert one.message == f"“{told}”：前后的增减方向不一致，请对照。"
        assert (one.outcome, one.severity) == (Outcome.FAIL, Severity.WARNING)
        (place,) = one.where
        begin = (before + text).index(told)
        assert place.page == 20
        assert place.text == (before + text + "其余不变。" * 5)[begin - 40 : begin + len(told) + 20]
