"""Stored rows → the ``Report`` that they came from: what is derived from reports can be derived again."""

from typing import Any

from disclosures.models import Claim, Evaluation, Passage, Revision, Sheet
from ingest.parsing import wire
from ingest.parsing.facts import Report


def read_back(revision: Revision) -> Report:
    """The report of a stored revision, without its measures and findings."""
    disclosure = revision.disclosure
    region = disclosure.department.region
    return wire.from_json(
        {
            "source": {
                "name": revision.original_name,
                "sha256": revision.sha256,
                "media_type": revision.media_type,
                "pages": revision.pages,
                "size": revision.size,
            },
            "region": {"code": region.code, "name": region.full_name},
            "department": revision.printed_department,
            "department_names": [name.name for name in disclosure.department.names.all()],
            "fiscal_year": disclosure.year,
            "scope": disclosure.scope,
            "unit": revision.unit,
            "layout": revision.layout,
            "parser_version": revision.parser_version,
            "pictured": revision.pictured,
            "statements": [_statement(sheet) for sheet in revision.sheets.all()],
            "sections": [_section(passage) for passage in revision.passages.all()],
            "terms": [
                {"name": term.name, "text": term.text, "page": term.page} for term in revision.terms.all()
            ],
            "claims": [_claim(claim) for claim in revision.claims.all()],
            "evaluations": [
                _evaluation(row) for row in revision.evaluations.prefetch_related("indicators").all()
            ],
            "measures": {},
            "measure_sources": {},
            "measure_basis": {},
        }
    )


def _statement(sheet: Sheet) -> dict[str, Any]:
    return {
        "statement": sheet.statement,
        "form": sheet.form or None,
        "title": sheet.title,
        "number": sheet.number,
        "state": sheet.state,
        "basis": {"budget": sheet.basis_budget or None, "funds": sheet.basis_funds or None},
        "unit": sheet.unit,
        "pages": sheet.pages,
        "file": sheet.file,
        "rows": sheet.data["rows"],
        "notes": sheet.notes,
    }


def _section(passage: Passage) -> dict[str, Any]:
    return {
        "part": passage.part,
        "number": passage.number,
        "title": passage.title,
        "paragraphs": passage.paragraphs,
        "page": passage.page,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    decimals = {
        name: getattr(claim, name) or None for name in ("amount", "change", "percent", "implied_base")
    }
    return decimals | {
        "kind": claim.kind,
        "measure": claim.measure,
        "base": claim.base or None,
        "base_year": claim.base_year,
        "direction": claim.direction or None,
        "reason": claim.reason,
        "section": claim.section,
        "page": claim.page,
        "text": claim.text,
        "whole": claim.whole,
        "basis": claim.basis or None,
    }


def _evaluation(row: Evaluation) -> dict[str, Any]:
    decimals = {name: getattr(row, name) or None for name in Evaluation.DECIMALS}
    texts = {name: getattr(row, name) for name in Evaluation.TEXTS}
    indicators = [
        {name: getattr(item, name) for name in ("group", "kind", "name", "target", "actual", "score")}
        for item in row.indicators.all()
    ]
    return decimals | texts | {"goals": row.goals, "indicators": indicators}
