"""How a compared number is marked up: its link to the cell of the report, or one of the faces of absence."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from disclosures.comparison.columns import Column
from disclosures.comparison.rows import Cell, CellState
from disclosures.number_ids import measure_id

# Said where numbers cannot be marked one by one: under a drawing, in a citation, beside a sum.
SOME_RECOGNISED = gettext_lazy("部分数由图片识别，未经人核对")


def cautioned(words: str, held: bool) -> str:
    """``words``, where ``held`` with the caution that some of their numbers were recognised."""
    return (
        gettext("%(words)s（%(caution)s）") % {"words": words, "caution": SOME_RECOGNISED} if held else words
    )


def report_address(column: Column) -> str:
    return reverse("report", args=[column.slug, column.year]) + column.query


def as_printed(words: str) -> SafeString:
    """What a report prints, marked as Chinese where the page is not."""
    if not words or get_language() == settings.LANGUAGE_CODE:
        return conditional_escape(words)
    return format_html('<span lang="zh-Hans">{}</span>', words)


def cell_address(cell: Cell) -> str:
    """The cell on its statement's page; the number's own page for what the narrative says, the report where it has
    none; "" for what is computed."""
    if cell.told and cell.measure and cell.column.code:
        return reverse("number", args=[measure_id(cell.column.code, cell.measure)])
    if cell.told:
        return report_address(cell.column)
    if not cell.statement or not cell.number:
        return ""
    address = reverse("statement", args=[cell.column.slug, cell.column.year, cell.statement])
    return f"{address}{cell.column.query}#c-{quote(cell.row or 'total')}-{quote(cell.number)}"


def absence(cell: Cell) -> SafeString:
    """Why there is no number; blank, declared nil, picture and not held look different."""
    words = cell.state_words
    if cell.state == CellState.BLANK:
        return format_html('<span class="blank"><span class="vh">{}</span></span>', words)
    if cell.state in (CellState.PICTURE, CellState.DOUBTFUL, CellState.UNREADABLE):
        return format_html('<span class="unread">{}</span>', words)
    if cell.state in (CellState.NIL, CellState.EMPTY):
        return format_html('<span class="nil">{}</span>', words)
    return format_html('<span class="nil">—<small class="why"> {}</small></span>', cell.note or words)


def number(cell: Cell) -> SafeString:
    """The number as a link to where it is printed, marked where it was recognised in a picture; or its absence."""
    if cell.value is None:
        return absence(cell)
    address, mark = cell_address(cell), recognised(cell.recognised)
    if not address:
        return format_html('{}<span class="num">{}</span>', mark, cell.shown)
    return format_html('{}<a class="num" href="{}">{}</a>', mark, address, cell.shown)


def recognised(held: bool) -> SafeString | str:
    """The mark of a number that was recognised in a picture and that nobody has looked at; "" for any other."""
    if not held:
        return ""
    return format_html(
        '<span class="origin">{}</span>', mark_safe(gettext('识<span class="vh">别所得</span>'))
    )


def told(cell: Cell) -> SafeString | str:
    """The badge of a number that the narrative gives; it says so where the statement is a picture."""
    if not cell.told:
        return ""
    words = gettext("来自文字说明（第{section}节）") if cell.section else gettext("来自文字说明")
    return format_html(f'<span class="basis">{words}</span>', section=as_printed(cell.section))


def formula(cell: Cell) -> SafeString | str:
    """How a quotient comes about, both of its numbers as links to where they are printed; its caution beside."""
    if not cell.operands:
        return ""
    part, whole = cell.operands
    caution = format_html(' <span class="basis caution">{}</span>', cell.caution) if cell.caution else ""
    words = (
        gettext("＝{part} ÷ {whole}（{named}）")
        if part.suffix
        else gettext("＝{part} 万元 ÷ {whole}（{named}）")
    )
    return format_html(
        "{}{}", format_html(words, part=number(part), whole=number(whole), named=cell.note), caution
    )
