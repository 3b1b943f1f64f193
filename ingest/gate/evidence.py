"""Where a report prints whose accounts it is: for each part of its identity what was found, and where it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disclosures import department_names, region_search, regions
from disclosures.models import Scope
from ingest.parsing import identity
from ingest.parsing.facts import Outcome, Paragraph, Report, StatementRead
from ingest.parsing.naming import department_of
from ingest.parsing.numerals import squeeze

KINDS = ("部门决算", "单位决算")
_COVER_LINES = 20
_AROUND = 30  # characters shown before and after what was found
_SENTENCE = 90  # the same of a sentence
_MOST = 3  # places shown of one kind
_COVER_END = re.compile(r"^(?:目录|第[一二三四五六七八]部分)")
_COVER_YEAR = re.compile(r"(20\d\d)年度?[^。]{0,40}?决算")
_HEADING_YEAR = re.compile(r"(20\d\d)年度?")
_TOTAL_YEAR = re.compile(r"(20\d\d)年度?(?:收入支出|收、?支)总计")
_COMPOSES = re.compile(r"单位构成|构成单位|决算(?:由|包括)|(?:下属|所属|二级|直属)[^。,，]{0,14}单位")


@dataclass(frozen=True)
class Place:
    """One spot of the report. ``page`` is None where the format has no pages."""

    where: str
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Candidate:
    """One value that may be chosen: as the form takes it, as people read it, and what speaks for it."""

    value: str
    shown: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of the identity. ``value`` is "" unless it is certain.

    ``doubts`` say why it is not, ``said`` are places that speak of it and for no value.
    """

    name: str
    label: str
    value: str
    candidates: tuple[Candidate, ...]
    doubts: tuple[str, ...] = ()
    said: tuple[Place, ...] = ()


def parts_of(report: Report) -> tuple[Part, ...]:
    """Region, department, year, scope and kind of a report with their evidence, as the gate asks for them.

    A part is certain where the reader found it and the report prints nothing that contradicts it.
    """
    return (_region(report), _department(report), _year(report), _scope(report), _kind(report))


def _region(report: Report) -> Part:
    found: dict[str, list[Place]] = {}
    if report.region:
        found[report.region.code] = []
    names = tuple(dict.fromkeys((report.department, *report.department_names)))
    for name in filter(None, names):
        meant = regions.find(name, *names)
        certain = report.region and report.region.code in {item.code for item in meant}
        for item in meant:
            if not certain or item.code == report.region.code:
                found.setdefault(item.code, []).extend(_of_name(report, name))
    known = [(region, places) for code, places in found.items() if (region := regions.region(code))]
    candidates = tuple(
        Candidate(label := region_search.label(region), label, tuple(dict.fromkeys(places))[:_MOST])
        for region, places in known
    )
    doubtful = not report.region or _contradicted(report, identity.ID_REGION)
    value = "" if doubtful or not candidates else candidates[0].value
    return Part("region", "地区", value, candidates, _doubts(report, identity.ID_REGION))


def _department(report: Report) -> Part:
    names = tuple(dict.fromkeys(filter(None, (report.department, *report.department_names))))
    heads = {department_names.key(name) for read in report.statements if (name := department_of(read))}
    return Part(
        "department",
        "部门",
        report.department if len(heads) < 2 else "",
        tuple(Candidate(name, name, tuple(_of_name(report, name)[:_MOST])) for name in names),
        _doubts(report, identity.ID_DEPARTMENT),
    )


def _year(report: Report) -> Part:
    found: dict[int, list[Place]] = {}
    if report.fiscal_year:
        found[report.fiscal_year] = []
    for year in dict.fromkeys(read.year for read in report.statements if read.year):
        titled = [read for read in report.statements if read.year == year]
        found.setdefault(year, []).append(_in_statements(titled, "标题", titled[0].title))
    for pattern, places in (
        (_COVER_YEAR, _cover(report)),
        (_HEADING_YEAR, _headings(report)),
        (_TOTAL_YEAR, _paragraphs(report)),
    ):
        seen: set[int] = set()
        for place in places:
            for match in pattern.finditer(squeeze(place.text)):
                year = int(match[1])
                if year not in seen:
                    found.setdefault(year, []).append(_cut(place, match[0]))
                seen.add(year)
    doubtful = _contradicted(report, identity.ID_YEAR)
    return Part(
        "fiscal_year",
        "年度",
        "" if doubtful else str(report.fiscal_year or ""),
        tuple(Candidate(str(year), str(year), tuple(places)) for year, places in found.items()),
        _doubts(report, identity.ID_YEAR),
    )


def _scope(report: Report) -> Part:
    composed = [
        (identity.composition(squeeze(place.text))[0], _cut(place, match[0], _SENTENCE))
        for place in _paragraphs(report)
        if (match := _COMPOSES.search(place.text))
    ][:_MOST]

    def places(scope: Scope) -> tuple[Place, ...]:
        marked = [read for read in report.statements if read.scope and read.scope.value == scope.value]
        heads = [_in_statements(marked, "表头", _marked(marked[0], scope))] if marked else []
        return (*heads, *(place for told, place in composed if told and told.value == scope.value))

    return Part(
        "scope",
        "口径",
        report.scope.value if report.scope else "",
        tuple(Candidate(scope.value, scope.label, places(scope)) for scope in Scope),
        _doubts(report, identity.ID_SCOPE),
        tuple(place for told, place in composed if told is None),
    )


def _marked(read: StatementRead, scope: Scope) -> str:
    """The head with its mark, which the reader keeps apart from the name."""
    mark = f"（{scope.label}）"
    return f"部门：{read.department}" + ("" if scope.label in read.department else mark)


def _kind(report: Report) -> Part:
    titles = (*_cover(report), *_headings(report))
    found = {
        kind: tuple(_cut(place, kind) for place in titles if kind in squeeze(place.text))[:_MOST]
        for kind in KINDS
    }
    named = [kind for kind in KINDS if found[kind]]
    told = (
        "封面和各部分标题既写“部门决算”又写“单位决算”，请选定。"
        if named
        else "封面和各部分标题都没有写明是部门决算还是单位决算，请选定。"
    )
    return Part(
        "kind",
        "种类",
        named[0] if len(named) == 1 else "",
        tuple(Candidate(kind, kind, found[kind]) for kind in KINDS),
        () if len(named) == 1 else (told,),
    )


def _doubts(report: Report, check: str) -> tuple[str, ...]:
    return tuple(finding.message for finding in report.findings if finding.check == check)


def _contradicted(report: Report, check: str) -> bool:
    return any(finding.check == check and finding.outcome == Outcome.FAIL for finding in report.findings)


def _cover(report: Report) -> tuple[Place, ...]:
    """The lines before the contents as one text: titles on covers are broken anywhere."""
    lines: list[Paragraph] = []
    for paragraph in [one for section in report.sections if section.part == 0 for one in section.paragraphs]:
        if len(lines) == _COVER_LINES or _COVER_END.match(squeeze(paragraph.text)):
            break
        lines.append(paragraph)
    text = "".join("".join(line.text.split()) for line in lines)
    return (Place("封面", text, lines[0].page),) if text else ()


def _headings(report: Report) -> tuple[Place, ...]:
    return tuple(
        Place("标题", section.title, section.page)
        for section in report.sections
        if section.part and not section.number and section.title
    )


def _paragraphs(report: Report) -> Iterator[Place]:
    for section in report.sections:
        for paragraph in section.paragraphs if section.part else ():
            where = f"第{section.number}节“{section.title}”" if section.number else "正文"
            yield Place(where, paragraph.text, paragraph.page)


def _in_statements(reads: Sequence[StatementRead], what: str, text: str) -> Place:
    """What one or more statements print alike."""
    others = f"等 {len(reads)} 张表" if len(reads) > 1 else ""
    return Place(f"{reads[0].title}{others}的{what}", text, next(iter(reads[0].pages), None))


def _of_name(report: Report, name: str) -> list[Place]:
    """Where a form of the name is printed: heads of statements, cover, headings; else the first sentence with it."""
    headed = [read for read in report.statements if department_of(read) == name]
    heads = [_in_statements(headed, "表头", f"部门：{headed[0].department}")] if headed else []
    titles = [*_with(name, _cover(report)), *_with(name, _headings(report))[:1]]
    return [*heads, *titles] or _with(name, _paragraphs(report))[:1]


def _with(name: str, places: Iterable[Place]) -> list[Place]:
    return [_cut(place, name) for place in places if squeeze(name) in squeeze(place.text)]


def _cut(place: Place, found: str, around: int = _AROUND) -> Place:
    """The place with the words around what was found."""
    at = max(place.text.find(found), 0)
    start, end = max(at - around, 0), at + len(found) + around
    before, after = "…" if start else "", "…" if end < len(place.text) else ""
    return Place(place.where, before + place.text[start:end] + after, place.page)
