"""The page of a search: what was found of every kind, or one kind page by page, and what else to look for."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from disclosures import region_search
from disclosures.models import Region, SearchDocument
from disclosures.pages.found import Hit, hit, once, siblings
from disclosures.pages.matches import PER_PAGE, Match, matches
from disclosures.search.index import COUNTED, find_all
from disclosures.search.words import Asked, asked

Kind = SearchDocument.Kind
MOST_PAGES = COUNTED // PER_PAGE
MOST_REGIONS = 12
COUNTS = {Kind.DEPARTMENT: gettext_lazy("%(count)s 个"), Kind.TEXT: gettext_lazy("%(count)s 节")}


@dataclass(frozen=True)
class Group:
    """What was found of one kind; ``href`` shows all of it."""

    kind: str
    label: str
    count: int
    more: bool
    hits: tuple[Hit, ...]
    href: str
    current: bool

    @property
    def number(self) -> str:
        return f"{self.count:,}{'+' if self.more else ''}"

    @property
    def counted(self) -> str:
        """How many, and of what."""
        return (COUNTS.get(Kind(self.kind)) or gettext("%(count)s 份报告")) % {"count": self.number}

    @property
    def rest(self) -> bool:
        """Whether there is more than what is shown."""
        return self.count > sum(1 + len(one.same) for one in self.hits)


@dataclass(frozen=True)
class Try:
    """Another search that finds something."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class SearchPage:
    question: Asked
    kind: str = ""
    groups: tuple[Group, ...] = ()
    regions: tuple[Region, ...] = ()
    tries: tuple[Try, ...] = ()
    page: int = 1
    pages: int = 1
    previous: str = ""
    following: str = ""

    @property
    def total(self) -> int:
        return sum(group.count for group in self.groups) + len(self.regions)

    @property
    def everything(self) -> str:
        return address(self.question)

    @property
    def csv(self) -> str:
        return address(self.question, self.kind, name="search-csv")


def address(question: Asked, kind: str = "", page: int = 1, name: str = "search") -> str:
    """The address that shows this."""
    given = {
        "q": question.text,
        "k": kind,
        "d": question.district,
        "y": question.year,
        "fail": "1" if question.differing else "",
        "p": page if page > 1 else "",
    }
    return f"{reverse(name)}?{urlencode({key: value for key, value in given.items() if value})}"


def search_page(question: Asked, kind: str = "", page: int = 1) -> SearchPage:
    """All kinds with a few hits each, or one kind page by page."""
    if not question.words:
        return SearchPage(question, kind)
    found = matches(question, kind, page)
    held = siblings(document for match in found.values() for document in match.documents)
    groups = tuple(_group(one, match, question, held, one == kind) for one, match in found.items())
    regions = () if kind else held_regions(question)
    nothing = not regions and not any(group.count for group in groups)
    pages = max(1, -(-found[kind].count // PER_PAGE)) if kind else 1
    return SearchPage(
        question,
        kind,
        groups,
        regions,
        _tries(question) if nothing else (),
        page,
        pages,
        address(question, kind, page - 1) if page > 1 else "",
        address(question, kind, page + 1) if page < pages else "",
    )


def _group(kind: str, match: Match, question: Asked, held, current: bool) -> Group:
    hits = once((hit(document, question.words, held) for document in match.documents), question.words)
    return Group(
        kind,
        gettext(Kind(kind).label),
        match.count,
        match.more,
        hits,
        address(question, kind),
        current,
    )


def held_regions(question: Asked) -> tuple[Region, ...]:
    """Districts with something published, and the cities above them, that fit by name, code or pinyin."""
    documents = SearchDocument.objects.filter(disclosure__isnull=True)
    pairs = documents.order_by().values_list("department__region", "department__region__parent").distinct()
    among = {code for pair in pairs for code in pair if code}
    found = region_search.search(question.text, MOST_REGIONS, among)
    return tuple(Region(region.code, region.name, region.full_name) for region in found)


def _tries(question: Asked) -> tuple[Try, ...]:
    """Where nothing was found: without the filters, each word alone, parts of a long word."""
    if question.filtered:
        wider = asked(question.text)
        count = _count(wider)
        note = gettext("不限地区和年度，%(count)s 处") % {"count": f"{count:,}"}
        return (Try(question.text, address(wider), note),) if count else ()
    candidates = question.text.split()
    if len(candidates) == 1:
        candidates = _parts(question.words[0])
    counted = [(word, _count(asked(word))) for word in dict.fromkeys(candidates[:4])]
    return tuple(
        Try(word, address(asked(word)), gettext("%(count)s 处") % {"count": f"{count:,}"})
        for word, count in counted
        if count
    )


def _count(question: Asked) -> int:
    return sum(one.count for one in find_all(question, dict.fromkeys(Kind.values, (0, 0))).values())


def _parts(word: str) -> list[str]:
    """Beginnings and ends of a long word: 政府采购管理办法 → 政府采购, 管理办法, 政府, 办法; 2010399 → 20103, 201."""
    if word.isdigit():
        return [word[:length] for length in (5, 3) if length < len(word)]
    if len(word) < 3 or word.isascii():
        return []
    half = len(word) // 2
    return [part for part in (word[:half], word[half:], word[:2], word[-2:]) if len(part) > 1]
