"""The printed numbers that findings name: each with its permanent page and its place on the paper."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext

from disclosures.measures import Unit, measure_of
from disclosures.models import Claim, Disclosure, Figure, Sheet
from disclosures.number_ids import measure_id, number_id
from disclosures.pages.cell import PrintedCell, keyed_rows
from disclosures.pages.grid import column_labels, columns_of
from disclosures.pages.places import number_url
from disclosures.pages.reading import row_key
from disclosures.statements import FORMS
from disclosures.wording import amount_text, decimal_of, wan

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(\S?)")


@dataclass(frozen=True)
class Number:
    """A number with a page of its own: 科学技术支出 › 本年支出合计, 3,500.63."""

    words: str
    shown: str
    href: str
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class PrintedSheet:
    """A statement of which findings name cells."""

    sheet: Sheet

    @cached_property
    def cells(self) -> dict[tuple[str, str], list[PrintedCell]]:
        """By row and column as findings name them; several where a row is printed twice."""
        rows = self.sheet.data["rows"]
        labels = column_labels(columns_of(FORMS.get(self.sheet.statement), rows))
        found: dict[tuple[str, str], list[PrintedCell]] = defaultdict(list)
        for key, row in keyed_rows(self.sheet):
            for cell in row["cells"]:
                named = (row_key(self.sheet.statement, row), cell["column"])
                found[named].append(PrintedCell(self.sheet, key, row, cell, labels[cell["column"]]))
        return found

    def find(self, place: dict) -> PrintedCell | None:
        """The cell of a place; None where it is not there, or where it could be one of several."""
        found = self.cells.get((place.get("row") or "", place["column"]), [])
        if len(found) > 1:
            found = [one for one in found if place.get("bbox") and one.cell["bbox"] == place["bbox"]]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Operands:
    """The statements (by revision and name) and the numbers told in prose (by disclosure) behind findings."""

    sheets: dict[tuple[int, str], PrintedSheet] = field(default_factory=dict)
    told: dict[int, list[Figure]] = field(default_factory=dict)

    def cell(self, revision: int, place: dict) -> PrintedCell | None:
        statement, column = place.get("statement"), place.get("column")
        sheet = self.sheets.get((revision, statement)) if statement in FORMS and column else None
        return sheet.find(place) if sheet else None

    def told_in(self, disclosure: Disclosure, place: dict, claim: Claim | None) -> tuple[Number, ...]:
        """The numbers with a page of their own that a place in prose prints: the claim's, else those beyond doubt."""
        text = place.get("text") or ""
        told = self.told.get(disclosure.pk, ())
        amounts = _amounts_in(text) if told else frozenset()
        printed = [figure for figure in told if figure.value and _printed(figure) in amounts]
        if claim is not None and claim.text and claim.text in text:
            of_claim = [f for f in printed if f.measure == claim.measure and _value(f) == _said(claim)]
            if of_claim:
                return tuple(_number(disclosure, figure) for figure in of_claim)
        on_page = [figure for figure in printed if figure.page == place.get("page")]
        values = [figure.value for figure in on_page]
        return tuple(_number(disclosure, f) for f in on_page if values.count(f.value) == 1)

    def told_of(self, disclosure: Disclosure, measure: str) -> Number | None:
        """The number of a measure that the disclosure gives in prose alone."""
        figures = (figure for figure in self.told.get(disclosure.pk, ()) if figure.measure == measure)
        return next((_number(disclosure, figure) for figure in figures), None)


def number_of(cell: PrintedCell, code: str, rev: int | None = None) -> Number:
    address = number_url(number_id(code, cell.sheet.statement, cell.key, cell.column), rev)
    return Number(cell.path, cell.shown or "空白", address, bool(cell.mark))


def operands_of(sheets: Iterable[Sheet], figures: Iterable[Figure]) -> Operands:
    """Those of rows that are held already; ``figures`` may be any of a current revision."""
    told: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.statement:
            told[figure.disclosure_id].append(figure)
    printed = {(sheet.revision_id, sheet.statement): PrintedSheet(sheet) for sheet in sheets}
    return Operands(printed, told)


def find_operands(named: Iterable[tuple[int, dict]], disclosures: Iterable[int]) -> Operands:
    """Those of places, each with its revision, and of the prose of disclosures; two queries at most."""
    asked: dict[str, set[int]] = defaultdict(set)
    for revision, place in named:
        if place.get("statement") in FORMS and place.get("column"):
            asked[place["statement"]].add(revision)
    wanted = Q(pk__in=[])
    for statement, revisions in asked.items():
        wanted |= Q(statement=statement, revision__in=revisions)
    sheets = Sheet.objects.filter(wanted) if asked else ()
    return operands_of(sheets, Figure.objects.filter(disclosure__in=set(disclosures), statement=""))


def _value(figure: Figure) -> Decimal:
    return wan(figure.value) if figure.unit == Unit.MONEY else Decimal(figure.value)


def _said(claim: Claim) -> Decimal | None:
    return decimal_of(claim.amount)


def _amounts_in(text: str) -> frozenset[tuple[Decimal, str]]:
    """The numbers that a text prints, each with the first letter of its unit."""
    return frozenset((Decimal(number.replace(",", "")), after) for number, after in _NUMBER.findall(text))


def _printed(figure: Figure) -> tuple[Decimal, str] | None:
    """The figure's value as a text prints it, with the first letter of its unit; None for what has no unit."""
    known = measure_of(figure.measure)
    if known is None:
        return None
    return _value(figure), "万" if known.unit == Unit.MONEY else known.counted_in[:1]


def _number(disclosure: Disclosure, figure: Figure) -> Number:
    known = measure_of(figure.measure)
    shown = (
        amount_text(figure.value)
        if known.unit == Unit.MONEY
        else f"{figure.value} {gettext(known.counted_in)}"
    )
    address = number_url(measure_id(disclosure.code, figure.measure))
    return Number(gettext(known.label), shown, address, bool(figure.origin))
