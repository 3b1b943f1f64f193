"""What follows from what readers see, made anew in the order in which one builds on the other."""

from disclosures import across_years, completeness, tallies
from disclosures.comparison import board_lines
from disclosures.models import Disclosure
from disclosures.search import index
from ingest import figures


def rebuild(disclosure: Disclosure) -> None:
    """Figures, scorecard, comparisons across years, the board's lines, the counts and the search of a disclosure
    that was published, changed or withdrawn. Call it inside the transaction of the change."""
    figures.rebuild(disclosure)
    if disclosure.current:
        completeness.rebuild(disclosure)
    across_years.rebuild(disclosure.department)
    board_lines.rebuild(disclosure.department)
    tallies.rebuild(disclosure.department)
    index.rebuild(disclosure)
