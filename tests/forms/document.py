"""A sample report as plain values: headings, paragraphs and tables in order, read from the HTML it is typeset from."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.samples.figures import DATA, read_figures
from ingest.samples.report import report_html, statements_html

NAMES = sorted(path.stem for path in DATA.glob("*.json"))
_TEXTS = ("h1", "h2", "h3", "p", "span", "div")


@dataclass(frozen=True)
class Cell:
    text: str
    span: int = 1
    depth: int = 1
    kind: str = ""  # "a" for amounts


@dataclass
class Table:
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(frozen=True)
class Text:
    text: str
    heading: int = 0
    caption: bool = False


@dataclass
class Part:
    """One section: a statement's sheet, or a part of the report."""

    statement: bool
    blocks: list[Text | Table] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "section":
            self.parts.append(Part("sheet" in (given.get("class") or "").split()))
        elif tag == "table":
            self.parts[-1].blocks.append(Table())
        elif tag == "tr":
            self.parts[-1].blocks[-1].rows.append([])
        self.open.append((tag, given))
        self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        _, given = self.open.pop()
        blocks = self.parts[-1].blocks
        if tag in ("td", "th"):
            span, depth = int(given.get("colspan", 1)), int(given.get("rowspan", 1))
            blocks[-1].rows[-1].append(Cell(self.text, span, depth, given.get("class") or ""))
        elif tag in _TEXTS and self.text.strip():
            heading = int(tag[1]) if tag[0] == "h" else 0
            blocks.append(Text(self.text, heading, tag in ("span", "div")))
        self.text = ""


def parts_of(name: str) -> list[Part]:
    """The sample's cover, contents, parts, statements and forms; statements that its PDF has as pictures are tables."""
    reader = _Reader()
    reader.feed(html_of(name))
    return [part for part in reader.parts if part.blocks]


def html_of(name: str) -> str:
    """The sample's body."""
    facts = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return report_html(facts, statements_html(facts, read_figures(name)))


def width_of(table: Table) -> int:
    """How many columns a table has."""
    return max(column + cell.span for *_, column, cell in placed(table))


def placed(table: Table) -> list[tuple[int, int, Cell]]:
    """Row and column of every cell, from 0, as merged cells push them aside."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + y, column + x) for y in range(cell.depth) for x in range(cell.span)}
            found.append((row, column, cell))
    return found
