"""Yunnan: 三公 and 机关运行经费 on one sheet, one row an item.

2019  eight tables: 05 is titled 收入支出决算表 and adds 年初结转和结余, 本年收入, 年末结转和结余 (x1–x3); the eighth is
      “三公”经费、行政参公单位机关运行经费情况表.
2020  国有资本经营 comes before it.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout, ThreePublic

WITH_OPERATION = Layout(
    "yunnan-2019", None, ThreePublic.LIST, THREE_PUBLIC_LAST, marks=("三公.*机关运行经费",)
)
