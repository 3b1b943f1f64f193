"""What neighbouring reports of one department say of the same year, compared and stored.

Only reports of one scope and of years that follow each other are compared; nothing is drawn across a year that is
not held. The cost depends on the department's own reports alone.
"""

from django.db import transaction

from disclosures.across_years.compared import Compared
from disclosures.across_years.held import Pair, pairs_of
from disclosures.across_years.implied import compare_implied
from disclosures.across_years.openings import compare_openings
from disclosures.models import AcrossFinding, Department


def rebuild(department: Department) -> int:
    """Replace the comparisons of one department by those that its published reports give; how many they are."""
    with transaction.atomic():
        # Two reports of one department may be published at once; the second waits here.
        Department.objects.select_for_update().only("pk").get(pk=department.pk)
        AcrossFinding.objects.filter(department=department).delete()
        return len(AcrossFinding.objects.bulk_create(compared(department)))


def compared(department: Department) -> list[AcrossFinding]:
    """The comparisons, unsaved, that the published reports of one department give."""
    told = [
        (pair, one)
        for pair in pairs_of(department)
        for one in (*compare_implied(pair), *compare_openings(pair))
    ]
    return [_row(department, position, pair, one) for position, (pair, one) in enumerate(told)]


def _row(department: Department, position: int, pair: Pair, told: Compared) -> AcrossFinding:
    return AcrossFinding(
        department=department,
        later=pair.later.disclosure,
        earlier=pair.earlier.disclosure,
        position=position,
        check_id=told.check,
        measure=told.measure,
        year=pair.earlier.year,
        outcome=told.outcome,
        severity=told.severity,
        message=told.message,
        found=told.found,
        expected=told.expected,
        difference=told.difference,
        tolerance=told.tolerance,
        where=list(told.where),
    )
