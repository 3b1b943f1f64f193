"""Check on empty statements: a report that has nothing to print says so."""

from collections.abc import Iterator

from disclosures.statements import FORMS, State, Statement
from ingest.checks.evidence import Evidence
from ingest.checks.findings import finding
from ingest.checks.within import whole_of
from ingest.parsing.facts import Finding, Outcome

_NOTHING_WORDS = {
    Statement.GOVERNMENT_FUNDS: "政府性基金",
    Statement.STATE_CAPITAL: "国有资本经营",
    Statement.THREE_PUBLIC: "三公",
}


def check_empty_statements(evidence: Evidence) -> Iterator[Finding]:
    """EMPTY_TABLE_STATEMENT: an empty 07, 08 or 09 comes with the sentence that there is nothing. Warning; 财预〔2016〕143号."""
    check = "EMPTY_TABLE_STATEMENT"
    for statement, word in _NOTHING_WORDS.items():
        read = evidence.read(statement)
        if read is None or read.state not in (State.EMPTY, State.DECLARED_NIL):
            continue
        said = read.state is State.DECLARED_NIL or any(
            word in one.text and any(no in one.text for no in ("无", "没有", "未"))
            for one in evidence.telling(word)
        )
        title = FORMS[statement].title
        if said:
            yield finding(check, Outcome.PASS, f"{title}没有数字，报告写明本年度没有。", where=whole_of(read))
        else:
            yield finding(
                check,
                Outcome.FAIL,
                f"{title}没有数字，表下和说明中都没有找到“无……”的说明。",
                where=whole_of(read),
            )
