"""What people put right in the cells of a file, and how it stands with what the parser reads there.

A correction names the text that was read. Where a further reading still has that text, it holds; where the new
reading has the corrected value itself, it is settled; otherwise it is a conflict, and the file is not published
until a person decides.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from disclosures.models import Correction
from ingest.parsing.corrected import Change, Spot, apply, text_at
from ingest.parsing.facts import Report
from ingest.parsing.numerals import squeeze


@dataclass(frozen=True)
class Standing:
    """A reading with the corrections that hold upon it; ``conflicts`` are those that the reading contradicts."""

    report: Report
    conflicts: tuple[Correction, ...]


def made(sha256: str) -> QuerySet[Correction]:
    """The cells of a file that persons corrected or accepted and did not undo, oldest first."""
    held = Correction.objects.filter(sha256=sha256).exclude(kind=Correction.Kind.READING)
    return held.exclude(state=Correction.State.UNDONE).order_by("pk")


def spot_of(correction: Correction) -> Spot:
    return Spot(correction.statement, correction.row, correction.column)


def copy(source: str, target: str, statements: Collection[str]) -> int:
    """Let what stands of the corrections of a file in these statements be said of another file too; how many."""
    held = list(made(source).filter(statement__in=statements))
    for one in held:
        one.pk, one.sha256, one._state.adding = None, target, True
        one.save()
    return len(held)


def carry(source: str, target: str, statements: Collection[str], reading: Report | None = None) -> int:
    """Let the corrections of a file in these statements be those of another from now on; how many.

    With ``reading`` only those in cells that rest upon what it says there.
    """
    held = Correction.objects.filter(sha256=source, statement__in=statements)
    held = held.exclude(kind=Correction.Kind.READING)
    if reading is not None:
        chains = _chains(source)
        resting = (chain for spot, chain in chains.items() if _rests(chain, text_at(reading, spot) or ""))
        held = held.filter(pk__in=[one.pk for chain in resting for one in chain])
    return held.update(sha256=target)


def _chains(sha256: str) -> dict[Spot, list[Correction]]:
    """The corrections of each cell, oldest first."""
    by_spot: dict[Spot, list[Correction]] = {}
    for correction in made(sha256):
        by_spot.setdefault(spot_of(correction), []).append(correction)
    return by_spot


def _rests(chain: list[Correction], read: str) -> bool:
    return same(read, chain[0].was) or same(read, chain[-1].now)


def standing(raw: Report, sha256: str) -> Standing:
    """What a reading becomes with the corrections of its file. Nothing is written."""
    changes, conflicts = [], []
    for spot, chain in _chains(sha256).items():
        read = text_at(raw, spot) or ""
        if same(read, chain[-1].now):
            changes.append((chain[-1].pk, Change(spot, read, read)))
        elif same(read, chain[0].was):
            changes.append((chain[-1].pk, Change(spot, read, chain[-1].now)))
        else:
            conflicts.append(chain[-1])
    ordered = [change for _, change in sorted(changes, key=lambda one: one[0])]
    return Standing(apply(raw, ordered), tuple(conflicts))


def same(one: str, other: str) -> bool:
    """Whether two printed texts say the same, whatever their blanks and separators."""
    return squeeze(one).replace(",", "") == squeeze(other).replace(",", "")
