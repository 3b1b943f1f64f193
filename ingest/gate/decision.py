"""The gate before publication: what publishing a report would do, and publishing once a person has settled it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import transaction
from django.urls import reverse

from disclosures import department_names, region_search, regions
from disclosures.models import Department, DepartmentName, Disclosure, Revision, Scope
from ingest import actions, audit, store
from ingest.gate.evidence import Part, parts_of
from ingest.gate.form import as_read
from ingest.models import Action, ImportJob
from ingest.parsing.facts import Report
from ingest.parsing.naming import department_of
from ingest.publication import Identity

NEW, SAME = "new", "same"
_ALIKE = 0.5  # ratio of two keys from which a name is offered as a former one
_MOST_ALIKE = 5


class Undecided(store.Refused):
    """A person has not said whose report it is, or has not seen what publishing would do."""


@dataclass(frozen=True)
class Decision:
    """What a person said: ``choice`` about the department, for the ``subject`` it was asked about.

    ``seen`` holds the keys of the warnings that stood on the page.
    """

    choice: str = ""
    department: int | None = None
    function: str = ""
    subject: str = ""
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Settled:
    """All that a person says of a report before it is published; ``kind`` is 部门决算 or 单位决算."""

    identity: Identity
    kind: str
    decision: Decision


@dataclass(frozen=True)
class Known:
    """A department that is held, with the years of its reports and the other names that lead to it."""

    department: Department
    years: str
    names: tuple[str, ...]

    @property
    def url(self) -> str:
        return reverse("department", args=(self.department.slug,))


@dataclass(frozen=True)
class Warned:
    """Something to look at before publishing; it refuses nothing. ``url`` leads to what is meant."""

    key: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Prospect:
    """What publishing would do: ``known`` is the department it goes to, None where a person has to say."""

    subject: str
    region: str
    name: str
    function: str
    known: Known | None
    similar: tuple[Known, ...]
    others: tuple[Department, ...]
    warnings: tuple[Warned, ...]
    decision: Decision

    @property
    def seen(self) -> str:
        return "|".join(warned.key for warned in self.warnings)

    @property
    def other_chosen(self) -> bool:
        """Whether the person pointed to a department that is not called alike."""
        chosen = self.decision.department
        return chosen is not None and chosen not in {one.department.pk for one in self.similar}

    @property
    def told(self) -> str:
        """The outcome in one line, for those who hear the page."""
        to = f"已收录的部门：{self.known.department.name}。" if self.known else f"“{self.name}”还没有收录。"
        return to + "".join(warned.text for warned in self.warnings)

    @property
    def open(self) -> str:
        """Why it cannot be published yet, "" where it can."""
        if self.known is None and not self.decision.choice:
            return "这个部门还没有收录，先确认是新部门还是改名。"
        if not {warned.key for warned in self.warnings} <= self.decision.seen:
            return "请先看下面的提醒，没有问题再发布。"
        return ""


def prospect(report: Report, given: dict, decision: Decision) -> Prospect | None:
    """What publishing under these values would do; None until region and department are given.

    ``given`` holds the cleaned values of the identity form, as many as are valid. A decision that was made about
    another region or name is dropped; so is one for a department of another region.
    """
    code, name = given.get("region"), given.get("department")
    if not code or not name:
        return None
    subject = f"{code} {name}"
    known = store.known_department(code, name)
    held = list(Department.objects.filter(region_id=code).select_related("region").prefetch_related("names"))
    chosen = _chosen(decision, subject, held) if known is None else None
    decided = (
        decision
        if known or ((chosen or decision.choice == NEW) and decision.subject == subject)
        else _undecided(decision)
    )
    similar = [] if known else _similar(report, name, held)
    return Prospect(
        subject,
        region_search.label(regions.region(code)),
        name,
        decided.function if decided.choice == NEW else department_names.function(name),
        _known(known) if known else None,
        tuple(map(_known, similar)),
        () if known else tuple(one for one in held if one not in similar),
        _warnings(report, given, known or chosen),
        decided,
    )


def _undecided(decision: Decision) -> Decision:
    return Decision(seen=decision.seen)


def _chosen(decision: Decision, subject: str, held: Sequence[Department]) -> Department | None:
    """The department that a valid decision says has been renamed."""
    if decision.choice != SAME or decision.subject != subject:
        return None
    return next((one for one in held if one.pk == decision.department), None)


def _known(department: Department) -> Known:
    years = sorted(set(department.disclosures.values_list("year", flat=True)))
    spans = f"{years[0]}—{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    names = {one.name for one in department.names.all()} - {department.name}
    return Known(department, f"{spans} 年度" if spans else "", tuple(sorted(names)))


def _similar(report: Report, name: str, held: Sequence[Department]) -> list[Department]:
    """The departments of the region whose names are most like this one or stand in the report, best first."""
    wanted, function = department_names.key(name), department_names.function(name)
    printed = {department_names.key(one) for one in report.department_names}

    def alike(department: Department) -> float:
        keys = {department_names.key(department.name), *(one.key for one in department.names.all())}
        if keys & printed or (function and function == department.function):
            return 1.0
        return max(SequenceMatcher(None, wanted, key, autojunk=False).ratio() for key in keys)

    ranked = sorted(((alike(one), -one.pk, one) for one in held), reverse=True, key=lambda row: row[:2])
    return [one for ratio, _, one in ranked if ratio >= _ALIKE][:_MOST_ALIKE]


def _warnings(report: Report, given: dict, department: Department | None) -> tuple[Warned, ...]:
    return tuple(
        filter(
            None,
            (
                _earlier(given, department),
                _elsewhere(report, given),
                _unprinted(report, given),
                _undated(report, given),
            ),
        )
    )


def _earlier(given: dict, department: Department | None) -> Warned | None:
    """The disclosure that this file would be a further revision of."""
    held = Disclosure.objects.filter(
        department=department, year=given.get("fiscal_year"), scope=given.get("scope")
    )
    disclosure = held.select_related("department").first() if department else None
    last = disclosure and disclosure.revisions.order_by("-number").first()
    if not disclosure or not last:
        return None
    what = f"{disclosure}（{Scope(disclosure.scope).label}）"
    told = (
        f"已收录{what}第 {last.number} 版；发布以后这份文件成为第 {last.number + 1} 版，原来的一版仍然保留。"
    )
    if disclosure.withdrawn_at:
        told = f"{what}已撤回，原因：{disclosure.withdrawn_why}。发布以后重新公开，这份文件成为第 {last.number + 1} 版。"
    page = reverse("report", args=(disclosure.department.slug, disclosure.year))
    return Warned(f"revision:{disclosure.pk}:{last.number}", told, f"{page}?scope={disclosure.scope}")


def _elsewhere(report: Report, given: dict) -> Warned | None:
    """A name, as given or in the head of a statement, that lies in another region than the one given."""
    region = regions.region(given["region"])
    heads = {department_of(read): read for read in report.statements if read.department}
    for name in (given["department"], *heads):
        meant = regions.find(name)
        if meant and region not in meant:
            where = "填写的部门名称" if name not in heads else f"{heads[name].title}表头的部门名称"
            told = f"{where}“{name}”写的是{'或'.join(one.full_name for one in meant)}，选定的地区是{region.full_name}。"
            return Warned(f"region:{region.code}:{meant[0].code}", told)
    return None


def _unprinted(report: Report, given: dict) -> Warned | None:
    """A department's name that the report does not print in any form, as a misspelt one is."""
    key = department_names.key(given["department"])
    printed = {department_names.key(name) for name in (report.department, *report.department_names) if name}
    if not printed or key in printed:
        return None
    return Warned(f"name:{key}", f"报告中没有出现“{given['department']}”，请看有没有写错字。")


def _undated(report: Report, given: dict) -> Warned | None:
    """A year that stands in no title of the report."""
    year = given.get("fiscal_year")
    found = [one.value for part in parts_of(report) if part.name == "fiscal_year" for one in part.candidates]
    if not year or not found or str(year) in found:
        return None
    return Warned(f"year:{year}", f"报告的标题和总计都没有写 {year} 年度，写的是 {'、'.join(found)} 年度。")


def publish(job: ImportJob, person, settled: Settled) -> Revision:
    """Publish what was read as the report of the department that the person decided on.

    ``Undecided`` where something is still open, ``store.Refused`` where the report itself does not allow it; nothing
    has changed then.
    """
    identity = settled.identity
    with transaction.atomic():
        region = store.region_row(identity.region)  # one at a time makes departments of a region
        job = ImportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
        report = job.read()
        if report is not None and job.revision is None:
            seen = prospect(report, vars(identity), settled.decision)
            if seen is None or seen.open:
                raise Undecided(seen.open if seen else "先确认地区和部门。", ("department",))
            _note_identity(job, person, parts_of(report), settled)
            if seen.known is None:
                _carry_out(seen.decision, region, identity, person)
        return actions.publish(job, person, identity)


def _note_identity(job: ImportJob, person, parts: Sequence[Part], settled: Settled) -> None:
    """Who confirmed or changed what the report itself does not settle; nothing where it settles all."""
    before = as_read(parts)
    after = {name: str(value) for name, value in vars(settled.identity).items()} | {"kind": settled.kind}
    after["region"] = region_search.label(regions.region(settled.identity.region))
    if before != after:
        audit.note(Action.IDENTITY, job, person, label=job.name, before=before, after=after)


def _carry_out(decision: Decision, region, identity: Identity, person) -> None:
    """Make the new department, or let the name lead to the one that was renamed."""
    if decision.choice == NEW:
        department = store.create_department(region, identity.department, decision.function)
        after = {"name": department.name, "region": region.code, "function": department.function}
        audit.note(Action.DEPARTMENT, department, person, reason="新部门", after=after)
        return
    department = Department.objects.select_for_update().get(pk=decision.department)
    former = department.name
    later = not department.disclosures.filter(year__gt=identity.fiscal_year).exists()
    for name in (former, identity.department):
        DepartmentName.objects.get_or_create(
            department=department, name=name, defaults={"key": department_names.key(name)}
        )
    if later:
        department.name = identity.department
        department.save(update_fields=("name",))
    before, after = {"name": former}, {"name": department.name, "also": identity.department}
    audit.note(Action.DEPARTMENT, department, person, reason="同一部门改名", before=before, after=after)
