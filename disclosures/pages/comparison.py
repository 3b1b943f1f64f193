"""What the comparison's addresses ask for, answered: side by side, districts, peers, or one number over the years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from disclosures.compare_query import CompareQuery
from disclosures.comparison.columns import MOST_COLUMNS, Column, choose, heading
from disclosures.comparison.districts import DistrictComparison, compare_districts
from disclosures.comparison.matrix import Matrix, compare_over_years, compare_places
from disclosures.comparison.measures import compare_headlines, compare_measures
from disclosures.comparison.peers import Peers, kind_of_department, peers_of
from disclosures.comparison.ratios import RATIOS
from disclosures.comparison.result import Comparison
from disclosures.comparison.statements import compare_statement, ratios_of
from disclosures.comparison.subjects import Subject, of_code, of_measure
from disclosures.department_kinds import label_of
from disclosures.measures import measure_of
from disclosures.models import Department, Disclosure, Region

PEERS_MEASURE = (
    "expenditure_total"  # where none is asked for and the peers are too many to stand side by side
)
YEARS_SHOWN = 6
MOST_CELLS = 6000  # departments × years
MOST_SHEETS = 400  # statements that are read for a code


class Wrong(Exception):
    """What an address asks for cannot be shown: the reasons in words and the status."""

    def __init__(self, *problems: str, status: int = 400):
        super().__init__(*problems)
        self.problems, self.status = problems, status


@dataclass(frozen=True)
class Asked:
    """A comparison that can be shown: the query with its years, and the result."""

    query: CompareQuery
    title: str = ""
    comparison: Comparison | None = None
    districts: DistrictComparison | None = None
    matrix: Matrix | None = None
    peers: Peers | None = None
    departments: tuple[Department, ...] = ()
    kinds: tuple[tuple[str, str, int], ...] = ()  # key, label and number of departments of the districts


def _found(slugs: Sequence[str]) -> list[Department]:
    found = {
        department.slug: department
        for department in Department.objects.filter(slug__in=slugs).select_related("region__parent")
    }
    unknown = [slug for slug in slugs if slug not in found]
    if unknown:
        raise Wrong(_("没有收录这样的部门：%(names)s。") % {"names": _("、").join(unknown[:5])}, status=404)
    return [found[slug] for slug in slugs]


def _columns(departments: Sequence[Department], query: CompareQuery) -> tuple[Column, ...]:
    """Departments × years; of several of both only those held."""
    columns = choose(departments, query.years, query.scope)
    if len(departments) > 1 and len(query.years) > 1:
        columns = tuple(column for column in columns if column.held)
    if not any(column.held for column in columns):
        raise Wrong(_("所选部门在所选年度都没有收录报告。"), status=404)
    if len(columns) > MOST_COLUMNS:
        words = _(
            "一次最多并排 %(most)s 份报告，所选部门和年度共有 %(found)s 份。"
            "选一项指标或一个科目编码，可以列成部门与年度的表。"
        )
        raise Wrong(words % {"most": MOST_COLUMNS, "found": len(columns)})
    return columns


def _side_by_side(
    query: CompareQuery, departments: Sequence[Department], peers: Peers | None = None
) -> Asked:
    columns = _columns(departments, query)
    ratio = RATIOS.get(query.ratio)
    if query.measures:
        _fitting(query, [of_measure(key) for key in query.measures])
        comparison = compare_measures(columns, query.measures, ratio)
    elif query.statement:
        if ratio and ratio not in ratios_of(query.statement):
            raise Wrong(_("这张表的数不按“%(ratio)s”计算。") % {"ratio": ratio.label})
        comparison = compare_statement(columns, query.statement, query.number, ratio)
    else:
        comparison = compare_headlines(columns, ratio)
    return Asked(query, heading(departments), comparison, peers=peers, departments=tuple(departments))


def _fitting(query: CompareQuery, subjects: Sequence[Subject]) -> None:
    ratio = RATIOS.get(query.ratio)
    if ratio and not any(ratio in subject.ratios for subject in subjects):
        named = _("、").join(subject.label for subject in subjects)
        raise Wrong(
            _("%(what)s不按“%(ratio)s”计算：两个数要出自同一份报告，而且前者属于后者。")
            % {"what": named, "ratio": ratio.label}
        )


def _subject(query: CompareQuery) -> Subject:
    ratio = RATIOS.get(query.ratio)
    if query.code:
        subject = of_code(query.code, query.statement, query.number, ratio)
    else:
        subject = of_measure(query.measures[0], ratio)
    _fitting(query, [subject])
    return subject


def _small_enough(query: CompareQuery, departments: Sequence[Department]) -> None:
    if len(departments) * len(query.years) > MOST_CELLS:
        raise Wrong(_("所选地区的部门太多。请少选几个地区或年度，或只看一类部门。"))
    if not query.code:
        return
    held = Disclosure.objects.published().filter(department__in=departments, year__in=query.years).count()
    if held > MOST_SHEETS:
        raise Wrong(
            _(
                "按科目编码要逐张读表，一次最多 %(most)s 份报告，所选共有 %(held)s 份。请少选几个地区或年度，或只看一类部门。"
            )
            % {"most": MOST_SHEETS, "held": held}
        )


def _over_years(query: CompareQuery, departments: Sequence[Department], peers: Peers | None = None) -> Asked:
    if not query.single:
        query = replace(query, measures=(PEERS_MEASURE,), statement="", number="")
    subject = _subject(query)
    _small_enough(query, departments)
    marked = peers.department.slug if peers else ""
    matrix = compare_over_years(departments, query.years, subject, query.scope, marked)
    if not any(cell.column.held for cell in matrix.cells):
        raise Wrong(_("所选部门在所选年度都没有收录报告。"), status=404)
    return Asked(query, heading(departments), matrix=matrix, peers=peers, departments=tuple(departments))


def _with_peers(query: CompareQuery) -> Asked:
    (department,) = _found([query.peers])
    peers = peers_of(department, query.years)
    if query.code or len(query.years) > 1 or len(peers.shown) > MOST_COLUMNS:
        return _over_years(query, peers.shown, peers)
    return _side_by_side(query, peers.shown, peers)


def _regions(query: CompareQuery) -> list[Region]:
    if not query.years:
        raise Wrong(_("还没有收录任何报告。"), status=200)
    found = {region.code: region for region in Region.objects.filter(code__in=query.districts)}
    unknown = [code for code in query.districts if code not in found]
    if unknown:
        raise Wrong(_("没有这样的地区：%(codes)s。") % {"codes": _("、").join(unknown[:5])}, status=404)
    return [found[code] for code in query.districts]


def _in_districts(query: CompareQuery) -> Asked:
    regions = _regions(query)
    names = _("、").join(region.name for region in regions)
    if not query.code and len(query.years) == 1 and not query.ratio and not query.kind:
        measure = measure_of(query.measures[0])
        return Asked(query, names, districts=compare_districts(regions, query.years[0], measure, query.scope))
    subject = _subject(query)
    known = list(
        Department.objects.filter(Q(region__in=query.districts) | Q(region__parent__in=query.districts))
        .select_related("region__parent")
        .order_by("slug")
    )
    kinds = {department.pk: kind_of_department(department).key for department in known}
    chosen = [department for department in known if not query.kind or kinds[department.pk] == query.kind]
    if query.kind and not chosen:
        raise Wrong(_("所选地区没有收录“%(kind)s”这类部门。") % {"kind": _(label_of(query.kind))}, status=404)
    _small_enough(query, chosen)
    members = {
        region.code: [d for d in chosen if region.code in (d.region_id, d.region.parent_id)]
        for region in regions
    }
    matrix = compare_places(regions, members, query.years, subject, query.scope)
    return Asked(query, names, matrix=matrix, departments=tuple(chosen), kinds=_kinds(kinds.values()))


def _kinds(keys) -> tuple[tuple[str, str, int], ...]:
    """The kinds that several of the departments are of, the most frequent first."""
    return tuple((key, _(label_of(key)), number) for key, number in Counter(keys).most_common() if number > 1)


def answered(query: CompareQuery) -> Asked | None:
    """What the address asks for; None where it chooses nothing yet. ``Wrong`` where it cannot be shown."""
    if query.problems:
        raise Wrong(*query.problems)
    if query.peers:
        return _with_peers(query)
    if query.orgs:
        departments = _found(query.orgs)
        return (_over_years if query.over_years else _side_by_side)(query, departments)
    if query.districts and query.single:
        return _in_districts(query)
    return None


def completed(query: CompareQuery) -> CompareQuery | None:
    """The query with its years, where the address names none; None where it needs none."""
    wished = query.orgs or query.peers or (query.districts and query.single)
    if query.problems or query.years or not wished:
        return None
    years = tuple(_latest_years(query))
    return replace(query, years=years) if years else None


def _latest_years(query: CompareQuery) -> list[int]:
    """Where the address names no year: all years of one department (the last four) or of a code, else the last."""
    held = Disclosure.objects.published()
    orgs = query.orgs or ((query.peers,) if query.peers else ())
    if orgs:
        held = held.filter(department__slug__in=orgs)
    if (len(query.orgs) == 1 or query.code) and not query.peers:
        most = YEARS_SHOWN if query.code else MOST_COLUMNS
        if query.districts:
            held = held.filter(
                Q(department__region__in=query.districts) | Q(department__region__parent__in=query.districts)
            )
        return sorted(held.order_by("-year").values_list("year", flat=True).distinct()[:most])
    latest = held.aggregate(latest=Max("year"))["latest"]
    return [latest] if latest else []
