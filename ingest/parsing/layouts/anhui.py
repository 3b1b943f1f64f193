"""Anhui: the set of 2023 with 三公 of two funds.

2023  表9 is titled 一般公共预算及政府性基金财政拨款“三公”经费支出决算表; 预算数 is 全年预算数.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout

BOTH_FUNDS = Layout(
    "anhui-2023",
    None,
    None,
    THREE_PUBLIC_LAST,
    marks=("一般公共预算[及和、]政府性基金(?:预算)?财政拨款.?三公",),
)
