"""Model rows for tests: one short call each, with the numbers that matter written in the test.

Amounts are given as printed ("9,840.40", 万元) and stored as the site stores them.
"""

from decimal import Decimal
from itertools import count

from django.utils import timezone

from disclosures.classification import level
from disclosures.measures import Unit, measure_of
from disclosures.models import (
    Claim,
    Department,
    DepartmentName,
    Disclosure,
    Evaluation,
    Figure,
    Finding,
    Indicator,
    Passage,
    Region,
    Revision,
    Sheet,
)
from disclosures.statements import FORMS, Shape, Side, Statement

_files = count(1)
REGIONS = {
    "420000": ("湖北省", "湖北省", None),
    "420100": ("武汉市", "湖北省武汉市", "420000"),
    "420106": ("武昌区", "湖北省武汉市武昌区", "420100"),
    "420107": ("青山区", "湖北省武汉市青山区", "420100"),
    "420111": ("洪山区", "湖北省武汉市洪山区", "420100"),
}


def fen(amount: str) -> int:
    """ "9,840.40" 万元 as 分."""
    return int(Decimal(amount.replace(",", "")) * 1_000_000)


def region(code="420107"):
    name, full_name, parent = REGIONS[code]
    made, _ = Region.objects.get_or_create(
        code=code,
        defaults={"name": name, "full_name": full_name, "parent": region(parent) if parent else None},
    )
    return made


def department(
    slug="420107-government-office", name="武汉市青山区人民政府办公室", code="420107", function=""
):
    made, _ = Department.objects.get_or_create(
        slug=slug, defaults={"name": name, "region": region(code), "function": function}
    )
    DepartmentName.objects.get_or_create(department=made, name=name, defaults={"key": name})
    return made


def disclosure(of, year=2023, scope="own", published=True, **revision):
    """A disclosure with one revision; ``published=False`` leaves it unseen."""
    made, _ = Disclosure.objects.get_or_create(department=of, year=year, scope=scope)
    current = add_revision(made, **revision)
    if published:
        made.current, made.published_at = current, timezone.now()
        made.save()
    return made


def add_revision(of, **fields):
    number = of.revisions.count() + 1
    values = {
        "number": number,
        "sha256": f"{next(_files):064x}",
        "size": 1000,
        "media_type": "application/pdf",
        "original_name": f"{of.department.slug}-{of.year}.pdf",
        "path": f"{of.department.slug}-{of.year}-{number}.pdf",
        "pages": 45,
        "unit": "万元",
        "layout": "2023",
        "parser_version": "0.1.0",
    } | fields
    return Revision.objects.create(disclosure=of, **values)


def figure(of, measure, value, **place):
    """``value`` in 万元 for money, the count for counts; the place is the measure's first source or ``section``."""
    known = measure_of(measure)
    if known.sources and "section" not in place:
        first = known.sources[0]
        place = {"statement": first.statement, "row": first.row, "column": first.column} | place
    money = known.unit == Unit.MONEY
    return Figure.objects.create(
        measure=measure,
        disclosure=of,
        department=of.department,
        region=of.department.region,
        city=of.department.region.parent,
        year=of.year,
        scope=of.scope,
        value=fen(value) if money else int(value),
        unit=known.unit,
        **place,
    )


def figures(of, values, **place):
    return [figure(of, measure, value, **place) for measure, value in values.items()]


def claim(revision, kind, measure, **fields):
    change, direction = fields.get("change", ""), fields.get("direction", "")
    sign = -1 if direction == "decrease" else 1
    return Claim.objects.create(
        revision=revision,
        position=revision.claims.count(),
        kind=kind,
        measure=measure,
        change_fen=sign * fen(change) if change else None,
        **fields,
    )


def change_claim(revision, measure, amount, change, percent, direction="increase", **fields):
    """A change against the year before, with the implied base; P_CHANGE passes unless ``outcome`` says else."""
    outcome = fields.pop("outcome", "pass")
    implied = Decimal(amount) - (Decimal(change) if direction == "increase" else -Decimal(change))
    made = claim(
        revision,
        "change",
        measure,
        **{
            "amount": amount,
            "change": change,
            "percent": percent,
            "direction": direction,
            "implied_base": str(implied),
            "base": "prior_year",
            "base_year": revision.disclosure.year - 1,
        }
        | fields,
    )
    if outcome:
        finding(revision, "P_CHANGE", outcome, claim=made)
    return made


def finding(revision, check_id, outcome="pass", severity="error", message="", **fields):
    return Finding.objects.create(
        revision=revision,
        position=revision.findings.count(),
        check_id=check_id,
        outcome=outcome,
        severity=severity,
        message=message,
        **fields,
    )


def passage(revision, number, title, *texts, part=3, page=None):
    return Passage.objects.create(
        revision=revision,
        position=revision.passages.count(),
        part=part,
        number=number,
        title=title,
        page=page,
        paragraphs=[{"text": text, "page": page} for text in texts],
    )


def evaluation(revision, name, *indicators, kind="project", **fields):
    made = Evaluation.objects.create(
        revision=revision, position=revision.evaluations.count(), kind=kind, name=name, **fields
    )
    keys = ("group", "kind", "name", "target", "actual", "score")
    for position, values in enumerate(indicators):
        Indicator.objects.create(evaluation=made, position=position, **dict(zip(keys, values, strict=False)))
    return made


def cell(column, label, text, page=9, origin="text", bbox=None):
    amount = text.replace(",", "") or None
    return {
        "column": column,
        "label": label,
        "amount": amount,
        "text": text,
        "origin": origin,
        "page": page if amount else None,
        "bbox": bbox,
    }


def _cells(columns, texts, page):
    padded = list(texts) + [""] * (len(columns) - len(texts))
    return [
        cell(column.number, column.label, "" if text == "." else text, page)
        for column, text in zip(columns, padded, strict=True)
    ]


def code_rows(statement, lines, page=9):
    """Rows of a form by code from lines "code name a b c": "." is a blank, 合计 has no code."""
    form = FORMS[statement]
    rows = []
    for line in lines.strip().splitlines():
        first, *rest = line.split()
        code = first if level(first) or first.isdigit() else ""
        name, texts = (rest[0], rest[1:]) if code else (first, rest)
        rows.append(
            {
                "line": "",
                "code": code,
                "code_text": code,
                "name": name,
                "cells": _cells(form.columns, texts, page),
            }
        )
    return rows


def line_rows(statement, amounts, page=7):
    """All rows of form 01 or 04; ``amounts`` is {行次: "a b c"}."""
    form = FORMS[statement]
    income = [column for column in form.columns if column.number == "1"]
    spending = [column for column in form.columns if column.number != "1"]
    return [
        {
            "line": row.line,
            "code": row.code,
            "code_text": "",
            "name": row.label,
            "cells": _cells(
                income if row.side == Side.INCOME else spending, amounts.get(row.line, "").split(), page
            ),
        }
        for row in form.rows
    ]


def sheet(revision, statement, rows=(), state="amounts", **fields):
    """One statement; ``rows`` is a text (forms by code), a dict (forms by 行次) or the rows themselves."""
    name = Statement(statement)
    form = FORMS.get(name)
    if isinstance(rows, str):
        rows = code_rows(name, rows)
    if isinstance(rows, dict) and form.shape == Shape.LINES:
        rows = line_rows(name, rows)
    values = {
        "form": form.number if form else "",
        "title": f"{revision.disclosure.year}年度{form.title}" if form else "其他表",
        "number": f"公开{form.number}表" if form else "",
        "unit": "万元",
        "pages": [9] if state == "amounts" else [],
    } | fields
    return Sheet.objects.create(
        revision=revision,
        position=revision.sheets.count(),
        statement=name,
        state=state,
        data={"rows": list(rows)},
        **values,
    )
