"""The words of a self-evaluation form: goals, reasons for deviations, measures taken, boxes ticked.

Wrapped lines are joined without white space. Texts whose beginning or end is not certain are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.parsing.numerals import plain, squeeze
from ingest.parsing.titles import is_page_number
from ingest.parsing.wraps import Column, divisions

_TICKED = "√✓✔☑■\uf0fe\uf052\uf0fc"
_BOXES = "□☐◻○\uf0a8\uf06f\uf071"
_LABELS = {"category": "项目类别", "attribute": "项目属性", "duration": "项目类型"}
_OPTION = {
    field_: re.compile(rf"{label}:?(.*?)(?=项目类别|项目属性|项目类型|预算执行|年度目标|$)")
    for field_, label in _LABELS.items()
}
_NUMBERED = re.compile(r"\d[、.]")
_REASON = r"偏差大?(?:或目标未完成)?的?原因(?:分析)?[:：]?"
_MEASURE = r"改进措施(?:及结果应用)?(?:方案)?[:：]?"
_ENDING = re.compile(rf"{_REASON}(?P<reasons>.*?){_MEASURE}(?P<measures>.*)")
_REASONS = re.compile(_REASON)
_MEASURES = re.compile(_MEASURE)
_ENDS_BEGIN = re.compile(r"偏差大?(?:或|的?原因|$)")
_POINT = r"(?:[(（](?:\d+|XX)分[)）][:：、]?)?"
_GOAL = re.compile(rf"年度(?:绩效)?目标(?:\d{{1,2}}[:：、]?|[:：、]){_POINT}[:：、]?(?P<text>.*)")
_GOAL_LABEL = re.compile(rf"年度(?:绩效)?(?:总体)?目标\d{{0,2}}[:：、]?{_POINT}[:：、]?")
_POINTS = re.compile(_POINT)
_NO_GOAL = re.compile(r"[一二三]级指标|.{2,4}指标$|项目绩效")
_HEAD = re.compile(r"(?:项目)?年(?:度|$)|项目年|[一二]级(?:$|指)|绩效(?:$|指标|目标)|(?:产出|成本|效益)$")
_SET = re.compile(r"年初设定目标|预期目标")
_REACHED = re.compile(r"实际完成情况")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
_MOST_LINES = 30
_OTHERS = re.compile(r"[^，：；（）！？]+")
_BETWEEN = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


def ticked(text: str) -> dict[str, str]:
    """Field → the one option ticked, "" where none or several are, of squeezed text with 项目类别 and so on."""
    found = {name: pattern.search(text) for name, pattern in _OPTION.items()}
    return {name: _chosen(match[1]) for name, match in found.items() if match}


def _chosen(text: str) -> str:
    if text and text[0] in _TICKED + _BOXES:  # the boxes stand before what they tick
        pieces = re.findall(rf"([{_TICKED}{_BOXES}])([^{_TICKED}{_BOXES}]*)", text)
        names = [name for box, name in pieces if box in _TICKED]
    elif _NUMBERED.match(text):
        names = [piece for piece in _NUMBERED.split(text)[1:] if any(box in piece for box in _TICKED)]
    else:
        names = re.findall(rf"([^{_TICKED}{_BOXES}]+)[{_TICKED}]", text)
    bare = [re.sub(rf"[{_TICKED}{_BOXES}]|^\d[、.]|\d[、.]$", "", name) for name in names]
    return bare[0] if len(bare) == 1 else ""


@dataclass
class Texts:
    """Takes the lines and table rows of one form in turn."""

    goals: list[str] = field(default_factory=list)
    reasons: str = ""
    measures: str = ""
    _ending: list[str] = field(default_factory=list)
    _goal: list[str] | None = None
    _pair: list[str] | None = None
    _scored: bool = False  # the lines of goal and result are followed by a number, perhaps their score
    _numbered: bool = False  # the line before ended with a number: a goal may begin
    _set_at: int | None = None  # the column of goals, where the heads above say so

    def add_row(self, row: Sequence[str]) -> None:
        """Take a row of a table: a label and its text."""
        cells = [squeeze(text) for text in row]
        filled = [(i, cell) for i, cell in enumerate(cells) if cell]
        row = [_as_printed(text) for text in row]
        if self._set_at is not None and self._set_at < len(row) and cells[self._set_at]:
            self.goals.append(row[self._set_at])
        self._set_at = next((i for i, cell in filled if _SET.search(cell)), None)
        if not filled:
            return
        first, texts = _closed_up(row[filled[0][0]]), [row[i] for i, _ in filled[1:]]
        if label := _GOAL_LABEL.match(first):
            inside = [first[label.end() :]] if first[label.end() :] else []
            goals = [text for text in inside + texts if text]
            if len(goals) == 1 and not _NO_GOAL.search(squeeze(goals[0])):
                self.goals.append(goals[0])
        elif _REASONS.fullmatch(first):
            self.reasons = self.reasons or " ".join(texts)
        elif _MEASURES.fullmatch(first):
            self.measures = self.measures or " ".join(texts)

    def add_line(self, text: str) -> None:
        """Take a line of a form without columns."""
        text = _as_printed(text)
        bare = _closed_up(text)
        if not self._ending:
            self._add_pair(text, bare)
            self._add_goal(bare)
        if (self._ending or _ENDS_BEGIN.match(bare)) and not is_page_number(text):
            self._ending.append(bare)
        self._numbered = bool(_NUMBER.fullmatch(text.split()[-1])) if bare else self._numbered

    def finish(self) -> None:
        """What the lines from 偏差原因 to the notes say."""
        found = _ENDING.fullmatch("".join(self._ending))
        if found:
            self.reasons = self.reasons or found["reasons"]
            self.measures = self.measures or found["measures"]

    def _add_goal(self, bare: str) -> None:
        begin = _GOAL.fullmatch(bare)
        if begin and self._numbered:
            self._goal = [begin["text"]]
        elif self._goal is not None and (_HEAD.match(bare) or len(self._goal) > _MOST_LINES):
            goal = "".join(self._goal)
            if goal and len(self._goal) <= _MOST_LINES:
                self.goals.append(goal)
            self._goal = None
        elif self._goal is not None and not _POINTS.fullmatch(bare) and not bare.isdecimal():
            self._goal.append(bare)

    def _add_pair(self, text: str, bare: str) -> None:
        """年初设定目标 and 全年实际完成情况 stand one after the other; what divides in one way is read."""
        if _SET.search(bare) and _REACHED.search(bare):
            self._pair, self._scored = [], False
        elif self._pair is None:
            return
        elif self._scored and _HEAD.match(bare):
            found = list(divisions([[line] for line in self._pair], (Column(), Column())))
            if len(found) == 1:
                self.goals.append(found[0][0].text)
            self._pair = None
        elif _NUMBER.fullmatch(bare):
            self._scored = bool(self._pair)
        elif not _POINTS.fullmatch(bare):
            words = text.split()
            self._scored = len(words) > 1 and words[-2][-1] == "。" and bool(_NUMBER.fullmatch(words[-1]))
            self._pair.append(" ".join(words[:-1] if self._scored else words))
            if len(self._pair) > _MOST_LINES:
                self._pair = None


def _as_printed(text: str) -> str:
    """A text on one line: compatibility signs replaced, but Chinese punctuation and the blanks between words kept."""
    return _BETWEEN.sub("", " ".join(_OTHERS.sub(lambda found: plain(found[0]), text).split()))


def _closed_up(text: str) -> str:
    return text.replace(" ", "")
