"""The generator of hard pictures: the same seed gives the same files, and what is held for true is printed."""

import gc
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pypdfium2
import pytest

from disclosures.statements import FORMS, Shape, Side, Statement, StatementForm
from ingest.parsing.numerals import amount
from ingest.parsing.wire import to_json
from ingest.samples.figures import Figures, PrintedRow
from tests.conftest import CHROMIUM, leave_out
from tests.pictures import effects
from tests.pictures.documents import put_back, sheets
from tests.pictures.recipes import LONG, RECIPES, Pages, Recipe
from tests.pictures.reports import MODELS, compose, sample, typeset
from tests.pictures.scoring import score
from tests.test_samples import key_of, typeset_amounts

SEEDS = range(24)
BY_NAME = {recipe.name: recipe for recipe in RECIPES}


@pytest.fixture(scope="module")
def original():
    """A sample of which only the first statement is looked at."""
    return replace(whole := sample("wuchang-government-office-2024"), pages=whole.pages[:1])


@pytest.fixture
def page(original):
    """The picture of the first statement as it was typeset."""
    (_, sheet) = sheets(original, Recipe("plain"), seed=1)
    return sheet.picture


def pictures(original, recipe, seed):
    return [sheet.picture for sheet in sheets(original, recipe, seed) if sheet.picture is not None]


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_seed_gives_the_same_pictures(recipe, original):
    coarse = replace(recipe, dpi=100)
    assert same(pictures(original, coarse, 1), pictures(original, coarse, 1))


@pytest.mark.parametrize(
    "name", ["skew", "stamp", "broken rules", "specks and blur", "photograph", "office scan"]
)
def test_another_seed_gives_other_pictures(name, original):
    coarse = replace(BY_NAME[name], dpi=100)
    assert not same(pictures(original, coarse, 1), pictures(original, coarse, 2))


def test_a_seed_gives_the_same_file(original, tmp_path):
    for name in ("one.pdf", "other.pdf"):
        put_back(original, BY_NAME["office scan"], 1, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def texts_of(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded().strip() for page in document]


def test_a_file_of_pictures_holds_no_text(original, tmp_path):
    put_back(original, BY_NAME["clean"], 1, tmp_path / "scan.pdf")
    assert texts_of(tmp_path / "scan.pdf") == ["", ""]


def test_a_mixed_file_holds_the_text_of_all_pages_but_the_statements(original, tmp_path):
    made = put_back(original, BY_NAME["mixed"], 1, tmp_path / "mixed.pdf")
    texts = texts_of(tmp_path / "mixed.pdf")
    assert len(texts) == len(made) == original.report.source.pages
    assert [number for number, text in enumerate(texts, 1) if not text] == list(original.pages)


def test_two_upright_pages_stand_on_one_sheet(original):
    made = list(sheets(original, BY_NAME["two pages a sheet"], 1))
    assert [sheet.pages for sheet in made] == [(1, original.pages[0])]
    height, width = made[0].picture.shape[:2]
    assert width > height


def test_a_long_scan_shows_every_page_and_as_many_as_asked(original):
    made = list(sheets(original, replace(LONG, dpi=20), 1, least=45))
    assert len(made) == 45
    assert {number for sheet in made for number in sheet.pages} == set(range(1, 29))
    assert LONG.pages == Pages.ALL


def value(row: PrintedRow, place: int) -> Decimal:
    return amount(row.amount(place)) or Decimal(0)


def column_sums(row: PrintedRow, form: StatementForm) -> Iterator[tuple[Decimal, Decimal]]:
    """The identities among the columns of a row: (total, signed sum of the terms)."""
    numbers = [column.number for column in form.columns]
    if form.shape == Shape.LINES:
        if form.row(row.key).side == Side.INCOME:
            return
        numbers = numbers[1:]  # the first column belongs to the other side
    for identity in form.identities:
        if identity.axis == "columns":
            terms = [
                (-1 if term[0] == "-" else 1, numbers.index(term.lstrip("-"))) for term in identity.terms
            ]
            yield (
                value(row, numbers.index(identity.total)),
                sum(sign * value(row, place) for sign, place in terms),
            )


def line_sums(figures: Figures, form: StatementForm) -> Iterator[tuple[Decimal, Decimal]]:
    """The identities among the lines of a side: (total, sum of the terms)."""
    for identity in form.identities:
        if identity.axis == "lines":
            for place in range(len(form.columns) - 1):
                rows = [figures.row(form.statement, line) for line in (identity.total, *identity.terms)]
                total, *terms = (value(row, place) for row in rows)
                yield total, sum(terms)


def tree_sums(rows: Sequence[PrintedRow]) -> Iterator[tuple[Decimal, Decimal]]:
    """Every row of a statement by code, and the sum of the rows one level below it."""
    for upper in rows:
        digits = len(upper.key) + 2 if upper.key else 3
        below = [row for row in rows if len(row.key) == digits and row.key.startswith(upper.key)]
        for place in range(len(upper.amounts)) if below else ():
            yield value(upper, place), sum(value(row, place) for row in below)


def economic_sums(figures: Figures) -> Iterator[tuple[Decimal, Decimal]]:
    """人员经费合计 and 公用经费合计 together, and the basic expenditure of form 05; each 类 and its 款."""
    rows = {row.key: value(row, 0) for row in figures.rows(Statement.BASIC_BY_ECONOMIC)}
    yield rows["人员经费合计"] + rows["公用经费合计"], value(figures.row(Statement.GENERAL_BUDGET, ""), 1)
    for upper in (key for key in rows if len(key) == 3):
        yield rows[upper], sum(fen for key, fen in rows.items() if len(key) == 5 and key.startswith(upper))


def sums_of(figures: Figures) -> list[tuple[Decimal, Decimal]]:
    sums = list(economic_sums(figures))
    for name, rows in figures.statements.items():
        form = FORMS[Statement(name)]
        sums += line_sums(figures, form)
        sums += [pair for row in rows for pair in column_sums(row, form)]
        if form.shape == Shape.CODES:
            sums += tree_sums(rows)
    summary, spent = (figures.row(name, key) for name, key in (("summary", "57"), ("expenditure", "")))
    return [*sums, (value(summary, 0), value(spent, 0))]


@pytest.mark.parametrize(
    "seed", [seed for seed in SEEDS if not MODELS[seed % len(MODELS)].startswith("putuo")]
)
def test_the_sums_of_invented_figures_hold(seed):
    sums = sums_of(compose(seed)[1])
    assert len(sums) > 100
    assert [pair for pair in sums if pair[0] != pair[1]] == []


def test_seeds_print_amounts_in_different_ways():
    texts = {
        seed: [text for rows in compose(seed)[1].statements.values() for row in rows for text in row.amounts]
        for seed in SEEDS
    }
    assert {any("," in text for text in held) for held in texts.values()} == {True, False}
    assert {"0.00" in held for held in texts.values()} == {True, False}


@pytest.mark.parametrize("seed", [0, 1])
def test_what_is_held_for_true_is_what_was_typeset(seed, tmp_path):
    if not CHROMIUM.exists():
        leave_out("typesetting of invented reports", "there is no chromium")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # fontTools leaves the collection of fonts open
        made = typeset(seed, tmp_path)
        gc.collect()
    _, figures = compose(seed)
    for name, rows in figures.statements.items():
        read = made.report.statement(Statement(name))
        cells = {
            key_of(row): {cell.column: cell.text for cell in row.cells if cell.text} for row in read.rows
        }
        for row in rows:
            assert cells.get(row.key, {}) == typeset_amounts(Statement(name), row), (name, row)


def test_faint_rules_are_pale_and_the_print_stays(page):
    faint = effects.fade_rules(page, np.random.default_rng(1))
    changed = (faint != page).any(axis=2)
    assert 0.005 < changed.mean() < 0.05
    assert faint[changed].min() >= 200
    assert (faint.min(axis=2) < effects.INK).sum() > 20_000


def test_broken_rules_lose_a_part_and_the_print_stays(page):
    broken = effects.break_rules(page, np.random.default_rng(1), share=0.1)
    rules = effects._rules(page) & (page.min(axis=2) < effects.INK)
    lost = (broken[rules].min(axis=1) == 255).mean()
    assert 0.08 < lost < 0.12
    assert np.array_equal(broken[~effects._rules(page)], page[~effects._rules(page)])


@pytest.mark.parametrize("dark", [False, True])
def test_a_stamp_covers_some_of_the_page_and_the_print_shows_through(page, dark):
    stamped = effects.stamp(page, np.random.default_rng(1), dark=dark)
    covered = (stamped != page).any(axis=2)
    assert 0.002 < covered.mean() < 0.05
    assert (stamped <= page).all()  # ink only darkens


def test_two_half_turns_give_the_page_back(page):
    chance = np.random.default_rng(1)
    assert np.array_equal(effects.turn(effects.turn(page, chance), chance), page)


def read_as(truth, change):
    """A reading of that report in which every amount was recognised, and one cell of form 01 changed."""
    cells = [cell for read in truth["statements"] for row in read["rows"] for cell in row["cells"]]
    for cell in cells:
        cell |= {"origin": "ocr", "confidence": 0.99, "doubtful": False}
    first = next(cell for cell in cells if cell["amount"] is not None)
    first |= change
    return truth


@pytest.mark.parametrize(
    ("change", "right", "wrong", "blanks"),
    [
        ({}, 0, 0, 0),
        ({"amount": "2362.28", "text": "2,362.28"}, -1, 1, 0),
        ({"amount": "2362.28", "doubtful": True}, -1, 0, 0),
        ({"amount": None, "text": ""}, -1, 0, 1),
    ],
)
def test_a_reading_is_scored_amount_by_amount(change, right, wrong, blanks, original):
    truth = to_json(original.report)
    scored = score(truth, read_as(to_json(original.report), change), "report")
    assert scored.right - scored.printed == right
    assert (len(scored.wrong), len(scored.blanks)) == (wrong, blanks)
    assert all("2,362.26" in str(one) for one in scored.wrong + scored.blanks)
    assert scored.statements == scored.statements_found > 0
