"""Which words are quoted for a number that only the prose gives."""

from decimal import Decimal

import pytest

from disclosures.models import Claim
from disclosures.number_ids import measure_id
from disclosures.pages.quotes import Quote, Told, quote_of
from disclosures.pages.spots import QUOTED, Addresses
from tests import builders as make
from tests.site.conftest import words

ABROAD = Told(Decimal(0), "万元", "因公出国（境）费决算")
WORKS = Told(Decimal(0), "万元", "政府采购工程支出")
PROCURED = "政府采购支出总额255.33万元，其中：货物支出0万元、工程支出0万元、服务支出255.33万元。"


def quoted(told: Told, *texts: str, claims: tuple[Claim, ...] = ()) -> str:
    """The sentence with its clause in brackets; "" where nothing is quoted."""
    quote = quote_of(told, claims, texts)
    return f"{quote.before}[{quote.clause}]{quote.after}" if quote else ""


def test_of_many_zeros_in_a_sentence_the_one_of_the_measure_is_marked():
    assert quoted(WORKS, PROCURED) == PROCURED.replace("工程支出0万元", "[工程支出0万元]")


def test_of_two_sentences_with_the_same_number_the_one_that_names_it_is_quoted():
    reception = "外宾接待支出0万元。"
    abroad = "因公出国（境）费支出决算为0万元。"
    assert quoted(ABROAD, reception + abroad) == "[因公出国（境）费支出决算为0万元]。"


@pytest.mark.parametrize(
    "text",
    [
        "外宾接待支出0万元，",  # another zero
        "因公出国（境）费支出决算为0.5万元。",
        "因公出国（境）0人。",
        "因公出国（境）费决算0万元。因公出国（境）费决算为0万元。",  # either may be meant
    ],
)
def test_nothing_is_quoted_where_no_sentence_is_sure(text: str):
    assert quoted(ABROAD, text) == ""


def test_the_sentence_that_was_read_goes_before_one_that_names_it():
    read = Claim(amount="0.00", text="年初预算为0.00万元，支出决算为7257.68万元。")
    other = "2060499年初预算为0.00万元，支出决算为0.30万元。"
    told = Told(Decimal(0), "万元", "2060499 年初预算")
    assert quoted(told, other, claims=(read,)) == "[年初预算为0.00万元]，支出决算为7257.68万元。"


def test_a_sentence_read_as_giving_another_amount_is_not_quoted():
    read = Claim(amount="7", text="因公出国（境）费支出决算为7万元，其中培训0万元。")
    assert quoted(ABROAD, claims=(read,)) == ""


def test_a_long_passage_that_was_read_is_cut_to_its_sentence():
    passage = "绩效跟踪的项目1个，资金175.52万元；绩效自评的项目1个，资金175.52万元，平均100分。"
    told = Told(Decimal("175.52"), "万元", "绩效自评资金")
    read = Claim(amount="175.52", text=passage)
    assert quoted(told, claims=(read,)) == "绩效自评的项目1个，[资金175.52万元]，平均100分。"


def test_no_clause_is_marked_where_two_could_be_meant():
    both = "因公出国（境）费预算为0万元，支出决算为0万元。"
    assert quote_of(ABROAD, (), [both]) == Quote("", both, "")


def test_a_zero_without_its_unit_is_quoted_whole_where_it_was_read():
    both = "因公出国（境）费预算数与支出数均为0，没有安排出国。"
    assert quoted(ABROAD, claims=(Claim(amount="0", text=both),)) == f"[{both}]"


@pytest.mark.parametrize(
    ("value", "unit", "label", "marked"),
    [
        (14, "人次", "国内公务接待人次", "共接待[1批次14人次]（其中：陪同4人次）。"),
        (4, "人次", "接待陪同人次", "共接待1批次14人次（其中：[陪同4人次]）。"),
    ],
)
def test_a_clause_has_no_half_bracket(value: int, unit: str, label: str, marked: str):
    text = marked.replace("[", "").replace("]", "")
    marked = marked.replace("共接待[", "[共接待")
    assert quoted(Told(Decimal(value), unit, label), text) == marked


def test_thousands_are_no_end_of_a_clause():
    told = Told(Decimal("1247.12"), "万元", "绩效自评资金")
    assert quoted(told, "共涉及项目2个，资金1,247.12万元。") == "共涉及项目2个，[资金1,247.12万元]。"


def test_the_page_marks_the_clause_of_the_number(db, get):
    of = make.disclosure(make.department())
    make.figure(of, "procurement.works", "0", section="十一", page=20)
    make.passage(of.current, "十一", "政府采购支出情况", PROCURED, page=20)
    html = get(f"/n/{measure_id(of.code, 'procurement.works')}/")
    assert "货物支出0万元、<strong>工程支出0万元</strong>、服务支出" in html
    assert f"“{PROCURED}”" in words(html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("说" * QUOTED, "说" * QUOTED),
        ("说" * 110 + "，采购金额2107.00万元。", "说" * 110 + "，…"),
        ("说" * 118 + "2107.00万元，合计。", "说" * 118 + "…"),
    ],
)
def test_a_long_sentence_of_a_finding_is_not_cut_within_a_number(db, text: str, shown: str):
    of = make.disclosure(make.department())
    addresses = Addresses(of.department, of, of.current)
    assert addresses.spot({"page": 20, "text": text}, "").quote == shown
