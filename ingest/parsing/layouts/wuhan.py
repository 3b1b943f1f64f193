"""Wuhan and, with the same columns, most of Hubei and of the country: 行次 and 栏次 are printed.

2018–2019  eight tables, 表1–表8: 三公 is 表7, 政府性基金 表8, no 国有资本经营 yet; 部门人员构成 present.
2020       nine tables, 表1–表9: 三公 表7, 政府性基金 表8, 国有资本经营 表9.
2021–2022  the same order, numbered 公开01表–公开09表.
2023       政府性基金 moves to 07, 国有资本经营 to 08, 三公 to 09 (公开09表); 06 is 决算表 or 决算明细表;
           三公 is titled 一般公共预算财政拨款 with 年初预算数, or 财政拨款 with 全年预算数.
2024       as 2023; 04 says 决算数 and 小计 for 金额 and 合计; 公务用车运行维护费 for 运行费; line 28 of 01
           adds （含专用结余）; 06 loses 307, 312 and 399.
"""

from ingest.parsing.layouts.layout import (
    LABELS,
    LINES,
    THREE_PUBLIC_LAST,
    THREE_PUBLIC_SEVENTH,
    Layout,
    ThreePublic,
)

SEVENTH = Layout("wuhan-2020", True, ThreePublic.HALVES, THREE_PUBLIC_SEVENTH, LABELS, LINES)
NINTH = Layout("wuhan-2023", True, ThreePublic.HALVES, THREE_PUBLIC_LAST, LABELS, LINES)
