from disclosures.models.across import AcrossFinding
from disclosures.models.disclosure import Disclosure, Revision, Scope
from disclosures.models.figure import Figure
from disclosures.models.finding import Finding, Outcome
from disclosures.models.prose import Claim, Evaluation, Indicator, Passage
from disclosures.models.public_log import Correction, ErrorReport, Reply
from disclosures.models.region import Department, DepartmentName, Region
from disclosures.models.sheet import Sheet

__all__ = [
    "AcrossFinding",
    "Claim",
    "Correction",
    "Department",
    "DepartmentName",
    "Disclosure",
    "ErrorReport",
    "Evaluation",
    "Figure",
    "Finding",
    "Indicator",
    "Outcome",
    "Passage",
    "Region",
    "Reply",
    "Revision",
    "Scope",
    "Sheet",
]
