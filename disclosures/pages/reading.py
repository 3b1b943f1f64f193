"""One disclosure with everything its pages show, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from disclosures.measures import MEASURES, Unit
from disclosures.models import (
    Claim,
    Department,
    Disclosure,
    Evaluation,
    Figure,
    Finding,
    Passage,
    Revision,
    Scope,
    Sheet,
    Term,
)
from disclosures.pages.places import cell_anchor, statement_url
from disclosures.recognition import Recognised, is_recognised, recognised_in, sure_amount
from disclosures.statements import FORMS, Shape
from disclosures.wording import FEN_PER_WAN, decimal_of

# From the gravest: what a figure shows when several checks touch it.
GRAVITY = ("fail", "not_checkable", "info", "rounding", "pass")


@dataclass(frozen=True)
class Amount:
    """One comparable number (分 or a count) and where the report prints it; ``recognised``: in a picture, and nobody has
    looked at it."""

    measure: str
    value: int
    basis: str = ""
    statement: str = ""
    row: str = ""
    column: str = ""
    section: str = ""
    page: int | None = None
    recognised: bool = False


@dataclass(frozen=True)
class Reading:
    """A revision of a disclosure, read from the database whole."""

    department: Department
    disclosure: Disclosure
    revision: Revision
    siblings: tuple[Disclosure, ...]  # all published disclosures of the department, this one included
    revisions: tuple[Revision, ...]
    sheets: tuple[Sheet, ...]
    amounts: dict[str, Amount]
    printed: dict[tuple[str, str, str], Amount]  # by statement, row and column
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    evaluations: tuple[Evaluation, ...]
    terms: tuple[Term, ...]

    @property
    def year(self) -> int:
        return self.disclosure.year

    @property
    def scope(self) -> str:
        """What ``?scope=`` must say for this disclosure: "own" where it is not the one shown by default."""
        shown = preferred(self.siblings, self.year)
        return "" if shown == self.disclosure else self.disclosure.scope

    @property
    def rev(self) -> int | None:
        """What ``?rev=`` must say: the number of a revision that is not the current one."""
        return None if self.revision.pk == self.disclosure.current_id else self.revision.number

    def value(self, measure: str) -> int | None:
        amount = self.amounts.get(measure)
        return amount.value if amount else None

    def recognised(self, *measures: str) -> bool:
        """Whether one of these numbers was recognised in a picture and nobody has looked at it."""
        return any(self.amounts[key].recognised for key in measures if key in self.amounts)

    def statement_url(self, key: str) -> str:
        return statement_url(self.department, self.year, key, self.scope, self.rev)

    def place_url(self, amount: Amount) -> str:
        """Where the number stands: its cell, or the section of this report's page that tells it."""
        if amount.statement:
            return f"{self.statement_url(amount.statement)}#{cell_anchor(amount.row, amount.column)}"
        return f"#s{amount.section}" if amount.section else ""

    def claim(self, measure: str, kind: str, base: str = "") -> Claim | None:
        return next(
            (
                claim
                for claim in self.claims
                if claim.measure == measure and claim.kind == kind and (not base or claim.base == base)
            ),
            None,
        )

    def findings_of(self, measure: str) -> list[Finding]:
        """The findings on a measure's claims and on its cell."""
        amount = self.amounts.get(measure)
        return [
            finding
            for finding in self.findings
            if (finding.claim and finding.claim.measure == measure)
            or (amount and any(_same_cell(place, amount) for place in finding.where))
        ]

    def outcome(self, measure: str, but: Claim | None = None) -> str:
        """The gravest outcome on a measure; without the findings on ``but``, which is judged elsewhere."""
        return gravest(f for f in self.findings_of(measure) if but is None or f.claim_id != but.pk)


def _same_cell(place: dict, amount: Amount) -> bool:
    return bool(
        amount.statement
        and place.get("statement") == amount.statement
        and (place.get("row") or "") == amount.row
        and place.get("column") == amount.column
    )


def shown_outcome(finding: Finding) -> str:
    """The outcome as the pages word it: an info is a 提示 and never a 不一致."""
    return "info" if (finding.severity, finding.outcome) == ("info", "fail") else finding.outcome


def gravest(findings: Iterable[Finding]) -> str:
    """The outcome that outweighs the others, "" where there is no finding."""
    outcomes = {shown_outcome(finding) for finding in findings}
    return next((outcome for outcome in GRAVITY if outcome in outcomes), "")


def preferred(siblings: Iterable[Disclosure], year: int, scope: str = "") -> Disclosure | None:
    """The disclosure of a year: of the asked scope, else the consolidated one."""
    of_year = [disclosure for disclosure in siblings if disclosure.year == year]
    if scope:
        return next((disclosure for disclosure in of_year if disclosure.scope == scope), None)
    return next((d for d in of_year if d.scope == Scope.CONSOLIDATED), of_year[0] if of_year else None)


def siblings_of(department: Department) -> tuple[Disclosure, ...]:
    held = department.disclosures.published().select_related("current").order_by("year", "scope")
    return tuple(held)


def find_department(slug: str) -> Department | None:
    return Department.objects.select_related("region__parent").filter(slug=slug).first()


def read(slug: str, year: int, scope: str = "", rev: int | None = None) -> Reading | None:
    """The reading behind an address, None where nothing is published there."""
    department = find_department(slug)
    siblings = siblings_of(department) if department else ()
    disclosure = preferred(siblings, year, scope)
    if department is None or disclosure is None:
        return None
    revisions = tuple(disclosure.revisions.order_by("number"))
    number = rev or disclosure.current.number
    revision = next((revision for revision in revisions if revision.number == number), None)
    # A revision that came after the published one has not been released.
    if revision is None or number > disclosure.current.number:
        return None
    return _reading(department, disclosure, revision, siblings, revisions)


def _reading(department, disclosure, revision, siblings, revisions) -> Reading:
    sheets = tuple(revision.sheets.order_by("position"))
    claims = tuple(revision.claims.order_by("position"))
    current = revision.pk == disclosure.current_id
    printed = printed_cells(sheets)
    return Reading(
        department=department,
        disclosure=disclosure,
        revision=revision,
        siblings=siblings,
        revisions=tuple(r for r in revisions if r.number <= disclosure.current.number),
        sheets=sheets,
        amounts=_amounts(disclosure.figures.all()) if current else printed_amounts(printed),
        printed=printed,
        claims=claims,
        findings=tuple(revision.findings.select_related("claim").order_by("position")),
        passages=tuple(revision.passages.order_by("position")),
        evaluations=tuple(revision.evaluations.prefetch_related("indicators").order_by("position")),
        terms=tuple(revision.terms.order_by("position")),
    )


def _amounts(figures: Iterable[Figure]) -> dict[str, Amount]:
    return {
        figure.measure: Amount(
            figure.measure,
            figure.value,
            figure.basis,
            figure.statement,
            figure.row,
            figure.column,
            figure.section,
            figure.page,
            bool(figure.origin),
        )
        for figure in figures
    }


def row_key(statement: str, row: dict) -> str:
    """What names a row of a sheet: 行次, code, or the name of a total in 06."""
    form = FORMS.get(statement)
    if form and form.shape == Shape.LINES:
        return row["line"]
    if form and form.shape == Shape.BLOCKS and not row["code"]:
        return row["name"]
    return row["code"]


def printed_cells(sheets: Iterable[Sheet]) -> dict[tuple[str, str, str], Amount]:
    """The money that a revision's statements print, by statement, row and column; nothing that is in doubt."""
    found: dict[tuple[str, str, str], Amount] = {}
    for sheet in sheets:
        basis = "+".join(word for word in (sheet.basis_budget, sheet.basis_funds) if word)
        for row in sheet.data["rows"]:
            key = row_key(sheet.statement, row)
            for cell in row["cells"]:
                value = decimal_of(sure_amount(cell) or "")
                if value is not None:
                    place = (sheet.statement, key, cell["column"])
                    said = ("", int(value * FEN_PER_WAN), basis, *place, "", cell["page"])
                    amount = Amount(*said, is_recognised(cell))
                    found.setdefault(place, amount)
    return found


def recognised_of(reading: Reading) -> Recognised | None:
    """What of the statements was recognised in pictures, None where nothing was."""
    return recognised_in(
        [cell for row in sheet.data["rows"] for cell in row["cells"]] for sheet in reading.sheets
    )


def printed_amounts(cells: dict[tuple[str, str, str], Amount]) -> dict[str, Amount]:
    """The measures that the statements of a former revision give, by their first source."""
    found: dict[str, Amount] = {}
    for key, measure in MEASURES.items():
        places = ((source.statement, source.row, source.column) for source in measure.sources)
        amount = next((cells[place] for place in places if place in cells), None)
        if amount and measure.unit == Unit.MONEY:
            found[key] = replace(amount, measure=key)
    return found
