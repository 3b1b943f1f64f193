"""Shanghai: the municipal template prints neither 行次 nor 栏次, and no 公开NN表.

2024–2025  三公 is the seventh table, six pairs of (预算数, 决算数); 政府性基金 the eighth; 国有资本经营 the ninth
           with 年初结转和结余, 本年收入 and 年末结转和结余 beside the three columns of the form (x1–x3); 合计 of 05
           at the bottom. The template counts 24 kinds of expenditure in 01, some files still 26.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_SEVENTH, Layout, ThreePublic

TEMPLATE = Layout("shanghai-2024", False, ThreePublic.PAIRS, THREE_PUBLIC_SEVENTH, numbers="")
