"""Printed text → Decimal | None.

``2, 362. 26``, full-width digits, thousands separators, a leading minus or 减号, brackets for negatives.
Units: 万元 is the unit of all facts; 元 and 亿元 are brought to it exactly.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_REMEMBERED = 1 << 14  # texts: every line of a report is squeezed by several stages
_AMOUNT = re.compile(r"[-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−–]?\d+(?:\.\d+)?")
_RADICALS = {
    "⺠": "民", "⻓": "长", "⻅": "见", "⻋": "车", "⻔": "门", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻩": "黄", "⻬": "齐", "⻰": "龙", "⺟": "母",
    "⻄": "西", "⻆": "角", "⻉": "贝", "⻘": "青", "⻙": "韦", "⻨": "麦", "⻮": "齿", "⻯": "龙", "⻳": "龟",
    "⺁": "厂", "⺇": "几", "⺌": "小", "⺎": "兀", "⺏": "尣", "⺐": "尢", "⺒": "巳", "⺓": "幺", "⺘": "手",
    "⺙": "攵", "⺛": "旡", "⺝": "月", "⺞": "歺", "⺡": "氵", "⺢": "水", "⺣": "灬", "⺤": "爪", "⺥": "爫",
    "⺦": "丬", "⺨": "犬", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糸",
    "⺰": "纟", "⺱": "网", "⺲": "罒", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "老", "⺺": "聿", "⺼": "肉",
    "⺽": "臼", "⺾": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "西", "⻇": "言", "⻈": "讠", "⻊": "足",
    "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "邑", "⻐": "钅", "⻑": "长", "⻒": "长", "⻖": "阝", "⻗": "雨",
    "⻞": "食", "⻟": "食", "⻠": "饣", "⻡": "首", "⻭": "齿", "⻲": "龟",
}  # fmt: skip
_TO_PLAIN = str.maketrans(_RADICALS)


def plain(text: str) -> str:
    """NFKC without the CJK radicals that it leaves; white space is kept."""
    return unicodedata.normalize("NFKC", text).translate(_TO_PLAIN)


@lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """``plain`` without any white space: for comparing names, titles and captions."""
    return _SPACE.sub("", plain(text))


def amount(text: str) -> Decimal | None:
    """The number that a whole cell prints, None where it prints none (blank, a dash, words).

    ``1,234.50`` → 1234.50; ``2, 362. 26`` → 2362.26; ``(3.00)`` → -3.00. Percent signs are refused.
    """
    bare = squeeze(text).replace(",", "").replace("−", "-").replace("–", "-")
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    return Decimal(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None


def in_wan(value: Decimal, unit: str) -> Decimal:
    """``value`` of ``unit`` (元, 万元, 亿元) in 万元, exactly, with at least two decimals for 元."""
    if unit == "元":
        scaled = value.scaleb(-4)
        while -int(scaled.as_tuple().exponent) > 2 and scaled.as_tuple().digits[-1] == 0:
            scaled = Decimal(
                (scaled.as_tuple().sign, scaled.as_tuple().digits[:-1], int(scaled.as_tuple().exponent) + 1)
            )
        return scaled
    if unit == "亿元":
        return value.scaleb(4)
    return value


def amounts_in(text: str) -> list[str]:
    """The printed numbers in a run of text, in order, as printed."""
    return _AMOUNT.findall(plain(text))
