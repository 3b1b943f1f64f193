"""What one vehicle, group or guest cost: from the amounts and counts of one report."""

import pytest

from tests import builders as make
from tests.site.conftest import words

PAGE = "/o/420107-government-office/2023/"


def held(amount, count, item="vehicle_operation", counted="vehicle.count", outcome=""):
    of = make.disclosure(make.department())
    measure = f"three_public.{item}.actual"
    make.figures(of, {measure: amount})
    make.figures(of, {f"three_public.{counted}": count}, section="九")
    if outcome:
        make.finding(of.current, "SG", outcome, claim=make.claim(of.current, "amount", measure))
    return of


def costs(get):
    table = get(PAGE).partition('class="flow units"')[2].partition("</table>")[0]
    return words(table.replace("</th>", " ").replace("</td>", " "))


def test_a_vehicle_is_the_amount_by_the_vehicles(db, get):
    held("20.81", "7")
    assert "公务用车运行费 20.81 万元 ÷ 7 辆 2.97 万元/辆" in costs(get)
    assert "样本少" not in costs(get)


def test_small_amounts_are_told_in_yuan_with_what_rounding_leaves_open(db, get):
    held("0.11", "14", "reception", "reception.persons")
    assert "0.11 万元 ÷ 14 人次 约 79 元/人次75—82" in costs(get)


def test_few_are_marked_as_few(db, get):
    held("19.91", "1", "vehicle_purchase", "vehicle_purchase.count")
    assert "公务用车购置费 样本少" in costs(get)


@pytest.mark.parametrize(("amount", "count"), [("0.00", "7"), ("20.81", "0")])
def test_nothing_is_divided_where_there_is_nothing_to_divide(db, get, amount, count):
    held(amount, count)
    assert "÷" not in words(get(PAGE))


@pytest.mark.parametrize("outcome", ["fail", "not_checkable"])
def test_a_doubted_amount_is_not_divided(db, get, outcome):
    held("20.81", "7", outcome=outcome)
    text = costs(get)
    assert "核对有不一致或无法核对，不计算" in text
    assert "2.97" not in text
