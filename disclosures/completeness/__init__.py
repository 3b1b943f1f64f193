"""What a report has to disclose (R01–R25) and what of it is found in one report, each with its place.

No score: a state for each item, with the words or numbers that it rests on. Sources: 预算法 §14, 预算法实施条例 §6,
财预〔2016〕143号. An item is “缺” only where the report is readable and does not hold it; what is there in part is
“半”, what a picture hides is “图”, what nothing in the report can tell is “?” with the reason.
"""

from disclosures.completeness.cards import rebuild, rows_of, scorecards
from disclosures.completeness.items import FACES, ITEMS, Held, Item, ItemState, Rows, Spot
from disclosures.completeness.rules import scorecard

__all__ = [
    "FACES",
    "ITEMS",
    "Held",
    "Item",
    "ItemState",
    "Rows",
    "Spot",
    "rebuild",
    "rows_of",
    "scorecard",
    "scorecards",
]
