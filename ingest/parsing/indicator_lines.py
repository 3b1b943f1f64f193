"""The indicators of a form whose table lost its columns: names, targets, values and scores on plain lines.

A row ends with its score; the groups and kinds before it are taken off. What is left is divided in ``indicator_rows``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.parsing.evaluated import Indicator
from ingest.parsing.indicator_rows import VALUE, Row, certain
from ingest.parsing.numerals import plain, squeeze
from ingest.parsing.wraps import Columns, narrowest, tokens_of

_POINTS = re.compile(r"\((?:\d+(?:\.\d+)?|XX)分\)")
_KIND = re.compile(
    r"(?:数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续性?(?:影响|发展)|服务对象满意度?)指标"
)
_BARE_KIND = re.compile(r"(?:经济|社会|生态)效益|可持续影响")
_GROUP = re.compile(r"(?:产出|效益|满意度)指标")
_COST = "成本指标"
_CUT_GROUP = re.compile(r"(?:产出|效益|成本|满意度)指")
_LONGEST_MARK = 5  # pieces into which wrapping tears 服务对象满意度指标
_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?")
_BARE_NUMBER = re.compile(r"[≥≤<>=≧≦]?\d[\d.,]*")
_SHORT_WORD = re.compile(r"[\u4e00-\u9fff]{1,2}")
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff》)])(?=[≥≤<>≧≦]\d)")  # a value printed close behind its name
_END = re.compile(
    r"偏差|改进|总分|备注|年度(?:绩效)?目标\d?[:(]|预算执行|项目(?:绩效)?总目标|第[一二三四五六七八]部分|序号"
)
_HEAD = re.compile(r"(?:项目)?年?度?(?:绩效)?(?:指标|目标)?\d?(?:\(\d+分\))?(?:一级)?(?:指标?)?")
_LABELS = (re.compile(r"三级指标|指标名称"), re.compile(r"年初|年度指标值"), re.compile(r"实际完成"))
_MOST_HEADS = 12  # lines: a head of more is none
_MOST_LINES = 48  # lines: a row of more is none


class _State(Enum):
    CLOSED = auto()
    HEADS = auto()
    OPEN = auto()


@dataclass
class LineTable:
    """Takes the lines of one form in turn."""

    rows: list[Row] = field(default_factory=list)
    _state: _State = _State.CLOSED
    _heads: int = 0
    _block: int = 0
    _waiting: list[list[str]] = field(default_factory=list)
    _group: str = ""
    _kind: str = ""
    _adrift: bool = False  # groups stand beside their rows, not before them
    _remainder: str = ""
    _columns: Columns = field(default_factory=Columns)
    _glued: bool = False  # white space between cells was lost: only numbers can be told apart

    def add(self, text: str) -> None:
        """Take one line."""
        bare = squeeze(text)
        if "二级指标" in bare:
            self._close()
            self._state, self._heads = _State.HEADS, 0
        elif _END.match(bare):
            self._close()
            self._state = _State.CLOSED
        if self._state is _State.HEADS:
            self._heads += 1
            self._measure(text)
            if bare.endswith("得分"):
                self._open()
            elif self._heads > _MOST_HEADS:
                self._state = _State.CLOSED
        elif self._state is _State.OPEN:
            self._glued = self._glued or bool(_GLUED.search(plain(text)))
            self._take(_tokens(text))

    def indicators(self) -> tuple[Indicator, ...]:
        """The certain rows."""
        self._close()
        self._state = _State.CLOSED
        return tuple(
            Indicator(row.group, row.kind, name.text, target.text, actual.text, row.score)
            for row in certain(self.rows, self._columns)
            for name, target, actual in [row.cells]
            if not self._glued or (VALUE.fullmatch(target.text) and VALUE.fullmatch(actual.text))
        )

    def _measure(self, text: str) -> None:
        """The heads of columns say how wide these are at least."""
        for word in plain(text).split():
            for column, label in zip(self._columns.of, _LABELS, strict=True):
                if label.match(word):
                    column.low = max(column.low, narrowest(word))

    def _open(self) -> None:
        self._state = _State.OPEN
        self._block += 1
        self._group = self._kind = self._remainder = ""
        self._adrift = False

    def _close(self) -> None:
        """What still waits is the rest of a row above, unless it begins the next heads."""
        text = "".join(piece for line in self._waiting for piece in line)
        if self._state is _State.OPEN and text and not _HEAD.fullmatch(text):
            self.rows.append(Row(self._waiting, "", "", "", self._block, False, bad=True))
        self._waiting = []

    def _take(self, tokens: list[str]) -> None:
        if not tokens or (tokens == [self._remainder]):
            self._remainder = ""
            return
        if not _SCORE.fullmatch(tokens[-1]):
            self._waiting.append(tokens)
            if len(self._waiting) > _MOST_LINES:
                self._close()
                self._state = _State.CLOSED
        elif len(tokens) > 1 or self._waiting:
            lines = [*self._waiting, tokens[:-1]] if len(tokens) > 1 else self._waiting
            self._waiting = []
            self._end_row(lines, tokens[-1])
        elif self.rows and self.rows[-1].score and len(self.rows[-1].lines) > 1:
            self.rows[-1].bad = True  # two numbers below one another: one of them is a page's

    def _end_row(self, lines: list[list[str]], score: str) -> None:
        first = not self.rows or self.rows[-1].block != self._block
        marks, rest = _marks(lines)
        if marks:
            self._move(marks)
        elif first:
            self._adrift = True
        self._glued = self._glued or (len(rest) == 1 and len(rest[0]) < 2)
        bad = any(_is_mark(piece) for line in rest for piece in line)
        self._adrift = self._adrift or bad
        group, kind = ("", "") if self._adrift else (self._group, self._kind)
        self.rows.append(Row(rest, score, group, kind, self._block, bool(marks) or first, bad))

    def _move(self, marks: Sequence[str]) -> None:
        """To the group and kind that the marks before a row say."""
        for place, mark in enumerate(marks):
            following = marks[place + 1] if place + 1 < len(marks) else ""
            if mark == _COST and self._group == "产出指标" and "成本" not in following:
                self._kind = mark
            elif mark == _COST or _GROUP.fullmatch(mark):
                self._group, self._kind = mark, ""
            elif _CUT_GROUP.fullmatch(mark):
                self._group, self._kind, self._remainder = mark + "标", "", "标"
            else:
                self._kind = mark


def _tokens(text: str) -> list[str]:
    """The words of a line; a number and its unit are one: ≥50 次 → ≥50次."""
    tokens: list[str] = []
    for word in _GLUED.sub(" ", plain(text)).split():
        if tokens and _BARE_NUMBER.fullmatch(tokens[-1]) and _SHORT_WORD.fullmatch(word):
            tokens[-1] += word
        else:
            tokens.append(word)
    return tokens


def _is_mark(text: str) -> bool:
    return bool(text == _COST or _KIND.fullmatch(text) or _GROUP.fullmatch(text))


def _marks(lines: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """The groups and kinds before a row, and the row's own lines."""
    tokens = tokens_of(lines)
    marks: list[str] = []
    while tokens:
        for length in range(min(_LONGEST_MARK, len(tokens) - 1), 0, -1):
            text = "".join(token.text for token in tokens[:length])
            alone = length == 1 and tokens[0].beside == 1
            cut = length == 1 and _CUT_GROUP.fullmatch(text) and _is_mark(tokens[1].text)
            if _is_mark(text) or cut or (alone and _BARE_KIND.fullmatch(text)):
                marks.append(text)
            elif not _POINTS.fullmatch(text):
                continue
            tokens = tokens[length:]
            break
        else:
            break
    rest: dict[int, list[str]] = {}
    for token in tokens:
        rest.setdefault(token.line, []).append(token.text)
    return marks, list(rest.values())
