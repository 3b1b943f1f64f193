"""The posters of a report and of a number: what their pages show, in the words of a sheet to pass on."""

from dataclasses import replace

from disclosures.charts import Series, Slot
from disclosures.marks import cautioned
from disclosures.models import Revision
from disclosures.pages.crop import Crop
from disclosures.pages.findings import Tally
from disclosures.pages.number import NumberPage
from disclosures.pages.places import number_url, report_url
from disclosures.pages.report import ReportPage
from disclosures.pages.summary import KeyFigure
from disclosures.pages.told_number import ToldPage
from disclosures.posters import Bar, Bars, Box, Poster, Said, Shown, Strip, mark_of, said
from disclosures.wording import OUTCOMES

FIGURES = 4  # beside the lead
WANTED = ("three_public.total.actual", "agency_operation")
YEARS = 3
_LOOKS = {"own": "past", "implied": "est"}


def named(department) -> tuple[str, ...]:
    """A department's name in pieces that a line may break between: the district, the rest."""
    place, found, rest = department.name.partition(department.region.name)
    return (place + found, rest) if found and rest else (department.name,)


def source_words(revision: Revision) -> str:
    """The file as published: its name, pages, digest and the day it was taken in."""
    pages = f"，{revision.pages} 页" if revision.pages else ""
    day = revision.created_at
    taken = f"{day.year}年{day.month}月{day.day}日收录"
    return f"{revision.original_name}{pages}，SHA-256\u00a0{revision.sha256[:16]}…，{taken}"


def tally_words(tally: Tally) -> str:
    if not tally.total:
        return ""
    counts = (
        ("不一致", tally.fail),
        ("无法核对", tally.not_checkable),
        ("舍入内一致", tally.rounding),
        ("吻合", tally.passed),
    )
    caution = "。不一致只说明去哪里看，不判断对错" if tally.fail else ""
    return f"核对 {tally.total} 处：" + "，".join(f"{word} {count}" for word, count in counts) + caution


def report_poster(page: ReportPage) -> Poster:
    reading = page.reading
    lead, *others = page.figures or (None,)
    link = report_url(reading.department, reading.year, reading.scope, reading.rev)
    version = f" · 第 {reading.rev} 版" if reading.rev else ""
    shown = sorted(others, key=_wanted)[:FIGURES]
    groups = _series(page.change.series) if page.change else ()
    unseen = any(figure.unseen for figure in (lead, *shown) if figure)
    return Poster(
        kind="部门决算",
        title=named(reading.department),
        subtitle=f"{reading.year} 年度部门决算{version} · " + " · ".join(page.badges),
        source=cautioned(
            source_words(reading.revision), unseen or bool(groups and page.change.series.recognised)
        )
        + (f"。{reading.revision.note}" if reading.revision.note else ""),
        link=link,
        file=f"{reading.department.slug}-{reading.year}",
        lead=_lead(lead, reading.amounts[lead.measure].page) if lead else None,
        figures=tuple(map(_figure, shown)),
        groups=groups,
        checked=tally_words(page.tally),
    )


def _page_words(page: int | None) -> str:
    return f"原件第 {page} 页" if page else ""


def _wanted(figure: KeyFigure) -> int:
    """The order on a poster, where there may be room for two: those that are asked about first."""
    return WANTED.index(figure.measure) if figure.measure in WANTED else len(WANTED)


def _lead(figure: KeyFigure, page: int | None) -> Shown:
    """With its page beside its name."""
    shown = _figure(figure)
    return replace(shown, label="，".join(words for words in (shown.label, _page_words(page)) if words))


def _figure(figure: KeyFigure) -> Shown:
    notes = [said(change) for change in (figure.past, figure.change) if change and not figure.before]
    if figure.before:
        notes = [Said(figure.before.rstrip("，"))]
        notes += [said(figure.change)] if figure.change else []
    notes += [Said(figure.small_base)] if figure.small_base else []
    return Shown(figure.label, figure.amount, figure.unit, tuple(notes), mark_of(figure.outcome))


def _series(series: Series) -> tuple[Bars, ...]:
    """The last years of the lead on one scale; one year alone is no series."""
    slots = series.slots[-YEARS:]
    largest = max((slot.value or 0 for slot in slots), default=0)
    if len([slot for slot in slots if slot.value is not None]) < 2 or not largest:
        return ()
    return (Bars("", tuple(_slot(slot, series.current, largest) for slot in slots)),)


def _slot(slot: Slot, current: int | None, largest: int) -> Bar:
    if slot.value is None:
        return Bar(str(slot.year), slot.word, None)
    look = "now" if slot.year == current and slot.kind == "own" else _LOOKS[slot.kind]
    label = f"{slot.year} 推算" if slot.kind == "implied" else str(slot.year)
    return Bar(label, slot.amount, round(max(slot.value, 0) / largest, 4), look)


def number_poster(page: NumberPage) -> Poster:
    """A printed number with the strip of its page."""
    found = next((found for found in page.findings if found.outcome in OUTCOMES), None)
    rows = (page.cell.row_name, page.cell.heading)
    notes = [words for words in (page.cell.place, _page_words(page.page), page.cell.mark) if words]
    value, unit = (page.cell.text, page.cell.sheet.unit) if page.cell.text else ("空白", "")
    return Poster(
        kind="一个数的出处",
        title=tuple(row for row in rows if row) or (page.title,),
        between=" › ",
        subtitle=f"{page.disclosure.department.name} {page.disclosure.year} 年度 · {page.title}",
        source=source_words(page.revision),
        link=page.href,
        file=page.id,
        lead=Shown(
            "原件所印", value, unit, (Said("，".join(notes)),), mark_of(found.outcome if found else "")
        ),
        strip=_strip(page.crop, page.crop_href) if page.crop else None,
        words=tuple(found.message for found in page.findings[:2]),
    )


def _strip(crop: Crop, src: str) -> Strip:
    frame = Box(crop.x, crop.y, crop.width, crop.height)
    head = crop.head
    name = Box(head.left, head.top, head.width, head.height) if head else None
    return Strip(src, crop.bottom - crop.top, frame, name)


def told_poster(page: ToldPage) -> Poster:
    """A number that only the prose gives, with its sentence."""
    section = f"文字说明第{page.section}节" if page.section else "文字说明"
    seen = "图片识别" if page.recognised else ""
    place = "，".join(words for words in (section, _page_words(page.page), seen) if words)
    return Poster(
        kind="一个数的出处",
        title=(page.measure.label,),
        subtitle=f"{page.disclosure.department.name} {page.disclosure.year} 年度",
        source=source_words(page.revision),
        link=number_url(page.id),
        file=page.id,
        lead=Shown("报告所述", page.shown, page.unit, (Said(place),)),
        words=(f"“{page.sentence}”",) if page.sentence else (),
    )
