"""Sichuan: up to thirteen tables behind the text (第五部分 附表), often as a spreadsheet beside it.

2022–2023  adds 财政拨款支出决算明细表, 一般公共预算财政拨款支出决算明细表 and 一般公共预算财政拨款项目支出决算表, and
           prints 国有资本经营 twice: 收入支出决算表 (outside the nine) and 支出决算表 (08).
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout

THIRTEEN = Layout(
    "sichuan-2023",
    None,
    None,
    THREE_PUBLIC_LAST,
    further=frozenset(("appropriation_expenditure", "general_detail", "general_project")),
)
