"""The narrative (第三部分 决算情况说明) becomes claims: what the prose says of each measure, in print order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from disclosures.statements import Statement
from ingest.parsing.facts import Base, Claim, Direction, Section, StatementRead
from ingest.parsing.phrases import UNKNOWN_ITEM, Kind
from ingest.parsing.projects import project_claims
from ingest.parsing.sayings import Event, Saying, sayings
from ingest.parsing.sentences import Passage, narrative_sections, passages
from ingest.parsing.subjects import subject_names
from ingest.parsing.topics import Topic
from ingest.parsing.vocabulary import whole_for

_YEAR = re.compile(r"(?<![与比较同])20\d\d(?=年度)")
_BUDGET_BASES = {"initial": Base.INITIAL_BUDGET, "full_year": Base.FULL_YEAR_BUDGET}
_BASES = {base: name for name, base in _BUDGET_BASES.items()}
_WHOLE_BUDGETS = {Base.INITIAL_BUDGET: "initial_budget", Base.FULL_YEAR_BUDGET: "full_year_budget"}
_CLAIM_KINDS = {Kind.COMPLETION: "completion", Kind.SHARE: "share", Kind.CHANGE: "change"}


def claims_of(sections: Iterable[Section], statements: Sequence[StatementRead]) -> tuple[Claim, ...]:
    """The claims of a narrative beside the statements that it speaks of; see ``read_claims``."""
    public = next((read for read in statements if read.statement == Statement.THREE_PUBLIC), None)
    return read_claims(sections, _subject_names(statements), public.basis.budget if public else None)


def _subject_names(statements: Iterable[StatementRead]) -> dict[str, str]:
    """code → name of the functional subjects that the report's own statements print."""
    return {
        row.code: row.name
        for read in statements
        if read.form in ("02", "03", "05", "07", "08")
        for row in read.rows
        if row.code
    }


def read_claims(
    sections: Iterable[Section], names: Mapping[str, str], budget_basis: str | None = None
) -> tuple[Claim, ...]:
    """Every claim of the narrative, section by section in print order, listed projects after the rest of theirs.

    In: all sections of the report; ``names`` code → name of the functional subjects in the report's own
    statements; ``budget_basis`` "initial" or "full_year" where the statement of 三公 says which budget it
    prints, for the sentences there that only say 预算. Out: amounts in 万元 with their decimals as printed,
    direction and unsigned change; ``item.unknown.*`` where names leave no single code. A claim without an
    amount is one whose slot is blank or that prints none. Never raises. Source: interface.md, Claims.
    """
    found = list(sections)
    year = _fiscal_year(found)
    subjects = subject_names(names, year)
    claims: list[Claim] = []
    for passage in passages(found):
        claims.extend(_claims_of(passage, sayings(passage, subjects, year), year, budget_basis))
        claims.extend(project_claims(passage))
    return tuple(claims)


def _fiscal_year(sections: list[Section]) -> int | None:
    """The year that the narrative writes first before 年度: its own."""
    for section in narrative_sections(sections):
        for text in (section.title, *(paragraph.text for paragraph in section.paragraphs)):
            year = _YEAR.search(text)
            if year:
                return int(year[0])
    return None


def _claims_of(
    passage: Passage, said: Iterable[Saying], year: int | None, budget_basis: str | None
) -> Iterator[Claim]:
    bare = _BUDGET_BASES.get(budget_basis or "") if passage.topic == Topic.THREE_PUBLIC else None
    amounts: dict[str, Decimal] = {}
    for saying in said:
        for measure in saying.measures:
            printed = saying.amount_of(measure)
            known = printed if printed is not None or saying.blank else amounts.get(measure)
            if printed is not None and not measure.startswith(UNKNOWN_ITEM):
                amounts.setdefault(measure, printed)
            yield from _budgets(measure, saying, passage, bare)
            if saying.events:
                yield from (
                    _event(measure, known, event, saying, passage, year, bare) for event in saying.events
                )
            elif printed is not None:
                yield _amount(measure, printed, saying, passage)


def _budget_key(measure: str, base: Base | None) -> str:
    """The measure of a budget printed for ``measure``, "" where it has none."""
    if measure.startswith("three_public."):
        return measure.removesuffix("actual") + "budget"
    if measure.startswith("item."):
        return "" if base == Base.FULL_YEAR_BUDGET else measure.removesuffix("actual") + "budget"
    if measure == "general_budget_expenditure" and base is not None:
        return _WHOLE_BUDGETS[base]
    return ""


def _budgets(measure: str, saying: Saying, passage: Passage, bare: Base | None) -> Iterator[Claim]:
    meant = {
        event.base for event in saying.events if event.kind == Kind.COMPLETION and event.base is not None
    }
    for named, (number, sentence, place) in saying.budgets.items():
        base = named or (next(iter(meant)) if len(meant) == 1 else None)
        key = _budget_key(measure, base)
        if key:
            yield Claim(
                "amount",
                key,
                number,
                section=passage.number,
                page=sentence.page_at(place),
                text=sentence.text,
                basis=_basis(base or bare) if key.startswith("three_public.") else None,
            )


def _basis(base: Base | None) -> str | None:
    return _BASES.get(base) if base is not None else None


def _funds(measure: str, passage: Passage) -> str | None:
    """Whose money a 三公 amount is, by the title of its section."""
    if not measure.startswith("three_public."):
        return None
    if re.search(r"一般公共预算(?:财政拨款)?[“\"]?三公", passage.title):
        return "general_budget"
    return "fiscal" if re.search(r"财政拨款[“\"]?三公|三公[”\"]?经费财政拨款", passage.title) else None


def _amount(measure: str, printed: Decimal, saying: Saying, passage: Passage) -> Claim:
    sentence = saying.sentence
    return Claim(
        "amount",
        measure,
        printed,
        reason=saying.reason,
        section=passage.number,
        page=sentence.page_at(saying.place) if sentence else None,
        text=sentence.text if sentence else "",
        basis=_funds(measure, passage),
    )


def _event(
    measure: str,
    amount: Decimal | None,
    event: Event,
    saying: Saying,
    passage: Passage,
    year: int | None,
    bare: Base | None,
) -> Claim:
    """One completion, share or change of ``measure``; ``bare`` is the budget meant by 预算 alone."""
    base = event.base if event.base is not None or event.kind == Kind.SHARE else bare
    is_change = event.kind == Kind.CHANGE
    return Claim(
        _CLAIM_KINDS[event.kind],
        measure,
        amount,
        base=base,
        base_year=_base_year(event, year),
        direction=event.direction if is_change else None,
        change=event.change if is_change else None,
        percent=event.percent,
        implied_base=_implied(amount, event) if is_change else _printed_budget(event, saying),
        reason=event.reason or ("" if is_change else saying.reason),
        section=passage.number,
        page=event.sentence.page_at(event.place),
        text=event.sentence.text,
        whole=event.whole or (whole_for(measure, passage.topic) if event.kind == Kind.SHARE else ""),
        basis=_funds(measure, passage),
    )


def _base_year(event: Event, year: int | None) -> int | None:
    if event.base != Base.PRIOR_YEAR:
        return None
    return event.year or (year - 1 if year else None)


def _implied(amount: Decimal | None, event: Event) -> Decimal | None:
    """Amount − signed change, None where either is not printed."""
    if amount is None or event.change is None or event.direction is None:
        return None
    return amount + event.change if event.direction == Direction.DECREASE else amount - event.change


def _printed_budget(event: Event, saying: Saying) -> Decimal | None:
    """The budget that a completion is measured against, where the same saying prints it."""
    if event.kind != Kind.COMPLETION:
        return None
    printed = saying.budgets.get(event.base) or saying.budgets.get(None)
    return printed[0] if printed else None
