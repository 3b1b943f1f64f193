"""A number and the format of its cell → the text that a reader of the workbook sees.

The formats that amounts have: decimals, thousands, sections for negative numbers and zero, percentages, currency,
scaling by thousands, literals, dates. What is none of these is shown as without a format.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<marked>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digit>[0#?])|(?P<sign>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
# The formats that a workbook only names by number; those of dates and times as far as amounts never have them.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 22, 27, 30, 31, 36, 50, 57, 58), "yyyy/m/d"),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '"¥"#,##0;"¥"-#,##0;"-";@',
    43: '#,##0.00;-#,##0.00;"-"??;@',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"-"??;@',
    49: "@",
}
_MEANT = 15  # digits that a workbook's number carries; what lies behind comes from the binary fraction
_EXACT = Context(prec=400)  # the largest number of a workbook has 309 digits
_GENERAL = 11  # signs, the point among them, that a cell without a format shows of a fraction
_EPOCH = datetime(1899, 12, 30)
_DAYS = 2_958_466  # the year 10000
_PLAIN_DATE = "{0.year}年{0.month}月{0.day}日"


@dataclass(frozen=True)
class _Section:
    """One section of a format: its tokens as ("digit", "0"), ("literal", "元"), ("point", "."), ("comma", ","), …"""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, str] | None = None

    def has(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.tokens)


def shown(value: float, code: str) -> str:
    """``value`` as a cell with the number format ``code`` shows it, without the blanks that only align it.

    ``1247.1`` in ``#,##0.00`` → ``1,247.10``. Never raises: an unknown format shows the number itself.
    """
    if not isfinite(value):
        return str(value)
    number = Decimal(f"{value:.{_MEANT}g}")
    sections = _sections(code)
    section, bare = _chosen(sections, number)
    if section.has("general", "text", "unknown"):
        return _around(section, ("-" if bare < 0 else "") + _general(abs(bare)))
    if section.has("date"):
        return _date(number)
    if not section.has("digit"):
        return _literals(section)
    return _formatted(bare, section)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, str] | None = None
    text = re.sub(r"(?i)general|G/通用格式", "\x00", code or "General")
    for match in [*_TOKEN.finditer(text), None]:
        if match is None or match["sign"] == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
            continue
        if match["bracket"] is not None and (found := _CONDITION.fullmatch(match["bracket"])):
            condition = (found[1], found[2])
        elif token := _token(match):
            tokens.append(token)
    return tuple(sections)


def _token(match: re.Match[str]) -> tuple[str, str] | None:
    for name in ("quoted", "escaped", "marked"):
        if match[name] is not None:
            return "literal", match[name]
    if match["digit"]:
        return "digit", match["digit"]
    if (bracket := match["bracket"]) is not None:
        if re.fullmatch(r"[hms]+", bracket, re.IGNORECASE):
            return "date", bracket
        return ("literal", bracket[1:].partition("-")[0]) if bracket.startswith("$") else None
    sign = match["sign"]
    if sign is None:
        return None  # blanks that align
    kinds = {".": "point", ",": "comma", "%": "percent", "@": "text", "\x00": "general"}
    if sign in kinds:
        return kinds[sign], sign
    if sign in "/Ee":
        return "unknown", sign
    return ("date", sign) if sign.lower() in "ymdhs" else ("literal", sign)


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, Decimal]:
    """The section for a number, and the number as that section shows it: negative ones bring their own sign."""
    for section in sections:
        if section.condition and _COMPARED[section.condition[0]](number, Decimal(section.condition[1])):
            return section, number
    numeric = [section for section in sections[:3] if not section.condition]
    if not numeric:
        return _Section((("general", ""),)), number
    if number < 0 and len(numeric) > 1:
        return numeric[1], -number
    if number == 0 and len(numeric) > 2:
        return numeric[2], number
    return numeric[0], number


def _general(number: Decimal) -> str:
    """A number without a format: as many decimals as a cell has room for."""
    whole = len(str(int(number)))
    decimals = max(0, _GENERAL - 1 - whole)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _literals(section: _Section) -> str:
    return "".join(text for kind, text in section.tokens if kind == "literal").strip()


def _around(section: _Section, text: str) -> str:
    """The number between the literals of a section that leaves it as it is."""
    if section.has("unknown", "date"):
        return text
    whole = "".join(text if kind in ("general", "text") else own for kind, own in section.tokens)
    return whole.strip()


def _date(number: Decimal) -> str:
    if not 0 <= number < _DAYS:
        return _general(number)
    return _PLAIN_DATE.format(_EPOCH + timedelta(days=float(number)))


def _formatted(number: Decimal, section: _Section) -> str:
    tokens = list(section.tokens)
    digits = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), None)
    commas = [place for place, (kind, _) in enumerate(tokens) if kind == "comma"]
    ends = [digits[-1], max((place for place in digits if point is None or place < point), default=-1)]
    scaling = [
        place for place in commas if place > ends[0] or (point is not None and ends[1] < place < point)
    ]
    grouped = any(digits[0] < place < ends[1] for place in commas if place not in scaling)
    percent = sum(kind == "percent" for kind, _ in tokens)
    after = [tokens[place][1] for place in digits if point is not None and place > point]
    scaled = number.scaleb(2 * percent - 3 * len(scaling), _EXACT)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _EXACT)
    whole, _, fraction = f"{rounded:f}".partition(".")
    before = tokens[: point if point is not None else ends[0] + 1]
    rest = tokens[point + 1 :] if point is not None else tokens[ends[0] + 1 :]
    sign = "-" if number < 0 and rounded else ""
    text = _integer(whole, before, grouped) + _fraction(fraction, rest, point is not None)
    return (sign + text).strip()


def _integer(whole: str, tokens: list[tuple[str, str]], grouped: bool) -> str:
    """The digits before the point in their places from the right, the first place taking all that are left."""
    left = list(whole.lstrip("0"))
    places = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    plain = (
        not any(tokens[place][0] == "literal" for place in range(places[0], places[-1])) if places else True
    )
    pieces: list[str] = []
    for place in range(len(tokens) - 1, -1, -1):
        kind, own = tokens[place]
        if kind == "literal" or kind == "percent":
            pieces.append(own)
        elif kind == "digit" and place == places[0]:
            last = "".join(left) or ("0" if own == "0" else "")
            pieces.append(last)
        elif kind == "digit":
            pieces.append(left.pop() if left else ("0" if own == "0" else ""))
    text = "".join(reversed(pieces))
    if not places:
        return text + ("".join(left))
    return _grouped(text) if grouped and plain else text


def _grouped(text: str) -> str:
    return re.sub(
        r"\d+", lambda found: f"{int(found[0]):,}" if len(found[0]) > 3 else found[0], text, count=1
    )


def _fraction(fraction: str, tokens: list[tuple[str, str]], pointed: bool) -> str:
    """The digits behind the point; those that are zero and not asked for (#) are left out from the end."""
    asked = [own for kind, own in tokens if kind == "digit"] if pointed else []
    digits = list(fraction)
    while digits and digits[-1] == "0" and asked[len(digits) - 1] != "0":
        digits.pop()
    shown_digits = iter(digits)
    text = "." if pointed and (digits or "0" in asked) else ""
    for kind, own in tokens:
        if kind == "digit" and pointed:
            text += next(shown_digits, "")
        elif kind in ("literal", "percent"):
            text += own
    return text
