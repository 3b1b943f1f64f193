"""The values that pass between the stages of reading a report: frozen, without behaviour, with their place.

Amounts are ``Decimal`` in 万元 with the decimals as printed (a report in 元 is divided by 10,000 exactly);
counts are integers. ``None`` means blank; a printed zero is a zero. Pages count from 1; a box is
``(x0, top, x1, bottom)`` in points of the page as displayed, origin top left; both None where the format has
no pages. Field names are those of ``parse --json`` (see ``ingest.parsing.wire``).
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosures.statements import State, Statement
from ingest.parsing.evaluated import Evaluation

Box = tuple[float, float, float, float]


class Origin(StrEnum):
    """How a cell's amount came to stand where it stands."""

    TEXT = "text"  # printed there
    OCR = "ocr"  # recognised there
    DERIVED = "derived"  # printed in that row; its column follows from the form's identities or the sums
    CORRECTED = "corrected"  # a person put it right or entered it


class Scope(StrEnum):
    OWN = "own"  # 本级
    CONSOLIDATED = "consolidated"  # 汇总


class Base(StrEnum):
    """What a change or a completion is measured against."""

    PRIOR_YEAR = "prior_year"
    INITIAL_BUDGET = "initial_budget"
    FULL_YEAR_BUDGET = "full_year_budget"


class Direction(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    UNCHANGED = "unchanged"


class Outcome(StrEnum):
    PASS = "pass"
    ROUNDING = "rounding"
    FAIL = "fail"
    NOT_CHECKABLE = "not_checkable"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Source:
    name: str
    sha256: str
    media_type: str
    pages: int | None
    size: int = 0


@dataclass(frozen=True)
class RegionRead:
    code: str
    name: str


@dataclass(frozen=True)
class Cell:
    """One amount cell. ``text`` is what is printed, "" where blank.

    ``second`` is what the other of two readers read there, None where the cell was read once. ``spot`` says in words
    where the cell stands in a file without pages: 工作表“收入支出决算总表”C12, 第 3 张表第 5 行第 2 列.
    Of a recognised cell ``confidence`` says how sure its recognition is, 0 to 1, and ``doubtful`` that a person has
    to look at it.
    """

    column: str
    label: str
    amount: Decimal | None
    text: str = ""
    origin: Origin = Origin.TEXT
    page: int | None = None
    bbox: Box | None = None
    second: str | None = None
    spot: str = ""
    confidence: float | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class StatementRow:
    """One logical row: ``line`` in forms 01 and 04, ``code`` elsewhere ("" for 合计)."""

    line: str
    code: str
    code_text: str
    name: str
    cells: tuple[Cell, ...]

    def cell(self, column: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class Basis:
    """口径 of a statement: which budget, whose money. None where the report does not say."""

    budget: str | None = None  # initial | full_year
    funds: str | None = None  # general_budget | fiscal


@dataclass(frozen=True)
class StatementRead:
    """One statement. ``file`` is the SHA-256 of the file that prints it where that is not the report's own."""

    statement: Statement
    form: str | None
    title: str
    number: str  # as printed: "公开01表", "表7", "" where there is none
    state: State
    basis: Basis = Basis()
    unit: str = "万元"
    pages: tuple[int, ...] = ()
    rows: tuple[StatementRow, ...] = ()
    notes: tuple[str, ...] = ()
    department: str = ""  # after 部门：, as printed
    scope: Scope | None = None  # from （汇总）/（本级）
    year: int | None = None  # from the title
    file: str = ""

    def row(self, key: str) -> StatementRow | None:
        """The row with that 行次 or code; the code "" is 合计."""
        by_line = self.form in ("01", "04")
        return next((row for row in self.rows if (row.line if by_line else row.code) == key), None)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of prose: lines joined, white space inside words removed.

    ``breaks`` holds, for a paragraph that runs on overleaf, (offset in the text, page that begins there).
    """

    text: str
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` is printed."""
        begun = [page for start, page in self.breaks if start <= offset]
        return begun[-1] if begun else self.page


@dataclass(frozen=True)
class Section:
    """A numbered section. ``number`` is "一".."十四" or "".

    ``part`` is the part's number in the set of 2023, whatever the report prints: 1 概况, 2 决算表, 3 情况说明,
    4 anything else, 5 名词解释, 6 附件; 0 before the first.
    """

    part: int
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Claim:
    """One thing that the prose says of one measure.

    ``implied_base`` is amount − signed change for a change, the printed budget for a completion. ``whole``
    is the measure that a share is a part of ("" where not known); ``basis`` is the 口径 of a 三公 amount.
    """

    kind: str  # change | completion | share | amount
    measure: str
    amount: Decimal | None
    base: Base | None = None
    base_year: int | None = None
    direction: Direction | None = None
    change: Decimal | None = None
    percent: Decimal | None = None
    implied_base: Decimal | None = None
    reason: str = ""
    section: str = ""
    page: int | None = None
    text: str = ""
    whole: str = ""
    basis: str | None = None


@dataclass(frozen=True)
class MeasureRead:
    """One comparable number of the report and the first place that prints it.

    ``origin`` is "ocr" where it was recognised in a picture and nobody has looked at it, else "".
    """

    key: str
    value: Decimal
    statement: Statement | None = None
    line: str = ""
    column: str = ""
    section: str = ""
    page: int | None = None
    basis: str | None = None
    origin: str = ""


@dataclass(frozen=True)
class Term:
    """One entry of 名词解释, its definition as printed."""

    name: str
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Listing:
    """What the prose of a section says that 人员经费 (``personnel``) or 公用经费 (``public``) includes."""

    section: str
    kind: str
    names: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True)
class Place:
    page: int | None = None
    statement: str | None = None
    row: str | None = None
    column: str | None = None
    text: str = ""
    bbox: Box | None = None


@dataclass(frozen=True)
class Finding:
    """The result of one check, or a doubt of the reader. ``claim`` is the index of the claim it judges."""

    check: str
    outcome: Outcome
    severity: Severity
    message: str
    found: str = ""
    expected: str = ""
    difference: str = ""
    tolerance: str = ""
    where: tuple[Place, ...] = ()
    claim: int | None = None


@dataclass(frozen=True)
class Report:
    """Everything that was read from one file.

    ``recognised`` are the pages whose text was recognised in a picture, ``unread`` those that wait for it;
    ``pictured`` are those of the recognised ones that have no text of their own, so that their prose was recognised too.
    """

    source: Source
    region: RegionRead | None
    department: str
    department_names: tuple[str, ...]
    fiscal_year: int | None
    scope: Scope | None
    unit: str
    layout: str
    parser_version: str
    statements: tuple[StatementRead, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    measures: tuple[MeasureRead, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    terms: tuple[Term, ...] = ()
    listings: tuple[Listing, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()

    def statement(self, name: Statement) -> StatementRead | None:
        return next((read for read in self.statements if read.statement == name), None)

    def measure(self, key: str) -> MeasureRead | None:
        return next((read for read in self.measures if read.key == key), None)
