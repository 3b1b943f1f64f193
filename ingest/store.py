"""Report → models, in one transaction, idempotent: the only bridge from reading to the readers' site."""

from collections import Counter

from django.db import DataError, transaction
from django.utils import timezone

from disclosures import department_names, regions, tallies
from disclosures.department_slugs import slug
from disclosures.models import Department, DepartmentName, Disclosure, Region, Revision
from disclosures.statements import Statement
from ingest import content, derivation, figures
from ingest.models import Upload
from ingest.parsing import facts

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
    department = _department(report, region_row(report.region.code))
    disclosure, _ = Disclosure.objects.select_for_update().get_or_create(
        department=department, year=report.fiscal_year, scope=report.scope.value
    )
    revision = _revision(report, upload, disclosure)
    disclosure.current, disclosure.published_at = revision, timezone.now()
    disclosure.withdrawn_at, disclosure.withdrawn_why = None, ""
    disclosure.save()
    _store_content(report, revision)
    return revision


def replace(revision: Revision, report: facts.Report) -> Revision:
    """Put another reading of the same file, or a corrected one, in the place of what is stored of it."""
    try:
        with transaction.atomic():
            tallies.in_turn(revision.disclosure.department.region_id)
            content.drop(revision)
            for name in ("unit", "layout", "parser_version"):
                setattr(revision, name, getattr(report, name))
            revision.pages, revision.pictured = report.source.pages, list(report.pictured)
            revision.save()
            _store_content(report, revision)
    except figures.NotExact as error:
        raise Refused(f"有数不能准确换算成分，不予发布：{error}") from error
    except DataError as error:
        raise Refused("有内容超出可存的长度，不予发布。") from error
    return revision


def _store_content(report: facts.Report, revision: Revision) -> None:
    """All that a report says, and what follows from it where readers see this revision."""
    content.store(report, revision)
    disclosure = revision.disclosure
    if disclosure.current_id == revision.pk:
        derivation.rebuild(disclosure)


def region_row(code: str) -> Region:
    """The region and those above it, as the list of regions has them; locked until the transaction ends."""
    known = regions.region(code)
    parent = region_row(known.parent) if known.parent else None
    region, _ = Region.objects.update_or_create(
        code=code, defaults={"name": known.name, "full_name": known.full_name, "parent": parent}
    )
    return region


def known_department(region_code: str, name: str) -> Department | None:
    """The department that is known in a region under a form of that name, or by that very name."""
    names = DepartmentName.objects.filter(department__region_id=region_code, key=department_names.key(name))
    known = names.select_related("department__region").order_by("id").first()
    return known.department if known else Department.objects.filter(region_id=region_code, name=name).first()


def find_department(report: facts.Report) -> Department | None:
    """The department that is known in the report's region under a form of the report's name for it."""
    return known_department(report.region.code, report.department)


def find_disclosure(report: facts.Report) -> Disclosure | None:
    """The disclosure that this report would be a further revision of."""
    department = find_department(report)
    return Disclosure.objects.filter(
        department=department, year=report.fiscal_year, scope=report.scope
    ).first()


def _department(report: facts.Report, region: Region) -> Department:
    department = find_department(report) or create_department(region, report.department)
    _remember_names(department, (report.department, *report.department_names))
    return department


def create_department(region: Region, name: str, function: str | None = None) -> Department:
    """A department that is not known yet; ``function`` None is what its name says."""
    return Department.objects.create(
        slug=_free_slug(slug(region.code, name)),
        name=name,
        region=region,
        function=department_names.function(name) if function is None else function,
    )


def _free_slug(wanted: str) -> str:
    """An address is never used twice: a later department of the same slug gets a number."""
    taken = set(Department.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _remember_names(department: Department, names: tuple[str, ...]) -> None:
    """The first name and the other printed forms of it lead here, unless they already lead to another department.

    A printed name that is quite another one (of a unit below, of a form's example) is nobody's until a person says so.
    """
    keys = {department_names.key(names[0]), department_names.key(department.name)}
    for name in dict.fromkeys(names):
        key = department_names.key(name)
        if key not in keys:
            continue
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
        pictured=list(report.pictured),
    )
