"""Drawings of the site, server-rendered: frozen values in, SVG out. No request, no ORM, no arithmetic of money
but for lengths.

What draws a number names it (``svg.named``), so that it can be held against the table beside the drawing.
"""

from dataclasses import dataclass
from typing import cast

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from disclosures.svg import Part, line, named, ornament, percent, picture, rect, text
from disclosures.wording import Change, amount_text

HEIGHT, FLOOR, CEILING = 264, 214, 32
# With little room between the bar before and the label, the label gets a band of its own above the bars.
BAND_CEILING = 96
RESTATED_CEILING = 52  # two amounts over one bar
RESTATED_MORE = 5  # characters of 推算 before the second of them
NARROW_SLOTS, NARROW_CHARACTERS = 5, 42  # what a screen of 320 px shows side by side
MIDDLED_SLOTS = 3  # with more, a label over the stroke would pass the right edge of a narrow screen
ABSENT_WORD = gettext_lazy("未收录")


@dataclass(frozen=True)
class Slot:
    """One year of a series. ``kind``: own (its own report) | implied (推算) | absent (未收录)."""

    year: int
    value: int | None = None  # 分
    kind: str = "absent"
    source: str = ""  # in words, for the table beside the drawing
    href: str = ""
    word: str = cast(str, ABSENT_WORD)  # why there is no value
    restated: int | None = None  # 分, what the next year's report makes of it, where that is another number
    restated_source: str = ""
    recognised: bool = False  # in a picture, and nobody has looked at it
    restated_recognised: bool = False

    @property
    def amount(self) -> str:
        return amount_text(self.value)

    @property
    def is_restated(self) -> bool:
        return self.restated is not None

    @property
    def restated_amount(self) -> str:
        return amount_text(self.restated)

    @property
    def restated_name(self) -> str:
        """Its row in the table: 2022 年的数，2023 年报告推算."""
        return gettext("%(year)s，%(next)s 年报告推算") % {"year": self.year, "next": self.year + 1}


def _slot_said(slot: Slot) -> str:
    told = {"year": slot.year, "word": slot.word, "amount": slot.amount, "again": slot.restated_amount}
    if slot.value is None:
        return gettext("%(year)s 年%(word)s") % told
    implied = gettext("%(year)s 年 %(amount)s 万元，推算")
    said = implied if slot.kind == "implied" else gettext("%(year)s 年 %(amount)s 万元")
    said += gettext("（图片识别）") if slot.recognised else ""
    return (said + (gettext("（次年报告推算为 %(again)s）") if slot.is_restated else "")) % told


@dataclass(frozen=True)
class Series:
    """One measure over the years; a gap stays a gap."""

    title: str
    slots: tuple[Slot, ...]
    current: int | None = None  # the year that is the page's own
    change: Change | None = None
    rate: Change | None = None  # "增长 228.7%", as the report prints it

    @property
    def held(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.value is not None)

    @property
    def recognised(self) -> bool:
        """Whether some of its numbers were recognised in a picture and nobody has looked at them."""
        return any(slot.recognised or slot.restated_recognised for slot in self.held)

    @property
    def wide(self) -> bool:
        """Whether the amounts over the bars need more room than a phone has, so that the drawing scrolls."""
        longest = max((len(slot.amount) + RESTATED_MORE * slot.is_restated for slot in self.held), default=0)
        return len(self.slots) > NARROW_SLOTS or len(self.slots) * longest > NARROW_CHARACTERS

    @property
    def summary(self) -> str:
        """The series in words, for those who do not see it."""
        said = []
        for slot in self.slots:
            said.append(_slot_said(slot))
        if self.change and self.rate:
            told = {"rate": self.rate.words, "change": self.change.words}
            said.append(gettext("%(rate)s，%(change)s 万元") % told)
        return gettext("；").join(said) + gettext("。")


@dataclass(frozen=True)
class _Frame:
    """Where things lie: slots across, values down."""

    slots: int
    largest: int
    ceiling: int

    def middle(self, place: int) -> float:
        return (place + 0.5) / self.slots

    @property
    def width(self) -> float:
        return min(0.72 / self.slots, 0.18)

    def height(self, value: int) -> int:
        length = (FLOOR - self.ceiling) * max(value, 0) / self.largest if self.largest else 0
        return max(round(length), 1)

    def top(self, value: int) -> int:
        return FLOOR - self.height(value)


def change_chart(series: Series, key: str = "change") -> SafeString:
    """Bars of the years: own report solid, implied dashed, not held an empty slot with the word."""
    values = [value for slot in series.held for value in (slot.value, slot.restated) if value is not None]
    frame = _Frame(len(series.slots), max(values, default=0), _ceiling(series))
    parts: list[Part] = [line(0, FLOOR, "100%", FLOOR, class_="ax0")]
    for place, slot in enumerate(series.slots):
        parts += _slot(frame, place, slot, series.current)
    parts += _arrow(frame, series)
    return picture(HEIGHT, series.title, series.summary, parts, key)


def _before_and_now(series: Series) -> tuple[int, Slot, Slot] | None:
    """The place of the current year and the two slots that its change joins."""
    for place in range(1, len(series.slots)):
        before, now = series.slots[place - 1], series.slots[place]
        if now.year == series.current and before.value is not None and now.value is not None:
            return place, before, now
    return None


def _ceiling(series: Series) -> int:
    pair = _before_and_now(series)
    if not pair or not series.rate:
        return RESTATED_CEILING if any(slot.is_restated for slot in series.slots) else CEILING
    place, _, now = pair
    others = [slot.value or 0 for slot in series.slots if slot is not now]
    low = max(others, default=0) * 5 <= (now.value or 0) * 2
    # To the left of the second slot a narrow screen has no room for the label.
    return CEILING if low and place > 1 else BAND_CEILING


def _slot(frame: _Frame, place: int, slot: Slot, current: int | None) -> list[Part]:
    middle = percent(frame.middle(place))
    now = "b" if slot.year == current else None
    middled = {"text_anchor": "middle"}
    parts: list[Part] = [text(middle, FLOOR + 20, str(slot.year), class_=now, **middled)]
    if slot.value is None:
        return [*parts, text(middle, FLOOR - 10, slot.word, class_="soft", **middled)]
    look = {"own": "past", "implied": "est"}[slot.kind]
    look = "now" if slot.year == current and slot.kind == "own" else look
    own = named(str(slot.year), slot.amount, "height")
    if slot.restated is None:
        parts.append(_column(frame, place, slot.value, look, own))
    else:
        again = named(slot.restated_name, slot.restated_amount, "height")
        parts.append(_column(frame, place, slot.value, look, own, 0))
        parts.append(_column(frame, place, slot.restated, "est", again, 1))
    top = frame.top(max(slot.value, slot.restated or 0))
    if slot.restated is not None:
        shown = gettext("推算 %(amount)s") % {"amount": slot.restated_amount}
        parts.append(text(middle, top - 9, shown, class_="soft", font_size=12, **middled))
        top -= 18
    parts.append(text(middle, top - 9, slot.amount, class_=now, **middled))
    word = {"own": gettext("当年报告"), "implied": gettext("推算")}[slot.kind]
    parts.append(text(middle, FLOOR + 40, word, class_="soft", font_size=12, **middled))
    return parts


def _column(frame: _Frame, place: int, value: int, look: str, said: dict, half: int | None = None) -> Part:
    """A bar of one year; ``half``: the left or the right of two."""
    width = frame.width if half is None else frame.width / 2
    left = frame.middle(place) - frame.width / 2 + (half or 0) * width
    drawn = {
        "x": percent(left),
        "width": percent(width),
        "y": frame.top(value),
        "height": frame.height(value),
    }
    return rect(**drawn, class_=look, **said)


def _arrow(frame: _Frame, series: Series) -> list[Part]:
    """The stroke from the year before to the current year, with its change in words."""
    pair = _before_and_now(series)
    if not pair or not series.rate or not series.change:
        return []
    place, before, now = pair
    left, right = frame.middle(place - 1) + frame.width / 2, frame.middle(place) - frame.width / 2
    edge = percent((left + right) / 2)
    # The change is against what this year's report makes of the year before.
    base = before.value if before.restated is None else before.restated
    start, end = frame.top(base or 0), frame.top(now.value or 0)
    up = series.change.direction == "increase"
    tone, sign = ("t-up", "▲") if up else ("t-down", "▼")
    stroke = "rise" if up else "fall"
    tip = end + 9 if up else end
    parts: list[Part] = []
    if abs(end - start) > 14:
        parts.append(line(edge, start, edge, end + (4 if up else -4), class_=stroke))
        parts.append(text(edge, tip, sign, text_anchor="middle", class_=tone, font_size=12))
        level = (percent(left), start, percent(right), start)
        parts.append(line(*level, class_=stroke, stroke_dasharray="3 3"))
    banded = frame.ceiling == BAND_CEILING
    x, anchor = _label_place(frame, (left + right) / 2, banded)
    y = 24 if banded else 66
    shown = {"text_anchor": anchor}
    parts.append(text(x, y, f"{sign} {series.rate.words}", class_=f"{tone} b", font_size=22, **shown))
    return [
        *parts,
        text(x, y + 22, gettext("%(amount)s 万元") % {"amount": series.change.words}, class_=tone, **shown),
    ]


def _label_place(frame: _Frame, edge: float, banded: bool) -> tuple[str, str]:
    """Above the stroke where the band has room on both sides of it, else to its left or at the right end."""
    if not banded:
        return percent(edge - 0.03), "end"
    return (percent(edge), "middle") if frame.slots <= MIDDLED_SLOTS else ("100%", "end")


def two_bars(before: int, now: int) -> SafeString:
    """The smallest drawing of a change: the year before and the year, on one scale."""
    side, largest = 44, max(before, now, 1)
    lengths = [max(round(side * value / largest, 1), 1) for value in (before, now)]
    looks = ("past", "less" if now < before else "now")
    bars = [
        rect(x=x, width=20, y=side - length, height=length, class_=look)
        for x, length, look in zip((0, 24), lengths, looks, strict=True)
    ]
    return ornament(side, *bars, width=side, class_="mini")
