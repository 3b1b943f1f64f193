"""Statements that are pictures: amounts come out right or in doubt, never wrong without doubt.

One page of a sample is a picture, the others keep their text. More pages and more kinds of pictures:
``python -m tests.benchmarks.pictures``.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.parsing.pages import Page
from ingest.parsing.pictures.recognise import Recognised
from ingest.parsing.pictures.sight import Seen
from ingest.parsing.report import parse
from ingest.parsing.wire import to_json
from ingest.sandbox import Limits, Reader
from tests.benchmarks.accuracy import amounts_of_truth, amounts_read
from tests.pictures.documents import put_back
from tests.pictures.recipes import RECIPES, Pages, Recipe
from tests.pictures.reports import Original, sample
from tests.pictures.scoring import Score, cells, score

BY_NAME = {recipe.name: recipe for recipe in RECIPES}
SUMMARY, GENERAL_BUDGET = 5, 12  # pages of the sample
SEED = 3


@pytest.fixture(scope="module")
def original() -> Original:
    return sample("wuchang-government-office-2024")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Limits()) as reader:
        yield reader


def statement_on(page: int, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with the statement of that page alone."""
    return answer | {"statements": [read for read in answer["statements"] if page in read["pages"]]}


def read_picture(
    original: Original, page: int, recipe: Recipe, reader: Reader, folder: Path
) -> dict[str, Any]:
    """What is read of the sample with one page a picture."""
    target = folder / "pictured.pdf"
    put_back(replace(original, pages=(page,)), replace(recipe, pages=Pages.MIXED), SEED, target)
    answer = reader.read(target, target.name)
    assert "error" not in answer
    assert answer["pictured"] == [page]
    return statement_on(page, answer)


def scored(original: Original, page: int, answer: dict[str, Any]) -> Score:
    return score(statement_on(page, to_json(original.report)), answer)


def test_the_prose_of_a_page_with_text_of_its_own_was_not_recognised():
    def seen(number: int, whole: bool) -> tuple[Seen, ...]:
        return (Seen(Page(number, ()), None, (), whole=whole),)  # type: ignore[arg-type]

    assert Recognised((), {7: seen(7, True), 5: seen(5, False), 4: seen(4, True)}).pictured == (4, 7)


@pytest.mark.parametrize(
    ("name", "page", "least"),
    [
        ("clean", SUMMARY, 1.0),
        ("skew", GENERAL_BUDGET, 1.0),
        ("dark stamp", GENERAL_BUDGET, 1.0),
        ("coloured print", SUMMARY, 1.0),
        ("low contrast", SUMMARY, 1.0),
        ("broken rules", GENERAL_BUDGET, 0.95),
        ("office scan", GENERAL_BUDGET, 0.9),
    ],
)
def test_amounts_of_a_picture_are_right_or_in_doubt(name, page, least, original, reader, tmp_path):
    answer = read_picture(original, page, BY_NAME[name], reader, tmp_path)
    found = scored(original, page, answer)
    assert [str(wrong) for wrong in (*found.wrong, *found.blanks)] == []
    assert found.recall >= least
    assert found.accepted >= 0.85 * found.printed
    assert {one.origin for one in cells(answer) if one.amount is not None} == {"ocr"}


def test_a_report_typeset_elsewhere_and_scanned_is_read_whole(shared):
    path = shared / "typeset" / "img150_004.pdf"
    expected = amounts_of_truth(
        json.loads(path.with_name(f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    )
    assert expected and amounts_read(parse(path)) == expected
