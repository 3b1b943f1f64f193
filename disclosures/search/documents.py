"""Rows of a report and of a department → the documents under which a search finds them."""

from collections.abc import Iterable, Iterator

from disclosures.checks_catalogue import DOUBTS
from disclosures.department_names import key
from disclosures.models import (
    Department,
    Disclosure,
    Finding,
    Outcome,
    Passage,
    Region,
    Revision,
    SearchDocument,
    Sheet,
)
from disclosures.recognition import is_recognised, sure_amount
from disclosures.search.folding import fold, tokens
from disclosures.search.spelling import spellings
from disclosures.search.words import CONTEXT, DIFFERING, NAMED, OWN, filter_word, marked
from disclosures.statements import FORMS, Shape, Statement

Kind = SearchDocument.Kind
COVER_PART, GLOSSARY_PART = 0, 5
MOST_WORDS = 20_000  # of one document: PostgreSQL holds a megabyte of them
MOST_PLACES = 10_000  # documents of one report
LONGEST_TEXT = 60_000  # letters of one section that are looked at
PROJECT = "project."


def department_documents(department: Department, shown: Iterable[Disclosure]) -> list[SearchDocument]:
    """What finds the department itself: its names and their short forms; [] where nothing of it is shown."""
    shown = list(shown)
    if not shown:
        return []
    names = sorted({department.name, *department.names.values_list("name", flat=True)})
    region = department.region
    short = {key(name) for name in names}
    forms = [*names, *sorted({f"{region.name}{one}" for one in short})]
    words = _of_texts(Kind.DEPARTMENT, forms) | {
        marked(Kind.DEPARTMENT, OWN, start) for start in spellings(region.name, names)
    }
    words |= _context(Kind.DEPARTMENT, _region_names(region))
    for disclosure in shown:
        words |= _filters(Kind.DEPARTMENT, disclosure, _differs(disclosure))
    document = SearchDocument(id=department.pk, kind=Kind.DEPARTMENT, department=department)
    document.items, document.words = [{"name": form} for form in forms], _joined(words)
    return [document]


def report_documents(disclosure: Disclosure) -> list[SearchDocument]:
    """Everything of the report that readers see; ``disclosure`` is shown."""
    revision, department = disclosure.current, disclosure.department
    differs = _differs(disclosure)
    about = {kind: _joined(surroundings(kind, disclosure, differs)) for kind in Kind}
    found = [*_listed(revision), *_texts(revision)][:MOST_PLACES]
    for place, document in enumerate(found):
        document.words = f"{document.words} {about[Kind(document.kind)]}"
        document.department, document.disclosure = department, disclosure
        document.id = document_id(disclosure, place)
    return found


def document_id(disclosure: Disclosure, place: int) -> int:
    """Newer years after older ones, and within a report from its last place to its first: read backwards."""
    return (disclosure.year * 10**9 + disclosure.pk) * MOST_PLACES + MOST_PLACES - 1 - place


def _listed(revision: Revision) -> Iterator[SearchDocument]:
    """One document for all names of a kind: a search counts reports, and shows the names that fit."""
    lists = (
        (Kind.SUBJECT, _subjects(revision.sheets.order_by("position"))),
        (Kind.PROJECT, _projects(revision)),
        (Kind.TERM, _terms(revision)),
        (Kind.INDICATOR, _indicators(revision)),
    )
    for kind, items in lists:
        if items:
            texts = [text for item in items for text in _looked_at(kind, item)]
            yield SearchDocument(kind=kind, items=items, words=_joined(_of_texts(kind, texts)))


def _looked_at(kind: str, item: dict) -> tuple[str, ...]:
    if kind == Kind.SUBJECT:
        starts = (item["code"][:length] for length in range(3, len(item["code"]) + 1))
        return (item["name"], " ".join(starts))
    return (item["name"], item["text"]) if kind == Kind.TERM else (item["name"],)


def _texts(revision: Revision) -> Iterator[SearchDocument]:
    glossary = revision.terms.exists()
    for passage in revision.passages.order_by("position"):
        if passage.part == COVER_PART or (glossary and passage.part == GLOSSARY_PART):
            continue
        if passage.paragraphs:
            words = _of_texts(Kind.TEXT, passage_lines(passage))
            yield SearchDocument(kind=Kind.TEXT, passage=passage, words=_joined(words))


def passage_lines(passage: Passage) -> list[str]:
    """The title and the paragraphs of a section, as far as a search looks."""
    lines, left = [passage.title], LONGEST_TEXT
    for paragraph in passage.paragraphs:
        lines.append(paragraph["text"][:left])
        left -= len(lines[-1])
    return [line for line in lines if line]


def _subjects(sheets: Iterable[Sheet]) -> list[dict]:
    """Each code of the report with the first row that prints it: of form 03, else of the others in their order."""
    coded = [sheet for sheet in sheets if _is_coded(sheet)]
    coded.sort(key=lambda sheet: (sheet.statement != Statement.EXPENDITURE, sheet.position))
    found: dict[tuple[str, bool], dict] = {}
    for sheet in coded:
        economic = sheet.statement == Statement.BASIC_BY_ECONOMIC
        for row in sheet.data["rows"]:
            if row["code"] and row["cells"]:
                found.setdefault((row["code"], economic), _subject(sheet, row))
    return list(found.values())


def _is_coded(sheet: Sheet) -> bool:
    form = FORMS.get(sheet.statement)
    return form is not None and form.shape in (Shape.CODES, Shape.BLOCKS)


def _subject(sheet: Sheet, row: dict) -> dict:
    cell = next((one for one in row["cells"] if sure_amount(one)), row["cells"][0])
    place = {"statement": sheet.statement, "column": cell["column"], "page": cell["page"]}
    seen = {"recognised": True} if is_recognised(cell) and sure_amount(cell) else {}
    return {"code": row["code"], "name": row["name"], "amount": sure_amount(cell) or ""} | place | seen


def _projects(revision: Revision) -> list[dict]:
    """Projects with a self-evaluation, then those that the prose alone names."""
    found: dict[str, dict] = {}
    for row in revision.evaluations.order_by("position"):
        if row.kind == "project" and row.name:
            found.setdefault(row.name, {"name": row.name, "evaluation": row.position, "page": row.page})
    for claim in revision.claims.filter(measure__startswith=PROJECT).order_by("position"):
        name = claim.measure.removeprefix(PROJECT)
        found.setdefault(name, {"name": name, "section": claim.section, "page": claim.page})
    return list(found.values())


def _terms(revision: Revision) -> list[dict]:
    rows = revision.terms.order_by("position")
    return [{"name": row.name, "text": row.text, "page": row.page, "term": row.position} for row in rows]


def _indicators(revision: Revision) -> list[dict]:
    """Every indicator with the project that it belongs to, "" for the department as a whole."""
    evaluations = revision.evaluations.prefetch_related("indicators").order_by("position")
    return [
        {
            "name": one.name,
            "target": one.target,
            "actual": one.actual,
            "of": row.name if row.kind == "project" else "",
            "evaluation": row.position,
            "page": row.page,
        }
        for row in evaluations
        for one in row.indicators.all()
        if one.name
    ]


def _region_names(region: Region) -> list[str]:
    parent = region.parent
    return [region.full_name, region.name, *([parent.full_name, parent.name] if parent else [])]


def _of_texts(kind: str, texts: Iterable[str]) -> set[str]:
    single = kind in NAMED
    found: set[str] = set()
    for text in texts:
        found.update(marked(kind, OWN, token) for token in tokens(fold(text).text, single))
        if len(found) > MOST_WORDS:
            return set(sorted(found)[:MOST_WORDS])
    return found


def _context(kind: str, texts: Iterable[str]) -> set[str]:
    return {marked(kind, CONTEXT, token) for text in texts for token in tokens(fold(text).text)}


def surroundings(kind: str, disclosure: Disclosure, differs: bool) -> set[str]:
    """The words that every document of a report has besides its own: whose it is, and what filters ask."""
    department = disclosure.department
    about = [department.name, *_region_names(department.region), f"{disclosure.year}年度"]
    return _context(kind, about) | _filters(kind, disclosure, differs)


def _filters(kind: str, disclosure: Disclosure, differs: bool) -> set[str]:
    """The report's year, districts and whether a check found something 不一致, together and each alone."""
    region = disclosure.department.region
    words = [f"y{disclosure.year}"]
    while region:
        words += [f"d{region.code}", f"d{region.code}y{disclosure.year}"]
        region = region.parent
    if differs:
        words += [DIFFERING, *(f"{DIFFERING}{word}" for word in words)]
    return {filter_word(kind, word) for word in words}


def _differs(disclosure: Disclosure) -> bool:
    failed = Finding.objects.filter(revision=disclosure.current, outcome=Outcome.FAIL)
    return failed.exclude(severity="info").exclude(check_id__in=DOUBTS).exists()


def _joined(words: set[str]) -> str:
    return " ".join(sorted(words))
