"""Sentences made from a form and drawn numbers → exactly the claims that were written into them."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parsing.facts import Base, Claim, Direction, Paragraph, Section
from ingest.parsing.narrative import read_claims
from ingest.parsing.quantities import read_quantities

PART = Section(3, "", "第三部分 某局2023年度部门决算情况说明")
TITLES = {
    "income": "收入决算情况说明",
    "general": "一般公共预算财政拨款支出决算情况说明",
    "three_public": "财政拨款“三公”经费支出决算情况说明",
    "agency": "机关运行经费支出说明",
}

amounts = st.builds(
    lambda cents, places: Decimal(cents).scaleb(-2).quantize(Decimal(1).scaleb(-places)),
    st.integers(0, 10**9),
    st.sampled_from((0, 1, 2)),
)
percents = st.builds(lambda tenths: Decimal(tenths).scaleb(-2), st.integers(0, 200_000))
separated = st.booleans()
SUBJECTS = {
    "本年收入合计": ("income", "income_current"),
    "其他收入": ("income", "other_income"),
    "一般公共预算财政拨款支出": ("general", "general_budget_expenditure"),
    "住房保障支出（类）支出": ("general", "class.221"),
    "公务接待费支出": ("three_public", "three_public.reception.actual"),
    "公务用车购置及运行维护费支出": ("three_public", "three_public.vehicle.actual"),
    "机关运行经费支出": ("agency", "agency_operation"),
}
COMPARISONS = {
    "与2022年度相比，": Base.PRIOR_YEAR,
    "比2022年度决算数": Base.PRIOR_YEAR,
    "较上年": Base.PRIOR_YEAR,
    "与上年决算数相比，": Base.PRIOR_YEAR,
    "比上年同期": Base.PRIOR_YEAR,
    "较上年支出数": Base.PRIOR_YEAR,
    "比年初预算数": Base.INITIAL_BUDGET,
    "与年初预算相比，": Base.INITIAL_BUDGET,
    "较全年预算数": Base.FULL_YEAR_BUDGET,
    "比2023年年初预算": Base.INITIAL_BUDGET,
}
UPS, DOWNS = ("增加", "增长", "上升"), ("减少", "下降", "降低")


def read(topic: str, text: str) -> tuple[Claim, ...]:
    return read_claims((PART, Section(3, "七", TITLES[topic], (Paragraph(text),))), {})


def printed(value: Decimal, grouped: bool) -> str:
    return f"{value:,f}" if grouped else f"{value:f}"


@given(
    st.sampled_from(sorted(SUBJECTS)),
    st.sampled_from(sorted(COMPARISONS)),
    amounts,
    amounts,
    percents,
    st.booleans(),
    separated,
    st.sampled_from(("", "为")),
)
@settings(max_examples=150, deadline=None)
def test_a_change_comes_back_as_written(subject, comparison, amount, change, percent, up, grouped, joint):
    topic, measure = SUBJECTS[subject]
    verb, rate = (UPS[0], UPS[1]) if up else (DOWNS[0], DOWNS[1])
    (claim,) = read(
        topic,
        f"2023年度{subject}{joint}{printed(amount, grouped)}万元，{comparison}{verb}"
        f"{printed(change, grouped)}万元，{rate}{percent}%，主要原因是新增支出88.88万元。",
    )
    assert (claim.kind, claim.measure, claim.base) == ("change", measure, COMPARISONS[comparison])
    assert (claim.amount, claim.change, claim.percent) == (amount, change, percent)
    assert claim.direction == (Direction.INCREASE if up else Direction.DECREASE)
    assert claim.implied_base == (amount - change if up else amount + change)
    assert claim.reason == "新增支出88.88万元"


@given(
    st.sampled_from(("年初预算", "全年预算", "调整预算")),
    amounts,
    amounts,
    percents,
    separated,
    st.sampled_from(("{s}{b}为{x}万元，支出决算为{y}万元，完成{b}的{p}%。", "{s}支出决算为{y}万元，完成{b}{x}万元的{p}%。")),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_a_completion_comes_back_with_its_budget(budget, printed_budget, amount, percent, grouped, form):
    text = form.format(
        s="公务接待费支出",
        b=budget,
        p=percent,
        x=printed(printed_budget, grouped),
        y=printed(amount, grouped),
    )
    first, second = read("three_public", text)
    assert (first.measure, first.amount) == ("three_public.reception.budget", printed_budget)
    assert (second.kind, second.amount, second.percent) == ("completion", amount, percent)
    assert second.implied_base == printed_budget
    expected = Base.INITIAL_BUDGET if budget == "年初预算" else Base.FULL_YEAR_BUDGET
    assert second.base == expected


@given(st.lists(st.tuples(amounts, percents), min_size=1, max_size=4), separated)
@settings(max_examples=60, deadline=None)
def test_shares_keep_their_own_numbers(parts, grouped):
    names = ("财政拨款收入", "事业收入", "经营收入", "其他收入")
    keys = ("fiscal_appropriation_income", "institution_income", "operating_income", "other_income")
    said = "；".join(
        f"{name}{printed(amount, grouped)}万元，占{percent}%"
        for name, (amount, percent) in zip(names, parts, strict=False)
    )
    claims = read("income", f"本年收入合计99万元，其中：{said}。")
    assert [(c.kind, c.measure, c.amount, c.percent) for c in claims[1:]] == [
        ("share", key, amount, percent) for key, (amount, percent) in zip(keys, parts, strict=False)
    ]


@given(amounts, amounts, percents, st.integers(0, 2), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_a_number_changed_in_print_changes_the_claims(amount, change, percent, which, by):
    def claims(values: list[Decimal]) -> tuple[Claim, ...]:
        text = "机关运行经费支出{}万元，比上年增加{}万元，增长{}%。".format(*values)
        return tuple(
            Claim(c.kind, c.measure, c.amount, change=c.change, percent=c.percent)
            for c in read("agency", text)
        )

    values = [amount, change, percent]
    mutated = [value + by if place == which else value for place, value in enumerate(values)]
    assert claims(values) != claims(mutated)


@given(
    st.integers(2010, 2030),
    st.integers(1, 99),
    st.integers(1, 45),
    st.sampled_from(sorted(SUBJECTS)),
    st.sampled_from(("{n}.{s}。", "（{n}）{s}情况", "截至{y}年12月31日，{s}", "{y}年度{s}见第{p}页", "{s}\t{n}\t{p}")),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_list_numbers_years_and_pages_are_no_money(year, number, page, subject, form):
    topic, _ = SUBJECTS[subject]
    assert read(topic, form.format(n=number, y=year, p=page, s=subject)) == ()


@given(
    st.text(
        alphabet="万元%增减比上年预算决算收入支出合计基金公务接待费，。；：（）()“”0123456789.,-一二三(类)款项 ",
        max_size=300,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_complaint_and_without_numbers_of_its_own(text):
    digits = "".join(letter for letter in text if letter.isdigit())
    for topic, title in TITLES.items():
        section = Section(3, "七", title, (Paragraph(text),))
        for claim in read(topic, text):
            for value in (claim.amount, claim.percent):
                if value is not None and value != 0:
                    bare = f"{value:f}".replace(".", "").replace("-", "").strip("0")
                    assert bare in digits
        read_quantities((PART, section))
