"""Wrapped cells: which lines of a row that lost its columns belong to which cell.

A cell breaks a line only where the next character would not fit. A division of a row's lines among its cells is
possible where every line but a cell's last is full in this sense, under the column widths that the rows read so
far allow. What divides in one way only is read, the rest is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

_SLACK = 2.0  # half characters: spacing and squeezed punctuation shift a break by as much
_LEAST = 6  # half characters: no column is so narrow that less fills a line
_MOST_TOKENS = 24  # a row of more pieces is not divided
_MARKS = set(",.:;()!?、。《》“”‘’〈〉—")
_SIGNS = set("≥≤<>=≧≦")
_CLOSING = ",:;)!?、。》”’〉"
_OPENING = "(《“‘〈"
_FIRST_UNIT = re.compile(rf"[{_OPENING}]*(?:[A-Za-z0-9.%≥≤<>=+-]+|.)[{_CLOSING}]*")
_PAIRS = ("《》", "()", "“”", "〈〉")
_NO_END = _OPENING + "、,:"
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_VALUE = re.compile(r"[≥≤<>=≧≦]?\d[\d.,]*(?:%|[\u4e00-\u9fff]{1,3})?")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Token:
    """One piece of a line between white space, and how many pieces the line has."""

    text: str
    line: int
    beside: int


@dataclass(frozen=True)
class Cell:
    """The printed lines of one cell; ``shared`` where its last line is one with another cell's."""

    lines: tuple[str, ...]
    shared: bool = False

    @property
    def text(self) -> str:
        return "".join(self.lines).replace(" ", "")

    @property
    def low(self) -> float:
        """No narrower can the column be (half characters)."""
        return max(narrowest(line) for line in self.lines)

    def high(self, slack: float = 0, chinese: float = 0) -> float:
        """No wider can the column be, or the next line's begin would have stood on the line before.

        ``slack`` is allowed to each line, ``chinese`` to one of Chinese characters alone, whose width is exact.
        """
        return min(
            (
                widest(line)
                + widest(_first_unit(following))
                - 1
                + (chinese if _CHINESE.fullmatch(line) else slack)
                for line, following in pairwise(self.lines)
            ),
            default=inf,
        )


@dataclass
class Column:
    """What is known of one column's width."""

    low: float = 0
    high: float = inf
    free: bool = False  # its lines were broken by hand: a line need not be full

    def takes(self, cell: Cell) -> bool:
        """Whether the cell's lines can have been broken in this column."""
        if any(widest(line) < _LEAST for line in cell.lines[:-1]):
            return False
        if self.free:
            return all(by_hand(line, self.low) for line in cell.lines[:-1])
        if cell.low > self.high + _SLACK:
            return False
        known = 0 <= self.high - self.low <= 1  # wraps on both sides leave no play
        return max(cell.low, self.low) <= cell.high(_SLACK, 0 if known else _SLACK)

    def learn(self, cell: Cell) -> None:
        self.low = max(self.low, cell.low)
        self.high = min(self.high, cell.high())

    def may_go_on(self, cell: Cell) -> bool:
        """Whether the cell's last line is so full that more of it may follow on another line."""
        limit = self.low if self.high == inf else min(self.low, self.high)
        return widest(cell.lines[-1]) + 2 > limit - _SLACK / 2


@dataclass
class Columns:
    """The columns of one table."""

    of: tuple[Column, ...] = field(default_factory=lambda: (Column(), Column(), Column()))

    def learn(self, cells: Sequence[Cell]) -> None:
        for column, cell in zip(self.of, cells, strict=True):
            column.learn(cell)


def by_hand(line: str, width: float) -> bool:
    """Whether a person may have broken a cell after this line: not after a scrap."""
    return widest(line) >= max(8, width / 2)


def narrowest(line: str) -> float:
    """The least width of a line: punctuation squeezed, without spaces."""
    return sum(
        0 if sign == " " else 1 if sign < "\x80" or sign in _MARKS or sign in _SIGNS else 2 for sign in line
    )


def widest(line: str) -> float:
    """The full width of a line: punctuation as wide as a character, spaces counted."""
    return sum(1 if sign < "\x80" and sign not in _MARKS else 2 for sign in line)


def _first_unit(line: str) -> str:
    found = _FIRST_UNIT.match(line)
    return found[0] if found else ""


def tokens_of(lines: Sequence[Sequence[str]]) -> list[Token]:
    return [Token(text, number, len(line)) for number, line in enumerate(lines) for text in line]


def divisions(lines: Sequence[Sequence[str]], columns: Sequence[Column]) -> Iterator[tuple[Cell, ...]]:
    """Every way in which the lines (each its pieces) can be the cells of those columns, from left to right.

    Nothing for a row of too many pieces. Rule: see the module; brackets close in the cell in which they open.
    """
    tokens = tokens_of(lines)
    if len(tokens) <= _MOST_TOKENS:
        yield from _divide(tokens, columns)


def _divide(tokens: Sequence[Token], columns: Sequence[Column]) -> Iterator[tuple[Cell, ...]]:
    first, rest = columns[0], columns[1:]
    ends = range(1, len(tokens) - len(rest) + 1) if rest else (len(tokens),)
    for end in ends:
        cell = cell_of(tokens[:end])
        if cell and first.takes(cell):
            if not rest:
                yield (cell,)
            else:
                yield from ((cell, *others) for others in _divide(tokens[end:], rest))


def cell_of(tokens: Sequence[Token]) -> Cell | None:
    """The cell of those pieces, None where they cannot be one cell."""
    by_line: dict[int, list[Token]] = {}
    for token in tokens:
        by_line.setdefault(token.line, []).append(token)
    groups = list(by_line.values())
    if not groups or any(len(group) < group[0].beside for group in groups[:-1]):
        return None  # a line that is not the cell's last is the cell's alone
    last = groups[-1]
    shared = len(last) < last[0].beside
    if (shared and len(last) > 1) or not all(map(_joins, groups)):
        return None
    cell = Cell(tuple(" ".join(token.text for token in group) for group in groups), shared)
    return cell if _whole(cell.text) else None


def _joins(group: Sequence[Token]) -> bool:
    """Whether pieces of one line are one text: apart only beside numbers, after marks, or letter by letter."""
    texts = [token.text for token in group]
    if len(texts) > 2 and all(len(text) == 1 for text in texts):
        return True
    return all(_touch(left, right) for left, right in pairwise(texts))


def _touch(left: str, right: str) -> bool:
    if left[-1] == "%" or right[0] in _SIGNS or (_VALUE.fullmatch(left) and _VALUE.fullmatch(right)):
        return False
    return bool(_LATIN.match(left[-1])) != bool(_LATIN.match(right[0])) or left[-1] in _CLOSING


def _whole(text: str) -> bool:
    return (
        text[0] not in _CLOSING
        and text[-1] not in _NO_END
        and all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
    )
