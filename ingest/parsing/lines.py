"""Which 行次 of the form a row of 01 or 04 is: by its name first, then by the number printed beside it."""

import re
from collections.abc import Sequence

from disclosures.classification import names_of
from disclosures.statements import Row, Side, StatementForm
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.numerals import squeeze

_ORDINAL = re.compile(
    r"^(?:其中:|加:|减:)?(?:[一二三四五六七八九十]+[、.,。·]+|\([一二三四五六七八九十]+\)|\d+[、.])?"
)
_SHORTEST_CUT = 4  # characters: a name cut off shorter than this says nothing


class LineFinder:
    """Finds the lines of one side of one statement from the top down."""

    def __init__(
        self, form: StatementForm, side: Side, layout: Layout, printed: Sequence[tuple[str, str]] = ()
    ) -> None:
        """``printed``: the names of the side's rows, each with the 行次 beside it."""
        self._rows = [row for row in form.rows if row.side == side]
        self._names = {row.line: _names(row, form, layout) for row in self._rows}
        self._last = 0
        self._foreign = any(self._is_elsewhere(_bare(name), number) for name, number in printed if number)

    def find(self, name: str, printed: str, has_amount: bool) -> str | None:
        """The 行次 of the set of 2023; "" for a row the form lacks; None for a row that says nothing.

        ``printed``: the 行次 beside the name, "" where the report prints none.
        """
        line = self._line(_bare(name), printed, has_amount)
        if line:
            self._last = int(line)
        return line

    def _line(self, name: str, printed: str, has_amount: bool) -> str | None:
        at_printed = next((row for row in self._rows if row.line == printed), None)
        if at_printed and self._is(name, at_printed):
            return at_printed.line
        if not name and self._foreign:
            return "" if has_amount else None
        if not name:
            if at_printed and not at_printed.label:
                return at_printed.line
            return (at_printed.line if at_printed else "") if has_amount else None
        return self._named(name) or ""

    def _is_elsewhere(self, name: str, printed: str) -> bool:
        """Whether the form knows a name, but under another 行次: the report numbers its lines otherwise."""
        known = [row.line for row in self._rows if name in self._names[row.line]]
        return bool(known) and printed not in known

    def _is(self, name: str, row: Row) -> bool:
        names = self._names[row.line]
        return name in names or any(_cut_off(name, full) for full in names)

    def _named(self, name: str) -> str | None:
        whole = [row.line for row in self._rows if name in self._names[row.line]]
        fitting = whole or [row.line for row in self._rows if self._is(name, row)]
        below = [line for line in fitting if int(line) > self._last]
        if below:
            return below[0]
        return fitting[0] if len(fitting) == 1 else None


def _bare(name: str) -> str:
    return _ORDINAL.sub("", squeeze(name), count=1)


def _cut_off(name: str, full: str) -> bool:
    return len(name) >= _SHORTEST_CUT and full.startswith(name)


def _names(row: Row, form: StatementForm, layout: Layout) -> tuple[str, ...]:
    """Every name a line goes by, without ordinals."""
    others = layout.lines.get(form.statement, {}).get(row.line, ())
    history = names_of("functional", row.code) if row.code else ()
    return tuple(_bare(name) for name in (row.label, *others, *history) if name)
