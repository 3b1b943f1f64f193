"""A published file read again: where the newer parser reads the very same, nobody has anything to decide."""

from dataclasses import replace

from disclosures.models import Revision
from ingest import audit
from ingest.models import Action, ImportJob, Reading
from ingest.parsing import wire
from ingest.parsing.facts import Report


def kept_reading(sha256: str) -> Report | None:
    """What the parser read of a published file; None where nothing was kept, or nothing that is still a report."""
    reading = Reading.objects.filter(sha256=sha256).first()
    try:
        return reading.report() if reading else None
    except wire.UNREADABLE:
        return None


def named_like(report: Report, held: Report) -> Report:
    """The report under the name, version and identity of the former reading, which a person may have settled."""
    return replace(
        report,
        source=held.source,
        parser_version=held.parser_version,
        region=held.region,
        department=held.department,
        fiscal_year=held.fiscal_year,
        scope=held.scope,
    )


def take_unchanged(report: Report, job: ImportJob) -> bool:
    """Put the newer version's name to what was read before, where the further reading says nothing else.

    Corrections stand as they did, for what they rest upon is the same. False, and nothing written, where it differs.
    """
    held = kept_reading(job.sha256)
    # As JSON: a database may give the measures back in another order.
    if held is None or wire.to_json(named_like(report, held)) != wire.to_json(held):
        return False
    Reading.keep(job.sha256, replace(held, parser_version=report.parser_version))
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=job.revision.pk)
    former = held.parser_version
    if revision.sha256 == job.sha256:
        revision.parser_version = report.parser_version
        revision.save(update_fields=["parser_version"])
    after = {"parser_version": report.parser_version, "cells": 0, "job": job.pk}
    audit.note(Action.ACCEPT, revision.disclosure, job.person, before={"parser_version": former}, after=after)
    return True
