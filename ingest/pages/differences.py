"""What would change for readers if a waiting job were published. Values only."""

from dataclasses import dataclass, replace

from disclosures.measures import Unit, measure_of
from disclosures.models import Revision
from disclosures.wording import printed_text
from ingest import corrections, store
from ingest.models import ImportJob, JobKind, Reading
from ingest.parsing import wire
from ingest.parsing.differences import (
    Difference,
    MeasureDifference,
    cell_differences,
    measure_differences,
    part_differences,
)
from ingest.parsing.facts import Report
from ingest.parsing.measured import assemble
from ingest.parsing.quantities import read_quantities
from ingest.stored import read_back

LISTED = 500


@dataclass(frozen=True)
class Shown:
    """``held`` is the revision that readers see; at most ``LISTED`` cells are listed.

    ``parts``: how many entries beside the statements are read otherwise than they were, by the name of the part.
    """

    held: Revision
    cells: tuple[Difference, ...]
    total: int
    measures: tuple[tuple[str, str, str], ...]  # label, before, after; "" where a reading gives none
    failing: tuple[int, int]  # checks of severity error that fail, before and after
    parts: tuple[tuple[str, int], ...] = ()


def differences_of(job: ImportJob) -> Shown | None:
    """None where the job does not wait, or would change nothing that readers see now."""
    raw = job.read() if job.waits else None
    held = _held(job, raw) if raw else None
    if raw is None or held is None:
        return None
    before = read_back(held)
    before = replace(
        before, measures=assemble(before.statements, before.claims, read_quantities(before.sections))
    )
    after = corrections.standing(raw, job.subject).report
    cells = cell_differences(before, after)
    measures = measure_differences(before, after)
    return Shown(
        held,
        cells[:LISTED],
        len(cells),
        tuple(map(_in_words, measures)),
        (
            held.findings.filter(outcome="fail", severity="error").count(),
            sum(one.outcome == "fail" and one.severity == "error" for one in after.findings),
        ),
        _parts(held, raw) if job.kind == JobKind.REREAD else (),
    )


def _parts(held: Revision, raw: Report) -> tuple[tuple[str, int], ...]:
    """Reading against reading: what persons corrected is no difference between two parsers."""
    try:
        former = Reading.of_revision(held)
    except wire.UNREADABLE:
        former = None
    return tuple(part_differences(former, raw).items()) if former else ()


def _held(job: ImportJob, raw: Report) -> Revision | None:
    if job.kind == JobKind.REREAD:
        return job.revision
    disclosure = None if store.uncertain(raw) else store.find_disclosure(raw)
    return disclosure.current if disclosure else None


def _in_words(one: MeasureDifference) -> tuple[str, str, str]:
    known = measure_of(one.key)
    money = known and known.unit == Unit.MONEY
    before, after = (printed_text(text) if money else text or "" for text in (one.before, one.after))
    return (known.label if known else one.key), before, after
