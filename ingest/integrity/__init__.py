"""Do the files, the database and what readers see agree? Looks, and changes nothing."""

import time
from collections.abc import Callable, Iterator

from ingest.integrity import database, derived, jobs, names, pointers, readings, said, searched, stored_files
from ingest.integrity.fault import Fault

__all__ = ["CHECKS", "Fault", "faults", "lasting_faults"]

CHECKS: tuple[Callable[[], Iterator[Fault]], ...] = (
    database.faults,
    stored_files.faults,
    pointers.faults,
    jobs.faults,
    names.faults,
    readings.faults,
    derived.faults,
    said.faults,
    searched.faults,
)
AGAIN_AFTER = 2.0  # seconds


def faults() -> list[Fault]:
    """What is wrong as the rows are read; work that goes on meanwhile may look like a fault."""
    return database.behind() or [fault for check in CHECKS for fault in check()]


def lasting_faults(pause: float = AGAIN_AFTER) -> list[Fault]:
    """What is wrong and is so still a moment later: nothing that is merely being written."""
    behind = database.behind()
    if behind:
        return behind
    first = [(check, list(check())) for check in CHECKS]
    doubted = [(check, found) for check, found in first if found]
    if not doubted:
        return []
    time.sleep(pause)
    lasting = []
    for check, found in doubted:
        still = set(check())
        lasting += [fault for fault in found if fault in still]
    return lasting
