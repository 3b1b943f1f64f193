"""What a search found, as a reader sees it: whose report, the lines that fit, each with the way to its spot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.models import Disclosure, SearchDocument
from disclosures.pages.found_text import Snippet, contains, how_many, snippet
from disclosures.pages.places import (
    cell_anchor,
    department_url,
    original_url,
    report_url,
    statement_url,
)
from disclosures.pages.reading import preferred
from disclosures.pages.sections import HEADING, NARRATIVE_PART
from disclosures.search.documents import passage_lines
from disclosures.statements import FORMS
from disclosures.templatetags.language import around, chinese
from disclosures.wording import printed_text

Kind = SearchDocument.Kind
LINES = 3  # of one report
Siblings = dict[int, list[Disclosure]]


@dataclass(frozen=True)
class Line:
    """One row, term or sentence that fits. ``find`` is what is printed from the word on, for the browser to go to."""

    text: SafeString
    href: str
    note: str = ""
    find: str = ""
    page: int | None = None
    page_href: str = ""
    plain: str = ""
    code: str = ""
    amount: str = ""
    recognised: bool = False  # the amount, in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Hit:
    """``of`` is whose report it is, ``others`` how many more of its lines fit, ``same`` the hits that are shown with
    this one because their reports explain the same words word for word."""

    kind: str
    title: SafeString
    href: str
    note: str
    lines: tuple[Line, ...] = ()
    others: int = 0
    same: tuple["Hit", ...] = ()
    disclosure: Disclosure | None = field(default=None, compare=False)
    document: SearchDocument | None = field(default=None, compare=False)


def load(ids: Iterable[int]) -> dict[int, SearchDocument]:
    """Documents by id, with all that showing them needs."""
    rows = SearchDocument.objects.filter(pk__in=list(ids)).defer("words")
    related = ("department__region", "disclosure__current", "passage")
    return {row.pk: row for row in rows.select_related(*related)}


def siblings(documents: Iterable[SearchDocument]) -> Siblings:
    """What readers see of the departments of these documents."""
    departments = {document.department_id for document in documents}
    found: Siblings = {}
    for row in Disclosure.objects.published().filter(department__in=departments).order_by("year", "scope"):
        found.setdefault(row.department_id, []).append(row)
    return found


def texts(document: SearchDocument) -> list[str]:
    """All that is looked at in a document."""
    if document.passage:
        return passage_lines(document.passage)
    names = [item["name"] for item in document.items]
    return [*names, *(item["text"] for item in document.items if "text" in item)]


def holds(document: SearchDocument, words: Sequence[str]) -> bool:
    """Whether Chinese words of three letters and more stand there as they are, not only their bigrams."""
    long = [word for word in words if len(word) > 2 and not word.isascii()]
    if not long:
        return True
    about = (document.department.name, document.department.region.full_name)
    held = "\n".join(
        (*texts(document), *about, f"{document.disclosure.year}年度" if document.disclosure else "")
    )
    return all(contains(held, word) for word in long)


def hit(document: SearchDocument, words: tuple[str, ...], held: Siblings, most: int = LINES) -> Hit:
    """A document as it is shown, with ``most`` of its lines."""
    known = held.get(document.department_id, [])
    if document.disclosure is None:
        return _department_hit(document, words, known)
    department, disclosure = document.department, document.disclosure
    scope = "" if preferred(known, disclosure.year) == disclosure else disclosure.scope
    address = report_url(department, disclosure.year, scope)
    lines = _lines(document, words, address, scope)
    said = {"name": department.name, "year": disclosure.year}
    title = conditional_escape(gettext("%(name)s %(year)s 年度") % said)
    note = gettext("本级") if scope == "own" else ""
    found = (document.kind, title, lines[0].href if lines else address, note)
    rest = max(0, len(lines) - most)
    return Hit(*found, tuple(lines[:most]), rest, disclosure=disclosure, document=document)


def once(hits: Iterable[Hit], words: tuple[str, ...]) -> tuple[Hit, ...]:
    """Explanations that several reports print word for word once, with the first of them; other hits as they are."""
    groups: dict[object, list[Hit]] = {}
    for place, one in enumerate(hits):
        said: object = place
        if one.kind == Kind.TERM and one.document is not None:
            fitting = (item for item in one.document.items if _fitting(item, words))
            said = tuple((item["name"], item["text"]) for item in fitting)
        groups.setdefault(said, []).append(one)
    return tuple(replace(first, same=tuple(same)) for first, *same in groups.values())


def _department_hit(document: SearchDocument, words: tuple[str, ...], known: list[Disclosure]) -> Hit:
    department = document.department
    newest = max((one.year for one in known), default="")
    held = {"count": len(known), "year": newest}
    note = f"{department.region.full_name} · {gettext('%(count)s 份报告，最近 %(year)s 年度') % held}"
    title = snippet(department.name, words, whole=True)
    others = [item["name"] for item in document.items if item["name"] != department.name]
    former = next((one for one in others if not title.found and contains(one, words[0])), "")
    if former:
        note = around(gettext("也写作：%(name)s；"), name=former) + note
    return Hit(document.kind, title.html, department_url(department), note, document=document)


def _lines(document: SearchDocument, words: tuple[str, ...], address: str, scope: str) -> list[Line]:
    """The lines that fit, those with most of the words first."""
    if document.kind == Kind.TEXT:
        return [_sentence(document, words, address)]
    ranked = []
    for place, item in enumerate(document.items):
        fitting = _fitting(item, words)
        if fitting:
            ranked.append((-fitting, item.get("code", "") not in words, place, item))
    makers = {Kind.SUBJECT: _subject, Kind.TERM: _term, Kind.PROJECT: _project, Kind.INDICATOR: _indicator}
    make = makers[Kind(document.kind)]
    shown = sorted(ranked, key=lambda one: one[:3])
    return [make(document, item, words, address, scope) for *_, item in shown]


def _fitting(item: dict, words: tuple[str, ...]) -> int:
    code = item.get("code", "")
    if code:
        named = item["name"]
        return sum(
            code.startswith(word) if word.isdigit() and len(word) > 2 else contains(named, word)
            for word in words
        )
    return how_many(f"{item['name']}\n{item.get('text', '')}", words)


def _sentence(document: SearchDocument, words: tuple[str, ...], address: str) -> Line:
    passage = document.passage
    numbered = passage.part == NARRATIVE_PART and passage.number
    anchor = f"s{passage.number}" if numbered else f"w{passage.position}"
    best = max(passage.paragraphs, key=lambda one: _rank(one["text"], words))
    inside = how_many(best["text"], words)
    cut = snippet(best["text"] if inside else passage.title, words)
    title = f"{passage.number}、{passage.title}" if passage.number else passage.title
    page = best["page"] if inside else passage.page
    return _line(document, cut, f"{address}#{anchor}", chinese(title), page)


def _rank(text: str, words: tuple[str, ...]) -> tuple[int, bool]:
    """Sentences with more of the words first; a heading within the section after its sentences."""
    return how_many(text, words), not HEADING.match(text)


def _subject(document: SearchDocument, item: dict, words: tuple[str, ...], address: str, scope: str) -> Line:
    code, name = item["code"], item["name"]
    typed = next((word for word in words if word.isdigit() and code.startswith(word)), "")
    cut = snippet(name, words, whole=True)
    marked_code = format_html("<mark>{}</mark>{}", typed, code[len(typed) :]) if typed else code
    html = format_html('<span class="code">{}</span> {}', marked_code, cut.html)
    of = document.disclosure
    table = statement_url(document.department, of.year, item["statement"], scope)
    shown = printed_text(item["amount"])
    amount = gettext("%(amount)s 万元") % {"amount": shown} if shown else gettext("空白")
    seen = item.get("recognised", False)
    amount += gettext("（图片识别）") if seen else ""
    note = f"{gettext(FORMS[item['statement']].title)} · {amount}"
    href = f"{table}#{cell_anchor(code, item['column'])}"
    line = _line(document, Snippet(html, name), href, note, item["page"])
    return replace(line, code=code, amount=item["amount"], recognised=seen)


def _term(document: SearchDocument, item: dict, words: tuple[str, ...], address: str, scope: str) -> Line:
    cut = snippet(item["text"], words)
    title = snippet(item["name"], words, whole=True)
    html = format_html("<b>{}</b>：{}", title.html, cut.html)
    found = Snippet(html, f"{item['name']}：{cut.text}", cut.first)
    return _line(document, found, f"{address}#mc{item['term']}", "", item["page"])


def _project(document: SearchDocument, item: dict, words: tuple[str, ...], address: str, scope: str) -> Line:
    evaluated = "evaluation" in item
    anchor = f"zp{item['evaluation']}" if evaluated else f"s{item['section']}"
    cut = snippet(item["name"], words, whole=True)
    return _line(
        document,
        cut,
        f"{address}#{anchor}",
        gettext("绩效自评") if evaluated else gettext("文字说明"),
        item["page"],
    )


def _indicator(
    document: SearchDocument, item: dict, words: tuple[str, ...], address: str, scope: str
) -> Line:
    cut = snippet(item["name"], words, whole=True)
    said = [around(gettext("目标 %(value)s"), value=item["target"])] if item["target"] else []
    said += [around(gettext("实际 %(value)s"), value=item["actual"])] if item["actual"] else []
    note = format_html_join(
        " · ", "{}", ((one,) for one in (chinese(item["of"]) or gettext("整体支出"), *said))
    )
    return _line(document, cut, f"{address}#zp{item['evaluation']}", note, item["page"])


def _line(document: SearchDocument, cut: Snippet, href: str, note: str, page: int | None) -> Line:
    revision = document.disclosure.current
    page_href = original_url(revision, page) if page else ""
    return Line(cut.html, href, note, cut.first, page, page_href, cut.text)
