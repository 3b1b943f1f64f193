from disclosures.models.across import AcrossFinding
from disclosures.models.board import BoardLine
from disclosures.models.disclosure import Disclosure, Revision, RevisionFile, Scope
from disclosures.models.figure import Figure
from disclosures.models.finding import Finding, Outcome
from disclosures.models.prose import Claim, Evaluation, Indicator, Passage, Term
from disclosures.models.public_log import Correction, ErrorReport, Reply
from disclosures.models.region import Department, DepartmentName, Region
from disclosures.models.scorecard import Scorecard
from disclosures.models.search import SearchDocument
from disclosures.models.sheet import Sheet
from disclosures.models.tally import CheckTally, ReportLine

__all__ = [
    "AcrossFinding",
    "BoardLine",
    "CheckTally",
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
    "ReportLine",
    "Revision",
    "RevisionFile",
    "Scope",
    "Scorecard",
    "SearchDocument",
    "Sheet",
    "Term",
]
