"""What a further revision of a report prints differently from the one before it, cell by cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from disclosures.models import Revision, Sheet
from disclosures.pages.places import cell_anchor, report_url, statement_url
from disclosures.pages.reading import Reading, row_key
from disclosures.pages.statement_list import sheet_key
from disclosures.recognition import is_recognised, is_unreadable
from disclosures.statements import FORMS
from disclosures.wording import decimal_of

LISTED = 60

Place = tuple[str, str, str]  # statement, row, column


@dataclass(frozen=True)
class Printed:
    """One cell as a sheet prints it, with what leads to it."""

    title: str
    row: str
    label: str
    text: str
    amount: str
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Changed:
    """``before`` and ``after`` are the printed texts, "" where blank, None where that revision has no such cell."""

    title: str
    row: str
    label: str
    before: str | None
    after: str | None
    before_href: str
    after_href: str
    before_recognised: bool = False
    after_recognised: bool = False


@dataclass(frozen=True)
class Revised:
    """A revision beside the one it took the place of; at most ``LISTED`` of the ``total`` changed cells are listed."""

    former: Revision
    former_href: str
    total: int
    cells: tuple[Changed, ...]


def revised(reading: Reading) -> Revised | None:
    """What the revision shown changed; None for the first one. One query where there is a former one."""
    before = [one for one in reading.revisions if one.number < reading.revision.number]
    if not before:
        return None
    former = before[-1]
    old, new = _cells(former.sheets.order_by("position")), _cells(reading.sheets)
    places = [place for place in dict.fromkeys([*new, *old]) if _differ(old.get(place), new.get(place))]
    return Revised(
        former,
        report_url(reading.department, reading.year, reading.scope, former.number),
        len(places),
        tuple(_changed(reading, former, place, old.get(place), new.get(place)) for place in places[:LISTED]),
    )


def _cells(sheets: Iterable[Sheet]) -> dict[Place, Printed]:
    """The cells of all statements; of two rows with one key the first stands for both."""
    found: dict[Place, Printed] = {}
    for sheet in sheets:
        for place, cell in _printed(sheet):
            found.setdefault(place, cell)
    return found


def _printed(sheet: Sheet) -> Iterator[tuple[Place, Printed]]:
    title = FORMS[sheet.statement].title if sheet.statement in FORMS else sheet.title
    for row in sheet.data["rows"]:
        key = row_key(sheet.statement, row)
        name = " ".join(part for part in (row["code"], row["name"]) if part) or "合计"
        for cell in row["cells"]:
            yield (
                (sheet_key(sheet), key, cell["column"]),
                Printed(title, name, cell["label"], _text(cell), cell["amount"] or "", _is_marked(cell)),
            )


def _is_marked(cell: dict) -> bool:
    return is_recognised(cell) and not is_unreadable(cell)


def _text(cell: dict) -> str:
    return gettext("不能辨认") if is_unreadable(cell) else cell["text"]


def _differ(old: Printed | None, new: Printed | None) -> bool:
    """Whether readers see another amount; the same amount printed otherwise is no change, nor is a blank row."""
    texts = [one.text if one else "" for one in (old, new)]
    amounts = [decimal_of(one.amount) if one else None for one in (old, new)]
    return amounts[0] != amounts[1] if any(value is not None for value in amounts) else texts[0] != texts[1]


def _changed(
    reading: Reading, former: Revision, place: Place, old: Printed | None, new: Printed | None
) -> Changed:
    shown = new or old
    assert shown is not None
    statement, row, column = place
    anchor = f"#{cell_anchor(row, column)}"

    def href(rev: int | None) -> str:
        return statement_url(reading.department, reading.year, statement, reading.scope, rev) + anchor

    return Changed(
        shown.title,
        shown.row,
        shown.label,
        old.text if old else None,
        new.text if new else None,
        href(former.number) if old else "",
        href(reading.rev) if new else "",
        bool(old and old.recognised),
        bool(new and new.recognised),
    )
