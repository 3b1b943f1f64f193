"""Which files belong with one on its way, and what joining two of them would change for its report. Values only."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import NullIf

from disclosures import department_names
from disclosures.models import Disclosure
from disclosures.statements import State
from disclosures.wording import STATES
from ingest import joining, store
from ingest.actions import NotNow
from ingest.joining import Pair
from ingest.models import WAITING, ImportJob, JobKind, JobState
from ingest.parsing.facts import Report
from ingest.parsing.joined import Taken, Unlike

LISTED = 500  # cells
OFFERED = 5  # files that are compared with one
TO_CHOOSE = 50


@dataclass(frozen=True)
class Offer:
    """Another file of what seems to be the same report; ``statements`` that the main one lacks, cells that differ."""

    other: ImportJob
    main: ImportJob
    further: ImportJob
    statements: int
    unlike: int

    @property
    def published(self) -> bool:
        return not self.main.waits


@dataclass(frozen=True)
class Files:
    """The files of a job's report: the one that it was joined to, those joined to it, those that may be."""

    main: ImportJob | None
    joined: tuple[ImportJob, ...]
    offers: tuple[Offer, ...]
    may_join: bool  # whether a person may look for another file themselves


@dataclass(frozen=True)
class StatementLine:
    title: str
    file: str
    state: str
    instead_of: str


@dataclass(frozen=True)
class CellLine:
    title: str
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class JoinPage:
    """What joining would do; ``refusal`` where it cannot be. At most ``LISTED`` cells are listed."""

    job: ImportJob
    other: ImportJob | None
    pair: Pair | None
    refusal: str
    statements: tuple[StatementLine, ...]
    cells: tuple[CellLine, ...]
    total: int
    failing: tuple[int, int]  # checks of severity error that fail, before and after
    to_choose: tuple[ImportJob, ...]

    @property
    def may_join(self) -> bool:
        return self.pair is not None and self.pair.joined.gains


def files_of(job: ImportJob, report: Report | None) -> Files:
    """The files of the report of a job; ``report`` is what was read, None where nothing waits."""
    free = bool(report) and job.waits and job.kind == JobKind.IMPORT and job.joined_to is None
    held = tuple(job.joined.defer("report").order_by("pk"))
    return Files(job.joined_to, held, tuple(_offers(job, report)) if report and free else (), free)


def _offers(job: ImportJob, report: Report) -> Iterator[Offer]:
    for other in _candidates(job, report):
        try:
            found = joining.pair(job, other)
        except NotNow:
            continue
        if found.joined.gains:
            given = sum(one.state is State.AMOUNTS for one in found.joined.taken)
            yield Offer(other, found.main, found.other, given, len(found.joined.unlike))


def _candidates(job: ImportJob, report: Report) -> list[ImportJob]:
    """What waits for the same department and year, and what is published for them."""
    if not (report.department and report.fiscal_year):
        return []
    named = {department_names.key(name) for name in (report.department, *report.department_names)}
    others = _waiting(job).filter(report__fiscal_year=report.fiscal_year)
    told = NullIf(KT("report__department"), Value("null"), output_field=TextField())
    alike = [
        pk
        for pk, name in others.annotate(department=told).values_list("pk", "department")
        if name and department_names.key(name) in named
    ]
    found = ImportJob.objects.filter(pk__in=alike[:OFFERED]).select_related("upload").order_by("pk")
    return [*found, *_published(report)]


def _waiting(job: ImportJob) -> QuerySet[ImportJob]:
    waiting = ImportJob.objects.filter(state__in=WAITING, kind=JobKind.IMPORT, joined_to=None)
    return waiting.exclude(pk=job.pk).order_by("-pk")


def _published(report: Report) -> list[ImportJob]:
    """The jobs through which reports of the same department and year are published."""
    department = store.find_department(report) if report.region else None
    held = Disclosure.objects.published().filter(department=department, year=report.fiscal_year)
    digests = list(held.values_list("current__sha256", flat=True)) if department else []
    jobs = ImportJob.objects.filter(sha256__in=digests, kind=JobKind.IMPORT, state=JobState.PUBLISHED)
    return list(jobs.select_related("upload__revision__disclosure").order_by("pk"))


def join_page(job: ImportJob, other: ImportJob | None, refusal: str = "") -> JoinPage:
    """What joining two files would change; without ``other``, which files there are to choose from."""
    found = None
    if other is not None:
        try:
            found = joining.pair(job, other)
        except NotNow as why:
            refusal = refusal or str(why)
    taken, unlike = (found.joined.taken, found.joined.unlike) if found else ((), ())
    if found and not found.joined.gains:
        refusal = refusal or f"{found.other.name} 没有 {found.main.name} 缺少的决算表，不用并入。"
    return JoinPage(
        job,
        other,
        found,
        refusal,
        tuple(map(_statement, taken)),
        tuple(map(_cell, unlike[:LISTED])),
        len(unlike),
        (_failing(found.reports[0]), _failing(found.joined.report)) if found else (0, 0),
        () if other else tuple(_waiting(job).defer("report")[:TO_CHOOSE]),
    )


def _statement(one: Taken) -> StatementLine:
    instead_of = "图片，识别所得" if one.recognised else STATES[one.instead_of]
    return StatementLine(one.title, one.file.name, STATES[one.state], instead_of)


def _cell(one: Unlike) -> CellLine:
    cell = one.cell
    row = f"{cell.spot.row} {cell.name}".strip()
    return CellLine(
        cell.title, row, cell.label or cell.spot.column, cell.before or "空白", cell.after or "空白"
    )


def _failing(report: Report) -> int:
    return sum(one.outcome == "fail" and one.severity == "error" for one in report.findings)
