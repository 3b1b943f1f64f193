"""The numbers that Word prints before paragraphs (一、 （一） 1.): they are not among the text, but rules in a part of
their own. Without them no heading of a report would be one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


def _chinese(number: int) -> str:
    """12 → 十二, 20 → 二十, 105 → 一百零五."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _DIGITS[tens]}十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


def _roman(number: int) -> str:
    text = ""
    signs = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    for value, sign in signs if 0 < number < 400 else ():
        count, number = divmod(number, value)
        text += sign * count
    return text or str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "ideographDigital",
            "taiwaneseCounting",
        ),
        _chinese,
    ),
    "decimalEnclosedCircle": lambda n: _CIRCLED[n - 1] if 0 < n <= len(_CIRCLED) else str(n),
    "decimalEnclosedCircleChinese": lambda n: _CIRCLED[n - 1] if 0 < n <= len(_CIRCLED) else str(n),
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "none": lambda n: "",
    "bullet": lambda n: "",
}


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered; ``text`` is "%1、" or "（%2）"."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document; asked for its paragraphs in their order, it counts them."""

    def __init__(self, document: Any) -> None:
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        root = getattr(part, "element", None)
        self.lists: dict[str, _List] = _lists(root) if root is not None else {}
        self.styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.findall(f"{_W}style")
        }

    def label(self, paragraph: Any) -> str:
        """What Word prints before this paragraph, "" where it is in no list or its list only has bullets."""
        found = self._place(paragraph.find(f"{_W}pPr"))
        numbered = self.lists.get(found[0]) if found else None
        level = numbered.levels.get(found[1]) if numbered and found else None
        if not numbered or not found or not level:
            return ""
        counts, depth = numbered.counts, found[1]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        return _PLACE.sub(lambda match: _printed(numbered, int(match[1]) - 1), level.text)

    def _place(self, properties: Any) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by its own properties or those of its style and the ones below it."""
        known: str | None = None
        level: int | None = None
        for _ in range(_LEVELS + 1):
            if properties is None:
                return None
            if (own := properties.find(f"{_W}numPr")) is not None:
                known = known or _value(own, "numId")
                level = level if level is not None else _number(_value(own, "ilvl"))
            if known:
                return None if known == "0" else (known, level or 0)
            style = self.styles.get(_value(properties, "pStyle") or _value(properties.getparent(), "basedOn"))
            properties = style.find(f"{_W}pPr") if style is not None else None
        return None


def _printed(numbered: _List, depth: int) -> str:
    level = numbered.levels.get(depth, _Level())
    return _FORMATS.get(level.format, str)(numbered.counts.get(depth, level.start))


def _lists(root: Any) -> dict[str, _List]:
    """Number → list. Lists of the same kind count on together unless one says where it starts."""
    kinds = {kind.get(f"{_W}abstractNumId"): _levels(kind) for kind in root.findall(f"{_W}abstractNum")}
    counted: dict[str, dict[int, int]] = {}
    lists: dict[str, _List] = {}
    for number in root.findall(f"{_W}num"):
        kind = _value(number, "abstractNumId")
        levels = dict(kinds.get(kind, {}))
        overrides = number.findall(f"{_W}lvlOverride")
        for override in overrides:
            depth = _number(override.get(f"{_W}ilvl", "")) or 0
            start = _number(_value(override, "startOverride"))
            old = _levels(override).get(depth, levels.get(depth, _Level()))
            levels[depth] = _Level(old.format, old.text, old.start if start is None else start)
        counts = {} if overrides else counted.setdefault(kind, {})
        lists[number.get(f"{_W}numId")] = _List(levels, counts)
    return lists


def _levels(kind: Any) -> dict[int, _Level]:
    levels = {}
    for level in kind.findall(f"{_W}lvl"):
        depth = _number(level.get(f"{_W}ilvl", "")) or 0
        start = _number(_value(level, "start"))
        text = _value(level, "lvlText")
        levels[depth] = _Level(_value(level, "numFmt"), text, 1 if start is None else start)
    return levels


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}") if element is not None else None
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None
