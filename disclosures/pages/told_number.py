"""The permanent page of a number that only the prose gives."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from disclosures.measures import Measure, Unit, measure_of
from disclosures.models import Disclosure, Figure, Revision
from disclosures.number_ids import NumberId, measure_id, number_id
from disclosures.pages.places import PDF, number_url, original_url
from disclosures.pages.published import find_disclosure, report_crumb, report_href
from disclosures.wording import amount_text, wan

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


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
    sentence: str
    section_href: str
    page_href: str
    original_href: str
    cell_href: str  # "" where no statement prints it

    @property
    def part(self) -> str:
        return f"第{self.section}节，{self.measure.label}" if self.section else self.measure.label

    @property
    def value(self) -> str:
        return f"{self.shown} {self.unit}"


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
    unit = "万元" if money else measure.counted_in
    return ToldPage(
        id=measure_id(disclosure.code, measure.key),
        disclosure=disclosure,
        revision=revision,
        measure=measure,
        shown=amount_text(figure.value) if money else str(figure.value),
        unit=unit,
        crumb=[*report_crumb(disclosure, "".join(home)), (measure.label, "")],
        section=figure.section,
        page=figure.page,
        sentence=_sentence(revision, figure, wan(figure.value) if money else Decimal(figure.value), unit),
        section_href="".join(home) + (f"#s{figure.section}" if figure.section else ""),
        page_href=reverse("page-image", args=[revision.sha256, figure.page]) if pictured else "",
        original_href=original_url(revision, figure.page),
        cell_href=_cell_href(disclosure, figure),
    )


def _cell_href(disclosure: Disclosure, figure: Figure) -> str:
    if not figure.statement:
        return ""
    return number_url(number_id(disclosure.code, figure.statement, figure.row, figure.column))


def _sentence(revision: Revision, figure: Figure, value: Decimal, unit: str) -> str:
    """The first sentence of the number's section that prints it with its unit; "" where none does."""
    for passage in revision.passages.filter(number=figure.section).order_by("position"):
        for paragraph in passage.paragraphs:
            for sentence in _SENTENCE.findall(paragraph["text"]):
                if _prints(sentence, value, unit):
                    return sentence.strip()
    return ""


def _prints(sentence: str, value: Decimal, unit: str) -> bool:
    return any(
        Decimal(found[0].replace(",", "")) == value and sentence[found.end() :].lstrip().startswith(unit[:1])
        for found in _NUMBER.finditer(sentence)
    )
