"""What a person typed on the bench: form fields → cells with their texts.

A field ``cell|row|column`` has a cell's text and ``read|row|column`` what stood there; only those that differ are
entries; with ``do=blank`` they are all blank. ``new|n|code``, ``new|n|name`` and ``new|n|column`` are a row that the
statement did not have.
"""

from collections.abc import Mapping

from ingest.actions import NotNow
from ingest.parsing.corrected import NAME, Spot

SEPARATOR = "|"
Entry = tuple[Spot, str]


def entries_of(posted: Mapping[str, str]) -> list[Entry]:
    """The cells that were changed, and those of new rows; ``NotNow`` where a new row has no code."""
    statement = posted.get("statement", "")
    entries = []
    for field, text in posted.items():
        kind, _, place = field.partition(SEPARATOR)
        row, divider, column = place.rpartition(SEPARATOR)
        now = "" if posted.get("do") == "blank" else text.strip()
        if kind == "cell" and divider and now != posted.get(f"read{SEPARATOR}{place}", "").strip():
            entries.append((Spot(statement, row, column), now))
    return entries + _new_rows(statement, posted)


def _new_rows(statement: str, posted: Mapping[str, str]) -> list[Entry]:
    rows: dict[str, dict[str, str]] = {}
    for field, text in posted.items():
        parts = field.split(SEPARATOR)
        if len(parts) == 3 and parts[0] == "new" and text.strip():
            rows.setdefault(parts[1], {})[parts[2]] = text.strip()
    entries = []
    for row in rows.values():
        code = row.pop("code", "")
        if not code:
            raise NotNow("新的一行要填科目编码。")
        entries += [(Spot(statement, code, column), text) for column, text in row.items()]
    return entries


def accepted_spots(posted) -> list[Entry]:
    """The cells named by the fields ``spot`` (statement|row|column), each as it was read."""
    entries = []
    for named in posted.getlist("spot"):
        statement, _, rest = named.partition(SEPARATOR)
        row, divider, column = rest.rpartition(SEPARATOR)
        if divider and column != NAME:
            entries.append((Spot(statement, row, column), ""))
    return entries
