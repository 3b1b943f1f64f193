"""How exactly reports are read: amounts against what was typeset, and the printed number inside every box.

The samples against the figures they were typeset from; where ``../shared`` lies beside the checkout, its typeset
reports against their truth files. ``python -m tests.benchmarks.accuracy``; with ``--write`` the sums go into the file
that the site shows.
"""

import argparse
import csv
import importlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosures.statements import Statement
from ingest.parsing.facts import Cell, Origin, Report
from ingest.parsing.numerals import amount, squeeze
from ingest.parsing.report import parse
from ingest.parsing.version import PARSER_VERSION
from ingest.samples.figures import read_figures
from tests.test_samples import SAMPLES, WITH_TABLES, key_of, typeset_amounts

TYPESET = Path(__file__).resolve().parents[3] / "shared" / "typeset"
MEASURED = Path(__file__).resolve().parents[2] / "disclosures" / "data" / "accuracy.csv"  # the site shows it
SLACK = 0.6  # points that a glyph's middle may lie outside its box

# Where an amount stands: form, row, column; and the amount.
Amounts = set[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Score:
    name: str
    expected: int
    right: int
    read: int
    boxes: int
    holding: int


def _plain(text: str) -> str:
    value = amount(text)
    return "" if value is None else f"{value:.2f}"


def printed_cells(report: Report) -> Iterator[tuple[str, str, Cell]]:
    """Form, row key and cell of every amount that stands where it is printed."""
    for read in report.statements:
        for row in read.rows:
            for cell in row.cells:
                if cell.amount is not None and cell.origin != Origin.DERIVED and read.form:
                    yield read.form, key_of(row), cell


def amounts_read(report: Report) -> Amounts:
    return {(form, key, cell.column, f"{cell.amount:.2f}") for form, key, cell in printed_cells(report)}


def amounts_of_sample(name: str, report: Report) -> Amounts:
    """What the sample was typeset from."""
    expected: Amounts = set()
    for statement, rows in read_figures(name).statements.items():
        form = report.statement(Statement(statement)).form
        for row in rows:
            for column, text in typeset_amounts(Statement(statement), row).items():
                expected.add((form, row.key, column, _plain(text)))
    return expected


def amounts_of_truth(truth: dict[str, Any]) -> Amounts:
    """The triples of a truth file: row key, row name, column, amount."""
    return {
        (form, squeeze(key) or (squeeze(name) if form == "06" else ""), squeeze(str(column)), _plain(value))
        for form, table in truth["tables"].items()
        for key, name, column, value in table["triples"]
    }


def boxes_holding(path: Path, report: Report) -> tuple[int, int]:
    """How many amounts have a box, and in how many of them pdfplumber finds just that number."""
    boxed = [cell for _, _, cell in printed_cells(report) if cell.bbox and cell.page]
    glyphs: dict[int, list[dict[str, Any]]] = {}
    with importlib.import_module("pdfplumber").open(path) as document:
        for number in {cell.page for cell in boxed}:
            glyphs[number] = document.pages[number - 1].dedupe_chars().chars
    return len(boxed), sum(_holds(cell, glyphs[cell.page]) for cell in boxed)


def _holds(cell: Cell, glyphs: list[dict[str, Any]]) -> bool:
    x0, top, x1, bottom = cell.bbox
    inside = [
        glyph
        for glyph in glyphs
        if x0 - SLACK <= (glyph["x0"] + glyph["x1"]) / 2 <= x1 + SLACK
        and top - SLACK <= (glyph["top"] + glyph["bottom"]) / 2 <= bottom + SLACK
    ]
    inside.sort(key=lambda glyph: (round(glyph["top"]), glyph["x0"]))
    return squeeze("".join(glyph["text"] for glyph in inside)) == squeeze(cell.text)


def score(path: Path, report: Report, expected: Amounts) -> Score:
    read = amounts_read(report)
    return Score(path.stem, len(expected), len(expected & read), len(read), *boxes_holding(path, report))


def scores() -> Iterator[Score]:
    for name in WITH_TABLES:
        path = SAMPLES / f"{name}.pdf"
        report = parse(path)
        yield score(path, report, amounts_of_sample(name, report))
    for path in sorted(TYPESET.glob("*.pdf")):
        if path.stem.partition("_")[0] in ("img150", "scan", "nouni"):
            continue  # pictures of text: not read yet
        truth = json.loads(path.with_name(f"{path.stem}.truth.json").read_text(encoding="utf-8"))
        yield score(path, parse(path), amounts_of_truth(truth))


def write(found: list[Score]) -> None:
    """Put the sums into the file that the site shows."""
    sums = {
        "on": date.today().isoformat(),
        "parser_version": PARSER_VERSION,
        "reports": len(found),
        "printed": sum(one.expected for one in found),
        "read": sum(one.read for one in found),
        "right": sum(one.right for one in found),
        "boxes": sum(one.boxes for one in found),
        "holding": sum(one.holding for one in found),
    }
    with MEASURED.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, sums, lineterminator="\n")
        rows.writeheader()
        rows.writerow(sums)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true", help="write what the site shows")
    asked = options.parse_args()
    logging.disable(logging.CRITICAL)
    found = list(scores())
    print(f"{'report':42}{'amounts':>8}{'recall':>8}{'precision':>10}{'boxes':>7}{'holding':>9}")
    for one in found:
        print(
            f"{one.name:42}{one.expected:8}{one.right / one.expected:8.4f}{one.right / one.read:10.4f}"
            f"{one.boxes:7}{one.holding / max(1, one.boxes):9.4f}"
        )
    expected, right = sum(one.expected for one in found), sum(one.right for one in found)
    read, boxes = sum(one.read for one in found), sum(one.boxes for one in found)
    holding = sum(one.holding for one in found)
    print(
        f"{len(found)} reports: {expected} amounts, recall {right / expected:.4f}, "
        f"precision {right / read:.4f}; {boxes} boxes, {holding / boxes:.4f} hold their number"
    )
    if asked.write:
        write(found)


if __name__ == "__main__":
    main()
