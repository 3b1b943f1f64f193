"""The permanent page of one printed number: where it stands, what it is part of, what became of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from disclosures.models import Disclosure, Reply, Revision, RevisionFile, Sheet
from disclosures.number_ids import NumberId, number_id
from disclosures.pages.cell import PrintedCell, find_cell
from disclosures.pages.crop import Crop, crop_of
from disclosures.pages.elsewhere import Elsewhere, elsewhere
from disclosures.pages.formulas import Formula, formulas
from disclosures.pages.places import PDF, cell_anchor, number_url, original_url
from disclosures.pages.published import find_disclosure, report_crumb, report_href
from disclosures.pages.reading import shown_outcome
from disclosures.pages.replies import replies_to
from disclosures.pages.statement_list import find_sheet, sheet_key
from disclosures.statements import FORMS
from disclosures.templatetags.language import is_chinese


@dataclass(frozen=True)
class Printed:
    """What one revision prints in this place, "" where blank, None where it has no such place."""

    number: int
    text: str | None
    shown: bool  # whether it is the one that the page shows
    href: str
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Found:
    """A stored finding that names this number or its row."""

    outcome: str
    message: str
    check_id: str
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class NumberPage:
    """A number of a statement. ``superseded``: the current revision does not have it any more."""

    id: str
    disclosure: Disclosure
    revision: Revision
    rev: int | None
    superseded: bool
    cell: PrintedCell
    title: str
    crumb: list[tuple[str, str]]
    statement_href: str
    crop: Crop | None
    crop_href: str
    page_href: str
    original_href: str
    formulas: tuple[Formula, ...]
    findings: tuple[Found, ...]
    elsewhere: tuple[Elsewhere, ...]
    history: tuple[Printed, ...]

    @property
    def page(self) -> int | None:
        return self.cell.cell["page"]

    @property
    def file(self) -> Revision | RevisionFile:
        """The file that prints the number."""
        return self.cell.file

    @property
    def attached(self) -> bool:
        """Whether it is a further file of the report that prints it."""
        return self.file != self.revision

    @property
    def permanent_href(self) -> str:
        return number_url(self.id)

    @property
    def href(self) -> str:
        return number_url(self.id, self.rev)

    @property
    def part(self) -> str:
        form = FORMS.get(self.cell.sheet.statement)
        told = f"{form.title if form else self.title}，{self.cell.path}"
        where = "，".join(
            words
            for words in (f"《{self.file.original_name}》" if self.attached else "", self.cell.spot)
            if words
        )
        return f"{told}（{where}）" if where else told

    @property
    def value(self) -> str:
        return self.cell.value

    @property
    def described(self) -> str:
        """Row and column as printed; where the page is not Chinese, where they stand."""
        return self.cell.path if is_chinese() else self.cell.place

    @property
    def named(self) -> str:
        return self.described or self.title


def number_page(asked: NumberId, rev: int | None = None, whole: bool = True) -> NumberPage | None:
    """The page of an id, None where no published report has or had such a number.

    Without ``whole`` only what the drawer shows: not where else the report states it, nor its history.
    """
    disclosure = find_disclosure(asked.code)
    if disclosure is None:
        return None
    sheets = _sheets(disclosure, asked)
    cells = {number: find_cell(sheet, asked.row, asked.column) for number, sheet in sheets.items()}
    shown = max((n for n, cell in cells.items() if cell and rev in (None, n)), default=None)
    if shown is None:
        return None
    return _page(disclosure, cells, shown, whole)


def _sheets(disclosure: Disclosure, asked: NumberId) -> dict[int, Sheet]:
    """The statement in each revision that readers may see, by the revision's number."""
    key = asked.statement
    name = key.partition("-")[0] if key not in FORMS else key
    held = Sheet.objects.filter(
        revision__disclosure=disclosure,
        revision__number__lte=disclosure.current.number,
        statement=name,
    ).select_related("revision")
    by_number: dict[int, list[Sheet]] = {}
    for sheet in held:
        by_number.setdefault(sheet.revision.number, []).append(sheet)
    found = {number: find_sheet(sheets, key) for number, sheets in by_number.items()}
    return {number: sheet for number, sheet in found.items() if sheet}


def _page(
    disclosure: Disclosure, cells: dict[int, PrintedCell | None], shown: int, whole: bool
) -> NumberPage:
    cell = cells[shown]
    given = number_id(disclosure.code, sheet_key(cell.sheet), cell.key, cell.column)
    revision = cell.sheet.revision
    rev = None if revision.pk == disclosure.current_id else revision.number
    home = report_href(disclosure, rev)
    form = FORMS.get(cell.sheet.statement)
    title = gettext(form.title) if form else cell.sheet.title
    statement = f"{home[0]}t/{sheet_key(cell.sheet)}/{home[1]}"
    page = cell.cell["page"]
    pictured = revision.media_type == PDF and page
    crop = crop_of(cell.sheet.data["rows"], cell.cell, cell.name_at) if pictured else None
    strip = [revision.sha256, *crop.strip] if crop else []
    return NumberPage(
        id=given,
        disclosure=disclosure,
        revision=revision,
        rev=rev,
        superseded=disclosure.current.number not in [n for n, held in cells.items() if held],
        cell=cell,
        title=title,
        crumb=[*report_crumb(disclosure, "".join(home)), (title, statement)],
        statement_href=f"{statement}#{cell_anchor(cell.key, cell.column)}",
        crop=crop,
        crop_href=reverse("page-crop", args=strip) if crop else "",
        page_href=reverse("page-image", args=[revision.sha256, page]) if pictured else "",
        original_href=original_url(cell.file, page),
        formulas=formulas(cell, disclosure.code, rev),
        findings=_findings(revision, cell),
        elsewhere=elsewhere(disclosure, cell, home, rev) if whole else (),
        history=_history(given, disclosure, cells, shown) if whole else (),
    )


def _findings(revision: Revision, cell: PrintedCell) -> tuple[Found, ...]:
    named = [
        finding
        for finding in revision.findings.order_by("position")
        if any(_names(place, cell) for place in finding.where)
    ]
    replies = replies_to([revision.disclosure_id]) if named else {}
    return tuple(
        Found(
            shown_outcome(one), one.message, one.check_id, replies.get((revision.disclosure_id, one.key), ())
        )
        for one in named
    )


def _names(place: dict, cell: PrintedCell) -> bool:
    return (
        place.get("statement") == cell.sheet.statement
        and place.get("row") == cell.row
        and place.get("column") in (None, cell.column)
    )


def _history(given, disclosure, cells, shown) -> tuple[Printed, ...]:
    """What every revision prints here, where there is more than one."""
    numbers = disclosure.revisions.filter(number__lte=disclosure.current.number).order_by("number")
    rows = []
    for number in numbers.values_list("number", flat=True):
        cell = cells.get(number)
        rev = None if number == disclosure.current.number else number
        text = cell.printed if cell else None
        href, unseen = number_url(given, rev) if cell else "", bool(cell and cell.mark)
        rows.append(Printed(number, text, number == shown, href, unseen))
    return tuple(rows) if len(rows) > 1 else ()
