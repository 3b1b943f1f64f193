"""Inner Mongolia: twelve tables behind the text.

2022  项目收入支出决算表 is fifth, 一般公共预算财政拨款项目支出决算明细表 eighth, 三公 eleventh; the last is a sheet on
      机构运行经费支出、国有资产占用情况及政府采购支出. These three are outside the nine.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout

TWELVE = Layout(
    "inner-mongolia-2022",
    None,
    None,
    THREE_PUBLIC_LAST,
    further=frozenset(("project", "general_project", "operation")),
)
