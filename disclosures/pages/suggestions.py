"""What a reader may mean while typing: districts, departments, subjects. Few and quick."""

from dataclasses import asdict, dataclass
from functools import cache

from django.utils.translation import gettext, gettext_lazy

from disclosures.classification import subjects
from disclosures.models import Region, SearchDocument
from disclosures.pages.found import load
from disclosures.pages.matches import RANKED, closest
from disclosures.pages.places import department_url, district_url
from disclosures.pages.search import address, held_regions
from disclosures.search.folding import fold
from disclosures.search.index import find
from disclosures.search.words import Asked, asked

Kind = SearchDocument.Kind
DISTRICTS, DEPARTMENTS, SUBJECTS = 2, 5, 4
LEVELS = {3: gettext_lazy("科目 · 类"), 5: gettext_lazy("科目 · 款"), 7: gettext_lazy("科目 · 项")}


@dataclass(frozen=True)
class Suggestion:
    label: str
    note: str
    href: str


def suggestions(typed: str) -> list[dict[str, str]]:
    """The districts, departments and subjects that fit what is typed so far, as plain data."""
    question = asked(typed)
    if not question.words:
        return []
    found = [*_districts(question), *_departments(question), *_subjects(question)]
    return [asdict(one) for one in found]


def _districts(question: Asked) -> list[Suggestion]:
    rows: tuple[Region, ...] = held_regions(question)
    return [Suggestion(row.name, row.full_name, district_url(row)) for row in rows[:DISTRICTS]]


def _departments(question: Asked) -> list[Suggestion]:
    rows = load(find(Kind.DEPARTMENT, question, RANKED).ids)
    found = (row.department for row in closest(rows.values(), question)[:DEPARTMENTS])
    return [Suggestion(one.name, one.region.full_name, department_url(one)) for one in found]


def _subjects(question: Asked) -> list[Suggestion]:
    """Subjects of the classification that some report prints, the broader ones first."""
    fitting = sorted(
        {code: name for code, name, folded in _named() if _fits(code, folded, question)}.items(),
        key=lambda one: (len(one[0]), one[0]),
    )
    printed = (one for one in fitting[: 2 * SUBJECTS] if find(Kind.SUBJECT, asked(one[0]), 0).count)
    return [
        Suggestion(
            f"{code} {name}", str(LEVELS.get(len(code), gettext("科目"))), address(asked(code), Kind.SUBJECT)
        )
        for code, name in list(printed)[:SUBJECTS]
    ]


@cache
def _named() -> tuple[tuple[str, str, str], ...]:
    """Code, name and its compared form of every subject."""
    return tuple((one.code, one.name, fold(one.name).text) for one in subjects("functional"))


def _fits(code: str, folded: str, question: Asked) -> bool:
    return all(code.startswith(word) if word.isdigit() else word in folded for word in question.words)
