"""What a comparison is: columns, the bases on top, groups of rows, and the refusals in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from disclosures.comparison.bases import Basis, Refusal, budget_word, funds_word, refusals, scope_word
from disclosures.comparison.columns import Column
from disclosures.comparison.reasons import Reason, reasons
from disclosures.comparison.rows import CellState, Row
from disclosures.comparison.told import Figures, three_public_basis
from disclosures.statements import FORMS, State
from disclosures.wording import STATES

NOT_HELD = gettext_lazy("未收录")
ALL_PICTURES = gettext_lazy("图片，未识别")


@dataclass(frozen=True)
class Facet:
    """One line of the bases: a word per column, and whether it differs from the others. ``read`` says what could be
    read, which is no basis."""

    label: str
    words: tuple[str, ...]
    differs: tuple[bool, ...]
    unread: tuple[bool, ...]
    rule: str = ""
    explained: str = ""
    read: bool = False

    @property
    def cells(self) -> tuple[tuple[str, bool, bool], ...]:
        return tuple(zip(self.words, self.differs, self.unread, strict=True))


@dataclass(frozen=True)
class Group:
    """Rows under one heading. ``note`` says how to read them."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Refused:
    """One refusal and the rows that it holds for."""

    refusal: Refusal
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """``what`` names the statement or measure; ``omitted`` counts the rows that are blank everywhere."""

    what: str
    columns: tuple[Column, ...]
    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]
    reasons: tuple[Reason, ...]
    refused: tuple[Refused, ...]
    omitted: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def column_refusals(self) -> tuple[Refusal, ...]:
        """Those that hold for every row, because of the columns."""
        return tuple(dict.fromkeys(refusal for row in self.rows for refusal in row.of_columns))

    @property
    def against_first(self) -> bool:
        """Whether numbers are set against those of the first column."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(cell.delta and cell.delta.usual for cell in cells)

    @property
    def scoped(self) -> bool:
        """Whether the columns differ in 本级 and 汇总, so that each must say which it is."""
        return any(refused.refusal.rule == "scope" for refused in self.refused)

    @property
    def explanations(self) -> tuple[Facet, ...]:
        """The differing bases that no refusal explains."""
        refused = {refused.refusal.rule for refused in self.refused}
        return tuple(facet for facet in self.facets if facet.explained and facet.rule not in refused)

    @property
    def recurring(self) -> tuple[tuple[Column, str], ...]:
        """What keeps several numbers of one column from being divided, said once for the whole page."""
        notes = Counter(
            (cell.column, cell.note)
            for row in self.rows
            for cell in row.cells
            if cell.state == CellState.NOT_COMPUTED and cell.note
        )
        return tuple(found for found, times in notes.items() if times > 1)

    @property
    def recognised(self) -> bool:
        """Whether some number was recognised in a picture and nobody has looked at it."""
        stated = (reason.stated for reason in self.reasons if reason.stated)
        cells = (cell for row in self.rows for cell in row.cells)
        return any(one.recognised for one in (*cells, *stated))

    @property
    def unheld(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.held)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)


def _differing(words: Sequence[str]) -> tuple[bool, ...]:
    """Those that are not the word of the majority; all of them where there is no majority. Columns without a
    report have no basis."""
    stated = [word for word in words if word != NOT_HELD]
    if len(set(stated)) < 2:
        return tuple(False for _ in words)
    (common, most), *others = Counter(stated).most_common()
    majority = common if most > others[0][1] else None
    return tuple(word not in (NOT_HELD, majority) for word in words)


def _facet(
    label: str, columns: Sequence[Column], word: Callable[[Column], str], rule: str = "", explained: str = ""
) -> Facet:
    words = tuple(word(column) if column.held else str(NOT_HELD) for column in columns)
    differs = _differing(words)
    return Facet(label, words, differs, tuple(False for _ in words), rule, explained if any(differs) else "")


def _tables_word(column: Column) -> str:
    states = Counter(column.state(statement) for statement in FORMS)
    readable = states[State.AMOUNTS]
    if not readable and states[State.PICTURE]:
        return str(ALL_PICTURES)
    words = gettext("%(count)s 张有数") % {"count": readable}
    pictures = gettext("，%(count)s 张为图片") % {"count": states[State.PICTURE]}
    return words + pictures if states[State.PICTURE] else words


def _state_facet(columns: Sequence[Column], statement: str) -> Facet:
    if statement:
        facet = _facet(gettext("本表"), columns, lambda column: gettext(STATES[column.state(statement)]))
        unread = tuple(column.held and column.state(statement) == State.PICTURE for column in columns)
    else:
        facet = _facet(gettext("九张表"), columns, _tables_word)
        unread = tuple(word == ALL_PICTURES for word in facet.words)
    return Facet(facet.label, facet.words, tuple(False for _ in columns), unread, read=True)


def _refused(rows: Sequence[Row], bases: Sequence[Basis]) -> tuple[Refused, ...]:
    """Every refusal once, by the bases of the whole columns, with the rows that it holds for; then those that
    only single rows meet."""
    found: dict[str, Refusal] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        for refusal in refusals(kind, bases):
            found.setdefault(refusal.rule, refusal)
    held_for: dict[str, list[str]] = {rule: [] for rule in found}
    for row in rows:
        for refusal in row.refused:
            found.setdefault(refusal.rule, refusal)
            held_for.setdefault(refusal.rule, []).append(row.label)
    return tuple(Refused(refusal, tuple(held_for[rule])) for rule, refusal in found.items())


def compared(
    what: str,
    columns: Sequence[Column],
    figures: Mapping[int, Figures],
    groups: Sequence[Group],
    totals: Sequence[str],
    omitted: int = 0,
    statement: str = "",
) -> Comparison:
    """The comparison with its bases, its refusals and the stated change of one of ``totals``."""
    rows = [row for group in groups for row in group.rows]
    three_public = {
        column: three_public_basis(column, figures.get(column.disclosure, {})) for column in columns
    }
    bases = [basis for column, basis in three_public.items() if column.held]
    return Comparison(
        what,
        tuple(columns),
        facets(three_public, statement),
        tuple(groups),
        reasons(columns, totals, three_public),
        _refused(rows, bases),
        omitted,
    )


def facets(three_public: Mapping[Column, Basis], statement: str = "") -> tuple[Facet, ...]:
    """The bases of the columns: year, scope, 三公 budget and funds, printed unit, and what could be read."""
    columns = tuple(three_public)
    found = []
    if len({column.slug for column in columns}) > 1:
        found.append(_facet(gettext("年度"), columns, lambda column: str(column.year), "year"))
    found += [
        _facet(
            gettext("范围"),
            columns,
            lambda column: scope_word(column.scope),
            "scope",
            gettext("汇总包含所属单位，本级只有机关自身。"),
        ),
        _facet(
            gettext("三公预算"),
            columns,
            lambda column: budget_word(three_public[column].budget),
            "budget",
            gettext("年初预算是年初批复的数，全年预算是按程序调整后的数。"),
        ),
        _facet(
            gettext("三公资金"),
            columns,
            lambda column: funds_word(three_public[column].funds),
            "funds",
            gettext("财政拨款除一般公共预算外还含政府性基金等资金。"),
        ),
        _facet(
            gettext("所印单位"),
            columns,
            lambda column: gettext(column.unit) if column.unit else "",
            "",
            gettext("所印单位不同，本页一律换算为万元。"),
        ),
        _state_facet(columns, statement),
    ]
    return tuple(found)


def kept(rows: Iterable[Row]) -> tuple[tuple[Row, ...], int]:
    """The rows in which some report prints a number, sure or not, and how many there are besides."""
    every = tuple(rows)
    printed = tuple(row for row in every if row.printed or row.unsure)
    return printed, len(every) - len(printed)
