"""Bars and dots in the rows of tables, server-rendered: parts of a width in, SVG out. No request, no ORM.

What draws a number names it (``svg.named``), so that it can be held against the row that it stands in.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.svg import Part, element, line, named, ornament, percent, picture, rect, text


def bar(part: float, look: str = "now", row: str = "", value: str = "") -> SafeString:
    """A bar of a bar table: ``part`` of the whole width; ``row`` and ``value`` are those of the table."""
    width = percent(min(max(part, 0), 1))
    return ornament(12, rect(width=width, height=12, class_=look, **named(row, value, "width")))


@dataclass(frozen=True)
class Half:
    """One of two parts of a whole: its name, its amount as the table gives it, its share."""

    label: str
    amount: str
    share: str


def split_bar(first: float, halves: tuple[Half, Half], key: str) -> SafeString:
    """Two parts of one whole as one bar, ``first`` of it the left one, each with its words below."""
    gap = 0.003
    places = (
        ({"x": 0, "width": percent(first)}, "past", 0, "start"),
        (
            {"x": percent(min(first + gap, 1)), "width": percent(max(1 - first - gap, 0))},
            "now",
            "100%",
            "end",
        ),
    )
    parts: list[Part] = []
    for half, (drawn, look, edge, anchor) in zip(halves, places, strict=True):
        parts.append(rect(y=0, height=20, class_=look, **drawn, **named(half.label, half.amount, "width")))
        parts.append(text(edge, 40, half.amount, class_="b", text_anchor=anchor))
        parts.append(text(edge, 60, f"{half.label} {half.share}", class_="soft", text_anchor=anchor))
    said = gettext("；").join(
        gettext("%(label)s %(amount)s，占 %(share)s")
        % {"label": half.label, "amount": half.amount, "share": half.share}
        for half in halves
    )
    return picture(64, gettext("、").join(half.label for half in halves), said, parts, key)


@dataclass(frozen=True)
class Dot:
    """One end of a stroke: where it lies, 0 to 1, and the amount that the table gives."""

    part: float
    value: str


def budget_dots(row: str, budget: Dot | None, final: Dot | None) -> SafeString:
    """A ring for the budget, a dot for the final amount, a stroke between them."""

    def along(dot: Dot) -> str:
        return percent(0.02 + 0.94 * dot.part)

    parts: list[Part] = [line(0, 8, "100%", 8, class_="ax")]
    if budget and final:
        parts.append(line(along(budget), 8, along(final), 8, class_="pull"))
    if budget:
        ring = {"cx": along(budget), "cy": 8, "r": 5, "class_": "ring"}
        parts.append(element("circle", **ring, **named(row, budget.value, "cx")))
    if final:
        look = "less" if budget and final.part < budget.part else "now"
        dot = {"cx": along(final), "cy": 8, "r": 3.5, "class_": look}
        parts.append(element("circle", **dot, **named(row, final.value, "cx")))
    return ornament(16, *parts)


def step_bar(start: float, end: float, row: str, value: str) -> SafeString:
    """One step of several from a first amount to a last: from where the one before ended, parts of the width.
    A whole amount starts at 0."""
    left, right = min(start, end), max(start, end)
    look = "less" if end < start else "now"
    parts: list[Part] = [line("0%", 0, "0%", 16, class_="ax")]
    if left == right:
        parts.append(line(percent(left), 2, percent(left), 14, class_="level"))
    else:
        drawn = {"x": percent(left), "y": 2, "width": percent(right - left), "height": 12}
        parts.append(rect(**drawn, class_=look, **named(row, value, "width")))
    return ornament(16, *parts)
