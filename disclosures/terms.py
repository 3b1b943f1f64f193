"""The field's terms that plain modules give in Chinese and pages show in the reader's language.

Statements, measures, classes, checks, items of the scorecard and the words for outcomes, states and bases: what
``{{ words|translated }}`` or ``gettext(words)`` may meet. ``disclosures.messages`` puts them into the catalogue.
"""

from collections.abc import Iterator

from disclosures.across_years.openings import LABELS
from disclosures.checks_catalogue import CATALOGUE
from disclosures.classification import CLASSES
from disclosures.comparison.ratios import RATIOS
from disclosures.comparison.unit_costs import UNIT_COSTS
from disclosures.completeness.items import FACES, ITEMS
from disclosures.department_kinds import RULE, labels
from disclosures.measures import MEASURES, THREE_PUBLIC_ITEMS
from disclosures.models import Correction, ErrorReport, SearchDocument
from disclosures.models.disclosure import Scope
from disclosures.models.finding import Outcome
from disclosures.pages.quality_checks import WORDS
from disclosures.statements import FORMS
from disclosures.wording import BASES, BUDGETS, FUNDS, OUTCOMES, STATES


def _every() -> Iterator[str]:
    for form in FORMS.values():
        yield form.title
        yield from (column.label for column in form.columns)
    yield from (label for _, label in THREE_PUBLIC_ITEMS)
    yield from (ratio.unit for ratio in RATIOS.values() if ratio.unit != "%")
    yield from (rule.per for rule in UNIT_COSTS)
    yield from (RULE, *labels())
    for measure in MEASURES.values():
        yield measure.label
        yield measure.counted_in
    yield from LABELS.values()
    yield from (name for _, name in CLASSES)
    for entry in CATALOGUE.values():
        yield from (entry.title, entry.formula, entry.tolerance, entry.source)
    yield from WORDS.values()
    for item in ITEMS:
        yield from (item.title, item.asked)
    yield from (word for face in FACES.values() for word in face)
    yield from (word for _, word in OUTCOMES.values())
    for words in (STATES, BUDGETS, FUNDS, BASES):
        yield from words.values()
    for choices in (Scope, Outcome, SearchDocument.Kind, Correction.Kind, ErrorReport.State):
        yield from (str(label) for label in choices.labels)


def terms() -> list[str]:
    """Every term once, in the order of its source; Chinese."""
    return list(dict.fromkeys(term for term in _every() if term))
