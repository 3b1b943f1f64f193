"""What can be put right without deciding anything: stray files, jobs left behind, and all that can be derived again."""

from collections.abc import Iterable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from disclosures import across_years, completeness, tallies
from disclosures.comparison import board_lines
from disclosures.models import Department, Disclosure, Revision
from disclosures.search import index
from ingest import figures, pipeline, publication
from ingest.background import leases, tasks
from ingest.integrity.fault import Fault

JOBS = {"job_stuck", "job_not_in_line"}
PICTURED = {"pictured_differ"}
DERIVED = {"figures_differ", "hidden_with_figures", "scorecard_missing", "scorecard_differs"}
ACROSS = {"across_findings_differ"}
SEARCH = {"search_differs"}
BOARD = {"board_lines_differ"}
TALLIES = {"report_lines_differ", "check_tallies_differ"}
MENDED = {"file_stray", "sequence_behind"} | JOBS | PICTURED | DERIVED | ACROSS | BOARD | TALLIES | SEARCH


def mend(found: Iterable[Fault]) -> None:
    """Put right what is of the kinds in ``MENDED``; nothing that a person sent, said or settled is touched."""
    found = [fault for fault in found if fault.kind in MENDED]
    kinds = {fault.kind for fault in found}
    _count_on({fault.subject for fault in found if fault.kind == "sequence_behind"})
    if "file_stray" in kinds:
        pipeline.tidy()
    if kinds & JOBS:
        leases.sweep()
        tasks.queue_up()
    for revision in Revision.objects.filter(pk__in=_keys(found, PICTURED, "revision")).order_by("pk"):
        publication.show_again(revision)
    shown = Disclosure.objects.filter(pk__in=_keys(found, DERIVED, "disclosure"))
    departments = _keys(found, ACROSS, "department") | set(shown.values_list("department", flat=True))
    for disclosure in shown.select_related("current", "department__region").order_by("pk"):
        with transaction.atomic():
            figures.rebuild(disclosure)
            completeness.rebuild(disclosure)
    for department in Department.objects.filter(pk__in=departments).order_by("pk"):
        across_years.rebuild(department)
    listed = Department.objects.filter(pk__in=departments | _keys(found, BOARD, "department"))
    for department in listed.order_by("pk"):
        board_lines.rebuild(department)
    regions = set(listed.values_list("region", flat=True)) | _named(found, TALLIES, "region")
    for region in sorted(regions):
        tallies.rebuild_region(region)
    searched = Department.objects.filter(pk__in=_keys(found, SEARCH, "department"))
    for department in searched.order_by("pk"):
        index.rebuild_department(department)


def _keys(found: list[Fault], kinds: set[str], row: str) -> set[int]:
    """The keys of the rows of that kind that the faults name."""
    return {int(key) for key in _named(found, kinds, row)}


def _named(found: list[Fault], kinds: set[str], row: str) -> set[str]:
    subjects = (fault.subject.split() for fault in found if fault.kind in kinds)
    return {key for named, key in subjects if named == row}


def _count_on(tables: set[str]) -> None:
    """New keys of these tables begin after the highest that is held."""
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
