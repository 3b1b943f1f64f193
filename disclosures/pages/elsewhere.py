"""Where the same report states the number of a cell once more."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from disclosures import number_ids
from disclosures.measures import MEASURES, Measure
from disclosures.models import Claim
from disclosures.pages.cell import PrintedCell, find_cell
from disclosures.pages.places import number_url
from disclosures.statements import FORMS


@dataclass(frozen=True)
class Elsewhere:
    """Where the same report states the same number: another cell, or a sentence."""

    label: str
    shown: str
    words: str
    href: str
    recognised: bool = False  # in a picture, and nobody has looked at it


def elsewhere(disclosure, cell: PrintedCell, home: tuple[str, str], rev=None) -> tuple[Elsewhere, ...]:
    """The other cells that print the same measure, and the sentences that state it."""
    measures = [measure for measure in MEASURES.values() if _reads(measure, cell)]
    if not measures:
        return ()
    revision = cell.sheet.revision
    sheets = {sheet.statement: sheet for sheet in revision.sheets.all()}
    claims = revision.claims.filter(measure__in=[measure.key for measure in measures]).exclude(amount="")
    cells = (place for measure in measures for place in _other_cells(measure, cell, sheets, disclosure, rev))
    return (*dict.fromkeys(cells), *dict.fromkeys(_sentence(claim, home) for claim in claims))


def _reads(measure: Measure, cell: PrintedCell) -> bool:
    """Whether the cell is one of those that print this measure."""
    place = (cell.sheet.statement, cell.row, cell.column)
    return any((source.statement.value, source.row, source.column) == place for source in measure.sources)


def _other_cells(measure, cell: PrintedCell, sheets, disclosure, rev) -> Iterator[Elsewhere]:
    for source in measure.sources:
        sheet = sheets.get(source.statement)
        if sheet is None or sheet.pk == cell.sheet.pk:
            continue
        row, column = number_ids.spelled(source.row), number_ids.spelled(source.column)
        other = find_cell(sheet, row, column)
        if other and other.text:
            own = number_ids.number_id(disclosure.code, sheet.statement, other.key, other.column)
            title, href = gettext(FORMS[sheet.statement].title), number_url(own, rev)
            yield Elsewhere(title, other.shown, other.path, href, bool(other.mark))


def _sentence(claim: Claim, home: tuple[str, str]) -> Elsewhere:
    anchor = f"#s{claim.section}" if claim.section else ""
    place = (
        gettext("正文第%(section)s节") % {"section": gettext(claim.section)}
        if claim.section
        else gettext("正文")
    )
    page = gettext("原件第 %(page)s 页") % {"page": claim.page} if claim.page else ""
    label = gettext("，").join(part for part in (place, page) if part)
    return Elsewhere(label, "", claim.text, f"{''.join(home)}{anchor}")
