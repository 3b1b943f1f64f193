"""Elements of a drawing: names, attributes and children in, escaped markup out.

Drawings are fluid: x in per cent of the width, y in pixels, no viewBox, so that text keeps its size.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Part = SafeString | str


def _attributes(given: dict[str, object]) -> SafeString:
    """``class_`` is class, ``text_anchor`` is text-anchor; None is left out."""
    pairs = [
        (name.rstrip("_").replace("_", "-"), value) for name, value in given.items() if value is not None
    ]
    return format_html_join("", ' {}="{}"', pairs)


def element(name: str, *parts: Part, **attributes: object) -> SafeString:
    inner = format_html_join("", "{}", ((part,) for part in parts))
    return format_html("<{}{}>{}</{}>", name, _attributes(attributes), inner, name)


def text(x: object, y: object, words: str, **attributes: object) -> SafeString:
    return element("text", words, x=x, y=y, **attributes)


def rect(**attributes: object) -> SafeString:
    return element("rect", **attributes)


def line(x1: object, y1: object, x2: object, y2: object, **attributes: object) -> SafeString:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def picture(height: int, title: str, description: str, parts: list[Part], key: str) -> SafeString:
    """A drawing that a screen reader can name and describe; ``key`` makes its ids unique on the page."""
    named = [
        element("title", title, id=f"{key}-title"),
        element("desc", description, id=f"{key}-desc"),
    ]
    return element(
        "svg",
        *named,
        *parts,
        width="100%",
        height=height,
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def ornament(height: int, *parts: Part, **attributes: object) -> SafeString:
    """A drawing whose numbers stand beside it as text."""
    return element("svg", *parts, **({"width": "100%"} | attributes), height=height, aria_hidden="true")


def named(row: str, value: str, axis: str) -> dict[str, object]:
    """What a mark says of the number that it draws: the row of the table beside it, the number as it stands there,
    and the attribute whose length stands for it."""
    return {"data_of": row, "data_value": value, "data_axis": axis}


def percent(part: float) -> str:
    """A share of the width: 0.25 → "25%"."""
    return f"{round(part * 100, 2):g}%"


NOTHING = mark_safe("")
