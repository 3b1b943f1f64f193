"""Where a piece of a page writes amounts in 万元: each marked with its value, so that a reader can have 亿元 or 元.

A mark changes nothing that is seen. ``<data value="9840.40">9,840.40</data>`` carries the value in 万元, exact;
``<span class="in-unit">万元</span>`` is a unit that goes with such amounts. ``static/units.js`` does the rest.
"""

import re

# As this site writes an amount: groups of three, two decimals or more; no rate, no count, no amount in another unit.
_AMOUNT = r"(?<![\d.,])(?P<amount>−?\d{1,3}(?:,\d{3})*\.\d{2,})(?![\d.,]*\d|\s?(?:[%％‰倍元亿分]|万(?!元)|个百分点))"
# Not the unit of a threshold ("不低于 1 万元") or of an amount as a sentence prints it ("9840.4 万元").
_FOUND = re.compile(rf"{_AMOUNT}(?:(?P<joined>\s?)(?P<own>万元))?|(?<![\d十百千万亿])(?<!\d\s)(?P<unit>万元)")
_PIECES = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(/?)([a-z0-9]+)", re.IGNORECASE)
# What is quoted, copied or read by machines stays as it is.
_KEPT = {"blockquote", "q", "pre", "script", "style", "title", "desc", "option", "textarea", "data"}
_UNIT_MARK = '<span class="in-unit">万元</span>'


def value_of(shown: str) -> str:
    """The plain decimal of an amount as this site writes it: "−1,234.50" → "-1234.50"."""
    return shown.replace(",", "").replace("−", "-")


def _marked(text: str, drawn: bool) -> str:
    name, attribute = ("tspan", "data-value") if drawn else ("data", "value")
    unit = '<tspan class="in-unit">万元</tspan>' if drawn else _UNIT_MARK

    def mark(found: re.Match[str]) -> str:
        if found["unit"]:
            return unit
        shown = found["amount"]
        own = f"{found['joined']}{unit}" if found["own"] else ""
        return f'<{name} {attribute}="{value_of(shown)}">{shown}</{name}>{own}'

    return _FOUND.sub(mark, text)


def with_values(html: str) -> str:
    """``html`` with its amounts in 万元 and their unit marked; quotations, scripts and descriptions as they are.

    Comes in: markup whose amounts are all in 万元 as ``wording.amount_text`` writes them. Rates, counts, years and
    amounts that name another unit are left alone.
    """
    pieces, kept, drawn = [], [], 0
    for piece in _PIECES.split(html):
        tag = _TAG.match(piece)
        if tag:
            closing, name = bool(tag[1]), tag[2].lower()
            drawn += (-1 if closing else 1) if name == "svg" else 0
            if name in _KEPT:
                kept = kept[:-1] if closing else [*kept, name]
        elif not kept:
            piece = _marked(piece, drawn > 0)
        pieces.append(piece)
    return "".join(pieces)
