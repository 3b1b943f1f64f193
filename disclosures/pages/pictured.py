"""A statement that is a picture nobody has read: its pages, and what the narrative says of the same numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from disclosures.classification import name_of
from disclosures.comparison.columns import Column, choose
from disclosures.comparison.rows import Cell
from disclosures.comparison.told import Figures, figures_of, told_cell
from disclosures.marks import cell_address
from disclosures.measures import MEASURES
from disclosures.models import Disclosure, Revision, Sheet
from disclosures.pages.places import PDF
from disclosures.statements import Statement

SMALL, LARGE = 800, 1600  # pixels of width


@dataclass(frozen=True)
class Pictured:
    """One page of the file: its picture, and a larger one."""

    page: int
    picture: str
    larger: str


@dataclass(frozen=True)
class Told:
    """A number of the narrative that the statement would print; ``href`` is its own page."""

    label: str
    shown: str
    section: str
    page: int | None
    href: str
    recognised: bool = False  # in a picture, and nobody has looked at it


def pictures_of(sheet: Sheet, revision: Revision) -> tuple[Pictured, ...]:
    """The pages on which the statement stands or is announced; none where the file has no pages."""
    if sheet.file or revision.media_type != PDF:
        return ()
    pages = ((page, reverse("page-image", args=[revision.sha256, page])) for page in sheet.pages)
    return tuple(Pictured(page, f"{place}?w={SMALL}", f"{place}?w={LARGE}") for page, place in pages)


def told_of(statement: str, disclosure: Disclosure) -> tuple[Told, ...]:
    """What the narrative of the current revision says of a statement's numbers, where it means the same money."""
    (column,) = choose([disclosure.department], [disclosure.year], disclosure.scope)
    given = figures_of([column]).get(column.disclosure, {})
    return tuple(
        Told(label, cell.shown, cell.section, cell.page, cell_address(cell), cell.recognised)
        for label, cell in _cells(statement, column, given)
    )


def _cells(statement: str, column: Column, given: Figures) -> Iterator[tuple[str, Cell]]:
    for key, measure in MEASURES.items():
        for source in measure.sources:
            if key in given and source.statement == statement:
                cell = told_cell(column, statement, source.row, source.column, given)
                if cell is not None:
                    yield gettext(measure.label), cell
    if statement == Statement.GENERAL_BUDGET:
        for code in sorted(
            key.split(".")[1] for key in given if key.startswith("item.") and key.endswith(".actual")
        ):
            cell = told_cell(column, statement, code, "1", given)
            if cell is not None:
                yield f"{code} {name_of('functional', code, column.year) or ''}".strip(), cell
