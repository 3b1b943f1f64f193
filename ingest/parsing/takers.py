"""Phrase by phrase, what is said of the subject in hand: drafts that change until a passage has been read.

A subject is in hand until another is named, a list number or a heading begins, or its amount is printed anew. What
stands in an aside, (其中：…) or (含…), is of its own subjects and leaves the one outside in hand. A comparison
holds to the end of its sentence and through a following 其中; a change without any comparison is nobody's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.parsing.facts import Base, Direction
from ingest.parsing.phrases import Kind, Token
from ingest.parsing.sentences import Sentence


@dataclass
class EventDraft:
    """A completion, a share or a change, with the spot where its number is printed."""

    kind: Kind
    sentence: Sentence
    place: int
    base: Base | None = None
    year: int | None = None
    percent: Decimal | None = None
    change: Decimal | None = None
    direction: Direction | None = None
    whole: str = ""
    reason: str = ""


@dataclass
class SayingDraft:
    """What has been said so far of ``measures`` in a row."""

    measures: tuple[str, ...]
    amounts: tuple[Decimal, ...] = ()
    blank: bool = False
    budgets: dict[Base | None, tuple[Decimal, Sentence, int]] = field(default_factory=dict)
    events: list[EventDraft] = field(default_factory=list)
    sentence: Sentence | None = None
    place: int = 0
    reason: str = ""

    def put(self, amounts: tuple[Decimal, ...], sentence: Sentence, place: int) -> None:
        self.amounts, self.sentence, self.place = amounts, sentence, place


@dataclass
class Reading:
    """Where the reader of a passage stands. ``year`` is the report's, None where it is not known."""

    year: int | None = None
    done: list[SayingDraft] = field(default_factory=list)
    current: SayingDraft | None = None
    comparison: Token | None = None
    mentioned: Token | None = None  # a subject without its amount: it counts once something is said of it
    lead: SayingDraft | None = None  # the first of which the latest telling sentence said something
    told: Sentence | None = None  # that sentence
    under: str = ""  # the code of the 类 named last
    outside: tuple[SayingDraft | None, Token | None] | None = None  # what an aside interrupts

    def begin(self, measures: tuple[str, ...]) -> SayingDraft:
        self.current = SayingDraft(measures)
        self.done.append(self.current)
        return self.current

    def begin_sentence(self, opens: bool, goes_on: bool) -> None:
        if opens:
            self.begin(())
            self.lead = None
        self.mentioned = self.outside = None
        if not goes_on:
            self.comparison = None

    def tells_of_another_year(self, token: Token, sentence: Sentence, known: bool = False) -> bool:
        """Whether an amount is of a year before: its own words say so, and the report's year has its own.

        A year that stands alone may be one left over from the report of last year.
        """
        if token.year is None or self.year is None or token.year >= self.year:
            return False
        return known or bool(re.search(rf"(?<![与比较同]){self.year}年", sentence.level))

    def settle(self, sentence: Sentence) -> None:
        """A subject that makes up a sentence by itself (公务接待费。) is what the next one speaks of."""
        if self.mentioned is not None:
            _take_subject(self.mentioned, sentence, self.mentioned.place, self)
            self.mentioned = None

    def step_aside(self, aside: bool) -> None:
        """Into an aside, where nothing is in hand, or back out of it."""
        if aside and self.outside is None:
            self.outside = (self.current, self.comparison)
            self.begin(())
        elif not aside and self.outside is not None:
            self.current, self.comparison = self.outside
            self.outside = self.mentioned = None


def take(token: Token, sentence: Sentence, place: int, reading: Reading) -> None:
    """``token``, which stands at ``place`` of ``sentence``, adds to what is being said."""
    reading.step_aside(token.aside)
    if token.kind == Kind.SUBJECT:
        reading.under = token.under or reading.under
        if reading.tells_of_another_year(token, sentence):
            reading.mentioned = None
            reading.begin(())
            return
        coded = any(measure.startswith("item.") for measure in token.measures)
        printed = token.number is not None or token.numbers or sentence.opens or coded
        reading.mentioned = None if printed else token
        if printed:
            _take_subject(token, sentence, place, reading)
        return
    if token.kind == Kind.COMPARE:
        reading.comparison = token
        if token.budget is None:
            return
    if reading.mentioned is not None:
        _take_subject(reading.mentioned, sentence, place, reading)
        reading.mentioned = None
    if reading.current is not None:
        _TAKERS[token.kind](token, sentence, place, reading, reading.current)
        if reading.current.events and reading.told is not sentence:
            reading.lead, reading.told = reading.current, sentence


def _take_subject(token: Token, sentence: Sentence, place: int, reading: Reading) -> None:
    saying = reading.current
    given = token.numbers or (() if token.number is None else (token.number,))
    again = saying is not None and saying.measures == token.measures
    if saying is None or not again or (given and saying.amounts and saying.amounts != given):
        saying = reading.begin(token.measures)
    if given and not saying.amounts:
        saying.put(given, sentence, place)
    saying.blank = saying.blank or token.blank


def _take_final(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    """The final amount; one that differs from the amount already printed begins another saying."""
    if token.number is None or reading.tells_of_another_year(token, sentence, bool(saying.amounts)):
        return
    if saying.amounts and saying.amounts != (token.number,) and len(saying.measures) == 1:
        before = saying
        saying = reading.begin(before.measures)
        if not before.events:
            saying.budgets, before.budgets = before.budgets, {}
    if not saying.amounts:
        saying.put((token.number,), sentence, place)


def _take_budget(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    if token.number is not None:
        saying.budgets.setdefault(token.base, (token.number, sentence, place))


def _take_both(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    _take_budget(token, sentence, place, reading, saying)
    _take_final(token, sentence, place, reading, saying)


def _take_inner_budget(
    token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft
) -> None:
    """A budget printed within a phrase: 完成全年预算 3 万元的 90%, 比年初预算 3 万元减少."""
    if token.budget is not None:
        saying.budgets.setdefault(token.base, (token.budget, sentence, place))


def _take_completion(
    token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft
) -> None:
    _take_inner_budget(token, sentence, place, reading, saying)
    base = _named(token.base, saying)
    saying.events.append(EventDraft(Kind.COMPLETION, sentence, place, base, percent=token.number))


def _named(base: Base | None, saying: SayingDraft) -> Base | None:
    """A bare 预算 is the budget that the same saying names, where it names exactly one."""
    completed = (event.base for event in saying.events if event.kind == Kind.COMPLETION)
    named = {known for known in (*saying.budgets, *completed) if known is not None}
    return named.pop() if base is None and len(named) == 1 else base


def _take_share(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    saying.events.append(EventDraft(Kind.SHARE, sentence, place, percent=token.number, whole=token.whole))


def _take_change(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    event = _changed(token, sentence, place, reading, saying)
    if event is not None and event.change is None and event.percent is None:
        event.change, event.direction, event.place = token.number, token.direction, place


def _take_rate(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    event = _changed(token, sentence, place, reading, saying)
    if event is not None and event.percent is None:
        event.percent = token.number
        if event.change is None:
            event.direction = token.direction


def _take_flat(token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft) -> None:
    event = _changed(token, sentence, place, reading, saying)
    if event is not None and event.change is None and event.percent is None:
        event.change, event.direction = Decimal(0), Direction.UNCHANGED


def _join_totals(reading: Reading, saying: SayingDraft) -> None:
    """收入总计 9 万元，支出总计 9 万元，与上年相比各增加…: what follows is said of both."""
    if saying.measures != ("expenditure_total",) or saying.events or len(reading.done) < 2:
        return
    before = reading.done[-2]
    if before.measures == ("income_total",) and not before.events and before.sentence is saying.sentence:
        reading.done.remove(before)
        saying.measures, saying.amounts = (
            (*before.measures, *saying.measures),
            (*before.amounts, *saying.amounts),
        )


def _changed(
    token: Token, sentence: Sentence, place: int, reading: Reading, saying: SayingDraft
) -> EventDraft | None:
    """The change against the comparison of this sentence, begun if need be; None without a comparison."""
    compared = reading.comparison
    if compared is None:
        return None
    if token.each:
        _join_totals(reading, saying)
    base = compared.base if compared.year is not None else _named(compared.base, saying)
    year = compared.year or (reading.year - 1 if reading.year and compared.year == 0 else compared.year)
    for event in saying.events:
        if event.kind == Kind.CHANGE and (event.base, event.year) == (base, year):
            return event
    saying.events.append(EventDraft(Kind.CHANGE, sentence, place, base, year))
    return saying.events[-1]


_TAKERS: dict[Kind, Callable[[Token, Sentence, int, Reading, SayingDraft], None]] = {
    Kind.COMPARE: _take_inner_budget,
    Kind.FINAL: _take_final,
    Kind.BUDGET: _take_budget,
    Kind.BOTH: _take_both,
    Kind.COMPLETION: _take_completion,
    Kind.SHARE: _take_share,
    Kind.CHANGE: _take_change,
    Kind.RATE: _take_rate,
    Kind.FLAT: _take_flat,
}
