"""The sums that a number takes part in: what the form says of its lines and columns, and of upper and lower codes.

A sum is shown as plain arithmetic with its operands; whether it should hold is for the checks to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from disclosures.classification import level, parent
from disclosures.number_ids import number_id
from disclosures.pages.cell import PrintedCell, keyed_rows
from disclosures.pages.places import number_url
from disclosures.pages.statement_list import sheet_key
from disclosures.recognition import is_doubtful, is_recognised, is_unreadable
from disclosures.statements import FORMS, Identity, Shape
from disclosures.templatetags.language import around
from disclosures.wording import decimal_of, printed_text

AXES = {"lines": gettext_lazy("行"), "columns": gettext_lazy("栏")}


@dataclass(frozen=True)
class Operand:
    """One printed number of a sum. ``sign`` is "+" or "−", "" before the first."""

    sign: str
    name: str
    shown: str
    href: str
    here: bool  # whether it is the number that the page is about
    doubtful: bool = False
    unreadable: bool = False
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Formula:
    """``rule`` in words; the operands that are printed; what they make together, and what the total prints."""

    rule: str
    operands: tuple[Operand, ...]
    blanks: int
    computed: str
    total: Operand
    difference: str  # "" where the total is the sum, or one of the two is missing or in doubt
    lost: int = 0  # terms that cannot be made out
    doubtful: bool = False  # whether one of the numbers is in doubt, so that the sum proves nothing


@dataclass(frozen=True)
class _Term:
    sign: int
    key: str
    row: dict
    cell: dict
    name: str


def formulas(number: PrintedCell, code: str, rev: int | None = None) -> tuple[Formula, ...]:
    """Every sum that the number is the total or a part of. ``code`` and ``rev`` say whose numbers to link to."""
    address = _addresses(number, code, rev)
    found = (*_of_identities(number), *_of_codes(number))
    return tuple(_formula(rule, total, terms, number, address) for rule, total, terms in found if terms)


def _addresses(number: PrintedCell, code: str, rev: int | None) -> Callable[[_Term], str]:
    statement = sheet_key(number.sheet)
    return lambda term: number_url(number_id(code, statement, term.key, term.cell["column"]), rev)


def _of_identities(number: PrintedCell) -> Iterator[tuple[str, _Term, list[_Term]]]:
    form = FORMS.get(number.sheet.statement)
    for identity in form.identities if form else ():
        own = number.row if identity.axis == "lines" else number.column
        plain = [term.removeprefix("-") for term in identity.terms]
        if own != identity.total and own not in plain:
            continue
        find = _line(number) if identity.axis == "lines" else _column(number)
        total = find(identity.total, 1)
        terms = [
            find(name, -1 if term != name else 1) for term, name in zip(identity.terms, plain, strict=True)
        ]
        if total:
            yield _rule(identity), total, [term for term in terms if term]


def _rule(identity: Identity) -> str:
    """1 栏 = 2 + 3 + 4 栏; 57 行 = 31 至 56 行之和."""
    word = AXES[identity.axis]
    first, last = identity.terms[0], identity.terms[-1]
    if len(identity.terms) > 5 and all(term.isdigit() for term in identity.terms):
        words = gettext("%(total)s %(axis)s＝%(first)s 至 %(last)s %(axis)s之和")
        return words % {"total": identity.total, "axis": word, "first": first, "last": last}
    said = " + ".join(identity.terms).replace("+ -", "− ")
    return f"{identity.total} {word}＝{said} {word}"


def _column(number: PrintedCell) -> Callable[[str, int], _Term | None]:
    """A column of the number's own row."""

    def find(column: str, sign: int) -> _Term | None:
        row = number.printed_row
        cell = next((cell for cell in row["cells"] if cell["column"] == column), None)
        return _Term(sign, number.key, row, cell, _label(number, column)) if cell else None

    return find


def _label(number: PrintedCell, column: str) -> str:
    known = FORMS[number.sheet.statement].column(column)
    return known.label if known else column


def _line(number: PrintedCell) -> Callable[[str, int], _Term | None]:
    """A line of the number's own column."""
    rows = {row["line"]: (key, row) for key, row in keyed_rows(number.sheet)}

    def find(line: str, sign: int) -> _Term | None:
        key, row = rows.get(line, ("", None))
        cell = row and next((cell for cell in row["cells"] if cell["column"] == number.column), None)
        return (
            _Term(sign, key, row, cell, row["name"].strip() or gettext("%(line)s 行") % {"line": line})
            if cell
            else None
        )

    return find


def _of_codes(number: PrintedCell) -> Iterator[tuple[str, _Term, list[_Term]]]:
    """The rows one level below the number's, and the row above it with all of its own."""
    form = FORMS.get(number.sheet.statement)
    if form is None or form.shape != Shape.CODES:
        return
    terms = _by_code(number)
    if number.row not in terms:
        return
    for upper in (number.row, *((parent(number.row),) if number.row else ())):
        below = [term for code, term in terms.items() if level(code) and parent(code) == upper]
        if upper in terms and below:
            yield _code_rule(terms[upper], upper), terms[upper], below


def _code_rule(total: _Term, code: str) -> str:
    if not code:
        return gettext("合计＝各类之和")
    words = gettext("%(name)s＝其下各款之和") if len(code) == 3 else gettext("%(name)s＝其下各项之和")
    return around(words, name=total.name)


def _by_code(number: PrintedCell) -> dict[str, _Term]:
    """The rows of the number's column by code; a code that is printed twice is left out."""
    found: dict[str, _Term] = {}
    twice = set()
    for key, row in keyed_rows(number.sheet):
        cell = next((cell for cell in row["cells"] if cell["column"] == number.column), None)
        if cell is None:
            continue
        if row["code"] in found:
            twice.add(row["code"])
        found[row["code"]] = _Term(1, key, row, cell, row["name"].strip())
    return {code: term for code, term in found.items() if code not in twice}


def _formula(rule: str, total: _Term, terms: list[_Term], number: PrintedCell, address) -> Formula:
    printed = [term for term in terms if _amount(term) is not None]
    computed = sum((term.sign * _amount(term) for term in printed), Decimal(0))
    stated = _amount(total)
    lost = [term for term in terms if is_unreadable(term.cell)]
    doubtful = bool(lost) or any(_unsure(term) for term in (total, *printed))
    differs = stated is not None and bool(printed) and stated != computed and not doubtful
    operands = tuple(
        _operand(term, number, address, _sign(term, place)) for place, term in enumerate(printed)
    )
    return Formula(
        rule,
        operands,
        len(terms) - len(printed) - len(lost),
        printed_text(f"{computed:f}") if printed else "",
        _operand(total, number, address, ""),
        printed_text(f"{abs(stated - computed):f}") if differs else "",
        len(lost),
        doubtful,
    )


def _unsure(term: _Term) -> bool:
    return is_doubtful(term.cell) or is_unreadable(term.cell)


def _sign(term: _Term, place: int) -> str:
    if term.sign < 0:
        return "−"
    return "+" if place else ""


def _amount(term: _Term) -> Decimal | None:
    return decimal_of(term.cell["amount"] or "")


def _operand(term: _Term, number: PrintedCell, address, sign: str) -> Operand:
    here = term.key == number.key and term.cell["column"] == number.column
    shown = printed_text(term.cell["amount"])
    href = "" if here else address(term)
    how = (is_doubtful(term.cell), is_unreadable(term.cell), is_recognised(term.cell))
    return Operand(sign, term.name, shown, href, here, *how)
