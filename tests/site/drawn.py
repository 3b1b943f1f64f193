"""What the drawings of a page say of the numbers they draw, and the tables beside them: read from its HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.test.html import Element, parse_html

SKIPPED = {"vh", "mark", "basis"}
ROOMS = {"height": 1.0, "width": 0.4, "cx": 0.01}  # whole pixels; per cent, with the gap between two halves
FIRST = {"height": 0.0, "width": 0.0, "cx": 2.0}  # where a value of 0 is drawn


@dataclass(frozen=True)
class Mark:
    """One bar or dot: its place on the page, the row and the number it names, and how long it is drawn."""

    section: str
    drawing: int
    row: str
    value: str
    axis: str
    length: float


def _get(element: Element, name: str) -> str:
    return dict(element.attributes).get(name) or ""


def _elements(element: Element, *names: str) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.name in names:
                yield child
            yield from _elements(child, *names)


def _sections(html: str) -> Iterator[Element]:
    return _elements(parse_html(html), "section")


def marks_of(html: str) -> list[Mark]:
    """Every drawn number of the page, in its order."""
    found = []
    for section in _sections(html):
        for place, svg in enumerate(_elements(section, "svg")):
            for element in _elements(svg, "rect", "circle"):
                axis = _get(element, "data-axis")
                if axis:
                    length = float(_get(element, axis).removesuffix("%"))
                    named = (_get(element, "data-of"), _get(element, "data-value"))
                    found.append(Mark(_get(section, "id"), place, *named, axis, length))
    return found


def rows_of(html: str, section: str) -> dict[str, list[str]]:
    """The rows of the tables of a section by their first words: the words of the other cells."""
    found: dict[str, list[str]] = {}
    for one in _sections(html):
        for body in _elements(one, "tbody") if _get(one, "id") == section else ():
            for row in _elements(body, "tr"):
                first, *others = [_words(cell) for cell in _elements(row, "th", "td")]
                found.setdefault(first, []).extend(others)
    return found


def _words(cell: Element) -> str:
    """The words of a cell without marks, codes in small print and what is only for screen readers."""
    parts = [
        child if isinstance(child, str) else _words(child) for child in cell.children if not _aside(child)
    ]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _aside(child: Element | str) -> bool:
    if isinstance(child, str):
        return False
    return child.name in ("svg", "small") or bool(SKIPPED & set(_get(child, "class").split()))


def numbers_in(words: list[str]) -> set[str]:
    return {number for text in words for number in re.findall(r"\d[\d,]*\.\d+", text)}


def disagreements(html: str) -> list[str]:
    """Drawn numbers that no cell of the row they name prints, and lengths out of proportion, in words."""
    found = []
    marks = marks_of(html)
    tables = {mark.section: rows_of(html, mark.section) for mark in marks}
    for mark in marks:
        row = tables[mark.section].get(mark.row)
        if row is None:
            found.append(f"{mark.section}: no row {mark.row!r} for {mark.value}")
        elif mark.value not in numbers_in(row):
            found.append(f"{mark.section}: {mark.row} is drawn as {mark.value}, the row has {row}")
    return found + _out_of_proportion(marks)


def _out_of_proportion(marks: list[Mark]) -> list[str]:
    """Numbers that are not as long as the others of their scale: a drawing with two of them has a scale of its own,
    the rows of a table share one."""
    several = {mark.drawing for mark in marks if sum(other.drawing == mark.drawing for other in marks) > 1}
    groups: dict[tuple[str, str, int], list[Mark]] = {}
    for mark in marks:
        own = mark.drawing if mark.drawing in several and mark.axis != "cx" else -1
        groups.setdefault((mark.section, mark.axis, own), []).append(mark)
    return [said for group in groups.values() for said in _uneven(group)]


def _uneven(group: list[Mark]) -> list[str]:
    axis = group[0].axis
    value = [float(Decimal(mark.value.replace(",", ""))) for mark in group]
    largest = max(value)
    if not largest:
        return []
    scale = (group[value.index(largest)].length - FIRST[axis]) / largest
    return [
        f"{mark.section}: {mark.row} {mark.value} is drawn {mark.length} long"
        for mark, one in zip(group, value, strict=True)
        if abs(mark.length - FIRST[axis] - one * scale) > ROOMS[axis]
    ]
