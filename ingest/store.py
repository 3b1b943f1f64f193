"""Report → models, in one transaction, idempotent: the only bridge from reading to the readers' site."""

from collections import Counter
from decimal import Decimal

from django.db import DataError, transaction
from django.utils import timezone

from disclosures import across_years, department_names, regions
from disclosures.department_slugs import slug
from disclosures.finding_keys import finding_keys
from disclosures.measures import Unit, measure_of
from disclosures.models import (
    Claim,
    Department,
    DepartmentName,
    Disclosure,
    Evaluation,
    Finding,
    Indicator,
    Passage,
    Region,
    Revision,
    Sheet,
)
from disclosures.statements import Statement
from ingest import figures
from ingest.models import Upload
from ingest.parsing import facts, wire

FIELDS = {"region": "地区", "department": "部门", "fiscal_year": "年度", "scope": "口径"}


class Refused(Exception):
    """A report that cannot be published as it is; ``fields`` names what a person has to supply."""

    def __init__(self, message: str, fields: tuple[str, ...] = ()) -> None:
        self.fields = fields
        super().__init__(message)


def uncertain(report: facts.Report) -> tuple[str, ...]:
    """The parts of a report's identity that were not found beyond doubt."""
    return tuple(name for name in FIELDS if not getattr(report, name))


def publish(report: facts.Report, upload: Upload) -> Revision:
    """Store the report as the current revision of its disclosure. The same file twice changes nothing."""
    _refuse_unfit(report)
    try:
        with transaction.atomic():
            held = Revision.objects.filter(sha256=upload.sha256).first()
            revision = held or _store(report, upload)
            Upload.objects.filter(pk=upload.pk).update(revision=revision)
    except figures.NotExact as error:
        raise Refused(f"有数不能准确换算成分，不予发布：{error}") from error
    except DataError as error:
        raise Refused("有内容超出可存的长度，不予发布。") from error
    upload.revision = revision
    return revision


def _refuse_unfit(report: facts.Report) -> None:
    missing = uncertain(report)
    if missing:
        raise Refused("还不能发布，先要确认：" + "、".join(FIELDS[name] for name in missing), missing)
    if regions.region(report.region.code) is None:
        raise Refused(f"不认识的地区代码：{report.region.code}", ("region",))
    if not 2000 <= report.fiscal_year <= 2100:
        raise Refused(f"年度不合理：{report.fiscal_year}", ("fiscal_year",))
    named = Counter(read.statement for read in report.statements if read.statement != Statement.OTHER)
    twice = [name.value for name, count in named.items() if count > 1]
    if twice:
        raise Refused("同一张决算表出现两次：" + "、".join(twice))


def _store(report: facts.Report, upload: Upload) -> Revision:
    department = _department(report, _region(report.region.code))
    disclosure, _ = Disclosure.objects.select_for_update().get_or_create(
        department=department, year=report.fiscal_year, scope=report.scope.value
    )
    revision = _revision(report, upload, disclosure)
    _store_sheets(report, revision)
    _store_passages(report, revision)
    _store_findings(report, revision, _store_claims(report, revision))
    _store_evaluations(report, revision)
    disclosure.current = revision
    disclosure.published_at = timezone.now()
    disclosure.save()
    figures.rebuild(disclosure)
    across_years.rebuild(department)
    return revision


def _region(code: str) -> Region:
    """The region and those above it, as the list of regions has them."""
    known = regions.region(code)
    parent = _region(known.parent) if known.parent else None
    region, _ = Region.objects.update_or_create(
        code=code, defaults={"name": known.name, "full_name": known.full_name, "parent": parent}
    )
    return region


def find_department(report: facts.Report) -> Department | None:
    """The department that is known in the report's region under a form of that name."""
    names = DepartmentName.objects.filter(
        department__region_id=report.region.code, key=department_names.key(report.department)
    )
    known = names.select_related("department__region").order_by("id").first()
    return known.department if known else None


def find_disclosure(report: facts.Report) -> Disclosure | None:
    """The disclosure that this report would be a further revision of."""
    department = find_department(report)
    return Disclosure.objects.filter(
        department=department, year=report.fiscal_year, scope=report.scope
    ).first()


def _department(report: facts.Report, region: Region) -> Department:
    department = find_department(report) or Department.objects.create(
        slug=_free_slug(slug(region.code, report.department)),
        name=report.department,
        region=region,
        function=department_names.function(report.department),
    )
    _remember_names(department, (report.department, *report.department_names))
    return department


def _free_slug(wanted: str) -> str:
    """An address is never used twice: a later department of the same slug gets a number."""
    taken = set(Department.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _remember_names(department: Department, names: tuple[str, ...]) -> None:
    """Every printed form of the name leads here, unless it already leads to another department."""
    for name in dict.fromkeys(names):
        key = department_names.key(name)
        others = DepartmentName.objects.filter(department__region=department.region, key=key)
        if not others.exclude(department=department).exists():
            DepartmentName.objects.get_or_create(department=department, name=name, defaults={"key": key})


def _revision(report: facts.Report, upload: Upload, disclosure: Disclosure) -> Revision:
    last = disclosure.revisions.order_by("-number").values_list("number", flat=True).first()
    return Revision.objects.create(
        disclosure=disclosure,
        number=(last or 0) + 1,
        sha256=upload.sha256,
        size=upload.size,
        media_type=upload.media_type,
        original_name=upload.original_name,
        note=upload.note,
        path=upload.path,
        pages=report.source.pages,
        printed_department=report.department,
        unit=report.unit,
        layout=report.layout,
        parser_version=report.parser_version,
    )


def _store_sheets(report: facts.Report, revision: Revision) -> None:
    plain = wire.to_json(report)["statements"]
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
            notes=read["notes"],
            data={"rows": read["rows"]},
        )
        for position, read in enumerate(plain)
    )


def _store_passages(report: facts.Report, revision: Revision) -> None:
    Passage.objects.bulk_create(
        Passage(revision=revision, position=position, **section)
        for position, section in enumerate(wire.to_json(report)["sections"])
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
        )
        for position, claim in enumerate(report.claims)
    )


def _store_findings(report: facts.Report, revision: Revision, claims: list[Claim]) -> None:
    plain = wire.to_json(report)["findings"]
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
