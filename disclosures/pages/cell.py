"""One printed cell of a statement, found by its id: what is printed there and under which headings."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from disclosures.models import Revision, RevisionFile, Sheet
from disclosures.number_ids import spelled
from disclosures.pages.crop import NameAt
from disclosures.pages.grid import column_labels, columns_of, is_income, unique_keys
from disclosures.pages.reading import row_key
from disclosures.pages.statement_table import PERSONNEL, PERSONNEL_TOTAL, PUBLIC_TOTAL
from disclosures.recognition import is_doubtful, is_recognised, is_unreadable, percent
from disclosures.statements import FORMS, Shape
from disclosures.templatetags.language import is_chinese
from disclosures.wording import decimal_of, printed_text

MONEY_UNIT = "万元"
ORIGINS = {
    "text": gettext_lazy("原件的文字，逐字读出。"),
    "ocr": gettext_lazy("由页面图片识别得到，请对照原件。"),
    "derived": gettext_lazy(
        "推定栏位：这个数印在本行，但原件的文字丢了它所在的栏；按本表的勾稽关系只有一个可能的位置。"
    ),
    "corrected": gettext_lazy("由人对照原件核对或录入。"),
}


@dataclass(frozen=True)
class PrintedCell:
    """A cell in its sheet; ``key`` is the row's anchor key, ``row`` what findings and measures call it."""

    sheet: Sheet
    key: str
    printed_row: dict
    cell: dict
    heading: str  # the whole path of the column

    @property
    def row(self) -> str:
        return row_key(self.sheet.statement, self.printed_row)

    @property
    def column(self) -> str:
        return self.cell["column"]

    @property
    def text(self) -> str:
        """What is printed, "" where the cell is blank or cannot be made out."""
        return "" if self.unreadable else (self.cell["text"] or self.cell["amount"] or "").strip()

    @property
    def printed(self) -> str:
        """The text, or that it cannot be made out; "" where the cell is blank."""
        return gettext("不能辨认") if self.unreadable else self.text

    @property
    def unreadable(self) -> bool:
        return is_unreadable(self.cell)

    @property
    def doubtful(self) -> bool:
        return is_doubtful(self.cell)

    @property
    def mark(self) -> str:
        """What has to be said wherever the number is quoted, "" where nothing has."""
        if not is_recognised(self.cell) or self.unreadable:
            return ""
        return gettext("图片识别，存疑") if self.doubtful else gettext("图片识别")

    @property
    def amount(self) -> Decimal | None:
        return decimal_of(self.cell["amount"] or "")

    @property
    def shown(self) -> str:
        return printed_text(self.cell["amount"])

    @property
    def value(self) -> str:
        """What is printed, with its unit and how it was read."""
        if not self.text:
            return gettext("不能辨认") if self.unreadable else gettext("空白")
        money = self.sheet.unit == MONEY_UNIT
        said = gettext("%(amount)s 万元") % {"amount": self.text} if money else ""
        said = said or f"{self.text} {gettext(self.sheet.unit)}"
        return gettext("%(amount)s（%(mark)s）") % {"amount": said, "mark": self.mark} if self.mark else said

    @property
    def yuan(self) -> str:
        """The amount in 元, exact; "" where what is printed is not sure."""
        if self.amount is None or self.doubtful:
            return ""
        return f"{self.amount * 10_000:,.2f}".replace("-", "−")

    @property
    def row_name(self) -> str:
        """206 科学技术支出; "" in the form of one row."""
        form = FORMS.get(self.sheet.statement)
        code = self.printed_row["code_text"] or self.printed_row["code"]
        name = self.printed_row["name"].strip()
        if form and form.shape == Shape.LINES:
            return name or gettext("%(line)s 行") % {"line": self.row}
        return " ".join(part for part in (code, name) if part)

    @property
    def name_at(self) -> NameAt | None:
        """Where the page prints the row's name; None in the form of one row."""
        form = FORMS.get(self.sheet.statement)
        shape = form.shape if form else Shape.CODES
        if shape == Shape.SINGLE or not self.row_name:
            return None
        if shape == Shape.BLOCKS and self.row == PUBLIC_TOTAL:
            return NameAt.SPAN
        first = {
            Shape.CODES: True,
            Shape.LINES: is_income(self.printed_row),
            Shape.BLOCKS: self.row[:3] in PERSONNEL or self.row == PERSONNEL_TOTAL,
        }
        return NameAt.EDGE if first[shape] else NameAt.AMOUNT

    @property
    def path(self) -> str:
        """科学技术支出 › 本年支出合计."""
        return " › ".join(part for part in (self.row_name, self.heading) if part)

    @property
    def place(self) -> str:
        """公开03表，科目 206，1 栏."""
        form = FORMS.get(self.sheet.statement)
        number = self.sheet.number if is_chinese() else ""
        if form and not number:
            number = gettext("%(number)s 表") % {"number": form.number}
        row = gettext("%(line)s 行") % {"line": self.row} if form and form.shape == Shape.LINES else ""
        code = self.printed_row["code"]
        subject = gettext("科目 %(code)s") % {"code": code} if not row and code else ""
        column = gettext("%(column)s 栏") % {"column": self.column} if self.column.isdigit() else ""
        return gettext("，").join(part for part in (number, row or subject, column) if part)

    @property
    def spot(self) -> str:
        """Where the cell stands in a file without pages: 工作表“收入支出决算总表”C12; "" where it has pages."""
        return self.cell.get("spot") or ""

    @property
    def file(self) -> Revision | RevisionFile:
        """The file that prints it: the report's own, or a further one."""
        return self.sheet.revision.file_of(self.sheet.file)

    @property
    def origin(self) -> str:
        """How the number was read, in words; of a recognised one how surely, and that nobody has looked at it."""
        sure = self.cell.get("confidence")
        if self.unreadable:
            return gettext("由图片识别，印有字迹，不能辨认；不是空白，也不按零计。")
        if is_recognised(self.cell) and sure is not None:
            words = gettext("由图片识别，把握 %(sure)s %%，尚未有人核对。")
            if self.doubtful:
                words = gettext("由图片识别，把握 %(sure)s %%，存疑，尚未有人核对；不进入比较、排行和图表。")
            return words % {"sure": percent(sure)}
        if sure is not None:
            return gettext("由图片识别，已由人对照原件核对。")
        return str(ORIGINS.get(self.cell["origin"], ""))

    @property
    def second(self) -> str | None:
        """What another reading of the same cell gave, where it gave something else."""
        other = self.cell.get("second")
        return other if other is not None and other.strip() != self.text else None


def keyed_rows(sheet: Sheet) -> list[tuple[str, dict]]:
    """The rows of a sheet with the keys of their anchors."""
    rows = sheet.data["rows"]
    return list(zip(unique_keys(rows, lambda row: row_key(sheet.statement, row)), rows, strict=True))


def find_cell(sheet: Sheet, row: str, column: str) -> PrintedCell | None:
    """The cell by its row and column as an id spells them, None where the sheet has no such cell."""
    found = next(((key, printed) for key, printed in keyed_rows(sheet) if spelled(key) == row), None)
    if found is None:
        return None
    cell = next((cell for cell in found[1]["cells"] if spelled(cell["column"]) == column), None)
    if cell is None:
        return None
    labels = column_labels(columns_of(FORMS.get(sheet.statement), sheet.data["rows"]))
    return PrintedCell(sheet, *found, cell, labels[cell["column"]])
