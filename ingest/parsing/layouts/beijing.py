"""Beijing: twelve tables.

2020–2021  one to six as elsewhere, then 政府性基金 and its 基本支出 (outside the nine), 国有资本经营 ninth, 三公
           tenth, 政府采购情况表 and 政府购买服务支出情况表 (outside the nine).
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout

TWELVE = Layout(
    "beijing-2021",
    None,
    None,
    THREE_PUBLIC_LAST,
    further=frozenset(("funds_basic", "procurement", "services")),
)
