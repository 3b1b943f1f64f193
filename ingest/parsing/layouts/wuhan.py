"""Wuhan and most of Hubei: 行次 and 栏次 are printed.

2018–2019  eight tables, 表1–表8: 三公 is 表7, 政府性基金 表8, no 国有资本经营 yet; 01 begins with 财政拨款收入, of
           which 政府性基金; its 行次 and those of 04 count fewer classes than in 2023.
2020       nine tables, 表1–表9: 三公 表7, 政府性基金 表8, 国有资本经营 表9.
2021–2022  the same order, numbered 公开01表–公开09表: see ``guangdong``.
2023       政府性基金 moves to 07, 国有资本经营 to 08, 三公 to 09 (公开09表); 06 is 决算表 or 决算明细表;
           三公 is titled 一般公共预算财政拨款 with 年初预算数, or 财政拨款 with 全年预算数.
2024       as 2023; line 28 of 01 adds （含专用结余）; 04 says 决算数 and 小计 for 金额 and 合计; 公务用车运行维护费 for
           运行费; 06 loses 307, 312 and 399.
"""

from ingest.parsing.layouts.layout import (
    FIRST_SIX,
    THREE_PUBLIC_LAST,
    THREE_PUBLIC_SEVENTH,
    Layout,
    ThreePublic,
)

_OPEN = r"(?:财决)?公开\d{1,2}表"
_TABLE = r"表\d"
_OF_2024 = r"含专用结余|\bappropriation:小计\b"

EIGHT = Layout("wuhan-2018", True, ThreePublic.HALVES, (*FIRST_SIX, "three_public", "funds"))
SEVENTH = Layout("wuhan-2020", True, ThreePublic.HALVES, THREE_PUBLIC_SEVENTH, numbers=_TABLE)
NINTH = Layout("wuhan-2023", True, ThreePublic.HALVES, THREE_PUBLIC_LAST, numbers=_OPEN, never=(_OF_2024,))
NINTH_2024 = Layout(
    "wuhan-2024", True, ThreePublic.HALVES, THREE_PUBLIC_LAST, numbers=_OPEN, heads=(_OF_2024,)
)
