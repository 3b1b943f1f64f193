"""The form's identities on one row or one column of amounts, with the tolerance for rounding."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from disclosures.statements import Identity, StatementForm
from ingest.parsing.facts import Cell

_HALF_A_FEN = Decimal("0.005")  # 万元: printed amounts are rounded to two decimals


def tolerance(addends: int) -> Decimal:
    """How far a printed sum of ``addends`` may be from the sum of its printed parts by rounding alone (万元)."""
    return _HALF_A_FEN * (addends + 1)


def agree(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether ``parts`` make up ``total`` but for rounding."""
    return abs(total - sum(parts, Decimal(0))) <= tolerance(len(parts))


def holds(identity: Identity, amounts: dict[str, Decimal]) -> bool:
    """Whether an identity over columns holds; a blank counts as nothing."""
    parts = [
        -amounts.get(term[1:], Decimal(0)) if term.startswith("-") else amounts.get(term, Decimal(0))
        for term in identity.terms
    ]
    return agree(amounts.get(identity.total, Decimal(0)), parts)


def keeps_identities(cells: Iterable[Cell], form: StatementForm) -> bool:
    """Whether the cells of one row keep every identity of the form over columns."""
    amounts = {cell.column: cell.amount for cell in cells if cell.amount is not None}
    return all(holds(identity, amounts) for identity in form.identities if identity.axis == "columns")
