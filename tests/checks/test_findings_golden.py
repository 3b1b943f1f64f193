"""Every word and number of every finding: on the correct report, and what each planted fault changes."""

from collections import defaultdict
from dataclasses import asdict

import pytest

from ingest.parsing.facts import Finding
from tests.checks.correct_report import Draft, findings
from tests.checks.test_outcomes import OPEN, ROUNDED
from tests.checks.test_planted_faults import FAULTS
from tests.golden_files import compare_with_golden


def _grouped():
    """Family of checks (“T01”, “SG”) → the acts that touch one of its checks."""
    groups = defaultdict(list)
    for check, act in [*((check, act) for check, _, _, act in FAULTS), *ROUNDED, *OPEN]:
        groups[check.partition("_")[0]].append(act)
    return sorted(groups.items())


def plain(finding: Finding) -> dict:
    """As JSON has it, without what is empty."""
    told = {name: value for name, value in asdict(finding).items() if value not in ("", None, ())}
    told["where"] = [
        {name: value for name, value in place.items() if value not in ("", None)}
        for place in told.get("where", ())
    ]
    return told


@pytest.fixture(scope="module")
def unchanged():
    return findings(Draft())


def test_the_findings_on_the_correct_report(unchanged):
    compare_with_golden("findings-correct", [plain(one) for one in unchanged])


@pytest.mark.parametrize(("family", "acts"), _grouped(), ids=[family for family, _ in _grouped()])
def test_what_a_fault_changes(family, acts, unchanged):
    changed = {}
    for act in acts:
        draft = Draft()
        act(draft)
        found = findings(draft)
        changed[act.__name__] = {
            "new": [plain(one) for one in found if one not in unchanged],
            "gone": [one.check for one in unchanged if one not in found],
        }
    compare_with_golden(f"findings-{family}", changed)
