"""Drawings of the site, server-rendered: frozen values in, SVG out. No request, no ORM, no arithmetic of money
but for lengths."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from disclosures.svg import Part, element, line, ornament, percent, picture, rect, text
from disclosures.wording import Change, amount_text

HEIGHT, FLOOR, CEILING = 264, 214, 32
# With little room between the bar before and the label, the label gets a band of its own above the bars.
BAND_CEILING = 96
NARROW_SLOTS, NARROW_CHARACTERS = 5, 42  # what a screen of 320 px shows side by side
MIDDLED_SLOTS = 3  # with more, a label over the stroke would pass the right edge of a narrow screen
ABSENT_WORD = "未收录"


@dataclass(frozen=True)
class Slot:
    """One year of a series. ``kind``: own (its own report) | implied (推算) | absent (未收录)."""

    year: int
    value: int | None = None  # 分
    kind: str = "absent"
    source: str = ""  # in words, for the table beside the drawing
    href: str = ""
    word: str = ABSENT_WORD  # why there is no value

    @property
    def amount(self) -> str:
        return amount_text(self.value)


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
    def wide(self) -> bool:
        """Whether the amounts over the bars need more room than a phone has, so that the drawing scrolls."""
        longest = max((len(slot.amount) for slot in self.held), default=0)
        return len(self.slots) > NARROW_SLOTS or len(self.slots) * longest > NARROW_CHARACTERS

    @property
    def summary(self) -> str:
        """The series in words, for those who do not see it."""
        said = []
        for slot in self.slots:
            if slot.value is None:
                said.append(f"{slot.year} 年{slot.word}")
            else:
                implied = "，推算" if slot.kind == "implied" else ""
                said.append(f"{slot.year} 年 {amount_text(slot.value)} 万元{implied}")
        if self.change and self.rate:
            said.append(f"{self.rate.words}，{self.change.words} 万元")
        return "；".join(said) + "。"


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
    values = [slot.value for slot in series.held]
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
        return CEILING
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
    parts.append(
        rect(
            x=percent(frame.middle(place) - frame.width / 2),
            width=percent(frame.width),
            y=frame.top(slot.value),
            height=frame.height(slot.value),
            class_="now" if slot.year == current and slot.kind == "own" else look,
        )
    )
    parts.append(text(middle, frame.top(slot.value) - 9, amount_text(slot.value), class_=now, **middled))
    word = {"own": "当年报告", "implied": "推算"}[slot.kind]
    parts.append(text(middle, FLOOR + 40, word, class_="soft", font_size=12, **middled))
    return parts


def _arrow(frame: _Frame, series: Series) -> list[Part]:
    """The stroke from the year before to the current year, with its change in words."""
    pair = _before_and_now(series)
    if not pair or not series.rate or not series.change:
        return []
    place, before, now = pair
    left, right = frame.middle(place - 1) + frame.width / 2, frame.middle(place) - frame.width / 2
    edge = percent((left + right) / 2)
    start, end = frame.top(before.value or 0), frame.top(now.value or 0)
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
    return [*parts, text(x, y + 22, f"{series.change.words} 万元", class_=tone, **shown)]


def _label_place(frame: _Frame, edge: float, banded: bool) -> tuple[str, str]:
    """Above the stroke where the band has room on both sides of it, else to its left or at the right end."""
    if not banded:
        return percent(edge - 0.03), "end"
    return (percent(edge), "middle") if frame.slots <= MIDDLED_SLOTS else ("100%", "end")


def bar(part: float, look: str = "now") -> SafeString:
    """A bar of a bar table: ``part`` of the whole width."""
    return ornament(12, rect(width=percent(min(max(part, 0), 1)), height=12, class_=look))


def split_bar(first: float, words: str) -> SafeString:
    """Two parts of one whole, as one bar."""
    gap = 0.003
    parts = [
        rect(y=0, width=percent(first), height=20, class_="past"),
        rect(
            x=percent(min(first + gap, 1)),
            y=0,
            width=percent(max(1 - first - gap, 0)),
            height=20,
            class_="now",
        ),
    ]
    return element("svg", *parts, width="100%", height=20, role="img", aria_label=words)


def budget_dots(budget: float | None, final: float | None) -> SafeString:
    """A ring for the budget, a dot for the final amount, a stroke between them; parts of the width, 0 to 1."""

    def along(part: float) -> str:
        return percent(0.02 + 0.94 * part)

    parts: list[Part] = [line(0, 8, "100%", 8, class_="ax")]
    if budget is not None and final is not None:
        parts.append(line(along(budget), 8, along(final), 8, class_="pull"))
    if budget is not None:
        parts.append(element("circle", cx=along(budget), cy=8, r=5, class_="ring"))
    if final is not None:
        look = "less" if budget is not None and final < budget else "now"
        parts.append(element("circle", cx=along(final), cy=8, r=3.5, class_=look))
    return ornament(16, *parts)


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
