"""The registry and the catalogue name the same checks."""

from disclosures.across_years import implied, openings
from disclosures.checks_catalogue import ACROSS_YEARS, CATALOGUE
from ingest.checks import CHECKS
from ingest.parsing import doubts, identity
from ingest.parsing.facts import Severity


def test_every_check_is_explained_and_every_entry_is_implemented():
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
    assert set(ids) == {key for key, entry in CATALOGUE.items() if entry.stage == "check"}


def test_every_doubt_of_the_reader_is_explained():
    assert {*identity.DOUBTS, *doubts.DOUBTS} == {
        key for key, entry in CATALOGUE.items() if entry.stage == "reading"
    }


def test_every_comparison_across_years_is_explained():
    assert {implied.CHECK, openings.CHECK} == {
        key for key, entry in CATALOGUE.items() if entry.stage == ACROSS_YEARS
    }


def test_entries_are_complete():
    for key, entry in CATALOGUE.items():
        assert entry.id == key and entry.title and entry.formula and entry.source
        assert Severity(entry.severity)
