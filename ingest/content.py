"""What a report says, as rows of one revision: statements, prose, claims, findings, self-evaluations."""

from decimal import Decimal

from disclosures.finding_keys import finding_keys
from disclosures.measures import Unit, measure_of
from disclosures.models import Claim, Evaluation, Finding, Indicator, Passage, Revision, Sheet, Term
from ingest import figures
from ingest.parsing import facts, wire


def store(report: facts.Report, revision: Revision) -> None:
    """Write the rows of a revision that has none."""
    plain = wire.to_json(report)
    _store_sheets(plain["statements"], revision)
    _store_passages(plain["sections"], revision)
    _store_terms(report, revision)
    _store_findings(plain["findings"], revision, _store_claims(report, revision))
    _store_evaluations(report, revision)


def drop(revision: Revision) -> None:
    """Remove all rows of a revision; the revision itself stays."""
    for held in (
        revision.findings,
        revision.claims,
        revision.sheets,
        revision.passages,
        revision.terms,
        revision.evaluations,
    ):
        held.all().delete()


def _store_sheets(plain: list[dict], revision: Revision) -> None:
    Sheet.objects.bulk_create(
        Sheet(
            revision=revision,
            position=position,
            statement=read["statement"],
            form=read["form"] or "",
            title=read["title"],
            number=read["number"],
            state=read["state"],
            basis_budget=read["basis"]["budget"] or "",
            basis_funds=read["basis"]["funds"] or "",
            unit=read["unit"],
            pages=read["pages"],
            file=read["file"],
            notes=read["notes"],
            data={"rows": read["rows"]},
        )
        for position, read in enumerate(plain)
    )


def _store_passages(plain: list[dict], revision: Revision) -> None:
    Passage.objects.bulk_create(
        Passage(revision=revision, position=position, **section) for position, section in enumerate(plain)
    )


def _store_terms(report: facts.Report, revision: Revision) -> None:
    Term.objects.bulk_create(
        Term(revision=revision, position=position, name=term.name, text=term.text, page=term.page)
        for position, term in enumerate(report.terms)
    )


def _printed(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _change_fen(claim: facts.Claim) -> int | None:
    """The signed change of an amount of money, None where the claim gives none."""
    known = measure_of(claim.measure)
    if claim.change is None or (known is not None and known.unit != Unit.MONEY):
        return None
    signed = -abs(claim.change) if claim.direction == facts.Direction.DECREASE else claim.change
    try:
        return figures.fen(signed)
    except figures.NotExact:
        return None  # for ranking only: the printed change is kept as it is


def _store_claims(report: facts.Report, revision: Revision) -> list[Claim]:
    return Claim.objects.bulk_create(
        Claim(
            revision=revision,
            position=position,
            kind=claim.kind,
            measure=claim.measure,
            amount=_printed(claim.amount),
            base=claim.base or "",
            base_year=claim.base_year,
            direction=claim.direction or "",
            change=_printed(claim.change),
            percent=_printed(claim.percent),
            implied_base=_printed(claim.implied_base),
            reason=claim.reason,
            section=claim.section,
            page=claim.page,
            text=claim.text,
            whole=claim.whole,
            basis=claim.basis or "",
            change_fen=_change_fen(claim),
            origin=facts.Origin.OCR.value if claim.page in report.pictured else "",
        )
        for position, claim in enumerate(report.claims)
    )


def _store_findings(plain: list[dict], revision: Revision, claims: list[Claim]) -> None:
    keys = finding_keys(plain)
    Finding.objects.bulk_create(
        Finding(
            revision=revision,
            claim=None if read["claim"] is None else claims[read["claim"]],
            position=position,
            key=keys[position],
            check_id=read["check"],
            **{name: read[name] for name in ("outcome", "severity", "message", "found", "expected")},
            **{name: read[name] for name in ("difference", "tolerance", "where")},
        )
        for position, read in enumerate(plain)
    )


def _store_evaluations(report: facts.Report, revision: Revision) -> None:
    rows = Evaluation.objects.bulk_create(
        Evaluation(
            revision=revision,
            position=position,
            goals=list(read.goals),
            **{name: getattr(read, name) for name in Evaluation.TEXTS},
            **{name: _printed(getattr(read, name)) for name in Evaluation.DECIMALS},
        )
        for position, read in enumerate(report.evaluations)
    )
    Indicator.objects.bulk_create(
        Indicator(
            evaluation=row,
            position=position,
            **{name: getattr(item, name) for name in ("group", "kind", "name", "target", "actual", "score")},
        )
        for row, read in zip(rows, report.evaluations, strict=True)
        for position, item in enumerate(read.indicators)
    )
