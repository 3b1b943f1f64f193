"""The permanent id of a printed number: which disclosure, which statement, which row, which column.

``7f3k2pq-03-2010301-1``: the code of the disclosure, the number of the form (``o12``: the statement outside
the nine at place 12), the row (行次, code, ``total``), the column (栏次). A number that only the prose gives is
``7f3k2pq-m-procurement.total``. An id follows from what the number is and not from how or when it was read, so
that it outlives further readings and revisions. Plain data, no Django.
"""

import hashlib
import re
from dataclasses import dataclass

from disclosures.statements import FORMS, Statement

CODE_LENGTH = 7
MEASURE = "m"
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that look like digits
_ID = re.compile(r"([0-9a-z]{7,20})-([0-9a-z]{1,5})-([0-9a-z_.]{1,200})(?:-([0-9a-z_.]{1,200}))?")
_PLAIN = re.compile(r"[^0-9a-z.]")
# What stands for the words that some rows and columns have in the place of a number.
_NAMES = {"": "total", "人员经费合计": "personnel", "公用经费合计": "public", "决算数": "1"}
_FORM_NUMBERS = {statement.value: form.number for statement, form in FORMS.items()}
_STATEMENTS = {number: statement for statement, number in _FORM_NUMBERS.items()}


@dataclass(frozen=True)
class NumberId:
    """An id taken apart; ``row`` and ``column`` as spelled, ``statement`` the key of its page, "" for prose."""

    code: str
    statement: str
    row: str = ""
    column: str = ""
    measure: str = ""


def disclosure_code(department: str, year: int, scope: str, length: int = CODE_LENGTH) -> str:
    """The code of a disclosure, by its department's slug; a longer one begins with the shorter."""
    number = int.from_bytes(hashlib.sha256(f"{department}/{year}/{scope}".encode()).digest())
    return "".join(_DIGITS[number >> shift & 31] for shift in range(251, 251 - 5 * length, -5))


def spelled(name: str) -> str:
    """A row's or column's key in the letters of an id; different keys are spelled differently."""
    if name in _NAMES:
        return _NAMES[name]
    return _PLAIN.sub(lambda found: "".join(f"_{byte:02x}" for byte in found[0].encode()), name)


def statement_part(key: str) -> str:
    """``expenditure`` → ``03``, ``other-12`` → ``o12``."""
    return _FORM_NUMBERS.get(key) or f"o{key.removeprefix(f'{Statement.OTHER.value}-')}"


def number_id(code: str, statement: str, row: str, column: str) -> str:
    return f"{code}-{statement_part(statement)}-{spelled(row)}-{spelled(column)}"


def measure_id(code: str, measure: str) -> str:
    return f"{code}-{MEASURE}-{measure}"


def parse(given: str) -> NumberId | None:
    """The parts of an id, None where it is none."""
    found = _ID.fullmatch(given)
    if not found:
        return None
    code, place, row, column = found.groups()
    if place == MEASURE:
        return None if column else NumberId(code, "", measure=row)
    statement = _STATEMENTS.get(place) or (
        f"{Statement.OTHER.value}-{place[1:]}" if re.fullmatch(r"o\d{1,3}", place) else ""
    )
    return NumberId(code, statement, row, column) if statement and column else None
