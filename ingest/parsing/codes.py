"""Codes that a source cut short get their full form where exactly one is left.

What decides: the row's name, the code above it, the codes around it, the same name in the document's other
statements, and the classification. Otherwise the printed digits stay. ``code_text`` is never touched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from disclosures.classification import parent, subjects, was_valid
from disclosures.statements import FORMS, Shape, Statement
from ingest.parsing.facts import Place, StatementRead, StatementRow
from ingest.parsing.numerals import squeeze

_FUNCTIONAL_LENGTHS = (3, 5, 7)
_ECONOMIC_LENGTHS = (3, 5)
_SHORTEST_CUT = 4  # characters: a name cut off shorter than this says nothing


@dataclass(frozen=True)
class Completion:
    """The statements with the codes that could be completed, and the rows whose code could not."""

    statements: tuple[StatementRead, ...]
    incomplete: tuple[Place, ...]


@dataclass(frozen=True)
class _Known:
    """The codes that may be meant: full code → every name it goes by."""

    names: Mapping[str, tuple[str, ...]]
    lengths: tuple[int, ...]

    def fitting(self, cut: str, name: str) -> list[str]:
        """Full codes that begin with the cut one and bear the name (whole, else cut off)."""
        longer = [code for code in self.names if len(code) > len(cut) and code.startswith(cut)]
        whole = [code for code in longer if name in self.names[code]]
        if whole or len(name) < _SHORTEST_CUT:
            return whole
        return [code for code in longer if any(full.startswith(name) for full in self.names[code])]


def complete(statements: Sequence[StatementRead], year: int | None) -> Completion:
    """Give every row its full code where exactly one is possible.

    In: the statements as read and the fiscal year (None if unknown). Out: the same rows with ``code`` full or as
    printed; the rows whose printed code has no full form that can be told. Source: interface, "Codes".
    """
    printed = _printed(statements)
    completed = tuple(_completed(read, printed, year) for read in statements)
    return Completion(completed, tuple(_incomplete(completed)))


def _kind(statement: Statement) -> str | None:
    form = FORMS.get(statement)
    if form is None or form.shape not in (Shape.CODES, Shape.BLOCKS):
        return None
    return "functional" if form.shape == Shape.CODES else "economic"


def _lengths(kind: str) -> tuple[int, ...]:
    return _FUNCTIONAL_LENGTHS if kind == "functional" else _ECONOMIC_LENGTHS


def _is_cut(code: str, kind: str) -> bool:
    return bool(code) and len(code) not in _lengths(kind)


def _cut_places(rows: Sequence[StatementRow], kind: str) -> list[int]:
    """The rows whose code is cut short: too few digits, or the digits of a row above with another name."""
    names: dict[str, str] = {}
    places = []
    for place, row in enumerate(rows):
        name = squeeze(row.name)
        if _is_cut(row.code, kind) or (row.code and names.get(row.code, name) != name):
            places.append(place)
        names.setdefault(row.code, name)
    return places


def _printed(statements: Iterable[StatementRead]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The full codes that the document itself prints, with their names, by kind."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"functional": {}, "economic": {}}
    for read in statements:
        kind = _kind(read.statement)
        for row in read.rows if kind else ():
            if kind and row.code and not _is_cut(row.code, kind):
                found[kind].setdefault(row.code, ())
                found[kind][row.code] += (squeeze(row.name),)
    return found


def _completed(
    read: StatementRead, printed: Mapping[str, Mapping[str, tuple[str, ...]]], year: int | None
) -> StatementRead:
    kind = _kind(read.statement)
    places = _cut_places(read.rows, kind) if kind else []
    if kind is None or not places:
        return read
    sources = (_Known(printed[kind], _lengths(kind)), _classification(kind, year))
    rows = list(read.rows)
    for place in places:
        rows[place] = replace(rows[place], code=_full(rows, place, sources))
    return replace(read, rows=tuple(rows))


def _classification(kind: str, year: int | None) -> _Known:
    names: dict[str, tuple[str, ...]] = {}
    for subject in subjects(kind):
        if was_valid(kind, subject.code, year):
            names[subject.code] = (*names.get(subject.code, ()), squeeze(subject.name))
    return _Known(names, _lengths(kind))


def _full(rows: Sequence[StatementRow], place: int, sources: Sequence[_Known]) -> str:
    """The one full code that a row can mean, from the first source that knows any; else the printed one."""
    row = rows[place]
    above = _parent_above(rows, place, sources[0].lengths)
    taken = {other.code for other in rows}
    for source in sources:
        fitting = [
            code
            for code in source.fitting(row.code, squeeze(row.name))
            if code not in taken and (not above or parent(code) == above)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            break
    return row.code


def _parent_above(rows: Sequence[StatementRow], place: int, lengths: Sequence[int]) -> str:
    """The code above a cut one: the last full code before it that it goes on from."""
    cut = rows[place].code
    before = (row.code for row in reversed(rows[:place]))
    return next((code for code in before if len(code) in lengths and cut.startswith(code)), "")


def _incomplete(statements: Iterable[StatementRead]) -> Iterator[Place]:
    for read in statements:
        kind = _kind(read.statement)
        for place in _cut_places(read.rows, kind) if kind else ():
            row = read.rows[place]
            if row.code == row.code_text:
                page = next((cell.page for cell in row.cells), None)
                yield Place(page, read.statement.value, row.code, None, f"{row.code_text} {row.name}".strip())
