"""The indicators of a self-evaluation form: group, kind, name, target, actual value, score, as printed.

From a table with columns each row is read under the heads of its columns. From lines that lost their columns only
what cannot be split otherwise is read: a name, a target, a value and a score on one line, or a name on the lines
before three such numbers. Everything else is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.parsing.facts import Indicator
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
_KIND = re.compile(
    r"(?:数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续性?影响|服务对象满意度)指标"
)
_GROUP = re.compile(r"(?:产出|效益|满意度)指标|成本指标(?=#)")  # "#" masks a kind
_COST = re.compile(r"成本指标")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)")
_HEADS = re.compile(
    r"[一二三]级指标|指标名称|年度绩效(?:目标|指标)?\d?|年初(?:目标|指标)值|实际完成值|得分|\([AB]\)|年度目标\d?"
)
_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?")
_VALUE = re.compile(r"[≥≤<>=≧≦]?-?\d[\d.,]*(?:%|[\u4e00-\u9fff]{1,3})?")
_BARE_NUMBER = re.compile(r"[≥≤<>=≧≦]?\d[\d.,]*")
_SHORT_WORD = re.compile(r"[\u4e00-\u9fff]{1,2}")
_NAME = re.compile(r"[\u4e00-\u9fff《》“”、()A-Za-z]{3,30}")
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
    """What is carried from one piece of a form to the next: heads, group and kind, lines not yet used."""

    heads: _Heads | None = None
    group: str = ""
    kind: str = ""
    open: bool = False  # below the heads of a table that lost its columns
    waiting: str = ""  # text of lines since the last indicator
    doubtful: bool = False  # the waiting text may hold the end of a name above it
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
    if places is None or _NO_ROW.match(first):
        return
    values = {name: cells[place] for name, place in places.items()}
    if values.get("group"):
        reading.group, reading.kind = _POINTS.sub("", values["group"]), ""
    reading.kind = _POINTS.sub("", values.get("kind", "")) or reading.kind
    score = values.get("score", "")
    if (
        not values["name"]
        or not (values["target"] or values["actual"])
        or (score and not _SCORE.fullmatch(score))
    ):
        return
    texts = {name: _shown(row[places[name]]) for name in _NEEDED}
    reading.found.append(
        Indicator(reading.group, reading.kind, texts["name"], texts["target"], texts["actual"], score)
    )


def _shown(text: str) -> str:
    """A cell's text on one line, without the blanks that wrapping left between Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", " ".join(plain(text).split()))


def read_line(text: str, reading: Reading) -> None:
    """Add the indicator that a line without columns completes, if one is certain, to ``reading``."""
    bare = squeeze(text)
    if _NO_ROW.match(bare):
        reading.open = False
        reading.waiting = ""
    if "二级指标" in bare:
        reading.open = True
    if not reading.open:
        return
    tokens = _tokens(text)
    if not tokens or not _SCORE.fullmatch(tokens[-1]):
        reading.waiting += bare
        return
    _complete(tokens, reading)


def _tokens(text: str) -> list[str]:
    """The words of a line; a number and its unit are one: ≥50 次 → ≥50次."""
    tokens: list[str] = []
    for word in plain(text).split():
        if tokens and _BARE_NUMBER.fullmatch(tokens[-1]) and _SHORT_WORD.fullmatch(word):
            tokens[-1] += word
        else:
            tokens.append(word)
    return tokens


def _complete(tokens: list[str], reading: Reading) -> None:
    while len(tokens) > 4 and (_KIND.fullmatch(tokens[0]) or _GROUP.fullmatch(tokens[0])):
        reading.waiting += tokens.pop(0)
    name = _waiting_name(reading)
    certain = not reading.doubtful
    reading.waiting, reading.doubtful = "", False
    if len(tokens) == 4 and _NAME.fullmatch(tokens[0]):
        if name:
            reading.doubtful = True
            return
        name, certain, values = tokens[0], True, tokens[1:]
    else:
        values = tokens
        certain = certain and len(tokens) == 3 and all(_VALUE.fullmatch(value) for value in tokens[:2])
    if certain and _NAME.fullmatch(name):
        reading.found.append(Indicator(reading.group, reading.kind, name, *values))


def _waiting_name(reading: Reading) -> str:
    """The name among the waiting text; the group and the kind that stand there are kept in ``reading``."""
    text = _HEADS.sub("", _POINTS.sub("", reading.waiting))
    kinds = [*_KIND.finditer(text)]
    groups = [*_GROUP.finditer(_KIND.sub(lambda found: "#" * len(found[0]), text))]
    if groups:
        reading.group, reading.kind = groups[-1][0], ""
    elif not kinds and (cost := _COST.search(text)):
        reading.kind = cost[0]
    if kinds:
        reading.kind = kinds[-1][0]
    return _COST.sub("", _GROUP.sub("", _KIND.sub("", text)))
