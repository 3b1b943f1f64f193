"""What a check can lay its hands on: the cells, claims and words of one report, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosures.statements import FORMS, Shape, State, Statement
from ingest.checks.tolerance import Nearness, Quantity, nearness, quantity
from ingest.checks.unclear import unclear
from ingest.parsing.facts import (
    Cell,
    Claim,
    MeasureRead,
    Origin,
    Place,
    Report,
    Section,
    StatementRead,
    StatementRow,
)

NARRATIVE = 3  # 第三部分 决算情况说明
_UNSURE = "其中有识别得到或两次读取不同的数"


@dataclass(frozen=True)
class Operand:
    """One printed number (万元) and its place; ``amount`` None where it is blank.

    ``doubt`` says why a sum that does not hold is no proof against the report, "" where it is: the number was
    recognised in a picture, two readers read it differently, or its statement calls it unclear.
    """

    amount: Decimal | None
    place: Place
    near: Nearness = Nearness.PRINTED
    doubt: str = ""

    @property
    def quantity(self) -> Quantity:
        """What a printed amount stands for; only for operands that are not blank."""
        assert self.amount is not None
        return quantity(self.amount, self.near)


@dataclass(frozen=True)
class Sentence:
    """A paragraph of prose with its section."""

    text: str
    section: Section
    page: int | None

    @property
    def place(self) -> Place:
        return Place(page=self.page, text=self.text[:400])


def row_key(read: StatementRead, row: StatementRow) -> str:
    """What names a row: 行次, code, "" for 合计, the name of a total in form 06."""
    if read.form in ("01", "04"):
        return row.line
    return row.code or (row.name if read.form == "06" else "")


def cell_operand(read: StatementRead, row: StatementRow, cell: Cell) -> Operand:
    """A cell with its place; ``text`` of the place is the row's name and the printed amount."""
    place = Place(
        page=cell.page,
        statement=read.statement.value,
        row=row_key(read, row),
        column=cell.column,
        text=f"{row.name} {cell.text}".strip(),
        bbox=cell.bbox,
    )
    unsure = cell.origin is Origin.OCR or (cell.second is not None and cell.second != cell.text)
    return Operand(cell.amount, place, doubt=_UNSURE if unsure else unclear(read, row))


@dataclass(frozen=True)
class Evidence:
    """A report with what the checks ask of it, each found once."""

    report: Report

    @property
    def is_extract(self) -> bool:
        """Whether the report came as a text in which cells may have been lost."""
        return self.report.source.pages is None

    @cached_property
    def _rows(self) -> dict[Statement, dict[str, StatementRow]]:
        found: dict[Statement, dict[str, StatementRow]] = {}
        for read in self.report.statements:
            rows = found.setdefault(read.statement, {})
            for row in read.rows:
                rows.setdefault(row_key(read, row), row)
        return found

    @cached_property
    def _reads(self) -> dict[Statement, StatementRead]:
        found: dict[Statement, StatementRead] = {}
        for read in self.report.statements:
            found.setdefault(read.statement, read)
        return found

    def read(self, statement: Statement) -> StatementRead | None:
        """The statement, None where the report does not announce it."""
        return self._reads.get(statement)

    def state(self, statement: Statement) -> State:
        read = self.read(statement)
        return read.state if read else State.MISSING

    def row(self, statement: Statement, key: str) -> StatementRow | None:
        return self._rows.get(statement, {}).get(key)

    @cached_property
    def _cells(self) -> dict[int, dict[str, Operand]]:
        return {}

    def cells(self, read: StatementRead, row: StatementRow) -> dict[str, Operand]:
        """Column → cell of a row of this report."""
        found = self._cells.get(id(row))
        if found is None:
            found = {cell.column: cell_operand(read, row, cell) for cell in row.cells}
            self._cells[id(row)] = found
        return found

    def operand(self, statement: Statement, key: str, column: str) -> Operand:
        """A cell; blank where the statement, the row or the cell is not there."""
        read, row = self.read(statement), self.row(statement, key)
        found = self.cells(read, row).get(column) if read and row else None
        return found or Operand(None, Place(statement=statement.value, row=key, column=column))

    @cached_property
    def claims(self) -> tuple[tuple[int, Claim], ...]:
        """The claims with their index."""
        return tuple(enumerate(self.report.claims))

    @cached_property
    def _told(self) -> dict[str, tuple[tuple[int, Claim], ...]]:
        found: dict[str, list[tuple[int, Claim]]] = {}
        for index, claim in self.claims:
            found.setdefault(claim.measure, []).append((index, claim))
        return {measure: tuple(told) for measure, told in found.items()}

    def told(self, measure: str) -> tuple[tuple[int, Claim], ...]:
        """The claims of a measure with their index."""
        return self._told.get(measure, ())

    @cached_property
    def _by_sentence(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for _, claim in self.claims:
            found.setdefault(claim.text, []).append(claim)
        return {text: tuple(told) for text, told in found.items()}

    def in_sentence(self, text: str) -> tuple[Claim, ...]:
        """The claims of one sentence."""
        return self._by_sentence.get(text, ())

    def said(self, measure: str, *titles: str) -> Operand | None:
        """The first amount that the narrative gives of a measure, in sections with one of the words if any."""
        for _, claim in self.told(measure):
            if claim.amount is not None and (not titles or self._titled(claim.section, titles)):
                return claim_operand(claim, claim.amount)
        return None

    def _titled(self, number: str, words: tuple[str, ...]) -> bool:
        title = self.titles.get(number, "")
        return any(word in title for word in words)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Number of a section of the narrative → its title."""
        return {one.number: one.title for one in self.report.sections if one.part == NARRATIVE and one.number}

    @cached_property
    def _measures(self) -> dict[str, MeasureRead]:
        return {measure.key: measure for measure in self.report.measures}

    def measure(self, key: str) -> MeasureRead | None:
        return self._measures.get(key)

    def value(self, key: str) -> Decimal | None:
        measure = self._measures.get(key)
        return measure.value if measure else None

    def measured(self, key: str) -> Operand:
        """A measure with the place that prints it."""
        measure = self._measures.get(key)
        if measure is None:
            return Operand(None, Place())
        if measure.statement is None:
            return Operand(
                measure.value,
                Place(page=measure.page, text=f"第{measure.section}节" if measure.section else ""),
            )
        return self.operand(measure.statement, _key_of(measure), measure.column)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All paragraphs in their order."""
        return tuple(
            Sentence(paragraph.text, section, paragraph.page)
            for section in self.report.sections
            for paragraph in section.paragraphs
        )

    def telling(self, *words: str, part: int | None = NARRATIVE) -> Iterator[Sentence]:
        """The paragraphs of a part (None: of all) in sections whose title has one of the words."""
        for sentence in self.sentences:
            if part in (None, sentence.section.part) and any(
                word in sentence.section.title for word in words
            ):
                yield sentence

    def of_section(self, number: str) -> Iterator[Sentence]:
        """The paragraphs of a numbered section of the narrative."""
        return (one for one in self.narrative() if one.section.number == number)

    def narrative(self) -> Iterator[Sentence]:
        """The paragraphs of the part that explains the accounts."""
        return (sentence for sentence in self.sentences if sentence.section.part == NARRATIVE)


def _key_of(measure: MeasureRead) -> str:
    form = FORMS.get(measure.statement) if measure.statement else None
    if form and form.shape in (Shape.LINES, Shape.BLOCKS):
        return measure.line
    return "" if measure.line == "合计" else measure.line


def claim_operand(claim: Claim, amount: Decimal | None) -> Operand:
    """An amount of a claim with its sentence."""
    near = nearness(abs(amount), claim.text) if amount is not None else Nearness.PRINTED
    return Operand(amount, Place(page=claim.page, text=claim.text), near)
