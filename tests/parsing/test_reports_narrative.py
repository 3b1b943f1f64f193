"""What the prose of the five real reports states, number by number.

``narrative/<report>.txt`` was checked against each text by hand. A claim a line: section, kind, measure, amount,
base (the year of a prior year), + − change or =, percent; "-" where not said. A measure a line: key, value,
section, basis; the prose alone gives them, without the statements.
"""

from pathlib import Path

import pytest

from ingest.parsing.facts import Base, Claim, Direction, MeasureRead
from ingest.parsing.measured import assemble
from ingest.parsing.narrative import read_claims
from ingest.parsing.quantities import read_quantities
from ingest.parsing.sections import find_sections
from ingest.parsing.sources.pdf import read_pdf
from ingest.parsing.sources.text import read_text

EXPECTED = Path(__file__).parent / "narrative"
REPORTS = sorted(path.stem for path in EXPECTED.glob("*.txt"))
BASES = {Base.INITIAL_BUDGET: "initial", Base.FULL_YEAR_BUDGET: "full_year", None: "-"}
SIGNS = {Direction.INCREASE: "+", Direction.DECREASE: "−"}


def expected(report: str) -> tuple[list[str], list[str]]:
    claims, _, measures = (EXPECTED / f"{report}.txt").read_text(encoding="utf-8").partition("\n\n")
    return claims.split("\n")[1:], measures.rstrip("\n").split("\n")[1:]


def claim_line(claim: Claim) -> str:
    base = str(claim.base_year) if claim.base == Base.PRIOR_YEAR else BASES[claim.base]
    change = "-" if claim.change is None else SIGNS.get(claim.direction, "=") + str(claim.change)
    amount, percent = ("-" if value is None else str(value) for value in (claim.amount, claim.percent))
    shown = "=" if claim.direction == Direction.UNCHANGED else change
    return f"{claim.section} {claim.kind} {claim.measure} {amount} {base} {shown} {percent}"


def measure_line(measure: MeasureRead) -> str:
    return f"{measure.key} {measure.value} {measure.section} {measure.basis or '-'}"


@pytest.mark.parametrize("report", REPORTS)
def test_every_claim_of_the_text(report: str, shared: Path) -> None:
    sections = find_sections(read_text(shared / "reports" / f"{report}.txt"))
    assert [claim_line(claim) for claim in read_claims(sections, {})] == expected(report)[0]


@pytest.mark.parametrize("report", REPORTS)
def test_every_measure_of_the_text(report: str, shared: Path) -> None:
    sections = find_sections(read_text(shared / "reports" / f"{report}.txt"))
    measures = assemble((), read_claims(sections, {}), read_quantities(sections))
    assert [measure_line(measure) for measure in measures] == expected(report)[1]


@pytest.mark.parametrize(
    ("report", "measure", "reason"),
    [
        (
            "qingshan-government-office-2023",
            "agency_operation",
            "会计核算科目与预算编制科目不一致",
        ),
        ("qingshan-government-office-2020", "three_public.vehicle.actual", "严格公务用车管理"),
        ("hongshan-government-office-2023", "three_public.vehicle.actual", "公务用车运行费减少"),
        ("wuchang-government-office-2024", "three_public.total.actual", "本年度接待人数增加14人"),
    ],
)
def test_the_reason_of_a_change(report: str, measure: str, reason: str, shared: Path) -> None:
    sections = find_sections(read_text(shared / "reports" / f"{report}.txt"))
    changes = [c for c in read_claims(sections, {}) if c.kind == "change" and c.measure == measure]
    assert [claim.reason for claim in changes] == [reason]


def test_claims_of_a_pdf_know_their_pages(shared: Path) -> None:
    pages = read_pdf(shared / "reports" / "putuo-social-work-department-2024.pdf")
    claims = read_claims(find_sections(pages), {})
    assert {(c.measure, str(c.amount), str(c.percent), c.page) for c in claims if c.kind == "change"} == {
        ("income_total", "307.82", "100.00", 17),
        ("expenditure_total", "307.82", "100.00", 17),
        ("fiscal_total", "307.82", "100.00", 17),
        ("general_budget_expenditure", "307.82", "100.00", 18),
        ("item.2013999.actual", "202.24", "None", 19),
        ("item.2210203.actual", "11.72", "None", 20),
        ("agency_operation", "10.23", "100.00", 21),
    }
