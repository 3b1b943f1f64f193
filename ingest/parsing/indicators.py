"""The indicators of a self-evaluation form: group, kind, name, target, actual value, score, as printed.

Each row of the table is read under the heads of its columns. Lines that lost their columns: ``indicator_lines``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.parsing.evaluated import Indicator
from ingest.parsing.numerals import plain, squeeze

_COLUMNS = (
    ("group", re.compile(r"一级指标")),
    ("kind", re.compile(r"二级指标")),
    ("name", re.compile(r"三级指标|指标名称")),
    ("target", re.compile(r"目标值|指标值")),
    ("actual", re.compile(r"实际完成|完成值")),
    ("score", re.compile(r"^(?:自评)?得分")),
)
_NEEDED = {"name", "target", "actual"}
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)")
_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?")
_MONEY = re.compile(r"(?:资金|支出)总额")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_NO_ROW = re.compile(r"偏差|改进|总分|备注|年度(?:绩效)?目标\d?[:(]|预算执行")


@dataclass
class _Heads:
    """Which column holds what, and how wide the table with the heads was."""

    places: dict[str, int]
    labels: int
    width: int

    def for_width(self, width: int) -> dict[str, int] | None:
        """The places in a table of that width: the same, or closed up where the heads had blank columns."""
        if width == self.width:
            return self.places
        if width == self.labels:
            order = sorted(self.places.values())
            first = width - len(order)
            return {name: first + order.index(place) for name, place in self.places.items()}
        return None


@dataclass
class Reading:
    """What is carried from one piece of a form to the next: heads, group and kind."""

    heads: _Heads | None = None
    group: str = ""
    kind: str = ""
    found: list[Indicator] = field(default_factory=list)


def read_rows(rows: Iterable[Sequence[str]], reading: Reading) -> None:
    """Add the indicators of a table's rows (texts by column) to ``reading``."""
    for row in rows:
        cells = [squeeze(text) for text in row]
        if heads := _heads(cells):
            reading.heads = heads
        elif reading.heads:
            _read_row(cells, row, reading)


def _heads(cells: Sequence[str]) -> _Heads | None:
    places: dict[str, int] = {}
    for name, pattern in _COLUMNS:
        place = next((i for i, cell in enumerate(cells) if pattern.search(cell)), None)
        if place is not None:
            places[name] = place
    if not _NEEDED.issubset(places):
        return None
    return _Heads(places, sum(1 for cell in cells if cell), len(cells))


def _read_row(cells: Sequence[str], row: Sequence[str], reading: Reading) -> None:
    assert reading.heads
    places = reading.heads.for_width(len(cells))
    first = next((cell for cell in cells if cell), "")
    if places is None or _NO_ROW.match(first) or any(map(_MONEY.search, cells)):
        return
    values = {name: cells[place] for name, place in places.items()}
    if values.get("group"):
        reading.group, reading.kind = _POINTS.sub("", values["group"]), ""
    reading.kind = _POINTS.sub("", values.get("kind", "")) or reading.kind
    score = values.get("score", "")
    if (
        not _WORD.search(values["name"])
        or not (values["target"] or values["actual"])
        or (score and not _SCORE.fullmatch(score))
    ):
        return
    texts = {name: shown(row[places[name]]) for name in _NEEDED}
    reading.found.append(
        Indicator(reading.group, reading.kind, texts["name"], texts["target"], texts["actual"], score)
    )


def shown(text: str) -> str:
    """A cell's text on one line, without the blanks that wrapping left between Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", " ".join(plain(text).split()))
