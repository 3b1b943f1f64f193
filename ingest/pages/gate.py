"""What the page of a waiting job needs for its gate: values of a request in, one ``Gate`` out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosures import department_names
from ingest.gate.decision import NEW, SAME, Decision, Prospect, Settled, prospect
from ingest.gate.evidence import parts_of
from ingest.gate.form import IdentityForm, Row, as_read, rows_of
from ingest.parsing.facts import Report

OTHER = "other"  # one of the region's departments that are not called alike
_LONGEST_NUMBER = 18  # digits of a key


@dataclass(frozen=True)
class Gate:
    """The form with its evidence, and what publishing would do; ``missing`` names what is not certain."""

    form: IdentityForm
    rows: tuple[Row, ...]
    prospect: Prospect | None
    decision: Decision
    missing: tuple[str, ...]
    functions: tuple[tuple[str, str], ...] = field(
        default_factory=lambda: tuple(department_names.labels().items())
    )

    @property
    def settled(self) -> Settled:
        """What the person says, of a form that is valid."""
        return Settled(self.form.identity, self.form.cleaned_data["kind"], self.decision)


def gate_of(report: Report, data: Mapping[str, str] | None = None) -> Gate:
    """The gate of a report as it was read or, with ``data``, as a person filled it in."""
    parts = parts_of(report)
    filled = IdentityForm(as_read(parts) | dict(data or {}))
    filled.is_valid()
    form = IdentityForm() if data is None else filled
    missing = tuple(part.label for part in parts if not part.value)
    decision = decision_of(data or {})
    expected = prospect(report, filled.cleaned_data, decision)
    return Gate(form, rows_of(form, parts), expected, decision, missing)


def decision_of(data: Mapping[str, str]) -> Decision:
    """What was decided about the department; what is not one of the outcomes is no decision."""
    outcome, _, number = data.get("outcome", "").partition("-")
    if outcome == OTHER:
        outcome, number = SAME, data.get("other_department", "")
    whole = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    chosen = outcome if outcome == NEW or (outcome == SAME and whole) else ""
    function = data.get("function", "")
    return Decision(
        chosen,
        int(number) if chosen == SAME else None,
        function if function in department_names.labels() else "",
        data.get("subject", ""),
        frozenset(data.get("seen", "").split("|")),
    )
