"""Shaanxi: table seven says more than 三公.

2020  表7 is 一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表: a row of 预算数 and a row of 决算数, the items as
      columns, 会议费 and 培训费 behind them (x1 …); 02 and 03 are titled 收入决算总表 and 支出决算总表.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_SEVENTH, Layout, ThreePublic

WITH_MEETINGS = Layout(
    "shaanxi-2020", None, ThreePublic.ROWS, THREE_PUBLIC_SEVENTH, marks=("三公.*会议费、?培训费",)
)
