"""Small multiples and the strip of dots: frozen values in, SVG out. The same numbers stand in the table beside them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.svg import Part, element, line, percent, picture, rect, text

HEIGHT, FLOOR, CEILING = 128, 104, 24
MOST_NAMED_YEARS = 4  # with more, the first and the last are named
STRIP_STEP = 11
STRIP_NAMED, STRIP_PLAIN = 74, 46  # where the axis lies: below a name, or not
STRIP_BINS = 48
_LEFT, _ALONG = 0.02, 0.96


@dataclass(frozen=True)
class Point:
    """One year of a panel. ``share`` is the height on the scale of all panels, 0 to 1; None leaves a gap, and
    ``word`` says why."""

    year: int
    shown: str = ""
    share: float | None = None
    word: str = ""
    unlike: bool = False  # it has a number, on another basis
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Panel:
    title: str
    points: tuple[Point, ...]
    marked: bool = False
    href: str = ""

    @property
    def summary(self) -> str:
        return gettext("%(points)s。") % {"points": gettext("；").join(map(_said, self.points))}


def _said(point: Point) -> str:
    if not point.shown:
        return gettext("%(year)s 年%(why)s") % {"year": point.year, "why": point.word}
    words = gettext("%(year)s 年 %(amount)s") % {"year": point.year, "amount": point.shown}
    words += gettext("（图片识别）") if point.recognised else ""
    return words + (gettext("（口径不同，未画）") if point.unlike else "")


def panel_chart(panel: Panel, key: str) -> SafeString:
    """Bars of one department or district over the years; what has no number stays empty."""
    parts: list[Part] = [line(0, FLOOR, "100%", FLOOR, class_="ax0")]
    drawn = [point for point in panel.points if point.share is not None]
    named = {max(drawn, key=lambda point: point.share or 0).year, drawn[-1].year} if drawn else set()
    slots = len(panel.points)
    for place, point in enumerate(panel.points):
        middle = (place + 0.5) / slots
        parts += _mark(point, middle, slots, panel.marked, point.year in named or slots <= 3)
        if slots <= MOST_NAMED_YEARS or place in (0, slots - 1):
            parts.append(
                text(percent(middle), FLOOR + 18, str(point.year), text_anchor="middle", class_="soft")
            )
    return picture(HEIGHT, panel.title, panel.summary, parts, key)


def _mark(point: Point, middle: float, slots: int, marked: bool, named: bool) -> list[Part]:
    if point.share is None:
        word = "≠" if point.unlike else "—"
        return [text(percent(middle), FLOOR - 8, word, text_anchor="middle", class_="soft")]
    tall = max(1, round((FLOOR - CEILING) * point.share))
    width = min(0.7 / slots, 0.22)
    bar = rect(
        x=percent(middle - width / 2),
        width=percent(width),
        y=FLOOR - tall,
        height=tall,
        class_="now" if marked else "past",
    )
    if not named:
        return [bar]
    anchor = "start" if middle < 0.2 and slots > 3 else "end" if middle > 0.8 and slots > 3 else "middle"
    return [bar, text(percent(middle), FLOOR - tall - 7, point.shown, text_anchor=anchor)]


@dataclass(frozen=True)
class Dot:
    label: str
    value: Decimal
    shown: str
    marked: bool = False
    recognised: bool = False  # in a picture, and nobody has looked at it

    @property
    def said(self) -> str:
        words = f"{self.label} {self.shown}"
        return words + gettext("（图片识别）") if self.recognised else words


@dataclass(frozen=True)
class Strip:
    """The dots of one year on one scale from zero. ``sentence`` says the same in words."""

    title: str
    dots: tuple[Dot, ...]
    median: Decimal
    median_shown: str
    sentence: str


def strip_chart(strip: Strip, key: str) -> SafeString:
    """Every department as a dot, the marked one larger and named; equal ones are stacked."""
    largest = max(dot.value for dot in strip.dots)
    axis = STRIP_NAMED if any(dot.marked for dot in strip.dots) else STRIP_PLAIN

    def along(value: Decimal) -> float:
        return _LEFT + _ALONG * (float(value / largest) if largest else 0)

    parts: list[Part] = [line(0, axis, "100%", axis, class_="ax0")]
    middle = percent(along(strip.median))
    parts.append(line(middle, axis - 34, middle, axis + 8, class_="ax0", stroke_dasharray="3 3"))
    parts += _at(
        along(strip.median), axis + 24, gettext("中位数 %(amount)s") % {"amount": strip.median_shown}
    )
    stacked: dict[int, int] = {}
    for dot in sorted(strip.dots, key=lambda dot: dot.marked):
        place = round(along(dot.value) * STRIP_BINS)
        above = stacked.get(place, 0)
        stacked[place] = above + 1
        y = axis - min(above, 3) * STRIP_STEP
        look, radius = ("now", 7) if dot.marked else ("peer", 5)
        named = element("title", dot.said)
        parts.append(element("circle", named, cx=percent(along(dot.value)), cy=y, r=radius, class_=look))
        if dot.marked:
            parts += _at(along(dot.value), 16, f"{dot.label} {dot.shown}", "b")
    parts.append(text("0", axis + 44, "0", class_="soft"))
    highest = max(strip.dots, key=lambda dot: dot.value)
    parts.append(
        text(
            "100%",
            axis + 44,
            gettext("最高 %(amount)s") % {"amount": highest.shown},
            text_anchor="end",
            class_="soft",
        )
    )
    return picture(axis + 50, strip.title, strip.sentence, parts, key)


def _at(part: float, y: int, words: str, look: str = "soft") -> list[Part]:
    """A label over its place that stays within the drawing."""
    anchor = "start" if part < 0.25 else "end" if part > 0.75 else "middle"
    return [text(percent(part), y, words, text_anchor=anchor, class_=look)]
