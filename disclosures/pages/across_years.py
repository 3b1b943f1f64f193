"""The comparisons of neighbouring reports as the pages show them: by pair of years, the differing ones first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from disclosures import department_names
from disclosures.across_years.openings import LABELS
from disclosures.measures import Unit, measure_of
from disclosures.models import AcrossFinding, Department, Disclosure
from disclosures.pages.findings import Addresses, Spotted, kind_of
from disclosures.pages.places import report_url
from disclosures.pages.reading import preferred, siblings_of
from disclosures.wording import OUTCOMES, printed_text

AGREEING = ("pass", "rounding")


@dataclass(frozen=True)
class Told:
    """One number of the earlier year: what its own report prints, what the later one implies or carries over."""

    label: str
    outcome: str
    message: str
    before: str
    after: str
    difference: str
    before_href: str
    after_href: str


@dataclass(frozen=True)
class PairTold:
    later: int
    earlier: int
    later_href: str
    earlier_href: str
    differing: tuple[Told, ...]  # and those that could not be compared
    agreeing: tuple[Told, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        found = Counter(told.outcome for told in self.differing + self.agreeing)
        return tuple((word, found[key]) for key, (_, word) in OUTCOMES.items() if found[key])


@dataclass(frozen=True)
class Named:
    """The name that the reports of some years in a row print."""

    years: str
    name: str


@dataclass(frozen=True)
class AcrossYears:
    pairs: tuple[PairTold, ...]
    gaps: tuple[tuple[int, int], ...]  # years held one after the other with some missing in between
    names: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs or self.gaps or self.names)


@dataclass(frozen=True)
class _Reports:
    """The published reports of a department, and where the places of a comparison are found in them."""

    department: Department
    siblings: tuple[Disclosure, ...]

    def asked(self, disclosure: Disclosure) -> str:
        return "" if preferred(self.siblings, disclosure.year) == disclosure else disclosure.scope

    def by_pk(self, pk: int) -> Disclosure | None:
        return next((disclosure for disclosure in self.siblings if disclosure.pk == pk), None)

    def href(self, disclosure: Disclosure) -> str:
        return report_url(self.department, disclosure.year, self.asked(disclosure))

    def spot(self, disclosure: Disclosure, where: Iterable[dict]) -> str:
        """The address of the first place in that report, of the report itself where there is none."""
        place = next((place for place in where if place["code"] == disclosure.code), None)
        if place is None:
            return self.href(disclosure)
        addresses = Addresses(self.department, disclosure, disclosure.current, self.asked(disclosure))
        spotted: Spotted = addresses.spot(place, place.get("section") or "")
        return spotted.href


def _number(finding: AcrossFinding, printed: str) -> str:
    known = measure_of(finding.measure)
    counted = known is not None and known.unit == Unit.COUNT
    return printed.replace("-", "−") if counted else printed_text(printed)


def _told(finding: AcrossFinding, reports: _Reports, later: Disclosure, earlier: Disclosure) -> Told:
    known = measure_of(finding.measure)
    return Told(
        known.label if known else LABELS.get(finding.measure, finding.measure),
        kind_of(finding.outcome, finding.severity),
        finding.message,
        _number(finding, finding.expected),
        _number(finding, finding.found),
        _number(finding, finding.difference),
        reports.spot(earlier, finding.where),
        reports.spot(later, finding.where),
    )


def _pairs(findings: Iterable[AcrossFinding], reports: _Reports) -> tuple[PairTold, ...]:
    pairs = []
    for (later_pk, earlier_pk), own in groupby(findings, key=lambda f: (f.later_id, f.earlier_id)):
        later, earlier = reports.by_pk(later_pk), reports.by_pk(earlier_pk)
        if later is None or earlier is None:
            continue  # one of them has been withdrawn since
        told = [_told(finding, reports, later, earlier) for finding in own]
        pairs.append(
            PairTold(
                later.year,
                earlier.year,
                reports.href(later),
                reports.href(earlier),
                tuple(one for one in told if one.outcome not in AGREEING),
                tuple(one for one in told if one.outcome in AGREEING),
            )
        )
    return tuple(pairs)


def _gaps(siblings: Iterable[Disclosure], scope: str) -> tuple[tuple[int, int], ...]:
    years = sorted(disclosure.year for disclosure in siblings if disclosure.scope == scope)
    return tuple((earlier, later) for earlier, later in pairwise(years) if later - earlier > 1)


def _names(siblings: Iterable[Disclosure]) -> tuple[Named, ...]:
    """The printed names by year, nothing where all are forms of one name."""
    printed: dict[int, str] = {}
    for disclosure in sorted(siblings, key=lambda d: d.year):
        if disclosure.current.printed_department:
            printed.setdefault(disclosure.year, disclosure.current.printed_department)
    runs = [list(run) for _, run in groupby(printed.items(), key=lambda item: department_names.key(item[1]))]
    if len(runs) < 2:
        return ()
    return tuple(Named(_years(run[0][0], run[-1][0]), run[-1][1]) for run in runs)


def _years(first: int, last: int) -> str:
    return f"{first} 年" if first == last else f"{first}—{last} 年"


def across_department(department: Department, siblings: tuple[Disclosure, ...], scope: str) -> AcrossYears:
    """All pairs of one scope, the latest first; one query."""
    found = AcrossFinding.objects.filter(department=department, later__scope=scope).order_by("position")
    pairs = _pairs(found, _Reports(department, siblings))
    return AcrossYears(pairs, _gaps(siblings, scope), _names(siblings))


def across_report(disclosure: Disclosure) -> AcrossYears:
    """The comparisons in which this report is the later one; two queries."""
    reports = _Reports(disclosure.department, siblings_of(disclosure.department))
    pairs = _pairs(AcrossFinding.objects.filter(later=disclosure).order_by("position"), reports)
    gaps = _gaps(reports.siblings, disclosure.scope)
    return AcrossYears(pairs, tuple(gap for gap in gaps if gap[1] == disclosure.year))
