"""Zhejiang: eleven tables.

2021–2022  收入决算表 and 支出决算表 come twice, 分单位 (one row a unit: outside the nine) and 分科目 (02, 03);
           政府性基金 is ninth, 国有资本经营 tenth, 三公 eleventh.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout

ELEVEN = Layout(
    "zhejiang-2022",
    None,
    None,
    THREE_PUBLIC_LAST,
    further=frozenset(("revenue_by_unit", "expenditure_by_unit")),
)
