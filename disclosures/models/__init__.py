from disclosures.models.disclosure import Disclosure, Revision, Scope
from disclosures.models.figure import Figure
from disclosures.models.finding import Finding, Outcome
from disclosures.models.prose import Claim, Evaluation, Indicator, Passage
from disclosures.models.region import Department, DepartmentName, Region
from disclosures.models.sheet import Sheet

__all__ = [
    "Claim",
    "Department",
    "DepartmentName",
    "Disclosure",
    "Evaluation",
    "Figure",
    "Finding",
    "Indicator",
    "Outcome",
    "Passage",
    "Region",
    "Revision",
    "Scope",
    "Sheet",
]
