"""One comparison between two neighbouring reports, put into words that accuse nobody."""

from dataclasses import dataclass, replace

from disclosures.across_years.amounts import Amount, judge
from disclosures.across_years.held import Held, Pair, Place
from disclosures.models import Outcome
from disclosures.recognition import is_recognised
from disclosures.wording import printed_text


@dataclass(frozen=True)
class Said:
    """A number that a report gives, with its places; ``doubt`` says why it proves nothing, "" where it does."""

    amount: Amount
    where: tuple[dict, ...]
    basis: frozenset[str] = frozenset()
    doubt: str = ""


@dataclass(frozen=True)
class Compared:
    check: str
    measure: str
    outcome: Outcome
    severity: str
    message: str
    where: tuple[dict, ...]
    found: str = ""
    expected: str = ""
    difference: str = ""
    tolerance: str = ""


@dataclass(frozen=True)
class Wording:
    """How one kind of comparison names its two numbers, and what a difference may mean."""

    found: str
    expected: str
    meaning: str


def cell_place(held: Held, place: Place, page: int | None, text: str = "") -> dict:
    statement, row, column = place
    return {
        "code": held.disclosure.code,
        "page": page,
        "statement": statement,
        "row": row,
        "column": column,
        "text": text,
    }


def prose_place(held: Held, page: int | None, section: str, text: str = "") -> dict:
    return cell_place(held, ("", "", ""), page, text) | {"section": section}


def said_in_cell(cell: dict) -> str:
    """Why a cell's number is no proof, "" where it is."""
    if is_recognised(cell):
        return "由图片识别"
    second = cell.get("second")
    return "两次读取不同" if second is not None and second != cell["text"] else ""


def written(amount: Amount) -> str:
    return amount.text if amount.counted else printed_text(amount.text)


def compare(pair: Pair, check: str, measure: str, severity: str, both: tuple[Said, Said], words: Wording):
    """``both``: what the later report says, what the earlier one printed."""
    found, expected = both
    judged = judge(found.amount, expected.amount)
    said = f"{words.found}{written(found.amount)}，{words.expected}{written(expected.amount)}"
    told = Compared(
        check,
        measure,
        judged.outcome,
        "warning" if pair.renamed else severity,
        _sentence(judged.outcome, said, words, pair.renamed),
        (*found.where, *expected.where),
        found.amount.text,
        expected.amount.text,
        f"{judged.difference:f}",
        f"{judged.tolerance:f}",
    )
    doubt = found.doubt or expected.doubt
    if judged.outcome == Outcome.FAIL and doubt:
        return replace(told, outcome=Outcome.NOT_CHECKABLE, message=f"{said}；{doubt}，不足以对照。")
    return told


def _sentence(outcome: Outcome, said: str, words: Wording, renamed: bool) -> str:
    if outcome == Outcome.PASS:
        return f"{said}，两数相同。"
    if outcome == Outcome.ROUNDING:
        return f"{said}，相差在舍入之内。"
    return f"{said}，{words.meaning}{'；两份报告所印的部门名称不同' if renamed else ''}。"


def not_checkable(check: str, measure: str, severity: str, message: str, said: Said | None, found: bool):
    """A number that has no counterpart; ``found``: the later report gives it."""
    printed = said.amount.text if said else ""
    return Compared(
        check,
        measure,
        Outcome.NOT_CHECKABLE,
        severity,
        message,
        said.where if said else (),
        found=printed if found else "",
        expected="" if found else printed,
    )
