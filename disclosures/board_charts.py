"""The distribution of a board as columns: counts in, SVG out. No request, no ORM."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.comparison.board_spread import Stretch
from disclosures.svg import Part, line, percent, picture, rect, text

HEIGHT, FLOOR, CEILING = 132, 104, 20


def stretch_words(stretch: Stretch) -> str:
    """The stretch in words, 万元: 0, 不足 1, 1—5, 500 及以上."""
    if stretch.high == 0:
        return "0"
    if stretch.high is None:
        return gettext("%(low)d 及以上") % {"low": stretch.low}
    if not stretch.low:
        return gettext("不足 %(high)d") % {"high": stretch.high}
    return gettext("%(low)d 至不足 %(high)d") % {"low": stretch.low, "high": stretch.high}


def spread_svg(stretches: Sequence[Stretch]) -> SafeString:
    """One column for every stretch, as high as its count; the amounts stand under the borders between them."""
    most = max((stretch.count for stretch in stretches), default=0)
    width = 1 / len(stretches)
    parts: list[Part] = [line(0, FLOOR, "100%", FLOOR, class_="ax")]
    for place, stretch in enumerate(stretches):
        middle = percent((place + 0.5) * width)
        if stretch.count:
            height = max(2, round((FLOOR - CEILING) * stretch.count / most))
            drawn = {"x": percent((place + 0.08) * width), "width": percent(0.84 * width)}
            named = {"data_of": stretch_words(stretch), "data_value": stretch.count, "data_axis": "height"}
            parts.append(rect(**drawn, y=FLOOR - height, height=height, class_="now", **named))
            parts.append(text(middle, FLOOR - height - 5, str(stretch.count), text_anchor="middle"))
        if stretch.high == 0:
            parts.append(text(middle, FLOOR + 18, "0", text_anchor="middle", class_="soft"))
        elif stretch.low:
            edge = percent(place * width)
            parts.append(text(edge, FLOOR + 18, str(stretch.low), text_anchor="middle", class_="soft"))
    described = "；".join(
        gettext("%(stretch)s 万元 %(count)d 份") % {"stretch": stretch_words(stretch), "count": stretch.count}
        for stretch in stretches
        if stretch.count
    )
    return picture(HEIGHT, gettext("决算数额的分布"), described, parts, "fenbu")
