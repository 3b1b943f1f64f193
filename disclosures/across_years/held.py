"""The published reports of one department that have a neighbour in time, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from disclosures import department_names
from disclosures.comparison.printed import row_key
from disclosures.models import Claim, Department, Disclosure, Figure, Finding, Outcome, Sheet
from disclosures.statements import FORMS, Statement

Place = tuple[str, str, str]  # statement, row, column
# A saying that one of these contradicts gives no sound number of the year before.
UNSOUND = ("P_CHANGE", "P_DIRECTION", "C_SLOT_SHIFT")


@dataclass(frozen=True)
class Held:
    """One report with what the comparison needs of it. ``doubted``: claims that fail a check of their own."""

    disclosure: Disclosure
    figures: dict[str, Figure]
    claims: tuple[Claim, ...]
    sheets: tuple[Sheet, ...]
    doubted: frozenset[int]

    @property
    def year(self) -> int:
        return self.disclosure.year

    @cached_property
    def cells(self) -> dict[Place, dict | None]:
        """The printed cells; None where a statement prints the same row twice, as no choice is made."""
        found: dict[Place, dict | None] = {}
        for sheet in self.sheets:
            for row in sheet.data["rows"]:
                key = row_key(sheet.statement, row)
                for cell in row["cells"]:
                    place = (sheet.statement, key, cell["column"])
                    found[place] = None if place in found else cell
        return found

    @property
    def name_key(self) -> str:
        name = self.disclosure.current.printed_department
        return department_names.key(name) if name else ""


@dataclass(frozen=True)
class Pair:
    """Two reports of one scope, of a year and the year before."""

    later: Held
    earlier: Held

    @property
    def renamed(self) -> bool:
        keys = {self.later.name_key, self.earlier.name_key} - {""}
        return len(keys) > 1


def neighbours(disclosures: Iterable[Disclosure]) -> list[tuple[Disclosure, Disclosure]]:
    """(earlier, later) of one scope with no year missing in between."""
    ordered = sorted(disclosures, key=lambda d: (d.scope, d.year))
    return [(a, b) for a, b in pairwise(ordered) if a.scope == b.scope and b.year - a.year == 1]


def pairs_of(department: Department) -> list[Pair]:
    """The pairs to compare, the latest first."""
    published = department.disclosures.published().select_related("current")
    found = neighbours(published)
    if not found:
        return []
    held = _read({disclosure.pk: disclosure for pair in found for disclosure in pair}.values())
    found.sort(key=lambda pair: (-pair[1].year, pair[1].scope))
    return [Pair(held[later.pk], held[earlier.pk]) for earlier, later in found]


def _read(disclosures: Iterable[Disclosure]) -> dict[int, Held]:
    of_revision = {disclosure.current_id: disclosure for disclosure in disclosures}
    claims: dict[int, list[Claim]] = defaultdict(list)
    stated = Claim.objects.filter(revision__in=of_revision, kind="change", base="prior_year")
    for claim in stated.order_by("revision_id", "position"):
        claims[claim.revision_id].append(claim)
    doubted = frozenset(
        Finding.objects.filter(
            revision__in=of_revision, check_id__in=UNSOUND, outcome=Outcome.FAIL, claim__isnull=False
        ).values_list("claim_id", flat=True)
    )
    figures: dict[int, dict[str, Figure]] = defaultdict(dict)
    for figure in Figure.objects.filter(disclosure__in=of_revision.values()):
        figures[figure.disclosure_id][figure.measure] = figure
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    forms = [statement.value for statement in FORMS if statement != Statement.OTHER]
    for sheet in Sheet.objects.filter(revision__in=of_revision, statement__in=forms):
        sheets[sheet.revision_id].append(sheet)
    return {
        disclosure.pk: Held(
            disclosure,
            figures[disclosure.pk],
            tuple(claims[revision]),
            tuple(sheets[revision]),
            doubted,
        )
        for revision, disclosure in of_revision.items()
    }
