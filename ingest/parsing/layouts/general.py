"""Reports whose set of statements is that of no known family: the columns are read as any family's.

``numbered``: 行次 and 栏次 are printed. ``unnumbered``: the columns are told by their headings alone.
"""

from ingest.parsing.layouts.layout import THREE_PUBLIC_LAST, Layout, ThreePublic

BY_NUMBERS = Layout("numbered", True, ThreePublic.HALVES, THREE_PUBLIC_LAST)
BY_HEADINGS = Layout("unnumbered", False, ThreePublic.HALVES, THREE_PUBLIC_LAST)
