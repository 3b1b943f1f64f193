"""Reports elsewhere that print the columns of the form without 行次 and 栏次 (Zhejiang, Beijing, Sichuan …).

The columns are told by their headings alone; 三公 keeps 预算数 and 决算数 apart.
"""

from ingest.parsing.layouts.layout import LABELS, LINES, THREE_PUBLIC_LAST, Layout, ThreePublic

BY_HEADINGS = Layout("unnumbered", False, ThreePublic.HALVES, THREE_PUBLIC_LAST, LABELS, LINES)
