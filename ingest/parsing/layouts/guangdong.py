"""Guangdong, Hunan and, in Hubei, 随州 and others: the central set before 三公 moved to the end.

2020       Hunan (邵东, 临湘): 三公 seventh, 政府性基金 eighth, 国有资本经营 ninth; titles may say （汇总）.
2021–2022  the same, numbered 公开01表–公开09表, in Guangdong (湛江) with 基本支出决算明细表 for 06, in 曾都区 too.
2023       follows the set of 2023 (``wuhan``).
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_SEVENTH, Layout, ThreePublic

SEVENTH = Layout(
    "guangdong-2021",
    True,
    ThreePublic.HALVES,
    THREE_PUBLIC_SEVENTH,
    numbers=r"(?:财决)?公开\d{1,2}表",
    never=("会议费、?培训费",),
)
