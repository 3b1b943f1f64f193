"""Units that publish a smaller set: universities, hospitals, schools, centres.

2020–2024  no 三公 (no such money), or no 06 either (nothing paid from the general public budget); the other
           statements are those of the place.
"""

from ingest.parsing.layouts.layout import FIRST_SIX, Layout

WITHOUT_THREE_PUBLIC = Layout("unit-without-three-public", None, None, (*FIRST_SIX, "funds", "state_capital"))
WITHOUT_BASIC = Layout(
    "unit-without-basic",
    None,
    None,
    (*FIRST_SIX[:5], "funds", "state_capital"),
)
