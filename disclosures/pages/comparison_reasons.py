"""What the reports say of the change of one number, department by department."""

from disclosures.comparison.matrix import Matrix
from disclosures.comparison.reasons import Reason, reasons
from disclosures.comparison.told import three_public_basis

MOST_REASONS = 12


def matrix_reasons(matrix: Matrix) -> tuple[Reason, ...]:
    """The stated changes of the last year that has numbers, those that give one; () where none does. Two queries."""
    if not matrix.subject.claimed:
        return ()
    columns = [column for column in matrix.last if column.held]
    marked = {line.department.slug for line in matrix.lines if line.marked}
    found = reasons(
        columns, matrix.subject.claimed, {column: three_public_basis(column, {}) for column in columns}
    )
    told = [reason for reason in found if reason.stated]
    told.sort(key=lambda reason: reason.column.slug not in marked)
    return tuple(told[:MOST_REASONS])
