"""The permanent page of a number that only the prose gives."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from disclosures.measures import Measure, Unit, measure_of
from disclosures.models import Disclosure, Figure, Revision
from disclosures.number_ids import NumberId, measure_id, number_id
from disclosures.pages.cell import MONEY_UNIT
from disclosures.pages.places import PDF, number_url, original_url
from disclosures.pages.published import find_disclosure, report_crumb, report_href
from disclosures.pages.quotes import Quote, Told, quote_of
from disclosures.wording import amount_text, wan


@dataclass(frozen=True)
class ToldPage:
    """A number that only the prose gives."""

    id: str
    disclosure: Disclosure
    revision: Revision
    measure: Measure
    shown: str
    unit: str
    crumb: list[tuple[str, str]]
    section: str
    page: int | None
    quote: Quote | None
    section_href: str
    page_href: str
    original_href: str
    cell_href: str  # "" where no statement prints it
    recognised: bool = False  # in a picture, and nobody has looked at it

    @property
    def part(self) -> str:
        label = gettext(self.measure.label)
        if not self.section:
            return label
        return gettext("第%(section)s节，%(label)s") % {"section": gettext(self.section), "label": label}

    @property
    def sentence(self) -> str:
        return str(self.quote or "")

    @property
    def value(self) -> str:
        money = self.measure.unit == Unit.MONEY
        said = gettext("%(amount)s 万元") % {"amount": self.shown} if money else f"{self.shown} {self.unit}"
        if not self.recognised:
            return said
        return gettext("%(amount)s（%(mark)s）") % {"amount": said, "mark": gettext("图片识别")}


def told_page(asked: NumberId) -> ToldPage | None:
    """The page of a measure's id, None where no published report gives it."""
    disclosure = find_disclosure(asked.code)
    measure = measure_of(asked.measure)
    figure = disclosure.figures.filter(measure=asked.measure).first() if disclosure else None
    if measure is None or figure is None:
        return None
    revision, home = disclosure.current, report_href(disclosure, None)
    pictured = revision.media_type == PDF and figure.page
    money = measure.unit == Unit.MONEY
    printed_unit = MONEY_UNIT if money else measure.counted_in
    value = wan(figure.value) if money else Decimal(figure.value)
    return ToldPage(
        id=measure_id(disclosure.code, measure.key),
        disclosure=disclosure,
        revision=revision,
        measure=measure,
        shown=amount_text(figure.value) if money else str(figure.value),
        unit=gettext(printed_unit),
        crumb=[*report_crumb(disclosure, "".join(home)), (gettext(measure.label), "")],
        section=figure.section,
        page=figure.page,
        quote=_quote(revision, figure, Told(value, printed_unit, measure.label)),
        section_href="".join(home) + (f"#s{figure.section}" if figure.section else ""),
        page_href=reverse("page-image", args=[revision.sha256, figure.page]) if pictured else "",
        original_href=original_url(revision, figure.page),
        cell_href=_cell_href(disclosure, figure),
        recognised=bool(figure.origin),
    )


def _cell_href(disclosure: Disclosure, figure: Figure) -> str:
    if not figure.statement:
        return ""
    return number_url(number_id(disclosure.code, figure.statement, figure.row, figure.column))


def _quote(revision: Revision, figure: Figure, told: Told) -> Quote | None:
    claims = revision.claims.filter(measure=figure.measure, section=figure.section).order_by("position")
    passages = revision.passages.filter(number=figure.section).order_by("position")
    return quote_of(told, claims, (one["text"] for passage in passages for one in passage.paragraphs))
