"""One registry: every check that runs on a report, and what a finding of it is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.checks import (
    across,
    changes,
    compare_words,
    counts,
    economic,
    nothing,
    outline,
    performance,
    procurement,
    prose,
    rates,
    repeated,
    scores,
    subjects_across,
    three_public,
    three_public_rates,
    told_sums,
    told_totals,
    trees,
    units,
    within,
    wording,
    years,
)
from ingest.checks.evidence import Evidence
from ingest.checks.pictured import unless_recognised
from ingest.parsing.facts import Finding, Report


@dataclass(frozen=True)
class Check:
    """One check: its id in the catalogue and the function that runs it over the evidence of a report."""

    id: str
    run: Callable[[Evidence], Iterable[Finding]]


CHECKS: tuple[Check, ...] = (
    Check("T01_INCOME_SUM", within.check_income_sum),
    Check("T01_EXP_SUM", within.check_expenditure_sum),
    Check("T01_TOTAL", within.check_totals),
    Check("T01_BALANCE", within.check_balance),
    Check("T02_ROW", within.check_revenue_rows),
    Check("T03_ROW", within.check_expenditure_rows),
    Check("T05_ROW", within.check_general_budget_rows),
    Check("T02_TREE", trees.check_revenue_tree),
    Check("T03_TREE", trees.check_expenditure_tree),
    Check("T05_TREE", trees.check_general_budget_tree),
    Check("T07_TREE", trees.check_funds_tree),
    Check("T08_TREE", trees.check_state_capital_tree),
    Check("T04_COLS", within.check_appropriation),
    Check("T06_CLASS", economic.check_economic_classes),
    Check("T06_BLANK_TOTAL", economic.check_blank_classes),
    Check("T06_TOTALS", economic.check_economic_totals),
    Check("T07_ROLL", within.check_funds_roll),
    Check("T08_ROW", within.check_state_capital_rows),
    Check("T09_IDENT", within.check_three_public_identities),
    Check("EMPTY_TABLE_STATEMENT", nothing.check_empty_statements),
    Check("X01_02", across.check_income),
    Check("X01_03", across.check_expenditure),
    Check("X01_04", across.check_appropriation),
    Check("X04_05", across.check_general_budget),
    Check("X05_06", across.check_basic),
    Check("X03_05", subjects_across.check_items),
    Check("X04_07", across.check_funds),
    Check("X04_08", across.check_state_capital),
    Check("X06_09", subjects_across.check_economic_in_three_public),
    Check("X_ECON_FUNC", subjects_across.check_economic_and_function),
    Check("X_RUNCOST", subjects_across.check_running_cost),
    Check("N_TOTALS", told_totals.check_totals),
    Check("N_BASIC", told_totals.check_basic),
    Check("N_CLASS_SUM", told_sums.check_classes),
    Check("N_ITEM_SUM", told_sums.check_items),
    Check("N_PROJECT_LIST", told_sums.check_projects),
    Check("N_LIST06", repeated.check_economic_list),
    Check("N_REASON_SUM", told_sums.check_reasons),
    Check("N_SAME_FACT", repeated.check_same_facts),
    Check("P_COMPLETE_TOTAL", rates.check_whole_completion),
    Check("P_COMPLETE_ITEM", rates.check_item_completions),
    Check("P_SHARE", rates.check_shares),
    Check("P_CHANGE", prose.check_changes),
    Check("P_ZERO_BASE", rates.check_zero_bases),
    Check("P_DIRECTION", changes.check_directions),
    Check("P_COMPARE_WORD", compare_words.check_compare_words),
    Check("C_PRIOR_CONSIST", changes.check_priors),
    Check("C_SLOT_SHIFT", changes.check_slots),
    Check("P_WRONG_BASE", rates.check_wrong_base),
    Check("SG_SUM", three_public.check_parts),
    Check("SG_RATE", three_public_rates.check_rates),
    Check("SG_OVER_BUDGET", three_public.check_over_budget),
    Check("SG_CHANGE_PARTS", three_public.check_change_parts),
    Check("SG_BREAKDOWN", three_public.check_breakdown),
    Check("SG_RECEPTION", counts.check_reception),
    Check("SG_ABROAD", counts.check_abroad),
    Check("SG_CAR_BUY", counts.check_cars_bought),
    Check("SG_CAR_RUN", counts.check_cars_run),
    Check("AS_CARS", counts.check_cars),
    Check("PR_SUM", procurement.check_kinds),
    Check("PR_SME", procurement.check_small),
    Check("PR_SME_CAT", procurement.check_categories),
    Check("PF_RATE", performance.check_rates),
    Check("PF_NARR_FORM", performance.check_summaries),
    Check("PF_SCORE", scores.check_scores),
    Check("PF_FORMULA", scores.check_formulas),
    Check("PF_UNIT", performance.check_units),
    Check("PF_COUNT", performance.check_count),
    Check("PF_MISS", scores.check_misses),
    Check("PF_DUP", performance.check_repeated_goals),
    Check("PF_FIELD", performance.check_fields),
    Check("TX_PLACEHOLDER", wording.check_placeholders),
    Check("TX_BLANK_NUM", wording.check_blanks),
    Check("TX_UNIT", units.check_units),
    Check("TX_LEVEL", wording.check_level),
    Check("TX_YEAR", years.check_years),
    Check("TX_AS_OF", years.check_as_of),
    Check("TX_CONTENTS", outline.check_contents),
    Check("TX_NAME", wording.check_names),
    Check("TX_HEADING_GAP", outline.check_heading_gaps),
    Check("TX_DUP", wording.check_repeats),
    Check("TX_GAP", outline.check_lost_parts),
    Check("TX_LATE", wording.check_late),
)


def check_report(report: Report) -> tuple[Finding, ...]:
    """All findings on a report, in the order of the registry. Never raises on what a report prints."""
    evidence = Evidence(report)
    return tuple(unless_recognised(finding, report) for check in CHECKS for finding in check.run(evidence))
