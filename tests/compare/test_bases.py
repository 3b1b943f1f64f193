"""What may be compared: here a false headline would begin."""

from decimal import Decimal

import pytest

from disclosures.comparison.bases import (
    Basis,
    Kind,
    completion,
    extent_of,
    is_small_base,
    kind_of,
    rankable,
    refusals,
)


def basis(department="a", year=2023, scope="own", budget="initial", funds="general_budget", extent=""):
    return Basis(department, year, scope, budget, funds, extent)


def rules(kind, *bases):
    return [refusal.rule for refusal in refusals(kind, bases)]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_basis_is_compared(kind):
    assert rules(kind, basis("a"), basis("b")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_one_number_alone_has_nothing_to_refuse(kind):
    assert rules(kind, basis(scope="", budget="", funds="")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_own_against_consolidated_is_refused_for_every_amount(kind):
    assert "scope" in rules(kind, basis("a"), basis("b", scope="consolidated"))


@pytest.mark.parametrize("kind", list(Kind))
def test_own_against_consolidated_of_one_department_over_years_is_refused(kind):
    assert "scope" in rules(kind, basis(year=2022), basis(year=2023, scope="consolidated"))


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (Kind.AMOUNT, []),
        (Kind.THREE_PUBLIC, []),
        (Kind.THREE_PUBLIC_BUDGET, ["budget"]),
        (Kind.COMPLETION, ["budget"]),
    ],
)
def test_initial_against_full_year_budget(kind, refused):
    assert rules(kind, basis("a"), basis("b", budget="full_year")) == refused


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (Kind.AMOUNT, []),
        (Kind.THREE_PUBLIC, ["funds"]),
        (Kind.THREE_PUBLIC_BUDGET, ["funds"]),
        (Kind.COMPLETION, ["funds"]),
    ],
)
def test_general_budget_against_fiscal_appropriation(kind, refused):
    assert rules(kind, basis("a"), basis("b", funds="fiscal")) == refused


@pytest.mark.parametrize("others", [[""], ["", ""], ["initial", ""]])
def test_a_budget_that_is_not_stated_is_never_taken_for_the_same(others):
    bases = [basis("x", budget=""), *(basis(str(n), budget=budget) for n, budget in enumerate(others))]
    assert rules(Kind.COMPLETION, *bases) == ["budget"]


def test_funds_that_are_not_stated_are_never_taken_for_the_same():
    assert rules(Kind.THREE_PUBLIC, basis("a", funds=""), basis("b", funds="")) == ["funds"]


def test_one_of_four_that_differs_refuses_all():
    bases = [basis("a"), basis("b"), basis("c"), basis("d", budget="full_year")]
    assert rules(Kind.THREE_PUBLIC_BUDGET, *bases) == ["budget"]


def test_different_departments_of_different_years_are_refused():
    assert rules(Kind.AMOUNT, basis("a", 2023), basis("b", 2024)) == ["year"]


def test_one_department_over_the_years_is_compared():
    assert rules(Kind.AMOUNT, basis("a", 2020), basis("a", 2023)) == []


def test_amounts_of_different_extent_are_refused():
    assert rules(Kind.AMOUNT, basis("a", extent="all"), basis("b", extent="general_budget")) == ["extent"]
    assert rules(Kind.AMOUNT, basis("a", extent="all"), basis("b", extent="")) == ["extent"]


def test_the_reason_names_both_sides():
    (refusal,) = refusals(Kind.COMPLETION, [basis("a"), basis("b", budget="full_year")])
    assert "年初预算、全年预算" in refusal.reason
    (refusal,) = refusals(Kind.THREE_PUBLIC, [basis("a"), basis("b", funds="")])
    assert "一般公共预算、未注明" in refusal.reason


def test_a_ranking_needs_one_year_and_one_basis():
    assert rankable(Kind.THREE_PUBLIC, [basis("a"), basis("b")])
    assert not rankable(Kind.THREE_PUBLIC, [basis("a", 2020), basis("a", 2023)])
    assert not rankable(Kind.THREE_PUBLIC, [basis("a"), basis("b", funds="fiscal")])
    assert rankable(Kind.THREE_PUBLIC, [basis("a"), basis("b", budget="full_year")])
    assert not rankable(Kind.COMPLETION, [basis("a"), basis("b", budget="full_year")])


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("three_public.total.actual", Kind.THREE_PUBLIC),
        ("three_public.reception.budget", Kind.THREE_PUBLIC_BUDGET),
        ("three_public.vehicle.count", Kind.AMOUNT),
        ("expenditure_total", Kind.AMOUNT),
    ],
)
def test_kind_of_a_measure(measure, kind):
    assert kind_of(measure) == kind


def test_a_rate_needs_a_named_denominator_above_zero():
    assert completion(Decimal("43.43"), Decimal("43.38"), "initial") == Decimal("100.12")
    assert completion(Decimal("43.43"), Decimal("43.38"), "") is None
    assert completion(Decimal("2.71"), Decimal("0.00"), "initial") is None
    assert completion(Decimal("2.71"), None, "initial") is None
    assert completion(None, Decimal("2.00"), "initial") is None
    assert completion(Decimal("1"), Decimal("-1"), "initial") is None


def test_a_base_under_ten_thousand_yuan_is_small():
    assert is_small_base(Decimal("0.42"))
    assert is_small_base(Decimal("0"))
    assert not is_small_base(Decimal("1.00"))
    assert not is_small_base(None)


def test_extent_of_a_number_that_is_printed_at_several_extents():
    assert extent_of("basic_expenditure", "expenditure", "", False) == "all"
    assert extent_of("basic_expenditure", "general_budget", "", False) == "general_budget"
    assert extent_of("class.201", "", "五", False) == "general_budget"
    assert extent_of("class.201", "", "五", True) == "all"
    assert extent_of("expenditure_total", "", "一", False) == ""
