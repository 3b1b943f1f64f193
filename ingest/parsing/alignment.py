"""Tables without rulings: the place of an amount on the page says which column it stands in.

The head gives the middle of every column, by its 栏次 or by its headings. Amounts stand flush right, flush left or
in the middle of a column whose borders nobody drew, so two questions are asked: whose middle is nearest, and
whose middle is the last before the amount ends. Only where both have one answer does the place decide.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosures.statements import StatementForm
from ingest.parsing.columns import INDEX_WORD
from ingest.parsing.facts import StatementRow
from ingest.parsing.grids import GridCell
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.shifts import UNPLACED
from ingest.parsing.sums import keeps_identities
from ingest.parsing.tokens import Tokens

_SLACK = 1.0  # points
_BORNE_OUT = 10  # rows for each that breaks an identity


@dataclass(frozen=True)
class Columns:
    """The middles of the columns of a statement, page by page: page → 栏次 → x."""

    middles: Mapping[int | None, Mapping[str, float]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.middles.values())

    def of(self, tokens: Sequence[GridCell], numbers: Sequence[str], page: int | None) -> list[str] | None:
        """The 栏次 (of ``numbers``) of each token of a row from the left; None where the place does not decide."""
        middles = self.middles.get(page, {})
        known = sorted((middles[number], number) for number in numbers if number in middles)
        if len(known) < len(numbers) or not tokens:
            return None
        found = [_column(token, known) for token in tokens]
        columns = [number for number in found if number is not None]
        order = [number for _, number in known]
        places = [order.index(number) for number in columns]
        ascending = all(left < right for left, right in pairwise(places))
        return columns if len(columns) == len(tokens) and ascending else None


def find_columns(lines: Sequence[Tokens], form: StatementForm, layout: Layout) -> Columns:
    """Where the columns of a statement stand on each of its pages; a page without a head goes on as before."""
    numbers = [column.number for column in form.columns]
    found: dict[int | None, Mapping[str, float]] = {}
    last: Mapping[str, float] = {}
    for page in dict.fromkeys(line.page for line in lines):
        here = [line for line in lines if line.page == page]
        last = _by_index(here, numbers) or _by_headings(here, form, layout) or last
        found[page] = last
    return Columns(found)


def borne_out(rows: Sequence[StatementRow], form: StatementForm) -> bool:
    """Whether rows placed by their columns keep the form's identities, but for a few slips of the publisher."""
    placed = [row for row in rows if not any(UNPLACED in cell.column for cell in row.cells)]
    broken = sum(not keeps_identities(row.cells, form) for row in placed)
    return broken * _BORNE_OUT <= len(placed)


def _column(token: GridCell, known: Sequence[tuple[float, str]]) -> str | None:
    if token.box is None:
        return None
    left, right = token.box[0], token.box[2]
    before = [number for middle, number in known if middle <= right + _SLACK]
    nearest = min(known, key=lambda column: abs(column[0] - (left + right) / 2))[1]
    return nearest if before and before[-1] == nearest else None


def _by_index(lines: Sequence[Tokens], numbers: Sequence[str]) -> Mapping[str, float]:
    """The middles of the printed 栏次 1, 2, 3 … where one line of the page prints all of them."""
    for line in lines:
        printed = [
            (text, cell.box) for text, cell in zip(line.texts, line.cells, strict=True) if text.isdigit()
        ]
        others = [text for text in line.texts if not text.isdigit()]
        if [text for text, _ in printed] == list(numbers) and all(map(INDEX_WORD.fullmatch, others)):
            return {text: (box[0] + box[2]) / 2 for text, box in printed if box}
    return {}


def _by_headings(lines: Sequence[Tokens], form: StatementForm, layout: Layout) -> Mapping[str, float]:
    """The middles of the headings, where every column of the form has one of its own above the first amount."""
    names = {
        column.number: {column.label, *layout.labels.get(form.statement, {}).get(column.number, ())}
        for column in form.columns
    }
    middles: dict[str, float] = {}
    for line in lines:
        if any(re.search(r"\d\.\d", text) for text in line.texts):
            break
        for text, cell in zip(line.texts, line.cells, strict=True):
            meant = [number for number, known in names.items() if text in known]
            if len(meant) > 1 or any(number in middles for number in meant):
                return {}
            if meant and cell.box:
                middles[meant[0]] = (cell.box[0] + cell.box[2]) / 2
    return middles if len(middles) == len(names) else {}
