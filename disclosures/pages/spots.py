"""The places of a finding as links: the number's own page, the table, the section, the page of the file."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext

from disclosures.models import Claim, Department, Disclosure, Revision
from disclosures.pages.cell import PrintedCell
from disclosures.pages.crop import Crop, crop_of
from disclosures.pages.operands import Number, Operands, number_of
from disclosures.pages.places import PDF, cell_anchor, original_url, report_url, statement_url
from disclosures.pages.replies import Replies
from disclosures.statements import FORMS, Shape

QUOTED = 120  # letters of a sentence that a place quotes


@dataclass(frozen=True)
class Spotted:
    """One place of a finding: a cell of a statement, or a sentence on a page."""

    words: str
    href: str
    page: int | None
    quote: str = ""
    numbers: tuple[Number, ...] = ()
    page_href: str = ""  # the picture of the page, where the number has a place on it
    cell: PrintedCell | None = field(default=None, compare=False)
    crop: Crop | None = field(default=None, compare=False)
    crop_href: str = field(default="", compare=False)


@dataclass(frozen=True)
class Addresses:
    """Where the spots of a report's findings are found. ``rev``: the number of a revision that is not the current."""

    department: Department
    disclosure: Disclosure
    revision: Revision
    scope: str = ""
    sections: tuple[tuple[str, str], ...] = ()  # (text of a paragraph, number of its section)
    replies: Replies = field(default_factory=dict)
    operands: Operands = field(default_factory=Operands)
    rev: int | None = None
    pictured: bool = False  # whether the page shows strips of the file

    def section_of(self, text: str) -> str:
        head = text[:30]
        return next((number for body, number in self.sections if head and head in body), "")

    def spot(self, place: dict, section: str, claim: Claim | None = None, pictured: bool = False) -> Spotted:
        """``pictured``: with the strip of the page around the number."""
        if place.get("statement"):
            return self._of_cell(place, pictured)
        page, text = place.get("page"), place.get("text") or ""
        numbers = () if self.rev else self.operands.told_in(self.disclosure, place, claim)
        number = self.section_of(text) or section
        if number:
            home = report_url(self.department, self.disclosure.year, self.scope, self.rev)
            return Spotted(
                gettext("第%(section)s节") % {"section": gettext(number)},
                f"{home}#s{number}",
                page,
                _quoted(text),
                numbers,
            )
        words = gettext("原件第 %(page)s 页") % {"page": page} if page else gettext("原件")
        return Spotted(words, original_url(self.revision, page), page, _quoted(text), numbers)

    def _of_cell(self, place: dict, pictured: bool) -> Spotted:
        cell = self.operands.cell(self.revision.pk, place)
        if cell is None:
            note = "" if place.get("column") else place.get("text") or ""
            words = _cell_words(place | {"text": ""} if note else place)
            return Spotted(words, self._cell(place), place.get("page"), _quoted(note))
        page = cell.cell["page"]
        boxed = self.revision.media_type == PDF and page and cell.cell["bbox"]
        crop = crop_of(cell.sheet.data["rows"], cell.cell, cell.name_at) if boxed and pictured else None
        sha = self.revision.sha256
        return Spotted(
            gettext(FORMS[cell.sheet.statement].title),
            self._cell(place | {"row": cell.key}),
            page,
            numbers=(number_of(cell, self.disclosure.code, self.rev),),
            page_href=reverse("page-image", args=[sha, page]) if boxed else "",
            cell=cell,
            crop=crop,
            crop_href=reverse("page-crop", args=[sha, *crop.strip]) if crop else "",
        )

    def _cell(self, place: dict) -> str:
        year = self.disclosure.year
        address = statement_url(self.department, year, place["statement"], self.scope, self.rev)
        column = place.get("column")
        return f"{address}#{cell_anchor(place.get('row') or '', column)}" if column else address


def _quoted(text: str) -> str:
    """The beginning of a long text, cut after a mark so that no number is cut in two."""
    if len(text) <= QUOTED:
        return text
    cut = max(text.rfind(mark, QUOTED // 2, QUOTED) for mark in "，。；：、")
    head = text[: cut + 1] if cut > 0 else text[:QUOTED].rstrip("0123456789.,")
    return f"{head}…"


def _cell_words(place: dict) -> str:
    """支出决算表 206 科学技术支出 3 栏."""
    form = FORMS.get(place["statement"])
    row, column = place.get("row") or "", place.get("column") or ""
    lines = row and form and form.shape == Shape.LINES
    row_word = gettext("%(line)s 行") % {"line": row} if lines else row
    title = gettext(form.title) if form else gettext("其他表")
    text = place.get("text") or ""
    column_word = gettext("%(column)s 栏") % {"column": column} if column.isdigit() else ""
    return " ".join(part for part in (title, row_word, column_word, text) if part)
