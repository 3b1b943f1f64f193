"""What the checks say when any one number, sign or word of the correct report is another."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from ingest.parsing.facts import Finding
from tests.checks.correct_report import Draft, findings
from tests.golden_files import compare_with_golden

NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|年)")
OPPOSITES = (
    *(("增加", "减少"), ("减少", "增加"), ("增长", "下降"), ("下降", "增长")),
    *(
        ("大于", "小于"),
        ("小于", "大于"),
        ("等于", "大于"),
        ("持平", "增加"),
        ("主要原因", "其中"),
        ("万元", "元"),
    ),
)


def one_more(text: str) -> str:
    """The last digit counted up: what rounding may explain."""
    value = Decimal(text.replace(",", ""))
    return str(value + Decimal(1).scaleb(value.as_tuple().exponent))


def much_more(text: str) -> str:
    value = Decimal(text.replace(",", ""))
    return str(value * 2 + 1)


def nothing(text: str) -> str:
    return ""


CHANGES = (one_more, much_more, nothing)


def told(one: Finding) -> str:
    numbers = "/".join((one.found, one.expected, one.difference, one.tolerance))
    return f"{one.check} {one.outcome.value} {one.severity.value} {numbers} {one.claim} {len(one.where)}"


def drafts_of_section(number: str) -> Iterator[tuple[str, Draft]]:
    """A draft for every number and every word of the section that has an opposite."""
    title, paragraphs = Draft().prose[number]
    for place, text in enumerate(paragraphs):
        swaps = [
            (f"{change.__name__} {place}:{found.start()} {found[0]}", *found.span(), change(found[0]))
            for found in NUMBER.finditer(text)
            for change in CHANGES
        ]
        swaps += [
            (f"{old} {new} {place}:{found.start()}", *found.span(), new)
            for old, new in OPPOSITES
            for found in re.finditer(old, text)
        ]
        for name, start, end, new in swaps:
            draft = Draft()
            changed = [*paragraphs]
            changed[place] = f"{text[:start]}{new}{text[end:]}"
            draft.prose[number] = (title, changed)
            yield name, draft


def drafts_of_statement(statement) -> Iterator[tuple[str, Draft]]:
    """A draft for every amount that the statement prints."""
    for row, texts in Draft().cells[statement].items():
        for column, text in enumerate(texts):
            for change in CHANGES if text else ():
                draft = Draft()
                draft.cells[statement][row][column] = change(text)
                yield f"{change.__name__} {row}:{column + 1} {text}", draft


@pytest.fixture(scope="module")
def unchanged():
    return [told(one) for one in findings(Draft())]


def compare(name, drafts, unchanged):
    seen = {}
    for what, draft in drafts:
        found = [told(one) for one in findings(draft)]
        new = [one for one in found if one not in unchanged]
        gone = [f"- {one}" for one in unchanged if one not in found]
        seen[what] = new + gone
    compare_with_golden(name, seen)


@pytest.mark.parametrize("number", list(Draft().prose))
def test_every_number_of_the_narrative(number, unchanged):
    compare(f"numbers-{number}", drafts_of_section(number), unchanged)


@pytest.mark.parametrize("statement", list(Draft().cells))
def test_every_amount_of_the_statements(statement, unchanged):
    compare(f"numbers-{statement.value}", drafts_of_statement(statement), unchanged)
