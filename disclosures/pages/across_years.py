"""The comparisons of neighbouring reports as the pages show them: by pair of years, the differing ones first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from django.utils.translation import gettext

from disclosures import department_names
from disclosures.across_years.openings import LABELS
from disclosures.measures import Unit, measure_of
from disclosures.models import AcrossFinding, Department, Disclosure
from disclosures.pages import findings
from disclosures.pages.findings import kind_of
from disclosures.pages.operands import Operands, find_operands
from disclosures.pages.places import report_url
from disclosures.pages.reading import preferred
from disclosures.pages.spots import Addresses, Spotted
from disclosures.wording import OUTCOMES, printed_text

AGREEING = ("pass", "rounding")


@dataclass(frozen=True)
class Told:
    """One number of the earlier year: what its own report prints, what the later one implies or carries over."""

    anchor: str
    label: str
    outcome: str
    message: str
    before: str
    after: str
    difference: str
    before_href: str
    after_href: str
    before_recognised: bool = False  # in a picture, and nobody has looked at it
    after_recognised: bool = False

    @property
    def recognised(self) -> bool:
        return self.before_recognised or self.after_recognised


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
class Reports:
    """The published reports of a department, and where the places of a comparison are found in them."""

    department: Department
    siblings: tuple[Disclosure, ...]
    operands: Operands = field(default_factory=Operands)

    def asked(self, disclosure: Disclosure) -> str:
        return "" if preferred(self.siblings, disclosure.year) == disclosure else disclosure.scope

    def by_pk(self, pk: int) -> Disclosure | None:
        return next((disclosure for disclosure in self.siblings if disclosure.pk == pk), None)

    def href(self, disclosure: Disclosure) -> str:
        return report_url(self.department, disclosure.year, self.asked(disclosure))

    def spots(self, disclosure: Disclosure, where: Iterable[dict], measure: str = "") -> list[Spotted]:
        """The places in that report; ``measure`` where the report itself gives the number, if only in prose."""
        addresses = Addresses(
            self.department,
            disclosure,
            disclosure.current,
            self.asked(disclosure),
            operands=self.operands,
        )
        own = (place for place in where if place["code"] == disclosure.code)
        spots = list(dict.fromkeys(addresses.spot(place, place.get("section") or "") for place in own))
        number = self.operands.told_of(disclosure, measure)
        return [replace(spot, numbers=(number,)) if number and not spot.cell else spot for spot in spots]

    def spot(self, disclosure: Disclosure, where: Iterable[dict], measure: str = "") -> str:
        """The address of the first number or place in that report, of the report itself where there is none."""
        spot = next(iter(self.spots(disclosure, where, measure)), None)
        if spot is None:
            return self.href(disclosure)
        return spot.numbers[0].href if spot.numbers else spot.href

    def recognised(self, disclosure: Disclosure, where: Iterable[dict]) -> bool:
        """Whether a place in that report was recognised in a picture and nobody has looked at it."""
        return any(self._seen(disclosure, place) for place in where if place["code"] == disclosure.code)

    def _seen(self, disclosure: Disclosure, place: dict) -> bool:
        cell = self.operands.cell(disclosure.current_id, place)
        told = not place.get("statement") and place.get("page") in disclosure.current.pictured
        return bool(cell.mark) if cell else told


def anchor_of(finding: AcrossFinding) -> str:
    """Its place on the pages; follows from what is compared, not from the order."""
    return f"x{finding.year}-{finding.check_id}-{finding.measure}-{finding.found or finding.expected}"


def label_of(finding: AcrossFinding) -> str:
    known = measure_of(finding.measure)
    return gettext(known.label if known else LABELS.get(finding.measure, finding.measure))


def number_text(finding: AcrossFinding, printed: str) -> str:
    known = measure_of(finding.measure)
    counted = known is not None and known.unit == Unit.COUNT
    return printed.replace("-", "−") if counted else printed_text(printed)


def _told(finding: AcrossFinding, reports: Reports, later: Disclosure, earlier: Disclosure) -> Told:
    return Told(
        anchor_of(finding),
        label_of(finding),
        kind_of(finding.outcome, finding.severity),
        finding.message,
        number_text(finding, finding.expected),
        number_text(finding, finding.found),
        number_text(finding, finding.difference),
        reports.spot(earlier, finding.where, finding.measure),
        reports.spot(later, finding.where),
        reports.recognised(earlier, finding.where),
        reports.recognised(later, finding.where),
    )


def told_across(finding: AcrossFinding, reports: Reports) -> findings.Told:
    """A comparison as the lists of findings show it."""
    entry = findings.check_of(finding.check_id)
    later, earlier = reports.by_pk(finding.later_id), reports.by_pk(finding.earlier_id)
    given = (
        (gettext("%(year)s 年报告") % {"year": earlier.year}, finding.expected),
        (gettext("%(year)s 年报告") % {"year": later.year}, finding.found),
        (gettext("相差"), finding.difference),
    )
    spots = (
        *reports.spots(earlier, finding.where, finding.measure),
        *reports.spots(later, finding.where),
    )
    return findings.Told(
        anchor_of(finding),
        kind_of(finding.outcome, finding.severity),
        finding.check_id,
        gettext("%(label)s：%(title)s") % {"label": label_of(finding), "title": gettext(entry.title)},
        gettext(entry.formula),
        gettext(entry.tolerance),
        str(findings.SEVERITIES.get(finding.severity, "")),
        finding.message,
        tuple((word, number_text(finding, value)) for word, value in given if value),
        spots,
    )


def _pairs(found: Iterable[AcrossFinding], reports: Reports) -> tuple[PairTold, ...]:
    pairs = []
    for (later_pk, earlier_pk), own in groupby(found, key=lambda f: (f.later_id, f.earlier_id)):
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
    if first == last:
        return gettext("%(year)s 年") % {"year": first}
    return gettext("%(first)s—%(last)s 年") % {"first": first, "last": last}


def operands_behind(found: Iterable[AcrossFinding], disclosures: Iterable[Disclosure]) -> Operands:
    """What the comparisons name in the current revisions of these disclosures; no query where there are none."""
    current = {disclosure.code: disclosure.current_id for disclosure in disclosures}
    places = [
        (current[place["code"]], place) for one in found for place in one.where if place["code"] in current
    ]
    return find_operands(places, {one.earlier_id for one in found}) if places else Operands()


def across_department(department: Department, siblings: tuple[Disclosure, ...], scope: str) -> AcrossYears:
    """All pairs of one scope, the latest first; at most three queries."""
    found = list(AcrossFinding.objects.filter(department=department, later__scope=scope).order_by("position"))
    pairs = _pairs(found, Reports(department, siblings, operands_behind(found, siblings)))
    return AcrossYears(pairs, _gaps(siblings, scope), _names(siblings))


def across_report(disclosure: Disclosure, siblings: tuple[Disclosure, ...]) -> AcrossYears:
    """The comparisons in which this report is the later one; at most three queries."""
    found = list(AcrossFinding.objects.filter(later=disclosure).order_by("position"))
    reports = Reports(disclosure.department, siblings, operands_behind(found, siblings))
    pairs = _pairs(found, reports)
    gaps = _gaps(reports.siblings, disclosure.scope)
    return AcrossYears(pairs, tuple(gap for gap in gaps if gap[1] == disclosure.year))
