"""The change of a total as two bars, several of them on one scale: frozen values in, SVG out."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.comparison.reasons import Reason
from disclosures.svg import line, picture, rect, text
from disclosures.wording import printed_text

HEIGHT, FLOOR, TALLEST = 188, 148, 118
BEFORE, NOW = ("8%", "25%"), ("56%", "73%")  # left edge and middle of the bars
WIDTH = "34%"


def _amount(value) -> str:
    return printed_text(f"{value:f}")


def _bar(share: str, place: tuple[str, str], amount: str, year: int, look: str) -> list[SafeString]:
    left, middle = place
    tall = max(1, round(float(share) * TALLEST))
    top = FLOOR - tall
    bold = None if look == "est" else "b"
    return [
        rect(x=left, width=WIDTH, y=top, height=tall, class_=look),
        text(middle, top - 8, amount, text_anchor="middle", class_=bold),
        text(middle, FLOOR + 19, str(year), text_anchor="middle", class_=bold),
    ]


def pair_chart(reason: Reason, key: str) -> SafeString | str:
    """Last year (推算, from the report's own words) beside this year; "" where there is no common scale."""
    if not reason.share or reason.stated is None:
        return ""
    stated, year = reason.stated, reason.column.year
    parts = [line("0", FLOOR, "100%", FLOOR, class_="ax0")]
    words = gettext("%(year)s 年 %(amount)s 万元，%(change)s") % {
        "year": year,
        "amount": _amount(reason.value),
        "change": stated.words,
    }
    words += gettext("（图片识别）") if stated.recognised else ""
    if reason.base_share and stated.base is not None:
        parts += _bar(reason.base_share, BEFORE, _amount(stated.base), reason.base_year, "est")
        parts.append(
            text(BEFORE[1], FLOOR + 36, gettext("推算"), text_anchor="middle", class_="soft", font_size=12)
        )
        before = gettext("%(year)s 年 %(amount)s 万元（推算），")
        words = before % {"year": reason.base_year, "amount": _amount(stated.base)} + words
    look = "less" if stated.direction == "decrease" else "now"
    parts += _bar(reason.share, NOW, _amount(reason.value), year, look)
    return picture(HEIGHT, reason.column.label, words, parts, key)
