"""The interactive chart that loads on demand: the same values as the server's drawing, as a plotly figure."""

import plotly.graph_objects as go
from django.utils.translation import gettext

from disclosures.charts import Series
from disclosures.wording import wan

BLUE, GREY, PALE = "#0a57a5", "#7f8b98", "#e3e8ed"
HOVERED = {"x": "%{x}", "text": "%{text}"}  # what plotly puts in where a bar is pointed at


def series_figure(series: Series) -> go.Figure:
    """Bars of one measure over the years, 万元; a year that is not held is an empty place."""
    held = series.held
    look = {"own": GREY, "implied": PALE}
    colours = [BLUE if slot.year == series.current else look[slot.kind] for slot in held]
    patterns = ["/" if slot.kind == "implied" else "" for slot in held]
    bars = go.Bar(
        x=[str(slot.year) for slot in held],
        # The browser draws numbers; the exact amounts stand in the text.
        y=[float(wan(slot.value or 0)) for slot in held],
        text=[slot.amount for slot in held],
        customdata=[slot.source for slot in held],
        textposition="outside",
        cliponaxis=False,
        marker={"color": colours, "pattern": {"shape": patterns, "fgcolor": GREY}},
        hovertemplate=gettext("%(x)s 年：%(text)s 万元") % HOVERED + "<br>%{customdata}<extra></extra>",
    )
    return go.Figure(
        data=[bars, *_restated(series)],
        layout={
            "template": None,
            # Below the tools, which on a phone are as wide as the chart.
            "title": {
                "text": gettext("%(title)s（万元）") % {"title": series.title},
                "font": {"size": 15},
                "y": 0.88,
                "yanchor": "top",
            },
            "xaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": [str(slot.year) for slot in series.slots],
                "range": [-0.5, len(series.slots) - 0.5],
            },
            "yaxis": {"rangemode": "tozero", "tickformat": ",", "gridcolor": PALE},
            "separators": ".,",
            "margin": {"l": 70, "r": 16, "t": 84, "b": 40},
            "showlegend": False,
            "dragmode": "pan",
        },
    )


def _restated(series: Series) -> list[go.Scatter]:
    """What the next year's reports make of a year, where that is another number: a ring beside the bar's end."""
    again = [slot for slot in series.held if slot.restated is not None]
    if not again:
        return []
    return [
        go.Scatter(
            x=[str(slot.year) for slot in again],
            y=[float(wan(slot.restated or 0)) for slot in again],
            text=[slot.restated_amount for slot in again],
            customdata=[slot.restated_source for slot in again],
            mode="markers",
            marker={"color": [GREY for _ in again], "symbol": "circle-open", "size": 12},
            hovertemplate=gettext("%(x)s 年，次年报告：%(text)s 万元") % HOVERED
            + "<br>%{customdata}<extra></extra>",
        )
    ]
