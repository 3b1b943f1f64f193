"""One number over departments × years, or districts × years: gaps stay gaps, sums state what they are of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from disclosures.comparison.bases import COMMON, Kind, Refusal, common, refusals
from disclosures.comparison.columns import Column, choose
from disclosures.comparison.rows import Cell, Row, build_row, number_text, words_of
from disclosures.comparison.subjects import Subject, cells_of
from disclosures.models import Department, Region

_OF_COLUMNS = ("year", "scope")  # each department stands for itself in a sum


@dataclass(frozen=True)
class Line:
    """One department over the years. ``fits`` says of each cell whether it stands on the matrix's one scale."""

    department: Department
    row: Row
    fits: tuple[bool, ...]
    badges: tuple[tuple[str, ...], ...]  # of each cell: what is another basis than the scale's, in words
    marked: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.row.cells

    @property
    def given(self) -> bool:
        return any(cell.value is not None for cell in self.cells)

    @property
    def badged(self) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
        return tuple(zip(self.cells, self.badges, strict=True))


@dataclass(frozen=True)
class Sum:
    """What the departments of a district give in one year together. ``total`` is None where nothing is given or
    ``why`` says that it must not be added up."""

    year: int
    total: Decimal | None
    given: int
    known: int
    suffix: str = ""
    why: str = ""
    of: frozenset[str] = frozenset()  # the departments that it is of
    recognised: bool = False  # one of its numbers was recognised in a picture and nobody has looked at it

    @property
    def shown(self) -> str:
        return "" if self.total is None else number_text(self.total, self.suffix)


@dataclass(frozen=True)
class District:
    code: str
    name: str
    known: int
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class Matrix:
    """``lines`` of departments, in ``districts`` where those were asked for. ``refused`` says what is not compared;
    the cells on other bases are marked, the rest stands on one scale."""

    subject: Subject
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    districts: tuple[District, ...] = ()
    refused: tuple[Refusal, ...] = ()
    basis_words: tuple[str, ...] = ()  # of the scale

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for line in self.lines for cell in line.cells)

    @property
    def given(self) -> bool:
        return any(line.given for line in self.lines)

    @property
    def recognised(self) -> bool:
        """Whether some number was recognised in a picture and nobody has looked at it."""
        return any(cell.recognised for cell in self.cells)

    @property
    def badged(self) -> bool:
        """Whether some number stands on another basis."""
        return any(badges for line in self.lines for badges in line.badges)

    @property
    def last(self) -> tuple[Column, ...]:
        """The columns of the last year that has a number."""
        years = [cell.column.year for cell in self.cells if cell.value is not None]
        return tuple(c.column for c in self.cells if years and c.column.year == max(years))


def _reference(kind: Kind, cells: Sequence[Cell], marked: str) -> tuple[str, ...] | None:
    """The basis of the scale: that of the marked department, newest first, else what most numbers share."""
    stated = [
        (cell, found)
        for cell in cells
        if cell.value is not None and cell.basis and (found := common(kind, cell.basis))
    ]
    own = [(cell.column.year, found) for cell, found in stated if cell.column.slug == marked]
    if own:
        return max(own)[1]
    counted = Counter(found for _, found in stated)
    return counted.most_common(1)[0][0] if counted else None


def _fits(kind: Kind, cell: Cell, reference: tuple[str, ...] | None) -> bool:
    if reference is None or cell.value is None or cell.basis is None:
        return False
    return common(kind, cell.basis) == reference


def _line(department: Department, subject: Subject, cells: Sequence[Cell], reference, marked: str) -> Line:
    row = build_row(department.slug, department.name, subject.kind, cells)
    fits = tuple(_fits(subject.kind, cell, reference) for cell in cells)
    badges = tuple(
        () if fit or cell.value is None else _badges(subject.kind, cell, reference)
        for cell, fit in zip(cells, fits, strict=True)
    )
    return Line(department, row, fits, badges, department.slug == marked)


def _badges(kind: Kind, cell: Cell, reference: tuple[str, ...] | None) -> tuple[str, ...]:
    """What of a number's basis is not the scale's, in words."""
    if cell.basis is None:
        return ()
    words = words_of(cell.basis)
    wanted = reference or ("",) * len(COMMON[kind])
    pairs = zip(COMMON[kind], wanted, strict=True)
    return tuple(
        words[name]
        for name, want in pairs
        if getattr(cell.basis, name) != want or (not want and name != "extent")
    )


def _scale_words(kind: Kind, lines: Sequence[Line]) -> tuple[str, ...]:
    """The basis of the scale in words, as the first number on it states it."""
    basis = next(
        (c.basis for line in lines for c, fit in zip(line.cells, line.fits, strict=True) if fit and c.basis),
        None,
    )
    words = words_of(basis) if basis else {}
    return tuple(words[name] for name in COMMON[kind] if basis and getattr(basis, name))


def _refused(kind: Kind, lines: Sequence[Line], years: Sequence[int]) -> tuple[Refusal, ...]:
    """Why some numbers are not compared: within one year, and of one department over the years. Each reason once."""
    found: dict[str, Refusal] = {}
    for place in range(len(years)):
        bases = [line.cells[place].basis for line in lines if line.cells[place].value is not None]
        for refusal in refusals(kind, [basis for basis in bases if basis]):
            found.setdefault(refusal.rule, refusal)
    for line in lines:
        for refusal in line.row.refused:
            found.setdefault(refusal.rule, refusal)
    return tuple(found.values())


def _matrix(
    departments: Sequence[Department],
    years: Sequence[int],
    subject: Subject,
    scope: str,
    marked: str = "",
) -> Matrix:
    columns = choose(departments, years, scope, subject.statements)
    cells = cells_of(subject, columns)
    found = [cells[department.slug, year] for department in departments for year in years]
    reference = _reference(subject.kind, found, marked)
    lines = tuple(
        _line(department, subject, [cells[department.slug, year] for year in years], reference, marked)
        for department in departments
    )
    return Matrix(
        subject,
        tuple(years),
        lines,
        refused=_refused(subject.kind, lines, years),
        basis_words=_scale_words(subject.kind, lines),
    )


def compare_over_years(
    departments: Sequence[Department],
    years: Sequence[int],
    subject: Subject,
    scope: str = "",
    marked: str = "",
) -> Matrix:
    """One number of every department and year: three queries, four for a code."""
    return _matrix(departments, years, subject, scope, marked)


def compare_places(
    regions: Sequence[Region],
    members: Mapping[str, Sequence[Department]],
    years: Sequence[int],
    subject: Subject,
    scope: str = "",
) -> Matrix:
    """The same by districts, each with what its departments give together. ``members`` by the region's code."""
    departments = list({d.pk: d for region in regions for d in members[region.code]}.values())
    found = _matrix(departments, years, subject, scope)
    by_slug = {line.department.slug: line for line in found.lines}
    districts = tuple(
        _district(region, [by_slug[d.slug] for d in members[region.code]], found) for region in regions
    )
    return replace(found, districts=districts)


def _district(region: Region, lines: Sequence[Line], found: Matrix) -> District:
    sums = tuple(
        _sum(found.subject, year, [line.cells[place] for line in lines])
        for place, year in enumerate(found.years)
    )
    given = [line for line in lines if line.given or any(cell.column.held for cell in line.cells)]
    return District(region.code, region.name, len(lines), tuple(given), sums)


def _sum(subject: Subject, year: int, cells: Sequence[Cell]) -> Sum:
    valued = [cell for cell in cells if cell.value is not None]
    of = frozenset(cell.column.slug for cell in valued)
    if subject.ratio:
        return Sum(year, None, len(valued), len(cells), why=_("比值不相加") if valued else "", of=of)
    bases = [cell.basis for cell in valued if cell.basis]
    unlike = [refusal for refusal in refusals(subject.kind, bases) if refusal.rule not in _OF_COLUMNS]
    titles = _("、").join(refusal.title for refusal in unlike)
    why = _("%(why)s，不相加") % {"why": titles} if unlike else ""
    total = sum((cell.value for cell in valued), Decimal(0)) if valued and not why else None
    suffix = next((cell.suffix for cell in valued), "")
    recognised = total is not None and any(cell.recognised for cell in valued)
    return Sum(year, total, len(valued), len(cells), suffix, why, of, recognised)
